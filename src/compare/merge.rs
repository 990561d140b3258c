//! Three maps become one.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::combine::{Merger, decided};
use super::fate::{Fates, OURS};
use super::fit::fit;
use super::ids::each_id;
use super::things::{Item, Key, Kind, List, Views};
use crate::model::record::Record;
use crate::model::{Action, Conflict, Id, JourneyMap, Note, Parked, Stage, Touchpoint};

/// What came of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The merged map; it names what is undecided in its own `conflicts`.
    pub map: JourneyMap,
    /// What this merge could not decide; ours is in force.
    pub conflicts: Vec<Conflict>,
}

/// Brings together what two sides made of `base`.
///
/// By id and field by field. Rows go by [`Record::key`], words as sets,
/// comments place by place. What one side changed or moved is not lost because the
/// other removed it, nor because the other removed what held it: a thing that
/// was changed, moved, or got something new comes back with all that it held,
/// a thing that is only needed to hold such a one comes back with that alone.
/// A change of order within one list is no move in this sense. Where both
/// sides changed one field in different ways, ours is in force and a
/// [`Conflict`] says so. Should two things of different kinds come to have one
/// id, the second gets a new one, made from it.
///
/// Exactly: `merge(b, x, b) == x`, `merge(b, b, x) == x`, `merge(b, x, x) == x`.
pub fn merge(base: &JourneyMap, ours: &JourneyMap, theirs: &JourneyMap) -> Merged {
    let (mut map, conflicts) = three_way(base, ours, theirs);
    for conflict in &conflicts {
        match map.conflicts.iter_mut().find(|known| known.key() == conflict.key()) {
            Some(known) => known.clone_from(conflict),
            None => map.conflicts.push(conflict.clone()),
        }
    }
    Merged { map, conflicts }
}

/// [`merge`], but what could not be decided is not written into the map.
pub(crate) fn three_way(
    base: &JourneyMap,
    ours: &JourneyMap,
    theirs: &JourneyMap,
) -> (JourneyMap, Vec<Conflict>) {
    if let Some(decided) = decided(Some(base), ours, theirs) {
        return (decided.clone(), Vec::new());
    }
    let views = Views::of([base, ours, theirs]);
    let mut merger = Merger::default();
    let map = merger.both(Some(base), ours, theirs);
    let fates = Fates::decide(&views, &mut merger);
    let renamed = rename(&fates, [base, ours, theirs]);
    let mut builder = Builder { views, fates, renamed, merger };

    let parking = builder.parking(ours);
    let stages = builder.stages(ours);
    let mut map = JourneyMap { parking, stages, ..map };
    let mut conflicts = builder.merger.conflicts;
    fit(&mut map, [base, ours, theirs], &mut conflicts);
    (map, conflicts)
}

/// Puts the lists of the merged map together.
struct Builder<'m> {
    views: Views<'m, 3>,
    fates: Fates<'m>,
    renamed: HashMap<Key<'m>, Id>,
    merger: Merger,
}

impl<'m> Builder<'m> {
    fn stages(&mut self, ours: &JourneyMap) -> Vec<Arc<Stage>> {
        let list = List { parent: None, of: Kind::Stage };
        self.between_shared(list, &ours.stages, Self::stage)
    }

    fn parking(&mut self, ours: &JourneyMap) -> Vec<Arc<Parked>> {
        let list = List { parent: None, of: Kind::Parked };
        self.between_shared(list, &ours.parking, |builder, key| {
            let states = builder.states(key, Item::parked);
            let mut parked =
                builder.fields(key, states.map(|state| state.map(|state| &**state)))?;
            parked.id = builder.id(key);
            Some(shared(parked, states))
        })
    }

    fn stage(&mut self, key: Key<'m>) -> Option<Arc<Stage>> {
        let states = self.states(key, Item::stage);
        if self.views.is_same(key) {
            return states[OURS].cloned();
        }
        let mut stage = self.fields(key, states.map(|state| state.map(|state| &**state)))?;
        let list = List { parent: Some(key), of: Kind::Touchpoint };
        let ours = states[OURS].map_or(&[][..], |stage| &stage.touchpoints);
        stage.touchpoints = self.between_shared(list, ours, Self::touchpoint);
        stage.notes = self.notes(key);
        stage.actions = self.actions(key);
        stage.id = self.id(key);
        Some(shared(stage, states))
    }

    fn touchpoint(&mut self, key: Key<'m>) -> Option<Arc<Touchpoint>> {
        let states = self.states(key, Item::touchpoint);
        if self.views.is_same(key) {
            return states[OURS].cloned();
        }
        let mut touchpoint = self.fields(key, states.map(|state| state.map(|state| &**state)))?;
        touchpoint.notes = self.notes(key);
        touchpoint.actions = self.actions(key);
        touchpoint.id = self.id(key);
        Some(shared(touchpoint, states))
    }

    fn notes(&mut self, holder: Key<'m>) -> Vec<Note> {
        let list = List { parent: Some(holder), of: Kind::Note };
        let notes = self.fates.order(&self.views, list).into_iter();
        notes
            .filter_map(|key| {
                let note = self.fields(key, self.states(key, Item::note))?;
                Some(Note { id: self.id(key), ..note })
            })
            .collect()
    }

    fn actions(&mut self, holder: Key<'m>) -> Vec<Action> {
        let list = List { parent: Some(holder), of: Kind::Action };
        let actions = self.fates.order(&self.views, list).into_iter();
        actions
            .filter_map(|key| {
                let action = self.fields(key, self.states(key, Item::action))?;
                Some(Action { id: self.id(key), ..action })
            })
            .collect()
    }

    /// A list whose beginning and end are the same on all sides.
    fn between_shared<T: Clone>(
        &mut self,
        list: List<'m>,
        ours: &[T],
        mut build: impl FnMut(&mut Self, Key<'m>) -> Option<T>,
    ) -> Vec<T> {
        let (begin, end) = self.views.shared(list);
        let mut merged = ours[..begin].to_vec();
        for key in self.fates.order(&self.views, list) {
            merged.extend(build(self, key));
        }
        merged.extend_from_slice(&ours[ours.len() - end..]);
        merged
    }

    /// The fields of a thing that lives; what it holds is not to be used.
    fn fields<R: Record>(&mut self, key: Key<'m>, states: [Option<&R>; 3]) -> Option<R> {
        match states {
            [base, Some(ours), Some(theirs)] => {
                self.merger.turn_to(Some(key.id));
                Some(self.merger.both(base, ours, theirs))
            }
            [_, ours, theirs] => ours.or(theirs).cloned(),
        }
    }

    fn states<T>(&self, key: Key<'m>, of: impl Fn(Item<'m>) -> Option<T>) -> [Option<T>; 3] {
        self.views.seats(key).map(|seat| seat.and_then(|seat| of(seat.item)))
    }

    fn id(&self, key: Key<'m>) -> Id {
        self.renamed.get(&key).unwrap_or(key.id).clone()
    }
}

/// What was built, or the very same that a side had: so that who looks for
/// changes finds few.
fn shared<T: PartialEq>(built: T, [_, ours, theirs]: [Option<&Arc<T>>; 3]) -> Arc<T> {
    let same = [ours, theirs].into_iter().flatten().find(|side| ***side == built);
    same.map_or_else(|| Arc::new(built), Arc::clone)
}

/// New ids where two things of different kinds came to have one.
fn rename<'m>(fates: &Fates<'m>, maps: [&'m JourneyMap; 3]) -> HashMap<Key<'m>, Id> {
    let mut things: Vec<Key<'m>> = fates.alive().collect();
    things.sort_by_key(|key| (key.id, key.kind));
    let again: Vec<Key<'m>> =
        things.windows(2).filter(|two| two[0].id == two[1].id).map(|two| two[1]).collect();
    let mut renamed = HashMap::new();
    if again.is_empty() {
        return renamed;
    }
    let mut taken = HashSet::new();
    for map in maps {
        each_id(map, &mut |id| {
            taken.insert(id.clone());
        });
    }
    for key in again {
        let mut id = key.id.clone();
        while !taken.insert(id.clone()) {
            id = Id::new(&format!("{id}-2"));
        }
        renamed.insert(key, id);
    }
    renamed
}
