//! What is refused, where, and in which words.

use cjm::store::read::{Problem, read};

use crate::{EXAMPLE, around_touchpoint, open};

fn refused(text: impl AsRef<[u8]>) -> String {
    read(text.as_ref()).expect_err("this must not be readable").to_string()
}

fn refused_touchpoint(fields: &str) -> String {
    refused(around_touchpoint(&format!("\n{fields}\n")))
}

#[test]
fn every_unknown_field_is_named_with_its_place_and_the_nearest_known_one() {
    let text = EXAMPLE
        .replace(
            "emotion: -2,\n                    target",
            "emotoin: -2,\n                    target",
        )
        .replace("    owner: \"Maya\",", "    ownr: \"Maya\",")
        .replace("(name: \"Ivo\", department: \"Logistics\")", "(name: \"Ivo\", shoe_size: 43)")
        .replace("market: \"Germany\"", "markt: \"Germany\"");
    insta::assert_snapshot!(refused(text), @"");
}

#[test]
fn a_value_out_of_range_is_refused_at_its_place() {
    insta::assert_snapshot!(refused_touchpoint("emotion: 7,"), @"");
    insta::assert_snapshot!(refused_touchpoint("importance: 0,"), @"");
    insta::assert_snapshot!(refused_touchpoint("drop_off: 100.5,"), @"");
    insta::assert_snapshot!(refused_touchpoint("checked: \"2026-02-30\","), @"");
    insta::assert_snapshot!(refused_touchpoint("wait: \"soon\","), @"");
    insta::assert_snapshot!(refused_touchpoint("voices: [(text: \"v\", emotion: -3)],"), @"");
    insta::assert_snapshot!(refused("(format: 0, title: \"m\")"), @"");
}

#[test]
fn numbers_that_are_none_are_refused() {
    for number in ["NaN", "inf", "-inf", "1e999"] {
        let text = format!("(format: 1, title: \"m\", tickets: (score_max: {number}))");
        assert_eq!(
            refused(text),
            "1:49: tickets: \"score_max\" cannot be read: a number must be finite",
            "{number}"
        );
    }
    insta::assert_snapshot!(refused_touchpoint("emotion: 99999999999999999999,"), @"");
    insta::assert_snapshot!(refused_touchpoint("votes: [(dots: 4294967296)],"), @"");
}

#[test]
fn numbers_must_be_in_the_unit_of_their_metric() {
    insta::assert_snapshot!(refused_touchpoint(
        "metrics: [(name: \"CSAT\", unit: Percent,\n target: 140,\n readings: [(on: \
         \"2026-09-30\", value: -1)])],\n actions: [(id: \"a-1\", title: \"Act\", metric: \
         \"CSAT\",\n before: 101)],"
    ), @"");
}

#[test]
fn an_unknown_word_is_refused_with_the_known_ones() {
    insta::assert_snapshot!(refused_touchpoint("contact: Dirct,"), @"");
    insta::assert_snapshot!(refused_touchpoint("sources: [Survey, Rumour],"), @"");
}

#[test]
fn a_value_of_another_kind_is_refused() {
    insta::assert_snapshot!(refused_touchpoint("contact: \"Direct\","), @"");
    insta::assert_snapshot!(refused_touchpoint("doing: 5,"), @"");
    insta::assert_snapshot!(refused_touchpoint("emotion: \"good\","), @"");
    insta::assert_snapshot!(refused_touchpoint("tags: \"one\","), @"");
    insta::assert_snapshot!(refused_touchpoint("detour: 1,"), @"");
    insta::assert_snapshot!(refused_touchpoint("quality: 5,"), @"");
}

#[test]
fn a_missing_field_is_named() {
    insta::assert_snapshot!(refused("JourneyMap(format: 1)"), @"");
    insta::assert_snapshot!(refused_touchpoint("notes: [\n(id: \"n-1\", kind: Pain)],"), @"");
}

#[test]
fn a_field_that_stands_twice_is_refused() {
    insta::assert_snapshot!(refused_touchpoint("emotion: 1,\nemotion: 2,"), @"");
}

#[test]
fn a_slip_in_the_notation_is_refused_where_it_is() {
    insta::assert_snapshot!(refused_touchpoint("doing: \"a\"\nfeeling: \"b\","), @"");
    insta::assert_snapshot!(refused_touchpoint("doing \"a\","), @"");
    insta::assert_snapshot!(refused_touchpoint("doing: \"a,"), @"");
    insta::assert_snapshot!(refused_touchpoint("tags: [\"a\" \"b\"],"), @"");
    insta::assert_snapshot!(refused(format!("{EXAMPLE}more")), @"");
    insta::assert_snapshot!(refused("{\"title\": \"json\"}"), @"");
}

#[test]
fn an_empty_file_is_refused() {
    for text in ["", "\n\n  ", "\u{feff}"] {
        insta::allow_duplicates! { insta::assert_snapshot!(refused(text), @""); }
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_offset() {
    insta::assert_snapshot!(refused(b"(\n  title: \"caf\xe9\")"), @"");
    insta::assert_snapshot!(refused(b"\xef\xbb\xbf(\xff"), @"");
}

#[test]
fn the_marks_of_a_failed_merge_are_recognised() {
    let text = EXAMPLE.replace(
        "    owner: \"Maya\",\n",
        "<<<<<<< HEAD\n    owner: \"Maya\",\n=======\n    owner: \"Ivo\",\n>>>>>>> other\n",
    );
    insta::assert_snapshot!(refused(text), @"");
}

#[test]
fn ten_thousand_brackets_are_an_error_and_no_overflow() {
    let deep = |open: &str| format!("(format: 1, title: \"m\", unknown: {}", open.repeat(10_000));
    insta::assert_snapshot!(refused(deep("[")), @"");
    for open in ["(", "Some(", "(a: ", "{1: ", "/*"] {
        assert!(!refused(deep(open)).is_empty());
    }
}

#[test]
fn a_newer_format_that_cannot_be_read_says_so() {
    let text = "(\n    format: 2,\n    title: \"m\",\n    state: Dreamt,\n)";
    insta::assert_snapshot!(refused(text), @"");
}

#[test]
fn a_file_cut_off_anywhere_is_an_error_with_a_place() {
    for end in 0..EXAMPLE.len() {
        match read(&EXAMPLE.as_bytes()[..end]) {
            Ok(document) => assert_eq!(document.map, open(EXAMPLE).map, "cut at {end}"),
            Err(error) => {
                let lines = EXAMPLE.as_bytes()[..end].split(|&byte| byte == b'\n').count();
                for fault in error.faults() {
                    assert!(fault.line >= 1 && fault.line <= lines, "cut at {end}: {fault}");
                    assert!(fault.column >= 1);
                }
            }
        }
    }
}

#[test]
fn the_problem_can_be_told_apart_without_its_words() {
    let error = read(b"").unwrap_err();
    assert_eq!(error.faults()[0].problem, Problem::Empty);
}
