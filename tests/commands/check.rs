//! `cjm check`: what is missing, with its place; in CI and before a commit.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::place::{EXAMPLE, Place};

const TODAY: &str = "2026-11-22";

/// A map on which nothing is missing on any day.
const COMPLETE: &str = r#"#![enable(implicit_some)]
JourneyMap(
    format: 1,
    title: "Order",
    decision: "What to mend first",
    objectives: [
        "Fewer questions",
    ],
    scope: (
        from: "Sees the ad",
        to: "Has the parcel",
    ),
    persona: (
        name: "Lena",
    ),
    stages: [
        (
            id: "s-1",
            name: "Checkout",
            phase: Sale,
            touchpoints: [
                (
                    id: "t-1",
                    title: "Sees the total",
                    emotion: 1,
                    channel: "Website",
                    goal: "Clear",
                    owner: "Payments",
                ),
            ],
        ),
    ],
    findings: (
        off: ["review-never"],
    ),
)
"#;

/// The same without the owner.
fn unowned() -> String {
    COMPLETE.replace("                    owner: \"Payments\",\n", "")
}

#[test]
fn each_finding_is_a_line_with_its_place_and_the_exit_code_says_whether_there_are_any() {
    let place = Place::new();
    place.write("config/maps/order.ron", COMPLETE);
    let ran = place.done(&["check", "order"]);
    assert_eq!((&*ran.out, &*ran.err), ("", "cjm: 1 map, 0 errors, 0 warnings, 0 infos\n"));
    place.write("config/maps/order.ron", unowned());
    let ran = place.run(&["check", "order"]);
    let path = place.map("order");
    assert_eq!(ran.out, format!("{path}:22:17: owner-missing: “Sees the total” has no owner\n"));
    assert_eq!((ran.code, &*ran.err), (1, "cjm: 1 map, 0 errors, 1 warning, 0 infos\n"));
}

#[test]
fn a_field_that_is_written_is_the_place_and_lines_stand_in_its_order() {
    let place = Place::new();
    let text = COMPLETE
        .replace("            phase: Sale,\n", "")
        .replace("title: \"Sees the total\"", "title: \"Process the order\"")
        .replace("owner: \"Payments\",", "owner: None, // ask Ivo")
        .replace("name: \"Lena\"", "about: \"34\"")
        .replace("[\"review-never\"]", "[\"review-never\", \"owner-mising\"]");
    place.write("order.ron", format!("\u{feff}{}", text.replace('\n', "\r\n")));
    let ran = place.run(&["check", "./order.ron"]);
    assert_eq!(
        ran.out,
        "./order.ron:13:5: persona-missing: the map does not say who makes the journey\n\
         ./order.ron:17:9: phase-missing: stage “Checkout” has no phase\n\
         ./order.ron:23:21: title-process: “Process the order” reads like what the company does\n\
         ./order.ron:27:21: owner-missing: “Process the order” has no owner\n\
         ./order.ron:33:31: code-unknown: there is no rule “owner-mising”; did you mean owner-missing?\n"
    );
    assert_eq!((ran.code, &*ran.err), (1, "cjm: 1 map, 0 errors, 3 warnings, 2 infos\n"));
}

#[test]
fn the_level_says_what_is_printed_and_what_counts() {
    let place = Place::new();
    let with = |findings: &str| unowned().replace("off: [\"review-never\"]", findings);
    place.write("hint.ron", with("off: [\"review-never\"], levels: [(\"owner-missing\", Info)]"));
    place.write("error.ron", with("off: [\"review-never\"], levels: [(\"owner-missing\", Error)]"));
    place.write("off.ron", with("off: [\"review-never\", \"owner-missing\"]"));
    place.write("warning.ron", unowned());
    let code_and_lines = |arguments: &[&str]| {
        let ran = place.run(&[&["check"], arguments].concat());
        (ran.code, ran.out.lines().count())
    };
    assert_eq!(code_and_lines(&["off.ron"]), (0, 0));
    assert_eq!(code_and_lines(&["hint.ron"]), (0, 1));
    assert_eq!(code_and_lines(&["hint.ron", "--level", "warning"]), (0, 0));
    assert_eq!(code_and_lines(&["warning.ron", "--level", "warning"]), (1, 1));
    assert_eq!(code_and_lines(&["warning.ron", "--level", "error"]), (0, 0));
    assert_eq!(code_and_lines(&["error.ron", "--level", "error"]), (1, 1));
    let ran = place.run(&["check", "off.ron", "hint.ron", "warning.ron", "error.ron"]);
    assert_eq!((ran.code, &*ran.err), (1, "cjm: 4 maps, 1 error, 1 warning, 1 info\n"));
    let files: Vec<&str> = ran.out.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(files, ["hint.ron", "warning.ron", "error.ron"]);
}

#[test]
fn a_map_that_cannot_be_read_is_said_with_its_place_and_the_others_are_checked() {
    let place = Place::new();
    place.write("broken.ron", COMPLETE.replace("emotion: 1", "emotion: 7"));
    place.write("two.ron", COMPLETE.replace("goal:", "gaol:").replace("phase:", "phrase:"));
    place.write("order.ron", unowned());
    place.write("config/maps/parcel.ron", COMPLETE);
    let ran = place.run(&["check", "broken.ron", "gone.ron", "two.ron", "parcle", "order.ron"]);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 6, "{}", ran.out);
    let starts = [
        "broken.ron:25:30: unreadable: Checkout > Sees the total: \"emotion\" cannot be read",
        "gone.ron:1:1: unreadable: could not read gone.ron",
        "two.ron:20:13: unreadable: Checkout: there is no field \"phrase\" here; did you mean",
        "two.ron:27:21: unreadable: Checkout > Sees the total: there is no field \"gaol\" here",
        "parcle:1:1: unreadable: there is no map parcle",
        "order.ron:22:17: owner-missing: ",
    ];
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}\n{start}");
    }
    assert!(lines[4].contains("did you mean parcel?"), "{}", lines[4]);
    assert_eq!(
        (ran.code, &*ran.err),
        (2, "cjm: 5 maps, 0 errors, 1 warning, 0 infos; 4 could not be read\n")
    );
}

#[test]
fn json_has_the_same_with_levels_and_repairs() {
    let place = Place::new();
    place.write("order.ron", unowned());
    place.write("broken.ron", "");
    let ran = place.run(&["check", "order.ron", "broken.ron", "--format", "json"]);
    assert_eq!((ran.code, &*ran.err), (2, ""));
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    for (field, number) in
        [("maps", 2), ("unreadable", 1), ("errors", 0), ("warnings", 1), ("infos", 0)]
    {
        assert_eq!(report[field], number, "{field}");
    }
    let finding = &report["findings"][0];
    for (field, value) in [
        ("file", Value::from("order.ron")),
        ("line", 22.into()),
        ("column", 17.into()),
        ("code", "owner-missing".into()),
        ("level", "warning".into()),
        ("sentence", "“Sees the total” has no owner".into()),
        ("repair", "Say who answers for it: c o (owner).".into()),
        ("id", "t-1".into()),
        ("field", "owner".into()),
    ] {
        assert_eq!(finding[field], value, "{field}");
    }
    let broken = &report["findings"][1];
    assert_eq!(broken["code"], "unreadable");
    assert_eq!((&broken["level"], &broken["id"]), (&"error".into(), &Value::Null));
}

#[test]
fn the_rules_are_listed_with_what_they_are_for_and_what_mends_them() {
    let place = Place::new();
    insta::assert_snapshot!("rules", place.done(&["check", "--rules"]).out);
    let rules = place.json(&["check", "--rules"]);
    let rules = rules.as_array().unwrap();
    assert_eq!(rules.len(), cjm::insight::missing::Rule::ALL.len());
    let owner = rules.iter().find(|rule| rule["code"] == "owner-missing").unwrap();
    assert_eq!(owner["level"], "warning");
    assert_eq!(owner["repair"], "Say who answers for it: c o (owner).");
    assert!(owner["what"].as_str().unwrap().contains("without an owner"), "{owner}");
    assert_ne!(owner["help"], "");
}

#[test]
fn arguments_that_make_no_sense_are_refused() {
    let place = Place::new();
    for arguments in [
        &["check"][..],
        &["check", "x.ron", "--rules"],
        &["check", "x.ron", "--today", "soon"],
        &["check", "x.ron", "--level", "fatal"],
    ] {
        assert!(place.fails(arguments).err.contains("--help"), "{arguments:?}");
    }
}

#[test]
fn names_in_a_map_cannot_send_anything_to_the_terminal() {
    let place = Place::new();
    let title = "\\u{1b}]0;x\\u{7}\\u{202e}".to_owned() + &"long ".repeat(100);
    place.write("order.ron", unowned().replace("Sees the total", &title));
    let ran = place.run(&["check", "order.ron"]);
    assert!(!ran.out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{:?}", ran.out);
    assert!(ran.out.chars().count() < 150, "{:?}", ran.out);
}

#[test]
fn the_examples_say_what_is_left_to_do() {
    let place = Place::new();
    let order = include_str!("../../assets/examples/cross-border-order.ron");
    for (name, text) in [("order", order), ("format", EXAMPLE)] {
        let file = format!("{name}.ron");
        place.write(&file, text);
        let ran = place.run(&["check", &file, "--today", TODAY]);
        insta::assert_snapshot!(format!("example_{name}"), format!("{}{}", ran.out, ran.err));
    }
}

#[test]
fn a_new_map_of_a_template_asks_for_what_only_its_mapper_knows() {
    let place = Place::new();
    let mut said = String::new();
    let templates = place.json(&["templates"]);
    for template in templates.as_array().unwrap() {
        let name = template["name"].as_str().unwrap();
        if name == "example" {
            // it is finished, and has a test of its own
            continue;
        }
        place.done(&["new", name, "--template", name]);
        let ran = place.run(&["check", name, "--format", "json"]);
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(report["errors"], 0, "{name}");
        said += &format!("{name}\n");
        let mut counts = std::collections::BTreeMap::<&str, usize>::new();
        for finding in report["findings"].as_array().unwrap() {
            *counts.entry(finding["code"].as_str().unwrap()).or_default() += 1;
        }
        for (code, count) in counts {
            said += &format!("{count:5} {code}\n");
        }
    }
    insta::assert_snapshot!("templates", said);
}

fn readme() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap()
}

/// The only block of that language in the README that holds `mark`.
fn block(language: &str, mark: &str) -> String {
    let readme = readme();
    let fence = format!("```{language}\n");
    let blocks = readme.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap());
    let found: Vec<&str> = blocks.filter(|block| block.contains(mark)).collect();
    assert_eq!(found.len(), 1, "{language} with {mark}");
    found[0].to_owned()
}

/// Runs a program of the system in the folder of `place`, with cjm on its PATH.
fn run(place: &Place, program: &str, arguments: &[&str]) -> Output {
    let ours = Path::new(env!("CARGO_BIN_EXE_cjm")).parent().unwrap();
    let theirs = std::env::var("PATH").unwrap();
    Command::new(program)
        .args(arguments)
        .current_dir(place.file("."))
        .env_clear()
        .env("PATH", format!("{}:{theirs}", ours.display()))
        .env("HOME", place.file("."))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap()
}

#[test]
fn the_ci_job_of_the_readme_runs_as_printed() {
    let job = block("yaml", "cjm check");
    let runs: Vec<&str> =
        job.lines().filter_map(|line| line.trim().strip_prefix("- run: ")).collect();
    assert_eq!(runs.len(), 2, "{job}");
    let place = Place::new();
    let codes = || -> Vec<i32> {
        let codes = runs.iter().map(|line| run(&place, "sh", &["-e", "-c", line]).status.code());
        codes.map(Option::unwrap).collect()
    };
    place.write("maps/order.ron", COMPLETE);
    assert_eq!(codes(), [0, 0]);
    place.write("maps/parcel.ron", unowned());
    assert_eq!(codes(), [0, 1]);
    place.write("maps/parcel.ron", "no map");
    assert_eq!(codes(), [0, 2]);
}

#[test]
fn the_hook_of_the_readme_keeps_what_is_missing_out_of_commits() {
    let place = Place::new();
    let git = |arguments: &[&str]| {
        let who = ["-c", "user.name=Maya", "-c", "user.email=maya@example.org"];
        run(&place, "git", &[&who, arguments].concat())
    };
    let done = |arguments: &[&str]| {
        let ran = git(arguments);
        assert!(ran.status.success(), "{arguments:?}: {ran:?}");
    };
    let commit = || {
        let ran = git(&["commit", "-m", "maps"]);
        (ran.status.success(), String::from_utf8(ran.stderr).unwrap())
    };
    done(&["init", "-q"]);
    place.write(".git/hooks/pre-commit", block("sh", "pre-commit"));
    assert!(run(&place, "chmod", &["+x", ".git/hooks/pre-commit"]).status.success());

    place.write("maps/first order.ron", COMPLETE);
    place.write("keys.ron", "{}");
    done(&["add", "."]);
    assert!(commit().0, "nothing is missing");

    place.write("maps/parcel.ron", unowned());
    done(&["add", "maps/parcel.ron"]);
    // what is staged counts, not what was mended since
    place.write("maps/parcel.ron", COMPLETE);
    let (accepted, said) = commit();
    assert!(!accepted, "{said}");
    assert!(said.contains("maps/parcel.ron:22:17: owner-missing: "), "{said}");
    done(&["add", "maps/parcel.ron"]);
    assert!(commit().0, "it is mended");

    // what is not in the commit does not stop it
    place.write("maps/parcel.ron", unowned());
    done(&["rm", "-q", "--cached", "maps/first order.ron"]);
    let (accepted, said) = commit();
    assert!(accepted, "{said}");
}
