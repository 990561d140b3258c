//! Text that is pasted: into a field, or as a list of touchpoints.

use std::sync::Arc;

use super::Turn;
use crate::edit::{Edit, Join, noted};
use crate::model::{Action, Id, Note, Touchpoint};
use crate::text::{list_lines, list_points};
use crate::ui::command::Command;
use crate::ui::field::Field;
use crate::ui::message::{Effect, Notice};
use crate::ui::state::Mode;
use crate::ui::writing::Slot;
use crate::words;

impl Turn<'_> {
    pub(super) fn paste_into_field(&mut self, text: &str) {
        let lines = list_lines(text);
        let Mode::Writing(writing) = &mut self.state.mode else { return };
        let slot = writing.slot.clone();
        let Slot::NewTouchpoint { stage, index } = slot.clone() else {
            if let [first, .., _] = list_points(text).as_slice()
                && takes_points(&slot)
            {
                writing.field.paste(first);
                let mut texts = vec![writing.field.text().trim().to_owned()];
                texts.extend(list_points(text)[1..].iter().map(|line| as_title(line)));
                return self.add_points(&slot, &texts);
            }
            if matches!(slot, Slot::Title(_)) && lines.len() > 1 {
                self.state.notice = Some(Notice::info(words::LINES_BECAME_ONE));
            }
            let Mode::Writing(writing) = &mut self.state.mode else { return };
            // the line end that comes with a line is no empty line below it
            writing.field.paste(text.trim_end_matches(['\n', '\r']));
            return self.journal_typing();
        };
        let [first, .., _] = lines.as_slice() else {
            writing.field.paste(text);
            return self.journal_typing();
        };
        // each line of a list is a touchpoint, the first with what was typed
        // before it
        writing.field.paste(first);
        let mut titles = vec![writing.field.text().trim().to_owned()];
        titles.extend(lines[1..].iter().map(|line| as_title(line)));
        let count = titles.len();
        self.add_touchpoints(&stage, index, &titles);
        if self.refused {
            return self.park_pasted(&titles);
        }
        self.effects.push(Effect::JournalTyping(None));
        self.open(Slot::NewTouchpoint { stage, index: index + count });
    }

    /// Each point of a list is a note, an action or an entry of its own, all in
    /// one step.
    fn add_points(&mut self, slot: &Slot, texts: &[String]) {
        let mut edits = Vec::new();
        let map = self.state.map().clone();
        for (n, text) in texts.iter().enumerate() {
            match slot {
                Slot::NewNote { on, kind } => edits.extend(on.iter().map(|on| {
                    let index = map.notes(on).map_or(0, <[Note]>::len) + n;
                    let note = Note::new(self.new_id('n'), *kind, text);
                    let note = Box::new(noted(&map, on, note, self.clock.day));
                    Edit::AddNote { on: on.clone(), index, note }
                })),
                Slot::NewAction { on, answers } => edits.extend(on.iter().map(|on| {
                    let index = map.actions(on).map_or(0, <[Action]>::len) + n;
                    let mut action = Box::new(Action::new(self.new_id('a'), text));
                    action.answers.extend(answers.clone());
                    Edit::AddAction { on: on.clone(), index, action }
                })),
                _ => {}
            }
        }
        if self.commit(edits, Join::New) {
            self.effects.push(Effect::JournalTyping(None));
            self.open(slot.clone());
            let keys = self.state.keymap.call_of(Command::Undo);
            self.say(words::points_pasted(texts.len(), &keys));
        } else if self.refused {
            self.park_pasted(texts);
        }
    }

    /// The same for lines whose place is gone.
    fn park_pasted(&mut self, texts: &[String]) {
        self.park_homeless(texts);
        self.effects.push(Effect::JournalTyping(None));
        self.go_on_parking();
    }

    fn add_touchpoints(&mut self, stage: &Id, first: usize, titles: &[String]) {
        let edits: Vec<Edit> = (first..)
            .zip(titles)
            .map(|(index, title)| {
                let touchpoint = Arc::new(Touchpoint::new(self.new_id('t'), title));
                Edit::AddTouchpoint { stage: stage.clone(), index, touchpoint }
            })
            .collect();
        let last = edits.last().map(Edit::at);
        if !edits.is_empty() && self.commit(edits, Join::New) {
            let map = self.state.map().clone();
            if let Some(last) = last {
                self.state.focus.go_to_address(&map, &last);
            }
            let keys = self.state.keymap.call_of(Command::Undo);
            self.say(words::pasted(
                titles.len(),
                matches!(self.state.mode, Mode::Writing(_)),
                &keys,
            ));
        }
    }

    /// Every line that is not empty becomes a touchpoint, all in one step.
    pub(super) fn paste_lines(&mut self, text: &str) {
        self.state.pending.clear();
        let Some(stage) = self.state.focus.stage().cloned() else {
            return self.warn(words::NO_STAGE_YET);
        };
        let first = self.state.focus.row().map_or(0, |row| row + 1);
        let titles: Vec<String> = list_lines(text).into_iter().map(as_title).collect();
        self.add_touchpoints(&stage, first, &titles);
    }
}

/// A pasted line as a field would take it: without control characters.
fn as_title(line: &str) -> String {
    let mut field = Field::default();
    field.paste(line);
    field.into_text()
}

/// Whether each point of a list that is pasted there is a thing of its own.
fn takes_points(slot: &Slot) -> bool {
    matches!(slot, Slot::NewNote { .. } | Slot::NewAction { .. })
}
