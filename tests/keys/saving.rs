//! When the screen asks for what.

use std::sync::Arc;
use std::time::Duration;

use cjm::model::JourneyMap;
use cjm::ui::{Effect, Event, Foreign, Looked, Saved};

use crate::maps::sized;
use crate::screen::Screen;

fn kinds(screen: &mut Screen) -> Vec<&'static str> {
    std::mem::take(&mut screen.effects)
        .iter()
        .map(|effect| match effect {
            Effect::Journal(_) => "journal",
            Effect::JournalMerge { .. } => "merge",
            Effect::JournalTyping(Some(_)) => "typing",
            Effect::JournalTyping(None) => "typed",
            Effect::SyncJournal => "sync",
            Effect::Save { .. } => "save",
            Effect::Merged(_) => "merged",
            Effect::Look => "look",
            Effect::SaveCopy { .. } => "copy",
            Effect::CopyTable { .. } => "copy table",
            Effect::Mouse(true) => "mouse on",
            Effect::Mouse(false) => "mouse off",
            Effect::KeepSnapshot { .. } => "keep snapshot",
            Effect::ReadSnapshot(_) => "read snapshot",
            Effect::Greeted(_) => "greeted",
            Effect::ListMaps => "list maps",
            Effect::Maps(_) => "maps",
            Effect::Switch(_) => "switch",
            Effect::Repaint => "repaint",
            Effect::Suspend => "suspend",
            Effect::EditOutside { .. } => "edit outside",
            Effect::Quit => "quit",
        })
        .collect()
}

fn screen() -> Screen {
    let mut screen = Screen::new(sized(1, 3), 80, 24);
    screen.effects.clear();
    screen
}

#[test]
fn moving_about_asks_for_nothing_and_sets_no_deadline() {
    let mut screen = screen();
    screen.keys("jjkgG?<esc>:<esc>a<esc>");
    assert_eq!((kinds(&mut screen), screen.state.next_deadline()), (vec![], None));
}

#[test]
fn an_edit_is_journaled_at_once_and_saved_at_a_deadline() {
    let mut screen = screen();
    screen.keys("5");
    assert_eq!(kinds(&mut screen), ["journal"]);
    assert!(screen.state.next_deadline().is_some());
    screen.pass_deadlines();
    assert_eq!(kinds(&mut screen), ["sync", "save"]);
    screen.send(Event::Saved(Saved::Done { seq: 1 }));
    assert_eq!((kinds(&mut screen), screen.state.next_deadline()), (vec![], None));
}

#[test]
fn every_key_typed_is_journaled() {
    let mut screen = screen();
    screen.keys("oab");
    assert_eq!(kinds(&mut screen), ["typing", "typing"]);
    screen.keys("<esc>");
    assert_eq!(kinds(&mut screen), ["journal", "typed"]);
}

#[test]
fn what_is_open_is_journaled_again_behind_a_save() {
    let mut screen = screen();
    screen.keys("5oab");
    kinds(&mut screen);
    screen.pass_deadlines();
    assert_eq!(kinds(&mut screen), ["sync", "save", "typing", "sync"]);
}

#[test]
fn leaving_waits_for_the_save() {
    let mut screen = screen();
    screen.keys("5q");
    assert_eq!(kinds(&mut screen), ["journal", "save"]);
    screen.send(Event::Saved(Saved::Done { seq: 1 }));
    assert_eq!(kinds(&mut screen), ["quit"]);
}

#[test]
fn leaving_with_nothing_to_save_is_leaving() {
    let mut screen = screen();
    screen.keys("ZZ");
    assert_eq!(kinds(&mut screen), ["quit"]);
}

#[test]
fn leaving_keeps_what_is_being_typed() {
    let mut screen = screen();
    screen.keys("oNew");
    kinds(&mut screen);
    screen.keys("<esc>q");
    assert_eq!(kinds(&mut screen), ["journal", "typed", "save"]);
}

#[test]
fn a_save_that_fails_keeps_the_window_open_and_says_so_until_it_succeeds() {
    let mut screen = screen();
    screen.keys("5q");
    screen.pass_deadlines();
    kinds(&mut screen);
    screen.send(Event::Saved(Saved::Failed {
        why: "Not saved: the disk is full".into(),
        next: "make room".into(),
    }));
    assert_eq!((kinds(&mut screen), screen.state.next_deadline()), (vec![], None));
    assert!(screen.text().contains("the disk is full"));
    screen.keys("j");
    assert!(screen.text().contains("not saved"), "{}", screen.text());
    screen.keys(":w<enter>");
    assert_eq!(kinds(&mut screen), ["save"]);
    screen.send(Event::Saved(Saved::Done { seq: 1 }));
    assert!(!screen.text().contains("not saved"), "{}", screen.text());
    assert_eq!(kinds(&mut screen), Vec::<&str>::new(), "the wish to leave is forgotten");
}

#[test]
fn edits_during_a_save_are_saved_after_it() {
    let mut screen = screen();
    screen.keys("5");
    screen.pass_deadlines();
    screen.keys("j5");
    kinds(&mut screen);
    screen.send(Event::Saved(Saved::Done { seq: 1 }));
    screen.pass_deadlines();
    assert_eq!(kinds(&mut screen), ["sync", "save"]);
}

#[test]
fn what_another_program_wrote_is_merged_and_saved() {
    let mut screen = screen();
    let base = screen.state.map().clone();
    let mut theirs = (*base).clone();
    theirs.owner = "Maya".into();
    screen.keys("5:w<enter>");
    kinds(&mut screen);
    screen.send(Event::Saved(Saved::Changed(Foreign::new(base, theirs.into(), 1))));
    assert_eq!(kinds(&mut screen), ["merge", "merged", "save"]);
    assert_eq!(&*screen.state.map().owner, "Maya");
    assert_eq!(screen.state.map().stages[0].touchpoints[0].emotion.unwrap().get(), 2);
    screen.keys("u");
    assert_eq!(&*screen.state.map().owner, "Maya", "undo takes back our own step only");
}

/// Another program takes away what a text is typed for.
fn taken_away(keys: &str, take: impl Fn(&mut cjm::model::JourneyMap)) -> Screen {
    let mut screen = Screen::new(sized(2, 3), 80, 24);
    let base = screen.state.map().clone();
    let mut theirs = (*base).clone();
    take(&mut theirs);
    screen.keys(keys);
    screen.send(Event::Saved(Saved::Changed(Foreign::new(base, theirs.into(), 1))));
    screen.keys("<esc>");
    screen
}

#[test]
fn a_text_whose_place_another_program_took_away_is_in_the_parking_lot() {
    for keys in ["oHalf of it", "srHalf of it", "apHalf of it", "coHalf of it", "iHalf of it"] {
        let mut screen = taken_away(keys, |map| drop(map.stages.remove(0)));
        let map = screen.state.map();
        assert_eq!(map.parking.len(), 1, "{keys}: {}", screen.text());
        assert!(map.parking[0].text.contains("Half of it"), "{keys}: {}", screen.text());
        let said = &screen.state.notice.as_ref().unwrap().text;
        assert!(said.contains("parking lot"), "{keys}: {said}");
        let effects = kinds(&mut screen);
        assert_eq!(effects[effects.len() - 2..], ["journal", "typed"], "{keys}");
    }
}

#[test]
fn a_new_card_goes_to_the_end_where_those_before_it_were_taken_away() {
    let screen = taken_away("GoNew", |map| {
        std::sync::Arc::make_mut(&mut map.stages[0]).touchpoints.truncate(1);
    });
    let cards = &screen.state.map().stages[0].touchpoints;
    assert_eq!(cards.last().unwrap().title.to_string(), "New", "{}", screen.text());
}

#[test]
fn an_end_from_outside_saves_and_leaves_what_is_typed_in_the_journal() {
    let mut screen = screen();
    screen.keys("5oab");
    kinds(&mut screen);
    screen.send(Event::End);
    assert_eq!(kinds(&mut screen), ["sync", "save", "typing", "quit"]);
}

#[test]
fn the_keys_of_before_save_and_leave() {
    let mut screen = screen();
    screen.keys("5:wq<enter>");
    assert_eq!(kinds(&mut screen), ["journal", "save"]);
    screen.keys(":q!<enter>");
    assert_eq!(kinds(&mut screen), ["quit"]);
}

#[test]
fn a_copy_is_asked_for_by_name() {
    let mut screen = screen();
    screen.keys(":save copy<enter>/tmp/x<enter>");
    assert!(kinds(&mut screen).contains(&"copy"));
}

fn elsewhere(base: &Arc<JourneyMap>, number: u64, owner: &str) -> Foreign {
    let mut theirs = (**base).clone();
    theirs.owner = owner.into();
    Foreign::new(Arc::clone(base), theirs.into(), number)
}

#[test]
fn what_others_wrote_is_merged_at_once_and_said_and_the_journal_goes_on_from_it() {
    let mut screen = screen();
    let foreign = elsewhere(screen.state.map(), 1, "Maya");
    screen.send(Event::Looked(Looked::Changed(foreign)));
    assert_eq!(&*screen.state.map().owner, "Maya");
    assert!(screen.text().contains("Changed outside"), "{}", screen.text());
    assert_eq!(kinds(&mut screen), ["merge", "merged", "save"]);
    screen.pass_deadlines();
    screen.send(Event::Saved(Saved::Done { seq: 1 }));
    assert_eq!(screen.state.next_deadline(), None);
    assert!(!screen.state.is_unsaved());
}

#[test]
fn a_version_that_comes_while_a_save_is_under_way_is_in_the_next_save() {
    let mut screen = screen();
    let base = screen.state.map().clone();
    screen.keys("5");
    screen.pass_deadlines();
    let foreign = elsewhere(&base, 1, "Maya");
    screen.send(Event::Looked(Looked::Changed(foreign)));
    screen.effects.clear();
    screen.send(Event::Saved(Saved::Overtaken));
    let [Effect::Save { map, .. }] = &screen.effects[..] else { panic!("{:?}", screen.effects) };
    assert_eq!((&*map.owner, map.stages[0].touchpoints[0].emotion.unwrap().get()), ("Maya", 2));
}

#[test]
fn who_is_not_alone_on_a_map_saves_sooner() {
    let mut screen = screen();
    let wait = |screen: &mut Screen| {
        screen.keys("+");
        let saving = &screen.state.saving;
        // the journal is synced 300 ms after the first edit
        let wait = saving.due.unwrap() + Duration::from_millis(300) - saving.sync_due.unwrap();
        screen.pass_deadlines();
        screen.send(Event::Saved(Saved::Done { seq: screen.state.saving.edits }));
        wait
    };
    screen.keys("j");
    assert_eq!(wait(&mut screen), Duration::from_millis(800));
    let foreign = elsewhere(&screen.state.map().clone(), 1, "Maya");
    screen.send(Event::Looked(Looked::Changed(foreign)));
    screen.pass_deadlines();
    screen.send(Event::Saved(Saved::Done { seq: screen.state.saving.edits }));
    assert_eq!(wait(&mut screen), Duration::from_millis(200));
}

#[test]
fn saving_with_nothing_to_save_looks_for_what_is_new() {
    let mut screen = screen();
    screen.keys("<ctrl-s>");
    assert_eq!(kinds(&mut screen), ["look"]);
    assert!(!screen.text().contains("Everything is saved"));
    screen.send(Event::Looked(Looked::Same));
    assert!(screen.text().contains("Everything is saved"), "{}", screen.text());
    screen.keys("<ctrl-s>");
    let foreign = elsewhere(&screen.state.map().clone(), 1, "Maya");
    screen.send(Event::Looked(Looked::Changed(foreign)));
    assert!(screen.text().contains("Changed outside"), "{}", screen.text());
}

#[test]
fn a_file_that_is_half_written_is_said_only_if_it_stays_so() {
    let mut screen = screen();
    let odd = || Event::Looked(Looked::Unreadable { why: "It is no map".into() });
    for looked in [odd, || Event::Looked(Looked::Gone)] {
        screen.send(looked());
        screen.send(looked());
        assert_eq!((kinds(&mut screen), &screen.state.notice), (vec![], &None));
        // it is looked at once more, and whole again
        screen.pass_deadlines();
        assert_eq!(kinds(&mut screen), ["look"]);
        screen.send(Event::Looked(Looked::Same));
        assert_eq!((screen.state.next_deadline(), &screen.state.notice), (None, &None));
    }
    screen.send(odd());
    screen.pass_deadlines();
    screen.send(odd());
    assert!(screen.text().contains("It is no map"), "{}", screen.text());
    screen.keys("j");
    screen.send(odd());
    assert!(!screen.text().contains("It is no map"), "it was said");
    screen.send(Event::Looked(Looked::Same));
    assert!(screen.text().contains("is back"), "{}", screen.text());
}

#[test]
fn a_file_that_is_gone_is_said_and_written_anew_when_asked_to() {
    let mut screen = screen();
    screen.send(Event::Looked(Looked::Gone));
    screen.pass_deadlines();
    screen.send(Event::Looked(Looked::Gone));
    assert!(screen.text().contains("is gone"), "{}", screen.text());
    kinds(&mut screen);
    screen.keys("<ctrl-s>");
    assert_eq!(kinds(&mut screen), ["look"]);
    screen.send(Event::Looked(Looked::Gone));
    assert_eq!(kinds(&mut screen), ["save"]);
    screen.send(Event::Saved(Saved::Done { seq: 1 }));
    screen.send(Event::Looked(Looked::Same));
    assert!(!screen.text().contains("is back"), "{}", screen.text());
}

#[test]
fn autosave_waits_as_long_as_the_settings_say() {
    let mut screen = screen();
    screen.state.settings.autosave = Duration::from_secs(30);
    screen.keys("j1");
    let sync = screen.state.saving.sync_due.unwrap();
    let wait = screen.state.saving.due.unwrap() - sync;
    assert!(wait > Duration::from_secs(29), "{wait:?}");
}
