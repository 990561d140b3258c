//! Typing: where it starts, what it becomes, how it ends.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Turn;
use super::change::line_field;
use super::handover::handover_of;
use crate::edit::{Edit, Join, script};
use crate::insight::used;
use crate::model::{JourneyMap, MapField, NoteKind, Spot, StageField, TouchpointField, Wait};
use crate::ui::command::Command;
use crate::ui::field::Answer;
use crate::ui::layout::prompt;
use crate::ui::message::Effect;
use crate::ui::state::{Mode, Repeat};
use crate::ui::writing::{Attribute, Passing, Slot, Typed, Writing};
use crate::words;

/// What becomes of the line after it was kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// The next one is opened, where the slot is for several.
    Next,
    /// Typing ends.
    End,
}

impl Turn<'_> {
    /// Opens the field that a command asks for.
    pub(super) fn start_writing(&mut self, command: Command) {
        if let Some(why) = &self.state.read_only {
            let why = why.clone();
            return self.warn(why);
        }
        let note = |kind| Some(Slot::NewNote { on: self.holders(), kind });
        let change = |what| Some(Slot::Change { what, of: self.targets() });
        let column = self.state.focus.column();
        let row = self.state.focus.row();
        let slot = match command {
            Command::AddBelow => self.new_touchpoint(row.map_or(0, |row| row + 1)),
            Command::CardSplit => self.new_touchpoint(row.map_or(0, |row| row + 1)),
            Command::AddAbove => self.new_touchpoint(row.unwrap_or(0)),
            Command::Edit => match (self.state.focus.spot(), self.state.focus.stage()) {
                (Some(spot), _) => Some(Slot::Title(spot)),
                (None, stage) => stage.cloned().map(Slot::StageName),
            },
            Command::RenameMap => Some(Slot::MapTitle),
            Command::SaveCopy => Some(Slot::CopyName),
            Command::Review => Some(Slot::Review),
            Command::ChangeGoal => change(Attribute::Goal),
            Command::ChangeOwner => change(Attribute::Owner),
            Command::ChangeChannel => change(Attribute::Channel),
            Command::ChangeFeeling => change(Attribute::Feeling),
            Command::ChangeWait => change(Attribute::Wait),
            Command::ChangeBehind => change(Attribute::Behind),
            Command::ChangeTags => change(Attribute::Tags),
            Command::ChangeHandover => Some(Slot::Handover { of: self.holders() }),
            Command::NotePain => note(NoteKind::Pain),
            Command::NoteDelight => note(NoteKind::Delight),
            Command::NoteOpportunity => note(NoteKind::Opportunity),
            Command::NoteGap => note(NoteKind::Gap),
            Command::NoteQuote => note(NoteKind::Quote),
            Command::NoteIdea => note(NoteKind::Idea),
            Command::AddAction => {
                Some(Slot::NewAction { on: self.holders(), answers: self.note_meant() })
            }
            Command::StageAfter if self.state.map().stages.is_empty() => {
                Some(Slot::NewStage { index: 0 })
            }
            Command::StageAfter => Some(Slot::NewStage { index: column + 1 }),
            Command::StageBefore => Some(Slot::NewStage { index: column }),
            Command::StageRename => self.state.focus.stage().cloned().map(Slot::StageName),
            _ => None,
        };
        if let Some(slot) = slot {
            self.open(slot);
        }
    }

    /// Where a new touchpoint goes; where there is no stage, one is asked for
    /// first.
    pub(super) fn new_touchpoint(&self, index: usize) -> Option<Slot> {
        Some(match self.state.focus.stage() {
            Some(stage) => Slot::NewTouchpoint { stage: stage.clone(), index },
            None => Slot::NewStage { index: 0 },
        })
    }

    pub(super) fn open(&mut self, slot: Slot) {
        let about = self.text_about_map(&slot);
        let text = about.unwrap_or_else(|| text_in(self.state.map(), &slot));
        let aside = self.state.laid_aside.take_if(|(of, _)| *of == slot);
        let mut writing = Writing::new(slot, &text);
        if let Some((_, aside)) = aside {
            writing.field.select_all();
            writing.field.paste(&aside);
            // typing puts another one there
            writing.field.select_all();
        }
        if let Slot::Change { what, .. } = &writing.slot {
            writing.used = match what {
                Attribute::Behind => used(self.state.map(), what.name(), "text"),
                _ => used(self.state.map(), "", what.name()),
            };
        }
        if writing.slot == Slot::Review {
            writing.used = words::review_reasons(used(self.state.map(), "log", "reason"));
        }
        if matches!(writing.slot, Slot::Change { .. } | Slot::Handover { .. }) {
            // typing puts another value there, the arrows mend the one that is
            writing.field.select_all();
        }
        self.state.mode = Mode::Writing(Box::new(writing));
    }

    pub(super) fn writing_key(&mut self, event: KeyEvent) {
        if self.answer_key(event) {
            return;
        }
        let asks_more = self.asks_what_was_counted();
        let asks_unit = self.asks_unit();
        let Mode::Writing(writing) = &mut self.state.mode else { return };
        let ends = std::mem::take(&mut writing.ends);
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        match event.code {
            KeyCode::Enter if breaks_line(writing, event) => self.break_line(),
            // what Ctrl and Enter send, and Alt and Enter where a terminal
            // keeps those for itself
            KeyCode::Char('j') if control && writing.field.has_lines() => self.break_line(),
            KeyCode::Enter
                if writing.slot.adds() && !ends && writing.field.text().trim().is_empty() =>
            {
                // what is typed next would be commands: once more, to be sure
                writing.ends = true;
                self.say(words::ENTER_AGAIN_ENDS);
            }
            KeyCode::Enter if asks_more => self.tab_in_field(true),
            KeyCode::Enter if asks_unit => self.ask_unit(),
            KeyCode::Enter => self.keep(Then::Next),
            KeyCode::Esc => {
                self.keep(Then::End);
                self.go_to_templates();
            }
            KeyCode::Char('c') if control => self.throw_away(),
            KeyCode::Char('e') if control => self.edit_outside(),
            KeyCode::Char('s') if control => {
                self.journal_typing();
                self.save_now();
            }
            KeyCode::Tab | KeyCode::BackTab => {
                let forward =
                    event.code == KeyCode::Tab && !event.modifiers.contains(KeyModifiers::SHIFT);
                let slot = writing.slot.clone();
                let has_offers = !writing.used.is_empty();
                match slot {
                    Slot::Field { .. } if prompt::label(self.state, &slot).is_some() => {
                        self.complete();
                    }
                    Slot::Field { .. } => self.tab_in_field(forward),
                    Slot::NewTouchpoint { .. } => {
                        self.keep(Then::End);
                        if self.refused {
                            self.go_on_parking();
                        } else {
                            self.next_stage(forward);
                        }
                    }
                    Slot::Change { .. } | Slot::Walker | Slot::Review | Slot::Measured(_)
                        if has_offers =>
                    {
                        self.complete();
                    }
                    _ => self.say(words::ESC_ENDS_TYPING),
                }
            }
            KeyCode::Right if event.modifiers.is_empty() && writing.take_offer() => {
                writing.problem = None;
                self.journal_typing();
            }
            _ => {
                let before = writing.field.cursor();
                let answer = writing.field.key(event);
                if answer == Answer::Edited {
                    writing.problem = None;
                    self.journal_typing();
                } else if is_way_out(event.code) && writing.field.cursor() == before {
                    self.say(words::ESC_ENDS_TYPING);
                }
            }
        }
    }

    fn break_line(&mut self) {
        let Mode::Writing(writing) = &mut self.state.mode else { return };
        writing.field.insert("\n");
        writing.problem = None;
        self.journal_typing();
    }

    pub(super) fn journal_typing(&mut self) {
        if let Mode::Writing(writing) = &self.state.mode {
            let begun = self.state.begun.as_ref();
            let begun = begun.map(|begun| script(self.state.map(), begun)).unwrap_or_default();
            let outside = self.state.outside_file.clone();
            let typed = Typed { begun, outside, ..writing.typed() };
            self.effects.push(Effect::JournalTyping(Some(typed)));
            self.state.saving.sync_due.get_or_insert(self.now + super::SYNC_AFTER);
        }
    }

    /// Puts the first suggestion into the field; again, the next.
    fn complete(&mut self) {
        let Mode::Writing(writing) = &mut self.state.mode else { return };
        if writing.complete() {
            self.journal_typing();
        }
    }

    /// Keeps the answer to a question.
    pub(super) fn keep_answer(&mut self) {
        self.keep(Then::End);
    }

    /// Keeps what is being typed, if anything is.
    pub(super) fn keep_typed(&mut self) {
        if matches!(self.state.mode, Mode::Writing(_)) {
            self.keep(Then::End);
            self.state.mode = Mode::Board;
        }
    }

    /// Keeps what is being typed because a click went elsewhere; says whether
    /// the field is closed. It stays open where the text is not taken, for a
    /// click lets go of nothing.
    pub(super) fn keep_and_leave(&mut self) -> bool {
        let Mode::Writing(writing) = &self.state.mode else { return true };
        let has_no_place =
            matches!(writing.slot, Slot::CopyName | Slot::Review) && !writing.field.is_empty();
        if writing.problem.is_none() && !has_no_place {
            self.keep(Then::End);
        }
        !matches!(self.state.mode, Mode::Writing(_))
    }

    /// Keeps what an editor outside made of the text, as Esc would.
    pub(super) fn keep_typed_outside(&mut self) {
        self.keep(Then::End);
    }

    /// Lets go of what was typed: the one way to do so.
    fn throw_away(&mut self) {
        let Mode::Writing(writing) = &self.state.mode else { return };
        let text = writing.field.text().to_owned();
        let is_new = text != writing.original;
        self.state.mode = Mode::Board;
        self.effects.push(Effect::JournalTyping(None));
        if is_new {
            self.say(words::thrown_away(&text));
        } else if self.state.start.is_some() {
            self.give_up_start();
        }
    }

    fn keep(&mut self, then: Then) {
        let Mode::Writing(writing) = &self.state.mode else { return };
        let writing = writing.clone();
        let text = writing.field.text().trim().to_owned();
        // behind the end of the text in the journal
        let mut at_last = None;
        let mut linked = Vec::new();
        let kept = match &writing.slot {
            Slot::NewTouchpoint { stage, index } => {
                self.keep_touchpoint(stage, *index, &text, then)
            }
            Slot::NewStage { index } => self.keep_stage(*index, &text, then),
            Slot::Field { at, way } => {
                self.keep_field(at, way, &writing) && (then == Then::End || self.next_question(1))
            }
            slot
            @ (Slot::RenameMap(_) | Slot::CopyMap(_) | Slot::MapToBe(_) | Slot::MapTags(_)) => {
                let by_enter = then == Then::Next;
                // a copy is made by Enter only: there is nothing to keep its name in
                if !by_enter && matches!(slot, Slot::CopyMap(_) | Slot::MapToBe(_)) {
                    self.lay_aside(&writing, &text);
                }
                self.keep_about_map(slot, &text, &writing.original, by_enter)
            }
            Slot::Review => {
                self.state.mode = Mode::Board;
                if then == Then::Next {
                    at_last = self.record_review(&text);
                } else {
                    self.lay_aside(&writing, &text);
                }
                true
            }
            Slot::CopyName => {
                self.state.mode = Mode::Board;
                if !text.is_empty() && then == Then::Next {
                    let map = self.state.map().clone();
                    self.effects.push(Effect::SaveCopy { name: text.clone(), map });
                } else {
                    self.lay_aside(&writing, &text);
                }
                true
            }
            Slot::Title(_) | Slot::StageName(_) | Slot::MapTitle => self.keep_name(&writing, &text),
            Slot::NewNote { on, kind } => {
                self.keep_next(&writing, &text, then, |turn| turn.keep_note(on, *kind, &text))
            }
            Slot::NewAction { on, answers } => {
                let kept = self.keep_next(&writing, &text, then, |turn| {
                    linked = turn.keep_action(on, answers.as_ref(), &text);
                });
                if !text.is_empty() {
                    self.say_linked(on, &linked, &text);
                }
                kept
            }
            Slot::Handover { of } => {
                self.state.mode = Mode::Board;
                if text != writing.original {
                    self.hand_over(of, &Passing::Text(text.clone()));
                }
                true
            }
            Slot::Measured(_) => self.keep_measured(&writing, &text, then == Then::Next),
            Slot::NewParked { index } => self.keep_parked(*index, &text, then == Then::Next),
            Slot::Change { what, of } => self.keep_change(*what, of, &writing, then),
            Slot::Walker => self.keep_walker(&text, then == Then::Next),
            slot @ Slot::Walked { .. } => self.keep_walked(slot, &text, then == Then::Next),
        };
        if kept {
            if self.refused && !text.is_empty() && text != writing.original {
                self.park_homeless(&[text]);
                self.state.mode = Mode::Board;
                if then == Then::Next && writing.slot.adds() {
                    self.go_on_parking();
                }
            }
            self.effects.push(Effect::JournalTyping(None));
            self.effects.extend(at_last);
        }
    }

    /// Esc keeps what was typed, also where only Enter does something with it:
    /// it stands there again when it is asked for.
    fn lay_aside(&mut self, writing: &Writing, text: &str) {
        if !text.is_empty() && text != writing.original {
            self.state.laid_aside = Some((writing.slot.clone(), text.to_owned()));
            self.say(words::laid_aside(text));
        }
    }

    fn keep_name(&mut self, writing: &Writing, text: &str) -> bool {
        self.state.mode = Mode::Board;
        if text.is_empty() {
            self.warn(words::A_NAME_STAYS);
            return true;
        }
        if text == writing.original {
            return true;
        }
        let edit = match &writing.slot {
            Slot::Title(spot) => {
                Edit::Touchpoint(spot.clone(), TouchpointField::Title(text.into()))
            }
            Slot::StageName(id) => Edit::Stage(id.clone(), StageField::Name(text.into())),
            _ => Edit::Map(MapField::Title(text.into())),
        };
        self.commit(vec![edit], Join::New);
        true
    }

    fn keep_change(&mut self, what: Attribute, of: &[Spot], writing: &Writing, then: Then) -> bool {
        let text = writing.field.text().trim();
        if what == Attribute::Wait
            && !text.is_empty()
            && let Err(problem) = Wait::said(text)
        {
            if self.lost_its_place() {
                return true;
            }
            // the text stays: nothing but Ctrl-C lets go of it
            if let Mode::Writing(open) = &mut self.state.mode {
                open.problem = Some(words::not_taken(&problem.to_string()));
            }
            return false;
        }
        self.state.mode = Mode::Board;
        if text == writing.original || (what == Attribute::Behind && text.is_empty()) {
            return true;
        }
        let map = self.begun();
        let edits = of
            .iter()
            .filter_map(|spot| {
                let field = line_field(map.touchpoint(spot)?, what, text)?;
                Some(Edit::Touchpoint(spot.clone(), field))
            })
            .collect();
        if self.commit(edits, Join::New) {
            self.state.repeat = Some(Repeat::Line(what, text.to_owned()));
            if what == Attribute::Behind && then == Then::Next {
                self.open(writing.slot.clone());
            }
        }
        true
    }
}

/// Whether somebody who is at the end of the field wants to go on from it.
fn is_way_out(code: KeyCode) -> bool {
    matches!(code, KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown)
}

/// Whether this Enter begins a new line.
pub(super) fn breaks_line(writing: &Writing, enter: KeyEvent) -> bool {
    let is_held = enter.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SHIFT);
    if is_held { writing.field.has_lines() } else { writing.enter_breaks() }
}

/// What stands in the slot now.
fn text_in(map: &JourneyMap, slot: &Slot) -> String {
    match slot {
        Slot::Title(spot) => {
            map.touchpoint(spot).map(|it| it.title.to_string()).unwrap_or_default()
        }
        Slot::StageName(id) => map.stage(id).map(|it| it.name.to_string()).unwrap_or_default(),
        Slot::MapTitle => map.title.to_string(),
        Slot::Change { what, of } => {
            let lines = of.iter().filter_map(|spot| map.touchpoint(spot));
            let lines: Vec<String> = lines.map(|it| super::change::line_of(it, *what)).collect();
            in_common(lines.iter().map(String::as_str))
        }
        Slot::Handover { of } => {
            in_common(of.iter().filter_map(|of| handover_of(map, of)).map(|it| &*it.text))
        }
        Slot::NewTouchpoint { .. }
        | Slot::NewStage { .. }
        | Slot::NewNote { .. }
        | Slot::NewAction { .. }
        | Slot::NewParked { .. }
        | Slot::Measured(_)
        | Slot::CopyName
        | Slot::Review
        | Slot::RenameMap(_)
        | Slot::CopyMap(_)
        | Slot::MapToBe(_)
        | Slot::MapTags(_)
        | Slot::Walker
        | Slot::Walked { .. }
        | Slot::Field { .. } => String::new(),
    }
}

/// Of several texts, what all are.
fn in_common<'a>(mut texts: impl Iterator<Item = &'a str>) -> String {
    let first = texts.next().unwrap_or_default();
    if texts.all(|text| text == first) { first.to_owned() } else { String::new() }
}
