//! Which stages have a column, and how many of them fit.

use super::writing;
use crate::ui::state::State;
use crate::ui::writing::{Slot, Writing};

/// A column is not made narrower than this.
pub(super) const NARROWEST: u16 = 25;
/// Unless all stages are in view then: so much narrower is better than one
/// out of sight.
pub(super) const CLOSEST: u16 = 22;
/// A column is not made wider than this.
pub(super) const WIDEST: u16 = 46;
/// Blank cells between two columns.
pub const BETWEEN: u16 = 2;

/// The column of a stage that is just being named.
pub(super) fn new_stage(state: &State) -> Option<usize> {
    match writing(state) {
        Some(Writing { slot: Slot::NewStage { index }, .. }) => {
            Some((*index).min(state.map().stages.len()))
        }
        _ => None,
    }
}

/// How many columns fit side by side, and how wide each is, blanks and all.
pub fn columns_that_fit(room: u16, count: usize) -> (usize, u16) {
    let most = usize::from((room + BETWEEN) / NARROWEST).max(1);
    let all_fit = count <= usize::from((room + BETWEEN) / CLOSEST);
    let visible = if all_fit { count } else { most.min(count) }.max(1);
    let each = (room + BETWEEN) / u16::try_from(visible).unwrap_or(1);
    (visible, if most == 1 { each } else { each.min(WIDEST) })
}

/// The stages that have a column: where a filter hides cards, those that show
/// one, and the one with the focus.
pub fn shown_stages(state: &State, new_stage: Option<usize>) -> Vec<usize> {
    let all = 0..state.map().stages.len();
    if !state.shown.is_filtered() || new_stage.is_some() || state.shown.count() == 0 {
        return all.collect();
    }
    let focus = state.focus.column();
    all.filter(|at| *at == focus || !state.rows(*at).is_empty()).collect()
}

/// The first visible column: as before, but so that the focus is in view.
pub(super) fn first_column(before: usize, focus: usize, visible: usize, count: usize) -> usize {
    let last = count.saturating_sub(visible);
    before.clamp((focus + 1).saturating_sub(visible), focus).min(last)
}
