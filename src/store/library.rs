//! The library: which maps there are, what a MAP argument means, which map was opened last.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::{fmt, io};

use super::fs::{FileSystem, Kind, path_bytes, path_of};
use super::journal::windows;
use super::places::Places;
use super::save::replace_own;
use crate::text::sort_key;

/// Names are at most this many bytes, so that `.ron` and a number still fit.
pub const MAX_NAME: usize = 200;

/// The maps in the user's config folder.
#[derive(Clone, Copy)]
pub struct Library<'a> {
    fs: &'a dyn FileSystem,
    places: &'a Places,
}

/// A map of the library.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The name it is called by, without `.ron`.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
}

impl<'a> Library<'a> {
    /// The library in these places.
    pub fn new(fs: &'a dyn FileSystem, places: &'a Places) -> Library<'a> {
        Library { fs, places }
    }

    /// The file a MAP argument means: itself, where [`is_path`] says so, else the map of that
    /// name, whether it is there or not.
    ///
    /// # Errors
    /// [`LibraryError::Name`].
    pub fn locate(&self, map: &OsStr) -> Result<PathBuf, LibraryError> {
        if is_path(map) {
            return Ok(PathBuf::from(map));
        }
        match map.to_str() {
            Some(name) => self.path(name),
            None => Err(LibraryError::Name { name: map.to_owned(), why: BadName::Unreadable }),
        }
    }

    /// The file of the map called `name`, whether it is there or not.
    ///
    /// # Errors
    /// [`LibraryError::Name`].
    pub fn path(&self, name: &str) -> Result<PathBuf, LibraryError> {
        check(name).map_err(|why| LibraryError::Name { name: name.into(), why })?;
        Ok(self.places.maps().join(format!("{name}.ron")))
    }

    /// All maps, sorted by name as a person would ([`sort_key`]). A folder that is not there yet holds none; folders in it and
    /// hidden files are passed over.
    ///
    /// # Errors
    /// [`LibraryError::List`].
    pub fn list(&self) -> Result<Vec<Entry>, LibraryError> {
        let folder = self.places.maps();
        maps_in(self.fs, &folder).map_err(|source| LibraryError::List { path: folder, source })
    }

    /// Whether anything is where the map called `name` would be.
    ///
    /// # Errors
    /// [`LibraryError::Name`]; [`LibraryError::List`] where the folder may not be looked into.
    pub fn exists(&self, name: &str) -> Result<bool, LibraryError> {
        let path = self.path(name)?;
        match self.fs.stat(&path) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(source) => Err(LibraryError::List { path, source }),
        }
    }

    /// `wanted` if it is free, else `wanted-2`, `wanted-3` and so on. The name of a new map that
    /// is open in another window, and has no file yet, is not free.
    ///
    /// # Errors
    /// As [`exists`](Library::exists).
    pub fn free_name(&self, wanted: &str) -> Result<String, LibraryError> {
        let mut name = wanted.to_owned();
        let mut number = 2;
        while self.exists(&name)? || self.is_open(&name)? {
            name = format!("{wanted}-{number}");
            number += 1;
        }
        Ok(name)
    }

    fn is_open(&self, name: &str) -> Result<bool, LibraryError> {
        Ok(windows(self.fs, &self.places.state, &self.path(name)?) > 0)
    }

    /// Notes the map that is opened now.
    ///
    /// # Errors
    /// [`LibraryError::Remember`]; nothing hangs on it.
    pub fn remember(&self, map: &Path) -> Result<(), LibraryError> {
        let path = self.places.last_opened();
        let failed = |source| LibraryError::Remember { path: path.clone(), source };
        let map = std::path::absolute(map).map_err(failed)?;
        replace_own(self.fs, &path, &path_bytes(&map)).map_err(failed)
    }

    /// The map opened last, if it is still there.
    pub fn last(&self) -> Option<PathBuf> {
        /// Longer than any path a system opens.
        const LONGEST: u64 = 64 * 1024;
        let map = path_of(&self.fs.read(&self.places.last_opened(), LONGEST).ok()?);
        self.fs.stat(&map).is_ok_and(|stat| stat.kind == Kind::File).then_some(map)
    }
}

/// Whether a MAP argument is a path: it has a separator, or ends in `.ron`.
pub fn is_path(map: &OsStr) -> bool {
    let text = map.to_string_lossy();
    text.contains(std::path::is_separator) || text.ends_with(".ron")
}

/// The maps in a folder, sorted by name; none where there is no such folder. Folders in it and
/// hidden files are passed over.
pub(super) fn maps_in(fs: &dyn FileSystem, folder: &Path) -> io::Result<Vec<Entry>> {
    let names = match fs.list(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        names => names?,
    };
    let mut maps: Vec<Entry> = names
        .iter()
        .filter_map(|name| name.to_str()?.strip_suffix(".ron"))
        .filter(|name| check(name).is_ok())
        .map(|name| Entry { name: name.to_owned(), path: folder.join(format!("{name}.ron")) })
        .filter(|map| fs.stat(&map.path).is_ok_and(|stat| stat.kind == Kind::File))
        .collect();
    maps.sort_by_cached_key(|map| sort_key(&map.name));
    Ok(maps)
}

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadName {
    /// There is none.
    Empty,
    /// It is longer than [`MAX_NAME`] bytes.
    TooLong,
    /// It begins with a dot: `.`, `..`, a hidden file.
    Dot,
    /// It begins or ends with a blank.
    Blank,
    /// It has a character that separates folders, here or on another system.
    Separator,
    /// It has a control character, or one that turns the direction of the text around.
    Control,
    /// It is not UTF-8.
    Unreadable,
}

impl fmt::Display for BadName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadName::Empty => write!(f, "it is empty"),
            BadName::TooLong => write!(f, "it is longer than {MAX_NAME} bytes"),
            BadName::Dot => write!(f, "it begins with a dot"),
            BadName::Blank => write!(f, "it begins or ends with a blank"),
            BadName::Separator => write!(f, "it has a / or \\ in it"),
            BadName::Control => write!(f, "it has characters in it that cannot be seen"),
            BadName::Unreadable => write!(f, "it is not UTF-8"),
        }
    }
}

/// Why the library could not do what was asked.
#[derive(Debug)]
pub enum LibraryError {
    /// A map cannot be called this.
    Name {
        /// The name.
        name: OsString,
        /// What is wrong with it.
        why: BadName,
    },
    /// The folder could not be looked into.
    List {
        /// The folder, or the file in it.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The map opened last could not be noted.
    Remember {
        /// The file that would name it.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl fmt::Display for LibraryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LibraryError::Name { name, why } => write!(
                f,
                "could not use {name:?} as the name of a map: {why}; choose another, or give the \
                 path of a file"
            ),
            LibraryError::List { path, source } => write!(
                f,
                "could not look for maps in {}: {source}; make it readable, or open a file by its \
                 path: cjm FILE",
                path.display()
            ),
            LibraryError::Remember { path, source } => write!(
                f,
                "could not note in {} which map was opened last: {source}; name the map next time",
                path.display()
            ),
        }
    }
}

impl std::error::Error for LibraryError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            LibraryError::Name { .. } => None,
            LibraryError::List { source, .. } | LibraryError::Remember { source, .. } => {
                Some(source)
            }
        }
    }
}

fn check(name: &str) -> Result<(), BadName> {
    let hidden = |c: char| {
        // Joiners (200C, 200D) are letters of some scripts; these turn or hide text.
        c.is_control()
            || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{feff}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    match name {
        "" => Err(BadName::Empty),
        _ if name.len() > MAX_NAME => Err(BadName::TooLong),
        _ if name.starts_with('.') => Err(BadName::Dot),
        _ if name.chars().any(hidden) => Err(BadName::Control),
        _ if name.trim() != name => Err(BadName::Blank),
        _ if name.contains(['/', '\\']) => Err(BadName::Separator),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::faulty::Faulty;

    fn places() -> Places {
        Places { config: "/config".into(), state: "/state".into() }
    }

    fn library_of(names: &[&str]) -> Faulty {
        let fs = Faulty::new();
        for name in names {
            fs.put(&Path::new("/config/maps").join(name), b"", 0o644, 1000);
        }
        fs
    }

    #[test]
    fn a_separator_or_ron_makes_a_path_and_all_else_is_a_name() {
        let (fs, places) = (Faulty::new(), places());
        let library = Library::new(&fs, &places);
        for path in ["first.ron", "./first", "/tmp/first", "../first"] {
            assert_eq!(library.locate(OsStr::new(path)).unwrap(), Path::new(path));
        }
        let named = library.locate(OsStr::new("first order")).unwrap();
        assert_eq!(named, Path::new("/config/maps/first order.ron"));
    }

    #[test]
    fn a_name_cannot_leave_the_library_or_hide() {
        let (fs, places) = (Faulty::new(), places());
        let library = Library::new(&fs, &places);
        let long = "x".repeat(MAX_NAME + 1);
        let cases = [
            ("", BadName::Empty),
            ("..", BadName::Dot),
            (".hidden", BadName::Dot),
            ("a/b", BadName::Separator),
            ("a\\b", BadName::Separator),
            ("a\u{1b}[31m", BadName::Control),
            ("a\n", BadName::Control),
            ("a\u{202e}b", BadName::Control),
            (" a", BadName::Blank),
            (long.as_str(), BadName::TooLong),
        ];
        for (name, expected) in cases {
            match library.path(name) {
                Err(LibraryError::Name { why, .. }) => assert_eq!(why, expected, "{name:?}"),
                other => panic!("{name:?}: {other:?}"),
            }
        }
        for name in ["Erstbestellung", "第一次订单", "क्‍ष", "a.b", "up to -2"] {
            assert!(library.path(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn a_message_about_a_name_shows_no_control_character() {
        let (fs, places) = (Faulty::new(), places());
        let error = Library::new(&fs, &places).path("a\u{1b}[31m\u{202e}").unwrap_err();
        let sentence = error.to_string();
        assert!(!sentence.contains(['\u{1b}', '\u{202e}']), "{sentence:?}");
    }

    #[test]
    fn maps_are_listed_by_name_and_nothing_else_is() {
        let fs = library_of(&["b.ron", "a.ron", "notes.txt", ".cjm-1-x.tmp", ".hidden.ron"]);
        fs.put(Path::new("/config/maps/folder.ron/inner.ron"), b"", 0o644, 1000);
        fs.put_link(Path::new("/config/maps/c.ron"), Path::new("b.ron"));
        fs.put_link(Path::new("/config/maps/nowhere.ron"), Path::new("gone.ron"));
        let places = places();
        let names: Vec<String> =
            Library::new(&fs, &places).list().unwrap().into_iter().map(|map| map.name).collect();
        assert_eq!(names, ["a", "b", "c"]);
    }

    #[test]
    fn maps_of_any_script_stand_as_a_person_would_put_them() {
        let sorted = ["apfel", "Äpfel", "z6", "z10", "Zoo", "Елена", "ёлка", "зима", "Яна", "发货"];
        let mut names: Vec<String> = sorted.iter().map(|name| format!("{name}.ron")).collect();
        names.reverse();
        let fs = library_of(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let places = places();
        let listed = Library::new(&fs, &places).list().unwrap().into_iter();
        assert_eq!(listed.map(|map| map.name).collect::<Vec<_>>(), sorted);
    }

    #[test]
    fn a_library_that_is_not_there_yet_is_empty() {
        let (fs, places) = (Faulty::new(), places());
        assert_eq!(Library::new(&fs, &places).list().unwrap(), []);
    }

    #[test]
    fn a_taken_name_gets_the_next_free_number() {
        let fs = library_of(&["demo.ron", "demo-2.ron"]);
        let places = places();
        let library = Library::new(&fs, &places);
        assert_eq!(library.free_name("demo").unwrap(), "demo-3");
        assert_eq!(library.free_name("other").unwrap(), "other");
    }

    #[test]
    fn the_map_opened_last_is_remembered_until_it_is_gone() {
        let fs = library_of(&["a.ron", "b.ron"]);
        let places = places();
        let library = Library::new(&fs, &places);
        assert_eq!(library.last(), None);
        for name in ["a", "b"] {
            let path = library.path(name).unwrap();
            library.remember(&path).unwrap();
            assert_eq!(library.last(), Some(path));
        }
        fs.remove(Path::new("/config/maps/b.ron")).unwrap();
        assert_eq!(library.last(), None);
    }
}
