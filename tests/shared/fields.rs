//! Random new values for the fields of live things.

use std::sync::Arc;

use cjm::model::*;

use super::values::*;

/// A change to any field of the map.
pub(crate) fn of_map(rng: &mut Rng, map: &JourneyMap) -> MapField {
    match rng.below(20) {
        0 => MapField::Format(1 + rng.below(2) as u32),
        1 => MapField::Title(text(rng)),
        2 => MapField::State(rng.pick(MapState::ALL)),
        3 => MapField::Twin(text(rng)),
        4 => MapField::Owner(text(rng)),
        5 => MapField::Tags(rng.tweak(&map.tags, text)),
        6 => MapField::Priority(rng.maybe(scale)),
        7 => MapField::Decision(text(rng)),
        8 => MapField::Objectives(Lines(rng.tweak(&map.objectives.0, text))),
        9 => MapField::Scope(Scope { from: text(rng), ..map.scope.clone() }),
        10 => MapField::Scope(Scope { to: text(rng), ..map.scope.clone() }),
        11 => MapField::Persona(Arc::new(Persona {
            name: text(rng),
            goals: rng.tweak(&map.persona.goals, text),
            ..Persona::clone(&map.persona)
        })),
        12 => MapField::Team(rng.tweak(&map.team, member)),
        13 => MapField::Review(Review {
            log: rng.tweak(&map.review.log, reviewed),
            ..map.review.clone()
        }),
        14 => MapField::Metrics(rng.tweak(&map.metrics, |rng| Arc::new(metric(rng)))),
        15 => MapField::Tickets(Arc::new(Tickets {
            rules: rng.tweak(&map.tickets.rules, rule),
            score_max: rng.maybe(number),
            ..Tickets::clone(&map.tickets)
        })),
        16 => MapField::Sessions(rng.tweak(&map.sessions, session)),
        17 => MapField::Findings(Findings {
            off: rng.tweak(&map.findings.off, text),
            levels: rng.tweak(&map.findings.levels, |rng| (text(rng), rng.pick(Level::ALL))),
            ..map.findings.clone()
        }),
        18 => MapField::Conflicts(Vec::new()),
        _ => MapField::Comments(comments(rng, map.comments.as_deref())),
    }
}

/// A change to any field of a stage.
pub(crate) fn of_stage(rng: &mut Rng, stage: &Stage) -> StageField {
    match rng.below(5) {
        0 => StageField::Name(text(rng)),
        1 => StageField::Phase(rng.maybe(|rng| rng.pick(Phase::ALL))),
        2 => StageField::Goal(text(rng)),
        3 => StageField::Handover(handover(rng)),
        _ => StageField::Comments(comments(rng, stage.comments.as_deref())),
    }
}

/// A change to any field of a touchpoint.
pub(crate) fn of_touchpoint(rng: &mut Rng, now: &Touchpoint) -> TouchpointField {
    use TouchpointField as Field;
    match rng.below(34) {
        0 => Field::Title(text(rng)),
        1 => Field::Detour(rng.once_in(2)),
        2 => Field::Doing(text(rng)),
        3 => Field::Expecting(text(rng)),
        4 => Field::Emotion(rng.maybe(emotion)),
        5 => Field::Target(rng.maybe(emotion)),
        6 => Field::Voices(rng.tweak(&now.voices, voice)),
        7 => Field::Feeling(text(rng)),
        8 => Field::Channel(text(rng)),
        9 => Field::Contact(rng.maybe(|rng| rng.pick(Contact::ALL))),
        10 => Field::Medium(rng.maybe(|rng| rng.pick(Medium::ALL))),
        11 => Field::Side(rng.maybe(|rng| rng.pick(Side::ALL))),
        12 => Field::Goal(text(rng)),
        13 => Field::Owner(text(rng)),
        14 => Field::Importance(rng.maybe(scale)),
        15 => Field::Impact(rng.maybe(scale)),
        16 => Field::MomentOfTruth(rng.once_in(2)),
        17 => Field::HighRisk(rng.once_in(2)),
        18 => Field::Wait(rng.maybe(wait)),
        19 => Field::Response(Response { hours: text(rng), ..now.response.clone() }),
        20 => Field::DropOff(rng.maybe(percent)),
        21 => Field::Languages(rng.tweak(&now.languages, text)),
        22 => Field::Tags(rng.tweak(&now.tags, text)),
        23 => Field::Evidence(rng.maybe(|rng| rng.pick(Evidence::ALL))),
        24 => Field::Checked(rng.maybe(day)),
        25 => Field::Sources(rng.tweak(&now.sources, |rng| rng.pick(Source::ALL))),
        26 => Field::Votes(rng.tweak(&now.votes, vote)),
        27 => Field::Quality(Quality { simple: rng.maybe(scale), ..now.quality.clone() }),
        28 => Field::Checklist(rng.tweak(&now.checklist, check)),
        29 => Field::Behind(rng.tweak(&now.behind, step)),
        30 => Field::Support(Support {
            months: rng.tweak(&now.support.months, counts),
            top: rng.tweak(&now.support.top, top),
            ..now.support.clone()
        }),
        31 => Field::Metrics(rng.tweak(&now.metrics, metric)),
        32 => Field::Walks(rng.tweak(&now.walks, walk)),
        _ => Field::Comments(comments(rng, now.comments.as_deref())),
    }
}

/// A change to any field of a note.
pub(crate) fn of_note(rng: &mut Rng, note: &Note) -> NoteField {
    let step =
        |rng: &mut Rng| NoteStep { on: day(rng), state: rng.pick(NoteState::ALL), comments: None };
    match rng.below(11) {
        0 => NoteField::Kind(rng.pick(NoteKind::ALL)),
        1 => NoteField::Text(text(rng)),
        2 => NoteField::By(text(rng)),
        3 => NoteField::Owner(text(rng)),
        4 => NoteField::Cause(rng.maybe(|rng| rng.pick(Cause::ALL))),
        5 => NoteField::With(text(rng)),
        6 => NoteField::Source(rng.maybe(|rng| rng.pick(Source::ALL))),
        7 => NoteField::Tags(rng.tweak(&note.tags, text)),
        8 => NoteField::Votes(rng.tweak(&note.votes, vote)),
        9 => NoteField::States(rng.tweak(&note.states, step)),
        _ => NoteField::Comments(comments(rng, note.comments.as_deref())),
    }
}

/// A change to any field of an action.
pub(crate) fn of_action(rng: &mut Rng, action: &Action) -> ActionField {
    let step = |rng: &mut Rng| ActionStep {
        on: day(rng),
        state: rng.pick(ActionState::ALL),
        comments: None,
    };
    match rng.below(16) {
        0 => ActionField::Title(text(rng)),
        1 => ActionField::Answers(rng.tweak(&action.answers, |rng| Id::new(&text(rng)))),
        2 => ActionField::Owner(text(rng)),
        3 => ActionField::Due(rng.maybe(day)),
        4 => ActionField::Measure(text(rng)),
        5 => ActionField::Metric(text(rng)),
        6 => ActionField::Before(rng.maybe(number)),
        7 => ActionField::After(rng.maybe(number)),
        8 => ActionField::Effort(rng.maybe(scale)),
        9 => ActionField::Benefit(rng.maybe(scale)),
        10 => ActionField::Preventive(rng.once_in(2)),
        11 => ActionField::Resources(text(rng)),
        12 => ActionField::Was(text(rng)),
        13 => ActionField::Change(text(rng)),
        14 => ActionField::States(rng.tweak(&action.states, step)),
        _ => ActionField::Comments(comments(rng, action.comments.as_deref())),
    }
}

/// A change to any field of an entry of the parking lot.
pub(crate) fn of_parked(rng: &mut Rng, parked: &Parked) -> ParkedField {
    match rng.below(3) {
        0 => ParkedField::Text(text(rng)),
        1 => ParkedField::By(text(rng)),
        _ => ParkedField::Comments(comments(rng, parked.comments.as_deref())),
    }
}
