//! The opened card, the brief, and what is entered there.

use cjm::model::{ActionState, Cause, Contact, Day, JourneyMap, NoteKind, Source};

use cjm::ui::form::Target;

use crate::maps::{example, sized};
use crate::screen::Screen;

fn after(map: JourneyMap, keys: &str) -> JourneyMap {
    let mut screen = Screen::new(map, 100, 40);
    screen.keys(keys);
    (**screen.state.map()).clone()
}

/// Keys that choose the field of that label on the open page.
fn go(screen: &mut Screen, label: &str) {
    let page = screen.state.pages.last().unwrap().clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    let row = rows.iter().position(|row| row.label == label);
    assert!(row.is_some(), "{label}: {rows:?}");
    let row = row.unwrap();
    screen.keys("gg");
    screen.keys(&"j".repeat(row));
    assert_eq!(screen.state.pages.last().unwrap().chosen, row);
}

/// Enters something at a label of a page that was opened with `open`.
fn entered(open: &str, label: &str, keys: &str) -> JourneyMap {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys(open);
    let page = screen.state.pages.last().unwrap().clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    if let Some(row) = rows.iter().position(|row| row.target == Target::Folded) {
        screen.keys("gg").keys(&"j".repeat(row)).keys("<enter>");
    }
    go(&mut screen, label);
    screen.keys(keys);
    (**screen.state.map()).clone()
}

#[test]
fn a_text_is_entered_and_taken_away() {
    let map = entered("lj<enter>", "doing", "<enter><ctrl-a>Looks twice<enter>");
    assert_eq!(&*map.stages[1].touchpoints[0].doing, "Looks twice");
    let map = entered("lj<enter>", "doing", "dd");
    assert_eq!(&*map.stages[1].touchpoints[0].doing, "");
}

#[test]
fn words_are_chosen_by_a_key() {
    let map = entered("lj<enter>", "contact", "<enter>2");
    assert_eq!(map.stages[1].touchpoints[0].contact, Some(Contact::Indirect));
    let map = entered("lj<enter>", "contact", "<enter><bs>");
    assert_eq!(map.stages[1].touchpoints[0].contact, None);
}

#[test]
fn several_words_are_typed_with_commas() {
    let map = entered("lj<enter>", "sources", "<enter><ctrl-a>interview, Survey<enter>");
    assert_eq!(map.stages[1].touchpoints[0].sources, [Source::Interview, Source::Survey]);
}

#[test]
fn emotions_are_chosen_and_flags_switched() {
    let map = entered("lj<enter>", "target", "<enter>5");
    assert_eq!(map.stages[1].touchpoints[0].target.unwrap().get(), 2);
    let map = entered("lj<enter>", "high risk", "<enter>");
    assert!(!map.stages[1].touchpoints[0].high_risk);
}

#[test]
fn what_a_field_cannot_hold_is_said_and_stays_open() {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("lj<enter>");
    go(&mut screen, "leave here");
    screen.keys("<enter><ctrl-a>170<enter>");
    assert!(
        screen.text().contains("a percentage goes from 0 to 100, not 170"),
        "{}",
        screen.text()
    );
    screen.keys("<bs><enter>");
    assert_eq!(screen.state.map().stages[1].touchpoints[0].drop_off.unwrap().get(), 17.0);
}

#[test]
fn rows_are_added_moved_and_deleted_in_one_step_each() {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("lj<enter>");
    go(&mut screen, "voices");
    screen.keys("J");
    let names = |screen: &Screen| {
        screen.state.map().stages[1].touchpoints[0]
            .voices
            .iter()
            .map(|it| it.by.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&screen), ["Ivo", "Maya"]);
    screen.keys("oWei<enter><esc>");
    assert_eq!(names(&screen), ["Ivo", "Maya", "Wei"]);
    go(&mut screen, "voices");
    screen.keys("dd");
    assert_eq!(names(&screen), ["Maya", "Wei"]);
    screen.keys("uuuu");
    assert_eq!(**screen.state.map(), example());
}

#[test]
fn a_note_and_an_action_have_pages_of_their_own() {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("lj<enter>");
    go(&mut screen, "pain");
    screen.keys("<enter>");
    go(&mut screen, "owner");
    screen.keys("<enter><ctrl-a>Ops<enter><esc>");
    assert_eq!(&*screen.state.map().stages[1].touchpoints[0].notes[0].owner, "Ops");
    go(&mut screen, "doing");
    screen.keys("jj");
    let page = screen.state.pages.last().unwrap().clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    let action = rows.iter().position(|row| row.value.starts_with("Show duties")).unwrap();
    screen.keys("gg").keys(&"j".repeat(action)).keys("<enter>");
    go(&mut screen, "states");
    screen.keys("o3");
    let states = &screen.state.map().stages[1].touchpoints[0].actions[0].states;
    assert_eq!(
        (states[1].on, states[1].state),
        (Day::parse("2026-11-21").unwrap(), ActionState::Done)
    );
}

#[test]
fn why_a_pain_hurts_is_chosen_and_stands_beside_it_on_its_card() {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("lj<enter>");
    go(&mut screen, "pain");
    screen.keys("<enter>");
    go(&mut screen, "cause");
    for (key, cause, said) in [
        ("8", Cause::Process, "process"),
        ("4", Cause::MixedMessage, "mixed message"),
        ("2", Cause::Findability, "findability"),
    ] {
        screen.keys("<enter>");
        assert!(screen.text().contains(said), "{said}:\n{}", screen.text());
        screen.keys(key);
        let note = &screen.state.map().stages[1].touchpoints[0].notes[0];
        assert_eq!(note.cause, Some(cause));
        screen.keys("<esc>");
        assert!(screen.text().contains(&format!("{said} · ")), "{said}:\n{}", screen.text());
        go(&mut screen, "pain");
        screen.keys("<enter>");
        go(&mut screen, "cause");
    }
}

#[test]
fn how_fast_and_when_support_answers_is_entered_and_read_on_the_card() {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("lj<enter>");
    go(&mut screen, "answers in");
    screen.keys("<enter><ctrl-a>20min<enter>");
    go(&mut screen, "answers at");
    screen.keys("<enter><ctrl-a>24/7<enter>");
    let response = &screen.state.map().stages[1].touchpoints[0].response;
    let typical = response.typical.as_ref().map(ToString::to_string);
    assert_eq!((typical.as_deref(), &*response.hours), (Some("20min"), "24/7"));
    let text = screen.text();
    assert!(text.contains("20min") && text.contains("24/7"), "{text}");
}

#[test]
fn an_empty_importance_says_what_it_does() {
    let mut screen = Screen::new(sized(1, 1), 120, 40);
    screen.keys("<enter>jj<enter>");
    go(&mut screen, "importance");
    assert!(screen.text().contains("to customers; steers what to fix first"), "{}", screen.text());
}

#[test]
fn the_brief_holds_what_belongs_to_the_map() {
    let map = entered("vi", "decision", "<enter><ctrl-a>What to mend<enter>");
    assert_eq!(&*map.decision, "What to mend");
    let map = entered("vi", "objectives", "<enter><ctrl-a>One<enter>Two<esc>");
    assert_eq!(map.objectives.0, ["One", "Two"]);
    let map = entered("vi", "from", "<enter><ctrl-a>Hears of it<enter>");
    assert_eq!(&*map.scope.from, "Hears of it");
}

#[test]
fn a_stage_is_opened_on_its_head() {
    let map = entered("k<enter>", "goal", "<enter><ctrl-a>Trust<enter>");
    assert_eq!(&*map.stages[0].goal, "Trust");
    let map = entered("k<enter>", "text", "<enter><ctrl-a>Starts anew<enter>");
    assert_eq!(&*map.stages[0].handover.text, "Starts anew");
}

#[test]
fn rating_and_noting_work_on_the_open_card() {
    let map = after(sized(1, 1), "<enter>5coOps<enter>apSlow<enter><esc>coWeb<enter>");
    let touchpoint = &map.stages[0].touchpoints[0];
    assert_eq!((touchpoint.emotion.unwrap().get(), &*touchpoint.owner), (2, "Ops"));
    // the new pain is the chosen row
    let pain = &touchpoint.notes[0];
    assert_eq!((&*pain.text, &*pain.owner), ("Slow", "Web"));
}

#[test]
fn keys_of_the_board_do_nothing_to_what_is_not_seen() {
    for keys in ["H", "L", "p", "sd", "<space>", "so"] {
        assert_eq!(after(sized(2, 2), &format!("l<enter>{keys}")), sized(2, 2), "{keys}");
    }
    for keys in ["1", "apX", "coX<enter>"] {
        assert_eq!(
            after(sized(2, 2), &format!("vi{keys}<esc>")),
            sized(2, 2),
            "{keys} on the brief"
        );
    }
}

#[test]
fn esc_goes_back_page_by_page_and_the_next_card_is_a_key_away() {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("lj<enter>");
    go(&mut screen, "pain");
    screen.keys("<enter>");
    assert_eq!(screen.state.pages.len(), 2);
    screen.keys("<esc>");
    assert_eq!(screen.state.pages.len(), 1);
    screen.keys(">");
    assert!(screen.text().contains("Waits six days"), "{}", screen.text());
    screen.keys("<<esc>");
    assert!(screen.state.pages.is_empty());
}

#[test]
fn a_page_whose_thing_is_undone_away_closes() {
    let mut screen = Screen::new(sized(1, 1), 100, 40);
    screen.keys("oNew<esc><enter>u");
    assert!(screen.state.pages.is_empty());
}

#[test]
fn notes_and_actions_are_added_where_they_stand_on_the_page() {
    let mut screen = Screen::new(sized(1, 1), 100, 40);
    screen.keys("<enter>");
    let page = screen.state.pages[0].clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    let row = rows.iter().position(|row| matches!(row.target, Target::AddNote(_))).unwrap();
    screen.keys(&"j".repeat(row)).keys("<enter>x");
    assert!(screen.text().contains("d delight"), "{}", screen.text());
    screen.keys("dQuick<enter><esc>");
    let page = screen.state.pages[0].clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    let row = rows.iter().position(|row| matches!(row.target, Target::AddAction(_))).unwrap();
    screen.keys("gg").keys(&"j".repeat(row)).keys("oTell it<enter><esc>");
    let card = &screen.state.map().stages[0].touchpoints[0];
    assert_eq!((card.notes[0].kind, &*card.notes[0].text), (NoteKind::Delight, "Quick"));
    assert_eq!(&*card.actions[0].title, "Tell it");
}
