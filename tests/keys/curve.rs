//! The curve as a view: every point where it belongs, at any size.

use std::sync::Arc;

use cjm::insight::curve::Curve;
use cjm::model::{Day, Emotion, Id, JourneyMap, Percent, Stage, Touchpoint, Voice, Wait, Walk};
use cjm::ui::look::{Marks, Themes};
use cjm::ui::{ViewKind, layout};
use ratatui::crossterm::event::{MouseButton, MouseEventKind};
use ratatui::style::Modifier;

use crate::maps::{empty, order, scripts, sized};
use crate::pictures::matches;
use crate::screen::Screen;

fn curve(map: JourneyMap, width: u16, height: u16, keys: &str) -> Screen {
    let mut screen = Screen::new(map, width, height);
    screen.keys("vc");
    screen.keys(keys);
    screen
}

fn place(screen: &Screen) -> (usize, Option<usize>) {
    (screen.state.focus.column(), screen.state.focus.row())
}

fn felt(value: i64) -> Option<Emotion> {
    Emotion::new(value).ok()
}

/// Two stages in which everything occurs that the curve shows.
fn everything() -> JourneyMap {
    let mut map = sized(2, 6);
    let card =
        |map: &mut JourneyMap, stage: usize, row: usize, change: &dyn Fn(&mut Touchpoint)| {
            change(Arc::make_mut(&mut Arc::make_mut(&mut map.stages[stage]).touchpoints[row]));
        };
    for stage in 0..2 {
        for row in 0..6_usize {
            card(&mut map, stage, row, &|card| {
                let n = i64::try_from(row).unwrap();
                card.target = felt((n + 1) % 3);
                let walk = Walk {
                    on: Day::parse("2026-11-02").unwrap(),
                    by: "Maya".into(),
                    passed: true,
                    emotion: felt(n % 4 - 2),
                    text: "".into(),
                    comments: None,
                };
                card.walks = vec![walk];
            });
        }
    }
    card(&mut map, 0, 2, &|card| card.emotion = None);
    card(&mut map, 0, 3, &|card| {
        let voice = |by: &str, emotion| Voice {
            by: by.into(),
            department: "".into(),
            emotion: felt(emotion),
            text: "".into(),
            comments: None,
        };
        card.voices = vec![voice("Maya", -2), voice("Ivo", 2)];
        card.wait = Wait::parse("6 days").ok();
        card.high_risk = true;
    });
    card(&mut map, 0, 4, &|card| {
        card.moment_of_truth = true;
        card.drop_off = Percent::new(31.5).ok();
        card.handover.emotion = felt(-1);
    });
    card(&mut map, 1, 1, &|card| card.detour = true);
    let stage = Arc::make_mut(&mut map.stages[0]);
    stage.handover.emotion = felt(1);
    map
}

/// A test: its name, the map, the size, the keys.
macro_rules! pictures {
    ($($name:ident: $map:expr, $width:literal x $height:literal, $keys:literal;)*) => {
        $(#[test]
        fn $name() {
            matches(stringify!($name), &mut curve($map, $width, $height, $keys));
        })*
    };
}

pictures! {
    the_curve_at_120_by_34: order(), 120 x 34, "lll";
    the_curve_at_80_by_24: order(), 80 x 24, "<end>";
    the_curve_at_40_by_12: order(), 40 x 12, "lll";
    the_curve_on_the_least_screen: order(), 20 x 6, "l";
    the_curve_on_a_wide_and_high_screen: order(), 200 x 50, "lllllllll";
    everything_on_the_curve: everything(), 120 x 34, "lll";
    everything_on_the_curve_at_80_by_24: everything(), 80 x 24, "lll";
    a_detour_has_the_focus_beside_the_curve: everything(), 120 x 34, "<end>ggj";
    a_head_has_the_focus_on_the_curve: everything(), 80 x 24, "k";
    the_curve_of_one_owner: order(), 120 x 34, "fopay<enter>";
    a_map_without_ratings_says_how_to_rate: unrated(), 80 x 24, "";
    a_map_without_touchpoints_says_how_to_write: sized(2, 0), 80 x 24, "";
    a_map_without_stages_says_how_to_begin: empty(), 80 x 24, "";
    a_card_is_typed_under_the_curve: order(), 80 x 24, "oPays by card";
    a_pain_is_typed_under_the_curve: order(), 80 x 24, "apNobody reads it";
    the_curve_names_all_scripts: scripts(), 120 x 34, "";
}

fn unrated() -> JourneyMap {
    let mut map = sized(2, 3);
    for stage in &mut map.stages {
        for card in &mut Arc::make_mut(stage).touchpoints {
            Arc::make_mut(card).emotion = None;
        }
    }
    map
}

#[test]
fn in_ascii_every_sign_is_ascii() {
    let mut screen = Screen::new(everything(), 120, 34);
    screen.state.look.marks = Marks::Ascii;
    screen.keys("vclll");
    matches("the_curve_in_ascii", &mut screen);
    let sheet = layout::curve::sheet(&screen.state).1;
    let text = screen.text();
    let rows = usize::from(sheet.top - 1)..=usize::from(sheet.legend.unwrap());
    for line in text.lines().skip(*rows.start()).take(rows.count()) {
        assert!(line.is_ascii(), "{line:?}");
    }
}

#[test]
fn without_colour_points_and_lines_are_told_apart() {
    let mut screen = Screen::new(everything(), 120, 34);
    screen.state.look.theme = Themes::without_colours().chosen();
    let picture = screen.keys("vclll").picture();
    for sign in ["●", "○", "×", "│", "◆", "!", "◇", "?"] {
        assert!(picture.contains(sign), "{sign}: {picture}");
    }
    let styles = picture.split("-- styles").nth(1).unwrap();
    let colours =
        styles.lines().skip(1).flat_map(str::chars).filter(|letter| letter.is_ascii_alphabetic());
    assert_eq!(colours.count(), 0, "{styles}");
}

/// Where the points of a map must stand whose stages all have some: reckoned
/// in whole numbers.
fn expected(map: &JourneyMap, screen: &Screen) -> Vec<(u16, u16)> {
    let sheet = layout::curve::sheet(&screen.state).1;
    let stretch = sheet.stretch;
    let (from, units) = (stretch.from, stretch.units);
    let mut cells = Vec::new();
    let cards = map.stages.iter().flat_map(|stage| &stage.touchpoints);
    for (n, card) in cards.filter(|it| !it.detour).enumerate() {
        if (from..from + units).contains(&n)
            && let Some(emotion) = card.emotion
        {
            let x = (2 * (n - from) + 1) * usize::from(stretch.width) / (2 * units);
            let y = i32::from(sheet.top) + i32::from(2 - emotion.get()) * i32::from(sheet.step);
            cells.push((stretch.x + u16::try_from(x).unwrap(), u16::try_from(y).unwrap()));
        }
    }
    cells
}

#[test]
fn every_point_stands_in_its_row_and_column_at_any_width() {
    let maps = [sized(1, 3), sized(3, 5), everything(), order()];
    for map in maps {
        let titles: Vec<String> = map
            .stages
            .iter()
            .flat_map(|stage| &stage.touchpoints)
            .map(|card| card.title.to_string())
            .collect();
        let mut screen = curve(map.clone(), 20, 30, "");
        for width in 20..=300 {
            let height = 6 + width % 45;
            screen.resize(width, height);
            let sheet = layout::curve::sheet(&screen.state).1;
            let cells = expected(&map, &screen);
            assert!(!cells.is_empty());
            for (x, y) in &cells {
                let sign = screen.buffer()[(*x, *y)].symbol();
                assert!(
                    ["●", "◉", "⊗"].contains(&sign),
                    "{width}x{height}: {sign:?} at {x},{y}\n{}",
                    screen.text()
                );
            }
            let all = screen.buffer();
            let points: usize = (sheet.top..=sheet.bottom())
                .flat_map(|y| (sheet.stretch.x..width).map(move |x| (x, y)))
                .filter(|at| ["●", "◉", "⊗"].contains(&all[*at].symbol()))
                .count();
            assert_eq!(points, cells.len(), "{width}x{height}\n{}", screen.text());
            // nothing stands beside the curve
            for y in sheet.top..=sheet.bottom() {
                // but on the least screen the sign that it goes on
                let goes_on = sheet.heads.is_none() && y == sheet.top;
                for x in sheet.stretch.x + sheet.stretch.width..width {
                    let sign = all[(x, y)].symbol();
                    assert!(sign == " " || goes_on, "{sign:?} at {x},{y}, {width}x{height}");
                }
            }
            names_are_whole(&screen, &sheet, &titles);
        }
    }
}

/// Every name on the curve is a title, or its first words.
fn names_are_whole(screen: &Screen, sheet: &layout::curve::Sheet, titles: &[String]) {
    let top = sheet.top - u16::from(sheet.named_above);
    for y in top..=sheet.bottom() + u16::from(sheet.named_below) {
        let mut row = String::new();
        let mut x = sheet.stretch.x;
        while x < sheet.stretch.x + sheet.stretch.width {
            let symbol = screen.buffer()[(x, y)].symbol();
            row.push_str(symbol);
            x += u16::try_from(cjm::text::width(symbol).max(1)).unwrap();
        }
        let is_text = |letter: char| letter.is_alphanumeric() || " ,.;:!-…/'".contains(letter);
        for part in row.split(|letter| !is_text(letter)) {
            for name in part.split("  ").map(str::trim).filter(|name| !name.is_empty()) {
                let is_title = titles.iter().any(|title| {
                    title == name || name.strip_suffix('…').is_some_and(|it| title.starts_with(it))
                });
                assert!(is_title, "{name:?} at row {y}\n{}", screen.text());
            }
        }
    }
}

#[test]
fn left_and_right_go_from_point_to_point_over_the_ends_of_stages() {
    let mut map = sized(3, 2);
    let stage = Arc::make_mut(&mut map.stages[0]);
    Arc::make_mut(&mut stage.touchpoints[1]).detour = true;
    map.stages.insert(1, Arc::new(Stage::new(Id::new("s-empty"), "Empty")));
    let mut screen = curve(map, 80, 24, "");
    let mut seen = Vec::new();
    for _ in 0..7 {
        seen.push(place(&screen));
        screen.keys("l");
    }
    let way = [
        (0, Some(0)),
        // a stage without a point is gone to by its head
        (1, None),
        (2, Some(0)),
        (2, Some(1)),
        (3, Some(0)),
        (3, Some(1)),
        (3, Some(1)),
    ];
    assert_eq!(seen, way);
    let mut back = Vec::new();
    for _ in 0..5 {
        screen.keys("h");
        back.push(place(&screen));
    }
    assert_eq!(back, [(3, Some(0)), (2, Some(1)), (2, Some(0)), (1, None), (0, Some(0))]);
    screen.keys("<end>");
    assert_eq!(place(&screen), (3, Some(1)));
    screen.keys("<home>j");
    // a detour is gone to as on the board
    assert_eq!(place(&screen), (0, Some(1)));
    assert!(screen.text().contains("beside the route"), "{}", screen.text());
    screen.keys("l");
    assert_eq!(place(&screen), (1, None));
}

#[test]
fn a_filter_is_gone_along_too() {
    let mut screen = curve(order(), 120, 34, "fopay<enter><home>");
    let mut seen = vec![place(&screen)];
    for _ in 0..60 {
        screen.keys("l");
        seen.push(place(&screen));
    }
    seen.dedup();
    let map = screen.state.map().clone();
    let owners: Vec<&str> = seen
        .iter()
        .map(|(column, row)| &*map.stages[*column].touchpoints[row.unwrap()].owner)
        .collect();
    assert!(owners.len() > 1 && owners.iter().all(|owner| *owner == "Payments"), "{owners:?}");
}

#[test]
fn the_same_keys_do_the_same_and_the_curve_moves_at_once() {
    let mut screen = curve(sized(2, 3), 80, 24, "l");
    let before = screen.cursor();
    let above = |screen: &mut Screen| before.1 - screen.cursor().1;
    screen.keys("5");
    let step = layout::curve::sheet(&screen.state).1.step;
    assert_eq!((screen.cursor().0, above(&mut screen)), (before.0, 3 * step));
    screen.keys("u");
    assert_eq!(screen.cursor(), before);
    screen.keys("cw3 days<enter>apHurts<esc>i<ctrl-a>Asks again<enter>");
    let card = screen.state.map().stages[0].touchpoints[1].clone();
    assert_eq!((&*card.title, &*card.notes[0].text), ("Asks again", "Hurts"));
    assert!(screen.text().contains("takes 3 days"), "{}", screen.text());
    screen.keys("oPays by card<enter>And again<esc>soLater<enter><esc>");
    let titles = |stage: usize| -> Vec<String> {
        let cards = &screen.state.map().stages[stage].touchpoints;
        cards.iter().map(|card| card.title.to_string()).collect()
    };
    assert_eq!(titles(0), ["Step 1.1", "Asks again", "Pays by card", "And again", "Step 1.3"]);
    assert_eq!(&*screen.state.map().stages[1].name, "Later");
    assert_eq!(screen.state.view, ViewKind::Curve);
}

#[test]
fn enter_opens_the_card_and_esc_comes_back_to_the_curve() {
    let mut screen = curve(order(), 80, 24, "lll");
    let before = screen.text();
    screen.keys("<enter>");
    assert!(screen.text().contains("What happens") || screen.text() != before);
    screen.keys("<esc>");
    assert_eq!(screen.text(), before);
}

#[test]
fn the_mouse_chooses_opens_and_scrolls() {
    let mut screen = curve(sized(6, 10), 80, 24, "");
    let cells = expected(&screen.state.map().clone(), &screen);
    screen.click(cells[4]);
    assert_eq!((place(&screen), screen.cursor()), ((0, Some(4)), cells[4]));
    // anywhere over or under it is near enough
    screen.wait(1_000);
    screen.click((cells[2].0, cells[4].1));
    assert_eq!(place(&screen), (0, Some(2)));
    screen.wait(1_000);
    screen.click(cells[3]);
    screen.click(cells[3]);
    assert_eq!(screen.state.pages.len(), 1);
    screen.keys("<esc>");
    let from = screen.state.scroll.curve;
    for _ in 0..5 {
        screen.mouse(MouseEventKind::ScrollDown, (30, 12));
    }
    assert_eq!(screen.state.scroll.curve, from + 5);
    // what was in focus is out of view now, and what is in view has it
    assert_eq!(place(&screen), (0, Some(5)));
    for _ in 0..100 {
        screen.mouse(MouseEventKind::ScrollUp, (30, 12));
    }
    assert_eq!(screen.state.scroll.curve, 0);
    let head = screen.place("Stage 2");
    screen.click(head);
    assert_eq!(place(&screen), (1, None));
    // points are not dragged
    let before = screen.state.map().clone();
    screen.mouse(MouseEventKind::Down(MouseButton::Left), cells[1]);
    screen.mouse(MouseEventKind::Drag(MouseButton::Left), (cells[1].0, cells[1].1 + 3));
    screen.drop((cells[1].0, cells[1].1 + 3));
    assert_eq!(*screen.state.map(), before);
}

#[test]
fn the_cursor_stands_on_the_focus_at_every_size() {
    for map in [order(), everything()] {
        for (width, height) in
            [(20, 6), (20, 7), (27, 8), (40, 12), (60, 9), (80, 24), (120, 34), (300, 80)]
        {
            let mut screen = curve(map.clone(), width, height, "");
            for keys in [
                "", "l", "l", "j", "G", "k", "<end>", "gg", "j", "k", "k", "<home>", "<pgdn>",
                "<pgdn>", "<pgup>", "h",
            ] {
                screen.keys(keys);
                let (x, y) = screen.cursor();
                let cell = &screen.buffer()[(x, y)];
                assert!(
                    cell.modifier.contains(Modifier::REVERSED),
                    "{width}x{height} after {keys:?} at {x},{y}: {cell:?}\n{}",
                    screen.text()
                );
            }
        }
    }
}

#[test]
fn every_size_is_drawn_without_a_fault() {
    for width in [1, 2, 19, 20, 21, 30, 40, 80, 100, 200, 500] {
        for height in [1, 5, 6, 7, 8, 9, 10, 14, 18, 28, 50, 200] {
            for map in [everything(), empty(), sized(1, 0)] {
                let mut screen = curve(map, width, height, "");
                screen.keys("l<end>GoX<esc>apY<esc>soZ<esc>i!<esc>dd/x<enter>nfopa<enter>ff<pgdn><pgup>?<esc> 3:next marks<enter>");
                let (cursor, area) = (screen.cursor(), screen.buffer().area);
                assert!(cursor.0 < area.width && cursor.1 < area.height, "{width}x{height}");
            }
        }
    }
}

#[test]
fn the_outline_of_the_state_is_that_of_the_map() {
    let mut screen = curve(order(), 80, 24, "");
    screen.keys("5ll:detour<enter>LLs>ddpoX<enter>Y<esc>soZ<esc>uuuUlls<Jsd");
    let map = screen.state.map().clone();
    let units = screen.state.outline.units();
    assert_eq!(screen.state.outline.curve(0..units), Curve::of(&map));
}
