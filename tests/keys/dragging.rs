//! Dragging cards and stages.

use std::sync::Arc;

use cjm::edit::Edit;
use cjm::model::JourneyMap;
use cjm::ui::{Effect, Event, Saved};
use ratatui::crossterm::event::{MouseButton, MouseEventKind};
use ratatui::style::Modifier;

use crate::maps::sized;
use crate::pictures::matches;
use crate::screen::Screen;

fn titles(screen: &Screen, stage: usize) -> Vec<String> {
    let short = |title: &str| title.trim_start_matches("Step ").to_owned();
    screen.state.map().stages[stage].touchpoints.iter().map(|it| short(&it.title)).collect()
}

fn names(screen: &Screen) -> Vec<String> {
    screen.state.map().stages.iter().map(|stage| stage.name.to_string()).collect()
}

/// Cards of two lines, so that a card has an upper and a lower half.
fn owned(stages: usize, cards: usize) -> JourneyMap {
    let mut map = sized(stages, cards);
    for stage in &mut map.stages {
        for card in &mut Arc::make_mut(stage).touchpoints {
            Arc::make_mut(card).owner = "Ops".into();
        }
    }
    map
}

/// Drags what says `from` to the row `by` rows below what says `to`.
fn drag(screen: &mut Screen, from: &str, to: &str, by: u16) -> (u16, u16) {
    let (x, y) = screen.place(to);
    let at = (x + 1, y + by);
    screen.drag(from, at);
    at
}

fn drag_and_drop(screen: &mut Screen, from: &str, to: &str, by: u16) {
    let at = drag(screen, from, to, by);
    screen.drop(at);
}

/// How many edits the journal was given.
fn edits(screen: &Screen) -> Vec<Edit> {
    let journals = screen.effects.iter().filter_map(|effect| match effect {
        Effect::Journal(edits) => Some(edits.clone()),
        _ => None,
    });
    journals.flatten().collect()
}

#[test]
fn a_card_lands_behind_or_before_another_as_its_halves_say() {
    let mut screen = Screen::new(owned(3, 3), 80, 24);
    drag_and_drop(&mut screen, "Step 1.1", "Step 2.2", 1);
    assert_eq!(titles(&screen, 0), ["1.2", "1.3"]);
    assert_eq!(titles(&screen, 1), ["2.1", "2.2", "1.1", "2.3"]);
    assert_eq!((screen.state.focus.column(), screen.state.focus.row()), (1, Some(2)));
    drag_and_drop(&mut screen, "Step 1.3", "Step 2.1", 0);
    assert_eq!(titles(&screen, 1), ["1.3", "2.1", "2.2", "1.1", "2.3"]);
    screen.keys("uu");
    assert_eq!(**screen.state.map(), owned(3, 3));
}

#[test]
fn a_card_of_one_line_takes_the_place_of_the_one_it_is_dropped_on() {
    let mut screen = Screen::new(sized(2, 4), 80, 24);
    drag_and_drop(&mut screen, "Step 1.1", "Step 1.3", 0);
    assert_eq!(titles(&screen, 0), ["1.2", "1.3", "1.1", "1.4"]);
    drag_and_drop(&mut screen, "Step 1.4", "Step 1.2", 0);
    assert_eq!(titles(&screen, 0), ["1.4", "1.2", "1.3", "1.1"]);
    let (x, _) = screen.place("Step 2.1");
    screen.drag("Step 1.4", (x, 20));
    screen.drop((x, 20));
    assert_eq!(titles(&screen, 1), ["2.1", "2.2", "2.3", "2.4", "1.4"], "below all is the end");
    let head = screen.place("Stage 1");
    screen.drag("Step 2.4", head);
    screen.drop(head);
    assert_eq!(titles(&screen, 0), ["2.4", "1.2", "1.3", "1.1"], "on the head is the top");
}

#[test]
fn a_drop_makes_the_same_edit_as_the_key() {
    let mut by_key = Screen::new(owned(2, 3), 80, 24);
    by_key.keys("jJ");
    let mut by_mouse = Screen::new(owned(2, 3), 80, 24);
    drag_and_drop(&mut by_mouse, "Step 1.2", "Step 1.3", 1);
    assert_eq!(edits(&by_mouse), edits(&by_key));
    assert_eq!(by_mouse.state.map(), by_key.state.map());
    let mut by_key = Screen::new(owned(3, 1), 120, 34);
    by_key.keys("kL");
    let mut by_mouse = Screen::new(owned(3, 1), 120, 34);
    let (x, y) = by_mouse.place("worst");
    let (_, stage_2) = (x, by_mouse.place("Stage 2").0);
    by_mouse.drag("Stage 1", (stage_2 + 25, y));
    by_mouse.drop((stage_2 + 25, y));
    assert_eq!(edits(&by_mouse), edits(&by_key));
}

#[test]
fn where_it_will_land_is_said_and_drawn() {
    let mut screen = Screen::new(owned(3, 3), 120, 34);
    drag(&mut screen, "Step 1.1", "Step 2.2", 1);
    assert!(
        screen.text().contains("Move “Step 1.1” to Stage 2, after “Step 2.2”"),
        "{}",
        screen.text()
    );
    matches("a_card_is_dragged_at_120_by_34", &mut screen);
    let mut screen = Screen::new(owned(3, 3), 80, 24);
    drag(&mut screen, "Step 1.1", "Step 2.2", 1);
    matches("a_card_is_dragged_at_80_by_24", &mut screen);
    let mut screen = Screen::new(owned(3, 3), 80, 24);
    drag(&mut screen, "Stage 3", "Stage 1", 0);
    assert!(screen.text().contains("Move stage “Stage 3”, to the front"), "{}", screen.text());
    matches("a_stage_is_dragged_at_80_by_24", &mut screen);
    let mut screen = Screen::new(owned(3, 3), 80, 24);
    screen.keys("vl");
    drag(&mut screen, "Step 1.1", "Step 2.2", 0);
    matches("a_card_is_dragged_in_the_list", &mut screen);
}

#[test]
fn what_is_dragged_is_dim_until_it_lands() {
    let mut screen = Screen::new(owned(2, 3), 80, 24);
    let at = screen.place("Step 1.2");
    let is_dim = |screen: &Screen| screen.buffer()[at].modifier.contains(Modifier::DIM);
    let to = drag(&mut screen, "Step 1.2", "Step 2.2", 1);
    assert!(is_dim(&screen));
    screen.drop(to);
    assert!(!is_dim(&screen));
}

#[test]
fn dropped_where_it_was_nothing_changes() {
    for (to, by) in [("Step 1.2", 1), ("Step 1.1", 1), ("Step 1.3", 0)] {
        let mut screen = Screen::new(owned(2, 3), 80, 24);
        drag(&mut screen, "Step 1.2", to, by);
        assert!(screen.text().contains("nothing moves"), "{to} {by}: {}", screen.text());
        drag_and_drop(&mut screen, "Step 1.2", to, by);
        assert_eq!(edits(&screen), [], "{to} {by}");
        assert!(screen.state.pointer.drag.is_none());
    }
    let mut screen = Screen::new(owned(3, 3), 80, 24);
    drag_and_drop(&mut screen, "Stage 2", "Step 2.2", 0);
    assert_eq!(edits(&screen), []);
}

#[test]
fn esc_a_right_click_a_paste_and_another_size_give_it_up() {
    let right = |screen: &mut Screen, at| {
        screen.mouse(MouseEventKind::Down(MouseButton::Right), at);
    };
    type End<'a> = &'a dyn Fn(&mut Screen, (u16, u16));
    let ends: [(&str, End); 4] = [
        ("esc", &|screen, _| _ = screen.keys("<esc>")),
        ("right", &right),
        ("resize", &|screen, _| screen.resize(100, 30)),
        ("mouse off", &|screen, _| _ = screen.keys(":mouse<enter>")),
    ];
    for (name, end) in ends {
        let mut screen = Screen::new(owned(3, 3), 80, 24);
        let at = drag(&mut screen, "Step 1.1", "Step 2.2", 1);
        end(&mut screen, at);
        assert!(screen.state.pointer.drag.is_none(), "{name}");
        screen.drop(at);
        assert_eq!(**screen.state.map(), owned(3, 3), "{name}");
    }
    let mut screen = Screen::new(owned(3, 3), 80, 24);
    let at = drag(&mut screen, "Step 1.1", "Step 2.2", 1);
    screen.send(Event::Paste("New".into()));
    screen.drop(at);
    assert_eq!(titles(&screen, 0), ["1.1", "New", "1.2", "1.3"]);
    screen.keys("<space>");
    drag(&mut screen, "Step 1.2", "Step 2.2", 1);
    screen.keys("<esc>");
    assert_eq!(screen.state.marked.len(), 1, "Esc gives up the drag and nothing else");
    assert!(screen.text().contains("Nothing was moved"), "{}", screen.text());
}

#[test]
fn marked_cards_move_together_when_one_of_them_is_dragged() {
    let mut screen = Screen::new(owned(3, 4), 120, 40);
    screen.keys("<space>j<space>");
    assert_eq!(screen.state.marked.len(), 2);
    drag_and_drop(&mut screen, "Step 1.3", "Step 2.2", 1);
    assert_eq!(titles(&screen, 1), ["2.1", "2.2", "1.1", "1.3", "2.3", "2.4"]);
    assert_eq!(screen.state.marked.len(), 2);
    drag_and_drop(&mut screen, "Step 1.1", "Step 2.4", 1);
    assert_eq!(titles(&screen, 1), ["2.1", "2.2", "2.3", "2.4", "1.1", "1.3"]);
    drag_and_drop(&mut screen, "Step 2.1", "Step 2.3", 1);
    assert_eq!(titles(&screen, 1), ["2.2", "2.3", "2.1", "2.4", "1.1", "1.3"], "it is not marked");
    screen.keys("uuu");
    assert_eq!(**screen.state.map(), owned(3, 4), "a drop is one step each");
}

#[test]
fn marked_cards_dropped_among_themselves_come_together() {
    let mut screen = Screen::new(owned(1, 5), 80, 40);
    screen.keys("<space>j<space>j<space>");
    drag_and_drop(&mut screen, "Step 1.1", "Step 1.3", 1);
    assert_eq!(titles(&screen, 0), ["1.2", "1.1", "1.3", "1.5", "1.4"]);
    drag_and_drop(&mut screen, "Step 1.3", "Step 1.3", 0);
    assert_eq!(titles(&screen, 0), ["1.2", "1.1", "1.3", "1.5", "1.4"]);
    screen.keys("u");
    assert_eq!(**screen.state.map(), owned(1, 5));
}

#[test]
fn a_stage_goes_where_its_head_is_dropped() {
    let mut screen = Screen::new(owned(3, 2), 120, 34);
    let (x, y) = screen.place("Stage 3");
    screen.drag("Stage 1", (x + 1, y));
    screen.drop((x + 1, y));
    assert_eq!(names(&screen), ["Stage 2", "Stage 1", "Stage 3"]);
    let (x, y) = screen.place("Stage 3");
    screen.drag("Stage 2", (x + 30, y + 5));
    screen.drop((x + 30, y + 5));
    assert_eq!(names(&screen), ["Stage 1", "Stage 3", "Stage 2"]);
    assert_eq!((screen.state.focus.column(), screen.state.focus.row()), (2, None));
    screen.keys("uu");
    assert_eq!(**screen.state.map(), owned(3, 2));
}

#[test]
fn in_the_list_cards_and_stages_are_dragged_too() {
    let mut screen = Screen::new(sized(3, 3), 80, 24);
    screen.keys("vl");
    drag_and_drop(&mut screen, "Step 1.1", "Step 2.2", 0);
    assert_eq!(titles(&screen, 1), ["2.1", "2.2", "1.1", "2.3"]);
    drag_and_drop(&mut screen, "Step 3.2", "Step 2.1", 0);
    assert_eq!(titles(&screen, 1), ["3.2", "2.1", "2.2", "1.1", "2.3"]);
    let (x, y) = screen.place("Stage 2");
    screen.drag("Step 3.1", (x, y - 1));
    screen.drop((x, y - 1));
    assert_eq!(titles(&screen, 0), ["1.2", "1.3", "3.1"], "the blank row is the end of a stage");
    drag_and_drop(&mut screen, "Stage 1", "Step 2.2", 0);
    assert_eq!(names(&screen), ["Stage 2", "Stage 1", "Stage 3"]);
}

#[test]
fn under_a_filter_it_lands_beside_what_is_seen() {
    let mut map = owned(2, 5);
    let stage = Arc::make_mut(&mut map.stages[1]);
    for row in [0, 2, 4] {
        Arc::make_mut(&mut stage.touchpoints[row]).owner = "Sales".into();
    }
    let before = map.clone();
    let mut screen = Screen::new(map, 80, 24);
    screen.keys("foOps<enter>");
    drag_and_drop(&mut screen, "Step 1.1", "Step 2.2", 1);
    assert_eq!(titles(&screen, 1), ["2.1", "2.2", "1.1", "2.3", "2.4", "2.5"]);
    drag_and_drop(&mut screen, "Step 1.2", "Step 2.2", 0);
    assert_eq!(titles(&screen, 1), ["2.1", "1.2", "2.2", "1.1", "2.3", "2.4", "2.5"]);
    screen.keys("uu");
    assert_eq!(**screen.state.map(), before);
    drag_and_drop(&mut screen, "Step 2.2", "Step 2.2", 1);
    assert_eq!(**screen.state.map(), before);
}

#[test]
fn resting_at_an_edge_brings_more_into_view() {
    let mut screen = Screen::new(owned(9, 30), 80, 24);
    let right = (79, 10);
    screen.drag("Step 1.1", right);
    for _ in 0..20 {
        if screen.state.pointer.drag.as_ref().unwrap().scroll_due.is_none() {
            break;
        }
        screen.pass_deadline();
    }
    assert!(screen.text().contains("Stage 9"), "{}", screen.text());
    assert_eq!(screen.state.next_deadline(), None, "nothing wakes up at the end");
    let (x, _) = screen.place("Stage 9");
    let bottom = (x, 22);
    screen.mouse(MouseEventKind::Drag(MouseButton::Left), bottom);
    while screen.state.next_deadline().is_some() {
        screen.pass_deadline();
    }
    assert!(screen.text().contains("Step 9.30"), "{}", screen.text());
    screen.drop(bottom);
    assert_eq!(titles(&screen, 8).last().unwrap(), "1.1");
    assert!(screen.text().contains("Step 1.1"), "the focus is in view: {}", screen.text());
}

#[test]
fn a_drag_away_from_the_edge_needs_no_deadline() {
    let mut screen = Screen::new(owned(9, 30), 80, 24);
    screen.drag("Step 1.1", (79, 10));
    assert!(screen.state.next_deadline().is_some());
    screen.mouse(MouseEventKind::Drag(MouseButton::Left), (40, 10));
    assert_eq!(screen.state.next_deadline(), None);
    screen.keys("<esc>");
    assert_eq!(screen.state.next_deadline(), None);
}

#[test]
fn what_another_program_takes_away_is_dragged_no_longer() {
    let map = owned(2, 2);
    let mut screen = Screen::new(map.clone(), 80, 24);
    let at = drag(&mut screen, "Step 1.1", "Step 2.2", 1);
    let mut theirs = map.clone();
    Arc::make_mut(&mut theirs.stages[0]).touchpoints.remove(0);
    screen.send(Event::Saved(Saved::Changed(cjm::ui::Foreign::new(
        Arc::new(map),
        Arc::new(theirs),
        1,
    ))));
    assert!(screen.state.pointer.drag.is_none());
    screen.drop(at);
    assert_eq!(titles(&screen, 1), ["2.1", "2.2"]);
}

#[test]
fn a_map_that_may_not_be_changed_is_not_dragged() {
    let mut screen = Screen::new(owned(2, 2), 80, 24);
    screen.state.read_only = Some("it is newer".into());
    let at = drag(&mut screen, "Step 1.1", "Step 2.2", 1);
    assert!(screen.text().contains("it is newer"), "{}", screen.text());
    screen.drop(at);
    assert_eq!(**screen.state.map(), owned(2, 2));
}
