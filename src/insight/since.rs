//! What became of a map since it was reviewed, and what is due.

use std::collections::HashMap;

use super::review::next_review;
use crate::model::{
    Action, ActionState, Address, Day, Emotion, Holder, Id, JourneyMap, Note, NoteState, Spot,
    Touchpoint, Unit,
};

/// What is due on a map, and what changed for the better and the worse.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Since {
    /// Days by which the review is late; 0: it is not, or the map was never
    /// reviewed.
    pub overdue: u32,
    /// Actions that are not done and were due before today.
    pub late: Vec<Late>,
    /// Notes that became fixed and actions that became done, or verified.
    /// Empty where there is nothing to compare with.
    pub fixed: Vec<Address>,
    /// Touchpoints that feel worse, or please fewer customers. Empty where
    /// there is nothing to compare with.
    pub worse: Vec<Worse>,
    /// Notes that are fixed and actions that are done, and nobody has verified
    /// it.
    pub unverified: Vec<Address>,
}

/// An action that is late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// The action.
    pub at: Address,
    /// When it was due.
    pub due: Day,
}

/// A touchpoint that got worse.
#[derive(Debug, Clone, PartialEq)]
pub struct Worse {
    /// The touchpoint.
    pub at: Spot,
    /// How it felt and how it feels, where that fell.
    pub emotion: Option<(Emotion, Emotion)>,
    /// The share of customers who were satisfied then and are now, in percent
    /// or in the unit of the metric called CSAT, where that fell.
    pub csat: Option<(f64, f64)>,
}

impl Since {
    /// There is nothing to say.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What is due on `map`, and what became of it since `then`, an older state of
/// it; without one only what is due.
pub fn since(then: Option<&JourneyMap>, map: &JourneyMap, today: Day) -> Since {
    let mut found = Since {
        overdue: next_review(&map.review, today)
            .and_then(|next| u32::try_from(-next.days).ok())
            .unwrap_or(0),
        ..Since::default()
    };
    let old = then.map(Old::of);
    for stage in &map.stages {
        let holder = Holder::Stage(stage.id.clone());
        found.notes(old.as_ref(), &holder, &stage.notes);
        found.actions(old.as_ref(), &holder, &stage.actions, today);
        for touchpoint in &stage.touchpoints {
            let spot = Spot::new(&stage.id, &touchpoint.id);
            let before = old.as_ref().and_then(|old| old.touchpoints.get(&touchpoint.id));
            found.worse.extend(before.and_then(|before| worse(before, touchpoint, &spot)));
            let holder = Holder::Touchpoint(spot);
            found.notes(old.as_ref(), &holder, &touchpoint.notes);
            found.actions(old.as_ref(), &holder, &touchpoint.actions, today);
        }
    }
    found
}

impl Since {
    fn notes(&mut self, old: Option<&Old<'_>>, holder: &Holder, notes: &[Note]) {
        for note in notes {
            let at = || Address::Note(holder.clone(), note.id.clone());
            let was = old.map(|old| old.notes.get(&note.id).is_some_and(|it| is_fixed(it)));
            if is_fixed(note) && was == Some(false) {
                self.fixed.push(at());
            }
            if note.state() == NoteState::Fixed {
                self.unverified.push(at());
            }
        }
    }

    fn actions(&mut self, old: Option<&Old<'_>>, holder: &Holder, actions: &[Action], today: Day) {
        for action in actions {
            let at = || Address::Action(holder.clone(), action.id.clone());
            let was = old.map(|old| old.actions.get(&action.id).is_some_and(|it| is_done(it)));
            if is_done(action) && was == Some(false) {
                self.fixed.push(at());
            }
            if action.state() == ActionState::Done {
                self.unverified.push(at());
            }
            let is_open = !is_done(action) && action.state() != ActionState::Dropped;
            if let Some(due) = action.due.filter(|due| is_open && *due < today) {
                self.late.push(Late { at: at(), due });
            }
        }
    }
}

/// The things of an older state by their ids, wherever they stood.
#[derive(Default)]
struct Old<'m> {
    touchpoints: HashMap<&'m Id, &'m Touchpoint>,
    notes: HashMap<&'m Id, &'m Note>,
    actions: HashMap<&'m Id, &'m Action>,
}

impl<'m> Old<'m> {
    fn of(map: &'m JourneyMap) -> Self {
        let mut old = Self::default();
        for stage in &map.stages {
            old.add(&stage.notes, &stage.actions);
            for touchpoint in &stage.touchpoints {
                old.touchpoints.insert(&touchpoint.id, touchpoint);
                old.add(&touchpoint.notes, &touchpoint.actions);
            }
        }
        old
    }

    fn add(&mut self, notes: &'m [Note], actions: &'m [Action]) {
        self.notes.extend(notes.iter().map(|note| (&note.id, note)));
        self.actions.extend(actions.iter().map(|action| (&action.id, action)));
    }
}

fn is_fixed(note: &Note) -> bool {
    matches!(note.state(), NoteState::Fixed | NoteState::Verified)
}

fn is_done(action: &Action) -> bool {
    matches!(action.state(), ActionState::Done | ActionState::Verified)
}

fn worse(before: &Touchpoint, after: &Touchpoint, at: &Spot) -> Option<Worse> {
    let emotion = before.emotion.zip(after.emotion).filter(|(before, after)| after < before);
    let csat = match (csat(before), csat(after)) {
        (Some((was, of)), Some((is, now_of))) if of == now_of && is < was => Some((was, is)),
        _ => None,
    };
    let is_worse = emotion.is_some() || csat.is_some();
    is_worse.then(|| Worse { at: at.clone(), emotion, csat })
}

/// The share of satisfied customers that was measured last, and its unit: out
/// of the support data, else of a metric of that name.
fn csat(touchpoint: &Touchpoint) -> Option<(f64, Unit)> {
    let counted = touchpoint.support.months.iter().filter(|counts| counts.csat.is_some());
    let latest = counted.max_by_key(|counts| counts.month);
    if let Some(share) = latest.and_then(|counts| counts.csat) {
        return Some((share.get(), Unit::Percent));
    }
    let metric = touchpoint.metrics.iter().find(|it| it.name.eq_ignore_ascii_case("csat"))?;
    let latest = metric.readings.iter().max_by_key(|reading| reading.on)?;
    Some((latest.value.get(), metric.unit))
}

#[cfg(test)]
mod tests;
