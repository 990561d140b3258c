//! Where the text of a field and its cursor stand at a given width.

use std::ops::Range;

use super::{Answer, Field};
use crate::text::{graphemes, previous_boundary, rows, shown_width};

/// A field in rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldLayout {
    /// The byte range of each row, never none. The blanks at which a row was
    /// broken are its end and may reach beyond the width; `\n` is in no row.
    pub lines: Vec<Range<usize>>,
    /// Column and row of the cursor in cells, from 0. Behind a full row that is
    /// the start of the next one, which is there for it.
    pub cursor: (usize, usize),
}

impl Field {
    /// The rows of the text and the place of the cursor in rows of `width`
    /// cells (at least one), counted as [`display`](crate::text::display) shows
    /// the text.
    pub fn layout(&self, width: usize) -> FieldLayout {
        let width = width.max(1);
        let lines = self.lines_at(width);
        // Rows start in order, so the row of the cursor is the last that starts
        // at or before it.
        let row = lines.partition_point(|line| line.start <= self.cursor).saturating_sub(1);
        let column = shown_width(&self.text[lines[row].start..self.cursor]);
        let cursor = if column < width {
            (column, row)
        } else if row + 1 < lines.len() {
            (0, row + 1)
        } else {
            (width - 1, row)
        };
        FieldLayout { lines, cursor }
    }

    /// The part of the text to show where there is room for one row of `width`
    /// cells only, and the column of the cursor in it. A quarter of the row is
    /// kept for what stands behind the cursor.
    pub fn window(&self, width: usize) -> (Range<usize>, usize) {
        let width = width.max(1);
        let behind = shown_width(&self.text[self.cursor..]).min(width / 4);
        let room = width - 1 - behind.min(width - 1);
        let mut start = self.cursor;
        let mut column = 0;
        for (at, cluster) in graphemes(&self.text[..self.cursor]).rev() {
            let cells = shown_width(cluster);
            if column + cells > room {
                break;
            }
            column += cells;
            start = at;
        }
        let mut end = self.cursor;
        let mut taken = column;
        for (at, cluster) in graphemes(&self.text[self.cursor..]) {
            taken += shown_width(cluster);
            if taken > width {
                break;
            }
            end = self.cursor + at + cluster.len();
        }
        (start..end, column)
    }

    /// Tells Up, Down and [`point`](Self::point) how many cells a row has.
    /// Until then only line breaks part rows.
    pub fn set_width(&mut self, width: usize) {
        self.width = width;
    }

    /// Puts the cursor at a column and row of the layout, as a click does; with
    /// `select` the selection grows to there, as by dragging.
    pub fn point(&mut self, column: usize, row: usize, select: bool) -> Answer {
        let lines = self.lines_at(self.row_width());
        let target = self.offset_at(&lines, row.min(lines.len() - 1), column);
        self.go_to(target, select);
        Answer::Moved
    }

    /// Puts the cursor at a column of the [`window`](Self::window) of that
    /// width, as a click does.
    pub fn point_in_window(&mut self, width: usize, column: usize) -> Answer {
        let (shown, _) = self.window(width);
        let target = self.offset_at(&[shown], 0, column);
        self.go_to(target, false);
        Answer::Moved
    }

    pub(super) fn row_above(&self) -> Option<usize> {
        let layout = self.layout(self.row_width());
        let row = layout.cursor.1.checked_sub(1)?;
        Some(self.offset_at(&layout.lines, row, self.wanted.unwrap_or(layout.cursor.0)))
    }

    pub(super) fn row_below(&self) -> Option<usize> {
        let layout = self.layout(self.row_width());
        let row = Some(layout.cursor.1 + 1).filter(|&row| row < layout.lines.len())?;
        Some(self.offset_at(&layout.lines, row, self.wanted.unwrap_or(layout.cursor.0)))
    }

    pub(super) fn wanted_column(&self) -> usize {
        self.wanted.unwrap_or_else(|| self.layout(self.row_width()).cursor.0)
    }

    fn row_width(&self) -> usize {
        if self.width == 0 { usize::MAX } else { self.width }
    }

    fn lines_at(&self, width: usize) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        for row in rows(&self.text, width) {
            let full = row.ends_line && shown_width(&self.text[row.span.clone()]) >= width;
            let end = row.span.end;
            lines.push(row.span);
            if full {
                // Where the next character will go, and so the cursor.
                lines.push(end..end);
            }
        }
        lines
    }

    fn offset_at(&self, lines: &[Range<usize>], row: usize, column: usize) -> usize {
        let line = lines[row].clone();
        let mut reached = 0;
        for (at, cluster) in graphemes(&self.text[line.clone()]) {
            reached += shown_width(cluster);
            if reached > column {
                return line.start + at;
            }
        }
        // The end of a row that goes on is the start of the next one.
        let goes_on = lines.get(row + 1).is_some_and(|next| next.start == line.end);
        if goes_on && !line.is_empty() { previous_boundary(&self.text, line.end) } else { line.end }
    }
}
