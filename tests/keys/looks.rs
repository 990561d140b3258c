//! Themes, marks and the mouse, changed while the editor runs.

use cjm::ui::Effect;
use cjm::ui::look::{Role, Theme, Themes};
use ratatui::style::Color;

use crate::maps::example;
use crate::screen::Screen;

/// Runs a command by its name.
fn run(screen: &mut Screen, name: &str) {
    screen.keys(&format!(":{name}<enter>"));
}

/// What each sign of the screen stands on. The second cell of a wide one is
/// never drawn by itself.
fn grounds(screen: &Screen) -> impl Iterator<Item = Color> {
    let cells = screen.buffer().content();
    let is_second = |n: usize| n > 0 && cjm::text::width(cells[n - 1].symbol()) > 1;
    cells.iter().enumerate().filter(move |(n, _)| !is_second(*n)).map(|(_, cell)| cell.bg)
}

/// What the screen says in its line for the user.
fn said(screen: &Screen) -> &str {
    &screen.state.notice.as_ref().unwrap().text
}

#[test]
fn the_next_theme_paints_its_ground_and_the_last_leaves_none_of_it() {
    let mut screen = Screen::new(example(), 80, 24);
    let first = screen.keys("lj").buffer().clone();
    let mut seen = Vec::new();
    for _ in 0..5 {
        run(&mut screen, "next theme");
        seen.push(said(&screen).split_once(';').unwrap().0.to_owned());
        let ground = screen.state.look.style(Role::Ground).bg;
        let focus = screen.state.look.style(Role::Focus).bg;
        let expected = ground.unwrap_or(Color::Reset);
        for found in grounds(&screen) {
            assert!(found == expected || Some(found) == focus, "{seen:?}: {found}");
        }
        screen.keys("<esc>");
    }
    let names = ["dark", "light", "high-contrast", "mono", "terminal"];
    assert_eq!(seen, names.map(|name| format!("Theme {name}")));
    assert_eq!(screen.buffer(), &first);
}

#[test]
fn a_theme_keeps_its_ground_under_lists_and_prompts() {
    let mut screen = Screen::new(example(), 80, 24);
    screen.state.themes.choose("light");
    screen.state.look.theme = screen.state.themes.chosen();
    let known = [Role::Ground, Role::Focus].map(|role| screen.state.look.style(role).bg);
    for keys in [":", "<esc>?", "<esc>a", "<esc>lco", "<esc>oX", "<esc>sp"] {
        screen.keys(keys);
        for ground in grounds(&screen) {
            assert!(known.contains(&Some(ground)), "after {keys:?}: {ground}");
        }
    }
    screen.resize(10, 3);
    assert!(grounds(&screen).all(|ground| known.contains(&Some(ground))));
}

#[test]
fn with_no_color_there_is_no_next_theme() {
    let mut screen = Screen::new(example(), 80, 24);
    screen.state.themes = Themes::without_colours();
    screen.state.look.theme = screen.state.themes.chosen();
    let before = screen.state.look;
    run(&mut screen, "next theme");
    assert!(said(&screen).starts_with("NO_COLOR is set"), "{}", said(&screen));
    assert_eq!(screen.state.look, before);
}

#[test]
fn a_theme_of_ones_own_is_among_the_next() {
    let mut screen = Screen::new(example(), 80, 24);
    let (own, mistakes) = Theme::read(r#"{ "head": (fg: "blue") }"#);
    assert_eq!(mistakes, []);
    screen.state.themes.add("night", own);
    screen.state.themes.choose("mono");
    run(&mut screen, "next theme");
    assert!(said(&screen).starts_with("Theme night;"), "{}", said(&screen));
    assert_eq!(screen.state.look.style(Role::Head).fg, Some(Color::Blue));
}

#[test]
fn the_next_marks_are_seen_at_once() {
    let mut screen = Screen::new(example(), 80, 24);
    assert!(screen.text().contains('🙂'));
    run(&mut screen, "next marks");
    assert!(said(&screen).starts_with("Marks: shapes;"), "{}", said(&screen));
    assert!(screen.text().contains('▲') && !screen.text().contains('🙂'), "{}", screen.text());
    run(&mut screen, "next marks");
    screen.keys("<esc>");
    assert!(!screen.text().contains('▲'), "{}", screen.text());
    run(&mut screen, "next marks");
    assert!(screen.text().contains('🙂'), "{}", screen.text());
}

#[test]
fn the_mouse_is_switched_off_and_on_again() {
    let mut screen = Screen::new(example(), 80, 24);
    for on in [false, true] {
        screen.effects.clear();
        run(&mut screen, "mouse on or off");
        let asked: Vec<bool> = screen
            .effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Mouse(on) => Some(*on),
                _ => None,
            })
            .collect();
        assert_eq!(asked, [on]);
        assert!(said(&screen).starts_with("The mouse "), "{}", said(&screen));
    }
}

#[test]
fn a_change_of_looks_is_no_change_of_the_map() {
    let mut screen = Screen::new(example(), 80, 24);
    for name in ["next theme", "next marks", "mouse on or off"] {
        run(&mut screen, name);
    }
    assert!(!screen.state.is_unsaved());
    assert_eq!(screen.state.next_deadline(), None);
}
