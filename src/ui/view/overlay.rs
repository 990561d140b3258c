//! What lies over the board: prompts, choices, lists.

use ratatui::layout::Rect;

use crate::ui::key::show_keys;
use crate::ui::layout::{Plan, menu, prompt, strip};
use crate::ui::look::Role;
use crate::ui::menu::{Menu, Purpose, Row};
use crate::ui::state::State;
use crate::ui::writing::Writing;
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
    let prompt::Prompt { label, mut x, y, room: field } = prompt::prompt(state, writing, plan)?;
    let width = pen.width();
    if writing.field.text().contains('\n') {
        return Some(prompt_of_lines(pen, &label, writing, y));
    }
    pen.clear(Rect::new(0, y, width, 1));
    pen.write(1, y, width, Role::Key, &label);
    let (window, at) = writing.field.window(field.into());
    let cursor = (x + u16::try_from(at).unwrap_or(0), y);
    let text = writing.field.text();
    let shown = &text[window.clone()];
    pen.write(x, y, field, writing.role(), shown);
    if let Some(selected) = writing.field.selection() {
        let start = selected.start.clamp(window.start, window.end);
        let end = selected.end.clamp(window.start, window.end);
        let from = x + cells(&text[window.start..start]);
        pen.restyle(from, y, cells(&text[start..end]), Role::Focus);
    }
    x += cells(shown).max(1) + 3;
    for used in writing.suggestions().into_iter().take(6) {
        if x + cells(used) + 1 > width {
            break;
        }
        x += pen.write(x, y, width - x, Role::Dim, used) + 3;
    }
    Some(cursor)
}

/// The same for text of several lines, which takes rows above it.
fn prompt_of_lines(pen: &mut Pen<'_>, label: &str, writing: &Writing, last: u16) -> (u16, u16) {
    let width = pen.width();
    let x = 1 + cells(label) + 1;
    let room = width.saturating_sub(x + 1).max(1);
    let layout = writing.field.layout(room.into());
    let rows = layout.lines.len().min(PROMPT_ROWS).min(usize::from(last) + 1);
    // the row of the cursor is in view
    let first = (layout.cursor.1 + 1).saturating_sub(rows);
    let top = (last + 1).saturating_sub(u16::try_from(rows).unwrap_or(1));
    pen.clear(Rect::new(0, top, width, last + 1 - top));
    pen.write(1, top, width, Role::Key, label);
    for (y, range) in (top..=last).zip(layout.lines.iter().skip(first)) {
        let text = crate::text::display(writing.field.text()[range.clone()].trim_end());
        pen.write(x, y, room, writing.role(), &text);
    }
    let (column, row) = layout.cursor;
    let below = u16::try_from(row - first).unwrap_or(0);
    (x + u16::try_from(column).unwrap_or(0), top + below)
}

/// What may follow the keys typed so far, or the values to choose from.
pub(super) fn strip(pen: &mut Pen<'_>, state: &State, plan: &Plan) {
    let Some(strip) = strip::strip(state, plan) else { return };
    let width = pen.width();
    pen.clear(Rect::new(0, strip.top, width, strip.end - strip.top));
    pen.write(1, strip.top, width, Role::Curve, &strip.head);
    for item in &strip.items {
        let room = |x: u16| width.saturating_sub(x);
        let x = item.x + pen.write(item.x, item.y, room(item.x), Role::Key, &item.key.to_string());
        pen.write(x + 1, item.y, room(x + 1), Role::Dim, &item.what);
    }
}

/// The list of commands; says where its cursor is.
pub(super) fn menu(pen: &mut Pen<'_>, state: &State, menu: &Menu) -> Option<(u16, u16)> {
    let height = pen.height();
    let plan = menu::plan((pen.width(), height), menu);
    let (x, width, top, bottom) = (plan.x, plan.width, plan.top, plan.bottom);
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
            let taken = pen.write(x + 1, top, width - 2, Role::Head, words::HELP_TITLE) + 2;
            let (at, room) = (x + 1 + taken, width.saturating_sub(taken + 2));
            let (shown, cell) = menu.field.window(usize::from(room.max(1)));
            pen.write(at, top, room, Role::Typing, &menu.field.text()[shown]);
            if menu.field.is_empty() {
                pen.write(at, top, room, Role::Dim, words::TYPE_TO_FIND_A_KEY);
            }
            (at + u16::try_from(cell).unwrap_or(0), top)
        }
    };
    let narrow = width < 60;
    let (keys_at, help_at) = (x + 25, x + 40);
    for (y, (n, row)) in (plan.lines..bottom).zip(menu.rows.iter().enumerate().skip(plan.first)) {
        match row {
            Row::Gap => {}
            Row::Head(head) => {
                pen.write(x + 1, y, width - 2, Role::Head, head);
            }
            Row::Command(command) | Row::Here(command, _) => {
                let entry = command.entry();
                let keys: Vec<String> = state.keymap.keys_of(*command).map(show_keys).collect();
                pen.write(x + 2, y, 22, Role::Text, &entry.name.replace('-', " "));
                let end = if narrow { x + width } else { help_at - 1 };
                pen.write(keys_at, y, end.saturating_sub(keys_at), Role::Curve, &keys.join(", "));
                if !narrow {
                    let help = if let Row::Here(_, help) = row { help } else { entry.help };
                    pen.write(help_at, y, (x + width - 1).saturating_sub(help_at), Role::Dim, help);
                }
            }
            Row::Says(sign, meaning) => {
                pen.write(x + 2, y, 15, Role::Curve, sign);
                pen.write(x + 18, y, (width - 1).saturating_sub(18), Role::Text, meaning);
            }
        }
        if n == menu.chosen {
            pen.restyle(x + 1, y, width - 2, Role::Focus);
        }
    }
    // the whole sentence about the chosen one
    if let (Some(said), true, None) = (menu.said(), height >= 12, &state.notice) {
        pen.write(x + 1, bottom, width - 2, Role::Text, said);
    }
    if menu.rows.is_empty() {
        pen.write(x + 2, top + 2, width - 3, Role::Dim, words::NO_SUCH_COMMAND);
    }
    Some(cursor)
}
