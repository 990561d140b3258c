//! Where comments go, and that none is ever lost.

use cjm::store::print::print;

use cjm::model::{JourneyMap, Place};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::arbitrary::any_bare_map;
use crate::large::large_map;
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

#[test]
fn a_large_file_keeps_its_comments_too() {
    let text = print(&large_map(4, 200));
    assert!(text.len() > 1 << 20, "{} bytes", text.len());
    let commented = text.replace("feeling: \"cheated\",", "feeling: \"cheated\", // she said so");
    assert_eq!(canonical(&commented), commented);
}

#[test]
fn nothing_that_looks_like_a_quote_hides_a_comment() {
    let text = "(format: 9, odd: ['\"', '\\'', '\\\\', 'x', r\"// \\\", r##\"/* \"# \"##, b\"//\", \
        br#\"/*\"#, b'\"', {'\"': -1.5e-3}, r#name, Unit, Tuple('\"'), ()], title: \"m\", // kept\n)";
    let map = open(text).map;
    let after = map.comments.unwrap();
    assert_eq!(after.at(&Place::After("title".into())), [" kept"]);
}

/// Where in a text something can stand between two tokens. The text has no
/// comments, and its strings are not raw.
fn gaps(text: &str) -> Vec<usize> {
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '.' | '-');
    let (mut gaps, mut in_text, mut escaped, mut before) = (Vec::new(), false, false, '(');
    for (at, c) in text.char_indices() {
        let splits = (in_word(before) && in_word(c)) || matches!(before, '#' | '!');
        if !in_text && !splits {
            gaps.push(at);
        }
        in_text ^= c == '"' && !escaped;
        escaped = in_text && c == '\\' && !escaped;
        before = c;
    }
    gaps
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[test]
fn no_place_loses_a_comment() {
    let text = canonical(
        "(format: 1, title: \"m\", tags: [\"a\"], objectives: [\"o\"], scope: (from: \"f\"), team: \
         [(name: \"n\")], stages: [(id: \"s-1\", name: \"S\", touchpoints: [(id: \"t-1\", title: \
         \"T\", response: (hours: \"h\"), support: (months: [(month: \"2026-08\", tickets: 1, \
         languages: [(\"de\", 2)])]))])])",
    );
    for at in gaps(&text) {
        for comment in ["/* here */", "// here\n"] {
            let commented = format!("{}{comment}{}", &text[..at], &text[at..]);
            let printed = settled(&commented);
            assert_eq!(printed.matches("// here").count(), 1, "{commented}\n{printed}");
            assert_eq!(lines(&printed.replace("// here", "")), lines(&text), "{commented}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn comments_at_many_places_all_stay(
        map in any_bare_map(),
        places in vec((any::<Index>(), any::<bool>()), 1..40),
    ) {
        let text = print(&map);
        let gaps = gaps(&text);
        let mut at: Vec<_> = places.iter().map(|(place, block)| (*place.get(&gaps), *block)).collect();
        at.sort_unstable();
        let mut commented = text.clone();
        for (nth, (at, block)) in at.iter().enumerate().rev() {
            let comment = if *block { format!("/*§{nth}.*/") } else { format!("//§{nth}.\n") };
            commented.insert_str(*at, &comment);
        }
        let printed = settled(&commented);
        for nth in 0..at.len() {
            prop_assert_eq!(printed.matches(&format!("§{nth}.")).count(), 1, "{}", printed);
        }
        // `ron` passes over the comments.
        prop_assert_eq!(ron::from_str::<JourneyMap>(&printed).unwrap(), map);
    }
}
