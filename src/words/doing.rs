//! What an edit did, in one line.

use crate::compare::{Change, What, diff};
use crate::edit::{Edit, apply};
use crate::model::{
    ActionField, Address, Handover, Holder, Id, JourneyMap, MapField, Spot, StageField,
    TouchpointField,
};

use super::fields::field_label;
use super::label::{action_state, count, day, note_kind, phase, quoted, signed};

/// One line that says what `edits` did to `before`: what is shown when they
/// are undone or redone.
pub fn describe(before: &JourneyMap, edits: &[Edit]) -> String {
    match edits {
        [] => "nothing".into(),
        [edit] => one(before, edit),
        // what was settled says all that there is to say
        [first, Edit::Map(MapField::Conflicts(_))] => one(before, first),
        // the card says it: that its words are no longer parked goes with it
        [first @ Edit::AddTouchpoint { .. }, Edit::RemoveParked(_)] => one(before, first),
        [first, rest @ ..] => {
            let line = one(before, first);
            if rest.iter().all(|edit| same_sort(first, edit)) {
                format!("{line}, and {}", count(rest.len(), "more like it", "more like it"))
            } else {
                format!("{line}, and {}", count(rest.len(), "more change", "more changes"))
            }
        }
    }
}

fn same_sort(a: &Edit, b: &Edit) -> bool {
    match (a, b) {
        (Edit::Touchpoint(_, a), Edit::Touchpoint(_, b)) => a.name() == b.name(),
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

fn one(before: &JourneyMap, edit: &Edit) -> String {
    match edit {
        Edit::Map(MapField::Title(title)) => format!("map called {}", quoted(title)),
        Edit::Map(MapField::Conflicts(_)) => "a clash settled".into(),
        Edit::Map(field) => match only_part(before, edit, field.name()) {
            Some(part) => format!("{part} of the {} changed", spoken(field.name())),
            None => format!("{} of the map changed", spoken(field.name())),
        },
        Edit::Stage(id, StageField::Name(name)) => {
            format!("stage {} called {}", stage(before, id), quoted(name))
        }
        Edit::Stage(id, StageField::Phase(value)) => match value {
            Some(value) => format!("stage {} put into {}", stage(before, id), phase(*value)),
            None => format!("stage {} taken out of its phase", stage(before, id)),
        },
        Edit::Stage(id, StageField::Handover(handover)) => {
            handed_over(&format!("stage {}", stage(before, id)), handover)
        }
        Edit::Stage(id, field) => {
            format!("{} of stage {} changed", spoken(field.name()), stage(before, id))
        }
        Edit::Touchpoint(spot, field) => touchpoint_field(&touchpoint(before, spot), field),
        Edit::Note(holder, id, _) => format!("note {} changed", note(before, holder, id)),
        Edit::Action(holder, id, ActionField::States(states)) if !states.is_empty() => {
            let state = states.last().map_or("", |step| action_state(step.state));
            format!("action {} set to “{state}”", action(before, holder, id))
        }
        Edit::Action(holder, id, ActionField::Due(Some(due))) => {
            format!("due date of action {} set to {}", action(before, holder, id), day(*due))
        }
        Edit::Action(holder, id, field) => {
            let name = action(before, holder, id);
            format!("{} of action {name} changed", spoken(field.name()))
        }
        Edit::Parked(..) => "parking lot changed".into(),
        Edit::AddStage { stage, .. } => format!("stage {} added", quoted(&stage.name)),
        Edit::AddTouchpoint { touchpoint, .. } => format!("{} added", quoted(&touchpoint.title)),
        Edit::AddNote { note, .. } => {
            format!("{} {} added", note_kind(note.kind), quoted(&note.text))
        }
        Edit::AddAction { action, .. } => format!("action {} added", quoted(&action.title)),
        Edit::AddParked { parked, .. } => format!("{} parked", quoted(&parked.text)),
        Edit::RemoveStage(id) => format!("stage {} deleted", stage(before, id)),
        Edit::RemoveTouchpoint(spot) => format!("{} deleted", touchpoint(before, spot)),
        Edit::RemoveNote(holder, id) => format!("note {} deleted", note(before, holder, id)),
        Edit::RemoveAction(holder, id) => format!("action {} deleted", action(before, holder, id)),
        Edit::RemoveParked(_) => "entry of the parking lot deleted".into(),
        Edit::MoveStage { id, .. } => format!("stage {} moved", stage(before, id)),
        Edit::MoveTouchpoint { from, stage: to, .. } => {
            let title = touchpoint(before, from);
            let stays =
                before.position(from).is_some_and(|(column, _)| before.stages[column].id == *to);
            if stays {
                format!("{title} moved")
            } else {
                format!("{title} moved to {}", stage(before, to))
            }
        }
        Edit::MoveNote { from, id, .. } => format!("note {} moved", note(before, from, id)),
        Edit::MoveAction { from, id, .. } => format!("action {} moved", action(before, from, id)),
        Edit::MoveParked { .. } => "parking lot reordered".into(),
    }
}

/// The only part of a field of the map that an edit changes, as in the age of
/// the persona; none where it is the whole or several.
fn only_part(before: &JourneyMap, edit: &Edit, field: &str) -> Option<String> {
    let after = apply(before, std::slice::from_ref(edit)).ok()?;
    let changes = diff(before, &after);
    let [Change { what: What::Field { name, .. }, .. }] = changes.as_slice() else { return None };
    let part = name.strip_prefix(field)?.strip_prefix('.')?;
    Some(field_label(part.split(['.', '[']).next().unwrap_or(part)))
}

fn touchpoint_field(title: &str, field: &TouchpointField) -> String {
    let set = |what: &str, value: &str| {
        if value.is_empty() {
            format!("{what} of {title} removed")
        } else {
            format!("{what} of {title} set to {value}")
        }
    };
    match field {
        TouchpointField::Title(to) => format!("{title} renamed to {}", quoted(to)),
        TouchpointField::Emotion(Some(emotion)) => format!("{title} rated {}", signed(*emotion)),
        TouchpointField::Emotion(None) => format!("rating of {title} removed"),
        TouchpointField::Target(Some(emotion)) => {
            format!("target of {title} set to {}", signed(*emotion))
        }
        TouchpointField::Goal(text) => set("goal", text),
        TouchpointField::Owner(text) => set("owner", text),
        TouchpointField::Channel(text) => set("channel", text),
        TouchpointField::Feeling(text) => set("feeling", text),
        TouchpointField::Wait(wait) => set("wait", wait.as_ref().map_or("", |wait| wait.as_str())),
        TouchpointField::Impact(impact) => {
            set("impact", &impact.map(|impact| impact.get().to_string()).unwrap_or_default())
        }
        TouchpointField::Handover(handover) => handed_over(title, handover),
        TouchpointField::Walks(walks) if !walks.is_empty() => format!("walk over {title} recorded"),
        TouchpointField::Detour(true) => format!("{title} made a detour"),
        TouchpointField::Detour(false) => format!("{title} put back on the route"),
        other => format!("{} of {title} changed", spoken(other.name())),
    }
}

fn handed_over(from: &str, handover: &Handover) -> String {
    let felt = handover.emotion.map(signed).unwrap_or_default();
    match (felt.as_str(), &*handover.text) {
        ("", "") => format!("handover of {from} removed"),
        (felt, "") => format!("handover of {from} rated {felt}"),
        ("", text) => format!("handover of {from} set to {}", quoted(text)),
        (felt, text) => format!("handover of {from} set to {felt}, {}", quoted(text)),
    }
}

/// The thing of that id, as a sentence calls it.
pub fn thing_called(map: &JourneyMap, id: &str) -> String {
    if id.is_empty() {
        return "the map".into();
    }
    for stage in &map.stages {
        if stage.id.as_str() == id {
            return quoted(&stage.name);
        }
        if let Some(touchpoint) = stage.touchpoints.iter().find(|it| it.id.as_str() == id) {
            return quoted(&touchpoint.title);
        }
        let notes = stage.touchpoints.iter().flat_map(|it| &it.notes).chain(&stage.notes);
        if let Some(note) = notes.clone().find(|note| note.id.as_str() == id) {
            return quoted(&note.text);
        }
        let mut actions = stage.touchpoints.iter().flat_map(|it| &it.actions).chain(&stage.actions);
        if let Some(action) = actions.find(|action| action.id.as_str() == id) {
            return quoted(&action.title);
        }
    }
    id.to_owned()
}

/// The name of a thing as a sentence uses it.
pub fn name_of(map: &JourneyMap, address: &Address) -> String {
    match address {
        Address::Map => "the map".into(),
        Address::Stage(id) => stage(map, id),
        Address::Touchpoint(spot) => touchpoint(map, spot),
        Address::Note(holder, id) => note(map, holder, id),
        Address::Action(holder, id) => action(map, holder, id),
        Address::Parked(id) => map
            .parking
            .iter()
            .find(|parked| parked.id == *id)
            .map_or_else(|| id.to_string(), |it| quoted(&it.text)),
    }
}

fn stage(map: &JourneyMap, id: &Id) -> String {
    map.stage(id).map_or_else(|| id.to_string(), |stage| quoted(&stage.name))
}

fn touchpoint(map: &JourneyMap, spot: &Spot) -> String {
    map.touchpoint(spot).map_or_else(|| spot.id.to_string(), |touchpoint| quoted(&touchpoint.title))
}

fn note(map: &JourneyMap, holder: &Holder, id: &Id) -> String {
    let notes = map.notes(holder).unwrap_or_default();
    notes
        .iter()
        .find(|note| note.id == *id)
        .map_or_else(|| id.to_string(), |note| quoted(&note.text))
}

fn action(map: &JourneyMap, holder: &Holder, id: &Id) -> String {
    let actions = map.actions(holder).unwrap_or_default();
    actions
        .iter()
        .find(|action| action.id == *id)
        .map_or_else(|| id.to_string(), |action| quoted(&action.title))
}

/// A field's name with blanks, as it is spoken.
fn spoken(field: &str) -> String {
    if field == "//" { "a comment".into() } else { field.replace('_', " ") }
}
