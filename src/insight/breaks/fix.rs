//! What is done about a touchpoint, and what counts after it was done.

use crate::model::{Action, ActionState, Day, Note, Stage, Touchpoint};

use super::frequency::Frequency;
use crate::insight::last_walk;

/// What is or was done about a touchpoint: its own actions, and those of its
/// stage that answer one of its notes. What was given up is left out.
pub fn actions_about<'s>(
    stage: &'s Stage,
    touchpoint: &'s Touchpoint,
) -> impl Iterator<Item = &'s Action> {
    let answers =
        |action: &&Action| touchpoint.notes.iter().any(|note| action.answers.contains(&note.id));
    let of_stage = stage.actions.iter().filter(answers);
    let all = touchpoint.actions.iter().chain(of_stage);
    all.filter(|action| action.state() != ActionState::Dropped)
}

/// Whether something is still to be done of it.
pub fn is_to_be_done(action: &Action) -> bool {
    matches!(action.state(), ActionState::Todo | ActionState::Doing | ActionState::Reopened)
}

/// The fix of a touchpoint: all that was to be done about it is done.
pub(super) struct Fix<'s> {
    done: Vec<&'s Action>,
    /// When the last of it was done or verified.
    pub(super) on: Day,
}

impl<'s> Fix<'s> {
    /// None where nothing was done, and where something still is to be.
    pub(super) fn of(stage: &'s Stage, touchpoint: &'s Touchpoint) -> Option<Self> {
        // mostly something is, and nothing need be gathered
        if actions_about(stage, touchpoint).any(is_to_be_done) {
            return None;
        }
        let done: Vec<&Action> = actions_about(stage, touchpoint).collect();
        let steps = done.iter().filter_map(|action| action.states.last());
        let on = steps.map(|step| step.on).max()?;
        Some(Self { done, on })
    }

    /// How often customers ran into it before.
    pub(super) fn before(&self, touchpoint: &Touchpoint) -> Option<Frequency> {
        let months = touchpoint.support.counted();
        let newest = months.filter(|it| it.month <= self.on.month()).max_by_key(|it| it.month);
        newest
            .and_then(Frequency::counted)
            .or_else(|| Frequency::voted(touchpoint, |_| true))
            .or_else(|| Frequency::noted(touchpoint, |_| true))
            .filter(|frequency| !frequency.is_zero())
    }

    /// How often they did since: what was counted later, else what is noted
    /// and not answered. Votes are of before.
    pub(super) fn since(&self, touchpoint: &Touchpoint) -> Option<Frequency> {
        let months = touchpoint.support.counted();
        let newest = months.filter(|it| it.month > self.on.month()).max_by_key(|it| it.month);
        newest
            .and_then(Frequency::counted)
            .or_else(|| Frequency::noted(touchpoint, |note| note.is_open() && !self.answers(note)))
    }

    /// When the last walk since then did not pass; none where newer figures
    /// are known.
    pub(super) fn not_passed(
        &self,
        touchpoint: &Touchpoint,
        since: Option<Frequency>,
    ) -> Option<Day> {
        let walk = last_walk(touchpoint, None).filter(|walk| !walk.passed)?;
        // whoever verified it on that day has seen the walk
        let is_verified = self.done.iter().all(|it| it.state() == ActionState::Verified);
        let is_since = walk.on > self.on || (walk.on == self.on && !is_verified);
        let counted = since.and_then(Frequency::month);
        let is_newest = counted.is_none_or(|month| month <= walk.on.month());
        (is_since && is_newest).then_some(walk.on)
    }

    /// Whether an open note was answered, and is not back. An action that was
    /// done in cjm names its notes. One that names none was closed by other
    /// means, and is about all that is not known to be open since: else a break
    /// would stay for ever with those who do not say what their actions answer.
    fn answers(&self, note: &Note) -> bool {
        let since = note.states.last().map(|step| step.on);
        let is_before = |day: Day| since.is_none_or(|since| since < day);
        self.done.iter().any(|action| match &*action.answers {
            [] => is_before(done_on(action).unwrap_or(self.on)),
            named => named.contains(&note.id) && is_before(self.on),
        })
    }
}

/// When an action was last done; none where its states do not say.
fn done_on(action: &Action) -> Option<Day> {
    let done = action.states.iter().rev().find(|step| step.state == ActionState::Done);
    done.map(|step| step.on)
}

/// How often customers run into a touchpoint where nothing was done; none
/// where nothing says so.
pub fn unfixed(touchpoint: &Touchpoint) -> Option<Frequency> {
    let newest = touchpoint.support.counted().max_by_key(|counts| counts.month);
    newest
        .and_then(Frequency::counted)
        .or_else(|| Frequency::voted(touchpoint, Note::is_open))
        .or_else(|| Frequency::noted(touchpoint, Note::is_open))
}
