//! What people stumble over who see the board for the first time.

use std::sync::Arc;

use cjm::model::{Address, JourneyMap, MapState, Note, NoteKind, Parked, Scale, Side};
use cjm::ui::maps::MapTask;
use cjm::ui::{Effect, Mode};

use crate::maps::{example, sized, titled};
use crate::screen::Screen;

const LONG: &str = "Reads the small print, twice, looking for it in plain words";

fn after(map: JourneyMap, keys: &str) -> Screen {
    let mut screen = Screen::new(map, 80, 24);
    screen.keys(keys);
    screen
}

fn quits(screen: &Screen) -> bool {
    screen.effects.iter().any(|effect| matches!(effect, Effect::Quit))
}

#[test]
fn titles_take_free_rows_and_one_that_is_cut_is_said_whole_below_the_board() {
    let narrow = |titles: &[&str]| {
        let mut map = titled(titles);
        map.stages.extend(sized(2, 0).stages.into_iter().map(|stage| {
            let mut stage = (*stage).clone();
            stage.id = format!("{}-2", stage.id).as_str().into();
            Arc::new(stage)
        }));
        after(map, "")
    };
    let ends = |screen: &Screen| screen.text().matches("plain words").count();
    let few = narrow(&[LONG, LONG]);
    assert!(ends(&few) >= 2, "{}", few.text());
    let mut crowd = narrow(&[LONG; 9]);
    for keys in ["", "G"] {
        crowd.keys(keys);
        let text = crowd.text();
        assert!(text.lines().any(|line| line.trim_start().starts_with(LONG)), "{text}");
    }
}

#[test]
fn a_card_that_is_cut_at_the_bottom_says_so() {
    let crowd = [LONG; 9];
    let mut screen = Screen::new(titled(&crowd), 40, 12);
    screen.keys("");
    let text = screen.text();
    let last = text.lines().rev().find(|line| line.trim_start().starts_with("↓"));
    let cut = text.lines().take_while(|line| Some(*line) != last).last().unwrap_or_default();
    assert!(cut.ends_with('…'), "{text}");
}

#[test]
fn q_closes_one_level_and_leaves_only_the_board() {
    let mut screen = after(sized(1, 2), "<enter>q");
    assert!(screen.state.pages.is_empty() && !quits(&screen));
    screen.keys("?<esc>q");
    assert!(quits(&screen));
    assert!(quits(&after(sized(1, 2), "<enter>ZZ")));
    assert!(quits(&after(sized(1, 2), "<enter>:q<enter>")));
}

#[test]
fn letters_in_help_look_for_something_and_change_nothing() {
    let mut screen = after(sized(1, 2), "?dd");
    assert!(matches!(screen.state.mode, Mode::Menu(_)));
    assert_eq!(screen.state.map().stages[0].touchpoints.len(), 2);
    screen.keys("<bs><bs>/owner");
    assert!(matches!(screen.state.mode, Mode::Menu(_)));
    screen.keys("<esc>?a pain<enter>");
    assert!(matches!(screen.state.mode, Mode::Writing(_)), "{}", screen.text());
}

#[test]
fn help_on_a_page_begins_with_the_keys_of_the_page_and_ends_with_the_signs() {
    let mut screen = after(sized(1, 2), "<enter>?");
    assert!(screen.text().contains("On this page"), "{}", screen.text());
    screen.keys("not rated yet");
    assert!(screen.text().contains("Signs"), "{}", screen.text());
}

#[test]
fn a_digit_sets_a_rating_that_is_chosen_on_a_page_and_0_takes_it_away() {
    let mut map = sized(1, 1);
    Arc::make_mut(&mut Arc::make_mut(&mut map.stages[0]).touchpoints[0]).impact =
        Scale::new(3).ok();
    let mut screen = after(map, "<enter>");
    let page = screen.state.pages[0].clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    screen.state.pages[0].chosen = rows.iter().position(|row| row.label == "impact").unwrap();
    let impact =
        |screen: &Screen| screen.state.map().stages[0].touchpoints[0].impact.map(Scale::get);
    screen.keys("5");
    assert_eq!(impact(&screen), Some(5));
    screen.keys("0");
    assert_eq!(impact(&screen), None);
    assert_eq!(screen.state.map().stages[0].touchpoints[0].emotion.map(|it| it.get()), Some(-2));
}

#[test]
fn sideways_and_back_comes_to_the_same_card() {
    let mut map = sized(3, 5);
    Arc::make_mut(&mut map.stages[1]).touchpoints.truncate(2);
    let mut screen = after(map, "jjjll");
    assert_eq!((screen.state.focus.column(), screen.state.focus.row()), (2, Some(3)));
    screen.keys("hh");
    assert_eq!((screen.state.focus.column(), screen.state.focus.row()), (0, Some(3)));
    screen.keys("lkh");
    assert_eq!((screen.state.focus.column(), screen.state.focus.row()), (0, Some(0)));
}

#[test]
fn a_map_says_which_of_its_twins_it_is_and_goes_to_the_other() {
    let mut map = sized(1, 1);
    map.twin = "parcel-to-be".into();
    let mut screen = after(map, "");
    screen.state.file = Some("/maps/parcel.ron".into());
    assert!(screen.text().contains("as is"), "{}", screen.text());
    screen.keys("vt");
    let expected = MapTask::Open { path: "/maps/parcel-to-be.ron".into(), at: None };
    assert!(
        screen.effects.iter().any(|it| matches!(it, Effect::Switch(task) if *task == expected))
    );
    let mut map = sized(1, 1);
    map.state = MapState::ToBe;
    let mut screen = after(map, "");
    assert!(screen.text().contains("as it should be"), "{}", screen.text());
    screen.keys("vt");
    assert!(screen.text().contains("no twin"), "{}", screen.text());
}

#[test]
fn what_is_off_stage_says_so_and_stands_below_the_line() {
    let mut map = sized(1, 2);
    Arc::make_mut(&mut Arc::make_mut(&mut map.stages[0]).touchpoints[1]).side =
        Some(Side::OffStage);
    let mut screen = after(map, "");
    assert!(screen.text().contains("off-stage"), "{}", screen.text());
    screen.keys("vv");
    let text = screen.text();
    let below = text.lines().skip_while(|line| !line.contains("line of visibility"));
    assert!(below.skip(1).any(|line| line.contains("Step 1.2")), "{text}");
}

#[test]
fn a_message_of_several_rows_does_not_cover_the_focused_card() {
    let mut screen = Screen::new(sized(1, 9), 40, 12);
    screen.keys("G");
    screen.state.notice =
        Some(cjm::ui::Notice::info("one two three four five six seven ".repeat(4)));
    screen.resize(40, 12);
    assert!(screen.text().contains("Step 1.9"), "{}", screen.text());
    assert!(screen.text().contains("one two"), "{}", screen.text());
}

#[test]
fn parked_texts_are_found_and_named_beside_the_title() {
    let mut map = sized(1, 2);
    let parked = |id: &str, text: &str| {
        Arc::new(Parked { id: id.into(), text: text.into(), by: "".into(), comments: None })
    };
    map.parking = vec![parked("p-a", "Invoices"), parked("p-b", "Gift wrapping abroad?")];
    let mut screen = after(map, "");
    assert!(screen.text().contains("2 parked"), "{}", screen.text());
    screen.keys("/gift<enter>");
    let page = screen.state.pages.last().unwrap();
    assert_eq!(page.at, Address::Map);
    assert!(screen.text().contains("to the board"), "{}", screen.text());
    screen.keys("t");
    assert_eq!(&*screen.state.map().stages[0].touchpoints[1].title, "Gift wrapping abroad?");
    screen.keys("<esc>vk");
    assert!(screen.text().contains("Invoices"), "{}", screen.text());
}

#[test]
fn cards_are_joined_in_one_step_and_taken_apart_by_undo() {
    let mut screen = after(sized(1, 3), "apSlow<enter><esc>jc+");
    let titles = |screen: &Screen| -> Vec<String> {
        let cards = &screen.state.map().stages[0].touchpoints;
        cards.iter().map(|card| card.title.to_string()).collect()
    };
    assert_eq!(titles(&screen), ["Step 1.1", "Step 1.2 / Step 1.3"]);
    screen.keys("kc+");
    assert_eq!(titles(&screen), ["Step 1.1 / Step 1.2 / Step 1.3"]);
    assert_eq!(screen.state.map().stages[0].touchpoints[0].notes.len(), 1);
    screen.keys("uu");
    assert_eq!(titles(&screen), ["Step 1.1", "Step 1.2", "Step 1.3"]);
    screen.keys("gg<space>G<space>c+");
    assert_eq!(titles(&screen), ["Step 1.1 / Step 1.3", "Step 1.2"]);
}

#[test]
fn a_note_is_moved_by_taking_it_away_and_pasting_it() {
    let mut screen = after(sized(1, 2), "apSlow<enter><esc><enter>");
    let page = screen.state.pages[0].clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    screen.state.pages[0].chosen = rows.iter().position(|row| row.value == "Slow").unwrap();
    screen.keys("dd<esc>jp");
    let notes = |screen: &Screen, row: usize| -> Vec<String> {
        let notes = &screen.state.map().stages[0].touchpoints[row].notes;
        notes.iter().map(|note: &Note| note.text.to_string()).collect()
    };
    assert_eq!((notes(&screen, 0), notes(&screen, 1)), (vec![], vec!["Slow".to_owned()]));
    screen.keys("<enter>p");
    assert_eq!(notes(&screen, 1), ["Slow", "Slow"]);
    assert_eq!(screen.state.map().stages[0].touchpoints[1].notes[0].kind, NoteKind::Pain);
}

#[test]
fn stages_without_a_hit_have_no_column_and_esc_shows_all_again() {
    let mut map = sized(6, 2);
    for at in [0, 5] {
        let stage = Arc::make_mut(&mut map.stages[at]);
        Arc::make_mut(&mut stage.touchpoints[1]).owner = "Ops".into();
    }
    let mut screen = after(map, "foOps<enter>");
    let text = screen.text();
    assert!(text.contains("Stage 1") && text.contains("Stage 6"), "{text}");
    assert!(!text.contains("Stage 3"), "{text}");
    assert!(text.contains("f f shows all · 4 stages without a hit"), "{text}");
    screen.keys("l");
    assert_eq!(screen.state.focus.column(), 5);
    screen.keys("<esc>");
    assert!(!screen.state.shown.is_filtered());
}

#[test]
fn tags_are_set_from_the_board() {
    let mut screen = after(sized(1, 1), "ft");
    assert!(screen.text().contains("c # gives one"), "{}", screen.text());
    screen.keys("c#late, duty<enter>");
    let tags = &screen.state.map().stages[0].touchpoints[0].tags;
    assert_eq!(tags.iter().map(|tag| &**tag).collect::<Vec<_>>(), ["late", "duty"]);
}

#[test]
fn find_says_where_it_stands_that_no_card_shows() {
    let mut map = example();
    let stage = Arc::make_mut(&mut map.stages[0]);
    Arc::make_mut(&mut stage.touchpoints[0]).expecting = "A quince in the parcel".into();
    let screen = after(map, "/quince<enter>");
    assert!(screen.text().contains("found in expecting"), "{}", screen.text());
}

#[test]
fn what_ran_as_keys_before_a_text_that_nothing_heard_is_named_and_taken_back() {
    for (width, height) in [(80, 24), (40, 12)] {
        let mut screen = Screen::new(sized(2, 3), width, height);
        screen.keys("kdd everything is gone");
        let text = screen.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let said = "d d ran as keys: stage “Stage 1” deleted (Esc, then u takes it back). \
                    No text is open for “thing is gone”";
        assert!(text.contains(said), "{}", screen.text());
        screen.keys("<esc>u");
        assert_eq!(**screen.state.map(), sized(2, 3));
        let text = screen.text();
        assert!(text.contains("Undone: stage “Stage 1”"), "{text}");
    }
}

#[test]
fn several_changes_that_keys_made_before_an_unheard_text_are_counted() {
    let mut screen = after(sized(2, 3), "3j4kkcgCalm");
    let text = screen.text().split_whitespace().collect::<Vec<_>>().join(" ");
    let said = "Keys before it made 2 changes, at last: “Step 1.2” rated +1 \
                (Esc, then each u takes one back). No text is open for “Calm”";
    assert!(text.contains(said), "{text}");
    screen.keys("<esc>uu");
    assert_eq!(**screen.state.map(), sized(2, 3));
}

#[test]
fn what_was_done_before_a_pause_a_text_or_an_undo_is_not_told_as_run_by_mistake() {
    let trials: [(&str, u64, &str); 4] = [
        ("3", 1500, "kcgCalm"),
        ("3iSo<enter>", 0, "kcgCalm"),
        ("3u", 0, "kcgCalm"),
        ("", 0, "kcgCalm"),
    ];
    for (before, pause, after) in trials {
        let mut screen = Screen::new(sized(2, 3), 80, 24);
        screen.keys(before).wait(pause);
        screen.keys(after);
        let text = screen.text();
        assert!(
            text.contains("No text is open for “Calm”, and none of it was"),
            "{before}: {text}"
        );
        assert!(!text.contains("ran as keys:"), "{before}: {text}");
    }
}

#[test]
fn a_card_shows_as_many_notes_as_its_column_has_room_for() {
    let mut map = sized(2, 3);
    let stage = Arc::make_mut(&mut map.stages[0]);
    let card = Arc::make_mut(&mut stage.touchpoints[1]);
    for n in 0..5 {
        let (id, text) = (format!("n-{n}"), format!("Pain {n}"));
        card.notes.push(Note::new(id.as_str().into(), NoteKind::Pain, &text));
    }
    let pains = |screen: &Screen| screen.text().matches("Pain ").count();
    let mut screen = Screen::new(map.clone(), 120, 34);
    assert_eq!((pains(&screen), screen.text().contains("more")), (5, false), "{}", screen.text());
    // a step of the focus moves none of it, and opens no room of others
    let before = screen.place("Step 1.3");
    screen.keys("jj");
    assert_eq!((pains(&screen), screen.place("Step 1.3")), (5, before));
    for height in 12..34 {
        let mut screen = Screen::new(map.clone(), 120, height);
        screen.keys("j");
        let shown = pains(&screen);
        assert!(shown >= 2, "{}", screen.text());
        // never at the cost of another card
        assert!(shown == 2 || screen.text().contains("Step 1.3"), "{}", screen.text());
        assert_eq!(shown < 5, screen.text().contains(" more"), "{}", screen.text());
    }
}
