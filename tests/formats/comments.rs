//! Where comments go, and that none is ever lost.

use cjm::store::print::print;

use crate::{EXAMPLE, canonical, open, printed_touchpoint};

/// Reads, prints and reads again; every comment must be there, and the second
/// print must change nothing.
fn settled(text: &str) -> String {
    let once = canonical(text);
    assert_eq!(canonical(&once), once, "not stable");
    once
}

#[test]
fn a_comment_on_its_own_line_belongs_to_the_next_field_or_element() {
    insta::assert_snapshot!(printed_touchpoint(
        "\n// to doing\ndoing: \"a\",\nvotes: [\n// to the first\n(dots: 1),\n// to the \
         second\n(dots: 2),\n// to the end of votes\n],\n// to the end\n"
    ), @r#"
    // to doing
    doing: "a",
    votes: [
    // to the first
    (dots: 1),
    // to the second
    (dots: 2),
    // to the end of votes
    ],
    // to the end
    "#);
}

#[test]
fn a_comment_on_the_line_belongs_to_what_ends_there() {
    insta::assert_snapshot!(printed_touchpoint(
        "doing: \"a\", feeling: \"b\", // feeling\n emotion: 1 // emotion\n, votes: [(dots: 1), // \
         one\n (dots: 2) // two\n], // votes\n handover: ( // open\n text: \"x\" // text\n), // \
         handover\n tags: [ \"x\", ], // tags\n"
    ), @r#"
    doing: "a",
    emotion: 1, // emotion
    feeling: "b", // feeling
    tags: ["x"], // tags
    votes: [
    (dots: 1), // one
    (dots: 2), // two
    ], // votes
    handover: ( // open
    text: "x", // text
    ), // handover
    "#);
}

#[test]
fn a_comment_after_a_bracket_stays_there() {
    insta::assert_snapshot!(settled(
        "// top\n#![enable(implicit_some)] // first\n// head\nJourneyMap( // map\nformat: 1, \
         title: \"m\", stages: [ // stages\n( // stage\nid: \"s-1\", name: \"S\")], parking: [ // \
         none yet\n], tickets: (\n// nothing\n), // end of map\n) // behind\n// last"
    ), @r#"
    // top
    #![enable(implicit_some)]
    // first
    // head
    JourneyMap( // map
        format: 1,
        title: "m",
        stages: [ // stages
            ( // stage
                id: "s-1",
                name: "S",
            ),
        ],
        parking: [ // none yet
        ],
        tickets: (
            // nothing
        ), // end of map
    )
    // behind
    // last
    "#);
}

#[test]
fn a_comment_inside_a_row_or_an_inline_list_moves_above() {
    insta::assert_snapshot!(printed_touchpoint(
        "votes: [(dots: /* a */ 1, // b\n by: \"x\" // c\n // d\n)], tags: [ // e\n \"x\", // f\n \
         \"y\"\n // g\n], response: ( // h\n hours: \"Mo\"), support: (months: [(month: \
         \"2026-08\", tickets: 1, languages: [(\"de\", /* i */ 820)])])"
    ), @r#"
    // h
    response: (hours: "Mo"),
    // e
    // f
    // g
    tags: ["x", "y"],
    votes: [
    // a
    // b
    // c
    // d
    (by: "x", dots: 1),
    ],
    support: (
    months: [
    // i
    (month: "2026-08", tickets: 1, languages: [("de", 820)]),
    ],
    ),
    "#);
}

#[test]
fn a_block_comment_moves_to_its_own_line() {
    insta::assert_snapshot!(printed_touchpoint(
        "doing: \"a\" /* a */, /* b */ feeling: /* c */ \"b\", /* d */\n emotion: /* e1\n   e2 \
         /* nested */ */ 1, /* f */ /* g */ goal: \"g\" /* h */"
    ), @r#"
    // a
    doing: "a",
    // e1
    // e2 /* nested */
    emotion: 1,
    // b
    // c
    // d
    feeling: "b",
    // f
    // g
    // h
    goal: "g",
    "#);
}

#[test]
fn a_comment_between_name_and_value_moves_above() {
    insta::assert_snapshot!(printed_touchpoint(
        "doing // a\n : // b\n \"x\", emotion: Some( // c\n 1 // d\n ) // e\n, handover: Some( // \
         f\n (text: // g\n \"x\"))"
    ), @r#"
    // a
    // b
    doing: "x",
    // c
    // d
    emotion: 1, // e
    // f
    handover: (
    // g
    text: "x",
    ),
    "#);
}

#[test]
fn comments_stand_at_the_single_objectives() {
    insta::assert_snapshot!(settled(
        "(format: 1, title: \"m\", objectives: [ // all\n// one\n\"a\", // behind one\n\"b\", /* \
         two */\n// end\n], // objectives\n)"
    ), @r#"
    #![enable(implicit_some)]
    JourneyMap(
        format: 1,
        title: "m",
        objectives: [ // all
            // one
            "a", // behind one
            // two
            "b",
            // end
        ], // objectives
    )
    "#);
}

#[test]
fn slashes_in_texts_are_no_comments() {
    let text =
        "(format: 1, title: \"http://x /* y */\", decision: r#\"a \" // b\"#, owner: \"\\\"// c\")";
    assert_eq!(open(text).map.comments, None);
}

#[test]
fn a_comment_keeps_its_blanks_and_loses_its_carriage_return() {
    let text = canonical("(format: 1, //  two  \r\ntitle: \"m\", //\t\r\n)\r\n");
    assert!(text.contains("format: 1, //  two  \n"), "{text}");
    assert!(text.contains("title: \"m\", //\t\n"), "{text}");
}

#[test]
fn a_comment_moves_with_its_touchpoint() {
    let mut map = open(EXAMPLE).map;
    let stages = &mut map.stages;
    let card = std::sync::Arc::make_mut(&mut stages[2]).touchpoints.remove(1);
    std::sync::Arc::make_mut(&mut stages[0]).touchpoints.push(card);
    let text = print(&map);
    let stage = text.find("name: \"Checkout\"").unwrap();
    assert!(text[..stage].contains("detour: true, // beside the best route: off the curve"));
}

/// Puts a comment at every place between two tokens of a text, one at a time.
#[test]
fn no_place_loses_a_comment() {
    let text = canonical(
        "(format: 1, title: \"m\", tags: [\"a\"], objectives: [\"o\"], scope: (from: \"f\"), team: \
         [(name: \"n\")], stages: [(id: \"s-1\", name: \"S\", touchpoints: [(id: \"t-1\", title: \
         \"T\", response: (hours: \"h\"), support: (months: [(month: \"2026-08\", tickets: 1, \
         languages: [(\"de\", 2)])]))])])",
    );
    let places = text.char_indices().filter(|&(at, c)| {
        let before = text[..at].chars().next_back();
        let inside = text[..at].matches('"').count() % 2 == 1;
        let in_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '"');
        !inside && !(in_word(c) && before.is_some_and(in_word)) && !text[..at].ends_with(['#', '!'])
    });
    for (at, _) in places {
        for comment in ["/* here */", "// here\n"] {
            let commented = format!("{}{comment}{}", &text[..at], &text[at..]);
            let printed = settled(&commented);
            assert_eq!(printed.matches("// here").count(), 1, "{commented}\n{printed}");
            let rest = printed.replace("// here", "");
            let lines = |text: &str| {
                text.lines()
                    .map(|line| line.trim().to_owned())
                    .filter(|line| !line.is_empty())
                    .collect::<Vec<_>>()
            };
            assert_eq!(lines(&rest), lines(&text), "{commented}");
        }
    }
}
