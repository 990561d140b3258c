//! Rows of lists on an opened page: what they begin with, what they cannot be,
//! which one is chosen, and what is said when one goes.

use cjm::insight::breaks::unfixed;
use cjm::model::{JourneyMap, Touchpoint};
use cjm::ui::Mode;
use cjm::ui::form::{Row, Target};

use crate::maps::{example, sized};
use crate::screen::Screen;

fn rows(screen: &Screen) -> Vec<Row> {
    let page = screen.state.pages.last().unwrap();
    page.rows(screen.state.map(), screen.state.look)
}

fn chosen(screen: &Screen) -> String {
    let at = screen.state.pages.last().unwrap().chosen;
    rows(screen)[at].value.clone()
}

/// Chooses the first row of the open page that is so.
fn go(screen: &mut Screen, is_it: impl Fn(&Row) -> bool) {
    let all = rows(screen);
    let Some(row) = all.iter().position(is_it) else { panic!("no such row in {all:#?}") };
    screen.keys("gg").keys(&"j".repeat(row));
}

/// Chooses the row whose value begins so.
fn go_to(screen: &mut Screen, start: &str) {
    go(screen, |row| row.value.starts_with(start));
}

/// The opened card of the example that has support data, a metric and votes.
fn card(width: u16, height: u16) -> Screen {
    let mut screen = Screen::new(example(), width, height);
    screen.keys("lj<enter>");
    assert!(!touchpoint(&screen).support.months.is_empty());
    screen
}

fn touchpoint(screen: &Screen) -> &Touchpoint {
    screen.state.map().touchpoint(&screen.state.focus.spot().unwrap()).unwrap()
}

fn said(screen: &Screen) -> String {
    screen.state.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
}

fn problem(screen: &Screen) -> String {
    match &screen.state.mode {
        Mode::Writing(writing) => writing.problem.clone().unwrap_or_default(),
        other => panic!("{other:?}"),
    }
}

/// The screen with everything folded out.
fn unfolded(map: JourneyMap) -> Screen {
    let mut screen = Screen::new(map, 100, 40);
    screen.keys("<enter>");
    go(&mut screen, |row| row.target == Target::Folded);
    screen.keys("<enter>");
    screen
}

#[test]
fn a_number_that_a_row_begins_with_is_replaced_by_what_is_typed() {
    for (width, height) in [(100, 40), (40, 12)] {
        let mut screen = Screen::new(sized(1, 1), width, height);
        screen.keys("<enter>");
        go(&mut screen, |row| row.target == Target::Folded);
        screen.keys("<enter>");
        go(&mut screen, |row| row.label == "votes");
        screen.keys("<enter>Zoë<tab>2<enter><esc>oIvo<tab>3<enter>");
        let dots: Vec<u32> = touchpoint(&screen).votes.iter().map(|vote| vote.dots).collect();
        assert_eq!(dots, [2, 3]);
        // the same where the row is opened again; the arrows mend
        screen.keys("<enter>14<enter>");
        assert_eq!(touchpoint(&screen).votes[1].dots, 14);
        screen.keys("<enter><right>2<enter>");
        assert_eq!(touchpoint(&screen).votes[1].dots, 142);
    }
}

#[test]
fn a_month_without_tickets_is_not_counted_and_the_one_before_stays() {
    let mut screen = card(100, 40);
    let before = unfixed(touchpoint(&screen));
    go_to(&mut screen, "2026-09");
    screen.keys("o2026-11<enter>");
    // its tickets come next
    assert!(matches!(&screen.state.mode, Mode::Writing(it) if it.slot.name() == "tickets"));
    screen.keys("<esc>jj<enter>70<enter><esc>");
    let newest = &touchpoint(&screen).support.months[2];
    assert_eq!((newest.month.as_str(), newest.tickets), ("2026-11", None));
    assert_eq!(newest.csat.unwrap().get(), 70.0);
    assert_eq!(unfixed(touchpoint(&screen)), before);
    assert_eq!(chosen(&screen), "2026-11 · CSAT 70");
    let page = screen.text();
    assert!(page.contains("33 of 1,000 orders in"), "{page}");
    assert!(!page.contains("fewer"), "{page}");
    // taken away, they are not known again
    screen.keys("<enter>gg");
    go(&mut screen, |row| row.label == "tickets");
    screen.keys("<enter>0<enter>");
    assert_eq!(touchpoint(&screen).support.months[2].tickets.unwrap().get(), 0);
    screen.keys("dd");
    assert_eq!(said(&screen), "Tickets “0” taken away; u brings it back");
    assert_eq!(touchpoint(&screen).support.months[2].tickets, None);
}

#[test]
fn tickets_are_asked_for_right_after_the_month_and_one_left_alone_goes_away() {
    let mut screen = card(40, 12);
    go_to(&mut screen, "2026-09");
    screen.keys("o2026-10<enter>1500<enter><esc>");
    let added = &touchpoint(&screen).support.months[2];
    assert_eq!((added.month.as_str(), added.tickets.unwrap().get()), ("2026-10", 1500));
    let map = screen.state.map().clone();
    screen.keys("o<enter><esc><esc>");
    assert_eq!(*screen.state.map(), map);
    assert!(chosen(&screen).starts_with("2026-10"), "{}", chosen(&screen));
}

#[test]
fn a_month_that_is_there_or_to_come_is_refused_with_a_sentence() {
    let mut screen = card(100, 40);
    go_to(&mut screen, "2026-09");
    screen.keys("o2026-08<enter>");
    let why = problem(&screen);
    assert!(
        why.contains("that is there already: “2026-08 · tickets 1,240 · orders 41,200"),
        "{why}"
    );
    screen.keys("<ctrl-a>2027-05<enter>");
    let why = problem(&screen);
    assert!(why.contains("still to come"), "{why}");
    screen.keys("<ctrl-a>2026-10<enter>99999<tab>500<enter>");
    assert_eq!(said(&screen), "More tickets than orders in that month: is that so?");
    assert_eq!(touchpoint(&screen).support.months[2].orders.unwrap().get(), 500);
}

#[test]
fn a_reading_of_a_day_that_is_there_or_to_come_is_refused_with_a_sentence() {
    let mut screen = card(100, 40);
    go_to(&mut screen, "CSAT");
    screen.keys("<enter>");
    go_to(&mut screen, "2026-09-30");
    screen.keys("<enter>");
    go_to(&mut screen, "2026-09-30");
    screen.keys("<enter>31.12.2026<enter>");
    assert!(problem(&screen).contains("still to come"), "{}", problem(&screen));
    screen.keys("<ctrl-a>31 aug<enter>");
    assert!(problem(&screen).contains("there already: “2026-08-31 · "), "{}", problem(&screen));
    // a part of a day is one that was
    screen.keys("<ctrl-a>31.12.<enter>");
    assert_eq!(touchpoint(&screen).metrics[0].readings[1].on.as_str(), "2025-12-31");
}

#[test]
fn a_second_reading_on_one_day_asks_for_its_day_first() {
    let mut screen = card(100, 40);
    go_to(&mut screen, "CSAT");
    screen.keys("<enter>");
    go_to(&mut screen, "2026-09-30");
    screen.keys("o64 %<enter><esc>");
    let today = touchpoint(&screen).metrics[0].readings[2].on;
    assert_eq!(touchpoint(&screen).metrics[0].readings[2].value.get(), 64.0);
    screen.keys("o");
    assert!(matches!(&screen.state.mode, Mode::Writing(it) if it.slot.name() == "on"));
    screen.keys("<enter>65<enter><esc>");
    let readings = &touchpoint(&screen).metrics[0].readings;
    assert_eq!((readings.len(), readings[3].value.get()), (4, 65.0));
    assert!(readings[3].on < today);
}

#[test]
fn a_new_row_is_chosen_and_what_is_deleted_is_said() {
    let mut screen = unfolded(sized(1, 1));
    go(&mut screen, |row| row.label == "votes");
    screen.keys("<enter>Zoë<enter><esc>oIvo<enter><esc>");
    assert_eq!(chosen(&screen), "Ivo · dots 1");
    screen.keys("dd");
    assert_eq!(said(&screen), "Vote “Ivo · dots 1” deleted; u brings it back");
    assert_eq!(touchpoint(&screen).votes.len(), 1);
    screen.keys("u");
    assert_eq!(touchpoint(&screen).votes.len(), 2);
    // one that was left as it was made leaves the row chosen from which it came
    go_to(&mut screen, "Zoë");
    screen.keys("o<esc><esc>");
    assert!(chosen(&screen).starts_with("Zoë"), "{}", chosen(&screen));

    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("vi");
    go_to(&mut screen, "NPS");
    screen.keys("oWartezeit<enter><esc><esc>");
    assert!(chosen(&screen).starts_with("Wartezeit"), "{}", chosen(&screen));
    screen.keys("dd");
    assert_eq!(said(&screen), "Metric “Wartezeit” deleted; u brings it back");
    go_to(&mut screen, "NPS");
    screen.keys("dd");
    assert_eq!(said(&screen), "Metric “NPS” with 2 readings deleted; u brings it back");
    screen.keys("u");
    assert_eq!(screen.state.map().metrics.len(), 1);
}

#[test]
fn digits_rate_on_an_opened_card_where_the_rating_is_meant() {
    let mut screen = card(100, 40);
    let before = touchpoint(&screen).emotion;
    go_to(&mut screen, "2026-09");
    screen.keys("5+-");
    assert_eq!(touchpoint(&screen).emotion, before);
    assert!(said(&screen).starts_with("Digits rate on the rows"), "{}", said(&screen));
    go(&mut screen, |row| row.label == "emotion");
    screen.keys("5");
    assert_eq!(touchpoint(&screen).emotion.unwrap().get(), 2);
    go(&mut screen, |row| row.label == "title");
    screen.keys("1");
    assert_eq!(touchpoint(&screen).emotion.unwrap().get(), -2);
}

#[test]
fn numbers_are_taken_with_their_unit_and_units_are_said_in_words() {
    let mut screen = card(100, 40);
    go_to(&mut screen, "CSAT");
    screen.keys("<enter>");
    go(&mut screen, |row| row.label == "target");
    screen.keys("<enter>85%<enter>");
    assert_eq!(touchpoint(&screen).metrics[0].target.unwrap().get(), 85.0);
    screen.keys("<enter>3d<enter>");
    assert!(problem(&screen).contains("a number is needed"), "{}", problem(&screen));
    screen.keys("<ctrl-a>120<enter>");
    assert!(problem(&screen).contains("CSAT is in percent, which goes"), "{}", problem(&screen));
    screen.keys("<ctrl-c>");
    go(&mut screen, |row| row.label == "unit");
    screen.keys("<enter>");
    let text = screen.text();
    assert!(text.contains("points of 10") && !text.contains("score10"), "{text}");
    screen.keys("3");
    assert!(said(&screen).contains("CSAT is in points of 10"), "{}", said(&screen));
}

#[test]
fn a_new_metric_asks_for_its_unit_behind_its_name() {
    for keys in ["am", "viam"] {
        let mut screen = Screen::new(sized(1, 1), 100, 40);
        screen.keys(keys).keys("Return time<enter>");
        let Mode::Choice(_) = screen.state.mode else { panic!("{keys}\n{}", screen.text()) };
        let days = screen.text();
        let days = days.split_whitespace().zip(days.split_whitespace().skip(1));
        let (key, _) = days.filter(|(_, what)| *what == "days").last().unwrap();
        screen.keys(key);
        let map = screen.state.map();
        let on_card = map.stages[0].touchpoints[0].metrics.iter();
        let metric = on_card.chain(map.metrics.iter().map(|it| &**it)).next().unwrap();
        assert_eq!((&*metric.name, metric.unit), ("Return time", cjm::model::Unit::Days), "{keys}");
        assert_eq!(screen.state.mode, Mode::Board, "{keys}");
        screen.keys("<esc>");
        assert!(screen.text().contains("Return time"), "{keys}\n{}", screen.text());
    }
}
