//! `cjm config`: settings and themes, ours and the user's own.

use serde_json::{Value, json};

use crate::place::{EXAMPLE, Place};

fn row<'a>(config: &'a Value, setting: &str) -> &'a Value {
    let rows = config["settings"].as_array().unwrap();
    rows.iter().find(|row| row["setting"] == setting).unwrap()
}

fn from(config: &Value, setting: &str) -> (String, String) {
    let row = row(config, setting);
    (row["value"].as_str().unwrap().into(), row["from"].as_str().unwrap().into())
}

#[test]
fn without_a_file_every_setting_is_as_it_comes() {
    let place = Place::new();
    let config = place.json(&["config"]);
    assert_eq!(config["file"], json!(place.file("config/settings.ron")));
    assert_eq!(config["problems"], json!([]));
    for (setting, value) in [
        ("theme", "terminal"),
        ("marks", "auto"),
        ("mouse", "on"),
        ("visibility", "off"),
        ("autosave", "0.8"),
    ] {
        assert_eq!(from(&config, setting), (value.into(), "default".into()));
        assert_eq!(row(&config, setting)["default"], json!(value));
    }
    assert_eq!(
        row(&config, "theme")["values"],
        json!(["auto", "terminal", "dark", "light", "high-contrast", "mono"])
    );
}

#[test]
fn the_text_says_value_source_and_what_it_does() {
    let place = Place::new();
    place.write("config/settings.ron", "(mouse: \"off\")");
    let out = place.done(&["config"]).out;
    let expected = format!(
        "\
theme       terminal  default   The colours: a theme, or auto for dark or light as the terminal is
marks       auto      default   The signs for emotions: auto, faces, shapes, ascii
mouse       off       file      Whether the mouse does something: on, off
visibility  off       default   The line of visibility, with what is behind the cards: on, off
autosave    0.8       default   Seconds from the last change to its save: 0.2 to 60

Themes: auto, terminal, dark, light, high-contrast, mono.
The file is {}, written like (theme: \"dark\", mouse: \"off\").
",
        place.file("config/settings.ron")
    );
    assert_eq!(out, expected);
}

#[test]
fn the_file_is_named_where_a_value_comes_from_it() {
    let place = Place::new();
    place
        .write("config/settings.ron", "(\n    theme: \"auto\", // as it is\n    autosave: 2,\n)\n");
    let config = place.json(&["config"]);
    assert_eq!(from(&config, "theme"), ("auto".into(), "file".into()));
    assert_eq!(from(&config, "autosave"), ("2".into(), "file".into()));
    assert_eq!(from(&config, "marks"), ("auto".into(), "default".into()));
}

#[test]
fn no_color_wins_over_the_file() {
    let place = Place::new();
    place.write("config/settings.ron", "(theme: \"dark\")");
    let ran = place.run_with(&["config", "--format", "json"], &[("NO_COLOR", "1")]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let config = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(from(&config, "theme"), ("mono".into(), "environment".into()));
    let text = place.run_with(&["config"], &[("NO_COLOR", "1")]).out;
    assert!(text.contains("mono  NO_COLOR"), "{text}");
    let empty = place.run_with(&["config"], &[("NO_COLOR", "")]).out;
    assert!(empty.contains("dark  file"), "{empty}");
}

#[test]
fn all_mistakes_in_settings_and_themes_are_named_with_their_places_and_the_rest_holds() {
    let place = Place::new();
    let settings = "(\n    thme: \"dark\",\n    marks: \"shape\",\n    mouse: \"off\",\n)\n";
    place.write("config/settings.ron", settings);
    place.write(
        "config/themes/mine.ron",
        "{\n    \"hed\": (bold: true),\n    \"key\": (fg: \"rde\"),\n}\n",
    );
    place.write("config/themes/auto.ron", "{}");
    place.write("config/themes/raw.ron", b"{\n\xff}");
    let ran = place.run(&["config"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let at = |name: &str| place.file(&format!("config/{name}"));
    for expected in [
        format!(
            "{}:2:5: there is no setting \"thme\"; did you mean \"theme\"?",
            at("settings.ron")
        ),
        format!("{}:3:12: marks cannot be \"shape\"; did you mean \"shapes\"?", at("settings.ron")),
        format!("{}:2:5: there is no role \"hed\"; did you mean \"head\"?", at("themes/mine.ron")),
        format!("{}:3:17: rde is no colour; did you mean \"red\"?", at("themes/mine.ron")),
        format!("{}: a theme cannot be called auto", at("themes/auto.ron")),
        format!("{}:2: could not read it as text", at("themes/raw.ron")),
    ] {
        assert!(ran.err.contains(&format!("cjm: {expected}")), "{expected}\n{}", ran.err);
    }
    assert_eq!(ran.err.lines().count(), 6, "{}", ran.err);
    assert!(ran.out.contains("mouse       off       file"), "{}", ran.out);
    let json = place.run(&["config", "--format", "json"]);
    let config: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(config["problems"].as_array().unwrap().len(), 6);
}

#[test]
fn a_theme_of_ones_own_can_be_chosen() {
    let place = Place::new();
    place.write("config/themes/night owl.ron", "{ \"like\": \"dark\" }");
    place.write("config/settings.ron", "(theme: \"night owl\")");
    let config = place.json(&["config"]);
    assert_eq!(from(&config, "theme"), ("night owl".into(), "file".into()));
    // and one that is not there is said, with those that are
    place.write("config/settings.ron", "(theme: \"nigth owl\")");
    let ran = place.run(&["config"]);
    assert!(ran.err.contains("did you mean \"night owl\"?"), "{}", ran.err);
    assert!(ran.out.contains("terminal  default"), "{}", ran.out);
}

#[test]
fn printed_maps_have_the_marks_of_the_settings_and_say_nothing_of_mistakes() {
    let place = Place::new();
    place.write("example.ron", EXAMPLE);
    place.write("config/settings.ron", "(marks: \"ascii\", colour: \"red\")");
    let ran = place.done(&["show", "example.ron"]);
    assert!(ran.out.is_ascii() || !ran.out.contains('🙂'), "{}", ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn settings_that_cannot_be_read_are_named_and_ours_hold() {
    let place = Place::new();
    place.write("config/settings.ron/inner", "");
    let ran = place.run(&["config"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains(&place.file("config/settings.ron")), "{}", ran.err);
    assert!(ran.out.contains("theme       terminal  default"), "{}", ran.out);
}

#[test]
fn a_mistake_in_own_checklists_is_named_with_its_place() {
    let place = Place::new();
    place.write("config/checklists.ron", "{\n    \"desk\": \"no list\",\n}\n");
    let ran = place.run(&["config"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let expected =
        format!("{}:2:13: checklists are written like", place.file("config/checklists.ron"));
    assert!(ran.err.contains(&expected), "{}", ran.err);
    place.write("config/checklists.ron", "{ \"desk\": [\"Somebody is there\"] }");
    assert_eq!(place.run(&["config"]).code, 0);
}
