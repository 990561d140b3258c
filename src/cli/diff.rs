//! `cjm diff OLD [NEW]`: what is different, in words.

use std::ffi::OsStr;
use std::io::{self, Read};

use anyhow::{Context, anyhow, bail};
use serde::Serialize;

use super::moment::{Moment, moment};
use super::opening::opened;
use super::place::Place;
use super::{Format, output};
use crate::compare::{Change, What, diff};
use crate::insight::KeptOn;
use crate::model::{Address, Day, Holder, JourneyMap, Spot};
use crate::store::document::OpenError;
use crate::store::fs::MAX_FILE;
use crate::store::read::read;
use crate::words;

/// What is called standard input.
const STDIN: &str = "-";

pub(super) fn run(
    place: &Place,
    old: &OsStr,
    new: Option<&OsStr>,
    format: Format,
) -> anyhow::Result<u8> {
    if old == STDIN && new.is_some_and(|new| new == STDIN) {
        bail!("could not compare standard input with itself: name a map instead of one -");
    }
    let (before, after) = match new {
        Some(new) => (side(place, old, None)?, side(place, new, None)?),
        None => against_now(place, old)?,
    };
    for said in before.said.iter().chain(&after.said) {
        output::remark(said);
    }
    let changes = diff(&before.map, &after.map);
    let report = Report::of(&before, &after, &changes);
    output::value_or_lines(format, &report, || {
        let mut lines: Vec<String> = words::told(&before.map, &after.map, &changes)
            .iter()
            .map(|line| format!("{}{}", "  ".repeat(line.depth), words::in_one_line(&line.text)))
            .collect();
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let tally = words::changes_tally(words::Tally::of(&changes));
        lines.push(match before.on.filter(|_| new.is_none()) {
            Some(on) => format!("Since {}: {tally}.", words::kept_on_day(on)),
            None => format!("In all: {tally}."),
        });
        lines
    })?;
    Ok(u8::from(!changes.is_empty()))
}

/// One of the two maps.
struct Side {
    /// As it was asked for.
    name: String,
    map: JourneyMap,
    /// Of a snapshot: which.
    on: Option<KeptOn>,
    /// What is to be said about it.
    said: Option<String>,
}

/// A map at some time, and the same map now.
fn against_now(place: &Place, old: &OsStr) -> anyhow::Result<(Side, Side)> {
    if old == STDIN {
        bail!("could not compare standard input with nothing: name a map behind it");
    }
    let (path, _) = moment(place, old)?;
    let now =
        Side { name: path.display().to_string(), map: opened(place, &path)?, on: None, said: None };
    Ok((side(place, old, Some(Moment::Review))?, now))
}

/// The map that an argument means; where it names no time, that of `default`.
fn side(place: &Place, asked: &OsStr, default: Option<Moment>) -> anyhow::Result<Side> {
    let name = asked.to_string_lossy().into_owned();
    if asked == STDIN {
        return Ok(Side { name, map: standard_input()?, on: None, said: None });
    }
    let (path, at) = moment(place, asked)?;
    match at.or(default) {
        None => Ok(Side { name, map: opened(place, &path)?, on: None, said: None }),
        Some(at) => {
            let found = at.find(place, &path)?;
            Ok(Side { name, map: found.map, on: found.on, said: found.said })
        }
    }
}

fn standard_input() -> anyhow::Result<JourneyMap> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(MAX_FILE)
        .read_to_end(&mut bytes)
        .context("could not read standard input")?;
    if bytes.len() as u64 >= MAX_FILE {
        bail!("could not read standard input: it has {MAX_FILE} bytes or more, which is no map");
    }
    let document = read(&bytes).map_err(|error| {
        anyhow!("{}", OpenError::Content { path: "standard input".into(), error })
    })?;
    Ok(document.map)
}

/// What is different, as JSON.
#[derive(Serialize)]
struct Report<'a> {
    old: &'a str,
    new: &'a str,
    /// The day of the snapshot, where one is compared.
    old_day: Option<Day>,
    new_day: Option<Day>,
    added: usize,
    removed: usize,
    moved: usize,
    changed: usize,
    changes: Vec<Row<'a>>,
}

/// A difference as JSON.
#[derive(Serialize)]
struct Row<'a> {
    /// `added`, `removed`, `moved`, `field`, `order`, `comments`.
    change: &'static str,
    /// `map`, `stage`, `touchpoint`, `note`, `action`, `parked`.
    of: &'static str,
    id: Option<&'a str>,
    /// Its title, name or text.
    title: &'a str,
    /// The id of the stage that it is, or is in.
    stage: Option<&'a str>,
    /// The id of the touchpoint that it is, or is in.
    touchpoint: Option<&'a str>,
    /// The dotted path of the field.
    field: Option<&'a str>,
    /// The values in the notation of the file; none for no value.
    before: Option<&'a str>,
    after: Option<&'a str>,
    /// The line of the text.
    text: String,
}

impl<'a> Report<'a> {
    fn of(before: &'a Side, after: &'a Side, changes: &'a [Change]) -> Self {
        let words::Tally { added, removed, moved, changed } = words::Tally::of(changes);
        let told = words::told(&before.map, &after.map, changes);
        let row = |line: words::Told| Some(row(&changes[line.change?], line.text));
        Self {
            old: &before.name,
            new: &after.name,
            old_day: before.on.map(|kept| kept.day),
            new_day: after.on.map(|kept| kept.day),
            added,
            removed,
            moved,
            changed,
            changes: told.into_iter().filter_map(row).collect(),
        }
    }
}

fn row<'a>(change: &'a Change, text: String) -> Row<'a> {
    let held = |holder: &'a Holder| match holder {
        Holder::Stage(id) => (Some(id), None),
        Holder::Touchpoint(Spot { stage, id }) => (Some(stage), Some(id)),
    };
    let (of, (stage, touchpoint)) = match &change.at {
        Address::Map => ("map", (None, None)),
        Address::Stage(id) => ("stage", (Some(id), None)),
        Address::Touchpoint(spot) => ("touchpoint", (Some(&spot.stage), Some(&spot.id))),
        Address::Note(holder, _) => ("note", held(holder)),
        Address::Action(holder, _) => ("action", held(holder)),
        Address::Parked(_) => ("parked", (None, None)),
    };
    let value = |literal: &'a str| Some(literal).filter(|it| *it != "None");
    let (kind, field, before, after) = match &change.what {
        What::Added(_) => ("added", None, None, None),
        What::Removed(_) => ("removed", None, None, None),
        What::Moved { .. } => ("moved", None, None, None),
        What::Field { name, before, after } => {
            let kind = match words::Fate::of(change) {
                words::Fate::Added => "added",
                words::Fate::Removed => "removed",
                _ => "field",
            };
            (kind, Some(name.as_str()), value(before), value(after))
        }
        What::Order { name } => ("order", Some(name.as_str()), None, None),
        What::Comments { name, .. } => ("comments", Some(name.as_str()), None, None),
    };
    Row {
        change: kind,
        of,
        id: change.at.id().map(crate::model::Id::as_str),
        title: &change.title,
        stage: stage.map(crate::model::Id::as_str),
        touchpoint: touchpoint.map(crate::model::Id::as_str),
        field: field.filter(|field| !field.is_empty()),
        before,
        after,
        text,
    }
}
