//! What reaches the terminal.

use crate::home::{EXAMPLE, Home};
use crate::window::Window;

/// The colours that were asked for in the bytes of a program.
fn colours(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let mut found = Vec::new();
    for sequence in text.split("\x1b[").skip(1) {
        let end = sequence.find(|letter: char| !"0123456789;:".contains(letter));
        let Some(end) = end.filter(|end| sequence[*end..].starts_with('m')) else { continue };
        let is_colour = |value: &str| {
            matches!(value.parse(), Ok(30_u8..=38 | 40..=48 | 58 | 90..=97 | 100..=107))
        };
        if sequence[..end].split([';', ':']).any(is_colour) {
            found.push(sequence[..end].to_owned());
        }
    }
    found
}

/// A window in which much was shown: cards, notes, warnings, help, typing.
fn tour(home: &Home) -> Window {
    let file = home.write("example.ron", EXAMPLE);
    let mut window = home.open([&file], (120, 34));
    window.wait_for("Sees the ad");
    window.keys("?");
    window.wait_for("What the keys do");
    window.keys("\x1bgz");
    window.wait_for("does nothing here");
    window.keys("c");
    window.wait_for("owner");
    window.keys("\x1boReads reviews\x1b1");
    window.wait_for("😡 Reads reviews");
    window
}

/// Whether the cell under the cursor is reversed.
fn focus_is_reversed(window: &Window) -> bool {
    window.look(|screen| {
        let (row, column) = screen.cursor_position();
        screen.cell(row, column).is_some_and(vt100::Cell::inverse)
    })
}

#[test]
fn no_color_means_no_colour_and_the_focus_is_still_seen() {
    let home = Home::new().with("NO_COLOR", "1");
    let window = tour(&home);
    assert!(focus_is_reversed(&window), "{}", window.text());
    assert_eq!(colours(&window.raw()), [""; 0]);
    window.signal(rustix::process::Signal::TERM);
    window.end();
}

#[test]
fn without_no_color_there_are_colours() {
    let home = Home::new();
    let window = tour(&home);
    assert!(focus_is_reversed(&window), "{}", window.text());
    assert!(!colours(&window.raw()).is_empty());
    window.signal(rustix::process::Signal::TERM);
    window.end();
}

#[test]
fn control_characters_in_a_map_never_reach_the_terminal() {
    let home = Home::new();
    // a title for the window, a bell, a C1 control, text that runs backwards
    let evil = r"evil\u{1b}]0;owned\u{7}\u{1b}[31m\u{9b}31m\u{202e}\r\n\t\u{85}tail";
    let mut map = EXAMPLE.to_owned();
    for text in [
        "First order from abroad",
        "Discover",
        "Sees the ad on Instagram",
        "Social media",
        "Marketing",
        "Lena",
        "Sees the first ad",
        "Nobody answers questions after six in the evening",
        "Nobody says that duties come on top",
        "Show duties on the product page",
    ] {
        let quoted = format!("\"{text}\"");
        assert!(map.contains(&quoted), "{text}");
        map = map.replace(&quoted, &format!("\"{evil}\""));
    }
    let file = home.write("evil.ron", &map);
    let mut window = home.open([&file], (200, 50));
    window.wait_for("evil");
    window.keys("i");
    window.paste("\u{1b}]0;pasted\u{7}\u{202e}");
    window.wait_for("pasted");
    window.keys("\x1b");
    window.keys("uU");
    window.wait_for("Redone");
    window.keys("co\t\t");
    window.keys("\x1b");
    window.keys("ZZ");
    let raw = {
        window.wait("the end", |screen| !screen.alternate_screen());
        String::from_utf8(window.raw()).unwrap()
    };
    assert_eq!(window.end(), 0);
    for control in ["\x1b]", "\x07", "\u{9b}", "\u{202e}", "\u{85}", "\t", "\x1b[31m\u{9b}"] {
        assert!(!raw.contains(control), "{control:?} in {}", raw.escape_debug());
    }
    for view in ["board", "list", "curve"] {
        let shown = home.run(&["show", "evil.ron", "--view", view]);
        let shown = String::from_utf8(shown.stdout).unwrap();
        let bad = |letter: &char| letter.is_control() && *letter != '\n' || *letter == '\u{202e}';
        assert_eq!(shown.chars().find(bad), None, "{shown}");
        assert!(shown.contains("evil"), "{shown}");
    }
}

#[test]
fn a_dumb_terminal_gets_the_map_as_text() {
    let home = Home::new().with("TERM", "dumb");
    let file = home.write("example.ron", EXAMPLE);
    let window = home.open([&file], (100, 60));
    window.wait_for("run cjm in a terminal");
    window.wait_for("Sees the ad");
    let raw = String::from_utf8(window.raw()).unwrap();
    assert!(!raw.contains('\x1b'), "{}", raw.escape_debug());
    assert_eq!(window.end(), 0);
}

#[test]
fn a_window_too_small_says_so_and_keeps_the_keys() {
    let home = Home::new();
    home.write("example.ron", EXAMPLE);
    let mut window = home.open(["example.ron"], (80, 24));
    window.wait_for("Sees the ad");
    for size in [(19, 6), (20, 5), (1, 1), (500, 200), (2, 200), (200, 2), (12, 3)] {
        window.resize(size);
    }
    window.wait_for("12x3 is too");
    window.keys("gg+");
    window.resize((80, 24));
    window.wait_for("😀");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert_eq!(home.read("example.ron")["stages"][0]["touchpoints"][0]["emotion"], 2);
}
