//! Three states of one thing's fields become one.

use std::borrow::{Borrow, Cow};
use std::collections::HashSet;

use super::path::Path;
use super::rows::Rows;
use super::{comments, literal, order};
use crate::model::record::{Combine, FieldDef, Leaf, Record, Value};
use crate::model::{Comments, Conflict, Id, Text};

/// Merges fields and collects what it cannot decide.
#[derive(Debug, Default)]
pub(super) struct Merger {
    at: Text,
    path: Path,
    /// How many lists of conflicts we are in: a conflict about a conflict
    /// would say nothing new.
    quiet: usize,
    /// What could not be decided.
    pub(super) conflicts: Vec<Conflict>,
}

impl Merger {
    /// Turns to the fields of another thing; none is the map.
    pub(super) fn turn_to(&mut self, id: Option<&Id>) {
        self.at = id.map_or("", Id::as_str).into();
    }

    /// Notes that both sides changed a field of the thing in different ways.
    /// The values are in the notation of the file.
    pub(super) fn conflict(&mut self, field: &str, base: String, ours: String, theirs: String) {
        if self.quiet == 0 {
            self.conflicts.push(Conflict {
                at: self.at.clone(),
                field: self.path.to(field).into(),
                base: base.into(),
                ours: ours.into(),
                theirs: theirs.into(),
                comments: None,
            });
        }
    }

    /// Two records of which neither is the base. What `combine` leaves empty
    /// stays so.
    pub(super) fn both<R: Record>(&mut self, base: Option<&R>, ours: &R, theirs: &R) -> R {
        let mut record = R::combine(base, ours, theirs, self);
        comments::make_room(&mut record);
        record
    }

    fn both_in<R: Record>(&mut self, name: &str, base: Option<&R>, ours: &R, theirs: &R) -> R {
        let back = self.path.enter(name);
        let record = self.both(base, ours, theirs);
        self.path.back(back);
        record
    }
}

impl Combine for Merger {
    fn leaf<T: Value>(
        &mut self,
        field: &'static FieldDef,
        base: Option<&T>,
        ours: &T,
        theirs: &T,
    ) -> T {
        let open = base.is_none();
        if ours == theirs || base == Some(theirs) || (open && theirs.is_unset()) {
            return ours.clone();
        }
        if base == Some(ours) || (open && ours.is_unset()) {
            return theirs.clone();
        }
        let print = |value: &T| literal::literal(field, value);
        let base = base.map_or_else(|| "None".into(), print);
        self.conflict(field.name, base, print(ours), print(theirs));
        ours.clone()
    }

    fn set<T: Leaf>(
        &mut self,
        _: &'static FieldDef,
        base: &[T],
        ours: &[T],
        theirs: &[T],
    ) -> Vec<T> {
        elements(base, ours, theirs, literal::key, |_, _, ours, _| ours.clone())
    }

    fn named<T: Leaf>(
        &mut self,
        field: &'static FieldDef,
        base: &[(Text, T)],
        ours: &[(Text, T)],
        theirs: &[(Text, T)],
    ) -> Vec<(Text, T)> {
        elements(
            base,
            ours,
            theirs,
            |pair| pair.0.as_ref().into(),
            |label, base, ours, theirs| {
                if base == Some(ours) {
                    return theirs.clone();
                }
                if ours != theirs && base != Some(theirs) {
                    let print = |(_, value): &(Text, T)| literal::leaf(value);
                    let base = base.map_or_else(|| "None".into(), print);
                    let name = format!("{}[{label}]", field.name);
                    self.conflict(&name, base, print(ours), print(theirs));
                }
                ours.clone()
            },
        )
    }

    fn record<R: Record>(
        &mut self,
        field: &'static FieldDef,
        base: Option<&R>,
        ours: &R,
        theirs: &R,
    ) -> R {
        match decided(base, ours, theirs) {
            Some(decided) => decided.clone(),
            None => self.both_in(field.name, base, ours, theirs),
        }
    }

    fn rows<R: Record, H: Borrow<R> + From<R> + Clone + PartialEq>(
        &mut self,
        field: &'static FieldDef,
        base: &[H],
        ours: &[H],
        theirs: &[H],
    ) -> Vec<H> {
        let conflicts = usize::from(R::NAME == Conflict::NAME);
        self.quiet += conflicts;
        let rows = elements(
            base,
            ours,
            theirs,
            |row| row.borrow().key(),
            |label, base, ours, theirs| match decided(base, ours, theirs) {
                Some(decided) => decided.clone(),
                None => {
                    let name = format!("{}[{label}]", field.name);
                    let base = base.map(Borrow::borrow);
                    H::from(self.both_in::<R>(&name, base, ours.borrow(), theirs.borrow()))
                }
            },
        );
        self.quiet -= conflicts;
        rows
    }

    fn comments(
        &mut self,
        base: Option<&Comments>,
        ours: Option<&Comments>,
        theirs: Option<&Comments>,
    ) -> Option<Box<Comments>> {
        comments::merged(base, ours, theirs)
    }
}

/// The state that wins without a look at its parts.
pub(super) fn decided<'s, T: PartialEq>(
    base: Option<&'s T>,
    ours: &'s T,
    theirs: &'s T,
) -> Option<&'s T> {
    if ours == theirs || base == Some(theirs) {
        Some(ours)
    } else if base == Some(ours) {
        Some(theirs)
    } else {
        None
    }
}

/// Merges lists whose elements are told apart by a key. An element that one
/// side took out stays out unless the other side changed it; `both` makes one
/// of those that both sides have.
pub(super) fn elements<'e, E: Clone + PartialEq>(
    base: &'e [E],
    ours: &'e [E],
    theirs: &'e [E],
    key: impl Fn(&'e E) -> Cow<'e, str>,
    mut both: impl FnMut(&str, Option<&E>, &E, &E) -> E,
) -> Vec<E> {
    if ours == theirs || base == theirs {
        return ours.to_vec();
    }
    if base == ours {
        return theirs.to_vec();
    }
    let rows = Rows::of([base, ours, theirs], key);
    let state = |row: usize| {
        let [in_base, in_ours, in_theirs] = rows.places[row];
        [in_base.map(|at| &base[at]), in_ours.map(|at| &ours[at]), in_theirs.map(|at| &theirs[at])]
    };
    let stays = |row: &usize| match state(*row) {
        [_, Some(_), Some(_)] => true,
        [base, Some(only), None] | [base, None, Some(only)] => base != Some(only),
        [_, None, None] => false,
    };
    let members: HashSet<usize> = (0..rows.places.len()).filter(stays).collect();
    order::merged(&rows.lists[0], &rows.lists[1], &rows.lists[2], &members)
        .into_iter()
        .filter_map(|row| match state(row) {
            [base, Some(ours), Some(theirs)] => Some(both(&rows.labels[row], base, ours, theirs)),
            [_, ours, theirs] => ours.or(theirs).cloned(),
        })
        .collect()
}
