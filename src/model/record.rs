//! What every part of a map has in common: named fields in a fixed order.
//!
//! The schema is written once, in `model/schema.rs`. Printing, comparing and
//! merging are visitors over it, so that a new field needs no code of theirs.

mod containers;

use std::borrow::{Borrow, Cow};

use serde::{Deserialize, Deserializer};

use super::comment::Comments;
use super::entry::{Entry, Fresh};
use super::text::Text;
use super::value::OutOfRange;

/// One field of a record, as the file names it.
#[derive(Debug, PartialEq, Eq)]
pub struct FieldDef {
    /// The name in the file.
    pub name: &'static str,
    /// Written even when it has no value.
    pub always: bool,
}

/// How a record stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One field a line.
    Block,
    /// All on one line.
    Row,
}

/// How a value can be walked into, and so where a comment in it can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A single value.
    Leaf,
    /// A list that stands on one line.
    Inline,
    /// A list of texts, one a line.
    Lines,
    /// A list of records.
    Records,
    /// A record with these fields.
    Record(Layout, &'static [FieldDef]),
}

/// A single value that is written as one word, number or text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Literal<'a> {
    /// No value.
    Unset,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number that keeps its point.
    Number(f64),
    /// Text between quotation marks.
    Text(&'a str),
    /// A name without quotation marks, such as `PreSale`.
    Word(&'static str),
}

/// A struct of the map: its fields, and the comments that stand at them.
pub trait Record: Value {
    /// The name of the Rust type, which the file may write before `(`.
    const NAME: &'static str;
    /// One field a line, or all on one.
    const LAYOUT: Layout;
    /// All fields in the order of the file.
    const FIELDS: &'static [FieldDef];

    /// Shows each field to `visitor`, in the order of the file.
    fn fields<V: Visit>(&self, visitor: &mut V);

    /// Shows each field of two records side by side.
    fn pairs<V: VisitPairs>(&self, other: &Self, visitor: &mut V);

    /// Builds a record from three, field by field. There is no base where both
    /// sides added it. Lists of things that have an id stay empty: only who
    /// sees the whole map can merge those.
    fn combine<C: Combine>(base: Option<&Self>, ours: &Self, theirs: &Self, by: &mut C) -> Self;

    /// What tells this record from its neighbours in a list.
    fn key(&self) -> Cow<'_, str>;

    /// The comments that stand here.
    fn comments(&self) -> Option<&Comments>;
}

/// Whatever a field can hold.
pub trait Value: Clone + PartialEq + Node {
    /// Nothing is there: not written unless the field always is.
    fn is_unset(&self) -> bool;
    /// What stands in a row that was just made.
    fn fresh(now: Fresh) -> Self;
    /// Calls the one method of `visitor` that fits.
    fn visit<V: Visit>(&self, visitor: &mut V);
    /// Calls the one method of `by` that fits.
    fn combine3<C: Combine>(
        field: &'static FieldDef,
        base: Option<&Self>,
        ours: &Self,
        theirs: &Self,
        by: &mut C,
    ) -> Self;
}

/// A [`Value`] that is one literal.
pub trait Leaf: Clone + PartialEq {
    /// How it is written.
    fn literal(&self) -> Literal<'_>;
    /// It says no more than leaving it out would.
    fn is_default(&self) -> bool {
        false
    }
    /// What a person enters for it.
    const ENTRY: Entry;
    /// The value that a person typed.
    ///
    /// # Errors
    /// A sentence that says what it must be.
    fn read(typed: &str) -> Result<Self, OutOfRange>;
    /// As a person types it.
    fn typed(&self) -> String {
        match self.literal() {
            Literal::Unset => String::new(),
            Literal::Bool(value) => value.to_string(),
            Literal::Integer(value) => value.to_string(),
            Literal::Number(value) => value.to_string(),
            Literal::Text(text) => text.into(),
            Literal::Word(word) => word.into(),
        }
    }
    /// What stands in a row that was just made.
    fn fresh(now: Fresh) -> Self;
}

/// What can stand in a list.
pub trait Element: Clone + PartialEq + Node {
    /// What a list of these is.
    const LIST: Shape;
    /// What a person enters for a list of these.
    const LIST_ENTRY: Entry;
    /// A list of these as a person types it.
    fn typed_list(_list: &[Self]) -> String {
        String::new()
    }
    /// The list that a person typed.
    ///
    /// # Errors
    /// A sentence that says what it must be.
    fn read_list(typed: &str) -> Result<Vec<Self>, OutOfRange>;
    /// A new one to be filled in.
    fn fresh_element(now: Fresh) -> Self;
    /// Calls the method of `visitor` for a list of these.
    fn visit_list<V: Visit>(list: &[Self], visitor: &mut V);
    /// Calls the method of `by` for a list of these.
    fn combine_lists<C: Combine>(
        field: &'static FieldDef,
        base: &[Self],
        ours: &[Self],
        theirs: &[Self],
        by: &mut C,
    ) -> Vec<Self>;
}

/// Reads a map without changing it.
pub trait Visit {
    /// A field of the record that is being visited.
    fn field<T: Value>(&mut self, field: &'static FieldDef, value: &T);
    /// A single value.
    fn literal(&mut self, literal: Literal<'_>);
    /// A list of single values on one line.
    fn words<T: Leaf>(&mut self, words: &[T]);
    /// A list of texts, one a line.
    fn lines(&mut self, lines: &[Text]);
    /// A list of a name and a value each, on one line.
    fn named<T: Leaf>(&mut self, pairs: &[(Text, T)]);
    /// A record in a field.
    fn record<R: Record>(&mut self, record: &R);
    /// A list of records.
    fn records<R: Record, H: Borrow<R>>(&mut self, records: &[H]);
}

/// Reads two records side by side.
pub trait VisitPairs {
    /// The same field of both. `items` says that it is a list of things with
    /// an id.
    fn pair<T: Value>(&mut self, field: &'static FieldDef, a: &T, b: &T, items: bool);
}

/// Makes one value out of three.
pub trait Combine {
    /// Single values: at most one of the two changes can win.
    fn leaf<T: Value>(
        &mut self,
        field: &'static FieldDef,
        base: Option<&T>,
        ours: &T,
        theirs: &T,
    ) -> T;
    /// Lists in which each element stands for itself.
    fn set<T: Leaf>(
        &mut self,
        field: &'static FieldDef,
        base: &[T],
        ours: &[T],
        theirs: &[T],
    ) -> Vec<T>;
    /// Lists of a name and a value each.
    fn named<T: Leaf>(
        &mut self,
        field: &'static FieldDef,
        base: &[(Text, T)],
        ours: &[(Text, T)],
        theirs: &[(Text, T)],
    ) -> Vec<(Text, T)>;
    /// A record in a field.
    fn record<R: Record>(
        &mut self,
        field: &'static FieldDef,
        base: Option<&R>,
        ours: &R,
        theirs: &R,
    ) -> R;
    /// Lists of records that are told apart by [`Record::key`].
    fn rows<R: Record, H: Borrow<R> + From<R> + Clone + PartialEq>(
        &mut self,
        field: &'static FieldDef,
        base: &[H],
        ours: &[H],
        theirs: &[H],
    ) -> Vec<H>;
    /// The comments at a record.
    fn comments(
        &mut self,
        base: Option<&Comments>,
        ours: Option<&Comments>,
        theirs: Option<&Comments>,
    ) -> Option<Box<Comments>>;
}

/// The way down to a place where a comment can stand.
pub trait Node {
    /// What can be found below.
    fn shape(&self) -> Shape {
        Shape::Leaf
    }
    /// Where comments at this record are kept; none for what is no record.
    fn comments_mut(&mut self) -> Option<&mut Option<Box<Comments>>> {
        None
    }
    /// What stands in the field of that name.
    fn child(&mut self, _field: &str) -> Option<&mut dyn Node> {
        None
    }
    /// The n-th element, where this is a list.
    fn element(&mut self, _index: usize) -> Option<&mut dyn Node> {
        None
    }
    /// The n-th text, where this is a list of texts, one a line.
    fn line(&self, _index: usize) -> Option<&Text> {
        None
    }
    /// What tells this from its neighbours in a list; none for what has no
    /// place in one.
    fn name_in_list(&self) -> Option<Cow<'_, str>> {
        None
    }
    /// What a person enters here.
    fn entry(&self) -> Entry {
        Entry::Rows
    }
    /// What is here, as a person types it.
    fn typed(&self) -> String {
        String::new()
    }
    /// Puts in what a person typed; nothing typed takes the value away.
    ///
    /// # Errors
    /// A sentence that says what it must be; the value is as it was.
    fn enter(&mut self, _typed: &str) -> Result<(), OutOfRange> {
        Err(OutOfRange("this has parts: enter those".into()))
    }
    /// How many elements a list has.
    fn count(&self) -> usize {
        0
    }
    /// Puts a new element into a list; says whether there is a list.
    fn insert(&mut self, _index: usize, _now: Fresh) -> bool {
        false
    }
    /// Takes an element out of a list; says whether it was there.
    fn remove(&mut self, _index: usize) -> bool {
        false
    }
    /// Moves an element of a list; says whether both places are there.
    fn shift(&mut self, _from: usize, _to: usize) -> bool {
        false
    }
}

/// For serde: a field that must be there. Without this, serde would take a
/// missing text for an empty one.
pub(super) fn always<'de, T, D>(from: D) -> Result<T, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(from)
}

/// For serde: a field that need not be written may say so with `None`, and
/// may wrap its value in `Some( )`.
pub(super) fn maybe<'de, T, D>(from: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    Ok(Option::<T>::deserialize(from)?.unwrap_or_default())
}

/// For serde: a field that need not be written.
pub(super) fn unset<T: Value>(value: &T) -> bool {
    value.is_unset()
}
