//! The commands of the real program: what they print, where, and with which exit code.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "commands/add.rs"]
mod add;
#[path = "commands/brief.rs"]
mod brief;
#[path = "commands/check.rs"]
mod check;
#[path = "commands/config.rs"]
mod config;
#[path = "commands/diff.rs"]
mod diff;
#[path = "commands/files.rs"]
mod files;
#[path = "commands/fix.rs"]
mod fix;
#[path = "commands/keys.rs"]
mod keys;
#[path = "commands/library.rs"]
mod library;
#[path = "commands/place.rs"]
mod place;
#[path = "commands/recover.rs"]
mod recover;
#[path = "commands/review.rs"]
mod review;
#[path = "commands/show.rs"]
mod show;
#[path = "commands/tables.rs"]
mod tables;
#[path = "commands/templates.rs"]
mod templates;
#[path = "commands/then.rs"]
mod then;

use place::Place;
use serde_json::Value;

#[test]
fn help_and_version_are_no_errors() {
    let place = Place::new();
    let help = place.done(&["--help"]);
    for command in [
        "new",
        "add",
        "list",
        "templates",
        "show",
        "check",
        "fix",
        "review",
        "diff",
        "recover",
        "paths",
        "keys",
        "config",
    ] {
        assert!(help.out.contains(&format!("  {command} ")), "{}", help.out);
    }
    assert!(help.out.contains("Exit codes"), "{}", help.out);
    assert!(place.done(&["--version"]).out.starts_with("cjm "));
}

#[test]
fn wrong_arguments_are_usage_errors() {
    let place = Place::new();
    for arguments in [
        &["--nonsense"][..],
        &["show", "--width", "19"],
        &["show", "--width", "many"],
        &["show", "--view", "sideways"],
        &["show", "--format", "xml"],
        &["fix", "--today", "2026-13-01"],
        &["new"],
        &["list", "one", "too", "many"],
    ] {
        let ran = place.fails(arguments);
        assert!(ran.err.contains("--help"), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn a_new_map_can_be_listed_shown_and_named_with_its_path() {
    let place = Place::new();
    let made = place.done(&["new", "First order"]);
    let path = place.map("First order");
    assert_eq!(
        made.out,
        format!("Made {path} from the template blank.\ncjm 'First order' opens it.\n")
    );
    let listed = place.done(&["list"]).out;
    assert_eq!(
        listed, "First order  First order  rated 0/0  goals 0/0  owners 0/0  never reviewed\n",
        "{listed}"
    );
    for map in ["First order", &path] {
        assert!(place.done(&["show", map]).out.starts_with("First order\n"));
    }
}

#[test]
fn making_a_map_twice_is_refused_and_keeps_the_first() {
    let place = Place::new();
    place.done(&["new", "demo"]);
    // also where nothing has changed in it yet
    for rest in [&[][..], &["--template", "cross-border"]] {
        let ran = place.fails(&[&["new", "demo"], rest].concat());
        assert!(ran.err.contains(&place.map("demo")), "{}", ran.err);
        assert!(ran.err.contains("there already"), "{}", ran.err);
    }
    place.write("config/maps/demo.ron", place::EXAMPLE);
    place.fails(&["new", "demo"]);
    assert_eq!(place.read("config/maps/demo.ron"), place::EXAMPLE);
}

#[test]
fn a_map_can_be_made_anywhere() {
    let place = Place::new();
    place.done(&["new", "Order", "--path", "deep/down/order.ron"]);
    place.done(&["new", "./beside.ron"]);
    assert!(place.read("deep/down/order.ron").contains("title: \"Order\""));
    assert!(place.read("beside.ron").contains("title: \"beside\""));
    assert_eq!(place.done(&["list"]).out, "");
}

#[test]
fn a_name_that_cannot_be_a_file_is_refused() {
    let place = Place::new();
    for name in ["", ".hidden", "..", &"n".repeat(300)] {
        let ran = place.fails(&["new", name]);
        assert!(ran.err.starts_with("cjm: "), "{name:?}: {}", ran.err);
    }
    assert_eq!(place.done(&["list"]).out, "");
}

#[test]
fn an_empty_library_says_how_to_begin() {
    let place = Place::new();
    let ran = place.done(&["list"]);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("cjm new NAME"), "{}", ran.err);
    assert_eq!(place.json(&["list"]), Value::Array(vec![]));
}

#[test]
fn a_broken_map_does_not_hide_the_others_in_a_list() {
    let place = Place::new();
    place.write("config/maps/broken.ron", "JourneyMap(\n    format: 1,\n    title: 3,\n)\n");
    place.write("config/maps/order.ron", place::EXAMPLE);
    let ran = place.run(&["list", "--today", "2026-10-28"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", ran.out);
    let place_of_fault = format!("{}:3:12:", place.map("broken"));
    assert!(lines[1].starts_with("broken  cannot be read: "), "{}", lines[1]);
    assert!(lines[1].contains(&place_of_fault), "{}", lines[1]);
    assert_eq!(
        lines[0],
        "order   First order from abroad  rated 3/3  goals 3/4  owners 2/4  −1.0 worst −2  1 break  \
         review in 21 days  priority 1"
    );
    let rows =
        serde_json::from_str::<Value>(&place.run(&["list", "--format", "json"]).out).unwrap();
    assert!(rows[1]["problem"].as_str().unwrap().contains(&place_of_fault), "{rows}");
    assert_eq!(rows[1]["title"], Value::Null);
    assert_eq!(rows[0]["problem"], Value::Null);
    for (field, value) in [
        ("name", Value::from("order")),
        ("path", place.map("order").into()),
        ("title", "First order from abroad".into()),
        ("touchpoints", 4.into()),
        ("rated", 3.into()),
        ("on_route", 3.into()),
        ("goals", 3.into()),
        ("owners", 2.into()),
        ("mean", (-1.0).into()),
        ("worst", (-2).into()),
    ] {
        assert_eq!(rows[0][field], value, "{field}");
    }
}

#[test]
fn paths_are_where_the_environment_says() {
    let place = Place::new();
    let lines = place.done(&["paths"]).out;
    let paths = place.json(&["paths"]);
    for (name, path) in [
        ("config", "config"),
        ("maps", "config/maps"),
        ("keys", "config/keys.ron"),
        ("templates", "config/templates"),
        ("state", "state/cjm"),
        ("journals", "state/cjm/journals"),
        ("backups", "state/cjm/backups"),
        ("copies", "state/cjm/copies"),
        ("trash", "state/cjm/trash"),
        ("last", "state/cjm/last-opened"),
    ] {
        let path = place.file(path);
        assert_eq!(paths[name], path, "{name}");
        let found = lines.lines().find(|line| line.split_whitespace().next() == Some(name));
        assert!(found.is_some_and(|line| line.contains(&path)), "{name} in {lines}");
    }
    // looking makes nothing
    assert!(!std::path::Path::new(&place.file("config")).exists());
}

#[test]
fn whoever_stops_reading_is_no_error() {
    let place = Place::new();
    place.write("example.ron", place::EXAMPLE);
    for arguments in [
        &["show", "example.ron"][..],
        &["show", "example.ron", "--format", "json"],
        &["example.ron"],
        &[],
        &["list"],
        &["keys"],
        &["paths"],
        &["templates"],
        &["new", "demo"],
        &["check", "--rules"],
        &["fix", "example.ron"],
        &["recover"],
        &["--help"],
    ] {
        let ran = place.run_unread(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
        assert!(!ran.err.contains("could not"), "{arguments:?}: {}", ran.err);
    }
}
