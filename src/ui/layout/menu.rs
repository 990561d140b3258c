//! Where the list of commands stands.

use crate::ui::menu::Menu;

/// The widest list.
const WIDEST: u16 = 120;

/// The list on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MenuPlan {
    /// Its first cell.
    pub x: u16,
    /// How many cells it is wide.
    pub width: u16,
    /// The row of what is typed, or of the head.
    pub top: u16,
    /// The row of its first line in view.
    pub lines: u16,
    /// The row after the last of them.
    pub bottom: u16,
    /// The first line in view.
    pub first: usize,
    count: usize,
}

impl MenuPlan {
    /// Whether a cell is part of the list, its head and its foot among it.
    pub fn covers(&self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// The line at a cell.
    pub fn row_at(&self, x: u16, y: u16) -> Option<usize> {
        let is_line = self.covers(x, y) && (self.lines..self.bottom).contains(&y);
        let row = is_line.then(|| self.first + usize::from(y - self.lines))?;
        Some(row).filter(|row| *row < self.count)
    }
}

/// Where the list stands on a screen of that size.
pub fn plan((columns, height): (u16, u16), menu: &Menu) -> MenuPlan {
    let width = columns.min(WIDEST);
    let x = (columns - width) / 2;
    let (top, bottom) = if height >= 20 { (1, height - 3) } else { (0, height.saturating_sub(2)) };
    let lines = top + 2;
    let room = usize::from(bottom.saturating_sub(lines)).max(1);
    let count = menu.rows.len();
    // the chosen row in the middle third, without a scroll of its own
    let first = (menu.chosen + room / 3 + 1).saturating_sub(room).min(count.saturating_sub(room));
    MenuPlan { x, width, top, lines, bottom, first, count }
}
