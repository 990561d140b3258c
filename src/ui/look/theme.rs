//! Themes: how each role looks, read from text.

use ratatui::style::{Color, Modifier, Style};

use super::Role;
use crate::text;
use crate::ui::table::{Mistake, Mistakes, Row, rows};

/// The theme of those who choose none: the terminal's own sixteen colours.
pub const TERMINAL: &str = "terminal";
/// The theme without colours, which `NO_COLOR` asks for.
pub const MONO: &str = "mono";
/// The theme for a dark ground.
pub const DARK: &str = "dark";
/// The theme for a light ground.
pub const LIGHT: &str = "light";

/// The row of a theme that names the theme which it is laid over.
const LIKE: &str = "like";

/// Name and text of the themes of the program.
const BUILT_IN: [(&str, &str); 5] = [
    (TERMINAL, include_str!("../../../assets/themes/terminal.ron")),
    (DARK, include_str!("../../../assets/themes/dark.ron")),
    (LIGHT, include_str!("../../../assets/themes/light.ron")),
    ("high-contrast", include_str!("../../../assets/themes/high-contrast.ron")),
    (MONO, include_str!("../../../assets/themes/mono.ron")),
];

/// How each role looks. A plain value of some 400 bytes, so that a look can be
/// handed on by copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; Role::NAMED.len()],
}

/// The themes to choose from, and the one that is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Themes {
    all: Vec<(String, Theme)>,
    chosen: usize,
}

impl Theme {
    /// The theme that `source` describes, and what is wrong with the rest of
    /// it. What it does not name is as in the theme of ours that it is like.
    pub fn read(source: &str) -> (Self, Vec<Mistake>) {
        let mut mistakes = Mistakes::of(source);
        let rows = match rows(source) {
            Ok(rows) => rows,
            Err((at, problem)) => {
                let hint =
                    "a theme is written like { \"like\": \"dark\", \"focus\": (reversed: true) }";
                mistakes.add_after(source, at, format!("{problem}: {hint}"));
                return (Self::default(), mistakes.all());
            }
        };
        mistakes.add_repeated(&rows);
        let like = rows.iter().find(|row| row.name == LIKE);
        let base = like.and_then(|row| base(row, &mut mistakes)).unwrap_or_default();
        let theme = base.overlaid(&rows, &mut mistakes);
        (theme, mistakes.all())
    }

    /// How a role looks, on the ground of the theme.
    pub fn style(&self, role: Role) -> Style {
        self.styles[Role::Ground.index()].patch(self.styles[role.index()])
    }

    fn built_in(name: &str) -> Option<Self> {
        let (_, source) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        // the file ships with the program and a test reads it
        let rows = rows(source).unwrap_or_default();
        Some(Self::PLAIN.overlaid(&rows, &mut Mistakes::of(source)))
    }

    const PLAIN: Self = Self { styles: [Style::new(); Role::NAMED.len()] };

    fn overlaid(mut self, rows: &[Row<'_>], mistakes: &mut Mistakes<'_>) -> Self {
        for row in rows.iter().filter(|row| row.name != LIKE) {
            match Role::named(row.name) {
                Some(role) => self.styles[role.index()] = style(row, mistakes),
                None => {
                    let names = Role::NAMED.iter().map(|(name, _)| *name);
                    let problem = unknown("role", row.name, names.chain([LIKE]));
                    mistakes.add(row.name, problem);
                }
            }
        }
        self
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::built_in(TERMINAL).unwrap_or(Self::PLAIN)
    }
}

impl Themes {
    /// The themes of the program.
    pub fn built_in() -> Self {
        let all = BUILT_IN
            .iter()
            .filter_map(|(name, _)| Some(((*name).to_owned(), Theme::built_in(name)?)))
            .collect();
        Self { all, chosen: 0 }
    }

    /// Only the theme without colours.
    pub fn without_colours() -> Self {
        let mut themes = Self::built_in();
        themes.all.retain(|(name, _)| name == MONO);
        themes
    }

    /// Adds a theme, in the place of one that has its name.
    pub fn add(&mut self, name: &str, theme: Theme) {
        match self.all.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = theme,
            None => self.all.push((name.to_owned(), theme)),
        }
    }

    /// What they are called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|(name, _)| name.as_str())
    }

    /// Chooses the theme of that name; where there is none, all stays.
    pub fn choose(&mut self, name: &str) {
        if let Some(at) = self.all.iter().position(|(known, _)| known == name) {
            self.chosen = at;
        }
    }

    /// Chooses the next one; none where there is no other.
    pub fn choose_next(&mut self) -> Option<&str> {
        if self.all.len() < 2 {
            return None;
        }
        self.chosen = (self.chosen + 1) % self.all.len();
        self.all.get(self.chosen).map(|(name, _)| name.as_str())
    }

    /// The one that is chosen.
    pub fn chosen(&self) -> Theme {
        self.all.get(self.chosen).map(|(_, theme)| *theme).unwrap_or_default()
    }
}

/// The theme that a theme says it is like.
fn base(row: &Row<'_>, mistakes: &mut Mistakes<'_>) -> Option<Theme> {
    let names = || BUILT_IN.iter().map(|(name, _)| *name);
    let Some(name) = row.read::<String>() else {
        let names: Vec<&str> = names().collect();
        mistakes.add(row.value, format!("like is one of {}, in quotation marks", names.join(", ")));
        return None;
    };
    let base = Theme::built_in(&name);
    if base.is_none() {
        mistakes.add(row.value, unknown("theme of ours", &name, names()));
    }
    base
}

fn style(row: &Row<'_>, mistakes: &mut Mistakes<'_>) -> Style {
    let mut style = Style::new();
    let parts = match rows(row.value) {
        Ok(parts) => parts,
        Err((at, problem)) => {
            let hint = "a style is written like (fg: \"red\", bold: true)";
            mistakes.add_after(row.value, at, format!("{problem}: {hint}"));
            return style;
        }
    };
    mistakes.add_repeated(&parts);
    for part in &parts {
        let modifier = MODIFIERS.iter().find(|(name, _)| *name == part.name);
        match (part.name, modifier) {
            ("fg", _) => style.fg = colour(part, mistakes),
            ("bg", _) => style.bg = colour(part, mistakes),
            (_, Some((_, modifier))) => match part.read::<bool>() {
                Some(true) => style = style.add_modifier(*modifier),
                Some(false) => {}
                None => mistakes.add(part.value, format!("{} is true or false", part.name)),
            },
            _ => {
                let names = MODIFIERS.iter().map(|(name, _)| *name);
                let names = ["fg", "bg"].into_iter().chain(names);
                mistakes.add(part.name, unknown("part of a style", part.name, names));
            }
        }
    }
    style
}

const MODIFIERS: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
];

/// The sixteen colours of a terminal, as terminals number them.
const SIXTEEN: [(&str, Color); 16] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

fn colour(part: &Row<'_>, mistakes: &mut Mistakes<'_>) -> Option<Color> {
    if let Some(number) = part.read::<u8>() {
        return Some(Color::Indexed(number));
    }
    let word = part.read::<String>();
    let found = word.as_deref().and_then(|word| {
        let named = SIXTEEN.iter().find(|(name, _)| *name == word).map(|(_, colour)| *colour);
        named.or_else(|| hex(word))
    });
    if found.is_none() {
        let word = word.as_deref().unwrap_or(part.value);
        let names = || SIXTEEN.iter().map(|(name, _)| *name);
        let near = text::nearest(word, names()).map_or_else(
            || {
                format!(
                    "one of {}, a number from 0 to 255, or \"#rrggbb\"",
                    names().collect::<Vec<_>>().join(", ")
                )
            },
            |near| format!("did you mean {near:?}?"),
        );
        mistakes.add(part.value, format!("{word} is no colour; {near}"));
    }
    found
}

fn hex(word: &str) -> Option<Color> {
    let digits = word.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, 16).ok().map(Color::from_u32)
}

/// A name that is not known, and the nearest one that is.
fn unknown<'a>(what: &str, name: &str, names: impl Iterator<Item = &'a str> + Clone) -> String {
    let hint = match text::nearest(name, names.clone()) {
        Some(near) => format!("did you mean {near:?}?"),
        None => format!("there are {}", names.collect::<Vec<_>>().join(", ")),
    };
    format!("there is no {what} {name:?}; {hint}")
}

#[cfg(test)]
mod tests;
