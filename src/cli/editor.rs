//! `cjm [MAP]`: the editor, or the map as text where there is no screen.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::anyhow;

use super::opening::not_opened;
use super::place::Place;
use super::settings::Chosen;
use super::{output, show};
use crate::app::{self, Session};
use crate::store::document;
use crate::store::library::{Library, is_path};
use crate::words;

pub(super) fn run(place: &Place, map: Option<&OsStr>) -> anyhow::Result<u8> {
    let path = match map {
        Some(map) => Some(place.locate(map)?),
        None => place.last(),
    };
    if !output::is_screen() {
        return as_text(place, path);
    }
    let keymap = place.keymap()?;
    let is_begun = |path: &PathBuf| {
        place.state().is_some_and(|state| document::is_begun(&*place.fs, state, path))
    };
    // one that has no file yet goes on with its questions
    let is_first = path.as_ref().is_none_or(is_begun);
    let path = match path {
        Some(path) => path,
        None => first_map(place)?,
    };
    if let Ok(places) = place.places() {
        let made = places.make(&*place.fs);
        // a file that was named can do without: the screen says that there is
        // no journal
        if !map.is_some_and(is_path) {
            made.map_err(|error| anyhow!("{error}"))?;
        }
    }
    // who starts for the first time has not named the map yet
    let named = path.file_stem().filter(|_| !is_first).map(|stem| stem.to_string_lossy());
    let title = named.unwrap_or_default();
    let opened = document::open(&*place.fs, place.state(), &path, &title)
        .map_err(|error| not_opened(place, &path, &error))?;
    let is_new = is_first && opened.bytes.is_none();
    if let Ok(places) = place.places() {
        // the map can be named next time
        let _ = Library::new(&*place.fs, places).remember(&path);
    }
    let mut chosen = Chosen::read(place);
    for problem in &chosen.problems {
        // the screen covers it, and leaving shows it again
        output::remark(problem);
    }
    let said =
        chosen.problems.split_first().map(|(first, others)| words::mistakes(first, others.len()));
    chosen.ask_terminal();
    let session = Session {
        fs: Arc::clone(&place.fs),
        places: place.places().ok().cloned(),
        opened,
        keymap,
        look: chosen.look(),
        themes: chosen.themes,
        checklists: chosen.checklists,
        settings: chosen.settings,
        said,
        seed: seed(),
        is_new,
    };
    app::run(session)
}

/// Where somebody's first map goes.
fn first_map(place: &Place) -> anyhow::Result<PathBuf> {
    let places = place.places()?;
    let library = Library::new(&*place.fs, places);
    let name = library.free_name("journey").map_err(|error| anyhow!("{error}"))?;
    library.path(&name).map_err(|error| anyhow!("{error}"))
}

fn as_text(place: &Place, path: Option<PathBuf>) -> anyhow::Result<u8> {
    match path {
        Some(path) => {
            output::remark(
                "this is no screen, so the map is printed; run cjm in a terminal to edit it",
            );
            show::print(place, &path)
        }
        None => {
            output::remark(
                "there is no map yet, so this is the example; run cjm in a terminal, or cjm new NAME, to make one",
            );
            show::print_example(place)
        }
    }
}

/// Where the ids of this process begin: no other one's are likely to.
pub(super) fn seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let nanos = u64::try_from(now.as_nanos() & u128::from(u64::MAX)).unwrap_or_default();
    nanos ^ (u64::from(std::process::id()) << 40)
}
