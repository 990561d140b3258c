//! What the opened card says beside single values.

use super::breaks::rate;
use super::fields::spoken_word;
use super::label::count;
use super::measured::{amount, arrow, support, tickets};
use crate::insight::{Course, per_thousand, quick_win};
use crate::model::record::Leaf;
use crate::model::{Action, Check, Count, Member, Note, NoteState, Touchpoint};
use crate::text;

/// What there is to say of a note beside its text; of who said it also the part
/// of the company, where `team` knows it.
pub fn note_facts(note: &Note, team: &[Member]) -> String {
    let dots: u32 = note.votes.iter().map(|vote| vote.dots).sum();
    let dots = usize::try_from(dots).unwrap_or(usize::MAX);
    joined([
        note.cause.map(|cause| spoken_word(&cause.typed())).unwrap_or_default(),
        with_department(&note.by, team),
        note.owner.to_string(),
        note.source.map(|source| spoken_word(&source.typed())).unwrap_or_default(),
        match note.state() {
            NoteState::Open => String::new(),
            state => spoken_word(&state.typed()),
        },
        if dots == 0 { String::new() } else { count(dots, "vote", "votes") },
    ])
}

/// A name, and behind it the department of that person: `Maya, Customer
/// support`. Names are the same however they are spelled.
fn with_department(name: &str, team: &[Member]) -> String {
    let folded = text::fold(name);
    let is_it = |member: &&Member| !name.is_empty() && text::fold(&member.name) == folded;
    match team.iter().find(is_it).map(|member| &*member.department) {
        None | Some("") => name.to_owned(),
        Some(department) => format!("{name}, {department}"),
    }
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
            Some(now) => format!("{}/1,000{}", rate(now), trend.unwrap_or_default()),
            None => tickets(last.tickets.map_or(0, Count::get)),
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
    use crate::model::{Cause, Id, JourneyMap, NoteKind};

    fn example() -> JourneyMap {
        ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap()
    }

    #[test]
    fn who_noted_something_is_said_with_the_department_that_the_team_names() {
        let map = example();
        let mut note = Note::new(crate::model::Id::new("n"), NoteKind::Pain, "Too late");
        for (by, said) in [
            ("Maya", "Maya, Customer support"),
            ("IVO", "IVO, Logistics"),
            ("A neighbour", "A neighbour"),
            ("", ""),
        ] {
            note.by = by.into();
            assert_eq!(note_facts(&note, &map.team), said);
        }
        note.by = "Maya".into();
        assert_eq!(note_facts(&note, &[]), "Maya");
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

    #[test]
    fn why_it_hurts_is_said_in_words_beside_every_note() {
        let mut note = Note::new(Id::new("n"), NoteKind::Pain, "It hurts");
        let said = Cause::ALL.iter().map(|cause| {
            note.cause = Some(*cause);
            note_facts(&note, &[])
        });
        assert_eq!(
            said.collect::<Vec<_>>(),
            [
                "cost",
                "findability",
                "complexity",
                "mixed message",
                "disconnect",
                "speed",
                "language",
                "process",
                "other",
            ]
        );
    }
}
