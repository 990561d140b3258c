//! Moving the focus.

use super::Turn;
use crate::ui::command::Command;
use crate::ui::layout;

impl Turn<'_> {
    /// Runs a command that only moves the focus; says whether it was one.
    pub(super) fn move_focus(&mut self, command: Command) -> bool {
        let map = self.state.map().clone();
        let focus = &self.state.focus;
        let (column, row) = (focus.column(), focus.row());
        let cards = map.stages.get(column).map_or(0, |stage| stage.touchpoints.len());
        let page = || layout::plan(self.state).page(column);
        let (column, row) = match command {
            Command::Up => (column, row.and_then(|row| row.checked_sub(1))),
            Command::Down => (column, Some(row.map_or(0, |row| row + 1))),
            Command::Left => (column.saturating_sub(1), row),
            Command::Right => (column + 1, row),
            Command::FirstStage => (0, row),
            Command::LastStage => (map.stages.len(), row),
            Command::FirstCard => (column, Some(0)),
            Command::LastCard => (column, Some(cards)),
            Command::PageUp => (
                column,
                row.and_then(|row| if row == 0 { None } else { Some(row.saturating_sub(page())) }),
            ),
            Command::PageDown => (column, Some(row.map_or(0, |row| row + page()))),
            _ => return false,
        };
        self.state.focus.go(&map, column, row);
        true
    }
}
