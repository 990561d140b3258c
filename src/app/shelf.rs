//! What is done with maps that are not open, by the thread that writes files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::edit::{Change, apply, entered, for_persona, to_be};
use crate::model::{Address, Day, Fresh, JourneyMap};
use crate::store::document::{begun, is_begun, look_at};
use crate::store::fs::FileSystem;
use crate::store::places::Places;
use crate::store::shelf::{Shelf, ShelfError};
use crate::store::templates;
use crate::ui::maps::{Deleted, Listed, Listing, MapTask};
use crate::ui::start::Template;
use crate::ui::{Event, Notice, start};
use crate::words;

/// Does it, and says what came of it and what the library holds then.
pub(super) fn perform(fs: &dyn FileSystem, places: &Places, task: &MapTask, now: Fresh) -> Event {
    let shelf = Shelf::new(fs, places);
    let (said, made) = match done(fs, &shelf, task, now) {
        Ok((said, made)) => (Notice::info(said), Some(made)),
        Err(_) if about(task).is_some_and(|path| is_begun(fs, &places.state, path)) => {
            (Notice::warning(words::BEGUN_ONLY), None)
        }
        Err(why) => (Notice::warning(why.to_string()), None),
    };
    match listing(fs, places, now.day) {
        Ok(listing) => Event::Maps { listing, said: Some(said), made },
        Err(why) => Event::Said(Notice::warning(why.to_string())),
    }
}

/// What the library holds.
pub(super) fn list(fs: &dyn FileSystem, places: &Places, today: Day) -> Event {
    match listing(fs, places, today) {
        Ok(listing) => Event::Maps { listing, said: None, made: None },
        Err(why) => Event::Said(Notice::warning(why.to_string())),
    }
}

fn listing(fs: &dyn FileSystem, places: &Places, today: Day) -> Result<Listing, ShelfError> {
    let shelf = Shelf::new(fs, places);
    let maps = shelf.maps()?;
    let maps = maps.into_iter().map(|it| Listed::new(it.name, it.path, it.map, today));
    let begun = begun(fs, &places.state).into_iter().filter_map(|(path, mut map)| {
        // it has no line of its own to say so
        let title = words::begun_in_list(&map.title);
        Arc::make_mut(&mut map).title = title.as_str().into();
        Some(Listed::new(shelf.name_of(&path)?, path, Ok(map), today))
    });
    let maps = maps.chain(begun);
    let trash = shelf.trash().into_iter();
    let trash = trash.map(|it| Deleted { name: it.name, when: it.when, path: it.path });
    let trash = trash.map(|it| match shelf.title_of(&it.path) {
        Some(title) => Deleted { name: title, ..it },
        None => it,
    });
    Ok(Listing { maps: maps.collect(), trash: trash.collect() })
}

/// The map with which it is done, if that is there already.
fn about(task: &MapTask) -> Option<&Path> {
    match task {
        MapTask::Rename { path, .. }
        | MapTask::Copy { path, .. }
        | MapTask::ToBe { path, .. }
        | MapTask::Tags { path, .. }
        | MapTask::Delete { path, .. } => Some(path),
        MapTask::Open { .. } | MapTask::New | MapTask::Example | MapTask::Restore { .. } => None,
    }
}

/// Does it; gives what to say, and the file that came of it.
fn done(
    fs: &dyn FileSystem,
    shelf: &Shelf<'_>,
    task: &MapTask,
    now: Fresh,
) -> Result<(String, PathBuf), ShelfError> {
    let read =
        |path: &Path| look_at(fs, path).map(|document| document.map).map_err(ShelfError::Open);
    Ok(match task {
        MapTask::Rename { path, title } => {
            shelf.change(path, |map| map.title = title.as_str().into())?;
            let to = shelf.rename(path, title)?;
            let name = shelf.name_of(&to).unwrap_or_default();
            (words::map_renamed(title, &name), to)
        }
        MapTask::Copy { path, persona } => {
            let copy = for_persona(&read(path)?, persona);
            let made = shelf.make(&copy, &format!("{} {persona}", copy.title))?;
            (words::map_copied(persona), made)
        }
        MapTask::ToBe { path, title } => {
            let name = shelf.name_of(path).unwrap_or_else(|| path.display().to_string());
            let map = read(path)?;
            let has_targets = map
                .stages
                .iter()
                .flat_map(|stage| &stage.touchpoints)
                .any(|it| it.target.is_some());
            let copy = to_be(&map, title, &name);
            let made = shelf.make(&copy, title)?;
            let twin = shelf.name_of(&made).unwrap_or_default();
            shelf.change(path, |map| map.twin = twin.as_str().into())?;
            (words::map_to_be_made(title, has_targets), made)
        }
        MapTask::Tags { path, tags } => {
            shelf.change(path, |map| tag(map, tags))?;
            (words::TAGS_CHANGED.into(), path.clone())
        }
        MapTask::Delete { path, .. } => {
            let title = read(path).map(|map| map.title.to_string()).unwrap_or_default();
            let title =
                if title.is_empty() { shelf.name_of(path).unwrap_or_default() } else { title };
            (words::map_deleted(&title), shelf.discard(path, now.day, now.time)?)
        }
        MapTask::Restore { path } => {
            let back = shelf.restore(path)?;
            (words::map_restored(&shelf.name_of(&back).unwrap_or_default()), back)
        }
        MapTask::Open { path, .. } => (String::new(), path.clone()),
        MapTask::New | MapTask::Example => (String::new(), PathBuf::new()),
    })
}

fn tag(map: &mut JourneyMap, tags: &str) {
    let change = Change::Enter(tags.to_owned());
    let edits = entered(map, &Address::Map, &start::way("tags"), &change);
    if let Some(after) = edits.ok().and_then(|edits| apply(map, &edits).ok()) {
        *map = after;
    }
}

/// What a new map can start from.
pub(super) fn starts(fs: &dyn FileSystem, places: Option<&Places>) -> Vec<Template> {
    let templates = templates::all(fs, places).all;
    let read = templates.iter().map(|template| {
        let map = template.map(fs);
        let about = map.as_ref().map(|map| template.about(map).to_owned()).unwrap_or_default();
        let map = map.map(Arc::new).map_err(|error| error.to_string());
        Template { name: template.name.clone(), about, map }
    });
    read.collect()
}
