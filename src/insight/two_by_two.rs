//! Two scales across each other: how often and how grave, how much work and
//! how much use.

use crate::insight::breaks::{Break, GRAVE, OFTEN};
use crate::model::{Action, Scale};

/// Up to this effort an action is little work.
const LITTLE_EFFORT: u8 = 2;
/// From this benefit on an action is of much use.
const MUCH_BENEFIT: u8 = 4;

/// Whether an action is much use for little work: a benefit of 4 or 5 for an
/// effort of 1 or 2.
pub fn quick_win(action: &Action) -> bool {
    let little = action.effort.is_some_and(|effort| effort.get() <= LITTLE_EFFORT);
    little && action.benefit.is_some_and(|benefit| benefit.get() >= MUCH_BENEFIT)
}

/// Which of the four parts of a picture something lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Corner {
    /// Little to the right, much to the top.
    UpperLeft,
    /// Much of both.
    UpperRight,
    /// Little of both.
    LowerLeft,
    /// Much to the right, little to the top.
    LowerRight,
}

/// Five by five cells, parted into four corners, with the things that lie in
/// each. Things are called by their place in the list they come from, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoByTwo {
    /// By row from the top, then by column.
    cells: [[Vec<usize>; 5]; 5],
    /// What has no place, because one of its two numbers is not known.
    pub unplaced: Vec<usize>,
    /// The first column of the right half, 1 to 5.
    right_from: u8,
    /// The first row of the upper half, counted from the bottom, 1 to 5.
    upper_from: u8,
}

impl TwoByTwo {
    /// How often breaks happen (to the right: often from level 3 on) and how
    /// grave they are (to the top: grave from impact 4 on; unknown is 3).
    pub fn of_breaks(breaks: &[Break]) -> Self {
        let places = breaks.iter().map(|it| Some((it.level.get(), it.facts.impact.ranked())));
        Self::new(places, OFTEN, GRAVE)
    }

    /// How much work actions are (to the right: much from effort 3 on) and how
    /// much use (to the top: much from benefit 4 on). Those of the upper left
    /// are the quick wins.
    pub fn of_actions<'a>(actions: impl IntoIterator<Item = &'a Action>) -> Self {
        let places = actions
            .into_iter()
            .map(|action| action.effort.map(Scale::get).zip(action.benefit.map(Scale::get)));
        Self::new(places, LITTLE_EFFORT + 1, MUCH_BENEFIT)
    }

    fn new(
        places: impl IntoIterator<Item = Option<(u8, u8)>>,
        right_from: u8,
        upper_from: u8,
    ) -> Self {
        let mut picture =
            Self { cells: Default::default(), unplaced: Vec::new(), right_from, upper_from };
        for (index, place) in places.into_iter().enumerate() {
            match place {
                Some((x, y)) => {
                    let (row, column) = (5 - y.clamp(1, 5), x.clamp(1, 5) - 1);
                    picture.cells[usize::from(row)][usize::from(column)].push(index);
                }
                None => picture.unplaced.push(index),
            }
        }
        picture
    }

    /// The rows from the top (5) to the bottom (1), each with its cells from
    /// the left (1) to the right (5).
    pub fn rows(&self) -> impl Iterator<Item = (u8, &[Vec<usize>; 5])> {
        (1..=5).rev().zip(&self.cells)
    }

    /// Which corner the cell of these two numbers, 1 to 5, belongs to.
    pub fn corner(&self, x: u8, y: u8) -> Corner {
        match (x >= self.right_from, y >= self.upper_from) {
            (false, true) => Corner::UpperLeft,
            (true, true) => Corner::UpperRight,
            (false, false) => Corner::LowerLeft,
            (true, false) => Corner::LowerRight,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    fn action(effort: Option<i64>, benefit: Option<i64>) -> Action {
        let mut action = Action::new(Id::new("a"), "Mend it");
        action.effort = effort.and_then(|value| Scale::new(value).ok());
        action.benefit = benefit.and_then(|value| Scale::new(value).ok());
        action
    }

    #[test]
    fn a_quick_win_is_exactly_what_lies_in_the_upper_left() {
        for effort in 1..=5 {
            for benefit in 1..=5 {
                let action = action(Some(effort.into()), Some(benefit.into()));
                let picture = TwoByTwo::of_actions([&action]);
                let corner = picture.corner(effort, benefit);
                assert_eq!(quick_win(&action), corner == Corner::UpperLeft, "{effort} {benefit}");
                let cell = picture.rows().find(|(y, _)| *y == benefit).unwrap().1;
                assert_eq!(cell[usize::from(effort) - 1], [0]);
            }
        }
    }

    #[test]
    fn what_is_not_estimated_has_no_place_and_is_no_quick_win() {
        let actions = [action(Some(1), None), action(None, Some(5)), action(Some(1), Some(4))];
        assert_eq!(TwoByTwo::of_actions(&actions).unplaced, [0, 1]);
        assert_eq!(actions.each_ref().map(quick_win), [false, false, true]);
    }
}
