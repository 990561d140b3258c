//! What every part of a map has in common: named fields in a fixed order.
//!
//! The schema is written once, in `model/schema.rs`. Printing, comparing and
//! merging are visitors over it, so that a new field needs no code of theirs.

use std::borrow::{Borrow, Cow};
use std::sync::Arc;

use serde::{Deserialize, Deserializer};

use super::comment::Comments;
use super::text::Text;

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
}

/// What can stand in a list.
pub trait Element: Clone + PartialEq + Node {
    /// What a list of these is.
    const LIST: Shape;
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
}

impl<T: Leaf + Node> Value for T {
    fn is_unset(&self) -> bool {
        self.is_default()
    }
    fn visit<V: Visit>(&self, visitor: &mut V) {
        visitor.literal(self.literal());
    }
    fn combine3<C: Combine>(
        field: &'static FieldDef,
        base: Option<&Self>,
        ours: &Self,
        theirs: &Self,
        by: &mut C,
    ) -> Self {
        by.leaf(field, base, ours, theirs)
    }
}

impl<T> Node for Option<T> {}

impl<T: Leaf> Value for Option<T> {
    fn is_unset(&self) -> bool {
        self.is_none()
    }
    fn visit<V: Visit>(&self, visitor: &mut V) {
        visitor.literal(self.as_ref().map_or(Literal::Unset, Leaf::literal));
    }
    fn combine3<C: Combine>(
        field: &'static FieldDef,
        base: Option<&Self>,
        ours: &Self,
        theirs: &Self,
        by: &mut C,
    ) -> Self {
        by.leaf(field, base, ours, theirs)
    }
}

impl<T: Element> Node for Vec<T> {
    fn shape(&self) -> Shape {
        T::LIST
    }
    fn element(&mut self, index: usize) -> Option<&mut dyn Node> {
        self.get_mut(index).map(|element| element as &mut dyn Node)
    }
}

impl<T: Element> Value for Vec<T> {
    fn is_unset(&self) -> bool {
        self.is_empty()
    }
    fn visit<V: Visit>(&self, visitor: &mut V) {
        T::visit_list(self, visitor);
    }
    fn combine3<C: Combine>(
        field: &'static FieldDef,
        base: Option<&Self>,
        ours: &Self,
        theirs: &Self,
        by: &mut C,
    ) -> Self {
        T::combine_lists(field, base.map_or(&[], Vec::as_slice), ours, theirs, by)
    }
}

impl<T: Leaf + Node> Element for T {
    const LIST: Shape = Shape::Inline;
    fn visit_list<V: Visit>(list: &[Self], visitor: &mut V) {
        visitor.words(list);
    }
    fn combine_lists<C: Combine>(
        field: &'static FieldDef,
        base: &[Self],
        ours: &[Self],
        theirs: &[Self],
        by: &mut C,
    ) -> Vec<Self> {
        by.set(field, base, ours, theirs)
    }
}

impl<T> Node for (Text, T) {}

impl<T: Leaf> Element for (Text, T) {
    const LIST: Shape = Shape::Inline;
    fn visit_list<V: Visit>(list: &[Self], visitor: &mut V) {
        visitor.named(list);
    }
    fn combine_lists<C: Combine>(
        field: &'static FieldDef,
        base: &[Self],
        ours: &[Self],
        theirs: &[Self],
        by: &mut C,
    ) -> Vec<Self> {
        by.named(field, base, ours, theirs)
    }
}

impl<T: Node + Clone> Node for Arc<T> {
    fn shape(&self) -> Shape {
        T::shape(self)
    }
    fn comments_mut(&mut self) -> Option<&mut Option<Box<Comments>>> {
        Arc::make_mut(self).comments_mut()
    }
    fn child(&mut self, field: &str) -> Option<&mut dyn Node> {
        Arc::make_mut(self).child(field)
    }
    fn element(&mut self, index: usize) -> Option<&mut dyn Node> {
        Arc::make_mut(self).element(index)
    }
}

impl<R: Record> Value for Arc<R> {
    fn is_unset(&self) -> bool {
        R::is_unset(self)
    }
    fn visit<V: Visit>(&self, visitor: &mut V) {
        R::visit(self, visitor);
    }
    fn combine3<C: Combine>(
        field: &'static FieldDef,
        base: Option<&Self>,
        ours: &Self,
        theirs: &Self,
        by: &mut C,
    ) -> Self {
        if base == Some(ours) || ours == theirs {
            return Self::clone(theirs);
        }
        if base == Some(theirs) {
            return Self::clone(ours);
        }
        Self::new(R::combine3(field, base.map(|base| &**base), ours, theirs, by))
    }
}

impl<R: Record> Element for Arc<R> {
    const LIST: Shape = Shape::Records;
    fn visit_list<V: Visit>(list: &[Self], visitor: &mut V) {
        visitor.records::<R, Self>(list);
    }
    fn combine_lists<C: Combine>(
        field: &'static FieldDef,
        base: &[Self],
        ours: &[Self],
        theirs: &[Self],
        by: &mut C,
    ) -> Vec<Self> {
        by.rows::<R, Self>(field, base, ours, theirs)
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
