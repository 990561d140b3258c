//! What is done about a pain: an action begun from it answers it, and done, it
//! mends it.

use cjm::insight::breaks::breaks;
use cjm::insight::missing::{Rule, missing};
use cjm::model::{Action, Cause, Day, JourneyMap, Note, NoteKind, NoteState, NoteStep, Touchpoint};

use crate::maps::titled;
use crate::screen::Screen;

fn board() -> Screen {
    Screen::new(titled(&["Sees the total", "Pays"]), 100, 30)
}

fn card(screen: &Screen) -> &Touchpoint {
    &screen.state.map().stages[0].touchpoints[0]
}

fn notes(screen: &Screen) -> &[Note] {
    &card(screen).notes
}

fn actions(screen: &Screen) -> &[Action] {
    &card(screen).actions
}

fn found(map: &JourneyMap, rule: Rule) -> usize {
    let today = Day::parse("2026-11-21").unwrap();
    missing(map, today).iter().filter(|finding| finding.rule == rule).count()
}

#[test]
fn a_pain_is_typed_an_action_planned_and_done_and_the_pain_is_fixed() {
    let mut screen = board();
    screen.keys("1apDuties come on top<enter><esc>");
    assert_eq!(breaks(screen.state.map()).open.len(), 1);
    assert_eq!(found(screen.state.map(), Rule::PainUnowned), 1);
    screen.keys("atShow them in the basket<enter>");
    let said = screen.text();
    assert!(
        said.contains("It answers “Duties come on top”; Esc, then u takes that back"),
        "{said}"
    );
    screen.keys("<esc>va");
    screen.keys("cs3");
    // measured neither before nor after
    screen.keys("<enter><enter>The basket shows them<enter>");
    assert_eq!(notes(&screen)[0].state(), NoteState::Fixed, "{}", screen.text());
    let found_breaks = breaks(screen.state.map());
    assert_eq!(found_breaks.open.len(), 0, "{}", screen.text());
    assert_eq!(found(screen.state.map(), Rule::PainUnowned), 0);
    screen.keys("vf");
    assert!(
        screen.text().contains("Nothing to fix first: all that failed is mended"),
        "{}",
        screen.text()
    );
}

#[test]
fn what_an_action_answers_by_itself_is_taken_back_alone() {
    let mut screen = board();
    screen.keys("apDuties come on top<enter><esc>atShow them<enter><esc>");
    assert_eq!(actions(&screen)[0].answers, [notes(&screen)[0].id.clone()]);
    screen.keys("u");
    assert_eq!(actions(&screen)[0].answers, []);
    screen.keys("u");
    assert!(actions(&screen).is_empty());
    screen.keys("<ctrl-r><ctrl-r>");
    assert_eq!(actions(&screen)[0].answers, [notes(&screen)[0].id.clone()]);
}

#[test]
fn where_two_pains_are_open_none_is_meant_and_a_mended_one_never() {
    let mut screen = board();
    screen.keys("apOne<enter>Two<enter><esc>atMend<enter><esc>");
    assert_eq!(actions(&screen)[0].answers, []);
    let mut map = titled(&["Sees the total"]);
    let stage = std::sync::Arc::make_mut(&mut map.stages[0]);
    let card = std::sync::Arc::make_mut(&mut stage.touchpoints[0]);
    let mut mended = Note::new("n-1".into(), NoteKind::Pain, "Slow");
    let on = Day::parse("2026-11-01").unwrap();
    mended.states.push(NoteStep { on, state: NoteState::Fixed, comments: None });
    card.notes.push(mended);
    let mut screen = Screen::new(map, 100, 30);
    screen.keys("atMend<enter><esc>");
    assert_eq!(actions(&screen)[0].answers, []);
    // a delight asks for no action
    let mut screen = board();
    screen.keys("adPretty<enter><esc>atKeep it<enter><esc>");
    assert_eq!(actions(&screen)[0].answers, []);
}

#[test]
fn an_action_begun_from_the_row_or_the_page_of_a_note_answers_that_note() {
    for keys in ["", "<enter>"] {
        let mut screen = board();
        screen.keys("apOne<enter>Two<enter><esc><enter>");
        let page = screen.state.pages.last().unwrap().clone();
        let rows = page.rows(screen.state.map(), screen.state.look);
        let two = rows.iter().position(|row| row.value == "Two").unwrap();
        screen.keys("gg").keys(&"j".repeat(two)).keys(keys).keys("at");
        assert!(screen.text().contains("action for “Two”:"), "{}", screen.text());
        screen.keys("Mend it<enter><esc>");
        assert_eq!(actions(&screen)[0].answers, [notes(&screen)[1].id.clone()], "{keys}");
    }
}

#[test]
fn an_action_begun_from_what_is_missing_at_a_pain_answers_it() {
    let mut screen = board();
    screen.keys("apOne<enter>Two<enter><esc>vm");
    let report = screen.state.report.as_ref().unwrap();
    let row = report.sheet.rows.iter().position(|row| row.cells[0].text().contains("“Two”"));
    screen.keys("gg").keys(&"j".repeat(row.unwrap())).keys("atMend it<enter><esc>");
    assert_eq!(actions(&screen)[0].answers, [notes(&screen)[1].id.clone()]);
}

#[test]
fn a_note_that_is_gone_is_said_to_be_and_found_missing() {
    let mut screen = board();
    screen.keys("apOne<enter><esc>atMend it<enter><esc>");
    let id = notes(&screen)[0].id.clone();
    screen.keys("<enter>");
    let page = screen.state.pages.last().unwrap().clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    let note = rows.iter().position(|row| row.value == "One").unwrap();
    screen.keys("gg").keys(&"j".repeat(note)).keys("dd<esc>");
    assert!(notes(&screen).is_empty(), "{}", screen.text());
    assert_eq!(found(screen.state.map(), Rule::LinkBroken), 1);
    screen.keys("vm");
    let report = screen.state.report.as_ref().unwrap();
    let row = report.sheet.rows.iter().position(|row| row.cells[0].text().contains("is gone"));
    screen.keys("gg").keys(&"j".repeat(row.unwrap())).keys("<enter>");
    assert!(screen.text().contains(&format!("gone: {id}")), "{}", screen.text());
    // the row of the field is chosen: emptied, it is mended
    screen.keys("<enter><ctrl-a><bs><enter>");
    assert_eq!(found(screen.state.map(), Rule::LinkBroken), 0, "{}", screen.text());
}

#[test]
fn a_pain_with_a_process_behind_it_says_so_and_the_step_stands_on_the_same_card() {
    let mut screen = board();
    screen.keys("apNobody knows where it is<enter><esc><enter>");
    let row_of = |screen: &Screen, value: &str, label: &str| {
        let page = screen.state.pages.last().unwrap().clone();
        let rows = page.rows(screen.state.map(), screen.state.look);
        rows.iter().position(|row| row.value == value && row.label == label)
    };
    let pain = row_of(&screen, "Nobody knows where it is", "pain").unwrap();
    screen.keys("gg").keys(&"j".repeat(pain)).keys("<enter>");
    screen.state.pages.last_mut().unwrap().all = true;
    let cause = row_of(&screen, "", "cause").unwrap();
    screen.keys("gg").keys(&"j".repeat(cause)).keys("<enter>");
    let process = Cause::ALL.iter().position(|cause| *cause == Cause::Process).unwrap();
    screen.keys(&((process + 1) % 10).to_string());
    assert_eq!(notes(&screen)[0].cause, Some(Cause::Process), "{}", screen.text());
    assert!(screen.text().contains("process"), "{}", screen.text());
    screen.keys("<esc><esc>cbHand over to the carrier<enter><esc>");
    assert_eq!(&*card(&screen).behind[0].text, "Hand over to the carrier");
}
