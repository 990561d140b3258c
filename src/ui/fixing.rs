//! What to fix first, as the second line of the board says it. Of each stage
//! is kept what may be the first of the map, so that neither an edit nor a
//! frame looks at all touchpoints.

use std::sync::Arc;

use crate::insight::breaks::{Facts, can_break, first, foremost};
use crate::model::{Day, JourneyMap, Stage};
use crate::words::FixLine;

/// What to fix first.
#[derive(Debug, Clone, Default)]
pub struct Fixing {
    stages: Vec<(Arc<Stage>, Vec<Facts>)>,
    /// The day on which the line was said; none: it must be said anew.
    today: Option<Day>,
    line: Option<FixLine>,
}

impl Fixing {
    /// Follows a change of the map.
    pub fn follow(&mut self, map: &JourneyMap) {
        let mut old = std::mem::take(&mut self.stages);
        let stages = if can_break(map) { &map.stages[..] } else { &[] };
        self.stages = stages
            .iter()
            .enumerate()
            .map(|(n, stage)| {
                // mostly it stands where it stood
                let at = match old.get(n) {
                    Some((known, _)) if Arc::ptr_eq(known, stage) => Some(n),
                    _ => old.iter().position(|(known, _)| Arc::ptr_eq(known, stage)),
                };
                let known = at.map(|at| std::mem::take(&mut old[at].1));
                (Arc::clone(stage), known.unwrap_or_else(|| foremost(stage)))
            })
            .collect();
        self.today = None;
    }

    /// Says it as of that day.
    pub fn stand_on(&mut self, today: Day) {
        if self.today == Some(today) {
            return;
        }
        let first = first(self.stages.iter().flat_map(|(_, facts)| facts));
        self.line = first.map(|first| FixLine::of_first(Some(&first), false, today));
        self.today = Some(today);
    }

    /// What to fix first; none where nothing fails, or before it is known
    /// what day it is.
    pub fn line(&self) -> Option<&FixLine> {
        self.line.as_ref()
    }
}
