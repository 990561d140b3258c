//! The edits between two maps.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{Edit, apply};
use crate::compare::{Item, Key, Kind, List, View, Views, kept};
use crate::model::{Id, JourneyMap, Spot, Stage, Touchpoint};

/// Edits that make `b` out of `a`: `apply(a, &script(a, b)) == Ok(b)`.
///
/// What moved is moved, and what the maps share is not looked at, so that the
/// edits are few where the difference is small. The ids of each map must be
/// unique and not empty, as they are after reading and after every edit.
pub fn script(a: &JourneyMap, b: &JourneyMap) -> Vec<Edit> {
    let views = Views::of([a, b]);
    let reused = with_reused_ids(&views);
    if !reused.is_empty() {
        // An id that names another kind of thing in `b` must be free first.
        let mut edits: Vec<Edit> =
            reused.into_iter().map(|key| removal(&views.maps[0], &views.maps[0], key)).collect();
        if let Ok(cleared) = apply(a, &edits) {
            edits.extend(script(&cleared, b));
        }
        return edits;
    }
    let [old, new] = &views.maps;
    let mut writer = Writer { views: &views, old, new, edits: Vec::new(), now: HashMap::new() };
    writer.edits.extend(a.changes_to(b).into_iter().map(Edit::Map));
    writer.places();
    writer.fields();
    writer.removals();
    writer.edits
}

/// The things of `a` whose ids are those of new things of another kind.
fn with_reused_ids<'m>(views: &Views<'m, 2>) -> Vec<Key<'m>> {
    let [old, new] = &views.maps;
    let added = new.all().into_iter().filter(|key| old.seat(*key).is_none());
    let added: HashSet<&Id> = added.map(|key| key.id).collect();
    let mut reused: Vec<Key<'m>> = Vec::new();
    for key in old.all() {
        // What stands in something that goes anyway has gone with it.
        let gone = |key: Key<'m>| {
            let parent = old.seat(key).and_then(|seat| seat.parent);
            std::iter::successors(parent, |key| old.seat(*key).and_then(|seat| seat.parent))
                .any(|holder| reused.contains(&holder))
        };
        if new.seat(key).is_none() && added.contains(key.id) && !gone(key) {
            reused.push(key);
        }
    }
    reused
}

struct Writer<'v, 'm> {
    views: &'v Views<'m, 2>,
    old: &'v View<'m>,
    new: &'v View<'m>,
    edits: Vec<Edit>,
    /// Lists of the first map as the edits so far have left them.
    now: HashMap<List<'m>, Vec<Key<'m>>>,
}

impl<'m> Writer<'_, 'm> {
    /// Brings everything to its place: holders before what they hold. What
    /// will be removed stays for now, as something may have to move out of it.
    fn places(&mut self) {
        let lists = [Kind::Stage, Kind::Parked].map(|of| List { parent: None, of });
        lists.into_iter().for_each(|list| self.list(list));
        for parent in self.new.all() {
            for of in parent.kind.inside() {
                self.list(List { parent: Some(parent), of: *of });
            }
        }
    }

    fn list(&mut self, list: List<'m>) {
        let target = self.new.list(list).to_vec();
        let before = self.now(list).clone();
        if before == target {
            return;
        }
        let kept = kept(&before, &target);
        let (begin, _) = self.views.shared(list);
        let mut at = 0;
        for key in target {
            if kept.contains(&key) {
                at = self.now(list).iter().position(|other| *other == key).unwrap_or(at) + 1;
                continue;
            }
            if let Some(seat) = self.old.seat(key).copied() {
                let from = self.now(List { parent: seat.parent, of: key.kind });
                let was = from.iter().position(|other| *other == key);
                from.retain(|other| *other != key);
                if seat.parent == list.parent && was.is_some_and(|was| was < at) {
                    at -= 1;
                }
                let edit = self.movement(key, list.parent, begin + at);
                self.edits.extend(edit);
            } else {
                let edit = self.addition(key, list.parent, begin + at);
                self.edits.extend(edit);
            }
            self.now(list).insert(at, key);
            at += 1;
        }
    }

    /// The list as it is now.
    fn now(&mut self, list: List<'m>) -> &mut Vec<Key<'m>> {
        let (old, new) = (self.old, self.new);
        self.now.entry(list).or_insert_with(|| match list.parent {
            // What is new came with those that are new with it.
            Some(parent) if old.seat(parent).is_none() => {
                new.list(list).iter().copied().filter(|key| old.seat(*key).is_none()).collect()
            }
            _ => old.list(list).to_vec(),
        })
    }

    fn movement(&self, key: Key<'m>, to: Option<Key<'m>>, index: usize) -> Option<Edit> {
        let id = key.id.clone();
        let from = self.old.seat(key)?.parent;
        Some(match (key.kind, from, to) {
            (Kind::Stage, ..) => Edit::MoveStage { id, index },
            (Kind::Parked, ..) => Edit::MoveParked { id, index },
            (Kind::Touchpoint, Some(from), Some(to)) => Edit::MoveTouchpoint {
                from: Spot::new(from.id, key.id),
                stage: to.id.clone(),
                index,
            },
            (Kind::Note, Some(from), Some(to)) => {
                let (from, to) = (self.old.holder(from), self.new.holder(to));
                Edit::MoveNote { from, id, to, index }
            }
            (Kind::Action, Some(from), Some(to)) => {
                let (from, to) = (self.old.holder(from), self.new.holder(to));
                Edit::MoveAction { from, id, to, index }
            }
            _ => return None,
        })
    }

    fn addition(&self, key: Key<'m>, to: Option<Key<'m>>, index: usize) -> Option<Edit> {
        let item = self.new.seat(key)?.item;
        Some(match (item, to) {
            (Item::Stage(stage), _) => Edit::AddStage { index, stage: self.only_new_stage(stage) },
            (Item::Parked(parked), _) => Edit::AddParked { index, parked: Arc::clone(parked) },
            (Item::Touchpoint(touchpoint), Some(stage)) => {
                let touchpoint = self.only_new_touchpoint(touchpoint);
                Edit::AddTouchpoint { stage: stage.id.clone(), index, touchpoint }
            }
            (Item::Note(note), Some(to)) => {
                Edit::AddNote { on: self.new.holder(to), index, note: Box::new(note.clone()) }
            }
            (Item::Action(action), Some(to)) => {
                let action = Box::new(action.clone());
                Edit::AddAction { on: self.new.holder(to), index, action }
            }
            _ => return None,
        })
    }

    fn is_new(&self, kind: Kind, id: &Id) -> bool {
        self.old.seat(Key { kind, id }).is_none()
    }

    /// A new stage without what will move into it.
    fn only_new_stage(&self, stage: &Arc<Stage>) -> Arc<Stage> {
        let mut bare = Stage::clone(stage);
        bare.notes.retain(|note| self.is_new(Kind::Note, &note.id));
        bare.actions.retain(|action| self.is_new(Kind::Action, &action.id));
        bare.touchpoints.retain(|touchpoint| self.is_new(Kind::Touchpoint, &touchpoint.id));
        for touchpoint in &mut bare.touchpoints {
            *touchpoint = self.only_new_touchpoint(touchpoint);
        }
        if bare == **stage { Arc::clone(stage) } else { Arc::new(bare) }
    }

    /// A new touchpoint without what will move into it.
    fn only_new_touchpoint(&self, touchpoint: &Arc<Touchpoint>) -> Arc<Touchpoint> {
        let note = |id: &Id| self.is_new(Kind::Note, id);
        let action = |id: &Id| self.is_new(Kind::Action, id);
        if touchpoint.notes.iter().all(|held| note(&held.id))
            && touchpoint.actions.iter().all(|held| action(&held.id))
        {
            return Arc::clone(touchpoint);
        }
        let mut bare = Touchpoint::clone(touchpoint);
        bare.notes.retain(|held| note(&held.id));
        bare.actions.retain(|held| action(&held.id));
        Arc::new(bare)
    }

    /// Sets what is different in things that both maps have.
    fn fields(&mut self) {
        let new = self.new;
        let mut edits = Vec::new();
        for key in new.all().into_iter().filter(|key| !self.views.is_same(*key)) {
            let [Some(a), Some(b)] = self.views.seats(key) else { continue };
            let id = || key.id.clone();
            match (a.item, b.item, b.parent) {
                (Item::Stage(a), Item::Stage(b), _) => {
                    edits.extend(a.changes_to(b).into_iter().map(|field| Edit::Stage(id(), field)));
                }
                (Item::Parked(a), Item::Parked(b), _) => {
                    edits
                        .extend(a.changes_to(b).into_iter().map(|field| Edit::Parked(id(), field)));
                }
                (Item::Touchpoint(a), Item::Touchpoint(b), Some(stage)) => {
                    let spot = Spot::new(stage.id, key.id);
                    let edit = |field| Edit::Touchpoint(spot.clone(), field);
                    edits.extend(a.changes_to(b).into_iter().map(edit));
                }
                (Item::Note(a), Item::Note(b), Some(on)) => {
                    let edit = |field| Edit::Note(new.holder(on), id(), field);
                    edits.extend(a.changes_to(b).into_iter().map(edit));
                }
                (Item::Action(a), Item::Action(b), Some(on)) => {
                    let edit = |field| Edit::Action(new.holder(on), id(), field);
                    edits.extend(a.changes_to(b).into_iter().map(edit));
                }
                _ => {}
            }
        }
        self.edits.extend(edits);
    }

    /// Removes what the second map does not have; what stands in such a thing
    /// goes with it.
    fn removals(&mut self) {
        let (old, new) = (self.old, self.new);
        for key in old.all().into_iter().filter(|key| new.seat(*key).is_none()) {
            let parent = old.seat(key).and_then(|seat| seat.parent);
            if parent.is_none_or(|parent| new.seat(parent).is_some()) {
                self.edits.push(removal(old, new, key));
            }
        }
    }
}

/// The removal of a thing of the map `old`, whose holder stands where it does
/// in `at`.
fn removal<'m>(old: &View<'m>, at: &View<'m>, key: Key<'m>) -> Edit {
    let id = key.id.clone();
    match (key.kind, old.seat(key).and_then(|seat| seat.parent)) {
        (Kind::Touchpoint, Some(stage)) => Edit::RemoveTouchpoint(Spot::new(stage.id, key.id)),
        (Kind::Note, Some(on)) => Edit::RemoveNote(at.holder(on), id),
        (Kind::Action, Some(on)) => Edit::RemoveAction(at.holder(on), id),
        (Kind::Parked, _) => Edit::RemoveParked(id),
        _ => Edit::RemoveStage(id),
    }
}
