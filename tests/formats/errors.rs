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
    insta::assert_snapshot!(refused(text), @r#"
    9:5: there is no field "ownr" here; did you mean "owner"?
    25:9: Lena: there is no field "markt" here; did you mean "market"?
    38:23: Ivo: there is no field "shoe_size" here; correct its name or remove it
    100:21: Checkout > Duties appear in the last step: there is no field "emotoin" here; did you mean "emotion"?
    "#);
}

#[test]
fn a_value_out_of_range_is_refused_at_its_place() {
    insta::assert_snapshot!(refused_touchpoint("emotion: 7,"), @r#"2:10: Checkout > Pays: "emotion" cannot be read: an emotion goes from -2 to 2, not 7"#);
    insta::assert_snapshot!(refused_touchpoint("importance: 0,"), @r#"2:13: Checkout > Pays: "importance" cannot be read: a rating goes from 1 to 5, not 0"#);
    insta::assert_snapshot!(refused_touchpoint("drop_off: 100.5,"), @r#"2:11: Checkout > Pays: "drop_off" cannot be read: a percentage goes from 0 to 100, not 100.5"#);
    insta::assert_snapshot!(refused_touchpoint("checked: \"2026-02-30\","), @r#"2:10: Checkout > Pays: "checked" cannot be read: a day is written like 2026-09-30, not "2026-02-30""#);
    insta::assert_snapshot!(refused_touchpoint("wait: \"soon\","), @r#"2:7: Checkout > Pays: "wait" cannot be read: a time is written like 20min, 3 days or 1d 4h, not "soon""#);
    insta::assert_snapshot!(refused_touchpoint("voices: [(text: \"v\", emotion: -3)],"), @r#"2:31: Checkout > Pays > v: "emotion" cannot be read: an emotion goes from -2 to 2, not -3"#);
    insta::assert_snapshot!(refused("(format: 0, title: \"m\")"), @r#"1:10: "format" cannot be read: formats are counted from 1"#);
}

#[test]
fn numbers_that_are_none_are_refused() {
    for number in ["NaN", "inf", "-inf", "1e999"] {
        let text = format!("(format: 1, title: \"m\", tickets: (score_max: {number}))");
        assert_eq!(
            refused(text),
            "1:46: tickets: \"score_max\" cannot be read: a number must be finite",
            "{number}"
        );
    }
    insta::assert_snapshot!(refused_touchpoint("emotion: 99999999999999999999,"), @r#"2:10: Checkout > Pays: "emotion" cannot be read: the number is too large"#);
    insta::assert_snapshot!(refused_touchpoint("votes: [(dots: 4294967296)],"), @r#"2:16: Checkout > Pays > votes 1: "dots" cannot be read: the number is too large"#);
}

#[test]
fn numbers_must_be_in_the_unit_of_their_metric() {
    insta::assert_snapshot!(refused_touchpoint(
        "metrics: [(name: \"CSAT\", unit: Percent,\n target: 140,\n readings: [(on: \
         \"2026-09-30\", value: -1)])],\n actions: [(id: \"a-1\", title: \"Act\", metric: \
         \"CSAT\",\n before: 101)],"
    ), @r#"
    3:10: Checkout > Pays > CSAT: "target" cannot be read: CSAT is in percent, which goes from 0 to 100, not 140
    4:39: Checkout > Pays > CSAT > readings 1: "value" cannot be read: CSAT is in percent, which goes from 0 to 100, not -1
    6:10: Checkout > Pays > Act: "before" cannot be read: CSAT is in percent, which goes from 0 to 100, not 101
    "#);
}

#[test]
fn an_unknown_word_is_refused_with_the_known_ones() {
    insta::assert_snapshot!(refused_touchpoint("contact: Dirct,"), @r#"2:10: Checkout > Pays: "contact" cannot be Dirct; did you mean Direct?"#);
    insta::assert_snapshot!(refused_touchpoint("sources: [Survey, Rumour],"), @r#"2:19: Checkout > Pays: "sources" cannot be Rumour; it is one of Interview, Survey, SupportTickets, Complaints, Analytics, SocialMedia, Observation, Operations, Workshop, Other"#);
}

#[test]
fn a_value_of_another_kind_is_refused() {
    insta::assert_snapshot!(refused_touchpoint("contact: \"Direct\","), @r#"2:10: Checkout > Pays: "contact" cannot be read: it must be a word without quotation marks"#);
    insta::assert_snapshot!(refused_touchpoint("doing: 5,"), @r#"2:8: Checkout > Pays: "doing" cannot be read: it must be text between quotation marks"#);
    insta::assert_snapshot!(refused_touchpoint("emotion: \"good\","), @r#"2:10: Checkout > Pays: "emotion" cannot be read: it must be a whole number"#);
    insta::assert_snapshot!(refused_touchpoint("tags: \"one\","), @r#"2:7: Checkout > Pays: "tags" cannot be read: it must be a list between [ and ]"#);
    insta::assert_snapshot!(refused_touchpoint("detour: 1,"), @r#"2:9: Checkout > Pays: "detour" cannot be read: it must be true or false"#);
    insta::assert_snapshot!(refused_touchpoint("quality: 5,"), @r#"2:10: Checkout > Pays: "quality" cannot be read: it must be fields between ( and )"#);
}

#[test]
fn a_missing_field_is_named() {
    insta::assert_snapshot!(refused("JourneyMap(format: 1)"), @r#"1:1: the field "title" is missing here; every such entry needs one"#);
    insta::assert_snapshot!(refused_touchpoint("notes: [\n(id: \"n-1\", kind: Pain)],"), @r#"3:1: Checkout > Pays > notes 1: the field "text" is missing here; every such entry needs one"#);
}

#[test]
fn a_needed_field_that_is_misspelt_is_said_to_be_that() {
    insta::assert_snapshot!(refused("(format: 1,\n    titel: \"m\")"), @r#"2:5: there is no field "titel" here; did you mean "title"?"#);
    insta::assert_snapshot!(refused(EXAMPLE.replace("            name: \"Discover\"", "            nmae: \"Discover\"")), @r#"60:13: stages 1: there is no field "nmae" here; did you mean "name"?"#);
    insta::assert_snapshot!(refused_touchpoint("notes: [\n(id: \"n-1\", kind: Pain, txt: \"a\", by: \"Ivo\")],"), @r#"3:25: Checkout > Pays > notes 1: there is no field "txt" here; did you mean "text"?"#);
    // what is not like it is not meant to be it
    insta::assert_snapshot!(refused("(format: 1, shoe_size: 43)"), @r#"1:1: the field "title" is missing here; every such entry needs one"#);
}

#[test]
fn a_file_that_ends_inside_a_text_ends_too_early() {
    insta::assert_snapshot!(refused("(\n    title: \"First ord"), @"2:13: the file ends too early, inside the text that begins here: what follows is cut off; open a backup, or add what is missing");
    insta::assert_snapshot!(refused("#![enable(implicit_some)]\n// First ord"), @"2:13: the file ends too early: what follows here is cut off; open a backup, or add what is missing");
}

#[test]
fn zeros_that_a_crash_left_are_recognised() {
    insta::assert_snapshot!(refused("\0".repeat(4096)), @"1:1: only zeros follow here: the file was not written to its end; open a backup");
    insta::assert_snapshot!(refused(format!("(\n    title: \"m\"{}\n", "\0".repeat(99))), @"2:15: only zeros follow here: the file was not written to its end; open a backup");
}

#[test]
fn the_end_of_a_file_without_its_beginning_is_no_map() {
    insta::assert_snapshot!(refused("2,\n    title: \"m\",\n)\n"), @"1:1: a map was expected here, which begins with JourneyMap(");
    insta::assert_snapshot!(refused("effort: 2, title: \"m\")\n"), @"1:7: a map was expected here, which begins with JourneyMap(");
}

#[test]
fn a_field_that_stands_twice_is_refused() {
    insta::assert_snapshot!(refused_touchpoint("emotion: 1,\nemotion: 2,"), @r#"3:8: Checkout > Pays: the field "emotion" stands here twice; remove one of them"#);
}

#[test]
fn a_slip_in_the_notation_is_refused_where_it_is() {
    insta::assert_snapshot!(refused_touchpoint("doing: \"a\"\nfeeling: \"b\","), @"3:1: Checkout > Pays: a comma is missing before this");
    insta::assert_snapshot!(refused_touchpoint("doing \"a\","), @"2:7: Checkout > Pays: a colon is missing after the field's name");
    insta::assert_snapshot!(refused_touchpoint("doing: \"a,"), @"2:9: Checkout > Pays: the text that begins here has no closing quotation mark");
    insta::assert_snapshot!(refused_touchpoint("tags: [\"a\" \"b\"],"), @"2:12: Checkout > Pays: a comma is missing before this");
    insta::assert_snapshot!(refused(format!("{EXAMPLE}more")), @"281:1: the map ends before this; only comments may follow it");
    insta::assert_snapshot!(refused("{\"title\": \"json\"}"), @"1:1: a map was expected here, which begins with JourneyMap(");
}

#[test]
fn an_empty_file_is_refused() {
    for text in ["", "\n\n  ", "\u{feff}"] {
        insta::allow_duplicates! { insta::assert_snapshot!(refused(text), @"1:1: the file holds no map; a map begins with JourneyMap( and its title"); }
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_offset() {
    insta::assert_snapshot!(refused(b"(\n  title: \"caf\xe9\")"), @"2:14: byte 15 is no UTF-8 text; save the file as UTF-8 and try again");
    insta::assert_snapshot!(refused(b"\xef\xbb\xbf(\xff"), @"1:2: byte 4 is no UTF-8 text; save the file as UTF-8 and try again");
}

#[test]
fn the_marks_of_a_failed_merge_are_recognised() {
    let text = EXAMPLE.replace(
        "    owner: \"Maya\",\n",
        "<<<<<<< HEAD\n    owner: \"Maya\",\n=======\n    owner: \"Ivo\",\n>>>>>>> other\n",
    );
    insta::assert_snapshot!(refused(text), @"9:1: git could not merge this file and left both sides in it; keep one side of each conflict and delete the lines that begin with <<<<<<<, ======= and >>>>>>>");
}

#[test]
fn ten_thousand_brackets_are_an_error_and_no_overflow() {
    let deep = |open: &str| format!("(format: 1, title: \"m\", unknown: {}", open.repeat(10_000));
    insta::assert_snapshot!(refused(deep("[")), @"1:98: more brackets stand in each other here than any map needs");
    for open in ["(", "Some(", "(a: ", "{1: ", "/*"] {
        assert!(!refused(deep(open)).is_empty());
    }
}

#[test]
fn a_newer_format_that_cannot_be_read_says_so() {
    let text = "(\n    format: 2,\n    title: \"m\",\n    state: Dreamt,\n)";
    insta::assert_snapshot!(refused(text), @r#"4:12: "state" cannot be Dreamt; it is one of AsIs, ToBe (the file is in format 2, newer than format 1 of this cjm: open it with a newer one)"#);
}

#[test]
fn a_file_cut_off_anywhere_is_an_error_with_a_place() {
    let whole = open(EXAMPLE).map;
    let check = |end: usize| match read(&EXAMPLE.as_bytes()[..end]) {
        Ok(document) => assert_eq!(document.map, whole, "cut at {end}"),
        Err(error) => {
            let lines = EXAMPLE.as_bytes()[..end].split(|&byte| byte == b'\n').count();
            for fault in error.faults() {
                assert!(fault.line >= 1 && fault.line <= lines, "cut at {end}: {fault}");
                assert!(fault.column >= 1);
            }
        }
    };
    let check = &check;
    std::thread::scope(|threads| {
        for first in 0..4 {
            threads.spawn(move || (first..EXAMPLE.len()).step_by(4).for_each(check));
        }
    });
}

#[test]
fn the_problem_can_be_told_apart_without_its_words() {
    let error = read(b"").unwrap_err();
    assert_eq!(error.faults()[0].problem, Problem::Empty);
}
