//! Every difference between two maps.

use std::collections::HashSet;

use serde::Serialize;

use super::fields::differences;
use super::order;
use super::things::{Item, Key, Kind, List, View, Views};
use crate::model::{Address, JourneyMap, NoteKind, Text};

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The thing: where it stands in the new map, or stood in the old one if
    /// it was removed.
    pub at: Address,
    /// What the thing is called: its title, name or text, of the same map.
    pub title: Text,
    /// What became of it.
    pub what: What,
}

/// What became of a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum What {
    /// It is new. What came with it is not listed, unless it was moved in.
    Added(ThingKind),
    /// It is gone. What went with it is not listed.
    Removed(ThingKind),
    /// It stands elsewhere.
    Moved {
        /// Where it stood in the old map.
        from: Seat,
        /// Where it stands in the new one.
        to: Seat,
    },
    /// A field has another value.
    Field {
        /// The dotted path in words of the file, with the key of a row or the
        /// name of a pair in brackets: `support.months[2026-09].tickets`.
        name: String,
        /// The old value as the file would write it on one line; `None` for
        /// no value.
        before: String,
        /// The new value, likewise.
        after: String,
    },
    /// A list of rows has another order.
    Order {
        /// The dotted path of the list.
        name: String,
    },
    /// The comments of the file at this thing are others, or stand elsewhere.
    Comments {
        /// The dotted path of the record in the thing; empty for the thing.
        name: String,
        /// The old comments, a line each, without `//`.
        before: Vec<String>,
        /// The new ones.
        after: Vec<String>,
    },
}

/// Where a thing stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seat {
    /// What holds it: the map, a stage or a touchpoint.
    pub within: Address,
    /// What that is called.
    pub title: Text,
    /// How many of its kind stand before it there.
    pub index: usize,
}

/// What sort of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ThingKind {
    /// A stage.
    Stage,
    /// A touchpoint.
    Touchpoint,
    /// A note of some kind.
    Note(NoteKind),
    /// An action.
    Action,
    /// An entry of the parking lot.
    Parked,
}

/// What is different in `b`: first the map itself, then all that is new,
/// moved or changed in the order of `b`, then what is gone in the order of
/// `a`. Empty exactly when the maps are equal.
pub fn diff(a: &JourneyMap, b: &JourneyMap) -> Vec<Change> {
    let views = Views::of([a, b]);
    let [old, new] = &views.maps;
    let mut changes: Vec<Change> = differences(a, b)
        .into_iter()
        .map(|what| Change { at: Address::Map, title: b.title.clone(), what })
        .collect();

    let moved = moved(old, new);
    for key in new.all() {
        let Some(after) = new.seat(key) else { continue };
        let mut push = |what| {
            changes.push(Change { at: new.address(key), title: title(after.item), what });
        };
        match old.seat(key) {
            None if after.parent.is_none_or(|parent| old.seat(parent).is_some()) => {
                push(What::Added(kind(after.item)));
            }
            None => {}
            Some(before) => {
                if before.parent != after.parent || moved.contains(&key) {
                    push(What::Moved { from: seat(old, a, key), to: seat(new, b, key) });
                }
                if !views.is_same(key) {
                    fields(before.item, after.item).into_iter().for_each(push);
                }
            }
        }
    }
    for key in old.all() {
        if let Some(before) = old.seat(key)
            && new.seat(key).is_none()
            && before.parent.is_none_or(|parent| new.seat(parent).is_some())
        {
            let what = What::Removed(kind(before.item));
            changes.push(Change { at: old.address(key), title: title(before.item), what });
        }
    }
    changes
}

/// The things that stand in the same list in another order; as few as can be.
fn moved<'m>(old: &View<'m>, new: &View<'m>) -> HashSet<Key<'m>> {
    let mut moved = HashSet::new();
    let holders = new.all().into_iter().map(Some).chain([None]);
    for parent in holders {
        let kinds = parent.map_or(&[Kind::Stage, Kind::Parked][..], |key| key.kind.inside());
        for of in kinds {
            let list = List { parent, of: *of };
            let (before, after) = (old.list(list), new.list(list));
            if before != after {
                let kept = order::kept(before, after);
                let stayed =
                    |key: &Key<'_>| old.seat(*key).is_some_and(|seat| seat.parent == parent);
                moved
                    .extend(after.iter().filter(|key| stayed(key) && !kept.contains(key)).copied());
            }
        }
    }
    moved
}

fn fields(a: Item<'_>, b: Item<'_>) -> Vec<What> {
    match (a, b) {
        (Item::Stage(a), Item::Stage(b)) => differences(&**a, &**b),
        (Item::Touchpoint(a), Item::Touchpoint(b)) => differences(&**a, &**b),
        (Item::Note(a), Item::Note(b)) => differences(a, b),
        (Item::Action(a), Item::Action(b)) => differences(a, b),
        (Item::Parked(a), Item::Parked(b)) => differences(&**a, &**b),
        _ => Vec::new(),
    }
}

fn kind(item: Item<'_>) -> ThingKind {
    match item {
        Item::Stage(_) => ThingKind::Stage,
        Item::Touchpoint(_) => ThingKind::Touchpoint,
        Item::Note(note) => ThingKind::Note(note.kind),
        Item::Action(_) => ThingKind::Action,
        Item::Parked(_) => ThingKind::Parked,
    }
}

fn title(item: Item<'_>) -> Text {
    match item {
        Item::Stage(stage) => stage.name.clone(),
        Item::Touchpoint(touchpoint) => touchpoint.title.clone(),
        Item::Note(note) => note.text.clone(),
        Item::Action(action) => action.title.clone(),
        Item::Parked(parked) => parked.text.clone(),
    }
}

fn seat<'m>(view: &View<'m>, map: &JourneyMap, key: Key<'m>) -> Seat {
    let seated = view.seat(key);
    let parent =
        seated.and_then(|seat| seat.parent).and_then(|key| view.seat(key).map(|seat| (key, seat)));
    let (within, title) = match parent {
        Some((key, parent)) => (view.address(key), title(parent.item)),
        None => (Address::Map, map.title.clone()),
    };
    Seat { within, title, index: seated.map_or(0, |seat| seat.index) }
}
