//! A list of commands: found by name, or read as help.

mod legend;
mod matching;

use super::command::{Command, Entry, Group};
use super::field::Field;
use super::form::Page;
use super::look::Look;

/// What the list is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Finding a command by what is typed.
    Find,
    /// Reading what the keys do.
    Read,
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// Nothing, between two groups.
    Gap,
    /// The head of a group.
    Head(&'static str),
    /// A command.
    Command(Command),
    /// A command, and what it does on the page that is open.
    Here(Command, &'static str),
    /// A sign or a key that is no command, and what it means.
    Says(&'static str, &'static str),
}

impl Row {
    /// The command that Enter runs on it.
    pub fn command(self) -> Option<Command> {
        match self {
            Self::Command(command) | Self::Here(command, _) => Some(command),
            Self::Gap | Self::Head(_) | Self::Says(..) => None,
        }
    }

    fn is_choice(self) -> bool {
        !matches!(self, Self::Gap | Self::Head(_))
    }

    /// How well it fits what was typed; none: not at all.
    fn fit(self, typed: &str) -> Option<u32> {
        match self {
            Self::Command(command) => matching::fit(command.entry(), typed),
            Self::Here(command, help) => {
                let entry = Entry { help, ..*command.entry() };
                matching::fit(&entry, typed)
            }
            Self::Says(sign, meaning) => {
                let has = |text: &str| text.to_lowercase().contains(&typed.to_lowercase());
                (has(sign) || has(meaning)).then_some(1)
            }
            Self::Gap | Self::Head(_) => None,
        }
    }
}

/// The list, what was typed, and the chosen row.
#[derive(Debug, Clone, PartialEq)]
pub struct Menu {
    /// What it is for.
    pub purpose: Purpose,
    /// What was typed to find a command.
    pub field: Field,
    /// The rows, the best first.
    pub rows: Vec<Row>,
    /// Which row Enter runs.
    pub chosen: usize,
    /// The rows to read, before anything is typed.
    all: Vec<Row>,
}

impl Menu {
    /// All commands, to be found by name.
    pub fn find() -> Self {
        let mut menu = Self {
            purpose: Purpose::Find,
            field: Field::default(),
            rows: Vec::new(),
            chosen: 0,
            all: Vec::new(),
        };
        menu.narrow();
        menu
    }

    /// What the keys and the signs mean, to be read: those of the page that is
    /// open first.
    pub fn read(page: Option<&Page>, look: Look) -> Self {
        let mut all = Vec::new();
        let mut add = |head: &'static str, rows: Vec<Row>| {
            if !all.is_empty() {
                all.push(Row::Gap);
            }
            all.push(Row::Head(head));
            all.extend(rows);
        };
        if let Some(page) = page {
            add("On this page", legend::keys_of_page(page));
        }
        for group in Group::ALL {
            let commands = Command::TABLE.iter().filter(|entry| entry.group == group);
            add(group.title(), commands.map(|entry| Row::Command(entry.command)).collect());
        }
        add("While writing", legend::KEYS_OF_TEXT.to_vec());
        add("Signs", legend::signs(look));
        let mut menu = Self {
            purpose: Purpose::Read,
            field: Field::default(),
            rows: Vec::new(),
            chosen: 0,
            all,
        };
        menu.narrow();
        menu
    }

    /// Keeps the rows that fit what was typed.
    pub fn narrow(&mut self) {
        let typed = self.field.text().trim().to_owned();
        self.rows = match self.purpose {
            Purpose::Find => found(&typed),
            Purpose::Read => self.read_rows(&typed),
        };
        self.chosen = self.rows.iter().position(|row| row.is_choice()).unwrap_or(0);
    }

    /// The rows that fit, in their groups.
    fn read_rows(&self, typed: &str) -> Vec<Row> {
        if typed.is_empty() {
            return self.all.clone();
        }
        let mut rows = Vec::new();
        let mut head = None;
        for row in &self.all {
            match row {
                Row::Head(_) => head = Some(*row),
                row if row.fit(typed).is_some() => {
                    if let Some(head) = head.take() {
                        rows.extend((!rows.is_empty()).then_some(Row::Gap));
                        rows.push(head);
                    }
                    rows.push(*row);
                }
                _ => {}
            }
        }
        rows
    }

    /// The command that Enter runs.
    pub fn command(&self) -> Option<Command> {
        self.rows.get(self.chosen)?.command()
    }

    /// What is said of the chosen row.
    pub fn said(&self) -> Option<&'static str> {
        match self.rows.get(self.chosen)? {
            Row::Command(command) => Some(command.entry().help),
            Row::Here(_, help) | Row::Says(_, help) => Some(help),
            Row::Gap | Row::Head(_) => None,
        }
    }

    /// Chooses the row; says whether there is a command in it.
    pub fn choose(&mut self, row: usize) -> bool {
        let is_command = self.rows.get(row).is_some_and(|row| row.command().is_some());
        if is_command {
            self.chosen = row;
        }
        is_command
    }

    /// Moves the choice by `by` rows, past heads, and not beyond the ends.
    pub fn step(&mut self, by: isize) {
        let choices: Vec<usize> =
            (0..self.rows.len()).filter(|&n| self.rows[n].is_choice()).collect();
        let at = choices.iter().position(|&n| n == self.chosen).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(choices.len().saturating_sub(1));
        if let Some(&row) = choices.get(to) {
            self.chosen = row;
        }
    }
}

/// The commands that fit, the best first.
fn found(typed: &str) -> Vec<Row> {
    if let Some(command) = Command::abbreviated(typed) {
        return vec![Row::Command(command)];
    }
    let mut found: Vec<(u32, Command)> = Command::TABLE
        .iter()
        .filter_map(|entry| Some((matching::fit(entry, typed)?, entry.command)))
        .collect();
    let best = found.iter().map(|(score, _)| *score).max().unwrap_or(0);
    // where a name says what was typed, one that has its letters somewhere is
    // noise
    if best >= matching::NAMED {
        found.retain(|(score, _)| *score >= matching::SAID);
    }
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, command)| Row::Command(command)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found_by(typed: &str) -> Vec<Command> {
        let mut menu = Menu::find();
        menu.field = Field::new(typed);
        menu.narrow();
        menu.rows.iter().filter_map(|row| row.command()).collect()
    }

    fn best(typed: &str) -> Option<Command> {
        found_by(typed).first().copied()
    }

    #[test]
    fn commands_are_found_by_parts_of_their_names() {
        assert_eq!(best("undo"), Some(Command::Undo));
        assert_eq!(best("opp"), Some(Command::NoteOpportunity));
        assert_eq!(best("moment"), Some(Command::ToggleTruth));
        assert_eq!(best("notpai"), Some(Command::NotePain));
        assert_eq!(best("zzzz"), None);
    }

    #[test]
    fn commands_are_found_by_words_of_every_day() {
        for (typed, expected) in [
            ("search", Command::Find),
            ("copy map", Command::DuplicateMap),
            ("delete map", Command::Maps),
            ("delete card", Command::Delete),
            ("new stage", Command::StageAfter),
            ("move card", Command::MoveLeft),
            ("exit", Command::Quit),
            ("colour", Command::NextTheme),
            ("color", Command::NextTheme),
            ("dark", Command::NextTheme),
            ("deadline", Command::ActionDue),
            ("due", Command::Due),
            ("status", Command::ActionState),
            ("emoji", Command::NextMarks),
            ("trash", Command::Maps),
            ("persona", Command::Brief),
            ("save as", Command::SaveCopy),
            ("owner", Command::ChangeOwner),
            ("rate", Command::Emotion1),
            ("delete stage", Command::StageDelete),
            ("help", Command::Help),
            ("undo", Command::Undo),
        ] {
            assert_eq!(best(typed), Some(expected), "{typed}: {:?}", found_by(typed));
        }
    }

    #[test]
    fn what_loses_something_is_never_first_by_loose_letters() {
        assert!(found_by("svg").is_empty(), "{:?}", found_by("svg"));
        for entry in Command::TABLE {
            for typed in ["e", "dl", "qw", "ws", "wos", "although", "leave", "all marked"] {
                let first = best(typed);
                assert!(
                    first.is_none_or(|it| !it.loses() || it.entry().name.starts_with(typed)),
                    "{typed} ran {first:?} ({})",
                    entry.name
                );
            }
        }
    }

    #[test]
    fn the_old_abbreviations_work() {
        assert_eq!(best("w"), Some(Command::Save));
        assert_eq!(best("wq"), Some(Command::Quit));
        assert_eq!(best("q!"), Some(Command::QuitUnsaved));
    }

    #[test]
    fn the_choice_never_rests_on_a_head() {
        let mut menu = Menu::read(None, Look::default());
        for _ in 0..menu.rows.len() + 5 {
            assert!(menu.said().is_some());
            menu.step(1);
        }
        menu.step(-1000);
        assert_eq!(menu.command(), Some(Command::Up));
    }

    #[test]
    fn help_keeps_the_groups_of_what_is_looked_for() {
        let mut menu = Menu::read(None, Look::default());
        menu.field = Field::new("quote");
        menu.narrow();
        let at = menu.rows.iter().position(|row| row.command() == Some(Command::NoteQuote));
        assert!(at.is_some_and(|at| menu.rows[..at].contains(&Row::Head("Note"))));
        assert!(menu.rows.iter().any(|row| matches!(row, Row::Says(..))));
        assert!(!menu.rows.contains(&Row::Command(Command::Undo)));
    }
}
