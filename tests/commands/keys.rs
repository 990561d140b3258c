//! `cjm keys`, with the user's own keys over ours.

use serde_json::{Value, json};

use crate::place::{EXAMPLE, Place};

fn row<'a>(rows: &'a Value, command: &str) -> &'a Value {
    rows.as_array().unwrap().iter().find(|row| row["command"] == command).unwrap()
}

#[test]
fn every_command_is_listed_with_its_keys() {
    let place = Place::new();
    let rows = place.json(&["keys"]);
    let text = place.done(&["keys"]).out;
    assert_eq!(row(&rows, "undo")["keys"], json!(["u"]));
    assert_eq!(row(&rows, "first-card")["keys"], json!(["g g"]));
    assert_eq!(row(&rows, "quit-without-saving")["keys"], json!([]));
    for row in rows.as_array().unwrap() {
        let (command, help) = (row["command"].as_str().unwrap(), row["help"].as_str().unwrap());
        let line = text.lines().find(|line| line.ends_with(help));
        assert!(line.is_some_and(|line| line.contains(command)), "{command} in {text}");
    }
}

#[test]
fn keys_of_ones_own_are_laid_over_ours() {
    let place = Place::new();
    place.write("config/keys.ron", r#"{ "undo": ["ctrl-u", "o"], "save": [] }"#);
    let rows = place.json(&["keys"]);
    assert_eq!(row(&rows, "undo")["keys"], json!(["ctrl-u", "o"]));
    assert_eq!(row(&rows, "save")["keys"], json!([]));
    // what was taken is free, all else is as it was
    assert_eq!(row(&rows, "add-below")["keys"], json!([]));
    assert_eq!(row(&rows, "redo")["keys"], json!(["U", "ctrl-r"]));
}

#[test]
fn all_mistakes_in_a_file_of_keys_are_named_with_their_places() {
    let place = Place::new();
    let patch = "{\n    \"udno\": [\"x\"],\n    \"save\": [\"ctrl\"],\n    \"quit\": [\"g\"],\n}\n";
    place.write("config/keys.ron", patch);
    let err = place.fails(&["keys"]).err;
    let file = place.file("config/keys.ron");
    assert!(err.contains(&format!("{file}:2:5: there is no command \"udno\"")), "{err}");
    assert!(err.contains("did you mean \"undo\"?"), "{err}");
    assert!(err.contains(&format!("{file}:3:14: \"ctrl\" is no key")), "{err}");
    assert!(err.contains(&format!("{file}:4:5: the keys \"g\" of quit stand in the way")), "{err}");
    assert_eq!(err.lines().count(), 3, "{err}");
}

#[test]
fn a_file_of_keys_that_is_none_says_how_one_is_written() {
    let place = Place::new();
    place.write("config/keys.ron", "undo = u");
    let err = place.fails(&["keys"]).err;
    assert!(err.contains(&format!("{}:1:", place.file("config/keys.ron"))), "{err}");
    assert!(err.contains("{ \"quit\": [\"q\", \"Z Z\"] }"), "{err}");
    // who only looks at a map needs no keys
    place.write("example.ron", EXAMPLE);
    place.done(&["show", "example.ron"]);
}
