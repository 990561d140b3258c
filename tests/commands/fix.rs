//! `cjm fix`, and `cjm show --view fix`.

use serde_json::{Value, json};

use crate::place::{EXAMPLE, Place};

fn example() -> Place {
    let place = Place::new();
    place.write("example.ron", EXAMPLE);
    place
}

const SENTENCE: &str = "Fix first: Duties appear in the last step · 33 of 1,000 orders in \
                        September, CSAT 58, one action due 15 Dec";

#[test]
fn the_first_line_is_one_sentence_and_the_list_follows() {
    let place = example();
    let fix = ["fix", "example.ron", "--today", "2026-11-22", "--width", "120"];
    let ran = place.done(&fix);
    assert_eq!(ran.out.lines().next(), Some(SENTENCE));
    assert!(ran.out.contains("\n1  Duties appear in the last step"), "{}", ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn show_prints_the_same() {
    let place = example();
    for width in ["30", "80", "120"] {
        let shown = place.done(&["show", "example.ron", "--view", "fix", "--width", width]).out;
        assert_eq!(shown, place.done(&["fix", "example.ron", "--width", width]).out);
    }
}

#[test]
fn a_map_where_nothing_breaks_says_what_would_and_that_is_no_fault() {
    let place = Place::new();
    place.done(&["new", "order"]);
    let ran = place.done(&["fix", "order"]);
    assert!(ran.out.starts_with("Nothing to fix first yet: "), "{}", ran.out);
    let found = place.json(&["fix", "order"]);
    assert_eq!((&found["breaks"], &found["mended"]), (&json!([]), &json!([])));
}

#[test]
fn json_has_the_names_that_the_readme_gives() {
    let place = example();
    let found = place.json(&["fix", "example.ron", "--today", "2026-11-22"]);
    assert_eq!(found["map"], "First order from abroad");
    assert_eq!(found["today"], "2026-11-22");
    assert_eq!(found["sentence"], SENTENCE);
    assert_eq!(found["breaks"].as_array().map(Vec::len), Some(1));
    let mut first = found["breaks"][0].clone();
    // 1310 of 39800, which no binary fraction is
    let value = first["frequency"]["value"].take().as_f64().unwrap();
    assert!((value - 32.914_572_864).abs() < 1e-6, "{value}");
    assert_eq!(
        first,
        json!({
            "place": 1,
            "stage": "s-b7m0da",
            "touchpoint": "t-2hc8vp",
            "title": "Duties appear in the last step",
            "owner": "Payments",
            "rank": 25,
            "frequency": {
                "kind": "per_1000_orders",
                "value": Value::Null,
                "month": "2026-09",
                "level": 5,
                "trend": "rising",
            },
            "impact": {
                "kind": "given",
                "value": 5,
                "emotion": null,
                "csat": null,
                "importance": null,
                "drop_off": null,
            },
            "often": true,
            "grave": true,
            "fixed": null,
            "actions": [{
                "id": "a-77pz3e",
                "title": "Show duties on the product page",
                "owner": "Payments",
                "due": "2026-12-15",
                "effort": 2,
                "benefit": 5,
                "quick_win": true,
            }],
        })
    );
    let readme = include_str!("../../README.md");
    let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let parts = [&found, &first, &first["frequency"], &first["impact"], &first["actions"][0]];
    for name in parts.into_iter().flat_map(names) {
        assert!(readme.contains(&format!("`{name}`")), "the README does not say {name}");
    }
}

#[test]
fn what_is_fixed_leaves_the_list_and_is_mended() {
    let place = Place::new();
    let done = EXAMPLE.replace(
        r#"(on: "2026-09-02", state: Doing), //"#,
        r#"(on: "2026-10-02", state: Done), //"#,
    );
    assert_ne!(done, EXAMPLE);
    place.write("done.ron", done);
    let found = place.json(&["fix", "done.ron", "--today", "2026-11-22"]);
    assert_eq!(found["breaks"], json!([]));
    assert_eq!(found["sentence"], "Nothing to fix first: all that failed is mended");
    let mended = &found["mended"][0];
    assert_eq!(
        (&mended["touchpoint"], &mended["fixed"]),
        (&"t-2hc8vp".into(), &"2026-10-02".into())
    );
    assert_eq!((&mended["waits"], &mended["frequency"]["level"]), (&true.into(), &Value::Null));
    let out = place.done(&["fix", "done.ron", "--today", "2026-11-22"]).out;
    assert!(out.contains("\nMended\nDuties appear in the last step: fixed 2 Oct"), "{out}");
}
