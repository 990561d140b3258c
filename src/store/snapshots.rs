//! Snapshots: a map as it was at its reviews, a file each.
//!
//! A map of the library has them in a folder of its own name, `snapshots/NAME/2026-11-22.ron`; a
//! second one of a day is `2026-11-22-2.ron`. Any other map has a folder in `snapshots/.elsewhere`,
//! named after its file and the hash of its path; those of deleted maps are in
//! `snapshots/.deleted`. No name of the library begins with a dot, so that nothing clashes.
//!
//! A snapshot is never written over.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use super::document::{OpenError, look_at};
use super::fs::{FileSystem, MAX_FILE, make_folders, parent};
use super::hash::Hash;
use super::lock;
use super::places::Places;
use super::print::print;
use super::save::{Expected, Save, SaveError, write};
use crate::insight::KeptOn;
use crate::model::{Day, JourneyMap};
use crate::text::slug;

/// The snapshots of all maps.
#[derive(Clone, Copy)]
pub struct Snapshots<'a> {
    fs: &'a dyn FileSystem,
    places: &'a Places,
}

/// A snapshot of a map. Ordered by time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Snapshot {
    /// The day on which it was kept.
    pub on: Day,
    /// Which one of that day, from 1.
    pub nth: u32,
    /// Its file.
    pub path: PathBuf,
}

impl<'a> Snapshots<'a> {
    /// The snapshots in these places.
    pub fn new(fs: &'a dyn FileSystem, places: &'a Places) -> Snapshots<'a> {
        Snapshots { fs, places }
    }

    /// The folder with the snapshots of the map in the file `map`, be it there or not.
    pub fn folder(&self, map: &Path) -> PathBuf {
        let named = std::path::absolute(map).unwrap_or_else(|_| map.to_owned());
        let resolved = self.fs.resolve(&named).unwrap_or_else(|_| named.clone());
        let maps = self.places.maps();
        let real_maps = self.fs.resolve(&maps).unwrap_or_else(|_| maps.clone());
        for (path, maps) in [(&named, &maps), (&resolved, &real_maps)] {
            let name = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".ron"));
            if let Some(name) = name.filter(|_| path.parent() == Some(maps)) {
                return self.places.snapshots(name);
            }
        }
        let stem = resolved.file_stem().unwrap_or_default().to_string_lossy();
        let name = format!("{}-{}", slug(&stem), lock::key(&resolved));
        self.places.snapshots(ELSEWHERE).join(name)
    }

    /// Keeps `content` as a snapshot of the map in the file `map`, as of the day `on`. Where the
    /// latest of that day says the same, it is that one.
    ///
    /// # Errors
    /// [`SnapshotError::Keep`]; [`SnapshotError::List`] where the folder cannot be looked into.
    pub fn keep(
        &self,
        map: &Path,
        content: &JourneyMap,
        on: Day,
    ) -> Result<Snapshot, SnapshotError> {
        let bytes = print(content).into_bytes();
        let folder = self.folder(map);
        let latest = self.list(map)?.into_iter().find(|kept| kept.on == on);
        if let Some(latest) = &latest
            && self.fs.hash(&latest.path, MAX_FILE).is_ok_and(|hash| hash == Hash::of(&bytes))
        {
            return Ok(latest.clone());
        }
        let mut nth = latest.map_or(1, |latest| latest.nth + 1);
        loop {
            let path = folder.join(file_name(on, nth));
            // a save takes a file that holds the same bytes for one of its own
            if self.fs.stat(&path).is_err() {
                let save = Save::new(&path, &bytes, Expected::Missing);
                match write(self.fs, Some(&self.places.state), &save) {
                    Ok(_) => return Ok(Snapshot { on, nth, path }),
                    // another review of that day was faster
                    Err(SaveError::Changed { .. }) => {}
                    Err(error) => return Err(SnapshotError::Keep(error)),
                }
            }
            nth += 1;
        }
    }

    /// All snapshots of the map in the file `map`, the newest first.
    ///
    /// # Errors
    /// [`SnapshotError::List`].
    pub fn list(&self, map: &Path) -> Result<Vec<Snapshot>, SnapshotError> {
        let folder = self.folder(map);
        let names = match self.fs.list(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            names => {
                names.map_err(|source| SnapshotError::List { path: folder.clone(), source })?
            }
        };
        let mut all: Vec<Snapshot> = names
            .iter()
            .filter_map(|name| {
                let (on, nth) = parted(name.to_str()?)?;
                Some(Snapshot { on, nth, path: folder.join(name) })
            })
            .collect();
        all.sort_by(|a, b| b.cmp(a));
        Ok(all)
    }

    /// The newest snapshot before that one, else the newest of all.
    ///
    /// # Errors
    /// [`SnapshotError::List`].
    pub fn before(
        &self,
        map: &Path,
        one: Option<KeptOn>,
    ) -> Result<Option<(Snapshot, KeptOn)>, SnapshotError> {
        let all = self.list(map)?;
        let is_before =
            |kept: &&Snapshot| one.is_none_or(|one| (kept.on, kept.nth) < (one.day, one.nth));
        Ok(all.iter().find(is_before).map(|found| (found.clone(), found.among(&all))))
    }

    /// The map in a snapshot.
    ///
    /// # Errors
    /// [`SnapshotError::Read`].
    pub fn read(&self, snapshot: &Snapshot) -> Result<JourneyMap, SnapshotError> {
        look_at(self.fs, &snapshot.path).map(|document| document.map).map_err(SnapshotError::Read)
    }

    /// A map of the library has another name: its snapshots follow.
    ///
    /// # Errors
    /// The system's; they are where they were then.
    pub(super) fn renamed(&self, old: &str, new: &str) -> io::Result<()> {
        self.take(&self.places.snapshots(old), &self.places.snapshots(new))
    }

    /// A map of the library is in the trash as `entry`: its snapshots are no longer those of
    /// whatever gets its name.
    ///
    /// # Errors
    /// As [`renamed`](Self::renamed).
    pub(super) fn deleted(&self, name: &str, entry: &str) -> io::Result<()> {
        self.take(&self.places.snapshots(name), &self.in_trash(entry))
    }

    /// A map is back from the trash, where it was `entry`, and is called `name`.
    ///
    /// # Errors
    /// As [`renamed`](Self::renamed).
    pub(super) fn restored(&self, entry: &str, name: &str) -> io::Result<()> {
        self.take(&self.in_trash(entry), &self.places.snapshots(name))
    }

    fn in_trash(&self, entry: &str) -> PathBuf {
        self.places.snapshots(DELETED).join(entry)
    }

    /// Moves a folder. What is in its way was left by a map whose file was removed by hand, and
    /// goes aside.
    fn take(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.fs.stat(to).is_ok() {
            let name = to.file_name().unwrap_or_default().to_string_lossy();
            let mut aside = self.in_trash(&name);
            for number in 2_u32.. {
                if self.fs.stat(&aside).is_err() {
                    break;
                }
                aside = self.in_trash(&format!("{name} {number}"));
            }
            make_folders(self.fs, parent(&aside), FOLDER)?;
            self.fs.rename(to, &aside)?;
        }
        if self.fs.stat(from).is_err() {
            return Ok(());
        }
        make_folders(self.fs, parent(to), FOLDER)?;
        self.fs.rename(from, to)
    }
}

impl Snapshot {
    /// Which one it is among all of its map.
    pub fn among(&self, all: &[Self]) -> KeptOn {
        let of_day = all.iter().filter(|kept| kept.on == self.on).map(|kept| kept.nth);
        KeptOn { day: self.on, nth: self.nth, of: of_day.max().unwrap_or(self.nth) }
    }
}

/// Why a snapshot could not be kept or read.
#[derive(Debug)]
pub enum SnapshotError {
    /// It could not be written.
    Keep(SaveError),
    /// The folder could not be looked into.
    List {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It could not be read, or is no map.
    Read(OpenError),
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keep(SaveError::Folder { path, source }) => write!(
                f,
                "could not make the folder {} for snapshots of the map: {source}",
                path.display()
            ),
            Self::Keep(SaveError::Write { path, doing, source }) => write!(
                f,
                "could not keep a snapshot of the map in {}: could not {doing}: {source}",
                path.display()
            ),
            Self::Keep(error) => write!(f, "could not keep a snapshot of the map: {error}"),
            Self::List { path, source } => write!(
                f,
                "could not look for snapshots in {}: {source}; make it a folder that can be read",
                path.display()
            ),
            Self::Read(error) => write!(f, "could not read a snapshot: {error}"),
        }
    }
}

impl std::error::Error for SnapshotError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Keep(error) => Some(error),
            Self::List { source, .. } => Some(source),
            Self::Read(error) => Some(error),
        }
    }
}

/// Of maps that are not in the library.
const ELSEWHERE: &str = ".elsewhere";
/// Of maps that are in the trash.
const DELETED: &str = ".deleted";
/// The mode of a folder, less the umask.
const FOLDER: u32 = 0o777;

fn file_name(on: Day, nth: u32) -> String {
    match nth {
        1 => format!("{on}.ron"),
        nth => format!("{on}-{nth}.ron"),
    }
}

/// The day and the number in the name of a snapshot's file.
fn parted(name: &str) -> Option<(Day, u32)> {
    let stem = name.strip_suffix(".ron")?;
    let (day, number) = stem.split_at_checked("2026-11-22".len())?;
    let nth = match number.strip_prefix('-') {
        // the next one has a number, too
        Some(number) => number.parse::<u16>().ok().filter(|nth| *nth > 1)?.into(),
        None if number.is_empty() => 1,
        None => return None,
    };
    Some((Day::parse(day).ok()?, nth))
}

#[cfg(test)]
mod tests;
