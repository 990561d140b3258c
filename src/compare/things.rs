//! The things of several maps side by side, as far as the maps differ.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::{
    Action, Address, Holder, Id, JourneyMap, Note, Parked, Spot, Stage, Touchpoint,
};

/// What sort of thing an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Stage,
    Touchpoint,
    Note,
    Action,
    Parked,
}

/// A thing, in whichever of the maps it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key<'m> {
    pub(crate) kind: Kind,
    pub(crate) id: &'m Id,
}

/// A thing itself.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Item<'m> {
    Stage(&'m Arc<Stage>),
    Touchpoint(&'m Arc<Touchpoint>),
    Note(&'m Note),
    Action(&'m Action),
    Parked(&'m Arc<Parked>),
}

/// A thing and where it stands in one map.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seated<'m> {
    pub(crate) item: Item<'m>,
    /// The stage or touchpoint that holds it; none: the map does.
    pub(crate) parent: Option<Key<'m>>,
    pub(crate) index: usize,
}

/// A list of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct List<'m> {
    pub(crate) parent: Option<Key<'m>>,
    pub(crate) of: Kind,
}

/// One of the maps, without what is the same in all of them.
#[derive(Debug, Default)]
pub(crate) struct View<'m> {
    seats: HashMap<Key<'m>, Seated<'m>>,
    lists: HashMap<List<'m>, Vec<Key<'m>>>,
}

/// Several maps, without what is the same in all of them.
///
/// A thing that is left out of one view is left out of all; as ids are
/// unique, none that is left out can stand elsewhere in another map.
#[derive(Debug)]
pub(crate) struct Views<'m, const N: usize> {
    pub(crate) maps: [View<'m>; N],
    shared: HashMap<List<'m>, (usize, usize)>,
    same: HashSet<Key<'m>>,
}

impl Kind {
    /// The kinds of things that a thing of this kind holds.
    pub(crate) fn inside(self) -> &'static [Self] {
        match self {
            Self::Stage => &[Self::Note, Self::Action, Self::Touchpoint],
            Self::Touchpoint => &[Self::Note, Self::Action],
            Self::Note | Self::Action | Self::Parked => &[],
        }
    }
}

impl<'m> Item<'m> {
    pub(crate) fn key(self) -> Key<'m> {
        match self {
            Self::Stage(stage) => Key { kind: Kind::Stage, id: &stage.id },
            Self::Touchpoint(touchpoint) => Key { kind: Kind::Touchpoint, id: &touchpoint.id },
            Self::Note(note) => Key { kind: Kind::Note, id: &note.id },
            Self::Action(action) => Key { kind: Kind::Action, id: &action.id },
            Self::Parked(parked) => Key { kind: Kind::Parked, id: &parked.id },
        }
    }

    /// Whether two states of a thing have the same fields and comments,
    /// whatever they hold.
    pub(crate) fn same_fields(self, other: Self) -> bool {
        match (self, other) {
            (Self::Stage(a), Self::Stage(b)) => Arc::ptr_eq(a, b) || a.changes_to(b).is_empty(),
            (Self::Touchpoint(a), Self::Touchpoint(b)) => {
                Arc::ptr_eq(a, b) || a.changes_to(b).is_empty()
            }
            (Self::Note(a), Self::Note(b)) => a == b,
            (Self::Action(a), Self::Action(b)) => a == b,
            (Self::Parked(a), Self::Parked(b)) => a == b,
            _ => false,
        }
    }

    pub(crate) fn stage(self) -> Option<&'m Arc<Stage>> {
        if let Self::Stage(stage) = self { Some(stage) } else { None }
    }

    pub(crate) fn touchpoint(self) -> Option<&'m Arc<Touchpoint>> {
        if let Self::Touchpoint(touchpoint) = self { Some(touchpoint) } else { None }
    }

    pub(crate) fn note(self) -> Option<&'m Note> {
        if let Self::Note(note) = self { Some(note) } else { None }
    }

    pub(crate) fn action(self) -> Option<&'m Action> {
        if let Self::Action(action) = self { Some(action) } else { None }
    }

    pub(crate) fn parked(self) -> Option<&'m Arc<Parked>> {
        if let Self::Parked(parked) = self { Some(parked) } else { None }
    }
}

impl<'m> View<'m> {
    /// The thing in this map.
    pub(crate) fn seat(&self, key: Key<'m>) -> Option<&Seated<'m>> {
        self.seats.get(&key)
    }

    /// What stands in a list, without what all maps begin and end with.
    pub(crate) fn list(&self, list: List<'m>) -> &[Key<'m>] {
        self.lists.get(&list).map_or(&[], Vec::as_slice)
    }

    /// What a thing holds.
    pub(crate) fn inside(&self, key: Key<'m>) -> impl Iterator<Item = Key<'m>> {
        let lists = key.kind.inside().iter();
        lists.flat_map(move |of| self.list(List { parent: Some(key), of: *of })).copied()
    }

    /// Every thing, holders before what they hold, in the order of the file.
    pub(crate) fn all(&self) -> Vec<Key<'m>> {
        let mut all = Vec::with_capacity(self.seats.len());
        for of in [Kind::Stage, Kind::Parked] {
            for key in self.list(List { parent: None, of }) {
                self.push_all(*key, &mut all);
            }
        }
        all
    }

    fn push_all(&self, key: Key<'m>, all: &mut Vec<Key<'m>>) {
        all.push(key);
        for inside in self.inside(key) {
            self.push_all(inside, all);
        }
    }

    /// Where the thing stands, in words that an edit understands.
    pub(crate) fn address(&self, key: Key<'m>) -> Address {
        let parent = self.seat(key).and_then(|seat| seat.parent);
        match (key.kind, parent) {
            (Kind::Touchpoint, Some(stage)) => Address::Touchpoint(Spot::new(stage.id, key.id)),
            (Kind::Note, Some(parent)) => Address::Note(self.holder(parent), key.id.clone()),
            (Kind::Action, Some(parent)) => Address::Action(self.holder(parent), key.id.clone()),
            (Kind::Parked, _) => Address::Parked(key.id.clone()),
            _ => Address::Stage(key.id.clone()),
        }
    }

    /// A stage or touchpoint as a holder of notes and actions.
    pub(crate) fn holder(&self, key: Key<'m>) -> Holder {
        match self.address(key) {
            Address::Touchpoint(spot) => Holder::Touchpoint(spot),
            _ => Holder::Stage(key.id.clone()),
        }
    }

    fn add(&mut self, item: Item<'m>, parent: Option<Key<'m>>, index: usize) {
        let key = item.key();
        self.lists.entry(List { parent, of: key.kind }).or_default().push(key);
        self.seats.insert(key, Seated { item, parent, index });
    }
}

impl<'m, const N: usize> Views<'m, N> {
    /// Puts the maps side by side.
    pub(crate) fn of(maps: [&'m JourneyMap; N]) -> Self {
        let mut views = Self {
            maps: std::array::from_fn(|_| View::default()),
            shared: HashMap::new(),
            same: HashSet::new(),
        };
        let stages = maps.map(|map| Some(map.stages.as_slice()));
        for (key, states) in views.window(None, Kind::Stage, stages, Item::Stage) {
            views.inside_stage(key, states.map(|item| item.and_then(Item::stage)));
        }
        let parking = maps.map(|map| Some(map.parking.as_slice()));
        views.window(None, Kind::Parked, parking, Item::Parked);
        views
    }

    /// How many things at the beginning and at the end of a list are the same
    /// in all maps, and left out.
    pub(crate) fn shared(&self, list: List<'m>) -> (usize, usize) {
        self.shared.get(&list).copied().unwrap_or_default()
    }

    /// Whether the thing is the same everywhere with all that it holds.
    pub(crate) fn is_same(&self, key: Key<'m>) -> bool {
        self.same.contains(&key)
    }

    /// The thing in each of the maps.
    pub(crate) fn seats(&self, key: Key<'m>) -> [Option<Seated<'m>>; N] {
        std::array::from_fn(|map| self.maps[map].seat(key).copied())
    }

    fn inside_stage(&mut self, key: Key<'m>, stages: [Option<&'m Arc<Stage>>; N]) {
        for (map, stage) in stages.iter().enumerate() {
            let Some(stage) = stage else { continue };
            self.notes_and_actions(map, key, &stage.notes, &stage.actions);
        }
        let lists = stages.map(|stage| stage.map(|stage| stage.touchpoints.as_slice()));
        let cards = self.window(Some(key), Kind::Touchpoint, lists, Item::Touchpoint);
        for (key, states) in cards {
            for (map, item) in states.into_iter().enumerate() {
                let Some(touchpoint) = item.and_then(Item::touchpoint) else { continue };
                self.notes_and_actions(map, key, &touchpoint.notes, &touchpoint.actions);
            }
        }
    }

    fn notes_and_actions(
        &mut self,
        map: usize,
        key: Key<'m>,
        notes: &'m [Note],
        actions: &'m [Action],
    ) {
        for (index, note) in notes.iter().enumerate() {
            self.maps[map].add(Item::Note(note), Some(key), index);
        }
        for (index, action) in actions.iter().enumerate() {
            self.maps[map].add(Item::Action(action), Some(key), index);
        }
    }

    /// Takes in one list of every map, and gives back the things in it that
    /// are not the same in all.
    fn window<T: PartialEq>(
        &mut self,
        parent: Option<Key<'m>>,
        of: Kind,
        lists: [Option<&'m [T]>; N],
        item: impl Fn(&'m T) -> Item<'m>,
    ) -> Vec<(Key<'m>, [Option<Item<'m>>; N])> {
        let list = List { parent, of };
        let (begin, end) = shared_ends(lists);
        self.shared.insert(list, (begin, end));
        for (map, elements) in lists.into_iter().enumerate() {
            let elements = elements.unwrap_or_default();
            for (index, element) in
                elements.iter().enumerate().take(elements.len() - end).skip(begin)
            {
                self.maps[map].add(item(element), parent, index);
            }
        }
        let mut differing = Vec::new();
        for map in 0..N {
            for key in self.maps[map].list(list).to_vec() {
                let states = self.seats(key).map(|seat| {
                    seat.filter(|seat| seat.parent == parent).map(|seat| (seat.item, seat.index))
                });
                if states[..map].iter().any(Option::is_some) {
                    continue;
                }
                let elements: [Option<&T>; N] = std::array::from_fn(|map| {
                    let (_, index) = states[map]?;
                    lists[map]?.get(index)
                });
                let first = elements[map];
                if first.is_some() && elements.iter().all(|element| *element == first) {
                    self.same.insert(key);
                } else {
                    differing.push((key, states.map(|state| state.map(|(item, _)| item))));
                }
            }
        }
        differing
    }
}

/// How many elements all lists begin with, and end with.
fn shared_ends<T: PartialEq, const N: usize>(lists: [Option<&[T]>; N]) -> (usize, usize) {
    let Some(first) = lists[0] else { return (0, 0) };
    let least = lists.iter().map(|list| list.map_or(0, <[T]>::len)).min().unwrap_or(0);
    let all = |same: &dyn Fn(&[T]) -> bool| lists.iter().flatten().all(|list| same(list));
    let begin = (0..least).take_while(|at| all(&|list| list[*at] == first[*at])).count();
    let end = (1..=least - begin)
        .take_while(|at| all(&|list| list[list.len() - at] == first[first.len() - at]))
        .count();
    (begin, end)
}
