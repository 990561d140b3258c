//! Small files of the user's: rows of a name and a value, each with its place,
//! so that all mistakes can be said at once.

use std::fmt;

use ron::value::RawValue;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};

/// A mistake in a file of settings or in a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong, and what would be right.
    pub problem: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.problem)
    }
}

impl std::error::Error for Mistake {}

/// A name and the text of its value, both as pieces of the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
}

impl Row<'_> {
    /// The value as a `T`; none where it is something else.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Option<T> {
        ron::from_str(self.value).ok()
    }
}

/// The rows of `piece`, which is `{ "name": value }` or `(name: value)`, in
/// their order.
///
/// # Errors
/// Where it is neither; with what is wrong and how many bytes into `piece`.
pub(super) fn rows(piece: &str) -> Result<Vec<Row<'_>>, (usize, String)> {
    // all of it may be commented out
    if piece.lines().map(str::trim_start).all(|line| line.is_empty() || line.starts_with("//")) {
        return Ok(Vec::new());
    }
    // ron takes () for a unit, and not for a struct without fields
    if ron::from_str::<()>(piece).is_ok() {
        return Ok(Vec::new());
    }
    match ron::from_str::<Rows<'_>>(piece) {
        Ok(rows) => Ok(rows.0),
        Err(error) => {
            let start = error.span.start;
            let line: usize = piece.split_inclusive('\n').take(start.line - 1).map(str::len).sum();
            let rest = piece.get(line..).unwrap_or_default();
            let column = rest.char_indices().nth(start.col.saturating_sub(1));
            let at = column.map_or(piece.len(), |(at, _)| line + at);
            Err((at, error.code.to_string()))
        }
    }
}

/// The mistakes of a file, as they are found.
#[derive(Debug)]
pub(super) struct Mistakes<'a> {
    source: &'a str,
    found: Vec<Mistake>,
}

impl<'a> Mistakes<'a> {
    pub(super) fn of(source: &'a str) -> Self {
        Self { source, found: Vec::new() }
    }

    /// A mistake at `piece`, which is a piece of the file.
    pub(super) fn add(&mut self, piece: &str, problem: String) {
        self.add_after(piece, 0, problem);
    }

    /// A mistake `bytes` into `piece`.
    pub(super) fn add_after(&mut self, piece: &str, bytes: usize, problem: String) {
        // a piece is borrowed from the file, so that its address says where
        // it stands
        let start = piece.as_ptr().addr().saturating_sub(self.source.as_ptr().addr());
        let before = self.source.get(..start + bytes).unwrap_or_default();
        // a name between quotation marks begins with the mark
        let before = before.strip_suffix('"').unwrap_or(before);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        self.found.push(Mistake {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            problem,
        });
    }

    /// Says of every row whose name stands above already that it does.
    pub(super) fn add_repeated(&mut self, rows: &[Row<'_>]) {
        for (n, row) in rows.iter().enumerate() {
            if rows[..n].iter().any(|above| above.name == row.name) {
                self.add(row.name, format!("{} stands here for the second time", row.name));
            }
        }
    }

    /// All of them, in the order of the file.
    pub(super) fn all(mut self) -> Vec<Mistake> {
        self.found.sort_by_key(|mistake| (mistake.line, mistake.column));
        self.found
    }
}

struct Rows<'a>(Vec<Row<'a>>);

impl<'de: 'a, 'a> Deserialize<'de> for Rows<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Rows<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("names with their values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Rows<'de>, A::Error> {
                let mut rows = Vec::new();
                while let Some((name, value)) = map.next_entry::<&str, &RawValue>()? {
                    rows.push(Row { name, value: value.get_ron().trim() });
                }
                Ok(Rows(rows))
            }
        }

        deserializer.deserialize_any(Reader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_with_their_places_in_both_ways_of_writing() {
        for source in ["// ü\n{ \"one\": (a: 1), \"two\": 2.5 }", "// ü\n(one: (a: 1), two: 2.5)"]
        {
            let rows = rows(source).unwrap();
            let names: Vec<&str> = rows.iter().map(|row| row.name).collect();
            assert_eq!(names, ["one", "two"]);
            assert_eq!(rows[1].read::<f64>(), Some(2.5));
            assert_eq!(rows[1].read::<bool>(), None);
            let mut mistakes = Mistakes::of(source);
            mistakes.add(rows[1].value, "here".into());
            let at = source.lines().nth(1).unwrap().find("2.5").unwrap() + 1;
            assert_eq!(mistakes.all()[0].to_string(), format!("2:{at}: here"));
        }
    }

    #[test]
    fn what_is_no_table_is_said_with_its_place() {
        for (source, place) in [("{\n  \"theme\" \"dark\" }", 11), ("theme = dark", 5)] {
            let (at, problem) = rows(source).unwrap_err();
            assert_eq!(at, place, "{source:?}: {problem}");
        }
    }
}
