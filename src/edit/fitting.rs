//! Edits that would put a number out of the range of its unit.

use super::{Edit, apply};
use crate::model::{ActionField, JourneyMap, MapField, OutOfRange, TouchpointField, misfits};

/// The first number that would not fit its unit any more after `edits`, in
/// words; one that did not before is not their fault. Costs nothing for edits
/// that are not about numbers.
pub(super) fn unfit(map: &JourneyMap, edits: &[Edit]) -> Option<OutOfRange> {
    if !edits.iter().any(is_about_numbers) {
        return None;
    }
    let after = apply(map, edits).ok()?;
    new_misfit(map, &after)
}

/// The same, where the map after the edits is known.
pub(super) fn unfit_in(map: &JourneyMap, after: &JourneyMap, edits: &[Edit]) -> Option<OutOfRange> {
    if edits.iter().any(is_about_numbers) { new_misfit(map, after) } else { None }
}

fn new_misfit(map: &JourneyMap, after: &JourneyMap) -> Option<OutOfRange> {
    let found = misfits(after);
    if found.is_empty() {
        return None;
    }
    let before = misfits(map);
    // what stands elsewhere now is told by its sentence
    let is_new = |reason: &OutOfRange| !before.iter().any(|known| known.reason == *reason);
    found.into_iter().map(|misfit| misfit.reason).find(is_new)
}

fn is_about_numbers(edit: &Edit) -> bool {
    match edit {
        Edit::Map(field) => matches!(field, MapField::Metrics(_)),
        Edit::Touchpoint(_, field) => matches!(field, TouchpointField::Metrics(_)),
        Edit::Action(_, _, field) => {
            matches!(field, ActionField::Metric(_) | ActionField::Before(_) | ActionField::After(_))
        }
        Edit::AddAction { action, .. } => !action.metric.is_empty(),
        Edit::MoveAction { from, to, .. } => from != to,
        Edit::AddTouchpoint { touchpoint, .. } => {
            !touchpoint.metrics.is_empty() || !touchpoint.actions.is_empty()
        }
        Edit::AddStage { stage, .. } => !stage.actions.is_empty() || !stage.touchpoints.is_empty(),
        _ => false,
    }
}
