//! Keys in a list of commands.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Turn;
use crate::ui::field::Answer;
use crate::ui::menu::Purpose;
use crate::ui::state::Mode;
use crate::words;

impl Turn<'_> {
    pub(super) fn menu_key(&mut self, event: KeyEvent) {
        let page = isize::try_from(self.state.size.1 / 2).unwrap_or(1);
        let Mode::Menu(menu) = &mut self.state.mode else { return };
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        match event.code {
            KeyCode::Esc => self.state.mode = Mode::Board,
            KeyCode::Char('c') if control => self.state.mode = Mode::Board,
            KeyCode::Enter => {
                let command = menu.command();
                self.state.mode = Mode::Board;
                match command {
                    Some(command) => self.run(command),
                    None => self.warn(words::NO_SUCH_COMMAND),
                }
            }
            KeyCode::Up => menu.step(-1),
            KeyCode::Down | KeyCode::Tab => menu.step(1),
            KeyCode::BackTab => menu.step(-1),
            KeyCode::PageUp => menu.step(-page),
            KeyCode::PageDown => menu.step(page),
            KeyCode::Char('p') if control => menu.step(-1),
            KeyCode::Char('n') if control => menu.step(1),
            KeyCode::Char(letter) if menu.purpose == Purpose::Read && !control => match letter {
                'j' => menu.step(1),
                'k' => menu.step(-1),
                'g' => menu.step(isize::MIN),
                'G' => menu.step(isize::MAX),
                _ => self.state.mode = Mode::Board,
            },
            KeyCode::F(1) if menu.purpose == Purpose::Read => self.state.mode = Mode::Board,
            _ if menu.purpose == Purpose::Find => {
                let empty = menu.field.text().is_empty();
                if menu.field.key(event) == Answer::Edited {
                    menu.narrow();
                } else if event.code == KeyCode::Backspace && empty {
                    self.state.mode = Mode::Board;
                }
            }
            _ => {}
        }
    }
}
