//! `cjm add`: touchpoints written down in passing.

use serde_json::Value;

use crate::place::{EXAMPLE, Place};

/// The stages of a map with the titles in them.
fn titles(place: &Place, map: &str) -> Vec<(String, Vec<String>)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let map = place.json(&["show", map]);
    map["stages"]
        .as_array()
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .map(|stage| {
            let cards = stage["touchpoints"].as_array();
            let cards = cards.map_or(&[][..], Vec::as_slice);
            (text(&stage["name"]), cards.iter().map(|card| text(&card["title"])).collect())
        })
        .collect()
}

/// A home with a map of three stages: Discover, Discuss, Pay.
fn three_stages() -> Place {
    let place = Place::new();
    place.done(&["new", "demo"]);
    let stages = ["Discover", "Discuss", "Pay"].map(|name| {
        format!(
            "        (\n            id: \"s-{0}\",\n            name: \"{name}\",\n        ),\n",
            name.to_lowercase()
        )
    });
    let text = place.read("config/maps/demo.ron");
    let end = text.rfind(')').unwrap();
    let with = format!("{}    stages: [\n{}    ],\n)\n", &text[..end], stages.concat());
    place.write("config/maps/demo.ron", with);
    place
}

#[test]
fn texts_go_to_the_end_of_the_last_stage_or_of_the_one_named() {
    let place = three_stages();
    let added = place.done(&["add", "demo", "Pays by card"]).out;
    assert_eq!(added, "Added to “Pay”: “Pays by card”\n");
    let added = place.done(&["add", "demo", "--stage", "DISCO", "Reads reviews", "Asks"]).out;
    assert_eq!(added, "Added 2 touchpoints to “Discover”: from “Reads reviews” to “Asks”\n");
    place.done(&["add", "demo", "-s", "discuss", "Chats\n\n  Calls \r\n"]);
    let expected = [
        ("Discover", vec!["Reads reviews", "Asks"]),
        ("Discuss", vec!["Chats", "Calls"]),
        ("Pay", vec!["Pays by card"]),
    ];
    let expected = expected.map(|(stage, cards)| {
        (stage.to_owned(), cards.into_iter().map(String::from).collect::<Vec<_>>())
    });
    assert_eq!(titles(&place, "demo"), expected);
}

#[test]
fn a_stage_that_is_not_clear_is_an_error_that_helps_and_nothing_is_written() {
    let place = three_stages();
    let before = place.read("config/maps/demo.ron");
    for (stage, hint) in [
        ("Disc", "“Discover”, “Discuss”; give more"),
        ("Discovr", "did you mean “Discover”?"),
        ("Nowhere", "there are “Discover”, “Discuss”, “Pay”"),
        ("", "there are “Discover”"),
    ] {
        let ran = place.fails(&["add", "demo", "--stage", stage, "x"]);
        assert!(ran.err.contains(hint), "{}", ran.err);
    }
    assert_eq!(place.read("config/maps/demo.ron"), before);
}

#[test]
fn a_map_without_a_stage_gets_one() {
    let place = Place::new();
    place.done(&["new", "demo"]);
    place.done(&["new", "other"]);
    place.done(&["add", "demo", "Pays"]);
    place.done(&["add", "other", "--stage", "Checkout", "Pays"]);
    assert_eq!(titles(&place, "demo"), [("Unsorted".into(), vec!["Pays".into()])]);
    assert_eq!(titles(&place, "other"), [("Checkout".into(), vec!["Pays".into()])]);
}

#[test]
fn lines_come_from_standard_input() {
    let place = three_stages();
    for arguments in [&["add", "demo", "-"][..], &["add", "demo"]] {
        let ran = place.run_fed(arguments, "\u{feff}Pays\r\n\r\n  六天没有消息\nlast".as_bytes());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
    }
    let three = ["Pays", "六天没有消息", "last"].map(String::from);
    assert_eq!(titles(&place, "demo")[2].1, [&three[..], &three].concat());
}

#[test]
fn what_is_not_text_is_refused_with_its_line_and_nothing_is_added() {
    let place = three_stages();
    let before = place.read("config/maps/demo.ron");
    let ran = place.run_fed(&["add", "demo", "-"], b"Pays\ncaf\xe9\n");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("line 2: it is not UTF-8"), "{}", ran.err);
    for input in ["", "\n \n"] {
        let ran = place.run_fed(&["add", "demo", "-"], input.as_bytes());
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("nothing to add"), "{}", ran.err);
    }
    assert_eq!(place.read("config/maps/demo.ron"), before);
}

#[test]
fn a_file_that_is_no_map_or_not_there_is_not_touched() {
    let place = Place::new();
    let broken = EXAMPLE.replacen("emotion: 1,", "emotion: 7,", 1);
    place.write("broken.ron", &broken);
    let ran = place.fails(&["add", "./broken.ron", "Pays"]);
    assert!(ran.err.contains("broken.ron"), "{}", ran.err);
    assert_eq!(place.read("broken.ron"), broken);
    place.fails(&["add", "./none.ron", "Pays"]);
    assert!(!std::path::Path::new(&place.file("none.ron")).exists());
    let ran = place.fails(&["add", "none", "Pays"]);
    assert!(ran.err.contains("there is no map none"), "{}", ran.err);
}

#[test]
fn all_of_a_file_but_what_is_added_stays_as_it_was() {
    let place = Place::new();
    place.write("example.ron", EXAMPLE);
    place.done(&["add", "./example.ron", "Pays\u{1b}[31m"]);
    let after = place.read("example.ron");
    let added: Vec<&str> =
        after.lines().filter(|line| !EXAMPLE.lines().any(|it| it == *line)).collect();
    assert!(
        matches!(added[..], [id, title] if id.contains("id:") && title.contains("Pays")),
        "{added:?}"
    );
    assert!(!after.contains('\u{1b}'));
}

#[test]
fn a_list_that_is_piped_in_loses_its_bullets_as_on_the_screen() {
    let place = three_stages();
    let list = "- Mail from insurer 保险\n  2) Pays\n\n> * [ ] Signs\n-2 degrees outside\n";
    place.run_fed(&["add", "demo", "-s", "pay", "-"], list.as_bytes());
    place.done(&["add", "demo", "-s", "pay", "• Asks\n• Calls"]);
    // what is typed as one line is meant so
    place.done(&["add", "demo", "-s", "pay", "--", "- dash"]);
    let pay = titles(&place, "demo").pop().unwrap().1;
    let expected = [
        "Mail from insurer 保险",
        "Pays",
        "Signs",
        "-2 degrees outside",
        "Asks",
        "Calls",
        "- dash",
    ];
    assert_eq!(pay, expected);
}
