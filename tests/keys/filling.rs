//! Pages as they are filled in: which keys act where, and from field to field.

use cjm::model::Address;
use cjm::ui::form::{Row, Target};

use crate::maps::{example, sized};
use crate::screen::Screen;

fn rows(screen: &Screen) -> Vec<Row> {
    let page = screen.state.pages.last().unwrap();
    page.rows(screen.state.map(), screen.state.look)
}

/// Chooses the first row of the open page that is so.
fn go(screen: &mut Screen, is_it: impl Fn(&Row) -> bool) {
    let all = rows(screen);
    let Some(row) = all.iter().position(is_it) else { panic!("no such row in {all:#?}") };
    screen.keys("gg").keys(&"j".repeat(row));
}

/// The page of the card with notes, actions and voices; with all its fields.
fn card() -> Screen {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("lj<enter>");
    if rows(&screen).iter().any(|row| row.target == Target::Folded) {
        go(&mut screen, |row| row.target == Target::Folded);
        screen.keys("<enter>gg");
    }
    screen
}

#[test]
fn keys_for_the_card_do_nothing_on_a_page_inside_it() {
    let is_note = |row: &Row| matches!(row.target, Target::Thing(Address::Note(..)));
    let is_action = |row: &Row| matches!(row.target, Target::Thing(Address::Action(..)));
    let is_voice = |row: &Row| matches!(row.target, Target::Item { .. });
    let inside: [&dyn Fn(&Row) -> bool; 3] = [&is_note, &is_action, &is_voice];
    for open in inside {
        for keys in ["1", "5", "0", "<bs>", "+", "-", "cg", "ci3", "cH1", "ap", "at"] {
            let mut screen = card();
            go(&mut screen, open);
            screen.keys("<enter>").keys(keys);
            assert_eq!(**screen.state.map(), example(), "{keys}");
            let said = "That is for the card: Esc goes back to it";
            // the key that would choose comes after the one that asks
            if !matches!(keys, "ci3" | "cH1") {
                assert!(screen.text().contains(said), "{keys}: {}", screen.text());
            }
        }
        for keys in ["H", "L", "J", "K", "p", "<space>", "."] {
            let mut screen = card();
            go(&mut screen, open);
            screen.keys("<enter>").keys(keys);
            assert_eq!(**screen.state.map(), example(), "{keys}");
        }
    }
}

#[test]
fn keys_for_the_card_change_the_one_whose_page_is_open_and_no_marked_one() {
    let mut screen = Screen::new(sized(1, 2), 100, 40);
    screen.keys("<space>gg<enter>").keys("1");
    screen.keys("<esc><esc>j<enter>5");
    let felt: Vec<_> =
        screen.state.map().stages[0].touchpoints.iter().map(|it| it.emotion).collect();
    assert_eq!(felt[0].unwrap().get(), -2);
    assert_eq!(felt[1].unwrap().get(), 2);
}

#[test]
fn notes_on_the_page_of_a_stage_are_the_stages_and_ratings_are_of_no_card() {
    let mut screen = Screen::new(sized(1, 2), 100, 40);
    screen.keys("<space>ggk<enter>1apSlow<enter><esc>");
    let stage = &screen.state.map().stages[0];
    assert_eq!(&*stage.notes[0].text, "Slow");
    assert_eq!(stage.touchpoints, sized(1, 2).stages[0].touchpoints);
}
