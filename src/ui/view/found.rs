//! What was looked for, where it is seen.

use crate::text;
use crate::ui::card::Line;
use crate::ui::layout::found::{places, ranges};
use crate::ui::look::Role;
use crate::ui::state::State;

use super::bars::cells;
use super::pen::Pen;

/// Highlights what was looked for in lines that stand below each other from
/// (`x`, `y`) on.
pub(super) fn highlight(pen: &mut Pen<'_>, state: &State, x: u16, y: u16, lines: &[Line]) {
    let Some(needle) = state.find.shown_needle() else { return };
    for (line, range) in places(lines, needle) {
        let Some(shown) = lines.get(line) else { continue };
        let indent = u16::try_from(shown.indent).unwrap_or(0);
        let y = y + u16::try_from(line).unwrap_or(0);
        let from = x + indent + cells(&shown.text[..range.start]);
        pen.restyle(from, y, cells(&shown.text[range]), Role::Found);
    }
}

/// The same in one line of `room` cells.
pub(super) fn in_line(pen: &mut Pen<'_>, state: &State, x: u16, y: u16, room: u16, line: &str) {
    let Some(needle) = state.find.shown_needle() else { return };
    let shown = text::display(line);
    let shown = text::clip(&shown, room.into());
    for range in ranges(&shown, needle) {
        let from = x + cells(&shown[..range.start]);
        pen.restyle(from, y, cells(&shown[range]), Role::Found);
    }
}
