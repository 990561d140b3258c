//! Bringing the map into its file, and what waits for that.

use super::Turn;
use crate::ui::message::{Effect, Notice, Saved, Weight};
use crate::ui::state::{State, Then};
use crate::words;

impl Turn<'_> {
    pub(super) fn quit(&mut self) {
        self.keep_typed();
        self.after_saving(Then::Quit);
    }

    /// Does something as soon as everything is in the file.
    pub(super) fn after_saving(&mut self, then: Then) {
        self.state.saving.then.push(then);
        if self.state.is_unsaved() { self.save_now() } else { self.go_on() }
    }

    /// Does what was to be done when everything is in the file.
    pub(super) fn go_on(&mut self) {
        for then in std::mem::take(&mut self.state.saving.then) {
            self.effects.push(match then {
                Then::Quit => Effect::Quit,
                Then::Switch(task) => Effect::Switch(task),
                Then::Perform(task) => Effect::Maps(task),
            });
        }
    }

    pub(super) fn save_now(&mut self) {
        self.save(false);
    }

    pub(super) fn save(&mut self, force: bool) {
        let map = self.state.draft.map().clone();
        let saving = &mut self.state.saving;
        if saving.under_way.is_some() {
            // one at a time: what it finds in the file is merged first. A
            // deadline that is over is one as soon as it has ended
            saving.due = Some(self.now).filter(|_| saving.under_way < Some(saving.edits));
            return;
        }
        saving.due = None;
        if saving.saved < saving.edits {
            saving.under_way = Some(saving.edits);
            self.effects.push(Effect::Save { seq: saving.edits, map, force });
            // the journal starts anew behind a save, with what is still open
            self.journal_typing();
        }
    }

    pub(super) fn saved(&mut self, saved: Saved) {
        let now = self.now;
        let saving = &mut self.state.saving;
        saving.under_way = None;
        match saved {
            Saved::Done { seq } => {
                saving.saved = saving.saved.max(seq);
                saving.has_no_file = false;
                saving.doubt = None;
                saving.since = (saving.saved < saving.edits).then_some(now);
                if saving.failed.take().is_some() {
                    self.state.notice = None;
                }
                if !self.state.is_unsaved() {
                    self.say_saved();
                    self.go_on();
                } else if !self.state.saving.then.is_empty() {
                    self.save_now();
                }
            }
            Saved::Changed(foreign) => {
                self.foreign(&foreign);
                self.save_now();
            }
            // that version was merged when it was told
            Saved::Overtaken => self.save_now(),
            Saved::Failed { why, next } => {
                saving.then.clear();
                saving.asked = false;
                // not again by itself before the next edit: a full disk does
                // not empty by being asked
                saving.due = None;
                saving.failed = Some((why, next));
                self.state.say_not_saved();
                self.state.let_go_of_held();
            }
        }
    }
}

impl State {
    /// Hears how the last writing to the journal went: if it failed, why; none
    /// where there is no journal, as was said.
    pub fn journaled(&mut self, written: Result<(), Option<String>>) {
        let was_behind = std::mem::replace(&mut self.saving.is_unjournaled, written.is_err());
        match written {
            // what is said already says it, too
            _ if self.saving.failed.is_some() => {
                if was_behind != self.saving.is_unjournaled {
                    self.say_not_saved();
                }
            }
            Err(Some(why)) => self.notice = Some(Notice::warning(why)),
            Ok(()) | Err(None) => {}
        }
    }

    /// Says why the map is not saved, and whether it is safe.
    fn say_not_saved(&mut self) {
        if let Some((why, next)) = &self.saving.failed {
            let text = words::still_unsaved(why, next, !self.saving.is_unjournaled);
            self.notice = Some(Notice { text, weight: Weight::Danger });
        }
    }
}
