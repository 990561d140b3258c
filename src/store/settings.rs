//! The files of the user's settings, checklists and themes, as text. What they mean is the screen's to say.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use super::fs::{FileSystem, ReadError};
use super::library::maps_in;
use super::places::Places;

/// Longer than any of these files has a reason to be, in bytes.
const LONGEST: u64 = 1024 * 1024;

/// A file of the user's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFile {
    /// Its name without `.ron`.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
}

/// The settings, if there is a file of them.
///
/// # Errors
/// [`SettingsError::Read`], [`SettingsError::Text`].
pub fn settings(fs: &dyn FileSystem, places: &Places) -> Result<Option<OwnFile>, SettingsError> {
    may_read(fs, "settings", &places.settings())
}

/// The user's own checklists, if there is a file of them.
///
/// # Errors
/// [`SettingsError::Read`], [`SettingsError::Text`].
pub fn checklists(fs: &dyn FileSystem, places: &Places) -> Result<Option<OwnFile>, SettingsError> {
    may_read(fs, "checklists", &places.checklists())
}

fn may_read(
    fs: &dyn FileSystem,
    name: &str,
    path: &Path,
) -> Result<Option<OwnFile>, SettingsError> {
    match read(fs, name, path) {
        Err(SettingsError::Read(ReadError::Missing { .. })) => Ok(None),
        // a config folder that is none is said where it is needed
        Err(SettingsError::Read(ReadError::Failed { source, .. }))
            if source.kind() == io::ErrorKind::NotADirectory =>
        {
            Ok(None)
        }
        read => read.map(Some),
    }
}

/// The user's own themes by name, each read or with the reason why not. A folder that is not
/// there holds none; folders in it and hidden files are passed over.
///
/// # Errors
/// [`SettingsError::List`].
pub fn themes(
    fs: &dyn FileSystem,
    places: &Places,
) -> Result<Vec<Result<OwnFile, SettingsError>>, SettingsError> {
    let folder = places.themes();
    match maps_in(fs, &folder) {
        Ok(files) => Ok(files.iter().map(|file| read(fs, &file.name, &file.path)).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(Vec::new()),
        Err(source) => Err(SettingsError::List { path: folder, source }),
    }
}

/// Why settings or themes could not be read.
#[derive(Debug)]
pub enum SettingsError {
    /// The folder of themes could not be looked into.
    List {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file could not be read.
    Read(ReadError),
    /// A file is not UTF-8.
    Text {
        /// The file.
        path: PathBuf,
        /// The line of the first byte that is wrong, from 1.
        line: usize,
    },
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List { path, source } => write!(
                f,
                "could not look for your own themes in {}: {source}; make it a folder that can be \
                 read, or remove it",
                path.display()
            ),
            Self::Read(error) => error.fmt(f),
            Self::Text { path, line } => write!(
                f,
                "{}:{line}: could not read it as text: it is not UTF-8; write it anew",
                path.display()
            ),
        }
    }
}

impl std::error::Error for SettingsError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::List { source, .. } => Some(source),
            Self::Read(error) => Some(error),
            Self::Text { .. } => None,
        }
    }
}

fn read(fs: &dyn FileSystem, name: &str, path: &Path) -> Result<OwnFile, SettingsError> {
    let bytes = fs.read(path, LONGEST).map_err(SettingsError::Read)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        SettingsError::Text { path: path.to_owned(), line }
    })?;
    Ok(OwnFile { name: name.to_owned(), path: path.to_owned(), text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::faulty::Faulty;

    fn places() -> Places {
        Places { config: "/config".into(), state: "/state".into() }
    }

    #[test]
    fn nothing_there_is_no_mistake() {
        let fs = Faulty::new();
        assert_eq!(settings(&fs, &places()).unwrap(), None);
        assert_eq!(checklists(&fs, &places()).unwrap(), None);
        assert!(themes(&fs, &places()).unwrap().is_empty());
    }

    #[test]
    fn files_that_are_no_text_are_said_with_their_line_and_hide_no_others() {
        let fs = Faulty::new();
        fs.put(Path::new("/config/settings.ron"), b"(\n\xff)", 0o644, 1000);
        fs.put(Path::new("/config/themes/a.ron"), b"\xff", 0o644, 1000);
        fs.put(Path::new("/config/themes/b.ron"), b"{}", 0o644, 1000);
        fs.put(Path::new("/config/themes/notes.txt"), b"", 0o644, 1000);
        let error = settings(&fs, &places()).unwrap_err().to_string();
        assert!(error.starts_with("/config/settings.ron:2: "), "{error}");
        let themes = themes(&fs, &places()).unwrap();
        assert_eq!(themes.len(), 2);
        assert!(themes[0].is_err());
        assert_eq!(themes[1].as_ref().unwrap().text, "{}");
    }
}
