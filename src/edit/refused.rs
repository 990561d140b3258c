//! Why an edit cannot be made.

use std::fmt;

use crate::model::{Address, Holder, Id, OutOfRange};

/// An edit was refused; nothing was changed. `edit` is its place in the group
/// that was applied, 0 for the first.
///
/// Values are refused only where they hang together: their types cannot hold
/// what is out of range, and a title may be empty, as in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// A thing was to be changed, moved or removed, or to get something, and
    /// it is not there.
    Find {
        /// Which edit.
        edit: usize,
        /// What was looked for.
        at: Address,
    },
    /// A thing was to be added, and another has its id.
    Add {
        /// Which edit.
        edit: usize,
        /// The id, of the thing itself or of something that it holds.
        id: Id,
    },
    /// A thing was to be added whose id, or that of something that it holds,
    /// is empty.
    Name {
        /// Which edit.
        edit: usize,
    },
    /// A thing was to be put at a place behind the end of its list.
    Place {
        /// Which edit.
        edit: usize,
        /// The place.
        index: usize,
        /// The last place that there is.
        last: usize,
    },
    /// A number would be out of the range of its metric's unit.
    Fit {
        /// Which, and what it must be.
        why: OutOfRange,
    },
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Find { edit, at } => {
                let number = edit + 1;
                write!(f, "Change {number} is about {}, which is not on this map", Named(at))?;
                f.write_str(" (any more): look at the map as it is now, then change it again.")
            }
            Self::Add { edit, id } => write!(
                f,
                "Change {} adds {id}, which is on this map already: add it under a new id.",
                edit + 1
            ),
            Self::Fit { why } => why.fmt(f),
            Self::Name { edit } => write!(
                f,
                "Change {} adds something without an id: give it one, then add it.",
                edit + 1
            ),
            Self::Place { edit, index, last } => write!(
                f,
                "Change {} puts something at place {index}, but the last one there is {last}: \
                 choose a place up to {last}.",
                edit + 1
            ),
        }
    }
}

impl std::error::Error for Refused {}

struct Named<'a>(&'a Address);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let on = |holder: &Holder| match holder {
            Holder::Stage(id) => format!("stage {id}"),
            Holder::Touchpoint(spot) => format!("touchpoint {}", spot.id),
        };
        match self.0 {
            Address::Map => f.write_str("the map"),
            Address::Stage(id) => write!(f, "stage {id}"),
            Address::Touchpoint(spot) => write!(f, "touchpoint {}", spot.id),
            Address::Note(holder, id) => write!(f, "note {id} at {}", on(holder)),
            Address::Action(holder, id) => write!(f, "action {id} at {}", on(holder)),
            Address::Parked(id) => write!(f, "entry {id} of the parking lot"),
        }
    }
}
