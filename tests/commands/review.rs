//! `cjm review`: a review is recorded, and a snapshot kept.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::place::{EXAMPLE, Place};

/// A home with the example as the map `demo`.
fn with_map() -> Place {
    let place = Place::new();
    place.write("config/maps/demo.ron", EXAMPLE);
    place
}

/// The log of reviews.
fn log(place: &Place, map: &str) -> Vec<Value> {
    let map = place.json(&["show", map]);
    map["review"]["log"].as_array().unwrap().clone()
}

/// The names of the snapshots of a map in the library.
fn snapshots(place: &Place, name: &str) -> Vec<String> {
    let Ok(folder) = fs::read_dir(place.file(&format!("config/snapshots/{name}"))) else {
        return Vec::new();
    };
    let mut names: Vec<String> =
        folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

#[test]
fn a_review_is_recorded_with_a_snapshot_of_the_map_as_it_is_then() {
    let place = with_map();
    let before = log(&place, "demo").len();
    let said = place.done(&["review", "demo", "--by", "Ivo", "--reason", "New\ncarrier"]).out;
    assert!(said.starts_with("Review of “First order from abroad” on "), "{said}");
    assert!(said.contains(" by Ivo; the next is due on "), "{said}");
    assert!(said.contains(", in 90 days."), "{said}");
    let log = log(&place, "demo");
    assert_eq!(log.len(), before + 1);
    let row = &log[before];
    assert_eq!((row["by"].as_str(), row["on"].as_str()), (Some("Ivo"), Some(&*today())));
    assert_eq!(row["reason"].as_str(), Some("New carrier"));
    let kept = format!("config/snapshots/demo/{}.ron", today());
    assert_eq!(place.read(&kept), place.read("config/maps/demo.ron"));
}

#[test]
fn who_is_not_named_is_the_owner_and_the_same_review_is_recorded_once() {
    let place = with_map();
    place.done(&["review", "demo"]);
    let said = place.done(&["review", "demo"]).out;
    assert!(said.contains("recorded already"), "{said}");
    let log = log(&place, "demo");
    assert_eq!(log.last().unwrap()["by"].as_str(), Some("Maya"));
    assert_eq!(log.iter().filter(|row| row["on"].as_str() == Some(&today())).count(), 1);
    assert_eq!(snapshots(&place, "demo"), [format!("{}.ron", today())]);
}

#[test]
fn a_second_review_of_a_day_keeps_a_second_snapshot_and_says_what_changed() {
    let place = with_map();
    place.done(&["review", "demo"]);
    place.done(&["add", "demo", "Pays by card"]);
    let said = place.done(&["review", "demo", "--reason", "again"]).out;
    assert!(said.contains(": 2 added, with this review; cjm diff "), "{said}");
    let [first, second] = [format!("{}-2.ron", today()), format!("{}.ron", today())];
    assert_eq!(snapshots(&place, "demo"), [first, second]);
    // the command that it names lists it
    let command = said.split("; ").last().unwrap().split(" lists it").next().unwrap();
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    let ran = place.run(&words);
    assert_eq!(ran.code, 1, "{command}: {}", ran.err);
    assert!(ran.out.contains("“Pays by card” added"), "{}", ran.out);
    assert!(command.ends_with("-1"), "{command}");
    assert!(ran.out.ends_with(", the first of 2: 2 added.\n"), "{}", ran.out);
    let said = place.done(&["review", "demo", "--reason", "once more"]).out;
    assert!(said.contains(": nothing changed but this review."), "{said}");
}

#[test]
fn a_snapshot_that_cannot_be_kept_is_said_and_the_review_is_recorded_all_the_same() {
    let place = with_map();
    // a file where the folder should be
    place.write("config/snapshots", "");
    let ran = place.run(&["review", "demo", "--reason", "It's time"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.out.contains("the next is due"), "{}", ran.out);
    assert!(ran.err.contains("the review is recorded"), "{}", ran.err);
    assert!(ran.err.contains(&place.file("config/snapshots")), "{}", ran.err);
    assert!(ran.err.contains(r"cjm review demo --by Maya --reason 'It'\''s time'"), "{}", ran.err);
    assert_eq!(log(&place, "demo").last().unwrap()["reason"].as_str(), Some("It's time"));
    // once that is mended, the same words keep it, and record nothing twice
    let before = place.read("config/maps/demo.ron");
    fs::remove_file(place.file("config/snapshots")).unwrap();
    place.done(&["review", "demo", "--reason", "It's time"]);
    assert_eq!(place.read("config/maps/demo.ron"), before);
    assert_eq!(snapshots(&place, "demo").len(), 1);
}

#[test]
fn a_snapshot_that_cannot_be_read_keeps_nothing_from_being_recorded() {
    let place = with_map();
    place.write("config/snapshots/demo/2026-01-01.ron", "no map");
    let ran = place.done(&["review", "demo"]);
    assert!(ran.err.contains("2026-01-01.ron"), "{}", ran.err);
    assert_eq!(snapshots(&place, "demo").len(), 2);
    assert_eq!(place.read("config/snapshots/demo/2026-01-01.ron"), "no map");
}

#[test]
fn a_map_that_cannot_be_written_is_not_reviewed() {
    let place = with_map();
    let path = place.map("demo");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let ran = place.fails(&["review", "demo"]);
    assert!(ran.err.contains(&path), "{}", ran.err);
    assert!(snapshots(&place, "demo").is_empty());
    assert_eq!(place.read("config/maps/demo.ron"), EXAMPLE);
}

#[test]
fn two_reviews_at_once_are_both_recorded_and_kept() {
    let place = with_map();
    let before = log(&place, "demo").len();
    std::thread::scope(|scope| {
        for by in ["Ivo", "Maya", "Ana", "Lea"] {
            let place = &place;
            scope.spawn(move || place.done(&["review", "demo", "--by", by]));
        }
    });
    assert_eq!(log(&place, "demo").len(), before + 4);
    let kept = snapshots(&place, "demo");
    assert_eq!(kept.len(), 4, "{kept:?}");
    for name in kept {
        place.done(&["show", &place.file(&format!("config/snapshots/demo/{name}"))]);
    }
}

#[test]
fn a_map_outside_the_library_has_snapshots_of_its_own() {
    let place = with_map();
    place.write("desk/demo.ron", EXAMPLE);
    place.done(&["review", "desk/demo.ron"]);
    assert!(snapshots(&place, "demo").is_empty());
    assert_eq!(place.run(&["diff", "./desk/demo.ron@review"]).code, 0);
    place.fails(&["diff", "demo@review"]);
}
