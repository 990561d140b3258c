//! What notes and actions say of other things, by the words of those and not
//! by their ids: read on a page, offered where it is typed, and meant by what
//! was typed.

use std::collections::{HashMap, HashSet};

use super::label::{count, in_one_line, quoted};
use crate::edit::{Edit, Part};
use crate::model::{
    ActionField, Address, Holder, Id, JourneyMap, Note, NoteField, NoteKind, NoteState, Stage,
};
use crate::text::{find_folded, fold};

/// What stands between the parts of such a field: a comma is part of many a
/// sentence.
const BETWEEN: [char; 2] = [';', '；'];
/// What stands before the id of a thing that is gone.
const GONE: &str = "gone: ";

/// A field that names other things: the notes that an action answers, or the
/// touchpoint that a note contradicts.
#[derive(Debug)]
pub struct Links {
    at: Address,
    /// What it names now.
    now: Vec<Id>,
    /// All that it can name, in the order of the map.
    things: Vec<Thing>,
}

/// Something that can be named.
#[derive(Debug)]
struct Thing {
    id: Id,
    /// What it is called, as nothing else is.
    name: String,
    /// What is offered first has the least.
    far: (u8, bool),
}

impl Links {
    /// The field at `way` of a thing; none where it names nothing, or is gone.
    pub fn of(map: &JourneyMap, at: &Address, way: &[Part]) -> Option<Self> {
        let [Part::Field(field)] = way else { return None };
        let (now, things) = match (at, field.as_str()) {
            (Address::Action(holder, id), "answers") => {
                let action = map.actions(holder)?.iter().find(|action| action.id == *id)?;
                (action.answers.clone(), notes(map, holder))
            }
            (Address::Note(holder, id), "with") => {
                let note = map.notes(holder)?.iter().find(|note| note.id == *id)?;
                let with = Some(Id::new(&note.with)).filter(|id| !id.is_empty());
                (with.into_iter().collect(), touchpoints(map, holder))
            }
            _ => return None,
        };
        Some(Self { at: at.clone(), now, things })
    }

    /// What it names now, in words; what is gone by its id.
    pub fn said(&self) -> String {
        self.now.iter().map(|id| self.name(id)).collect::<Vec<_>>().join("; ")
    }

    /// Whether something that it names is gone.
    pub fn is_broken(&self) -> bool {
        self.now.iter().any(|id| self.find(id).is_none())
    }

    /// Whether it can name several.
    pub fn is_list(&self) -> bool {
        matches!(self.at, Address::Action(..))
    }

    /// What it can name, what is nearest first.
    pub fn offers(&self) -> Vec<String> {
        let mut offers: Vec<&Thing> = self.things.iter().filter(|it| it.far.0 < OWN).collect();
        offers.sort_by_key(|thing| thing.far);
        offers.into_iter().map(|thing| thing.name.clone()).collect()
    }

    /// The edit by which it names what was typed.
    ///
    /// # Errors
    /// A sentence, where some of it names nothing, or no one thing.
    pub fn edit(&self, typed: &str) -> Result<Edit, String> {
        let parts: Vec<&str> =
            if self.is_list() { typed.split(BETWEEN).collect() } else { vec![typed] };
        let mut meant: Vec<Id> = Vec::new();
        for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
            let id = self.meant(part)?;
            if !meant.contains(&id) {
                meant.push(id);
            }
        }
        Ok(match &self.at {
            Address::Note(holder, id) => {
                let with = meant.first().map_or("", Id::as_str).into();
                Edit::Note(holder.clone(), id.clone(), NoteField::With(with))
            }
            at => {
                let (Some(holder), Some(id)) = (at.holder(), at.id()) else {
                    return Err(String::new());
                };
                Edit::Action(holder, id.clone(), ActionField::Answers(meant))
            }
        })
    }

    /// What one part means: a name, an id, or the only thing that has it in
    /// its name.
    fn meant(&self, part: &str) -> Result<Id, String> {
        // what stands there stays what it is
        if let Some(id) = self.now.iter().find(|id| self.name(id) == part) {
            return Ok(id.clone());
        }
        let exact = self.things.iter().find(|it| it.name == part || it.id.as_str() == part);
        if let Some(thing) = exact {
            return Ok(thing.id.clone());
        }
        let folded = fold(part);
        let same = |thing: &&Thing| fold(&thing.name) == folded;
        if let Some(thing) = self.things.iter().find(same) {
            return Ok(thing.id.clone());
        }
        let has = |thing: &&Thing| find_folded(&thing.name, &folded).is_some();
        let found: Vec<&Thing> = self.things.iter().filter(has).collect();
        match (found.as_slice(), self.is_list()) {
            ([only], _) => Ok(only.id.clone()),
            ([], true) if self.things.is_empty() => {
                Err("the map has no note yet: a p on a card writes down a pain".into())
            }
            ([], true) => {
                Err(format!("no note says {}: type words of one (; between two)", quoted(part)))
            }
            ([], false) => {
                Err(format!("no touchpoint is called {}: type words of one", quoted(part)))
            }
            (several, true) => Err(format!(
                "{} say {}: type more of one",
                count(several.len(), "note", "notes"),
                quoted(part)
            )),
            (several, false) => Err(format!(
                "{} have {} in the title: type more of one",
                count(several.len(), "touchpoint", "touchpoints"),
                quoted(part)
            )),
        }
    }

    fn find(&self, id: &Id) -> Option<&Thing> {
        self.things.iter().find(|thing| thing.id == *id)
    }

    fn name(&self, id: &Id) -> String {
        self.find(id).map_or_else(|| format!("{GONE}{id}"), |thing| thing.name.clone())
    }
}

/// How far the thing itself is: it is not offered.
const OWN: u8 = 3;

/// What is not named yet: its words, and where it stands.
struct Unnamed<'m> {
    id: &'m Id,
    text: &'m str,
    place: &'m str,
    far: (u8, bool),
}

/// All notes; nearest are those of what holds the action, then those of its
/// stage, and of those what hurts and is not mended.
fn notes(map: &JourneyMap, holder: &Holder) -> Vec<Thing> {
    let (near, own) = (stage_of(holder), card_of(holder));
    let mut found = Vec::new();
    for stage in &map.stages {
        let far = if stage.id != *near { 2 } else { u8::from(own.is_some()) };
        found.extend(stage.notes.iter().map(|note| unnamed(note, &stage.name, far)));
        for touchpoint in &stage.touchpoints {
            let is_own = stage.id == *near && Some(&touchpoint.id) == own;
            let far = if is_own {
                0
            } else if stage.id == *near {
                1
            } else {
                2
            };
            let notes = touchpoint.notes.iter();
            found.extend(notes.map(|note| unnamed(note, &touchpoint.title, far)));
        }
    }
    named(found)
}

fn unnamed<'m>(note: &'m Note, place: &'m str, far: u8) -> Unnamed<'m> {
    let is_open = matches!(note.state(), NoteState::Open | NoteState::Reopened);
    let asks = is_open && !matches!(note.kind, NoteKind::Delight | NoteKind::Quote);
    Unnamed { id: &note.id, text: &note.text, place, far: (far, !asks) }
}

/// All touchpoints; nearest are those of the note's stage.
fn touchpoints(map: &JourneyMap, holder: &Holder) -> Vec<Thing> {
    let (near, own) = (stage_of(holder), card_of(holder));
    let of_stage = |stage: &'_ Stage| if stage.id == *near { 0 } else { 1 };
    let mut found = Vec::new();
    for stage in &map.stages {
        found.extend(stage.touchpoints.iter().map(|touchpoint| {
            let is_own = stage.id == *near && Some(&touchpoint.id) == own;
            let far = (if is_own { OWN } else { of_stage(stage) }, false);
            Unnamed { id: &touchpoint.id, text: &touchpoint.title, place: &stage.name, far }
        }));
    }
    named(found)
}

fn stage_of(holder: &Holder) -> &Id {
    match holder {
        Holder::Stage(id) => id,
        Holder::Touchpoint(spot) => &spot.stage,
    }
}

fn card_of(holder: &Holder) -> Option<&Id> {
    match holder {
        Holder::Stage(_) => None,
        Holder::Touchpoint(spot) => Some(&spot.id),
    }
}

/// Each by its words; where others have the same words, with its place; where
/// that does not tell them apart either, with a number.
fn named(found: Vec<Unnamed<'_>>) -> Vec<Thing> {
    let mut texts: HashMap<&str, usize> = HashMap::new();
    for it in &found {
        *texts.entry(it.text.trim()).or_default() += 1;
    }
    let mut taken: HashSet<String> = HashSet::new();
    let mut things = Vec::with_capacity(found.len());
    for it in found {
        let text = in_one_line(it.text.trim());
        let is_alone = !text.is_empty() && texts.get(it.text.trim()) == Some(&1);
        let name = if is_alone {
            text.into_owned()
        } else {
            format!("{} ({})", if text.is_empty() { "without words" } else { &*text }, it.place)
        };
        let name = name.replace(BETWEEN, ",");
        let mut own = name.clone();
        let mut number = 1;
        while !taken.insert(own.clone()) {
            number += 1;
            own = format!("{name} {number}");
        }
        things.push(Thing { id: it.id.clone(), name: own, far: it.far });
    }
    things
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::{Action, Spot};

    fn map() -> JourneyMap {
        ron::from_str(
            r#"#![enable(implicit_some)]
            JourneyMap(format: 1, title: "Order", stages: [
                (id: "s-1", name: "Find", touchpoints: [
                    (id: "t-1", title: "Sees the ad", notes: [
                        (id: "n-1", kind: Pain, text: "Too slow"),
                        (id: "n-2", kind: Pain, text: "Only English, no prices; no sizes"),
                    ]),
                ]),
                (id: "s-2", name: "Pay", notes: [(id: "n-3", kind: Gap, text: "Nobody helps")],
                 touchpoints: [
                    (id: "t-2", title: "Sees the total", notes: [
                        (id: "n-4", kind: Delight, text: "Pretty"),
                        (id: "n-5", kind: Pain, text: "Too slow"),
                        (id: "n-6", kind: Pain, text: "Too slow"),
                    ], actions: [
                        (id: "a-1", title: "Mend it", answers: ["n-6", "n-gone"]),
                    ]),
                    (id: "t-3", title: "Pays"),
                ]),
            ])"#,
        )
        .unwrap()
    }

    fn holder() -> Holder {
        Holder::Touchpoint(Spot::new(&"s-2".into(), &"t-2".into()))
    }

    fn answers(map: &JourneyMap) -> Links {
        let at = Address::Action(holder(), "a-1".into());
        Links::of(map, &at, &[Part::Field("answers".into())]).unwrap()
    }

    fn typed(map: &JourneyMap, typed: &str) -> Result<Vec<String>, String> {
        let after = apply(map, &[answers(map).edit(typed)?]).unwrap();
        let actions: &[Action] = after.actions(&holder()).unwrap();
        Ok(actions[0].answers.iter().map(Id::to_string).collect())
    }

    #[test]
    fn what_is_named_is_said_in_words_and_notes_of_the_same_words_are_told_apart() {
        let links = answers(&map());
        assert_eq!(links.said(), "Too slow (Sees the total) 2; gone: n-gone");
        assert!(links.is_broken());
        assert_eq!(
            links.offers(),
            [
                "Too slow (Sees the total)",
                "Too slow (Sees the total) 2",
                "Pretty",
                "Nobody helps",
                "Too slow (Sees the ad)",
                "Only English, no prices, no sizes",
            ]
        );
    }

    #[test]
    fn every_name_means_its_own_thing_and_what_stands_there_stays() {
        let map = map();
        let links = answers(&map);
        for thing in &links.things {
            assert_eq!(typed(&map, &thing.name), Ok(vec![thing.id.to_string()]));
        }
        let all = links.offers().join("; ");
        assert_eq!(typed(&map, &all).unwrap().len(), 6);
        let more = format!("{}; nobody", links.said());
        assert_eq!(typed(&map, &more).unwrap(), ["n-6", "n-gone", "n-3"]);
        assert_eq!(typed(&map, "ONLY english；n-4;"), Ok(vec!["n-2".into(), "n-4".into()]));
        assert_eq!(typed(&map, ""), Ok(vec![]));
    }

    #[test]
    fn what_names_nothing_or_several_is_refused() {
        let map = map();
        assert_eq!(
            typed(&map, "the weather").unwrap_err(),
            "no note says “the weather”: type words of one (; between two)"
        );
        assert_eq!(
            typed(&map, "too slow").unwrap_err(),
            "3 notes say “too slow”: type more of one"
        );
        // what was never there cannot be typed as gone
        assert!(typed(&map, "gone: n-other").is_err());
    }

    #[test]
    fn a_note_names_a_touchpoint_and_never_its_own() {
        let map = map();
        let at = Address::Note(holder(), "n-4".into());
        let links = Links::of(&map, &at, &[Part::Field("with".into())]).unwrap();
        assert_eq!(links.offers(), ["Pays", "Sees the ad"]);
        assert_eq!(links.said(), "");
        let after = apply(&map, &[links.edit("the ad").unwrap()]).unwrap();
        assert_eq!(&*after.notes(&holder()).unwrap()[0].with, "t-1");
        assert_eq!(
            links.edit("sees").unwrap_err(),
            "2 touchpoints have “sees” in the title: type more of one"
        );
        assert_eq!(links.edit("Z").unwrap_err(), "no touchpoint is called “Z”: type words of one");
    }

    #[test]
    fn a_map_without_notes_says_how_to_write_one() {
        let mut map = map();
        for stage in &mut map.stages {
            let stage = std::sync::Arc::make_mut(stage);
            stage.notes.clear();
            for touchpoint in &mut stage.touchpoints {
                std::sync::Arc::make_mut(touchpoint).notes.clear();
            }
        }
        let said = typed(&map, "x").unwrap_err();
        assert_eq!(said, "the map has no note yet: a p on a card writes down a pain");
    }
}
