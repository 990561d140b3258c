//! Finding and filtering in words.

use super::label::quoted;
use crate::model::NoteKind;

/// The prompt of find.
pub const FIND: &str = "find:";
/// Nothing has what is typed.
pub const NOTHING_FOUND: &str = "nothing found";
/// A stage of which no card is shown.
pub const NOTHING_HERE: &str = "nothing here";
/// Nothing was looked for yet.
pub const NOTHING_TO_FIND: &str = "Nothing to find yet: / asks what to look for";
/// All cards are shown again.
pub const ALL_SHOWN: &str = "All cards are shown";
/// There was no filter.
pub const NO_FILTER: &str = "No filter is set: all cards are shown";
/// In the footer: stay where it was found.
pub const FOOTER_STAY: &str = "stay there";
/// In the footer: go on to the next that has it.
pub const FOOTER_NEXT: &str = "next";
/// In the footer: show only these.
pub const FOOTER_ONLY: &str = "only these";

/// The prompt of a filter.
pub fn only(what: &str) -> String {
    format!("only {what}:")
}

/// Which of those found has the focus: `3 of 12`.
pub fn place_of(place: usize, count: usize) -> String {
    format!("{place} of {count}")
}

/// How many have what is looked for.
pub fn found(count: usize) -> String {
    format!("{count} found")
}

/// Nothing has what was typed.
pub fn nothing_found(typed: &str, filtered: bool) -> String {
    let among = if filtered { " among the cards shown; f f shows all" } else { "" };
    format!("Nothing found: {}{among}", quoted(typed))
}

/// Where one stands among what was found, and whether that went around.
pub fn found_at(typed: &str, place: usize, count: usize, around: Option<bool>) -> String {
    let around = match around {
        None => "",
        Some(true) => ", on from the first stage",
        Some(false) => ", on from the last stage",
    };
    format!("{}: {}{around}", quoted(typed), place_of(place, count))
}

/// The same in a table.
pub fn found_in_table(typed: &str, place: usize, count: usize, around: Option<bool>) -> String {
    let around = match around {
        None => "",
        Some(true) => ", on from the top",
        Some(false) => ", on from the end",
    };
    format!("{}: {}{around}", quoted(typed), place_of(place, count))
}

/// Where a text stands that its card does not show.
pub fn found_in(field: &str, text: &str) -> String {
    let field = match field {
        "notes" => "a note".to_owned(),
        "actions" => "an action".to_owned(),
        "voices" => "a voice".to_owned(),
        "behind" => "what is behind".to_owned(),
        "votes" => "a vote".to_owned(),
        "walks" => "a walk".to_owned(),
        other => other.replace('_', " "),
    };
    format!("found in {field}: {text}")
}

/// What was looked for is not on the board, and stands in the parking lot.
pub fn found_parked(typed: &str) -> String {
    format!("{} is in the parking lot; esc goes back", quoted(typed))
}

/// A note with its article.
pub fn a_note(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Pain => "a pain",
        NoteKind::Delight => "a delight",
        NoteKind::Opportunity => "an opportunity",
        NoteKind::Gap => "a gap",
        NoteKind::Quote => "a quote",
        NoteKind::Idea => "an idea",
    }
}

/// One thing that a card must be: `owner Payments`.
pub fn condition(name: &str, value: &str) -> String {
    format!("{name} {value}")
}

/// What is shown: `only owner Payments, emotion −2 · 7 of 47`.
pub fn filter(conditions: &[String], shown: usize, all: usize) -> String {
    format!("only {} · {}", conditions.join(", "), place_of(shown, all))
}

/// The same with the stages that show no card, and the keys that show all.
pub fn filter_and_way_out(said: &str, without: usize, keys: &str) -> String {
    let stages = match without {
        0 => String::new(),
        1 => " · 1 stage without a hit".into(),
        more => format!(" · {more} stages without a hit"),
    };
    format!("{said} · {keys} shows all{stages}")
}

/// A filter that no card meets.
pub fn none_is_shown(conditions: &[String]) -> String {
    format!("No card has {}: f f shows all", conditions.join(" and "))
}

/// A value that no card has.
pub fn no_such_value(what: &str, typed: &str) -> String {
    format!("no card has the {what} {}", quoted(typed))
}

/// No card has any value of that kind.
pub fn no_values(what: &str) -> String {
    let key = match what {
        "owner" => return "No card has an owner yet: c o gives one".into(),
        "channel" => "c c",
        _ => "c #",
    };
    format!("No card has a {what} yet: {key} gives one")
}

/// Deleting a stage would take cards that are not seen.
pub fn stage_hides(name: &str, hidden: usize) -> String {
    let cards = if hidden == 1 { "1 card is" } else { &format!("{hidden} cards are") };
    format!("{cards} hidden in stage {}: f f shows all, then it can be deleted", quoted(name))
}
