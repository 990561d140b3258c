//! A map and edits make a new map.

use std::collections::HashSet;
use std::sync::Arc;

use super::ids::ids_added;
use super::{Edit, KnownIds, Refused};
use crate::compare::each_id;
use crate::model::{Action, Address, Holder, Id, JourneyMap, Note, Spot, Stage, Touchpoint};

/// The map after all of `edits`, in their order. It shares with `map` all
/// that did not change.
///
/// Whoever adds to one map again and again calls [`apply_knowing`], which
/// does not read the whole map for the ids it has.
///
/// # Errors
/// The first edit that cannot be made, and why; then there is no new map.
pub fn apply(map: &JourneyMap, edits: &[Edit]) -> Result<JourneyMap, Refused> {
    let adds = edits.iter().any(Edit::adds);
    let mut known = if adds { KnownIds::of(map) } else { KnownIds::default() };
    apply_knowing(map, edits, &mut known)
}

/// [`apply`] with the ids that the map has or once had, which learn those
/// that are added, also where an edit is refused later.
///
/// # Errors
/// As [`apply`].
pub fn apply_knowing(
    map: &JourneyMap,
    edits: &[Edit],
    known: &mut KnownIds,
) -> Result<JourneyMap, Refused> {
    let mut next = Next { map: map.clone(), edit: 0, known };
    for (number, edit) in edits.iter().enumerate() {
        next.edit = number;
        next.make(edit)?;
    }
    Ok(next.map)
}

/// The map that is being made.
struct Next<'k> {
    map: JourneyMap,
    edit: usize,
    known: &'k mut KnownIds,
}

impl Next<'_> {
    fn make(&mut self, edit: &Edit) -> Result<(), Refused> {
        if edit.adds() {
            self.claim_ids(edit)?;
        }
        let number = self.edit;
        match edit {
            Edit::Map(field) => self.map.set(field.clone()),
            Edit::Stage(id, field) => self.stage(id)?.set(field.clone()),
            Edit::Touchpoint(spot, field) => self.touchpoint(spot)?.set(field.clone()),
            Edit::Note(on, id, field) => {
                let index = self.note_index(on, id)?;
                self.notes(on)?[index].set(field.clone());
            }
            Edit::Action(on, id, field) => {
                let index = self.action_index(on, id)?;
                self.actions(on)?[index].set(field.clone());
            }
            Edit::Parked(id, field) => {
                let index = self.parked_index(id)?;
                Arc::make_mut(&mut self.map.parking[index]).set(field.clone());
            }

            Edit::AddStage { index, stage } => {
                put(number, &mut self.map.stages, *index, Arc::clone(stage))?;
            }
            Edit::AddTouchpoint { stage, index, touchpoint } => {
                put(number, &mut self.stage(stage)?.touchpoints, *index, Arc::clone(touchpoint))?;
            }
            Edit::AddNote { on, index, note } => {
                put(number, self.notes(on)?, *index, Note::clone(note))?;
            }
            Edit::AddAction { on, index, action } => {
                put(number, self.actions(on)?, *index, Action::clone(action))?;
            }
            Edit::AddParked { index, parked } => {
                put(number, &mut self.map.parking, *index, Arc::clone(parked))?;
            }

            Edit::RemoveStage(id) => {
                let column = self.column(id)?;
                self.map.stages.remove(column);
            }
            Edit::RemoveTouchpoint(spot) => {
                self.take_touchpoint(spot)?;
            }
            Edit::RemoveNote(on, id) => {
                let index = self.note_index(on, id)?;
                self.notes(on)?.remove(index);
            }
            Edit::RemoveAction(on, id) => {
                let index = self.action_index(on, id)?;
                self.actions(on)?.remove(index);
            }
            Edit::RemoveParked(id) => {
                let index = self.parked_index(id)?;
                self.map.parking.remove(index);
            }

            Edit::MoveStage { id, index } => {
                let column = self.column(id)?;
                let stage = self.map.stages.remove(column);
                put(number, &mut self.map.stages, *index, stage)?;
            }
            Edit::MoveTouchpoint { from, stage, index } => {
                let touchpoint = self.take_touchpoint(from)?;
                put(number, &mut self.stage(stage)?.touchpoints, *index, touchpoint)?;
            }
            Edit::MoveNote { from, id, to, index } => {
                let at = self.note_index(from, id)?;
                let note = self.notes(from)?.remove(at);
                put(number, self.notes(to)?, *index, note)?;
            }
            Edit::MoveAction { from, id, to, index } => {
                let at = self.action_index(from, id)?;
                let action = self.actions(from)?.remove(at);
                put(number, self.actions(to)?, *index, action)?;
            }
            Edit::MoveParked { id, index } => {
                let at = self.parked_index(id)?;
                let parked = self.map.parking.remove(at);
                put(number, &mut self.map.parking, *index, parked)?;
            }
        }
        Ok(())
    }

    fn claim_ids(&mut self, edit: &Edit) -> Result<(), Refused> {
        let mut added = HashSet::new();
        let mut twice = None;
        ids_added(edit, &mut |id| {
            if !added.insert(id) {
                twice = Some(id);
            }
        });
        if added.iter().any(|id| id.is_empty()) {
            return Err(Refused::Name { edit: self.edit });
        }
        let mut taken = twice;
        if added.iter().any(|id| self.known.may_hold(id)) {
            each_id(&self.map, &mut |id| taken = taken.or_else(|| added.get(id).copied()));
        }
        if let Some(id) = taken {
            return Err(Refused::Add { edit: self.edit, id: id.clone() });
        }
        added.into_iter().for_each(|id| self.known.add(id));
        Ok(())
    }

    fn lacks(&self, at: Address) -> Refused {
        Refused::Find { edit: self.edit, at }
    }

    fn column(&self, id: &Id) -> Result<usize, Refused> {
        self.map.stage_index(id).ok_or_else(|| self.lacks(Address::Stage(id.clone())))
    }

    fn stage(&mut self, id: &Id) -> Result<&mut Stage, Refused> {
        let column = self.column(id)?;
        Ok(Arc::make_mut(&mut self.map.stages[column]))
    }

    fn position(&self, spot: &Spot) -> Result<(usize, usize), Refused> {
        self.map.position(spot).ok_or_else(|| self.lacks(Address::Touchpoint(spot.clone())))
    }

    fn touchpoint(&mut self, spot: &Spot) -> Result<&mut Touchpoint, Refused> {
        let (column, row) = self.position(spot)?;
        let stage = Arc::make_mut(&mut self.map.stages[column]);
        Ok(Arc::make_mut(&mut stage.touchpoints[row]))
    }

    fn take_touchpoint(&mut self, spot: &Spot) -> Result<Arc<Touchpoint>, Refused> {
        let (column, row) = self.position(spot)?;
        Ok(Arc::make_mut(&mut self.map.stages[column]).touchpoints.remove(row))
    }

    fn notes(&mut self, on: &Holder) -> Result<&mut Vec<Note>, Refused> {
        Ok(match on {
            Holder::Stage(id) => &mut self.stage(id)?.notes,
            Holder::Touchpoint(spot) => &mut self.touchpoint(spot)?.notes,
        })
    }

    fn actions(&mut self, on: &Holder) -> Result<&mut Vec<Action>, Refused> {
        Ok(match on {
            Holder::Stage(id) => &mut self.stage(id)?.actions,
            Holder::Touchpoint(spot) => &mut self.touchpoint(spot)?.actions,
        })
    }

    fn note_index(&self, on: &Holder, id: &Id) -> Result<usize, Refused> {
        let notes = self.map.notes(on);
        let index = notes.and_then(|notes| notes.iter().position(|note| note.id == *id));
        index.ok_or_else(|| self.lacks(Address::Note(on.clone(), id.clone())))
    }

    fn action_index(&self, on: &Holder, id: &Id) -> Result<usize, Refused> {
        let actions = self.map.actions(on);
        let index = actions.and_then(|actions| actions.iter().position(|action| action.id == *id));
        index.ok_or_else(|| self.lacks(Address::Action(on.clone(), id.clone())))
    }

    fn parked_index(&self, id: &Id) -> Result<usize, Refused> {
        let index = self.map.parking.iter().position(|parked| parked.id == *id);
        index.ok_or_else(|| self.lacks(Address::Parked(id.clone())))
    }
}

fn put<T>(edit: usize, list: &mut Vec<T>, index: usize, element: T) -> Result<(), Refused> {
    if index > list.len() {
        return Err(Refused::Place { edit, index, last: list.len() });
    }
    list.insert(index, element);
    Ok(())
}
