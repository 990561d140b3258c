//! Figures kept beside what they are of.

use std::sync::Arc;

use crate::insight::Summary;
use crate::model::{JourneyMap, Stage};

/// The figures of each stage, reckoned anew only where the stage changed.
#[derive(Debug, Clone, Default)]
pub struct Summaries {
    stages: Vec<(Arc<Stage>, Summary)>,
}

impl Summaries {
    /// Follows a change of the map.
    pub fn follow(&mut self, map: &JourneyMap) {
        let mut old = std::mem::take(&mut self.stages);
        self.stages = map
            .stages
            .iter()
            .enumerate()
            .map(|(n, stage)| {
                // mostly it stands where it stood
                let known = match old.get(n) {
                    Some((known, _)) if Arc::ptr_eq(known, stage) => Some(n),
                    _ => old.iter().position(|(known, _)| Arc::ptr_eq(known, stage)),
                };
                let summary = known.map_or_else(|| Summary::of(stage), |at| old[at].1);
                (Arc::clone(stage), summary)
            })
            .collect();
        old.clear();
    }

    /// The figures of the stage in that column.
    pub fn of(&self, column: usize) -> Summary {
        self.stages.get(column).map(|(_, summary)| *summary).unwrap_or_default()
    }

    /// The figures of the map.
    pub fn all(&self) -> Summary {
        self.stages.iter().fold(Summary::default(), |all, (_, summary)| all.and(*summary))
    }
}
