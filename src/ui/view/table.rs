//! A table: a sentence, the names of the columns, the rows in view.

use crate::model::{Address, Holder, NoteKind};
use crate::ui::layout::{self, Plan};
use crate::ui::look::{Marks, Role};
use crate::ui::report::Report;
use crate::ui::state::State;
use crate::words;
use crate::words::sheet::{Line, Tone};

use super::bars::cells;
use super::pen::Pen;
use super::{fix, found};

pub(super) fn table(pen: &mut Pen<'_>, state: &State, plan: &Plan) {
    let (Some(table), Some(report)) = (&plan.table, &state.report) else { return };
    let x = plan.margin;
    for (y, written) in &table.head {
        line(pen, x, *y, written);
    }
    for item in &table.rows {
        let is_chosen = item.row == report.chosen && layout::writing(state).is_none();
        if item.above == 0 && is_marked(state, report, item.row) {
            let sign = if pen.look.marks == Marks::Ascii { "*" } else { "▌" };
            pen.write(x.saturating_sub(1), item.y, 1, Role::Marked, sign);
        }
        for (y, written) in (item.y..).zip(&item.lines) {
            line(pen, x, y, written);
            for piece in written {
                let at = x + cell(piece.x);
                if is_chosen && piece.is_name {
                    pen.restyle(at, y, cells(&piece.text), Role::Focus);
                }
                found::in_line(pen, state, at, y, cells(&piece.text), &piece.text);
            }
        }
    }
    let room = pen.width().saturating_sub(x);
    if let Some((y, rows)) = table.hidden_above {
        pen.write(x, y, room, Role::Dim, &words::more_above(rows));
    }
    if let Some((y, rows)) = table.hidden_below {
        pen.write(x, y, room, Role::Dim, &words::more_below(rows));
    }
    fix::pictures(pen, plan);
    for (y, text) in &table.below {
        pen.write(x, *y, pen.width().saturating_sub(x), Role::Dim, text);
    }
}

/// What of the chosen row the table does not say, in one line.
pub(super) fn details(state: &State, report: &Report) -> Option<String> {
    if let Some(fixes) = &report.fixes {
        return fixes.details(report.chosen);
    }
    match report.at()? {
        Address::Action(holder, id) => {
            let action = state.map().actions(holder)?.iter().find(|action| action.id == *id)?;
            Some(words::action_details(action))
        }
        Address::Touchpoint(spot) => {
            state.map().touchpoint(spot).map(|it| words::details(it, false))
        }
        _ => None,
    }
}

/// Writes a line of a table.
pub(super) fn line(pen: &mut Pen<'_>, x: u16, y: u16, line: &Line) {
    for piece in line {
        let at = x + cell(piece.x);
        let room = pen.width().saturating_sub(at);
        pen.write(at, y, room, role(piece.tone), &piece.text);
    }
}

fn role(tone: Tone) -> Role {
    match tone {
        Tone::Plain => Role::Text,
        Tone::Head => Role::Group,
        Tone::Dim => Role::Dim,
        Tone::Good => Role::Note(NoteKind::Delight),
        Tone::Bad => Role::Warning,
    }
}

fn is_marked(state: &State, report: &Report, row: usize) -> bool {
    if state.marked.is_empty() {
        return false;
    }
    let holder = report.sheet.rows.get(row).and_then(|row| row.at.holder());
    matches!(holder, Some(Holder::Touchpoint(spot)) if state.marked.contains(&spot))
}

fn cell(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
