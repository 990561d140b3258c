//! The journey as somebody walks it: the way, what came of it, and what a
//! walk says of things that were said to be mended.

use crate::model::{ActionState, Day, Id, JourneyMap, NoteState, Side, Spot, Touchpoint, Walk};

/// The way of the customer: the best route, without what she does not see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The touchpoints, from the first to the last.
    pub spots: Vec<Spot>,
    /// Which of them the walk begins with.
    pub begin: usize,
    /// How many lie beside the best route and are passed over.
    pub detours: usize,
    /// How many of the route the customer does not see, and are passed over.
    pub off_stage: usize,
}

impl Route {
    /// The way, begun at column `column` and there at the card `row`; none:
    /// at the first of the stage. A touchpoint that it is begun at is part of
    /// it, whatever it is. Where nothing is left to walk from there, it begins
    /// with the last one. None where there is nothing to walk at all.
    pub fn of(map: &JourneyMap, column: usize, row: Option<usize>) -> Option<Self> {
        let mut route = Self { spots: Vec::new(), begin: 0, detours: 0, off_stage: 0 };
        let from = (column, row.unwrap_or(0));
        for (at, stage) in map.stages.iter().enumerate() {
            for (place, touchpoint) in stage.touchpoints.iter().enumerate() {
                let is_begun_at = row.is_some() && (at, place) == from;
                if touchpoint.detour && !is_begun_at {
                    route.detours += 1;
                } else if touchpoint.side == Some(Side::OffStage) && !is_begun_at {
                    route.off_stage += 1;
                } else {
                    if (at, place) < from {
                        route.begin += 1;
                    }
                    route.spots.push(Spot::new(&stage.id, &touchpoint.id));
                }
            }
        }
        route.begin = route.begin.min(route.spots.len().checked_sub(1)?);
        Some(route)
    }
}

/// What walks over some touchpoints came to.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Walked {
    /// So many went as they should.
    pub passed: usize,
    /// So many did not.
    pub failed: usize,
    /// How it felt: the mean of those walks that say it, -2 to +2.
    pub felt: Option<f64>,
    /// How the same touchpoints are rated on the map: the mean of those of
    /// them that are, -2 to +2.
    pub mapped: Option<f64>,
}

impl Walked {
    /// Of touchpoints and the walk over each.
    pub fn of<'a>(walks: impl Iterator<Item = (&'a Touchpoint, &'a Walk)>) -> Self {
        let mut walked = Self::default();
        let (mut felt, mut mapped) = (Vec::new(), Vec::new());
        for (touchpoint, walk) in walks {
            if walk.passed {
                walked.passed += 1;
            } else {
                walked.failed += 1;
            }
            if let Some(emotion) = walk.emotion {
                felt.push(f64::from(emotion.get()));
                mapped.extend(touchpoint.emotion.map(|emotion| f64::from(emotion.get())));
            }
        }
        Self { felt: mean(&felt), mapped: mean(&mapped), ..walked }
    }

    /// How many touchpoints were walked.
    pub fn count(&self) -> usize {
        self.passed + self.failed
    }
}

/// What of a touchpoint was said to be mended, and is to be looked at again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToSettle {
    /// Notes that are fixed.
    pub notes: Vec<Id>,
    /// Actions that are done.
    pub actions: Vec<Id>,
}

impl ToSettle {
    /// After a walk that passed: what can be marked as verified. After one
    /// that did not: what can be opened again, which what was verified before
    /// is, too.
    pub fn of(touchpoint: &Touchpoint, passed: bool) -> Self {
        let notes = touchpoint.notes.iter().filter(|note| match note.state() {
            NoteState::Fixed => true,
            NoteState::Verified => !passed,
            NoteState::Open | NoteState::Reopened => false,
        });
        let actions = touchpoint.actions.iter().filter(|action| match action.state() {
            ActionState::Done => true,
            ActionState::Verified => !passed,
            _ => false,
        });
        Self {
            notes: notes.map(|note| note.id.clone()).collect(),
            actions: actions.map(|action| action.id.clone()).collect(),
        }
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.actions.is_empty()
    }
}

/// The latest walk over a touchpoint, other than the one at `except`.
pub fn last_walk(touchpoint: &Touchpoint, except: Option<usize>) -> Option<&Walk> {
    let walks = touchpoint.walks.iter().enumerate();
    let others = walks.filter(|(at, _)| Some(*at) != except).map(|(_, walk)| walk);
    // of several on one day the one that stands last
    others.max_by_key(|walk| walk.on)
}

/// Where the walk number `nth`, from 0, that this person made on that day
/// stands among the walks of a touchpoint.
pub fn walk_of(touchpoint: &Touchpoint, on: Day, by: &str, nth: usize) -> Option<usize> {
    let walks = touchpoint.walks.iter().enumerate();
    let theirs = walks.filter(|(_, walk)| walk.on == on && *walk.by == *by);
    theirs.map(|(at, _)| at).nth(nth)
}

#[expect(clippy::cast_precision_loss, reason = "a map has fewer touchpoints than 2^52")]
fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Action, ActionStep, Emotion, Note, NoteKind, NoteStep, Stage};

    /// Stages of touchpoints: `.` plain, `d` a detour, `o` off-stage.
    fn map(stages: &[&str]) -> JourneyMap {
        let mut map = JourneyMap::new("Map");
        for (s, cards) in stages.iter().enumerate() {
            let mut stage = Stage::new(Id::new(&format!("s{s}")), "Stage");
            for (t, sort) in cards.chars().enumerate() {
                let mut touchpoint = Touchpoint::new(Id::new(&format!("t{s}{t}")), "Card");
                touchpoint.detour = sort == 'd';
                touchpoint.side = (sort == 'o').then_some(Side::OffStage);
                stage.touchpoints.push(Arc::new(touchpoint));
            }
            map.stages.push(Arc::new(stage));
        }
        map
    }

    fn route(stages: &[&str], column: usize, row: Option<usize>) -> (Vec<String>, usize) {
        let route = Route::of(&map(stages), column, row).unwrap();
        (route.spots.iter().map(|spot| spot.id.to_string()).collect(), route.begin)
    }

    #[test]
    fn a_walk_passes_over_detours_and_what_is_not_seen_unless_it_begins_there() {
        let stages = [".do", "o.", "."];
        let all = ["t00", "t11", "t20"].map(str::to_owned).to_vec();
        assert_eq!(route(&stages, 0, Some(0)), (all.clone(), 0));
        assert_eq!(route(&stages, 1, None), (all.clone(), 1));
        assert_eq!(route(&stages, 2, Some(0)), (all, 2));
        let (with, begin) = route(&stages, 0, Some(1));
        assert_eq!((with[begin].as_str(), with.len()), ("t01", 4));
        let (with, begin) = route(&stages, 1, Some(0));
        assert_eq!((with[begin].as_str(), with.len()), ("t10", 4));
        let of = Route::of(&map(&stages), 0, None).unwrap();
        assert_eq!((of.detours, of.off_stage), (1, 2));
    }

    #[test]
    fn behind_the_last_touchpoint_a_walk_begins_with_it_and_nothing_is_no_walk() {
        assert_eq!(route(&[".", ""], 1, None).1, 0);
        assert_eq!(Route::of(&map(&["d", "o"]), 0, None), None);
        assert_eq!(Route::of(&map(&[]), 0, None), None);
    }

    #[test]
    fn what_was_felt_is_set_against_how_the_same_touchpoints_are_mapped() {
        let walk = |passed, emotion: Option<i64>| Walk {
            on: Day::parse("2026-11-21").unwrap(),
            by: "Ivo".into(),
            passed,
            emotion: emotion.map(|value| Emotion::new(value).unwrap()),
            text: "".into(),
            comments: None,
        };
        let rated = |value: Option<i64>| {
            let mut touchpoint = Touchpoint::new(Id::new("t"), "Card");
            touchpoint.emotion = value.map(|value| Emotion::new(value).unwrap());
            touchpoint
        };
        let pairs = [
            (rated(Some(1)), walk(true, Some(-1))),
            (rated(None), walk(false, Some(-2))),
            // nobody said how this one felt: its rating does not count
            (rated(Some(2)), walk(true, None)),
            (rated(Some(-1)), walk(false, Some(1))),
        ];
        let walked = Walked::of(pairs.iter().map(|(touchpoint, walk)| (touchpoint, walk)));
        assert_eq!((walked.passed, walked.failed, walked.count()), (2, 2, 4));
        assert_eq!(walked.felt, Some(-2.0 / 3.0));
        assert_eq!(walked.mapped, Some(0.0));
        assert_eq!(Walked::of(std::iter::empty()), Walked::default());
    }

    #[test]
    fn a_passed_walk_verifies_what_is_mended_and_a_failed_one_opens_also_what_was_verified() {
        let on = Day::parse("2026-11-21").unwrap();
        let mut touchpoint = Touchpoint::new(Id::new("t"), "Card");
        for state in NoteState::ALL {
            let mut note = Note::new(Id::new(state.word()), NoteKind::Pain, "Slow");
            note.states.push(NoteStep { on, state: *state, comments: None });
            touchpoint.notes.push(note);
        }
        for state in ActionState::ALL {
            let mut action = Action::new(Id::new(state.word()), "Hurry");
            action.states.push(ActionStep { on, state: *state, comments: None });
            touchpoint.actions.push(action);
        }
        let passed = ToSettle::of(&touchpoint, true);
        assert_eq!((passed.notes, passed.actions), (vec!["Fixed".into()], vec!["Done".into()]));
        let failed = ToSettle::of(&touchpoint, false);
        assert_eq!(failed.notes, ["Fixed".into(), "Verified".into()]);
        assert_eq!(failed.actions, ["Done".into(), "Verified".into()]);
        assert!(ToSettle::of(&Touchpoint::new(Id::new("t"), "Card"), false).is_empty());
    }
}
