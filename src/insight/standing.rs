//! How a whole map stands: what one asks before opening it.

use super::{NextReview, Summary, actions, breaks, is_overdue, next_review};
use crate::model::{Day, JourneyMap, Scale};

/// The figures of a map. Reads every touchpoint once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// How far it is, and how it feels.
    pub summary: Summary,
    /// Touchpoints that fail.
    pub breaks: usize,
    /// Actions that are to be done, and whose day is over.
    pub overdue: usize,
    /// When it is to be looked at again; none: it never was.
    pub review: Option<NextReview>,
    /// Which map is worked on first: 1 before 5; none: nobody said.
    pub priority: Option<Scale>,
}

impl Standing {
    /// The figures of `map` on that day.
    pub fn of(map: &JourneyMap, today: Day) -> Self {
        let stages = map.stages.iter();
        let overdue = actions(map).filter(|it| is_overdue(it.action, today));
        Self {
            summary: stages.fold(Summary::default(), |all, it| all.and(Summary::of(it))),
            breaks: breaks::count(map),
            overdue: overdue.count(),
            review: next_review(&map.review, today),
            priority: map.priority,
        }
    }
}

/// Where a map of that priority stands among others: what is worked on first
/// stands first, and a map that does not say is last. Every list of maps is
/// sorted by it; what is equal stays as it stands, by name.
pub fn place_among(priority: Option<Scale>) -> u8 {
    priority.map_or(u8::MAX, Scale::get)
}
