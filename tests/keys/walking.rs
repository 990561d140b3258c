//! Walking the journey as the customer.

use std::sync::Arc;

use cjm::model::{
    Action, ActionState, ActionStep, Day, Id, JourneyMap, Note, NoteKind, NoteState, NoteStep,
    Side, Touchpoint, Walk,
};
use cjm::ui::writing::{Slot, Typed};
use cjm::ui::{Event, Foreign, Mode, Saved};

use crate::maps::{example, order, sized};
use crate::pictures::matches;
use crate::screen::Screen;

/// The walks over a card.
fn walks(screen: &Screen, stage: usize, row: usize) -> Vec<Walk> {
    screen.state.map().stages[stage].touchpoints[row].walks.clone()
}

/// One walk in short: `pass +1 fine`.
fn short(walk: &Walk) -> String {
    let felt = walk.emotion.map_or(String::new(), |emotion| format!(" {}", emotion.get()));
    let passed = if walk.passed { "pass" } else { "fail" };
    format!("{} {passed}{felt} {}", walk.by, walk.text).trim_end().to_owned()
}

fn said(screen: &Screen) -> String {
    screen.state.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
}

fn change(map: &mut JourneyMap, stage: usize, row: usize, by: impl FnOnce(&mut Touchpoint)) {
    by(Arc::make_mut(&mut Arc::make_mut(&mut map.stages[stage]).touchpoints[row]));
}

fn day() -> Day {
    Day::parse("2026-10-01").unwrap()
}

#[test]
fn each_touchpoint_gets_its_record_and_the_end_is_one_line() {
    let mut screen = Screen::new(sized(2, 2), 100, 30);
    screen.keys("rwIvo<enter>y4All fine<enter>n1<enter>y<enter><enter>s");
    let all = [(0, 0), (0, 1), (1, 0), (1, 1)];
    let all = all.map(|(s, t)| walks(&screen, s, t).iter().map(short).collect::<Vec<_>>());
    assert_eq!(all, [vec!["Ivo pass 1 All fine"], vec!["Ivo fail -2"], vec!["Ivo pass"], vec![]]);
    // felt +1 and −2 where the map says −2 and −1
    assert_eq!(said(&screen), "Walked 3 of 4: 2 passed, 1 not; felt −0.5 on average, mapped −1.5");
    assert_eq!(screen.state.mode, Mode::Board);
    assert!(screen.state.walk.is_none());
    assert_eq!(walks(&screen, 0, 0)[0].on.as_str(), "2026-11-21");
    // each is one step
    screen.keys("uuu");
    assert_eq!(**screen.state.map(), sized(2, 2));
}

#[test]
fn a_walk_can_end_at_any_question_and_keeps_what_was_answered() {
    for (keys, kept) in [
        ("<esc>", None),
        ("y<esc>", Some("Ivo pass")),
        ("n2<esc>", Some("Ivo fail -1")),
        ("y5Half a line<esc>", Some("Ivo pass 2 Half a line")),
        ("y5Half a line<ctrl-c><esc>", Some("Ivo pass 2")),
    ] {
        let mut screen = Screen::new(sized(1, 2), 100, 30);
        screen.keys("rwIvo<enter>").keys(keys);
        let made = walks(&screen, 0, 0).first().map(short);
        assert_eq!(made.as_deref(), kept, "{keys}");
        assert_eq!(screen.state.mode, Mode::Board, "{keys}");
        assert!(screen.state.walk.is_none(), "{keys}");
    }
}

#[test]
fn a_walk_begins_at_the_focus_and_passes_over_detours_and_what_is_not_seen() {
    let mut map = sized(2, 3);
    change(&mut map, 0, 1, |it| it.detour = true);
    change(&mut map, 1, 1, |it| it.side = Some(Side::OffStage));
    let mut screen = Screen::new(map.clone(), 100, 30);
    screen.keys("rw<enter>");
    assert!(said(&screen).contains("4 touchpoints to walk; without 1 detour and 1 off-stage"));
    screen.keys("ssss");
    assert_eq!(said(&screen), "The walk is over; nothing was recorded");
    // from a head, from its first; and from a detour, with it
    for (begin, place) in [("lk", "Stage 2 › 3 of 4"), ("j", "Stage 1 › 2 of 5")] {
        let mut screen = Screen::new(map.clone(), 100, 30);
        screen.keys(begin).keys("rw<enter>");
        assert!(screen.text().contains(place), "{}", screen.text());
    }
    let mut screen = Screen::new(sized(1, 0), 100, 30);
    screen.keys("rw");
    assert!(said(&screen).starts_with("There is nothing to walk yet"), "{}", said(&screen));
    assert_eq!(screen.state.mode, Mode::Board);
}

#[test]
fn going_back_changes_the_record_of_this_walk_and_of_no_other() {
    let mut map = sized(1, 2);
    let earlier = Walk {
        on: Day::parse("2026-11-21").unwrap(),
        by: "Ivo".into(),
        passed: false,
        emotion: None,
        text: "This morning".into(),
        comments: None,
    };
    change(&mut map, 0, 0, |it| it.walks.push(earlier));
    let mut screen = Screen::new(map, 100, 30);
    // who walked last is who is offered
    screen.keys("rw<enter>y4Fine<enter>k");
    assert!(screen.text().contains("this walk"), "{}", screen.text());
    screen.keys("n1 after all<enter>");
    let made: Vec<String> = walks(&screen, 0, 0).iter().map(short).collect();
    assert_eq!(made, ["Ivo fail This morning", "Ivo fail -2 Fine after all"]);
    // in the midst of a card back is its first question, then the card before
    screen.keys("y<bs>");
    assert!(screen.text().contains("how did it go"), "{}", screen.text());
    screen.keys("<bs>k");
    assert_eq!(said(&screen), "This is the first touchpoint of the route");
}

/// A card with a note in each state and an action in each.
fn mended() -> JourneyMap {
    let mut map = sized(1, 2);
    change(&mut map, 0, 0, |it| {
        for (n, state) in NoteState::ALL.iter().enumerate() {
            let mut note = Note::new(Id::new(&format!("n{n}")), NoteKind::Pain, state.word());
            note.states.push(NoteStep { on: day(), state: *state, comments: None });
            it.notes.push(note);
        }
        let mut action = Action::new(Id::new("a"), "Show duties");
        action.states.push(ActionStep { on: day(), state: ActionState::Done, comments: None });
        it.actions.push(action);
    });
    map
}

fn states(screen: &Screen) -> (Vec<NoteState>, ActionState) {
    let card = &screen.state.map().stages[0].touchpoints[0];
    (card.notes.iter().map(Note::state).collect(), card.actions[0].state())
}

#[test]
fn a_passed_walk_verifies_what_was_mended_with_one_key() {
    use NoteState::{Open, Reopened, Verified};
    let mut screen = Screen::new(mended(), 100, 30);
    screen.keys("rw<enter>y4<enter>");
    assert!(screen.text().contains("mark all 2 as verified"), "{}", screen.text());
    screen.keys("y");
    let all = (vec![Open, Verified, Verified, Reopened], ActionState::Verified);
    assert_eq!(states(&screen), all);
    let card = &screen.state.map().stages[0].touchpoints[0];
    assert_eq!(card.notes[1].states[1].on.as_str(), "2026-11-21");
    assert!(screen.text().contains("2 of 2"), "{}", screen.text());
    // the offer can be left, and is a step of its own
    screen.keys("u");
    assert_eq!(states(&screen).1, ActionState::Done);
    assert_eq!(walks(&screen, 0, 0).len(), 1);
}

#[test]
fn a_failed_walk_opens_again_what_was_mended_or_verified() {
    use NoteState::{Fixed, Open, Reopened, Verified};
    let mut screen = Screen::new(mended(), 100, 30);
    screen.keys("rw<enter>n1<enter>");
    assert!(screen.text().contains("open all 3 again"), "{}", screen.text());
    screen.keys("n");
    assert_eq!(states(&screen), (vec![Open, Fixed, Verified, Reopened], ActionState::Done));
    screen.keys("kn1<enter>y");
    assert_eq!(states(&screen), (vec![Open, Reopened, Reopened, Reopened], ActionState::Reopened));
}

#[test]
fn help_undo_and_the_list_of_maps_come_back_to_the_question() {
    let mut screen = Screen::new(sized(1, 2), 100, 30);
    screen.keys("rwIvo<enter>y");
    assert!(screen.text().contains("how it felt"), "{}", screen.text());
    screen.keys("?");
    assert!(screen.text().contains("What the keys do"));
    screen.keys("<esc>");
    assert!(screen.text().contains("how it felt"), "{}", screen.text());
    screen.keys("u");
    assert_eq!(walks(&screen, 0, 0), []);
    assert!(screen.text().contains("how did it go"), "{}", screen.text());
    screen.keys("y4<enter>:note pain<enter>");
    assert!(said(&screen).contains("Esc ends the walk"), "{}", said(&screen));
    assert!(screen.text().contains("how did it go"), "{}", screen.text());
    screen.keys("<esc>");
    assert_eq!(said(&screen), "Walked 1 of 2: 1 passed; felt +1.0 on average, mapped −2.0");
}

#[test]
fn a_line_that_came_back_after_a_crash_goes_on_with_the_walk() {
    let mut screen = Screen::new(sized(1, 3), 100, 30);
    screen.keys("rwIvo<enter>sy4Half a");
    let map = (**screen.state.map()).clone();
    let typed = Typed {
        slot: Slot::Walked {
            at: cjm::model::Spot::new(&map.stages[0].id, &map.stages[0].touchpoints[1].id),
            on: Day::parse("2026-11-21").unwrap(),
            by: "Ivo".into(),
            nth: 0,
        },
        text: "Half a".into(),
        begun: Vec::new(),
        outside: None,
    };
    let Mode::Writing(writing) = &screen.state.mode else { panic!("{:?}", screen.state.mode) };
    assert_eq!(writing.typed(), typed);
    let mut after = Screen::new(map, 100, 30);
    after.state.resume_typing(&typed);
    after.keys(" line<enter>");
    assert_eq!(short(&walks(&after, 0, 1)[0]), "Ivo pass 1 Half a line");
    assert!(after.text().contains("3 of 3"), "{}", after.text());
    after.keys("n<esc>");
    assert!(said(&after).starts_with("Walked 2 of 3: 1 passed, 1 not"), "{}", said(&after));
}

#[test]
fn a_touchpoint_that_another_program_takes_away_is_left_out_and_its_line_is_parked() {
    let mut screen = Screen::new(sized(1, 3), 100, 30);
    screen.keys("rwIvo<enter>y4Half a");
    let base = screen.state.map().clone();
    let mut theirs = (*base).clone();
    Arc::make_mut(&mut theirs.stages[0]).touchpoints[0] = {
        let gone = &theirs.stages[0].touchpoints[1];
        Arc::clone(gone)
    };
    Arc::make_mut(&mut theirs.stages[0]).touchpoints.remove(1);
    screen.send(Event::Saved(Saved::Changed(Foreign::new(base, theirs.into(), 1))));
    screen.keys("<enter>");
    let map = screen.state.map();
    assert_eq!(&*map.parking[0].text, "Half a");
    assert!(screen.text().contains("Step 1.2"), "{}", screen.text());
    assert!(screen.text().contains("1 of 2"), "{}", screen.text());
}

#[test]
fn a_map_that_is_read_only_is_not_walked() {
    let mut screen = Screen::new(sized(1, 2), 100, 30);
    screen.state.read_only = Some("It is read-only".into());
    screen.keys("rw");
    assert_eq!((said(&screen).as_str(), &screen.state.mode), ("It is read-only", &Mode::Board));
}

/// The picture of a walk.
fn shows(name: &str, map: JourneyMap, (width, height): (u16, u16), keys: &str) {
    let mut screen = Screen::new(map, width, height);
    screen.keys(keys);
    matches(name, &mut screen);
}

#[test]
fn what_a_walk_shows() {
    shows("a_walk_asks_how_it_went", order(), (120, 34), "llrwIvo<enter>");
    shows("a_walk_asks_how_it_felt", example(), (80, 24), "lrwIvo<enter>n");
    shows("a_walk_at_40_by_12", example(), (40, 12), "lljrwIvo<enter>");
    shows("a_walk_asks_for_a_line_at_40_by_12", example(), (40, 12), "lrwIvo<enter>n1Not a word");
    shows("a_walk_offers_to_verify", mended(), (80, 24), "rwIvo<enter>y4<enter>");
}
