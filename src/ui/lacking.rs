//! What is missing on the map, as the screen knows it: found when somebody
//! asks, and kept beside each stage until the stage, the day or the rules are
//! others.

use std::sync::Arc;

use crate::insight::missing::{Finding, Rules, StageMissing};
use crate::model::{Address, Day, JourneyMap, Stage};

/// A column of the board, and a row of it or none for its head.
type Place = (usize, Option<usize>);

/// What is missing, and which of it was gone to last.
#[derive(Debug, Clone, Default)]
pub struct Lacking {
    /// What of the map and which rules it was found by.
    of: Option<(Arc<JourneyMap>, Rules)>,
    stages: Vec<(Arc<Stage>, StageMissing)>,
    found: Arc<Vec<Arc<Finding>>>,
    /// The finding that was gone to last.
    last: Option<(Address, &'static str)>,
}

impl Lacking {
    /// All that is missing, in reading order. Reads only the stages that
    /// changed since it was asked for last.
    pub fn all(&mut self, map: &Arc<JourneyMap>, today: Day) -> Arc<Vec<Arc<Finding>>> {
        let rules = Rules::of(map, today);
        let known = self.of.take().filter(|(_, known)| *known == rules);
        if known.is_none() {
            self.stages.clear();
        }
        if !known.is_some_and(|(of, _)| Arc::ptr_eq(&of, map)) {
            self.follow(map, &rules);
            self.found = Arc::new(rules.all(map, self.stages.iter().map(|(_, missing)| missing)));
        }
        self.of = Some((Arc::clone(map), rules));
        Arc::clone(&self.found)
    }

    /// The finding that was gone to last, where it is still among them.
    pub(crate) fn last(&self, all: &[Arc<Finding>]) -> Option<Arc<Finding>> {
        let (at, code) = self.last.as_ref()?;
        all.iter().find(|it| it.at == *at && it.rule.code() == *code).cloned()
    }

    fn follow(&mut self, map: &JourneyMap, rules: &Rules) {
        let mut old = std::mem::take(&mut self.stages);
        let renewed = map.stages.iter().enumerate().map(|(n, stage)| {
            // mostly it stands where it stood
            let at = match old.get(n) {
                Some((known, _)) if Arc::ptr_eq(known, stage) => Some(n),
                _ => old.iter().position(|(known, _)| Arc::ptr_eq(known, stage)),
            };
            let known = at.map(|at| std::mem::take(&mut old[at].1));
            (Arc::clone(stage), known.unwrap_or_else(|| rules.stage(stage)))
        });
        self.stages = renewed.collect();
    }

    /// Which of `shown`, whose `place` on the board is told (none: it is about
    /// the map), comes after the place that has the focus, or before it; and
    /// whether that goes around the ends of the map. At one place they are
    /// gone through one by one.
    pub(crate) fn next(
        &mut self,
        shown: &[&Finding],
        place: &dyn Fn(&Finding) -> Option<Place>,
        focus: Place,
        forward: bool,
    ) -> Option<(usize, bool)> {
        let last = self.last.as_ref().and_then(|(at, code)| {
            let is_last = |it: &&Finding| it.at == *at && it.rule.code() == *code;
            let last = shown.iter().position(is_last)?;
            // where the focus went elsewhere since, one goes on from there
            place(shown[last]).is_none_or(|place| place == focus).then_some(last)
        });
        let first = shown.partition_point(|it| place(it).is_none_or(|it| it < focus));
        let next = match (last, forward) {
            (Some(last), true) => Some(last + 1),
            (Some(last), false) => last.checked_sub(1),
            // of what was mended is nothing left: the next at its place
            (None, true) => Some(first),
            (None, false) => first.checked_sub(1),
        };
        let end = if forward { 0 } else { shown.len().checked_sub(1)? };
        let next = next.filter(|next| *next < shown.len());
        let finding = shown.get(next.unwrap_or(end))?;
        self.last = Some((finding.at.clone(), finding.rule.code()));
        Some((next.unwrap_or(end), next.is_none()))
    }
}
