//! Text that is pasted.

use cjm::model::JourneyMap;
use cjm::ui::{Effect, Event};

use crate::maps::{empty, example, sized};
use crate::screen::Screen;

fn paste(screen: &mut Screen, text: &str) {
    screen.send(Event::Paste(text.into()));
}

/// The titles that a paste into an empty stage makes.
fn pasted(text: &str) -> Vec<String> {
    let mut screen = Screen::new(sized(1, 0), 80, 24);
    paste(&mut screen, text);
    titles(screen.state.map())
}

fn titles(map: &JourneyMap) -> Vec<String> {
    map.stages[0].touchpoints.iter().map(|card| card.title.to_string()).collect()
}

#[test]
fn every_kind_of_list_becomes_one_card_a_line() {
    for (text, expected) in [
        ("one\ntwo", vec!["one", "two"]),
        ("one\r\ntwo\r\n", vec!["one", "two"]),
        ("one\rtwo\r", vec!["one", "two"]),
        ("\n\n \t \n one \n\n\ntwo\n\n", vec!["one", "two"]),
        (
            "- one\n* two\n+ three\n• four\n– five\n— six\n· seven",
            vec!["one", "two", "three", "four", "five", "six", "seven"],
        ),
        ("→ one\n-> two\n=> three\n->four", vec!["one", "two", "three", "->four"]),
        (
            "[14:03] Anna: late\n14:03 Anna: no news",
            vec!["[14:03] Anna: late", "14:03 Anna: no news"],
        ),
        ("1. one\n2) two\n12. three\n(4) four", vec!["one", "two", "three", "four"]),
        (
            "- [ ] one\n- [x] two\n* [X] three\n[ ] four\n1. [ ] five",
            vec!["one", "two", "three", "four", "five"],
        ),
        ("\t- one\n\t\t- two\n  •\tthree\n1.\tfour", vec!["one", "two", "three", "four"]),
        ("# Checkout\n## Pays", vec!["# Checkout", "## Pays"]),
        ("one\ttwo", vec!["one two"]),
        (
            "3D print\n5 euros\n-2 degrees\n2.5 kg\n*bold*",
            vec!["3D print", "5 euros", "-2 degrees", "2.5 kg", "*bold*"],
        ),
        ("-\n*\n- [ ]\n1.\n•", vec![]),
        ("一\u{2028}二\u{2029}三\u{85}四\u{b}五\u{c}六", vec!["一", "二", "三", "四", "五", "六"]),
        ("", vec![]),
        ("\n", vec![]),
    ] {
        assert_eq!(pasted(text), expected, "{text:?}");
    }
}

#[test]
fn control_characters_are_left_out() {
    assert_eq!(
        pasted("\0\u{1b}[31mone\u{7}\0\n\u{1b}[201~two\u{7f}\n\0\0\n"),
        ["[31mone", "[201~two"]
    );
}

#[test]
fn nothing_pasted_runs_as_a_command() {
    let evil = ":q!\ndd\nZZ\nu\n\u{1b}:quit\r\nq\n\u{3}\n1\n";
    for keys in
        ["", "o", "i", "ap", "cg", "so", "/", "fx", ":", "?", "s", "ci", "<enter>", "vi", "vl"]
    {
        let mut screen = Screen::new(example(), 80, 24);
        screen.keys("lj").keys(keys);
        screen.effects.clear();
        let before = screen.state.map().clone();
        paste(&mut screen, evil);
        assert!(
            !screen.effects.iter().any(|effect| matches!(effect, Effect::Quit | Effect::Suspend)),
            "{keys}"
        );
        for (stage, old) in screen.state.map().stages.iter().zip(&before.stages) {
            for card in &old.touchpoints {
                assert!(stage.touchpoints.contains(card), "{keys}: {} is as it was", card.title);
            }
        }
    }
}

#[test]
fn a_page_keeps_a_paste_for_its_field_and_makes_no_cards_behind_it() {
    let mut screen = Screen::new(sized(1, 1), 80, 24);
    screen.keys("<enter>");
    paste(&mut screen, "one\ntwo");
    assert_eq!(**screen.state.map(), sized(1, 1));
    assert!(screen.text().contains("paste"), "{}", screen.text());
    screen.keys("<esc>vi");
    paste(&mut screen, "one\ntwo");
    assert_eq!(**screen.state.map(), sized(1, 1));
}

#[test]
fn without_a_stage_a_paste_says_what_is_missing() {
    let mut screen = Screen::new(empty(), 80, 24);
    paste(&mut screen, "one\ntwo");
    assert_eq!(**screen.state.map(), empty());
    assert!(screen.text().contains("no stage yet"), "{}", screen.text());
}

#[test]
fn a_note_and_a_field_of_several_lines_take_a_paste_whole() {
    let mut screen = Screen::new(sized(1, 1), 80, 24);
    screen.keys("ap");
    paste(&mut screen, "one\r\ntwo\tthree\0\n");
    screen.keys("<esc>");
    let map = screen.state.map();
    assert_eq!(&*map.stages[0].touchpoints[0].notes[0].text, "one\ntwo three");
}

#[test]
fn twenty_thousand_lines_are_one_step_and_one_frame_away() {
    let text: String =
        (0..20_000).map(|n| format!("- [ ] Line {n} of a long list, dd :q!\r\n")).collect();
    let mut screen = Screen::new(sized(2, 3), 80, 24);
    paste(&mut screen, &text);
    assert_eq!(screen.state.map().stages[0].touchpoints.len(), 20_003);
    assert_eq!(titles(screen.state.map())[20_000], "Line 19999 of a long list, dd :q!");
    assert!(screen.text().contains("20000 touchpoints"), "{}", screen.text());
    assert!(screen.text().contains("Line 19999"), "{}", screen.text());
    let journals = screen.effects.iter().filter(|effect| matches!(effect, Effect::Journal(_)));
    assert_eq!(journals.count(), 1);
    screen.keys("u");
    assert_eq!(**screen.state.map(), sized(2, 3));
    screen.keys("U");
    assert_eq!(screen.state.map().stages[0].touchpoints.len(), 20_003);
}

#[test]
fn a_megabyte_on_one_line_is_one_card_that_can_be_drawn_and_changed() {
    let text = "六天没有消息 and so on ".repeat(35_000);
    let mut screen = Screen::new(sized(1, 0), 80, 24);
    paste(&mut screen, &text);
    assert_eq!(titles(screen.state.map()), [text.trim()]);
    screen.keys("5<enter><esc>u");
    assert_eq!(screen.state.map().stages[0].touchpoints.len(), 1);
}

#[test]
fn what_takes_a_paste_back_is_said_as_it_works_here() {
    let mut screen = Screen::new(sized(1, 1), 100, 24);
    paste(&mut screen, "one\ntwo");
    assert!(screen.text().contains("; u takes them back"), "{}", screen.text());
    screen.keys("o");
    paste(&mut screen, "three\nfour");
    assert!(screen.text().contains("Esc, then u takes them back"), "{}", screen.text());
    screen.keys("<esc>u");
    assert_eq!(titles(screen.state.map()).len(), 3);
}
