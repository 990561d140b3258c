//! What is missing at notes and actions.

use crate::model::{Action, ActionState, Address, Holder, Note, NoteKind, NoteState, Stage};

use super::{Detail, Found, Rule};
use crate::insight::is_measured;

/// The notes and actions of a touchpoint, or of the stage itself.
pub(super) fn notes_and_actions(
    stage: &Stage,
    holder: &Holder,
    notes: &[Note],
    actions: &[Action],
    found: &mut Found<'_>,
) {
    for note in notes {
        note_itself(stage, holder, note, actions, found);
    }
    for action in actions {
        action_itself(holder, action, found);
    }
}

fn note_itself(
    stage: &Stage,
    holder: &Holder,
    note: &Note,
    actions: &[Action],
    found: &mut Found<'_>,
) {
    let at = || Address::Note(holder.clone(), note.id.clone());
    let answered = || {
        let mut around = actions.iter().chain(&stage.actions);
        around.any(|action| {
            is_kept(action) && !action.owner.is_empty() && action.answers.contains(&note.id)
        })
    };
    let is_open = matches!(note.state(), NoteState::Open | NoteState::Reopened);
    let unowned = note.kind == NoteKind::Pain && is_open && note.owner.is_empty() && !answered();
    found.note(unowned, Rule::PainUnowned, at, "owner");
    found.note(note.state() == NoteState::Fixed, Rule::FixUnverified, at, "states");
}

fn action_itself(holder: &Holder, action: &Action, found: &mut Found<'_>) {
    let at = || Address::Action(holder.clone(), action.id.clone());
    match action.state() {
        ActionState::Todo | ActionState::Doing | ActionState::Reopened => {
            found.note(action.owner.is_empty(), Rule::ActionUnowned, at, "owner");
            found.note(action.due.is_none(), Rule::ActionUndated, at, "due");
            let unmeasured = action.measure.is_empty() && action.metric.is_empty();
            found.note(unmeasured, Rule::ActionUnmeasured, at, "measure");
            let late = action.due.map_or(0, |due| found.days_since(due));
            if late > 0 {
                found.add(Rule::ActionOverdue, at, "due".into(), Detail::Days(late));
            }
        }
        ActionState::Done | ActionState::Verified => {
            if action.change.is_empty() {
                found.note(true, Rule::ResultMissing, at, "change");
            } else {
                let unread = !action.metric.is_empty() && !is_measured(action);
                found.note(unread, Rule::ResultMissing, at, "after");
            }
            let unverified = action.state() == ActionState::Done;
            found.note(unverified, Rule::FixUnverified, at, "states");
        }
        ActionState::Dropped => {}
    }
}

fn is_kept(action: &Action) -> bool {
    action.state() != ActionState::Dropped
}
