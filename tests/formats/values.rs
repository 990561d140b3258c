//! What is printed is read again as the same map.

use cjm::model::JourneyMap;
use cjm::store::print::{Endings, Form, print, print_as};
use cjm::store::read::{ReadOnly, read};
use proptest::prelude::*;

use crate::arbitrary::{any_bare_map, any_map};
use crate::{EXAMPLE, around_touchpoint, canonical, open, printed_touchpoint};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_map_is_read_as_it_was_printed(map in any_map()) {
        let document = open(&print(&map));
        prop_assert_eq!(document.map, map);
        prop_assert!(!document.derived_ids);
    }

    #[test]
    fn a_canonical_text_is_printed_as_it_was_read(map in any_map()) {
        let text = print(&map);
        prop_assert_eq!(canonical(&text), text);
    }

    #[test]
    fn ron_itself_reads_what_is_printed(map in any_bare_map()) {
        let read: JourneyMap = ron::from_str(&print(&map)).unwrap();
        prop_assert_eq!(read, map);
    }

    #[test]
    fn any_bytes_are_a_map_or_an_error_with_a_place(bytes: Vec<u8>) {
        if let Err(error) = read(&bytes) {
            prop_assert!(error.faults().iter().all(|fault| fault.line > 0 && fault.column > 0));
        }
    }

    #[test]
    fn a_mark_and_carriage_returns_are_kept(map in any_map()) {
        let form = Form { endings: Endings::CrLf, bom: true };
        let text = print_as(&map, form);
        let document = open(&text);
        prop_assert_eq!(document.form, form);
        prop_assert_eq!(document.print(), text);
        prop_assert_eq!(document.map, map);
    }
}

#[test]
fn a_file_with_line_feeds_and_no_mark_stays_so() {
    assert_eq!(open(EXAMPLE).form, Form { endings: Endings::Lf, bom: false });
}

#[test]
fn every_script_stands_unescaped_in_the_file() {
    for text in [
        "می‌خواهم بدانم مُحَمَّد",
        "आख़िरी कब आएगा? क्ष",
        "கட்டணம் எப்போது",
        "ค่าธรรมเนียมน้ำ",
        "六天没有消息，没有人",
        "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}",
        "👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪🇫🇷",
        "l'année où c'était",
    ] {
        let printed = printed_touchpoint(&format!("doing: {text:?}"));
        assert_eq!(printed, format!("doing: \"{text}\",\n"));
    }
}

#[test]
fn what_cannot_be_seen_is_escaped() {
    let printed = printed_touchpoint(r#"doing: "a\n\t\\ \" \u{202e}\u{1b}\u{0}\u{feff}""#);
    assert_eq!(printed, "doing: \"a\\n\\t\\\\ \\\" \\u{202e}\\u{1b}\\0\\u{feff}\",\n");
}

#[test]
fn raw_texts_and_texts_of_several_lines_are_read() {
    let printed = printed_touchpoint("doing: r##\"a \"# b\"##, feeling: \"one\n  two\"");
    assert_eq!(printed, "doing: \"a \\\"# b\",\nfeeling: \"one\\n  two\",\n");
}

#[test]
fn numbers_keep_a_point() {
    let map = |number: &str| {
        let text = canonical(&format!("(format: 1, title: \"\", tickets: (score_max: {number}))"));
        text.lines().find_map(|line| line.trim().strip_prefix("score_max: ")).unwrap().to_owned()
    };
    for (written, printed) in [
        ("40", "40.0,"),
        ("-0.0", "0.0,"),
        ("58.50", "58.5,"),
        ("1e16", "1.0e16,"),
        ("1.5e300", "1.5e300,"),
        ("0.0000001", "1.0e-7,"),
        ("+3.", "3.0,"),
    ] {
        assert_eq!(map(written), printed, "{written}");
    }
}

#[test]
fn a_value_may_stand_in_some_and_be_none_everywhere() {
    let bare = printed_touchpoint(
        "emotion: -1, wait: \"2min\", detour: true, tags: [\"a\"], \
         handover: (emotion: 1, text: \"x\"), contact: Direct, doing: \"y\"",
    );
    let wrapped = printed_touchpoint(
        "emotion: Some(-1), wait: Some(\"2min\"), detour: Some(true), \
         tags: Some([\"a\"]), handover: Some((emotion: Some(1), text: \"x\")), \
         contact: Some(Direct), doing: Some(\"y\")",
    );
    assert_eq!(bare, wrapped);
    let none = printed_touchpoint(
        "emotion: None, wait: None, detour: None, tags: None, handover: None, doing: None",
    );
    assert_eq!(none, "");
}

#[test]
fn structs_may_be_named_and_attributes_left_out() {
    let plain = around_touchpoint("response: (hours: \"Mo\"), votes: [(by: \"I\", dots: 1)]");
    let named = "#![enable(implicit_some)]\n#![enable(unwrap_newtypes)]\nJourneyMap(format: 1, \
         title: \"m\", stages: [Stage(id: \"s-1\", name: \"Checkout\", touchpoints: [\
         Touchpoint(id: \"t-1\", title: \"Pays\", response: Response(hours: \"Mo\"), \
         votes: [Vote(by: \"I\", r#dots: 1,),],),],),],)";
    assert_eq!(canonical(named), canonical(&plain));
}

#[test]
fn what_says_nothing_is_not_written() {
    let printed = printed_touchpoint(
        "detour: false, doing: \"\", tags: [], quality: (), handover: (), support: (months: []), \
         response: (), emotion: 0",
    );
    assert_eq!(printed, "emotion: 0,\n");
    let text = canonical(
        "(format: 1, title: \"\", state: AsIs, persona: (), review: (every_days: 90, log: []), \
         scope: (), tickets: (columns: ()), findings: (), objectives: [])",
    );
    assert_eq!(
        text,
        "#![enable(implicit_some)]\nJourneyMap(\n    format: 1,\n    title: \"\",\n)\n"
    );
}

#[test]
fn a_missing_id_is_the_same_for_every_reader() {
    let text = "(format: 1, title: \"m\", stages: [(name: \"A\", touchpoints: [(title: \"x\"), \
         (title: \"x\"), (title: \"y\")]), (id: \"\", name: \"A\")], parking: [(text: \"p\")])";
    let (first, second) = (open(text), open(text));
    assert!(first.derived_ids);
    assert_eq!(first.map, second.map);
    let mut ids: Vec<_> = first.map.stages.iter().map(|stage| stage.id.clone()).collect();
    ids.extend(first.map.stages[0].touchpoints.iter().map(|touchpoint| touchpoint.id.clone()));
    ids.push(first.map.parking[0].id.clone());
    insta::assert_debug_snapshot!(ids.iter().map(|id| id.as_str()).collect::<Vec<_>>(), @r#"
    [
        "s-u4zcsj",
        "s-ay7qeo",
        "t-n7cq91",
        "t-z1s2f8",
        "t-xbnu6v",
        "n-8nde12",
    ]
    "#);
    let again = open(&print(&first.map));
    assert!(!again.derived_ids);
    assert_eq!(again.map, first.map);
}

#[test]
fn of_two_equal_ids_the_first_keeps_it_and_none_collides() {
    let derived = open(
        "(format: 1, title: \"m\", stages: [(id: \"a\", name: \"A\"), (id: \"a\", name: \"A\")])",
    )
    .map;
    assert_eq!(derived.stages[0].id.as_str(), "a");
    let taken = derived.stages[1].id.clone();
    let text = format!(
        "(format: 1, title: \"m\", stages: [(id: \"a\", name: \"A\"), (id: \"a\", name: \"A\"), \
         (id: \"{taken}\", name: \"B\")])"
    );
    let map = open(&text).map;
    assert_eq!(map.stages[2].id, taken);
    assert!(map.stages[1].id != taken && map.stages[1].id.as_str() != "a");
}

#[test]
fn a_newer_format_is_read_without_what_is_unknown_and_never_saved_over() {
    let text = EXAMPLE.replacen("format: 1,", "format: 7,\n    weather: Sunny(\"very\"),", 1);
    let document = open(&text);
    assert_eq!(document.read_only, Some(ReadOnly::NewerFormat(7)));
    assert_eq!(document.map.stages, open(EXAMPLE).map.stages);
    insta::assert_snapshot!(document.read_only.unwrap(), @"the file is in format 7, newer than format 1 of this cjm: it can be read here, and changed only with a newer one");
}
