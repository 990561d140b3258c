//! Moving the focus along the curve: from point to point, over the ends of
//! stages.

use super::Turn;
use crate::ui::command::Command;
use crate::ui::layout;
use crate::ui::state::State;

/// A stage, and a card of it or its head.
type Place = (usize, Option<usize>);

impl Turn<'_> {
    /// Runs a command that goes along the curve; says whether it was one.
    pub(super) fn move_along(&mut self, command: Command) -> bool {
        let here = (self.state.focus.column(), self.state.focus.row());
        let page = || layout::curve::sheet(self.state).1.stretch.units;
        let to = match command {
            Command::Left => self.steps(here, 1, before),
            Command::Right => self.steps(here, 1, after),
            Command::PageUp => self.steps(here, page(), before),
            Command::PageDown => self.steps(here, page(), after),
            Command::FirstStage => in_stage(self.state, 0, None, true)
                .or_else(|| after(self.state, (0, None)))
                .unwrap_or(here),
            Command::LastStage => {
                let end = self.state.map().stages.len();
                before(self.state, (end, None)).unwrap_or(here)
            }
            _ => return false,
        };
        let map = self.state.draft.map().clone();
        self.state.focus.go(&map, to.0, to.1);
        true
    }

    /// So many steps on, or as many as there are.
    fn steps(&self, from: Place, count: usize, step: fn(&State, Place) -> Option<Place>) -> Place {
        let mut at = from;
        for _ in 0..count {
            let Some(next) = step(self.state, at) else { break };
            at = next;
        }
        at
    }
}

/// The next stop: a point, or the head of a stage without any.
fn after(state: &State, (column, row): Place) -> Option<Place> {
    let stages = state.map().stages.len();
    let here = in_stage(state, column, row, true).filter(|it| it.1.is_some());
    here.or_else(|| (column + 1..stages).find_map(|column| in_stage(state, column, None, true)))
}

/// The stop before.
fn before(state: &State, (column, row): Place) -> Option<Place> {
    let here = row.and_then(|row| in_stage(state, column, Some(row), false));
    here.filter(|it| it.1.is_some())
        .or_else(|| (0..column).rev().find_map(|column| in_stage(state, column, None, false)))
}

/// The first point of a stage behind a row, or the last one before it, where
/// no row is given of all; the head where the stage has no point. None where
/// there is no such point, or a filter hides all of them.
fn in_stage(state: &State, column: usize, row: Option<usize>, forward: bool) -> Option<Place> {
    let stage = state.map().stages.get(column)?;
    if state.outline.shape(column).is_none_or(|shape| shape.points == 0) {
        return Some((column, None));
    }
    let rows = state.rows(column);
    let is_point = |rank: usize| {
        let row = rows.row(rank)?;
        (!stage.touchpoints.get(row)?.detour).then_some((column, Some(row)))
    };
    let rank = row.map(|row| rows.rank(row));
    if forward {
        (rank.map_or(0, |rank| rank + 1)..rows.len()).find_map(is_point)
    } else {
        (0..rank.unwrap_or(rows.len())).rev().find_map(is_point)
    }
}
