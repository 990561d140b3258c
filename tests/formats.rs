//! The file format: what is read and printed, byte by byte.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy takes only the tests themselves for tests, not what they share"
)]

#[path = "shared/arbitrary.rs"]
mod arbitrary;
#[path = "formats/comments.rs"]
mod comments;
#[path = "formats/errors.rs"]
mod errors;
#[path = "shared/large.rs"]
mod large;
#[path = "formats/layout.rs"]
mod layout;
#[path = "formats/values.rs"]
mod values;

use cjm::store::print::print;
use cjm::store::read::{Document, read};

/// The contract of format 1.
pub(crate) const EXAMPLE: &str = include_str!("formats/example.ron");

#[test]
fn reading_and_printing_the_example_gives_the_same_bytes() {
    let document = read(EXAMPLE.as_bytes()).unwrap();
    assert_eq!(document.print(), EXAMPLE);
    assert_eq!(document.read_only, None);
    assert!(!document.derived_ids);
}

#[test]
fn the_map_that_is_shown_where_there_is_none_is_finished_and_canonical() {
    let text = include_str!("../assets/examples/cross-border-order.ron");
    let document = read(text.as_bytes()).unwrap();
    assert_eq!(document.print(), text);
    assert!(!document.derived_ids);
    let stages = &document.map.stages;
    assert!(stages.iter().all(|stage| stage.phase.is_some() && !stage.goal.is_empty()));
    let touchpoints: Vec<_> = stages.iter().flat_map(|stage| &stage.touchpoints).collect();
    assert!(touchpoints.len() >= 40);
    let rated = touchpoints.iter().filter(|it| it.emotion.is_some()).count();
    assert!(rated * 10 >= touchpoints.len() * 9, "{rated} of {} are rated", touchpoints.len());
}

/// Reads what must be readable.
pub(crate) fn open(text: &str) -> Document {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The canonical text of what must be readable.
pub(crate) fn canonical(text: &str) -> String {
    print(&open(text).map)
}

/// A whole map whose only stage has one touchpoint with these fields.
pub(crate) fn around_touchpoint(fields: &str) -> String {
    format!(
        "(format: 1, title: \"m\", stages: [(id: \"s-1\", name: \"Checkout\", touchpoints: [\
         (id: \"t-1\", title: \"Pays\", {fields})])])"
    )
}

/// What stands between the title of that touchpoint and its end, when printed.
pub(crate) fn printed_touchpoint(fields: &str) -> String {
    let text = canonical(&around_touchpoint(fields));
    let start = text.find("title: \"Pays\",\n").unwrap() + "title: \"Pays\",\n".len();
    let end = text[start - 1..].find("\n                ),\n").unwrap();
    text[start..start + end].lines().map(|line| format!("{}\n", line.trim_start())).collect()
}
