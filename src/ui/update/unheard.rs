//! Letters for a text that is not open, and what ran as keys just before them.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Turn;
use crate::ui::breath::{Breath, Reached};
use crate::ui::command::{Command, Entry, Group};
use crate::ui::key::Key;
use crate::ui::keymap::Found;
use crate::ui::message::Weight;
use crate::ui::state::{Mode, Unheard};
use crate::words;

impl Turn<'_> {
    /// Does what a key does, and remembers what keys in one breath changed.
    pub(super) fn press_in_breath(&mut self, event: KeyEvent) {
        if matches!(self.state.mode, Mode::Writing(_) | Mode::Menu(_) | Mode::Asking(_)) {
            // letters there are text, and what came before it is over
            self.state.breath = Breath::default();
            return self.press(event);
        }
        let is_first = self.state.mode == Mode::Board && self.state.pending.is_empty();
        self.state.breath.key(self.now, Key::from(event), is_first);
        let before = Reached::of(self.state.draft.history());
        self.press(event);
        let now = Reached::of(self.state.draft.history());
        self.state.breath.follow(&before, now);
    }

    /// A command that asks for a text was refused: what is typed behind it is
    /// that text, and no commands.
    pub(super) fn hear_no_text(&mut self, command: Command) {
        if self.state.mode == Mode::Board && asks_for_text(command) {
            self.hear_nothing();
        }
    }

    /// The same behind keys that are no command, but begin as those of one
    /// that asks for a text.
    pub(super) fn hear_no_text_behind(&mut self, keys: &[Key]) {
        let keymap = &self.state.keymap;
        let begins = |entry: &&Entry| {
            asks_for_text(entry.command)
                && keymap
                    .keys_of(entry.command)
                    .any(|of| of.len() > 1 && of.first() == keys.first())
        };
        if keys.len() > 1 && Command::TABLE.iter().any(|entry| begins(&entry)) {
            self.hear_nothing();
        }
    }

    fn hear_nothing(&mut self) {
        let notice = self.state.notice.as_ref().filter(|it| it.weight == Weight::Warning);
        if let Some(notice) = notice {
            let refused = notice.text.clone();
            let (ran, steps) = (self.state.breath.ran(), self.state.breath.steps());
            let undo = self.state.keymap.call_of(Command::Undo);
            let done = steps.last().map(|step| {
                let line = words::describe(&step.before, &step.edits);
                words::ran_as_keys(ran, &line, steps.len(), &undo)
            });
            let unheard = Unheard { refused, done, keys: Vec::new(), typed: String::new() };
            self.state.unheard = Some(Box::new(unheard));
        }
    }

    /// Takes a key that may be a part of a text for which nothing is open;
    /// says whether it was one. Keys that the refusal named are heard.
    pub(super) fn unheard_key(&mut self, event: KeyEvent) -> bool {
        let Some(mut unheard) = self.state.unheard.take() else { return false };
        let is_held = event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match event.code {
            KeyCode::Char(letter) if !is_held => {
                unheard.typed.push(letter);
                unheard.keys.push(Key::from(event));
            }
            KeyCode::Backspace if !unheard.typed.is_empty() => {
                unheard.typed.pop();
                unheard.keys.pop();
            }
            KeyCode::Enter | KeyCode::Esc => return !unheard.typed.is_empty(),
            _ => return false,
        }
        match self.state.keymap.find(&unheard.keys) {
            Found::Prefix => self.warn(unheard.refused.clone()),
            Found::Command(command) if unheard.keys.len() > 1 && asks_for_text(command) => {
                let named = self.state.keymap.call_of(command);
                if unheard.refused.contains(&named) {
                    self.run(command);
                    return true;
                }
                self.warn(words::not_heard(&unheard.typed, unheard.done.as_deref()));
            }
            _ => self.warn(words::not_heard(&unheard.typed, unheard.done.as_deref())),
        }
        self.state.unheard = Some(unheard);
        true
    }
}

/// Whether a text is typed behind the keys of a command.
fn asks_for_text(command: Command) -> bool {
    match command.entry().group {
        Group::Write => !matches!(command, Command::Open | Command::Brief),
        Group::Note => true,
        Group::Change => matches!(
            command,
            Command::ChangeGoal
                | Command::ChangeOwner
                | Command::ChangeChannel
                | Command::ChangeFeeling
                | Command::ChangeWait
                | Command::ChangeBehind
                | Command::ChangeTags
                | Command::ChangeHandover
                | Command::ActionDue
                | Command::ActionMeasure
        ),
        Group::Find => {
            !matches!(command, Command::FindNext | Command::FindPrevious | Command::FilterClear)
        }
        Group::Stage => {
            matches!(command, Command::StageAfter | Command::StageBefore | Command::StageRename)
        }
        Group::Arrange => command == Command::CardSplit,
        Group::Review => command == Command::Review,
        Group::View => command == Command::Walk,
        Group::General => matches!(
            command,
            Command::NewMap
                | Command::DuplicateMap
                | Command::MakeToBe
                | Command::MapTags
                | Command::SaveCopy
        ),
        Group::Move | Group::Rate => false,
    }
}
