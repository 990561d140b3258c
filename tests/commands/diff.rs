//! `cjm diff`: what is different, in words.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::place::{EXAMPLE, Place};

/// A home with the example as `old` and a changed one as `new`.
fn two_maps() -> Place {
    let place = Place::new();
    place.write("config/maps/old.ron", EXAMPLE);
    let changed = EXAMPLE
        .replace(
            "emotion: -2,\n                    target: 1,",
            "emotion: 1,\n                    target: 1,",
        )
        .replace("owner: \"Maya\"", "owner: \"Ivo\"");
    assert_ne!(changed, EXAMPLE);
    place.write("config/maps/new.ron", changed);
    place.done(&["add", "new", "Pays by card \u{1b}[31m"]);
    place
}

#[test]
fn the_same_maps_are_0_and_different_ones_1_with_sentences_by_stage_and_card() {
    let place = two_maps();
    let same = place.done(&["diff", "old", "old"]);
    assert_eq!(same.out, "In all: nothing changed.\n");
    let ran = place.run(&["diff", "old", "new"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(ran.out.starts_with("The map\n  owner: “Maya” → “Ivo”\nStage “"), "{}", ran.out);
    assert!(ran.out.contains("“Pays by card [31m” added"), "{}", ran.out);
    assert!(ran.out.ends_with("\nIn all: 1 added, 2 changed.\n"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "{}", ran.out);
    assert_eq!(ran.out, place.run(&["diff", "old", "new"]).out);
    // the other way round
    let back = place.run(&["diff", "new", "old"]).out;
    assert!(back.contains("owner: “Ivo” → “Maya”") && back.contains("1 removed"), "{back}");
}

#[test]
fn json_has_every_change_with_its_place_and_values() {
    let place = two_maps();
    let ran = place.run(&["diff", "old", "new", "--format", "json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((report["added"].as_u64(), report["changed"].as_u64()), (Some(1), Some(2)));
    let changes = report["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 3);
    let owner = &changes[0];
    assert_eq!(owner["change"].as_str(), Some("field"));
    assert_eq!(owner["field"].as_str(), Some("owner"));
    assert_eq!(owner["before"].as_str(), Some("\"Maya\""));
    assert!(changes.iter().any(|it| it["change"] == "added" && it["of"] == "touchpoint"));
    assert!(changes.iter().all(|it| it["text"].as_str().is_some_and(|text| !text.is_empty())));
}

#[test]
fn a_map_is_compared_with_its_newest_review() {
    let place = two_maps();
    let ran = place.fails(&["diff", "new@review"]);
    assert!(ran.err.contains("cjm review new"), "{}", ran.err);
    place.done(&["review", "new"]);
    for asked in [&["diff", "new@review"][..], &["diff", "new"], &["diff", "new@review", "new"]] {
        let ran = place.done(asked);
        assert!(ran.out.ends_with("nothing changed.\n"), "{asked:?}: {}", ran.out);
    }
    place.done(&["add", "new", "Waits"]);
    let ran = place.run(&["diff", "new@review"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("“Waits” added\n\nSince "), "{}", ran.out);
}

#[test]
fn a_day_is_its_own_snapshot_or_the_one_before_and_that_is_said() {
    let place = two_maps();
    let kept = |on: &str, title: &str| {
        let text = EXAMPLE.replace("First order from abroad", title);
        place.write(&format!("config/snapshots/old/{on}.ron"), text);
    };
    kept("2026-06-01", "June");
    kept("2026-08-20", "August");
    kept("2026-08-20-2", "Late August");
    for (day, title, is_said) in [
        ("2026-08-20", "Late August", false),
        ("2026-08-19", "June", true),
        ("2026-06-01", "June", false),
        ("2999-01-01", "Late August", true),
    ] {
        let ran = place.run(&["diff", &format!("old@{day}")]);
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert!(ran.out.contains(&format!("title: “{title}” → ")), "{day}: {}", ran.out);
        assert_eq!(ran.err.contains("there is no snapshot of"), is_said, "{day}: {}", ran.err);
    }
    let ran = place.fails(&["diff", "old@2026-05-31"]);
    assert!(ran.err.contains("old@2026-06-01"), "{}", ran.err);
    place.write("config/snapshots/old/2026-08-20-2.ron", "no map");
    let ran = place.fails(&["diff", "old@review"]);
    assert!(
        ran.err.contains("2026-08-20-2.ron") && ran.err.contains("old@2026-06-01"),
        "{}",
        ran.err
    );
}

#[test]
fn standard_input_is_a_map_and_a_file_with_an_at_sign_is_itself() {
    let place = two_maps();
    let ran = place.run_fed(&["diff", "-", "old"], EXAMPLE.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    place.write("me@home/map@review.ron", EXAMPLE);
    place.done(&["diff", "me@home/map@review.ron", "old"]);
    assert_eq!(place.run_fed(&["diff", "-", "old"], b"no map").code, 2);
    place.fails(&["diff", "-", "-"]);
    place.fails(&["diff", "-"]);
}

#[test]
fn what_cannot_be_compared_is_an_error_that_says_what_can() {
    let place = two_maps();
    for (asked, said) in [
        ("old@", "old@review"),
        ("nothing@review", "there is no map nothing"),
        ("old@-x", "no revision begins with -"),
        ("old@HEAD", "2026-08-20"),
    ] {
        let ran = place.fails(&["diff", asked]);
        assert!(ran.err.contains(said), "{asked}: {}", ran.err);
    }
}

#[test]
fn a_revision_of_git_is_what_git_has_of_the_file() {
    let path = std::env::var("PATH").unwrap();
    let place = two_maps();
    let variables = [("PATH", path.as_str())];
    let diff = |asked: &str| place.run_with(&["diff", asked], &variables);
    let Ok(found) = Command::new("git").arg("--version").output() else { return };
    assert!(found.status.success());
    let outside = diff("old@HEAD");
    assert_eq!(outside.code, 2, "{}", outside.out);
    assert!(outside.err.contains("git says: not a git repository"), "{}", outside.err);

    let git = |arguments: &[&str]| {
        let ran = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@b", "-C"])
            .arg(Path::new(&place.file("config")))
            .args(arguments)
            .output()
            .unwrap();
        assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "first"]);
    assert_eq!(diff("old@HEAD").code, 0);
    place.done(&["add", "old", "Waits"]);
    let ran = diff("old@HEAD");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("“Waits” added"), "{}", ran.out);
    let unknown = diff("old@no-such-branch");
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("no-such-branch"), "{}", unknown.err);
    // a path from elsewhere, and a map that git does not have
    let ran = place.run_with(&["diff", "./config/maps/old.ron@HEAD"], &variables);
    assert_eq!(ran.code, 1, "{}", ran.err);
    place.write("config/maps/fresh.ron", EXAMPLE);
    assert_eq!(diff("fresh@HEAD").code, 2);
}
