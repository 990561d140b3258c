//! The maps: which there are, which is chosen, what is looked for in all of
//! them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::across::Across;
use super::filter::Shown;
use super::find::{Find, Hit};
use crate::insight::{Standing, place_among, texts};
use crate::model::{Address, Day, JourneyMap, Spot};
use crate::text::fold;

/// So many places in one map are shown for what is looked for.
const HITS: usize = 3;

/// What the edge found in the library.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The maps, by name.
    pub maps: Vec<Listed>,
    /// What was deleted, the latest first.
    pub trash: Vec<Deleted>,
}

/// A map of the library, or the one that is open.
#[derive(Debug, Clone)]
pub struct Listed {
    /// What a command calls it.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// What is in it, or why it cannot be read.
    pub map: Result<Arc<JourneyMap>, String>,
    /// Its figures; all 0 where it cannot be read.
    pub standing: Standing,
}

impl Listed {
    /// A map as it stands on that day.
    pub fn new(
        name: String,
        path: PathBuf,
        map: Result<Arc<JourneyMap>, String>,
        today: Day,
    ) -> Self {
        let standing = map.as_ref().map(|map| Standing::of(map, today)).unwrap_or_default();
        Self { name, path, map, standing }
    }
}

/// A map in the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// What it was called.
    pub name: String,
    /// When it was deleted, as a person reads it.
    pub when: String,
    /// Its file.
    pub path: PathBuf,
}

/// What is to be done with whole maps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapTask {
    /// Open it; at that place, where one is named.
    Open {
        /// Its file.
        path: PathBuf,
        /// The card or stage that gets the focus.
        at: Option<Address>,
    },
    /// Begin a new one.
    New,
    /// Make a copy of the finished example, and open it.
    Example,
    /// Give it another title, and its file the name that fits.
    Rename {
        /// Its file.
        path: PathBuf,
        /// The title.
        title: String,
    },
    /// Copy it for another customer.
    Copy {
        /// Its file.
        path: PathBuf,
        /// Who makes the journey.
        persona: String,
    },
    /// Copy it as it should be.
    ToBe {
        /// Its file.
        path: PathBuf,
        /// What the copy is called.
        title: String,
    },
    /// Give it other tags.
    Tags {
        /// Its file.
        path: PathBuf,
        /// The tags, with commas between them.
        tags: String,
    },
    /// Move it to the trash.
    Delete {
        /// Its file.
        path: PathBuf,
        /// The map that is opened next, where it was the open one; none: a
        /// new one begins.
        next: Option<PathBuf>,
    },
    /// Bring it back from the trash.
    Restore {
        /// Its file there.
        path: PathBuf,
    },
}

/// The open list of maps.
#[derive(Debug, Clone, Default)]
pub struct Maps {
    /// The maps.
    pub rows: Vec<MapRow>,
    /// The library was looked at: these are all there are.
    pub is_read: bool,
    /// What was deleted, the latest first.
    pub trash: Vec<Deleted>,
    /// What is looked for, as it was typed.
    pub typed: String,
    /// What is shown of all that, one a line.
    pub lines: Vec<Line>,
    /// Which line is chosen.
    pub chosen: usize,
    /// What was deleted while the list is open, the latest last.
    pub deleted: Vec<PathBuf>,
    /// What `u` brought back since then.
    pub brought_back: Vec<PathBuf>,
    /// The map that is chosen as soon as the list is read again.
    pub wanted: Option<PathBuf>,
    /// The table over several maps, while one is open.
    pub across: Option<Box<Across>>,
}

/// A map in the list.
#[derive(Debug, Clone)]
pub struct MapRow {
    /// The map.
    pub listed: Listed,
    find: Find,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A map.
    Map(usize),
    /// A place in it that has what is looked for.
    Hit {
        /// Which map.
        map: usize,
        /// The card or stage.
        at: Address,
        /// What that is called.
        title: String,
        /// The field that has it.
        field: &'static str,
        /// What stands there.
        text: String,
    },
    /// So many more places in it.
    More(usize),
    /// Where the trash begins.
    TrashHead,
    /// A map in the trash.
    Trash(usize),
}

impl Line {
    /// Whether it can be chosen.
    pub fn is_choice(&self) -> bool {
        !matches!(self, Self::More(_) | Self::TrashHead)
    }
}

impl Maps {
    /// The map that was in one file is in another: what is done until the list
    /// is read anew is done there.
    pub fn moved(&mut self, from: &Path, to: &Path) {
        for row in self.rows.iter_mut().filter(|row| row.listed.path == from) {
            row.listed.path = to.to_owned();
        }
        self.wanted = Some(to.to_owned());
    }

    /// Takes what the edge found.
    pub fn take(&mut self, listing: Listing, today: Day) {
        let is_named = self.wanted.is_some();
        let wanted = self.wanted.take().or_else(|| self.path().map(Path::to_owned));
        let rows = listing.maps.into_iter();
        let rows = rows.map(|listed| MapRow { listed, find: Find::default() });
        let mut rows: Vec<MapRow> = rows.collect();
        rows.sort_by_key(|row| place_among(row.listed.standing.priority));
        self.rows = rows;
        self.is_read = true;
        self.trash = listing.trash;
        self.narrow();
        let place = self.lines.iter().position(|line| {
            matches!(line, Line::Map(_) | Line::Trash(_)) && self.path_of(line) == wanted.as_deref()
        });
        self.chosen = place.unwrap_or(self.chosen);
        self.step(0);
        if !is_named && !self.typed.is_empty() {
            self.choose_first();
        }
        if let Some(before) = self.across.take() {
            self.across = before.renewed(&self.rows, today).map(Box::new);
        }
    }

    /// Looks for `typed` in all maps.
    pub fn look_for(&mut self, typed: &str) {
        typed.clone_into(&mut self.typed);
        self.narrow();
        self.choose_first();
    }

    /// Chooses what was looked for: a map that is called so, else the first
    /// place that has it.
    fn choose_first(&mut self) {
        self.chosen = 0;
        self.step(0);
        let needle = fold(self.typed.trim());
        let is_called = |row: &MapRow| {
            let map = row.listed.map.as_ref();
            fold(&row.listed.name).contains(&needle)
                || map.is_ok_and(|map| fold(&map.title).contains(&needle))
        };
        if let Some(Line::Map(number)) = self.line()
            && !self.rows.get(*number).is_some_and(is_called)
            && matches!(self.lines.get(self.chosen + 1), Some(Line::Hit { .. }))
        {
            self.chosen += 1;
        }
    }

    /// What of all that has what is looked for.
    fn narrow(&mut self) {
        self.lines.clear();
        let needle = fold(self.typed.trim());
        for (number, row) in self.rows.iter_mut().enumerate() {
            if needle.is_empty() {
                self.lines.push(Line::Map(number));
                continue;
            }
            let is_named = row.is_named(&needle);
            let Ok(map) = &row.listed.map else {
                if is_named {
                    self.lines.push(Line::Map(number));
                }
                continue;
            };
            row.find.look_for(self.typed.trim(), map, &Shown::default());
            let hits = &row.find.hits;
            if is_named || !hits.is_empty() {
                self.lines.push(Line::Map(number));
            }
            self.lines.extend(
                hits.iter().take(HITS).filter_map(|hit| line_of(number, map, *hit, &needle)),
            );
            if hits.len() > HITS {
                self.lines.push(Line::More(hits.len() - HITS));
            }
        }
        let trash: Vec<Line> = (0..self.trash.len())
            .filter(|&number| needle.is_empty() || fold(&self.trash[number].name).contains(&needle))
            .map(Line::Trash)
            .collect();
        if !trash.is_empty() {
            self.lines.push(Line::TrashHead);
            self.lines.extend(trash);
        }
    }

    /// Moves the choice by so many lines, past heads, and not beyond the ends.
    pub fn step(&mut self, by: isize) {
        let choices: Vec<usize> =
            (0..self.lines.len()).filter(|&at| self.lines[at].is_choice()).collect();
        let at = choices.partition_point(|&at| at < self.chosen);
        let to = at.saturating_add_signed(by).min(choices.len().saturating_sub(1));
        self.chosen = choices.get(to).copied().unwrap_or(0);
    }

    /// The chosen line.
    pub fn line(&self) -> Option<&Line> {
        self.lines.get(self.chosen)
    }

    /// The chosen map, or the one in which the chosen place is.
    pub fn row(&self) -> Option<&MapRow> {
        match self.line()? {
            Line::Map(number) | Line::Hit { map: number, .. } => self.rows.get(*number),
            Line::More(_) | Line::TrashHead | Line::Trash(_) => None,
        }
    }

    /// The file of the chosen line.
    pub fn path(&self) -> Option<&Path> {
        self.path_of(self.line()?)
    }

    fn path_of(&self, line: &Line) -> Option<&Path> {
        match line {
            Line::Map(number) | Line::Hit { map: number, .. } => {
                Some(&self.rows.get(*number)?.listed.path)
            }
            Line::Trash(number) => Some(&self.trash.get(*number)?.path),
            Line::More(_) | Line::TrashHead => None,
        }
    }

    /// The map that stands beside that one: what is opened when it is gone.
    pub fn beside(&self, path: &Path) -> Option<PathBuf> {
        let rows = &self.rows;
        let at = rows.iter().position(|row| row.listed.path == path)?;
        let readable = |row: &&MapRow| row.listed.map.is_ok() && row.listed.path != path;
        let after = rows[at..].iter().find(readable);
        let found = after.or_else(|| rows[..at].iter().rev().find(readable));
        found.map(|row| row.listed.path.clone())
    }
}

impl MapRow {
    fn is_named(&self, needle: &str) -> bool {
        let has = |text: &str| fold(text).contains(needle);
        has(&self.listed.name)
            || self.listed.map.as_ref().is_ok_and(|map| {
                let persona = &map.persona;
                [&map.title, &map.owner, &map.decision, &persona.name, &persona.market]
                    .into_iter()
                    .chain(&map.tags)
                    .any(|text| has(text))
            })
    }
}

fn line_of(number: usize, map: &JourneyMap, (column, row): Hit, needle: &str) -> Option<Line> {
    let stage = map.stages.get(column)?;
    let (at, title, found) = match row {
        Some(row) => {
            let touchpoint = stage.touchpoints.get(row)?;
            let at = Address::Touchpoint(Spot::new(&stage.id, &touchpoint.id));
            (at, &touchpoint.title, texts::first_in_touchpoint(touchpoint, needle))
        }
        None => {
            (Address::Stage(stage.id.clone()), &stage.name, texts::first_in_stage(stage, needle))
        }
    };
    let (field, text) = found.unwrap_or_default();
    Some(Line::Hit { map: number, at, title: title.to_string(), field, text })
}
