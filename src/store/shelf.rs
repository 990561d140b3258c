//! What is done to whole maps of the library: looking at all of them, making, renaming, deleting
//! into the trash and bringing back.

#[cfg(test)]
mod tests;
mod trashed;

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, io};

use super::backups;
use super::document::{self, OpenError, look_at};
use super::fs::{FileSystem, MAX_FILE, ReadError, make_folders};
use super::hash::Hash;
use super::journal::windows;
use super::library::{Library, LibraryError, maps_in};
use super::lock::{self, PRIVATE_FOLDER};
use super::places::Places;
use super::print::print_as;
use super::read::read;
use super::save::{Expected, Save, SaveError, write};
use super::snapshots::Snapshots;
use crate::model::{Day, JourneyMap, TimeOfDay};
use crate::text::slug;
use trashed::parted;

/// The library, with what is in its files.
#[derive(Clone, Copy)]
pub struct Shelf<'a> {
    fs: &'a dyn FileSystem,
    places: &'a Places,
    /// How many windows of the one who asks have a map open on which something is done.
    own: usize,
}

/// A map of the library, and what is in it.
#[derive(Debug, Clone)]
pub struct Shelved {
    /// The name it is called by.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// The map, or why it cannot be read.
    pub map: Result<Arc<JourneyMap>, String>,
}

/// A map in the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trashed {
    /// The name it was called by.
    pub name: String,
    /// When it was deleted: `2026-11-22 10.42`.
    pub when: String,
    /// Its file.
    pub path: PathBuf,
}

impl<'a> Shelf<'a> {
    /// The shelf in these places.
    pub fn new(fs: &'a dyn FileSystem, places: &'a Places) -> Shelf<'a> {
        Shelf { fs, places, own: 0 }
    }

    fn library(&self) -> Library<'a> {
        Library::new(self.fs, self.places)
    }

    fn snapshots(&self) -> Snapshots<'a> {
        Snapshots::new(self.fs, self.places)
    }

    /// All maps with what is in them, sorted by name.
    ///
    /// # Errors
    /// [`ShelfError::Library`] where the folder cannot be looked into.
    pub fn maps(&self) -> Result<Vec<Shelved>, ShelfError> {
        let entries = self.library().list().map_err(ShelfError::Library)?;
        Ok(entries.into_iter().map(|entry| self.shelved(entry.name, entry.path)).collect())
    }

    /// One map with what is in it.
    pub fn shelved(&self, name: String, path: PathBuf) -> Shelved {
        let map = look_at(self.fs, &path);
        let map = map.map(|document| Arc::new(document.map)).map_err(|error| error.to_string());
        Shelved { name, path, map }
    }

    /// The name by which the library calls the map in this file, if it is one of its own.
    pub fn name_of(&self, path: &Path) -> Option<String> {
        let name = path.file_name()?.to_str()?.strip_suffix(".ron")?;
        (path.parent()? == self.places.maps()).then(|| name.to_owned())
    }

    /// The file of a new map with that title: none is there yet.
    ///
    /// # Errors
    /// [`ShelfError::Library`].
    pub fn free_path(&self, title: &str) -> Result<PathBuf, ShelfError> {
        let library = self.library();
        let name = library.free_name(&slug(title)).map_err(ShelfError::Library)?;
        library.path(&name).map_err(ShelfError::Library)
    }

    /// Makes a new map, in a file that is named after `title`.
    ///
    /// # Errors
    /// [`ShelfError::Library`], [`ShelfError::Save`].
    pub fn make(&self, map: &JourneyMap, title: &str) -> Result<PathBuf, ShelfError> {
        let path = self.free_path(title)?;
        let bytes = print_as(map, super::print::Form::default()).into_bytes();
        let save = Save::new(&path, &bytes, Expected::Missing);
        write(self.fs, Some(&self.places.state), &save).map_err(ShelfError::Save)?;
        Ok(path)
    }

    /// Makes another map of the one in a file; where another program writes it meanwhile, of what
    /// that wrote.
    ///
    /// # Errors
    /// As [`change_file`].
    pub fn change(&self, path: &Path, change: impl Fn(&mut JourneyMap)) -> Result<(), ShelfError> {
        let done = change_file(self.fs, Some(&self.places.state), path, |map| {
            change(map);
            Ok::<(), Infallible>(())
        });
        done.map(|Ok(())| ())
    }

    /// The same for a window that has the map open itself on which something is done.
    pub fn with_own_window(self) -> Self {
        Self { own: 1, ..self }
    }

    /// Whether another window that lives has the map open: it would write the file anew.
    fn is_open_elsewhere(&self, path: &Path) -> bool {
        windows(self.fs, &self.places.state, path) > self.own
    }

    /// Gives the file of a map the name that fits `title`, and says which file that is. What
    /// belongs to the map by its name follows. A map that another window has open keeps its file.
    ///
    /// # Errors
    /// [`ShelfError::Library`]; [`ShelfError::Move`], and then the map is where it was.
    pub fn rename(&self, path: &Path, title: &str) -> Result<PathBuf, ShelfError> {
        let Some(old) = self.name_of(path) else { return Ok(path.to_owned()) };
        let wanted = slug(title);
        // `order-2` is a name that fits “Order” where `order` is taken
        let fits = old.strip_prefix(&wanted).is_some_and(|rest| {
            rest.is_empty() || rest.trim_start_matches('-').parse::<u32>().is_ok()
        });
        if fits || self.is_open_elsewhere(path) {
            return Ok(path.to_owned());
        }
        let to = loop {
            let to = self.free_path(title)?;
            // whoever makes a map of that name does so under this lock
            let _lock = lock::of_file(self.fs, &self.places.state, &to);
            if self.fs.stat(&to).is_ok() {
                continue;
            }
            self.fs.rename(path, &to).map_err(|source| ShelfError::Move {
                from: path.to_owned(),
                to: to.clone(),
                source,
            })?;
            break to;
        };
        if let Some(new) = self.name_of(&to) {
            // what cannot follow stays where it is, and can be put right by hand
            let _ = self.snapshots().renamed(&old, &new);
            self.tell_twins(&old, &new);
        }
        let _ = backups::follow(self.fs, &self.places.state, path, &to);
        document::follow(self.fs, &self.places.state, path, &to);
        Ok(to)
    }

    /// Whoever names the map as the one of the other state names it anew.
    fn tell_twins(&self, old: &str, new: &str) {
        for twin in self.maps().unwrap_or_default() {
            if twin.map.is_ok_and(|map| &*map.twin == old) {
                let _ = self.change(&twin.path, |map| map.twin = new.into());
            }
        }
    }

    /// Moves a map of the library into the trash, and says where it is there.
    ///
    /// # Errors
    /// [`ShelfError::Foreign`] for a file that is not in the library; [`ShelfError::InUse`] where
    /// another window has it open; [`ShelfError::Open`],
    /// [`ShelfError::Save`], [`ShelfError::Remove`], and then the map is still where it was.
    pub fn discard(&self, path: &Path, day: Day, time: TimeOfDay) -> Result<PathBuf, ShelfError> {
        let name = self.name_of(path).ok_or_else(|| ShelfError::Foreign(path.to_owned()))?;
        if self.is_open_elsewhere(path) {
            return Err(ShelfError::InUse(path.to_owned()));
        }
        let trash = self.places.trash();
        make_folders(self.fs, &trash, PRIVATE_FOLDER).map_err(|source| ShelfError::Move {
            from: path.to_owned(),
            to: trash.clone(),
            source,
        })?;
        let when = format!("{day} {}", time.to_string().replace(':', "."));
        // what another window saves is in the copy, or finds no file any more
        let _lock = lock::of_file(self.fs, &self.places.state, path);
        let copy = loop {
            let bytes = self.read_any(path)?;
            let copy = self.copy_to(&bytes, |number| match number {
                1 => trash.join(format!("{name} {when}.ron")),
                number => trash.join(format!("{name} {when} {number}.ron")),
            })?;
            // other programs do not know our lock
            if self.fs.hash(path, MAX_FILE).is_ok_and(|now| now != Hash::of(&bytes)) {
                let _ = self.fs.remove(&copy);
                continue;
            }
            break copy;
        };
        // only when the copy is safe
        self.fs
            .remove(path)
            .map_err(|source| ShelfError::Remove { path: path.to_owned(), source })?;
        // whatever gets its name has no part in what was not saved of it
        document::follow(self.fs, &self.places.state, path, &copy);
        let entry = copy.file_stem().unwrap_or_default().to_string_lossy();
        let _ = self.snapshots().deleted(&name, &entry);
        Ok(copy)
    }

    /// What is in the trash, the latest first. A trash that cannot be looked into is empty.
    pub fn trash(&self) -> Vec<Trashed> {
        let entries = maps_in(self.fs, &self.places.trash()).unwrap_or_default();
        let mut trash: Vec<Trashed> = entries
            .into_iter()
            .map(|entry| {
                let (name, when) = parted(&entry.name);
                Trashed { name, when, path: entry.path }
            })
            .collect();
        trash.sort_by(|a, b| b.when.cmp(&a.when).then_with(|| a.path.cmp(&b.path)));
        trash
    }

    /// The title of the map in a file, where it can be read and has one.
    pub fn title_of(&self, path: &Path) -> Option<String> {
        let map = look_at(self.fs, path).ok()?.map;
        (!map.title.is_empty()).then(|| map.title.to_string())
    }

    /// Brings a map back from the trash, under its old name or one with a number behind it.
    ///
    /// # Errors
    /// [`ShelfError::Open`], [`ShelfError::Save`]; then it is still in the trash.
    pub fn restore(&self, trashed: &Path) -> Result<PathBuf, ShelfError> {
        let entry = trashed.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let (name, _) = parted(entry);
        let bytes = self.read_any(trashed)?;
        let path = self.copy_to(&bytes, |number| match number {
            1 => self.places.maps().join(format!("{name}.ron")),
            number => self.places.maps().join(format!("{name}-{number}.ron")),
        })?;
        self.fs
            .remove(trashed)
            .map_err(|source| ShelfError::Remove { path: trashed.to_owned(), source })?;
        document::follow(self.fs, &self.places.state, trashed, &path);
        if let Some(name) = self.name_of(&path) {
            let _ = self.snapshots().restored(entry, &name);
        }
        Ok(path)
    }

    /// The bytes of a file, be it a map or not.
    fn read_any(&self, path: &Path) -> Result<Vec<u8>, ShelfError> {
        let read: Result<Vec<u8>, ReadError> = self.fs.read(path, MAX_FILE);
        read.map_err(|error| ShelfError::Open(OpenError::File(error)))
    }

    /// Writes a new file at the first of those places that is free.
    fn copy_to(&self, bytes: &[u8], place: impl Fn(u32) -> PathBuf) -> Result<PathBuf, ShelfError> {
        let mut number = 1;
        loop {
            let path = place(number);
            // a file with the same bytes is another map all the same
            let is_free = self.fs.stat(&path).is_err();
            if is_free {
                let save = Save::new(&path, bytes, Expected::Missing);
                match write(self.fs, Some(&self.places.state), &save) {
                    Ok(_) => return Ok(path),
                    Err(SaveError::Changed { .. }) => {}
                    Err(error) => return Err(ShelfError::Save(error)),
                }
            }
            number += 1;
        }
    }
}

/// Makes another map of the one in a file; where another program writes it meanwhile, of what that
/// wrote. A change that is refused leaves the file as it was, and is the error inside.
///
/// # Errors
/// [`ShelfError::Open`], [`ShelfError::Newer`], [`ShelfError::Save`].
pub fn change_file<E>(
    fs: &dyn FileSystem,
    state: Option<&Path>,
    path: &Path,
    mut change: impl FnMut(&mut JourneyMap) -> Result<(), E>,
) -> Result<Result<(), E>, ShelfError> {
    loop {
        let bytes = fs.read(path, MAX_FILE).map_err(OpenError::File).map_err(ShelfError::Open)?;
        let no_map = |error| OpenError::Content { path: path.to_owned(), error };
        let mut document = read(&bytes).map_err(no_map).map_err(ShelfError::Open)?;
        if document.read_only.is_some() {
            return Err(ShelfError::Newer(path.to_owned()));
        }
        if let Err(refused) = change(&mut document.map) {
            return Ok(Err(refused));
        }
        let changed = print_as(&document.map, document.form).into_bytes();
        let save = Save::new(path, &changed, Expected::Content(Hash::of(&bytes)));
        match write(fs, state, &save) {
            Ok(_) => return Ok(Ok(())),
            Err(SaveError::Changed { .. }) => {}
            Err(error) => return Err(ShelfError::Save(error)),
        }
    }
}

/// Why something could not be done to a whole map.
#[derive(Debug)]
pub enum ShelfError {
    /// The library could not do its part.
    Library(LibraryError),
    /// The map could not be read.
    Open(OpenError),
    /// The map is in a newer format.
    Newer(PathBuf),
    /// A file could not be written.
    Save(SaveError),
    /// A file could not be given another name.
    Move {
        /// Where it is.
        from: PathBuf,
        /// Where it was to be.
        to: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file could not be removed; a copy of it was made before.
    Remove {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not in the library.
    Foreign(PathBuf),
    /// Another window has the map open.
    InUse(PathBuf),
}

impl fmt::Display for ShelfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Library(error) => error.fmt(f),
            Self::Open(error) => error.fmt(f),
            Self::Newer(path) => write!(
                f,
                "could not change {}: it is in a format that is newer than this cjm knows; use a \
                 newer cjm",
                path.display()
            ),
            Self::Save(error) => error.fmt(f),
            Self::Move { from, to, source } => write!(
                f,
                "could not move {} to {}: {source}; it is where it was",
                from.display(),
                to.display()
            ),
            Self::Remove { path, source } => write!(
                f,
                "could not remove {}: {source}; a copy of it was made before",
                path.display()
            ),
            Self::Foreign(path) => write!(
                f,
                "could not delete {}: it is not in the library; remove it as you would any file",
                path.display()
            ),
            Self::InUse(path) => write!(
                f,
                "could not delete {}: it is open in another window; leave it there first",
                path.display()
            ),
        }
    }
}

impl std::error::Error for ShelfError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Library(error) => Some(error),
            Self::Open(error) => Some(error),
            Self::Save(error) => Some(error),
            Self::Move { source, .. } | Self::Remove { source, .. } => Some(source),
            Self::Newer(_) | Self::Foreign(_) | Self::InUse(_) => None,
        }
    }
}
