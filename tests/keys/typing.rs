//! Lines typed one after the other: how they begin, go on and end.

use cjm::model::JourneyMap;
use cjm::ui::{Event, Mode};

use crate::maps::sized;
use crate::screen::Screen;

fn after(keys: &str) -> Screen {
    let mut screen = Screen::new(sized(2, 3), 80, 24);
    screen.keys(keys);
    screen
}

fn titles(map: &JourneyMap, stage: usize) -> Vec<String> {
    map.stages[stage].touchpoints.iter().map(|it| it.title.to_string()).collect()
}

#[test]
fn one_enter_on_an_empty_line_says_that_the_next_one_ends() {
    for keys in ["oNew", "apNew", "atNew", "cbNew", "soNew", ":park<enter>New"] {
        let mut screen = after(keys);
        screen.keys("<enter><enter>");
        assert!(matches!(screen.state.mode, Mode::Writing(_)), "{keys}: {}", screen.text());
        assert!(screen.text().contains("enter again or esc ends"), "{keys}: {}", screen.text());
        let mut again = after(keys);
        again.keys("<enter><enter><enter>");
        assert_eq!(again.state.mode, Mode::Board, "{keys}");
        screen.keys("d<bs><enter>");
        assert!(matches!(screen.state.mode, Mode::Writing(_)), "{keys}: anything between is no");
    }
}

#[test]
fn tab_keeps_the_line_and_goes_on_in_the_next_stage() {
    let mut screen = after("oOne<tab>Two<shift-tab>Three<esc>");
    assert_eq!(titles(screen.state.map(), 0)[1], "One");
    assert_eq!(titles(screen.state.map(), 1)[3], "Two");
    assert_eq!(titles(screen.state.map(), 0)[4], "Three");
    screen.keys("uuu");
    assert_eq!(**screen.state.map(), sized(2, 3));
}

#[test]
fn a_key_that_leads_nowhere_from_a_text_says_what_esc_does() {
    for keys in ["o<up>", "oText<home><up>", "iText<pgup>", "apText<tab>", "so<tab>"] {
        let screen = after(keys);
        assert!(screen.text().contains("Esc keeps what is typed"), "{keys}: {}", screen.text());
    }
}

#[test]
fn what_is_behind_is_typed_step_after_step() {
    let screen = after("cbPicks<enter>Packs<enter>Sends<esc>");
    let behind = &screen.state.map().stages[0].touchpoints[0].behind;
    let steps: Vec<_> = behind.iter().map(|step| step.text.to_string()).collect();
    assert_eq!(steps, ["Picks", "Packs", "Sends"]);
}

#[test]
fn an_empty_note_says_what_it_is_to_be() {
    for (keys, said) in
        [("ap", "a pain…"), ("aq", "what the customer says…"), ("at", "to be done…")]
    {
        let mut screen = after(keys);
        assert!(screen.text().contains(said), "{keys}: {}", screen.text());
        screen.keys("x");
        assert!(!screen.text().contains(said), "{keys}: {}", screen.text());
    }
}

#[test]
fn undo_of_a_new_card_goes_back_to_where_it_was_written() {
    for keys in ["joNew<esc>", "jONew<esc>", "joNew<enter>More<esc>u"] {
        let mut screen = after("j");
        let before = screen.state.focus.clone();
        screen.keys(keys.strip_prefix('j').unwrap()).keys("u");
        assert_eq!(screen.state.focus, before, "{keys}");
    }
}

fn paste(screen: &mut Screen, text: &str) {
    screen.send(Event::Paste(text.into()));
}

fn notes(screen: &Screen) -> Vec<String> {
    let card = &screen.state.map().stages[0].touchpoints[0];
    card.notes.iter().map(|note| note.text.to_string()).collect()
}

#[test]
fn the_points_of_a_list_that_is_pasted_are_a_note_each_and_one_step() {
    let mut screen = after("ap");
    paste(&mut screen, "- Slow\n> * Dear\n\n3. Far\n");
    assert_eq!(notes(&screen), ["Slow", "Dear", "Far"], "{}", screen.text());
    assert!(matches!(screen.state.mode, Mode::Writing(_)));
    screen.keys("<esc>u");
    assert_eq!(**screen.state.map(), sized(2, 3));
}

#[test]
fn lines_that_are_no_list_stay_one_note() {
    let mut screen = after("aq");
    paste(&mut screen, "Where is it?\n- I want to know");
    screen.keys("<esc>");
    assert_eq!(notes(&screen), ["Where is it?\n- I want to know"]);
}

#[test]
fn what_is_said_of_lines_pasted_into_a_title() {
    let mut screen = after("i<ctrl-u>");
    paste(&mut screen, "One\nTwo");
    assert!(screen.text().contains("one title now"), "{}", screen.text());
    screen.keys("<enter>");
    assert_eq!(titles(screen.state.map(), 0)[0], "One Two");
}

#[test]
fn the_mark_of_a_quotation_is_no_part_of_a_card() {
    let mut screen = after("");
    paste(&mut screen, "> One\n>> Two\n>3 more\n[12:03, 4/5/2026] Tom: Four");
    assert_eq!(
        titles(screen.state.map(), 0)[1..5],
        ["One", "Two", ">3 more", "[12:03, 4/5/2026] Tom: Four"]
    );
}

#[test]
fn an_empty_line_in_a_text_is_no_empty_field() {
    let mut map = sized(1, 1);
    let stage = std::sync::Arc::make_mut(&mut map.stages[0]);
    std::sync::Arc::make_mut(&mut stage.touchpoints[0]).doing = "Above\n\nBelow".into();
    let mut screen = Screen::new(map, 80, 30);
    screen.keys("<enter>");
    let text = screen.text();
    let rows: Vec<&str> = text.lines().map(str::trim).collect();
    let above = rows.iter().position(|row| row.ends_with("Above")).unwrap();
    assert_eq!(rows[above + 1..above + 3], ["", "Below"], "{text}");
}

#[test]
fn a_step_at_the_brief_names_the_part_that_it_changed() {
    let map = sized(1, 1);
    let mut persona = (*map.persona).clone();
    persona.market = "Chile".into();
    let edit = cjm::edit::Edit::Map(cjm::model::MapField::Persona(persona.into()));
    assert_eq!(cjm::words::describe(&map, &[edit]), "market of the persona changed");
}

#[test]
fn a_wait_that_is_refused_is_seen_to_be_and_the_way_out_is_said() {
    let mut screen = after("cwsoon<esc>");
    assert!(screen.text().contains("ctrl-c gives it up"), "{}", screen.text());
    let (x, y) = screen.place("soon");
    let red = screen.buffer()[(x, y)].fg;
    screen.keys("er");
    let (x, y) = screen.place("sooner");
    assert_ne!(screen.buffer()[(x, y)].fg, red);
}

#[test]
fn undo_names_the_day_and_the_state_that_an_action_was_given() {
    let mut screen = Screen::new(sized(1, 1), 120, 30);
    screen.keys("atMend it<enter><esc>vacdfri<enter>u");
    let said = |screen: &Screen| screen.state.notice.as_ref().unwrap().text.clone();
    assert_eq!(said(&screen), "Undone: due date of action “Mend it” set to 27 Nov 2026");
    screen.keys("cs2u");
    assert_eq!(said(&screen), "Undone: action “Mend it” set to “doing”");
}
