//! The line of visibility, and what stands below it.

use crate::ui::command::Command;
use crate::ui::key::show_keys;
use crate::ui::layout::{Column, Plan};
use crate::ui::look::Role;
use crate::ui::state::State;
use crate::words;

use super::bars::cells;
use super::columns::{MARK, card_line};
use super::found;
use super::pen::Pen;

/// The line over all columns, and the steps under each.
pub(super) fn behind(pen: &mut Pen<'_>, state: &State, plan: &Plan) {
    let Some(y) = plan.bands.visibility else { return };
    line(pen, &plan.columns, y);
    for column in &plan.columns {
        for (y, line) in (y + 1..).zip(&column.behind) {
            card_line(pen, column.x, y, column.width, line);
        }
        found::highlight(pen, state, column.x + MARK, y + 1, &column.behind);
        let has_focus = column.stage == Some(state.focus.column()) && state.focus.row().is_some();
        if column.behind.is_empty()
            && has_focus
            && let Some(keys) = state.keymap.keys_of(Command::ChangeBehind).next()
        {
            let hint = words::nothing_behind(&show_keys(keys));
            pen.write(column.x, y + 1, column.width, Role::Dim, &hint);
        }
    }
}

/// The line with its name, and over each column how many steps have no room.
pub(super) fn line(pen: &mut Pen<'_>, columns: &[Column], y: u16) {
    let Some((first, last)) = columns.first().zip(columns.last()) else { return };
    pen.fill(first.x, y, last.x + last.width - first.x, Role::Dim, pen.look.visibility());
    for column in columns.iter().filter(|column| column.behind_hidden > 0) {
        let more = format!(" {} ", words::more(column.behind_hidden));
        pen.write_before(column.x + column.width - 1, y, Role::Dim, &more);
    }
    let taken = match first.behind_hidden {
        0 => 0,
        hidden => cells(&words::more(hidden)) + 3,
    };
    let names = [words::LINE_OF_VISIBILITY, words::BEHIND];
    let fits = |name: &&&str| cells(name) + 3 + taken <= first.width;
    if let Some(name) = names.iter().find(fits) {
        pen.write(first.x + 1, y, first.width - 1, Role::Dim, &format!(" {name} "));
    }
}
