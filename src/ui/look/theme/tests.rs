use super::*;
use crate::model::{Emotion, NoteKind, Phase};

fn all_built_in() -> impl Iterator<Item = (&'static str, Theme)> {
    BUILT_IN.iter().map(|(name, _)| (*name, Theme::built_in(name).unwrap()))
}

/// The relative luminance of WCAG 2.
fn luminance(colour: Color) -> f64 {
    let Color::Rgb(red, green, blue) = colour else { panic!("{colour} is no true colour") };
    let part = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
}

fn contrast(style: Style) -> f64 {
    let (a, b) = (luminance(style.fg.unwrap()), luminance(style.bg.unwrap()));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_theme_of_ours_names_every_role_and_has_no_mistake() {
    for (name, source) in BUILT_IN {
        let named: Vec<&str> = rows(source).unwrap().iter().map(|row| row.name).collect();
        let roles: Vec<&str> = Role::NAMED.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, roles, "{name}");
        assert_eq!(Theme::read(source), (Theme::built_in(name).unwrap(), vec![]), "{name}");
    }
}

#[test]
fn every_role_stands_where_its_index_says() {
    for (n, (name, role)) in Role::NAMED.iter().enumerate() {
        assert_eq!(role.index(), n, "{name}");
    }
}

#[test]
fn text_can_be_read_in_every_theme_with_a_ground_of_its_own() {
    for (name, least) in [(DARK, 4.5), (LIGHT, 4.5), ("high-contrast", 7.0)] {
        let theme = Theme::built_in(name).unwrap();
        for (role_name, role) in Role::NAMED {
            let style = theme.style(role);
            let contrast = contrast(style);
            assert!(contrast >= least, "{name}, {role_name}: {contrast:.2}");
            // dim would take away what was measured
            assert!(!style.add_modifier.contains(Modifier::DIM), "{name}, {role_name}");
        }
    }
}

#[test]
fn the_formula_of_contrast_is_that_of_wcag() {
    let pair = |fg, bg| contrast(Style::new().fg(Color::from_u32(fg)).bg(Color::from_u32(bg)));
    assert!((pair(0x00_0000, 0xff_ffff) - 21.0).abs() < 0.001);
    assert!((pair(0x76_7676, 0xff_ffff) - 4.54).abs() < 0.01);
}

#[test]
fn what_has_the_focus_differs_from_all_else_in_every_theme() {
    for (name, theme) in all_built_in() {
        let focus = theme.style(Role::Focus);
        let reversed = |style: Style| style.add_modifier.contains(Modifier::REVERSED);
        for (other, role) in Role::NAMED.iter().filter(|(other, _)| *other != "focus") {
            let style = theme.style(*role);
            let differs = style.bg != focus.bg || reversed(style) != reversed(focus);
            assert!(differs, "{name}: {other}");
        }
    }
}

#[test]
fn the_theme_of_the_terminal_has_its_sixteen_colours_and_no_ground() {
    let theme = Theme::default();
    let plain = Style::new();
    assert_eq!(theme.style(Role::Text), plain);
    assert_eq!(theme.style(Role::Dim), plain.add_modifier(Modifier::DIM));
    assert_eq!(theme.style(Role::Head), plain.add_modifier(Modifier::BOLD));
    let focus = plain.add_modifier(Modifier::BOLD | Modifier::REVERSED);
    assert_eq!(theme.style(Role::Focus), focus);
    let worst = plain.fg(Color::Red).add_modifier(Modifier::BOLD);
    assert_eq!(theme.style(Role::Felt(Some(Emotion::WORST))), worst);
    assert_eq!(theme.style(Role::Felt(Some(Emotion::NEUTRAL))), plain.fg(Color::Yellow));
    assert_eq!(theme.style(Role::Phase(Some(Phase::PostSale))), plain.fg(Color::Magenta));
    for (name, _) in Role::NAMED {
        let style = theme.style(Role::named(name).unwrap());
        // what is found names both its colours, and so reads on any ground
        let both = name == "found" && style.fg.is_some();
        assert!(style.bg.is_none() || both, "{name}");
        assert!(!matches!(style.fg, Some(Color::Rgb(..) | Color::Indexed(_))), "{name}");
    }
}

#[test]
fn the_theme_without_colours_has_none() {
    let theme = Themes::without_colours().chosen();
    for (name, role) in Role::NAMED {
        let style = theme.style(role);
        assert_eq!((style.fg, style.bg), (None, None), "{name}");
    }
    assert_ne!(theme, Theme::PLAIN);
}

#[test]
fn a_theme_changes_only_what_it_names() {
    let source = r##"{
    "like": "dark",
    "focus": (bg: "bright-blue", fg: 231),
    "note-pain": (fg: "#FF0080", underlined: true, italic: false),
}"##;
    let (theme, mistakes) = Theme::read(source);
    assert_eq!(mistakes, []);
    let dark = Theme::built_in(DARK).unwrap();
    assert_eq!(theme.style(Role::Head), dark.style(Role::Head));
    let focus = theme.style(Role::Focus);
    assert_eq!((focus.fg, focus.bg), (Some(Color::Indexed(231)), Some(Color::LightBlue)));
    assert_eq!(focus.add_modifier, Modifier::empty());
    let pain = theme.style(Role::Note(NoteKind::Pain));
    assert_eq!(pain.fg, Some(Color::Rgb(0xff, 0, 0x80)));
    assert_eq!(pain.bg, dark.style(Role::Ground).bg);
    assert_eq!(pain.add_modifier, Modifier::UNDERLINED);
}

#[test]
fn all_mistakes_of_a_theme_are_said_at_once_and_the_rest_holds() {
    let source = r##"// mine
{
    "like": "drak",
    "hed": (bold: true),
    "focus": (reversed: "yes", bg: "bleu"),
    "curve": (fg: "#12345", blod: true),
    "key": 3,
    "error": (fg: "red"),
    "error": (fg: 300),
}"##;
    let (theme, mistakes) = Theme::read(source);
    let lines: Vec<String> = mistakes.iter().map(Mistake::to_string).collect();
    let starts = [
        "3:13: there is no theme of ours \"drak\"; did you mean \"dark\"?",
        "4:5: there is no role \"hed\"; did you mean \"head\"?",
        "5:25: reversed is true or false",
        "5:36: bleu is no colour; did you mean \"blue\"?",
        "6:19: #12345 is no colour; one of black, red,",
        "6:29: there is no part of a style \"blod\"; did you mean \"bold\"?",
        "7:12: ",
        "9:5: error stands here for the second time",
        "9:19: 300 is no colour; one of",
    ];
    assert_eq!(lines.len(), starts.len(), "{lines:#?}");
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{line:?} is not {start:?}");
    }
    assert_eq!(theme.style(Role::Head), Theme::default().style(Role::Head));
}

#[test]
fn a_file_that_is_no_theme_says_how_one_is_written() {
    let (theme, mistakes) = Theme::read("\nfocus = red");
    assert_eq!(theme, Theme::default());
    assert_eq!(mistakes.len(), 1);
    assert_eq!((mistakes[0].line, mistakes[0].column), (2, 6), "{mistakes:?}");
    assert!(mistakes[0].problem.contains("a theme is written like {"), "{mistakes:?}");
}

#[test]
fn themes_go_round_and_an_own_one_takes_the_place_of_ours() {
    let mut themes = Themes::built_in();
    let (own, _) = Theme::read(r#"{ "head": (fg: "blue") }"#);
    themes.add("night", own);
    themes.add(DARK, own);
    let names: Vec<&str> = themes.names().collect();
    assert_eq!(names, ["terminal", "dark", "light", "high-contrast", "mono", "night"]);
    themes.choose("no such");
    assert_eq!(themes.chosen(), Theme::default());
    themes.choose("mono");
    assert_eq!(themes.choose_next(), Some("night"));
    assert_eq!(themes.choose_next(), Some("terminal"));
    assert_eq!(themes.choose_next(), Some("dark"));
    assert_eq!(themes.chosen(), own);
    assert_eq!(Themes::without_colours().choose_next(), None);
}
