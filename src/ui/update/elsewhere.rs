//! What other programs do to the file of the map while it is open here.

use std::sync::Arc;
use std::time::Duration;

use super::Turn;
use crate::edit::{Beside, Edit, beside, script};
use crate::model::record::Record;
use crate::model::{JourneyMap, MapField};
use crate::ui::choice::Choice;
use crate::ui::form::Page;
use crate::ui::message::{Effect, Foreign, Looked};
use crate::ui::state::{Doubt, Mode};
use crate::ui::writing::Slot;
use crate::words;

/// How long an edit may wait for its save where others write the file, too:
/// they see it within a second.
const SAVE_FOR_OTHERS: Duration = Duration::from_millis(200);
/// How long a file may be half written, or gone to come back, before it is
/// worth a line.
const PATIENCE: Duration = Duration::from_secs(2);

impl Turn<'_> {
    /// How long an edit waits for others before it is saved.
    pub(super) fn autosave(&self) -> Duration {
        let wait = self.state.settings.autosave;
        if self.state.saving.has_company { wait.min(SAVE_FOR_OTHERS) } else { wait }
    }

    /// Merges what another program wrote.
    pub(super) fn foreign(&mut self, foreign: &Foreign) {
        self.state.saving.has_company = true;
        self.state.saving.has_no_file = false;
        let is_asking = matches!(self.state.mode, Mode::Writing(_) | Mode::Choice(_));
        let begun = Arc::clone(self.state.map());
        let known = begun.conflicts.clone();
        let done = self.state.draft.foreign(&foreign.base, &foreign.theirs);
        let common = script(self.state.map(), &foreign.common);
        self.effects.push(Effect::JournalMerge { edits: done.edits.clone(), common });
        self.effects.push(Effect::Merged(foreign.number));
        if done.edits.is_empty() {
            return;
        }
        if is_asking {
            self.state.begun.get_or_insert(begun);
            // it is typed over what came in just now, also after a kill
            self.journal_typing();
        }
        // that line tells more than that all is saved
        self.state.saving.asked = false;
        let line = words::describe(&foreign.base, &done.edits);
        // which map is its twin comes of a copy, and who made that was told so
        let is_twin = |edit: &Edit| matches!(edit, Edit::Map(MapField::Twin(_)));
        let is_told = done.edits.iter().all(is_twin);
        self.follow_change();
        // who merged first has written it into the file: it is one here, too
        let map = self.state.map().clone();
        let new: Vec<_> = map.conflicts.iter().filter(|it| !known.contains(it)).collect();
        match new.first() {
            Some(first) => self.warn(words::clash(&map, first, new.len() - 1)),
            None if is_told => {}
            None => self.say(words::came_from_outside(&line)),
        }
        self.follow_conflict();
    }

    /// Brings the choice about a clash up to what others made of it.
    fn follow_conflict(&mut self) {
        let Mode::Choice(Choice::Conflict { conflict, .. }) = &self.state.mode else { return };
        let map = self.state.map().clone();
        match map.conflicts.iter().find(|it| it.key() == conflict.key()) {
            Some(now) => self.open_conflict(now),
            None => {
                let line = words::settled_elsewhere(&map, conflict);
                self.state.mode = Mode::Board;
                self.warn(line);
            }
        }
    }

    /// Shows what both sides changed, so that somebody chooses.
    pub(super) fn show_conflicts(&mut self) {
        if self.state.map().conflicts.is_empty() {
            return self.say(words::NO_CLASHES);
        }
        let page = Page::of_conflicts(self.state.map(), self.state.look);
        self.state.pages.push(page);
    }

    /// Says that everything is saved, to who asked for it.
    pub(super) fn say_saved(&mut self) {
        if std::mem::take(&mut self.state.saving.asked) {
            self.say(words::ALL_SAVED);
        }
    }

    /// The time for a file to become readable is over.
    pub(super) fn look_again(&mut self) {
        if let Some(Doubt::Until(over)) = self.state.saving.doubt
            && over <= self.now
        {
            self.state.saving.doubt = Some(Doubt::Over);
            self.effects.push(Effect::Look);
        }
    }

    pub(super) fn looked(&mut self, looked: Looked) {
        let asked = self.state.saving.asked;
        match looked {
            Looked::Same => {
                let doubt = self.state.saving.doubt.take();
                if doubt == Some(Doubt::Said) {
                    self.say(words::FILE_IS_BACK);
                }
                if !self.state.is_unsaved() {
                    self.say_saved();
                } else if doubt.is_some() {
                    // what kept a save from its end is over
                    self.save_now();
                }
            }
            Looked::Changed(foreign) => {
                self.state.saving.doubt = None;
                self.foreign(&foreign);
                // at once: until then the journal does not know what the file
                // says. Nothing is written where that is all there is
                self.save_now();
            }
            Looked::Gone if asked => {
                // who wants it saved wants it in a file
                self.state.saving.doubt = None;
                self.state.saving.edits += 1;
                self.save_now();
            }
            Looked::Gone => self.doubt(words::FILE_IS_GONE.into(), asked),
            Looked::Unreadable { why } => self.doubt(words::file_is_odd(&why), asked),
        }
    }

    /// The file is not as it should be. Said when it stays so, or where it was
    /// asked for.
    fn doubt(&mut self, line: String, asked: bool) {
        match self.state.saving.doubt {
            _ if asked => {}
            None => {
                self.state.saving.doubt = Some(Doubt::Until(self.now + PATIENCE));
                return;
            }
            Some(Doubt::Over) => {}
            Some(Doubt::Until(_) | Doubt::Said) => return,
        }
        self.state.saving.doubt = Some(Doubt::Said);
        self.state.saving.asked = false;
        self.warn(line);
    }

    /// The map on which what is typed or chosen was begun.
    pub(super) fn begun(&self) -> Arc<JourneyMap> {
        Arc::clone(self.state.begun.as_ref().unwrap_or(self.state.map()))
    }

    /// The edits that make what was typed or chosen a part of what others made
    /// of the map meanwhile.
    pub(super) fn beside_others(&mut self, edits: Vec<Edit>) -> Beside {
        let begun = self.state.begun.take();
        begun
            .and_then(|begun| beside(&begun, self.state.map(), &edits))
            .unwrap_or(Beside { edits, conflicts: Vec::new() })
    }
}

/// What a text is typed or a value is chosen for.
pub(super) fn asked_for(mode: &Mode) -> (Option<Slot>, Option<Choice>) {
    match mode {
        Mode::Writing(writing) => (Some(writing.slot.clone()), None),
        Mode::Choice(choice) => (None, Some(choice.clone())),
        Mode::Board | Mode::Menu(_) | Mode::Asking(_) | Mode::Sentences(_) => (None, None),
    }
}
