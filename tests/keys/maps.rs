//! The list of maps, and the questions before a new one.

use std::path::PathBuf;
use std::sync::Arc;

use cjm::model::{Address, Day, JourneyMap, Scale};
use cjm::ui::maps::{Deleted, Listed, Listing, MapTask};
use cjm::ui::start::Template;
use cjm::ui::{Effect, Event, Mode};
use insta::assert_snapshot;

use crate::maps::example;
use crate::screen::Screen;

pub(crate) fn file(name: &str) -> PathBuf {
    PathBuf::from(format!("/desk/maps/{name}.ron"))
}

pub(crate) fn listing() -> Listing {
    let today = Day::parse("2026-11-22").unwrap();
    let listed = |name: &str, map: Result<JourneyMap, String>| {
        Listed::new(name.into(), file(name), map.map(Arc::new), today)
    };
    let mut wei = cjm::edit::for_persona(&example(), "韦先生");
    wei.title = "第一次从国外订购 🙂".into();
    wei.tags = vec!["shop".into(), "中国".into()];
    let bad = "/desk/maps/bad.ron:3:5: there is no field emtion; did you mean emotion?";
    Listing {
        maps: vec![
            listed("bad", Err(bad.into())),
            listed("first-order", Ok(example())),
            listed("wei", Ok(wei)),
        ],
        trash: vec![Deleted {
            name: "old".into(),
            when: "2026-11-20 09.15".into(),
            path: "/desk/trash/old 2026-11-20 09.15.ron".into(),
        }],
    }
}

/// The list is open over the map `first-order`.
fn opened(width: u16, height: u16) -> Screen {
    let mut screen = Screen::new(example(), width, height);
    screen.state.file = Some(file("first-order"));
    screen.keys("m");
    assert!(screen.effects.iter().any(|effect| matches!(effect, Effect::ListMaps)));
    screen.send(Event::Maps { listing: listing(), said: None, made: None });
    screen.effects.clear();
    screen
}

pub(crate) fn task(screen: &Screen) -> Option<&MapTask> {
    screen.effects.iter().rev().find_map(|effect| match effect {
        Effect::Maps(task) | Effect::Switch(task) => Some(task),
        _ => None,
    })
}

#[test]
fn the_list_says_how_far_each_map_is() {
    assert_snapshot!(opened(120, 24).picture());
}

#[test]
fn the_list_fits_80_by_24() {
    assert_snapshot!(opened(80, 24).text());
}

#[test]
fn the_list_fits_40_by_12() {
    assert_snapshot!(opened(40, 12).text());
}

#[test]
fn the_list_can_be_drawn_at_any_size() {
    for width in (20..=130).step_by(11) {
        for height in [6, 9, 13, 14, 34] {
            let mut screen = opened(width, height);
            screen.keys("jjjjj/a");
            screen.keys("<esc>G");
        }
    }
}

#[test]
fn the_open_map_is_chosen_and_enter_goes_back_to_it() {
    let mut screen = opened(80, 24);
    screen.keys("<enter>");
    assert!(screen.state.maps.is_none() && task(&screen).is_none());
}

#[test]
fn another_map_is_opened_where_the_text_was_found() {
    let mut screen = opened(120, 24);
    screen.keys("/duties appear");
    assert_snapshot!(screen.text());
    screen.keys("<enter>");
    assert_eq!(task(&screen), None, "it is in the open map");
    assert!(screen.state.maps.is_none());
    let title = |screen: &Screen| {
        let spot = screen.state.focus.spot().unwrap();
        screen.state.map().touchpoint(&spot).unwrap().title.to_string()
    };
    assert!(title(&screen).starts_with("Duties appear"), "{}", title(&screen));
    let mut screen = opened(120, 24);
    screen.keys("/duties appear<down><down><enter>");
    match task(&screen) {
        Some(MapTask::Open { path, at: Some(Address::Touchpoint(_)) }) => {
            assert_eq!(*path, file("wei"));
        }
        other => panic!("{other:?}\n{}", screen.text()),
    }
}

#[test]
fn a_map_that_is_called_like_what_is_looked_for_is_chosen_before_its_places() {
    let mut screen = opened(120, 24);
    screen.keys("/first order<enter>");
    assert_eq!(task(&screen), None);
    assert!(screen.state.maps.is_none(), "the open map is called so");
    assert_eq!((screen.state.focus.column(), screen.state.focus.row()), (0, Some(0)));
}

#[test]
fn a_map_that_cannot_be_read_says_why_and_is_not_opened() {
    let mut screen = opened(120, 24);
    screen.keys("gg");
    while screen.state.maps.as_ref().unwrap().path() != Some(&*file("bad")) {
        screen.keys("j");
    }
    screen.keys("<enter>");
    assert_eq!(task(&screen), None);
    assert!(screen.text().contains("did you mean emotion?"), "{}", screen.text());
}

#[test]
fn leaving_for_another_map_waits_until_all_is_saved() {
    let mut screen = opened(80, 24);
    screen.keys("<esc>2m");
    screen.send(Event::Maps { listing: listing(), said: None, made: None });
    screen.keys("j<enter>");
    assert_eq!(task(&screen), None);
    let saved = screen.effects.iter().find_map(|effect| match effect {
        Effect::Save { seq, .. } => Some(*seq),
        _ => None,
    });
    screen.send(Event::Saved(cjm::ui::Saved::Done { seq: saved.unwrap() }));
    assert_eq!(task(&screen), Some(&MapTask::Open { path: file("wei"), at: None }));
}

#[test]
fn a_map_that_cannot_be_saved_is_not_left() {
    let mut screen = opened(80, 24);
    screen.keys("<esc>2m");
    screen.send(Event::Maps { listing: listing(), said: None, made: None });
    screen.keys("j<enter>");
    screen.send(Event::Saved(cjm::ui::Saved::Failed {
        why: "the disk is full".into(),
        next: "make room".into(),
    }));
    assert_eq!(task(&screen), None);
    assert!(screen.text().contains("the disk is full"));
}

#[test]
fn a_copy_asks_who_makes_the_journey_and_esc_makes_none() {
    let mut screen = opened(80, 24);
    screen.keys("jyMia<esc>");
    assert_eq!(task(&screen), None);
    screen.keys("yMia<enter>");
    let expected = MapTask::Copy { path: file("wei"), persona: "Mia".into() };
    assert_eq!(task(&screen), Some(&expected));
}

#[test]
fn the_map_as_it_should_be_is_asked_for_its_title() {
    let mut screen = opened(80, 24);
    screen.keys("T<enter>");
    match task(&screen) {
        Some(MapTask::ToBe { path, title }) => {
            assert_eq!(*path, file("first-order"));
            assert!(title.ends_with(", as it should be"), "{title}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_open_map_is_renamed_on_the_screen_and_another_one_in_its_file() {
    let mut screen = opened(80, 24);
    screen.keys("i<ctrl-u>Mine<enter>");
    assert_eq!(&*screen.state.map().title, "Mine");
    let mut screen = opened(80, 24);
    screen.keys("ji<ctrl-u>Mine<enter>");
    assert_ne!(&*screen.state.map().title, "Mine");
    let expected = MapTask::Rename { path: file("wei"), title: "Mine".into() };
    assert_eq!(task(&screen), Some(&expected));
}

#[test]
fn tags_are_typed_with_commas_between() {
    let mut screen = opened(80, 24);
    screen.keys("#<ctrl-u>eu, shop<enter>");
    let tags: Vec<String> = screen.state.map().tags.iter().map(|tag| tag.to_string()).collect();
    assert_eq!(tags, ["eu", "shop"]);
    let mut screen = opened(80, 24);
    screen.keys("j#, new<enter>");
    let expected = MapTask::Tags { path: file("wei"), tags: "shop, 中国, new".into() };
    assert_eq!(task(&screen), Some(&expected));
}

#[test]
fn a_deleted_map_is_in_the_trash_and_undo_brings_it_back() {
    let mut screen = opened(80, 24);
    screen.keys("jdd");
    match task(&screen) {
        Some(MapTask::Delete { path, .. }) => assert_eq!(*path, file("wei")),
        other => panic!("{other:?}"),
    }
    let mut after = listing();
    after.maps.pop();
    let trashed = PathBuf::from("/desk/trash/wei 2026-11-21 10.42.ron");
    let when = "2026-11-21 10.42".to_owned();
    after.trash.insert(0, Deleted { name: "wei".into(), when, path: trashed.clone() });
    screen.send(Event::Maps { listing: after, said: None, made: Some(trashed.clone()) });
    screen.keys("u");
    assert_eq!(task(&screen), Some(&MapTask::Restore { path: trashed }));
    screen.effects.clear();
    screen.keys("u");
    assert_eq!(task(&screen), None);
}

#[test]
fn enter_on_a_map_in_the_trash_brings_it_back_and_delete_leaves_it() {
    let mut screen = opened(80, 24);
    screen.keys("Gdd");
    assert_eq!(task(&screen), None);
    screen.keys("<enter>");
    let path = PathBuf::from("/desk/trash/old 2026-11-20 09.15.ron");
    assert_eq!(task(&screen), Some(&MapTask::Restore { path }));
}

#[test]
fn keys_of_the_board_do_nothing_to_the_map_behind_the_list() {
    let mut screen = opened(80, 24);
    let before = screen.state.map().clone();
    screen.keys("1<space>HJKLapso");
    screen.keys("<esc>");
    assert_eq!(*screen.state.map(), before);
}

/// The questions before a new map.
pub(crate) fn asked(width: u16, height: u16) -> Screen {
    let mut screen = Screen::new(JourneyMap::new(""), width, height);
    screen.state.file = Some(file("journey"));
    let blank = Template {
        name: "blank".into(),
        about: "nothing but the file".into(),
        map: Ok(Arc::new(JourneyMap::new(""))),
    };
    let shop = Template {
        name: "cross-border".into(),
        about: "an online shop that sells to other countries".into(),
        map: Ok(Arc::new(example())),
    };
    let bad = Template {
        name: "mine".into(),
        about: String::new(),
        map: Err("mine.ron:1:1: no map".into()),
    };
    screen.state.ask_first(vec![blank, shop, bad]);
    let (width, height) = screen.state.size;
    screen.send(Event::Resize(width, height));
    screen
}

#[test]
fn the_first_start_asks_and_offers_templates() {
    let mut screen = asked(120, 30);
    screen.keys("First order<enter>Lena 莲娜<enter>");
    assert_snapshot!("questions", screen.picture());
    screen.keys("<esc><down>");
    assert_snapshot!("templates", screen.text());
}

#[test]
fn the_questions_fit_40_by_12() {
    let mut screen = asked(40, 12);
    assert_snapshot!("questions_40x12", screen.text());
    screen.keys("<esc><down>");
    assert_snapshot!("templates_40x12", screen.text());
}

#[test]
fn the_questions_can_be_drawn_at_any_size() {
    for width in (20..=130).step_by(7) {
        for height in [6, 8, 12, 15, 16, 17, 24, 40] {
            asked(width, height).keys("A<down>B<tab>C<up><esc><down><down><down>");
        }
    }
}

#[test]
fn answers_are_kept_and_a_template_fills_in_the_rest() {
    let mut screen = asked(120, 30);
    screen.keys("Mine<enter>Wei<down>The ad<tab>The refund<enter><enter><down><enter>");
    assert!(screen.state.start.is_none());
    let map = screen.state.map().clone();
    assert_eq!((&*map.title, &*map.persona.name), ("Mine", "Wei"));
    assert_eq!((&*map.scope.from, &*map.scope.to), ("The ad", "The refund"));
    assert_eq!(map.stages, example().stages);
    screen.pass_deadlines();
    let saved = screen.effects.iter().rev().find_map(|effect| match effect {
        Effect::Save { seq, .. } => Some(*seq),
        _ => None,
    });
    screen.send(Event::Saved(cjm::ui::Saved::Done { seq: saved.unwrap() }));
    let expected = MapTask::Rename { path: file("journey"), title: "Mine".into() };
    assert_eq!(task(&screen), Some(&expected));
    screen.keys("u");
    assert!(screen.state.map().stages.is_empty());
    assert_eq!(&*screen.state.map().persona.name, "Wei");
}

#[test]
fn all_can_be_skipped() {
    let mut screen = asked(80, 24);
    screen.keys("<esc><esc>");
    assert!(
        screen.state.start.is_none()
            && screen
                .effects
                .iter()
                .all(|it| matches!(it, Effect::Repaint | Effect::JournalTyping(None)))
    );
    assert_eq!(screen.state.mode, Mode::Board);
}

#[test]
fn what_is_typed_when_esc_is_pressed_is_an_answer() {
    let mut screen = asked(80, 24);
    screen.keys("<enter>Lena<esc><esc>");
    assert_eq!(&*screen.state.map().persona.name, "Lena");
    assert_eq!(&*screen.state.map().title, "The journey of Lena");
}

#[test]
fn a_template_that_is_no_map_says_so_and_begins_nothing() {
    let mut screen = asked(80, 24);
    screen.keys("<esc><down><down>");
    assert!(screen.text().contains("mine.ron:1:1: no map"));
    screen.keys("<enter>");
    assert!(screen.state.start.is_some());
}

#[test]
fn an_answer_that_was_being_typed_comes_back_in_its_place() {
    let typed = {
        let mut screen = asked(80, 24);
        screen.keys("<enter><enter>The a");
        let Mode::Writing(writing) = &screen.state.mode else { panic!() };
        writing.typed()
    };
    let mut screen = asked(80, 24);
    screen.state.resume_typing(&typed);
    screen.keys("d<esc>");
    assert_eq!(&*screen.state.map().scope.from, "The ad");
}

fn click(screen: &mut Screen, x: u16, y: u16) {
    use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    for kind in [MouseEventKind::Down(MouseButton::Left), MouseEventKind::Up(MouseButton::Left)] {
        let (column, row) = (x, y);
        screen.send(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
    }
}

/// The first row of the screen that holds a text.
fn row_of(screen: &Screen, text: &str) -> u16 {
    let at = screen.text().lines().position(|line| line.contains(text));
    u16::try_from(at.unwrap_or_else(|| panic!("no {text} in\n{}", screen.text()))).unwrap()
}

#[test]
fn ctrl_c_leaves_the_questions_for_the_map_before_and_on_a_first_start_says_how_to_leave() {
    let mut screen = asked(80, 24);
    screen.keys("<ctrl-c>");
    assert!(screen.text().contains("press q"), "{}", screen.text());
    screen.keys("<ctrl-c>");
    assert!(screen.text().contains("press q"), "{}", screen.text());
    assert_eq!(task(&screen), None);
    let mut screen = asked(80, 24);
    screen.state.start.as_mut().unwrap().before = Some(file("one"));
    screen.keys("Mine<ctrl-c>");
    assert_eq!(task(&screen), None, "what was typed goes first");
    assert!(screen.text().contains("ctrl-c give up"), "{}", screen.text());
    screen.keys("<ctrl-c>");
    let next = Some(file("one"));
    assert_eq!(task(&screen), Some(&MapTask::Delete { path: file("journey"), next }));
}

#[test]
fn a_click_chooses_a_map_and_a_second_one_opens_it() {
    let mut screen = opened(120, 24);
    let row = row_of(&screen, "韦先生");
    click(&mut screen, 10, row);
    assert_eq!(screen.state.maps.as_ref().unwrap().path(), Some(&*file("wei")));
    assert_eq!(task(&screen), None);
    click(&mut screen, 10, row);
    assert_eq!(task(&screen), Some(&MapTask::Open { path: file("wei"), at: None }));
}

#[test]
fn a_click_goes_to_a_question_and_keeps_the_answer_before() {
    let mut screen = asked(120, 30);
    screen.keys("Mine");
    let row = row_of(&screen, "Where does it end?");
    click(&mut screen, 40, row);
    screen.keys("The refund<enter>");
    let map = screen.state.map().clone();
    assert_eq!((&*map.title, &*map.scope.to), ("Mine", "The refund"));
    let row = row_of(&screen, "cross border");
    click(&mut screen, 5, row);
    click(&mut screen, 5, row);
    assert_eq!(screen.state.map().stages, example().stages);
}

#[test]
fn maps_stand_in_the_order_of_their_priority_then_by_name() {
    let map = |title: &str, priority: Option<i64>| {
        let mut map = example();
        map.title = title.into();
        map.priority = priority.and_then(|priority| Scale::new(priority).ok());
        map
    };
    let given = [
        ("apfel", None),
        ("first-order", Some(3)),
        ("m10", Some(1)),
        ("зима", Some(1)),
        ("发货", None),
    ];
    let today = Day::parse("2026-11-22").unwrap();
    let maps = given.iter().map(|(name, priority)| {
        Listed::new((*name).into(), file(name), Ok(Arc::new(map(name, *priority))), today)
    });
    let mut screen = Screen::new(map("first-order", Some(3)), 140, 24);
    screen.state.file = Some(file("first-order"));
    screen.keys("m");
    let listing = Listing { maps: maps.collect(), trash: Vec::new() };
    screen.send(Event::Maps { listing, said: None, made: None });
    let text = screen.text();
    let shown: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split_whitespace().filter(|word| *word != "▸").take(2).collect())
        .filter(|words: &Vec<&str>| given.iter().any(|(name, _)| words.first() == Some(name)))
        .collect();
    assert_eq!(
        shown,
        [["m10", "1"], ["зима", "1"], ["first-order", "3"], ["apfel", "Lena"], ["发货", "Lena"]],
        "{text}"
    );
    assert!(text.contains("prio"), "{text}");
    assert!(text.contains("priority 3"), "beside the path of the one that is chosen: {text}");
}
