//! Text that is edited in an editor of the user's own.

use std::path::PathBuf;

use super::Turn;
use crate::edit::Part;
use crate::model::{Address, Entry};
use crate::ui::command::Command;
use crate::ui::form::{Page, Row, Target};
use crate::ui::message::{Effect, Outside};
use crate::ui::state::{AfterEditor, Mode};
use crate::words;

impl Turn<'_> {
    /// Gives the open text field to the editor; without one, the title or name
    /// of what has the focus.
    pub(super) fn edit_outside(&mut self) {
        let after = match self.state.mode {
            Mode::Writing(_) => AfterEditor::Stay,
            _ => {
                self.start_writing(Command::Edit);
                AfterEditor::Close
            }
        };
        self.give_out(after);
    }

    /// Gives the text of a page's row to the editor; of a note its text, of an
    /// action its title.
    pub(super) fn edit_row_outside(&mut self, row: Option<&Row>) {
        match row.map(|row| row.target.clone()) {
            Some(Target::Field { way, entry }) if is_text(entry) => {
                let Some(at) = self.state.pages.last().map(|page| page.at.clone()) else { return };
                self.open_field(at, way, entry);
            }
            Some(Target::Thing(at)) => {
                let field = if matches!(at, Address::Action(..)) { "title" } else { "text" };
                let way = vec![Part::Field(field.into())];
                let mut page = Page::of(at.clone());
                page.choose(self.state.map(), self.state.look, &way);
                self.state.pages.push(page);
                self.open_field(at, way, Entry::Text);
            }
            _ => return self.warn(words::NO_TEXT_HERE),
        }
        self.give_out(AfterEditor::Close);
    }

    fn give_out(&mut self, after: AfterEditor) {
        let Mode::Writing(writing) = &self.state.mode else { return };
        let name = writing.slot.name().to_owned();
        let text = writing.field.text().to_owned();
        self.state.outside = Some(after);
        // whatever becomes of the editor, the text as it is now comes back
        self.journal_typing();
        self.effects.push(Effect::EditOutside { name, text });
    }

    /// Notes in which file the editor has the text.
    pub(super) fn given_outside(&mut self, file: PathBuf) {
        // a journal holds no other names
        self.state.outside_file = Some(file).filter(|file| file.to_str().is_some());
        self.journal_typing();
    }

    pub(super) fn edited_outside(&mut self, outside: Outside) {
        let Some(after) = self.state.outside.take() else { return };
        let (text, is_done) = match outside {
            Outside::Done(text) => (text, true),
            Outside::SavedSoFar(text) => (text, false),
            Outside::Failed(why) => {
                self.state.outside_file = None;
                if after == AfterEditor::Close {
                    self.state.mode = Mode::Board;
                    self.effects.push(Effect::JournalTyping(None));
                } else {
                    self.journal_typing();
                }
                return self.warn(why);
            }
        };
        if is_done {
            // else it may save there still
            self.state.outside_file = None;
        }
        let Mode::Writing(writing) = &mut self.state.mode else { return };
        let is_same = writing.field.text() == text;
        let is_joined = !writing.field.has_lines() && text.trim_end().contains(['\n', '\r']);
        if !is_same {
            // one step in the field's own history
            writing.field.select_all();
            writing.field.paste(&text);
            writing.problem = None;
        }
        self.journal_typing();
        if is_done && after == AfterEditor::Close {
            self.keep_typed_outside();
        }
        if is_joined {
            self.warn(words::BREAKS_BECAME_BLANKS);
        } else if is_same && is_done {
            self.say(words::NOTHING_CHANGED);
        }
    }
}

fn is_text(entry: Entry) -> bool {
    matches!(entry, Entry::Text | Entry::Lines | Entry::List | Entry::Named | Entry::Words(_))
}
