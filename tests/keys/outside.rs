//! Text that goes to an editor outside: what leaves, and what comes back.

use cjm::model::JourneyMap;
use cjm::ui::{Effect, Event, Outside};

use crate::maps::{example, sized};
use crate::screen::Screen;

/// What was given to an editor last.
fn given(screen: &Screen) -> Option<(&str, &str)> {
    screen.effects.iter().rev().find_map(|effect| match effect {
        Effect::EditOutside { name, text } => Some((name.as_str(), text.as_str())),
        _ => None,
    })
}

fn on_card(keys: &str) -> Screen {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys(keys);
    screen
}

fn answer(screen: &mut Screen, text: &str) {
    screen.send(Event::EditedOutside(Outside::Done(text.into())));
}

fn map(screen: &Screen) -> &JourneyMap {
    screen.state.map()
}

#[test]
fn a_title_is_kept_when_it_comes_back() {
    let mut screen = on_card("lj<ctrl-e>");
    assert_eq!(given(&screen), Some(("title", "Duties appear in the last step")));
    answer(&mut screen, "Duties come late");
    assert_eq!(&*map(&screen).stages[1].touchpoints[0].title, "Duties come late");
    screen.keys("u");
    assert_eq!(*map(&screen), example());
}

#[test]
fn a_stage_gives_its_name() {
    let mut screen = on_card("l<ctrl-e>k<ctrl-e>");
    // the key between was meant for the editor
    assert_eq!(given(&screen).unwrap().0, "title");
    answer(&mut screen, "Duties appear in the last step");
    assert!(screen.text().contains("Nothing changed in the editor"), "{}", screen.text());
    screen.keys("k<ctrl-e>");
    assert_eq!(given(&screen), Some(("stage", "Checkout")));
}

#[test]
fn a_row_of_a_page_gives_its_text() {
    let mut screen = on_card("lj<enter>j<ctrl-e>");
    assert_eq!(given(&screen).unwrap().0, "doing");
    answer(&mut screen, "Looks twice");
    assert_eq!(&*map(&screen).stages[1].touchpoints[0].doing, "Looks twice");
    assert_eq!(screen.state.pages.len(), 1);
}

#[test]
fn a_note_gives_its_text() {
    let mut screen = on_card("lj<enter>");
    let page = screen.state.pages[0].clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    let note = rows.iter().position(|row| row.label == "pain").unwrap();
    screen.keys(&"j".repeat(note)).keys("<ctrl-e>");
    assert_eq!(given(&screen).unwrap().0, "text");
    answer(&mut screen, "Said too late");
    assert_eq!(&*map(&screen).stages[1].touchpoints[0].notes[0].text, "Said too late");
}

#[test]
fn what_is_chosen_by_a_key_does_not_go_to_an_editor() {
    let mut screen = on_card("lj<enter>");
    let page = screen.state.pages[0].clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    let row = rows.iter().position(|row| row.label == "emotion").unwrap();
    screen.keys(&"j".repeat(row)).keys("<ctrl-e>");
    assert_eq!(given(&screen), None);
    assert!(screen.text().contains("Only text goes to an editor"), "{}", screen.text());
}

#[test]
fn a_text_being_typed_comes_back_into_its_field_and_is_journaled() {
    let mut screen = Screen::new(sized(1, 1), 100, 40);
    screen.keys("apSlow<ctrl-e>");
    assert_eq!(given(&screen), Some(("note", "Slow")));
    answer(&mut screen, "Slow and dear");
    let typed = screen.effects.iter().rev().find_map(|effect| match effect {
        Effect::JournalTyping(typed) => typed.clone(),
        _ => None,
    });
    assert_eq!(typed.unwrap().text, "Slow and dear");
    // one step in the history of the field, which selects what comes back
    screen.keys("<ctrl-_><end>!<enter><esc>");
    assert_eq!(&*map(&screen).stages[0].touchpoints[0].notes[0].text, "Slow!");
}

#[test]
fn line_breaks_in_a_title_become_blanks_and_that_is_said() {
    let mut screen = on_card("lj<ctrl-e>");
    answer(&mut screen, "Duties\ncome late\n");
    assert_eq!(&*map(&screen).stages[1].touchpoints[0].title, "Duties come late");
    assert!(screen.text().contains("line breaks became blanks"), "{}", screen.text());
}

#[test]
fn an_editor_that_fails_changes_nothing_and_says_why() {
    let mut screen = on_card("lj<ctrl-e>");
    screen.send(Event::EditedOutside(Outside::Failed("The editor is gone".into())));
    assert!(screen.text().contains("The editor is gone"), "{}", screen.text());
    screen.keys("5");
    assert_eq!(map(&screen).stages[1].touchpoints[0].emotion.unwrap().get(), 2);
}

#[test]
fn a_read_only_map_gives_nothing_to_an_editor() {
    let mut screen = Screen::new(example(), 100, 40);
    screen.state.read_only = Some("it is read-only".into());
    screen.keys("lj<ctrl-e><enter>j<ctrl-e>");
    assert_eq!(given(&screen), None);
    assert_eq!(screen.state.outside, None);
}
