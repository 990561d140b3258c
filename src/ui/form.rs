//! A page of fields: an opened card, the brief of the map, a stage, a note, an
//! action, or one row of a list. What stands on it is a function of the map;
//! only what is chosen is kept.

mod build;
mod tables;
mod values;

use crate::edit::{Part, Way, entry_at};
use crate::insight::Task;
use crate::model::record::Node;
use crate::model::{Address, Conflict, Day, Emotion, Entry, Holder, JourneyMap};
use crate::ui::look::{Look, Role};
use build::Builder;

/// An open page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The thing.
    pub at: Address,
    /// The record in it; empty for the thing itself.
    pub way: Way,
    /// The chosen row.
    pub chosen: usize,
    /// Fields without a value are shown too.
    pub all: bool,
    /// Its fields are gone through with Tab: a value that is chosen opens the
    /// next one, as a text that is typed does.
    pub filling: bool,
    /// It is that of a row that was added from this row of the page below: left
    /// as it was made, it takes the row away again.
    pub new_from: Option<usize>,
    /// The first line in view, of the column on the left and of that on the
    /// right.
    pub top: [usize; 2],
    /// The day it is, as the last message said; none before the first.
    pub today: Option<Day>,
}

/// A line on the screen that Enter follows to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// The line.
    pub text: String,
    /// The thing that has the field.
    pub at: Address,
    /// Where in it.
    pub way: Way,
}

/// On which side a group stands where there are two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What the customer meets.
    Left,
    /// What we noted, count and do.
    Right,
}

/// Rows under one head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The head.
    pub title: String,
    /// Where it stands.
    pub side: Side,
    /// The rows.
    pub rows: Vec<Row>,
}

/// What a row stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A value.
    Field {
        /// Where.
        way: Way,
        /// What is entered there.
        entry: Entry,
    },
    /// A row of a list, which has a page of its own.
    Item {
        /// The list.
        list: Way,
        /// Which row.
        index: usize,
    },
    /// Where a row is added to a list.
    Add {
        /// The list.
        list: Way,
        /// How many rows it has.
        count: usize,
    },
    /// A note or an action, which has a page of its own.
    Thing(Address),
    /// Where a note is added.
    AddNote(Holder),
    /// Where an action is added.
    AddAction(Holder),
    /// Where an entry is added to the parking lot.
    Park,
    /// What a merge could not decide.
    Conflict(Box<Conflict>),
    /// One of the five steps of the work on a map.
    Step(Task),
    /// What shows the fields that are folded away.
    Folded,
}

impl Target {
    /// Whether it is in a list, to which a row can be added there.
    pub fn is_of_list(&self) -> bool {
        match self {
            Self::Item { .. }
            | Self::Add { .. }
            | Self::AddNote(_)
            | Self::AddAction(_)
            | Self::Park
            | Self::Thing(Address::Note(..) | Address::Action(..) | Address::Parked(_)) => true,
            Self::Thing(_)
            | Self::Field { .. }
            | Self::Conflict(_)
            | Self::Step(_)
            | Self::Folded => false,
        }
    }
}

/// A row of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is called; empty where the value says it.
    pub label: String,
    /// What it stands for.
    pub target: Target,
    /// What stands there; empty: nothing.
    pub value: String,
    /// How the value looks.
    pub role: Role,
    /// What belongs there.
    pub hint: &'static str,
    /// All five emotions are shown, with this one as chosen.
    pub felt: Option<Option<Emotion>>,
    /// What else there is to say: of this row, or at the last row of a list
    /// of all of them together. In lines below it.
    pub below: Option<(String, Role)>,
}

impl Row {
    /// A row with a value.
    fn new(label: impl Into<String>, target: Target, value: impl Into<String>, role: Role) -> Self {
        Self {
            label: label.into(),
            target,
            value: value.into(),
            role,
            hint: "",
            felt: None,
            below: None,
        }
    }

    fn with_below(self, text: String, role: Role) -> Self {
        Self { below: Some((text, role)).filter(|(text, _)| !text.is_empty()), ..self }
    }

    fn with_hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }
}

impl Page {
    /// The page of a thing.
    pub fn of(at: Address) -> Self {
        Self {
            at,
            way: Way::new(),
            chosen: 0,
            all: false,
            filling: false,
            new_from: None,
            top: [0; 2],
            today: None,
        }
    }

    /// The page of a record in a thing.
    pub fn inside(&self, way: Way) -> Self {
        Self { way, all: true, today: self.today, ..Self::of(self.at.clone()) }
    }

    /// The pages that lead to a field, the last one with that field chosen.
    pub fn leading_to(at: &Address, way: &Way, map: &JourneyMap, look: Look) -> Vec<Self> {
        let first = Self { all: true, ..Self::of(at.clone()) };
        let rows = way.iter().enumerate().filter(|(_, part)| matches!(part, Part::Row(_)));
        let inner: Vec<Self> = rows.map(|(n, _)| first.inside(way[..=n].to_vec())).collect();
        let mut pages = vec![first];
        pages.extend(inner);
        for n in 0..pages.len() {
            // a page is left through the row of the next one
            let next = pages.get(n + 1).map_or(way, |page| &page.way).clone();
            let rows = pages[n].rows(map, look);
            let leads = |row: &Row| match &row.target {
                Target::Field { way, .. } => *way == next,
                Target::Item { list, index } => {
                    [list.clone(), vec![Part::Row(*index)]].concat() == next
                }
                _ => false,
            };
            pages[n].chosen = rows.iter().position(leads).unwrap_or(0);
        }
        pages
    }

    /// Chooses the row of a field.
    pub fn choose(&mut self, map: &JourneyMap, look: Look, field: &[Part]) {
        let is_it = |row: &Row| matches!(&row.target, Target::Field { way, .. } if way == field);
        if let Some(row) = self.rows(map, look).iter().position(is_it) {
            self.chosen = row;
        }
    }

    /// The page of the map, with the first field chosen that was changed on
    /// both sides.
    pub fn of_conflicts(map: &JourneyMap, look: Look) -> Self {
        let mut page = Self::of(Address::Map);
        let rows = page.rows(map, look);
        let is_one = |row: &Row| matches!(row.target, Target::Conflict(_));
        page.chosen = rows.iter().position(is_one).unwrap_or(0);
        page
    }

    /// All that stands on it; nothing where the thing is gone.
    pub fn groups(&self, map: &JourneyMap, look: Look) -> Vec<Group> {
        Builder::new(map, look, self).groups()
    }

    /// The rows of all groups, one after the other.
    pub fn rows(&self, map: &JourneyMap, look: Look) -> Vec<Row> {
        self.groups(map, look).into_iter().flat_map(|group| group.rows).collect()
    }
}

/// A copy of a thing, for looking into.
pub fn copy_of(map: &JourneyMap, at: &Address) -> Option<Box<dyn Node>> {
    Some(match at {
        Address::Map => Box::new(JourneyMap { stages: Vec::new(), ..map.clone() }),
        Address::Stage(id) => Box::new((**map.stage(id)?).clone()),
        Address::Touchpoint(spot) => Box::new((**map.touchpoint(spot)?).clone()),
        Address::Note(holder, id) => {
            Box::new(map.notes(holder)?.iter().find(|note| note.id == *id)?.clone())
        }
        Address::Action(holder, id) => {
            Box::new(map.actions(holder)?.iter().find(|it| it.id == *id)?.clone())
        }
        Address::Parked(id) => {
            Box::new((**map.parking.iter().find(|parked| parked.id == *id)?).clone())
        }
    })
}

/// The values of a row of a list in one line, as the page of the thing shows
/// them; none where the row is not there.
pub fn row_line(map: &JourneyMap, at: &Address, row: &Way) -> Option<String> {
    let mut copy = copy_of(map, at)?;
    entry_at(&mut *copy, row)?;
    Some(values::summary(&mut *copy, row))
}

/// Whether what a page shows is still there.
pub fn is_there(map: &JourneyMap, page: &Page) -> bool {
    let Some(mut copy) = copy_of(map, &page.at) else { return false };
    entry_at(&mut *copy, &page.way).is_some()
}
