//! Changing handovers, of cards and of stages.

use super::Turn;
use crate::edit::{Edit, Join};
use crate::model::{Handover, Holder, JourneyMap, StageField, TouchpointField};
use crate::ui::state::Repeat;
use crate::ui::writing::Passing;

impl Turn<'_> {
    /// Sets one part of the handovers from all of these, and remembers it.
    pub(super) fn hand_over(&mut self, of: &[Holder], passing: &Passing) {
        let map = self.begun();
        let edits = of.iter().filter_map(|of| edit(&map, of, passing)).collect();
        if self.commit(edits, Join::New) {
            self.state.repeat = Some(Repeat::Handover(passing.clone()));
        }
    }
}

/// The handover from a card or a stage; none where that is gone.
pub(super) fn handover_of<'a>(map: &'a JourneyMap, of: &Holder) -> Option<&'a Handover> {
    match of {
        Holder::Stage(id) => map.stage(id).map(|stage| &stage.handover),
        Holder::Touchpoint(spot) => map.touchpoint(spot).map(|touchpoint| &touchpoint.handover),
    }
}

fn edit(map: &JourneyMap, of: &Holder, passing: &Passing) -> Option<Edit> {
    let mut handover = handover_of(map, of)?.clone();
    match passing {
        Passing::Text(text) => handover.text = text.as_str().into(),
        Passing::Felt(emotion) => handover.emotion = *emotion,
    }
    Some(match of {
        Holder::Stage(id) => Edit::Stage(id.clone(), StageField::Handover(handover)),
        Holder::Touchpoint(spot) => {
            Edit::Touchpoint(spot.clone(), TouchpointField::Handover(handover))
        }
    })
}
