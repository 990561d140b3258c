//! How the screen looks and listens, changed while it runs.

use super::Turn;
use crate::ui::command::Command;
use crate::ui::layout;
use crate::ui::message::Effect;
use crate::ui::state::ViewKind;
use crate::words;

impl Turn<'_> {
    /// Whether `command` is one of these; then it was run.
    pub(super) fn change_appearance(&mut self, command: Command) -> bool {
        match command {
            Command::NextTheme => match self.state.themes.choose_next() {
                Some(name) => {
                    let line = words::theme_is(name);
                    self.state.look.theme = self.state.themes.chosen();
                    self.say(line);
                }
                None => self.warn(words::NO_OTHER_THEME),
            },
            Command::NextMarks => {
                let (name, marks) = self.state.look.marks.next();
                self.state.look.marks = marks;
                self.say(words::marks_are(name));
            }
            Command::MouseOnOff => {
                let on = !self.state.settings.mouse;
                self.state.settings.mouse = on;
                self.effects.push(Effect::Mouse(on));
                self.cancel_drag();
                self.say(if on { words::MOUSE_IS_ON } else { words::MOUSE_IS_OFF });
            }
            Command::VisibilityOnOff => self.switch_visibility(),
            _ => return false,
        }
        true
    }

    fn switch_visibility(&mut self) {
        let on = !self.state.settings.visibility;
        self.state.settings.visibility = on;
        match self.state.view {
            _ if !on => self.say(words::VISIBILITY_IS_OFF),
            ViewKind::List
            | ViewKind::Curve
            | ViewKind::Fix
            | ViewKind::Actions
            | ViewKind::Missing
            | ViewKind::Results
            | ViewKind::Risks => self.say(words::VISIBILITY_IS_ON_THE_BOARD),
            ViewKind::Board if layout::plan(self.state).bands.visibility.is_none() => {
                self.warn(words::VISIBILITY_HAS_NO_ROOM);
            }
            ViewKind::Board => self.say(words::VISIBILITY_IS_ON),
        }
    }
}
