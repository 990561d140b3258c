//! What feels bad and is no break: nothing counts it, and no pain or gap says
//! that it fails.

use std::sync::Arc;

use super::{Facts, actions_about};
use crate::model::{Emotion, JourneyMap, Spot, Stage, Touchpoint};

/// How many touchpoints feel bad and are neither a break nor mended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Low {
    /// All of them.
    pub all: usize,
    /// Those of which nothing says why, and about which nothing was done: they
    /// are said to be missing something.
    pub unexplained: usize,
}

impl Low {
    /// Those of a map that are shown.
    pub fn of(map: &JourneyMap, is_shown: impl Fn(&Spot) -> bool) -> Self {
        let mut low = Self::default();
        for stage in &map.stages {
            for touchpoint in stage.touchpoints.iter().filter(|it| is_low_alone(stage, it)) {
                if is_shown(&Spot::new(&stage.id, &touchpoint.id)) {
                    low.all += 1;
                    let is_explained = touchpoint.notes.iter().any(|note| note.hurts());
                    let is_acted_on = actions_about(stage, touchpoint).next().is_some();
                    low.unexplained += usize::from(!is_explained && !is_acted_on);
                }
            }
        }
        low
    }
}

fn is_low_alone(stage: &Arc<Stage>, touchpoint: &Arc<Touchpoint>) -> bool {
    touchpoint.emotion.is_some_and(|it| it < Emotion::NEUTRAL)
        && Facts::of(stage, touchpoint).is_none()
}
