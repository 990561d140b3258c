//! Tables over several maps: two beside each other, the actions of all.

use std::sync::Arc;

use cjm::model::{Address, Day, Emotion, JourneyMap};
use cjm::ui::across::Kind;
use cjm::ui::maps::{Listed, Listing, MapTask};
use cjm::ui::{Effect, Event};
use insta::assert_snapshot;

use crate::map_list::file;
use crate::maps::example;
use crate::screen::Screen;

/// The example, the same of somebody who feels otherwise, and a broken one.
fn listing() -> Listing {
    let today = Day::parse("2026-11-22").unwrap();
    let listed = |name: &str, map: Result<JourneyMap, String>| {
        Listed::new(name.into(), file(name), map.map(Arc::new), today)
    };
    let mut wei = example();
    wei.title = "第一次从国外订购 🙂".into();
    Arc::make_mut(&mut wei.persona).name = "韦先生".into();
    let stage = Arc::make_mut(&mut wei.stages[0]);
    Arc::make_mut(&mut stage.touchpoints[0]).emotion = Some(Emotion::new(-2).unwrap());
    Arc::make_mut(&mut wei.stages[2]).touchpoints.remove(0);
    let maps = vec![
        listed("bad", Err("bad.ron:3:5: there is no field emtion".into())),
        listed("first-order", Ok(example())),
        listed("wei", Ok(wei)),
    ];
    Listing { maps, trash: Vec::new() }
}

fn board(width: u16, height: u16) -> Screen {
    let mut screen = Screen::new(example(), width, height);
    screen.state.file = Some(file("first-order"));
    screen
}

/// The list of maps is open, and all of them are read.
fn opened(width: u16, height: u16, keys: &str) -> Screen {
    let mut screen = board(width, height);
    screen.keys(keys);
    screen.send(Event::Maps { listing: listing(), said: None, made: None });
    screen.effects.clear();
    screen
}

fn kind(screen: &Screen) -> Option<&Kind> {
    Some(&screen.state.maps.as_ref()?.across.as_ref()?.kind)
}

fn task(screen: &Screen) -> Option<&MapTask> {
    screen.effects.iter().rev().find_map(|effect| match effect {
        Effect::Switch(task) => Some(task),
        _ => None,
    })
}

#[test]
fn a_map_stands_beside_the_open_one_by_stage() {
    let mut screen = opened(120, 34, "m");
    screen.keys("j=");
    assert_snapshot!("beside_at_120_by_34", screen.picture());
    let mut screen = opened(80, 24, "m");
    screen.keys("j=");
    assert_snapshot!("beside_at_80_by_24", screen.text());
    let mut screen = opened(40, 12, "m");
    screen.keys("j=j");
    assert_snapshot!("beside_at_40_by_12", screen.text());
}

#[test]
fn the_open_map_and_a_broken_one_stand_beside_nothing() {
    let mut screen = opened(80, 24, "m");
    screen.keys("=");
    assert_eq!(kind(&screen), None);
    assert!(screen.text().contains("That is the open map"), "{}", screen.text());
    screen.keys("G=");
    assert_eq!(kind(&screen), None);
    assert!(screen.text().contains("no field emtion"), "{}", screen.text());
}

#[test]
fn on_the_board_the_key_asks_for_the_map_to_see_beside_it() {
    let mut screen = opened(80, 24, "=");
    assert!(screen.text().contains("Choose a map: = shows it beside this one"));
    screen.keys("j=");
    assert!(matches!(kind(&screen), Some(Kind::Beside { .. })));
}

#[test]
fn enter_goes_to_the_card_in_the_open_map_where_that_has_it() {
    let mut screen = opened(80, 24, "m");
    screen.keys("j=j<enter>");
    assert!(screen.state.maps.is_none() && task(&screen).is_none());
    assert_eq!((screen.state.focus.column(), screen.state.focus.row()), (0, Some(0)));
}

#[test]
fn the_actions_of_all_maps_are_a_table_from_the_board_and_from_the_list() {
    let mut screen = opened(120, 34, "A");
    assert_snapshot!("all_actions_at_120_by_34", screen.picture());
    assert_snapshot!("all_actions_at_80_by_24", opened(80, 24, "mA").text());
    assert_snapshot!("all_actions_at_40_by_12", opened(40, 12, "mA").text());
}

#[test]
fn esc_goes_back_to_where_the_table_was_opened() {
    let mut screen = opened(80, 24, "A");
    screen.keys("<esc>");
    assert!(screen.state.maps.is_none());
    let mut screen = opened(80, 24, "mA");
    screen.keys("<esc>");
    assert!(screen.state.maps.is_some() && kind(&screen).is_none());
    screen.keys("<esc>");
    assert!(screen.state.maps.is_none());
}

#[test]
fn enter_on_an_action_opens_its_map_there() {
    let mut screen = opened(80, 24, "A");
    let there = |screen: &Screen| {
        let table = screen.state.maps.as_ref().unwrap().across.as_ref().unwrap();
        table.place().map(|(path, at)| (path.to_owned(), at.clone())).unwrap()
    };
    while there(&screen).0 != file("wei") {
        let before = there(&screen);
        screen.keys("j");
        assert_ne!(there(&screen), before, "no action of the other map");
    }
    let (_, at) = there(&screen);
    assert!(matches!(at, Address::Action(..)));
    screen.keys("<enter>");
    assert_eq!(task(&screen), Some(&MapTask::Open { path: file("wei"), at: Some(at) }));
}

#[test]
fn the_order_of_all_actions_is_changed_by_the_key_of_the_table_of_one() {
    let mut screen = opened(120, 34, "A");
    screen.keys("S");
    assert!(screen.text().contains("by owner"), "{}", screen.text());
    let mut screen = opened(120, 34, "m");
    screen.keys("j=S");
    assert!(matches!(kind(&screen), Some(Kind::Beside { .. })));
    assert!(screen.text().contains("Only the table of actions"), "{}", screen.text());
}

#[test]
fn what_is_for_a_map_is_not_done_in_a_table_over_all() {
    let mut screen = opened(80, 24, "A");
    for keys in ["u", "dd", "o", "2", "T", "#", "y"] {
        screen.keys(keys);
        assert!(kind(&screen).is_some() && task(&screen).is_none(), "{keys}");
    }
    assert!(screen.effects.is_empty(), "{:?}", screen.effects);
}

#[test]
fn the_choice_stays_on_its_row_when_the_library_is_read_anew() {
    let mut screen = opened(80, 24, "A");
    screen.keys("jj");
    let place = |screen: &Screen| {
        let table = screen.state.maps.as_ref().unwrap().across.as_ref().unwrap();
        table.place().map(|(path, at)| (path.to_owned(), at.clone()))
    };
    let before = place(&screen);
    let mut fewer = listing();
    fewer.maps.remove(0);
    screen.send(Event::Maps { listing: fewer, said: None, made: None });
    assert_eq!(place(&screen), before);
    assert!(before.is_some());
}

#[test]
fn the_tables_can_be_drawn_at_any_size() {
    for width in (20..=130).step_by(11) {
        for height in [6, 9, 13, 14, 34] {
            for keys in ["A", "mj="] {
                let mut screen = opened(width, height, "m");
                screen.keys(keys);
                screen.keys("jjj<pgdn>G<pgup>gg");
            }
        }
    }
}

#[test]
fn the_actions_of_all_maps_are_copied_with_what_is_not_among_them() {
    let mut screen = opened(120, 34, "m");
    screen.keys("AY");
    let copied = screen.effects.iter().rev().find_map(|effect| match effect {
        Effect::CopyTable { rows, instead } => Some((rows, instead.as_str())),
        _ => None,
    });
    let (rows, instead) = copied.unwrap();
    assert_eq!(instead, "cjm show --all --format markdown");
    let table = screen.state.maps.as_ref().unwrap().across.as_ref().unwrap();
    assert_eq!(rows.rows.len(), table.sheet.rows.len());
    assert_eq!(rows.head, table.sheet.head.replace(" (S changes the order)", ""));
    assert!(rows.head.contains("bad"), "{}", rows.head);
}
