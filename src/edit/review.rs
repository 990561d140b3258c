//! Looking at a map again: a review recorded, cards found to be still true.

use super::Edit;
use crate::model::{Day, JourneyMap, MapField, Reviewed, Spot, TouchpointField};

/// The edits that record a review of `map`. None where the latest row of its
/// log says the same.
pub fn reviewed(map: &JourneyMap, on: Day, by: &str, reason: &str) -> Vec<Edit> {
    let row = Reviewed { on, by: by.into(), reason: reason.into(), comments: None };
    let is_there =
        map.review.log.last().is_some_and(|last| {
            (last.on, &last.by, &last.reason) == (row.on, &row.by, &row.reason)
        });
    if is_there {
        return Vec::new();
    }
    let mut review = map.review.clone();
    review.log.push(row);
    vec![Edit::Map(MapField::Review(review))]
}

/// The edits that say that these cards were found to be still true; those that
/// say so already are left as they are.
pub fn still_true<'a>(
    map: &'a JourneyMap,
    spots: impl IntoIterator<Item = &'a Spot>,
    on: Day,
) -> Vec<Edit> {
    let unchecked = |spot: &&Spot| map.touchpoint(spot).is_some_and(|it| it.checked != Some(on));
    spots
        .into_iter()
        .filter(unchecked)
        .map(|spot| Edit::Touchpoint(spot.clone(), TouchpointField::Checked(Some(on))))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::edit::apply;
    use crate::model::{Id, Stage, Touchpoint};

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_review_is_added_to_the_log_and_the_same_words_only_once() {
        let map = JourneyMap::new("Order");
        let today = day("2026-11-22");
        let edits = reviewed(&map, today, "Maya", "New carrier");
        let once = apply(&map, &edits).unwrap();
        assert_eq!(once.review.log.len(), 1);
        assert!(reviewed(&once, today, "Maya", "New carrier").is_empty());
        for (on, by, reason) in [
            ("2026-11-23", "Maya", "New carrier"),
            ("2026-11-22", "Ivo", "New carrier"),
            ("2026-11-22", "Maya", ""),
        ] {
            let twice = apply(&once, &reviewed(&once, day(on), by, reason)).unwrap();
            assert_eq!(twice.review.log.len(), 2);
        }
    }

    #[test]
    fn cards_that_were_checked_today_are_left_as_they_are() {
        let today = day("2026-11-22");
        let mut stage = Stage::new(Id::new("s-1"), "Checkout");
        for (id, checked) in [("t-1", None), ("t-2", Some(today)), ("t-3", Some(day("2026-01-01")))]
        {
            let mut card = Touchpoint::new(Id::new(id), id);
            card.checked = checked;
            stage.touchpoints.push(Arc::new(card));
        }
        let mut map = JourneyMap::new("Order");
        map.stages = vec![Arc::new(stage)];
        let spots = ["t-1", "t-2", "t-3", "t-4"].map(|id| Spot::new(&Id::new("s-1"), &Id::new(id)));
        let edits = still_true(&map, &spots, today);
        assert_eq!(edits.len(), 2);
        let map = apply(&map, &edits).unwrap();
        assert!(map.stages[0].touchpoints.iter().all(|it| it.checked == Some(today)));
    }
}
