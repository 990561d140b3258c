//! What holds for all maps and all edits.
#![expect(clippy::unwrap_used, reason = "the generators make values that are in range")]

use std::sync::Arc;

use cjm::compare::{diff, merge};
use cjm::edit::{Draft, Edit, Join, apply, script};
use cjm::insight::since;
use cjm::model::{Day, JourneyMap, misfits};
use cjm::words;
use proptest::collection::vec;
use proptest::prelude::*;

#[path = "shared/edits.rs"]
mod edits;
#[path = "shared/facts.rs"]
mod facts;
#[path = "shared/fields.rs"]
mod fields;
#[path = "properties/figures.rs"]
mod figures;
#[path = "shared/values.rs"]
mod values;

use edits::{edit, edited, start, tree, wrong};
use facts::{facts, ids};

/// The same map, sharing nothing with `map`: as another program has read it.
fn copied(map: &JourneyMap) -> JourneyMap {
    serde_json::from_str(&serde_json::to_string(map).unwrap()).unwrap()
}

/// What an edit sets: the thing and the field.
fn target(edit: &Edit) -> (Option<String>, Option<&'static str>) {
    (edit.at().id().map(ToString::to_string), edit.field())
}

/// The map without the numbers that do not fit their units.
fn fitting(mut map: JourneyMap) -> JourneyMap {
    let fit = |metric: &mut cjm::model::Metric| {
        let unit = metric.unit;
        metric.target = metric.target.filter(|target| unit.holds(target.get()));
        metric.readings.retain(|reading| unit.holds(reading.value.get()));
    };
    map.metrics.iter_mut().for_each(|metric| fit(Arc::make_mut(metric)));
    for stage in &mut map.stages {
        let stage = Arc::make_mut(stage);
        for touchpoint in &mut stage.touchpoints {
            let touchpoint = Arc::make_mut(touchpoint);
            touchpoint.metrics.iter_mut().for_each(fit);
            touchpoint.actions.iter_mut().for_each(|it| (it.before, it.after) = (None, None));
        }
        stage.actions.iter_mut().for_each(|it| (it.before, it.after) = (None, None));
    }
    map
}

/// Numbers hang together with the unit of their metric, which another field
/// says: they are not apart although their fields are.
const TOGETHER: [&str; 4] = ["metrics", "metric", "before", "after"];

/// Field edits for both sides, no field set by both.
fn disjoint(base: &JourneyMap, ours: &[u64], theirs: &[u64]) -> (Vec<Edit>, Vec<Edit>) {
    let fields = |seeds: &[u64]| {
        let edits = seeds.iter().map(|seed| edit(*seed, base));
        let wanted = |edit: &Edit| {
            edit.field().is_some_and(|field| !TOGETHER.contains(&field))
                && apply(base, std::slice::from_ref(edit)).is_ok()
        };
        edits.filter(wanted).collect::<Vec<Edit>>()
    };
    let ours = fields(ours);
    let taken: Vec<_> = ours.iter().map(target).collect();
    let mut theirs = fields(theirs);
    theirs.retain(|edit| !taken.contains(&target(edit)));
    (ours, theirs)
}

fn seeds(most: usize) -> impl Strategy<Value = Vec<u64>> {
    vec(any::<u64>(), 0..most)
}

#[test]
fn most_random_edits_are_accepted() {
    let (mut tried, mut accepted) = (0, 0);
    for seed in 0..200_u64 {
        let seeds: Vec<u64> = (0..20).map(|n| seed * 7919 + n).collect();
        tried += seeds.len();
        accepted += edited(&start(seed), &seeds).1.len();
    }
    assert!(accepted * 10 > tried * 7, "{accepted} of {tried}");
    assert!(accepted < tried, "none was wrong");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn edits_undone_give_the_start_and_redone_the_end(from in any::<u64>(), seeds in seeds(30)) {
        let first = Arc::new(start(from));
        let mut draft = Draft::new(Arc::clone(&first));
        let mut states = vec![first];
        for (nth, seed) in seeds.iter().enumerate() {
            let edit = edit(*seed, draft.map());
            let join = if nth % 2 == 0 { Join::New } else { Join::Previous };
            let _ = draft.commit(vec![edit], join);
            if states.last() != Some(draft.map()) {
                states.push(Arc::clone(draft.map()));
            }
        }
        let last = Arc::clone(draft.map());
        while let Some(undone) = draft.undo() {
            prop_assert!(undone.conflicts.is_empty());
            prop_assert!(states.contains(draft.map()));
        }
        prop_assert_eq!(draft.map(), &states[0]);
        while let Some(redone) = draft.redo() {
            prop_assert!(redone.conflicts.is_empty());
            prop_assert!(states.contains(draft.map()));
        }
        prop_assert_eq!(draft.map(), &last);
    }

    #[test]
    fn a_refused_group_leaves_all_as_it_was(from in any::<u64>(), seeds in seeds(8)) {
        let map = Arc::new(start(from));
        let (_, mut group) = edited(&map, &seeds);
        let mut draft = Draft::new(Arc::clone(&map));
        let mut rng = values::Rng::new(from);
        if let Some(wrong) = wrong(&mut rng, &map) {
            group.insert(0, wrong);
            prop_assert!(apply(&map, &group).is_err());
            prop_assert!(draft.commit(group, Join::New).is_err());
            prop_assert!(Arc::ptr_eq(draft.map(), &map));
            prop_assert!(!draft.can_undo());
            prop_assert_eq!(&*map, &start(from));
        }
    }

    #[test]
    fn no_edit_and_no_merge_puts_a_number_out_of_its_unit(
        from in any::<u64>(), ours in seeds(25), theirs in seeds(25),
    ) {
        let base = Arc::new(fitting(start(from)));
        let side = |seeds: &[u64]| {
            let mut draft = Draft::new(Arc::clone(&base));
            for seed in seeds {
                let _ = draft.commit(vec![edit(*seed, draft.map())], Join::New);
            }
            draft
        };
        let (mut ours, theirs) = (side(&ours), side(&theirs));
        prop_assert_eq!(misfits(ours.map()), vec![]);
        ours.foreign(&base, theirs.map());
        prop_assert_eq!(misfits(ours.map()), vec![]);
        while ours.undo().is_some() {
            prop_assert_eq!(misfits(ours.map()), vec![]);
        }
    }

    #[test]
    fn a_side_that_changed_nothing_does_not_count(from in any::<u64>(), seeds in seeds(15)) {
        let base = start(from);
        let (x, _) = edited(&base, &seeds);
        for x in [x.clone(), copied(&x)] {
            prop_assert_eq!(&merge(&base, &x, &base).map, &x);
            prop_assert_eq!(&merge(&base, &base, &x).map, &x);
            prop_assert_eq!(&merge(&base, &x, &x).map, &x);
            prop_assert!(merge(&base, &x, &x).conflicts.is_empty());
        }
    }

    #[test]
    fn a_merge_takes_one_sided_changes_without_conflict(
        from in any::<u64>(), ours in seeds(10), theirs in seeds(10),
    ) {
        let base = start(from);
        let (ours, theirs) = disjoint(&base, &ours, &theirs);
        let x = apply(&base, &ours).unwrap();
        let y = apply(&base, &theirs).unwrap();
        let both = apply(&x, &theirs).unwrap();
        prop_assert_eq!(&both, &apply(&y, &ours).unwrap());
        let merged = merge(&base, &x, &copied(&y));
        prop_assert_eq!(&merged.map, &both);
        prop_assert!(merged.conflicts.is_empty());
        prop_assert_eq!(&merge(&base, &y, &x).map, &both);
    }

    #[test]
    fn nothing_that_a_side_added_is_missing_and_ids_stay_unique(
        from in any::<u64>(), ours in seeds(20), theirs in seeds(20),
    ) {
        let base = start(from);
        let (x, y) = (edited(&base, &ours).0, edited(&base, &theirs).0);
        let merged = merge(&base, &x, &y);
        let (was, is) = (facts(&base), facts(&merged.map));
        for side in [&x, &y] {
            for fact in facts(side).difference(&was) {
                prop_assert!(is.contains(fact), "lost: {}", fact);
            }
        }
        let mut ids = ids(&merged.map);
        ids.sort();
        let all = ids.len();
        ids.dedup();
        prop_assert_eq!(ids.len(), all);
        for conflict in &merged.conflicts {
            prop_assert!(merged.map.conflicts.contains(conflict));
        }
        // Merged again, nothing changes any more.
        prop_assert_eq!(&merge(&x, &merged.map, &x).map, &merged.map);
        prop_assert_eq!(&merge(&y, &y, &merged.map).map, &merged.map);
    }

    #[test]
    fn a_merge_of_copies_is_the_merge_of_what_they_are_copies_of(
        from in any::<u64>(), ours in seeds(10), theirs in seeds(10),
    ) {
        let base = start(from);
        let (x, y) = (edited(&base, &ours).0, edited(&base, &theirs).0);
        let apart = merge(&copied(&base), &copied(&x), &copied(&y));
        prop_assert_eq!(merge(&base, &x, &y), apart);
    }

    #[test]
    fn undo_beside_foreign_edits_keeps_the_foreign_ones(
        from in any::<u64>(), ours in seeds(6), theirs in seeds(6),
    ) {
        let base = start(from);
        let (ours, theirs) = disjoint(&base, &ours, &theirs);
        let foreign = apply(&base, &theirs).unwrap();
        let mut draft = Draft::new(Arc::new(base.clone()));
        let mut steps = 0;
        for edit in ours {
            steps += usize::from(!draft.commit(vec![edit], Join::New).unwrap().is_empty());
        }
        let mut replayed = Arc::clone(draft.map());
        let merged = draft.foreign(&base, &copied(&foreign));
        replayed = Arc::new(apply(&replayed, &merged.edits).unwrap());
        prop_assert_eq!(&replayed, draft.map());
        let both = Arc::clone(draft.map());
        prop_assert_eq!(draft.history().done().len(), steps);
        while let Some(undone) = draft.undo() {
            prop_assert!(undone.conflicts.is_empty());
            replayed = Arc::new(apply(&replayed, &undone.edits).unwrap());
            prop_assert_eq!(&replayed, draft.map());
        }
        prop_assert_eq!(&**draft.map(), &foreign);
        while draft.redo().is_some() {}
        prop_assert_eq!(draft.map(), &both);
    }

    #[test]
    fn undo_never_takes_away_what_another_program_added(
        from in any::<u64>(), ours in seeds(8), theirs in seeds(8),
    ) {
        let base = start(from);
        let mut draft = Draft::new(Arc::new(base.clone()));
        for seed in &ours {
            let edit = edit(*seed, draft.map());
            let _ = draft.commit(vec![edit], Join::New);
        }
        let mine = Arc::clone(draft.map());
        let (theirs, _) = edited(&mine, &theirs);
        draft.foreign(&mine, &theirs);
        let (was, brought) = (facts(&mine), facts(&theirs));
        while draft.undo().is_some() {}
        let is = facts(draft.map());
        for fact in brought.difference(&was) {
            prop_assert!(is.contains(fact), "lost: {}", fact);
        }
    }

    #[test]
    fn a_diff_is_empty_exactly_where_maps_are_equal(from in any::<u64>(), seeds in seeds(6)) {
        let a = start(from);
        prop_assert_eq!(diff(&a, &copied(&a)), vec![]);
        let (b, _) = edited(&a, &seeds);
        prop_assert_eq!(diff(&a, &b).is_empty(), a == b);
        prop_assert_eq!(diff(&a, &b), diff(&copied(&a), &copied(&b)));
    }

    #[test]
    fn every_difference_is_told_once_in_words(from in any::<u64>(), seeds in seeds(8)) {
        let a = start(from);
        let (b, _) = edited(&a, &seeds);
        for (a, b) in [(&a, &b), (&b, &a), (&a, &tree(from / 2))] {
            let changes = diff(a, b);
            let told = words::told(a, b, &changes);
            prop_assert!(told.iter().all(|line| !line.text.is_empty()));
            let mut named: Vec<usize> = told.iter().filter_map(|line| line.change).collect();
            named.sort_unstable();
            prop_assert_eq!(named, (0..changes.len()).collect::<Vec<_>>());
            prop_assert_eq!(told, words::told(&copied(a), &copied(b), &changes));
        }
    }

    #[test]
    fn a_map_is_neither_better_nor_worse_than_itself(from in any::<u64>(), seeds in seeds(8)) {
        let (map, _) = edited(&start(from), &seeds);
        let found = since(Some(&map), &copied(&map), Day::parse("2026-11-22").unwrap());
        prop_assert!(found.fixed.is_empty() && found.worse.is_empty(), "{:?}", found);
    }

    #[test]
    fn a_script_turns_one_map_into_the_other(
        from in any::<u64>(), ours in seeds(25), theirs in seeds(25),
    ) {
        let base = start(from);
        let (a, b) = (edited(&base, &ours).0, edited(&base, &theirs).0);
        for (a, b) in [(&a, &b), (&base, &b), (&a, &tree(from / 2)), (&a, &copied(&a))] {
            let script = script(a, b);
            prop_assert_eq!(script.is_empty(), a == b);
            let made = apply(a, &script);
            prop_assert_eq!(made.as_ref(), Ok(b), "{:#?}", script);
        }
    }

    #[test]
    fn an_edit_survives_being_written_down(from in any::<u64>(), seeds in seeds(10)) {
        let (_, edits) = edited(&start(from), &seeds);
        let text = serde_json::to_string(&edits).unwrap();
        prop_assert_eq!(serde_json::from_str::<Vec<Edit>>(&text).unwrap(), edits);
    }
}
