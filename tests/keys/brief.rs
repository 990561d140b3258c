//! What the brief holds besides fields: the parking lot, and what a merge
//! could not decide.

use cjm::compare::merge;
use cjm::model::{Conflict, Emotion, JourneyMap, Parked};
use cjm::ui::Event;

use crate::maps::{example, sized};
use crate::screen::Screen;

fn map(screen: &Screen) -> &JourneyMap {
    screen.state.map()
}

fn parked(screen: &Screen) -> Vec<String> {
    map(screen).parking.iter().map(|parked| parked.text.to_string()).collect()
}

/// The brief of a map with these entries in its parking lot, the first of
/// which is chosen.
fn parking(texts: &[&str]) -> Screen {
    let mut map = sized(2, 2);
    for (n, text) in texts.iter().enumerate() {
        let id = cjm::model::Id::new(&format!("p{n}"));
        let parked = Parked { id, text: (*text).into(), by: "".into(), comments: None };
        map.parking.push(parked.into());
    }
    let mut screen = Screen::new(map, 100, 40);
    screen.keys("lvi");
    let page = screen.state.pages[0].clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    let is_parking = |row: &cjm::ui::form::Row| {
        row.label == "parked" || row.target == cjm::ui::form::Target::Park
    };
    let row = rows.iter().position(is_parking).unwrap();
    screen.keys(&"j".repeat(row));
    screen
}

#[test]
fn what_came_up_is_parked_line_by_line() {
    let mut screen = parking(&[]);
    screen.keys("<enter>Gift wrapping?<enter>Who pays returns?<enter><esc>");
    assert_eq!(parked(&screen), ["Gift wrapping?", "Who pays returns?"]);
    screen.keys("uu");
    assert_eq!(parked(&screen), Vec::<String>::new());
}

#[test]
fn entries_are_added_between_moved_opened_and_deleted() {
    let mut screen = parking(&["One", "Two"]);
    screen.keys("oBetween<esc>");
    assert_eq!(parked(&screen), ["One", "Between", "Two"]);
    screen.keys("J");
    assert_eq!(parked(&screen), ["One", "Two", "Between"]);
    screen.keys("<enter><enter> all<enter><esc>");
    assert_eq!(parked(&screen), ["One", "Two", "Between all"]);
    screen.keys("dd");
    assert_eq!(parked(&screen), ["One", "Two"]);
    screen.keys("uuuu");
    assert_eq!(parked(&screen), ["One", "Two"]);
}

#[test]
fn an_entry_becomes_a_touchpoint_below_the_focus_and_back() {
    let mut screen = parking(&["Gift\nwrapping?", "Two"]);
    let before = map(&screen).clone();
    screen.keys("t");
    assert_eq!(parked(&screen), ["Two"]);
    assert_eq!(&*map(&screen).stages[1].touchpoints[1].title, "Gift / wrapping?");
    assert!(screen.text().contains("is a touchpoint of"), "{}", screen.text());
    screen.keys("u");
    assert_eq!(*map(&screen), before);
    // also from its own page, which closes
    screen.keys("<enter>t");
    assert_eq!(screen.state.pages.len(), 1);
    assert_eq!(parked(&screen), ["Two"]);
    screen.keys("<esc>t");
    assert!(screen.text().contains("Choose an entry of the parking lot"), "{}", screen.text());
}

/// Both sides rated the card with the duties.
fn both_rated() -> Screen {
    let rated = |value: i64| {
        let mut map = example();
        let mut card = (*map.stages[1].touchpoints[0]).clone();
        card.emotion = Emotion::new(value).ok();
        let mut stage = (*map.stages[1]).clone();
        stage.touchpoints[0] = card.into();
        map.stages[1] = stage.into();
        map
    };
    let merged = merge(&example(), &rated(1), &rated(-1)).map;
    let mut screen = Screen::new(merged, 94, 40);
    screen.keys("vi");
    screen
}

fn emotion(screen: &Screen) -> i8 {
    map(screen).stages[1].touchpoints[0].emotion.unwrap().get()
}

#[test]
fn a_clash_is_said_with_both_values_and_settled_by_a_key() {
    for (key, value) in [("1", 1), ("2", -1)] {
        let mut screen = both_rated();
        assert!(screen.text().contains("+1 is in force, −1 is the other"), "{}", screen.text());
        screen.keys("<enter>");
        assert!(screen.text().contains("take the other: −1"), "{}", screen.text());
        let before = map(&screen).clone();
        screen.keys(key);
        assert_eq!((emotion(&screen), map(&screen).conflicts.len()), (value, 0));
        assert!(!screen.text().contains("the other"), "{}", screen.text());
        screen.keys("u");
        assert_eq!(*map(&screen), before, "it is one step");
    }
}

#[test]
fn a_clash_whose_field_was_changed_since_says_what_is_there_now() {
    // 0 is typed by hand
    for (key, value) in [("1", 0), ("2", 1), ("3", -1)] {
        let mut screen = both_rated();
        screen.keys("<esc>lj3vi");
        assert!(
            screen.text().contains("0 is in force, +1 and −1 are the others"),
            "{}",
            screen.text()
        );
        screen.keys("<enter>");
        assert!(screen.text().contains("1 keep what is in force: 0"), "{}", screen.text());
        assert!(screen.text().contains("2 take +1"), "{}", screen.text());
        screen.keys(key);
        assert_eq!((emotion(&screen), map(&screen).conflicts.len()), (value, 0));
    }
    // the other is typed by hand
    for (key, value) in [("1", -1), ("2", 1)] {
        let mut screen = both_rated();
        screen.keys("<esc>lj2vi");
        assert!(screen.text().contains("−1 is in force, +1 is the other"), "{}", screen.text());
        screen.keys("<enter>");
        assert!(screen.text().contains("take the other: +1"), "{}", screen.text());
        screen.keys(key);
        assert_eq!((emotion(&screen), map(&screen).conflicts.len()), (value, 0));
    }
}

#[test]
fn clashes_are_counted_on_the_board_and_one_command_leads_to_them() {
    let mut screen = both_rated();
    screen.keys("<esc>");
    assert!(screen.text().contains("1 clash: v x"), "{}", screen.text());
    screen.keys("vx<enter>");
    assert!(screen.text().contains("take the other: −1"), "{}", screen.text());
    screen.keys("2");
    assert_eq!(emotion(&screen), -1);
    screen.keys("<esc>");
    assert!(!screen.text().contains("clash"), "{}", screen.text());
    screen.keys("vx");
    assert!(screen.state.pages.is_empty());
    assert!(screen.text().contains("Nothing was changed"), "{}", screen.text());
    screen.keys("u");
    assert!(screen.text().contains("1 clash: v x"), "{}", screen.text());
}

#[test]
fn no_other_key_settles_a_clash() {
    let mut screen = both_rated();
    screen.keys("<enter>0<bs>3<esc>");
    assert_eq!((emotion(&screen), map(&screen).conflicts.len()), (1, 1));
}

#[test]
fn a_clash_about_what_is_gone_can_only_be_let_go() {
    let mut map = sized(1, 1);
    map.conflicts.push(Conflict {
        at: "t-gone".into(),
        field: "emotion".into(),
        base: "None".into(),
        ours: "-2".into(),
        theirs: "-1".into(),
        comments: None,
    });
    let mut screen = Screen::new(map, 100, 40);
    screen.keys("vi<enter>");
    assert!(!screen.text().contains("take the other"), "{}", screen.text());
    screen.keys("21");
    assert_eq!(**screen.state.map(), sized(1, 1));
}

#[test]
fn a_note_parked_in_a_paste_keeps_its_lines() {
    let mut screen = parking(&[]);
    screen.keys("<enter>");
    screen.send(Event::Paste("One\nTwo\n".into()));
    screen.keys("<esc>");
    assert_eq!(parked(&screen), ["One\nTwo"]);
}

#[test]
fn something_is_parked_from_anywhere_on_the_board() {
    let mut screen = Screen::new(crate::maps::sized(2, 2), 100, 24);
    screen.keys("akGift wrapping?<enter>");
    assert!(screen.text().contains("for the parking lot:"), "{}", screen.text());
    screen.keys("Returns<esc>");
    assert_eq!(parked(&screen), ["Gift wrapping?", "Returns"]);
    assert!(screen.text().contains("is in the parking lot"), "{}", screen.text());
    screen.keys(":park<enter>More<enter><esc>");
    assert_eq!(parked(&screen).last().unwrap(), "More");
}

#[test]
fn a_card_is_parked_and_one_undo_brings_it_back() {
    let mut screen = Screen::new(crate::maps::sized(1, 3), 100, 24);
    let before = map(&screen).clone();
    screen.keys("<space><space>aK");
    assert_eq!(parked(&screen).len(), 2);
    assert_eq!(map(&screen).stages[0].touchpoints.len(), 1);
    screen.keys("u");
    assert_eq!(*map(&screen), before);
}
