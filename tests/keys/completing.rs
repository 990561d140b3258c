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

/// The first action or note of the card with the focus that is called so,
/// opened on the field of that name.
fn in_thing(screen: &mut Screen, called: &str, field: &str) {
    let page = screen.state.pages.last().unwrap().clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    let row = rows.iter().position(|row| row.value.starts_with(called)).unwrap();
    screen.keys("gg").keys(&"j".repeat(row)).keys("<enter>");
    go(screen, field);
}

#[test]
fn an_action_is_linked_to_a_pain_by_its_words() {
    let mut screen = Screen::new(example(), 100, 60);
    screen.keys("lj<enter>");
    in_thing(&mut screen, "Show duties", "answers");
    assert!(!screen.text().contains("n-5tq0aa"), "{}", screen.text());
    assert!(screen.text().contains("answers"), "{}", screen.text());
    let answers = |screen: &Screen| {
        let answers = &map(screen).stages[1].touchpoints[0].actions[0].answers;
        answers.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(answers(&screen), ["n-5tq0aa"]);
    // looked at and left
    screen.keys("<enter><enter>");
    assert_eq!(*map(&screen), example());
    // one more, by words of it
    screen.keys("<enter>; nobody ans<right>");
    assert!(screen.text().contains("; Nobody answers"), "{}", screen.text());
    screen.keys("<enter>");
    assert_eq!(answers(&screen), ["n-5tq0aa", "n-88wq1k"]);
    // what names nothing is not taken, and stays in the field
    screen.keys("<enter><ctrl-a>the weather<enter>");
    assert!(screen.text().contains("no note says “the weather”"), "{}", screen.text());
    assert_eq!(answers(&screen), ["n-5tq0aa", "n-88wq1k"]);
    screen.keys("<ctrl-a>after six<enter>");
    assert_eq!(answers(&screen), ["n-88wq1k"]);
}

#[test]
fn a_pain_names_the_touchpoint_that_it_contradicts() {
    let mut screen = Screen::new(example(), 100, 60);
    screen.keys("lj<enter>");
    let pain = example().stages[1].touchpoints[0].notes[0].clone();
    in_thing(&mut screen, &pain.text.lines().next().unwrap()[..12], "contradicts");
    let titles: Vec<String> = example()
        .stages
        .iter()
        .flat_map(|stage| &stage.touchpoints)
        .map(|it| it.title.to_string())
        .collect();
    screen.keys("<enter><ctrl-a><bs>");
    let own = &*example().stages[1].touchpoints[0].title;
    let other = titles.iter().find(|title| *title != own).unwrap();
    let offers = |screen: &Screen| match &screen.state.mode {
        cjm::ui::Mode::Writing(writing) => {
            writing.suggestions().iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    assert!(offers(&screen).contains(other), "{:?}", offers(&screen));
    assert!(!offers(&screen).iter().any(|offer| offer == own), "{:?}", offers(&screen));
    screen.keys("the moon<enter>");
    assert!(screen.text().contains("no touchpoint is called “the moon”"), "{}", screen.text());
    screen.keys("<ctrl-a>").keys(other).keys("<enter>");
    let with = |screen: &Screen| map(screen).stages[1].touchpoints[0].notes[0].with.to_string();
    let id = map(&screen).stages.iter().flat_map(|stage| &stage.touchpoints);
    let id = id.clone().find(|it| *it.title == **other).unwrap().id.to_string();
    assert_eq!(with(&screen), id);
    let page = screen.state.pages.last().unwrap();
    let rows = page.rows(screen.state.map(), screen.state.look);
    assert!(rows.iter().any(|row| row.label == "contradicts" && row.value == *other));
}
