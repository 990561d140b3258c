//! Maps that are alike are told apart; a map as it should be has nothing to
//! fix; the example is at hand; what the curve's rows are is said.

use std::sync::Arc;

use cjm::model::{Day, JourneyMap, MapState};
use cjm::ui::maps::{Listed, Listing, MapTask};
use cjm::ui::start::Template;
use cjm::ui::{Effect, Event};

use crate::map_list::{asked, file};
use crate::maps::example;
use crate::screen::Screen;

fn opened(width: u16, height: u16, maps: Vec<(&str, JourneyMap)>, keys: &str) -> Screen {
    let today = Day::parse("2026-11-22").unwrap();
    let open = maps[0].1.clone();
    let listed = maps
        .into_iter()
        .map(|(name, map)| Listed::new(name.into(), file(name), Ok(Arc::new(map)), today));
    let listing = Listing { maps: listed.collect(), trash: Vec::new() };
    let mut screen = Screen::new(open, width, height);
    screen.state.file = Some(file("order"));
    screen.keys("m");
    screen.send(Event::Maps { listing, said: None, made: None });
    screen.keys(keys);
    screen
}

#[test]
fn two_maps_of_one_title_are_told_apart_by_their_files() {
    let two = || vec![("order", example()), ("alt", example())];
    for (width, height) in [(120, 34), (80, 24), (40, 12)] {
        let text = opened(width, height, two(), "").text();
        assert!(text.contains("(order)") && text.contains("(alt)"), "{text}");
    }
    for (width, height) in [(120, 34), (80, 24), (40, 24)] {
        let text = opened(width, height, two(), "A").text();
        assert!(text.contains("(order)") && text.contains("(alt)"), "{text}");
    }
    let alone = opened(120, 34, vec![("order", example())], "").text();
    assert!(!alone.contains("(order)"), "{alone}");
}

#[test]
fn what_stands_beside_each_other_has_a_name_each() {
    let bare = || JourneyMap { title: "".into(), persona: Arc::default(), ..example() };
    let text = opened(120, 34, vec![("order", bare()), ("alt", bare())], "j=").text();
    assert!(text.starts_with(" order beside alt"), "{text}");
    assert!(text.contains("+ is where alt fares better"), "{text}");
    // what would be cut is named by its file in the columns, and whole above them
    let mut long = bare();
    long.title = "First order from abroad, told by those who gave it up".into();
    let text = opened(80, 24, vec![("order", bare()), ("alt", long)], "j=").text();
    assert!(text.contains(" gave it up, alt\n") && text.contains("difference"), "{text}");
    // the title has the room that it needs, and says which map is whose
    let mut other = example();
    other.title = "First order from abroad, told by those who gave it up".into();
    Arc::make_mut(&mut other.persona).name = "Wei".into();
    let text = opened(120, 34, vec![("order", example()), ("alt", other)], "j=").text();
    let title = " First order from abroad, Lena beside First order from abroad, told by those who \
                 gave it up, Wei\n";
    assert!(text.starts_with(title), "{text}");
}

#[test]
fn on_a_map_as_it_should_be_there_is_nothing_to_fix() {
    let to_be = JourneyMap { state: MapState::ToBe, ..example() };
    let mut screen = Screen::new(to_be, 110, 30);
    screen.pass_deadlines();
    assert!(!screen.text().contains("Fix first"), "{}", screen.text());
    screen.keys("vf");
    assert!(screen.text().contains("Nothing fails on a map as it should be"), "{}", screen.text());
    let mut screen = Screen::new(example(), 110, 30);
    screen.keys("vf");
    assert!(screen.text().contains("1 break with figures or pains"), "{}", screen.text());
}

#[test]
fn the_example_is_opened_by_its_name() {
    let mut screen = Screen::new(example(), 80, 24);
    screen.state.file = Some(file("order"));
    screen.keys(":open the example<enter>");
    screen.pass_deadlines();
    let is_it = |effect: &Effect| matches!(effect, Effect::Switch(MapTask::Example));
    assert!(screen.effects.iter().any(is_it), "{:?}", screen.effects);
}

#[test]
fn what_is_finished_keeps_its_title_and_a_template_that_is_cut_says_so() {
    let mut screen = asked(120, 30);
    screen.keys("<esc><down><enter>");
    assert_eq!(screen.state.map().title, example().title);
    // six stages and no room for all of them
    let mut map = example();
    for n in 0..12 {
        let mut stage = (*map.stages[0]).clone();
        stage.id = cjm::model::Id::new(&format!("s-{n}"));
        map.stages.push(Arc::new(stage));
    }
    let mut screen = asked(120, 24);
    let start = screen.state.start.as_mut().unwrap();
    start.templates[1] =
        Template { name: "long".into(), about: "long".into(), map: Ok(Arc::new(map)) };
    screen.keys("<esc><down>");
    assert!(screen.text().contains("more stages"), "{}", screen.text());
}

#[test]
fn the_row_of_those_who_leave_has_its_name_in_narrow_widths() {
    let mut map = example();
    let stage = Arc::make_mut(&mut map.stages[1]);
    Arc::make_mut(&mut stage.touchpoints[0]).drop_off =
        Some(cjm::model::Percent::new(31.0).unwrap());
    for width in [60, 80] {
        let mut screen = Screen::new(map.clone(), width, 30);
        screen.keys("vc");
        let text = screen.text();
        let row = text.lines().find(|line| line.contains("31%")).unwrap();
        assert!(row.starts_with(" leave "), "{text}");
    }
}
