//! Filtering: what is shown, and what keys do to it.

use std::sync::Arc;

use cjm::model::{Evidence, JourneyMap, Note, NoteKind};

use crate::maps::{example, sized};
use crate::screen::Screen;

/// Two stages of five cards; every other one is Payments', the rest is Ops'.
fn owned() -> JourneyMap {
    let mut map = sized(2, 5);
    for stage in &mut map.stages {
        for (n, card) in Arc::make_mut(stage).touchpoints.iter_mut().enumerate() {
            let card = Arc::make_mut(card);
            card.owner = if n % 2 == 0 { "Payments" } else { "Ops" }.into();
            card.channel = if n < 3 { "Website" } else { "E-mail" }.into();
            card.evidence = (n == 2).then_some(Evidence::Assumed);
            if n == 1 {
                card.tags = vec!["müde".into()];
                let id = cjm::model::Id::new(&format!("n-{}", card.id));
                card.notes.push(Note::new(id, NoteKind::Pain, "Waits for an answer"));
            }
        }
    }
    map
}

fn after(map: JourneyMap, keys: &str) -> Screen {
    let mut screen = Screen::new(map, 80, 24);
    screen.keys(keys);
    screen
}

/// The rows of the first stage that are shown.
fn rows(screen: &Screen) -> Vec<usize> {
    let rows = screen.state.rows(0);
    (0..rows.len()).filter_map(|rank| rows.row(rank)).collect()
}

fn titles(screen: &Screen) -> Vec<String> {
    let cards = &screen.state.map().stages[0].touchpoints;
    cards.iter().map(|card| card.title.to_string()).collect()
}

#[test]
fn each_filter_shows_its_cards() {
    for (keys, shown) in [
        ("foops<enter>", vec![1, 3]),
        ("fopym<enter>", vec![0, 2, 4]),
        ("fcmail<enter>", vec![3, 4]),
        ("fe1", vec![0]),
        ("fnp", vec![1]),
        ("ftmude<enter>", vec![1]),
        ("fxANSWER<enter>", vec![1]),
        ("fxp 1.4<enter>", vec![3]),
        ("fe<bs>", vec![]),
        ("fa", vec![2]),
        ("fafa", vec![0, 1, 2, 3, 4]),
    ] {
        assert_eq!(rows(&after(owned(), keys)), shown, "{keys}");
    }
}

#[test]
fn filters_combine_and_are_named() {
    let screen = after(owned(), "fopay<enter>fcweb<enter>");
    assert_eq!(rows(&screen), [0, 2]);
    let text = screen.text();
    assert!(text.contains("only owner Payments, channel Website · 4 of 10"), "{text}");
    // one taken away by an empty line, all by f f
    let screen = after(owned(), "fopay<enter>fcweb<enter>fo<enter>");
    assert_eq!(rows(&screen), [0, 1, 2]);
    let screen = after(owned(), "fopay<enter>fcweb<enter>ff");
    assert_eq!(rows(&screen), [0, 1, 2, 3, 4]);
    assert!(!screen.text().contains("only "), "{}", screen.text());
}

#[test]
fn the_row_that_names_the_filter_is_there_at_every_size() {
    for (width, height) in [(120, 34), (80, 24), (80, 12), (60, 9), (40, 8), (40, 7), (40, 6)] {
        let mut map = owned();
        map.title = "A long title that takes all of the row where the screen is narrow".into();
        let mut screen = Screen::new(map, width, height);
        screen.keys("foops<enter>");
        assert!(screen.text().contains("only owner Ops"), "{width}x{height}\n{}", screen.text());
    }
}

#[test]
fn the_focus_steps_over_hidden_cards() {
    let row = |keys: &str| after(owned(), keys).state.focus.row();
    assert_eq!(row("foops<enter>"), Some(1));
    assert_eq!(row("foops<enter>j"), Some(3));
    assert_eq!(row("foops<enter>jj"), Some(3));
    assert_eq!(row("foops<enter>jk"), Some(1));
    assert_eq!(row("foops<enter>kk"), None);
    assert_eq!(row("foops<enter>kkj"), Some(1));
    assert_eq!(row("foops<enter>G"), Some(3));
    assert_eq!(row("foops<enter>jl"), Some(3));
    assert_eq!(row("foops<enter><pgdn>"), Some(3));
}

#[test]
fn the_focus_is_always_on_a_card_that_is_shown() {
    let mut screen = after(owned(), "foops<enter>");
    for keys in [
        "j", "l", "J", "K", "H", "L", "1", "dd", "u", "oX<esc>", "u", "k", "U", "<space>", "y", "p",
    ] {
        screen.keys(keys);
        let (column, row) = (screen.state.focus.column(), screen.state.focus.row());
        assert!(row.is_none_or(|row| screen.state.rows(column).holds(row)), "after {keys}");
        let (x, y) = screen.cursor();
        let cell = &screen.buffer()[(x, y)];
        assert!(cell.modifier.contains(ratatui::style::Modifier::REVERSED), "after {keys}");
    }
}

#[test]
fn a_card_just_written_stays_until_the_filter_changes() {
    let mut screen = after(owned(), "foops<enter>oNew<esc>");
    assert_eq!(rows(&screen), [1, 2, 4]);
    assert_eq!(titles(&screen)[2], "New");
    screen.keys("foops<enter>");
    assert_eq!(rows(&screen), [1, 4]);
}

#[test]
fn a_card_that_no_longer_fits_stays_under_the_hands() {
    let mut screen = after(owned(), "fe1");
    screen.keys("5");
    assert_eq!(rows(&screen), [0]);
    screen.keys("u");
    assert_eq!(rows(&screen), [0]);
}

#[test]
fn undo_shows_the_card_that_it_changes() {
    let mut screen = after(owned(), "jj4foops<enter>");
    assert_eq!(rows(&screen), [1, 3]);
    screen.keys("u");
    assert_eq!(rows(&screen), [1, 2, 3]);
    assert_eq!(screen.state.focus.row(), Some(2));
}

#[test]
fn a_card_moves_past_those_that_are_hidden() {
    let screen = after(owned(), "foops<enter>J");
    assert_eq!(titles(&screen), ["Step 1.1", "Step 1.3", "Step 1.4", "Step 1.2", "Step 1.5"]);
    let screen = after(owned(), "foops<enter>JK");
    assert_eq!(titles(&screen)[1..4], ["Step 1.3", "Step 1.2", "Step 1.4"]);
}

#[test]
fn a_stage_is_not_deleted_with_cards_that_are_not_seen() {
    let screen = after(owned(), "foops<enter>sd");
    assert_eq!(screen.state.map().stages.len(), 2);
    assert!(screen.text().contains("3 cards are hidden in stage"), "{}", screen.text());
    assert_eq!(after(owned(), "foops<enter>ffsd").state.map().stages.len(), 1);
}

#[test]
fn marks_are_let_go_of_where_they_are_no_longer_seen() {
    let mut screen = after(owned(), "<space><space>");
    assert_eq!(screen.state.marked.len(), 2);
    screen.keys("foops<enter>");
    assert_eq!(screen.state.marked.len(), 1);
}

#[test]
fn a_stage_without_a_match_has_no_column_and_is_counted() {
    let mut map = owned();
    for card in &mut Arc::make_mut(&mut map.stages[1]).touchpoints {
        Arc::make_mut(card).owner = "Payments".into();
    }
    let screen = after(map, "foops<enter>");
    let text = screen.text();
    assert!(!text.contains("Stage 2"), "{text}");
    assert!(text.contains("1 stage without a hit"), "{text}");
}

#[test]
fn a_filter_that_hides_the_stage_goes_on_to_one_that_shows_a_card() {
    let mut map = owned();
    Arc::make_mut(&mut Arc::make_mut(&mut map.stages[1]).touchpoints[3]).owner = "Legal".into();
    let screen = after(map, "folegal<enter>");
    assert_eq!((screen.state.focus.column(), screen.state.focus.row()), (1, Some(3)));
}

#[test]
fn a_filter_that_nobody_meets_says_how_to_leave() {
    let screen = after(owned(), "fxzzz<enter>");
    assert!(screen.text().contains("No card has text zzz: f f shows all"), "{}", screen.text());
    let screen = after(owned(), "fozzz<enter>");
    assert!(screen.text().contains("no card has the owner “zzz”"), "{}", screen.text());
    assert!(!screen.state.shown.is_filtered());
    let screen = after(sized(1, 1), "ft");
    assert!(screen.text().contains("No card has a tag yet"), "{}", screen.text());
}

#[test]
fn a_filter_never_changes_the_map() {
    let mut screen = after(example(), "");
    let before = screen.state.map().clone();
    screen.keys("fopay<enter>fe1fnpftdut<enter>fxthe<enter>jjkkllff");
    assert!(Arc::ptr_eq(&before, screen.state.map()));
}

#[test]
fn a_change_from_outside_is_filtered_too() {
    let mut screen = after(owned(), "foops<enter>");
    let base = screen.state.map().clone();
    let mut theirs = (*base).clone();
    let stage = Arc::make_mut(&mut theirs.stages[0]);
    Arc::make_mut(&mut stage.touchpoints[0]).owner = "Ops".into();
    Arc::make_mut(&mut stage.touchpoints[2]).goal = "Fast".into();
    let saved = cjm::ui::Saved::Changed(cjm::ui::Foreign::new(base, Arc::new(theirs), 1));
    screen.send(cjm::ui::Event::Saved(saved));
    assert_eq!(rows(&screen), [0, 1, 3]);
}

#[test]
fn enter_with_nothing_typed_takes_what_is_offered_first_and_the_next_time_shows_all() {
    let mut screen = Screen::new(example(), 80, 24);
    screen.keys("fo");
    let offered = screen.text();
    screen.keys("<enter>");
    let owner = screen.state.shown.filter().owner.clone().unwrap();
    assert!(offered.contains(&owner), "{owner}: {offered}");
    screen.keys("fo<enter>");
    assert!(!screen.state.shown.is_filtered(), "{}", screen.text());
}
