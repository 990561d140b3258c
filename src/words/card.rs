//! What the opened card says beside single values.

use super::fields::spoken_word;
use super::label::count;
use super::measured::{amount, arrow, support};
use crate::insight::{Course, per_thousand, quick_win};
use crate::model::record::Leaf;
use crate::model::{Action, Check, Count, Note, NoteState, Touchpoint};

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
    joined([
        action.owner.to_string(),
        action.due.map(|due| format!("due {due}")).unwrap_or_default(),
        effort.map(|effort| format!("effort {effort}")).unwrap_or_default(),
        benefit.map(|benefit| format!("benefit {benefit}")).unwrap_or_default(),
        if quick_win(action) { "quick win".into() } else { String::new() },
        action.measure.to_string(),
    ])
}

/// What was counted or measured at a touchpoint and has no line of its own on
/// a card, in a few cells each, the weightiest first.
pub fn figures(touchpoint: &Touchpoint) -> Vec<String> {
    let mut figures = Vec::new();
    if let Some(last) = touchpoint.support.counted().max_by_key(|counts| counts.month) {
        let trend = support(&touchpoint.support.months).map(|(_, trend)| arrow(trend));
        figures.push(match per_thousand(last) {
            Some(now) => format!("{now:.0}/1,000{}", trend.unwrap_or_default()),
            None => format!("{} tickets", last.tickets.map_or(0, Count::get)),
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
        if let Some(Course { newest, .. }) = Course::of(metric) {
            figures.push(format!("{} {}", metric.name, amount(metric.unit, newest.value)));
        }
    }
    if !touchpoint.checklist.is_empty() {
        figures.push(checked(&touchpoint.checklist));
    }
    figures
}

/// The same where one can tick them: `3 of 8 checked; space ticks one`.
pub fn checked_how(checklist: &[Check]) -> String {
    format!("{}; space ticks one", checked(checklist))
}

/// How far a checklist is: `3 of 8 checked`.
pub fn checked(checklist: &[Check]) -> String {
    let done = checklist.iter().filter(|check| check.done).count();
    format!("{done} of {} checked", checklist.len())
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
    fn little_effort_for_much_is_a_quick_win() {
        let map = example();
        let action = &map.stages[1].touchpoints[0].actions[0];
        assert!(action_facts(action).contains("quick win"), "{}", action_facts(action));
        let mut dear = action.clone();
        dear.effort = crate::model::Scale::new(3).ok();
        assert!(!action_facts(&dear).contains("quick win"));
    }
}
