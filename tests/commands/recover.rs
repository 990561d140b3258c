//! `cjm recover`: what is kept is listed and brought back, also where the map cannot be read.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use cjm::edit::Edit;
use cjm::model::{Day, MapField, TimeOfDay};
use cjm::store::backups::Keeper;
use cjm::store::document::Record;
use cjm::store::fs::Real;
use cjm::store::journal::Journal;
use cjm::store::places::Places;
use cjm::store::shelf::Shelf;

use crate::place::{EXAMPLE, Place};

fn state(place: &Place) -> String {
    place.file("state/cjm")
}

/// Somebody's library with one map, a backup of it from an hour ago, and what a window had not
/// saved when it died.
fn library() -> Place {
    let place = Place::new();
    place.write("config/maps/order.ron", EXAMPLE);
    let map = place.map("order");
    let before = EXAMPLE.replace("First order from abroad", "First order");
    let an_hour_ago = SystemTime::now() - Duration::from_secs(3600);
    let mut keeper = Keeper::new(Arc::new(Real), Path::new(&state(&place)), Path::new(&map));
    keeper.keep(before.as_bytes(), an_hour_ago).unwrap();
    unsaved(&place, "Second order", r#"{"slot":"MapTitle","text":"Third or"}"#);
    place
}

fn unsaved(place: &Place, title: &str, typing: &str) {
    let (state, map) = (state(place), place.map("order"));
    let journal = Journal::start(
        Arc::new(Real),
        Path::new(&state),
        Path::new(&map),
        Some(EXAMPLE.as_bytes()),
    );
    let journal = journal.unwrap();
    let edits = vec![Edit::Map(MapField::Title(title.into()))];
    journal.append(&Record::Edits(edits).to_bytes()).unwrap();
    journal.append(&Record::Typing(Some(typing.into())).to_bytes()).unwrap();
}

#[test]
fn where_nothing_is_kept_a_sentence_says_so() {
    let place = Place::new();
    assert!(place.done(&["recover"]).out.contains("nothing to bring back"));
    assert_eq!(place.json(&["recover"]), serde_json::json!([]));
    // looking makes nothing
    assert!(!Path::new(&place.file("state")).exists());
    place.write("config/maps/order.ron", EXAMPLE);
    assert!(place.done(&["recover", "order"]).out.contains("nothing of order to bring back"));
    assert!(place.fails(&["recover", "ordr"]).err.contains("did you mean order?"));
    assert!(place.fails(&["recover", "./ordr.ron"]).err.contains("no file ./ordr.ron"));
    assert!(place.fails(&["recover", "order", "--take", "1"]).err.contains("no number 1"));
}

#[test]
fn what_is_kept_is_listed_the_newest_first() {
    let place = library();
    let listed = place.done(&["recover", "order"]).out;
    let lines: Vec<&str> = listed.lines().collect();
    assert!(lines[0].starts_with("1  "), "{listed}");
    for part in ["unsaved work", "“Second order”, 4 touchpoints", "1 unsaved step", "“Third or”"]
    {
        assert!(lines[0].contains(part), "{part} in {listed}");
    }
    assert!(lines[1].starts_with("2  ") && lines[1].contains("backup"), "{listed}");
    assert!(listed.contains("cjm recover order --take N"), "{listed}");
    let rows = place.json(&["recover"]);
    assert_eq!((&rows[0]["kind"], &rows[1]["kind"]), (&"unsaved".into(), &"backup".into()));
    assert_eq!(rows[0]["typing"], "Third or");
    assert_eq!(rows[1]["title"], "First order");
    assert_eq!(rows[1]["map"], place.map("order"));
    assert_eq!(rows[1]["same_as_file"], false);
    assert!(rows[1]["size"].as_u64().unwrap() > 1000, "{rows}");
    assert_eq!(place.read("config/maps/order.ron"), EXAMPLE);
}

#[test]
fn a_number_of_the_list_is_brought_back_into_a_new_file() {
    let place = library();
    let taken = place.done(&["recover", "order", "--take", "1"]);
    let made = place.map("order-recovered");
    assert!(taken.out.contains(&made), "{}", taken.out);
    assert!(taken.out.contains("cjm order-recovered opens it"), "{}", taken.out);
    assert!(taken.err.contains("being typed: “Third or”"), "{}", taken.err);
    assert!(place.read("config/maps/order-recovered.ron").contains("title: \"Second order\""));
    place.done(&["show", "order-recovered"]);

    place.done(&["recover", "order", "--take", "2"]);
    assert!(place.read("config/maps/order-recovered-2.ron").contains("title: \"First order\""));
    place.done(&["recover", "order", "--take", "2", "-o", "own.ron"]);
    assert!(place.read("own.ron").contains("title: \"First order\""));
    let again = place.fails(&["recover", "order", "--take", "2", "-o", "own.ron"]);
    assert!(again.err.contains("something is there already"), "{}", again.err);
    let printed = place.done(&["recover", "order", "--take", "2", "-o", "-"]).out;
    assert_eq!(printed, place.read("own.ron"));
    place.fails(&["recover", "order", "-o", "other.ron"]);
    place.fails(&["recover", "order", "--take", "0"]);
    assert_eq!(place.read("config/maps/order.ron"), EXAMPLE);
}

#[test]
fn a_backup_that_says_what_the_file_says_is_called_that() {
    let place = library();
    place.done(&["recover", "order", "--take", "2", "-o", "own.ron"]);
    place.write("config/maps/order.ron", place.read("own.ron"));
    let listed = place.done(&["recover", "order"]).out;
    let backup = listed.lines().find(|line| line.contains("backup")).unwrap();
    assert!(backup.ends_with("the same as the file now"), "{listed}");
    assert!(place.done(&["recover", "order", "--take", "2"]).err.contains("nothing was changed"));
}

#[test]
fn a_file_that_cannot_be_read_names_the_newest_good_copy_and_the_way_to_it() {
    for broken in [&b""[..], b"\xff", b"<<<<<<< ours\n", &EXAMPLE.as_bytes()[..2000], &[0; 4096]] {
        let place = library();
        place.write("config/maps/order.ron", broken);
        for arguments in
            [&["order"][..], &["show", "order"], &["show", "order", "--format", "json"]]
        {
            let said = place.fails(arguments).err;
            assert!(said.contains("order.ron:"), "{said}");
            assert!(said.contains("cjm recover order"), "{said}");
            assert!(said.contains("“Second order”, 4 touchpoints"), "{said}");
        }
        place.done(&["recover", "order", "--take", "1"]);
        place.done(&["show", "order-recovered"]);
        assert_eq!(std::fs::read(place.map("order")).unwrap(), broken);
    }
}

#[test]
fn a_deleted_map_is_found_by_its_name_and_comes_back_as_a_copy() {
    let place = library();
    let (config, state) = (place.file("config").into(), state(&place).into());
    let places = Places { config, state };
    let shelf = Shelf::new(&Real, &places);
    let (day, time) = (Day::parse("2026-11-22").unwrap(), TimeOfDay::parse("10:42").unwrap());
    let trashed = shelf.discard(Path::new(&place.map("order")), day, time).unwrap();
    let rows = place.json(&["recover", "order"]);
    let kinds: Vec<&str> =
        rows.as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    // what was not saved went with it
    assert_eq!(kinds, ["unsaved", "trash", "backup"]);
    place.done(&["recover", "order", "--take", "2"]);
    assert_eq!(place.read("config/maps/order-recovered.ron"), EXAMPLE);
    place.done(&["recover", "order", "--take", "1"]);
    assert!(place.read("config/maps/order-recovered-2.ron").contains("Second order"));
    let rows = place.json(&["recover"]);
    let unsaved = rows.as_array().unwrap().iter().find(|row| row["kind"] == "unsaved").unwrap();
    assert!(unsaved["map"].as_str().unwrap().ends_with("config/maps/order.ron"), "{unsaved}");
    assert!(trashed.exists());
}

#[test]
fn nothing_that_is_kept_can_send_control_characters_to_a_terminal() {
    let place = Place::new();
    place.write("config/maps/order.ron", EXAMPLE);
    let evil = "evil\u{1b}]0;owned\u{7}\u{202e}\u{200b}";
    let typing = serde_json::json!({ "slot": "MapTitle", "text": evil }).to_string();
    unsaved(&place, evil, &typing);
    place.write("config/maps/order.ron", "broken");
    for arguments in [
        &["recover"][..],
        &["recover", "order"],
        &["recover", "--format", "json"],
        &["recover", "order", "--take", "1"],
        &["show", "order"],
    ] {
        let ran = place.run(arguments);
        let said = ran.out + &ran.err;
        assert!(said.contains("evil"), "{said}");
        let bad = |letter: &char| {
            letter.is_control() && *letter != '\n' || matches!(letter, '\u{202e}' | '\u{200b}')
        };
        assert_eq!(said.chars().find(bad), None, "{arguments:?}: {said}");
    }
}
