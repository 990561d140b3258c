//! Texts of several lines: pasted, typed, shown.

use cjm::model::JourneyMap;
use cjm::ui::Event;
use cjm::ui::writing::{Slot, Typed};

use crate::maps::{example, sized};
use crate::screen::Screen;

const PASTED: &str = "Nobody says it.\nNot in the ad,\nnot in the basket.\n";

fn map(screen: &Screen) -> &JourneyMap {
    screen.state.map()
}

/// The first card, opened, with the cursor in the field of that name.
fn in_field(map: JourneyMap, field: &str) -> Screen {
    let mut screen = Screen::new(map, 100, 40);
    screen.keys("<enter>");
    let page = screen.state.pages.last_mut().unwrap();
    page.all = true;
    let page = page.clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    let row = rows.iter().position(|row| row.label == field).unwrap();
    screen.keys("gg").keys(&"j".repeat(row)).keys("<enter>");
    screen
}

#[test]
fn lines_pasted_into_a_note_are_one_note_of_several_lines() {
    let mut screen = Screen::new(sized(1, 2), 100, 40);
    screen.keys("ap");
    screen.send(Event::Paste(PASTED.into()));
    assert!(screen.text().contains("! Nobody says it.\n"), "{}", screen.text());
    assert!(screen.text().contains("Not in the ad,\n"), "{}", screen.text());
    screen.keys("<enter>Second<enter><esc>");
    let notes = &map(&screen).stages[0].touchpoints[0].notes;
    assert_eq!(&*notes[0].text, PASTED.trim_end());
    assert_eq!(&*notes[1].text, "Second");
    // all of it on the card, where there is room, and no sign that a reader
    // must decode
    assert!(screen.text().contains("! Nobody says it.\n"), "{}", screen.text());
    assert!(screen.text().contains("Not in the ad,\n"), "{}", screen.text());
    assert!(!screen.text().contains('␊'), "{}", screen.text());
    screen.keys("vl");
    let sentence = "pain: Nobody says it. / Not in the ad, / not in the basket";
    assert!(screen.text().contains(sentence), "{}", screen.text());
}

#[test]
fn lines_pasted_into_a_note_of_a_stage_are_seen_while_they_are_typed() {
    let mut screen = Screen::new(sized(1, 2), 100, 40);
    screen.keys("kap");
    screen.send(Event::Paste(PASTED.into()));
    for line in PASTED.lines() {
        assert!(screen.text().contains(line), "{line}: {}", screen.text());
    }
    let (x, y) = screen.cursor();
    let rows: Vec<String> = screen.text().lines().map(String::from).collect();
    assert!(rows[usize::from(y)].ends_with("not in the basket."), "{x},{y}");
    screen.keys("<enter><esc>");
    assert_eq!(&*map(&screen).stages[0].notes[0].text, PASTED.trim_end());
}

#[test]
fn lines_pasted_into_a_title_or_an_owner_become_one() {
    let mut screen = Screen::new(sized(1, 1), 100, 40);
    screen.keys("i<ctrl-a>");
    screen.send(Event::Paste("Two\nlines\n".into()));
    screen.keys("<enter>co");
    screen.send(Event::Paste("Cus\ntomers\n".into()));
    screen.keys("<enter>");
    let card = &map(&screen).stages[0].touchpoints[0];
    assert_eq!((&*card.title, &*card.owner), ("Two lines", "Cus tomers"));
}

#[test]
fn a_field_of_several_lines_takes_enter_and_others_keep_their_text() {
    let mut screen = in_field(sized(1, 1), "doing");
    screen.keys("One line<enter>");
    assert_eq!(&*map(&screen).stages[0].touchpoints[0].doing, "One line");
    screen.keys("<enter><alt-enter>Two");
    assert!(screen.text().contains("enter new line"), "{}", screen.text());
    screen.keys("<enter>Three<tab>");
    let doing = |screen: &Screen| map(screen).stages[0].touchpoints[0].doing.to_string();
    assert_eq!(doing(&screen), "One line\nTwo\nThree");
    // Ctrl-J where a terminal keeps Alt and Enter for itself
    screen.keys("<shift-tab><ctrl-j>Four<esc>");
    assert_eq!(doing(&screen), "One line\nTwo\nThree\nFour");
}

#[test]
fn alt_and_enter_in_a_field_of_one_line_is_esc_and_enter() {
    let mut screen = in_field(sized(1, 1), "owner");
    screen.keys("Ops<alt-enter>");
    assert_eq!(&*map(&screen).stages[0].touchpoints[0].owner, "Ops");
    assert!(matches!(screen.state.mode, cjm::ui::Mode::Writing(_)), "Enter opened it again");
}

#[test]
fn objectives_are_one_a_line_from_the_first_on() {
    let mut screen = Screen::new(example(), 100, 40);
    let typed = Typed {
        slot: Slot::Field {
            at: cjm::model::Address::Map,
            way: vec![cjm::edit::Part::Field("objectives".into())],
        },
        text: "One".into(),
        begun: Vec::new(),
        outside: None,
    };
    // also where it comes back after a crash, on the page where it was
    screen.state.resume_typing(&typed);
    screen.keys("<enter>Two<esc>");
    assert_eq!(map(&screen).objectives.0, ["One", "Two"]);
    assert_eq!(screen.state.pages.len(), 1);
}

#[test]
fn a_text_of_more_lines_than_a_screen_can_count_is_typed_and_drawn_everywhere() {
    let text = "a\n".repeat(70_000);
    let mut screen = Screen::new(sized(2, 3), 100, 30);
    screen.keys("ap");
    screen.send(cjm::ui::Event::Paste(text.clone()));
    screen.keys("<esc>");
    let notes = &screen.state.map().stages[0].touchpoints[0].notes;
    assert_eq!(notes.len(), 1, "{}", screen.text());
    assert!(notes[0].text.lines().count() > 65_535);
    for keys in ["vl", "j", "vb<enter>", "<esc>"] {
        screen.keys(keys);
    }
}
