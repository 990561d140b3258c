//! What asks for a field of a thing that has no place of its own on the screen.

use super::doing::name_of;
use super::label::note_kind;
use crate::model::{Address, JourneyMap};
use crate::text;

/// A name is not cut to fewer cells.
const LEAST_NAME: usize = 12;

/// Asks for a field and says of what, in about so many cells: `owner of action
/// “Mend it”:`, `owner of pain “Duties are a surp…”:`.
pub fn asked_of(map: &JourneyMap, field: &str, at: &Address, cells: usize) -> String {
    let kind = match at {
        Address::Note(holder, id) => map
            .notes(holder)
            .and_then(|notes| notes.iter().find(|note| note.id == *id))
            .map(|note| note_kind(note.kind)),
        Address::Action(..) => Some("action"),
        _ => None,
    };
    let kind = kind.map(|kind| format!("{kind} ")).unwrap_or_default();
    let name = name_of(map, at);
    let room = cells.saturating_sub(text::width(field) + text::width(&kind) + " of “”:".len());
    let clipped = |name: &str| text::clip(&text::display(name), room.max(LEAST_NAME)).into_owned();
    match name.strip_prefix('“').and_then(|name| name.strip_suffix('”')) {
        Some(name) => format!("{field} of {kind}“{}”:", clipped(name)),
        None => format!("{field} of {kind}{}:", clipped(&name)),
    }
}
