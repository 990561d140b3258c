//! What a thing is called by other things, whatever its title becomes.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::entry::{Entry, Fresh};
use super::record::{Leaf, Literal};
use super::value::OutOfRange;

/// The name by which a stage, touchpoint, note or action is known for good.
/// New ones are a letter for the kind, `-`, and six letters or digits; any
/// text that a file brings is taken as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Box<str>);

impl Id {
    /// An id as a file names it.
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// A new id out of `number`: the same number gives the same id.
    /// `prefix` is `s`, `t`, `n` or `a`.
    pub fn from_number(prefix: char, number: u64) -> Self {
        const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        let mut id = format!("{prefix}-");
        let mut rest = number;
        for _ in 0..6 {
            id.push(char::from(DIGITS[usize::try_from(rest % 36).unwrap_or(0)]));
            rest /= 36;
        }
        Self(id.into())
    }

    /// The text of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// No id was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Id {
    fn from(id: &str) -> Self {
        Self::new(id)
    }
}

impl Leaf for Id {
    const ENTRY: Entry = Entry::Text;
    fn read(typed: &str) -> Result<Self, OutOfRange> {
        Ok(Self::new(typed.trim()))
    }
    fn fresh(_: Fresh) -> Self {
        Self::default()
    }
    fn literal(&self) -> Literal<'_> {
        Literal::Text(&self.0)
    }
    fn is_default(&self) -> bool {
        self.is_empty()
    }
}
