//! Screens as SVG, for the README and for looking at.
//!
//! `CJM_PICTURES=folder cargo test --test keys drawn` writes them there.

use std::path::PathBuf;

use cjm::ui::look::Themes;
use ratatui::style::Modifier;

use crate::maps::order;
use crate::screen::Screen;
use crate::svg::{self, DARK, LIGHT, Palette, base, hex, left, svg};

/// What is shown, and the keys that lead there.
const SHOWN: [(&str, &str); 10] = [
    ("board", "lljj"),
    ("card", "llj<enter>"),
    ("brief", "vi"),
    ("list", "lljvl"),
    ("palette", ":mo"),
    ("help", "?"),
    ("writing", "lljoPays by inv"),
    ("behind", "llvvj"),
    ("maps", "m"),
    ("start", ""),
];
const SIZES: [(u16, u16); 3] = [(120, 34), (80, 24), (40, 12)];
/// The theme, and the terminal that shows it.
const THEMES: [(&str, Palette); 5] = [
    ("dark", DARK),
    ("light", LIGHT),
    ("mono", DARK),
    ("terminal", DARK),
    ("terminal-light", LIGHT),
];

/// The screen of the example after keys, in a theme.
fn screen_in(theme: &str, size: (u16, u16), keys: &str) -> Screen {
    let mut screen = Screen::new(order(), size.0, size.1);
    if theme == "mono" {
        screen.state.themes = Themes::without_colours();
    }
    screen.state.themes.choose(theme.trim_end_matches("-light"));
    screen.state.themes.choose(theme);
    screen.state.look.theme = screen.state.themes.chosen();
    screen.keys(keys);
    screen
}

/// The same for one of the screens above.
fn shown(name: &str, theme: &str, size: (u16, u16), keys: &str) -> Screen {
    let mut screen = screen_in(theme, size, keys);
    match name {
        "maps" => {
            screen.state.file = Some(crate::map_list::file("first-order"));
            screen.keys(keys);
            let (listing, said, made) = (crate::map_list::listing(), None, None);
            screen.send(cjm::ui::Event::Maps { listing, said, made });
        }
        "start" => {
            let look = screen.state.look;
            screen = crate::map_list::asked(size.0, size.1);
            screen.state.look = look;
            screen.keys("First order<enter>Lena<esc><down>");
        }
        _ => {}
    }
    screen
}

/// The board of the README.
fn board() -> String {
    let screen = screen_in("dark", (110, 34), "lljjj");
    svg(screen.buffer(), DARK, "The board of a customer journey map in cjm")
}

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("CJM_PICTURES")?);
    std::fs::create_dir_all(&folder).unwrap();
    Some(folder)
}

#[test]
fn all_pictures_are_well_formed() {
    let folder = folder();
    for (name, keys) in SHOWN {
        for (width, height) in SIZES {
            for (theme, palette) in THEMES {
                let screen = shown(name, theme, (width, height), keys);
                let picture = svg(screen.buffer(), palette, name);
                let read = roxmltree::Document::parse(&picture);
                assert!(read.is_ok(), "{name}, {theme}: {}", read.unwrap_err());
                if let Some(folder) = &folder {
                    let file = format!("{name}-{width}x{height}-{theme}.svg");
                    std::fs::write(folder.join(file), picture).unwrap();
                }
            }
        }
    }
}

#[test]
fn the_board_of_the_readme_is_that_of_the_program() {
    let board = board();
    if let Some(folder) = folder() {
        std::fs::write(folder.join("board.svg"), &board).unwrap();
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/pictures/board.svg");
    assert!(
        std::fs::read_to_string(path).is_ok_and(|there| there == board),
        "assets/pictures/board.svg is not what the program shows now. To renew it:\n  \
         CJM_PICTURES=target/pictures cargo test --test keys drawn; \
         cp target/pictures/board.svg assets/pictures/"
    );
}

#[test]
fn every_text_has_its_place_and_colour() {
    for (theme, palette) in THEMES {
        let screen = screen_in(theme, (80, 24), "llj");
        let picture = svg(screen.buffer(), palette, "a & <b>");
        let document = roxmltree::Document::parse(&picture).unwrap();
        let texts: Vec<_> = document.descendants().filter(|it| it.has_tag_name("text")).collect();
        for word in ["Checkout", "🙁", "Has to create an"] {
            let (x, y) = screen.place(word);
            let cell = &screen.buffer()[(x, y)];
            let at = format!("{:.1}", base(y));
            let found = texts.iter().find(|text| {
                text.text().is_some_and(|text| text.starts_with(word))
                    && text.attribute("y") == Some(&at)
            });
            let found = found.unwrap_or_else(|| panic!("{theme}: {word}\n{picture}"));
            let wide = if word == "🙁" { svg::WIDTH } else { 0.0 };
            assert_eq!(found.attribute("x"), Some(&*format!("{:.1}", left(x) + wide)), "{word}");
            assert_eq!(found.attribute("fill"), Some(&*hex(palette.colours(cell).0)), "{word}");
            let bold = found.attribute("class").is_some_and(|class| class.contains('b'));
            assert_eq!(bold, cell.modifier.contains(Modifier::BOLD), "{word}");
        }
        assert_eq!(
            document.descendants().find(|it| it.has_tag_name("title")).unwrap().text(),
            Some("a & <b>")
        );
    }
}

#[test]
fn what_is_reversed_or_underlined_is_seen() {
    let screen = screen_in("terminal", (80, 24), "llj");
    let picture = svg(screen.buffer(), DARK, "");
    let cells: Vec<_> = screen.buffer().content().iter().collect();
    let reversed = cells.iter().find(|cell| cell.modifier.contains(Modifier::REVERSED)).unwrap();
    let (text, ground) = DARK.colours(reversed);
    assert_ne!(text, ground);
    assert!(picture.contains(&format!(r#"height="19.0" fill="{}""#, hex(ground))), "{picture}");
    assert!(cells.iter().any(|cell| cell.modifier.contains(Modifier::UNDERLINED)));
    assert!(picture.contains(r#"height="1.2""#), "{picture}");
}
