//! What is said when a row of an opened page goes, and why one cannot be.

use super::fields::field_label;
use super::label::{count, in_one_line, quoted};
use crate::model::Metric;
use crate::text;

/// The cells that a row takes in a sentence at most.
const ROW: usize = 40;

/// A month or a day is typed that was not yet.
pub const STILL_TO_COME: &str = "that is still to come, and what was counted is of before";
/// There are more tickets than orders.
pub const MORE_TICKETS: &str = "More tickets than orders in that month: is that so?";
/// A digit that rates, on a row that is no rating.
pub const RATE_AT_THE_EMOTION: &str = "Digits rate on the rows “emotion” and “title” only";

/// What a row of the list in that field is.
fn row_of(list: &str) -> &'static str {
    match list {
        "months" => "Month",
        "readings" => "Reading",
        "metrics" => "Metric",
        "votes" => "Vote",
        "voices" => "Voice",
        "checklist" => "Point",
        "walks" => "Walk",
        "behind" => "Step behind it",
        "team" => "Member",
        "sessions" => "Session",
        "states" => "State",
        _ => "Row",
    }
}

fn clipped(line: &str) -> String {
    let line = text::display(&in_one_line(line)).into_owned();
    quoted(&text::clip(&line, ROW))
}

/// A row of a list is gone.
pub fn row_taken(list: &str, line: &str) -> String {
    format!("{} {} deleted; u brings it back", row_of(list), clipped(line))
}

/// A metric is gone, with what was measured.
pub fn metric_taken(metric: &Metric) -> String {
    let readings = match metric.readings.len() {
        0 => String::new(),
        number => format!(" with {}", count(number, "reading", "readings")),
    };
    format!("Metric {}{readings} deleted; u brings it back", clipped(&metric.name))
}

/// The value of a field is gone.
pub fn value_taken(field: &str, value: &str) -> String {
    format!(
        "{} {} taken away; u brings it back",
        sentence_case(&field_label(field)),
        clipped(value)
    )
}

/// An action is gone.
pub fn action_taken(title: &str) -> String {
    format!("Action {} deleted; u brings it back", clipped(title))
}

/// An entry of the parking lot is gone.
pub fn parked_taken(line: &str) -> String {
    format!("{} is not in the parking lot any more; u brings it back", clipped(line))
}

/// A month or a day is typed that another row of the list has.
pub fn there_already(line: &str) -> String {
    format!("that is there already: {}", clipped(line))
}

fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
