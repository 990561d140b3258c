//! `cjm review MAP`: a review is recorded, and the map as it is then is kept.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{anyhow, bail};

use super::add::in_one_line;
use super::output;
use super::place::Place;
use crate::app::offer::typed_name;
use crate::compare::{What, diff};
use crate::edit::{apply, reviewed};
use crate::insight::next_review;
use crate::model::{Day, JourneyMap};
use crate::store::save::restore_torn;
use crate::store::shelf::change_file;
use crate::store::snapshots::{Snapshot, Snapshots};
use crate::words;

pub(super) fn run(
    place: &Place,
    map: &OsStr,
    by: Option<&str>,
    reason: Option<&str>,
) -> anyhow::Result<u8> {
    let path = place.locate(map)?;
    if let Some(state) = place.state() {
        restore_torn(&*place.fs, state, &path).map_err(|error| anyhow!("{error}"))?;
    }
    let today = Day::from(jiff::Zoned::now().date());
    let by = by.and_then(in_one_line);
    let reason = reason.and_then(in_one_line).unwrap_or_default();
    let mut recorded = (JourneyMap::default(), String::new());
    let done = change_file(&*place.fs, place.state(), &path, |map| {
        let by = by.clone().unwrap_or_else(|| map.owner.to_string());
        let edits = reviewed(map, today, &by, &reason);
        let is_new = !edits.is_empty();
        let changed = apply(map, &edits).map_err(Stop::Refused)?;
        recorded = (changed.clone(), by);
        *map = changed;
        if is_new { Ok(()) } else { Err(Stop::RecordedAlready) }
    });
    let (map, by) = match done.map_err(|error| anyhow!("{error}"))? {
        Err(Stop::Refused(why)) => bail!("could not record the review: {why}"),
        Ok(()) => {
            let next = next_review(&recorded.0.review, today);
            output::lines([words::reviewed_by(&recorded.0, today, &recorded.1, next)])?;
            recorded
        }
        Err(Stop::RecordedAlready) => {
            output::lines([words::reviewed_already(&recorded.0, today)])?;
            recorded
        }
    };
    match keep(place, &path, &map, today) {
        Ok(lines) => output::lines(lines)?,
        Err(why) => {
            let mut again = format!("cjm review {}", named(place, &path));
            for (option, value) in [("--by", &by), ("--reason", &reason)] {
                if !value.is_empty() {
                    again = format!("{again} {option} {}", words::in_shell(value));
                }
            }
            bail!("{}", words::no_snapshot_kept_again(&why.to_string(), &again));
        }
    }
    Ok(0)
}

/// Why the file is not written.
enum Stop {
    RecordedAlready,
    Refused(crate::edit::Refused),
}

/// Keeps the snapshot; gives what changed since the one before.
fn keep(place: &Place, path: &Path, map: &JourneyMap, today: Day) -> anyhow::Result<Vec<String>> {
    let snapshots = Snapshots::new(&*place.fs, place.places()?);
    let before = snapshots.list(path).map_err(|error| anyhow!("{error}"))?;
    let kept = snapshots.keep(path, map, today).map_err(|error| anyhow!("{error}"))?;
    let Some(before) = before.into_iter().find(|it| *it != kept) else {
        return Ok(vec![words::FIRST_SNAPSHOT.into()]);
    };
    let then = match snapshots.read(&before) {
        Ok(then) => then,
        Err(error) => {
            // the review itself is recorded and kept
            output::remark(&error.to_string());
            return Ok(Vec::new());
        }
    };
    let list = command(place, path, &before, &kept);
    let changes = diff(&then, map);
    let is_with_review = changes.iter().any(|change| {
        matches!(&change.what, What::Field { name, .. } if name.starts_with("review.log["))
    });
    Ok(vec![words::changed_since(before.on, words::Tally::of(&changes), is_with_review, &list)])
}

/// The command that lists what changed since a snapshot.
fn command(place: &Place, path: &Path, before: &Snapshot, kept: &Snapshot) -> String {
    if before.on == kept.on {
        // a day alone names its last snapshot
        return format!("cjm diff {}@{}-{}", named(place, path), before.on, before.nth);
    }
    format!("cjm diff {}@{}", named(place, path), before.on)
}

/// The map as one types it.
fn named(place: &Place, path: &Path) -> String {
    match place.places() {
        Ok(places) => typed_name(&*place.fs, places, path),
        Err(_) => words::in_shell(&path.display().to_string()),
    }
}
