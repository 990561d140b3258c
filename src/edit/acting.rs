//! How an action goes on, and what that means for the notes that it answers.

use super::Edit;
use crate::model::{
    Action, ActionField, ActionState, ActionStep, Address, Day, Holder, Id, JourneyMap, Note,
    NoteField, NoteKind, NoteState, NoteStep,
};

/// Why an action did not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNext {
    /// It is not there any more.
    Gone,
    /// The one state cannot follow the other.
    Order {
        /// How far it is.
        from: ActionState,
        /// How far it was to be.
        to: ActionState,
    },
}

/// The edits, to be made as one step, by which an action is `state` from the
/// day `on`: done, the notes that it answers are fixed, if they were not;
/// verified, they are verified; reopened, they are reopened. None where the
/// action is so already.
///
/// An action that names no notes names, when it is done, those that it answers
/// by that: see [`meant`].
///
/// # Errors
/// Where the action is gone, or `state` cannot follow the one it has: see
/// [`ActionState::followers`].
pub fn action_goes_on(
    map: &JourneyMap,
    holder: &Holder,
    id: &Id,
    state: ActionState,
    on: Day,
) -> Result<Vec<Edit>, NotNext> {
    let actions = map.actions(holder).ok_or(NotNext::Gone)?;
    let action = actions.iter().find(|action| action.id == *id).ok_or(NotNext::Gone)?;
    let from = action.state();
    if from == state {
        return Ok(Vec::new());
    }
    if !from.followers().contains(&state) {
        return Err(NotNext::Order { from, to: state });
    }
    let mut states = action.states.clone();
    states.push(ActionStep { on, state, comments: None });
    let mut edits = vec![Edit::Action(holder.clone(), id.clone(), ActionField::States(states))];
    let mut answers = action.answers.clone();
    if state == ActionState::Done && answers.is_empty() {
        answers = meant(map, holder, id);
        if !answers.is_empty() {
            // else nobody could tell later what was open then from what came after
            let field = ActionField::Answers(answers.clone());
            edits.push(Edit::Action(holder.clone(), id.clone(), field));
        }
    }
    if let Some(becomes) = note_state(state) {
        edits.extend(answers.iter().filter_map(|note| settled(map, note, becomes, on)));
    }
    Ok(edits)
}

/// The notes that an action answers which names none, were it done now: the
/// pains and gaps that are open on its card or stage, and that no other action
/// names which is still to be done. None while another action there that names
/// none is still to be done: it is the last of them that mends.
pub fn meant(map: &JourneyMap, holder: &Holder, id: &Id) -> Vec<Id> {
    let stage = match holder {
        Holder::Touchpoint(spot) => map.actions(&Holder::Stage(spot.stage.clone())),
        Holder::Stage(_) => None,
    };
    let own = map.actions(holder).unwrap_or_default();
    let is_left = |action: &&Action| action.id != *id && action.state().is_open();
    if own.iter().filter(is_left).any(|action| action.answers.is_empty()) {
        return Vec::new();
    }
    let left: Vec<&Action> = own.iter().chain(stage.unwrap_or_default()).filter(is_left).collect();
    let notes =
        map.notes(holder).unwrap_or_default().iter().filter(|note| note.hurts() && note.is_open());
    let free = notes.filter(|note| !left.iter().any(|it| it.answers.contains(&note.id)));
    free.map(|note| note.id.clone()).collect()
}

/// A note that is written on a card or stage on a day. Where something there is
/// done that names no notes, a pain or gap says since when it is open: else
/// nobody could tell it from those that were answered by that.
#[must_use]
pub fn noted(map: &JourneyMap, holder: &Holder, mut note: Note, on: Day) -> Note {
    let is_nameless = |it: &Action| {
        it.answers.is_empty() && matches!(it.state(), ActionState::Done | ActionState::Verified)
    };
    let actions = map.actions(holder).unwrap_or_default();
    if note.hurts() && note.states.is_empty() && actions.iter().any(is_nameless) {
        note.states.push(NoteStep { on, state: NoteState::Open, comments: None });
    }
    note
}

/// The pain that a new action on a card or stage is meant for: the only one
/// that is open there.
pub fn only_pain(map: &JourneyMap, on: &Holder) -> Option<Id> {
    let notes = map.notes(on)?.iter();
    let mut pains = notes.filter(|note| note.kind == NoteKind::Pain && note.is_open());
    let first = pains.next()?;
    pains.next().is_none().then(|| first.id.clone())
}

/// What the notes become that an action answers.
fn note_state(state: ActionState) -> Option<NoteState> {
    match state {
        ActionState::Done => Some(NoteState::Fixed),
        ActionState::Verified => Some(NoteState::Verified),
        ActionState::Reopened => Some(NoteState::Reopened),
        ActionState::Todo | ActionState::Doing | ActionState::Dropped => None,
    }
}

fn settled(map: &JourneyMap, id: &Id, becomes: NoteState, on: Day) -> Option<Edit> {
    let Some(Address::Note(holder, id)) = map.address_of(id.as_str()) else { return None };
    let note = map.notes(&holder)?.iter().find(|note| note.id == id)?;
    let was_open = note.is_open();
    let changes = match becomes {
        NoteState::Fixed => was_open,
        NoteState::Reopened => !was_open,
        NoteState::Verified | NoteState::Open => note.state() != becomes,
    };
    if !changes {
        return None;
    }
    let mut states = note.states.clone();
    states.push(NoteStep { on, state: becomes, comments: None });
    Some(Edit::Note(holder, id, NoteField::States(states)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::Spot;

    fn example() -> JourneyMap {
        ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap()
    }

    fn holder(map: &JourneyMap) -> Holder {
        let stage = &map.stages[1];
        Holder::Touchpoint(Spot::new(&stage.id, &stage.touchpoints[0].id))
    }

    #[test]
    fn notes_go_with_the_action_that_answers_them() {
        let mut map = example();
        let on = Day::parse("2026-11-21").unwrap();
        let mut seen = Vec::new();
        for state in [
            ActionState::Done,
            ActionState::Reopened,
            ActionState::Done,
            ActionState::Verified,
            ActionState::Reopened,
        ] {
            let id = map.stages[1].touchpoints[0].actions[0].id.clone();
            let edits = action_goes_on(&map, &holder(&map), &id, state, on).unwrap();
            map = apply(&map, &edits).unwrap();
            let card = &map.stages[1].touchpoints[0];
            assert_eq!(card.actions[0].state(), state);
            let note = card.notes.iter().find(|note| card.actions[0].answers.contains(&note.id));
            seen.push(note.unwrap().state());
        }
        use NoteState::{Fixed, Reopened, Verified};
        assert_eq!(seen, [Fixed, Reopened, Fixed, Verified, Reopened]);
    }

    #[test]
    fn what_cannot_follow_is_refused_and_what_is_so_changes_nothing() {
        let map = example();
        let on = Day::parse("2026-11-21").unwrap();
        let id = map.stages[1].touchpoints[0].actions[0].id.clone();
        let go = |state| action_goes_on(&map, &holder(&map), &id, state, on);
        let (from, to) = (ActionState::Doing, ActionState::Verified);
        assert_eq!(go(to), Err(NotNext::Order { from, to }));
        assert_eq!(go(from), Ok(Vec::new()));
        let nobody = action_goes_on(&map, &holder(&map), &"a-0".into(), to, on);
        assert_eq!(nobody, Err(NotNext::Gone));
    }
}
