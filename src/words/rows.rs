//! The rows of a table as values, for other programs and for documents: each
//! value exactly, and beside it what it is called where a person reads it.
//!
//! A [`super::sheet::Sheet`] is the same table for the eye, today and in a
//! width: it says `in 5 days` where a row has the day.

mod acting;
mod fix;
mod missing;
mod origin;
mod results;

use std::borrow::Cow;
use std::sync::Arc;

use super::sheet::Sheet;
use crate::insight::breaks::{Breaks, Low};
use crate::insight::missing::Finding;
use crate::insight::{ActionOrder, Outcome, PlacedAction, Risk};
use crate::model::{Day, JourneyMap};
use origin::Origin;

pub use acting::{OfMap, all_actions_rows};
pub use fix::frequency_kind;

/// Above a table in which nothing stands.
const NOTHING: &str = "There is nothing to list.";

/// What a table of one map lists, in its order.
#[derive(Debug, Clone)]
pub enum Listed<'a> {
    /// What fails and what is mended, and how much else feels bad.
    Fix(Breaks, Low),
    /// What is done about it, in that order.
    Actions(Vec<PlacedAction<'a>>, ActionOrder),
    /// What is not filled in, or is due.
    Missing(Vec<Arc<Finding>>),
    /// What came of what was done.
    Results(Vec<Outcome<'a>>),
    /// What is known to go wrong.
    Risks(Vec<Risk<'a>>),
}

/// A table as values.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    /// Of which map, and what it lists.
    pub title: String,
    /// A sentence that says what is there.
    pub head: String,
    /// What each value of a row is.
    pub columns: Vec<Column>,
    /// The rows; each has a value for every column.
    pub rows: Vec<Vec<Value>>,
    /// Who answers for it, of which day it is, and when it is looked at again.
    pub below: Vec<String>,
}

/// What the values below each other are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs, and for good; empty: not for them.
    pub key: &'static str,
    /// Its name for people; empty: not for them.
    pub name: &'static str,
    /// Whether people read figures in it, of which each ends where the others do.
    pub is_figure: bool,
    /// Whether it says of every row what is said of the table once, where that
    /// can say something once.
    pub is_origin: bool,
}

/// A value, and what people read for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// What it is.
    pub exact: Exact,
    said: Option<String>,
}

/// A value as it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Exact {
    /// Not filled in, or not known.
    Nothing,
    /// A text as it was written, a word of the file, or a day such as
    /// `2026-12-15`.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// So, or not so.
    Flag(bool),
    /// A count, or a rating.
    Whole(i64),
    /// What was measured, in the unit that another column names.
    Number(f64),
}

impl Listed<'_> {
    /// The table for the eye; `key` changes the order of actions, and of what to
    /// fix first leads to what is missing.
    pub fn sheet(&self, map: &JourneyMap, today: Day, key: &str) -> Sheet {
        match self {
            Self::Fix(breaks, low) => super::fix_sheet(breaks, *low, today, key),
            Self::Actions(actions, order) => super::actions_sheet(actions, *order, today, key),
            Self::Missing(found) => {
                super::missing_sheet(map, &found.iter().map(|it| &**it).collect::<Vec<_>>())
            }
            Self::Results(outcomes) => super::results_sheet(outcomes),
            Self::Risks(risks) => super::risks_sheet(risks),
        }
    }

    /// The table as values.
    pub fn rows(&self, map: &JourneyMap, today: Day) -> Rows {
        let (of, mut rows) = match self {
            Self::Fix(breaks, _) => ("what to fix first", fix::rows(breaks)),
            Self::Actions(actions, _) => ("actions", acting::rows(actions, today)),
            Self::Missing(found) => ("what is missing", missing::rows(map, found)),
            Self::Results(outcomes) => ("results", results::results(outcomes)),
            Self::Risks(risks) => ("high risks", results::risks(risks)),
        };
        let origin = Origin::of(map, today);
        rows.add(&Origin::columns(), |_| origin.values());
        rows.title = format!("{}: {of}", super::title_of(&map.title));
        let is_empty = rows.rows.is_empty();
        rows.head = match self {
            _ if is_empty => NOTHING.into(),
            Self::Fix(breaks, _) => super::fix_sentence(breaks, today),
            _ => self.sheet(map, today, "").head,
        };
        rows.below = vec![origin.sentence()];
        rows
    }
}

/// A column, and how its value is read off a thing.
type Field<T> = (Column, fn(&T) -> Value);

impl Rows {
    fn of<T>(fields: &[Field<T>], things: impl Iterator<Item = T>) -> Self {
        let row = |thing: T| fields.iter().map(|(_, value)| value(&thing)).collect();
        let columns = fields.iter().map(|(column, _)| *column).collect();
        Self { columns, rows: things.map(row).collect(), ..Self::default() }
    }

    /// Adds columns behind the others; `values` are those of a row, from 0.
    fn add(&mut self, columns: &[Column], values: impl Fn(usize) -> Vec<Value>) {
        self.columns.extend(columns);
        for (n, row) in self.rows.iter_mut().enumerate() {
            row.extend(values(n));
        }
    }
}

impl Column {
    /// For programs and for people.
    const fn new(key: &'static str, name: &'static str) -> Self {
        Self { key, name, is_figure: false, is_origin: false }
    }

    /// The same, of figures.
    const fn figure(key: &'static str, name: &'static str) -> Self {
        Self { is_figure: true, ..Self::new(key, name) }
    }

    /// For programs.
    const fn exact(key: &'static str) -> Self {
        Self::new(key, "")
    }
}

impl Value {
    /// Not filled in.
    pub const NOTHING: Self = Self { exact: Exact::Nothing, said: None };

    /// A text as it was written; an empty one is one, too.
    pub fn text(text: impl Into<String>) -> Self {
        Exact::Text(text.into()).into()
    }

    /// A text, where there is one.
    fn text_of(text: Option<&str>) -> Self {
        text.map_or(Self::NOTHING, Self::text)
    }

    /// Several texts.
    pub fn list<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        Exact::List(texts.map(str::to_owned).collect()).into()
    }

    /// So, or not so; only that it is so is said.
    fn flag(is_so: bool, said: &str) -> Self {
        Self::from(Exact::Flag(is_so)).said(if is_so { said } else { "" })
    }

    /// A count or a rating, where there is one.
    fn whole(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::NOTHING, |number| Exact::Whole(number.into()).into())
    }

    /// What was measured, where something was.
    pub fn number(number: Option<f64>) -> Self {
        number.map_or(Self::NOTHING, |number| Exact::Number(number).into())
    }

    /// A day, where there is one.
    fn day(day: Option<Day>) -> Self {
        day.map_or(Self::NOTHING, |day| Self::text(day.to_string()))
    }

    /// The same, and what people read for it.
    #[must_use]
    pub fn said(self, said: impl Into<String>) -> Self {
        Self { said: Some(said.into()), ..self }
    }

    /// What people read for it: one line, or several.
    pub fn in_words(&self) -> Cow<'_, str> {
        match (&self.said, &self.exact) {
            (Some(said), _) => said.into(),
            (None, Exact::Text(text)) => text.into(),
            (None, Exact::List(texts)) => texts.join("\n").into(),
            (None, Exact::Nothing) => "".into(),
            (None, Exact::Flag(is_so)) => is_so.to_string().into(),
            (None, Exact::Whole(number)) => number.to_string().into(),
            (None, Exact::Number(number)) => number.to_string().into(),
        }
    }
}

impl From<Exact> for Value {
    fn from(exact: Exact) -> Self {
        Self { exact, said: None }
    }
}

/// Where something stands: the stage, and the touchpoint but for what is about
/// the stage as a whole.
trait Placed {
    fn stage(&self) -> &str;
    fn touchpoint(&self) -> Option<&crate::model::Touchpoint>;
}

/// The columns that say where something stands.
fn place<T: Placed>() -> [Field<T>; 3] {
    [
        (Column::new("stage", "stage"), |it| Value::text(it.stage())),
        (Column::new("touchpoint", "touchpoint"), |it| {
            Value::text_of(it.touchpoint().map(|touchpoint| &*touchpoint.title))
        }),
        (Column::exact("touchpoint_id"), |it| {
            Value::text_of(it.touchpoint().map(|touchpoint| touchpoint.id.as_str()))
        }),
    ]
}

impl Placed for PlacedAction<'_> {
    fn stage(&self) -> &str {
        &self.stage.name
    }
    fn touchpoint(&self) -> Option<&crate::model::Touchpoint> {
        self.touchpoint
    }
}
