//! A map with its history.

use std::collections::HashSet;
use std::sync::Arc;

use super::fitting::unfit_in;
use super::{Edit, History, Ids, KnownIds, Refused, Step, apply_knowing, script};
use crate::compare::{Merged, merge, three_way};
use crate::model::{Conflict, Id, JourneyMap};

/// A map that is being worked on. It lends the map read-only; only
/// [`Draft::commit`], undo, redo and [`Draft::foreign`] change it.
#[derive(Debug, Clone)]
pub struct Draft {
    map: Arc<JourneyMap>,
    history: History,
    known: KnownIds,
    /// Ids that were handed out and are on no map yet: many are asked for
    /// before the edits that bring them are made.
    promised: HashSet<Id>,
}

/// Whether edits may become part of the step before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// They are a step of their own.
    New,
    /// They belong to the previous step if [`super::joins`] says so.
    Previous,
}

/// What an undo, a redo or a merge did.
#[derive(Debug, Clone)]
pub struct Replayed {
    /// The step that was undone or redone; none after a merge.
    pub step: Option<Arc<Step>>,
    /// The edits that do the same to the map before it: for the journal.
    pub edits: Vec<Edit>,
    /// What could not be decided; what was in force still is. After a merge
    /// the map names them too. After undo or redo it does not: they are
    /// fields that another program changed since, and what it wrote stays.
    pub conflicts: Vec<Conflict>,
}

impl Draft {
    /// A map without a history.
    pub fn new(map: Arc<JourneyMap>) -> Self {
        let known = KnownIds::of(&map);
        Self { map, history: History::default(), known, promised: HashSet::new() }
    }

    /// The map as it is now.
    pub fn map(&self) -> &Arc<JourneyMap> {
        &self.map
    }

    /// The steps that can be undone and redone.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        self.history.done().len() > 0
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        self.history.undone().len() > 0
    }

    /// An id that nothing on this map has or had, and that was not given out
    /// since the last step. `prefix` is `s`, `t`, `n`, `a` or `p`.
    pub fn new_id(&mut self, ids: &mut Ids, prefix: char) -> Id {
        loop {
            let id = ids.next(prefix);
            if !self.known.may_hold(&id) && self.promised.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Makes all of `edits` as one step, and gives them back for the journal;
    /// none if they change nothing, which is no step.
    ///
    /// # Errors
    /// The edit that cannot be made; then everything is as it was.
    pub fn commit(&mut self, edits: Vec<Edit>, join: Join) -> Result<Vec<Edit>, Refused> {
        self.promised.clear();
        let after = apply_knowing(&self.map, &edits, &mut self.known)?;
        if let Some(why) = unfit_in(&self.map, &after, &edits) {
            return Err(Refused::Fit { why });
        }
        if after == *self.map {
            return Ok(Vec::new());
        }
        let after = Arc::new(after);
        let joined = match join {
            Join::New => None,
            Join::Previous => self.history.take_joined(&self.map, &edits),
        };
        match joined {
            Some(step) if *step.before == *after => self.map = step.before,
            joined => {
                let step = joined_step(joined, &self.map, &edits, &after);
                self.history.push(step);
                self.map = after;
            }
        }
        Ok(edits)
    }

    /// Takes the latest step back, and nothing else: what came in from
    /// another program since stays.
    pub fn undo(&mut self) -> Option<Replayed> {
        let step = self.history.undo()?;
        let (from, to) = (Arc::clone(&step.after), Arc::clone(&step.before));
        Some(self.replay(step, &from, &to))
    }

    /// Does again what was undone last.
    pub fn redo(&mut self) -> Option<Replayed> {
        let step = self.history.redo()?;
        let (from, to) = (Arc::clone(&step.before), Arc::clone(&step.after));
        Some(self.replay(step, &from, &to))
    }

    /// Merges what another program made of `base`, which is the state that it
    /// and this draft had in common last. This is no step: undo does not take
    /// it back.
    pub fn foreign(&mut self, base: &JourneyMap, theirs: &JourneyMap) -> Replayed {
        let Merged { map, conflicts } = merge(base, &self.map, theirs);
        Replayed { step: None, edits: self.turn_into(Arc::new(map)), conflicts }
    }

    fn replay(
        &mut self,
        step: Arc<Step>,
        from: &Arc<JourneyMap>,
        to: &Arc<JourneyMap>,
    ) -> Replayed {
        let (map, conflicts) = if Arc::ptr_eq(from, &self.map) {
            (Arc::clone(to), Vec::new())
        } else {
            let (map, conflicts) = three_way(from, &self.map, to);
            (Arc::new(map), conflicts)
        };
        Replayed { step: Some(step), edits: self.turn_into(map), conflicts }
    }

    fn turn_into(&mut self, map: Arc<JourneyMap>) -> Vec<Edit> {
        let edits = script(&self.map, &map);
        edits.iter().for_each(|edit| self.known.learn(edit));
        if !edits.is_empty() {
            self.map = map;
        }
        edits
    }
}

/// The step from `now` to `after`, or a joined one that goes so far.
fn joined_step(
    joined: Option<Step>,
    now: &Arc<JourneyMap>,
    edits: &[Edit],
    after: &Arc<JourneyMap>,
) -> Step {
    let after = Arc::clone(after);
    match joined {
        None => Step { edits: edits.to_vec(), before: Arc::clone(now), after },
        Some(mut step) => {
            // A field that is set again needs no more than its last value.
            if step.edits.last().is_some_and(|last| !last.adds()) {
                step.edits.pop();
            }
            step.edits.extend_from_slice(edits);
            Step { after, ..step }
        }
    }
}
