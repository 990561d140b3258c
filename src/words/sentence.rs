//! A map in sentences, for reading aloud.

use crate::insight::{Spread, Summary, is_assumed};
use crate::model::{
    Action, ActionState, Handover, JourneyMap, MapState, Note, NoteKind, Side, Stage, Step,
    Touchpoint,
};
use crate::text;

use super::curve::emotion_word;
use super::label::{
    action_state, count, day, in_one_line, note_kind, phase, progress, quoted, signed, signed_mean,
    voices,
};
use super::screen::{decision, scope, spoken};

/// What nobody has seen and no data says yet.
pub const ASSUMED: &str = "assumed";

/// The lines over a map that is printed: title, persona, scope, figures.
pub fn map_head(map: &JourneyMap, width: usize) -> Vec<String> {
    let summary =
        map.stages.iter().fold(Summary::default(), |all, stage| all.and(Summary::of(stage)));
    let mut first =
        vec![if map.title.is_empty() { "no title".to_owned() } else { map.title.to_string() }];
    if map.state == MapState::ToBe {
        first.push("as it should be".into());
    }
    let persona = [map.persona.name.to_string(), spoken(&map.persona.quote)];
    let lines = [
        first.join(" · "),
        join(&persona, "  "),
        join(
            &[scope(&map.scope.from, &map.scope.to), in_one_line(&map.scope.scenario).into()],
            "  ·  ",
        ),
        if map.decision.is_empty() { String::new() } else { decision(&map.decision) },
        progress(&summary).join("   "),
    ];
    lines.iter().filter(|line| !line.is_empty()).flat_map(|line| wrapped(line, width, "")).collect()
}

/// The whole map, one sentence a touchpoint.
pub fn map_as_list(map: &JourneyMap, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if map.stages.is_empty() {
        lines.push("The map has no stage yet.".into());
    }
    for (n, stage) in map.stages.iter().enumerate() {
        lines.push(String::new());
        lines.extend(wrapped(&stage_sentence(stage, n + 1, map.stages.len()), width, ""));
        for note in &stage.notes {
            lines.extend(wrapped(&format!("{}.", note_sentence(note)), width, "   "));
        }
        for (n, touchpoint) in stage.touchpoints.iter().enumerate() {
            let sentence = format!("{}. {}", n + 1, touchpoint_sentence(touchpoint));
            lines.extend(wrapped(&sentence, width, "   "));
        }
        if stage.handover.is_there() {
            let sentence = format!("{}.", handover_sentence(&stage.handover));
            lines.extend(wrapped(&sentence, width, "   "));
        }
    }
    lines
}

/// A stage in one sentence.
pub fn stage_sentence(stage: &Stage, number: usize, of: usize) -> String {
    let summary = Summary::of(stage);
    let mut facts = vec![count(summary.touchpoints, "touchpoint", "touchpoints")];
    if let Some(value) = stage.phase {
        facts.insert(0, phase(value).into());
    }
    if let (Some(mean), Some(worst)) = (summary.mean(), summary.worst) {
        facts.push(format!("{} on average, worst {}", signed_mean(mean), signed(worst)));
    }
    let name = if stage.name.is_empty() { "no name" } else { &stage.name };
    let said = format!("Stage {number} of {of}: {name} ({})", facts.join(", "));
    join(&[said, wanted(stage, "the customer wants: ")], "; ")
}

/// What of a touchpoint its card has no room for, in one line; with its title
/// where that is such a thing, too.
pub fn details(touchpoint: &Touchpoint, with_title: bool) -> String {
    let mut parts = Vec::new();
    if with_title {
        parts.push(title_of(&touchpoint.title).to_owned());
    }
    if touchpoint.detour {
        parts.push("beside the route: not counted as rated".into());
    }
    if !touchpoint.feeling.is_empty() {
        parts.push(format!("feels {}", touchpoint.feeling));
    }
    if !touchpoint.goal.is_empty() {
        parts.push(format!("should be: {}", touchpoint.goal));
    }
    if let Some(target) = touchpoint.target {
        parts.push(format!("should feel {}", signed(target)));
    }
    if let Some(impact) = touchpoint.impact {
        parts.push(format!("impact {}", impact.get()));
    }
    if touchpoint.handover.is_there() {
        parts.push(handover_sentence(&touchpoint.handover));
    }
    if !touchpoint.behind.is_empty() {
        parts.push(format!("{} behind", count(touchpoint.behind.len(), "step", "steps")));
    }
    parts.join(" · ")
}

/// What of a stage its head does not say, or says far below, in one line.
pub fn stage_details(stage: &Stage) -> String {
    let handover =
        if stage.handover.is_there() { handover_sentence(&stage.handover) } else { String::new() };
    // there is little room, and a head has the focus: it is clear who wants
    join(&[wanted(stage, "wants: "), handover], " · ")
}

/// What the customer wants in a stage, after these words.
fn wanted(stage: &Stage, before: &str) -> String {
    match bare(&stage.goal) {
        "" => String::new(),
        goal => format!("{before}{}", in_one_line(goal)),
    }
}

/// A touchpoint in one sentence.
pub fn touchpoint_sentence(touchpoint: &Touchpoint) -> String {
    let title = title_of(&touchpoint.title);
    let mut parts = vec![feels(touchpoint)];
    let mut say = |what: &str, value: &str| {
        if !value.is_empty() {
            parts.push(format!("{what}{}", bare(value)));
        }
    };
    say("does: ", &touchpoint.doing);
    say("expects: ", &touchpoint.expecting);
    say("channel: ", &touchpoint.channel);
    say("owned by ", &touchpoint.owner);
    say("should be: ", &touchpoint.goal);
    say("takes ", touchpoint.wait.as_ref().map_or("", |wait| wait.as_str()));
    for (is, what) in [
        (touchpoint.moment_of_truth, "a moment of truth"),
        (touchpoint.high_risk, "a high risk"),
        (touchpoint.detour, "beside the best route"),
        (touchpoint.side == Some(Side::OffStage), super::NOT_SEEN),
        (is_assumed(touchpoint), ASSUMED),
    ] {
        if is {
            parts.push(what.into());
        }
    }
    parts.extend(touchpoint.notes.iter().map(note_sentence));
    parts.extend(touchpoint.actions.iter().map(action_sentence));
    if !touchpoint.behind.is_empty() {
        let steps: Vec<String> = touchpoint.behind.iter().map(step_sentence).collect();
        parts.push(format!("behind it: {}", steps.join(", then ")));
    }
    if touchpoint.handover.is_there() {
        parts.push(handover_sentence(&touchpoint.handover));
    }
    let sentence = format!("{title}: {}", parts.join("; "));
    let sentence = in_one_line(&sentence);
    if sentence.ends_with(['?', '!', '”']) { sentence.into() } else { format!("{sentence}.") }
}

/// An action with its state, who does it, and until when.
fn action_sentence(action: &Action) -> String {
    let state = match action.state() {
        ActionState::Todo => String::new(),
        state => action_state(state).to_owned(),
    };
    let due = action.due.map(|due| format!("due {}", day(due))).unwrap_or_default();
    let facts = join(&[state, action.owner.to_string(), due], ", ");
    let facts = if facts.is_empty() { facts } else { format!(" ({facts})") };
    format!("action: {}{facts}", bare(&action.title))
}

/// A step behind a touchpoint: who, what; with which system, how long.
fn step_sentence(step: &Step) -> String {
    let wait = step.wait.as_ref().map_or("", |wait| wait.as_str());
    let who_does = join(&[step.owner.to_string(), bare(&step.text).to_owned()], ": ");
    let how = join(&[step.system.to_string(), wait.to_owned()], ", ");
    if how.is_empty() { who_does } else { format!("{who_does} ({how})") }
}

/// The title as a sentence begins with it.
pub fn title_of(title: &str) -> &str {
    if title.is_empty() { "no title" } else { bare(title) }
}

/// A passage to what comes next.
pub fn handover_sentence(handover: &Handover) -> String {
    let felt =
        handover.emotion.map(|emotion| format!(" ({})", signed(emotion))).unwrap_or_default();
    match bare(&handover.text) {
        "" => format!("handover{felt}"),
        text => format!("handover{felt}: {}", in_one_line(text)),
    }
}

/// A step of ours behind a touchpoint: who, what, with which system, how long.
pub fn step(step: &Step) -> String {
    let wait = step.wait.as_ref().map_or("", |wait| wait.as_str());
    let parts = [&*step.owner, &step.text, &step.system, wait].map(str::to_owned);
    join(&parts, " · ")
}

/// How a touchpoint feels, and how it should.
pub(super) fn feels(touchpoint: &Touchpoint) -> String {
    let mut said = match touchpoint.emotion {
        Some(emotion) => format!("feels {} ({})", emotion_word(emotion), signed(emotion)),
        None => match Spread::of(&touchpoint.voices) {
            Some(spread) => format!("not rated, voices {}", voices(spread)),
            None => "not rated".to_owned(),
        },
    };
    if !touchpoint.feeling.is_empty() {
        said.push_str(&format!(", {}", bare(&touchpoint.feeling)));
    }
    if let Some(target) = touchpoint.target {
        said.push_str(&format!(", should feel {} ({})", emotion_word(target), signed(target)));
    }
    said
}

/// A note with its kind before it.
pub fn note_sentence(note: &Note) -> String {
    match note.kind {
        NoteKind::Quote => quoted(&note.text),
        kind => format!("{}: {}", note_kind(kind), in_one_line(bare(&note.text))),
    }
}

/// Without the stop at its end: the sentence brings its own.
fn bare(text: &str) -> &str {
    text.trim_end_matches(['.', ' '])
}

fn join(parts: &[String], with: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(with)
}

/// `text` in lines of at most `width` cells, all but the first indented.
fn wrapped(line: &str, width: usize, indent: &str) -> Vec<String> {
    let shown = text::display(line);
    let room = width.saturating_sub(indent.len()).max(10);
    text::wrap(&shown, room)
        .into_iter()
        .enumerate()
        .map(|(n, range)| {
            let indent = if n == 0 { "" } else { indent };
            format!("{indent}{}", shown[range].trim_end())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Emotion, Evidence, Id};

    #[test]
    fn a_guess_is_called_one_wherever_a_touchpoint_is_said() {
        let mut touchpoint = Touchpoint::new(Id::new("t"), "Reads reviews");
        for (evidence, is_guess) in [
            (None, false),
            (Some(Evidence::Assumed), true),
            (Some(Evidence::Observed), false),
            (Some(Evidence::Confirmed), false),
        ] {
            touchpoint.evidence = evidence;
            let said = [
                touchpoint_sentence(&touchpoint),
                super::super::curve::on_curve(&touchpoint, None, None).1,
            ];
            assert_eq!(said.map(|it| it.contains(ASSUMED)), [is_guess; 2], "{evidence:?}");
        }
    }

    #[test]
    fn a_sentence_says_what_the_customer_does_expects_and_wants() {
        let mut touchpoint = Touchpoint::new(Id::new("t"), "Sees the duties");
        touchpoint.emotion = Emotion::new(-2).ok();
        touchpoint.doing = "Compares the total\nwith the ad.".into();
        touchpoint.expecting = "The price she saw".into();
        assert_eq!(
            touchpoint_sentence(&touchpoint),
            "Sees the duties: feels very bad (−2); does: Compares the total / with the ad; expects: \
             The price she saw."
        );
        let mut stage = Stage::new(Id::new("s"), "Checkout");
        assert_eq!(stage_sentence(&stage, 2, 3), "Stage 2 of 3: Checkout (0 touchpoints)");
        assert_eq!(stage_details(&stage), "");
        stage.goal = "Pay without surprises.".into();
        stage.handover.text = "The courier calls".into();
        assert_eq!(
            stage_sentence(&stage, 2, 3),
            "Stage 2 of 3: Checkout (0 touchpoints); the customer wants: Pay without surprises"
        );
        assert_eq!(
            stage_details(&stage),
            "wants: Pay without surprises · handover: The courier calls"
        );
    }

    #[test]
    fn a_sentence_says_who_acts_until_when_and_what_stands_behind() {
        let mut touchpoint = Touchpoint::new(Id::new("t"), "Waits for news");
        touchpoint.side = Some(Side::OffStage);
        let mut action = Action::new(Id::new("a"), "Send a message each day.");
        action.owner = "Payments".into();
        action.due = Day::parse("2026-12-15").ok();
        touchpoint.actions.push(action);
        for (owner, text, system) in [("Ops", "books the parcel", "SAP"), ("", "waits", "")] {
            let (owner, text, system) = (owner.into(), text.into(), system.into());
            touchpoint.behind.push(Step { text, owner, system, wait: None, comments: None });
        }
        assert_eq!(
            touchpoint_sentence(&touchpoint),
            "Waits for news: not rated; not seen by the customer; action: Send a message each day \
             (Payments, due 15 Dec 2026); behind it: Ops: books the parcel (SAP), then waits."
        );
    }
}
