//! Lines that become new things: touchpoints, stages, notes, actions.

use std::sync::Arc;

use super::Turn;
use super::writing::Then;
use crate::edit::{Edit, Join, meant, noted, only_pain};
use crate::model::{
    Action, ActionField, Address, Holder, Id, Note, NoteKind, Spot, Stage, Touchpoint,
};
use crate::ui::command::Command;
use crate::ui::form::Target;
use crate::ui::state::{Mode, Repeat};
use crate::ui::writing::{Slot, Writing};
use crate::words;

impl Turn<'_> {
    /// Goes to the next or previous stage with an empty line.
    pub(super) fn next_stage(&mut self, forward: bool) {
        let map = self.state.map().clone();
        let column = self.state.focus.column();
        let to = if forward { column + 1 } else { column.saturating_sub(1) };
        if to == map.stages.len() {
            // behind the last stage a new one begins
            return self.open(Slot::NewStage { index: to });
        }
        self.state.focus.go(&map, to, Some(usize::MAX));
        let row = self.state.focus.row();
        if let Some(slot) = self.new_touchpoint(row.map_or(0, |row| row + 1)) {
            self.open(slot);
        }
    }

    pub(super) fn keep_touchpoint(
        &mut self,
        stage: &Id,
        index: usize,
        text: &str,
        then: Then,
    ) -> bool {
        self.state.mode = Mode::Board;
        if text.is_empty() {
            return true;
        }
        // another program may have taken cards away since
        let cards = self.state.map().stage(stage).map_or(0, |stage| stage.touchpoints.len());
        let index = index.min(cards);
        let id = self.new_id('t');
        let from = self.state.focus.clone();
        let touchpoint = Arc::new(Touchpoint::new(id.clone(), text));
        if self.commit(
            vec![Edit::AddTouchpoint { stage: stage.clone(), index, touchpoint }],
            Join::New,
        ) {
            let map = self.state.map().clone();
            self.state.focus.go_to(&map, &Spot::new(stage, &id));
            self.state.written_from.insert(id, from);
            if then == Then::Next {
                self.open(Slot::NewTouchpoint { stage: stage.clone(), index: index + 1 });
            }
        }
        true
    }

    pub(super) fn keep_stage(&mut self, index: usize, text: &str, then: Then) -> bool {
        self.state.mode = Mode::Board;
        if text.is_empty() {
            return true;
        }
        let index = index.min(self.state.map().stages.len());
        let id = self.new_id('s');
        let mut stage = Stage::new(id.clone(), text);
        // a stage between two of one phase is of that phase
        let map = self.state.map();
        let phase =
            |at: Option<usize>| at.and_then(|at| map.stages.get(at)).and_then(|stage| stage.phase);
        stage.phase = phase(index.checked_sub(1))
            .filter(|before| phase(Some(index)).is_none_or(|next| next == *before));
        if self.commit(vec![Edit::AddStage { index, stage: Arc::new(stage) }], Join::New) {
            let map = self.state.map().clone();
            self.state.focus.go(&map, index, None);
            if then == Then::Next {
                self.open(Slot::NewTouchpoint { stage: id, index: 0 });
            }
        }
        true
    }

    /// Keeps a line of a list and opens the next one.
    pub(super) fn keep_next(
        &mut self,
        writing: &Writing,
        text: &str,
        then: Then,
        keep: impl FnOnce(&mut Self),
    ) -> bool {
        self.state.mode = Mode::Board;
        if !text.is_empty() {
            keep(self);
            if then == Then::Next {
                self.open(writing.slot.clone());
            }
        }
        true
    }

    pub(super) fn keep_note(&mut self, on: &[Holder], kind: NoteKind, text: &str) {
        let mut new = None;
        let edits = on
            .iter()
            .map(|on| {
                let index = self.state.map().notes(on).map_or(0, <[Note]>::len);
                let note = Note::new(self.new_id('n'), kind, text);
                let note = Box::new(noted(self.state.map(), on, note, self.clock.day));
                new = Some(Address::Note(on.clone(), note.id.clone()));
                Edit::AddNote { on: on.clone(), index, note }
            })
            .collect();
        if self.commit(edits, Join::New) {
            self.state.repeat = Some(Repeat::Note(kind, text.to_owned()));
            new.iter().for_each(|new| self.show_thing(new));
        }
    }

    /// Adds actions. Each then answers the note that it was begun from, else
    /// the one pain of its card, in a step of its own: what nobody typed can
    /// be taken back alone. Gives the notes that are answered so.
    pub(super) fn keep_action(
        &mut self,
        on: &[Holder],
        answers: Option<&Id>,
        text: &str,
    ) -> Vec<Id> {
        let mut new = None;
        let mut links = Vec::new();
        let mut answered = Vec::new();
        let edits = on
            .iter()
            .map(|on| {
                let index = self.state.map().actions(on).map_or(0, <[Action]>::len);
                let action = Box::new(Action::new(self.new_id('a'), text));
                let at = Address::Action(on.clone(), action.id.clone());
                self.want_entry(at.clone());
                new = Some(at);
                if let Some(note) = answers.cloned().or_else(|| only_pain(self.state.map(), on)) {
                    let field = ActionField::Answers(vec![note.clone()]);
                    links.push(Edit::Action(on.clone(), action.id.clone(), field));
                    answered.push(note);
                }
                Edit::AddAction { on: on.clone(), index, action }
            })
            .collect();
        if !self.commit(edits, Join::New) {
            return Vec::new();
        }
        new.iter().for_each(|new| self.show_thing(new));
        if !links.is_empty() && self.commit(links, Join::New) { answered } else { Vec::new() }
    }

    /// Says what new actions answer without anybody having typed it.
    pub(super) fn say_linked(&mut self, on: &[Holder], notes: &[Id], text: &str) {
        let [first, ..] = notes else { return self.say_meant(on, text) };
        let note = words::thing_called(self.state.map(), first.as_str());
        let is_typing = matches!(self.state.mode, Mode::Writing(_));
        let keys = self.state.keymap.call_of(Command::Undo);
        self.say(words::answers_by_itself(&note, notes.len(), is_typing, &keys));
    }

    /// Says what the action that was just added to a card or stage is about,
    /// where it names nothing.
    fn say_meant(&mut self, on: &[Holder], text: &str) {
        let [on] = on else { return };
        let map = self.state.map().clone();
        let Some(new) = map.actions(on).and_then(<[Action]>::last) else { return };
        let ids = meant(&map, on, &new.id);
        let notes = map.notes(on).unwrap_or_default().iter();
        let notes: Vec<Note> = notes.filter(|note| ids.contains(&note.id)).cloned().collect();
        if *new.title == *text && new.answers.is_empty() && !notes.is_empty() {
            self.say(words::answers_all(&notes));
        }
    }

    /// The note that an action is begun from: that of the page, of its chosen
    /// row, or of the row of the table.
    pub(super) fn note_meant(&self) -> Option<Id> {
        let at = match self.state.pages.last() {
            Some(page) if !page.way.is_empty() => return None,
            Some(page) if matches!(page.at, Address::Note(..)) => page.at.clone(),
            Some(page) => {
                let rows = page.rows(self.state.map(), self.state.look);
                match rows.get(page.chosen).map(|row| &row.target) {
                    Some(Target::Thing(at)) => at.clone(),
                    _ => return None,
                }
            }
            None => self.report()?.at()?.clone(),
        };
        match at {
            Address::Note(_, id) => Some(id),
            _ => None,
        }
    }

    /// A card that was just written is undone: the focus is where it was.
    pub(super) fn go_back_to_where_it_was_written(&mut self, place: &Address) {
        let map = self.state.map().clone();
        let Some(id) = place.id().filter(|id| map.address_of(id.as_str()).is_none()) else {
            return;
        };
        if let Some(from) = self.state.written_from.get(id).cloned() {
            self.state.focus = from;
            self.state.focus.follow(&map);
        }
    }
}
