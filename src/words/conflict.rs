//! What both sides changed, in words.

use ron::Options;
use ron::extensions::Extensions;

use super::fields::{field_label, spoken_word};
use super::label::{count, quoted, signed};
use super::measured::metric;
use super::thing_called;
use crate::edit::{InForce, Settle, in_force};
use crate::model::{Conflict, Emotion, JourneyMap, Metric};

/// What a clash was about is not there any more.
const IS_GONE: &str = "something that is gone";
/// There is nothing left to choose.
pub const DISMISS: &str = "let go of it: what it was about is gone";

/// The field that both sides changed: the last of its path.
pub fn field_of(conflict: &Conflict) -> String {
    field_label(name_of_field(&conflict.field))
}

/// What is in force, and what stands against it, in one line. Both windows read
/// it, so that it takes no side.
pub fn conflict_line(map: &JourneyMap, conflict: &Conflict) -> String {
    let is_there = map.address_of(&conflict.at).is_some();
    let thing = if is_there { thing_called(map, &conflict.at) } else { IS_GONE.to_owned() };
    let sides = conflict_sides(map, conflict);
    let before = value_of(map, &conflict.field, &conflict.base);
    let is_told = &*conflict.base == "None" || sides.iter().any(|(_, side)| *side == before);
    let before = if is_told { String::new() } else { format!(", {before} before") };
    format!("{thing}: {}{before}", against(&sides))
}

/// What there is to choose from: what is in force, then what stands against it.
/// That is the other side, or both where the field was changed since.
pub fn conflict_sides(map: &JourneyMap, conflict: &Conflict) -> Vec<(Settle, String)> {
    let said = |literal: &str| value_of(map, &conflict.field, literal);
    let ours = said(&conflict.ours);
    let theirs = said(&conflict.theirs);
    match in_force(map, conflict) {
        // where it cannot be told: so the merge has left it
        Some(InForce::Ours) | None => {
            vec![(Settle::KeepOurs, ours), (Settle::TakeTheirs, theirs)]
        }
        Some(InForce::Theirs) => vec![(Settle::KeepOurs, theirs), (Settle::TakeOurs, ours)],
        Some(InForce::Other(now)) => vec![
            (Settle::KeepOurs, said(&now)),
            (Settle::TakeOurs, ours),
            (Settle::TakeTheirs, theirs),
        ],
    }
}

/// `One is in force, Two is the other`, or all three.
fn against(sides: &[(Settle, String)]) -> String {
    let names: Vec<&str> = sides.iter().map(|(_, side)| side.as_str()).collect();
    match names[..] {
        [now, first, second] => format!("{now} is in force, {first} and {second} are the others"),
        [now, other] => format!("{now} is in force, {other} is the other"),
        _ => String::new(),
    }
}

/// The choice of one side out of `of`: of what is in force, or of what stands
/// against it.
pub fn settle_by(settle: Settle, side: &str, of: usize) -> String {
    match settle {
        Settle::KeepOurs => format!("keep what is in force: {side}"),
        _ if of > 2 => format!("take {side}"),
        _ => format!("take the other: {side}"),
    }
}

/// The clash that somebody was about to settle is settled.
pub fn settled_elsewhere(map: &JourneyMap, conflict: &Conflict) -> String {
    let thing = thing_called(map, &conflict.at);
    format!("The clash about {} of {thing} was settled in another window", field_of(conflict))
}

/// There is nothing to choose.
pub const NO_CLASHES: &str = "Nothing was changed in two ways";

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
    format!("{fields} changed in two ways: {keys} shows {them}, to choose")
}

/// Both sides changed one field; ours stands.
pub fn clash(map: &JourneyMap, conflict: &Conflict, more: usize) -> String {
    let sides = against(&conflict_sides(map, conflict));
    let thing = thing_called(map, &conflict.at);
    let rest = if more == 0 {
        String::new()
    } else {
        format!(", and {}", count(more, "more clash", "more clashes"))
    };
    format!(
        "{} of {thing} was changed in two ways: {sides}; v x is to choose{rest}",
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
            if matches!(name, "stage" | "parent" | "with") {
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
        ids if name == "answers" => answered(map, ids).unwrap_or_else(|| ids.to_owned()),
        rows if name == "metrics" => metrics(rows).unwrap_or_else(|| rows.to_owned()),
        other => other.to_owned(),
    }
}

/// The notes that an action answers.
fn answered(map: &JourneyMap, literal: &str) -> Option<String> {
    let ids: Vec<String> = ron::from_str(literal).ok()?;
    if ids.is_empty() {
        return Some("nothing".into());
    }
    Some(ids.iter().map(|id| thing_called(map, id)).collect::<Vec<_>>().join(", "))
}

/// Metrics, which are in conflict as a whole where numbers of one side do not
/// fit the unit of the other.
fn metrics(literal: &str) -> Option<String> {
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let metrics: Vec<Metric> = options.from_str(literal).ok()?;
    if metrics.is_empty() {
        return Some("nothing".into());
    }
    Some(metrics.iter().map(metric).collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(field: &str, ours: &str, theirs: &str) -> String {
        let map = JourneyMap::new("A\nB");
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
            line(
                "metrics",
                "[(name: \"CSAT\", unit: Percent, readings: [(on: \"2026-09-30\", value: 58.5)])]",
                "[]",
            ),
        ];
        assert_eq!(
            said,
            [
                "emotion: the map: −2 is in force, +1 is the other",
                "emotion: the map: nothing is in force, 0 is the other",
                "title: the map: “A / B” is in force, one without a title is the other",
                "contact: the map: direct is in force, nothing is the other, indirect before",
                "high risk: the map: yes is in force, no is the other",
                "tickets: the map: 33 is in force, 34 is the other",
                "metrics: the map: nothing is in force, CSAT · 58.5 % on 30 Sep 2026 is the other",
            ]
        );
    }
}
