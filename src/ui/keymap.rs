//! Which keys run which command.

use std::collections::BTreeMap;
use std::fmt;

use super::command::Command;
use super::key::{Key, parse_keys};
use crate::text;

/// The keys that ship with the program.
pub const DEFAULT: &str = include_str!("../../assets/keys.ron");

/// What keys typed so far mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// They run a command.
    Command(Command),
    /// More keys may follow.
    Prefix,
    /// Nothing.
    Nothing,
}

/// A mistake in a file of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyError {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong, and what would be right.
    pub problem: String,
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.problem)
    }
}

impl std::error::Error for KeyError {}

/// All keys and their commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<(Vec<Key>, Command)>,
}

impl Keymap {
    /// The default keys with `patch`, the text of a file of the user's, laid
    /// over them.
    ///
    /// # Errors
    /// All mistakes of the file at once, with their places.
    pub fn with_patch(patch: &str) -> Result<Self, Vec<KeyError>> {
        let (mut commands, _) = read(DEFAULT)?;
        let (own, mut errors) = read(patch)?;
        for (command, keys) in &own {
            match commands.iter_mut().find(|(known, _)| known == command) {
                Some((_, old)) => old.clone_from(keys),
                None => commands.push((*command, keys.clone())),
            }
        }
        // a key that the user gives away is free, whoever had it before
        for (command, keys) in &mut commands {
            if !own.iter().any(|(named, _)| named == command) {
                keys.retain(|keys| !own.iter().any(|(_, taken)| taken.contains(keys)));
            }
        }
        let bindings: Vec<(Vec<Key>, Command)> = commands
            .into_iter()
            .flat_map(|(command, keys)| keys.into_iter().map(move |keys| (keys, command)))
            .collect();
        errors.extend(clashes(&bindings, patch));
        errors.sort_by_key(|error| (error.line, error.column));
        if errors.is_empty() { Ok(Self { bindings }) } else { Err(errors) }
    }

    /// What `keys` mean.
    pub fn find(&self, keys: &[Key]) -> Found {
        for (bound, command) in &self.bindings {
            if bound == keys {
                return Found::Command(*command);
            }
        }
        let prefix =
            !keys.is_empty() && self.bindings.iter().any(|(bound, _)| bound.starts_with(keys));
        if prefix { Found::Prefix } else { Found::Nothing }
    }

    /// The keys of a command; the first is the one to show.
    pub fn keys_of(&self, command: Command) -> impl Iterator<Item = &[Key]> {
        self.bindings
            .iter()
            .filter(move |(_, bound)| *bound == command)
            .map(|(keys, _)| keys.as_slice())
    }

    /// How a command is called: by its first keys, else by its name.
    pub fn call_of(&self, command: Command) -> String {
        let keys = self.keys_of(command).next().map(super::key::show_keys);
        keys.unwrap_or_else(|| format!(":{}", command.entry().name))
    }

    /// What may follow `typed`: the next key and what it runs or leads to.
    pub fn after<'a>(&'a self, typed: &'a [Key]) -> impl Iterator<Item = (Key, Command)> + 'a {
        self.bindings.iter().filter_map(move |(keys, command)| {
            let rest = keys.strip_prefix(typed)?;
            rest.first().map(|next| (*next, *command))
        })
    }
}

impl Default for Keymap {
    fn default() -> Self {
        // the file ships with the program and a test reads it
        Self::with_patch("{}").unwrap_or(Self { bindings: Vec::new() })
    }
}

/// Keys that can never be typed, because others are typed whole before them: one mistake for each
/// keys that stand in the way, however many they keep from being typed.
fn clashes(bindings: &[(Vec<Key>, Command)], patch: &str) -> Vec<KeyError> {
    let mut errors = Vec::new();
    for (n, (keys, command)) in bindings.iter().enumerate() {
        let mut hidden = bindings.iter().enumerate().filter(|(other, (longer, _))| {
            // of two that are the same, the second is hidden
            longer.starts_with(keys) && (longer.len() > keys.len() || *other > n)
        });
        let Some((_, (longer, hides))) = hidden.next() else { continue };
        let others = match hidden.count() {
            0 => String::new(),
            1 => ", and of one more".into(),
            more => format!(", and of {more} more"),
        };
        let problem = format!(
            "the keys {:?} of {} stand in the way of {:?} of {}{others}: give one of them others",
            super::key::show_keys(keys),
            command.entry().name,
            super::key::show_keys(longer),
            hides.entry().name
        );
        let (line, column) = place(patch, &[command.entry().name, hides.entry().name]);
        errors.push(KeyError { line, column, problem });
    }
    errors
}

/// Each command with the keys that run it.
type Table = Vec<(Command, Vec<Vec<Key>>)>;

/// What can be read of a file of keys, and what is wrong with the rest. Fails
/// where it is no such file at all.
fn read(source: &str) -> Result<(Table, Vec<KeyError>), Vec<KeyError>> {
    let table: BTreeMap<String, Vec<String>> = ron::from_str(source).map_err(|error| {
        let at = error.span.start;
        let problem = format!(
            "{}: a file of keys is written like {{ \"quit\": [\"q\", \"Z Z\"] }}",
            error.code
        );
        vec![KeyError { line: at.line, column: at.col, problem }]
    })?;
    let mut errors = Vec::new();
    let mut found = Vec::new();
    for (name, keys) in &table {
        let error = |word: &str, problem: String| {
            let (line, column) = place(source, &[word]);
            KeyError { line, column, problem }
        };
        let Some(command) = Command::named(name) else {
            let near = text::nearest(name, Command::TABLE.iter().map(|entry| entry.name));
            let hint = near.map_or_else(
                || "; cjm keys lists them".into(),
                |near| format!("; did you mean {near:?}?"),
            );
            errors.push(error(name, format!("there is no command {name:?}{hint}")));
            continue;
        };
        let mut parsed = Vec::new();
        for key in keys {
            match parse_keys(key) {
                Ok(key) => parsed.push(key),
                Err(problem) => errors.push(error(key, problem)),
            }
        }
        found.push((command, parsed));
    }
    // in the order of the table, so that what is shown first does not hang
    // on the alphabet
    found.sort_by_key(|(command, _)| *command as usize);
    Ok((found, errors))
}

/// Where the first of `words` stands between quotation marks.
fn place(source: &str, words: &[&str]) -> (usize, usize) {
    let at = words.iter().find_map(|word| source.find(&format!("\"{word}\""))).unwrap_or(0);
    let before = &source[..at];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(map: &Keymap, keys: &str) -> Found {
        map.find(&parse_keys(keys).unwrap())
    }

    #[test]
    fn the_default_keys_name_every_command_and_do_not_clash() {
        let named: BTreeMap<String, Vec<String>> = ron::from_str(DEFAULT).unwrap();
        for entry in Command::TABLE {
            assert!(
                named.contains_key(entry.name),
                "{} has no line in assets/keys.ron",
                entry.name
            );
        }
        Keymap::with_patch("{}").unwrap();
    }

    #[test]
    fn a_prefix_waits_for_more() {
        let map = Keymap::default();
        assert_eq!(find(&map, "g"), Found::Prefix);
        assert_eq!(find(&map, "g g"), Found::Command(Command::FirstCard));
        assert_eq!(find(&map, "g x"), Found::Nothing);
    }

    #[test]
    fn a_patch_changes_only_what_it_names() {
        let map = Keymap::with_patch(r#"{ "quit": ["ctrl-q"], "undo": ["q"] }"#).unwrap();
        assert_eq!(find(&map, "ctrl-q"), Found::Command(Command::Quit));
        assert_eq!(find(&map, "q"), Found::Command(Command::Undo));
        assert_eq!(find(&map, "u"), Found::Nothing);
        assert_eq!(find(&map, "o"), Found::Command(Command::AddBelow));
    }

    #[test]
    fn a_key_taken_by_the_patch_is_taken_from_its_old_command() {
        let map = Keymap::with_patch(r#"{ "undo": ["o"] }"#).unwrap();
        assert_eq!(find(&map, "o"), Found::Command(Command::Undo));
    }

    #[test]
    fn all_mistakes_are_said_at_once_with_their_places() {
        let errors =
            Keymap::with_patch("{\n  \"qiut\": [\"q\"],\n  \"undo\": [\"ctrl\"],\n}").unwrap_err();
        let lines: Vec<String> = errors.iter().map(KeyError::to_string).collect();
        assert_eq!(lines.len(), 2);
        assert!(
            lines[0].starts_with("2:3: there is no command \"qiut\"; did you mean \"quit\"?"),
            "{lines:?}"
        );
        assert!(lines[1].starts_with("3:12: \"ctrl\" is no key"), "{lines:?}");
    }

    #[test]
    fn keys_that_stand_in_each_others_way_are_refused() {
        let errors = Keymap::with_patch("{ \"undo\": [\"c\"] }").unwrap_err();
        assert!(errors[0].problem.contains("stand in the way"), "{errors:?}");
        // "c" is in the way of all that begins with it: one mistake all the same
        assert_eq!(errors.len(), 1, "{errors:?}");
        let errors = Keymap::with_patch("{ \"undo\": [\"x\"], \"redo\": [\"x\"] }").unwrap_err();
        assert_eq!(errors.len(), 1, "{errors:?}");
    }
}
