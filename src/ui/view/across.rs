//! A table over several maps.

use ratatui::layout::Rect;

use crate::ui::across::{Across, Kind};
use crate::ui::command::Command;
use crate::ui::layout::across::{MARGIN, plan};
use crate::ui::look::Role;
use crate::ui::state::State;
use crate::words;

use super::bars::cells;
use super::pen::Pen;
use super::table;

/// Draws the table; says where the cursor stands.
pub(super) fn across(pen: &mut Pen<'_>, state: &State, open: &Across) -> Option<(u16, u16)> {
    let width = pen.width();
    pen.clear(Rect::new(0, 0, width, 1));
    pen.write(MARGIN, 0, width - MARGIN, Role::Head, &open.title);
    let plan = plan(state.size, open);
    for (y, line) in &plan.head {
        table::line(pen, MARGIN, *y, line);
    }
    if let Some((y, rows)) = plan.hidden_above {
        pen.write(MARGIN, y, width - MARGIN, Role::Dim, &words::more_above(rows));
    }
    if let Some((y, rows)) = plan.hidden_below {
        pen.write(MARGIN, y, width - MARGIN, Role::Dim, &words::more_below(rows));
    }
    let mut cursor = None;
    for item in &plan.rows {
        for (y, line) in (item.y..).zip(&item.lines) {
            table::line(pen, MARGIN, y, line);
            if item.row != open.chosen {
                continue;
            }
            for piece in line.iter().filter(|piece| piece.is_name) {
                let x = MARGIN + u16::try_from(piece.x).unwrap_or(0);
                pen.restyle(x, y, cells(&piece.text), Role::Focus);
                cursor.get_or_insert((x, y));
            }
        }
    }
    cursor
}

/// What the keys do in it.
pub(super) fn items(state: &State, open: &Across) -> Vec<(String, &'static str)> {
    let key =
        |command: Command| state.keymap.keys_of(command).next().map(crate::ui::key::show_keys);
    let has_order = matches!(open.kind, Kind::Actions(_));
    [
        (key(Command::Open), words::FOOTER_GO_THERE),
        (key(Command::NextOrder).filter(|_| has_order), words::FOOTER_ORDER),
        (Some("esc".into()), words::FOOTER_BACK),
        (key(Command::Help), Command::Help.entry().short),
    ]
    .into_iter()
    .filter_map(|(key, what)| Some((key?, what)))
    .collect()
}
