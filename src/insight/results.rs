//! What came of what was done.

use super::actions::{PlacedAction, actions};
use super::measured::{Verdict, change, verdict};
use crate::model::{Action, ActionState, JourneyMap, Metric, Unit};

/// What came of an action.
#[derive(Debug, Clone, Copy)]
pub struct Outcome<'a> {
    /// The action.
    pub placed: PlacedAction<'a>,
    /// What was wrong, as the action says it, else the first note that it
    /// answers; may be empty.
    pub was: &'a str,
    /// What was changed, as the action says it, else its title.
    pub change: &'a str,
    /// What it was measured by.
    pub metric: Option<&'a Metric>,
    /// After less before, in the unit of the metric; none where one of them
    /// was not measured.
    pub difference: Option<f64>,
    /// The difference in percent of what was before; none where the unit is a
    /// share or a score itself, and where there was nothing before.
    pub share: Option<f64>,
    /// What that means; none where it cannot be said.
    pub verdict: Option<Verdict>,
}

/// What came of an action, in one word: each has exactly one, so that counts
/// of them add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// It is better than before.
    Better,
    /// It is as before.
    Same,
    /// It is worse.
    Worse,
    /// Both numbers are known, and nothing says which way is better.
    Unjudged,
    /// Nobody knows what it was before.
    NoBefore,
    /// Nobody measured it afterwards.
    Unmeasured,
}

impl Came {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Better, Self::Same, Self::Worse, Self::Unjudged, Self::NoBefore, Self::Unmeasured];
}

impl Outcome<'_> {
    /// What came of it.
    pub fn came(&self) -> Came {
        match self.verdict {
            _ if !is_measured(self.placed.action) => Came::Unmeasured,
            _ if self.difference.is_none() => Came::NoBefore,
            Some(Verdict::Better) => Came::Better,
            Some(Verdict::Same) => Came::Same,
            Some(Verdict::Worse) => Came::Worse,
            None => Came::Unjudged,
        }
    }
}

/// Whether somebody measured afterwards what an action did: it has a result.
pub fn is_measured(action: &Action) -> bool {
    action.after.is_some()
}

/// What came of the actions that were done, and of those for which something
/// was measured afterwards; in the order of the board.
pub fn results(map: &JourneyMap) -> impl Iterator<Item = Outcome<'_>> {
    actions(map).filter(|placed| has_result(placed.action)).map(|placed| outcome(map, placed))
}

/// Whether something came of it, or should have.
fn has_result(action: &Action) -> bool {
    let was_done =
        |state| matches!(state, ActionState::Done | ActionState::Verified | ActionState::Reopened);
    was_done(action.state()) || is_measured(action)
}

/// What came of one action.
pub fn outcome<'a>(map: &'a JourneyMap, placed: PlacedAction<'a>) -> Outcome<'a> {
    let action = placed.action;
    let metric = placed.metric(map);
    let numbers = action.before.zip(action.after);
    let numbers = numbers.map(|(before, after)| (before.get(), after.get()));
    Outcome {
        placed,
        was: if action.was.is_empty() { answered(&placed) } else { &action.was },
        change: if action.change.is_empty() { &action.title } else { &action.change },
        metric,
        difference: numbers.map(|(before, after)| difference(before, after)),
        share: metric
            .zip(numbers)
            .filter(|(metric, (before, _))| has_shares(metric.unit) && *before > 0.0)
            .and_then(|(_, (before, after))| change(before, after)),
        verdict: metric
            .zip(numbers)
            .and_then(|(metric, (before, after))| verdict(metric, before, after)),
    }
}

/// After less before, with no digits that nobody measured: 3.4 less 3.1 is 0.3.
fn difference(before: f64, after: f64) -> f64 {
    let places = decimals(before).max(decimals(after));
    // of nothing there is no less
    format!("{:.places$}", after - before).parse().unwrap_or(after - before) + 0.0
}

/// How many digits of a number stand behind the point.
pub fn decimals(value: f64) -> usize {
    value.to_string().split_once('.').map_or(0, |(_, digits)| digits.len())
}

/// Whether a share of a figure says something: of what is counted from 0. Of
/// percent it would be percent of percent, and a score begins at no zero.
fn has_shares(unit: Unit) -> bool {
    match unit {
        Unit::Count | Unit::Money | Unit::Minutes | Unit::Hours | Unit::Days => true,
        Unit::Percent | Unit::Nps | Unit::Score10 | Unit::Score5 => false,
    }
}

/// The first note of the same card or stage that it answers.
fn answered<'a>(placed: &PlacedAction<'a>) -> &'a str {
    let notes = placed.touchpoint.map_or(&placed.stage.notes, |touchpoint| &touchpoint.notes);
    let answers = &placed.action.answers;
    let found = answers.iter().find_map(|id| notes.iter().find(|note| note.id == *id));
    found.map_or("", |note| &note.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Number, Unit};

    fn judged(unit: Unit, target: Option<f64>, before: f64, after: f64) -> Option<Verdict> {
        let target = target.and_then(|target| Number::new(target).ok());
        let metric = Metric { unit, target, ..Metric::default() };
        verdict(&metric, before, after)
    }

    #[test]
    fn a_difference_has_no_digits_that_nobody_measured() {
        assert_eq!(difference(3.1, 3.4), 0.3);
        assert_eq!(difference(58.5, 91.0), 32.5);
        assert_eq!(difference(6.0, 9.0), 3.0);
        assert!(difference(-12.0, -12.0).is_sign_positive());
    }

    #[test]
    fn the_unit_says_what_is_better_and_a_target_says_it_first() {
        use Verdict::{Better, Same, Worse};
        assert_eq!(judged(Unit::Percent, None, 58.5, 91.0), Some(Better));
        assert_eq!(judged(Unit::Days, None, 6.0, 9.0), Some(Worse));
        assert_eq!(judged(Unit::Count, None, 6.0, 9.0), None);
        assert_eq!(judged(Unit::Count, Some(2.0), 6.0, 9.0), Some(Worse));
        assert_eq!(judged(Unit::Money, Some(20.0), 6.0, 9.0), Some(Better));
        // of those who return what they bought, fewer are better
        assert_eq!(judged(Unit::Percent, Some(12.0), 24.0, 15.0), Some(Better));
        // what stood at its target already says no direction
        assert_eq!(judged(Unit::Percent, Some(24.0), 24.0, 15.0), Some(Worse));
        assert_eq!(judged(Unit::Count, None, 6.0, 6.0), Some(Same));
    }
}
