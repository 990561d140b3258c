//! When a map is to be looked at again.

use jiff::ToSpan;

use crate::model::{Day, Review};

/// When a map was looked at last, and how that stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextReview {
    /// The day of the latest review.
    pub last: Day,
    /// The day of the next one.
    pub due: Day,
    /// Days until the next one; less than 0: it is late.
    pub days: i32,
}

/// Which snapshot of a map it is: several can be kept on one day. Ordered by
/// time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeptOn {
    /// The day.
    pub day: Day,
    /// Which one of that day, from 1.
    pub nth: u32,
    /// The number of the last one of that day.
    pub of: u32,
}

/// The next review: so many days after the latest as the map says. None where
/// the map was never reviewed.
pub fn next_review(review: &Review, today: Day) -> Option<NextReview> {
    let last = review.log.iter().map(|row| row.on).max()?;
    let due = last.date().checked_add(i64::from(review.every_days.get()).days()).ok()?;
    let days = due.since(today.date()).ok()?.get_days();
    Some(NextReview { last, due: due.into(), days })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Interval, Reviewed};

    fn days(log: &[&str], every: i64, today: &str) -> Option<i32> {
        let day = |text: &str| Day::parse(text).unwrap();
        let mut review = Review { every_days: Interval::new(every).unwrap(), ..Review::default() };
        for on in log {
            let (by, reason) = ("Mara".into(), "quarter".into());
            review.log.push(Reviewed { on: day(on), by, reason, comments: None });
        }
        next_review(&review, day(today)).map(|next| next.days)
    }

    #[test]
    fn the_next_review_is_counted_from_the_latest_one() {
        assert_eq!(days(&["2026-08-20", "2026-02-01"], 90, "2026-11-08"), Some(10));
        assert_eq!(days(&["2026-08-20"], 90, "2026-11-22"), Some(-4));
        assert_eq!(days(&["2024-02-28"], 2, "2024-03-01"), Some(0));
    }

    #[test]
    fn a_map_that_was_never_reviewed_has_no_next_one() {
        assert_eq!(days(&[], 90, "2026-11-22"), None);
    }
}
