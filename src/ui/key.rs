//! A key as keymaps write it: `o`, `G`, `ctrl-r`, `shift-up`, `space`.
//!
//! Written here and not taken from a crate: those at hand know only ASCII
//! letters and take `G` for `g`.

use std::fmt;
use std::str::FromStr;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One key with the keys held down beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd)]
pub struct Key {
    code: KeyCode,
    held: KeyModifiers,
}

/// The names of keys that are no letters, as they are written.
const NAMES: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("space", KeyCode::Char(' ')),
    ("backspace", KeyCode::Backspace),
    ("del", KeyCode::Delete),
    ("ins", KeyCode::Insert),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
];

const HELD: &[(&str, KeyModifiers)] = &[
    ("ctrl-", KeyModifiers::CONTROL),
    ("alt-", KeyModifiers::ALT),
    ("shift-", KeyModifiers::SHIFT),
];

impl Key {
    /// A letter without anything held.
    pub fn letter(letter: char) -> Self {
        Self { code: KeyCode::Char(letter), held: KeyModifiers::NONE }
    }

    /// What a terminal sends for it.
    pub fn event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.held)
    }

    /// The letter, if nothing but Shift is held.
    pub fn as_letter(self) -> Option<char> {
        match self {
            Self { code: KeyCode::Char(letter), held: KeyModifiers::NONE } => Some(letter),
            _ => None,
        }
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let mut held =
            event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match event.code {
            KeyCode::BackTab => {
                held |= KeyModifiers::SHIFT;
                KeyCode::Tab
            }
            // a letter says itself whether Shift was held
            KeyCode::Char(letter) if held.contains(KeyModifiers::CONTROL) => {
                held -= KeyModifiers::SHIFT;
                KeyCode::Char(letter.to_ascii_lowercase())
            }
            KeyCode::Char(letter) => {
                let upper = held.contains(KeyModifiers::SHIFT) && letter.is_lowercase();
                held -= KeyModifiers::SHIFT;
                KeyCode::Char(if upper {
                    letter.to_uppercase().next().unwrap_or(letter)
                } else {
                    letter
                })
            }
            other => other,
        };
        Self { code, held }
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (mut rest, mut held) = (text, KeyModifiers::NONE);
        while let Some((name, one)) = HELD.iter().find(|(name, _)| rest.starts_with(name)) {
            held |= *one;
            rest = &rest[name.len()..];
        }
        let code = if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == rest) {
            *code
        } else if let Some(number) = rest.strip_prefix('f').and_then(|number| number.parse().ok()) {
            KeyCode::F(number)
        } else {
            let mut letters = rest.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) => KeyCode::Char(letter),
                _ => {
                    return Err(format!(
                        "{text:?} is no key; keys are written like o, G, ctrl-r, shift-up, space"
                    ));
                }
            }
        };
        Ok(Self::from(KeyEvent::new(code, held)))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        for (name, one) in HELD {
            if self.held.contains(*one) {
                text.push_str(name);
            }
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => text.push_str(name),
            (None, KeyCode::Char(letter)) => text.push(letter),
            (None, KeyCode::F(number)) => text.push_str(&format!("f{number}")),
            (None, other) => text.push_str(&format!("{other:?}").to_lowercase()),
        }
        f.pad(&text)
    }
}

/// One or more keys, one after the other, as a keymap writes them: `c g`.
pub fn parse_keys(text: &str) -> Result<Vec<Key>, String> {
    let keys: Result<Vec<Key>, String> = text.split_whitespace().map(str::parse).collect();
    match keys {
        Ok(keys) if keys.is_empty() => Err("a key is missing between the quotation marks".into()),
        other => other,
    }
}

/// The keys with blanks between them.
pub fn show_keys(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_as_it_is_written() {
        for text in [
            "o",
            "G",
            "ctrl-r",
            "shift-up",
            "space",
            "alt-x",
            "f2",
            "<",
            "-",
            "+",
            "й",
            "ё",
            "pgdn",
            "shift-tab",
        ] {
            assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_capital_is_the_letter_with_shift() {
        let event = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(Key::from(event), "G".parse().unwrap());
        assert_ne!(Key::from(event), "g".parse().unwrap());
    }

    #[test]
    fn what_is_no_key_is_said() {
        assert!("hello".parse::<Key>().unwrap_err().contains("hello"));
        assert!(parse_keys("  ").is_err());
    }
}
