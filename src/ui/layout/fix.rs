//! What to fix first: the second line of the board, and the pictures below
//! the table.

use super::Plan;
use crate::ui::report::Fixes;
use crate::ui::state::{State, ViewKind};
use crate::words;

/// On a lower screen the row says where the journey begins and ends.
const LEAST_ROWS: u16 = 24;
/// A picture with less room is left out.
const LEAST_WIDTH: usize = 40;
/// Two of them stand side by side from this width on.
const SIDE_BY_SIDE: usize = 2 * LEAST_WIDTH + BETWEEN;
/// Blank cells between two pictures.
const BETWEEN: usize = 4;

/// A line of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Its first cell.
    pub x: u16,
    /// Its row.
    pub y: u16,
    /// What stands there, safe to show.
    pub text: String,
}

/// The row of the board that says what to fix first, where it does.
pub fn row(state: &State, plan: &Plan) -> Option<u16> {
    let is_seen = state.view == ViewKind::Board && state.size.1 >= LEAST_ROWS;
    // that not all is shown matters more
    let has_room = is_seen && !state.shown.is_filtered();
    state.fixing.line().and(plan.bands.about).filter(|_| has_room)
}

/// The pictures, from the row 0 on, in so many rows: how often and how grave,
/// and how much work and use is in what is to be done. Numbers are those of
/// the rows. What has no room is left out.
pub(super) fn pictures(fixes: &Fixes, chosen: usize, width: usize, rows: usize) -> Vec<Drawn> {
    let breaks = &fixes.breaks.open;
    let two = !breaks.is_empty() && !fixes.rows.is_empty();
    let half = if two && width >= SIDE_BY_SIDE { (width - BETWEEN) / 2 } else { width };
    if half < LEAST_WIDTH || breaks.is_empty() {
        return Vec::new();
    }
    let mark = |n: usize| words::break_mark(&breaks[n], n);
    let first = words::break_drawing(&fixes.frequency_impact, &mark, &|n| n == chosen, half);
    let mut drawn = placed(first, (0, 0), rows);
    if drawn.is_empty() || !two {
        return drawn;
    }
    let row = |n: usize| fixes.rows[n];
    let mark = |n: usize| (row(n) + 1).to_string();
    let second = words::action_drawing(&fixes.effort_benefit, &mark, &|n| row(n) == chosen, half);
    let at = if half < width { (half + BETWEEN, 0) } else { (0, drawn.len() + 1) };
    drawn.extend(placed(second, at, rows));
    drawn
}

/// A picture at a place, if it ends in that many rows.
fn placed(lines: Vec<String>, (x, y): (usize, usize), rows: usize) -> Vec<Drawn> {
    if y + lines.len() > rows {
        return Vec::new();
    }
    let line = |(n, text)| Drawn { x: cell(x), y: cell(y + n), text };
    lines.into_iter().enumerate().map(line).collect()
}

fn cell(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
