//! What to fix first: the table, its pictures, and the second line of the board.

use cjm::insight::breaks::{Impact, breaks};
use cjm::model::{ActionState, Count, Counts, Month, Scale, Touchpoint};
use cjm::ui::ViewKind;

use crate::maps::{empty, order, sized, titled};
use crate::screen::Screen;

fn table(keys: &str) -> Screen {
    let mut screen = Screen::new(order(), 120, 34);
    screen.keys("vf");
    screen.keys(keys);
    screen
}

/// What the chosen row is called.
fn name(screen: &Screen) -> String {
    let report = screen.state.report.as_ref().unwrap();
    report.sheet.rows[report.chosen].cells[1].text().to_owned()
}

/// The rows: the numbers of what fails, and what each is called.
fn rows(screen: &Screen) -> Vec<(String, String)> {
    let report = screen.state.report.as_ref().unwrap();
    let cell = |cells: &[cjm::words::sheet::Cell], at: usize| cells[at].text().to_owned();
    let rows = report.sheet.rows.iter();
    rows.map(|row| (cell(&row.cells, 0), cell(&row.cells, 1))).collect()
}

fn card(screen: &Screen) -> Touchpoint {
    let spot = screen.state.focus.spot().unwrap();
    (**screen.state.map().touchpoint(&spot).unwrap()).clone()
}

#[test]
fn what_to_fix_first_looks_like_this() {
    for (width, height) in [(120, 34), (80, 24), (40, 12)] {
        let picture = Screen::new(order(), width, height).keys("vf").picture();
        insta::assert_snapshot!(format!("fix_first_{width}x{height}"), picture);
    }
    let mut high = Screen::new(order(), 80, 60);
    insta::assert_snapshot!("fix_first_80x60", high.keys("vfj").picture());
}

#[test]
fn an_empty_list_says_what_comes_there() {
    for map in [empty(), sized(2, 2)] {
        let text = Screen::new(map, 80, 24).keys("vf").text();
        assert!(text.contains("Nothing to fix first yet"), "{text}");
    }
}

#[test]
fn the_rows_are_in_the_order_of_the_shell() {
    let screen = table("");
    let found = breaks(&order());
    let titles: Vec<String> =
        found.open.iter().map(|it| it.facts.touchpoint.title.to_string()).collect();
    let open: Vec<(String, String)> =
        titles.into_iter().zip(1..).map(|(title, n)| (n.to_string(), title)).collect();
    assert_eq!(rows(&screen)[..open.len()], open);
    assert_eq!(rows(&screen).len(), open.len() + found.mended.len());
}

#[test]
fn digits_set_the_impact_and_zero_takes_it_away() {
    let mut screen = table("ggj");
    let title = name(&screen);
    let emotion = card(&screen).emotion;
    screen.keys("1");
    assert_eq!(card(&screen).impact, Scale::new(1).ok());
    // the row goes where it belongs now, and stays the chosen one
    assert_eq!(name(&screen), title);
    assert!(screen.text().contains("Impact 1 of “"), "{}", screen.text());
    screen.keys("0");
    assert_eq!(card(&screen).impact, None);
    assert_eq!((name(&screen), card(&screen).emotion), (title.clone(), emotion));
    assert!(matches!(Impact::of(&card(&screen)), Impact::Derived(_)));
    assert!(screen.text().contains("from how it feels"), "{}", screen.text());
    screen.keys("5<bs>");
    assert_eq!(card(&screen).impact, None);
    screen.keys("uuu");
    assert_eq!(name(&screen), title);
    screen.keys("u");
    assert_eq!(**screen.state.map(), order());
}

#[test]
fn an_impact_is_set_for_all_marked_cards() {
    let mut screen = table("gg  2");
    assert!(screen.text().contains("Impact 2 of 2 touchpoints"), "{}", screen.text());
    let map = screen.state.map().clone();
    for spot in &screen.state.marked {
        assert_eq!(map.touchpoint(spot).unwrap().impact, Scale::new(2).ok());
    }
    screen.keys("u");
    assert_eq!(**screen.state.map(), order());
}

#[test]
fn on_the_board_digits_are_emotions_still() {
    let mut screen = Screen::new(order(), 120, 34);
    let impact = card(screen.keys("gg0")).impact;
    assert_eq!(card(&screen).emotion.map(|it| it.get()), Some(0));
    screen.keys("5");
    assert_eq!(card(&screen).emotion.map(|it| it.get()), Some(2));
    assert_eq!(card(&screen).impact, impact);
}

#[test]
fn the_line_below_says_where_an_impact_comes_from() {
    let mut screen = table("gg0");
    assert_eq!(card(&screen).impact, None);
    let text = screen.keys("jk").text();
    assert!(text.contains("impact 5, from how it feels 5"), "{text}");
    let text = screen.keys("4jk").text();
    assert!(text.contains("impact 4, as given"), "{text}");
}

#[test]
fn a_break_whose_action_is_done_goes_to_what_is_mended() {
    let mut screen = table("gg");
    let title = name(&screen);
    let before = breaks(screen.state.map());
    screen.keys("atShow the whole price<enter><esc>");
    assert_eq!(name(&screen), title);
    // every action of it that is open is done, one after the other
    while breaks(screen.state.map()).open.iter().any(|it| *it.facts.touchpoint.title == *title) {
        let open = card(&screen).actions.iter().filter(|it| it.state().is_open()).count();
        assert!(open > 0, "nothing is left to do, and it fails still");
        screen.keys("cs3<esc>");
        let left = card(&screen).actions.iter().filter(|it| it.state().is_open()).count();
        assert_eq!(left, open - 1, "{}", screen.text());
        assert_eq!(name(&screen), title);
    }
    let after = breaks(screen.state.map());
    assert_eq!(after.open.len(), before.open.len() - 1);
    assert_eq!(after.mended.len(), before.mended.len() + 1);
    let row = rows(&screen).into_iter().find(|(_, what)| *what == title).unwrap();
    assert_eq!(row.0, "");
    assert!(screen.text().contains("mended: waits for figures"), "{}", screen.text());
    assert!(card(&screen).actions.iter().any(|it| it.state() == ActionState::Done));
}

#[test]
fn enter_opens_the_card_and_a_note_goes_to_it() {
    let mut screen = table("ggapIt hurts<esc>");
    assert!(card(&screen).notes.iter().any(|note| &*note.text == "It hurts"));
    let title = card(&screen).title.to_string();
    screen.keys("<enter>");
    assert_eq!(screen.state.pages.len(), 1);
    assert!(screen.text().contains(&title), "{}", screen.text());
}

#[test]
fn the_number_of_the_row_is_marked_in_the_picture() {
    let mut screen = table("gg");
    assert!(screen.text().contains("[1]"), "{}", screen.text());
    screen.keys("j");
    assert!(screen.text().contains("[2]") && !screen.text().contains("[1]"), "{}", screen.text());
}

#[test]
fn the_second_line_of_the_board_says_what_to_fix_first_and_leads_there() {
    let mut screen = Screen::new(order(), 120, 34);
    let at = screen.place("Fix first: ");
    assert_eq!(at.1, 1);
    screen.click(at);
    assert_eq!(screen.state.view, ViewKind::Fix);
    // where rows are few, or not all is shown, other things matter more
    assert!(!Screen::new(order(), 120, 23).text().contains("Fix first"));
    assert!(!Screen::new(order(), 120, 34).keys("foLogistics<enter>").text().contains("Fix first"));
    // where nothing fails there is nothing to say
    assert!(!Screen::new(sized(2, 2), 120, 34).text().contains("ix first"));
}

#[test]
fn the_second_line_follows_every_edit_and_undo() {
    let mut screen = Screen::new(titled(&["Pays", "Waits"]), 120, 34);
    assert!(!screen.text().contains("Fix first"));
    screen.keys("ggjapSlow<esc>");
    assert!(screen.text().contains("Fix first: Waits · 1 pain noted"), "{}", screen.text());
    screen.keys("u");
    assert!(!screen.text().contains("Fix first"), "{}", screen.text());
    screen.keys("U");
    assert!(screen.text().contains("Fix first: Waits"), "{}", screen.text());
    screen.keys("dd");
    assert!(!screen.text().contains("Fix first"), "{}", screen.text());
}

#[test]
fn figures_in_the_second_line_are_whole_or_not_there() {
    let mut map = titled(&["Waits six days without any news about the parcel"]);
    let stage = std::sync::Arc::make_mut(&mut map.stages[0]);
    let touchpoint = std::sync::Arc::make_mut(&mut stage.touchpoints[0]);
    touchpoint.support.months = vec![Counts {
        month: Month::parse("2026-09").unwrap(),
        tickets: Count::new(1310).ok(),
        orders: None,
        csat: None,
        languages: Vec::new(),
        channels: Vec::new(),
        comments: None,
    }];
    for width in 24..120 {
        let text = Screen::new(map.clone(), width, 24).text();
        let line = text.lines().nth(1).unwrap();
        assert!(line.contains("Fix first"), "{width}: {line}");
        let figures = line.contains("1,310 tickets in September");
        assert!(figures || !line.contains("1,3"), "{width}: {line}");
    }
}

#[test]
fn every_size_is_drawn_without_a_fault() {
    for width in [20, 24, 39, 40, 49, 50, 60, 83, 84, 100, 160, 300] {
        for height in [6, 8, 10, 12, 16, 20, 24, 26, 34, 50, 120] {
            let mut screen = Screen::new(order(), width, height);
            screen.keys("vfG1gg5jjj");
            assert_eq!(screen.state.view, ViewKind::Fix);
        }
    }
}
