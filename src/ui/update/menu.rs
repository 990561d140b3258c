//! Keys in a list of commands.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Turn;
use crate::ui::command::Command;
use crate::ui::field::Answer;
use crate::ui::key::Key;
use crate::ui::keymap::Found;
use crate::ui::menu::Purpose;
use crate::ui::state::Mode;
use crate::words;

impl Turn<'_> {
    pub(super) fn menu_key(&mut self, event: KeyEvent) {
        let page = isize::try_from(self.state.size.1 / 2).unwrap_or(1);
        let help = self.state.keymap.find(&[Key::from(event)]);
        let Mode::Menu(menu) = &mut self.state.mode else { return };
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        match event.code {
            KeyCode::Esc => self.state.mode = Mode::Board,
            KeyCode::Char('c') if control => self.state.mode = Mode::Board,
            KeyCode::Enter => {
                let (purpose, command) = (menu.purpose, menu.command());
                match command {
                    Some(command) => {
                        self.state.mode = Mode::Board;
                        self.run(command);
                    }
                    None if purpose == Purpose::Read => self.state.mode = Mode::Board,
                    None => {
                        self.state.mode = Mode::Board;
                        self.warn(words::NO_SUCH_COMMAND);
                    }
                }
            }
            KeyCode::Up => menu.step(-1),
            KeyCode::Down | KeyCode::Tab => menu.step(1),
            KeyCode::BackTab => menu.step(-1),
            KeyCode::PageUp => menu.step(-page),
            KeyCode::PageDown => menu.step(page),
            KeyCode::Char('p') if control => menu.step(-1),
            KeyCode::Char('n') if control => menu.step(1),
            // the key that opened help closes it again
            _ if menu.purpose == Purpose::Read
                && menu.field.is_empty()
                && help == Found::Command(Command::Help) =>
            {
                self.state.mode = Mode::Board;
            }
            _ => {
                let is_empty = menu.field.is_empty();
                match menu.field.key(event) {
                    Answer::Edited => menu.narrow(),
                    _ if event.code == KeyCode::Backspace && is_empty => {
                        self.state.mode = Mode::Board;
                    }
                    Answer::Ignored => {
                        let typed = Key::from(event).to_string();
                        self.warn(words::not_in_a_list(&typed));
                    }
                    _ => {}
                }
            }
        }
    }
}
