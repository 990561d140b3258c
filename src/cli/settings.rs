//! The settings, checklists and themes of this user, from their files and the environment.

use super::place::Place;
use crate::app::terminal::{Ground, ask_ground};
use crate::store::settings;
use crate::ui::checklists::Checklists;
use crate::ui::look::{DARK, LIGHT, Look, MONO, Marks, Surroundings, TERMINAL, Theme, Themes};
use crate::ui::settings::{AUTO, Settings};

/// What holds here, and what is wrong with the files that say so.
pub(super) struct Chosen {
    /// The settings; what is wrong in the file is as if it were not there.
    pub(super) settings: Settings,
    /// The themes to choose from: ours and the user's own.
    pub(super) themes: Themes,
    /// The checklists to choose from: ours and the user's own.
    pub(super) checklists: Checklists,
    /// `NO_COLOR` is set, which wins over every theme.
    pub(super) is_without_colour: bool,
    /// Every mistake in every file, with its place.
    pub(super) problems: Vec<String>,
    fitting: Marks,
}

impl Chosen {
    /// Reads the files, as far as they can be read.
    pub(super) fn read(place: &Place) -> Self {
        let mut themes = Themes::built_in();
        let mut problems = Vec::new();
        let mut chosen = Settings::default();
        let mut checklists = Checklists::default();
        if let Ok(places) = place.places() {
            own_themes(place, &mut themes, &mut problems);
            match settings::checklists(&*place.fs, places) {
                Ok(None) => {}
                Ok(Some(file)) => {
                    let path = file.path.display();
                    let mistakes = checklists.add_own(&file.text);
                    problems.extend(mistakes.iter().map(|mistake| format!("{path}:{mistake}")));
                }
                Err(error) => problems.push(error.to_string()),
            }
            let names: Vec<&str> = themes.names().collect();
            match settings::settings(&*place.fs, places) {
                Ok(None) => {}
                Ok(Some(file)) => {
                    let (read, mistakes) = Settings::read(&file.text, &names);
                    chosen = read;
                    let path = file.path.display();
                    problems.extend(mistakes.iter().map(|mistake| format!("{path}:{mistake}")));
                }
                Err(error) => problems.push(error.to_string()),
            }
        }
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let (no_color, term) = (variable("NO_COLOR"), variable("TERM"));
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
        let around = Surroundings {
            no_color: no_color.as_deref(),
            term: term.as_deref(),
            locale: locale.as_deref(),
        };
        let is_without_colour = around.forbid_colour();
        if is_without_colour {
            themes = Themes::without_colours();
        } else {
            themes.choose(&chosen.theme);
        }
        let fitting = Marks::fitting(around);
        Self { settings: chosen, themes, checklists, is_without_colour, problems, fitting }
    }

    /// The name of the theme in force: with `NO_COLOR` the one without colours.
    pub(super) fn theme(&self) -> &str {
        if self.is_without_colour { MONO } else { &self.settings.theme }
    }

    /// Asks the terminal whether it is dark or light, if the theme hangs on
    /// that. To be called before anything else reads the terminal.
    pub(super) fn ask_terminal(&mut self) {
        if self.theme() == AUTO {
            self.themes.choose(match ask_ground() {
                Some(Ground::Dark) => DARK,
                Some(Ground::Light) => LIGHT,
                None => TERMINAL,
            });
        }
    }

    /// The signs in force.
    pub(super) fn marks(&self) -> Marks {
        self.settings.marks.unwrap_or(self.fitting)
    }

    /// The look in force.
    pub(super) fn look(&self) -> Look {
        Look { marks: self.marks(), theme: self.themes.chosen() }
    }
}

/// Adds the user's own themes, as far as they can be read.
fn own_themes(place: &Place, themes: &mut Themes, problems: &mut Vec<String>) {
    let Ok(places) = place.places() else { return };
    let files = settings::themes(&*place.fs, places).unwrap_or_else(|error| vec![Err(error)]);
    for file in files {
        match file {
            Ok(file) if file.name == AUTO => problems.push(format!(
                "{}: a theme cannot be called auto, which means dark or light as the terminal is; give the file another name",
                file.path.display()
            )),
            Ok(file) => {
                let (theme, mistakes) = Theme::read(&file.text);
                let path = file.path.display();
                problems.extend(mistakes.iter().map(|mistake| format!("{path}:{mistake}")));
                themes.add(&file.name, theme);
            }
            Err(error) => problems.push(error.to_string()),
        }
    }
}
