//! How far the work on a map is, in words.

use super::doing::name_of;
use super::maps::NEVER_REVIEWED;
use crate::insight::{Kept, Progress, Task};
use crate::model::JourneyMap;

/// The head over the five steps.
pub const HOW_FAR: &str = "How far the map is";

/// A step with its number, in a word or two.
pub fn task(task: Task) -> &'static str {
    match task {
        Task::List => "1 list",
        Task::Goals => "2 set goals",
        Task::Breaks => "3 breaks",
        Task::FixFirst => "4 fix first",
        Task::Track => "5 track",
    }
}

/// How far a step is: `2 of 4 touchpoints have a goal and an owner`.
pub fn progress_of(step: &Progress) -> String {
    let of = format!("{} of {}", step.done, step.of);
    match step.task {
        Task::List if step.of == 0 => "no stage yet".into(),
        Task::List => format!("{of} stages have touchpoints"),
        Task::Goals | Task::Breaks if step.of == 0 => "no touchpoint yet".into(),
        Task::Goals => format!("{of} touchpoints have a goal and an owner"),
        Task::Breaks => {
            let support = match step.with_support {
                0 => "none".to_owned(),
                some => some.to_string(),
            };
            format!("{of} rated, {support} with support data")
        }
        Task::FixFirst if step.of == 0 => "nothing is known to hurt".into(),
        Task::FixFirst => format!("{of} that hurt have an action"),
        Task::Track => {
            let done = if step.of == 0 {
                "no action is done yet".into()
            } else {
                format!("{of} done actions have a result")
            };
            match step.review {
                Kept::InTime => done,
                Kept::Overdue => format!("{done}, review overdue"),
                Kept::Never => format!("{done}, {NEVER_REVIEWED}"),
            }
        }
    }
}

/// What to do next for a step that is not done.
pub fn next_of(map: &JourneyMap, step: &Progress) -> String {
    let place = step.next.as_ref().map(|at| name_of(map, at));
    let doing = match (step.task, place) {
        (Task::List, Some(place)) => format!("{place} has no touchpoint: o writes one"),
        (Task::List, None) => "make the first stage: s o".into(),
        (Task::Goals, Some(place)) => {
            format!("{place} lacks a goal or an owner: c g, c o")
        }
        (Task::Breaks, Some(place)) => format!("rate {place}: 1 to 5"),
        (Task::FixFirst, Some(place)) => format!("plan an action for {place}: a t"),
        (Task::Track, Some(place)) => {
            format!("say what was measured after {place}: its field after")
        }
        (Task::Goals, None) => "write touchpoints first: o".into(),
        (Task::Breaks, None) if step.of == 0 => "write touchpoints first: o".into(),
        (Task::Breaks, None) => "enter support data on a card: tickets and orders a month".into(),
        (Task::FixFirst, None) => "rate touchpoints first, and note what hurts".into(),
        (Task::Track, None) if step.of == 0 => {
            "when an action is done, c s says so, and its result is entered".into()
        }
        (Task::Track, None) => "review the map: its log stands under Review".into(),
    };
    format!("next: {doing}")
}

/// Enter on a step for which there is no place to go to.
pub const STEP_IS_DONE: &str = "Nothing is left to do for that step";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::steps;
    use crate::model::Day;

    #[test]
    fn every_step_of_the_example_says_its_figure_and_what_comes_next() {
        let map: JourneyMap =
            ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap();
        let steps = steps(&map, Day::parse("2026-11-21").unwrap());
        assert_eq!(
            steps.each_ref().map(progress_of),
            [
                "3 of 3 stages have touchpoints",
                "2 of 4 touchpoints have a goal and an owner",
                "3 of 3 rated, 1 with support data",
                "1 of 1 that hurt have an action",
                "no action is done yet, review overdue",
            ]
        );
        assert_eq!(
            next_of(&map, &steps[1]),
            "next: “Waits six days without news / 六天没有消息” lacks a goal or an owner: c g, c o"
        );
        let empty = JourneyMap::new("Map");
        let track = &crate::insight::steps(&empty, Day::parse("2026-11-21").unwrap())[4];
        assert_eq!(progress_of(track), "no action is done yet, never reviewed");
        let steps = crate::insight::steps(&empty, Day::parse("2026-11-21").unwrap());
        assert_eq!(next_of(&empty, &steps[0]), "next: make the first stage: s o");
    }
}
