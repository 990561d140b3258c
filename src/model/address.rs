//! Where on a map a thing stands.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::action::Action;
use super::id::Id;
use super::map::JourneyMap;
use super::note::Note;
use super::stage::Stage;
use super::touchpoint::Touchpoint;

/// A touchpoint, and the stage in which it was seen last. The stage is where
/// it is looked for first, so that no search reads the whole map; a
/// touchpoint that moved since is found all the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// The stage.
    pub stage: Id,
    /// The touchpoint.
    pub id: Id,
}

/// What can have notes and actions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Holder {
    /// A stage.
    Stage(Id),
    /// A touchpoint.
    Touchpoint(Spot),
}

/// Any thing that has an id, or the map itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Address {
    /// The map.
    Map,
    /// A stage.
    Stage(Id),
    /// A touchpoint.
    Touchpoint(Spot),
    /// A note.
    Note(Holder, Id),
    /// An action.
    Action(Holder, Id),
    /// An entry of the parking lot.
    Parked(Id),
}

impl Spot {
    /// The touchpoint `id` in `stage`.
    pub fn new(stage: &Id, id: &Id) -> Self {
        Self { stage: stage.clone(), id: id.clone() }
    }
}

impl Address {
    /// The id of the thing; none for the map.
    pub fn id(&self) -> Option<&Id> {
        match self {
            Self::Map => None,
            Self::Stage(id) | Self::Note(_, id) | Self::Action(_, id) | Self::Parked(id) => {
                Some(id)
            }
            Self::Touchpoint(spot) => Some(&spot.id),
        }
    }
}

impl Address {
    /// The card or stage that it is, or that it belongs to; none for the map
    /// and its parking lot.
    pub fn holder(&self) -> Option<Holder> {
        match self {
            Self::Map | Self::Parked(_) => None,
            Self::Stage(id) => Some(Holder::Stage(id.clone())),
            Self::Touchpoint(spot) => Some(Holder::Touchpoint(spot.clone())),
            Self::Note(holder, _) | Self::Action(holder, _) => Some(holder.clone()),
        }
    }
}

impl JourneyMap {
    /// The thing of that id; the map itself where the id is empty.
    pub fn address_of(&self, id: &str) -> Option<Address> {
        if id.is_empty() {
            return Some(Address::Map);
        }
        let inside = |holder: Holder, notes: &[Note], actions: &[Action]| {
            let note = notes.iter().find(|note| note.id.as_str() == id);
            let action = actions.iter().find(|action| action.id.as_str() == id);
            let note = note.map(|note| Address::Note(holder.clone(), note.id.clone()));
            note.or_else(|| action.map(|action| Address::Action(holder, action.id.clone())))
        };
        for stage in &self.stages {
            if stage.id.as_str() == id {
                return Some(Address::Stage(stage.id.clone()));
            }
            let holder = Holder::Stage(stage.id.clone());
            if let Some(found) = inside(holder, &stage.notes, &stage.actions) {
                return Some(found);
            }
            for touchpoint in &stage.touchpoints {
                let spot = Spot::new(&stage.id, &touchpoint.id);
                if touchpoint.id.as_str() == id {
                    return Some(Address::Touchpoint(spot));
                }
                let holder = Holder::Touchpoint(spot);
                if let Some(found) = inside(holder, &touchpoint.notes, &touchpoint.actions) {
                    return Some(found);
                }
            }
        }
        let parked = self.parking.iter().find(|parked| parked.id.as_str() == id);
        parked.map(|parked| Address::Parked(parked.id.clone()))
    }

    /// The way to a thing: names of fields and numbers of elements, from 0,
    /// with points between, such as `stages.1.touchpoints.0`; empty for the
    /// map. None where it is not there.
    pub fn path_of(&self, at: &Address) -> Option<String> {
        let holder = |holder: &Holder| match holder {
            Holder::Stage(id) => self.stage_path(id),
            Holder::Touchpoint(spot) => self.touchpoint_path(spot),
        };
        Some(match at {
            Address::Map => String::new(),
            Address::Stage(id) => self.stage_path(id)?,
            Address::Touchpoint(spot) => self.touchpoint_path(spot)?,
            Address::Note(on, id) => {
                let index = self.notes(on)?.iter().position(|note| note.id == *id)?;
                format!("{}.notes.{index}", holder(on)?)
            }
            Address::Action(on, id) => {
                let index = self.actions(on)?.iter().position(|action| action.id == *id)?;
                format!("{}.actions.{index}", holder(on)?)
            }
            Address::Parked(id) => {
                let index = self.parking.iter().position(|parked| parked.id == *id)?;
                format!("parking.{index}")
            }
        })
    }

    fn stage_path(&self, id: &Id) -> Option<String> {
        self.stage_index(id).map(|column| format!("stages.{column}"))
    }

    fn touchpoint_path(&self, spot: &Spot) -> Option<String> {
        let (column, row) = self.position(spot)?;
        Some(format!("stages.{column}.touchpoints.{row}"))
    }

    /// Which column the stage is.
    pub fn stage_index(&self, id: &Id) -> Option<usize> {
        self.stages.iter().position(|stage| stage.id == *id)
    }

    /// The stage of that id.
    pub fn stage(&self, id: &Id) -> Option<&Arc<Stage>> {
        self.stages.iter().find(|stage| stage.id == *id)
    }

    /// The column and the row of a touchpoint.
    pub fn position(&self, spot: &Spot) -> Option<(usize, usize)> {
        let row = |stage: &Stage| {
            stage.touchpoints.iter().position(|touchpoint| touchpoint.id == spot.id)
        };
        if let Some(column) = self.stage_index(&spot.stage)
            && let Some(row) = row(&self.stages[column])
        {
            return Some((column, row));
        }
        self.stages.iter().enumerate().find_map(|(column, stage)| Some((column, row(stage)?)))
    }

    /// The touchpoint at a spot.
    pub fn touchpoint(&self, spot: &Spot) -> Option<&Arc<Touchpoint>> {
        self.position(spot).map(|(column, row)| &self.stages[column].touchpoints[row])
    }

    /// The notes of a stage or touchpoint.
    pub fn notes(&self, holder: &Holder) -> Option<&[Note]> {
        match holder {
            Holder::Stage(id) => self.stage(id).map(|stage| stage.notes.as_slice()),
            Holder::Touchpoint(spot) => {
                self.touchpoint(spot).map(|touchpoint| touchpoint.notes.as_slice())
            }
        }
    }

    /// The actions of a stage or touchpoint.
    pub fn actions(&self, holder: &Holder) -> Option<&[Action]> {
        match holder {
            Holder::Stage(id) => self.stage(id).map(|stage| stage.actions.as_slice()),
            Holder::Touchpoint(spot) => {
                self.touchpoint(spot).map(|touchpoint| touchpoint.actions.as_slice())
            }
        }
    }
}
