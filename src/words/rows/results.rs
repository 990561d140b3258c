//! Results and risks as rows.

use super::{Column, Field, Placed, Rows, Value, place};
use crate::insight::{Outcome, Risk, Verdict};
use crate::model::Touchpoint;
use crate::words::results::{figure, unmeasured};
use crate::words::{action_state, difference_of, problem_in_words, share_of};

impl Placed for &Outcome<'_> {
    fn stage(&self) -> &str {
        self.placed.stage()
    }
    fn touchpoint(&self) -> Option<&Touchpoint> {
        self.placed.touchpoint()
    }
}

impl Placed for &Risk<'_> {
    fn stage(&self) -> &str {
        &self.stage.name
    }
    fn touchpoint(&self) -> Option<&Touchpoint> {
        Some(self.touchpoint)
    }
}

/// What came of actions.
pub(super) fn results(outcomes: &[Outcome<'_>]) -> Rows {
    let before: [Field<&Outcome<'_>>; 1] =
        [(Column::exact("id"), |it| Value::text(it.placed.action.id.as_str()))];
    let after: [Field<&Outcome<'_>>; 10] = [
        (Column::new("issue", "what was wrong"), |it| Value::text(it.was)),
        (Column::new("change", "what was changed"), |it| Value::text(it.change)),
        (Column::new("metric", "measured by"), |it| Value::text(&*it.placed.action.metric)),
        (Column::exact("unit"), |it| Value::text_of(it.metric.map(|metric| metric.unit.word()))),
        (Column::figure("before", "before"), |it| measured(it, it.placed.action.before)),
        (Column::figure("after", "after"), |it| measured(it, it.placed.action.after)),
        (Column::figure("difference", "difference"), |it| {
            let said = difference_of(it).unwrap_or_else(|| unmeasured(it).into());
            Value::number(it.difference).said(said)
        }),
        (Column::figure("difference_percent", "in %"), |it| {
            Value::number(it.share).said(share_of(it).unwrap_or_default())
        }),
        (Column::new("verdict", "so it is"), |it| {
            Value::text_of(it.verdict.map(|verdict| match verdict {
                Verdict::Better => "better",
                Verdict::Same => "same",
                Verdict::Worse => "worse",
            }))
        }),
        (Column::new("state", "state"), |it| {
            let state = it.placed.action.state();
            Value::text(state.word()).said(action_state(state))
        }),
    ];
    let fields: Vec<_> = before.into_iter().chain(place()).chain(after).collect();
    Rows::of(&fields, outcomes.iter())
}

/// A number, and for people its unit behind it.
fn measured(outcome: &Outcome<'_>, number: Option<crate::model::Number>) -> Value {
    let unit = outcome.metric.map(|metric| metric.unit);
    let number = number.map(|number| number.get());
    Value::number(number).said(number.map(|it| figure(unit, it)).unwrap_or_default())
}

/// What is known to go wrong.
pub(super) fn risks(risks: &[Risk<'_>]) -> Rows {
    let after: [Field<&Risk<'_>>; 3] = [
        (Column::new("problem", "common problem"), |it| {
            it.problem.map_or(Value::NOTHING, |problem| Value::text(problem_in_words(problem)))
        }),
        (Column::new("goal", "experience goal"), |it| Value::text(&*it.touchpoint.goal)),
        (Column::new("prevented_by", "prevented by"), |it| {
            Value::list(it.preventive().map(|action| &*action.title))
        }),
    ];
    let fields: Vec<_> = place().into_iter().chain(after).collect();
    Rows::of(&fields, risks.iter())
}
