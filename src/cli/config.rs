//! `cjm config`: every setting, its value, and where that comes from.

use serde::Serialize;

use super::place::Place;
use super::settings::Chosen;
use super::{Format, output};
use crate::text;
use crate::ui::look::Marks;
use crate::ui::settings::{AUTO, Setting, Settings};

/// All of it as JSON.
#[derive(Serialize)]
struct Config {
    /// Where the settings are, whether there is such a file or not; none
    /// where there is no config folder.
    file: Option<String>,
    settings: Vec<Row>,
    /// What is wrong in the files of settings and themes, each with its place.
    problems: Vec<String>,
}

/// A setting as JSON.
#[derive(Serialize)]
struct Row {
    setting: &'static str,
    value: String,
    from: &'static str,
    default: String,
    /// What it may be; none where it is a number.
    values: Option<Vec<String>>,
    help: &'static str,
}

pub(super) fn run(place: &Place, format: Format) -> anyhow::Result<u8> {
    let chosen = Chosen::read(place);
    let default = Settings::default();
    let settings = Setting::ALL
        .into_iter()
        .map(|setting| {
            let forced = setting == Setting::Theme && chosen.is_without_colour;
            Row {
                setting: setting.name(),
                value: if forced {
                    chosen.theme().to_owned()
                } else {
                    chosen.settings.value(setting)
                },
                from: match chosen.settings.is_in_file(setting) {
                    _ if forced => "environment",
                    true => "file",
                    false => "default",
                },
                default: default.value(setting),
                values: values(setting, &chosen),
                help: setting.help(),
            }
        })
        .collect();
    let file = place.places().ok().map(|places| places.settings().display().to_string());
    let config = Config { file, settings, problems: chosen.problems };
    for problem in &config.problems {
        output::remark(problem);
    }
    output::value_or_lines(format, &config, || lines(&config))?;
    Ok(if config.problems.is_empty() { 0 } else { 1 })
}

fn values(setting: Setting, chosen: &Chosen) -> Option<Vec<String>> {
    let auto = || std::iter::once(AUTO.to_owned());
    match setting {
        Setting::Theme => Some(auto().chain(chosen.themes.names().map(str::to_owned)).collect()),
        Setting::Marks => {
            Some(auto().chain(Marks::NAMED.map(|(name, _)| name.to_owned())).collect())
        }
        Setting::Mouse | Setting::Visibility => Some(vec!["on".into(), "off".into()]),
        Setting::Autosave => None,
    }
}

fn lines(config: &Config) -> Vec<String> {
    let widest = config.settings.iter().map(|row| text::shown_width(&row.value)).max().unwrap_or(0);
    let mut lines: Vec<String> = config
        .settings
        .iter()
        .map(|row| {
            let from = if row.from == "environment" { "NO_COLOR" } else { row.from };
            let value = text::display(&row.value).into_owned();
            format!("{:12}{}  {from:10}{}", row.setting, text::pad(&value, widest), row.help)
        })
        .collect();
    let themes = config.settings.iter().find(|row| row.setting == Setting::Theme.name());
    if let Some(names) = themes.and_then(|row| row.values.as_ref()) {
        lines.push(String::new());
        lines.push(format!("Themes: {}.", names.join(", ")));
    }
    if let Some(file) = &config.file {
        lines.push(format!("The file is {file}, written like (theme: \"dark\", mouse: \"off\")."));
    }
    lines
}
