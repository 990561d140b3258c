//! `cjm templates`: what a new map can start from.

use serde::Serialize;

use super::place::Place;
use super::{Format, output};
use crate::insight::Summary;
use crate::store::templates::{self, Template};
use crate::{text, words};

/// A template as JSON.
#[derive(Serialize)]
struct Row {
    name: String,
    about: String,
    stages: usize,
    touchpoints: usize,
    own: bool,
    /// The file of an own one.
    path: Option<String>,
    /// Why the file cannot be read.
    problem: Option<String>,
}

pub(super) fn run(place: &Place, format: Format) -> anyhow::Result<u8> {
    let found = templates::all(&*place.fs, place.places().ok());
    let rows: Vec<Row> = found.all.iter().map(|template| row(place, template)).collect();
    if let Some(problem) = &found.problem {
        output::remark(&problem.to_string());
    }
    output::value_or_lines(format, &rows, || {
        let width = rows.iter().map(|row| text::shown_width(&row.name)).max().unwrap_or(0);
        rows.iter().map(|row| line(row, width)).collect()
    })?;
    let readable = found.problem.is_none() && rows.iter().all(|row| row.problem.is_none());
    Ok(if readable { 0 } else { 1 })
}

fn row(place: &Place, template: &Template) -> Row {
    let path = template.file().map(|path| path.display().to_string());
    let empty = Row {
        name: template.name.clone(),
        about: String::new(),
        stages: 0,
        touchpoints: 0,
        own: path.is_some(),
        path,
        problem: None,
    };
    match template.map(&*place.fs) {
        Ok(map) => {
            let stages = map.stages.iter();
            let sum = stages.fold(Summary::default(), |all, stage| all.and(Summary::of(stage)));
            Row {
                about: template.about(&map).to_owned(),
                stages: map.stages.len(),
                touchpoints: sum.touchpoints,
                ..empty
            }
        }
        Err(error) => Row { problem: Some(error.to_string()), ..empty },
    }
}

fn line(row: &Row, width: usize) -> String {
    let name = text::display(&row.name).into_owned();
    let name = text::pad(&name, width);
    if let Some(problem) = &row.problem {
        return format!("{name}  cannot be read: {}", problem.lines().next().unwrap_or_default());
    }
    let about = match (row.own, row.about.as_str()) {
        (false, about) => about.to_owned(),
        (true, "") => "your own".to_owned(),
        (true, about) => format!("your own: {about}"),
    };
    let size = match row.stages {
        0 => String::new(),
        stages => format!(
            " ({}, {})",
            words::count(stages, "stage", "stages"),
            words::count(row.touchpoints, "touchpoint", "touchpoints")
        ),
    };
    format!("{name}  {about}{size}")
}
