//! A page of fields: an opened card, the brief of the map, a stage, a note, an
//! action, or one row of a list. What stands on it is a function of the map;
//! only what is chosen is kept.

mod tables;

use crate::edit::{Part, Way, entry_at};
use crate::model::record::{Node, Shape};
use crate::model::{Address, Entry, Holder, JourneyMap, Note, Phase};
use crate::ui::look::{Look, Role};
use crate::words;
use tables::{ACTION, BRIEF, NOTE, PARKED, STAGE, TOUCHPOINT, Table};

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
    /// What shows the fields that are folded away.
    Folded,
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
}

impl Page {
    /// The page of a thing.
    pub fn of(at: Address) -> Self {
        Self { at, way: Way::new(), chosen: 0, all: false }
    }

    /// The page of a record in a thing.
    pub fn inside(&self, way: Way) -> Self {
        Self { at: self.at.clone(), way, chosen: 0, all: true }
    }

    /// The page on which a field stands.
    pub fn around(at: &Address, field: &[Part]) -> Self {
        let row = field.iter().rposition(|part| matches!(part, Part::Row(_)));
        let way = field[..row.map_or(0, |row| row + 1)].to_vec();
        Self { at: at.clone(), way, chosen: 0, all: true }
    }

    /// Chooses the row of a field.
    pub fn choose(&mut self, map: &JourneyMap, look: Look, field: &[Part]) {
        let is_it = |row: &Row| matches!(&row.target, Target::Field { way, .. } if way == field);
        if let Some(row) = self.rows(map, look).iter().position(is_it) {
            self.chosen = row;
        }
    }

    /// All that stands on it; nothing where the thing is gone.
    pub fn groups(&self, map: &JourneyMap, look: Look) -> Vec<Group> {
        let mut builder = Builder { map, look, page: self, folded: 0, groups: Vec::new() };
        if self.way.is_empty() {
            builder.thing();
        } else {
            builder.record();
        }
        builder.finish()
    }

    /// The rows of all groups, one after the other.
    pub fn rows(&self, map: &JourneyMap, look: Look) -> Vec<Row> {
        self.groups(map, look).into_iter().flat_map(|group| group.rows).collect()
    }
}

struct Builder<'a> {
    map: &'a JourneyMap,
    look: Look,
    page: &'a Page,
    folded: usize,
    groups: Vec<Group>,
}

impl Builder<'_> {
    fn thing(&mut self) {
        let map = self.map;
        match &self.page.at {
            Address::Map => {
                let mut copy = JourneyMap { stages: Vec::new(), ..map.clone() };
                self.table(BRIEF, &mut copy, None);
            }
            Address::Stage(id) => {
                let Some(stage) = map.stage(id) else { return };
                let mut copy = (**stage).clone();
                copy.touchpoints.clear();
                self.table(STAGE, &mut copy, Some(&Holder::Stage(id.clone())));
            }
            Address::Touchpoint(spot) => {
                let Some(touchpoint) = map.touchpoint(spot) else { return };
                let mut copy = (**touchpoint).clone();
                self.table(TOUCHPOINT, &mut copy, Some(&Holder::Touchpoint(spot.clone())));
            }
            Address::Note(holder, id) => {
                let note =
                    map.notes(holder).and_then(|notes| notes.iter().find(|note| note.id == *id));
                let Some(note) = note else { return };
                self.table(NOTE, &mut note.clone(), None);
            }
            Address::Action(holder, id) => {
                let found =
                    map.actions(holder).and_then(|actions| actions.iter().find(|it| it.id == *id));
                let Some(action) = found else { return };
                self.table(ACTION, &mut action.clone(), None);
            }
            Address::Parked(id) => {
                let Some(parked) = map.parking.iter().find(|parked| parked.id == *id) else {
                    return;
                };
                self.table(PARKED, &mut (**parked).clone(), None);
            }
        }
    }

    /// All fields of the record that the page is in.
    fn record(&mut self) {
        let Some(mut copy) = copy_of(self.map, &self.page.at) else { return };
        let way = self.page.way.clone();
        let Some((_, _, _, Shape::Record(_, fields))) = entry_at(&mut *copy, &way) else { return };
        let title = way
            .iter()
            .rev()
            .find_map(|part| match part {
                Part::Field(name) => Some(words::field_label(name)),
                Part::Row(_) => None,
            })
            .unwrap_or_default();
        let mut rows = Vec::new();
        for field in fields {
            let way = [way.clone(), vec![Part::Field(field.name.into())]].concat();
            self.place(&mut *copy, way, field.name, &mut rows);
        }
        self.push(title, Side::Left, rows);
    }

    fn table(&mut self, table: Table, thing: &mut dyn Node, holder: Option<&Holder>) {
        for (title, side, fields) in table {
            let mut rows = Vec::new();
            for field in *fields {
                match (*field, holder) {
                    ("#notes", Some(holder)) => self.notes(holder, &mut rows),
                    ("#actions", Some(holder)) => self.actions(holder, &mut rows),
                    _ => {
                        let way: Way =
                            field.split('.').map(|part| Part::Field(part.into())).collect();
                        let name = field.rsplit('.').next().unwrap_or(field);
                        self.place(thing, way, name, &mut rows);
                    }
                }
            }
            self.push((*title).to_owned(), *side, rows);
        }
    }

    fn push(&mut self, title: String, side: Side, rows: Vec<Row>) {
        if !rows.is_empty() {
            self.groups.push(Group { title, side, rows });
        }
    }

    /// A field: its value, or the rows of its list, or its parts.
    fn place(&mut self, thing: &mut dyn Node, way: Way, name: &str, rows: &mut Vec<Row>) {
        let Some((entry, typed, count, shape)) = entry_at(thing, &way) else { return };
        let hint = words::field_hint(name);
        let label = words::field_label(name);
        if let Shape::Record(_, fields) = shape {
            for field in fields {
                let way = [way.clone(), vec![Part::Field(field.name.into())]].concat();
                self.place(thing, way, field.name, rows);
            }
            return;
        }
        if entry == Entry::Rows {
            for index in 0..count {
                let item = [way.clone(), vec![Part::Row(index)]].concat();
                let value = summary(thing, &item);
                let label = if index == 0 { label.clone() } else { String::new() };
                let target = Target::Item { list: way.clone(), index };
                rows.push(Row { label, target, value, role: Role::Text, hint });
            }
            if self.page.all || count > 0 {
                let label = if count == 0 { label } else { String::new() };
                let target = Target::Add { list: way, count };
                rows.push(Row { label, target, value: String::new(), role: Role::Dim, hint });
            } else {
                self.folded += 1;
            }
            return;
        }
        if typed.is_empty() && !self.page.all {
            self.folded += 1;
            return;
        }
        let (value, role) = self.shown(&typed, entry, name);
        rows.push(Row { label, target: Target::Field { way, entry }, value, role, hint });
    }

    /// A value as it is read.
    fn shown(&self, typed: &str, entry: Entry, name: &str) -> (String, Role) {
        if typed.is_empty() {
            return (String::new(), Role::Dim);
        }
        match (entry, name) {
            (Entry::Whole, "emotion" | "target") => {
                let emotion =
                    typed.parse().ok().and_then(|value| crate::model::Emotion::new(value).ok());
                (
                    format!("{} {}", self.look.mark(emotion), words::emotion(emotion)),
                    Role::Felt(emotion),
                )
            }
            (
                Entry::Whole,
                "importance" | "impact" | "effort" | "benefit" | "appropriate" | "relevant"
                | "simple" | "appealing" | "priority",
            ) => (format!("{typed} of 5"), Role::Text),
            (Entry::Number, "drop_off") => (format!("{typed} %"), Role::Warning),
            (Entry::Word(_), "phase") => {
                let phase = Phase::ALL.iter().find(|phase| phase.word() == typed);
                (words::spoken_word(typed), Role::Phase(phase.copied()))
            }
            (Entry::Word(_), _) => (words::spoken_word(typed), Role::Text),
            (Entry::Words(_), _) => {
                let spoken: Vec<String> = typed.split(", ").map(words::spoken_word).collect();
                (spoken.join(", "), Role::Text)
            }
            (Entry::Flag, _) => ("yes".into(), Role::Warning),
            // the mark by which one part with a comma is told from two
            (Entry::List, _) => (typed.trim_end_matches(';').to_owned(), Role::Text),
            _ => (typed.to_owned(), Role::Text),
        }
    }

    fn notes(&mut self, holder: &Holder, rows: &mut Vec<Row>) {
        for note in self.map.notes(holder).unwrap_or_default() {
            rows.push(Row {
                label: words::note_kind(note.kind).into(),
                target: Target::Thing(Address::Note(holder.clone(), note.id.clone())),
                value: note_value(note),
                role: Role::Note(note.kind),
                hint: "",
            });
        }
    }

    fn actions(&mut self, holder: &Holder, rows: &mut Vec<Row>) {
        for action in self.map.actions(holder).unwrap_or_default() {
            let due = action.due.map(|due| format!("due {due}"));
            let parts = [Some(action.title.to_string()), Some(action.owner.to_string()), due];
            let value: Vec<String> =
                parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            rows.push(Row {
                label: words::action_state(action.state()).into(),
                target: Target::Thing(Address::Action(holder.clone(), action.id.clone())),
                value: value.join(" · "),
                role: Role::Action,
                hint: "",
            });
        }
    }

    fn finish(mut self) -> Vec<Group> {
        if self.folded > 0 {
            let row = Row {
                label: String::new(),
                target: Target::Folded,
                value: words::folded(self.folded, "enter"),
                role: Role::Dim,
                hint: "",
            };
            let left = self.groups.iter().rposition(|group| group.side == Side::Left);
            let at = left.map_or(0, |at| at + 1);
            self.groups
                .insert(at, Group { title: String::new(), side: Side::Left, rows: vec![row] });
        }
        // the order of the rows is that of the eye: down the left, down the right
        self.groups.sort_by_key(|group| group.side == Side::Right);
        self.groups
    }
}

fn note_value(note: &Note) -> String {
    let parts = [&note.text, &note.by, &note.owner];
    parts
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| &***part)
        .collect::<Vec<&str>>()
        .join(" · ")
}

/// The values of a record in one line.
fn summary(thing: &mut dyn Node, way: &Way) -> String {
    let Some((_, _, _, Shape::Record(_, fields))) = entry_at(thing, way) else {
        return String::new();
    };
    let mut parts = Vec::new();
    for field in fields {
        let way = [way.clone(), vec![Part::Field(field.name.into())]].concat();
        let Some((entry, typed, count, _)) = entry_at(thing, &way) else { continue };
        match entry {
            Entry::Rows if count > 0 => {
                parts.push(format!("{count} {}", words::field_label(field.name)))
            }
            Entry::Word(_) => parts.push(words::spoken_word(&typed)),
            Entry::Flag if !typed.is_empty() => parts.push(words::field_label(field.name)),
            Entry::Whole | Entry::Number if !typed.is_empty() => {
                let emotion =
                    typed.parse().ok().and_then(|value| crate::model::Emotion::new(value).ok());
                parts.push(match (field.name, emotion) {
                    ("emotion", Some(emotion)) => words::signed(emotion),
                    _ => format!("{} {typed}", words::field_label(field.name)),
                });
            }
            _ => parts.push(typed),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
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

/// Whether what a page shows is still there.
pub fn is_there(map: &JourneyMap, page: &Page) -> bool {
    let Some(mut copy) = copy_of(map, &page.at) else { return false };
    entry_at(&mut *copy, &page.way).is_some()
}
