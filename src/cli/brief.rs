//! The brief of a map as JSON.

use serde::Serialize;

use super::output;
use crate::insight::breaks::Break;
use crate::insight::{
    Known, PlacedNote, PlacedTouchpoint, Progress, Task, dots, known, next_review, steps,
};
use crate::model::{Day, JourneyMap, Lines, MapState, Member, Persona, Reviewed, Scope, Text};
use crate::words;

/// Prints the brief of a map as JSON.
///
/// # Errors
/// Where it cannot be printed.
pub(super) fn print_json(map: &JourneyMap, today: Day) -> anyhow::Result<()> {
    let known = known(map);
    output::json(&Brief::of(map, &known, today))
}

/// What is not filled in is null, an empty text, or an empty list; of persona,
/// scope and team it is left out, as in the map.
#[derive(Serialize)]
struct Brief<'m> {
    title: &'m str,
    /// As in the file: `AsIs`, `ToBe`.
    state: MapState,
    twin: &'m str,
    owner: &'m str,
    /// 1 to 5; 1 is worked on first.
    priority: Option<u8>,
    tags: &'m [Text],
    persona: &'m Persona,
    objectives: &'m Lines,
    decision: &'m str,
    scope: &'m Scope,
    team: &'m [Member],
    review: ReviewRow<'m>,
    steps: Vec<StepRow>,
    breaks: Vec<BreakRow<'m>>,
    lows: Vec<LowRow<'m>>,
    delights: Vec<NoteRow<'m>>,
    opportunities: Vec<NoteRow<'m>>,
    expectations: Vec<ExpectedRow<'m>>,
}

#[derive(Serialize)]
struct ReviewRow<'m> {
    every_days: u16,
    /// The newest.
    last: Option<&'m Reviewed>,
    next: Option<Day>,
    /// Less than 0: it is late.
    in_days: Option<i32>,
}

#[derive(Serialize)]
struct StepRow {
    /// `list`, `goals`, `breaks`, `fix_first`, `track`.
    step: &'static str,
    done: usize,
    of: usize,
    is_done: bool,
    sentence: String,
}

#[derive(Serialize)]
struct BreakRow<'m> {
    #[serde(flatten)]
    at: At<'m>,
    /// Level × impact, 1 to 25.
    rank: u8,
    sentence: String,
}

#[derive(Serialize)]
struct LowRow<'m> {
    #[serde(flatten)]
    at: At<'m>,
    /// -2 or -1.
    emotion: Option<i8>,
    feeling: &'m str,
    /// Dots on the touchpoint.
    votes: u64,
}

#[derive(Serialize)]
struct NoteRow<'m> {
    id: &'m str,
    text: &'m str,
    #[serde(flatten)]
    at: At<'m>,
    /// Dots on the note.
    votes: u64,
}

#[derive(Serialize)]
struct ExpectedRow<'m> {
    text: &'m str,
    #[serde(flatten)]
    at: At<'m>,
}

/// Where it stands, under the names that the rows of tables have.
#[derive(Serialize)]
struct At<'m> {
    stage: &'m str,
    touchpoint: Option<&'m str>,
    touchpoint_id: Option<&'m str>,
}

impl<'m> Brief<'m> {
    fn of(map: &'m JourneyMap, known: &'m Known<'m>, today: Day) -> Self {
        let next = next_review(&map.review, today);
        Self {
            title: &map.title,
            state: map.state,
            twin: &map.twin,
            owner: &map.owner,
            priority: map.priority.map(|it| it.get()),
            tags: &map.tags,
            persona: &map.persona,
            objectives: &map.objectives,
            decision: &map.decision,
            scope: &map.scope,
            team: &map.team,
            review: ReviewRow {
                every_days: map.review.every_days.get(),
                last: map.review.log.iter().max_by_key(|it| it.on),
                next: next.map(|next| next.due),
                in_days: next.map(|next| next.days),
            },
            steps: steps(map, today).iter().map(StepRow::of).collect(),
            breaks: known.breaks.first.iter().map(|it| BreakRow::of(it, today)).collect(),
            lows: known.lows.first.iter().map(LowRow::of).collect(),
            delights: known.delights.first.iter().map(NoteRow::of).collect(),
            opportunities: known.opportunities.first.iter().map(NoteRow::of).collect(),
            expectations: known.expected.iter().map(ExpectedRow::of).collect(),
        }
    }
}

impl StepRow {
    fn of(step: &Progress) -> Self {
        Self {
            step: match step.task {
                Task::List => "list",
                Task::Goals => "goals",
                Task::Breaks => "breaks",
                Task::FixFirst => "fix_first",
                Task::Track => "track",
            },
            done: step.done,
            of: step.of,
            is_done: step.is_done,
            sentence: words::progress_of(step),
        }
    }
}

impl<'m> BreakRow<'m> {
    fn of(it: &'m Break, today: Day) -> Self {
        let facts = &it.facts;
        let at = At {
            stage: &facts.stage.name,
            touchpoint: Some(&facts.touchpoint.title),
            touchpoint_id: Some(facts.touchpoint.id.as_str()),
        };
        Self { at, rank: it.rank(), sentence: words::known_break_facts(it, today) }
    }
}

impl<'m> LowRow<'m> {
    fn of(low: &PlacedTouchpoint<'m>) -> Self {
        Self {
            at: At::of(low),
            emotion: low.touchpoint.emotion.map(|it| it.get()),
            feeling: &low.touchpoint.feeling,
            votes: dots(&low.touchpoint.votes),
        }
    }
}

impl<'m> NoteRow<'m> {
    fn of(placed: &PlacedNote<'m>) -> Self {
        Self {
            id: placed.note.id.as_str(),
            text: &placed.note.text,
            at: At {
                stage: &placed.stage.name,
                touchpoint: placed.touchpoint.map(|it| &*it.title),
                touchpoint_id: placed.touchpoint.map(|it| it.id.as_str()),
            },
            votes: dots(&placed.note.votes),
        }
    }
}

impl<'m> ExpectedRow<'m> {
    fn of(expected: &PlacedTouchpoint<'m>) -> Self {
        Self { text: &expected.touchpoint.expecting, at: At::of(expected) }
    }
}

impl<'m> At<'m> {
    fn of(placed: &PlacedTouchpoint<'m>) -> Self {
        Self {
            stage: &placed.stage.name,
            touchpoint: Some(&placed.touchpoint.title),
            touchpoint_id: Some(placed.touchpoint.id.as_str()),
        }
    }
}
