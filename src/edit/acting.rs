//! How an action goes on, and what that means for the notes that it answers.

use super::Edit;
use crate::model::{
    ActionField, ActionState, ActionStep, Address, Day, Holder, Id, JourneyMap, Note, NoteField,
    NoteKind, NoteState, NoteStep,
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
    if let Some(becomes) = note_state(state) {
        edits.extend(action.answers.iter().filter_map(|note| settled(map, note, becomes, on)));
    }
    Ok(edits)
}

/// The pain that a new action on a card or stage is meant for: the only one
/// that is open there.
pub fn only_pain(map: &JourneyMap, on: &Holder) -> Option<Id> {
    let is_open = |note: &&Note| matches!(note.state(), NoteState::Open | NoteState::Reopened);
    let notes = map.notes(on)?.iter();
    let mut pains = notes.filter(|note| note.kind == NoteKind::Pain).filter(is_open);
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
    let was_open = matches!(note.state(), NoteState::Open | NoteState::Reopened);
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
