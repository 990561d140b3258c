//! What a new map can start from, built in and the user's own.

use serde_json::Value;

use crate::place::{EXAMPLE, Place};

/// A small map with a title, and something to decide where that is not empty.
fn map(title: &str, decision: &str) -> String {
    let mut text = format!(
        "#![enable(implicit_some)]\nJourneyMap(\n    format: 1,\n    title: \"{title}\",\n"
    );
    if !decision.is_empty() {
        text.push_str(&format!("    decision: \"{decision}\",\n"));
    }
    text.push_str(
        "    stages: [\n        (\n            id: \"s-1\",\n            name: \"Ask\",\n        ),\n    ],\n)\n",
    );
    text
}

/// The only line that begins with this name.
fn line<'a>(out: &'a str, name: &str) -> &'a str {
    let mut lines = out.lines().filter(|line| line.split("  ").next() == Some(name));
    let line = lines.next().unwrap();
    assert_eq!(lines.next(), None, "{name} twice in {out}");
    line
}

#[test]
fn every_built_in_template_is_listed_and_can_be_used() {
    let place = Place::new();
    let lines = place.done(&["templates"]).out;
    let rows = place.json(&["templates"]);
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), lines.lines().count());
    for (row, line) in rows.iter().zip(lines.lines()) {
        let name = row["name"].as_str().unwrap();
        let about = row["about"].as_str().unwrap();
        assert!(line.starts_with(name) && line.contains(about), "{line}");
        assert!(row["stages"].is_u64() && row["touchpoints"].is_u64(), "{row}");
        assert_eq!(row["own"], false, "{row}");
        place.done(&["new", name, "--template", name]);
        let map = place.json(&["show", name]);
        let stages = map["stages"].as_array().map_or(0, Vec::len);
        assert_eq!(row["stages"], stages, "{name}");
    }
}

#[test]
fn an_unknown_template_is_refused_with_the_nearest_name() {
    let place = Place::new();
    let ran = place.fails(&["new", "demo", "--template", "cross-boder"]);
    assert_eq!(ran.err, "cjm: there is no template cross-boder: did you mean cross-border?\n");
    let ran = place.fails(&["new", "demo", "-t", "xyzzy"]);
    assert_eq!(ran.err, "cjm: there is no template xyzzy: cjm templates lists them\n");
    assert_eq!(place.done(&["list"]).out, "");
}

#[test]
fn own_templates_are_listed_as_such_and_can_be_used() {
    let place = Place::new();
    place.write("config/templates/loan.ron", map("A loan", "Which desk to close"));
    place.write("config/templates/up to date.ron", map("Renewal", ""));
    place.write("config/templates/notes.txt", "no template");
    let out = place.done(&["templates"]).out;
    assert!(
        line(&out, "loan").ends_with("  your own: Which desk to close (1 stage, 0 touchpoints)")
    );
    assert!(line(&out, "up to date").ends_with("  your own: Renewal (1 stage, 0 touchpoints)"));
    assert!(!out.contains("notes"), "{out}");
    let rows = place.json(&["templates"]);
    let loan = rows.as_array().unwrap().iter().find(|row| row["name"] == "loan").unwrap();
    for (field, value) in [
        ("about", Value::from("Which desk to close")),
        ("stages", 1.into()),
        ("touchpoints", 0.into()),
        ("own", true.into()),
        ("path", place.file("config/templates/loan.ron").into()),
        ("problem", Value::Null),
    ] {
        assert_eq!(loan[field], value, "{field}");
    }
    place.done(&["new", "demo", "--template", "up to date"]);
    assert_eq!(place.read("config/maps/demo.ron"), map("demo", ""));
}

#[test]
fn a_map_from_a_template_is_the_template_with_another_title() {
    let place = Place::new();
    place.write("config/templates/order.ron", EXAMPLE);
    place.done(&["new", "demo", "--template", "order"]);
    let expected = EXAMPLE.replacen("title: \"First order from abroad\"", "title: \"demo\"", 1);
    assert_eq!(place.read("config/maps/demo.ron"), expected);
}

#[test]
fn an_own_template_goes_before_the_built_in_one_of_its_name() {
    let place = Place::new();
    let before = place.done(&["templates"]).out.lines().count();
    place.write("config/templates/blank.ron", map("How we begin", ""));
    let out = place.done(&["templates"]).out;
    assert_eq!(out.lines().count(), before);
    assert!(line(&out, "blank").contains("your own: How we begin"), "{out}");
    place.done(&["new", "demo"]);
    assert_eq!(place.read("config/maps/demo.ron"), map("demo", ""));
}

#[test]
fn an_own_template_that_cannot_be_read_is_said_with_its_place_and_hides_no_other() {
    let place = Place::new();
    place.write("config/templates/a.ron", map("A", ""));
    place.write("config/templates/cross-border.ron", map("C", "").replace("title", "titel"));
    place.write("config/templates/z.ron", map("Z", ""));
    let ran = place.run(&["templates"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let at = format!("{}:", place.file("config/templates/cross-border.ron"));
    let said = line(&ran.out, "cross-border").split_once("cannot be read: ").unwrap().1;
    let position = said.strip_prefix(&at).unwrap();
    assert!(position.starts_with(|digit: char| digit.is_ascii_digit()), "{said}");
    for name in ["a", "blank", "z"] {
        assert!(!line(&ran.out, name).contains("cannot"), "{}", ran.out);
    }
    let json = place.run(&["templates", "--format", "json"]);
    assert_eq!(json.code, 1);
    let rows: Value = serde_json::from_str(&json.out).unwrap();
    let row = rows.as_array().unwrap().iter().find(|row| row["name"] == "cross-border").unwrap();
    assert!(row["problem"].as_str().unwrap().starts_with(said), "{row}");
    // it is what the name means, so that nothing else is taken for it
    let ran = place.fails(&["new", "demo", "--template", "cross-border"]);
    assert!(ran.err.starts_with(&format!("cjm: {said}")), "{}", ran.err);
    place.done(&["new", "demo", "--template", "a"]);
}

#[test]
fn a_file_in_the_place_of_the_folder_of_templates_is_said_and_hides_no_built_in_one() {
    let place = Place::new();
    place.write("config/templates", "a file where a folder should be");
    let ran = place.run(&["templates"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains(&place.file("config/templates")), "{}", ran.err);
    line(&ran.out, "cross-border");
    let ran = place.done(&["new", "demo", "--template", "cross-border"]);
    assert!(ran.err.contains(&place.file("config/templates")), "{}", ran.err);
}

#[test]
fn without_any_config_folder_the_built_in_templates_are_there() {
    let place = Place::new();
    place.write("config", "a file where a folder should be");
    let ran = place.done(&["templates"]);
    line(&ran.out, "cross-border");
    assert_eq!(ran.err, "");
    place.done(&["new", "./demo.ron", "--template", "cross-border"]);
}
