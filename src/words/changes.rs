//! What is different between two maps, in sentences.

use std::collections::BTreeMap;

use super::conflict::value_of;
use super::fields::{field_label, spoken_word};
use super::label::{count, day, note_kind, quoted};
use super::{thing_called, with_commas};
use crate::compare::{Change, Seat, ThingKind, What};
use crate::model::{Address, Day, Holder, Id, JourneyMap, Spot};
use crate::text;

/// Texts of more cells than this are not shown as they were.
const SHORT: usize = 60;
/// Of a longer text, as it is now, this many cells are shown.
const LONG: usize = 100;

/// A sentence about one difference, or the head over several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The sentence.
    pub text: String,
    /// How deep it stands: 0 for the map and its stages, 1 for what is in a
    /// stage, 2 for what is in a touchpoint.
    pub depth: usize,
    /// It stands over those that follow and says nothing changed by itself.
    pub is_head: bool,
    /// What it is about; where that is gone, what held it.
    pub at: Address,
    /// Which of the changes it tells; none for a head.
    pub change: Option<usize>,
}

/// How many differences there are of each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Things, rows of lists and comments that are new.
    pub added: usize,
    /// Things, rows of lists and comments that are gone.
    pub removed: usize,
    /// Things that stand elsewhere.
    pub moved: usize,
    /// Fields with another value, lists in another order, steps in the state of
    /// notes and actions.
    pub changed: usize,
}

/// What became of a thing, of a row in a list, or of comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands elsewhere.
    Moved,
    /// It is there, and another.
    Changed,
}

impl Fate {
    /// What became of what `change` is about, as its sentence says it: a row
    /// that is new is added, and no other value of its list.
    pub fn of(change: &Change) -> Self {
        match &change.what {
            What::Added(_) => Self::Added,
            What::Removed(_) => Self::Removed,
            What::Moved { .. } => Self::Moved,
            What::Order { .. } => Self::Changed,
            What::Comments { before, after, .. } => match (before.is_empty(), after.is_empty()) {
                (true, _) => Self::Added,
                (_, true) => Self::Removed,
                _ => Self::Changed,
            },
            What::Field { name, before, after } => {
                let is_row = |value: &str| value.starts_with('(');
                let is_whole_row = name.ends_with(']') && (is_row(before) || is_row(after));
                if !is_whole_row || step(change, name, before, after).is_some() {
                    Self::Changed
                } else if before == "None" {
                    Self::Added
                } else {
                    Self::Removed
                }
            }
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Changed => "changed",
        }
    }
}

impl Tally {
    /// Counts `changes`.
    pub fn of(changes: &[Change]) -> Self {
        changes.iter().fold(Self::default(), |mut tally, change| {
            *match Fate::of(change) {
                Fate::Added => &mut tally.added,
                Fate::Removed => &mut tally.removed,
                Fate::Moved => &mut tally.moved,
                Fate::Changed => &mut tally.changed,
            } += 1;
            tally
        })
    }
}

/// All of it in a line: `2 added, 1 moved, 5 changed`.
pub fn changes_tally(tally: Tally) -> String {
    let Tally { added, removed, moved, changed } = tally;
    let parts = [(added, "added"), (removed, "removed"), (moved, "moved"), (changed, "changed")];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    if parts.is_empty() { "nothing changed".into() } else { parts.join(", ") }
}

/// The changes that lead from `old` to `new` in sentences, by stage and
/// touchpoint in the order of the map, under heads; each change is told once.
pub fn told(old: &JourneyMap, new: &JourneyMap, changes: &[Change]) -> Vec<Told> {
    // by stage, then by touchpoint, as they stand on the map
    let mut stages: BTreeMap<Place, BTreeMap<Place, Vec<usize>>> = BTreeMap::new();
    for (n, change) in changes.iter().enumerate() {
        let (stage, touchpoint) = places(new, n, &change.at);
        stages.entry(stage).or_default().entry(touchpoint).or_default().push(n);
    }
    let teller = Teller { old, new, changes };
    stages.into_iter().flat_map(|(stage, groups)| teller.stage(&stage, groups)).collect()
}

/// Where a group stands among others: first the holder itself, then what is in
/// it in the order of the new map, then what is gone from it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Itself,
    There(usize),
    Gone(usize, Id),
    Parking,
}

/// The stage and the touchpoint in it of the change number `n`.
fn places(new: &JourneyMap, n: usize, at: &Address) -> (Place, Place) {
    let of_stage = |id: &Id| match new.stage_index(id) {
        Some(column) => Place::There(column),
        None => Place::Gone(n, id.clone()),
    };
    let of_spot = |spot: &Spot| match new.position(spot) {
        Some((column, row)) => (Place::There(column), Place::There(row)),
        None => (of_stage(&spot.stage), Place::Gone(n, spot.id.clone())),
    };
    match at {
        Address::Map => (Place::Itself, Place::Itself),
        Address::Parked(_) => (Place::Parking, Place::Itself),
        Address::Stage(id)
        | Address::Note(Holder::Stage(id), _)
        | Address::Action(Holder::Stage(id), _) => (of_stage(id), Place::Itself),
        Address::Touchpoint(spot)
        | Address::Note(Holder::Touchpoint(spot), _)
        | Address::Action(Holder::Touchpoint(spot), _) => of_spot(spot),
    }
}

struct Teller<'a> {
    old: &'a JourneyMap,
    new: &'a JourneyMap,
    changes: &'a [Change],
}

impl Teller<'_> {
    fn stage(&self, place: &Place, groups: BTreeMap<Place, Vec<usize>>) -> Vec<Told> {
        let mut lines = Vec::new();
        let (at, head) = match place {
            Place::Itself => (Address::Map, "The map".to_owned()),
            Place::Parking => (Address::Map, "The parking lot".to_owned()),
            Place::There(column) => {
                let stage = &self.new.stages[*column];
                (Address::Stage(stage.id.clone()), format!("Stage {}", quoted(&stage.name)))
            }
            Place::Gone(n, _) => {
                let title = quoted(&self.changes[*n].title);
                (Address::Map, format!("Stage {title}"))
            }
        };
        // that a stage is new or gone is its head
        let own = groups.get(&Place::Itself).map_or(&[][..], Vec::as_slice);
        let whole = own.iter().find(|n| self.is_whole_stage(**n)).copied();
        lines.push(match whole {
            Some(n) => self.line(0, at.clone(), n, format!("{head} {}", self.fate(n))),
            None => self.head(0, at.clone(), head),
        });
        for (place, group) in groups {
            match place {
                Place::There(row) => {
                    let Place::There(column) = self.place_of(&group) else { continue };
                    let touchpoint = &self.new.stages[column].touchpoints[row];
                    let title = quoted(&touchpoint.title);
                    let spot = Spot::new(&self.new.stages[column].id, &touchpoint.id);
                    self.touchpoint(&mut lines, Address::Touchpoint(spot), &title, &group);
                }
                Place::Gone(..) => {
                    let title = group.first().map(|n| quoted(&self.changes[*n].title));
                    self.touchpoint(&mut lines, at.clone(), &title.unwrap_or_default(), &group);
                }
                Place::Itself | Place::Parking => {
                    for n in group.into_iter().filter(|n| Some(*n) != whole) {
                        lines.push(self.line(1, self.there(n, &at), n, self.sentence(n)));
                    }
                }
            }
        }
        lines
    }

    /// The lines of a touchpoint; one, where it is all that became of it.
    fn touchpoint(&self, lines: &mut Vec<Told>, at: Address, title: &str, group: &[usize]) {
        if let [n] = *group
            && matches!(self.changes[n].at, Address::Touchpoint(_))
        {
            let what = match &self.changes[n].what {
                What::Added(_) | What::Removed(_) | What::Moved { .. } => {
                    format!("{title} {}", self.fate(n))
                }
                _ => format!("{title}: {}", self.sentence(n)),
            };
            return lines.push(self.line(1, at, n, what));
        }
        lines.push(self.head(1, at.clone(), title.to_owned()));
        for n in group {
            lines.push(self.line(2, self.there(*n, &at), *n, self.sentence(*n)));
        }
    }

    fn head(&self, depth: usize, at: Address, text: String) -> Told {
        Told { text, depth, is_head: true, at, change: None }
    }

    fn line(&self, depth: usize, at: Address, n: usize, text: String) -> Told {
        Told { text, depth, is_head: false, at, change: Some(n) }
    }

    /// The column of the touchpoint that a group is about.
    fn place_of(&self, group: &[usize]) -> Place {
        group.first().map_or(Place::Itself, |n| places(self.new, *n, &self.changes[*n].at).0)
    }

    /// What a change is about where that is still there, else what held it.
    fn there(&self, n: usize, holder: &Address) -> Address {
        let at = &self.changes[n].at;
        let is_gone = matches!(self.changes[n].what, What::Removed(_));
        if is_gone { holder.clone() } else { at.clone() }
    }

    fn is_whole_stage(&self, n: usize) -> bool {
        let change = &self.changes[n];
        matches!(change.what, What::Added(ThingKind::Stage) | What::Removed(ThingKind::Stage))
    }

    /// What became of a thing as a whole.
    fn fate(&self, n: usize) -> String {
        match &self.changes[n].what {
            What::Added(_) => match &self.changes[n].at {
                Address::Stage(id) => {
                    let cards = self.new.stage(id).map_or(0, |stage| stage.touchpoints.len());
                    format!("added, with {}", count(cards, "touchpoint", "touchpoints"))
                }
                _ => "added".into(),
            },
            What::Removed(_) => "removed".into(),
            What::Moved { from, to } => moved(from, to),
            _ => String::new(),
        }
    }

    /// A change, under the head of the touchpoint, stage or map.
    fn sentence(&self, n: usize) -> String {
        let change = &self.changes[n];
        let thing = self.thing(change);
        let what = match &change.what {
            What::Field { name, before, after } => self.field(change, name, before, after),
            What::Order { name } => format!("{} in another order", path(name)),
            What::Comments { name, .. } => comments(name, Fate::of(change)),
            What::Added(_) | What::Removed(_) | What::Moved { .. } => self.fate(n),
        };
        let is_fate = matches!(change.what, What::Added(_) | What::Removed(_) | What::Moved { .. });
        match (thing, is_fate) {
            (None, _) => what,
            (Some(thing), true) => format!("{thing} {what}"),
            (Some(thing), false) => format!("{thing}: {what}"),
        }
    }

    /// A note, an action or an entry of the parking lot, as a sentence calls
    /// it; none for what the head names.
    fn thing(&self, change: &Change) -> Option<String> {
        let title = quoted(&change.title);
        Some(match &change.at {
            Address::Note(holder, id) => {
                let find = |map: &JourneyMap| {
                    map.notes(holder)?.iter().find(|note| note.id == *id).map(|note| note.kind)
                };
                let kind = find(self.new).or_else(|| find(self.old));
                format!("{} {title}", kind.map_or("note", note_kind))
            }
            Address::Action(..) => format!("action {title}"),
            Address::Parked(_) => title,
            Address::Map | Address::Stage(_) | Address::Touchpoint(_) => return None,
        })
    }

    fn field(&self, change: &Change, name: &str, before: &str, after: &str) -> String {
        if let Some(told) = step(change, name, before, after) {
            return told;
        }
        let label = path(name);
        if let fate @ (Fate::Added | Fate::Removed) = Fate::of(change) {
            return format!("{label} {}", fate.word());
        }
        let is_rating = name == "emotion" && matches!(change.at, Address::Touchpoint(_));
        let value = |map: &JourneyMap, literal: &str| {
            if is_rating && literal == "None" {
                "not rated".to_owned()
            } else {
                value(map, name, literal)
            }
        };
        let (was, is) = (value(self.old, before), value(self.new, after));
        if is_long(&was) || is_long(&is) {
            return format!("{label} changed: {}", text::clip(&is, LONG));
        }
        format!("{label}: {was} → {is}")
    }
}

fn is_long(value: &str) -> bool {
    text::shown_width(value) > SHORT
}

/// Where a thing stood, and where it stands.
fn moved(from: &Seat, to: &Seat) -> String {
    if from.within == to.within {
        format!("moved from place {} to {}", from.index + 1, to.index + 1)
    } else {
        format!("moved here from {}", quoted(&from.title))
    }
}

/// A step in the state of a note or action: `fixed on 2 Jun 2026`.
fn step(change: &Change, name: &str, before: &str, after: &str) -> Option<String> {
    if !matches!(change.at, Address::Note(..) | Address::Action(..)) {
        return None;
    }
    let label = name.strip_prefix("states[")?.strip_suffix(']')?;
    let (on, state) = label.split_once(' ')?;
    let on = day(Day::parse(on).ok()?);
    let state = spoken_word(state.split('#').next().unwrap_or(state));
    match (before, after) {
        ("None", _) => Some(format!("{state} on {on}")),
        (_, "None") => Some(format!("no longer {state} on {on}")),
        _ => None,
    }
}

fn comments(name: &str, fate: Fate) -> String {
    let what = fate.word();
    if name.is_empty() {
        format!("comment {what}")
    } else {
        format!("comment at {} {what}", path(name))
    }
}

/// A dotted path of the file as it is spoken: `support › months 2026-09 ›
/// tickets`.
fn path(name: &str) -> String {
    let mut parts = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let mut part = field_label(&rest[..end]);
        rest = &rest[end..];
        if let Some(inside) = rest.strip_prefix('[') {
            // a key may have brackets and points in it: it ends before the
            // next field, or at the end
            let end = inside.find("].").or_else(|| inside.rfind(']')).unwrap_or(inside.len());
            if end > 0 {
                part = format!("{part} {}", &inside[..end]);
            }
            rest = inside.get(end + 1..).unwrap_or_default();
        }
        parts.push(part);
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
    parts.join(" › ")
}

/// A value of the file as a person reads it.
fn value(map: &JourneyMap, name: &str, literal: &str) -> String {
    if let Some(list) = literal.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
        return self::list(map, name, literal, list);
    }
    let text: Option<String> =
        literal.starts_with('"').then(|| ron::from_str(literal).ok()).flatten();
    if let Some(text) = text {
        if let Ok(on) = Day::parse(&text) {
            return day(on);
        }
        if matches!(name, "with") {
            return thing_called(map, &text);
        }
    }
    let plain = value_of(map, name, literal);
    // a number of the file has a point where a person writes none
    with_commas(plain.strip_suffix(".0").unwrap_or(&plain))
}

fn list(map: &JourneyMap, name: &str, literal: &str, inside: &str) -> String {
    if inside.is_empty() {
        return "nothing".into();
    }
    match ron::from_str::<Vec<String>>(literal) {
        Ok(words) if name == "answers" => {
            words.iter().map(|id| thing_called(map, id)).collect::<Vec<_>>().join(", ")
        }
        Ok(words) => words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", "),
        Err(_) if inside.starts_with(char::is_alphabetic) => super::spoken_words(inside),
        Err(_) => inside.to_owned(),
    }
}

#[cfg(test)]
mod tests;
