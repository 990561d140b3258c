//! How single values, options, lists and shared records are walked through.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Combine, Element, FieldDef, Leaf, Literal, Node, Record, Shape, Value, Visit};
use crate::model::{Comments, Entry, Fresh, OutOfRange, Text};

impl<T: Leaf> Node for T {
    fn entry(&self) -> Entry {
        T::ENTRY
    }
    fn typed(&self) -> String {
        Leaf::typed(self)
    }
    fn enter(&mut self, typed: &str) -> Result<(), OutOfRange> {
        *self = T::read(typed)?;
        Ok(())
    }
}

impl<T: Leaf> Value for T {
    fn is_unset(&self) -> bool {
        self.is_default()
    }
    fn fresh(now: Fresh) -> Self {
        Leaf::fresh(now)
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

impl<T: Leaf> Node for Option<T> {
    fn entry(&self) -> Entry {
        T::ENTRY
    }
    fn typed(&self) -> String {
        self.as_ref().map(Leaf::typed).unwrap_or_default()
    }
    fn enter(&mut self, typed: &str) -> Result<(), OutOfRange> {
        *self = if typed.trim().is_empty() { None } else { Some(T::read(typed)?) };
        Ok(())
    }
}

impl<T: Leaf> Value for Option<T> {
    fn fresh(_: Fresh) -> Self {
        None
    }
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
    fn entry(&self) -> Entry {
        T::LIST_ENTRY
    }
    fn typed(&self) -> String {
        T::typed_list(self)
    }
    fn enter(&mut self, typed: &str) -> Result<(), OutOfRange> {
        *self = T::read_list(typed)?;
        Ok(())
    }
    fn count(&self) -> usize {
        self.len()
    }
    fn insert(&mut self, index: usize, now: Fresh) -> bool {
        let fits = index <= self.len();
        if fits {
            Self::insert(self, index, T::fresh_element(now));
        }
        fits
    }
    fn remove(&mut self, index: usize) -> bool {
        let fits = index < self.len();
        if fits {
            Self::remove(self, index);
        }
        fits
    }
    fn shift(&mut self, from: usize, to: usize) -> bool {
        let fits = from < self.len() && to < self.len();
        if fits {
            let element = Self::remove(self, from);
            Self::insert(self, to, element);
        }
        fits
    }
}

impl<T: Element> Value for Vec<T> {
    fn fresh(_: Fresh) -> Self {
        Self::new()
    }
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

impl<T: Leaf> Element for T {
    const LIST: Shape = Shape::Inline;
    const LIST_ENTRY: Entry = match T::ENTRY {
        Entry::Word(words) => Entry::Words(words),
        _ => Entry::List,
    };
    fn typed_list(list: &[Self]) -> String {
        joined(list.iter().map(Leaf::typed).collect())
    }
    fn read_list(typed: &str) -> Result<Vec<Self>, OutOfRange> {
        parts(typed).map(T::read).collect()
    }
    fn fresh_element(now: Fresh) -> Self {
        Leaf::fresh(now)
    }
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

impl<T: Leaf> Node for (Text, T) {
    fn name_in_list(&self) -> Option<Cow<'_, str>> {
        Some(self.0.as_ref().into())
    }
    fn typed(&self) -> String {
        self.1.typed()
    }
    /// The name stays: it is the value that is entered.
    fn enter(&mut self, typed: &str) -> Result<(), OutOfRange> {
        self.1 = T::read(typed)?;
        Ok(())
    }
}

/// A list as it is typed: with commas, or with semicolons where a part has a
/// comma in it.
fn joined(parts: Vec<String>) -> String {
    if !parts.iter().any(|part| part.contains(COMMAS)) {
        return parts.join(", ");
    }
    let mut typed = parts.join("; ");
    if parts.len() == 1 {
        typed.push(';');
    }
    typed
}

const COMMAS: [char; 2] = [',', '，'];
const SEMICOLONS: [char; 2] = [';', '；'];

/// The parts of a typed list.
fn parts(typed: &str) -> impl Iterator<Item = &str> {
    let between = if typed.contains(SEMICOLONS) { SEMICOLONS } else { COMMAS };
    typed.split(between).map(str::trim).filter(|part| !part.is_empty())
}

impl<T: Leaf> Element for (Text, T) {
    const LIST: Shape = Shape::Inline;
    const LIST_ENTRY: Entry = Entry::Named;
    fn typed_list(list: &[Self]) -> String {
        joined(list.iter().map(|(name, value)| format!("{name} {}", value.typed())).collect())
    }
    fn read_list(typed: &str) -> Result<Vec<Self>, OutOfRange> {
        parts(typed)
            .map(|part| {
                let (name, value) = part.rsplit_once(char::is_whitespace).ok_or_else(|| {
                    OutOfRange(format!("a name and a value are needed, not {part:?}"))
                })?;
                Ok((name.trim().into(), T::read(value)?))
            })
            .collect()
    }
    fn fresh_element(now: Fresh) -> Self {
        (Text::default(), Leaf::fresh(now))
    }
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
    fn name_in_list(&self) -> Option<Cow<'_, str>> {
        T::name_in_list(self)
    }
    fn child(&mut self, field: &str) -> Option<&mut dyn Node> {
        Arc::make_mut(self).child(field)
    }
    fn element(&mut self, index: usize) -> Option<&mut dyn Node> {
        Arc::make_mut(self).element(index)
    }
    fn entry(&self) -> Entry {
        T::entry(self)
    }
    fn typed(&self) -> String {
        T::typed(self)
    }
    fn enter(&mut self, typed: &str) -> Result<(), OutOfRange> {
        Arc::make_mut(self).enter(typed)
    }
}

impl<R: Record> Value for Arc<R> {
    fn fresh(now: Fresh) -> Self {
        Self::new(R::fresh(now))
    }
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
    const LIST_ENTRY: Entry = Entry::Rows;
    fn read_list(_: &str) -> Result<Vec<Self>, OutOfRange> {
        Err(OutOfRange("this has parts: enter those".into()))
    }
    fn fresh_element(now: Fresh) -> Self {
        Self::new(R::fresh(now))
    }
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
