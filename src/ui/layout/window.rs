//! Which of rows of several lines are in view, and where it is said that there
//! are more.

/// With less room no line is kept for what is hidden.
const LEAST: usize = 5;

/// Rows, one below the other.
pub(super) struct Rows<'a> {
    /// How many.
    pub(super) count: usize,
    /// How many lines each has, at least 1.
    pub(super) lines: &'a dyn Fn(usize) -> usize,
    /// Lines for them, and for what is said of the hidden ones.
    pub(super) room: usize,
}

/// What of them is in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    /// What stands at the top: the row, and how many lines of it are above.
    pub(super) top: (usize, usize),
    /// The first line says how many rows are hidden above.
    pub(super) says_above: bool,
    /// The last one says how many are hidden below.
    pub(super) says_below: bool,
}

impl Rows<'_> {
    /// As before, but so that the chosen row is in view, and no line is empty
    /// at the end while rows are hidden above.
    pub(super) fn window(&self, chosen: usize, before: (usize, usize)) -> Window {
        let Some(last) = self.count.checked_sub(1) else {
            return Window { top: (0, 0), says_above: false, says_below: false };
        };
        let chosen = chosen.min(last);
        let row = before.0.min(last);
        let is_there = before.0 == row && before.1 < (self.lines)(row);
        let before = (row, if is_there { before.1 } else { 0 });
        let top = if chosen <= before.0 {
            let line = if chosen == before.0 { before.1 } else { 0 };
            (chosen, line.min(self.most_above(chosen)))
        } else if self.shows(before, chosen) {
            before
        } else {
            self.up_from(chosen)
        };
        let top = self.without_a_gap(top);
        let says_above = self.says_more() && top != (0, 0);
        let room = self.room - usize::from(says_above);
        let says_below = self.says_more() && self.lines_from(top, room) > room;
        Window { top, says_above, says_below }
    }

    fn says_more(&self) -> bool {
        self.room >= LEAST
    }

    /// How many lines stand from there to the end; where that is more than
    /// `most`, any number above it.
    fn lines_from(&self, (row, line): (usize, usize), most: usize) -> usize {
        let mut lines = (self.lines)(row).saturating_sub(line);
        for next in row + 1..self.count {
            if lines > most {
                break;
            }
            lines += (self.lines)(next);
        }
        lines
    }

    /// The lines for rows where that stands at the top.
    fn room_below(&self, top: (usize, usize)) -> usize {
        if !self.says_more() {
            return self.room;
        }
        let room = self.room - usize::from(top != (0, 0));
        room - usize::from(self.lines_from(top, room) > room)
    }

    /// How many lines of a row may be above the screen: those that are more
    /// than it holds.
    fn most_above(&self, row: usize) -> usize {
        let lines = (self.lines)(row);
        if lines <= self.room_below((row, 0)) {
            return 0;
        }
        let said = if self.says_more() { 1 + usize::from(row + 1 < self.count) } else { 0 };
        lines.saturating_sub((self.room - said).max(1))
    }

    /// Whether a row is in view to its end.
    fn shows(&self, top: (usize, usize), row: usize) -> bool {
        let room = self.room_below(top);
        let mut used = (self.lines)(top.0).saturating_sub(top.1);
        for next in top.0 + 1..=row {
            used += (self.lines)(next);
            if used > room {
                return false;
            }
        }
        true
    }

    /// As many rows above that one as there is room for.
    fn up_from(&self, row: usize) -> (usize, usize) {
        let mut top = row;
        let mut used = (self.lines)(row);
        while let Some(above) = top.checked_sub(1) {
            used += (self.lines)(above);
            let said = usize::from(above > 0) + usize::from(row + 1 < self.count);
            let said = if self.says_more() { said } else { 0 };
            if used + said > self.room {
                break;
            }
            top = above;
        }
        (top, 0)
    }

    fn without_a_gap(&self, top: (usize, usize)) -> (usize, usize) {
        let mut top = top;
        let mut used = self.lines_from(top, self.room);
        while used < self.room {
            let (above, more) = match top {
                (row, line) if line > 0 => ((row, 0), line),
                (0, _) => break,
                (row, _) => ((row - 1, 0), (self.lines)(row - 1)),
            };
            used += more;
            let said = usize::from(self.says_more() && above != (0, 0));
            if used + said > self.room {
                break;
            }
            top = above;
        }
        top
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_fits_is_all_in_view_wherever_the_screen_stood_before() {
        let rows = Rows { count: 3, lines: &|_| 2, room: 6 };
        let all = Window { top: (0, 0), says_above: false, says_below: false };
        assert_eq!(rows.window(2, (2, 0)), all);
        assert_eq!(rows.window(2, (7, 3)), all);
    }

    fn said_alone(row: usize, room: usize) -> usize {
        usize::from(row > 1 && room >= LEAST)
    }

    proptest! {
        #[test]
        fn the_chosen_row_is_in_view_and_nothing_is_empty_while_rows_are_hidden(
            heights in prop::collection::vec(1_usize..6, 1..30),
            room in 1_usize..20,
            chosen in 0_usize..30,
            before in (0_usize..30, 0_usize..6),
        ) {
            let chosen = chosen.min(heights.len() - 1);
            let rows = Rows { count: heights.len(), lines: &|row| heights[row], room };
            let window = rows.window(chosen, before);
            let said = usize::from(window.says_above) + usize::from(window.says_below);
            let room_for_rows = room - said;
            let (row, line) = window.top;
            let upto: usize = heights[row..=chosen].iter().sum::<usize>() - line;
            prop_assert!(row <= chosen && line < heights[row]);
            // a row that is higher than the screen is read in parts
            prop_assert!(upto <= room_for_rows || row == chosen, "{window:?}");
            let rest: usize = heights[row..].iter().sum::<usize>() - line;
            if room >= LEAST {
                prop_assert_eq!(window.says_above, window.top != (0, 0));
                prop_assert_eq!(window.says_below, rest > room_for_rows);
            }
            // there would be no room for the row above
            if row > 0 && line == 0 && rest < room_for_rows {
                prop_assert!(rest + heights[row - 1] + said_alone(row, room) > room);
            }
            // and asked again it stays
            prop_assert_eq!(rows.window(chosen, window.top), window);
        }
    }
}
