//! Where ids come from, and which are taken.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

use super::Edit;
use crate::compare::{each_id, ids_in_stage, ids_in_touchpoint};
use crate::model::{Id, JourneyMap};

/// A source of new ids. The same seed gives the same ids.
#[derive(Debug, Clone)]
pub struct Ids(u64);

impl Ids {
    /// A source that starts from a number, which should be a random one.
    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// The next id. `prefix` is `s`, `t`, `n` or `a`. That no thing on a map
    /// has it is very likely, not certain: see [`super::Draft::new_id`].
    pub fn next(&mut self, prefix: char) -> Id {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Id::from_number(prefix, number ^ (number >> 31))
    }
}

/// Every id that a map has or once had, as hashes. An id that is not here is
/// new for certain; one that is here may be free again, and only then must
/// the map be searched. So nothing need ever be taken out, and adding to a
/// large map does not read it.
#[derive(Debug, Clone, Default)]
pub struct KnownIds(HashSet<u64>);

impl KnownIds {
    /// The ids of a map.
    pub fn of(map: &JourneyMap) -> Self {
        let mut hashes = Vec::new();
        each_id(map, &mut |id| hashes.push(hash(id)));
        // Some room, so that adding does not soon have to move them all.
        let mut known = HashSet::with_capacity(hashes.len() + 4096);
        known.extend(hashes);
        Self(known)
    }

    /// Whether the id could be one of the map's.
    pub fn may_hold(&self, id: &Id) -> bool {
        self.0.contains(&hash(id))
    }

    /// Takes in all ids that an edit brings.
    pub fn learn(&mut self, edit: &Edit) {
        ids_added(edit, &mut |id| self.add(id));
    }

    /// Takes in one id.
    pub(super) fn add(&mut self, id: &Id) {
        self.0.insert(hash(id));
    }
}

/// Shows all ids that an edit brings to `seen`.
pub(super) fn ids_added<'e>(edit: &'e Edit, seen: &mut impl FnMut(&'e Id)) {
    match edit {
        Edit::AddStage { stage, .. } => ids_in_stage(stage, seen),
        Edit::AddTouchpoint { touchpoint, .. } => ids_in_touchpoint(touchpoint, seen),
        Edit::AddNote { note, .. } => seen(&note.id),
        Edit::AddAction { action, .. } => seen(&action.id),
        Edit::AddParked { parked, .. } => seen(&parked.id),
        _ => {}
    }
}

fn hash(id: &Id) -> u64 {
    xxh3_64(id.as_str().as_bytes())
}
