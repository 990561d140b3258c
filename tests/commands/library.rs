//! Commands about several maps: how all of them stand, two beside each other, the actions of all.

use serde_json::Value;

use crate::place::{EXAMPLE, Place};

/// The example that ships with the program.
const ORDER: &str = include_str!("../../assets/examples/cross-border-order.ron");
/// A day on which one action of [`wei`] is late.
const TODAY: [&str; 2] = ["--today", "2026-11-22"];

/// The same journey of somebody else: duties do not hurt him, one action is late.
fn wei() -> String {
    ORDER
        .replacen("name: \"Lena\"", "name: \"韦先生\"", 1)
        .replacen("First order from abroad", "第一次从国外订购 🙂", 1)
        .replacen("emotion: -2", "emotion: 1", 1)
        .replace("due: \"2026-12-15\"", "due: \"2026-10-15\"")
}

/// Three maps, and one that cannot be read.
fn library() -> Place {
    let place = Place::new();
    place.write("config/maps/bad.ron", "JourneyMap(\n    format: 1,\n    title: 3,\n)\n");
    place.write("config/maps/first.ron", EXAMPLE);
    place.write("config/maps/order.ron", ORDER);
    place.write("config/maps/wei.ron", wei());
    place
}

/// The output in a width, with the place of the test left out.
fn printed(place: &Place, arguments: &[&str], width: usize) -> String {
    let text = width.to_string();
    let ran = place.run(&[arguments, &["--width", &text], &TODAY].concat());
    for line in ran.out.lines() {
        assert!(cjm::text::width(line) <= width, "{width}: {line:?}");
    }
    ran.out
}

#[test]
fn the_library_says_breaks_late_actions_and_reviews_in_any_width() {
    let place = library();
    // where a map is that cannot be read is another place each time
    place.write("config/maps/bad.ron", EXAMPLE);
    for width in [40, 80, 120] {
        insta::assert_snapshot!(format!("list_{width}"), printed(&place, &["list"], width));
    }
    let wide = place.done(&[&["list"][..], &TODAY].concat()).out;
    for said in ["1 action late  review in 21 days", "20 breaks", "review 4 days late"] {
        assert!(wide.contains(said), "{said}: {wide}");
    }
}

#[test]
fn the_figures_of_the_library_stand_below_each_other_whatever_the_titles_are() {
    let place = library();
    let wide = place.run(&[&["list"][..], &TODAY].concat()).out;
    let ends: Vec<usize> = wide
        .lines()
        .filter_map(|line| line.split_once("rated "))
        .map(|(before, _)| cjm::text::width(before))
        .collect();
    assert_eq!(ends.len(), 3, "{wide}");
    assert!(ends.iter().all(|end| *end == ends[0]), "{wide}");
}

#[test]
fn a_map_that_was_never_reviewed_and_has_no_breaks_says_only_that() {
    let place = Place::new();
    place.done(&["new", "demo"]);
    let row = &place.json(&["list"])[0];
    for field in ["reviewed", "next_review", "review_in_days"] {
        assert_eq!(row[field], Value::Null, "{row}");
    }
    let out = place.done(&["list"]).out;
    assert!(out.ends_with("never reviewed\n") && !out.contains("break"), "{out}");
}

#[test]
fn the_library_as_json_has_breaks_late_actions_and_the_next_review() {
    let place = library();
    let ran = place.run(&[&["list", "--format", "json"][..], &TODAY].concat());
    assert_eq!(ran.code, 1, "one cannot be read");
    let rows: Value = serde_json::from_str(&ran.out).unwrap();
    let wei = &rows[2];
    for (field, value) in [
        ("persona", Value::from("韦先生")),
        ("breaks", 20.into()),
        ("overdue", 1.into()),
        ("reviewed", "2026-09-14".into()),
        ("next_review", "2026-12-13".into()),
        ("review_in_days", 21.into()),
    ] {
        assert_eq!(wei[field], value, "{field}: {wei}");
    }
    assert_eq!(rows[0]["review_in_days"], -4, "{rows}");
    assert!(rows[3]["problem"].is_string() && rows[3]["title"].is_null(), "{rows}");
}

#[test]
fn maps_stand_in_the_order_of_their_priority() {
    let place = Place::new();
    let ours = [("m3", "1"), ("Zoo", "2"), ("apfel", "2"), ("m10", "1")];
    for (name, priority) in ours {
        let map = ORDER.replacen("priority: 1", &format!("priority: {priority}"), 1);
        place.write(&format!("config/maps/{name}.ron"), map);
    }
    let silent = ORDER.replacen("    priority: 1,\n", "", 1);
    place.write("config/maps/a.ron", silent);
    place.write("config/maps/1-bad.ron", "JourneyMap(\n    format: 1,\n    title: 3,\n)\n");
    let sorted = ["m3", "m10", "apfel", "Zoo", "1-bad", "a"];
    let ran = place.run(&[&["list", "--format", "json"][..], &TODAY].concat());
    let rows: Value = serde_json::from_str(&ran.out).unwrap();
    let of = |field: &str| -> Vec<Value> {
        rows.as_array().unwrap().iter().map(|row| row[field].clone()).collect()
    };
    assert_eq!(of("name"), sorted.map(Value::from));
    let said = [Some(1), Some(1), Some(2), Some(2), None, None].map(Value::from);
    assert_eq!(of("priority"), said);
    let out = printed(&place, &["list"], 300);
    let first = |line: &str| line.split_whitespace().next().unwrap().to_owned();
    assert_eq!(out.lines().map(first).collect::<Vec<_>>(), sorted);
    assert!(out.lines().nth(2).unwrap().ends_with("priority 2"), "{out}");
    let rows = place.run(&["show", "--all", "--format", "json"]);
    let rows: Value = serde_json::from_str(&rows.out).unwrap();
    let mut maps: Vec<&str> =
        rows.as_array().unwrap().iter().filter_map(|row| row["map"].as_str()).collect();
    maps.truncate(5);
    assert_eq!(maps, ["m3", "m10", "apfel", "Zoo", "a"], "of one day, as the maps stand");
}

#[test]
fn two_personas_stand_beside_each_other_by_stage_in_any_width() {
    let place = library();
    for width in [40, 80, 120] {
        let out = printed(&place, &["show", "order", "--against", "wei"], width);
        insta::assert_snapshot!(format!("against_{width}"), out);
    }
}

#[test]
fn what_only_one_of_two_maps_has_is_said() {
    let place = library();
    let out = printed(&place, &["show", "first", "--against", "order"], 100);
    assert!(out.contains(" only with "), "{out}");
    assert!(out.contains("not there"), "{out}");
}

#[test]
fn two_maps_beside_each_other_are_an_object_with_both_sides() {
    let place = library();
    let report = place.json(&["show", "order", "--against", "wei"]);
    assert_eq!(report["map"]["persona"], "Lena");
    assert_eq!(report["against"]["persona"], "韦先生");
    let stages = report["stages"].as_array().unwrap();
    let checkout = stages.iter().find(|it| it["map"]["name"] == "Checkout").unwrap();
    let cards = checkout["touchpoints"].as_array().unwrap();
    let other: Vec<&Value> = cards.iter().filter(|it| it["difference"] == 3).collect();
    assert_eq!(other.len(), 1, "{checkout}");
    assert_eq!(other[0]["map"]["emotion"], -2);
    assert_eq!(other[0]["against"]["emotion"], 1);
    assert_eq!(other[0]["map"]["id"], other[0]["against"]["id"]);
    let by =
        checkout["against"]["mean"].as_f64().unwrap() - checkout["map"]["mean"].as_f64().unwrap();
    assert_eq!(checkout["difference"].as_f64(), Some(by));
    let uneven = place.json(&["show", "first", "--against", "order"]);
    let only_there = |it: &&Value| it["map"].is_null() && it["against"]["name"].is_string();
    assert!(uneven["stages"].as_array().unwrap().iter().any(|it| only_there(&it)), "{uneven}");
}

#[test]
fn a_map_to_compare_with_that_is_not_there_is_said() {
    let place = library();
    for other in ["nobody", "bad"] {
        let ran = place.fails(&["show", "order", "--against", other]);
        assert!(ran.err.contains(other), "{}", ran.err);
    }
    place.fails(&["show", "order", "--against", "wei", "--view", "list"]);
}

#[test]
fn the_actions_of_all_maps_are_one_table_in_any_width_and_a_broken_map_is_said() {
    let place = library();
    for width in [40, 80, 120] {
        let out = printed(&place, &["show", "--all", "--view", "actions"], width);
        insta::assert_snapshot!(format!("all_actions_{width}"), out);
    }
    let ran = place.run(&["show", "--all"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains(&place.map("bad")) && !ran.err.contains(&place.map("wei")));
}

#[test]
fn the_actions_of_all_maps_name_their_map_in_json_and_come_in_every_order() {
    let place = library();
    let rows = |order: &[&str]| {
        let ran = place.run(&[&["show", "--all", "--format", "json"], order, &TODAY].concat());
        serde_json::from_str::<Value>(&ran.out).unwrap().as_array().unwrap().clone()
    };
    let by_date = rows(&[]);
    assert_eq!(by_date[0]["map"], "wei");
    assert_eq!(by_date[0]["map_title"], "第一次从国外订购 🙂");
    assert_eq!((&by_date[0]["due"], &by_date[0]["late"]), (&"2026-10-15".into(), &true.into()));
    let by_owner = rows(&["--order", "owner"]);
    let owners = by_owner.iter().map(|row| row["owner"].as_str().unwrap().to_lowercase());
    let owners: Vec<String> = owners.collect();
    let named = owners.iter().position(String::is_empty).unwrap_or(owners.len());
    assert!(owners[..named].is_sorted() && owners[named..].iter().all(String::is_empty));
    assert_eq!(rows(&["--order", "state"])[0]["state"], "Doing");
    assert_eq!(rows(&["--order", "worth"])[0]["quick_win"], true);
    let of_one = place.json(&["show", "order", "--view", "actions", "--order", "worth"]);
    assert_eq!(of_one[0]["quick_win"], true);
}

#[test]
fn what_does_not_go_together_is_a_usage_error() {
    let place = library();
    for arguments in [
        &["show", "order", "--all"][..],
        &["show", "--all", "--view", "board"],
        &["show", "--all", "--against", "wei"],
        &["show", "order", "--order", "date"],
        &["show", "order", "--view", "actions", "--order", "colour"],
    ] {
        place.fails(arguments);
    }
}

#[test]
fn a_library_without_maps_has_no_actions() {
    let place = Place::new();
    let ran = place.done(&["show", "--all"]);
    assert!(ran.out.starts_with("No map has an action yet"), "{}", ran.out);
}
