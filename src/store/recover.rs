//! What can be brought back: unsaved work of dead windows, saves that were cut off, backups, and
//! what is in the trash; whether the map's own file can be read or not.
//!
//! Looking changes nothing, and bringing back makes a new file: what was kept stays kept.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fmt, io};

use super::backups::{self, Kept};
use super::document::{Rebuilt, rebuild};
use super::fs::{FileSystem, MAX_FILE, ReadError as FileError, parent};
use super::hash::Hash;
use super::journal::{JournalError, Orphan, Why, orphans};
use super::places::Places;
use super::print::print_as;
use super::read::read;
use super::save::{CutOff, Expected, Save, SaveError, cut_off, write};
use super::shelf::Shelf;
use crate::model::JourneyMap;

/// What is kept that could be brought back.
#[derive(Clone, Copy)]
pub struct Lost<'a> {
    fs: &'a dyn FileSystem,
    places: &'a Places,
}

/// One thing that could be brought back.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// The map's file, be it there or not; none where that cannot be told.
    pub map: Option<PathBuf>,
    /// Where it is kept.
    pub kept: PathBuf,
    /// When it was written last, or its place was taken; none where the system does not say.
    pub when: Option<SystemTime>,
    /// How many bytes a file with it would have, or the kept file where it cannot be read.
    pub len: u64,
    /// What is in it, or why that cannot be read.
    pub content: Result<Content, String>,
    /// The map's file holds the same bytes.
    pub is_current: bool,
}

/// What kind of thing it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The journal of a window that died.
    Unsaved {
        /// How many steps it had made since the last save.
        steps: usize,
        /// What was being typed, in the screen's own notation.
        typing: Option<String>,
        /// Why what follows those steps is not in it, if so.
        cut: Option<String>,
    },
    /// A journal that cannot be read, or a copy of one.
    Unreadable(Why),
    /// What a save was writing when it was cut off.
    CutOff,
    /// What was in the file before that save.
    BeforeCutOff,
    /// A backup.
    Backup,
    /// A map in the trash.
    Trash,
}

/// What is in an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The title of the map.
    pub title: String,
    /// How many touchpoints are on it.
    pub touchpoints: usize,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The newest first.
    pub items: Vec<Item>,
    /// How many backups are not in it: where all maps are asked about, only the newest backup of
    /// each is.
    pub older_backups: usize,
}

impl<'a> Lost<'a> {
    /// What is kept in these places.
    pub fn new(fs: &'a dyn FileSystem, places: &'a Places) -> Lost<'a> {
        Lost { fs, places }
    }

    /// What there is of the map in the file `map`, or of all maps.
    ///
    /// # Errors
    /// [`RecoverError::Search`] where journals cannot be looked for; all else that cannot be
    /// looked into is passed over.
    pub fn find(&self, map: Option<&Path>) -> Result<Found, RecoverError> {
        let mut found = Found::default();
        let journals = orphans(self.fs, &self.places.state, map).map_err(RecoverError::Search)?;
        for orphan in journals.orphans {
            found.items.push(self.unsaved(&orphan, &self.map_of(&orphan)));
        }
        for unreadable in journals.unreadable {
            let stat = self.fs.stat(&unreadable.path).ok();
            found.items.push(Item {
                map: map.map(Path::to_owned),
                when: stat.as_ref().and_then(|stat| stat.modified),
                len: stat.map_or(0, |stat| stat.len),
                content: Err(unreadable.why.to_string()),
                kind: Kind::Unreadable(unreadable.why),
                kept: unreadable.path,
                is_current: false,
            });
        }
        let resolved = map.map(|map| self.fs.resolve(map).unwrap_or_else(|_| map.to_owned()));
        for cut_off in cut_off(self.fs, &self.places.state) {
            if resolved.as_ref().is_none_or(|map| *map == cut_off.map) {
                found.items.extend(self.cut_off(&cut_off));
            }
        }
        found.older_backups = self.backups(map, &mut found.items);
        let shelf = Shelf::new(self.fs, self.places);
        let name = map.map(|map| shelf.name_of(map));
        for trashed in shelf.trash() {
            if name.as_ref().is_none_or(|name| name.as_deref() == Some(&trashed.name)) {
                let file = self.places.maps().join(format!("{}.ron", trashed.name));
                found.items.extend(self.file(Kind::Trash, &file, &trashed.path, None));
                // where all are asked about, it was found among them
                let of = map.and_then(|_| self.journals_of(&trashed.path)).unwrap_or_default();
                found.items.extend(of.iter().map(|orphan| self.unsaved(orphan, &file)));
            }
        }
        found.items.sort_by(|a, b| b.when.cmp(&a.when).then_with(|| a.kept.cmp(&b.kept)));
        Ok(found)
    }

    /// The newest of all that can be read and is not just what the file `map` holds.
    pub fn newest_good(&self, map: &Path) -> Option<Item> {
        let found = self.find(Some(map)).ok()?;
        found.items.into_iter().find(|item| item.content.is_ok() && !item.is_current)
    }

    /// Writes an item to a new file: to `to`, or beside the map it belongs to under the first free
    /// name, `order-recovered.ron` for `order.ron`. Returns which file that is. What is no map makes
    /// no file.
    ///
    /// # Errors
    /// [`RecoverError`]; nothing was written then.
    pub fn restore(&self, item: &Item, to: Option<&Path>) -> Result<PathBuf, RecoverError> {
        let bytes = self.bytes(item)?;
        read(&bytes).map_err(|error| RecoverError::Unreadable {
            path: item.kept.clone(),
            why: error.to_string(),
        })?;
        if let Some(to) = to {
            return match self.write_new(to, &bytes)? {
                true => Ok(to.to_owned()),
                false => Err(RecoverError::There(to.to_owned())),
            };
        }
        let map = item.map.clone().unwrap_or_else(|| self.places.maps().join("map.ron"));
        let stem = map.file_stem().unwrap_or_default();
        for number in 1_u32.. {
            let mut name = stem.to_owned();
            name.push(match number {
                1 => "-recovered.ron".to_owned(),
                number => format!("-recovered-{number}.ron"),
            });
            let path = parent(&map).join(name);
            if self.write_new(&path, &bytes)? {
                return Ok(path);
            }
        }
        Err(RecoverError::There(map))
    }

    /// An item as the text of a map file.
    ///
    /// # Errors
    /// [`RecoverError::Unreadable`] where it cannot be read, or is not there any more.
    pub fn bytes(&self, item: &Item) -> Result<Vec<u8>, RecoverError> {
        let failed = |why: &dyn fmt::Display| RecoverError::Unreadable {
            path: item.kept.clone(),
            why: why.to_string(),
        };
        let bytes = match &item.kind {
            Kind::Unreadable(why) => return Err(failed(why)),
            Kind::Backup | Kind::Trash => {
                self.fs.read(&item.kept, MAX_FILE).map_err(|error| failed(&error))?
            }
            Kind::CutOff | Kind::BeforeCutOff => {
                let all = cut_off(self.fs, &self.places.state);
                let copy = all.into_iter().find(|copy| copy.copy == item.kept);
                let copy = copy.ok_or_else(|| failed(&GONE))?;
                if item.kind == Kind::CutOff { copy.new } else { copy.old }
            }
            Kind::Unsaved { .. } => {
                let all =
                    orphans(self.fs, &self.places.state, None).map_err(RecoverError::Search)?;
                let orphan = all.orphans.iter().find(|orphan| orphan.path == item.kept);
                let orphan = orphan.ok_or_else(|| failed(&GONE))?;
                text_of(&rebuild(orphan).map_err(|why| failed(&why))?)
            }
        };
        Ok(bytes)
    }

    /// What was not saved of the map in the file `map`.
    fn journals_of(&self, map: &Path) -> Option<Vec<Orphan>> {
        Some(orphans(self.fs, &self.places.state, Some(map)).ok()?.orphans)
    }

    /// The file that a journal's map has, or had before it went into the trash.
    fn map_of(&self, orphan: &Orphan) -> PathBuf {
        let is_its = |path: &Path| self.fs.resolve(path).is_ok_and(|path| path == orphan.map);
        let trash = Shelf::new(self.fs, self.places).trash();
        match trash.into_iter().find(|trashed| is_its(&trashed.path)) {
            Some(trashed) => self.places.maps().join(format!("{}.ron", trashed.name)),
            None => orphan.map.clone(),
        }
    }

    fn unsaved(&self, orphan: &Orphan, map: &Path) -> Item {
        let when = self.fs.stat(&orphan.path).ok().and_then(|stat| stat.modified);
        let (kind, content, bytes) = match rebuild(orphan) {
            Ok(rebuilt) => {
                let content = Content {
                    title: rebuilt.map.title.to_string(),
                    touchpoints: count(&rebuilt.map),
                };
                let bytes = text_of(&rebuilt);
                let Rebuilt { steps, typing, cut, .. } = rebuilt;
                (Kind::Unsaved { steps, typing, cut }, Ok(content), bytes)
            }
            Err(why) => {
                let kind = Kind::Unsaved { steps: 0, typing: None, cut: Some(why.clone()) };
                (kind, Err(why), Vec::new())
            }
        };
        Item {
            kind,
            kept: orphan.path.clone(),
            when,
            len: bytes.len() as u64,
            content,
            is_current: self.is_in(map, &bytes),
            map: Some(map.to_owned()),
        }
    }

    fn cut_off(&self, cut_off: &CutOff) -> [Item; 2] {
        let when = self.fs.stat(&cut_off.copy).ok().and_then(|stat| stat.modified);
        [(Kind::CutOff, &cut_off.new), (Kind::BeforeCutOff, &cut_off.old)].map(|(kind, bytes)| {
            Item {
                kind,
                map: Some(cut_off.map.clone()),
                kept: cut_off.copy.clone(),
                when,
                len: bytes.len() as u64,
                content: content(bytes),
                is_current: self.is_in(&cut_off.map, bytes),
            }
        })
    }

    /// Adds backups: all of one map, else the newest of each. Gives how many are left out.
    fn backups(&self, map: Option<&Path>, items: &mut Vec<Item>) -> usize {
        let state = &self.places.state;
        let (all, shown): (Vec<Kept>, usize) = match map {
            Some(map) => (backups::of(self.fs, state, map).into_iter().collect(), usize::MAX),
            None => (backups::all(self.fs, state), 1),
        };
        let mut left_out = 0;
        for Kept { map, backups } in all {
            left_out += backups.len().saturating_sub(shown);
            for backup in backups.iter().take(shown) {
                items.extend(self.file(Kind::Backup, &map, &backup.path, Some(backup.at)));
            }
        }
        left_out
    }

    /// A file that is kept as it was; none where it has just gone.
    fn file(&self, kind: Kind, map: &Path, kept: &Path, when: Option<SystemTime>) -> Option<Item> {
        let stat = self.fs.stat(kept).ok()?;
        let (content, is_current) = match self.fs.read(kept, MAX_FILE) {
            Ok(bytes) => (content(&bytes), self.is_in(map, &bytes)),
            Err(FileError::Missing { .. }) => return None,
            Err(error) => (Err(error.to_string()), false),
        };
        Some(Item {
            kind,
            map: Some(map.to_owned()),
            kept: kept.to_owned(),
            when: when.or(stat.modified),
            len: stat.len,
            content,
            is_current,
        })
    }

    fn is_in(&self, map: &Path, bytes: &[u8]) -> bool {
        self.fs.hash(map, MAX_FILE).is_ok_and(|hash| hash == Hash::of(bytes))
    }

    /// Writes a file where nothing is; false where something is.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<bool, RecoverError> {
        // a save takes a file that holds the same bytes for one of its own
        match self.fs.stat(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            _ => return Ok(false),
        }
        let save = Save::new(path, bytes, Expected::Missing);
        match write(self.fs, Some(&self.places.state), &save) {
            Ok(_) => Ok(true),
            Err(SaveError::Changed { .. }) => Ok(false),
            Err(error) => Err(RecoverError::Save(error)),
        }
    }
}

/// Why something was not brought back.
#[derive(Debug)]
pub enum RecoverError {
    /// Journals could not be looked for.
    Search(JournalError),
    /// What is kept cannot be read.
    Unreadable {
        /// Where it is kept.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// Something is already where it should go.
    There(PathBuf),
    /// The new file could not be written.
    Save(SaveError),
}

impl fmt::Display for RecoverError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Search(error) => error.fmt(f),
            Self::Unreadable { path, why } => write!(
                f,
                "could not bring this back: {why}; it stays where it is, in {}",
                path.display()
            ),
            Self::There(path) => write!(
                f,
                "could not bring this back into {}: something is there already; name another file",
                path.display()
            ),
            Self::Save(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RecoverError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Search(error) => Some(error),
            Self::Save(error) => Some(error),
            Self::Unreadable { .. } | Self::There(_) => None,
        }
    }
}

/// It was there a moment ago.
const GONE: &str = "it has just been opened, or removed";

fn text_of(rebuilt: &Rebuilt) -> Vec<u8> {
    print_as(&rebuilt.map, rebuilt.form).into_bytes()
}

fn count(map: &JourneyMap) -> usize {
    map.stages.iter().map(|stage| stage.touchpoints.len()).sum()
}

fn content(bytes: &[u8]) -> Result<Content, String> {
    let map = read(bytes).map_err(|error| error.to_string())?.map;
    Ok(Content { title: map.title.to_string(), touchpoints: count(&map) })
}

#[cfg(test)]
mod tests;
