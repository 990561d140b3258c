//! The four marks for how a touchpoint is made, in words.

use crate::insight::{Mark, weakest};
use crate::model::Quality;

/// What a mark from 1 to 5 means; empty for any other.
pub fn mark(mark: usize) -> &'static str {
    match mark {
        1 => "very weak",
        2 => "weak",
        3 => "fair",
        4 => "good",
        5 => "very good",
        _ => "",
    }
}

/// Which of the four is the weakest: `weakest: simple, 1 of 5`. None where
/// none is.
pub fn weakest_mark(quality: &Quality) -> Option<String> {
    let (scale, marks) = weakest(quality)?;
    let names: Vec<&str> = marks
        .into_iter()
        .map(|mark| match mark {
            Mark::Appropriate => "appropriate",
            Mark::Relevant => "relevant",
            Mark::Simple => "simple",
            Mark::Appealing => "appealing",
        })
        .collect();
    Some(format!("weakest: {}, {} of 5", names.join(" and "), scale.get()))
}

/// A checklist is to be chosen.
pub const ADD_CHECKLIST: &str = "add the checklist";

/// A checklist was added to so many cards.
pub fn checklist_added(name: &str, points: usize, cards: usize, is_open: bool) -> String {
    let points_of = super::count(points, "point", "points");
    let how = if is_open { "space ticks one" } else { "enter opens the card, space ticks" };
    match (points, cards) {
        (0, _) => format!("All points of {name} are there already"),
        (_, 1) => format!("Checklist {name}: {points_of} added; {how}"),
        _ => format!("Checklist {name}: {points_of} added to {cards} cards"),
    }
}
