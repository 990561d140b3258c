//! Where text is typed that has no place on the board.

use super::Plan;
use crate::edit::entry_at;
use crate::model::{Address, Holder, JourneyMap, NoteKind};
use crate::text;
use crate::ui::closing::{Asks, Closing};
use crate::ui::form::copy_of;
use crate::ui::state::{State, ViewKind};
use crate::ui::writing::{Attribute, Slot, Writing};
use crate::words;

/// The least cells for what is typed, as long as a screen has them.
const TYPED: u16 = 12;

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
    let label = label_beside(&label, width, writing.field.text());
    let x = cells(&label) + 2;
    let room = width.saturating_sub(x + 1).max(1);
    let room = if writing.used.is_empty() { room } else { room.min((room / 2).max(20)) };
    Some(Prompt { label, x, y: plan.bands.notice, room })
}

/// What is asked for, beside what is typed: all of it while both have room,
/// then without its last words, down to a third of the row.
pub fn label_beside(label: &str, width: u16, typed: &str) -> String {
    let shown = text::display(label);
    let longest = typed.lines().map(text::shown_width).max().unwrap_or(0);
    let typed = u16::try_from(longest).unwrap_or(u16::MAX).max(TYPED);
    // a blank at each edge, one between both, and the cursor
    let room = width.saturating_sub(typed.saturating_add(4)).max(width / 3);
    text::clip_words(&shown, room.into()).into_owned()
}

fn cells(text: &str) -> u16 {
    u16::try_from(text::shown_width(text)).unwrap_or(u16::MAX)
}

/// What is asked for; none where the text stands on the board itself.
pub fn label(state: &State, slot: &Slot) -> Option<String> {
    if is_gone(state.map(), slot) {
        return Some(words::GOES_TO_THE_PARKING_LOT.into());
    }
    let kind = |kind: NoteKind| words::note_kind(kind);
    // on the curve no text has a place of its own
    let on_curve = state.view == ViewKind::Curve && state.pages.is_empty();
    Some(match slot {
        Slot::NewTouchpoint { .. } if on_curve => words::NEW_TOUCHPOINT.into(),
        Slot::NewStage { .. } if on_curve => words::NEW_STAGE.into(),
        Slot::Title(_) if on_curve => words::TITLE.into(),
        Slot::StageName(_) if on_curve => words::STAGE_NAME.into(),
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
            let is_seen = state.pages.is_empty() && !state.view.is_table();
            match &of[..] {
                [spot] if !is_seen => whose(state, name, &Address::Touchpoint(spot.clone())),
                [_] | [] => format!("{name}:"),
                several => words::of_several(name, several.len()),
            }
        }
        Slot::Handover { of } => handover(state, of),
        Slot::NewNote { on, kind: of } => for_holders(state, kind(*of), on)?,
        Slot::NewAction { on: _, answers: Some(note) } if !is_on_board(state) => {
            words::action_for(&words::thing_called(state.map(), note.as_str()))
        }
        Slot::NewAction { on, .. } => for_holders(state, "action", on)?,
        Slot::NewParked { .. } => words::PARK.into(),
        Slot::MapTitle => "title:".into(),
        Slot::Review => words::review_reason(&state.map().owner),
        Slot::CopyName => "save a copy in the file:".into(),
        Slot::RenameMap(_) => "title:".into(),
        Slot::CopyMap(_) => words::PERSONA_OF_COPY.into(),
        Slot::MapToBe(_) => words::TITLE_TO_BE.into(),
        Slot::MapTags(_) => words::TAGS_WITH_COMMAS.into(),
        Slot::Walker => words::WHO_WALKS.into(),
        Slot::Walked { .. } => words::WHAT_HAPPENED.into(),
        Slot::Measured(closing) => measured(state, closing),
        // on a page the field stands in its row
        Slot::Field { at, .. } if !is_on_page(state, at) => {
            whose(state, &words::field_label(slot.name()), at)
        }
        Slot::NewTouchpoint { .. }
        | Slot::NewStage { .. }
        | Slot::Title(_)
        | Slot::StageName(_)
            if is_over_table(state) =>
        {
            words::written_over_table(slot.name())
        }
        _ => return None,
    })
}

/// What asks for a field of a thing that is not seen, or not the only one
/// that is: `owner of “Mend it”:`.
fn whose(state: &State, field: &str, at: &Address) -> String {
    words::asked_of(state.map(), field, at, (state.size.0 / 2).into())
}

/// Whether another window took away what the text is typed for.
pub fn is_gone(map: &JourneyMap, slot: &Slot) -> bool {
    let is_there = match slot {
        Slot::NewNote { on, .. } | Slot::NewAction { on, .. } | Slot::Handover { of: on } => {
            on.iter().any(|on| match on {
                Holder::Stage(id) => map.stage(id).is_some(),
                Holder::Touchpoint(spot) => map.touchpoint(spot).is_some(),
            })
        }
        Slot::Change { of, .. } => of.iter().any(|spot| map.touchpoint(spot).is_some()),
        Slot::Title(spot) => map.touchpoint(spot).is_some(),
        Slot::NewTouchpoint { stage, .. } | Slot::StageName(stage) => map.stage(stage).is_some(),
        Slot::Field { at, way } => {
            copy_of(map, at).is_some_and(|mut copy| entry_at(&mut *copy, way).is_some())
        }
        _ => true,
    };
    !is_there
}

/// What asks for a note or action of a stage, or of several cards; of one card
/// it stands on the card.
fn for_holders(state: &State, what: &str, on: &[Holder]) -> Option<String> {
    match on {
        [Holder::Touchpoint(spot)] if is_over_table(state) => {
            let title = state.map().touchpoint(spot).map_or("", |it| &it.title);
            Some(words::for_card(what, title))
        }
        [Holder::Touchpoint(_)] if is_on_board(state) => None,
        [Holder::Touchpoint(_)] => Some(format!("{what}:")),
        [Holder::Stage(id)] => {
            Some(words::for_stage(what, state.map().stage(id).map_or("", |stage| &stage.name)))
        }
        several => Some(words::of_several(what, several.len())),
    }
}

/// Whether cards are in sight, and a text can stand on its own.
fn is_on_board(state: &State) -> bool {
    state.pages.is_empty() && state.view != ViewKind::Curve && !state.view.is_table()
}

fn measured(state: &State, closing: &Closing) -> String {
    let map = state.map();
    let before = match &*closing.before {
        "" => closing.action(map).and_then(|action| action.before).map(|it| it.get()),
        typed => typed.parse().ok(),
    };
    let metric = closing.metric_of(map);
    match closing.asks {
        Asks::Before => words::measured_before(metric),
        Asks::After => words::measured_after(metric, before),
        Asks::Change => words::WHAT_WAS_CHANGED.into(),
    }
}

/// Whether the open page, or the questions before a new map, show the fields
/// of a thing.
fn is_on_page(state: &State, at: &Address) -> bool {
    state.start.is_some() || state.pages.last().is_some_and(|page| page.at == *at)
}

fn is_over_table(state: &State) -> bool {
    state.view.is_table() && state.pages.is_empty()
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
