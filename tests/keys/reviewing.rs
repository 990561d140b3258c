//! Looking at the map again: reviews, cards that are still true, what is due,
//! the line that greets.

use std::sync::Arc;

use cjm::insight::KeptOn;
use cjm::model::{
    Action, ActionState, ActionStep, Day, Emotion, Id, JourneyMap, Note, NoteKind, NoteState,
    NoteStep, Reviewed,
};
use cjm::ui::sentences::Then;
use cjm::ui::{Effect, Event, Mode, Wanted};

use crate::maps::{example, sized};
use crate::screen::Screen;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Two stages of three cards, reviewed on 1 June; `change` changes it.
fn reviewed(change: impl FnOnce(&mut JourneyMap)) -> JourneyMap {
    let mut map = sized(2, 3);
    map.owner = "Maya".into();
    map.review.log.push(Reviewed {
        on: day("2026-06-01"),
        by: "Maya".into(),
        reason: "New carrier".into(),
        comments: None,
    });
    change(&mut map);
    map
}

/// The same map with something late, something worse and something to be
/// verified: the review was due on 30 August, 83 days ago.
fn due() -> JourneyMap {
    reviewed(|map| {
        let stage = Arc::make_mut(&mut map.stages[1]);
        let card = Arc::make_mut(&mut stage.touchpoints[2]);
        card.emotion = Emotion::new(-2).ok();
        let mut note = Note::new(Id::new("n-1"), NoteKind::Pain, "Too late");
        let (on, state) = (day("2026-11-01"), NoteState::Fixed);
        note.states = vec![NoteStep { on, state, comments: None }];
        card.notes = vec![note];
        let mut action = Action::new(Id::new("a-1"), "Ring twice");
        action.due = Some(day("2026-11-20"));
        action.owner = "Ops".into();
        let state = ActionState::Doing;
        action.states = vec![ActionStep { on, state, comments: None }];
        stage.actions = vec![action];
    })
}

fn then() -> Option<Then> {
    Some(Then {
        on: KeptOn { day: day("2026-06-01"), nth: 1, of: 1 },
        map: Arc::new(reviewed(|_| {})),
    })
}

fn screen(map: JourneyMap) -> Screen {
    Screen::new(map, 100, 24)
}

fn snapshot(screen: &mut Screen, wanted: Wanted, found: Option<Then>) {
    screen.send(Event::Snapshot { wanted, found: Ok(found) });
}

fn greets(screen: &Screen) -> usize {
    screen.effects.iter().filter(|effect| matches!(effect, Effect::Greeted(_))).count()
}

#[test]
fn a_review_is_recorded_with_its_reason_and_kept_behind_the_end_of_the_text() {
    let mut screen = screen(reviewed(|_| {}));
    screen.keys("rr");
    assert!(screen.text().contains("review by Maya, why now:"), "{}", screen.text());
    assert!(screen.text().contains("New carrier"), "{}", screen.text());
    screen.effects.clear();
    screen.keys("Spring<enter>");
    let log = &screen.state.map().review.log;
    assert_eq!(log.len(), 2);
    assert_eq!((&*log[1].by, &*log[1].reason, log[1].on), ("Maya", "Spring", day("2026-11-21")));
    let notice = screen.state.notice.as_ref().unwrap().text.clone();
    assert_eq!(
        notice,
        "Review by Maya, the owner of the map, recorded; the next is due on 19 Feb 2027, in 90 days \
         · enter changes the name"
    );
    let last: Vec<&Effect> = screen.effects.iter().rev().take(3).rev().collect();
    let [Effect::Journal(_), Effect::JournalTyping(None), Effect::KeepSnapshot { map, on }] =
        last.as_slice()
    else {
        panic!("{last:?}")
    };
    assert_eq!((map.review.log.len(), *on), (2, day("2026-11-21")));
    screen.keys("u");
    assert_eq!(screen.state.map().review.log.len(), 1);
}

#[test]
fn a_review_needs_no_reason_tab_takes_one_that_was_used_and_esc_records_none() {
    let mut screen = screen(reviewed(|_| {}));
    screen.keys("rr<esc>");
    assert_eq!(screen.state.map().review.log.len(), 1);
    screen.keys("rrNew<esc>");
    assert_eq!(screen.state.map().review.log.len(), 1);
    screen.keys("rr<tab><enter>");
    assert_eq!(&*screen.state.map().review.log[1].reason, "New carrier");
    screen.keys("rr<enter>");
    assert_eq!(&*screen.state.map().review.log[2].reason, "");
    assert!(matches!(screen.state.mode, Mode::Board));
    // what one usually looks again for is offered behind what this map had
    screen.keys("rr");
    let offered = "New carrier   New goals   New pains   New process   New insights";
    assert!(screen.text().contains(offered), "{}", screen.text());
    screen.keys("feed<tab><enter>");
    assert_eq!(&*screen.state.map().review.log[3].reason, "New feedback");
    screen.keys("rrNew<enter>");
    assert_eq!(&*screen.state.map().review.log[4].reason, "New", "what is typed is typed");
    // the same where the log stands on the brief
    screen.keys("vi");
    for label in ["log", "reason"] {
        let page = screen.state.pages.last().unwrap().clone();
        let rows = page.rows(screen.state.map(), screen.state.look);
        let row = rows.iter().position(|row| row.label == label).unwrap();
        screen.keys("gg").keys(&"j".repeat(row)).keys("<enter>");
    }
    screen.keys("<ctrl-a>new g<tab><enter>");
    assert_eq!(&*screen.state.map().review.log[0].reason, "New goals");
}

#[test]
fn still_true_checks_the_card_all_marked_cards_or_all_of_a_stage_in_one_step() {
    let checked = |screen: &Screen| {
        let cards = screen.state.map().stages.iter().flat_map(|stage| &stage.touchpoints);
        cards.filter(|card| card.checked == Some(day("2026-11-21"))).count()
    };
    let mut screen = screen(reviewed(|_| {}));
    screen.keys("rt");
    assert_eq!(checked(&screen), 1);
    assert!(screen.text().contains("“Step 1.1” is still true, as of today"), "{}", screen.text());
    // once more changes nothing
    let edits = screen.state.saving.edits;
    screen.keys("rt");
    assert_eq!(screen.state.saving.edits, edits);
    screen.keys("lggkrt");
    assert_eq!(checked(&screen), 4);
    assert!(screen.text().contains("3 cards are still true"), "{}", screen.text());
    screen.keys("u");
    assert_eq!(checked(&screen), 1);
    screen.keys("hgg<space>j<space>rt");
    assert_eq!(checked(&screen), 2);
}

#[test]
fn cards_that_a_filter_hides_are_not_said_to_be_true() {
    let map = reviewed(|map| {
        let card = &mut Arc::make_mut(&mut map.stages[0]).touchpoints[1];
        Arc::make_mut(card).owner = "Ops".into();
    });
    let mut screen = screen(map);
    screen.keys("foOps<enter>ggkrt");
    let checked: Vec<bool> = screen.state.map().stages[0]
        .touchpoints
        .iter()
        .map(|card| card.checked.is_some())
        .collect();
    assert_eq!(checked, [false, true, false]);
}

#[test]
fn the_keys_after_r_are_shown() {
    let mut screen = screen(reviewed(|_| {}));
    screen.keys("r");
    for what in ["record one", "still true", "what is due", "changed since"] {
        assert!(screen.text().contains(what), "{}", screen.text());
    }
}

#[test]
fn one_line_greets_and_enter_right_then_lists_what_it_greets_with() {
    let mut screen = screen(due());
    snapshot(&mut screen, Wanted::Greeting, then());
    assert!(
        screen.text().contains(
            "Review 83 days overdue · 1 action late · since 1 June: 1 fixed, 1 worse, 1 unverified"
        ),
        "{}",
        screen.text()
    );
    assert_eq!(greets(&screen), 1);
    screen.keys("<enter>");
    insta::assert_snapshot!(screen.text());
    // over the review, which Enter would record, to the action and its stage
    screen.keys("j<enter>");
    assert_eq!((screen.state.focus.column(), screen.state.focus.row()), (1, None));
    assert!(matches!(screen.state.mode, Mode::Board));
}

#[test]
fn after_any_other_key_enter_does_what_it_always_does() {
    let mut screen = screen(due());
    snapshot(&mut screen, Wanted::Greeting, then());
    screen.keys("j<enter>");
    assert_eq!(screen.state.pages.len(), 1);
    assert!(screen.state.greeting.is_none());
}

#[test]
fn nothing_greets_where_there_is_nothing_to_say_or_something_else_is_said() {
    let quiet = || {
        reviewed(|map| {
            let mut row = map.review.log[0].clone();
            row.on = day("2026-11-01");
            map.review.log.push(row);
        })
    };
    let mut screen = screen(quiet());
    let same =
        Then { on: KeptOn { day: day("2026-11-01"), nth: 1, of: 1 }, map: Arc::new(quiet()) };
    snapshot(&mut screen, Wanted::Greeting, Some(same));
    assert_eq!((screen.state.notice.is_none(), greets(&screen)), (true, 0));

    let mut screen = self::screen(due());
    screen.keys("u");
    let said = screen.state.notice.clone();
    assert!(said.is_some());
    snapshot(&mut screen, Wanted::Greeting, then());
    assert_eq!((screen.state.notice == said, greets(&screen)), (true, 0));

    let mut screen = self::screen(due());
    screen.keys("o");
    snapshot(&mut screen, Wanted::Greeting, then());
    assert_eq!((screen.state.greeting.is_none(), greets(&screen)), (true, 0));
}

#[test]
fn an_unreadable_snapshot_still_greets_with_what_is_late_and_is_said_where_asked_for() {
    let mut screen = screen(due());
    let found = || Err("could not read a snapshot: /config/x.ron".to_owned());
    screen.send(Event::Snapshot { wanted: Wanted::Greeting, found: found() });
    assert!(screen.text().contains("Review 83 days overdue · 1 action late · 1 unverified"));
    screen.keys("rl");
    screen.send(Event::Snapshot { wanted: Wanted::Due, found: found() });
    assert!(screen.text().contains("/config/x.ron"), "{}", screen.text());
}

#[test]
fn the_lists_are_asked_for_by_key_and_come_back_to_where_one_is() {
    let mut screen = screen(due());
    screen.keys("rl");
    assert!(matches!(screen.effects.last(), Some(Effect::ReadSnapshot(Wanted::Due))));
    snapshot(&mut screen, Wanted::Due, then());
    // the card that got worse, and back: the same line is chosen
    screen.keys("jj<enter>");
    assert_eq!((screen.state.focus.column(), screen.state.focus.row()), (1, Some(2)));
    screen.keys("rl");
    snapshot(&mut screen, Wanted::Due, then());
    let Mode::Sentences(list) = &screen.state.mode else { panic!() };
    assert!(list.lines[list.chosen].text.starts_with("Worse: "), "{list:?}");
    screen.keys("<esc>rd");
    assert!(matches!(screen.effects.last(), Some(Effect::ReadSnapshot(Wanted::Changes))));
    snapshot(&mut screen, Wanted::Changes, then());
    insta::assert_snapshot!(screen.text());
    screen.keys("<esc>");
    snapshot(&mut screen, Wanted::Changes, None);
    assert!(screen.text().contains("r r records a review"), "{}", screen.text());
}

#[test]
fn a_line_is_followed_to_a_card_that_a_filter_hides() {
    let mut screen = screen(due());
    screen.keys("foNobody<esc>");
    screen.keys("fxStep 1.1<enter>rl");
    snapshot(&mut screen, Wanted::Due, then());
    screen.keys("jj<enter>");
    assert_eq!((screen.state.focus.column(), screen.state.focus.row()), (1, Some(2)));
    assert!(screen.text().contains("Step 2.3"), "{}", screen.text());
}

#[test]
fn the_first_line_of_what_is_due_records_the_review_that_is_late() {
    let mut screen = screen(due());
    screen.keys("h");
    snapshot(&mut screen, Wanted::Due, then());
    screen.keys("k<enter>");
    assert!(screen.text().contains("review by Maya, why now:"), "{}", screen.text());
}

#[test]
fn a_list_works_with_the_mouse_and_on_every_size() {
    let mut screen = screen(due());
    snapshot(&mut screen, Wanted::Changes, then());
    let at = screen.place("pain “Too late”");
    screen.click(at);
    screen.click(at);
    assert_eq!((screen.state.focus.column(), screen.state.focus.row()), (1, Some(2)));
    for (width, height) in [(20, 6), (40, 12), (80, 24), (300, 80)] {
        screen.resize(width, height);
        snapshot(&mut screen, Wanted::Changes, then());
        screen.keys("GkgG<esc>");
    }
}

#[test]
fn a_text_that_only_enter_takes_stands_there_again_after_esc() {
    for keys in ["rr", ":save copy<enter>"] {
        let mut screen = Screen::new(example(), 120, 34);
        let before = screen.state.map().clone();
        screen.keys(keys).keys("Half of it<esc>");
        assert_eq!(*screen.state.map(), before, "{keys}");
        assert!(screen.text().contains("stands there again"), "{keys}: {}", screen.text());
        screen.keys("j").keys(keys);
        let cjm::ui::Mode::Writing(writing) = &screen.state.mode else { panic!("{keys}") };
        assert_eq!(writing.field.text(), "Half of it", "{keys}");
        // let go of for good
        screen.keys("<ctrl-c>").keys(keys);
        let cjm::ui::Mode::Writing(writing) = &screen.state.mode else { panic!("{keys}") };
        assert_eq!(writing.field.text(), "", "{keys}");
    }
}
