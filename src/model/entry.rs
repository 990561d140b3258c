//! What a person can enter at a place of a map.

use super::when::{Day, Month, TimeOfDay};

/// What is entered at a place, so that a screen can ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A text.
    Text,
    /// Texts, one a line.
    Lines,
    /// Texts with commas between them.
    List,
    /// Names, each with a value behind it, with commas between them.
    Named,
    /// A whole number.
    Whole,
    /// A rating from 1 to 5.
    Scale,
    /// A number.
    Number,
    /// A day, YYYY-MM-DD.
    Day,
    /// A month, YYYY-MM.
    Month,
    /// A time of day, HH:MM.
    Time,
    /// How long something takes.
    Wait,
    /// Yes or no.
    Flag,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Any of these words.
    Words(&'static [&'static str]),
    /// Nothing by itself: it has parts.
    Rows,
}

/// Whether a text may have line breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breaks {
    /// It is one line: a title, a name, a word.
    None,
    /// It may have some: what somebody says or tells.
    Within,
    /// Each line is a text of its own.
    Between,
}

impl Breaks {
    /// Whether a text in the field of that name may have line breaks. The
    /// same name is the same sort of text wherever it stands.
    pub fn of_field(name: &str) -> Self {
        match name {
            "objectives" => Self::Between,
            "doing" | "expecting" | "text" | "decision" | "scenario" | "about" | "need"
            | "quote" | "was" | "change" | "measure" | "resources" => Self::Within,
            _ => Self::None,
        }
    }
}

/// When a row is made: what its dates begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fresh {
    /// Today.
    pub day: Day,
    /// This month.
    pub month: Month,
    /// Now.
    pub time: TimeOfDay,
}
