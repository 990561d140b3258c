//! How a map is laid out in its file.

use crate::{canonical, printed_touchpoint};

#[test]
fn rows_stand_on_one_line_without_trailing_commas() {
    insta::assert_snapshot!(printed_touchpoint(
        "voices: [(by: \"Maya\", text: \"They call\",),],\n votes: [(dots: 2,)], behind: [(text: \
         \"b\", wait: \"30d\")], response: (typical: \"4h\", hours: \"Mo\",), checklist: [(text: \
         \"c\", done: false)], support: (months: [(month: \"2026-08\", tickets: 1, csat: 61, \
         languages: [(\"de\", 820,), (\"en\", 420)])], top: [(kind: Return, text: \"t\", tickets: \
         2)]), walks: [(on: \"2026-09-02\", passed: true)]"
    ), @r#"
    voices: [
    (by: "Maya", text: "They call"),
    ],
    response: (typical: "4h", hours: "Mo"),
    votes: [
    (dots: 2),
    ],
    checklist: [
    (text: "c", done: false),
    ],
    behind: [
    (text: "b", wait: "30d"),
    ],
    support: (
    months: [
    (month: "2026-08", tickets: 1, csat: 61.0, languages: [("de", 820), ("en", 420)]),
    ],
    top: [
    (kind: Return, text: "t", tickets: 2),
    ],
    ),
    walks: [
    (on: "2026-09-02", passed: true),
    ],
    "#);
}

#[test]
fn words_stand_inline_and_objectives_one_a_line() {
    insta::assert_snapshot!(canonical(
        "(format: 1, title: \"m\", tags: [\"a\",\n\"b\",], objectives: [\"one\", \"two\"], \
         findings: (off: [\"x\"], levels: [(\"y\", Error)]))"
    ), @r#"
    #![enable(implicit_some)]
    JourneyMap(
        format: 1,
        title: "m",
        tags: ["a", "b"],
        objectives: [
            "one",
            "two",
        ],
        findings: (
            off: ["x"],
            levels: [("y", Error)],
        ),
    )
    "#);
}

#[test]
fn actions_of_a_stage_follow_its_notes_and_conflicts_end_the_map() {
    insta::assert_snapshot!(canonical(
        "(conflicts: [(at: \"t-1\", field: \"emotion\", base: \"None\", ours: \"-2\", theirs: \
         \"-1\")], format: 1, title: \"m\", stages: [(handover: (text: \"h\"), touchpoints: [], \
         actions: [(id: \"a-1\", title: \"a\")], notes: [(id: \"n-1\", kind: Gap, text: \"n\")], \
         name: \"S\", id: \"s-1\")], tickets: (rules: [(contains: [\"b\"], equals: [\"a\"], \
         column: \"c\", touchpoint: \"t-1\")]))"
    ), @r#"
    #![enable(implicit_some)]
    JourneyMap(
        format: 1,
        title: "m",
        stages: [
            (
                id: "s-1",
                name: "S",
                notes: [
                    (
                        id: "n-1",
                        kind: Gap,
                        text: "n",
                    ),
                ],
                actions: [
                    (
                        id: "a-1",
                        title: "a",
                    ),
                ],
                handover: (
                    text: "h",
                ),
            ),
        ],
        tickets: (
            rules: [
                (touchpoint: "t-1", column: "c", equals: ["a"], contains: ["b"]),
            ],
        ),
        conflicts: [
            (at: "t-1", field: "emotion", base: "None", ours: "-2", theirs: "-1"),
        ],
    )
    "#);
}

#[test]
fn a_field_without_value_is_written_where_a_comment_stands() {
    insta::assert_snapshot!(printed_touchpoint(
        "emotion: None, // not yet\n doing: \"\", // nothing\n tags: [], // none\n quality: (), // \
         bare\n // above\n detour: false, handover: (), // h\n"
    ), @r#"
    // above
    detour: false,
    doing: "", // nothing
    emotion: None, // not yet
    tags: [], // none
    quality: (), // bare
    handover: (), // h
    "#);
}
