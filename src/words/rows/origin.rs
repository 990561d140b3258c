//! Where a table comes from: what must stand in what leaves the program.

use super::{Column, Value};
use crate::insight::{NextReview, next_review};
use crate::model::{Day, JourneyMap};
use crate::words::{NEVER_REVIEWED, count, title_of};

/// What is said of the map that a table is of.
pub(super) struct Origin<'a> {
    map: &'a JourneyMap,
    as_of: Day,
    review: Option<NextReview>,
}

impl<'a> Origin<'a> {
    pub(super) fn of(map: &'a JourneyMap, today: Day) -> Self {
        Self { map, as_of: today, review: next_review(&map.review, today) }
    }

    /// What is said of every row where rows are all that there is: the title of
    /// the map, then the rest.
    pub(super) fn columns() -> [Column; 4] {
        ["map_title", "map_owner", "as_of", "next_review"]
            .map(|key| Column { is_origin: true, ..Column::exact(key) })
    }

    /// The values of [`Self::columns`].
    pub(super) fn values(&self) -> Vec<Value> {
        vec![
            Value::text(&*self.map.title),
            Value::text(&*self.map.owner),
            Value::day(Some(self.as_of)),
            Value::day(self.review.map(|review| review.due)),
        ]
    }

    /// All of it below a table of the map.
    pub(super) fn sentence(&self) -> String {
        format!("As of {}. Owner of the map: {}.", self.as_of, self.who_and_when())
    }

    /// The same among those of other maps, without the day.
    pub(super) fn sentence_of_one(&self) -> String {
        format!("{}: owner {}.", title_of(&self.map.title), self.who_and_when())
    }

    fn who_and_when(&self) -> String {
        let owner = match &*self.map.owner {
            "" => "nobody yet",
            owner => owner,
        };
        let review = match self.review {
            None => NEVER_REVIEWED.into(),
            Some(NextReview { last, due, days }) => {
                let late = usize::try_from(-days).ok().filter(|days| *days > 0);
                let late = late.map(|days| format!(", {} late", count(days, "day", "days")));
                format!("last review {last}, next review {due}{}", late.unwrap_or_default())
            }
        };
        format!("{owner}; {review}")
    }
}
