//! What lies over the board: prompts, choices, lists.

use ratatui::layout::Rect;

use crate::model::{Holder, NoteKind};
use crate::ui::choice::Choice;
use crate::ui::key::show_keys;
use crate::ui::layout::Plan;
use crate::ui::look::Role;
use crate::ui::menu::{Menu, Purpose, Row};
use crate::ui::state::{Mode, State};
use crate::ui::writing::{Attribute, Slot, Writing};
use crate::words;

use super::bars::cells;
use super::pen::Pen;

/// How many rows a prompt may take.
const PROMPT_ROWS: usize = 6;

/// The line for text that has no place on the board; says where its cursor is.
pub(super) fn prompt(
    pen: &mut Pen<'_>,
    state: &State,
    writing: &Writing,
    plan: &Plan,
) -> Option<(u16, u16)> {
    let label = label(state, &writing.slot)?;
    let y = plan.bands.notice;
    let width = pen.width();
    if writing.field.text().contains('\n') {
        return Some(prompt_of_lines(pen, &label, writing, y));
    }
    pen.clear(Rect::new(0, y, width, 1));
    let mut x = 1 + pen.write(1, y, width / 2, Role::Key, &label) + 1;
    let room = (width.saturating_sub(x + 1)).max(1);
    let field = if writing.used.is_empty() { room } else { room.min((room / 2).max(20)) };
    let (window, at) = writing.field.window(field.into());
    let cursor = (x + u16::try_from(at).unwrap_or(0), y);
    let text = writing.field.text();
    let shown = &text[window.clone()];
    pen.write(x, y, field, Role::Typing, shown);
    if let Some(selected) = writing.field.selection() {
        let start = selected.start.clamp(window.start, window.end);
        let end = selected.end.clamp(window.start, window.end);
        let from = x + cells(&text[window.start..start]);
        pen.restyle(from, y, cells(&text[start..end]), Role::Focus);
    }
    x += cells(shown).max(1) + 3;
    if let Some(problem) = &writing.problem {
        pen.write(x, y, width.saturating_sub(x + 1), Role::Error, problem);
    } else {
        for used in writing.suggestions().into_iter().take(6) {
            if x + cells(used) + 1 > width {
                break;
            }
            x += pen.write(x, y, width - x, Role::Dim, used) + 3;
        }
    }
    Some(cursor)
}

/// The same for text of several lines, which takes rows above it.
fn prompt_of_lines(pen: &mut Pen<'_>, label: &str, writing: &Writing, last: u16) -> (u16, u16) {
    let width = pen.width();
    let x = 1 + cells(label).min(width / 2) + 1;
    let room = width.saturating_sub(x + 1).max(1);
    let layout = writing.field.layout(room.into());
    let rows = layout.lines.len().min(PROMPT_ROWS).min(usize::from(last) + 1);
    // the row of the cursor is in view
    let first = (layout.cursor.1 + 1).saturating_sub(rows);
    let top = (last + 1).saturating_sub(u16::try_from(rows).unwrap_or(1));
    pen.clear(Rect::new(0, top, width, last + 1 - top));
    pen.write(1, top, width / 2, Role::Key, label);
    for (y, range) in (top..=last).zip(layout.lines.iter().skip(first)) {
        let text = crate::text::display(writing.field.text()[range.clone()].trim_end());
        pen.write(x, y, room, Role::Typing, &text);
    }
    let (column, row) = layout.cursor;
    let below = u16::try_from(row - first).unwrap_or(0);
    (x + u16::try_from(column).unwrap_or(0), top + below)
}

/// Whether a prompt takes the row of the line for the user.
pub(super) fn has_prompt(state: &State) -> bool {
    matches!(state.mode, Mode::Choice(_) | Mode::Asking(_))
        || crate::ui::layout::writing(state)
            .is_some_and(|writing| label(state, &writing.slot).is_some())
}

/// What is asked for; none where the text stands on the board itself.
fn label(state: &State, slot: &Slot) -> Option<String> {
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
            };
            if of.len() > 1 { words::of_several(name, of.len()) } else { format!("{name}:") }
        }
        Slot::NewNote { on, kind: of } => for_holders(state, kind(*of), on)?,
        Slot::NewAction { on } => for_holders(state, "action", on)?,
        Slot::NewParked { .. } => words::PARK.into(),
        Slot::MapTitle => "title:".into(),
        Slot::CopyName => "save a copy in the file:".into(),
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

/// What may follow the keys typed so far.
pub(super) fn after_prefix(pen: &mut Pen<'_>, state: &State, plan: &Plan) {
    let mut items: Vec<(String, String)> = Vec::new();
    for (key, command) in state.keymap.after(&state.pending) {
        let what = command.entry().short.to_owned();
        if !items.iter().any(|(_, there)| *there == what) {
            items.push((key.to_string(), what));
        }
    }
    strip(pen, plan, &format!("{} …", show_keys(&state.pending)), &items);
}

/// The values to choose from.
pub(super) fn choice(pen: &mut Pen<'_>, state: &State, choice: &Choice, plan: &Plan) {
    let items: Vec<(String, String)> = choice
        .options(state.look)
        .into_iter()
        .map(|(key, name, _)| (key.to_string(), name))
        .collect();
    strip(pen, plan, &format!("{}:", choice.question()), &items);
}

/// Keys and what they do, in as many rows over the footer as they need.
fn strip(pen: &mut Pen<'_>, plan: &Plan, head: &str, items: &[(String, String)]) {
    let width = pen.width();
    let start = 1 + cells(head) + 3;
    let mut rows: Vec<Vec<&(String, String)>> = vec![Vec::new()];
    let mut x = start;
    for item in items {
        let needed = cells(&item.0) + 1 + cells(&item.1) + 3;
        if x + needed > width + 2 && rows.last().is_some_and(|row| !row.is_empty()) {
            rows.push(Vec::new());
            x = start;
        }
        x += needed;
        if let Some(row) = rows.last_mut() {
            row.push(item);
        }
    }
    let height = u16::try_from(rows.len()).unwrap_or(1);
    let end = plan.bands.footer + 1;
    let top = end.saturating_sub(height.max(end - plan.bands.notice));
    pen.clear(Rect::new(0, top, width, end - top));
    pen.write(1, top, width, Role::Curve, head);
    for (y, row) in (top..).zip(rows) {
        let mut x = start;
        for (key, what) in row {
            x += pen.write(x, y, width.saturating_sub(x), Role::Key, key) + 1;
            x += pen.write(x, y, width.saturating_sub(x), Role::Dim, what) + 3;
        }
    }
}

/// The list of commands; says where its cursor is.
pub(super) fn menu(pen: &mut Pen<'_>, state: &State, menu: &Menu) -> Option<(u16, u16)> {
    let width = pen.width().min(92);
    let height = pen.height();
    let x = (pen.width() - width) / 2;
    let (top, bottom) = if height >= 20 { (1, height - 3) } else { (0, height - 2) };
    pen.clear(Rect::new(0, 0, pen.width(), height - 1));
    let cursor = match menu.purpose {
        Purpose::Find => {
            pen.write(x + 1, top, 2, Role::Key, ":");
            let (shown, at) = menu.field.window(usize::from(width.saturating_sub(4)));
            pen.write(x + 3, top, width - 4, Role::Typing, &menu.field.text()[shown]);
            if menu.field.is_empty() {
                pen.write(x + 3, top, width - 4, Role::Dim, words::TYPE_A_COMMAND);
            }
            (x + 3 + u16::try_from(at).unwrap_or(0), top)
        }
        Purpose::Read => {
            pen.write(x + 1, top, width - 2, Role::Head, words::HELP_TITLE);
            (x + 1, top)
        }
    };
    let room = usize::from(bottom.saturating_sub(top + 2)).max(1);
    // the chosen row in the middle third, without a scroll of its own
    let first =
        (menu.chosen + room / 3 + 1).saturating_sub(room).min(menu.rows.len().saturating_sub(room));
    let narrow = width < 60;
    let (keys_at, help_at) = (x + 24, x + 37);
    for (y, (n, row)) in (top + 2..bottom).zip(menu.rows.iter().enumerate().skip(first)) {
        match row {
            Row::Gap => {}
            Row::Head(group) => {
                pen.write(x + 1, y, width - 2, Role::Head, group.title());
            }
            Row::Command(command) => {
                let entry = command.entry();
                let keys: Vec<String> = state.keymap.keys_of(*command).map(show_keys).collect();
                pen.write(x + 2, y, 21, Role::Text, &entry.name.replace('-', " "));
                let end = if narrow { x + width } else { help_at - 1 };
                pen.write(keys_at, y, end.saturating_sub(keys_at), Role::Curve, &keys.join(", "));
                if !narrow {
                    pen.write(
                        help_at,
                        y,
                        (x + width - 1).saturating_sub(help_at),
                        Role::Dim,
                        entry.help,
                    );
                }
                if n == menu.chosen {
                    pen.restyle(x + 1, y, width - 2, Role::Focus);
                }
            }
        }
    }
    // the whole sentence about the chosen one
    if let (Some(command), true) = (menu.command(), height >= 12) {
        pen.write(x + 1, bottom, width - 2, Role::Text, command.entry().help);
    }
    if menu.rows.is_empty() {
        pen.write(x + 2, top + 2, width - 3, Role::Dim, words::NO_SUCH_COMMAND);
    }
    Some(cursor)
}
