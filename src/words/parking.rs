//! What is said about the parking lot.

use super::label::{count, in_one_line, quoted};

/// The prompt of a new entry.
pub const PARK: &str = "for the parking lot:";
/// Before the first entry on the brief.
pub const PARKED: &str = "parked";
/// A touchpoint was to be made of something that is no entry.
pub const CHOOSE_PARKED: &str = "Choose an entry of the parking lot first: v k shows them";

/// An entry became a touchpoint.
pub fn made_touchpoint(title: &str, stage: &str) -> String {
    format!("{} is a touchpoint of {} now", quoted(title), quoted(stage))
}

/// Something was put aside.
pub fn parked(text: &str, keys: &str) -> String {
    format!("{} is in the parking lot: {keys} shows it", quoted(&in_one_line(text)))
}

/// Texts were kept whose place another program took away.
pub fn parked_for_want_of_a_place(texts: &[String], keys: &str) -> String {
    match texts {
        [text] => {
            let text = quoted(&in_one_line(text));
            format!("Its place is gone, so {text} is in the parking lot ({keys})")
        }
        texts => {
            let lines = count(texts.len(), "line is", "lines are");
            format!("Their place is gone, so {lines} in the parking lot ({keys})")
        }
    }
}

/// Cards went to the parking lot.
pub fn cards_parked(titles: &[String]) -> String {
    match titles {
        [title] => format!("{} is in the parking lot; u brings the card back", quoted(title)),
        titles => format!(
            "{} are in the parking lot; u brings them back",
            count(titles.len(), "card", "cards")
        ),
    }
}

/// The title of a touchpoint that was an entry.
pub fn title_of_parked(text: &str) -> String {
    in_one_line(text).into_owned()
}

/// How many entries there are, beside the title of the map.
pub fn parked_count(entries: usize) -> String {
    format!("{entries} parked")
}
