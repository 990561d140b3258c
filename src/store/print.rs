//! A map as the text of its file: one way to write every map.

use std::borrow::Borrow;

use crate::compare::push_literal;
use crate::model::record::{FieldDef, Layout, Leaf, Literal, Record, Value, Visit};
use crate::model::{Comments, JourneyMap, Place, Text};
use crate::text::quote_ron;

/// What a file has beside its text, and keeps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Form {
    /// How its lines end.
    pub endings: Endings,
    /// Whether it begins with a byte order mark.
    pub bom: bool,
}

/// How the lines of a file end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Endings {
    /// With a line feed.
    #[default]
    Lf,
    /// With a carriage return and a line feed.
    CrLf,
}

/// The canonical text of a map: what is written to a new file.
pub fn print(map: &JourneyMap) -> String {
    let mut out = String::new();
    print_into(map, &mut out);
    out
}

/// The text of a map in the form that its file had.
pub fn print_as(map: &JourneyMap, form: Form) -> String {
    let mut out = String::new();
    if form.bom {
        out.push('\u{feff}');
    }
    print_into(map, &mut out);
    match form.endings {
        Endings::Lf => out,
        // Every line feed ends a line: inside texts they are escaped.
        Endings::CrLf => out.replace('\n', "\r\n"),
    }
}

/// Appends the canonical text of a map to `out`.
pub fn print_into(map: &JourneyMap, out: &mut String) {
    let at = |place: Place| map.comments().map_or(&[][..], |comments| comments.at(&place));
    push_lines(out, 0, at(Place::Top));
    out.push_str("#![enable(implicit_some)]\n");
    push_lines(out, 0, at(Place::Head));
    out.push_str(JourneyMap::NAME);
    push_block(out, 0, map);
    out.push('\n');
    push_lines(out, 0, at(Place::Behind));
}

/// Prints the fields of one record.
struct Fields<'a> {
    out: &'a mut String,
    /// The comments at the record.
    comments: Option<&'a Comments>,
    /// How far its fields are indented; none in a row.
    depth: Option<usize>,
    /// No field has been written yet.
    first: bool,
    /// The field being written.
    name: &'static str,
}

impl Fields<'_> {
    fn at(&self, place: fn(Text) -> Place) -> &[Text] {
        self.comments.map_or(&[], |comments| comments.at(&place(self.name.into())))
    }

    fn begin_list(&mut self, depth: usize) {
        let comments = self.comments.map_or(&[][..], |all| all.at(&Place::In(self.name.into())));
        self.out.push('[');
        push_opening(self.out, depth + 1, comments);
    }

    fn end_list(&mut self, depth: usize) {
        let comments = self.comments.map_or(&[][..], |all| all.at(&Place::Last(self.name.into())));
        push_lines(self.out, depth + 1, comments);
        push_indent(self.out, depth);
        self.out.push(']');
    }

    /// Whether a comment stands inside the list of the field.
    fn has_comment_inside(&self) -> bool {
        self.comments.is_some_and(|comments| {
            comments.entries().iter().any(|(place, _)| match place {
                Place::In(name)
                | Place::Last(name)
                | Place::AboveLine(name, _)
                | Place::BehindLine(name, _) => *name == *self.name,
                _ => false,
            })
        })
    }
}

impl Visit for Fields<'_> {
    fn field<T: Value>(&mut self, field: &'static FieldDef, value: &T) {
        let touched = self.comments.is_some_and(|comments| comments.touch(field.name));
        if !field.always && !touched && value.is_unset() {
            return;
        }
        self.name = field.name;
        let Some(depth) = self.depth else {
            if !self.first {
                self.out.push_str(", ");
            }
            self.first = false;
            self.out.push_str(field.name);
            self.out.push_str(": ");
            value.visit(self);
            return;
        };
        if touched && let Some(comments) = self.comments {
            push_lines(self.out, depth, comments.at(&Place::Before(field.name.into())));
            push_all_but_last(self.out, depth, comments.at(&Place::After(field.name.into())));
        }
        push_indent(self.out, depth);
        self.out.push_str(field.name);
        self.out.push_str(": ");
        value.visit(self);
        self.name = field.name;
        self.out.push(',');
        if touched && let Some(last) = self.at(Place::After).last().cloned() {
            push_behind(self.out, &last);
        }
        self.out.push('\n');
    }

    fn literal(&mut self, literal: Literal<'_>) {
        push_literal(self.out, literal);
    }

    fn words<T: Leaf>(&mut self, words: &[T]) {
        self.out.push('[');
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                self.out.push_str(", ");
            }
            push_literal(self.out, word.literal());
        }
        self.out.push(']');
    }

    fn lines(&mut self, lines: &[Text]) {
        let depth = self.depth.unwrap_or(0);
        if lines.is_empty() && !self.has_comment_inside() {
            self.out.push_str("[]");
            return;
        }
        self.begin_list(depth);
        for (index, line) in lines.iter().enumerate() {
            let behind = match self.comments {
                Some(comments) if !lines[..index].contains(line) => {
                    let above = Place::AboveLine(self.name.into(), line.clone());
                    let behind = Place::BehindLine(self.name.into(), line.clone());
                    push_lines(self.out, depth + 1, comments.at(&above));
                    push_all_but_last(self.out, depth + 1, comments.at(&behind));
                    comments.at(&behind).last()
                }
                _ => None,
            };
            push_indent(self.out, depth + 1);
            quote_ron(line, self.out);
            self.out.push(',');
            if let Some(comment) = behind {
                push_behind(self.out, comment);
            }
            self.out.push('\n');
        }
        for (place, comments) in self.comments.map_or(&[][..], Comments::entries) {
            if let Place::AboveLine(name, line) | Place::BehindLine(name, line) = place
                && *name == *self.name
                && !lines.contains(line)
            {
                push_lines(self.out, depth + 1, comments);
            }
        }
        self.end_list(depth);
    }

    fn named<T: Leaf>(&mut self, pairs: &[(Text, T)]) {
        self.out.push('[');
        for (index, (name, value)) in pairs.iter().enumerate() {
            self.out.push_str(if index > 0 { ", (" } else { "(" });
            quote_ron(name, self.out);
            self.out.push_str(", ");
            push_literal(self.out, value.literal());
            self.out.push(')');
        }
        self.out.push(']');
    }

    fn record<R: Record>(&mut self, record: &R) {
        if record.is_unset() {
            self.out.push_str("()");
            return;
        }
        match R::LAYOUT {
            Layout::Block => push_block(self.out, self.depth.unwrap_or(0), record),
            Layout::Row => {
                if let Some(comments) = record.comments() {
                    lift(self.out, self.depth.unwrap_or(0), comments);
                }
                push_row(self.out, record);
            }
        }
    }

    fn records<R: Record, H: Borrow<R>>(&mut self, records: &[H]) {
        let depth = self.depth.unwrap_or(0);
        if records.is_empty() && !self.has_comment_inside() {
            self.out.push_str("[]");
            return;
        }
        self.begin_list(depth);
        for record in records {
            let record: &R = record.borrow();
            let behind = match record.comments() {
                None => None,
                Some(comments) => {
                    push_above(self.out, depth + 1, R::LAYOUT, comments);
                    comments.at(&Place::Behind).last()
                }
            };
            push_indent(self.out, depth + 1);
            match R::LAYOUT {
                Layout::Block => push_block(self.out, depth + 1, record),
                Layout::Row => push_row(self.out, record),
            }
            self.out.push(',');
            if let Some(comment) = behind {
                push_behind(self.out, comment);
            }
            self.out.push('\n');
        }
        self.end_list(depth);
    }
}

/// A record with one field a line; `depth` is that of its brackets.
fn push_block<R: Record>(out: &mut String, depth: usize, record: &R) {
    let comments = record.comments();
    let at = |place: Place| comments.map_or(&[][..], |comments| comments.at(&place));
    out.push('(');
    push_opening(out, depth + 1, at(Place::Open));
    record.fields(&mut Fields { out, comments, depth: Some(depth + 1), first: true, name: "" });
    push_lines(out, depth + 1, at(Place::End));
    push_indent(out, depth);
    out.push(')');
}

/// A record on one line. Its comments are printed around it.
fn push_row<R: Record>(out: &mut String, record: &R) {
    out.push('(');
    record.fields(&mut Fields { out, comments: None, depth: None, first: true, name: "" });
    out.push(')');
}

fn push_indent(out: &mut String, depth: usize) {
    const BLANKS: &str = "                                                ";
    match BLANKS.get(..depth * 4) {
        Some(blanks) => out.push_str(blanks),
        None => out.extend(std::iter::repeat_n("    ", depth)),
    }
}

/// Comments on lines of their own.
fn push_lines(out: &mut String, depth: usize, comments: &[Text]) {
    for comment in comments {
        // A comment that did not come from a file could hold line breaks.
        for line in comment.split('\n') {
            push_indent(out, depth);
            out.push_str("//");
            out.push_str(line);
            out.push('\n');
        }
    }
}

/// Ends the line of an opening bracket, with the comment that stands there.
/// A second one, should there be one, goes to a line of its own.
fn push_opening(out: &mut String, depth: usize, comments: &[Text]) {
    if let Some((first, rest)) = comments.split_first() {
        push_behind(out, first);
        out.push('\n');
        push_lines(out, depth, rest);
    } else {
        out.push('\n');
    }
}

/// One line can end with one comment only: others, should there be any, go
/// above it.
fn push_all_but_last(out: &mut String, depth: usize, comments: &[Text]) {
    if let Some((_, others)) = comments.split_last() {
        push_lines(out, depth, others);
    }
}

/// What is printed above an element of a list. In a row there is no place for
/// a comment, so that whatever is not behind it goes above it.
fn push_above(out: &mut String, depth: usize, layout: Layout, comments: &Comments) {
    for (place, lines) in comments.entries() {
        match place {
            Place::Behind => {}
            Place::Above => push_lines(out, depth, lines),
            _ if layout == Layout::Row => push_lines(out, depth, lines),
            _ => {}
        }
    }
    push_all_but_last(out, depth, comments.at(&Place::Behind));
}

fn push_behind(out: &mut String, comment: &Text) {
    out.push_str(" //");
    // The same caution as in `push_lines`: nothing may leave the comment.
    out.push_str(&comment.replace('\n', " "));
}

/// Moves comments above the line being written.
fn lift(out: &mut String, depth: usize, comments: &Comments) {
    let mut lines = String::new();
    for (_, comments) in comments.entries() {
        push_lines(&mut lines, depth, comments);
    }
    let start = out.rfind('\n').map_or(0, |end| end + 1);
    out.insert_str(start, &lines);
}
