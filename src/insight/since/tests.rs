use std::sync::Arc;

use super::*;
use crate::model::{ActionStep, NoteKind, NoteStep, Number, Reading, Review, Reviewed, Stage};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn emotion(value: i64) -> Option<Emotion> {
    Some(Emotion::new(value).unwrap())
}

/// A map of one touchpoint with a note and an action, which `change` changes.
fn map(change: impl FnOnce(&mut Touchpoint)) -> JourneyMap {
    let mut touchpoint = Touchpoint::new(Id::new("t-1"), "Pays");
    touchpoint.emotion = emotion(-1);
    touchpoint.notes = vec![Note::new(Id::new("n-1"), NoteKind::Pain, "Too dear")];
    touchpoint.actions = vec![Action::new(Id::new("a-1"), "Make it cheap")];
    change(&mut touchpoint);
    let mut stage = Stage::new(Id::new("s-1"), "Checkout");
    stage.touchpoints = vec![Arc::new(touchpoint)];
    let mut map = JourneyMap::new("Order");
    map.stages = vec![Arc::new(stage)];
    map
}

fn note_state(state: NoteState) -> impl FnOnce(&mut Touchpoint) {
    move |it| {
        it.notes[0].states = vec![NoteStep { on: day("2026-11-01"), state, comments: None }];
    }
}

fn action_state(state: ActionState) -> impl FnOnce(&mut Touchpoint) {
    move |it| {
        it.actions[0].due = Some(day("2026-11-21"));
        it.actions[0].states = vec![ActionStep { on: day("2026-11-01"), state, comments: None }];
    }
}

/// How many are late, fixed, worse and unverified.
fn counts(then: Option<&JourneyMap>, now: &JourneyMap) -> [usize; 4] {
    let found = since(then, now, day("2026-11-22"));
    [found.late.len(), found.fixed.len(), found.worse.len(), found.unverified.len()]
}

#[test]
fn what_was_fixed_or_done_before_is_not_news() {
    let then = map(|_| {});
    for (change, fixed, unverified) in [
        (NoteState::Open, 0, 0),
        (NoteState::Fixed, 1, 1),
        (NoteState::Verified, 1, 0),
        (NoteState::Reopened, 0, 0),
    ] {
        let now = map(note_state(change));
        assert_eq!(counts(Some(&then), &now), [0, fixed, 0, unverified], "{change:?}");
        assert_eq!(counts(Some(&now), &now), [0, 0, 0, unverified], "{change:?}");
        assert_eq!(counts(None, &now), [0, 0, 0, unverified], "{change:?}");
    }
    let fixed = map(note_state(NoteState::Fixed));
    let verified = map(note_state(NoteState::Verified));
    assert_eq!(counts(Some(&fixed), &verified), [0, 0, 0, 0]);
}

#[test]
fn an_action_is_late_while_it_is_neither_done_nor_dropped() {
    for (state, late) in [
        (ActionState::Todo, 1),
        (ActionState::Doing, 1),
        (ActionState::Reopened, 1),
        (ActionState::Done, 0),
        (ActionState::Verified, 0),
        (ActionState::Dropped, 0),
    ] {
        let now = map(action_state(state));
        assert_eq!(counts(None, &now)[0], late, "{state:?}");
        let on_the_day = since(None, &now, day("2026-11-21"));
        assert!(on_the_day.late.is_empty(), "{state:?}");
    }
}

#[test]
fn only_a_rating_that_fell_is_worse() {
    let then = map(|_| {});
    for (value, worse) in [(emotion(-2), 1), (emotion(-1), 0), (emotion(0), 0), (None, 0)] {
        assert_eq!(counts(Some(&then), &map(|it| it.emotion = value))[2], worse, "{value:?}");
    }
    assert_eq!(counts(Some(&map(|it| it.emotion = None)), &then)[2], 0);
}

#[test]
fn a_csat_is_compared_in_its_unit_and_by_its_latest_reading() {
    let with = |unit, readings: &[(&str, f64)]| {
        let mut metric = crate::model::Metric {
            name: "CSAT".into(),
            unit,
            target: None,
            readings: Vec::new(),
            comments: None,
        };
        for (on, value) in readings {
            let value = Number::new(*value).unwrap();
            metric.readings.push(Reading { on: day(on), value, comments: None });
        }
        map(|it| it.metrics = vec![metric])
    };
    let then = with(Unit::Percent, &[("2026-08-01", 61.0)]);
    let worse = with(Unit::Percent, &[("2026-09-01", 58.5), ("2026-08-01", 61.0)]);
    let found = since(Some(&then), &worse, day("2026-11-22")).worse;
    assert_eq!(found[0].csat, Some((61.0, 58.5)));
    assert_eq!(found[0].emotion, None);
    assert_eq!(counts(Some(&worse), &then)[2], 0);
    let other = with(Unit::Score5, &[("2026-09-01", 4.0)]);
    assert_eq!(counts(Some(&then), &other)[2], 0);
}

#[test]
fn a_review_is_overdue_from_the_day_after_it_was_due() {
    let mut map = JourneyMap::new("Order");
    assert_eq!(since(None, &map, day("2026-11-22")).overdue, 0);
    let row = Reviewed {
        on: day("2026-08-20"),
        by: "Maya".into(),
        reason: "quarter".into(),
        comments: None,
    };
    map.review = Review { log: vec![row], ..Review::default() };
    assert_eq!(since(None, &map, day("2026-11-18")).overdue, 0);
    assert_eq!(since(None, &map, day("2026-11-22")).overdue, 4);
}
