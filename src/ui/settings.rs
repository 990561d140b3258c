//! What the user may choose once and for all, read from text.

use std::time::Duration;

use super::look::{Marks, TERMINAL};
use super::table::{Mistake, Mistakes, Row, rows};
use crate::text;

/// The theme that is light or dark as the terminal is.
pub const AUTO: &str = "auto";

/// The shortest and the longest wait of [`Settings::autosave`], in seconds.
const AUTOSAVE: std::ops::RangeInclusive<f64> = 0.2..=60.0;

/// A setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// [`Settings::theme`].
    Theme,
    /// [`Settings::marks`].
    Marks,
    /// [`Settings::mouse`].
    Mouse,
    /// [`Settings::visibility`].
    Visibility,
    /// [`Settings::autosave`].
    Autosave,
}

/// The settings in force, and which of them a file names.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The name of a theme, or [`AUTO`].
    pub theme: String,
    /// The signs for emotions; none: those that suit the terminal.
    pub marks: Option<Marks>,
    /// Whether the mouse does something.
    pub mouse: bool,
    /// Whether the board has a line of visibility, with what is behind the
    /// cards below it.
    pub visibility: bool,
    /// How long after the last edit the map is saved, 0.2 to 60 seconds.
    pub autosave: Duration,
    in_file: Vec<Setting>,
}

impl Setting {
    /// All there are.
    pub const ALL: [Self; 5] =
        [Self::Theme, Self::Marks, Self::Mouse, Self::Visibility, Self::Autosave];

    /// What it is called in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Marks => "marks",
            Self::Mouse => "mouse",
            Self::Visibility => "visibility",
            Self::Autosave => "autosave",
        }
    }

    /// What it does, in a line.
    pub fn help(self) -> &'static str {
        match self {
            Self::Theme => "The colours: a theme, or auto for dark or light as the terminal is",
            Self::Marks => "The signs for emotions: auto, faces, shapes, ascii",
            Self::Mouse => "Whether the mouse does something: on, off",
            Self::Visibility => "The line of visibility, with what is behind the cards: on, off",
            Self::Autosave => "Seconds from the last change to its save: 0.2 to 60",
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: TERMINAL.into(),
            marks: None,
            mouse: true,
            visibility: false,
            autosave: Duration::from_millis(800),
            in_file: Vec::new(),
        }
    }
}

impl Settings {
    /// The settings that `source` names over the default ones, and what is
    /// wrong with the rest of it. `themes` are the names of those there are.
    pub fn read(source: &str, themes: &[&str]) -> (Self, Vec<Mistake>) {
        let mut settings = Self::default();
        let mut mistakes = Mistakes::of(source);
        let rows = match rows(source) {
            Ok(rows) => rows,
            Err((at, problem)) => {
                let hint = "settings are written like (theme: \"dark\", mouse: \"off\")";
                mistakes.add_after(source, at, format!("{problem}: {hint}"));
                return (settings, mistakes.all());
            }
        };
        mistakes.add_repeated(&rows);
        for row in &rows {
            let Some(setting) = Setting::ALL.into_iter().find(|it| it.name() == row.name) else {
                let names = Setting::ALL.map(Setting::name);
                let near = text::nearest(row.name, names).map_or_else(
                    || format!("there are {}", names.join(", ")),
                    |near| format!("did you mean {near:?}?"),
                );
                mistakes.add(row.name, format!("there is no setting {:?}; {near}", row.name));
                continue;
            };
            match settings.set(setting, row, themes) {
                Ok(()) => settings.in_file.push(setting),
                Err(problem) => mistakes.add(row.value, problem),
            }
        }
        (settings, mistakes.all())
    }

    /// The value of a setting, as the file would name it.
    pub fn value(&self, setting: Setting) -> String {
        match setting {
            Setting::Theme => self.theme.clone(),
            Setting::Marks => {
                let named = Marks::NAMED.iter().find(|(_, marks)| Some(*marks) == self.marks);
                named.map_or(AUTO, |(name, _)| *name).into()
            }
            Setting::Mouse => on_or_off(self.mouse).into(),
            Setting::Visibility => on_or_off(self.visibility).into(),
            Setting::Autosave => self.autosave.as_secs_f64().to_string(),
        }
    }

    /// Whether the file names it.
    pub fn is_in_file(&self, setting: Setting) -> bool {
        self.in_file.contains(&setting)
    }

    fn set(&mut self, setting: Setting, row: &Row<'_>, themes: &[&str]) -> Result<(), String> {
        match setting {
            Setting::Theme => {
                let names: Vec<&str> = [&[AUTO], themes].concat();
                self.theme = one_of(setting, row, &names)?.to_owned();
            }
            Setting::Marks => {
                let names = [&[AUTO][..], &Marks::NAMED.map(|(name, _)| name)].concat();
                let name = one_of(setting, row, &names)?;
                let named = Marks::NAMED.iter().find(|(known, _)| *known == name);
                self.marks = named.map(|(_, marks)| *marks);
            }
            Setting::Mouse => self.mouse = is_on(setting, row)?,
            Setting::Visibility => self.visibility = is_on(setting, row)?,
            Setting::Autosave => {
                let seconds = row.read::<f64>().filter(|seconds| AUTOSAVE.contains(seconds));
                let seconds = seconds.ok_or_else(|| {
                    let (least, most) = (AUTOSAVE.start(), AUTOSAVE.end());
                    format!(
                        "autosave is a number of seconds from {least} to {most}, not {}",
                        row.value
                    )
                })?;
                self.autosave = Duration::from_secs_f64(seconds);
            }
        }
        Ok(())
    }
}

const ON: &str = "on";
const OFF: &str = "off";

fn on_or_off(on: bool) -> &'static str {
    if on { ON } else { OFF }
}

/// Whether the row switches something on.
fn is_on(setting: Setting, row: &Row<'_>) -> Result<bool, String> {
    match row.read::<bool>() {
        Some(on) => Ok(on),
        None => Ok(one_of(setting, row, &[ON, OFF])? == ON),
    }
}

/// The one of `names` that the row has as its value.
fn one_of<'a>(setting: Setting, row: &Row<'_>, names: &[&'a str]) -> Result<&'a str, String> {
    let setting = setting.name();
    let Some(word) = row.read::<String>() else {
        return Err(format!("{setting} is one of {}, in quotation marks", names.join(", ")));
    };
    names.iter().find(|name| **name == word).copied().ok_or_else(|| {
        let near = text::nearest(&word, names.iter().copied()).map_or_else(
            || format!("there are {}", names.join(", ")),
            |near| format!("did you mean {near:?}?"),
        );
        format!("{setting} cannot be {word:?}; {near}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEMES: [&str; 3] = ["terminal", "dark", "light"];

    #[test]
    fn settings_change_only_what_they_name() {
        let source = "(theme: \"dark\", mouse: \"off\", autosave: 2)";
        let (settings, mistakes) = Settings::read(source, &THEMES);
        assert_eq!(mistakes, []);
        let values = Setting::ALL.map(|setting| settings.value(setting));
        assert_eq!(values, ["dark", "auto", "off", "off", "2"]);
        let from_file = Setting::ALL.map(|setting| settings.is_in_file(setting));
        assert_eq!(from_file, [true, false, true, false, true]);
        assert_eq!(settings.autosave, Duration::from_secs(2));
    }

    #[test]
    fn names_and_values_may_be_written_in_either_way() {
        for source in [
            "{ \"mouse\": false, \"marks\": \"shapes\", \"visibility\": true }",
            "(marks: \"shapes\", mouse: \"off\", visibility: \"on\",)",
        ] {
            let (settings, mistakes) = Settings::read(source, &THEMES);
            assert_eq!(mistakes, [], "{source}");
            assert_eq!((settings.mouse, settings.marks), (false, Some(Marks::Shapes)));
            assert!(settings.visibility, "{source}");
        }
    }

    #[test]
    fn every_default_is_a_value_that_can_be_written() {
        let settings = Settings::default();
        let rows = Setting::ALL.map(|setting| {
            let value = settings.value(setting);
            let value = if setting == Setting::Autosave { value } else { format!("{value:?}") };
            format!("{}: {value}", setting.name())
        });
        let (read, mistakes) = Settings::read(&format!("({})", rows.join(", ")), &THEMES);
        assert_eq!(mistakes, []);
        assert_eq!(read.theme, settings.theme);
        assert_eq!((read.marks, read.mouse, read.autosave), (None, true, settings.autosave));
    }

    #[test]
    fn all_mistakes_are_said_at_once_and_the_rest_holds() {
        let source = "(\n  thme: \"dark\",\n  theme: \"drak\",\n  marks: faces,\n  mouse: \"of\",\n  autosave: 0.1,\n  colour: 1,\n  autosave: 5.5,\n)";
        let (settings, mistakes) = Settings::read(source, &THEMES);
        let lines: Vec<String> = mistakes.iter().map(Mistake::to_string).collect();
        assert_eq!(
            lines,
            [
                "2:3: there is no setting \"thme\"; did you mean \"theme\"?",
                "3:10: theme cannot be \"drak\"; did you mean \"dark\"?",
                "4:10: marks is one of auto, faces, shapes, ascii, in quotation marks",
                "5:10: mouse cannot be \"of\"; did you mean \"off\"?",
                "6:13: autosave is a number of seconds from 0.2 to 60, not 0.1",
                "7:3: there is no setting \"colour\"; there are theme, marks, mouse, visibility, autosave",
                "8:3: autosave stands here for the second time",
            ]
        );
        assert_eq!(settings.value(Setting::Autosave), "5.5");
        assert_eq!(settings.theme, TERMINAL);
    }

    #[test]
    fn an_empty_file_names_nothing_and_is_no_mistake() {
        for source in ["", "  \n// nothing yet\n", "()", "{}"] {
            let (settings, mistakes) = Settings::read(source, &THEMES);
            assert_eq!((settings, mistakes), (Settings::default(), vec![]), "{source:?}");
        }
    }

    #[test]
    fn a_file_that_is_no_settings_says_how_they_are_written() {
        let (settings, mistakes) = Settings::read("theme = dark", &THEMES);
        assert_eq!(settings, Settings::default());
        assert!(mistakes[0].problem.contains("settings are written like (theme"), "{mistakes:?}");
    }
}
