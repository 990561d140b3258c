//! `cjm show`: a map as text.

use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};

use super::opening::not_opened;
use super::place::Place;
use super::rows::{self, Table};
use super::settings::Chosen;
use super::{Format, View, output};
use crate::insight::breaks::breaks;
use crate::model::{Day, JourneyMap};
use crate::store::document::look_at;
use crate::store::read::read;
use crate::ui::focus::Focus;
use crate::ui::keymap::Keymap;
use crate::ui::{State, view};
use crate::words;

/// The map that shows what a finished one looks like.
const EXAMPLE: &str = include_str!("../../assets/examples/cross-border-order.ron");
/// How wide to print where nobody says.
pub(super) const WIDTH: u16 = 100;

pub(super) fn run(
    place: &Place,
    map: Option<&OsStr>,
    view: View,
    width: Option<u16>,
    format: Format,
) -> anyhow::Result<u8> {
    let path = asked_for(place, map)?;
    match format {
        Format::Text => print(place, &path, view, width),
        Format::Json => {
            let document =
                look_at(&*place.fs, &path).map_err(|error| not_opened(place, &path, &error))?;
            match table(view) {
                Some(table) => {
                    let rows = rows::json(&document.map, table, today());
                    let rows = rows.context("could not make JSON of the table")?;
                    output::value_or_lines(format, &rows, Vec::new)?;
                }
                None => output::value_or_lines(format, &document.map, Vec::new)?,
            }
            Ok(0)
        }
    }
}

/// The file of the map that is meant; none named: of the one opened last.
pub(super) fn asked_for(place: &Place, map: Option<&OsStr>) -> anyhow::Result<PathBuf> {
    match map {
        Some(map) => place.locate(map),
        None => match place.last() {
            Some(path) => Ok(path),
            None => bail!("which map? None was opened yet: cjm list shows those that are there"),
        },
    }
}

/// Prints the map in a file.
pub(super) fn print(
    place: &Place,
    path: &Path,
    view: View,
    width: Option<u16>,
) -> anyhow::Result<u8> {
    let document = look_at(&*place.fs, path).map_err(|error| not_opened(place, path, &error))?;
    if let Some(why) = document.read_only {
        output::remark(&why.to_string());
    }
    print_map(place, document.map, view, width)
}

/// Prints the example.
pub(super) fn print_example(place: &Place) -> anyhow::Result<u8> {
    let document = read(EXAMPLE.as_bytes()).map_err(|error| anyhow!("the example: {error}"))?;
    print_map(place, document.map, View::Board, None)
}

fn print_map(place: &Place, map: JourneyMap, of: View, width: Option<u16>) -> anyhow::Result<u8> {
    let width = width.or_else(terminal_width).unwrap_or(WIDTH);
    let mut lines = match of {
        // what cjm fix prints begins with the one sentence
        View::Fix => Vec::new(),
        _ => words::map_head(&map, width.into()),
    };
    match of {
        View::Fix => lines.extend(words::fix_lines(&breaks(&map), today(), width.into())),
        View::List => lines.extend(words::map_as_list(&map, width.into())),
        View::Actions | View::Missing | View::Results | View::Risks => {
            lines.push(String::new());
            let sheet = table(of).map(|table| rows::sheet(&map, table, today()));
            lines.extend(sheet.iter().flat_map(|sheet| sheet.print(width.into())));
        }
        View::Board | View::Curve => {
            let chosen = Chosen::read(place);
            let look = chosen.look();
            let mut state = State::new(Arc::new(map), 0, Keymap::default(), look, (width, 24));
            state.settings = chosen.settings;
            state.focus = Focus::default();
            lines.push(String::new());
            lines.extend(if of == View::Board {
                view::print(&state, width)
            } else {
                view::print_curve(&state, width)
            });
        }
    }
    output::lines(lines)?;
    Ok(0)
}

/// The table that a view is.
fn table(of: View) -> Option<Table> {
    match of {
        View::Actions => Some(Table::Actions),
        View::Missing => Some(Table::Missing),
        View::Results => Some(Table::Results),
        View::Risks => Some(Table::Risks),
        View::Board | View::List | View::Curve | View::Fix => None,
    }
}

/// The day that the clock on the wall says.
pub(super) fn today() -> Day {
    jiff::Zoned::now().date().into()
}

/// The width of the terminal that is printed on.
pub(super) fn terminal_width() -> Option<u16> {
    let out = std::io::stdout();
    if !out.is_terminal() {
        return None;
    }
    rustix::termios::tcgetwinsize(&out).ok().map(|size| size.ws_col).filter(|width| *width >= 20)
}
