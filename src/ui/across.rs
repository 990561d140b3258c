//! A table over several maps: the actions of all, or two beside each other.
//! It is made of the maps in the list, and made anew with the list.

use std::path::{Path, PathBuf};

use super::maps::MapRow;
use crate::insight::{ActionOrder, actions, beside};
use crate::model::{Address, Day, JourneyMap};
use crate::words;
use crate::words::rows::{OfMap, Rows, all_actions_rows};
use crate::words::sheet::Sheet;

/// What a table over several maps shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// The actions of all maps, in that order.
    Actions(ActionOrder),
    /// Two maps beside each other.
    Beside {
        /// The file of the one that is open.
        one: PathBuf,
        /// The file of the other.
        other: PathBuf,
    },
}

/// A table over several maps.
#[derive(Debug, Clone)]
pub struct Across {
    /// What it shows.
    pub kind: Kind,
    /// What stands over it.
    pub title: String,
    /// The table.
    pub sheet: Sheet,
    /// Which row is chosen, from 0.
    pub chosen: usize,
    /// It was opened from the board, and closing it goes back there.
    pub is_from_board: bool,
    /// The key that changes the order of actions.
    key: String,
    /// In which map each row is.
    paths: Vec<PathBuf>,
}

impl Across {
    /// The table over these maps; none where one that it shows is not there,
    /// or cannot be read.
    pub fn of(kind: Kind, rows: &[MapRow], today: Day, key: &str) -> Option<Self> {
        let (title, sheet, paths) = match &kind {
            Kind::Actions(order) => of_actions(rows, *order, today, key),
            Kind::Beside { one, other } => of_two(rows, one, other)?,
        };
        let key = key.to_owned();
        Some(Self { kind, title, sheet, chosen: 0, is_from_board: false, key, paths })
    }

    /// The same over the maps as they are now; the choice stays on its row.
    pub(super) fn renewed(self, rows: &[MapRow], today: Day) -> Option<Self> {
        let was = self.place();
        let mut made = Self::of(self.kind.clone(), rows, today, &self.key)?;
        let is_it = |n: &usize| made.place_of(*n) == was;
        let kept = was.and_then(|_| (0..made.paths.len()).find(is_it));
        made.chosen = kept.unwrap_or(self.chosen);
        made.is_from_board = self.is_from_board;
        made.step(0);
        Some(made)
    }

    /// The table as values; none where it is two maps beside each other.
    pub(super) fn rows(&self, rows: &[MapRow], today: Day) -> Option<Rows> {
        let Kind::Actions(order) = self.kind else { return None };
        let called = called(rows);
        let mut made = all_actions_rows(&actions_of_all(rows, &called, order).0, order, today);
        made.head.push_str(&without(rows));
        Some(made)
    }

    /// Where Enter leads: the map of the chosen row, and the place in it.
    pub fn place(&self) -> Option<(&Path, &Address)> {
        self.place_of(self.chosen)
    }

    fn place_of(&self, row: usize) -> Option<(&Path, &Address)> {
        Some((self.paths.get(row)?, &self.sheet.rows.get(row)?.at))
    }

    /// Moves the choice by so many rows, and not beyond the ends.
    pub fn step(&mut self, by: isize) {
        let last = self.sheet.rows.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
    }
}

type Made = (String, Sheet, Vec<PathBuf>);

/// The maps that can be read: file, map and name.
fn readable(rows: &[MapRow]) -> impl Iterator<Item = (&PathBuf, &JourneyMap, &str)> + Clone {
    let listed = rows.iter().map(|row| &row.listed);
    listed.filter_map(|it| Some((&it.path, &**it.map.as_ref().ok()?, it.name.as_str())))
}

/// What those maps are called.
fn called(rows: &[MapRow]) -> Vec<String> {
    words::called_apart(readable(rows).map(|(_, map, name)| (map, name)))
}

/// The actions of all maps that can be read, in that order, and the file of each.
fn actions_of_all<'a>(
    rows: &'a [MapRow],
    called: &'a [String],
    order: ActionOrder,
) -> (Vec<OfMap<'a>>, Vec<&'a PathBuf>) {
    let mut all = Vec::new();
    for ((path, map, name), called) in readable(rows).zip(called) {
        all.extend(actions(map).map(|placed| (OfMap { name, called, map, placed }, path)));
    }
    order.sort_with(&mut all, |(it, _)| it.placed.action);
    all.into_iter().unzip()
}

fn of_actions(rows: &[MapRow], order: ActionOrder, today: Day, key: &str) -> Made {
    let called = called(rows);
    let (actions, paths) = actions_of_all(rows, &called, order);
    let called: Vec<_> = actions.iter().map(|it| (it.called, it.placed)).collect();
    let mut sheet = words::all_actions_sheet(&called, order, today, key);
    sheet.head.push_str(&without(rows));
    (words::ALL_ACTIONS.into(), sheet, paths.into_iter().cloned().collect())
}

/// What stands behind the head of a table: the maps that are not in it.
fn without(rows: &[MapRow]) -> String {
    let broken = rows.iter().filter(|row| row.listed.map.is_err());
    let broken: Vec<&str> = broken.map(|row| row.listed.name.as_str()).collect();
    if broken.is_empty() { String::new() } else { format!(" {}", words::without_maps(&broken)) }
}

fn of_two(rows: &[MapRow], one: &Path, other: &Path) -> Option<Made> {
    let map = |path: &Path| readable(rows).find(|(of, ..)| **of == path);
    let ((_, map, file), (_, against, other_file)) = (map(one)?, map(other)?);
    let pairs = beside(map, against);
    let names = words::names_beside([map, against], [file, other_file]);
    let whole = words::called_apart([(map, file), (against, other_file)].into_iter());
    let sheet = words::beside_sheet(&pairs, &names);
    let sides = words::sides_beside(&pairs).into_iter();
    let paths = sides.map(|is_in_one| if is_in_one { one.to_owned() } else { other.to_owned() });
    Some((words::beside_title(&whole, &names), sheet, paths.collect()))
}
