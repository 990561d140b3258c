//! Where the lines of the list of maps stand.

use crate::ui::maps::Maps;
use crate::ui::state::State;

/// Where everything stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapsPlan {
    /// There is no room for more than the list.
    pub is_low: bool,
    /// The row of the first line.
    pub top: u16,
    /// The row after the last one.
    pub end: u16,
    /// Which line is the first in view.
    pub first: usize,
}

impl MapsPlan {
    /// The line in that row of the screen, if it has one that can be chosen.
    pub fn line_at(&self, maps: &Maps, y: u16) -> Option<usize> {
        let inside = (self.top..self.end).contains(&y);
        let at = self.first + usize::from(y.checked_sub(self.top).filter(|_| inside)?);
        maps.lines.get(at).is_some_and(super::super::maps::Line::is_choice).then_some(at)
    }
}

/// Where everything stands.
pub fn plan(state: &State, maps: &Maps) -> MapsPlan {
    let is_low = state.size.1 < 14;
    let top = if is_low { 1 } else { 3 };
    // under the list stands what the chosen one is about
    let about = if is_low { 0 } else { 3 };
    let end = super::plan(state).bands.notice.saturating_sub(about).max(top);
    let room = usize::from(end - top).max(1);
    let first = (maps.chosen + room / 3 + 1)
        .saturating_sub(room)
        .min(maps.lines.len().saturating_sub(room));
    MapsPlan { is_low, top, end, first }
}
