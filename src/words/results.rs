//! Results and risks in words: the tables of them.

use super::label::{action_state, count};
use super::measured::{in_unit, number};
use super::sentence::title_of;
use super::sheet::{Cell, Column, Kind, Sheet, Tone};
use crate::insight::{Came, Outcome, Problem, Risk, Verdict, decimals};
use crate::model::{Address, NoteKind, Spot, TopKind, Unit};

/// What the table says while nothing was done.
const NO_RESULTS: &str = "No result yet: an action comes here when it is done (c s, then 3); what \
                          was measured is asked for then.";
/// Of an action of which nothing was measured afterwards.
pub const NOT_MEASURED: &str = "not measured";
/// Of one of which nothing was measured before.
pub const NOT_BEFORE: &str = "not measured before";
/// What the table says while nothing is marked.
const NO_RISKS: &str = "No risk yet: a touchpoint comes here when it is marked as a high risk \
                        (:toggle high risk, or high risk on its page).";

/// The table of results: what was wrong, what was changed, what that did.
pub fn results_sheet(outcomes: &[Outcome<'_>]) -> Sheet {
    let columns = vec![
        Column::new("touchpoint", Kind::Text(12)),
        Column::new("what was wrong", Kind::Text(14)),
        Column::new("what was changed", Kind::Text(14)),
        Column::giving_way("measured by", Kind::Text(10), 2),
        Column::new("before", Kind::Figure),
        Column::new("after", Kind::Figure),
        Column::new("difference", Kind::Figure),
        Column::giving_way("in %", Kind::Figure, 1),
        Column::giving_way("", Kind::Whole, 3),
    ];
    let mut sheet = Sheet::new(head(outcomes), NO_RESULTS, columns);
    for outcome in outcomes {
        let placed = &outcome.placed;
        let name = placed.touchpoint.map_or(&placed.stage.name, |touchpoint| &touchpoint.title);
        let unit = outcome.metric.map(|metric| metric.unit);
        let figure = |value: Option<f64>| value.map_or_else(String::new, |it| figure(unit, it));
        let action = placed.action;
        let before = figure(action.before.map(|it| it.get()));
        let after = figure(action.after.map(|it| it.get()));
        let (difference, tone) = difference(outcome, "");
        sheet.push(
            Address::Action(placed.holder(), action.id.clone()),
            vec![
                Cell::plain(title_of(name)),
                Cell::dim(outcome.was),
                Cell::plain(outcome.change),
                Cell::dim(&*action.metric),
                Cell::dim(&before).alone(said_before("before", &before)),
                Cell::plain(&after).alone(said_before("after", &after)),
                Cell::new(difference, tone),
                Cell::dim(share_of(outcome).unwrap_or_default()),
                Cell::dim(action_state(action.state())),
            ],
        );
    }
    sheet
}

fn said_before(word: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("{word} {value}") }
}

fn head(outcomes: &[Outcome<'_>]) -> String {
    let parts: Vec<String> = Came::ALL
        .iter()
        .map(|came| (outcomes.iter().filter(|it| it.came() == *came).count(), came_in_words(*came)))
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
    format!("{}: {}.", count(outcomes.len(), "result", "results"), parts.join(", "))
}

/// What came of an action, in words: each has one of these.
fn came_in_words(came: Came) -> &'static str {
    match came {
        Came::Better => "better",
        Came::Same => "as before",
        Came::Worse => "worse",
        Came::Unjudged => "measured by no metric that says what is better",
        Came::NoBefore => NOT_BEFORE,
        Came::Unmeasured => NOT_MEASURED,
    }
}

/// What the result is, in a few words, with its share behind it, and how it is
/// meant.
fn difference(outcome: &Outcome<'_>, share: &str) -> (String, Tone) {
    let Some(difference) = difference_of(outcome) else {
        let is_known = outcome.placed.action.after.is_some();
        return (unmeasured(outcome).into(), if is_known { Tone::Plain } else { Tone::Bad });
    };
    match outcome.verdict {
        Some(Verdict::Better) => (difference + share, Tone::Good),
        Some(Verdict::Worse) => (format!("{difference}{share}, worse"), Tone::Bad),
        Some(Verdict::Same) | None => (difference + share, Tone::Plain),
    }
}

/// What stands there instead of a difference.
pub(super) fn unmeasured(outcome: &Outcome<'_>) -> &'static str {
    match outcome.placed.action.after {
        Some(_) => NOT_BEFORE,
        None => NOT_MEASURED,
    }
}

/// After less before with its sign and unit: `+32.5 points`, `−3 days`; none
/// where one of them was not measured.
pub fn difference_of(outcome: &Outcome<'_>) -> Option<String> {
    let difference = outcome.difference?;
    let (before, after) = outcome.placed.action.before.zip(outcome.placed.action.after)?;
    // no digits that nobody measured
    let places = decimals(before.get()).max(decimals(after.get()));
    let amount = number(difference.abs(), places);
    let is_nothing = !amount.contains(|digit: char| ('1'..='9').contains(&digit));
    let sign = match difference {
        _ if is_nothing => "±",
        difference if difference > 0.0 => "+",
        _ => "−",
    };
    let said = match outcome.metric.map(|metric| metric.unit) {
        Some(Unit::Percent | Unit::Nps | Unit::Score10 | Unit::Score5) => {
            format!("{amount} points")
        }
        Some(unit) => in_unit(unit, difference, &amount),
        None => amount,
    };
    Some(format!("{sign}{said}"))
}

/// The difference of what is counted as a share of what was before: `−50 %`.
/// Whole percents, below 10 one digit more; none where that says nothing.
pub fn share_of(outcome: &Outcome<'_>) -> Option<String> {
    let percent = outcome.share?;
    let amount = percent.abs();
    let amount = if amount < 9.95 { (amount * 10.0).round() / 10.0 } else { amount.round() };
    let sign = if percent > 0.0 { "+" } else { "−" };
    (amount > 0.0).then(|| format!("{sign}{amount} %"))
}

/// What was measured before and after, and the difference: `58.5 % → 91 %,
/// +32.5 points`, `300 → 180, −120 (−40 %)`; none where nothing was measured afterwards.
pub fn outcome_in_words(outcome: &Outcome<'_>) -> Option<String> {
    let after = outcome.placed.action.after?;
    let unit = outcome.metric.map(|metric| metric.unit);
    let Some(before) = outcome.placed.action.before else {
        return Some(format!("{} afterwards", figure(unit, after.get())));
    };
    let share = share_of(outcome).map(|share| format!(" ({share})"));
    let (difference, _) = difference(outcome, &share.unwrap_or_default());
    Some(format!("{} → {}, {difference}", figure(unit, before.get()), figure(unit, after.get())))
}

/// A number in its unit: `58.5 %`, `3 days`.
pub fn measured(unit: Unit, value: f64) -> String {
    figure(Some(unit), value)
}

pub(super) fn figure(unit: Option<Unit>, value: f64) -> String {
    let number = number(value, decimals(value));
    unit.map_or_else(|| number.clone(), |unit| in_unit(unit, value, &number))
}

/// The table of risks: what usually goes wrong, what it should be like, and
/// what is done to prevent it.
pub fn risks_sheet(risks: &[Risk<'_>]) -> Sheet {
    let columns = vec![
        Column::new("touchpoint", Kind::Text(16)),
        Column::new("common problem", Kind::Text(18)),
        Column::new("experience goal", Kind::Text(14)),
        Column::giving_way("prevented by", Kind::Text(16), 1),
    ];
    let unprevented = risks.iter().filter(|risk| risk.preventive().next().is_none()).count();
    let all = count(risks.len(), "high risk", "high risks");
    let head = match unprevented {
        _ if unprevented == risks.len() => format!("{all}, without any action that prevents it."),
        0 => format!("{all}, each with an action that prevents it."),
        _ => format!("{all}, {unprevented} of them without an action that prevents it."),
    };
    let mut sheet = Sheet::new(head, NO_RISKS, columns);
    for risk in risks {
        let touchpoint = risk.touchpoint;
        let holder = Spot::new(&risk.stage.id, &touchpoint.id);
        let problem = match risk.problem {
            Some(problem) => Cell::plain(problem_in_words(problem)),
            None => Cell::dim("none noted").alone("no problem noted"),
        };
        let goal = if touchpoint.goal.is_empty() {
            Cell::new("no goal yet", Tone::Bad)
        } else {
            Cell::plain(&*touchpoint.goal).alone(format!("should be: {}", touchpoint.goal))
        };
        let actions: Vec<String> = risk
            .preventive()
            .map(|it| format!("{} ({})", title_of(&it.title), action_state(it.state())))
            .collect();
        let prevented = if actions.is_empty() {
            Cell::new("nothing yet", Tone::Bad).alone("nothing prevents it yet")
        } else {
            Cell::dim(actions.join(", ")).alone(format!("prevented by: {}", actions.join(", ")))
        };
        let name = Cell::plain(title_of(&touchpoint.title));
        sheet.push(Address::Touchpoint(holder), vec![name, problem, goal, prevented]);
    }
    sheet
}

/// What usually goes wrong: `asked 412 times: Why do I pay again?`.
pub fn problem_in_words(problem: Problem<'_>) -> String {
    match problem {
        Problem::Asked(top) => {
            let what = match top.kind {
                TopKind::Question => "question",
                TopKind::Complaint => "complaint",
                TopKind::Return => "return",
            };
            let tickets = usize::try_from(top.tickets.get()).unwrap_or(usize::MAX);
            format!("{} ({what}, {})", top.text, count(tickets, "ticket", "tickets"))
        }
        Problem::Noted(note) if note.kind == NoteKind::Gap => format!("{} (gap)", note.text),
        Problem::Noted(note) => note.text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::{PlacedAction, outcome};
    use crate::model::{Action, Id, JourneyMap, Metric, Number, Stage, Touchpoint};

    fn said(unit: Unit, before: f64, after: f64) -> String {
        let mut touchpoint = Touchpoint::new(Id::new("t"), "Pays");
        let name = "CSAT";
        touchpoint.metrics.push(Metric { name: name.into(), unit, ..Metric::default() });
        let mut action = Action::new(Id::new("a"), "Mend it");
        action.metric = name.into();
        (action.before, action.after) = (Number::new(before).ok(), Number::new(after).ok());
        let (map, stage) = (JourneyMap::new("Map"), Stage::default());
        let placed = PlacedAction { stage: &stage, touchpoint: Some(&touchpoint), action: &action };
        outcome_in_words(&outcome(&map, placed)).unwrap()
    }

    #[test]
    fn a_difference_has_a_sign_a_unit_and_no_digits_that_nobody_measured() {
        assert_eq!(said(Unit::Percent, 58.5, 91.0), "58.5 % → 91 %, +32.5 points");
        assert_eq!(said(Unit::Score5, 3.1, 3.4), "3.1 of 5 → 3.4 of 5, +0.3 points");
        assert_eq!(said(Unit::Days, 6.0, 9.0), "6 days → 9 days, +3 days (+50 %), worse");
        assert_eq!(said(Unit::Minutes, 30.0, 12.5), "30 min → 12.5 min, −17.5 min (−58 %)");
        assert_eq!(said(Unit::Nps, -12.0, -12.0), "−12 → −12, ±0 points");
        assert_eq!(said(Unit::Count, 300.0, 180.0), "300 → 180, −120 (−40 %)");
        assert_eq!(said(Unit::Count, 1310.0, 900.0), "1,310 → 900, −410 (−31 %)");
        assert_eq!(said(Unit::Hours, 48.0, 45.0), "48 h → 45 h, −3 h (−6.3 %)");
        assert_eq!(said(Unit::Money, 200.0, 219.9), "200 → 219.9, +19.9 (+10 %)");
        assert_eq!(said(Unit::Money, 1.5, 30.0), "1.5 → 30, +28.5 (+1900 %)");
    }

    #[test]
    fn there_is_no_share_of_nothing_of_a_debt_or_of_what_stayed_as_it_was() {
        assert_eq!(said(Unit::Count, 0.0, 12.0), "0 → 12, +12");
        assert_eq!(said(Unit::Money, -40.0, -10.0), "−40 → −10, +30");
        assert_eq!(said(Unit::Days, 3.0, 3.0), "3 days → 3 days, ±0 days");
        // less than can be said with one digit
        assert_eq!(said(Unit::Count, 10_000.0, 10_001.0), "10,000 → 10,001, +1");
    }
}
