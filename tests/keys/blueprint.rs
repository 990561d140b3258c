//! Handovers and the line of visibility on the board.

use std::sync::Arc;

use cjm::edit::Part;
use cjm::model::{Emotion, Handover, JourneyMap, Side, Step, Touchpoint};
use cjm::ui::form::Target;
use cjm::ui::layout::{self, Plan};

use crate::maps::{handed_over, order, sized};
use crate::screen::Screen;

/// The map after `keys`.
fn after(map: JourneyMap, keys: &str) -> JourneyMap {
    let mut screen = Screen::new(map, 80, 24);
    screen.keys(keys);
    (**screen.state.map()).clone()
}

fn said(handover: &Handover) -> (&str, Option<i8>) {
    (&handover.text, handover.emotion.map(Emotion::get))
}

fn card(map: &mut JourneyMap, stage: usize, row: usize) -> &mut Touchpoint {
    Arc::make_mut(&mut Arc::make_mut(&mut map.stages[stage]).touchpoints[row])
}

fn step(text: &str) -> Step {
    Step {
        text: text.into(),
        owner: "Ops".into(),
        system: "ERP".into(),
        wait: None,
        comments: None,
    }
}

fn plan(screen: &Screen) -> Plan {
    layout::plan(&screen.state)
}

/// A stage of one card with so many pains, and a handover or none.
fn one_card(pains: usize, handover: &str) -> JourneyMap {
    let keys: String = (0..pains).map(|n| format!("apPain {n}<esc>")).collect();
    let mut map = after(sized(1, 1), &keys);
    Arc::make_mut(&mut map.stages[0]).handover.text = handover.into();
    card(&mut map, 0, 0).handover.text = handover.into();
    map
}

#[test]
fn a_handover_of_a_card_is_written_and_rated() {
    let map = after(sized(2, 2), "chThe chat sees nothing<enter>cH2");
    assert_eq!(said(&map.stages[0].touchpoints[0].handover), ("The chat sees nothing", Some(-1)));
    let map = after(map, "cH<bs>");
    assert_eq!(said(&map.stages[0].touchpoints[0].handover), ("The chat sees nothing", None));
    let map = after(map, "ch<ctrl-a><bs><enter>");
    assert_eq!(said(&map.stages[0].touchpoints[0].handover), ("", None));
}

#[test]
fn on_a_head_the_handover_is_that_of_the_stage() {
    let map = after(sized(2, 2), "kchAnother language<esc>cH1");
    assert_eq!(said(&map.stages[0].handover), ("Another language", Some(-2)));
    assert_eq!(said(&map.stages[0].touchpoints[0].handover), ("", None));
    let map = after(map, "kcH5u");
    assert_eq!(said(&map.stages[0].handover), ("Another language", Some(-2)));
}

#[test]
fn undo_says_what_a_handover_was_set_to() {
    let mut screen = Screen::new(sized(2, 2), 80, 24);
    for (keys, said) in [
        ("chSlow<enter>u", "Undone: handover of “Step 1.1” set to “Slow”"),
        ("cH1u", "Undone: handover of “Step 1.1” rated −2"),
        ("kchSlow<enter>cH1u", "Undone: handover of stage “Stage 1” set to −2, “Slow”"),
    ] {
        screen.keys(keys);
        assert_eq!(screen.state.notice.as_ref().unwrap().text, said);
    }
}

#[test]
fn a_handover_is_set_on_all_marked_cards_and_again_elsewhere() {
    let map = after(sized(2, 3), "<space><space>cH4<esc>lG.ggchSlow<enter>j.");
    let felt = |stage: usize| {
        map.stages[stage].touchpoints.iter().map(|it| said(&it.handover)).collect::<Vec<_>>()
    };
    assert_eq!(felt(0), [("", Some(1)), ("", Some(1)), ("", None)]);
    assert_eq!(felt(1), [("Slow", None), ("Slow", None), ("", Some(1))]);
}

#[test]
fn how_a_handover_feels_is_chosen_on_the_page_of_its_card_too() {
    let mut screen = Screen::new(handed_over(), 100, 40);
    screen.keys("<enter>");
    let page = screen.state.pages.last().unwrap().clone();
    let rows = page.rows(screen.state.map(), screen.state.look);
    let is_it = |target: &Target| {
        matches!(target, Target::Field { way, .. }
            if way[..] == [Part::Field("handover".into()), Part::Field("emotion".into())])
    };
    let row = rows.iter().position(|row| is_it(&row.target)).unwrap();
    screen.keys("gg").keys(&"j".repeat(row)).keys("<enter>5");
    let handover = &screen.state.map().stages[0].touchpoints[0].handover;
    assert_eq!(handover.emotion.map(Emotion::get), Some(2));
}

#[test]
fn a_hidden_card_hides_its_handover() {
    let mut screen = Screen::new(handed_over(), 120, 34);
    assert!(screen.text().contains("waits at the door"), "{}", screen.text());
    screen.keys("fe1");
    let text = screen.text();
    assert!(text.contains("客服看不到") && !text.contains("waits at the door"), "{text}");
    // the passage to the next stage is not one from a card
    assert!(text.contains("没有评价"), "{text}");
}

#[test]
fn a_card_that_needs_the_room_of_its_handover_keeps_all_its_lines() {
    let mut seen = [false; 2];
    for height in 6..40 {
        let lines = |handover| {
            let mut screen = Screen::new(one_card(4, handover), 40, height);
            screen.keys("j");
            let column = plan(&screen).columns.remove(0);
            let card = column.cards.into_iter().next().unwrap();
            (card.lines, column.is_cut)
        };
        let (without, is_cut) = lines("");
        let (with, is_cut_too) = lines("Nobody knows what was said before");
        assert_eq!(with[..without.len()], without, "{height}");
        assert_eq!(is_cut, is_cut_too, "{height}");
        seen[usize::from(with.len() > without.len())] = true;
    }
    assert_eq!(seen, [true, true], "handovers were always, or never, shown");
}

#[test]
fn how_a_stage_hands_over_is_seen_also_where_its_end_is_not() {
    let mut map = sized(2, 60);
    let handover = &mut Arc::make_mut(&mut map.stages[0]).handover;
    handover.text = "Another language".into();
    handover.emotion = Emotion::new(-2).ok();
    for (width, height) in [(120, 34), (80, 24), (40, 12)] {
        let mut screen = Screen::new(map.clone(), width, height);
        let row = |screen: &Screen| {
            screen.text().lines().any(|it| it.contains("more") && it.contains("» 😡 −2"))
        };
        assert!(row(&screen), "{}", screen.text());
        screen.keys("G");
        assert!(!row(&screen) && screen.text().contains("Another language"), "{}", screen.text());
    }
}

#[test]
fn an_empty_stage_hands_over_too() {
    let mut map = sized(2, 0);
    Arc::make_mut(&mut map.stages[0]).handover.text = "Another language".into();
    let screen = Screen::new(map, 80, 24);
    let text = screen.text();
    assert!(text.contains("nothing here yet") && text.contains("»  ? Another"), "{text}");
}

#[test]
fn every_set_of_marks_has_its_own_signs_for_handovers() {
    let mut screen = Screen::new(handed_over(), 80, 34);
    for signs in [["↓  🙁 −1 A", "»  ? 没"], ["↓  ▼ −1 A", "»  ? 没"], ["v  - −1 A", ">> ? 没"]]
    {
        let text = screen.text();
        assert!(signs.iter().all(|sign| text.contains(sign)), "{signs:?}\n{text}");
        screen.keys(":next marks<enter><esc>");
    }
}

#[test]
fn what_is_found_in_a_handover_is_seen_also_over_the_end_of_a_line() {
    let mut screen = Screen::new(handed_over(), 80, 34);
    screen.keys("/waits at the<enter>");
    let text = screen.picture();
    assert!(!text.contains("found in"), "{text}");
    let styles = text.split("-- styles").nth(1).unwrap();
    assert_eq!(styles.matches('%').count(), "waits".len() + "at the".len(), "{text}");
}

#[test]
fn the_line_of_visibility_is_off_until_it_is_asked_for_and_no_part_of_the_map() {
    let mut screen = Screen::new(order(), 120, 34);
    let before = screen.keys("lljjj").text();
    assert!(!before.contains("line of visibility"));
    screen.keys("vv<esc>");
    assert!(screen.text().contains("line of visibility"), "{}", screen.text());
    assert!(!screen.state.is_unsaved());
    assert_eq!(screen.keys("vv<esc>").text(), before);
}

#[test]
fn the_line_stands_still_and_the_curve_stays_where_it_is() {
    for (width, height) in [(120, 34), (200, 50), (80, 24), (40, 12)] {
        let mut screen = Screen::new(order(), width, height);
        let curve = plan(&screen).bands.curve;
        screen.keys("vv");
        let bands = plan(&screen).bands;
        assert_eq!(bands.curve, curve);
        assert!(bands.visibility.is_some(), "{width}x{height}");
        for keys in ["jjj", "llG", "<end>", "k", "<home>gg", "oX", "<esc>"] {
            screen.keys(keys);
            assert_eq!(plan(&screen).bands, bands, "after {keys}");
        }
    }
}

#[test]
fn the_steps_behind_the_card_that_has_the_focus_are_always_in_view() {
    for (width, height) in [(120, 34), (80, 24), (40, 12), (20, 12)] {
        let mut screen = Screen::new(order(), width, height);
        screen.keys("vv<esc>");
        let map = screen.state.map().clone();
        let mut found = 0;
        for (column, stage) in map.stages.iter().enumerate() {
            for (row, card) in stage.touchpoints.iter().enumerate() {
                let Some(step) = card.behind.first() else { continue };
                screen.keys("<home>").keys(&"l".repeat(column)).keys("gg").keys(&"j".repeat(row));
                let plan = plan(&screen);
                let shown = plan.columns.iter().find(|it| it.stage == Some(column)).unwrap();
                let said: String = shown.behind.iter().map(|line| line.text.as_str()).collect();
                let word = step.text.split(' ').next().unwrap();
                assert!(said.contains(word), "{width}x{height}: {said} for {step:?}");
                let room = plan.bands.behind_end - plan.bands.visibility.unwrap() - 1;
                assert!(shown.behind.len() <= usize::from(room));
                found += 1;
            }
        }
        assert_eq!(found, 8);
    }
}

#[test]
fn steps_without_room_are_counted() {
    let mut map = sized(1, 2);
    for row in 0..2 {
        card(&mut map, 0, row).behind = (0..5).map(|n| step(&format!("Step {n}"))).collect();
    }
    let mut screen = Screen::new(map, 80, 24);
    screen.keys("vv<esc>");
    let text = screen.text();
    assert!(text.contains(" 7 more ") && text.contains("• Ops · Step 2 · ERP"), "{text}");
    assert!(!text.contains("Step 3"), "{text}");
}

#[test]
fn what_is_off_stage_is_marked_as_not_seen_where_the_line_is_on() {
    let mut map = sized(1, 2);
    card(&mut map, 0, 1).side = Some(Side::OffStage);
    let mut screen = Screen::new(map, 80, 24);
    assert!(!screen.text().contains("not seen"));
    screen.keys("vv<esc>");
    let text = screen.text();
    assert_eq!(text.matches("┄ not seen by the customer").count(), 1, "{text}");
}

#[test]
fn what_stands_below_the_line_is_no_wider_than_its_column() {
    let mut map = handed_over();
    for (row, text) in
        ["六天没有消息", "👨‍👩‍👧‍👦🇩🇪", "यदि कोई नहीं", "\u{1b}[31m\u{202e}x"].into_iter().enumerate()
    {
        card(&mut map, 0, row).title = text.repeat(9).as_str().into();
        card(&mut map, 0, row).behind = vec![step(&text.repeat(9)), step("")];
    }
    for width in 20..130 {
        for height in [12, 24, 34, 50] {
            let mut screen = Screen::new(map.clone(), width, height);
            screen.keys("vv");
            let plan = plan(&screen);
            let column = &plan.columns[0];
            assert!(!column.behind.is_empty());
            let lines = column.behind.iter().chain(column.cards.iter().flat_map(|it| &it.lines));
            for line in lines {
                let cells = 3 + line.indent + cjm::text::width(&line.text);
                assert!(cells <= usize::from(column.width), "{width}: {line:?}");
            }
        }
    }
}

#[test]
fn where_the_line_cannot_be_seen_it_is_said_why() {
    let said = |mut screen: Screen, keys: &str| {
        screen.keys(keys);
        screen.state.notice.unwrap().text
    };
    assert!(said(Screen::new(order(), 20, 6), "vv").contains("too low"));
    assert!(said(Screen::new(order(), 80, 24), "vlvv").contains("v b"));
    assert!(said(Screen::new(order(), 80, 24), "vv").contains("settings.ron"));
    assert!(said(Screen::new(order(), 80, 24), "vvvv").contains("off"));
}
