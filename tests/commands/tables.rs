//! Tables for spreadsheets and documents: `--format csv` and `--format markdown`.

use serde_json::Value;

use crate::place::Place;

/// The example that ships with the program.
const ORDER: &str = include_str!("../../assets/examples/cross-border-order.ron");
/// The views that are tables.
const TABLES: [&str; 5] = ["fix", "actions", "missing", "results", "risks"];
/// The day of all that is printed here.
const TODAY: [&str; 2] = ["--today", "2026-12-17"];

/// The example, with a title that a spreadsheet would run and a Markdown reader would obey.
fn library() -> Place {
    let place = Place::new();
    let map = ORDER.replacen(
        "title: \"Show duties beside the price\"",
        "title: \"=HYPERLINK(\\\"x\\\")|*Duties*\\nbeside, the price\"",
        1,
    );
    assert_ne!(map, ORDER);
    place.write("config/maps/order.ron", map);
    place
}

fn printed(place: &Place, asked: &[&str], format: &str) -> String {
    let ran = place.done(&[&["show"][..], asked, &["--format", format], &TODAY].concat());
    assert_eq!(ran.err, "", "{asked:?}");
    ran.out
}

/// The names of the columns, and the rows.
fn read(csv: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let rows = rows.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    let mut rows: Vec<Vec<String>> = rows.collect();
    (rows.remove(0), rows)
}

#[test]
fn every_table_is_csv_with_the_fields_and_values_of_its_json() {
    let place = library();
    for view in TABLES {
        let asked = ["order", "--view", view];
        let (names, rows) = read(&printed(&place, &asked, "csv"));
        assert!(!rows.is_empty(), "{view}");
        let ends = ["map_title", "map_owner", "as_of", "next_review"];
        assert!(names.ends_with(&ends.map(String::from)), "{names:?}");
        for row in &rows {
            let origin = ["First order from abroad", "Maya", "2026-12-17", "2026-12-13"];
            assert!(row.ends_with(&origin.map(String::from)), "{row:?}");
        }
        if view == "fix" {
            continue;
        }
        let json = printed(&place, &asked, "json");
        let Value::Array(objects) = serde_json::from_str(&json).unwrap() else { panic!("{json}") };
        assert_eq!(objects.len(), rows.len(), "{view}");
        for (object, row) in objects.iter().zip(&rows) {
            let object = object.as_object().unwrap();
            assert_eq!(object.len() + 4, names.len(), "{view}: {names:?}");
            for (name, field) in names.iter().zip(row).take(object.len()) {
                let field = cjm::exchange::csv::unguarded(field);
                let same = match &object[name] {
                    Value::Null => field.is_empty(),
                    Value::String(text) => field == text,
                    Value::Bool(so) => field == so.to_string(),
                    Value::Number(number) => field.parse::<f64>().ok() == number.as_f64(),
                    Value::Array(texts) => {
                        let texts: Vec<&str> = texts.iter().filter_map(Value::as_str).collect();
                        field == texts.join("\n")
                    }
                    Value::Object(_) => false,
                };
                assert!(same, "{view} {name}: {field:?} for {}", object[name]);
            }
        }
    }
}

#[test]
fn a_spreadsheet_gets_plain_numbers_with_their_unit_and_no_formula() {
    let place = library();
    let (names, rows) = read(&printed(&place, &["order", "--view", "results"], "csv"));
    let field = |name: &str| &rows[0][names.iter().position(|it| it == name).unwrap()];
    let fields = ["unit", "before", "after", "difference", "verdict"].map(field);
    assert_eq!(fields, ["Percent", "24", "15", "-9", "better"]);
    let (names, rows) = read(&printed(&place, &["order", "--view", "actions"], "csv"));
    let title = names.iter().position(|it| it == "title").unwrap();
    let duties = rows.iter().find(|row| row[title].contains("Duties")).unwrap();
    assert_eq!(duties[title], "'=HYPERLINK(\"x\")|*Duties*\nbeside, the price");
    assert_eq!(duties[names.iter().position(|it| it == "due").unwrap()], "2026-12-15");
}

#[test]
fn markdown_has_heading_table_and_below_it_who_when_and_the_next_review() {
    let place = library();
    for view in TABLES {
        let out = printed(&place, &["order", "--view", view], "markdown");
        assert!(out.starts_with("## First order from abroad: "), "{out}");
        let end = "\n\nAs of 2026-12-17. Owner of the map: Maya; last review 2026-09-14, next \
                   review 2026-12-13, 4 days late.\n";
        assert!(out.ends_with(end), "{out}");
        let table: Vec<&str> = out.lines().filter(|line| line.starts_with('|')).collect();
        assert!(table.len() > 2, "{out}");
        let width = cjm::text::width(table[0]);
        assert!(table.iter().all(|line| cjm::text::width(line) == width), "{out}");
    }
    let actions = printed(&place, &["order", "--view", "actions"], "markdown");
    let title = "| \\=HYPERLINK(\"x\")\\|\\*Duties\\*<br>beside, the price ";
    assert!(actions.contains(title), "{actions}");
    assert!(actions.contains("| 2026-12-15, late |"), "{actions}");
    insta::assert_snapshot!(printed(&place, &["order", "--view", "results"], "markdown"));
}

#[test]
fn cjm_fix_and_its_view_print_the_same_in_every_format() {
    let place = library();
    for format in ["text", "json", "csv", "markdown"] {
        let fix = place.done(&[&["fix", "order", "--format", format][..], &TODAY].concat());
        assert_eq!(fix.out, printed(&place, &["order", "--view", "fix"], format), "{format}");
    }
}

#[test]
fn the_actions_of_all_maps_are_a_table_for_others_too() {
    let place = library();
    place.write("config/maps/wei.ron", ORDER.replacen("First order from abroad", "韦先生", 1));
    let (names, rows) = read(&printed(&place, &["--all"], "csv"));
    assert_eq!(names[..3], ["map", "map_title", "id"]);
    assert_eq!(names.iter().filter(|name| *name == "map_title").count(), 1, "{names:?}");
    assert_eq!(rows.iter().filter(|row| row[0] == "wei").count(), rows.len() / 2);
    assert!(rows.iter().any(|row| row[..2] == ["wei", "韦先生"]));
    let out = printed(&place, &["--all"], "markdown");
    assert!(out.starts_with("## Actions of all maps\n"), "{out}");
    let end = "As of 2026-12-17.\n\nFirst order from abroad: owner Maya; last review 2026-09-14, \
               next review 2026-12-13, 4 days late.\n\n韦先生: owner Maya; last review 2026-09-14, \
               next review 2026-12-13, 4 days late.\n";
    assert!(out.ends_with(end), "{out}");
}

#[test]
fn an_empty_table_is_a_row_of_names_or_a_sentence() {
    let place = Place::new();
    place.done(&["new", "demo"]);
    let (names, rows) = read(&printed(&place, &["demo", "--view", "results"], "csv"));
    assert_eq!((names[0].as_str(), rows.len()), ("id", 0));
    let out = printed(&place, &["demo", "--view", "results"], "markdown");
    assert_eq!(
        out,
        "## demo: results\n\nThere is nothing to list.\n\nAs of 2026-12-17. Owner of the map: \
         nobody yet; never reviewed.\n"
    );
}

#[test]
fn what_is_no_table_is_refused_with_what_can_be_had() {
    let place = library();
    for (asked, what) in [
        (&["order"][..], "the board"),
        (&["order", "--view", "curve"], "the curve"),
        (&["order", "--view", "list"], "the list"),
        (&["order", "--against", "order"], "two maps"),
    ] {
        for format in ["csv", "markdown"] {
            let ran = place.fails(&[&["show"][..], asked, &["--format", format]].concat());
            let said = format!("--format {format} prints tables, not {what}");
            assert!(ran.err.contains(&said), "{}", ran.err);
            assert!(ran.err.contains("--view fix, actions, missing, results or risks"));
        }
    }
    let ran = place.fails(&["check", "order", "--format", "csv"]);
    assert!(ran.err.contains("text, json"), "{}", ran.err);
}

#[test]
fn control_characters_stay_in_the_csv_and_are_seen_in_the_markdown() {
    let place = Place::new();
    let title = "Show duties beside the price";
    let map = ORDER.replacen(title, "Duties\\u{1b}[31m\\u{202e}", 1);
    assert_ne!(map, ORDER);
    place.write("config/maps/order.ron", map);
    let csv = printed(&place, &["order", "--view", "actions"], "csv");
    assert!(csv.contains("Duties\u{1b}[31m\u{202e},"), "{csv:?}");
    let markdown = printed(&place, &["order", "--view", "actions"], "markdown");
    assert!(markdown.contains("Duties␛\\[31m⟨U+202E⟩"), "{markdown}");
}
