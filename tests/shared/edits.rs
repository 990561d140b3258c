//! Random maps, and random edits about things that are on them.

use std::sync::Arc;

use cjm::edit::{Edit, Ids, apply};
use cjm::model::*;

use super::fields;
use super::values::{self, Rng};

/// The map of the design, with every field in use.
pub(crate) fn example() -> JourneyMap {
    ron::from_str(include_str!("../formats/example.ron")).unwrap()
}

/// The example, or a map that has nothing to do with it.
pub(crate) fn start(seed: u64) -> JourneyMap {
    if seed.is_multiple_of(3) { example() } else { tree(seed) }
}

/// A random map.
pub(crate) fn tree(seed: u64) -> JourneyMap {
    let (mut rng, mut ids) = (Rng::new(seed), Ids::seeded(seed));
    let mut map = JourneyMap::new(&values::text(&mut rng));
    for _ in 0..rng.below(8) {
        let edit = Edit::Map(fields::of_map(&mut rng, &map));
        map = apply(&map, &[edit]).unwrap();
    }
    for _ in 0..rng.below(6) {
        let stage = values::stage(&mut rng, &mut ids);
        let added = apply(&map, &[Edit::AddStage { index: 0, stage }]);
        map = added.unwrap_or(map);
    }
    for _ in 0..rng.below(3) {
        let parked = values::parked(&mut rng, &mut ids);
        let added = apply(&map, &[Edit::AddParked { index: 0, parked }]);
        map = added.unwrap_or(map);
    }
    map
}

/// `map` after an edit for each seed, and the edits that were accepted.
pub(crate) fn edited(map: &JourneyMap, seeds: &[u64]) -> (JourneyMap, Vec<Edit>) {
    let (mut map, mut edits) = (map.clone(), Vec::new());
    for seed in seeds {
        let edit = edit(*seed, &map);
        if let Ok(next) = apply(&map, std::slice::from_ref(&edit)) {
            map = next;
            edits.push(edit);
        }
    }
    (map, edits)
}

/// One random edit about something that is on the map; a few are wrong.
pub(crate) fn edit(seed: u64, map: &JourneyMap) -> Edit {
    let (mut rng, mut ids) = (Rng::new(seed), Ids::seeded(seed));
    try_edit(&mut rng, &mut ids, map)
        .unwrap_or_else(|| Edit::AddStage { index: 0, stage: values::stage(&mut rng, &mut ids) })
}

fn try_edit(rng: &mut Rng, ids: &mut Ids, map: &JourneyMap) -> Option<Edit> {
    Some(match rng.below(30) {
        0..=2 => Edit::Map(fields::of_map(rng, map)),
        3 => {
            let stage = stage(rng, map)?;
            Edit::Stage(stage.id.clone(), fields::of_stage(rng, stage))
        }
        4..=10 => {
            let spot = spot(rng, map)?;
            let field = fields::of_touchpoint(rng, map.touchpoint(&spot)?);
            Edit::Touchpoint(spot, field)
        }
        11 | 12 => {
            let (on, note) = note(rng, map)?;
            Edit::Note(on, note.id.clone(), fields::of_note(rng, note))
        }
        13 => {
            let (on, action) = action(rng, map)?;
            Edit::Action(on, action.id.clone(), fields::of_action(rng, action))
        }
        14 => {
            let parked = parked(rng, map)?;
            Edit::Parked(parked.id.clone(), fields::of_parked(rng, parked))
        }
        15 => {
            let index = rng.below(map.stages.len() + 1);
            Edit::AddStage { index, stage: values::stage(rng, ids) }
        }
        16 | 17 => {
            let stage = stage(rng, map)?;
            let index = rng.below(stage.touchpoints.len() + 1);
            let touchpoint = values::touchpoint(rng, ids);
            Edit::AddTouchpoint { stage: stage.id.clone(), index, touchpoint }
        }
        18 => {
            let on = holder(rng, map)?;
            let index = rng.below(map.notes(&on)?.len() + 1);
            Edit::AddNote { on, index, note: Box::new(values::note(rng, ids)) }
        }
        19 => {
            let on = holder(rng, map)?;
            let index = rng.below(map.actions(&on)?.len() + 1);
            Edit::AddAction { on, index, action: Box::new(values::action(rng, ids)) }
        }
        20 => {
            let index = rng.below(map.parking.len() + 1);
            Edit::AddParked { index, parked: values::parked(rng, ids) }
        }
        21 => Edit::RemoveStage(stage(rng, map)?.id.clone()),
        22 => Edit::RemoveTouchpoint(spot(rng, map)?),
        23 => match rng.below(3) {
            0 => note(rng, map).map(|(on, note)| Edit::RemoveNote(on, note.id.clone()))?,
            1 => action(rng, map).map(|(on, note)| Edit::RemoveAction(on, note.id.clone()))?,
            _ => Edit::RemoveParked(parked(rng, map)?.id.clone()),
        },
        24 => {
            let id = stage(rng, map)?.id.clone();
            Edit::MoveStage { id, index: rng.below(map.stages.len()) }
        }
        25 | 26 => {
            let (from, stage) = (spot(rng, map)?, stage(rng, map)?);
            let index = rng.below(stage.touchpoints.len());
            Edit::MoveTouchpoint { from, stage: stage.id.clone(), index }
        }
        27 => {
            let (from, note) = note(rng, map)?;
            let to = holder(rng, map)?;
            let index = rng.below(map.notes(&to)?.len());
            Edit::MoveNote { from, id: note.id.clone(), to, index }
        }
        28 => {
            let (from, action) = action(rng, map)?;
            let to = holder(rng, map)?;
            let index = rng.below(map.actions(&to)?.len());
            Edit::MoveAction { from, id: action.id.clone(), to, index }
        }
        _ => match rng.below(4) {
            0 => wrong(rng, map)?,
            _ => {
                let id = parked(rng, map)?.id.clone();
                Edit::MoveParked { id, index: rng.below(map.parking.len()) }
            }
        },
    })
}

/// An edit that must be refused.
pub(crate) fn wrong(rng: &mut Rng, map: &JourneyMap) -> Option<Edit> {
    let nobody = Id::new("nobody");
    Some(match rng.below(5) {
        0 => Edit::RemoveStage(nobody),
        1 => Edit::Stage(nobody, StageField::Name("x".into())),
        2 => Edit::MoveStage { id: stage(rng, map)?.id.clone(), index: 1000 },
        3 => {
            // The id of one thing for another.
            let (stage, spot) = (stage(rng, map)?.id.clone(), spot(rng, map)?);
            let touchpoint = Arc::new(Touchpoint::new(spot.id, "again"));
            Edit::AddTouchpoint { stage, index: 0, touchpoint }
        }
        _ => Edit::AddStage { index: 0, stage: Arc::new(Stage::new(Id::new(""), "no id")) },
    })
}

fn stage<'m>(rng: &mut Rng, map: &'m JourneyMap) -> Option<&'m Arc<Stage>> {
    map.stages.get(rng.below(map.stages.len()))
}

/// A touchpoint; at times with a stage in which it is not.
fn spot(rng: &mut Rng, map: &JourneyMap) -> Option<Spot> {
    let full: Vec<&Arc<Stage>> =
        map.stages.iter().filter(|stage| !stage.touchpoints.is_empty()).collect();
    let of = *full.get(rng.below(full.len()))?;
    let touchpoint = &of.touchpoints[rng.below(of.touchpoints.len())];
    let hint = if rng.once_in(10) { stage(rng, map)? } else { of };
    Some(Spot::new(&hint.id, &touchpoint.id))
}

fn holder(rng: &mut Rng, map: &JourneyMap) -> Option<Holder> {
    if rng.once_in(4) {
        return Some(Holder::Stage(stage(rng, map)?.id.clone()));
    }
    spot(rng, map).map(Holder::Touchpoint)
}

fn holders(map: &JourneyMap) -> Vec<Holder> {
    let mut holders = Vec::new();
    for stage in &map.stages {
        holders.push(Holder::Stage(stage.id.clone()));
        let spots = stage.touchpoints.iter().map(|card| Spot::new(&stage.id, &card.id));
        holders.extend(spots.map(Holder::Touchpoint));
    }
    holders
}

fn note<'m>(rng: &mut Rng, map: &'m JourneyMap) -> Option<(Holder, &'m Note)> {
    let all: Vec<(Holder, &Note)> = holders(map)
        .into_iter()
        .flat_map(|on| {
            map.notes(&on).unwrap_or_default().iter().map(move |note| (on.clone(), note))
        })
        .collect();
    all.get(rng.below(all.len())).cloned()
}

fn action<'m>(rng: &mut Rng, map: &'m JourneyMap) -> Option<(Holder, &'m Action)> {
    let all: Vec<(Holder, &Action)> = holders(map)
        .into_iter()
        .flat_map(|on| map.actions(&on).unwrap_or_default().iter().map(move |it| (on.clone(), it)))
        .collect();
    all.get(rng.below(all.len())).cloned()
}

fn parked<'m>(rng: &mut Rng, map: &'m JourneyMap) -> Option<&'m Arc<Parked>> {
    map.parking.get(rng.below(map.parking.len()))
}
