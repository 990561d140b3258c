//! How a map CHANGES.
//!
//! An [`Edit`] is one change as a value. [`apply()`] makes a new map out of a
//! map and edits, [`script`] finds the edits between two maps, and a [`Draft`]
//! is a map with its history.

mod acting;
mod apply;
mod beside;
mod copies;
mod draft;
mod entry;
mod fitting;
mod history;
mod ids;
mod joined;
mod refused;
mod review;
mod rows;
mod ruled;
mod script;
mod settle;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{
    Action, ActionField, Address, Holder, Id, MapField, Note, NoteField, Parked, ParkedField, Spot,
    Stage, StageField, Touchpoint, TouchpointField,
};

pub use acting::{NotNext, action_goes_on, meant, noted, only_pain};
pub use apply::{apply, apply_knowing};
pub use beside::{Beside, beside};
pub use copies::{begun_from, for_persona, to_be};
pub use draft::{Draft, Join, Replayed};
pub use entry::{Change, NotEntered, Part, Way, entered, entry_at};
pub use history::{History, Step, joins};
pub use ids::{Ids, KnownIds};
pub use joined::joined;
pub use refused::Refused;
pub use review::{reviewed, still_true};
pub use rows::{is_ahead, is_dated};
pub use ruled::{Ruled, rule_set, ruled};
pub use script::script;
pub use settle::{InForce, Settle, in_force, settled};

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
    AddStage {
        /// How many stages stand before it.
        index: usize,
        /// The stage.
        stage: Arc<Stage>,
    },
    /// A new touchpoint, as the card `index` of its stage.
    AddTouchpoint {
        /// The stage that gets it.
        stage: Id,
        /// How many touchpoints stand before it there.
        index: usize,
        /// The touchpoint.
        touchpoint: Arc<Touchpoint>,
    },
    /// A new note.
    AddNote {
        /// What gets it.
        on: Holder,
        /// How many notes stand before it there.
        index: usize,
        /// The note.
        note: Box<Note>,
    },
    /// A new action.
    AddAction {
        /// What gets it.
        on: Holder,
        /// How many actions stand before it there.
        index: usize,
        /// The action.
        action: Box<Action>,
    },
    /// A new entry in the parking lot.
    AddParked {
        /// How many entries stand before it.
        index: usize,
        /// The entry.
        parked: Arc<Parked>,
    },

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
    MoveStage {
        /// The stage.
        id: Id,
        /// How many other stages stand before it then.
        index: usize,
    },
    /// A touchpoint to card `index` of a stage, counted without it.
    MoveTouchpoint {
        /// The touchpoint where it is now.
        from: Spot,
        /// The stage that gets it; it may be the same.
        stage: Id,
        /// How many other touchpoints stand before it there then.
        index: usize,
    },
    /// A note to place `index` of `to`, counted without it.
    MoveNote {
        /// What has it now.
        from: Holder,
        /// The note.
        id: Id,
        /// What gets it; it may be the same.
        to: Holder,
        /// How many other notes stand before it there then.
        index: usize,
    },
    /// An action to place `index` of `to`, counted without it.
    MoveAction {
        /// What has it now.
        from: Holder,
        /// The action.
        id: Id,
        /// What gets it; it may be the same.
        to: Holder,
        /// How many other actions stand before it there then.
        index: usize,
    },
    /// An entry of the parking lot to place `index`, counted without it.
    MoveParked {
        /// The entry.
        id: Id,
        /// How many other entries stand before it then.
        index: usize,
    },
}

impl Edit {
    /// The thing that is changed, added, removed or moved, where it stands
    /// afterwards; of a removed one, where it stood.
    pub fn at(&self) -> Address {
        match self {
            Self::Map(_) => Address::Map,
            Self::Stage(id, _) | Self::RemoveStage(id) | Self::MoveStage { id, .. } => {
                Address::Stage(id.clone())
            }
            Self::AddStage { stage, .. } => Address::Stage(stage.id.clone()),
            Self::Touchpoint(spot, _) | Self::RemoveTouchpoint(spot) => {
                Address::Touchpoint(spot.clone())
            }
            Self::AddTouchpoint { stage, touchpoint, .. } => {
                Address::Touchpoint(Spot::new(stage, &touchpoint.id))
            }
            Self::MoveTouchpoint { from, stage, .. } => {
                Address::Touchpoint(Spot::new(stage, &from.id))
            }
            Self::Note(on, id, _)
            | Self::RemoveNote(on, id)
            | Self::MoveNote { to: on, id, .. } => Address::Note(on.clone(), id.clone()),
            Self::AddNote { on, note, .. } => Address::Note(on.clone(), note.id.clone()),
            Self::Action(on, id, _)
            | Self::RemoveAction(on, id)
            | Self::MoveAction { to: on, id, .. } => Address::Action(on.clone(), id.clone()),
            Self::AddAction { on, action, .. } => Address::Action(on.clone(), action.id.clone()),
            Self::Parked(id, _) | Self::RemoveParked(id) | Self::MoveParked { id, .. } => {
                Address::Parked(id.clone())
            }
            Self::AddParked { parked, .. } => Address::Parked(parked.id.clone()),
        }
    }

    /// The field that is set, in the file's word; `//` for the comments, and
    /// none where something is added, removed or moved.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Map(field) => Some(field.name()),
            Self::Stage(_, field) => Some(field.name()),
            Self::Touchpoint(_, field) => Some(field.name()),
            Self::Note(_, _, field) => Some(field.name()),
            Self::Action(_, _, field) => Some(field.name()),
            Self::Parked(_, field) => Some(field.name()),
            _ => None,
        }
    }

    /// Whether something is added.
    pub fn adds(&self) -> bool {
        matches!(
            self,
            Self::AddStage { .. }
                | Self::AddTouchpoint { .. }
                | Self::AddNote { .. }
                | Self::AddAction { .. }
                | Self::AddParked { .. }
        )
    }
}
