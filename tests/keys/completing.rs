//! What the map uses already is offered where something is typed.

use cjm::model::{JourneyMap, Source};

use crate::maps::example;
use crate::screen::Screen;

/// The card “Duties appear in the last step”, opened, with the cursor in the
/// field of that name.
fn in_field(label: &str) -> Screen {
    let mut screen = Screen::new(example(), 100, 60);
    screen.keys("lj<enter>");
    go(&mut screen, label);
    screen.keys("<enter><ctrl-a><bs>");
    screen
}

fn go(screen: &mut Screen, label: &str) {
    let page = screen.state.pages.last_mut().unwrap();
    page.all = true;
    let page = page.clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    let row = rows.iter().position(|row| row.label == label).unwrap();
    screen.keys("gg").keys(&"j".repeat(row));
}

fn map(screen: &Screen) -> &JourneyMap {
    screen.state.map()
}

#[test]
fn an_owner_is_completed_from_what_the_map_uses() {
    let mut screen = in_field("owner");
    assert!(screen.text().contains("Payments   Customer support"), "{}", screen.text());
    screen.keys("mark<right><enter>");
    assert_eq!(&*map(&screen).stages[1].touchpoints[0].owner, "Marketing");
}

#[test]
fn right_moves_where_there_is_something_to_move_over() {
    let mut screen = in_field("owner");
    screen.keys("mark<left><left><right>x<enter>");
    assert_eq!(&*map(&screen).stages[1].touchpoints[0].owner, "marxk");
}

#[test]
fn right_leaves_alone_what_was_there_or_is_complete() {
    let mut screen = Screen::new(example(), 100, 60);
    screen.keys("lj<enter>");
    go(&mut screen, "owner");
    screen.keys("<enter><right><enter>");
    assert_eq!(*map(&screen), example());
    screen.keys("<enter><ctrl-a>Logistics<right><right><enter>");
    assert_eq!(&*map(&screen).stages[1].touchpoints[0].owner, "Logistics");
}

#[test]
fn who_says_something_is_somebody_that_the_map_knows() {
    let mut screen = Screen::new(example(), 100, 60);
    screen.keys("lj<enter>");
    go(&mut screen, "voices");
    screen.keys("oiv<right><enter>");
    assert_eq!(&*map(&screen).stages[1].touchpoints[0].voices[1].by, "Ivo");
}

#[test]
fn the_last_part_of_a_list_is_completed_and_what_is_there_is_not_offered() {
    let mut screen = in_field("languages");
    screen.keys("de, ");
    let offers = |screen: &Screen| match &screen.state.mode {
        cjm::ui::Mode::Writing(writing) => {
            writing.suggestions().iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    assert!(!offers(&screen).contains(&"de".to_owned()), "{:?}", offers(&screen));
    screen.keys("e<right><enter>");
    let languages = &map(&screen).stages[1].touchpoints[0].languages;
    assert_eq!(languages.iter().map(|it| &**it).collect::<Vec<_>>(), ["de", "en"]);
}

#[test]
fn words_of_the_file_are_offered_and_taken_as_they_are_spoken() {
    let mut screen = in_field("sources");
    screen.keys("survey, tick<right><enter>");
    let sources = &map(&screen).stages[1].touchpoints[0].sources;
    assert_eq!(*sources, [Source::Survey, Source::SupportTickets]);
}

#[test]
fn an_action_takes_the_name_of_a_metric() {
    let mut screen = Screen::new(example(), 100, 60);
    screen.keys("lj<enter>");
    let page = screen.state.pages.last().unwrap().clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    let action = rows.iter().position(|row| row.value.starts_with("Show duties")).unwrap();
    screen.keys("gg").keys(&"j".repeat(action)).keys("<enter>");
    go(&mut screen, "metric");
    screen.keys("<enter><ctrl-a>cs<right><enter>");
    assert_eq!(&*map(&screen).stages[1].touchpoints[0].actions[0].metric, "CSAT");
}
