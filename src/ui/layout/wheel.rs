//! Scrolling by what is seen, as the wheel does, and not by where the focus
//! goes. The focus goes along where it would be out of view; while something
//! is dragged it stays.

use super::landing::column_near;
use super::{Plan, curve, list, table};
use crate::model::JourneyMap;
use crate::ui::state::{State, ViewKind};

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Towards {
    /// To what is above.
    Up,
    /// To what is below.
    Down,
    /// To the stages on the left.
    Left,
    /// To the stages on the right.
    Right,
}

/// Scrolls what stands at column `x` of the screen by one card, sentence or
/// stage; says whether there was more on that side.
pub fn roll(state: &mut State, x: u16, towards: Towards) -> bool {
    if super::is_too_small(state.size) {
        return false;
    }
    if state.view == ViewKind::Curve {
        return curve::roll(state, matches!(towards, Towards::Down | Towards::Right));
    }
    let plan = super::plan(state);
    match (towards, state.view) {
        (Towards::Up | Towards::Down, ViewKind::List) => {
            list::roll(state, &plan, towards == Towards::Down)
        }
        (Towards::Up, ViewKind::Board) => cards(state, &plan, x, -1),
        (Towards::Down, ViewKind::Board) => cards(state, &plan, x, 1),
        (Towards::Left, ViewKind::Board) => columns(state, &plan, -1),
        (Towards::Right, ViewKind::Board) => columns(state, &plan, 1),
        (Towards::Left | Towards::Right, ViewKind::List) | (_, ViewKind::Curve) => false,
        (
            towards,
            ViewKind::Fix
            | ViewKind::Actions
            | ViewKind::Missing
            | ViewKind::Results
            | ViewKind::Risks,
        ) => match towards {
            Towards::Up | Towards::Down => table::roll(state, &plan, towards == Towards::Down),
            Towards::Left | Towards::Right => false,
        },
    }
}

/// Where the pointer would scroll to, when something is dragged to that cell.
pub fn at_edge(state: &State, (x, y): (u16, u16), is_stage: bool) -> Option<Towards> {
    let plan = super::plan(state);
    let in_list = state.view == ViewKind::List;
    if !in_list && x < 2 && plan.hidden_left > 0 {
        return Some(Towards::Left);
    }
    if !in_list && x + 2 >= state.size.0 && plan.hidden_right > 0 {
        return Some(Towards::Right);
    }
    if is_stage && !in_list {
        return None;
    }
    if y <= plan.bands.heads && (in_list || column_near(&plan, x)?.0.top > 0) {
        return Some(Towards::Up);
    }
    (y + 1 >= plan.bands.cards_end).then_some(Towards::Down)
}

fn columns(state: &mut State, plan: &Plan, by: isize) -> bool {
    let hidden = if by < 0 { plan.hidden_left } else { plan.hidden_right };
    if hidden == 0 {
        return false;
    }
    let first = plan.hidden_left.saturating_add_signed(by);
    // stages without a hit of the filter have no column
    let shown = super::shown_stages(state, None);
    let stage = |at: usize| shown.get(at).or(shown.last()).copied().unwrap_or(0);
    let (column, last) = (state.focus.column(), first + plan.columns.len().max(1) - 1);
    state.scroll.column = stage(first);
    let to = column.clamp(stage(first), stage(last));
    if to != column && state.pointer.drag.is_none() {
        let rank = state.focus.row().map(|row| state.rows(column).rank(row));
        focus_on(state, to, rank);
    }
    true
}

fn cards(state: &mut State, plan: &Plan, x: u16, by: isize) -> bool {
    let Some((column, stage)) = column_near(plan, x) else { return false };
    let is_end = column.hidden_below == 0 && !column.is_cut;
    if (by > 0 && is_end) || (by < 0 && column.top == 0) {
        return false;
    }
    let top = column.top.saturating_add_signed(by);
    let Some(id) = state.map().stages.get(stage).map(|stage| stage.id.clone()) else {
        return false;
    };
    state.scroll.rows.insert(id, top);
    if state.focus.column() == stage && state.pointer.drag.is_none() {
        let rank = state.focus.row().map(|row| state.rows(stage).rank(row));
        // what is in view when the first one has the focus
        focus_on(state, stage, Some(top));
        let plan = super::plan(state);
        let column = plan.columns.iter().find(|column| column.stage == Some(stage));
        let whole =
            column.map_or(1, |it| it.cards.len() - usize::from(it.is_cut).min(it.cards.len()));
        let last = top + whole.max(1) - 1;
        focus_on(state, stage, Some(rank.unwrap_or(top).clamp(top, last)));
    }
    true
}

/// Gives the focus to a card by its place among those shown; to the head where
/// there is none.
pub(super) fn focus_on(state: &mut State, column: usize, rank: Option<usize>) {
    let map: std::sync::Arc<JourneyMap> = state.draft.map().clone();
    let rows = state.rows(column);
    let last = rows.len().saturating_sub(1);
    let row = rank.and_then(|rank| rows.row(rank.min(last)));
    state.focus.go(&map, column, row);
}
