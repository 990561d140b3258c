//! Where the commands find files, and what a MAP argument means.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};

use crate::store::document::{is_begun, look_at};
use crate::store::fs::{FileSystem, Real};
use crate::store::library::{Entry, Library, is_path};
use crate::store::places::{Environment, Places, PlacesError};
use crate::ui::keymap::Keymap;
use crate::{text, words};

/// The machine as the commands see it.
pub(super) struct Place {
    /// The files.
    pub(super) fs: Arc<dyn FileSystem>,
    places: Result<Places, PlacesError>,
}

impl Place {
    /// This machine, as the environment describes it.
    pub(super) fn find() -> Self {
        let fs: Arc<dyn FileSystem> = Arc::new(Real);
        let places = Places::find(&*fs, &Environment::of_process());
        Self { fs, places }
    }

    /// The folders; an error that says what to do where there are none.
    pub(super) fn places(&self) -> anyhow::Result<&Places> {
        self.places.as_ref().map_err(|error| anyhow!("{error}"))
    }

    /// The state folder, where there is one.
    pub(super) fn state(&self) -> Option<&Path> {
        self.places.as_ref().ok().map(|places| places.state.as_path())
    }

    /// The file that a MAP argument means. A name must be in the library.
    pub(super) fn locate(&self, map: &OsStr) -> anyhow::Result<PathBuf> {
        if is_path(map) {
            return Ok(map.into());
        }
        let places = self.places()?;
        let library = Library::new(&*self.fs, places);
        let path = library.locate(map).map_err(|error| anyhow!("{error}"))?;
        let name = map.to_string_lossy();
        if !library.exists(&name).map_err(|error| anyhow!("{error}"))? {
            // in a window that died before there was a file
            if is_begun(&*self.fs, &places.state, &path) {
                return Ok(path);
            }
            let maps = library.list().map_err(|error| anyhow!("{error}"))?;
            if let Some(titled) = self.titled(&name, &maps)? {
                return Ok(titled);
            }
            let near = text::nearest(&name, maps.iter().map(|entry| entry.name.as_str()));
            let hint = match near {
                Some(near) => format!("did you mean {}?", words::in_shell(near)),
                None => format!(
                    "cjm new {} makes it, cjm list shows those that are there",
                    words::in_shell(&name)
                ),
            };
            bail!("there is no map {name} in {}: {hint}", places.maps().display());
        }
        Ok(path)
    }

    /// The one map with that title, however its letters are written.
    fn titled(&self, title: &str, maps: &[Entry]) -> anyhow::Result<Option<PathBuf>> {
        let wanted = text::fold(title.trim());
        let is_titled = |entry: &&Entry| {
            look_at(&*self.fs, &entry.path)
                .is_ok_and(|document| text::fold(document.map.title.trim()) == wanted)
        };
        let found: Vec<&Entry> = maps.iter().filter(is_titled).collect();
        match found.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(only.path.clone())),
            several => {
                let names: Vec<String> =
                    several.iter().map(|entry| words::in_shell(&entry.name)).collect();
                bail!("more than one map has the title {title}: name one of {}", names.join(", "));
            }
        }
    }

    /// The map opened last, if it is still there.
    pub(super) fn last(&self) -> Option<PathBuf> {
        let places = self.places.as_ref().ok()?;
        let library = Library::new(&*self.fs, places);
        let last = library.last().filter(|path| path.exists());
        // whoever has made one map and never opened it means that one
        last.or_else(|| match library.list().ok()?.as_slice() {
            [only] => Some(only.path.clone()),
            _ => None,
        })
    }

    /// The keys: the user's over ours.
    pub(super) fn keymap(&self) -> anyhow::Result<Keymap> {
        let Ok(places) = &self.places else { return Ok(Keymap::default()) };
        let path = places.keys();
        let patch = match std::fs::read_to_string(&path) {
            Ok(patch) => patch,
            // a folder that is none is said where it is needed
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                return Ok(Keymap::default());
            }
            Err(error) => {
                return Err(error)
                    .with_context(|| format!("could not read the keys in {}", path.display()));
            }
        };
        Keymap::with_patch(&patch).map_err(|errors| {
            let lines: Vec<String> =
                errors.iter().map(|error| format!("{}:{error}", path.display())).collect();
            anyhow!("{}", lines.join("\n"))
        })
    }
}
