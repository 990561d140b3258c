//! `cjm show`: a map as text.

use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{anyhow, bail};

use super::opening::opened;
use super::place::Place;
use super::rows::{Table, listed};
use super::settings::Chosen;
use super::{TableFormat, View, brief, fix, output};
use crate::insight::{self, ActionOrder};
use crate::model::{Day, JourneyMap};
use crate::store::document::look_at;
use crate::store::library::Library;
use crate::store::templates;
use crate::ui::focus::Focus;
use crate::ui::keymap::Keymap;
use crate::ui::{State, view};
use crate::words;
use crate::words::rows::{OfMap, all_actions_rows};

/// The map that shows what a finished one looks like.
/// How wide to print where nobody says.
pub(super) const WIDTH: u16 = 100;
/// What is printed where nothing is asked for.
const BOARD: Asked =
    Asked { view: None, order: None, today: None, width: None, format: TableFormat::Text };

/// What is asked for.
pub(super) struct Asked {
    /// What of the map; none: the board.
    pub(super) view: Option<View>,
    /// The order of actions.
    pub(super) order: Option<ActionOrder>,
    /// The day that counts as today.
    pub(super) today: Option<Day>,
    /// How wide to print, in cells.
    pub(super) width: Option<u16>,
    /// How to print.
    pub(super) format: TableFormat,
}

impl Asked {
    /// The width to print in.
    pub(super) fn cells(&self) -> usize {
        self.width.or_else(terminal_width).unwrap_or(WIDTH).into()
    }

    fn table(&self, of: View) -> Option<Table> {
        table(of, self.order.unwrap_or_default())
    }

    /// The day that counts as today.
    pub(super) fn day(&self) -> Day {
        self.today.unwrap_or_else(today)
    }
}

pub(super) fn run(place: &Place, map: Option<&OsStr>, asked: &Asked) -> anyhow::Result<u8> {
    let view = asked.view.unwrap_or(View::Board);
    if asked.order.is_some() && view != View::Actions {
        bail!("--order is for --view actions");
    }
    // what has its own sentence, and its own JSON
    if view == View::Fix {
        let Asked { width, today, format, .. } = *asked;
        return fix::run(place, map, fix::Asked { width, today, format });
    }
    let table = asked.table(view);
    if table.is_none() {
        asked.format.of(view.what())?;
    }
    let path = asked_for(place, map)?;
    if asked.format == TableFormat::Text {
        return print_file(place, &path, asked);
    }
    let map = opened(place, &path)?;
    match table {
        Some(table) => {
            let rows = || listed(&map, table, asked.day()).rows(&map, asked.day());
            output::table(asked.format, rows, Vec::new)?;
        }
        None if view == View::Brief => brief::print_json(&map, asked.day())?,
        None => output::json(&map)?,
    }
    Ok(0)
}

/// Prints the actions of all maps of the library.
pub(super) fn run_all(place: &Place, asked: &Asked) -> anyhow::Result<u8> {
    if asked.view.is_some_and(|view| view != View::Actions) {
        bail!("--all is for --view actions; cjm list shows how all maps stand");
    }
    let places = place.places()?;
    let maps = Library::new(&*place.fs, places).list().map_err(|error| anyhow!("{error}"))?;
    let mut found = Vec::new();
    let mut all_read = true;
    for entry in maps {
        match look_at(&*place.fs, &entry.path) {
            Ok(document) => found.push((entry.name, document.map)),
            Err(error) => {
                all_read = false;
                output::remark(&error.to_string());
            }
        }
    }
    found.sort_by_key(|(_, map)| insight::place_among(map.priority));
    let order = asked.order.unwrap_or_default();
    let mut actions: Vec<OfMap<'_>> = Vec::new();
    let called = words::called_apart(found.iter().map(|(name, map)| (map, name.as_str())));
    for ((name, map), called) in found.iter().zip(&called) {
        let its = insight::actions(map);
        actions.extend(its.map(|placed| OfMap { name, called, map, placed }));
    }
    order.sort_with(&mut actions, |it| it.placed.action);
    let today = asked.day();
    output::table(
        asked.format,
        || all_actions_rows(&actions, order, today),
        || {
            let called: Vec<_> = actions.iter().map(|it| (it.called, it.placed)).collect();
            words::all_actions_sheet(&called, order, today, "").print(asked.cells())
        },
    )?;
    Ok(u8::from(!all_read))
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

/// Prints the board of the map in a file.
pub(super) fn print(place: &Place, path: &Path) -> anyhow::Result<u8> {
    print_file(place, path, &BOARD)
}

fn print_file(place: &Place, path: &Path, asked: &Asked) -> anyhow::Result<u8> {
    print_map(place, opened(place, path)?, asked)
}

/// Prints the example.
pub(super) fn print_example(place: &Place) -> anyhow::Result<u8> {
    let map = templates::example().map_err(|error| anyhow!("{error}"))?;
    print_map(place, map, &BOARD)
}

fn print_map(place: &Place, map: JourneyMap, asked: &Asked) -> anyhow::Result<u8> {
    let of = asked.view.unwrap_or(View::Board);
    let width = asked.width.or_else(terminal_width).unwrap_or(WIDTH);
    let today = asked.day();
    // the brief says all of the head at length
    let mut lines = match of {
        View::Brief => Vec::new(),
        _ => words::map_head(&map, width.into()),
    };
    match of {
        View::Brief => {
            lines.extend(words::brief_lines(&map, &insight::known(&map), today, width.into()))
        }
        View::List => lines.extend(words::map_as_list(&map, width.into())),
        View::Fix | View::Actions | View::Missing | View::Results | View::Risks => {
            lines.push(String::new());
            let table = asked.table(of).map(|table| listed(&map, table, today));
            let sheet = table.map(|table| table.sheet(&map, today, ""));
            lines.extend(sheet.iter().flat_map(|sheet| sheet.print(width.into())));
        }
        View::Board | View::Curve => {
            let state = state(place, map, width);
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

/// What the screen would show of a map, with nothing in focus.
pub(super) fn state(place: &Place, map: JourneyMap, width: u16) -> State {
    let chosen = Chosen::read(place);
    let look = chosen.look();
    let mut state = State::new(Arc::new(map), 0, Keymap::default(), look, (width, 24));
    state.settings = chosen.settings;
    state.focus = Focus::default();
    state
}

/// The table that a view is.
fn table(of: View, order: ActionOrder) -> Option<Table> {
    match of {
        View::Actions => Some(Table::Actions(order)),
        View::Missing => Some(Table::Missing),
        View::Results => Some(Table::Results),
        View::Risks => Some(Table::Risks),
        View::Fix => Some(Table::Fix),
        View::Board | View::List | View::Curve | View::Brief => None,
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
