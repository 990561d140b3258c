//! Ids for what has none, or one that something else has already. They come
//! from the content alone, so that every reader of the file makes the same.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Action, Id, JourneyMap, Note, Parked, Stage, Touchpoint};

/// Gives every thing an id of its own. True if any needed one.
pub(super) fn complete_ids(map: &mut JourneyMap) -> bool {
    if is_complete(map) {
        return false;
    }
    let mut taken = HashSet::new();
    each_id(map, |id| _ = (!id.is_empty()).then(|| taken.insert(id.clone())));
    let mut ids = Ids { taken, seen: HashSet::new() };
    ids.list(&Id::default(), &mut map.stages);
    for stage in &mut map.stages {
        let stage = Arc::make_mut(stage);
        ids.list(&stage.id, &mut stage.notes);
        ids.list(&stage.id, &mut stage.actions);
        ids.list(&stage.id, &mut stage.touchpoints);
        for touchpoint in &mut stage.touchpoints {
            let touchpoint = Arc::make_mut(touchpoint);
            ids.list(&touchpoint.id, &mut touchpoint.notes);
            ids.list(&touchpoint.id, &mut touchpoint.actions);
        }
    }
    ids.list(&Id::default(), &mut map.parking);
    true
}

/// Whether every id is there, and once. Most maps are, so this must be quick:
/// hashes are sorted, and two that are equal by chance only cost a closer look.
fn is_complete(map: &JourneyMap) -> bool {
    let mut hashes = Vec::new();
    let mut complete = true;
    each_id(map, |id| {
        complete &= !id.is_empty();
        hashes.push(xxh3_64(id.as_str().as_bytes()));
    });
    hashes.sort_unstable();
    complete && hashes.windows(2).all(|pair| pair[0] != pair[1])
}

fn each_id<'m>(map: &'m JourneyMap, mut visit: impl FnMut(&'m Id)) {
    map.parking.iter().for_each(|parked| visit(&parked.id));
    for stage in &map.stages {
        visit(&stage.id);
        stage.notes.iter().for_each(|note| visit(&note.id));
        stage.actions.iter().for_each(|action| visit(&action.id));
        for touchpoint in &stage.touchpoints {
            visit(&touchpoint.id);
            touchpoint.notes.iter().for_each(|note| visit(&note.id));
            touchpoint.actions.iter().for_each(|action| visit(&action.id));
        }
    }
}

/// What has an id.
trait Named {
    /// The letter before a new id.
    const PREFIX: char;
    fn id(&self) -> &Id;
    fn name(&self) -> &str;
    fn set_id(&mut self, id: Id);
}

macro_rules! named {
    ($($Name:ident $prefix:literal $name:ident),*) => {$(
        impl Named for $Name {
            const PREFIX: char = $prefix;
            fn id(&self) -> &Id { &self.id }
            fn name(&self) -> &str { &self.$name }
            fn set_id(&mut self, id: Id) { self.id = id; }
        }
    )*};
}
named!(Stage 's' name, Touchpoint 't' title, Note 'n' text, Action 'a' title, Parked 'n' text);

impl<T: Named + Clone> Named for Arc<T> {
    const PREFIX: char = T::PREFIX;
    fn id(&self) -> &Id {
        T::id(self)
    }
    fn name(&self) -> &str {
        T::name(self)
    }
    fn set_id(&mut self, id: Id) {
        Self::make_mut(self).set_id(id);
    }
}

struct Ids {
    /// All that the file names, and all that were made.
    taken: HashSet<Id>,
    /// Those that something has already.
    seen: HashSet<Id>,
}

impl Ids {
    fn list<T: Named>(&mut self, parent: &Id, list: &mut [T]) {
        let mut nths = HashMap::<String, u32>::new();
        for thing in list {
            let nth = nths.entry(thing.name().to_owned()).or_default();
            *nth += 1;
            if thing.id().is_empty() || !self.seen.insert(thing.id().clone()) {
                let id = self.derive(T::PREFIX, parent, thing.name(), *nth);
                self.seen.insert(id.clone());
                thing.set_id(id);
            }
        }
    }

    /// An id that nothing in the file has.
    fn derive(&mut self, prefix: char, parent: &Id, name: &str, nth: u32) -> Id {
        for attempt in 0_u32.. {
            let content = format!("{prefix}\0{parent}\0{name}\0{nth}\0{attempt}");
            let id = Id::from_number(prefix, xxh3_64(content.as_bytes()));
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
        Id::default()
    }
}
