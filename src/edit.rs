//! How a map CHANGES: an [`Edit`] is one change as a value.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{
    Action, ActionField, Holder, Id, MapField, Note, NoteField, Parked, ParkedField, Spot, Stage,
    StageField, Touchpoint, TouchpointField,
};

/// One change. It carries the ids that it makes, so that applying it again to
/// the same map gives the same map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// A field of the map.
    Map(MapField),
    /// A field of a stage.
    Stage(Id, StageField),
    /// A field of a touchpoint.
    Touchpoint(Spot, TouchpointField),
    /// A field of a note.
    Note(Holder, Id, NoteField),
    /// A field of an action.
    Action(Holder, Id, ActionField),
    /// A field of an entry in the parking lot.
    Parked(Id, ParkedField),

    /// A new stage, with whatever it holds, as column `index` (0 is the first).
    AddStage { index: usize, stage: Arc<Stage> },
    /// A new touchpoint, as the card `index` of its stage.
    AddTouchpoint { stage: Id, index: usize, touchpoint: Arc<Touchpoint> },
    /// A new note.
    AddNote { on: Holder, index: usize, note: Box<Note> },
    /// A new action.
    AddAction { on: Holder, index: usize, action: Box<Action> },
    /// A new entry in the parking lot.
    AddParked { index: usize, parked: Arc<Parked> },

    /// Takes a stage away with all that it holds.
    RemoveStage(Id),
    /// Takes a touchpoint away with all that it holds.
    RemoveTouchpoint(Spot),
    /// Takes a note away.
    RemoveNote(Holder, Id),
    /// Takes an action away.
    RemoveAction(Holder, Id),
    /// Takes an entry out of the parking lot.
    RemoveParked(Id),

    /// A stage to column `index`, counted when it is already out of the row.
    MoveStage { id: Id, index: usize },
    /// A touchpoint to card `index` of a stage, counted without it.
    MoveTouchpoint { from: Spot, stage: Id, index: usize },
    /// A note to place `index` of `to`, counted without it.
    MoveNote { from: Holder, id: Id, to: Holder, index: usize },
    /// An action to place `index` of `to`, counted without it.
    MoveAction { from: Holder, id: Id, to: Holder, index: usize },
    /// An entry of the parking lot to place `index`, counted without it.
    MoveParked { id: Id, index: usize },
}
