//! Bringing the map into its file, and what waits for that.

use super::Turn;
use crate::ui::message::{Effect, Notice, Saved, Weight};
use crate::ui::state::Then;

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
            Saved::Failed { why } => {
                saving.then.clear();
                saving.asked = false;
                // not again by itself before the next edit: a full disk does
                // not empty by being asked
                saving.due = None;
                saving.failed = Some(why.clone());
                self.state.notice = Some(Notice { text: why, weight: Weight::Danger });
            }
        }
    }
}
