//! Snapshots of the open map, and what is greeted with, by the thread that
//! writes files.

use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use crate::insight::KeptOn;
use crate::model::{Day, JourneyMap};
use crate::store::fs::FileSystem;
use crate::store::greeted;
use crate::store::places::Places;
use crate::store::snapshots::{SnapshotError, Snapshots};
use crate::ui::sentences::Then;
use crate::ui::{Event, Notice, Wanted};
use crate::words;

/// Who was away for so many days is greeted.
const AWAY: i32 = 7;

/// Keeps a snapshot of the map in the file `path`; says so where that fails.
pub(super) fn keep(
    fs: &dyn FileSystem,
    places: Option<&Places>,
    path: &Path,
    map: &JourneyMap,
    on: Day,
) -> Option<Event> {
    let kept = match places {
        Some(places) => {
            Snapshots::new(fs, places).keep(path, map, on).map_err(|why| why.to_string())
        }
        None => return Some(failed(words::NO_LIBRARY)),
    };
    kept.err().map(|why| failed(&why))
}

/// Looks for the snapshot that is wanted of the map in the file `path`.
pub(super) fn read(
    fs: &dyn FileSystem,
    places: Option<&Places>,
    path: &Path,
    wanted: Wanted,
) -> Event {
    let before = match wanted {
        Wanted::Felt { before } => before,
        Wanted::Greeting | Wanted::Due | Wanted::Changes => None,
    };
    let found = places.map_or(Ok(None), |places| newest(fs, places, path, before));
    Event::Snapshot { wanted, found: found.map_err(|why| why.to_string()) }
}

/// What to greet with, where this is the first time today, and either a review
/// is late or the file was not changed for some days.
pub(super) fn greet(
    fs: &dyn FileSystem,
    places: Option<&Places>,
    path: &Path,
    today: Day,
    is_late: bool,
) -> Option<Event> {
    let places = places?;
    let is_due = is_late || days_away(fs, path, today).is_some_and(|days| days >= AWAY);
    if !is_due || greeted::last(fs, &places.state, path) == Some(today) {
        return None;
    }
    Some(read(fs, Some(places), path, Wanted::Greeting))
}

/// Notes that it greeted today.
pub(super) fn greeted(fs: &dyn FileSystem, places: Option<&Places>, path: &Path, today: Day) {
    if let Some(places) = places {
        // it greets once more then
        let _ = greeted::note(fs, &places.state, path, today);
    }
}

fn newest(
    fs: &dyn FileSystem,
    places: &Places,
    path: &Path,
    before: Option<KeptOn>,
) -> Result<Option<Then>, SnapshotError> {
    let snapshots = Snapshots::new(fs, places);
    let Some((newest, on)) = snapshots.before(path, before)? else { return Ok(None) };
    let map = Arc::new(snapshots.read(&newest)?);
    Ok(Some(Then { on, map }))
}

fn failed(why: &str) -> Event {
    Event::Said(Notice::warning(words::no_snapshot_kept(why)))
}

/// For how many days the file was not changed, by the calendar on the wall.
fn days_away(fs: &dyn FileSystem, path: &Path, today: Day) -> Option<i32> {
    let changed: SystemTime = fs.stat(path).ok()?.modified?;
    let changed = jiff::Zoned::try_from(changed).ok()?.date();
    Some(today.date().since(changed).ok()?.get_days())
}
