//! Where the lines of a list stand.

use crate::text;
use crate::ui::sentences::Sentences;

/// The widest list.
const WIDEST: u16 = 120;
/// A line takes so many rows at most.
const ROWS: usize = 4;

/// A list on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentencesPlan {
    /// Its first cell.
    pub x: u16,
    /// How many cells it is wide.
    pub width: u16,
    /// The row of its head.
    pub top: u16,
    /// The row after the last that lines may take.
    pub bottom: u16,
    /// The rows that are shown, from the top.
    pub rows: Vec<Row>,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub y: u16,
    /// The first cell of the text.
    pub x: u16,
    /// Which line it is of.
    pub line: usize,
    /// What of it.
    pub text: String,
}

impl SentencesPlan {
    /// Whether a cell is part of the list, its head among it.
    pub fn covers(&self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// The line at a cell.
    pub fn line_at(&self, x: u16, y: u16) -> Option<usize> {
        let row = self.rows.iter().find(|row| row.y == y)?;
        self.covers(x, y).then_some(row.line)
    }
}

/// Where a list stands on a screen of that size: the chosen line in view, with
/// some of those behind it. Only lines in view are wrapped.
pub fn plan((columns, height): (u16, u16), list: &Sentences) -> SentencesPlan {
    let width = columns.min(WIDEST);
    let x = (columns - width) / 2;
    let (top, bottom) = if height >= 20 { (1, height - 3) } else { (0, height.saturating_sub(1)) };
    let first_row = if height >= 20 { top + 2 } else { top + 1 };
    let room = usize::from(bottom.saturating_sub(first_row)).max(1);
    let indent = |line: usize| u16::try_from(2 * list.lines[line].depth).unwrap_or(0).min(8);
    let wrapped = |line: usize| {
        let room = usize::from(width.saturating_sub(3 + indent(line))).max(1);
        text::wrap_clipped(&list.lines[line].text, room, ROWS)
    };
    let height_of = |line: usize| wrapped(line).len().max(1);
    let count = list.lines.len();
    let chosen = list.chosen.min(count.saturating_sub(1));

    // a third of the room, if there is so much, is for what comes behind
    let mut behind = 0;
    for line in chosen + 1..count {
        if behind >= room / 3 {
            break;
        }
        behind += height_of(line);
    }
    let mut first = chosen;
    let mut taken = if count == 0 { 0 } else { height_of(chosen) + behind.min(room / 3) };
    while first > 0 && taken + height_of(first - 1) <= room {
        first -= 1;
        taken += height_of(first);
    }
    let mut rows = Vec::new();
    let mut y = first_row;
    for line in first..count {
        for text in wrapped(line) {
            if y >= bottom {
                return SentencesPlan { x, width, top, bottom, rows };
            }
            rows.push(Row { y, x: x + 1 + indent(line), line, text: text.into_owned() });
            y += 1;
        }
    }
    SentencesPlan { x, width, top, bottom, rows }
}
