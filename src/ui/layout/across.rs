//! Where the rows of a table over several maps stand.

use super::window;
use crate::ui::across::Across;
use crate::words::sheet::Line;

/// The first cell of the table.
pub const MARGIN: u16 = 1;

/// A table in view.
#[derive(Debug, Clone, PartialEq)]
pub struct AcrossPlan {
    /// What stands over the rows: the row of the screen, and the line.
    pub head: Vec<(u16, Line)>,
    /// The rows in view.
    pub rows: Vec<Item>,
    /// The row of the screen that says how many rows are hidden above, and how
    /// many those are.
    pub hidden_above: Option<(u16, usize)>,
    /// The same of those below.
    pub hidden_below: Option<(u16, usize)>,
}

/// A row in view.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Which row, from 0.
    pub row: usize,
    /// Its first row on the screen.
    pub y: u16,
    /// Its lines in view.
    pub lines: Vec<Line>,
}

impl AcrossPlan {
    /// The row of the table that stands in a row of the screen.
    pub fn row_at(&self, y: u16) -> Option<usize> {
        let covers = |item: &&Item| {
            usize::from(y) >= item.y.into() && usize::from(y - item.y) < item.lines.len()
        };
        self.rows.iter().find(covers).map(|item| item.row)
    }

    /// How many rows a page is.
    pub fn page(&self) -> usize {
        self.rows.len().max(2) - 1
    }
}

/// Where everything stands on a screen of that size: the chosen row in view,
/// with some of those behind it. Only rows in view are broken into lines.
pub fn plan((width, height): (u16, u16), table: &Across) -> AcrossPlan {
    let fitted = table.sheet.fit(usize::from(width.saturating_sub(2 * MARGIN)).max(1));
    let count = table.sheet.rows.len();
    // a row for what there is to say, one for keys
    let end = height.saturating_sub(if height < 12 { 1 } else { 2 });
    let said = fitted.head();
    let most = match height {
        _ if count == 0 => said.len(),
        ..12 => 0,
        12..20 => 2,
        _ => 4,
    };
    // a sentence that is cut says nothing
    let said = if said.len() > most { Vec::new() } else { said };
    let mut head: Vec<(u16, Line)> = (1..end).zip(said).collect();
    let next = head.last().map_or(1, |(y, _)| y + 1);
    let gap = u16::from(height >= 20);
    head.extend(fitted.names().filter(|_| count > 0).map(|names| (next + gap, names)));
    let from = head.last().map_or(1, |(y, _)| y + 1);
    let room = usize::from(end.saturating_sub(from)).max(1);

    let chosen = table.chosen.min(count.saturating_sub(1));
    let lines = |row: usize| fitted.row(row).len().max(1);
    let window = window::Rows { count, lines: &lines, room };
    let window = window.window(last_in_view(count, chosen, room, &lines), (0, 0));
    let (first, skipped) = if window.top.0 > chosen { (chosen, 0) } else { window.top };
    let hidden_above = window.says_above.then_some((from, first));
    let end = end.saturating_sub(u16::from(window.says_below));
    let mut rows = Vec::new();
    let mut y = from + u16::from(window.says_above);
    for row in first..count {
        let mut lines = fitted.row(row);
        if row == first {
            lines.drain(..skipped.min(lines.len()));
        }
        lines.truncate(end.saturating_sub(y).into());
        let taken = u16::try_from(lines.len()).unwrap_or(0);
        if taken == 0 {
            break;
        }
        rows.push(Item { row, y, lines });
        y += taken;
    }
    let seen = rows.last().map_or(first, |item| item.row + 1);
    let hidden_below = window.says_below.then(|| (end, count - seen));
    AcrossPlan { head, rows, hidden_above, hidden_below }
}

/// The last row that is in view with the chosen one: a third of the room, if
/// there is so much, is for what comes behind it.
fn last_in_view(count: usize, chosen: usize, room: usize, lines: &dyn Fn(usize) -> usize) -> usize {
    let mut last = chosen;
    let mut behind = 0;
    while last + 1 < count && behind + lines(last + 1) <= room / 3 {
        last += 1;
        behind += lines(last);
    }
    // a row that is high is seen first of all itself
    if behind + lines(chosen) + 2 > room { chosen } else { last }
}
