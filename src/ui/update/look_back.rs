//! How it felt at a review, on the curve: at the last one, at the one before,
//! at none.

use super::Turn;
use crate::ui::command::Command;
use crate::ui::look_back::LookBack;
use crate::ui::message::{Effect, Wanted};
use crate::ui::sentences::Then;
use crate::ui::state::ViewKind;
use crate::words;

impl Turn<'_> {
    /// Goes to the curve as of the last review; there already, to the review
    /// before.
    pub(super) fn look_back(&mut self) {
        let shown = self.state.look_back.as_ref();
        if shown.is_some() && self.state.view != ViewKind::Curve {
            self.change_view(Command::ViewCurve);
            return self.say_look_back();
        }
        let before = shown.and_then(|shown| shown.on);
        self.effects.push(Effect::ReadSnapshot(Wanted::Felt { before }));
    }

    /// Shows what the edge found; without anything older than what is shown,
    /// shows the map alone again.
    pub(super) fn take_felt(&mut self, found: Option<Then>) {
        match found {
            Some(then) => {
                self.change_view(Command::ViewCurve);
                self.state.look_back = Some(Box::new(LookBack::to(&then, self.clock.day)));
                self.say_look_back();
            }
            None => match self.state.look_back.take() {
                Some(shown) => {
                    let again = self.state.keymap.call_of(Command::ThenAndNow);
                    self.say(words::nothing_before(&shown.when, &again));
                }
                None => self.say(words::NO_SNAPSHOT_YET),
            },
        }
    }

    /// Shows the map alone again; says whether anything else was shown.
    pub(super) fn end_look_back(&mut self) -> bool {
        let Some(shown) = self.state.look_back.take() else { return false };
        let again = self.state.keymap.call_of(Command::ThenAndNow);
        self.say(words::no_longer_as_of(&shown.when, &again));
        true
    }

    fn say_look_back(&mut self) {
        let Some(shown) = &self.state.look_back else { return };
        let said = words::felt_since(shown.felt.tally(self.state.map()), &shown.when);
        let again = self.state.keymap.call_of(Command::ThenAndNow);
        self.say(words::with_the_one_before(&said, &again));
    }
}
