//! What is missing on the map, as the screen knows it: found when somebody
//! asks, and once more where the map or the day is another one.

use std::sync::Arc;

use crate::insight::missing::{Finding, missing};
use crate::model::{Address, Day, JourneyMap};

/// A column of the board, and a row of it or none for its head.
type Place = (usize, Option<usize>);

/// What is missing, and which of it was gone to last.
#[derive(Debug, Clone, Default)]
pub struct Lacking {
    of: Option<(Arc<JourneyMap>, Day)>,
    found: Arc<Vec<Finding>>,
    /// The finding that was gone to last.
    last: Option<(Address, &'static str)>,
}

impl Lacking {
    /// All that is missing, in reading order.
    pub fn all(&mut self, map: &Arc<JourneyMap>, today: Day) -> Arc<Vec<Finding>> {
        let is_known =
            self.of.as_ref().is_some_and(|(of, day)| Arc::ptr_eq(of, map) && *day == today);
        if !is_known {
            self.found = Arc::new(missing(map, today));
            self.of = Some((Arc::clone(map), today));
        }
        Arc::clone(&self.found)
    }

    /// Which of `shown`, each with its place on the board (none: it is about
    /// the map), comes after the place that has the focus, or before it; and
    /// whether that goes around the ends of the map. At one place they are
    /// gone through one by one.
    pub(crate) fn next(
        &mut self,
        shown: &[(&Finding, Option<Place>)],
        focus: Place,
        forward: bool,
    ) -> Option<(usize, bool)> {
        let last = self.last.as_ref().and_then(|(at, code)| {
            let is_last = |(it, _): &(&Finding, _)| it.at == *at && it.rule.code() == *code;
            let last = shown.iter().position(is_last)?;
            // where the focus went elsewhere since, one goes on from there
            shown[last].1.is_none_or(|place| place == focus).then_some(last)
        });
        let first = shown.partition_point(|(_, place)| place.is_none_or(|it| it < focus));
        let next = match (last, forward) {
            (Some(last), true) => Some(last + 1),
            (Some(last), false) => last.checked_sub(1),
            // of what was mended is nothing left: the next at its place
            (None, true) => Some(first),
            (None, false) => first.checked_sub(1),
        };
        let end = if forward { 0 } else { shown.len().checked_sub(1)? };
        let next = next.filter(|next| *next < shown.len());
        let (finding, _) = shown.get(next.unwrap_or(end))?;
        self.last = Some((finding.at.clone(), finding.rule.code()));
        Some((next.unwrap_or(end), next.is_none()))
    }
}
