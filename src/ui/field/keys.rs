//! The keys of a text field.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::{Answer, Field, Motion};

impl Field {
    /// Does what an editing key asks for and ignores all others, among them
    /// Enter, Esc, Tab, function keys, and what is held with Alt and not known.
    ///
    /// No letter with Alt deletes: on a slow line Esc and a letter arrive as
    /// one, and who meant to leave the field would lose a word.
    pub fn key(&mut self, event: KeyEvent) -> Answer {
        let known = KeyModifiers::SHIFT | KeyModifiers::CONTROL | KeyModifiers::ALT;
        if event.kind == KeyEventKind::Release || !known.contains(event.modifiers) {
            return Answer::Ignored;
        }
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        let by_word = control != alt;
        match event.code {
            _ if control && alt => Answer::Ignored,
            KeyCode::Char(letter) if control => self.control_key(letter, shift),
            KeyCode::Char('b') if alt => self.go(Motion::WordLeft, false),
            KeyCode::Char('f') if alt => self.go(Motion::WordRight, false),
            KeyCode::Char(_) if alt => Answer::Ignored,
            KeyCode::Char(character) if character.is_control() => Answer::Ignored,
            KeyCode::Char(character) => self.insert(character.encode_utf8(&mut [0; 4])),
            KeyCode::Backspace if by_word => self.delete(Motion::WordLeft),
            KeyCode::Backspace => self.delete(Motion::Left),
            KeyCode::Delete if by_word => self.delete(Motion::WordRight),
            KeyCode::Delete => self.delete(Motion::Right),
            KeyCode::Left if by_word => self.go(Motion::WordLeft, shift),
            KeyCode::Left => self.go(Motion::Left, shift),
            KeyCode::Right if by_word => self.go(Motion::WordRight, shift),
            KeyCode::Right => self.go(Motion::Right, shift),
            _ if alt => Answer::Ignored,
            KeyCode::Home if control => self.go(Motion::Start, shift),
            KeyCode::Home => self.go(Motion::LineStart, shift),
            KeyCode::End if control => self.go(Motion::End, shift),
            KeyCode::End => self.go(Motion::LineEnd, shift),
            KeyCode::Up if !control => self.go(Motion::Up, shift),
            KeyCode::Down if !control => self.go(Motion::Down, shift),
            _ => Answer::Ignored,
        }
    }

    fn control_key(&mut self, letter: char, shift: bool) -> Answer {
        match letter.to_ascii_lowercase() {
            // One key under three names: terminals disagree about 0x1F.
            '_' | '/' | '7' => self.undo(),
            _ if shift => Answer::Ignored,
            'a' => self.select_all(),
            'h' => self.delete(Motion::Left),
            'k' => self.delete(Motion::LineEnd),
            'r' | 'y' => self.redo(),
            'u' => self.delete(Motion::LineStart),
            'w' => self.delete(Motion::WordLeft),
            _ => Answer::Ignored,
        }
    }
}
