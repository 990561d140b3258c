//! What is missing in a stage and its touchpoints.

use crate::model::{Address, Evidence, Holder, NoteKind, Side, Spot, Stage, Touchpoint};

use super::acting::notes_and_actions;
use super::crossing::to_next;
use super::process::sounds_like_a_process;
use super::{Detail, Found, Rule};
use crate::insight::breaks::{actions_about, is_shown};

/// A stage with all that it holds.
pub(super) fn stage(stage: &Stage, found: &mut Found<'_>) {
    let at = || Address::Stage(stage.id.clone());
    found.note(stage.phase.is_none(), Rule::PhaseMissing, at, "phase");
    let is_gap = || stage.notes.iter().any(|note| note.kind == NoteKind::Gap);
    let empty = stage.touchpoints.is_empty() && !is_gap();
    found.note(empty, Rule::StageEmpty, at, "touchpoints");
    let holder = Holder::Stage(stage.id.clone());
    notes_and_actions(stage, &holder, &stage.notes, &stage.actions, found);
    for (row, touchpoint) in stage.touchpoints.iter().enumerate() {
        one(stage, touchpoint, found);
        to_next(stage, row, found);
    }
}

fn one(stage: &Stage, touchpoint: &Touchpoint, found: &mut Found<'_>) {
    let spot = || Spot::new(&stage.id, &touchpoint.id);
    let at = || Address::Touchpoint(spot());
    filled_in(touchpoint, at, found);
    let process = sounds_like_a_process(&touchpoint.title);
    found.note(process, Rule::TitleProcess, at, "title");
    let hurts = touchpoint.emotion.is_some_and(|emotion| emotion.get() < 0);
    let acted = || actions_about(stage, touchpoint).next().is_some();
    found.note(hurts && !is_explained(touchpoint) && !acted(), Rule::LowUnexplained, at, "notes");
    found.note(is_shown(touchpoint) && !acted(), Rule::BreakUnanswered, at, "actions");
    let prevented = || actions_about(stage, touchpoint).any(|action| action.preventive);
    found.note(touchpoint.high_risk && !prevented(), Rule::RiskUnprevented, at, "actions");
    known(touchpoint, at, found);
    if !touchpoint.notes.is_empty() || !touchpoint.actions.is_empty() {
        let holder = Holder::Touchpoint(spot());
        notes_and_actions(stage, &holder, &touchpoint.notes, &touchpoint.actions, found);
    }
}

fn filled_in(touchpoint: &Touchpoint, at: impl Fn() -> Address, found: &mut Found<'_>) {
    let unrated = touchpoint.emotion.is_none() && !touchpoint.detour;
    found.note(unrated, Rule::EmotionMissing, &at, "emotion");
    found.note(touchpoint.goal.is_empty(), Rule::GoalMissing, &at, "goal");
    found.note(touchpoint.owner.is_empty(), Rule::OwnerMissing, &at, "owner");
    let is_seen = touchpoint.side != Some(Side::OffStage);
    found.note(is_seen && touchpoint.channel.is_empty(), Rule::ChannelMissing, &at, "channel");
}

fn is_explained(touchpoint: &Touchpoint) -> bool {
    touchpoint.notes.iter().any(|note| note.hurts())
}

/// How well founded it is, and since when.
fn known(touchpoint: &Touchpoint, at: impl Fn() -> Address, found: &mut Found<'_>) {
    let assumed = touchpoint.evidence == Some(Evidence::Assumed) && touchpoint.sources.is_empty();
    found.note(assumed, Rule::AssumedOnly, &at, "evidence");
    let age = touchpoint.checked.map_or(0, |checked| found.days_since(checked));
    if i64::from(age) > found.rules.interval {
        found.add(Rule::TruthStale, &at, "checked".into(), Detail::Days(age));
    }
}
