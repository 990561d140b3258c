//! Metrics, marks, checklists and the five steps, as pages show them.

use std::sync::Arc;

use cjm::model::{JourneyMap, Touchpoint};
use cjm::ui::form::{Row, Target};
use cjm::ui::look::Marks;

use crate::maps::{empty, example, sized};
use crate::pictures::matches;
use crate::screen::Screen;

fn rows(screen: &Screen) -> Vec<Row> {
    let page = screen.state.pages.last().unwrap();
    page.rows(screen.state.map(), screen.state.look)
}

/// Chooses the first row of the open page that is so.
fn go(screen: &mut Screen, is_it: impl Fn(&Row) -> bool) {
    let all = rows(screen);
    let Some(row) = all.iter().position(is_it) else { panic!("no such row in {all:#?}") };
    screen.keys("gg").keys(&"j".repeat(row));
}

fn is_step(row: &Row) -> bool {
    matches!(row.target, Target::Step(_))
}

fn is_check(row: &Row) -> bool {
    matches!(&row.target, Target::Item { list, .. } if format!("{list:?}").contains("checklist"))
}

fn card(screen: &Screen) -> &Touchpoint {
    &screen.state.map().stages[0].touchpoints[0]
}

fn said(screen: &Screen) -> String {
    screen.state.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
}

#[test]
fn a_metric_stands_with_its_chart_and_below_it_where_it_comes_from() {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("lj<enter>");
    let find = |screen: &Screen, start: &str| {
        rows(screen).into_iter().find(|row| row.value.starts_with(start)).unwrap()
    };
    let row = find(&screen, "CSAT");
    assert_eq!(row.value, "CSAT · 58.5 % on 30 Sep 2026  ▅▄");
    assert!(row.below.unwrap().0.starts_with("falling (worse), 61.0 → 58.5 % since 31 Aug"));
    // ASCII has no bars, and loses no word
    screen.state.look.marks = Marks::Ascii;
    assert_eq!(find(&screen, "CSAT").value, "CSAT · 58.5 % on 30 Sep 2026");
    screen.state.look.marks = Marks::Faces;
    screen.keys("<esc>vi");
    assert!(find(&screen, "NPS").value.ends_with("  ▅▄"));
}

#[test]
fn the_weakest_mark_for_quality_is_named() {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("lj<enter>");
    let all = rows(&screen);
    let simple = all.iter().find(|row| row.label == "simple").unwrap();
    assert_eq!(simple.value, "●○○○○  1 of 5, very weak");
    let last = all.iter().find(|row| row.label == "appealing").unwrap();
    assert_eq!(last.below.as_ref().unwrap().0, "weakest: simple, 1 of 5");
}

#[test]
fn a_checklist_is_added_once_and_ticked_with_space() {
    let mut screen = Screen::new(sized(1, 2), 100, 40);
    screen.keys("ac");
    assert!(screen.text().contains("1 payment   2 delivery"), "{}", screen.text());
    screen.keys("1");
    assert_eq!(card(&screen).checklist.len(), 8);
    assert_eq!(
        said(&screen),
        "Checklist payment: 8 points added; enter opens the card, space ticks"
    );
    screen.keys("ac1");
    assert_eq!(card(&screen).checklist.len(), 8);
    assert_eq!(said(&screen), "All points of payment are there already");
    screen.keys("<enter>");
    go(&mut screen, is_check);
    screen.keys("<space>jj<space>");
    let done: Vec<bool> = card(&screen).checklist.iter().map(|check| check.done).collect();
    assert_eq!(done, [true, false, true, false, false, false, false, false]);
    assert!(screen.text().contains("2 of 8 checked"), "{}", screen.text());
    assert!(screen.text().contains("✓ Asks only for the data"), "{}", screen.text());
    screen.keys("<space>u");
    assert!(card(&screen).checklist[2].done);
    screen.keys("uuu");
    assert_eq!(**screen.state.map(), sized(1, 2));
}

#[test]
fn marked_cards_get_a_checklist_in_one_step() {
    let mut screen = Screen::new(sized(1, 3), 100, 40);
    screen.keys("<space><space>ac2");
    let all = screen.state.map().stages[0].touchpoints.iter().map(|it| it.checklist.len());
    assert_eq!(all.collect::<Vec<_>>(), [7, 7, 0]);
    assert!(said(&screen).contains("14 points added to 2 cards"), "{}", said(&screen));
    screen.keys("u");
    assert_eq!(**screen.state.map(), sized(1, 3));
}

#[test]
fn the_steps_stand_on_the_brief_and_the_first_that_is_not_done_is_chosen() {
    let mut screen = Screen::new(example(), 120, 40);
    screen.keys(":steps<enter>");
    let all = rows(&screen);
    let steps: Vec<&str> =
        all.iter().filter(|row| is_step(row)).map(|row| row.value.as_str()).collect();
    assert_eq!(
        steps,
        [
            "✓ 3 of 3 stages have touchpoints",
            "○ 2 of 4 touchpoints have a goal and an owner",
            "✓ 3 of 3 rated, 1 with support data",
            "✓ 1 of 1 that hurt have an action",
            "○ no action is done yet, review overdue",
        ]
    );
    assert_eq!(all[screen.state.pages[0].chosen].label, "2 set goals");
    // only the first says what comes next
    assert_eq!(all.iter().filter(|row| is_step(row) && row.below.is_some()).count(), 1);
    screen.keys("<enter>");
    assert!(screen.state.pages.is_empty());
    assert_eq!(screen.state.focus.spot().unwrap().id.as_str(), "t-p0d6rr");
    assert!(said(&screen).contains("lacks a goal or an owner"), "{}", said(&screen));
}

#[test]
fn steps_without_a_place_say_what_to_do_and_done_ones_that_they_are() {
    let mut screen = Screen::new(empty(), 100, 40);
    screen.keys(":steps<enter><enter>");
    assert_eq!(said(&screen), "next: make the first stage: s o");
    assert_eq!(screen.state.pages.len(), 1);
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("vi");
    go(&mut screen, is_step);
    screen.keys("<enter>");
    assert_eq!(said(&screen), "Nothing is left to do for that step");
}

/// The example with a year of readings, one month of which is missing.
fn measured() -> JourneyMap {
    let mut map = example();
    let stage = Arc::make_mut(&mut map.stages[1]);
    let card = Arc::make_mut(&mut stage.touchpoints[0]);
    let metric = &mut card.metrics[0];
    let first = metric.readings[0].clone();
    metric.readings.clear();
    for (n, (month, value)) in
        [(1, 80.0), (2, 78.0), (3, 74.0), (4, 75.0), (6, 70.0), (7, 66.0), (8, 61.0), (9, 58.5)]
            .into_iter()
            .enumerate()
    {
        let mut reading = first.clone();
        reading.on = cjm::model::Day::parse(&format!("2026-{month:02}-{:02}", 28 - n % 2)).unwrap();
        reading.value = cjm::model::Number::new(value).unwrap();
        metric.readings.push(reading);
    }
    map
}

#[test]
fn pages_with_figures() {
    let mut screen = Screen::new(measured(), 120, 46);
    screen.keys("lj<enter>");
    matches("metrics_marks_and_a_checklist_on_a_card", &mut screen);
    let mut screen = Screen::new(example(), 120, 34);
    screen.keys(":steps<enter>");
    matches("the_five_steps_on_the_brief", &mut screen);
}
