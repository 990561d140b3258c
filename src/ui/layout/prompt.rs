//! Where text is typed that has no place on the board.

use super::Plan;
use crate::model::{Holder, NoteKind};
use crate::text;
use crate::ui::state::State;
use crate::ui::writing::{Attribute, Slot, Writing};
use crate::words;

/// The line that asks for text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// What is asked for.
    pub label: String,
    /// The first cell of the text.
    pub x: u16,
    /// Its row.
    pub y: u16,
    /// Cells for the text.
    pub room: u16,
}

/// The line that asks for text; none where the text stands on the board or a
/// page itself.
pub fn prompt(state: &State, writing: &Writing, plan: &Plan) -> Option<Prompt> {
    let label = label(state, &writing.slot)?;
    let width = state.size.0;
    let taken = u16::try_from(text::shown_width(&label)).unwrap_or(u16::MAX).min(width / 2);
    let x = taken + 2;
    let room = width.saturating_sub(x + 1).max(1);
    let room = if writing.used.is_empty() { room } else { room.min((room / 2).max(20)) };
    Some(Prompt { label, x, y: plan.bands.notice, room })
}

/// What is asked for; none where the text stands on the board itself.
pub fn label(state: &State, slot: &Slot) -> Option<String> {
    let kind = |kind: NoteKind| words::note_kind(kind);
    Some(match slot {
        Slot::Change { what, of } => {
            let name = match what {
                Attribute::Goal => "goal",
                Attribute::Owner => "owner",
                Attribute::Channel => "channel",
                Attribute::Feeling => "feeling",
                Attribute::Wait => "wait",
                Attribute::Behind => "behind it",
                Attribute::Tags => "tags",
            };
            if of.len() > 1 { words::of_several(name, of.len()) } else { format!("{name}:") }
        }
        Slot::Handover { of } => handover(state, of),
        Slot::NewNote { on, kind: of } => for_holders(state, kind(*of), on)?,
        Slot::NewAction { on } => for_holders(state, "action", on)?,
        Slot::NewParked { .. } => words::PARK.into(),
        Slot::MapTitle => "title:".into(),
        Slot::CopyName => "save a copy in the file:".into(),
        Slot::RenameMap(_) => "title:".into(),
        Slot::CopyMap(_) => words::PERSONA_OF_COPY.into(),
        Slot::MapToBe(_) => words::TITLE_TO_BE.into(),
        Slot::MapTags(_) => words::TAGS_WITH_COMMAS.into(),
        _ => return None,
    })
}

/// What asks for a note or action of a stage, or of several cards; of one card
/// it stands on the card.
fn for_holders(state: &State, what: &str, on: &[Holder]) -> Option<String> {
    match on {
        [Holder::Touchpoint(_)] if state.pages.is_empty() => None,
        [Holder::Touchpoint(_)] => Some(format!("{what}:")),
        [Holder::Stage(id)] => {
            Some(words::for_stage(what, state.map().stage(id).map_or("", |stage| &stage.name)))
        }
        several => Some(words::of_several(what, several.len())),
    }
}

/// What asks for a handover.
fn handover(state: &State, of: &[Holder]) -> String {
    let stages = &state.map().stages;
    let next = match of {
        [Holder::Stage(id)] => {
            state.map().stage_index(id).and_then(|column| stages.get(column + 1))
        }
        _ => None,
    };
    match (next, of) {
        (Some(next), _) => words::handover_to(&next.name),
        (None, [_]) => format!("{}:", words::HANDOVER),
        (None, several) => words::of_several(words::HANDOVER, several.len()),
    }
}
