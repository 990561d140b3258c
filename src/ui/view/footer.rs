//! The last line: what the keys do.

use crate::model::{Address, Emotion};
use crate::ui::choice::Choice;
use crate::ui::command::Command;
use crate::ui::form::Target;
use crate::ui::key::Key;
use crate::ui::layout::{Plan, prompt};
use crate::ui::look::Role;
use crate::ui::state::{Mode, State, ViewKind};
use crate::ui::writing::{Attribute, Slot, Writing};
use crate::words;

use super::bars::{cells, filter};
use super::fix;
use super::pen::Pen;
/// What the keys do.
pub(super) fn footer(pen: &mut Pen<'_>, state: &State, plan: &Plan) {
    let y = plan.bands.footer;
    if plan.bands.notice == y && state.notice.is_some() {
        return;
    }
    let mut x = 1;
    let end = pen.width();
    if let Some(filter) = filter(state).filter(|_| plan.bands.title.is_none()) {
        pen.write(x, y, end - x, Role::Warning, &filter);
        return;
    }
    let items = match &state.mode {
        Mode::Board if state.pointer.drag.is_some() => {
            vec![("esc".into(), words::FOOTER_GIVE_UP)]
        }
        Mode::Board if state.start.is_some() => start_items(state),
        Mode::Board if state.maps.is_some() => maps_items(state),
        Mode::Board if !state.pages.is_empty() => page_items(state),
        Mode::Board if state.report.is_some() => table_items(state),
        Mode::Board => {
            x = emotions(pen, state, y, x);
            board_items(state)
        }
        Mode::Writing(_) if state.start.is_some() => started(
            state,
            &[
                ("enter", words::FOOTER_NEXT_QUESTION),
                ("up", words::FOOTER_BACK),
                ("esc", words::FOOTER_SKIP),
            ],
        ),
        // over a table there is no next field
        Mode::Writing(writing) if is_line_below(state, writing) => line_items(writing),
        Mode::Writing(writing)
            if writing.slot.adds() && prompt::is_gone(state.map(), &writing.slot) =>
        {
            // to the parking lot, and no further
            [("enter", words::FOOTER_KEEP_NEXT), ("esc", words::FOOTER_DONE)]
                .map(|(key, what)| (key.to_owned(), what))
                .into()
        }
        Mode::Writing(writing) => writing_items(writing),
        Mode::Asking(asking) => super::asking::asking_items(asking.about),
        Mode::Sentences(_) => {
            vec![("enter".into(), words::FOOTER_GO_THERE), ("esc".into(), words::FOOTER_BACK)]
        }
        Mode::Choice(Choice::MeasuredBy { .. }) => {
            vec![("esc".into(), words::FOOTER_DONE), ("ctrl-c".into(), words::FOOTER_NOT_DONE)]
        }
        Mode::Menu(_) | Mode::Choice(_) => {
            vec![("enter".into(), words::FOOTER_RUN), ("esc".into(), words::FOOTER_BACK)]
        }
    };
    let between = if pen.width() < 100 { 2 } else { 3 };
    for (keys, what) in items {
        let needed = cells(&keys) + 1 + cells(what);
        if x + needed > end {
            break;
        }
        x += pen.write(x, y, end - x, Role::Key, &keys) + 1;
        x += pen.write(x, y, end - x, Role::Dim, what) + between;
    }
}

fn emotions(pen: &mut Pen<'_>, state: &State, y: u16, mut x: u16) -> u16 {
    // on a head they stay, lest every step between a head and a card move all
    // the row
    if pen.width() < 60 || state.summaries.all().touchpoints == 0 {
        return x;
    }
    let commands = [
        Command::Emotion1,
        Command::Emotion2,
        Command::Emotion3,
        Command::Emotion4,
        Command::Emotion5,
    ];
    for (command, emotion) in commands.into_iter().zip(Emotion::ALL) {
        if let Some(keys) = state.keymap.keys_of(command).next() {
            let key = crate::ui::key::show_keys(keys);
            x += pen.write(x, y, 8, Role::Key, &key);
            x += pen.write(x, y, 2, Role::Felt(Some(emotion)), state.look.mark(Some(emotion))) + 1;
        }
    }
    x + 1
}

fn page_items(state: &State) -> Vec<(String, &'static str)> {
    let key =
        |command: Command| state.keymap.keys_of(command).next().map(crate::ui::key::show_keys);
    let chosen = state.pages.last().and_then(|page| {
        let rows = page.rows(state.map(), state.look);
        rows.into_iter().nth(page.chosen).map(|row| row.target)
    });
    let parked = matches!(chosen, Some(Target::Thing(Address::Parked(_))));
    let adds = chosen.is_some_and(|target| target.is_of_list());
    let card = matches!(state.pages.as_slice(), [page] if matches!(page.at, crate::model::Address::Touchpoint(_)));
    [
        (key(Command::Open), words::FOOTER_CHANGE_ROW),
        (Some("esc".into()), words::FOOTER_BACK),
        (key(Command::MakeTouchpoint).filter(|_| parked), Command::MakeTouchpoint.entry().short),
        (key(Command::AddBelow).filter(|_| adds), words::FOOTER_ADD_ROW),
        (key(Command::Delete), words::FOOTER_TAKE_AWAY),
        (key(Command::NextCard).filter(|_| card), words::FOOTER_NEXT_CARD),
        (key(Command::Help), Command::Help.entry().short),
        (key(Command::EditOutside), Command::EditOutside.entry().short),
        (key(Command::Undo), Command::Undo.entry().short),
    ]
    .into_iter()
    .filter_map(|(key, what)| Some((key?, what)))
    .collect()
}

fn start_items(state: &State) -> Vec<(String, &'static str)> {
    let quit = state.keymap.call_of(Command::Leave);
    let is_first = state.start.as_ref().is_some_and(|start| start.before.is_none());
    let mut items = started(
        state,
        &[
            ("enter", words::FOOTER_TAKE),
            ("up", words::FOOTER_QUESTIONS),
            ("esc", words::FOOTER_BEGIN_EMPTY),
        ],
    );
    if is_first {
        items.push((quit, Command::Quit.entry().short));
    }
    items
}

/// What the keys do while a new map is asked about; a way back stands before
/// what can be done without.
fn started(state: &State, items: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    let mut items: Vec<(String, &'static str)> =
        items.iter().map(|(key, what)| ((*key).to_owned(), *what)).collect();
    if state.start.as_ref().is_some_and(|start| start.before.is_some()) {
        items.insert(1, ("ctrl-c".into(), words::FOOTER_NO_NEW_MAP));
    }
    items
}

fn maps_items(state: &State) -> Vec<(String, &'static str)> {
    if let Some(table) = state.maps.as_ref().and_then(|maps| maps.across.as_ref()) {
        return super::across::items(state, table);
    }
    let key =
        |command: Command| state.keymap.keys_of(command).next().map(crate::ui::key::show_keys);
    [
        (key(Command::Open), words::FOOTER_OPEN_MAP),
        (key(Command::AddBelow), words::FOOTER_NEW_MAP),
        (key(Command::Find), words::FOOTER_FIND_IN_MAPS),
        (Some("esc".into()), words::FOOTER_BACK),
        (key(Command::Beside), words::FOOTER_BESIDE),
        (key(Command::AllActions), words::FOOTER_ALL_ACTIONS),
        (key(Command::Edit), words::FOOTER_RENAME),
        (key(Command::Copy), words::FOOTER_COPY_MAP),
        (key(Command::MakeToBe), Command::MakeToBe.entry().short),
        (key(Command::MapTags), Command::MapTags.entry().short),
        (key(Command::Delete), Command::Delete.entry().short),
        (key(Command::Undo), words::FOOTER_BRING_BACK),
    ]
    .into_iter()
    .filter_map(|(key, what)| Some((key?, what)))
    .collect()
}

fn board_items(state: &State) -> Vec<(String, &'static str)> {
    let keymap = &state.keymap;
    let key = |command: Command| keymap.keys_of(command).next().map(crate::ui::key::show_keys);
    let prefix = |command: Command| {
        let keys = keymap.keys_of(command).next()?;
        keys.first().filter(|_| keys.len() > 1).map(Key::to_string)
    };
    // where there is no room for faces, what the digits do
    let is_narrow = state.size.0 < 60 && state.focus.spot().is_some();
    let rate = key(Command::Emotion1).zip(key(Command::Emotion5)).filter(|_| is_narrow);
    // from another view it goes back to the board
    let is_board = state.view == ViewKind::Board;
    let leave = if is_board { Command::Leave.entry().short } else { words::FOOTER_BACK };
    [
        (key(Command::AddBelow), Command::AddBelow.entry().short),
        (rate.map(|(worst, best)| format!("{worst}-{best}")), words::FOOTER_RATE),
        (prefix(Command::NotePain), words::FOOTER_NOTE),
        // the two that lead to all others are seen on any screen
        (key(Command::Palette), Command::Palette.entry().short),
        (key(Command::Help), Command::Help.entry().short),
        (key(Command::Open), Command::Open.entry().short),
        (key(Command::Undo), Command::Undo.entry().short),
        (key(Command::Leave), leave),
        (prefix(Command::ChangeGoal), words::FOOTER_CHANGE),
        (prefix(Command::StageAfter), words::FOOTER_STAGE),
        (key(Command::Edit), Command::Edit.entry().short),
    ]
    .into_iter()
    .filter_map(|(key, what)| Some((key?, what)))
    .collect()
}

fn table_items(state: &State) -> Vec<(String, &'static str)> {
    let key =
        |command: Command| state.keymap.keys_of(command).next().map(crate::ui::key::show_keys);
    let short = |command: Command| (key(command), command.entry().short);
    let of_actions = state.view.is_of_actions();
    let acting = |command: Command, what| (key(command).filter(|_| of_actions), what);
    [
        short(Command::Open),
        (Some("esc".into()), words::FOOTER_BACK),
        (fix::impact_keys(state), words::FOOTER_IMPACT),
        acting(Command::ActionState, words::FOOTER_STATE),
        acting(Command::ActionDue, words::FOOTER_DUE),
        short(Command::Palette),
        short(Command::Help),
        short(Command::ViewNext),
        (
            key(Command::NextOrder).filter(|_| state.view == ViewKind::Actions),
            Command::NextOrder.entry().short,
        ),
        acting(Command::ChangeOwner, Command::ChangeOwner.entry().short),
        short(Command::Undo),
        short(Command::Find),
    ]
    .into_iter()
    .filter_map(|(key, what)| Some((key?, what)))
    .collect()
}

/// Whether a field of a thing is typed in the line below.
fn is_line_below(state: &State, writing: &Writing) -> bool {
    matches!(writing.slot, Slot::Field { .. })
        && writing.problem.is_none()
        && prompt::label(state, &writing.slot).is_some()
}

fn line_items(writing: &Writing) -> Vec<(String, &'static str)> {
    let complete = ("tab", words::FOOTER_COMPLETE);
    let items = [
        Some(("enter", words::FOOTER_KEEP)),
        Some(complete).filter(|_| !writing.used.is_empty()),
        Some(("ctrl-c", words::FOOTER_THROW_AWAY)),
    ];
    items.into_iter().flatten().map(|(key, what)| (key.to_owned(), what)).collect()
}

fn writing_items(writing: &Writing) -> Vec<(String, &'static str)> {
    let items: &[(&str, &str)] = match &writing.slot {
        Slot::NewTouchpoint { .. } => &[
            ("enter", words::FOOTER_KEEP_NEXT),
            ("esc", words::FOOTER_DONE),
            ("tab", words::FOOTER_NEXT_STAGE),
        ],
        Slot::NewNote { .. } | Slot::NewParked { .. } => &[
            ("enter", words::FOOTER_KEEP_NEXT),
            ("esc", words::FOOTER_DONE),
            ("alt-enter", words::FOOTER_NEW_LINE),
            ("ctrl-e", words::FOOTER_EDITOR),
        ],
        Slot::Measured(_) if writing.problem.is_none() && !writing.used.is_empty() => &[
            ("enter", words::FOOTER_ANSWER),
            ("tab", words::FOOTER_COMPLETE),
            ("esc", words::FOOTER_DONE),
            ("ctrl-c", words::FOOTER_NOT_DONE),
        ],
        Slot::Measured(_) if writing.problem.is_none() => &[
            ("enter", words::FOOTER_ANSWER),
            ("esc", words::FOOTER_DONE),
            ("ctrl-c", words::FOOTER_NOT_DONE),
        ],
        Slot::Measured(_) => &[("enter", words::FOOTER_KEEP), ("ctrl-c", words::FOOTER_NOT_DONE)],
        Slot::NewAction { .. } | Slot::NewStage { .. } => {
            &[("enter", words::FOOTER_KEEP_NEXT), ("esc", words::FOOTER_DONE)]
        }
        Slot::Change { .. } if writing.problem.is_some() => {
            &[("enter", words::FOOTER_KEEP), ("ctrl-c", words::FOOTER_THROW_AWAY)]
        }
        Slot::Change { what: Attribute::Behind, .. } => &[
            ("enter", words::FOOTER_KEEP_NEXT),
            ("esc", words::FOOTER_DONE),
            ("tab", words::FOOTER_COMPLETE),
        ],
        Slot::Change { .. } => &[
            ("enter", words::FOOTER_KEEP),
            ("tab", words::FOOTER_COMPLETE),
            ("esc", words::FOOTER_DONE),
        ],
        Slot::Handover { .. } => &[("enter", words::FOOTER_KEEP), ("esc", words::FOOTER_DONE)],
        Slot::Title(_) | Slot::StageName(_) | Slot::MapTitle => &[
            ("enter", words::FOOTER_KEEP),
            ("esc", words::FOOTER_DONE),
            ("ctrl-c", words::FOOTER_THROW_AWAY),
            ("ctrl-e", words::FOOTER_EDITOR),
        ],
        Slot::Field { .. } if writing.problem.is_some() => {
            &[("enter", words::FOOTER_KEEP), ("ctrl-c", words::FOOTER_THROW_AWAY)]
        }
        Slot::Field { .. } if writing.enter_breaks() => &[
            ("enter", words::FOOTER_NEW_LINE),
            ("tab", words::FOOTER_KEEP_FIELD),
            ("esc", words::FOOTER_DONE),
            ("ctrl-e", words::FOOTER_EDITOR),
            ("ctrl-c", words::FOOTER_THROW_AWAY),
        ],
        Slot::Field { .. } if writing.field.has_lines() => &[
            ("enter", words::FOOTER_KEEP),
            ("tab", words::FOOTER_NEXT_FIELD),
            ("esc", words::FOOTER_DONE),
            ("alt-enter", words::FOOTER_NEW_LINE),
            ("ctrl-e", words::FOOTER_EDITOR),
            ("ctrl-c", words::FOOTER_THROW_AWAY),
        ],
        Slot::Field { .. } if !writing.used.is_empty() => &[
            ("enter", words::FOOTER_KEEP),
            ("tab", words::FOOTER_COMPLETE_NEXT),
            ("esc", words::FOOTER_DONE),
            ("ctrl-c", words::FOOTER_THROW_AWAY),
        ],
        Slot::Field { .. } => &[
            ("enter", words::FOOTER_KEEP),
            ("tab", words::FOOTER_NEXT_FIELD),
            ("esc", words::FOOTER_DONE),
            ("ctrl-e", words::FOOTER_EDITOR),
            ("ctrl-c", words::FOOTER_THROW_AWAY),
        ],
        Slot::RenameMap(_) | Slot::MapTags(_) => {
            &[("enter", words::FOOTER_KEEP), ("ctrl-c", words::FOOTER_THROW_AWAY)]
        }
        Slot::CopyMap(_) | Slot::MapToBe(_) => {
            &[("enter", words::FOOTER_COPY), ("esc", words::FOOTER_BACK)]
        }
        Slot::Walker => &[
            ("enter", words::FOOTER_BEGIN_WALK),
            ("tab", words::FOOTER_COMPLETE),
            ("esc", words::FOOTER_BACK),
        ],
        Slot::Walked { .. } => &[
            ("enter", words::FOOTER_KEEP_NEXT),
            ("esc", words::FOOTER_KEEP_END),
            ("ctrl-c", words::FOOTER_THROW_AWAY),
        ],
        Slot::Review => &[
            ("enter", words::FOOTER_RECORD),
            ("tab", words::FOOTER_COMPLETE),
            ("esc", words::FOOTER_BACK),
        ],
        Slot::CopyName => &[("enter", words::FOOTER_SAVE), ("esc", words::FOOTER_BACK)],
    };
    items.iter().map(|(key, what)| ((*key).to_owned(), *what)).collect()
}
