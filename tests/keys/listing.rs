//! The list: the same keys as on the board, the cursor on the sentence.

use cjm::model::Emotion;
use cjm::ui::ViewKind;
use ratatui::style::Modifier;

use crate::maps::{empty, example, order, sized, titled};
use crate::screen::Screen;

fn list(map: cjm::model::JourneyMap, width: u16, height: u16, keys: &str) -> Screen {
    let mut screen = Screen::new(map, width, height);
    screen.keys("vl");
    screen.keys(keys);
    screen
}

fn place(screen: &Screen) -> (usize, Option<usize>) {
    (screen.state.focus.column(), screen.state.focus.row())
}

#[test]
fn tab_goes_through_the_views() {
    let view = |keys: &str| Screen::new(example(), 80, 24).keys(keys).state.view;
    let all = ViewKind::ALL;
    for (n, kind) in all.iter().enumerate() {
        assert_eq!(view(&"<tab>".repeat(n)), *kind);
        assert_eq!(view(&"<shift-tab>".repeat(all.len() - n)), *kind);
    }
    assert_eq!(view(&"<tab>".repeat(all.len())), ViewKind::Board);
    assert_eq!(view("<shift-tab>"), ViewKind::List);
    assert_eq!(view("vlvb"), ViewKind::Board);
}

#[test]
fn down_and_up_go_from_stage_to_stage() {
    let mut screen = list(sized(3, 2), 80, 24, "");
    let mut seen = Vec::new();
    for _ in 0..8 {
        seen.push(place(&screen));
        screen.keys("j");
    }
    assert_eq!(
        seen,
        [
            (0, Some(0)),
            (0, Some(1)),
            (1, None),
            (1, Some(0)),
            (1, Some(1)),
            (2, None),
            (2, Some(0)),
            (2, Some(1))
        ]
    );
    assert_eq!(place(&screen), (2, Some(1)));
    screen.keys("kkkk");
    assert_eq!(place(&screen), (1, Some(0)));
    screen.keys("kkkkkkkkk");
    assert_eq!(place(&screen), (0, None));
}

#[test]
fn the_same_keys_do_the_same() {
    let mut screen = list(example(), 80, 24, "l5apHurts<esc>cgCalm<enter>");
    let card = screen.state.map().stages[1].touchpoints[0].clone();
    assert_eq!(card.emotion.map(Emotion::get), Some(2));
    assert_eq!((&*card.goal, &*card.notes.last().unwrap().text), ("Calm", "Hurts"));
    assert!(screen.text().contains("pain: Hurts"), "{}", screen.text());
    screen.keys("uuu");
    assert_eq!(screen.state.map().stages, example().stages);
}

#[test]
fn the_cursor_stands_on_the_focus_at_every_size() {
    for (width, height) in [(20, 6), (27, 8), (40, 12), (80, 24), (120, 34), (200, 50)] {
        let mut screen = list(order(), width, height, "");
        for keys in [
            "", "j", "G", "l", "<end>", "gg", "k", "<home>", "<pgdn>", "<pgdn>", "<pgup>", "h",
            "G", "j",
        ] {
            screen.keys(keys);
            let (x, y) = screen.cursor();
            let cell = &screen.buffer()[(x, y)];
            // a sentence higher than the screen may be read below its title
            let within = screen.state.scroll.list.line > 0;
            assert!(
                within || cell.modifier.contains(Modifier::REVERSED),
                "{width}x{height} after {keys:?}: {cell:?}\n{}",
                screen.text()
            );
        }
    }
}

#[test]
fn every_size_is_drawn_without_a_fault() {
    for width in [1, 2, 19, 20, 21, 40, 80, 200, 500] {
        for height in [1, 5, 6, 7, 9, 10, 14, 18, 28, 50, 200] {
            for map in [example(), empty(), sized(1, 0)] {
                let mut screen = list(map, width, height, "");
                screen.keys("l<end>GoX<esc>apY<esc>soZ<esc>i!<esc>dd/x<enter>nfopa<enter>ff<pgdn><pgup>?<esc>");
                let (cursor, area) = (screen.cursor(), screen.buffer().area);
                assert!(cursor.0 < area.width && cursor.1 < area.height, "{width}x{height}");
            }
        }
    }
}

#[test]
fn every_sentence_can_be_read_to_its_end() {
    let mut screen = list(titled(&[&"word ".repeat(60), "Next"]), 20, 6, "");
    let mut pages = Vec::new();
    while place(&screen) == (0, Some(0)) && pages.len() < 50 {
        pages.push(screen.text());
        screen.keys("j");
    }
    let read = pages.concat();
    assert!(read.matches("word").count() >= 60, "{read}");
    assert!(read.contains("feels very bad"), "{read}");
    assert_eq!(place(&screen), (0, Some(1)));
}

#[test]
fn what_is_typed_is_in_view() {
    for keys in ["loNew card", "soNew stage", "GapHurts", "Gi and on", "<end>GoLast one"] {
        let mut screen = list(order(), 40, 12, keys);
        let (_, y) = screen.cursor();
        let row = screen.text().lines().nth(y.into()).unwrap_or_default().to_owned();
        let typed = &keys[keys.len() - 3..];
        assert!(row.contains(typed), "{keys}: {row:?}\n{}", screen.text());
    }
}

#[test]
fn a_page_is_as_many_sentences_as_fit() {
    let mut screen = list(sized(5, 40), 80, 24, "<pgdn>");
    let (column, row) = place(&screen);
    assert!(column == 0 && row > Some(10), "{column} {row:?}");
    for _ in 0..60 {
        screen.keys("<pgdn>");
    }
    assert_eq!(place(&screen), (4, Some(39)));
    for _ in 0..60 {
        screen.keys("<pgup>");
    }
    assert_eq!(place(&screen), (0, None));
}

#[test]
fn a_click_goes_to_the_sentence() {
    let mut screen = list(sized(2, 3), 80, 24, "");
    let at = screen.place("Step 2.2");
    screen.click(at);
    assert_eq!(place(&screen), (1, Some(1)));
}
