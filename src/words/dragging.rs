//! Dragging in words.

use super::label::{count, quoted};

/// A drag was given up.
pub const NOTHING_MOVED: &str = "Nothing was moved";

/// In the footer while something is dragged: leave it where it was.
pub const FOOTER_GIVE_UP: &str = "leave it where it was";

/// What is dragged: cards by the title of the first and how many there are.
pub fn dragged_cards(first: &str, cards: usize) -> String {
    if cards == 1 { quoted(first) } else { count(cards, "card", "cards") }
}

/// What is dragged: a stage.
pub fn dragged_stage(name: &str) -> String {
    format!("stage {}", quoted(name))
}

/// Where cards will land: in a stage, after a card, or at its top.
pub fn move_cards(what: &str, stage: &str, after: Option<&str>) -> String {
    let stage = if stage.is_empty() { super::NO_NAME } else { stage };
    match after {
        Some(after) => format!("Move {what} to {stage}, after {}", quoted(after)),
        None => format!("Move {what} to {stage}, as the first"),
    }
}

/// Where a stage will land: after another, or in front.
pub fn move_stage(what: &str, after: Option<&str>) -> String {
    match after {
        Some(after) => format!("Move {what}, after {}", quoted(after)),
        None => format!("Move {what}, to the front"),
    }
}

/// It will land where it is.
pub fn stays(what: &str) -> String {
    let mut letters = what.chars();
    let first = letters.next().map(char::to_uppercase);
    let what: String = first.into_iter().flatten().chain(letters).collect();
    format!("{what}: dropped here, nothing moves")
}
