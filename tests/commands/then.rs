//! `cjm show --view curve --against MAP@review`: how it felt then.

use std::process::Command;

use crate::place::{EXAMPLE, Place};

/// The example as `order`, reviewed on two days, on both of which other
/// touchpoints felt otherwise.
fn reviewed() -> Place {
    let place = Place::new();
    place.write("config/maps/order.ron", EXAMPLE);
    let kept = |on: &str, emotion: i8| {
        let then = EXAMPLE.replace(
            "emotion: -2,\n                    target: 1,",
            &format!("emotion: {emotion},\n                    target: 1,"),
        );
        assert_ne!(then, EXAMPLE);
        place.write(&format!("config/snapshots/order/{on}.ron"), then);
    };
    kept("2025-06-01", 2);
    kept("2026-08-20", 0);
    place
}

fn curve(place: &Place, against: &str, more: &[&str]) -> crate::place::Ran {
    let mut arguments =
        vec!["show", "order", "--view", "curve", "--today", "2026-11-22", "--against", against];
    arguments.extend(more);
    place.run(&arguments)
}

#[test]
fn the_newest_review_is_drawn_into_the_curve_and_what_feels_different_is_listed() {
    let place = reviewed();
    let ran = curve(&place, "order@review", &[]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("First order from abroad\n"), "{}", ran.out);
    assert!(ran.out.contains("□ as of 20 Aug   "), "{}", ran.out);
    assert!(
        ran.out.ends_with(
            "\nSince 20 Aug: 1 worse.\nWorse: “Duties appear in the last step”, 0 → −2\n"
        ),
        "{}",
        ran.out
    );
    // as for cjm diff, the map alone is its newest review, and so it is
    // without the map before it
    assert_eq!(curve(&place, "order", &[]).out, ran.out);
    let alone = ["show", "--view", "curve", "--today", "2026-11-22", "--against", "order@review"];
    assert_eq!(place.done(&alone).out, ran.out);
    // without it the curve is as it always was
    assert!(!place.done(&["show", "order", "--view", "curve"]).out.contains("as of"));
}

#[test]
fn a_day_is_its_own_snapshot_or_the_one_before_and_that_is_said() {
    let place = reviewed();
    let ran = curve(&place, "order@2026-01-01", &["--width", "40"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("there is no snapshot of 1 Jan 2026"), "{}", ran.err);
    assert!(ran.out.contains("as of 1 Jun 2025"), "{}", ran.out);
    for line in ran.out.lines() {
        assert!(cjm::text::width(line) <= 40, "{line:?}");
    }
    let ran = curve(&place, "order@2020-01-01", &[]);
    assert_eq!(ran.code, 2, "{}", ran.out);
}

#[test]
fn json_has_every_touchpoint_with_how_it_felt_and_feels() {
    let place = reviewed();
    let ran = curve(&place, "order@review", &["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (report["on"].as_str(), report["map"].as_str()),
        (Some("2026-08-20"), Some("First order from abroad"),)
    );
    let rows = report["touchpoints"].as_array().unwrap();
    let differs: Vec<_> = rows.iter().filter(|row| row["then"] != row["emotion"]).collect();
    assert_eq!(differs.len(), 1);
    let row = differs[0];
    assert_eq!(
        (&row["id"], &row["then"], &row["emotion"]),
        (&"t-2hc8vp".into(), &0.into(), &(-2).into(),)
    );
    assert_eq!(row["new"], false);
}

#[test]
fn what_cannot_be_drawn_is_an_error_that_says_what_can() {
    let place = Place::new();
    place.write("config/maps/order.ron", EXAMPLE);
    place.write("config/maps/other.ron", EXAMPLE);
    let fails = |arguments: &[&str], said: &str| {
        let ran = place.fails(arguments);
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    };
    let curve = ["show", "order", "--view", "curve", "--against"];
    fails(&[&curve[..], &["order@review"]].concat(), "cjm review order");
    fails(&[&curve[..], &["other@review"]].concat(), "MAP@review");
    fails(&[&curve[..], &["other"]].concat(), "two maps are shown beside each other");
    fails(&["show", "order", "--view", "list", "--against", "other"], "--view curve");
    fails(&["show", "order", "--against", "order@review"], "--view curve");
    place.done(&["show", "order", "--against", "other"]);
}

#[test]
fn a_revision_of_git_is_called_by_its_name() {
    let path = std::env::var("PATH").unwrap();
    let place = reviewed();
    if Command::new("git").arg("--version").output().is_err() {
        return;
    }
    let git = |arguments: &[&str]| {
        let ran = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@b", "-C"])
            .arg(place.file("config"))
            .args(arguments)
            .output()
            .unwrap();
        assert!(ran.status.success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "first"]);
    place.done(&["add", "order", "Waits"]);
    let asked = ["show", "order", "--view", "curve", "--against", "order@HEAD"];
    let ran = place.run_with(&asked, &[("PATH", path.as_str())]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("as of HEAD"), "{}", ran.out);
    assert!(ran.out.ends_with("Since HEAD: 1 new.\nNew: “Waits”, not rated\n"), "{}", ran.out);
}

#[test]
fn each_of_two_snapshots_of_a_day_is_found_by_its_number() {
    let place = reviewed();
    let second = place.read("config/snapshots/order/2025-06-01.ron");
    place.write("config/snapshots/order/2026-08-20-2.ron", second);
    // on the first the duties felt neutral, on the second very good
    for (at, which, felt) in [
        ("2026-08-20-1", "20 Aug, the first of 2", "0 → −2"),
        ("2026-08-20-2", "20 Aug, the second of 2", "+2 → −2"),
        ("2026-08-20", "20 Aug, the second of 2", "+2 → −2"),
    ] {
        let out = curve(&place, &format!("order@{at}"), &[]).out;
        assert!(out.contains(&format!("Since {which}: 1 worse.")), "{at}: {out}");
        assert!(out.contains(felt), "{at}: {out}");
    }
    let ran = place.run(&["diff", "order@2026-08-20-1", "order@2026-08-20-2"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", ran.out);
    let ran = place.run(&["diff", "order@2026-08-20-1"]);
    assert!(ran.out.contains("Since 20 Aug 2026, the first of 2: "), "{}", ran.out);
    let said = place.fails(&["diff", "order@2026-08-20-3"]).err;
    assert!(said.contains("that day has 2; order@2026-08-20 is the last of them"), "{said}");
}
