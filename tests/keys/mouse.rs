//! Clicks and the wheel.

use cjm::ui::command::Command;
use cjm::ui::layout::hit::{Hit, hit};
use cjm::ui::{Event, Mode};
use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::maps::{example, sized};
use crate::screen::Screen;

/// What has the focus, as column and row.
fn focus(screen: &Screen) -> (usize, Option<usize>) {
    (screen.state.focus.column(), screen.state.focus.row())
}

fn click_on(screen: &mut Screen, text: &str) {
    let at = screen.place(text);
    screen.click(at);
}

fn double_click_on(screen: &mut Screen, text: &str) {
    let at = screen.place(text);
    screen.click(at);
    screen.click(at);
}

fn title(screen: &Screen, stage: usize, row: usize) -> String {
    screen.state.map().stages[stage].touchpoints[row].title.to_string()
}

#[test]
fn a_click_selects_cards_and_heads() {
    let mut screen = Screen::new(sized(3, 3), 80, 24);
    click_on(&mut screen, "Step 2.3");
    assert_eq!(focus(&screen), (1, Some(2)));
    click_on(&mut screen, "Stage 3");
    assert_eq!(focus(&screen), (2, None));
    screen.click((79, 20));
    assert_eq!(focus(&screen), (2, None), "a click on nothing selects nothing");
}

#[test]
fn a_double_click_opens_the_card_or_the_stage() {
    let mut screen = Screen::new(sized(3, 3), 80, 24);
    double_click_on(&mut screen, "Step 2.3");
    assert_eq!(screen.state.pages.len(), 1);
    assert!(screen.text().contains("Step 2.3"), "{}", screen.text());
    screen.keys("<esc>");
    double_click_on(&mut screen, "Stage 3");
    assert_eq!(screen.state.pages.len(), 1);
}

#[test]
fn two_clicks_that_are_slow_or_apart_open_nothing() {
    let mut screen = Screen::new(sized(3, 3), 80, 24);
    click_on(&mut screen, "Step 2.3");
    screen.wait(401);
    click_on(&mut screen, "Step 2.3");
    let (x, y) = screen.place("Step 2.3");
    screen.click((x + 1, y));
    assert!(screen.state.pages.is_empty());
    screen.keys("k");
    screen.click((x + 1, y));
    assert!(screen.state.pages.is_empty(), "a key between them selected something else");
}

#[test]
fn a_third_click_opens_no_second_page() {
    let mut screen = Screen::new(sized(1, 3), 80, 24);
    let at = screen.place("Step 1.2");
    for _ in 0..3 {
        screen.click(at);
    }
    assert_eq!(screen.state.pages.len(), 1);
}

#[test]
fn a_row_of_a_page_is_selected_by_one_click_and_entered_by_two() {
    let mut screen = Screen::new(example(), 120, 34);
    screen.keys("lj<enter>");
    click_on(&mut screen, "owner");
    let page = screen.state.pages.last().unwrap();
    assert_eq!(page.rows(screen.state.map(), screen.state.look)[page.chosen].label, "owner");
    assert_eq!(screen.state.mode, Mode::Board);
    screen.wait(1000);
    double_click_on(&mut screen, "owner");
    assert!(matches!(screen.state.mode, Mode::Writing(_)));
    screen.keys("<ctrl-a>Ops<enter>");
    assert_eq!(&*screen.state.map().stages[1].touchpoints[0].owner, "Ops");
}

#[test]
fn every_row_of_a_page_is_hit_where_it_is_seen() {
    for (width, height) in [(120, 34), (80, 24), (40, 12)] {
        let mut screen = Screen::new(example(), width, height);
        screen.keys("lj<enter>");
        let count = screen.state.pages[0].rows(screen.state.map(), screen.state.look).len();
        for row in 0..count {
            assert_eq!(screen.state.pages[0].chosen, row);
            let page = &screen.state.pages[0];
            let target = page.rows(screen.state.map(), screen.state.look)[row].target.clone();
            let at = screen.cursor();
            assert_eq!(hit(&screen.state, at), Some(Hit::Row(target)), "{width}x{height} {row}");
            screen.keys("j");
        }
    }
}

#[test]
fn a_click_on_a_command_runs_it_and_one_outside_closes_the_list() {
    let mut screen = Screen::new(sized(2, 2), 130, 34);
    screen.keys(":view li");
    click_on(&mut screen, "view list");
    assert_eq!(screen.state.mode, Mode::Board);
    assert_eq!(screen.state.view, cjm::ui::ViewKind::List);
    screen.keys(":undo");
    screen.click((0, 5));
    assert_eq!(screen.state.mode, Mode::Board);
}

#[test]
fn in_help_one_click_chooses_and_two_run() {
    let mut screen = Screen::new(sized(2, 2), 120, 34);
    screen.keys("?");
    click_on(&mut screen, "page down");
    let Mode::Menu(menu) = &screen.state.mode else { panic!("closed") };
    assert_eq!(menu.command(), Some(Command::PageDown));
    double_click_on(&mut screen, "right");
    assert_eq!(focus(&screen).0, 1);
}

#[test]
fn a_click_chooses_a_value_or_what_follows_a_prefix() {
    let mut screen = Screen::new(sized(2, 2), 80, 24);
    screen.keys("s");
    click_on(&mut screen, "phase");
    click_on(&mut screen, "post-sale");
    let phase = screen.state.map().stages[0].phase.unwrap();
    assert_eq!(phase.word(), "PostSale");
    screen.keys("ci");
    assert!(matches!(screen.state.mode, Mode::Choice(_)));
    click_on(&mut screen, "Step 2.2");
    assert_eq!((&screen.state.mode, focus(&screen).0), (&Mode::Board, 0));
    screen.keys("c");
    click_on(&mut screen, "Step 2.2");
    assert!(screen.state.pending.is_empty());
}

#[test]
fn a_click_into_what_is_written_places_the_cursor() {
    let mut screen = Screen::new(sized(2, 2), 80, 24);
    screen.keys("i");
    let (x, y) = screen.place("Step 1.1");
    screen.click((x + 4, y));
    screen.keys("ping<esc>");
    assert_eq!(title(&screen, 0, 0), "Stepping 1.1");
    for (keys, typed) in
        [("apSlow", "Slow"), ("coOps", "Ops"), ("ksrx", "Stage 1x"), ("oNew", "New")]
    {
        screen.keys(keys);
        let (x, y) = screen.place(typed);
        screen.click((x, y));
        assert!(matches!(screen.state.mode, Mode::Writing(_)), "{keys}: {}", screen.text());
        assert_eq!(screen.cursor(), (x, y), "{keys}");
        screen.keys("<esc>gg");
    }
}

#[test]
fn a_click_into_a_broken_line_goes_to_its_cell() {
    let long = "Reads all that others wrote about these boots in 六天没有消息 and then some more";
    for keys in ["i", "vli", "<enter>gg<enter>"] {
        let mut screen = Screen::new(crate::maps::titled(&[long]), 60, 24);
        screen.keys(keys);
        let (x, y) = screen.place("then");
        screen.click((x, y));
        assert_eq!(screen.cursor(), (x, y), "{keys}: {}", screen.text());
        screen.keys("X<esc>");
        assert!(title(&screen, 0, 0).contains("and Xthen"), "{}", title(&screen, 0, 0));
    }
}

#[test]
fn a_click_elsewhere_keeps_what_was_typed_and_selects() {
    for keys in ["oHalf a ti", "iHalf a ti", "apHalf a ti", "cgHalf a ti", "soHalf a ti"] {
        let mut screen = Screen::new(sized(2, 3), 80, 24);
        screen.keys(keys);
        click_on(&mut screen, "Step 2.3");
        assert_eq!(screen.state.mode, Mode::Board, "{keys}");
        let spot = screen.state.focus.spot().unwrap();
        assert_eq!(&*screen.state.map().touchpoint(&spot).unwrap().title, "Step 2.3", "{keys}");
        assert!(format!("{:?}", screen.state.map()).contains("Half a ti"), "{keys}");
    }
}

#[test]
fn a_click_elsewhere_never_throws_away_what_cannot_be_kept() {
    let mut screen = Screen::new(sized(2, 3), 80, 24);
    screen.keys("cwsoon enough");
    for _ in 0..3 {
        click_on(&mut screen, "Step 2.3");
        assert!(screen.text().contains("soon enough"), "{}", screen.text());
    }
    screen.keys("<esc>:save a copy<enter>name");
    click_on(&mut screen, "Step 2.3");
    assert!(screen.text().contains("name"), "{}", screen.text());
}

#[test]
fn a_click_while_finding_stays_there_and_one_while_filtering_closes() {
    let mut screen = Screen::new(sized(2, 3), 80, 24);
    screen.keys("/Step");
    click_on(&mut screen, "Step 2.3");
    assert_eq!((&screen.state.mode, focus(&screen)), (&Mode::Board, (1, Some(2))));
    screen.keys("fx");
    click_on(&mut screen, "Step 1.1");
    assert_eq!((&screen.state.mode, focus(&screen)), (&Mode::Board, (1, Some(2))));
}

#[test]
fn the_wheel_scrolls_the_column_under_it() {
    let mut screen = Screen::new(sized(3, 60), 80, 24);
    let other = screen.place("Step 2.1");
    for _ in 0..5 {
        screen.mouse(MouseEventKind::ScrollDown, other);
    }
    assert_eq!(focus(&screen), (0, Some(0)));
    assert!(screen.text().contains("↑ 5 more"), "{}", screen.text());
    assert!(screen.text().contains("Step 1.1"), "{}", screen.text());
    for _ in 0..500 {
        screen.mouse(MouseEventKind::ScrollDown, other);
    }
    assert!(screen.text().contains("Step 2.60"), "{}", screen.text());
    for _ in 0..500 {
        screen.mouse(MouseEventKind::ScrollUp, other);
    }
    assert!(screen.text().contains("Step 2.1 "), "{}", screen.text());
    assert_eq!(focus(&screen), (0, Some(0)));
}

#[test]
fn the_focus_goes_along_where_it_would_be_out_of_view() {
    let mut screen = Screen::new(sized(3, 60), 80, 24);
    let here = screen.place("Step 1.3");
    for by in 1..20 {
        screen.mouse(MouseEventKind::ScrollDown, here);
        assert_eq!(focus(&screen), (0, Some(by)));
    }
    screen.keys("jjj");
    for _ in 0..40 {
        screen.mouse(MouseEventKind::ScrollUp, here);
    }
    let (column, row) = focus(&screen);
    assert!(column == 0 && row.is_some_and(|row| row < 15), "{row:?}");
    assert!(screen.text().contains("Step 1.1 "), "{}", screen.text());
}

#[test]
fn the_wheel_scrolls_stages_sideways_and_with_shift() {
    let mut screen = Screen::new(sized(9, 3), 80, 24);
    let at = screen.place("Step 2.1");
    screen.mouse(MouseEventKind::ScrollRight, at);
    assert!(!screen.text().contains("Stage 1 ") && screen.text().contains("Stage 4"));
    assert_eq!(focus(&screen), (1, Some(0)));
    let shifted = |kind| {
        let (column, row) = at;
        Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::SHIFT })
    };
    for _ in 0..50 {
        screen.send(shifted(MouseEventKind::ScrollDown));
    }
    assert!(screen.text().contains("Stage 9"));
    for _ in 0..50 {
        screen.send(shifted(MouseEventKind::ScrollUp));
    }
    assert!(screen.text().contains("Stage 1"));
    assert_eq!(focus(&screen), (2, Some(0)));
}

#[test]
fn the_wheel_scrolls_the_list_to_both_ends() {
    for size in [(80, 24), (40, 12), (20, 6)] {
        let mut screen = Screen::new(example(), size.0, size.1);
        screen.keys("vl");
        let mut seen = screen.text();
        for _ in 0..300 {
            screen.mouse(MouseEventKind::ScrollDown, (5, 3));
            seen.push_str(&screen.text());
        }
        let end = focus(&screen);
        screen.mouse(MouseEventKind::ScrollDown, (5, 3));
        assert_eq!(focus(&screen), end);
        for _ in 0..300 {
            screen.mouse(MouseEventKind::ScrollUp, (5, 3));
        }
        let back = screen.state.scroll.list;
        assert_eq!((back.column, back.place, back.line), (0, None, 0), "{size:?}");
        for stage in &screen.state.map().stages {
            let word = stage.touchpoints.last().map_or("", |card| &card.title);
            let word = word.split_whitespace().next().unwrap_or_default();
            assert!(seen.contains(word), "{size:?}: {word}");
        }
    }
}

#[test]
fn the_wheel_scrolls_a_page_and_the_commands() {
    let mut screen = Screen::new(example(), 80, 24);
    screen.keys("lj<enter>");
    let first = screen.text();
    for _ in 0..40 {
        screen.mouse(MouseEventKind::ScrollDown, (20, 10));
    }
    assert_ne!(screen.text(), first);
    let end = screen.text();
    screen.mouse(MouseEventKind::ScrollDown, (20, 10));
    assert_eq!(screen.text(), end);
    for _ in 0..40 {
        screen.mouse(MouseEventKind::ScrollUp, (20, 10));
    }
    assert_eq!(screen.state.pages[0].top, [0, 0]);
    screen.keys("?");
    let first = screen.text();
    for _ in 0..10 {
        screen.mouse(MouseEventKind::ScrollDown, (20, 10));
    }
    assert_ne!(screen.text(), first);
}

#[test]
fn a_mouse_that_is_switched_off_does_nothing() {
    let mut screen = Screen::new(sized(3, 3), 80, 24);
    screen.keys(":mouse<enter><esc>");
    click_on(&mut screen, "Step 2.3");
    assert_eq!(focus(&screen), (0, Some(0)));
}

#[test]
fn no_click_anywhere_fails_on_any_screen() {
    for size in [(20, 6), (1, 1), (40, 12), (80, 24)] {
        for keys in ["", "vl", "<enter>", ":", "?", "s", "ci", "oX", "/e", "fo", "vi"] {
            let mut screen = Screen::new(example(), size.0, size.1);
            for y in (0..size.1).step_by(1 + usize::from(size.1 / 5)) {
                for x in (0..size.0).step_by(1 + usize::from(size.0 / 3)) {
                    screen.keys("<esc><esc><esc>").keys(keys);
                    for kind in [
                        MouseEventKind::Down(MouseButton::Left),
                        MouseEventKind::Drag(MouseButton::Left),
                        MouseEventKind::ScrollDown,
                        MouseEventKind::ScrollLeft,
                    ] {
                        screen.mouse(kind, (x, y));
                    }
                    screen.mouse(MouseEventKind::Up(MouseButton::Left), (y, x));
                }
            }
        }
    }
}

#[test]
fn the_focus_is_seen_wherever_it_goes() {
    for (width, height) in [(20, 6), (40, 12), (80, 16), (80, 24), (120, 34), (120, 40)] {
        for keys in ["j", "k"] {
            let mut screen = Screen::new(sized(2, 60), width, height);
            screen.keys(if keys == "k" { "G" } else { "" });
            for _ in 0..58 {
                screen.keys(keys);
                let row = screen.state.focus.row().unwrap();
                let title = format!("Step 1.{} ", row + 1);
                assert!(
                    screen.text().replace('\n', " ").contains(&title),
                    "{title} at {width}x{height}, {keys}:\n{}",
                    screen.text()
                );
            }
        }
    }
}
