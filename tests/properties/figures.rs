//! What is read off a map, for all maps.

use cjm::insight::{
    Course, HIGHEST_BAR, Progress, Route, Task, Trend, chart, points, steps, weakest,
};
use cjm::model::{Day, JourneyMap, Metric};
use proptest::prelude::*;

use crate::edits::start;

fn metrics(map: &JourneyMap) -> Vec<Metric> {
    let cards = map.stages.iter().flat_map(|stage| &stage.touchpoints);
    let own = map.metrics.iter().map(|metric| (**metric).clone());
    own.chain(cards.flat_map(|card| card.metrics.clone())).collect()
}

proptest! {
    #[test]
    fn a_course_goes_one_way_from_its_beginning_to_its_end(seed in any::<u64>()) {
        for metric in metrics(&start(seed)) {
            let all = points(&metric);
            prop_assert!(all.is_sorted_by_key(|point| point.on));
            let Some(course) = Course::of(&metric) else {
                prop_assert!(all.is_empty());
                continue;
            };
            prop_assert_eq!(Some(&course.newest), all.last());
            prop_assert_eq!(course.since.is_some(), all.len() > 1);
            if let Some((since, trend)) = course.since.zip(course.trend) {
                let went = Trend::between(since.value, course.newest.value);
                prop_assert_eq!(went, trend);
                // neither way is better nor worse
                prop_assert!(trend != Trend::Level || course.verdict.is_none());
            }
        }
    }

    #[test]
    fn a_chart_keeps_its_width_and_shows_the_first_reading_and_the_last(
        seed in any::<u64>(),
        cells in 0_usize..40,
    ) {
        for metric in metrics(&start(seed)) {
            let chart = chart(&metric, cells);
            prop_assert!(chart.len() <= cells);
            prop_assert!(chart.iter().flatten().all(|bar| *bar <= HIGHEST_BAR));
            if let (Some(first), Some(last)) = (chart.first(), chart.last()) {
                prop_assert!(first.is_some() && last.is_some());
            }
            prop_assert!(chart.iter().flatten().count() <= metric.readings.len());
        }
    }

    #[test]
    fn a_step_is_done_only_where_nothing_of_it_is_left(seed in any::<u64>()) {
        let map = start(seed);
        let steps: [Progress; 5] = steps(&map, Day::parse("2026-11-21").unwrap());
        for (step, task) in steps.iter().zip(Task::ALL) {
            prop_assert_eq!(step.task, task);
            prop_assert!(step.done <= step.of);
            // where something is left there is a place, and nowhere else
            prop_assert_eq!(step.next.is_some(), step.done < step.of);
            prop_assert!(!step.is_done || step.done == step.of);
            if let Some(id) = step.next.as_ref().and_then(|next| next.id()) {
                prop_assert!(map.address_of(id.as_str()).is_some());
            }
        }
    }

    #[test]
    fn a_route_is_in_order_and_holds_where_it_begins(seed in any::<u64>(), at in any::<prop::sample::Index>()) {
        let map = start(seed);
        let cards: Vec<(usize, usize)> = map
            .stages
            .iter()
            .enumerate()
            .flat_map(|(s, stage)| (0..stage.touchpoints.len()).map(move |t| (s, t)))
            .collect();
        prop_assume!(!cards.is_empty());
        let begin = cards[at.index(cards.len())];
        let route = Route::of(&map, begin.0, Some(begin.1)).unwrap();
        let places: Vec<_> = route.spots.iter().filter_map(|spot| map.position(spot)).collect();
        prop_assert_eq!(places.len() + route.detours + route.off_stage, cards.len());
        prop_assert!(places.is_sorted());
        prop_assert_eq!(places[route.begin], begin);
    }

    #[test]
    fn the_weakest_mark_is_below_another_one(seed in any::<u64>()) {
        let map = start(seed);
        for card in map.stages.iter().flat_map(|stage| &stage.touchpoints) {
            let Some((lowest, marks)) = weakest(&card.quality) else { continue };
            prop_assert!((1..4).contains(&marks.len()));
            let quality = &card.quality;
            let all = [quality.appropriate, quality.relevant, quality.simple, quality.appealing];
            prop_assert!(all.iter().flatten().all(|mark| *mark >= lowest));
            prop_assert!(all.iter().flatten().any(|mark| *mark > lowest));
        }
    }
}
