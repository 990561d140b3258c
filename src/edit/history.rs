//! What can be undone and redone.

use std::collections::VecDeque;
use std::sync::Arc;

use super::Edit;
use crate::model::JourneyMap;

/// How many steps are kept; older ones are forgotten.
const LIMIT: usize = 2_000;

/// One step that can be undone, as data; its name is made from the edits.
#[derive(Debug, Clone)]
pub struct Step {
    /// What was done.
    pub edits: Vec<Edit>,
    /// The map before it.
    pub before: Arc<JourneyMap>,
    /// The map after it.
    pub after: Arc<JourneyMap>,
}

/// Whether `next` belongs to the step before it, so that one undo takes both
/// back: it sets one field, and that step has just set the same field of the
/// same thing or added the thing, and was about nothing else.
pub fn joins(previous: &Step, next: &[Edit]) -> bool {
    let ([next], Some(last)) = (next, previous.edits.last()) else { return false };
    let (at, field) = (next.at(), next.field());
    field.is_some()
        && (last.adds() || last.field() == field)
        && previous.edits.iter().all(|edit| edit.at().id() == at.id())
}

/// The steps that were done and those that were undone.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: VecDeque<Arc<Step>>,
    undone: Vec<Arc<Step>>,
}

impl History {
    /// The steps that can be undone, the latest first.
    pub fn done(&self) -> impl ExactSizeIterator<Item = &Arc<Step>> {
        self.done.iter().rev()
    }

    /// The steps that can be redone, the next one first.
    pub fn undone(&self) -> impl ExactSizeIterator<Item = &Arc<Step>> {
        self.undone.iter().rev()
    }

    /// A new step; what was undone cannot be redone any more.
    pub(super) fn push(&mut self, step: Step) {
        self.undone.clear();
        self.push_done(Arc::new(step));
    }

    /// Takes the latest step away to put a larger one in its place, if
    /// `edits` made now, on the map `now`, belong to it.
    pub(super) fn take_joined(&mut self, now: &Arc<JourneyMap>, edits: &[Edit]) -> Option<Step> {
        let step = self.done.back()?;
        if self.undone.is_empty() && Arc::ptr_eq(&step.after, now) && joins(step, edits) {
            self.done.pop_back().map(Arc::unwrap_or_clone)
        } else {
            None
        }
    }

    /// The latest step, which is undone now.
    pub(super) fn undo(&mut self) -> Option<Arc<Step>> {
        let step = self.done.pop_back()?;
        self.undone.push(Arc::clone(&step));
        Some(step)
    }

    /// The step undone last, which is redone now.
    pub(super) fn redo(&mut self) -> Option<Arc<Step>> {
        let step = self.undone.pop()?;
        self.push_done(Arc::clone(&step));
        Some(step)
    }

    fn push_done(&mut self, step: Arc<Step>) {
        if self.done.len() == LIMIT {
            self.done.pop_front();
        }
        self.done.push_back(step);
    }
}
