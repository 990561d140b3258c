//! How the fields of two states of a thing differ.

use std::borrow::Borrow;

use super::diff::What;
use super::path::Path;
use super::rows::Rows;
use super::{literal, order};
use crate::model::record::{Combine, FieldDef, Leaf, Record, Value, VisitPairs};
use crate::model::{Comments, Text};

/// Every difference between the fields and comments of two states, in the
/// order of the file; things with an id in them are left aside.
pub(super) fn differences<R: Record>(a: &R, b: &R) -> Vec<What> {
    let mut fields = Fields { path: Path::default(), found: Vec::new() };
    fields.records(a, b);
    fields.found
}

struct Fields {
    path: Path,
    found: Vec<What>,
}

impl Fields {
    fn records<R: Record>(&mut self, a: &R, b: &R) {
        a.pairs(b, self);
        if a.comments() != b.comments() {
            let lines = |comments: Option<&Comments>| {
                let entries = comments.map_or(&[][..], Comments::entries);
                entries.iter().flat_map(|(_, lines)| lines).map(ToString::to_string).collect()
            };
            self.found.push(What::Comments {
                name: self.path.here().into(),
                before: lines(a.comments()),
                after: lines(b.comments()),
            });
        }
    }

    fn push(&mut self, name: &str, before: String, after: String) {
        self.found.push(What::Field { name: self.path.to(name), before, after });
    }

    /// Two lists whose elements are told apart by a name; `both` is called
    /// for those that differ.
    fn named_elements<E: PartialEq>(
        &mut self,
        field: &'static FieldDef,
        a: &[E],
        b: &[E],
        rows: &Rows<2>,
        print: impl Fn(&E) -> String,
        mut both: impl FnMut(&mut Self, &str, &E, &E),
    ) {
        for (label, places) in rows.labels.iter().zip(&rows.places) {
            let name = format!("{}[{label}]", field.name);
            match *places {
                [Some(before), Some(after)] => {
                    if a[before] != b[after] {
                        both(self, &name, &a[before], &b[after]);
                    }
                }
                [before, after] => {
                    let text = |list: &[E], index: Option<usize>| {
                        index.map_or_else(|| "None".into(), |index| print(&list[index]))
                    };
                    self.push(&name, text(a, before), text(b, after));
                }
            }
        }
        let common = rows.places.iter().filter(|places| places.iter().all(Option::is_some)).count();
        if order::kept(&rows.lists[0], &rows.lists[1]).len() < common {
            self.found.push(What::Order { name: self.path.to(field.name) });
        }
    }
}

impl VisitPairs for Fields {
    fn pair<T: Value>(&mut self, field: &'static FieldDef, a: &T, b: &T, items: bool) {
        if !items && a != b {
            // What the field holds is told by the method that gets called.
            T::combine3(field, None, a, b, self);
        }
    }
}

/// Reads two values side by side; what it answers is of no use.
impl Combine for Fields {
    fn leaf<T: Value>(&mut self, field: &'static FieldDef, _: Option<&T>, a: &T, b: &T) -> T {
        self.push(field.name, literal::literal(field, a), literal::literal(field, b));
        a.clone()
    }

    fn set<T: Leaf>(&mut self, field: &'static FieldDef, _: &[T], a: &[T], b: &[T]) -> Vec<T> {
        self.push(field.name, literal::words(a), literal::words(b));
        Vec::new()
    }

    fn named<T: Leaf>(
        &mut self,
        field: &'static FieldDef,
        _: &[(Text, T)],
        a: &[(Text, T)],
        b: &[(Text, T)],
    ) -> Vec<(Text, T)> {
        let rows = Rows::of([a, b], |(name, _)| name.as_ref().into());
        let print = |(_, value): &(Text, T)| literal::leaf(value);
        self.named_elements(field, a, b, &rows, print, |fields, name, a, b| {
            fields.push(name, print(a), print(b));
        });
        Vec::new()
    }

    fn record<R: Record>(&mut self, field: &'static FieldDef, _: Option<&R>, a: &R, b: &R) -> R {
        let back = self.path.enter(field.name);
        self.records(a, b);
        self.path.back(back);
        a.clone()
    }

    fn rows<R: Record, H: Borrow<R> + From<R> + Clone + PartialEq>(
        &mut self,
        field: &'static FieldDef,
        _: &[H],
        a: &[H],
        b: &[H],
    ) -> Vec<H> {
        let rows = Rows::of([a, b], |row| row.borrow().key());
        let print = |row: &H| literal::row(row.borrow());
        self.named_elements(field, a, b, &rows, print, |fields, name, a, b| {
            let back = fields.path.enter(name);
            fields.records(a.borrow(), b.borrow());
            fields.path.back(back);
        });
        Vec::new()
    }

    fn comments(
        &mut self,
        _: Option<&Comments>,
        _: Option<&Comments>,
        _: Option<&Comments>,
    ) -> Option<Box<Comments>> {
        None
    }
}
