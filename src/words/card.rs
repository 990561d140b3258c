//! What the opened card says beside single values.

use super::fields::spoken_word;
use super::label::count;
use crate::insight::{Trend, newest, per_thousand};
use crate::model::record::Leaf;
use crate::model::{Action, Counts, Metric, Note, NoteState, Touchpoint, Unit};

/// From this effort down and this benefit up an action is worth a quick
/// start.
const LITTLE_EFFORT: u8 = 2;
const MUCH_BENEFIT: u8 = 4;

/// What there is to say of a note beside its text.
pub fn note_facts(note: &Note) -> String {
    let dots: u32 = note.votes.iter().map(|vote| vote.dots).sum();
    let dots = usize::try_from(dots).unwrap_or(usize::MAX);
    joined([
        note.cause.map(|cause| spoken_word(&cause.typed())).unwrap_or_default(),
        note.by.to_string(),
        note.owner.to_string(),
        note.source.map(|source| spoken_word(&source.typed())).unwrap_or_default(),
        match note.state() {
            NoteState::Open => String::new(),
            state => spoken_word(&state.typed()),
        },
        if dots == 0 { String::new() } else { count(dots, "vote", "votes") },
    ])
}

/// What there is to say of an action beside its title.
pub fn action_facts(action: &Action) -> String {
    let (effort, benefit) = (action.effort.map(|it| it.get()), action.benefit.map(|it| it.get()));
    let is_quick = effort.is_some_and(|effort| effort <= LITTLE_EFFORT)
        && benefit.is_some_and(|benefit| benefit >= MUCH_BENEFIT);
    joined([
        action.owner.to_string(),
        action.due.map(|due| format!("due {due}")).unwrap_or_default(),
        effort.map(|effort| format!("effort {effort}")).unwrap_or_default(),
        benefit.map(|benefit| format!("benefit {benefit}")).unwrap_or_default(),
        if is_quick { "quick win".into() } else { String::new() },
        action.measure.to_string(),
    ])
}

/// What the last months say together; none where orders were not counted.
pub fn support(months: &[Counts]) -> Option<(String, Trend)> {
    let (last, before) = months.split_last()?;
    let now = per_thousand(last)?;
    let line = format!("{now:.0} of 1,000 orders in {}", last.month);
    let Some(then) = before.last().and_then(|counts| Some((counts, per_thousand(counts)?))) else {
        return Some((line, Trend::Level));
    };
    let (counts, then) = then;
    // what rounds to the same number goes nowhere
    let trend = Trend::between(then.round(), now.round());
    Some((format!("{line}, {then:.0} in {}{}", counts.month, arrow(trend)), trend))
}

/// What was counted or measured at a touchpoint and has no line of its own on
/// a card, in a few cells each, the weightiest first.
pub fn figures(touchpoint: &Touchpoint) -> Vec<String> {
    let mut figures = Vec::new();
    if let [.., last] = touchpoint.support.months.as_slice() {
        let trend = support(&touchpoint.support.months).map(|(_, trend)| arrow(trend));
        figures.push(match per_thousand(last) {
            Some(now) => format!("{now:.0}/1,000{}", trend.unwrap_or_default()),
            None => format!("{} tickets", last.tickets.get()),
        });
    }
    let dots: u32 = touchpoint.votes.iter().map(|vote| vote.dots).sum();
    let dots = usize::try_from(dots).unwrap_or(usize::MAX);
    if dots > 0 {
        figures.push(count(dots, "vote", "votes"));
    }
    // what is not settled has a line of its own
    if touchpoint.emotion.is_some() && !touchpoint.voices.is_empty() {
        figures.push(count(touchpoint.voices.len(), "voice", "voices"));
    }
    for metric in &touchpoint.metrics {
        if let Some(last) = newest(metric) {
            figures.push(format!("{} {}", metric.name, value(metric, last.value.get())));
        }
    }
    if !touchpoint.checklist.is_empty() {
        let done = touchpoint.checklist.iter().filter(|check| check.done).count();
        figures.push(format!("{done} of {} checked", touchpoint.checklist.len()));
    }
    figures
}

fn arrow(trend: Trend) -> &'static str {
    match trend {
        Trend::Rising => " ↑",
        Trend::Falling => " ↓",
        Trend::Level => "",
    }
}

/// A figure of a metric with what its unit needs.
fn value(metric: &Metric, number: f64) -> String {
    match metric.unit {
        Unit::Percent => format!("{number} %"),
        _ => number.to_string(),
    }
}

/// The last reading of a metric, where it goes, and what it should reach.
pub fn metric(metric: &Metric) -> String {
    let value = |number: f64| value(metric, number);
    let trend = match Trend::of(metric) {
        Some(Trend::Rising) => ", rising",
        Some(Trend::Falling) => ", falling",
        Some(Trend::Level) | None => "",
    };
    let last = newest(metric);
    let last = last.map(|it| format!("{} on {}{trend}", value(it.value.get()), it.on));
    let target = metric.target.map(|target| format!("target {}", value(target.get())));
    let unit = match metric.unit {
        Unit::Percent => String::new(),
        unit => spoken_word(&unit.typed()),
    };
    let name = metric.name.to_string();
    joined([name, unit, last.unwrap_or_default(), target.unwrap_or_default()])
}

fn joined<const N: usize>(parts: [String; N]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::JourneyMap;

    fn example() -> JourneyMap {
        ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap()
    }

    #[test]
    fn support_is_said_as_a_share_of_the_orders_and_where_it_goes() {
        let map = example();
        let months = &map.stages[1].touchpoints[0].support.months;
        let (line, trend) = support(months).unwrap();
        assert_eq!(line, "33 of 1,000 orders in 2026-09, 30 in 2026-08 ↑");
        assert_eq!(trend, Trend::Rising);
        let alone = support(&months[..1]).unwrap();
        assert_eq!(alone, ("30 of 1,000 orders in 2026-08".into(), Trend::Level));
        let mut uncounted = months.clone();
        uncounted[1].orders = None;
        assert_eq!(support(&uncounted), None);
        assert_eq!(support(&[]), None);
    }

    #[test]
    fn a_metric_says_its_last_value_and_where_it_goes() {
        let map = example();
        let line = metric(&map.stages[1].touchpoints[0].metrics[0]);
        assert_eq!(line, "CSAT · 58.5 % on 2026-09-30, falling · target 90 %");
    }

    #[test]
    fn little_effort_for_much_is_a_quick_win() {
        let map = example();
        let action = &map.stages[1].touchpoints[0].actions[0];
        assert!(action_facts(action).contains("quick win"), "{}", action_facts(action));
        let mut dear = action.clone();
        dear.effort = crate::model::Scale::new(3).ok();
        assert!(!action_facts(&dear).contains("quick win"));
    }
}
