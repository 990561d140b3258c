//! Keys that are typed ahead of another map, which opens when this one is saved.

use cjm::ui::maps::MapTask;
use cjm::ui::{Event, Saved};

use crate::map_list::{file, listing, task};
use crate::maps::example;
use crate::screen::Screen;

/// The map is not saved yet, and Enter on another one was pressed.
fn turning() -> Screen {
    let mut screen = Screen::new(example(), 100, 30);
    screen.state.file = Some(file("first-order"));
    screen.keys("5m");
    screen.send(Event::Maps { listing: listing(), said: None, made: None });
    screen.keys("j<enter>");
    assert!(screen.state.is_turning() && task(&screen).is_none());
    screen.effects.clear();
    screen
}

#[test]
fn what_is_typed_while_a_map_is_saved_waits_for_the_one_that_comes() {
    let mut screen = turning();
    let before = screen.state.maps.clone().map(|maps| (maps.chosen, maps.deleted));
    screen.keys("dd Goo<enter>");
    screen.send(Event::Paste("Other".into()));
    screen.keys("<esc>");
    assert_eq!(screen.state.maps.clone().map(|maps| (maps.chosen, maps.deleted)), before);
    assert!(screen.effects.is_empty(), "{:?}", screen.effects);
    assert!(screen.text().contains("for the map that comes"), "{}", screen.text());
    screen.send(Event::Saved(Saved::Done { seq: 1 }));
    assert_eq!(task(&screen), Some(&MapTask::Open { path: file("wei"), at: None }));
    assert_eq!(screen.state.held.len(), 9, "{:?}", screen.state.held);
}

#[test]
fn what_was_typed_for_another_map_is_said_and_not_run_where_this_one_stays() {
    let failed = Saved::Failed { why: "The disk is full".into(), next: "make room".into() };
    for end in ["", "<ctrl-c>"] {
        let mut screen = turning();
        screen.keys("ddGo");
        match end {
            "" => screen.send(Event::Saved(failed.clone())),
            end => drop(screen.keys(end)),
        }
        assert!(!screen.state.is_turning() && task(&screen).is_none());
        let said = screen.state.notice.clone().unwrap().text;
        assert!(said.contains("was not run: “ddGo”"), "{said}");
        // nor is the rest of it, until Esc
        screen.keys("dd");
        assert!(task(&screen).is_none() && screen.state.maps.is_some());
        screen.keys("<esc>k<enter>");
        assert!(screen.state.maps.is_none(), "{}", screen.text());
    }
    let mut screen = turning();
    screen.keys("<esc>");
    assert!(!screen.state.is_turning() && screen.state.maps.is_some());
}
