//! What a merge could not decide, decided.

use ron::Options;
use ron::extensions::Extensions;

use super::entry::walk;
use super::fitting::unfit;
use super::{Change, Edit, NotEntered, Part, Way, apply, entered, entry_at};
use crate::compare::{label, merge};
use crate::model::record::{Node, Record, Shape};
use crate::model::{
    Address, Conflict, Holder, Id, JourneyMap, MapField, Note, OutOfRange, Stage, Touchpoint,
    TouchpointField,
};

/// Which side of a conflict is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settle {
    /// What is there now, whoever made it.
    KeepOurs,
    /// What our side made of it, where something else is there now.
    TakeOurs,
    /// What the other side made of it.
    TakeTheirs,
}

/// What is there now where two sides differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InForce {
    /// What our side made of it, as the merge left it.
    Ours,
    /// What the other side made of it: somebody entered the same.
    Theirs,
    /// Something else, in the file's notation: it was changed since.
    Other(String),
}

/// What is there now of a conflict; none where that cannot be told, because the
/// place is gone or can no longer hold what the two sides made of it.
pub fn in_force(map: &JourneyMap, conflict: &Conflict) -> Option<InForce> {
    if let Some(holder) = held_by(map, conflict) {
        let is = |literal: &str| typed(literal).is_some_and(|id| id == holder.as_str());
        return Some(match () {
            () if is(&conflict.ours) => InForce::Ours,
            () if is(&conflict.theirs) => InForce::Theirs,
            () => InForce::Other(format!("{:?}", holder.as_str())),
        });
    }
    let now = JourneyMap { conflicts: Vec::new(), ..map.clone() };
    let with = |literal: &str| apply(&now, &taken(&now, conflict, literal).ok()?).ok();
    let (ours, theirs) = (with(&conflict.ours)?, with(&conflict.theirs)?);
    if ours == now {
        return Some(InForce::Ours);
    }
    if theirs == now {
        return Some(InForce::Theirs);
    }
    // where all three differ, a merge names the one in the middle
    let merged = merge(&ours, &now, &theirs).map;
    let same = merged.conflicts.into_iter().find(|it| it.key() == conflict.key())?;
    Some(InForce::Other(same.ours.to_string()))
}

/// What holds a thing that both sides moved.
fn held_by(map: &JourneyMap, conflict: &Conflict) -> Option<Id> {
    let of = |holder: Holder| match holder {
        Holder::Stage(id) => id,
        Holder::Touchpoint(spot) => spot.id,
    };
    match (map.address_of(&conflict.at)?, &*conflict.field) {
        (Address::Touchpoint(spot), "stage") => Some(spot.stage),
        (Address::Note(holder, _) | Address::Action(holder, _), "parent") => Some(of(holder)),
        _ => None,
    }
}

/// The edits that settle a conflict of the map, which then no longer names
/// it.
///
/// # Errors
/// Where a side is to be taken, and the place is not there any more or cannot
/// hold it.
pub fn settled(
    map: &JourneyMap,
    conflict: &Conflict,
    settle: Settle,
) -> Result<Vec<Edit>, NotEntered> {
    let mut edits = match settle {
        Settle::KeepOurs => Vec::new(),
        Settle::TakeOurs => taken(map, conflict, &conflict.ours)?,
        Settle::TakeTheirs => taken(map, conflict, &conflict.theirs)?,
    };
    let rest = map.conflicts.iter().filter(|known| known.key() != conflict.key());
    edits.push(Edit::Map(MapField::Conflicts(rest.cloned().collect())));
    Ok(edits)
}

fn taken(map: &JourneyMap, conflict: &Conflict, side: &str) -> Result<Vec<Edit>, NotEntered> {
    let at = map.address_of(&conflict.at).ok_or(NotEntered::Gone)?;
    if &*conflict.field == "metrics" {
        let edits = vec![all_metrics(at, side)?];
        return match unfit(map, &edits) {
            Some(why) => Err(NotEntered::Value(why)),
            None => Ok(edits),
        };
    }
    let typed = typed(side).ok_or_else(no_value)?;
    if let Some(edit) = moved(map, &at, &conflict.field, &typed) {
        return Ok(vec![edit]);
    }
    let way = way_to(map, &at, &conflict.field).ok_or(NotEntered::Gone)?;
    entered(map, &at, &way, &Change::Enter(typed))
}

fn no_value() -> NotEntered {
    NotEntered::Value(OutOfRange("it is no value of the file".into()))
}

/// Numbers that do not fit the unit that the other side gave them are in
/// conflict as a whole.
fn all_metrics(at: Address, literal: &str) -> Result<Edit, NotEntered> {
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    match at {
        Address::Map => {
            let rows = options.from_str(literal).map_err(|_| no_value())?;
            Ok(Edit::Map(MapField::Metrics(rows)))
        }
        Address::Touchpoint(spot) => {
            let rows = options.from_str(literal).map_err(|_| no_value())?;
            Ok(Edit::Touchpoint(spot, TouchpointField::Metrics(rows)))
        }
        _ => Err(NotEntered::Gone),
    }
}

/// The value of the file as a person would type it. None where it is no
/// value.
fn typed(literal: &str) -> Option<String> {
    match literal {
        "None" | "false" => Some(String::new()),
        "true" => Some("yes".into()),
        text if text.starts_with('"') => ron::from_str(text).ok(),
        other => Some(other.into()),
    }
}

/// Both sides moved a thing: that is no field of it, but what holds it.
fn moved(map: &JourneyMap, at: &Address, field: &str, to: &str) -> Option<Edit> {
    match (at, field) {
        (Address::Touchpoint(spot), "stage") => {
            let stage = map.stage(&Id::new(to))?;
            let others = stage.touchpoints.iter().filter(|it| it.id != spot.id);
            let index = others.count();
            Some(Edit::MoveTouchpoint { from: spot.clone(), stage: stage.id.clone(), index })
        }
        (Address::Note(from, id), "parent") => {
            let to = holder(map, to)?;
            let index = map.notes(&to)?.iter().filter(|note| note.id != *id).count();
            Some(Edit::MoveNote { from: from.clone(), id: id.clone(), to, index })
        }
        (Address::Action(from, id), "parent") => {
            let to = holder(map, to)?;
            let index = map.actions(&to)?.iter().filter(|action| action.id != *id).count();
            Some(Edit::MoveAction { from: from.clone(), id: id.clone(), to, index })
        }
        _ => None,
    }
}

fn holder(map: &JourneyMap, id: &str) -> Option<Holder> {
    match map.address_of(id)? {
        Address::Stage(id) => Some(Holder::Stage(id)),
        Address::Touchpoint(spot) => Some(Holder::Touchpoint(spot)),
        _ => None,
    }
}

/// The way that a path such as `support.months[2026-09].tickets` goes.
fn way_to(map: &JourneyMap, at: &Address, path: &str) -> Option<Way> {
    let note = |holder: &Holder, id: &Id| -> Option<Note> {
        map.notes(holder)?.iter().find(|note| note.id == *id).cloned()
    };
    // what a thing holds besides its fields has no part in a path
    match at {
        Address::Map => {
            let mut copy = JourneyMap { stages: Vec::new(), ..map.clone() };
            find(&mut copy, path, Way::new())
        }
        Address::Stage(id) => {
            let stage: &Stage = map.stage(id)?;
            let mut copy = Stage { touchpoints: Vec::new(), ..stage.clone() };
            find(&mut copy, path, Way::new())
        }
        Address::Touchpoint(spot) => {
            let touchpoint: &Touchpoint = map.touchpoint(spot)?;
            find(&mut touchpoint.clone(), path, Way::new())
        }
        Address::Note(holder, id) => find(&mut note(holder, id)?, path, Way::new()),
        Address::Action(holder, id) => {
            let action = map.actions(holder)?.iter().find(|action| action.id == *id)?;
            find(&mut action.clone(), path, Way::new())
        }
        Address::Parked(id) => {
            let parked = map.parking.iter().find(|parked| parked.id == *id)?;
            find(&mut (**parked).clone(), path, Way::new())
        }
    }
}

/// The rest of a way, from the record at `way`. Names of rows may hold any
/// character, so that a path is not cut up but followed.
fn find(thing: &mut dyn Node, path: &str, way: Way) -> Option<Way> {
    let (_, _, _, Shape::Record(_, fields)) = entry_at(thing, &way)? else { return None };
    fields.iter().find_map(|field| {
        let rest = path.strip_prefix(field.name)?;
        let way = [way.clone(), vec![Part::Field(field.name.into())]].concat();
        match rest.strip_prefix('[') {
            Some(rest) => find_row(thing, rest, &way),
            None => go_on(thing, rest, way),
        }
    })
}

fn find_row(thing: &mut dyn Node, path: &str, list: &Way) -> Option<Way> {
    let count = walk(thing, list)?.count();
    let mut seen: Vec<String> = Vec::new();
    (0..count).find_map(|index| {
        let way = [list.clone(), vec![Part::Row(index)]].concat();
        let name = walk(thing, &way)?.name_in_list()?.into_owned();
        seen.push(name.clone());
        let nth = seen.iter().filter(|other| **other == name).count();
        let rest = path.strip_prefix(&label(&name, nth))?.strip_prefix(']')?;
        go_on(thing, rest, way)
    })
}

fn go_on(thing: &mut dyn Node, rest: &str, way: Way) -> Option<Way> {
    if rest.is_empty() { Some(way) } else { find(thing, rest.strip_prefix('.')?, way) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> JourneyMap {
        ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap()
    }

    fn at(way: &str) -> Way {
        way.split('/')
            .map(|part| part.parse().map_or_else(|_| Part::Field(part.into()), Part::Row))
            .collect()
    }

    fn typed(map: &JourneyMap, at: &Address, way: &str, text: &str) -> JourneyMap {
        let edits = entered(map, at, &self::at(way), &Change::Enter(text.into())).unwrap();
        apply(map, &edits).unwrap()
    }

    /// One side gave a metric another unit, which the other's number does not
    /// fit: the numbers are one value then, and either can stand.
    #[test]
    fn numbers_in_another_unit_are_taken_as_a_whole() {
        let card = example().address_of("t-2hc8vp").unwrap();
        for at in [Address::Map, card] {
            let base = typed(&example(), &at, "metrics/0/unit", "Nps");
            let unit = typed(&base, &at, "metrics/0/unit", "Count");
            let number = typed(&base, &at, "metrics/0/readings/0/value", "-5");
            for (ours, theirs) in [(&unit, &number), (&number, &unit)] {
                let merged = merge(&base, ours, theirs).map;
                let [conflict] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
                let take =
                    |settle| apply(&merged, &settled(&merged, conflict, settle).unwrap()).unwrap();
                assert_eq!(take(Settle::KeepOurs), *ours);
                assert_eq!(take(Settle::TakeTheirs), *theirs);
            }
        }
    }

    /// Two sides type something at one place: theirs, taken, is what they
    /// typed, and nothing else is different from what came of the merge.
    #[test]
    fn theirs_is_put_in_wherever_both_sides_can_differ() {
        let base = example();
        let card = base.address_of("t-2hc8vp").unwrap();
        let places = [
            (Address::Map, "title", "One", "Two"),
            (Address::Map, "priority", "3", "4"),
            (Address::Map, "scope/from", "One", "Two"),
            (Address::Map, "review/every_days", "30", "60"),
            (card.clone(), "title", "A “quote” \"x\"", "Two\nlines"),
            (card.clone(), "emotion", "1", "2"),
            (card.clone(), "emotion", "1", ""),
            (card.clone(), "drop_off", "5", "7.5"),
            (card.clone(), "wait", "1d", "2d"),
            (card.clone(), "contact", "Indirect", ""),
            (card.clone(), "checked", "2026-01-01", "2026-01-02"),
            (card.clone(), "support/months/1/tickets", "1", "2"),
            (card.clone(), "voices/0/emotion", "0", "1"),
            (card.clone(), "metrics/0/readings/0/value", "50", "51"),
            (card.clone(), "behind/0/system", "One", "Two"),
        ];
        for (at, way, ours, other) in places {
            let theirs = typed(&base, &at, way, other);
            let merged = merge(&base, &typed(&base, &at, way, ours), &theirs).map;
            let [conflict] = merged.conflicts.as_slice() else {
                panic!("{way}: {:?}", merged.conflicts)
            };
            let take = settled(&merged, conflict, Settle::TakeTheirs)
                .unwrap_or_else(|why| panic!("{} {}: {why}", conflict.field, conflict.theirs));
            assert_eq!(apply(&merged, &take).unwrap(), theirs, "{way}");
            let keep = settled(&merged, conflict, Settle::KeepOurs).unwrap();
            assert_eq!(apply(&merged, &keep).unwrap(), typed(&base, &at, way, ours), "{way}");
            assert_eq!(in_force(&merged, conflict), Some(InForce::Ours), "{way}");
            let by_hand = typed(&merged, &at, way, other);
            assert_eq!(in_force(&by_hand, conflict), Some(InForce::Theirs), "{way}");
            // undone: neither of both
            let undone = JourneyMap { conflicts: merged.conflicts.clone(), ..base.clone() };
            let expected = InForce::Other(conflict.base.to_string());
            assert_eq!(in_force(&undone, conflict), Some(expected), "{way}");
            let ours_again = settled(&undone, conflict, Settle::TakeOurs).unwrap();
            assert_eq!(apply(&undone, &ours_again).unwrap(), typed(&base, &at, way, ours), "{way}");
        }
    }

    #[test]
    fn a_card_that_both_moved_goes_where_they_put_it() {
        let base = example();
        let Some(Address::Touchpoint(from)) = base.address_of("t-2hc8vp") else { panic!() };
        let to = |stage: usize| {
            let edit = Edit::MoveTouchpoint {
                from: from.clone(),
                stage: base.stages[stage].id.clone(),
                index: base.stages[stage].touchpoints.len(),
            };
            apply(&base, &[edit]).unwrap()
        };
        let stages: Vec<usize> =
            (0..base.stages.len()).filter(|at| base.stages[*at].id != from.stage).collect();
        let merged = merge(&base, &to(stages[0]), &to(stages[1])).map;
        let conflict = &merged.conflicts[0];
        assert_eq!(in_force(&merged, conflict), Some(InForce::Ours));
        let other = InForce::Other(format!("{:?}", from.stage.as_str()));
        assert_eq!(in_force(&base, conflict), Some(other));
        let edits = settled(&merged, conflict, Settle::TakeTheirs).unwrap();
        assert_eq!(apply(&merged, &edits).unwrap(), to(stages[1]));
    }

    #[test]
    fn a_conflict_on_what_is_gone_can_only_go() {
        let mut map = example();
        map.conflicts.push(Conflict {
            at: "t-gone".into(),
            field: "emotion".into(),
            base: "None".into(),
            ours: "-2".into(),
            theirs: "-1".into(),
            comments: None,
        });
        let conflict = map.conflicts[0].clone();
        assert_eq!(settled(&map, &conflict, Settle::TakeTheirs), Err(NotEntered::Gone));
        let edits = settled(&map, &conflict, Settle::KeepOurs).unwrap();
        assert_eq!(apply(&map, &edits).unwrap(), example());
    }

    #[test]
    fn what_is_no_value_of_the_file_is_refused() {
        let mut map = example();
        map.conflicts.push(Conflict {
            at: "".into(),
            field: "title".into(),
            base: "None".into(),
            ours: "\"x\"".into(),
            theirs: "\"never closed".into(),
            comments: None,
        });
        let conflict = map.conflicts[0].clone();
        assert!(matches!(settled(&map, &conflict, Settle::TakeTheirs), Err(NotEntered::Value(_))));
    }
}
