//! Switching a rule of what is missing off, or weighing it, from a row of it.

use super::Turn;
use crate::edit::{Join, Ruled, rule_set};
use crate::insight::missing::Rule;
use crate::ui::choice::Choice;
use crate::ui::command::Command;
use crate::ui::state::{Mode, ViewKind};
use crate::words;

impl Turn<'_> {
    /// Runs the command that asks how serious a rule is; says whether it was
    /// that. Which rule is said by the row that has it: where none is seen,
    /// the table of them is shown.
    pub(super) fn on_rules(&mut self, command: Command) -> bool {
        if command != Command::RuleLevel {
            return false;
        }
        if let Some(why) = &self.state.read_only {
            let why = why.clone();
            self.warn(why);
            return true;
        }
        while self.close_page() {}
        let part = self.report().and_then(|report| report.row()).map(|row| row.part);
        let is_missing = self.state.view == ViewKind::Missing;
        match part.filter(|_| is_missing).and_then(Rule::from_code) {
            Some(rule) => self.state.mode = Mode::Choice(Choice::Rule(rule)),
            None if is_missing => self.say(words::NO_RULE_HERE),
            None => {
                self.state.view = ViewKind::Missing;
                self.say(words::choose_rule(&self.state.keymap.call_of(command)));
            }
        }
        true
    }

    /// The map says that about a rule from now on.
    pub(super) fn set_rule(&mut self, rule: Rule, to: Ruled) {
        let edits = rule_set(self.state.map(), rule.code(), to);
        if self.commit(edits, Join::New) {
            let undo = self.state.keymap.call_of(Command::Undo);
            self.say(words::rule_was_set(rule, to, &undo));
        }
    }
}
