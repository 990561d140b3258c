//! What holds for the breaks of all maps.
#![expect(clippy::unwrap_used, reason = "the generators make values that are in range")]

use std::collections::BTreeSet;
use std::sync::Arc;

use cjm::insight::breaks::{Breaks, FrequencyKind, Mended, breaks, first, foremost, of_stage};
use cjm::model::{Day, Id, JourneyMap, MapState};
use cjm::words::fix_lines;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

#[path = "shared/arbitrary.rs"]
mod arbitrary;

/// The map with other names, told from its end to its beginning.
fn renamed_and_turned(map: &JourneyMap, name: &str) -> JourneyMap {
    let mut map = map.clone();
    map.stages.reverse();
    for stage in &mut map.stages {
        let stage = Arc::make_mut(stage);
        stage.name = name.into();
        stage.touchpoints.reverse();
        for touchpoint in &mut stage.touchpoints {
            Arc::make_mut(touchpoint).title = name.into();
        }
    }
    map
}

/// The order, with the figures it rests on.
fn order(breaks: &Breaks) -> (Vec<(Id, u8, u8)>, Vec<Id>) {
    let open =
        breaks.open.iter().map(|it| (it.facts.touchpoint.id.clone(), it.level.get(), it.rank()));
    (open.collect(), breaks.mended.iter().map(|it| it.touchpoint.id.clone()).collect())
}

#[test]
fn the_maps_that_are_tried_break_in_all_ways() {
    let mut runner = TestRunner::deterministic();
    let mut kinds = BTreeSet::new();
    let mut mended = BTreeSet::new();
    for _ in 0..5000 {
        let map = arbitrary::any_bare_map().new_tree(&mut runner).unwrap().current();
        let all = breaks(&map);
        kinds.extend(all.open.iter().map(|it| it.facts.frequency.kind()));
        mended.extend(all.mended.iter().map(|it| it.mended == Some(Mended::Waits)));
    }
    assert_eq!(kinds, FrequencyKind::ALL.into());
    assert_eq!(mended, [false, true].into());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_order_hangs_on_no_name_and_no_place(map in arbitrary::any_bare_map(), name in ".{0,9}") {
        let turned = renamed_and_turned(&map, &name);
        prop_assert_eq!(order(&breaks(&map)), order(&breaks(&turned)));
    }

    #[test]
    fn ranks_fall_and_only_what_is_counted_is_listed(map in arbitrary::any_bare_map()) {
        let all = breaks(&map);
        prop_assert!(all.open.is_sorted_by(|a, b| a.rank() >= b.rank()));
        prop_assert!(all.open.iter().all(|it| !it.facts.frequency.is_zero()));
        prop_assert!(all.mended.iter().all(|it| it.fixed.is_some()));
    }

    #[test]
    fn nothing_breaks_on_a_map_as_it_should_be(map in arbitrary::any_bare_map()) {
        let map = JourneyMap { state: MapState::ToBe, ..map };
        let all = breaks(&map);
        prop_assert!(all.is_to_be && all.open.is_empty() && all.mended.is_empty());
        prop_assert_eq!(cjm::insight::breaks::count(&map), 0);
    }

    #[test]
    fn the_first_of_all_stages_is_the_first_of_the_list(map in arbitrary::any_bare_map()) {
        let map = JourneyMap { state: MapState::AsIs, ..map };
        let facts: Vec<_> = map.stages.iter().flat_map(of_stage).collect();
        let found = first(&facts).map(|it| it.facts.touchpoint.id.clone());
        let all = breaks(&map);
        prop_assert_eq!(found.as_ref(), all.open.first().map(|it| &it.facts.touchpoint.id));
        // and of each stage a few are enough
        let few: Vec<_> = map.stages.iter().flat_map(foremost).collect();
        let found_of_few = first(&few).map(|it| (it.facts.touchpoint.id.clone(), it.level));
        prop_assert_eq!(found_of_few, all.open.first().map(|it| {
            (it.facts.touchpoint.id.clone(), it.level)
        }));
    }

    #[test]
    fn whatever_the_texts_lines_fit_and_are_safe(
        map in arbitrary::any_map(),
        width in 20_usize..130,
    ) {
        let today = Day::from(jiff::civil::date(2026, 11, 22));
        for line in fix_lines(&breaks(&map), today, width) {
            prop_assert!(cjm::text::width(&line) <= width, "{}: {:?}", width, line);
            prop_assert_eq!(&*cjm::text::display(&line), &*line);
        }
    }
}
