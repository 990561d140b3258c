//! What both sides changed, in words.

use super::fields::{field_label, spoken_word};
use super::label::{count, quoted, signed};
use super::thing_called;
use crate::model::{Conflict, Emotion, JourneyMap};

/// What a clash was about is not there any more.
const IS_GONE: &str = "something that is gone";
/// There is nothing left to choose.
pub const DISMISS: &str = "let go of it: what it was about is gone";

/// The field that both sides changed: the last of its path.
pub fn field_of(conflict: &Conflict) -> String {
    field_label(name_of_field(&conflict.field))
}

/// What stands, and what the other side made of it, in one line.
pub fn conflict_line(map: &JourneyMap, conflict: &Conflict) -> String {
    let [before, ours, theirs] = conflict_values(map, conflict);
    let is_there = map.address_of(&conflict.at).is_some();
    let thing = if is_there { thing_called(map, &conflict.at) } else { IS_GONE.to_owned() };
    let before =
        if &*conflict.base == "None" { String::new() } else { format!(", {before} before") };
    format!("{thing}: {ours} here, {theirs} elsewhere{before}")
}

/// The values of a conflict: before, ours, theirs.
pub fn conflict_values(map: &JourneyMap, conflict: &Conflict) -> [String; 3] {
    [&conflict.base, &conflict.ours, &conflict.theirs]
        .map(|literal| value_of(map, &conflict.field, literal))
}

/// The choice that leaves what stands.
pub fn keep_ours(ours: &str) -> String {
    format!("keep ours: {ours}")
}

/// The choice that takes what the other side made of it.
pub fn take_theirs(theirs: &str) -> String {
    format!("take theirs: {theirs}")
}

/// There is nothing to choose.
pub const NO_CLASHES: &str = "Nothing was changed here and elsewhere in different ways";

/// How many fields were changed on both sides, and what shows them.
pub fn clashes(number: usize, keys: &str) -> String {
    format!("{}: {keys}", count(number, "clash", "clashes"))
}

/// The same, at the start.
pub fn clashes_left(number: usize, keys: &str) -> String {
    let (fields, them) = match number {
        1 => ("1 field was".to_owned(), "it"),
        _ => (format!("{number} fields were"), "them"),
    };
    format!("{fields} changed here and elsewhere in different ways: {keys} shows {them}, to choose")
}

/// Both sides changed one field; ours stands.
pub fn clash(map: &JourneyMap, conflict: &Conflict, more: usize) -> String {
    let [_, ours, theirs] = conflict_values(map, conflict);
    let thing = thing_called(map, &conflict.at);
    let rest = if more == 0 {
        String::new()
    } else {
        format!(", and {}", count(more, "more clash", "more clashes"))
    };
    format!(
        "{} of {thing} is {ours} here and was made {theirs} elsewhere: {ours} stands until you \
         choose, with v x{rest}",
        field_of(conflict),
    )
}

/// `tickets` of `support.months[2026-09].tickets`.
fn name_of_field(path: &str) -> &str {
    let name = path.rsplit(['.', ']']).find(|part| !part.is_empty()).unwrap_or(path);
    name.split('[').next().unwrap_or(name)
}

/// A value of the file as a person reads it.
pub(super) fn value_of(map: &JourneyMap, path: &str, literal: &str) -> String {
    let name = name_of_field(path);
    match literal {
        "None" => "nothing".into(),
        "true" => "yes".into(),
        "false" => "no".into(),
        text if text.starts_with('"') => {
            let text: String = ron::from_str(text).unwrap_or_else(|_| text.to_owned());
            // things are named by their ids where they were moved
            if matches!(name, "stage" | "parent") {
                thing_called(map, &text)
            } else {
                quoted(&text)
            }
        }
        number if matches!(name, "emotion" | "target") => {
            let emotion = number.parse().ok().and_then(|value| Emotion::new(value).ok());
            emotion.map_or_else(|| number.to_owned(), signed)
        }
        word if word.starts_with(char::is_alphabetic) => spoken_word(word),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(field: &str, ours: &str, theirs: &str) -> String {
        let map = JourneyMap::new("Map");
        let conflict = Conflict {
            at: "".into(),
            field: field.into(),
            base: if field == "contact" { "Indirect" } else { "None" }.into(),
            ours: ours.into(),
            theirs: theirs.into(),
            comments: None,
        };
        format!("{}: {}", field_of(&conflict), conflict_line(&map, &conflict))
    }

    #[test]
    fn values_are_said_and_not_quoted_from_the_file() {
        let said = [
            line("emotion", "-2", "1"),
            line("voices[Ivo].emotion", "None", "0"),
            line("title", "\"A\\nB\"", "\"\""),
            line("contact", "Direct", "None"),
            line("high_risk", "true", "false"),
            line("support.months[2026-09].tickets", "33", "34"),
        ];
        assert_eq!(
            said,
            [
                "emotion: the map: −2 here, +1 elsewhere",
                "emotion: the map: nothing here, 0 elsewhere",
                "title: the map: “A / B” here, one without a title elsewhere",
                "contact: the map: direct here, nothing elsewhere, indirect before",
                "high risk: the map: yes here, no elsewhere",
                "tickets: the map: 33 here, 34 elsewhere",
            ]
        );
    }
}
