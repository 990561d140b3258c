//! Figures of a small map, each worked out by hand beside its test, a module a
//! question. What is new on the map gets touchpoints of its own, so that the
//! figures of others stay as they are; counts over all touchpoints and actions
//! go up with it, and have to be counted again.
#![expect(clippy::unwrap_used, reason = "a fixture that cannot be read is a failed test")]

#[path = "figures/acting.rs"]
mod acting;
#[path = "figures/beside.rs"]
mod beside;
#[path = "figures/breaks.rs"]
mod breaks;
#[path = "figures/commands.rs"]
mod commands;
#[path = "figures/curve.rs"]
mod curve;
#[path = "figures/feelings.rs"]
mod feelings;
#[path = "figures/measured.rs"]
mod measured;
#[path = "figures/missing.rs"]
mod missing;
#[path = "figures/review.rs"]
mod review;

use std::sync::Arc;

use cjm::model::{Day, JourneyMap, Touchpoint};
use cjm::store::{print, read};

/// The file of the map.
const SHOP: &str = include_str!("figures/shop.ron");
/// That of the map which is laid beside it.
const KIOSK: &str = include_str!("figures/kiosk.ron");

/// The map whose figures are known.
fn shop() -> JourneyMap {
    read::read(SHOP.as_bytes()).unwrap().map
}

/// The other one.
fn kiosk() -> JourneyMap {
    read::read(KIOSK.as_bytes()).unwrap().map
}

/// The map with something else at a touchpoint.
fn shop_with(id: &str, change: impl Fn(&mut Touchpoint)) -> JourneyMap {
    changed(shop(), id, change)
}

fn changed(mut map: JourneyMap, id: &str, change: impl Fn(&mut Touchpoint)) -> JourneyMap {
    for stage in &mut map.stages {
        let stage = Arc::make_mut(stage);
        let place = stage.touchpoints.iter_mut().find(|it| it.id.as_str() == id);
        if let Some(touchpoint) = place {
            change(Arc::make_mut(touchpoint));
        }
    }
    map
}

/// A touchpoint of it.
fn touchpoint(id: &str) -> Arc<Touchpoint> {
    let map = shop();
    let mut all = map.stages.iter().flat_map(|stage| &stage.touchpoints);
    all.find(|it| it.id.as_str() == id).unwrap().clone()
}

/// The day on which it is looked at.
fn today() -> Day {
    day("2026-11-22")
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn the_maps_are_as_cjm_would_write_them() {
    for (map, file) in [(shop(), SHOP), (kiosk(), KIOSK)] {
        assert_eq!(print::print(&map), file);
    }
}
