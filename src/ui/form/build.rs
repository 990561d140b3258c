//! What stands on a page, out of the tables and the schema.

use super::tables::{ACTION, BRIEF, NOTE, PARKED, STAGE, TOUCHPOINT, Table};
use super::values::{checked, shown, spark, summary};
use super::{Group, Page, Row, Side, Target, copy_of};
use crate::edit::{Part, Way, entry_at};
use crate::insight::{Spread, Trend, Verdict, steps};
use crate::model::record::{Node, Shape};
use crate::model::{
    Address, Counts, Emotion, Entry, Holder, JourneyMap, Metric, NoteKind, Touchpoint,
};
use crate::ui::look::{Look, Role};
use crate::words;

/// Puts the groups of a page together.
pub(super) struct Builder<'a> {
    map: &'a JourneyMap,
    look: Look,
    page: &'a Page,
    folded: usize,
    groups: Vec<Group>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(map: &'a JourneyMap, look: Look, page: &'a Page) -> Self {
        Self { map, look, page, folded: 0, groups: Vec::new() }
    }

    /// All groups, in the order of the eye.
    pub(super) fn groups(mut self) -> Vec<Group> {
        if self.page.way.is_empty() {
            self.thing();
        } else {
            self.record();
        }
        self.finish()
    }

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
                    ("#parking", _) => self.parking(&mut rows),
                    ("#conflicts", _) => self.conflicts(&mut rows),
                    ("#steps", _) => self.steps(&mut rows),
                    ("#weakest", _) => self.weakest(&mut rows),
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

    /// The field that the one at `way` is a part of, or the sort of the thing.
    fn parent<'w>(&self, way: &'w [Part]) -> &'w str {
        let mut fields = way.iter().rev().filter_map(|part| match part {
            Part::Field(name) => Some(name.as_str()),
            Part::Row(_) => None,
        });
        fields.nth(1).unwrap_or(match &self.page.at {
            Address::Map => "map",
            Address::Stage(_) => "stage",
            Address::Touchpoint(_) => "touchpoint",
            Address::Note(..) => "note",
            Address::Action(..) => "action",
            Address::Parked(_) => "parked",
        })
    }

    fn push(&mut self, title: String, side: Side, rows: Vec<Row>) {
        if !rows.is_empty() {
            self.groups.push(Group { title, side, rows });
        }
    }

    /// A field: its value, or the rows of its list, or its parts.
    fn place(&mut self, thing: &mut dyn Node, way: Way, name: &str, rows: &mut Vec<Row>) {
        let Some((entry, typed, count, shape)) = entry_at(thing, &way) else { return };
        let hint = words::field_hint(self.parent(&way), name);
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
                let (value, below) =
                    self.row_of(name, index).unwrap_or_else(|| (summary(thing, &item), None));
                let label = if index == 0 { label.clone() } else { String::new() };
                let target = Target::Item { list: way.clone(), index };
                let row = Row::new(label, target, value, Role::Text).with_hint(hint);
                rows.push(Row { below, ..row });
            }
            if let (true, Some(last)) = (count > 0, rows.last_mut()) {
                last.below = self.together(name).or(last.below.take());
            }
            if self.page.all || count > 0 {
                let label = if count == 0 { label } else { String::new() };
                let hint = if count == 0 { hint } else { words::ADD_ANOTHER };
                let target = Target::Add { list: way, count };
                rows.push(Row::new(label, target, "", Role::Dim).with_hint(hint));
            } else {
                self.folded += 1;
            }
            return;
        }
        // the one value that is never out of sight
        if name == "emotion" && matches!(self.page.at, Address::Touchpoint(_)) && way.len() == 1 {
            let emotion = typed.parse().ok().and_then(|value| Emotion::new(value).ok());
            let target = Target::Field { way, entry };
            let value = words::emotion(emotion);
            let row = Row::new(label, target, value, Role::Felt(emotion)).with_hint(hint);
            rows.push(Row { felt: Some(emotion), ..row });
            return;
        }
        if typed.is_empty() && !self.page.all {
            self.folded += 1;
            return;
        }
        let links = || words::Links::of(self.map, &self.page.at, &way);
        let (value, role) = match Some(()).filter(|()| !typed.is_empty()).and_then(|()| links()) {
            Some(links) if links.is_broken() => (links.said(), Role::Warning),
            Some(links) => (links.said(), Role::Text),
            None => shown(&typed, entry, name, self.look),
        };
        rows.push(Row::new(label, Target::Field { way, entry }, value, role).with_hint(hint));
    }

    /// The touchpoint whose page it is.
    fn touchpoint(&self) -> Option<&'a Touchpoint> {
        match &self.page.at {
            Address::Touchpoint(spot) => self.map.touchpoint(spot).map(|it| &**it),
            _ => None,
        }
    }

    /// What the rows of a list say together.
    fn together(&self, name: &str) -> Option<(String, Role)> {
        let touchpoint = self.touchpoint()?;
        match name {
            "voices" => {
                let spread = Spread::of(&touchpoint.voices)?;
                let role = if spread.agrees() { Role::Dim } else { Role::Warning };
                Some((words::voices(spread), role))
            }
            "months" => {
                let (line, trend) = words::support(&touchpoint.support.months)?;
                let role = if trend == Trend::Rising { Role::Warning } else { Role::Dim };
                Some((line, role))
            }
            "checklist" => Some((words::checked_how(&touchpoint.checklist), Role::Dim)),
            _ => None,
        }
    }

    /// A row that is more than the values of its fields: its line, and what
    /// stands below it.
    fn row_of(&self, name: &str, index: usize) -> Option<(String, Option<(String, Role)>)> {
        match (name, &self.page.at) {
            ("metrics", Address::Map) => Some(self.measure(self.map.metrics.get(index)?, &[])),
            ("metrics", Address::Touchpoint(_)) => {
                let touchpoint = self.touchpoint()?;
                let metric = touchpoint.metrics.get(index)?;
                Some(self.measure(metric, &touchpoint.support.months))
            }
            ("checklist", _) => {
                let check = self.touchpoint()?.checklist.get(index)?;
                Some((checked(check, self.look), None))
            }
            ("walks", _) => Some((words::walk(self.touchpoint()?.walks.get(index)?), None)),
            _ => None,
        }
    }

    fn measure(&self, metric: &Metric, months: &[Counts]) -> (String, Option<(String, Role)>) {
        let line = words::metric(metric);
        let chart = spark(metric, self.look);
        let line = if chart.is_empty() { line } else { format!("{line}  {chart}") };
        let below = words::metric_course(metric, months).map(|(said, verdict)| {
            let role = match verdict {
                Some(Verdict::Better) => Role::Note(NoteKind::Delight),
                Some(Verdict::Worse) => Role::Warning,
                Some(Verdict::Same) | None => Role::Dim,
            };
            (said, role)
        });
        (line, below)
    }

    /// How far the map is, with what comes next below the first step that is
    /// not done.
    fn steps(&self, rows: &mut Vec<Row>) {
        let Some(today) = self.page.today else { return };
        let mut is_next = true;
        for step in steps(self.map, today) {
            let (is_done, was_next) = (step.is_done, is_next);
            is_next &= is_done;
            let label = words::task(step.task);
            let role = match (is_done, was_next) {
                (true, _) => Role::Note(NoteKind::Delight),
                (false, true) => Role::Text,
                (false, false) => Role::Dim,
            };
            let value = format!("{} {}", self.look.done(is_done), words::progress_of(&step));
            let below = (!is_done && was_next).then(|| words::next_of(self.map, &step));
            let row = Row::new(label, Target::Step(step.task), value, role);
            rows.push(row.with_below(below.unwrap_or_default(), Role::Text));
        }
    }

    /// Says below the marks for quality which of them is the weakest.
    fn weakest(&self, rows: &mut [Row]) {
        let said = self.touchpoint().and_then(|it| words::weakest_mark(&it.quality));
        if let (Some(said), Some(last)) = (said, rows.last_mut()) {
            last.below = Some((said, Role::Warning));
        }
    }

    fn notes(&mut self, holder: &Holder, rows: &mut Vec<Row>) {
        for note in self.map.notes(holder).unwrap_or_default() {
            let target = Target::Thing(Address::Note(holder.clone(), note.id.clone()));
            let kind = words::note_kind(note.kind);
            let row = Row::new(kind, target, &*note.text, Role::Note(note.kind));
            rows.push(row.with_below(words::note_facts(note, &self.map.team), Role::Dim));
        }
        let target = Target::AddNote(holder.clone());
        rows.push(Row::new("", target, "", Role::Dim).with_hint(words::field_hint("", "notes")));
    }

    fn actions(&mut self, holder: &Holder, rows: &mut Vec<Row>) {
        for action in self.map.actions(holder).unwrap_or_default() {
            let target = Target::Thing(Address::Action(holder.clone(), action.id.clone()));
            let state = words::action_state(action.state());
            let row = Row::new(state, target, &*action.title, Role::Action);
            rows.push(row.with_below(words::action_facts(action), Role::Dim));
        }
        let target = Target::AddAction(holder.clone());
        rows.push(Row::new("", target, "", Role::Dim).with_hint(words::field_hint("", "actions")));
    }

    fn parking(&mut self, rows: &mut Vec<Row>) {
        for parked in &self.map.parking {
            let parts = [&parked.text, &parked.by];
            let parts: Vec<&str> =
                parts.iter().map(|part| &***part).filter(|part| !part.is_empty()).collect();
            let target = Target::Thing(Address::Parked(parked.id.clone()));
            let label = if rows.is_empty() { words::PARKED } else { "" };
            rows.push(Row::new(label, target, parts.join(" · "), Role::Text));
        }
        let hint =
            if rows.is_empty() { words::field_hint("", "parking") } else { words::ADD_ANOTHER };
        rows.push(Row::new("", Target::Park, "", Role::Dim).with_hint(hint));
    }

    fn conflicts(&mut self, rows: &mut Vec<Row>) {
        for conflict in &self.map.conflicts {
            let target = Target::Conflict(Box::new(conflict.clone()));
            let value = words::conflict_line(self.map, conflict);
            rows.push(Row::new(words::field_of(conflict), target, value, Role::Warning));
        }
    }

    fn finish(mut self) -> Vec<Group> {
        if self.folded > 0 {
            let value = words::folded(self.folded, "enter");
            let row = Row::new("", Target::Folded, value, Role::Dim);
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
