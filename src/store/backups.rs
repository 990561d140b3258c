//! Backups: versions of a map that saves have replaced, a few of each, thinned out with time.
//!
//! They are for whoever wants back what was there an hour or a week ago. (What mends a save that
//! was cut off are copies of another kind, which live for the time of one save; see
//! [`Places::copies`](super::places::Places::copies).)
//!
//! Each map has a folder, named after the path of its file. In it are the versions, byte for byte
//! as they were in the file, with the time at which they were replaced and their content hash as
//! their names (`2026-11-22T094200Z-2d06800538d394c2.ron`), and a file `path` that says whose they
//! are. Nothing but [`thinned`] decides which of them stay.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{fmt, io};

use super::fs::{FileSystem, make_folders, path_bytes, path_of};
use super::hash::Hash;
use super::lock;
use crate::words;

/// While a map is edited, this long passes at least between two backups.
pub const BETWEEN: Duration = Duration::from_secs(10 * MINUTE);

/// The backups of one map have this many bytes together at most, as long as there are no more than
/// [`FEW`] of them.
pub const MAX_BYTES: u64 = 160_000_000;

/// This many backups may stay, however large they are.
pub const FEW: usize = 12;

/// One version of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// When another version took its place in the map's file, to the second.
    pub at: SystemTime,
    /// The hash of its content.
    pub hash: Hash,
}

/// All backups of one map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The map's file, links followed.
    pub map: PathBuf,
    /// The newest first.
    pub backups: Vec<Backup>,
}

/// Makes the backups of one map while it is edited.
pub struct Keeper {
    fs: Arc<dyn FileSystem>,
    state: PathBuf,
    map: PathBuf,
    /// When the last one was made or tried, once that is known.
    last: Option<SystemTime>,
}

impl Keeper {
    /// For the map in the file `map`; touches nothing yet.
    pub fn new(fs: Arc<dyn FileSystem>, state: &Path, map: &Path) -> Keeper {
        Keeper { fs, state: state.to_owned(), map: map.to_owned(), last: None }
    }

    /// Whether the version that is replaced at `now` is to be kept: the one before was kept
    /// [`BETWEEN`] ago, by this window or another one, or a clock was set back.
    pub fn is_due(&mut self, now: SystemTime) -> bool {
        if self.last.is_none() {
            self.last = of(&*self.fs, &self.state, &self.map)
                .ok()
                .and_then(|kept| kept.backups.first().map(|newest| newest.at));
        }
        self.last.is_none_or(|last| now.duration_since(last).map_or(true, |ago| ago >= BETWEEN))
    }

    /// Keeps `replaced`, which was in the file until `now`, and removes what [`thinned`] says.
    /// Keeps nothing where the newest backup says the same.
    ///
    /// # Errors
    /// [`BackupError`]; it is tried again no sooner than [`BETWEEN`] from now.
    pub fn keep(&mut self, replaced: &[u8], now: SystemTime) -> Result<(), BackupError> {
        self.last = Some(now);
        let failed = |source| BackupError { map: self.map.clone(), source };
        let map = self.fs.resolve(&self.map).map_err(failed)?;
        keep(&*self.fs, &self.state, &map, replaced, now).map_err(failed)
    }
}

/// Why a version was not kept.
#[derive(Debug)]
pub struct BackupError {
    /// The map's file.
    pub map: PathBuf,
    /// Why.
    pub source: io::Error,
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "could not keep a backup of {}: {}; the map itself is saved",
            self.map.display(),
            words::refusal(&self.source)
        )
    }
}

impl std::error::Error for BackupError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Which of the backups made at `times` are to go at `now`, all in seconds since 1970. `most` may
/// stay, and two always may.
///
/// The newest stays. Of the others one an hour stays for a day, one a day for a week, one a week
/// for two months: the first of each, which is what was there before that hour's or day's work.
/// Hours and days are those of UTC, weeks begin on a Thursday, so that nothing hangs on when this
/// is asked. Where more than `most` are left, those go first that have others close by, measured
/// against their age, so that the rest is spread out.
pub fn thinned(times: &[u64], now: u64, most: usize) -> Vec<u64> {
    let mut all = times.to_vec();
    all.sort_unstable();
    all.dedup();
    let Some(newest) = all.pop() else { return Vec::new() };
    let mut first_of: BTreeMap<(u64, u64), u64> = BTreeMap::new();
    for &time in &all {
        if let Some(span) = span(time, now) {
            first_of.entry(span).or_insert(time);
        }
    }
    let mut stay: Vec<u64> = first_of.into_values().chain([newest]).collect();
    stay.sort_unstable();
    while stay.len() > most.max(2) {
        let closest = (1..stay.len() - 1).min_by(|&a, &b| {
            // gap / age, compared without fractions
            let gap = |at: usize| u128::from(stay[at + 1] - stay[at - 1]);
            let age = |at: usize| u128::from(now.saturating_sub(stay[at])) + 1;
            (gap(a) * age(b)).cmp(&(gap(b) * age(a)))
        });
        match closest {
            Some(closest) => stay.remove(closest),
            None => break,
        };
    }
    all.retain(|time| stay.binary_search(time).is_err());
    all
}

/// The backups of the map in the file `map`; none where there are none.
///
/// # Errors
/// Where the folder cannot be looked into.
pub fn of(fs: &dyn FileSystem, state: &Path, map: &Path) -> io::Result<Kept> {
    let map = fs.resolve(map)?;
    let backups = in_folder(fs, &folder(state, &map))?;
    Ok(Kept { map, backups })
}

/// The backups of all maps, in no order. What cannot be looked into is passed over.
pub fn all(fs: &dyn FileSystem, state: &Path) -> Vec<Kept> {
    let names = fs.list(&root(state)).unwrap_or_default();
    let folders = names.iter().map(|name| root(state).join(name));
    let kept = folders.filter_map(|folder| {
        let map = path_of(&fs.read(&folder.join(WHOSE), LONGEST).ok()?);
        Some(Kept { map, backups: in_folder(fs, &folder).ok()? })
    });
    kept.filter(|kept| !kept.backups.is_empty()).collect()
}

/// Lets the backups follow a map whose file was given another name. Those of another map that had
/// this name before stay beside them.
///
/// # Errors
/// The system's; each is under the old path or under the new one then.
pub fn follow(fs: &dyn FileSystem, state: &Path, from: &Path, to: &Path) -> io::Result<()> {
    use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, NotFound};
    let (old, to) = (fs.resolve(from)?, fs.resolve(to)?);
    let (old, new) = (folder(state, &old), folder(state, &to));
    match fs.rename(&old, &new) {
        Err(error) if error.kind() == NotFound => Ok(()),
        Err(error) if matches!(error.kind(), DirectoryNotEmpty | AlreadyExists) => {
            // named after moment and content, they do not clash
            in_folder(fs, &old)?.iter().try_for_each(|backup| {
                let name = backup.path.file_name().unwrap_or_default();
                fs.rename(&backup.path, &new.join(name))
            })
        }
        moved => moved.and_then(|()| note_whose(fs, &new, &to)),
    }
}

/// Where the backups of all maps are.
pub(super) fn root(state: &Path) -> PathBuf {
    state.join("backups")
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;
/// Backups older than this go, unless they are the newest.
const OLDEST: u64 = 61 * DAY;

/// The file that says whose the backups in a folder are.
const WHOSE: &str = "path";
/// Longer than any path a system opens.
const LONGEST: u64 = 64 * 1024;
/// The extension of a backup that is just being written.
const NEW: &str = "new";

/// The hour, day or week of which one backup stays, told apart by their lengths; none where it is
/// too old. What a clock that was set back has left in the future is one span.
fn span(time: u64, now: u64) -> Option<(u64, u64)> {
    let length = match now.checked_sub(time) {
        None => return Some((0, 0)),
        Some(age) if age < DAY => HOUR,
        Some(age) if age < WEEK => DAY,
        Some(age) if age < OLDEST => WEEK,
        Some(_) => return None,
    };
    Some((length, time / length))
}

fn folder(state: &Path, resolved: &Path) -> PathBuf {
    root(state).join(lock::key(resolved))
}

fn in_folder(fs: &dyn FileSystem, folder: &Path) -> io::Result<Vec<Backup>> {
    let names = match fs.list(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        names => names?,
    };
    let mut backups: Vec<Backup> = names
        .iter()
        .filter_map(|name| {
            let (at, hash) = name.to_str()?.strip_suffix(".ron")?.split_once("Z-")?;
            Some(Backup { path: folder.join(name), at: moment(at)?, hash: Hash::parse(hash)? })
        })
        .collect();
    backups.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.path.cmp(&b.path)));
    Ok(backups)
}

fn keep(
    fs: &dyn FileSystem,
    state: &Path,
    map: &Path,
    bytes: &[u8],
    now: SystemTime,
) -> io::Result<()> {
    let folder = folder(state, map);
    let _one_at_a_time = lock::hold(fs, state, &format!("{}-backups", lock::key(map)))?;
    make_folders(fs, &folder, lock::PRIVATE_FOLDER)?;
    sweep(fs, &folder);
    let hash = Hash::of(bytes);
    let before = in_folder(fs, &folder)?;
    if before.first().is_none_or(|newest| newest.hash != hash) {
        note_whose(fs, &folder, map)?;
        write(fs, &folder, &name(now, hash)?, bytes)?;
    }
    let all = in_folder(fs, &folder)?;
    let times: Vec<u64> = all.iter().map(|backup| seconds(backup.at)).collect();
    let gone = thinned(&times, seconds(now), most(bytes.len()));
    for backup in all.iter().filter(|backup| gone.contains(&seconds(backup.at))) {
        // tried again with the next backup
        let _ = fs.remove(&backup.path);
    }
    Ok(())
}

/// How many backups may stay of a map that has so many bytes.
fn most(bytes: usize) -> usize {
    let bytes = u64::try_from(bytes).unwrap_or(u64::MAX).max(1);
    usize::try_from(MAX_BYTES / bytes).unwrap_or(usize::MAX).max(FEW)
}

/// Writes a file that is whole under its name, or not there.
fn write(fs: &dyn FileSystem, folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let new = folder.join(format!("{name}.{NEW}"));
    let written = (|| {
        let mut handle = fs.create_new(&new, lock::PRIVATE_FILE)?;
        handle.write(bytes)?;
        handle.sync()?;
        fs.rename(&new, &folder.join(name))
    })();
    if written.is_err() {
        // half a copy is of no use, and takes room that may be what is missing
        let _ = fs.remove(&new);
    }
    written
}

fn note_whose(fs: &dyn FileSystem, folder: &Path, map: &Path) -> io::Result<()> {
    let whose = path_bytes(map);
    match fs.read(&folder.join(WHOSE), LONGEST) {
        Ok(noted) if noted == *whose => Ok(()),
        _ => write(fs, folder, WHOSE, &whose),
    }
}

/// Removes what a killed process was just writing. The lock is held.
fn sweep(fs: &dyn FileSystem, folder: &Path) {
    for name in fs.list(folder).unwrap_or_default() {
        if Path::new(&name).extension().is_some_and(|extension| extension == NEW) {
            let _ = fs.remove(&folder.join(name));
        }
    }
}

fn name(at: SystemTime, hash: Hash) -> io::Result<String> {
    let at = jiff::Timestamp::try_from(at).map_err(io::Error::other)?;
    Ok(format!("{}Z-{hash}.ron", at.strftime(FORM)))
}

/// As it is read by eye, and sorts; no colon, which some systems do not allow in a name.
const FORM: &str = "%Y-%m-%dT%H%M%S";

fn moment(text: &str) -> Option<SystemTime> {
    let at = jiff::civil::DateTime::strptime(FORM, text).ok()?;
    let at = at.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    Some(at.into())
}

fn seconds(at: SystemTime) -> u64 {
    at.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

#[cfg(test)]
mod tests;
