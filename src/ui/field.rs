//! A text field as a plain value: text, cursor, selection and its own undo.
//!
//! The cursor moves over whole grapheme clusters and never rests inside one,
//! also when a character just typed joins what stands beside it. Nothing here
//! is kept by drawing: [`Field::layout`] is a function of the field and a
//! width, which update and view can both call.

mod keys;
mod layout;
#[cfg(test)]
mod tests;
mod undo;

use std::borrow::Cow;
use std::ops::Range;

use crate::text::{
    is_boundary, next_boundary, next_word, previous_boundary, previous_word, word_at,
};
pub use layout::FieldLayout;
use undo::{Kind, Undo};

/// A field for one line or for several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    text: String,
    /// A byte offset, always on a cluster boundary.
    cursor: usize,
    /// The other end of the selection, where there is one.
    anchor: Option<usize>,
    lines: bool,
    /// Cells of a row for Up and Down; 0 while nobody said it.
    width: usize,
    /// The column that Up and Down try to keep.
    wanted: Option<usize>,
    undo: Undo,
}

/// What a field did with a key or an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The text changed.
    Edited,
    /// The key was the field's, but the text is what it was: the cursor or the
    /// selection may have moved.
    Moved,
    /// Not a key of the field, or Up and Down with no row to go to: the screen
    /// may act on it.
    Ignored,
}

/// A way from the cursor to another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One cluster towards the start.
    Left,
    /// One cluster towards the end.
    Right,
    /// To the start of this word or the one before.
    WordLeft,
    /// To the end of this word or the one after.
    WordRight,
    /// To the start of the line, rows aside.
    LineStart,
    /// To the end of the line, rows aside.
    LineEnd,
    /// To the start of the text.
    Start,
    /// To the end of the text.
    End,
    /// One row up, in the column last chosen.
    Up,
    /// One row down, in the column last chosen.
    Down,
}

impl Field {
    /// A field of one line with the cursor at its end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text, ..Self::default() }
    }

    /// A field that takes line breaks, with the cursor at its end.
    pub fn with_lines(text: impl Into<String>) -> Self {
        Self { lines: true, ..Self::new(text) }
    }

    /// The text as it stands.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, when the field is no longer needed.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether the field takes line breaks.
    pub fn has_lines(&self) -> bool {
        self.lines
    }

    /// The byte offset of the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The byte range of what is selected; None when nothing is.
    pub fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor.filter(|&anchor| anchor != self.cursor)?;
        Some(anchor.min(self.cursor)..anchor.max(self.cursor))
    }

    /// The selected text; empty when nothing is selected.
    pub fn selected(&self) -> &str {
        self.selection().map_or("", |range| &self.text[range])
    }

    /// Selects the whole text; the cursor goes to its end.
    pub fn select_all(&mut self) -> Answer {
        self.anchor = Some(0);
        self.rest_at(self.text.len());
        Answer::Moved
    }

    /// Selects the word at the cursor, as a double click does.
    pub fn select_word(&mut self) -> Answer {
        let word = word_at(&self.text, self.cursor);
        self.anchor = Some(self.snapped(word.start));
        self.rest_at(self.snapped(word.end));
        Answer::Moved
    }

    /// Moves the cursor. With `select` the selection grows from where it began,
    /// without it the selection ends.
    pub fn go(&mut self, motion: Motion, select: bool) -> Answer {
        let vertical = matches!(motion, Motion::Up | Motion::Down);
        let wanted = if vertical { Some(self.wanted_column()) } else { None };
        let target = match (motion, self.selection()) {
            (Motion::Left, Some(selection)) if !select => Some(selection.start),
            (Motion::Right, Some(selection)) if !select => Some(selection.end),
            _ => self.target(motion),
        };
        let Some(target) = target else {
            return Answer::Ignored;
        };
        self.go_to(target, select);
        self.wanted = wanted;
        Answer::Moved
    }

    /// Puts `text` in place of the selection, or at the cursor. Control
    /// characters are left out; a line break stays where the field takes lines
    /// and is a blank elsewhere, as a tab is. Undone word by word.
    pub fn insert(&mut self, text: &str) -> Answer {
        self.put(&clean(text, self.lines), Kind::Typed)
    }

    /// Inserts what was pasted: as [`insert`](Self::insert), but undone as one,
    /// and without the line break at its end where the field has one line.
    pub fn paste(&mut self, text: &str) -> Answer {
        let text = if self.lines { text } else { text.trim_end_matches(['\r', '\n']) };
        self.put(&clean(text, self.lines), Kind::Whole)
    }

    /// Deletes the selection, or all between the cursor and where `motion`
    /// leads: `Left` is Backspace, `WordLeft` takes the word before the cursor.
    pub fn delete(&mut self, motion: Motion) -> Answer {
        let range = match (self.selection(), self.target(motion)) {
            (Some(selection), _) => selection,
            (None, Some(target)) => target.min(self.cursor)..target.max(self.cursor),
            (None, None) => return Answer::Moved,
        };
        let kind = match motion {
            Motion::Left if self.selection().is_none() => Kind::Back,
            Motion::Right if self.selection().is_none() => Kind::Forward,
            _ => Kind::Whole,
        };
        if range.is_empty() {
            return Answer::Moved;
        }
        self.replace(range, "", kind);
        Answer::Edited
    }

    /// Takes the last edit back. What was typed goes word by word.
    pub fn undo(&mut self) -> Answer {
        let Some(place) = self.undo.undo(&mut self.text) else {
            return Answer::Moved;
        };
        self.cursor = place.cursor;
        self.anchor = place.anchor;
        self.wanted = None;
        Answer::Edited
    }

    /// Brings back the edit that was last taken back.
    pub fn redo(&mut self) -> Answer {
        let Some(cursor) = self.undo.redo(&mut self.text) else {
            return Answer::Moved;
        };
        self.cursor = self.snapped(cursor);
        self.anchor = None;
        self.wanted = None;
        Answer::Edited
    }

    fn put(&mut self, text: &str, kind: Kind) -> Answer {
        let range = self.selection().unwrap_or(self.cursor..self.cursor);
        if text.is_empty() && range.is_empty() {
            return Answer::Moved;
        }
        self.replace(range, text, kind);
        Answer::Edited
    }

    /// The one place where the text changes, undo and redo aside.
    fn replace(&mut self, range: Range<usize>, with: &str, kind: Kind) {
        let end = range.start + with.len();
        let place = undo::Place { cursor: self.cursor, anchor: self.anchor };
        self.undo.record(&self.text, range.clone(), with, kind, place);
        self.text.replace_range(range, with);
        self.cursor = self.snapped(end);
        self.anchor = None;
        self.wanted = None;
    }

    fn go_to(&mut self, target: usize, select: bool) {
        self.anchor = if select { self.anchor.or(Some(self.cursor)) } else { None };
        self.rest_at(target);
    }

    fn rest_at(&mut self, target: usize) {
        self.cursor = target;
        self.wanted = None;
        self.undo.close();
    }

    /// `at`, or the end of the cluster in which it stands: what was typed or
    /// deleted may have joined its neighbours.
    fn snapped(&self, at: usize) -> usize {
        if is_boundary(&self.text, at) { at } else { next_boundary(&self.text, at) }
    }

    /// None where there is no row to go to.
    fn target(&self, motion: Motion) -> Option<usize> {
        let text = self.text.as_str();
        Some(match motion {
            Motion::Left => previous_boundary(text, self.cursor),
            Motion::Right => next_boundary(text, self.cursor),
            Motion::WordLeft => previous_word(text, self.cursor),
            Motion::WordRight => next_word(text, self.cursor),
            Motion::LineStart => text[..self.cursor].rfind('\n').map_or(0, |at| at + 1),
            Motion::LineEnd => {
                let end = text[self.cursor..].find('\n').map_or(text.len(), |at| self.cursor + at);
                // Before the whole of `\r\n`.
                if is_boundary(text, end) { end } else { previous_boundary(text, end) }
            }
            Motion::Start => 0,
            Motion::End => text.len(),
            Motion::Up => self.row_above()?,
            Motion::Down => self.row_below()?,
        })
    }
}

fn clean(text: &str, lines: bool) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let unix = text.replace("\r\n", "\n");
    let kept = unix.chars().filter_map(|character| match character {
        // A terminal sends the line breaks of a paste as carriage returns.
        '\n' | '\r' if lines => Some('\n'),
        '\n' | '\r' | '\t' => Some(' '),
        other => (!other.is_control()).then_some(other),
    });
    Cow::Owned(kept.collect())
}
