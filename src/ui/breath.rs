//! Keys pressed in one breath, and what they changed: for who meant them as
//! a text.

use std::sync::Arc;
use std::time::Duration;

use super::key::{Key, show_keys};
use crate::edit::{History, Step};

/// A longer gap between two keys ends the breath.
const PAUSE: Duration = Duration::from_secs(1);

/// The keys since the last pause, while no text was open.
#[derive(Debug, Clone, Default)]
pub struct Breath {
    last: Duration,
    /// Those of the command that is typed just now.
    keys: Vec<Key>,
    /// Those of the command that made the last of the steps.
    ran: String,
    steps: Vec<Arc<Step>>,
}

/// How far the history is.
#[derive(Debug, Clone)]
pub struct Reached {
    count: usize,
    latest: Option<Arc<Step>>,
}

impl Reached {
    /// Where the history ends now.
    pub fn of(history: &History) -> Self {
        let mut done = history.done();
        Self { count: done.len(), latest: done.next().cloned() }
    }
}

impl Breath {
    /// A key is pressed at `now`, which begins a command or goes on with one.
    pub fn key(&mut self, now: Duration, key: Key, begins: bool) {
        if now.saturating_sub(self.last) > PAUSE {
            *self = Self::default();
        }
        self.last = now;
        if begins {
            self.keys.clear();
        }
        self.keys.push(key);
    }

    /// That key took the history from there to here.
    pub fn follow(&mut self, before: &Reached, now: Reached) {
        let Some(latest) = now.latest else { return self.steps.clear() };
        let was = before.latest.as_ref();
        if was.is_some_and(|was| Arc::ptr_eq(was, &latest)) {
            return;
        }
        if now.count < before.count {
            self.steps.pop();
            return;
        }
        if was.is_some_and(|was| Arc::ptr_eq(&was.before, &latest.before)) {
            // it became a part of the step before it
            self.steps.pop();
        }
        self.ran = show_keys(&self.keys);
        self.steps.push(latest);
    }

    /// The keys that made the last step.
    pub fn ran(&self) -> &str {
        &self.ran
    }

    /// What was changed and not taken back, the latest last.
    pub fn steps(&self) -> &[Arc<Step>] {
        &self.steps
    }
}
