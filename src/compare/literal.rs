//! One value as the file would write it, on one line.

use std::borrow::{Borrow, Cow};
use std::fmt::Write;

use crate::model::Text;
use crate::model::record::{FieldDef, Leaf, Literal, Record, Value, Visit};
use crate::text::quote_ron;

/// The value of a field in the notation of the file, on one line and without
/// comments. `None` where the file would leave the field out.
pub fn literal<T: Value>(field: &FieldDef, value: &T) -> String {
    if !field.always && value.is_unset() {
        return "None".into();
    }
    let mut line = Line(String::new());
    value.visit(&mut line);
    line.0
}

/// A row of a list in the notation of the file.
pub(super) fn row<R: Record>(row: &R) -> String {
    let mut line = Line(String::new());
    line.record(row);
    line.0
}

/// A single value in the notation of the file.
pub(super) fn leaf<T: Leaf>(value: &T) -> String {
    let mut line = Line(String::new());
    line.literal(value.literal());
    line.0
}

/// A list of single values in the notation of the file.
pub(super) fn words<T: Leaf>(values: &[T]) -> String {
    let mut line = Line(String::new());
    line.words(values);
    line.0
}

/// A text in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    let mut line = Line(String::new());
    line.literal(Literal::Text(text));
    line.0
}

/// What tells a single value from others of its type.
pub(super) fn key<T: Leaf>(value: &T) -> Cow<'_, str> {
    match value.literal() {
        Literal::Text(text) => text.into(),
        Literal::Word(word) => word.into(),
        _ => leaf(value).into(),
    }
}

/// Appends a single value in the notation of the file.
pub(crate) fn push_literal(out: &mut String, literal: Literal<'_>) {
    match literal {
        Literal::Unset => out.push_str("None"),
        Literal::Bool(true) => out.push_str("true"),
        Literal::Bool(false) => out.push_str("false"),
        // Writing into a String cannot fail.
        Literal::Integer(number) => {
            let _ = write!(out, "{number}");
        }
        Literal::Number(number) => push_number(out, number),
        Literal::Text(text) => quote_ron(text, out),
        Literal::Word(word) => out.push_str(word),
    }
}

/// The shortest form that reads back as the same number, with a point.
fn push_number(out: &mut String, number: f64) {
    let start = out.len();
    // Writing into a String cannot fail.
    let _ = write!(out, "{number:?}");
    if let Some(exponent) = out[start..].find('e')
        && !out[start..].contains('.')
    {
        out.insert_str(start + exponent, ".0");
    }
}

struct Line(String);

impl Line {
    fn list<T>(&mut self, elements: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.0.push('[');
        for (index, element) in elements.iter().enumerate() {
            if index > 0 {
                self.0.push_str(", ");
            }
            each(self, element);
        }
        self.0.push(']');
    }
}

impl Visit for Line {
    fn field<T: Value>(&mut self, field: &'static FieldDef, value: &T) {
        if field.always || !value.is_unset() {
            if !self.0.ends_with('(') {
                self.0.push_str(", ");
            }
            self.0.push_str(field.name);
            self.0.push_str(": ");
            value.visit(self);
        }
    }

    fn literal(&mut self, literal: Literal<'_>) {
        push_literal(&mut self.0, literal);
    }

    fn words<T: Leaf>(&mut self, words: &[T]) {
        self.list(words, |line, word| line.literal(word.literal()));
    }

    fn lines(&mut self, lines: &[Text]) {
        self.words(lines);
    }

    fn named<T: Leaf>(&mut self, pairs: &[(Text, T)]) {
        self.list(pairs, |line, (name, value)| {
            line.0.push('(');
            line.literal(name.literal());
            line.0.push_str(", ");
            line.literal(value.literal());
            line.0.push(')');
        });
    }

    fn record<R: Record>(&mut self, record: &R) {
        self.0.push('(');
        record.fields(self);
        self.0.push(')');
    }

    fn records<R: Record, H: Borrow<R>>(&mut self, records: &[H]) {
        self.list(records, |line, record| line.record(record.borrow()));
    }
}
