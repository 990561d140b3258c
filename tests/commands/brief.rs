//! `cjm show --view brief`.

use crate::place::{EXAMPLE, Place};

/// The example that ships with the program.
const ORDER: &str = include_str!("../../assets/examples/cross-border-order.ron");

fn shown(place: &Place, map: &str, rest: &[&str]) -> String {
    let asked = ["show", map, "--view", "brief", "--today", "2026-11-22"];
    place.done(&[&asked[..], rest].concat()).out
}

#[test]
fn a_brief_is_printed_at_any_width() {
    let place = Place::new();
    place.write("order.ron", ORDER);
    for width in [20, 40, 60, 80, 120, 200] {
        let text = width.to_string();
        let out = shown(&place, "order.ron", &["--width", &text]);
        for line in out.lines() {
            assert!(cjm::text::width(line) <= width, "{width}: {line:?}");
            assert_eq!(line, line.trim_end());
        }
        if [40, 80, 120].contains(&width) {
            insta::assert_snapshot!(format!("brief_{width}"), out);
        }
    }
}

#[test]
fn what_is_not_filled_in_is_not_said() {
    let place = Place::new();
    place.write("example.ron", EXAMPLE);
    let out = shown(&place, "example.ron", &[]);
    for said in [
        "the next is due on 18 Nov 2026, 4 days late",
        "2 of 4 touchpoints have a goal and an owner",
        "Halve the 'where is my parcel' tickets",
        "The price she saw",
        "Maya, Customer support",
    ] {
        assert!(out.contains(said), "{said}:\n{out}");
    }
    // the map has neither
    assert!(!out.contains("delights") && !out.contains("opportunities"), "{out}");
    for taken in ["market", "drivers", "decision", "scenario"] {
        let field = format!("{taken}: ");
        let line = EXAMPLE.lines().find(|line| line.trim_start().starts_with(&field)).unwrap();
        place.write("less.ron", EXAMPLE.replace(&format!("{line}\n"), ""));
        let less = shown(&place, "less.ron", &[]);
        assert_eq!(less.lines().count(), out.lines().count() - 1, "{taken}:\n{less}");
    }
}

#[test]
fn an_empty_brief_says_how_to_begin() {
    let place = Place::new();
    place.done(&["new", "order"]);
    let out = shown(&place, "order", &["--width", "200"]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[..3], ["order", "The journey as it is", ""]);
    assert!(lines[3].starts_with("The brief is empty: open the map and press v i"), "{out}");
    // how far it is and what is known are said without a brief, too
    place.done(&["new", "risks", "--template", "cross-border"]);
    let out = shown(&place, "risks", &[]);
    assert!(out.contains("The brief is empty"), "{out}");
    assert!(out.contains("1 list         9 of 9 stages have touchpoints"), "{out}");
    assert!(out.contains("1 gap noted, no action yet"), "{out}");
}

#[test]
fn a_brief_is_json_with_documented_names() {
    let place = Place::new();
    place.write("order.ron", ORDER);
    let brief = place.json(&["show", "order.ron", "--view", "brief", "--today", "2026-11-22"]);
    assert_eq!(
        (&brief["title"], &brief["state"]),
        (&"First order from abroad".into(), &"AsIs".into())
    );
    assert_eq!((&brief["priority"], &brief["tags"][1]), (&1.into(), &"europe".into()));
    assert_eq!(brief["persona"]["name"], "Lena");
    assert_eq!(brief["objectives"][1], "Nobody learns of duties in the last step");
    assert_eq!(brief["scope"]["from"], "Sees the first ad");
    assert_eq!(brief["team"][2]["department"], "Payments");
    let review = &brief["review"];
    assert_eq!((&review["every_days"], &review["in_days"]), (&90.into(), &21.into()));
    assert_eq!(
        (&review["last"]["on"], &review["next"]),
        (&"2026-09-14".into(), &"2026-12-13".into())
    );
    let steps = brief["steps"].as_array().unwrap();
    let names: Vec<_> = steps.iter().map(|step| step["step"].as_str().unwrap()).collect();
    assert_eq!(names, ["list", "goals", "breaks", "fix_first", "track"]);
    assert_eq!((&steps[0]["done"], &steps[0]["is_done"]), (&9.into(), &true.into()));
    for kind in ["breaks", "lows", "delights", "opportunities"] {
        assert_eq!(brief[kind].as_array().unwrap().len(), 3, "{kind}");
    }
    assert_eq!(brief["breaks"][1]["touchpoint_id"], brief["lows"][0]["touchpoint_id"]);
    assert_eq!(
        (&brief["lows"][0]["emotion"], &brief["lows"][0]["feeling"]),
        (&(-2).into(), &"cheated".into())
    );
    assert_eq!(brief["delights"][0]["stage"], "Discover");
    assert_eq!(brief["expectations"][2]["text"], "The price she saw");
    assert_eq!(brief["expectations"].as_array().unwrap().len(), 6);
}
