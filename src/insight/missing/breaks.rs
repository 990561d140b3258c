//! Touchpoints that fail, by what customers and the team say.

use std::sync::Arc;

use crate::model::{Stage, Touchpoint};

use super::acting::answering;

/// Whether something shows that a touchpoint fails: tickets in the newest
/// month that was counted, or dots that people put on it.
pub fn is_break(touchpoint: &Touchpoint) -> bool {
    let newest = touchpoint.support.months.iter().max_by_key(|counts| counts.month);
    newest.is_some_and(|counts| counts.tickets.get() > 0)
        || touchpoint.votes.iter().any(|vote| vote.dots > 0)
}

/// The touchpoints of a stage that fail and for which nothing is or was done.
/// An action that was given up does not count.
pub fn breaks_without_action(stage: &Stage) -> impl Iterator<Item = &Arc<Touchpoint>> {
    stage
        .touchpoints
        .iter()
        .filter(|touchpoint| is_break(touchpoint) && answering(stage, touchpoint).next().is_none())
}
