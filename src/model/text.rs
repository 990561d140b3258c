//! Text as a field holds it.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};

use super::entry::{Entry, Fresh};
use super::record::{Leaf, Literal, Node, Shape};
use super::value::OutOfRange;

/// A text that cannot be changed in place. An empty one is the same as none:
/// so a field has one way of being without a value, not two.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text(Box<str>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(Option::<Box<str>>::deserialize(from)?.unwrap_or_default()))
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl Leaf for Text {
    const ENTRY: Entry = Entry::Text;
    fn read(typed: &str) -> Result<Self, OutOfRange> {
        Ok(typed.trim().into())
    }
    fn fresh(_: Fresh) -> Self {
        Self::default()
    }
    fn literal(&self) -> Literal<'_> {
        Literal::Text(self)
    }
    fn is_default(&self) -> bool {
        self.is_empty()
    }
}

/// A list of texts that stands one a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lines(pub Vec<Text>);

impl Node for Lines {
    fn shape(&self) -> Shape {
        Shape::Lines
    }
    fn entry(&self) -> Entry {
        Entry::Lines
    }
    fn typed(&self) -> String {
        self.0.iter().map(|line| &**line).collect::<Vec<_>>().join("\n")
    }
    fn enter(&mut self, typed: &str) -> Result<(), OutOfRange> {
        self.0 =
            typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(Text::from).collect();
        Ok(())
    }
    fn line(&self, index: usize) -> Option<&Text> {
        self.0.get(index)
    }
}

impl super::record::Value for Lines {
    fn fresh(_: Fresh) -> Self {
        Self::default()
    }
    fn is_unset(&self) -> bool {
        self.0.is_empty()
    }
    fn visit<V: super::record::Visit>(&self, visitor: &mut V) {
        visitor.lines(&self.0);
    }
    fn combine3<C: super::record::Combine>(
        field: &'static super::record::FieldDef,
        base: Option<&Self>,
        ours: &Self,
        theirs: &Self,
        by: &mut C,
    ) -> Self {
        Self(by.set(field, base.map_or(&[], |base| &base.0), &ours.0, &theirs.0))
    }
}
