//! A list of commands: found by name, or read as help.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher};

use super::command::{Command, Group};
use super::field::Field;

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
    Head(Group),
    /// A command.
    Command(Command),
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
}

impl Menu {
    /// All commands, to be found by name.
    pub fn find() -> Self {
        let mut menu =
            Self { purpose: Purpose::Find, field: Field::default(), rows: Vec::new(), chosen: 0 };
        menu.narrow();
        menu
    }

    /// All commands, to be read.
    pub fn read() -> Self {
        let rows = Group::ALL
            .iter()
            .flat_map(|group| {
                let commands = Command::TABLE.iter().filter(|entry| entry.group == *group);
                [Row::Gap, Row::Head(*group)]
                    .into_iter()
                    .chain(commands.map(|entry| Row::Command(entry.command)))
            })
            .skip(1)
            .collect();
        Self { purpose: Purpose::Read, field: Field::default(), rows, chosen: 1 }
    }

    /// Keeps the commands that fit what was typed.
    pub fn narrow(&mut self) {
        let typed = self.field.text().trim();
        self.chosen = 0;
        if let Some(command) = Command::abbreviated(typed) {
            self.rows = vec![Row::Command(command)];
            return;
        }
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let whole = typed.to_lowercase();
        let mut found: Vec<(u32, Command)> = Command::TABLE
            .iter()
            .filter_map(|entry| {
                let name = entry.name.replace('-', " ");
                let score =
                    pattern.score(nucleo_matcher::Utf32Str::new(&name, &mut buffer), &mut matcher);
                // the name counts more than the sentence, and letters that
                // are strewn over a sentence say nothing
                let named =
                    score.map(|score| score + 1000 + if name.contains(&whole) { 1000 } else { 0 });
                let said = || entry.help.to_lowercase().contains(&whole).then_some(0);
                named.or_else(said).map(|score| (score, entry.command))
            })
            .collect();
        let best = found.iter().map(|(score, _)| *score).max().unwrap_or(0);
        // where a name holds what was typed, one that has its letters
        // somewhere is noise
        if best >= 2000 {
            found.retain(|(score, _)| *score >= 2000 || *score == 0);
        }
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.rows = found.into_iter().map(|(_, command)| Row::Command(command)).collect();
    }

    /// The command that Enter runs.
    pub fn command(&self) -> Option<Command> {
        match self.rows.get(self.chosen) {
            Some(Row::Command(command)) => Some(*command),
            _ => None,
        }
    }

    /// Chooses the row; says whether there is a command in it.
    pub fn choose(&mut self, row: usize) -> bool {
        let is_command = matches!(self.rows.get(row), Some(Row::Command(_)));
        if is_command {
            self.chosen = row;
        }
        is_command
    }

    /// Moves the choice by `by` commands, past heads, and not beyond the ends.
    pub fn step(&mut self, by: isize) {
        let commands: Vec<usize> =
            (0..self.rows.len()).filter(|&n| matches!(self.rows[n], Row::Command(_))).collect();
        let at = commands.iter().position(|&n| n == self.chosen).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(commands.len().saturating_sub(1));
        if let Some(&row) = commands.get(to) {
            self.chosen = row;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(typed: &str) -> Option<Command> {
        let mut menu = Menu::find();
        menu.field = Field::new(typed);
        menu.narrow();
        menu.command()
    }

    #[test]
    fn commands_are_found_by_parts_of_their_names() {
        assert_eq!(best("undo"), Some(Command::Undo));
        assert_eq!(best("opp"), Some(Command::NoteOpportunity));
        assert_eq!(best("moment"), Some(Command::ToggleTruth));
        assert_eq!(best("zzzz"), None);
    }

    #[test]
    fn the_old_abbreviations_work() {
        assert_eq!(best("w"), Some(Command::Save));
        assert_eq!(best("wq"), Some(Command::Quit));
        assert_eq!(best("q!"), Some(Command::QuitUnsaved));
    }

    #[test]
    fn the_choice_never_rests_on_a_head() {
        let mut menu = Menu::read();
        for _ in 0..Command::TABLE.len() + 5 {
            assert!(menu.command().is_some());
            menu.step(1);
        }
        menu.step(-1000);
        assert_eq!(menu.command(), Some(Command::Up));
    }
}
