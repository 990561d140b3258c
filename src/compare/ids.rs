//! All ids of a part of a map.

use crate::model::{Id, JourneyMap, Stage, Touchpoint};

/// Shows every id of the map to `seen`.
pub(crate) fn each_id<'m>(map: &'m JourneyMap, seen: &mut impl FnMut(&'m Id)) {
    for stage in &map.stages {
        ids_in_stage(stage, seen);
    }
    for parked in &map.parking {
        seen(&parked.id);
    }
}

/// Shows the stage's id and those of all that it holds to `seen`.
pub(crate) fn ids_in_stage<'m>(stage: &'m Stage, seen: &mut impl FnMut(&'m Id)) {
    seen(&stage.id);
    stage.notes.iter().for_each(|note| seen(&note.id));
    stage.actions.iter().for_each(|action| seen(&action.id));
    for touchpoint in &stage.touchpoints {
        ids_in_touchpoint(touchpoint, seen);
    }
}

/// Shows the touchpoint's id and those of all that it holds to `seen`.
pub(crate) fn ids_in_touchpoint<'m>(touchpoint: &'m Touchpoint, seen: &mut impl FnMut(&'m Id)) {
    seen(&touchpoint.id);
    touchpoint.notes.iter().for_each(|note| seen(&note.id));
    touchpoint.actions.iter().for_each(|action| seen(&action.id));
}
