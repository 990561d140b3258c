//! What a drop means: the edits, and the sentence that says so before.

use super::Dragged;
use crate::edit::Edit;
use crate::model::{Id, Spot};
use crate::ui::layout;
use crate::ui::layout::landing::{Gap, landing};
use crate::ui::state::State;
use crate::words;

/// Which column a stage becomes that is dropped behind so many; none where it
/// stays.
pub(crate) fn stage(from: usize, gap: usize) -> Option<usize> {
    let index = gap - usize::from(gap > from);
    (index != from).then_some(index)
}

/// The edits that bring cards, in their order, behind so many of those that
/// are shown in a stage. Nothing where they stand there already.
pub(crate) fn cards(state: &State, cards: &[Spot], stage: usize, rank: usize) -> Vec<Edit> {
    let Some(to) = state.map().stages.get(stage) else { return Vec::new() };
    let mut order: Vec<&Id> = to.touchpoints.iter().map(|card| &card.id).collect();
    // behind the nearest above that is shown and stays
    let above = anchor(state, cards, stage, rank);
    let mut before: Option<&Id> = above.and_then(|row| order.get(row).copied());
    let first_shown = state.rows(stage).row(0).filter(|_| above.is_none());
    let mut behind_hidden: Option<&Id> =
        first_shown.and_then(|row| row.checked_sub(1)).and_then(|row| order.get(row).copied());
    let mut edits = Vec::new();
    for card in cards {
        let old = order.iter().position(|id| **id == card.id).filter(|_| card.stage == to.id);
        if let Some(old) = old {
            order.remove(old);
        }
        let before_it = before.or(behind_hidden.take());
        let index = before_it
            .and_then(|before| order.iter().position(|id| *id == before))
            .map_or(0, |at| at + 1);
        order.insert(index, &card.id);
        before = Some(&card.id);
        if old != Some(index) {
            let (from, stage) = (card.clone(), to.id.clone());
            edits.push(Edit::MoveTouchpoint { from, stage, index });
        }
    }
    edits
}

/// The row of the card behind which cards land that are dropped behind so many
/// of those shown: the nearest that is not dragged itself.
fn anchor(state: &State, cards: &[Spot], stage: usize, rank: usize) -> Option<usize> {
    let rows = state.rows(stage);
    let stage = state.map().stages.get(stage)?;
    let stays = |row: &usize| {
        let id = stage.touchpoints.get(*row).map(|card| &card.id);
        id.is_some_and(|id| cards.iter().all(|card| card.id != *id))
    };
    (0..rank).rev().filter_map(|rank| rows.row(rank)).find(stays)
}

/// What letting go of the button would do, in words; none while nothing is
/// dragged.
pub(crate) fn said(state: &State) -> Option<String> {
    let drag = state.pointer.drag.as_ref()?;
    let map = state.map();
    let gap = landing(state, &layout::plan(state)).map(|landing| landing.gap);
    match (&drag.what, gap) {
        (Dragged::Cards(cards), gap) => {
            let title = cards.first().and_then(|spot| map.touchpoint(spot));
            let what = words::dragged_cards(title.map_or("", |card| &card.title), cards.len());
            let Some(Gap::Cards { stage: at, rank }) = gap else {
                return Some(words::stays(&what));
            };
            let stage = map.stages.get(at)?;
            if self::cards(state, cards, at, rank).is_empty() {
                return Some(words::stays(&what));
            }
            let after = anchor(state, cards, at, rank).and_then(|row| stage.touchpoints.get(row));
            Some(words::move_cards(&what, &stage.name, after.map(|card| &*card.title)))
        }
        (Dragged::Stage(id), gap) => {
            let from = map.stage_index(id)?;
            let what = words::dragged_stage(&map.stages.get(from)?.name);
            let Some(Gap::Stages(gap)) = gap else { return Some(words::stays(&what)) };
            if self::stage(from, gap).is_none() {
                return Some(words::stays(&what));
            }
            let after = gap.checked_sub(1).and_then(|at| map.stages.get(at));
            Some(words::move_stage(&what, after.map(|stage| &*stage.name)))
        }
    }
}
