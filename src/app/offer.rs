//! What is kept of a map that cannot be opened.

use std::path::Path;
use std::time::SystemTime;

use crate::store::document::OpenError;
use crate::store::fs::FileSystem;
use crate::store::places::Places;
use crate::store::recover::{Item, Kind, Lost};
use crate::store::shelf::Shelf;
use crate::words;

/// Names the newest good copy of the map in the file `path`, and the command that brings it back;
/// none where nothing good is kept, or where a copy would not help.
pub(crate) fn offer(
    fs: &dyn FileSystem,
    places: &Places,
    path: &Path,
    error: &OpenError,
) -> Option<String> {
    match error {
        OpenError::Content { .. } | OpenError::Torn(_) => {}
        OpenError::File(_) => return None,
    }
    let item = Lost::new(fs, places).newest_good(path)?;
    let content = item.content.as_ref().ok()?;
    let content = words::kept_content(&content.title, content.touchpoints);
    let map = typed_name(fs, places, path);
    Some(words::offer(kind(&item), &when(item.when), &content, &map))
}

/// A map as one types it in a command: its name, or its path.
pub(crate) fn typed_name(fs: &dyn FileSystem, places: &Places, path: &Path) -> String {
    let name = Shelf::new(fs, places).name_of(path);
    words::in_shell(&name.unwrap_or_else(|| path.display().to_string()))
}

/// What kind of thing is kept.
pub(crate) fn kind(item: &Item) -> &'static str {
    match item.kind {
        Kind::Unsaved { .. } => words::UNSAVED_WORK,
        Kind::Unreadable(_) => words::UNREADABLE_WORK,
        Kind::CutOff => words::CUT_OFF,
        Kind::BeforeCutOff => words::BEFORE_CUT_OFF,
        Kind::Backup => words::BACKUP,
        Kind::Trash => words::DELETED,
    }
}

/// A time as the clock on the wall says it, to the minute; a dash where there is none.
pub(crate) fn when(time: Option<SystemTime>) -> String {
    let zoned = time.and_then(|time| jiff::Zoned::try_from(time).ok());
    zoned.map_or_else(|| "-".into(), |zoned| zoned.strftime("%Y-%m-%d %H:%M").to_string())
}
