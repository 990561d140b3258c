//! Tables as JSON, for programs.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::words::rows::{Column, Exact, Rows, Value};

/// The rows of a table as an array of objects. What is not filled in is null,
/// or an empty text; where the table comes from is not repeated in every row.
#[derive(Debug, Clone, Copy)]
pub struct Objects<'a>(pub &'a Rows);

struct Object<'a>(&'a [Column], &'a [Value]);

impl Serialize for Objects<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.rows.iter().map(|row| Object(&self.0.columns, row)))
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(None)?;
        let Self(columns, values) = self;
        let is_ours = |column: &Column| !column.key.is_empty() && !column.is_origin;
        for (column, value) in columns.iter().zip(*values).filter(|(column, _)| is_ours(column)) {
            match &value.exact {
                Exact::Nothing => object.serialize_entry(column.key, &())?,
                Exact::Text(text) => object.serialize_entry(column.key, text)?,
                Exact::List(texts) => object.serialize_entry(column.key, texts)?,
                Exact::Flag(is_so) => object.serialize_entry(column.key, is_so)?,
                Exact::Whole(number) => object.serialize_entry(column.key, number)?,
                Exact::Number(number) => object.serialize_entry(column.key, number)?,
            }
        }
        object.end()
    }
}
