//! `cjm show`, and `cjm` where there is no terminal.

use crate::place::{EXAMPLE, Place};

/// The example that ships with the program.
const ORDER: &str = include_str!("../../assets/examples/cross-border-order.ron");

fn example() -> Place {
    let place = Place::new();
    place.write("example.ron", EXAMPLE);
    place
}

#[test]
fn a_map_is_printed_as_board_list_and_curve_at_any_width() {
    let place = example();
    for view in ["board", "list", "curve"] {
        for width in [40, 80, 120] {
            let text = width.to_string();
            let ran = place.done(&["show", "example.ron", "--view", view, "--width", &text]);
            assert_eq!(ran.err, "");
            for line in ran.out.lines() {
                assert!(cjm::text::width(line) <= width, "{view} {width}: {line:?}");
            }
            insta::assert_snapshot!(format!("{view}_{width}"), ran.out);
        }
    }
}

#[test]
fn tables_are_printed_at_any_width() {
    let place = Place::new();
    // its day is over whenever this is run
    place.write("order.ron", ORDER.replace("due: \"2026-12-15\"", "due: \"2020-12-15\""));
    for (view, said) in
        [("actions", "days late"), ("results", "−9 points"), ("risks", "Clear, predictable")]
    {
        for width in [20, 40, 60, 80, 120] {
            let text = width.to_string();
            let ran = place.done(&["show", "order.ron", "--view", view, "--width", &text]);
            for line in ran.out.lines() {
                assert!(cjm::text::width(line) <= width, "{view} {width}: {line:?}");
            }
            let whole = width >= 40;
            assert!(ran.out.contains(said) || !whole, "{view} {width}:\n{}", ran.out);
        }
    }
}

#[test]
fn the_rows_of_tables_are_json_with_documented_names() {
    let place = Place::new();
    place.write("order.ron", ORDER);
    let rows = |view: &str| place.json(&["show", "order.ron", "--view", view]);
    let actions = rows("actions");
    assert_eq!(actions.as_array().unwrap().len(), 9);
    let duties = actions.as_array().unwrap().iter().find(|row| row["id"] == "a-97szx4").unwrap();
    assert_eq!(duties["title"], "Show duties beside the price");
    assert_eq!(duties["touchpoint"], "Sees duties appear in the last step");
    assert_eq!((&duties["due"], &duties["state"]), (&"2026-12-15".into(), &"Doing".into()));
    assert_eq!((&duties["effort"], &duties["quick_win"]), (&2.into(), &true.into()));
    let results = rows("results");
    assert_eq!(results[0]["issue"], "A table of sizes 36 to 46");
    assert_eq!((&results[0]["before"], &results[0]["after"]), (&24.0.into(), &15.0.into()));
    assert_eq!(
        (&results[0]["difference"], &results[0]["verdict"]),
        (&(-9.0).into(), &"better".into())
    );
    assert_eq!(
        (&results[0]["metric"], &results[0]["unit"]),
        (&"Returned because of the size".into(), &"Percent".into())
    );
    let risks = rows("risks");
    assert_eq!(risks.as_array().unwrap().len(), 8);
    assert_eq!(risks[0]["goal"], "Clear, predictable");
    assert_eq!(risks[0]["prevented_by"][0], "Show duties beside the price");
    assert!(risks[0]["problem"].as_str().unwrap().contains("830 tickets"));
}

#[test]
fn handovers_are_printed_and_what_is_behind_where_the_settings_say_so() {
    let place = example();
    let off = place.done(&["show", "example.ron", "--width", "120"]).out;
    assert!(off.contains("»  🙁 −1 The shop opens in English"), "{off}");
    assert!(off.contains("↓  🙁 −1 The courier knows nothing"), "{off}");
    assert!(!off.contains("line of visibility"), "{off}");
    place.write("config/settings.ron", "(visibility: \"on\")");
    for width in [40, 80, 120] {
        let ran = place.done(&["show", "example.ron", "--width", &width.to_string()]);
        assert!(ran.out.contains("┄ line of visibility ┄"), "{}", ran.out);
        assert!(ran.out.contains("• Finance · Duty"), "{}", ran.out);
        assert!(ran.out.lines().all(|line| cjm::text::width(line) <= width), "{}", ran.out);
    }
}

#[test]
fn json_has_every_field_under_the_names_of_the_file() {
    let place = example();
    let map = place.json(&["show", "example.ron"]);
    assert_eq!(map["format"], 1);
    assert_eq!(map["title"], "First order from abroad");
    assert_eq!(map["persona"]["name"], "Lena");
    assert_eq!(
        map["objectives"][0],
        "Halve the 'where is my parcel' tickets before the spring sale"
    );
    let card = &map["stages"][1]["touchpoints"][0];
    assert_eq!(card["id"], "t-2hc8vp");
    assert_eq!(card["title"], "Duties appear in the last step");
    assert_eq!((&card["emotion"], &card["target"]), (&(-2).into(), &1.into()));
    assert_eq!(card["voices"][1]["emotion"], 1);
    assert_eq!(card["notes"][0]["kind"], "Pain");
    assert_eq!(card["support"]["months"][0]["tickets"], 1240);
    assert_eq!(card["actions"][0]["due"], "2026-12-15");
    assert_eq!(card["metrics"][0]["readings"][1]["value"], 58.5);
    let waits = &map["stages"][2]["touchpoints"][0];
    assert_eq!(waits["title"], "Waits six days without news / 六天没有消息");
    assert_eq!(map["tickets"]["rules"][1]["contains"][2], "где посылка");
}

#[test]
fn without_a_terminal_the_map_is_printed_with_one_line_about_editing() {
    let place = example();
    let ran = place.done(&["example.ron"]);
    assert_eq!(ran.out, place.done(&["show", "example.ron"]).out);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(ran.err.contains("run cjm in a terminal"), "{}", ran.err);
}

#[test]
fn without_a_map_the_finished_example_is_printed() {
    let place = Place::new();
    let ran = place.done(&[]);
    assert_eq!(ran.out.lines().next(), Some("First order from abroad"));
    assert!(ran.out.contains("😡"), "{}", ran.out);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(ran.err.contains("cjm new NAME"), "{}", ran.err);
}

#[test]
fn showing_nothing_says_what_there_is() {
    let place = Place::new();
    let ran = place.fails(&["show"]);
    assert!(ran.err.contains("cjm list"), "{}", ran.err);
}

#[test]
fn the_only_map_is_the_one_that_is_meant() {
    let place = Place::new();
    place.done(&["new", "order"]);
    assert!(place.done(&["show"]).out.starts_with("order\n"));
    place.done(&["new", "return"]);
    place.fails(&["show"]);
}

#[test]
fn an_unknown_map_is_refused_with_the_nearest_name() {
    let place = Place::new();
    place.done(&["new", "order"]);
    for arguments in [&["show", "ordr"][..], &["ordr"]] {
        let ran = place.fails(arguments);
        let folder = place.file("config/maps");
        assert_eq!(
            ran.err,
            format!("cjm: there is no map ordr in {folder}: did you mean order?\n")
        );
    }
    let ran = place.fails(&["show", "xyzzy"]);
    assert!(ran.err.contains("cjm new xyzzy makes it"), "{}", ran.err);
    let ran = place.fails(&["show", "nowhere/order.ron"]);
    assert!(ran.err.contains("nowhere/order.ron"), "{}", ran.err);
}

#[test]
fn a_newer_format_is_shown_with_a_remark() {
    let place = Place::new();
    let newer = EXAMPLE.replacen("format: 1,", "format: 2,\n    weather: \"rain\",", 1);
    place.write("newer.ron", newer);
    let ran = place.done(&["show", "newer.ron"]);
    assert!(ran.out.starts_with("First order from abroad\n"), "{}", ran.out);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(ran.err.contains("format 2") || ran.err.contains("newer"), "{}", ran.err);
}

#[test]
fn an_older_terminal_without_utf8_gets_plain_letters_for_marks() {
    let place = example();
    let ran = place.run_with(&["show", "example.ron"], &[("LANG", "C")]);
    assert_eq!(ran.code, 0);
    assert!(!ran.out.contains('😡'), "{}", ran.out);
}

#[test]
fn a_map_is_found_by_its_title_where_none_has_that_name() {
    let place = Place::new();
    let titled = |title: &str| EXAMPLE.replacen("First order from abroad", title, 1);
    place.write("config/maps/visit.ron", titled("A visit to the doctor"));
    let ran = place.done(&["show", "a visit to the DOCTOR"]);
    assert!(ran.out.starts_with("A visit to the doctor\n"), "{}", ran.out);
    let ran = place.fails(&["show", "A walk in the park"]);
    assert!(ran.err.contains("cjm new 'A walk in the park' makes it"), "{}", ran.err);
    place.write("config/maps/second.ron", titled("A visit to the doctor"));
    let ran = place.fails(&["show", "A visit to the doctor"]);
    assert!(ran.err.contains("name one of second, visit"), "{}", ran.err);
}
