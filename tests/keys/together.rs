//! Two windows on one map: what is typed or chosen here while somebody else
//! changes it.

use std::sync::Arc;

use cjm::model::{Conflict, JourneyMap, Stage, Touchpoint};
use cjm::ui::{Event, Foreign, Looked, Mode};

use crate::maps::sized;
use crate::screen::Screen;

/// Another window makes this of the map.
fn elsewhere(screen: &mut Screen, make: impl Fn(&mut JourneyMap)) {
    let base = screen.state.map().clone();
    let mut theirs = (*base).clone();
    make(&mut theirs);
    screen.send(Event::Looked(Looked::Changed(Foreign::new(base, theirs.into(), 1))));
}

fn stage(map: &mut JourneyMap) -> &mut Stage {
    Arc::make_mut(&mut map.stages[0])
}

fn card(map: &mut JourneyMap) -> &mut Touchpoint {
    Arc::make_mut(&mut stage(map).touchpoints[0])
}

/// The literals of the only conflict: before, in force, the other.
fn conflict(screen: &Screen) -> [String; 3] {
    let [conflict] = screen.state.map().conflicts.as_slice() else {
        panic!("{:?}\n{}", screen.state.map().conflicts, screen.text())
    };
    [&conflict.base, &conflict.ours, &conflict.theirs].map(ToString::to_string)
}

fn screen() -> Screen {
    Screen::new(sized(2, 3), 80, 24)
}

#[test]
fn a_text_kept_over_what_came_meanwhile_is_a_clash_and_one_step() {
    let mut screen = screen();
    let title = screen.state.map().stages[0].touchpoints[0].title.to_string();
    screen.keys("i on the phone");
    elsewhere(&mut screen, |map| card(map).title = "Theirs".into());
    let merged = screen.state.map().clone();
    screen.keys("!<enter>");
    let ours = format!("{title} on the phone!");
    assert_eq!(screen.state.map().stages[0].touchpoints[0].title.to_string(), ours);
    assert_eq!(conflict(&screen), [format!("{title:?}"), format!("{ours:?}"), "\"Theirs\"".into()]);
    assert!(screen.text().contains("v x"), "{}", screen.text());
    screen.keys("u");
    assert_eq!(*screen.state.map(), merged, "{}", screen.text());
}

#[test]
fn every_kept_text_and_chosen_value_stands_beside_what_came_meanwhile() {
    type Make = fn(&mut JourneyMap);
    let trials: [(&str, Make, &str); 8] = [
        ("kiOurs", |map| stage(map).name = "Theirs".into(), "<enter>"),
        ("coOurs", |map| card(map).owner = "Theirs".into(), "<esc>"),
        ("<enter>eOurs", |map| card(map).title = "Theirs".into(), "<enter>"),
        ("<enter>eOurs", |map| card(map).title = "Theirs".into(), "<tab>"),
        ("<enter>je", |map| card(map).emotion = cjm::model::Emotion::new(2).ok(), "2"),
        ("ct", |map| card(map).target = cjm::model::Emotion::new(2).ok(), "1"),
        ("ci", |map| card(map).impact = cjm::model::Scale::new(5).ok(), "1"),
        ("chOurs", |map| card(map).handover.text = "Theirs".into(), "<enter>"),
    ];
    for (open, make, keep) in trials {
        let mut screen = screen();
        screen.keys(open);
        elsewhere(&mut screen, make);
        screen.keys(keep);
        assert_eq!(screen.state.map().conflicts.len(), 1, "{open}: {}", screen.text());
    }
}

#[test]
fn what_is_untouched_or_the_same_on_both_sides_is_no_clash() {
    for (typed, theirs) in [("", "Theirs"), ("<ctrl-u>Same", "Same")] {
        let mut screen = screen();
        screen.keys("i").keys(typed);
        elsewhere(&mut screen, |map| card(map).title = theirs.into());
        screen.keys("<enter>");
        assert_eq!(&*screen.state.map().stages[0].touchpoints[0].title, theirs);
        assert!(screen.state.map().conflicts.is_empty(), "{}", screen.text());
    }
}

#[test]
fn the_next_field_begins_with_what_stands_there_when_it_is_opened() {
    let mut screen = screen();
    screen.keys("i!");
    elsewhere(&mut screen, |map| {
        card(map).owner = "Theirs".into();
        Arc::make_mut(&mut stage(map).touchpoints[1]).title = "Theirs, too".into();
    });
    screen.keys("<enter>coOurs<enter>ji!<enter>");
    let cards = &screen.state.map().stages[0].touchpoints;
    assert_eq!((&*cards[0].owner, &*cards[1].title), ("Ours", "Theirs, too!"));
    assert!(screen.state.map().conflicts.is_empty(), "{}", screen.text());
}

#[test]
fn a_text_follows_its_card_to_where_another_window_moved_it() {
    let mut screen = screen();
    screen.keys("i!");
    elsewhere(&mut screen, |map| {
        let card = stage(map).touchpoints.remove(0);
        Arc::make_mut(&mut map.stages[1]).touchpoints.push(card);
    });
    assert!(screen.text().contains("Step 1.1!"), "{}", screen.text());
    screen.keys("<enter>");
    let moved = screen.state.map().stages[1].touchpoints.last().unwrap().title.to_string();
    assert!(moved.ends_with('!'), "{moved}");
    assert!(screen.state.map().parking.is_empty(), "{}", screen.text());
}

#[test]
fn a_text_whose_place_is_taken_away_stays_seen_and_is_parked() {
    let keys = ["oHalf", "iHalf", "<enter>eHalf", "coHalf", "apHalf", "ksrHalf", "katHalf"];
    for keys in keys {
        for end in ["<enter>", "<esc>"] {
            let mut screen = screen();
            screen.keys(keys);
            elsewhere(&mut screen, |map| drop(map.stages.remove(0)));
            screen.keys(" of it");
            let shown = screen.text();
            let row = shown.lines().find(|row| row.contains("Half of it"));
            let row = row.unwrap_or_else(|| panic!("{keys}: {shown}"));
            assert!(row.contains("its place is gone"), "{keys}: {row}");
            screen.keys(end);
            assert_eq!(screen.state.map().parking.len(), 1, "{keys}: {}", screen.text());
            let said = &screen.state.notice.as_ref().unwrap().text;
            assert!(said.contains("parking lot"), "{keys}: {said}");
            screen.keys("<esc>");
            assert_eq!(screen.state.mode, Mode::Board, "{keys}");
        }
    }
}

#[test]
fn lines_typed_on_behind_one_whose_place_is_gone_are_parked_and_no_commands() {
    for (keys, lines) in [("o", "<enter>"), ("o", "<tab>"), ("ap", "<enter>"), ("at", "<enter>")] {
        let mut screen = screen();
        screen.keys(keys).keys("one");
        elsewhere(&mut screen, |map| drop(map.stages.remove(0)));
        let footer = |screen: &Screen| screen.text().lines().last().unwrap().to_owned();
        let shown = footer(&screen);
        assert!(shown.contains("enter keep, next  esc keep, done"), "{keys}: {shown}");
        assert!(!shown.contains("stage"), "{keys}: {shown}");
        let stages = screen.state.map().stages.clone();
        screen.keys(lines).keys("dd everything");
        let shown = screen.text();
        assert!(shown.contains("for the parking lot: dd everything"), "{keys}: {shown}");
        assert!(shown.contains("enter keep, next  esc keep, done"), "{keys}: {shown}");
        screen.keys("<enter>and more<esc>");
        let parked: Vec<_> = screen.state.map().parking.iter().map(|it| &*it.text).collect();
        assert_eq!(parked, ["one", "dd everything", "and more"], "{keys}");
        assert_eq!(screen.state.map().stages, stages, "{keys}");
        assert_eq!(screen.state.mode, Mode::Board, "{keys}");
    }
}

#[test]
fn a_list_pasted_where_the_place_is_gone_is_parked_line_by_line() {
    for keys in ["o", "ap"] {
        let mut screen = screen();
        screen.keys(keys).keys("one ");
        elsewhere(&mut screen, |map| drop(map.stages.remove(0)));
        screen.send(Event::Paste("- a\n- b\n- c".into()));
        screen.keys("d<enter>");
        let parked: Vec<_> = screen.state.map().parking.iter().map(|it| &*it.text).collect();
        assert_eq!(parked, ["one a", "b", "c", "d"], "{keys}\n{}", screen.text());
        screen.keys("<esc>uu");
        assert!(screen.state.map().parking.is_empty(), "{keys}\n{}", screen.text());
    }
}

#[test]
fn a_day_or_number_whose_place_is_taken_away_is_parked_as_it_was_typed() {
    for (keys, typed) in [
        ("atMend it<enter><esc>vacd", "tomor"),
        ("atMend it<enter><esc><enter>Gocd", "soon"),
        ("cw", "a while"),
    ] {
        // Enter goes on with the next line where it adds one
        for end in ["<enter><esc>", "<esc>"] {
            let mut screen = screen();
            screen.keys(keys);
            let Mode::Writing(_) = screen.state.mode else { panic!("{keys}: {}", screen.text()) };
            screen.keys("<ctrl-u>").keys(typed);
            elsewhere(&mut screen, |map| drop(map.stages.remove(0)));
            screen.keys(end);
            let parked: Vec<_> = screen.state.map().parking.iter().map(|it| &*it.text).collect();
            assert_eq!(parked, [typed], "{keys}: {}", screen.text());
            assert_eq!(screen.state.mode, Mode::Board, "{keys}");
        }
    }
}

#[test]
fn a_clash_is_said_in_both_windows_in_the_same_words() {
    let mut screen = screen();
    elsewhere(&mut screen, |map| {
        card(map).emotion = cjm::model::Emotion::new(1).ok();
        map.conflicts.push(emotions());
    });
    let text = &screen.state.notice.as_ref().unwrap().text;
    assert!(text.contains("+1 is in force, −1 is the other"), "{text}");
    screen.keys("vx<enter>");
    let text = screen.text();
    assert!(text.contains("1 keep what is in force: +1"), "{text}");
    assert!(text.contains("2 take the other: −1"), "{text}");
}

#[test]
fn a_choice_about_a_clash_that_is_settled_elsewhere_closes_and_says_so() {
    let mut screen = screen();
    elsewhere(&mut screen, |map| map.conflicts.push(emotions()));
    screen.keys("vx<enter>");
    elsewhere(&mut screen, |map| map.conflicts.clear());
    assert_eq!(screen.state.mode, Mode::Board);
    let text = &screen.state.notice.as_ref().unwrap().text;
    assert!(text.contains("was settled in another window"), "{text}");
}

fn emotions() -> Conflict {
    Conflict {
        at: sized(2, 3).stages[0].touchpoints[0].id.to_string().as_str().into(),
        field: "emotion".into(),
        base: "None".into(),
        ours: "1".into(),
        theirs: "-1".into(),
        comments: None,
    }
}

#[test]
fn a_row_that_others_moved_by_taking_one_away_keeps_its_text() {
    let step = |text: &str| cjm::model::Step {
        text: text.into(),
        owner: "".into(),
        system: "".into(),
        wait: None,
        comments: None,
    };
    let mut map = sized(2, 3);
    card(&mut map).behind = vec![step("One"), step("Two")];
    let mut screen = Screen::new(map, 80, 40);
    let page = cjm::ui::form::Page::of(cjm::model::Address::Touchpoint(
        screen.state.focus.spot().unwrap(),
    ));
    let rows = page.rows(screen.state.map(), screen.state.look);
    let row = rows.iter().position(|row| row.value.contains("Two")).unwrap();
    screen.keys("<enter>").keys(&"j".repeat(row)).keys("<enter><enter><ctrl-u>Three");
    elsewhere(&mut screen, |map| drop(card(map).behind.remove(0)));
    screen.keys("<esc>");
    let behind = &screen.state.map().stages[0].touchpoints[0].behind;
    let texts: Vec<_> = behind.iter().map(|step| step.text.to_string()).collect();
    assert!(texts.contains(&"Three".to_owned()), "{texts:?}\n{}", screen.text());
    assert!(!texts.contains(&"One".to_owned()), "{texts:?}");
}
