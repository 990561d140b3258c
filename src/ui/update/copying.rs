//! What is on the screen goes into the clipboard of the terminal.

use super::Turn;
use crate::ui::command::Command;
use crate::ui::message::Effect;
use crate::ui::state::ViewKind;
use crate::words;

impl Turn<'_> {
    /// Copies the table on the screen as Markdown. Whether the terminal takes it
    /// is not told to anybody; so what to do otherwise is said with it.
    pub(super) fn copy_view(&mut self) {
        let today = self.clock.day;
        let (rows, asked) = match &self.state.maps {
            Some(maps) => {
                let table = maps.across.as_ref();
                (table.and_then(|table| table.rows(&maps.rows, today)), words::ALL_IN_THE_SHELL)
            }
            None => {
                let report = self.report();
                let rows = report.map(|report| report.rows(&self.state.shown));
                (rows, in_the_shell(self.state.view))
            }
        };
        let Some(rows) = rows else {
            let keys = [Command::ViewFix, Command::ViewActions];
            let keys = keys.map(|command| self.state.keymap.call_of(command));
            return self.warn(words::only_tables_are_copied(&keys));
        };
        let instead = words::printed_as_markdown(asked);
        self.say(words::copied(rows.rows.len(), &instead));
        self.effects.push(Effect::CopyTable { rows: Box::new(rows), instead });
    }
}

/// How `cjm show` is asked for a view.
fn in_the_shell(view: ViewKind) -> &'static str {
    match view {
        ViewKind::Board => "--view board",
        ViewKind::Curve => "--view curve",
        ViewKind::Fix => "--view fix",
        ViewKind::Actions => "--view actions",
        ViewKind::Missing => "--view missing",
        ViewKind::Results => "--view results",
        ViewKind::Risks => "--view risks",
        ViewKind::List => "--view list",
    }
}
