//! Settings in the real program: what the terminal is asked and told.

use std::fs;

use crate::home::{EXAMPLE, Home};
use crate::window::{Window, until};

const GROUND: &str = "48;2;251;250;247";

fn with_settings(settings: &str) -> Home {
    let home = Home::new();
    fs::create_dir_all(home.file("config")).unwrap();
    home.write("config/settings.ron", settings);
    home.write("example.ron", EXAMPLE);
    home
}

fn has(window: &Window, bytes: &str) -> bool {
    String::from_utf8_lossy(&window.raw()).contains(bytes)
}

fn wait_for_bytes(window: &Window, bytes: &str) {
    until(&format!("{bytes:?}"), || has(window, bytes).then_some(()), || window.text());
}

fn leave(window: Window) {
    window.signal(rustix::process::Signal::TERM);
    window.end();
}

#[test]
fn auto_takes_the_theme_that_the_terminals_answer_asks_for() {
    let home = with_settings("(theme: \"auto\")");
    let mut window = home.open(["./example.ron"], (80, 24));
    wait_for_bytes(&window, "\x1b]11;?");
    window.keys("\x1b]10;rgb:0000/0000/0000\x07\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?62;c");
    window.wait_for("Sees the ad");
    assert!(has(&window, GROUND), "{}", window.text());
    leave(window);
}

#[test]
fn auto_takes_the_sixteen_colours_where_nobody_answers_and_a_late_answer_is_no_key() {
    let home = with_settings("(theme: \"auto\")");
    let mut window = home.open(["./example.ron"], (80, 24));
    window.wait_for("Sees the ad");
    assert!(!has(&window, "48;2;"));
    window.keys("\x1b]10;rgb:1111/1111/1111\x1b\\\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?62;c");
    // had any of it been a key, this would not be the line that is shown
    window.keys("?");
    window.wait_for("What the keys do");
    window.keys("\x1b");
    window.wait_for("Sees the ad");
    assert_eq!(fs::read_to_string(home.file("example.ron")).unwrap(), EXAMPLE);
    leave(window);
}

#[test]
fn a_theme_covers_the_screen_and_nobody_is_asked_but_for_auto_in_colour() {
    let home = with_settings("(theme: \"light\")");
    let window = home.open(["./example.ron"], (80, 24));
    window.wait_for("Sees the ad");
    window.wait("a screen full of ground", |screen| {
        let (rows, columns) = screen.size();
        let ground = vt100::Color::Rgb(251, 250, 247);
        let focus = vt100::Color::Rgb(47, 93, 140);
        let mut cells =
            (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
        cells.all(|(row, column)| {
            screen.cell(row, column).is_some_and(|cell| {
                cell.is_wide_continuation() || [ground, focus].contains(&cell.bgcolor())
            })
        })
    });
    assert!(!has(&window, "\x1b]11;?"));
    leave(window);
    drop(home);
    let home = with_settings("(theme: \"auto\")").with("NO_COLOR", "1");
    let window = home.open(["./example.ron"], (80, 24));
    window.wait_for("Sees the ad");
    assert!(!has(&window, "\x1b]11;?"));
    leave(window);
}

#[test]
fn broken_settings_are_said_on_the_screen_and_the_rest_of_them_holds() {
    let home = with_settings("(\n  thme: \"dark\",\n  theme: \"light\",\n  marsk: 1,\n)");
    let window = home.open(["./example.ron"], (120, 34));
    window.wait_for("Sees the ad");
    for wanted in ["settings.ron:2:3: there is no setting", "cjm config says them all)"] {
        window.wait(wanted, |screen| {
            let text = screen.contents();
            text.split_whitespace().collect::<Vec<_>>().join(" ").contains(wanted)
        });
    }
    assert!(has(&window, GROUND));
    leave(window);
}

#[test]
fn the_mouse_is_let_go_of_and_taken_again() {
    let home = with_settings("(mouse: \"off\")");
    let mut window = home.open(["./example.ron"], (80, 24));
    window.wait_for("Sees the ad");
    assert!(!has(&window, "\x1b[?1002h"));
    window.keys(":mouse on or off\r");
    wait_for_bytes(&window, "\x1b[?1002h");
    assert!(!has(&window, "\x1b[?1002l"));
    window.keys(":mouse on or off\r");
    wait_for_bytes(&window, "\x1b[?1002l");
    leave(window);
}
