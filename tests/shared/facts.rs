//! What a map says, as a set of plain statements.

use std::borrow::Borrow;
use std::collections::BTreeSet;

use cjm::model::record::{FieldDef, Leaf, Literal, Record, Value, Visit};
use cjm::model::{JourneyMap, Place, Text};

/// One statement for every thing, row, word, named pair and line of a comment.
/// Which stage a thing stands in is no part of them, nor are single values.
pub(crate) fn facts(map: &JourneyMap) -> BTreeSet<String> {
    let mut facts = Facts { path: "map".into(), found: BTreeSet::new() };
    facts.record(map);
    facts.found
}

/// The ids of all things on the map, each as often as it is there.
pub(crate) fn ids(map: &JourneyMap) -> Vec<String> {
    let mut ids: Vec<String> = map.parking.iter().map(|parked| parked.id.to_string()).collect();
    for stage in &map.stages {
        ids.push(stage.id.to_string());
        ids.extend(stage.notes.iter().map(|note| note.id.to_string()));
        ids.extend(stage.actions.iter().map(|action| action.id.to_string()));
        for card in &stage.touchpoints {
            ids.push(card.id.to_string());
            ids.extend(card.notes.iter().map(|note| note.id.to_string()));
            ids.extend(card.actions.iter().map(|action| action.id.to_string()));
        }
    }
    ids
}

struct Facts {
    path: String,
    found: BTreeSet<String>,
}

impl Facts {
    fn state(&mut self, fact: &str) {
        self.found.insert(format!("{} {fact}", self.path));
    }

    fn inside(&mut self, path: String, look: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.path, path);
        look(self);
        self.path = before;
    }
}

impl Visit for Facts {
    fn field<T: Value>(&mut self, field: &'static FieldDef, value: &T) {
        self.inside(format!("{}.{}", self.path, field.name), |facts| value.visit(facts));
    }

    fn literal(&mut self, _: Literal<'_>) {}

    fn words<T: Leaf>(&mut self, words: &[T]) {
        words.iter().for_each(|word| self.state(&format!("{:?}", word.literal())));
    }

    fn lines(&mut self, lines: &[Text]) {
        self.words(lines);
    }

    fn named<T: Leaf>(&mut self, pairs: &[(Text, T)]) {
        pairs.iter().for_each(|(name, _)| self.state(name));
    }

    fn record<R: Record>(&mut self, record: &R) {
        for (place, lines) in record.comments().into_iter().flat_map(|all| all.entries()) {
            // at the end of a line is room for one: another stands above it, or below the bracket
            let field = match place {
                Place::Open => R::FIELDS[0].name,
                place => place.field().map_or("", |field| field),
            };
            lines.iter().for_each(|line| self.state(&format!("{field} //{line}")));
        }
        record.fields(self);
    }

    fn records<R: Record, H: Borrow<R>>(&mut self, records: &[H]) {
        for record in records {
            let record = record.borrow();
            let key = record.key();
            let thing = matches!(R::NAME, "Stage" | "Touchpoint" | "Note" | "Action" | "Parked");
            // A thing that shared its id with another has a new one.
            let path = match thing {
                true => format!("{} {}", R::NAME, key.trim_end_matches("-2")),
                false => format!("{}[{key}]", self.path),
            };
            self.inside(path, |facts| {
                facts.state("is there");
                facts.record(record);
            });
        }
    }
}
