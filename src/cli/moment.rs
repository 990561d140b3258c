//! A map at a time: `MAP@review`, `MAP@2026-08-20`, `MAP@git-revision`.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{anyhow, bail};

use super::place::Place;
use crate::app::offer::typed_name;
use crate::insight::KeptOn;
use crate::model::{Day, JourneyMap};
use crate::store::document::OpenError;
use crate::store::fs::MAX_FILE;
use crate::store::library::{Library, is_path};
use crate::store::read::read;
use crate::store::snapshots::{Snapshot, Snapshots};
use crate::words;

/// A time at which a map is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Moment {
    /// The newest snapshot.
    Review,
    /// The last snapshot of that day, else the newest before it.
    Day(Day),
    /// The snapshot of that day and number, from 1.
    OneOf(Day, u32),
    /// A revision of git.
    Revision(String),
}

/// A map as it was.
pub(super) struct Found {
    /// The map.
    pub(super) map: JourneyMap,
    /// Of a snapshot: which.
    pub(super) on: Option<KeptOn>,
    /// It is not just what was asked for.
    pub(super) said: Option<String>,
}

/// The file of a map, and the time that is named behind an `@`. A map or file
/// whose own name has an `@` in it comes first.
pub(super) fn moment(place: &Place, asked: &OsStr) -> anyhow::Result<(PathBuf, Option<Moment>)> {
    let Some(text) = asked.to_str().filter(|text| text.contains('@')) else {
        return Ok((place.locate(asked)?, None));
    };
    if is_there(place, text) {
        return Ok((place.locate(asked)?, None));
    }
    let parts = || text.match_indices('@').map(|(at, _)| (&text[..at], &text[at + 1..]));
    let (map, when) = parts()
        .find(|(map, _)| is_there(place, map))
        .or_else(|| parts().next())
        .unwrap_or((text, ""));
    let path = place.locate(OsStr::new(map))?;
    let moment = match when {
        "" => bail!(
            "{text}: name a time behind the @: {map}@review, {map}@2026-08-20, or a revision of git"
        ),
        "review" => Moment::Review,
        when => match (Day::parse(when), one_of_a_day(when)) {
            (Ok(day), _) => Moment::Day(day),
            (Err(_), Some((day, nth))) => Moment::OneOf(day, nth),
            (Err(_), None) => Moment::Revision(when.into()),
        },
    };
    Ok((path, Some(moment)))
}

/// The day and number in `2026-11-22-2`.
fn one_of_a_day(when: &str) -> Option<(Day, u32)> {
    let (day, number) = when.rsplit_once('-')?;
    let number = number.parse().ok().filter(|nth| *nth > 0)?;
    Some((Day::parse(day).ok()?, number))
}

fn is_there(place: &Place, map: &str) -> bool {
    if is_path(OsStr::new(map)) {
        return place.fs.stat(Path::new(map)).is_ok();
    }
    let library = place.places().map(|places| Library::new(&*place.fs, places));
    library.is_ok_and(|library| library.exists(map).unwrap_or(false))
}

impl Moment {
    /// The map in the file `path` as it was then.
    pub(super) fn find(&self, place: &Place, path: &Path) -> anyhow::Result<Found> {
        match self {
            Self::Review => snapshot(place, path, None, None),
            Self::Day(day) => snapshot(place, path, Some(*day), None),
            Self::OneOf(day, nth) => snapshot(place, path, Some(*day), Some(*nth)),
            Self::Revision(revision) => {
                let map = at_revision(path, revision)?;
                Ok(Found { map, on: None, said: None })
            }
        }
    }
}

fn snapshot(
    place: &Place,
    path: &Path,
    day: Option<Day>,
    nth: Option<u32>,
) -> anyhow::Result<Found> {
    let places = place.places()?;
    let snapshots = Snapshots::new(&*place.fs, places);
    let name = typed_name(&*place.fs, places, path);
    let all = snapshots.list(path).map_err(|error| anyhow!("{error}"))?;
    let is_in_time = |kept: &&Snapshot| match nth {
        Some(nth) => day == Some(kept.on) && kept.nth == nth,
        None => day.is_none_or(|day| kept.on <= day),
    };
    let Some(found) = all.iter().find(is_in_time) else {
        if let (Some(day), Some(nth)) = (day, nth) {
            let of_day = all.iter().filter(|kept| kept.on == day).count();
            bail!("{}", words::no_such_snapshot(&name, day, nth, of_day));
        }
        match (day, all.last()) {
            (Some(day), Some(oldest)) => {
                bail!("{}", words::no_snapshot_so_old(&name, day, oldest.on))
            }
            _ => bail!("{}", words::no_snapshot(&name)),
        }
    };
    let map = snapshots.read(found).map_err(|error| {
        let older = all.iter().find(|it| it.on < found.on);
        anyhow!(
            "{error}{}",
            older.map(|it| words::older_snapshot(&name, it.on)).unwrap_or_default()
        )
    })?;
    let said = day.filter(|day| *day != found.on);
    Ok(Found {
        map,
        on: Some(found.among(&all)),
        said: said.map(|day| words::snapshot_before(day, found.on)),
    })
}

fn at_revision(path: &Path, revision: &str) -> anyhow::Result<JourneyMap> {
    let failed =
        |why: &str| anyhow!("{}", words::no_revision(&path.display().to_string(), revision, why));
    if revision.starts_with('-') {
        return Err(failed("no revision begins with -"));
    }
    // git knows the file, not the links that lead to it
    let resolved = std::fs::canonicalize(path).map_err(|error| failed(&error.to_string()))?;
    let (Some(folder), Some(file)) = (resolved.parent(), resolved.file_name()) else {
        return Err(failed("it is no file"));
    };
    let mut object = std::ffi::OsString::from(format!("{revision}:./"));
    object.push(file);
    let ran = Command::new("git")
        .arg("-C")
        .arg(folder)
        // the file itself, and not what is set up to show it
        .args(["show", "--no-textconv"])
        .arg(object)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output();
    let ran = match ran {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(failed("git is not installed, or not in the PATH"));
        }
        ran => ran.map_err(|error| failed(&format!("git could not be run: {error}")))?,
    };
    if !ran.status.success() {
        let said = String::from_utf8_lossy(&ran.stderr);
        let said = said.lines().next().unwrap_or("git failed without a word");
        return Err(failed(&format!("git says: {}", said.trim_start_matches("fatal: "))));
    }
    if ran.stdout.len() as u64 >= MAX_FILE {
        return Err(failed("it is too large for a map"));
    }
    let document = read(&ran.stdout).map_err(|error| {
        let path = PathBuf::from(format!("{}@{revision}", path.display()));
        anyhow!("{}", OpenError::Content { path, error })
    })?;
    Ok(document.map)
}
