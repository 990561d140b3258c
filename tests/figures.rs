//! Figures of a small map, each worked out by hand beside its test. What is
//! new on the map gets touchpoints of its own, so that the figures of others
//! stay as they are.
#![expect(clippy::unwrap_used, reason = "a fixture that cannot be read is a failed test")]

#[path = "figures/breaks.rs"]
mod breaks;

use cjm::model::{Day, JourneyMap};
use cjm::store::{print, read};

/// The map whose figures are known.
fn shop() -> JourneyMap {
    read::read(include_bytes!("figures/shop.ron")).unwrap().map
}

/// The day on which it is looked at.
fn today() -> Day {
    day("2026-11-22")
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn the_map_is_as_cjm_would_write_it() {
    let printed = print::print(&shop());
    let differs = printed.lines().zip(include_str!("figures/shop.ron").lines());
    assert_eq!(differs.into_iter().find(|(printed, kept)| printed != kept), None);
}
