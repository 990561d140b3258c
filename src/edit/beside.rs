//! Edits that were begun before others changed the map.

use super::{Edit, apply, script};
use crate::compare::merge;
use crate::model::{Conflict, JourneyMap};

/// What edits have become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The edits to make now; those that name what is undecided come last.
    pub edits: Vec<Edit>,
    /// What both sides changed; that of `edits` is in force.
    pub conflicts: Vec<Conflict>,
}

/// Changes of fields that were begun on the map `begun`, made on `now`, which
/// others have made of it since: as if all of it had happened at one moment.
/// None where the thing is gone, and for edits that change no field, which
/// nobody else can have changed.
pub fn beside(begun: &JourneyMap, now: &JourneyMap, edits: &[Edit]) -> Option<Beside> {
    if edits.iter().any(|edit| edit.field().is_none()) {
        return None;
    }
    let is_there =
        |edit: &Edit| edit.at().id().is_none_or(|id| now.address_of(id.as_str()).is_some());
    if !edits.iter().all(is_there) {
        return None;
    }
    let ours = apply(begun, edits).ok()?;
    let merged = merge(begun, &ours, now);
    let mut edits = script(now, &merged.map);
    edits.sort_by_key(|edit| matches!(edit, Edit::Map(field) if field.name() == "conflicts"));
    Some(Beside { edits, conflicts: merged.conflicts })
}
