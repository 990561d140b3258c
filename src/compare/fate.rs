//! Which things a merged map has, and where.

use std::collections::{HashMap, HashSet};

use super::combine::Merger;
use super::literal::quoted;
use super::order;
use super::things::{Key, Kind, List, Seated, Views};

/// The view of the common ancestor.
pub(super) const BASE: usize = 0;
/// The view of our side.
pub(super) const OURS: usize = 1;
/// The view of their side.
pub(super) const THEIRS: usize = 2;

/// What becomes of the things of three maps.
#[derive(Debug)]
pub(super) struct Fates<'m> {
    /// The holder that each thing comes to, if it lives.
    parents: HashMap<Key<'m>, Option<Key<'m>>>,
    alive: HashSet<Key<'m>>,
    members: HashMap<List<'m>, HashSet<Key<'m>>>,
}

impl<'m> Fates<'m> {
    /// Decides for all things. Those that both sides moved to different
    /// places stay where we put them; `merger` is told.
    pub(super) fn decide(views: &Views<'m, 3>, merger: &mut Merger) -> Self {
        let mut keys = views.maps[OURS].all();
        let only_theirs = |key: &Key<'m>| views.maps[OURS].seat(*key).is_none();
        keys.extend(views.maps[THEIRS].all().into_iter().filter(only_theirs));

        let mut fates =
            Self { parents: HashMap::new(), alive: HashSet::new(), members: HashMap::new() };
        for key in &keys {
            fates.parents.insert(*key, parent(views, *key, merger));
        }
        for key in &keys {
            match views.seats(*key) {
                [Some(_), Some(_), None] => fates.spare(views, *key, OURS, THEIRS),
                [Some(_), None, Some(_)] => fates.spare(views, *key, THEIRS, OURS),
                _ => fates.keep(*key),
            }
        }
        for key in keys.into_iter().filter(|key| fates.alive.contains(key)) {
            let parent = fates.parents.get(&key).copied().flatten();
            fates.members.entry(List { parent, of: key.kind }).or_default().insert(key);
        }
        fates
    }

    /// All things that the merged map has, as far as the maps differ.
    pub(super) fn alive(&self) -> impl Iterator<Item = Key<'m>> {
        self.alive.iter().copied()
    }

    /// What comes to stand in a list, in its order.
    pub(super) fn order(&self, views: &Views<'m, 3>, list: List<'m>) -> Vec<Key<'m>> {
        let [base, ours, theirs] = &views.maps;
        self.members.get(&list).map_or_else(Vec::new, |members| {
            order::merged(base.list(list), ours.list(list), theirs.list(list), members)
        })
    }

    /// A thing that `gone` removed lives on if `side` changed it or its place
    /// or put something into it; and then with all that went with it.
    fn spare(&mut self, views: &Views<'m, 3>, key: Key<'m>, side: usize, gone: usize) {
        let (base, side_view) = (&views.maps[BASE], &views.maps[side]);
        let (Some(was), Some(is)) = (base.seat(key), side_view.seat(key)) else { return };
        let came = |inside: Key<'m>| base.seat(inside).is_none_or(|seat| seat.parent != Some(key));
        if was.parent != is.parent
            || !was.item.same_fields(is.item)
            || side_view.inside(key).any(came)
        {
            self.keep(key);
            self.revive(views, key, side, gone);
        }
    }

    fn revive(&mut self, views: &Views<'m, 3>, key: Key<'m>, side: usize, gone: usize) {
        for inside in views.maps[side].inside(key) {
            if views.maps[gone].seat(inside).is_none() {
                self.keep(inside);
                self.revive(views, inside, side, gone);
            }
        }
    }

    /// A thing lives, and so must what holds it.
    fn keep(&mut self, key: Key<'m>) {
        let mut next = Some(key);
        while let Some(key) = next {
            self.alive.insert(key);
            next = self.parents.get(&key).copied().flatten();
        }
    }
}

/// The holder that a thing comes to.
fn parent<'m>(views: &Views<'m, 3>, key: Key<'m>, merger: &mut Merger) -> Option<Key<'m>> {
    let parent = |seat: Option<Seated<'m>>| seat.map(|seat| seat.parent);
    match views.seats(key).map(parent) {
        [base, Some(ours), Some(theirs)] => {
            if ours == theirs || base == Some(theirs) {
                ours
            } else if base == Some(ours) {
                theirs
            } else {
                let field = if key.kind == Kind::Touchpoint { "stage" } else { "parent" };
                let name = |parent: Option<Key<'_>>| {
                    parent.map_or_else(|| "None".into(), |parent| quoted(parent.id.as_str()))
                };
                merger.turn_to(Some(key.id));
                merger.conflict(field, name(base.flatten()), name(ours), name(theirs));
                ours
            }
        }
        [_, ours, theirs] => ours.or(theirs).flatten(),
    }
}
