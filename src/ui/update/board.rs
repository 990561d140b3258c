//! Moving the focus.

use super::Turn;
use crate::ui::command::Command;
use crate::ui::layout;
use crate::ui::state::ViewKind;

impl Turn<'_> {
    /// Runs a command that only moves the focus; says whether it was one.
    pub(super) fn move_focus(&mut self, command: Command) -> bool {
        if self.state.view == ViewKind::Curve && self.move_along(command) {
            return true;
        }
        let focus = &self.state.focus;
        let column = focus.column();
        // cards are counted as they are shown
        let rank = focus.row().map(|row| self.state.rows(column).rank(row));
        let cards = self.state.rows(column).len();
        let stages = self.state.map().stages.len();
        let in_list = self.state.view == ViewKind::List;
        if in_list && self.scroll_within(command) {
            return true;
        }
        let aside = matches!(
            command,
            Command::Left | Command::Right | Command::FirstStage | Command::LastStage
        );
        // a stage with fewer cards on the way does not lose the place
        let began = self.state.sideways.take().filter(|(_, there)| *there == self.state.focus);
        let rank = if aside { began.map_or(rank, |(rank, _)| rank) } else { rank };
        // stages without a hit of the filter are passed
        let shown = layout::shown_stages(self.state, None);
        let beside = |right: bool| {
            let mut shown = shown.iter().copied();
            if right { shown.find(|at| *at > column) } else { shown.rfind(|at| *at < column) }
        };
        let page = || layout::plan(self.state).page(column);
        let (column, rank) = match command {
            Command::Up if in_list && rank.is_none() && column > 0 => {
                (column - 1, self.state.rows(column - 1).len().checked_sub(1))
            }
            Command::Down if in_list && column + 1 < stages && self.is_last(rank, cards) => {
                (column + 1, None)
            }
            Command::PageUp if in_list => self.page_of_list(-1),
            Command::PageDown if in_list => self.page_of_list(1),
            Command::Up => (column, rank.and_then(|rank| rank.checked_sub(1))),
            Command::Down => (column, Some(rank.map_or(0, |rank| rank + 1))),
            Command::Left => (beside(false).unwrap_or(column), rank),
            Command::Right => (beside(true).unwrap_or(column), rank),
            Command::FirstStage => (shown.first().copied().unwrap_or(0), rank),
            Command::LastStage => (shown.last().copied().unwrap_or(stages), rank),
            Command::FirstCard => (column, Some(0)),
            Command::LastCard => (column, Some(cards)),
            Command::PageUp => (
                column,
                rank.and_then(
                    |rank| {
                        if rank == 0 { None } else { Some(rank.saturating_sub(page())) }
                    },
                ),
            ),
            Command::PageDown => (column, Some(rank.map_or(0, |rank| rank + page()))),
            _ => return false,
        };
        self.go_to_rank(column, rank);
        if aside {
            self.state.sideways = Some((rank, self.state.focus.clone()));
        }
        true
    }

    /// Goes to a card by its place among those shown, or as near as there is
    /// one; without a place, to the head.
    pub(super) fn go_to_rank(&mut self, column: usize, rank: Option<usize>) {
        let map = self.state.draft.map().clone();
        let column = column.min(map.stages.len().saturating_sub(1));
        let rows = self.state.rows(column);
        let row = rank.and_then(|rank| rows.row(rank.min(rows.len().saturating_sub(1))));
        self.state.focus.go(&map, column, row);
    }

    fn is_last(&self, rank: Option<usize>, cards: usize) -> bool {
        rank.map_or(cards == 0, |rank| rank + 1 >= cards)
    }

    /// So many sentences on as fit the screen, heads among them.
    fn page_of_list(&self, direction: isize) -> (usize, Option<usize>) {
        let page = layout::plan(self.state).items.len().max(2) - 1;
        let mut column = self.state.focus.column();
        // the head counts as the first of its stage
        let at = |row: Option<usize>| row.map_or(0, |row| self.state.rows(column).rank(row) + 1);
        let mut at = at(self.state.focus.row());
        for _ in 0..page {
            if direction > 0 && at < self.state.rows(column).len() {
                at += 1;
            } else if direction > 0 && column + 1 < self.state.map().stages.len() {
                (column, at) = (column + 1, 0);
            } else if direction < 0 && at > 0 {
                at -= 1;
            } else if direction < 0 && column > 0 {
                column -= 1;
                at = self.state.rows(column).len();
            }
        }
        (column, at.checked_sub(1))
    }

    /// A sentence that is higher than the screen is read to its end before the
    /// focus goes on.
    fn scroll_within(&mut self, command: Command) -> bool {
        match command {
            Command::Down | Command::PageDown => layout::list::scroll_within(self.state, 1),
            Command::Up | Command::PageUp => layout::list::scroll_within(self.state, -1),
            _ => false,
        }
    }
}
