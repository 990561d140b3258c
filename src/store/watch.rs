//! Being told when a map's file changes, also when another file is moved over it.
//!
//! What is watched is the folder, because a file that is replaced is another file: git, editors and
//! sync programs move a new one over the old. Only what happens to the map's own name is passed
//! on, and not that somebody reads it. Nothing is known here of what changed; our own saves are
//! told, too, and known by their hash.
//!
//! A file that has several names is watched itself, too: who writes it under another name is not told
//! of in this folder.
//!
//! A folder that is removed is no longer watched, also when it is made again, until the next save.

use std::fmt;
use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind};

use super::fs::{FileSystem, parent};
use super::lock;

/// A file that is watched until this is dropped.
pub struct Watch {
    file: PathBuf,
    /// The file's number, where it has more names than this.
    shared: Option<(u64, u64)>,
    /// The folder's number.
    folder: Option<(u64, u64)>,
    _watcher: RecommendedWatcher,
}

/// Why a file is not watched.
#[derive(Debug)]
pub enum WatchError {
    /// Its folder is not there yet: a save makes it.
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// This system tells nothing by itself, or no more: there is a limit to what it watches.
    Watch {
        /// The folder.
        path: PathBuf,
        /// What it said.
        source: Option<notify::Error>,
    },
}

impl fmt::Display for WatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFolder { path } => write!(
                f,
                "could not watch {} for changes: there is no such folder; the next save makes it",
                path.display()
            ),
            Self::Watch { path, source } => {
                write!(f, "could not watch {} for changes", path.display())?;
                if let Some(source) = source {
                    // its own sentence names the path once more
                    write!(f, ": {}", kind(source))?;
                }
                f.write_str("; what others write is seen at the next save, or with ctrl-s")
            }
        }
    }
}

impl std::error::Error for WatchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Watch { source: Some(source), .. } => Some(source),
            _ => None,
        }
    }
}

fn kind(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::Io(error) => error.to_string(),
        notify::ErrorKind::MaxFilesWatch => "the limit of watched folders is reached".into(),
        notify::ErrorKind::Generic(said) => said.clone(),
        other => format!("{other:?}"),
    }
}

impl Watch {
    /// Calls `changed`, on a thread of its own that sleeps otherwise, whenever something may have
    /// happened to the file at `path`, or to the one it is a link to.
    ///
    /// # Errors
    /// [`WatchError`]; whoever saves looks at the file before, as ever.
    pub fn start(
        fs: &dyn FileSystem,
        path: &Path,
        changed: impl Fn() + Send + 'static,
    ) -> Result<Watch, WatchError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| WatchError::Watch { path, source: Some(source) }
        };
        if RecommendedWatcher::kind() == WatcherKind::PollWatcher {
            // one that looks again and again is none for us
            return Err(WatchError::Watch { path: parent(path).to_owned(), source: None });
        }
        let path = &std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let file = fs.resolve(path).unwrap_or_else(|_| path.to_owned());
        let mut names = vec![path.to_owned(), file.clone()];
        names.dedup();
        let watched = names.clone();
        let tell = move |event: notify::Result<Event>| {
            // an error may have swallowed what we wait for
            if event.map_or(true, |event| concerns(&event, &watched)) {
                changed();
            }
        };
        let mut watcher = notify::recommended_watcher(tell).map_err(failed(parent(&file)))?;
        for name in &names {
            let folder = parent(name);
            watcher.watch(folder, RecursiveMode::NonRecursive).map_err(|error| {
                match error.kind {
                    notify::ErrorKind::PathNotFound => {
                        WatchError::NoFolder { path: folder.to_owned() }
                    }
                    _ => failed(folder)(error),
                }
            })?;
        }
        let folder = identity(fs, parent(&file));
        let shared = shared(fs, &file);
        if shared.is_some() {
            // what is written under another name, the folder is not told
            watcher.watch(&file, RecursiveMode::NonRecursive).map_err(failed(&file))?;
        }
        Ok(Watch { file, shared, folder, _watcher: watcher })
    }

    /// Whether this is the file that a save of `path` writes now: a link may have been turned
    /// elsewhere, the folder made anew, or the file given another name.
    pub fn is_on(&self, fs: &dyn FileSystem, path: &Path) -> bool {
        fs.resolve(path).is_ok_and(|file| {
            file == self.file
                && identity(fs, parent(&file)) == self.folder
                && shared(fs, &file) == self.shared
        })
    }
}

/// The number of a file that others may write under another name.
fn shared(fs: &dyn FileSystem, file: &Path) -> Option<(u64, u64)> {
    lock::shared(fs, file).ok()?
}

/// What tells a folder from another one that has its name.
fn identity(fs: &dyn FileSystem, folder: &Path) -> Option<(u64, u64)> {
    fs.stat(folder).ok()?.identity
}

/// Whether something happened to one of those names, or to the folder they are in.
fn concerns(event: &Event, names: &[PathBuf]) -> bool {
    let is_change = match event.kind {
        // whoever looks at a file opens it, and so do we
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    let is_ours = |path: &PathBuf| {
        // a system may tell of the same folder by another path
        names.iter().any(|name| name.file_name() == path.file_name() || parent(name) == path)
    };
    is_change && (event.need_rescan() || event.paths.iter().any(is_ours))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use super::*;
    use crate::store::fs::Real;

    /// Nothing takes this long.
    const LIMIT: Duration = Duration::from_secs(30);

    fn watched(path: &Path) -> (Watch, Receiver<()>) {
        let (sender, told) = channel();
        let watch = Watch::start(&Real, path, move || {
            let _ = sender.send(());
        });
        (watch.unwrap(), told)
    }

    #[test]
    fn a_file_that_is_written_moved_over_or_removed_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let (map, other) = (dir.path().join("map.ron"), dir.path().join("other.ron"));
        for change in [
            &(|| std::fs::write(&map, "one").unwrap()) as &dyn Fn(),
            &|| {
                std::fs::write(&other, "two").unwrap();
                std::fs::rename(&other, &map).unwrap();
            },
            &|| std::fs::rename(&map, &other).unwrap(),
            &|| std::fs::rename(&other, &map).unwrap(),
            &|| std::fs::remove_file(&map).unwrap(),
        ] {
            let (watch, told) = watched(&map);
            change();
            told.recv_timeout(LIMIT).unwrap();
            assert!(watch.is_on(&Real, &map));
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_watched_at_both_of_its_ends() {
        let dir = tempfile::tempdir().unwrap();
        let (link, far) = (dir.path().join("link.ron"), dir.path().join("far/map.ron"));
        std::fs::create_dir(dir.path().join("far")).unwrap();
        std::fs::write(&far, "one").unwrap();
        std::os::unix::fs::symlink(&far, &link).unwrap();
        let (_watch, told) = watched(&link);
        std::fs::write(&far, "two").unwrap();
        told.recv_timeout(LIMIT).unwrap();
        let (watch, told) = watched(&link);
        std::fs::remove_file(&link).unwrap();
        std::fs::write(&link, "three").unwrap();
        told.recv_timeout(LIMIT).unwrap();
        assert!(!watch.is_on(&Real, &link));
    }

    #[test]
    #[cfg(unix)]
    fn what_is_written_under_another_name_is_told() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("far")).unwrap();
        let (map, other) = (dir.path().join("map.ron"), dir.path().join("far/other.ron"));
        std::fs::write(&map, "one").unwrap();
        let (before, _) = watched(&map);
        std::fs::hard_link(&map, &other).unwrap();
        assert!(!before.is_on(&Real, &map));
        let (watch, told) = watched(&map);
        std::fs::write(&other, "two").unwrap();
        told.recv_timeout(LIMIT).unwrap();
        assert!(watch.is_on(&Real, &map));
    }

    #[test]
    fn what_happens_to_other_files_and_who_reads_ours_is_not_told() {
        let name = PathBuf::from("/desk/map.ron");
        let event = |kind, path: &str| Event::new(kind).add_path(path.into());
        let close = |mode| EventKind::Access(AccessKind::Close(mode));
        let names = [name];
        assert!(!concerns(&event(close(AccessMode::Write), "/desk/other.ron"), &names));
        assert!(!concerns(&event(close(AccessMode::Read), "/desk/map.ron"), &names));
        let open = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert!(!concerns(&event(open, "/desk/map.ron"), &names));
        assert!(concerns(&event(close(AccessMode::Write), "/desk/map.ron"), &names));
        assert!(concerns(
            &event(EventKind::Remove(notify::event::RemoveKind::Any), "/desk"),
            &names
        ));
    }

    #[test]
    fn a_folder_that_is_not_there_is_said() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("none/map.ron");
        let error = Watch::start(&Real, &path, || {}).err().unwrap();
        assert!(matches!(error, WatchError::NoFolder { .. }), "{error}");
    }
}
