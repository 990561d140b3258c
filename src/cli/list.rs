//! `cjm list`: the maps of the library.

use anyhow::anyhow;
use serde::Serialize;

use super::place::Place;
use super::show::{terminal_width, today};
use super::{Format, output};
use crate::insight::{Standing, place_among};
use crate::model::{Day, Emotion, Scale};
use crate::store::document::look_at;
use crate::store::library::Library;
use crate::words::{self, MapLine};

/// As wide as a list gets where nobody says how wide it may be.
const WIDE: u16 = 1000;

/// What is asked for.
pub(super) struct Asked {
    /// How wide to print, in cells.
    pub(super) width: Option<u16>,
    /// The day that counts as today.
    pub(super) today: Option<Day>,
    /// How to print.
    pub(super) format: Format,
}

/// A map as it was found.
struct Found {
    name: String,
    path: String,
    /// Title, persona and figures; else why the file cannot be read.
    map: Result<(String, String, Standing), String>,
}

impl Found {
    /// Its figures; nothing where it cannot be read.
    fn standing(&self) -> Standing {
        self.map.as_ref().map(|(.., standing)| *standing).unwrap_or_default()
    }
}

/// A map as JSON.
#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    path: &'a str,
    /// None where the file cannot be read.
    title: Option<&'a str>,
    persona: Option<&'a str>,
    /// 1 is worked on first.
    priority: Option<u8>,
    touchpoints: usize,
    rated: usize,
    on_route: usize,
    goals: usize,
    owners: usize,
    mean: Option<f64>,
    worst: Option<i8>,
    /// Touchpoints that fail.
    breaks: usize,
    /// Actions that are to be done, and whose day is over.
    overdue: usize,
    /// The day of the latest review.
    reviewed: Option<Day>,
    /// The day of the next one.
    next_review: Option<Day>,
    /// Days until then; less than 0: it is late.
    review_in_days: Option<i32>,
    /// Why the file cannot be read.
    problem: Option<&'a str>,
}

pub(super) fn run(place: &Place, asked: &Asked) -> anyhow::Result<u8> {
    let places = place.places()?;
    let maps = Library::new(&*place.fs, places).list().map_err(|error| anyhow!("{error}"))?;
    let today = asked.today.unwrap_or_else(today);
    let found = maps.into_iter().map(|entry| {
        let map = look_at(&*place.fs, &entry.path).map(|document| document.map);
        let map = map.map(|map| {
            let persona = map.persona.name.to_string();
            (map.title.to_string(), persona, Standing::of(&map, today))
        });
        let path = entry.path.display().to_string();
        Found { name: entry.name, path, map: map.map_err(|error| error.to_string()) }
    });
    let mut found: Vec<Found> = found.collect();
    found.sort_by_key(|it| place_among(it.standing().priority));
    if found.is_empty() && asked.format == Format::Text {
        output::remark(&format!(
            "there is no map in {} yet; cjm new NAME makes one, cjm templates shows what it can start from",
            places.maps().display()
        ));
    }
    let rows: Vec<Row<'_>> = found.iter().map(row).collect();
    output::value_or_lines(asked.format, &rows, || {
        let width = asked.width.or_else(terminal_width).unwrap_or(WIDE);
        let lines: Vec<MapLine<'_>> = found.iter().map(line).collect();
        words::library_lines(&lines, width.into())
    })?;
    Ok(u8::from(found.iter().any(|it| it.map.is_err())))
}

fn line(found: &Found) -> MapLine<'_> {
    let map = found.map.as_ref();
    let map = map.map(|(title, _, standing)| (title.as_str(), standing));
    MapLine { name: &found.name, map: map.map_err(String::as_str) }
}

fn row(found: &Found) -> Row<'_> {
    let (map, problem) = match &found.map {
        Ok(map) => (Some(map), None),
        Err(problem) => (None, Some(problem.as_str())),
    };
    let standing = found.standing();
    let (summary, review) = (standing.summary, standing.review);
    Row {
        name: &found.name,
        path: &found.path,
        title: map.map(|(title, ..)| title.as_str()),
        persona: map.map(|(_, persona, _)| persona.as_str()),
        priority: standing.priority.map(Scale::get),
        touchpoints: summary.touchpoints,
        rated: summary.rated,
        on_route: summary.on_route,
        goals: summary.goals,
        owners: summary.owners,
        mean: summary.mean(),
        worst: summary.worst.map(Emotion::get),
        breaks: standing.breaks,
        overdue: standing.overdue,
        reviewed: review.map(|review| review.last),
        next_review: review.map(|review| review.due),
        review_in_days: review.map(|review| review.days),
        problem,
    }
}
