//! What a person entered at one place of one thing, as edits.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Edit;
use super::fitting::unfit;
use super::rows::{another_of_that_time, begin_free, without_unit};
use crate::model::record::{Node, Shape};
use crate::model::{Address, Entry, Fresh, JourneyMap, OutOfRange};

/// One part of the way from a thing to a place in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// The field of that name in the file.
    Field(String),
    /// The n-th row, from 0.
    Row(usize),
}

/// The way from a thing to a place in it: `voices`, row 1, `emotion`.
pub type Way = Vec<Part>;

/// What is done at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A value is entered as it was typed; nothing typed takes it away.
    Enter(String),
    /// A new row is put into the list before row `index`.
    AddRow {
        /// Where.
        index: usize,
        /// What its dates begin with.
        now: Fresh,
    },
    /// A row is taken out of the list.
    RemoveRow(usize),
    /// A row of the list goes elsewhere.
    MoveRow {
        /// Which.
        from: usize,
        /// Where it is afterwards.
        to: usize,
    },
}

/// Why nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotEntered {
    /// The thing, or the place in it, is not there.
    Gone,
    /// The value is none that the place can hold.
    Value(OutOfRange),
    /// Another row of the list is of that month or day already.
    Twice {
        /// Which, from 0.
        row: usize,
    },
}

impl fmt::Display for NotEntered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone => f.write_str("what was to be changed is not there any more"),
            Self::Value(why) => why.fmt(f),
            Self::Twice { row } => {
                write!(f, "that is in the list already, in row {}: change it there", row + 1)
            }
        }
    }
}

impl std::error::Error for NotEntered {}

/// The edits that make a change at a place of a thing.
///
/// # Errors
/// Where the place is not there, or cannot hold what was entered.
pub fn entered(
    map: &JourneyMap,
    at: &Address,
    way: &[Part],
    change: &Change,
) -> Result<Vec<Edit>, NotEntered> {
    let bare = match change {
        Change::Enter(typed) => Some(Change::Enter(without_unit(map, at, way, typed).into())),
        _ => None,
    };
    let edits = edits_of(map, at, way, bare.as_ref().unwrap_or(change))?;
    match unfit(map, &edits) {
        Some(why) => Err(NotEntered::Value(why)),
        None => Ok(edits),
    }
}

fn edits_of(
    map: &JourneyMap,
    at: &Address,
    way: &[Part],
    change: &Change,
) -> Result<Vec<Edit>, NotEntered> {
    let gone = NotEntered::Gone;
    Ok(match at {
        Address::Map => {
            // lists of stages and parked things stay out: they have edits of
            // their own, and are dear to copy
            let mut after = map.clone();
            changed(&mut after, way, change)?;
            map.changes_to(&after).into_iter().map(Edit::Map).collect()
        }
        Address::Stage(id) => {
            let stage = map.stage(id).ok_or(gone)?;
            let mut after = (**stage).clone();
            changed(&mut after, way, change)?;
            stage
                .changes_to(&after)
                .into_iter()
                .map(|field| Edit::Stage(id.clone(), field))
                .collect()
        }
        Address::Touchpoint(spot) => {
            let touchpoint = map.touchpoint(spot).ok_or(gone)?;
            let mut after = (**touchpoint).clone();
            changed(&mut after, way, change)?;
            let fields = touchpoint.changes_to(&after).into_iter();
            fields.map(|field| Edit::Touchpoint(spot.clone(), field)).collect()
        }
        Address::Note(holder, id) => {
            let note = map
                .notes(holder)
                .and_then(|notes| notes.iter().find(|note| note.id == *id))
                .ok_or(gone)?;
            let mut after = note.clone();
            changed(&mut after, way, change)?;
            let fields = note.changes_to(&after).into_iter();
            fields.map(|field| Edit::Note(holder.clone(), id.clone(), field)).collect()
        }
        Address::Action(holder, id) => {
            let actions = map.actions(holder).ok_or(gone.clone())?;
            let action = actions.iter().find(|action| action.id == *id).ok_or(gone)?;
            let mut after = action.clone();
            changed(&mut after, way, change)?;
            let fields = action.changes_to(&after);
            fields
                .into_iter()
                .map(|field| Edit::Action(holder.clone(), id.clone(), field))
                .collect()
        }
        Address::Parked(id) => {
            let parked = map.parking.iter().find(|parked| parked.id == *id).ok_or(gone)?;
            let mut after = (**parked).clone();
            changed(&mut after, way, change)?;
            parked
                .changes_to(&after)
                .into_iter()
                .map(|field| Edit::Parked(id.clone(), field))
                .collect()
        }
    })
}

/// What is entered at a place of a thing, and what stands there now; none
/// where the place is not there. Works on a copy: ask for one place, not for
/// all of a map.
pub fn entry_at(thing: &mut dyn Node, way: &[Part]) -> Option<(Entry, String, usize, Shape)> {
    let node = walk(thing, way)?;
    Some((node.entry(), node.typed(), node.count(), node.shape()))
}

fn changed(thing: &mut dyn Node, way: &[Part], change: &Change) -> Result<(), NotEntered> {
    let node = walk(thing, way).ok_or(NotEntered::Gone)?;
    let done = match change {
        Change::Enter(typed) => {
            node.enter(typed).map_err(NotEntered::Value)?;
            return match another_of_that_time(thing, way) {
                Some(row) => Err(NotEntered::Twice { row }),
                None => Ok(()),
            };
        }
        Change::AddRow { index, now } => {
            let done = node.insert(*index, *now);
            if done {
                begin_free(thing, way, *index, *now);
            }
            done
        }
        Change::RemoveRow(index) => node.remove(*index),
        Change::MoveRow { from, to } => node.shift(*from, *to),
    };
    if done { Ok(()) } else { Err(NotEntered::Gone) }
}

pub(super) fn walk<'a>(thing: &'a mut dyn Node, way: &[Part]) -> Option<&'a mut dyn Node> {
    let mut node = thing;
    for step in way {
        node = match step {
            Part::Field(name) => node.child(name)?,
            Part::Row(index) => node.element(*index)?,
        };
    }
    Some(node)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::edit::apply;
    use crate::model::{Action, Day, Holder, Month, Spot, TimeOfDay};

    fn example() -> JourneyMap {
        ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap()
    }

    fn now() -> Fresh {
        Fresh {
            day: Day::parse("2026-11-21").unwrap(),
            month: Month::parse("2026-11").unwrap(),
            time: TimeOfDay::parse("10:42").unwrap(),
        }
    }

    /// Every place below that takes an entry.
    fn places(thing: &mut dyn Node, way: &Way, found: &mut Vec<Way>) {
        let Some((entry, _, count, shape)) = entry_at(thing, way) else { return };
        if entry != Entry::Rows {
            found.push(way.clone());
            return;
        }
        let deeper = |part| way.iter().cloned().chain([part]).collect::<Way>();
        if let Shape::Record(_, fields) = shape {
            for field in fields {
                places(thing, &deeper(Part::Field(field.name.into())), found);
            }
        }
        for row in 0..count {
            places(thing, &deeper(Part::Row(row)), found);
        }
    }

    #[test]
    fn what_is_shown_can_be_entered_again_and_changes_nothing() {
        let map = example();
        let mut copy = map.clone();
        let mut found = Vec::new();
        places(&mut copy, &Way::new(), &mut found);
        assert!(found.len() > 150, "{}", found.len());
        for way in found {
            let (_, typed, ..) = entry_at(&mut copy, &way).unwrap();
            let node = walk(&mut copy, &way).unwrap();
            node.enter(&typed).unwrap_or_else(|why| panic!("{way:?} {typed:?}: {why}"));
            assert!(copy == map, "{way:?} {typed:?}");
        }
    }

    #[test]
    fn rows_are_added_moved_and_removed() {
        let map = example();
        let at = Address::Touchpoint(Spot::new(&"s-b7m0da".into(), &"t-2hc8vp".into()));
        let voices = vec![Part::Field("voices".into())];
        let make = |map: &JourneyMap, way: &[Part], change: Change| {
            apply(map, &entered(map, &at, way, &change).unwrap()).unwrap()
        };
        let more = make(&map, &voices, Change::AddRow { index: 2, now: now() });
        let way = [voices.clone(), vec![Part::Row(2), Part::Field("emotion".into())]].concat();
        let more = make(&more, &way, Change::Enter("−1".into()));
        let more = make(&more, &voices, Change::MoveRow { from: 2, to: 0 });
        let of = |map: &JourneyMap| map.stages[1].touchpoints[0].voices.clone();
        assert_eq!(of(&more)[0].emotion.unwrap().get(), -1);
        assert_eq!(of(&more).len(), 3);
        assert_eq!(make(&more, &voices, Change::RemoveRow(0)), map);
    }

    #[test]
    fn what_a_place_cannot_hold_is_refused_with_a_sentence() {
        let map = example();
        let at = Address::Touchpoint(Spot::new(&"s-b7m0da".into(), &"t-2hc8vp".into()));
        let try_it = |field: &str, typed: &str| {
            entered(&map, &at, &[Part::Field(field.into())], &Change::Enter(typed.into()))
                .unwrap_err()
                .to_string()
        };
        assert_eq!(try_it("emotion", "3"), "an emotion goes from -2 to 2, not 3");
        assert_eq!(try_it("checked", "soon"), "a day is written like 2026-09-30, not \"soon\"");
        assert_eq!(try_it("drop_off", "170"), "a percentage goes from 0 to 100, not 170");
        assert!(try_it("contact", "maybe").starts_with("it is one of Direct, Indirect"));
        assert_eq!(try_it("nothing", "x"), NotEntered::Gone.to_string());
        let way = ["metrics", "0", "readings", "1", "value"]
            .map(|part| part.parse().map_or_else(|_| Part::Field(part.into()), Part::Row));
        let over = entered(&map, &at, &way, &Change::Enter("120".into())).unwrap_err();
        assert!(matches!(over, NotEntered::Value(_)), "a CSAT over 100 is no percentage: {over}");
    }

    #[test]
    fn numbers_of_the_map_and_of_actions_must_be_in_their_units_too() {
        let map = example();
        let on_map = |field: &str, typed: &str| {
            let way = [Part::Field("metrics".into()), Part::Row(0), Part::Field(field.into())];
            entered(&map, &Address::Map, &way, &Change::Enter(typed.into()))
        };
        assert!(matches!(on_map("target", "500"), Err(NotEntered::Value(_))));
        // the target and what was measured are over 10
        assert!(matches!(on_map("unit", "Score10"), Err(NotEntered::Value(_))));
        assert!(on_map("target", "50").is_ok());

        let mut map = map;
        let stage = Arc::make_mut(&mut map.stages[0]);
        let action = Action {
            id: "a-1".into(),
            metric: "NPS".into(),
            ..stage.actions.first().cloned().unwrap_or_default()
        };
        stage.actions.push(action);
        let holder = Holder::Stage(stage.id.clone());
        let at = Address::Action(holder, "a-1".into());
        let before = |typed: &str| {
            entered(&map, &at, &[Part::Field("before".into())], &Change::Enter(typed.into()))
        };
        assert!(matches!(before("500"), Err(NotEntered::Value(_))));
        assert!(before("50").is_ok());
    }
}
