//! What is typed while this window waits to turn to another map: it is meant
//! for that one, and waits, too.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Turn;
use crate::ui::key::Key;
use crate::ui::message::Event;
use crate::ui::state::{State, Then, Unheard};
use crate::words;

impl Turn<'_> {
    /// Keeps what was typed for the map that comes. Ctrl-C stays in this one, and
    /// so does Esc where it ends nothing that was typed.
    pub(super) fn hold(&mut self, event: Event) {
        match &event {
            Event::Key(key) => {
                let is_ctrl_c = *key == KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
                let is_esc = key.code == KeyCode::Esc && self.state.held.is_empty();
                if is_ctrl_c || is_esc {
                    self.state.saving.then.retain(|then| !matches!(then, Then::Switch(_)));
                    self.say(words::STAYED_HERE);
                    return self.state.let_go_of_held();
                }
                if self.is_of_the_terminal(*key) {
                    return;
                }
            }
            // it was aimed at what is seen now
            Event::Mouse(_) => return,
            _ => {}
        }
        self.state.held.push(event);
        self.say(words::HELD_UNTIL_SAVED);
    }
}

impl State {
    /// Whether this window turns to another map as soon as all is saved.
    pub fn is_turning(&self) -> bool {
        self.saving.then.iter().any(|then| matches!(then, Then::Switch(_)))
    }

    /// Says that what was held is not run: this window stays with its map. What
    /// is still to come of it is not run either.
    pub fn let_go_of_held(&mut self) {
        let held = std::mem::take(&mut self.held);
        if held.is_empty() {
            return;
        }
        let typed: String = held.iter().map(as_text).collect();
        let Some(said) = &mut self.notice else { return };
        said.text = format!("{}. {}", said.text, words::held_in_vain(&typed));
        let refused = words::held_in_vain(&typed);
        self.unheard = Some(Box::new(Unheard { refused, done: None, keys: Vec::new(), typed }));
    }
}

/// What was typed, as one would write it down.
fn as_text(event: &Event) -> String {
    match event {
        Event::Paste(text) => text.clone(),
        Event::Key(key) => match key.code {
            KeyCode::Char(letter) if !key.modifiers.contains(KeyModifiers::CONTROL) => {
                letter.into()
            }
            _ => format!(" {} ", Key::from(*key)),
        },
        _ => String::new(),
    }
}
