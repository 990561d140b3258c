//! `cjm list`: the maps of the library.

use anyhow::anyhow;
use serde::Serialize;

use super::place::Place;
use super::{Format, output};
use crate::insight::Summary;
use crate::store::document::look_at;
use crate::store::library::Library;
use crate::{text, words};

/// A map as JSON.
#[derive(Serialize)]
struct Row {
    name: String,
    path: String,
    /// None where the file cannot be read.
    title: Option<String>,
    touchpoints: usize,
    rated: usize,
    on_route: usize,
    goals: usize,
    owners: usize,
    mean: Option<f64>,
    worst: Option<i8>,
    /// Why the file cannot be read.
    problem: Option<String>,
}

pub(super) fn run(place: &Place, format: Format) -> anyhow::Result<u8> {
    let places = place.places()?;
    let maps = Library::new(&*place.fs, places).list().map_err(|error| anyhow!("{error}"))?;
    let mut rows = Vec::new();
    for entry in maps {
        let path = entry.path.display().to_string();
        let row = match look_at(&*place.fs, &entry.path) {
            Ok(document) => {
                let stages = document.map.stages.iter();
                let sum = stages.fold(Summary::default(), |all, stage| all.and(Summary::of(stage)));
                Row {
                    name: entry.name,
                    path,
                    title: Some(document.map.title.to_string()),
                    touchpoints: sum.touchpoints,
                    rated: sum.rated,
                    on_route: sum.on_route,
                    goals: sum.goals,
                    owners: sum.owners,
                    mean: sum.mean(),
                    worst: sum.worst.map(crate::model::Emotion::get),
                    problem: None,
                }
            }
            Err(error) => Row {
                name: entry.name,
                path,
                title: None,
                touchpoints: 0,
                rated: 0,
                on_route: 0,
                goals: 0,
                owners: 0,
                mean: None,
                worst: None,
                problem: Some(error.to_string()),
            },
        };
        rows.push(row);
    }
    if rows.is_empty() && format == Format::Text {
        output::remark(&format!(
            "there is no map in {} yet; cjm new NAME makes one, cjm templates shows what it can start from",
            places.maps().display()
        ));
    }
    output::value_or_lines(format, &rows, || table(&rows))?;
    Ok(if rows.iter().any(|row| row.problem.is_some()) { 1 } else { 0 })
}

fn table(rows: &[Row]) -> Vec<String> {
    let names = rows.iter().map(|row| text::shown_width(&row.name)).max().unwrap_or(0);
    let titles = rows
        .iter()
        .filter_map(|row| row.title.as_deref())
        .map(text::shown_width)
        .max()
        .unwrap_or(0)
        .min(40);
    rows.iter()
        .map(|row| {
            let name = text::display(&row.name).into_owned();
            let name = text::pad(&name, names).into_owned();
            match &row.title {
                Some(title) => {
                    let title = text::display(title).into_owned();
                    let worst =
                        row.worst.and_then(|worst| crate::model::Emotion::new(worst.into()).ok());
                    let feels = match (row.mean, worst) {
                        (Some(mean), Some(worst)) => {
                            format!(
                                "   {} worst {}",
                                words::signed_mean(mean),
                                words::signed(worst)
                            )
                        }
                        _ => String::new(),
                    };
                    let figures = format!(
                        "rated {}/{}   goals {}/{}   owners {}/{}{feels}",
                        row.rated,
                        row.on_route,
                        row.goals,
                        row.touchpoints,
                        row.owners,
                        row.touchpoints
                    );
                    format!("{name}  {}  {figures}", text::pad(&title, titles))
                }
                None => {
                    let problem = row.problem.as_deref().unwrap_or_default();
                    format!(
                        "{name}  cannot be read: {}",
                        problem.lines().next().unwrap_or_default()
                    )
                }
            }
        })
        .collect()
}
