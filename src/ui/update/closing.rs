//! An action is done: what it was measured by, what that said before and
//! after, and what was changed, in one step with the state.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Turn;
use crate::edit::{Change, Edit, Join, Part, action_goes_on, apply, entered};
use crate::insight;
use crate::model::{ActionField, ActionState, Address, Holder, Id, JourneyMap, Note};
use crate::ui::choice::Choice;
use crate::ui::closing::{Asks, Closing, metrics_near};
use crate::ui::state::Mode;
use crate::ui::writing::{Slot, Writing};
use crate::words;

impl Turn<'_> {
    /// Asks what came of an action before it is done: first by what it was
    /// measured, where it names no metric and there are some.
    pub(super) fn close_action(&mut self, on: &Holder, id: &Id) {
        let map = self.state.map().clone();
        let Some(action) =
            map.actions(on).and_then(|all| all.iter().find(|action| action.id == *id))
        else {
            return self.warn(words::GONE);
        };
        let first = Closing::of(on.clone(), id.clone(), action, String::new());
        let mut names: Vec<String> = Vec::new();
        for metric in metrics_near(&map, on).filter(|metric| !metric.name.is_empty()) {
            if !names.iter().any(|name| **name == *metric.name) {
                names.push(metric.name.to_string());
            }
        }
        if first.metric_of(&map).is_some() || names.is_empty() {
            self.ask_of_result(first);
        } else {
            let (on, id) = (on.clone(), id.clone());
            self.state.mode = Mode::Choice(Choice::MeasuredBy { on, id, names });
        }
    }

    /// By what it was measured was chosen; none: its numbers are of no metric.
    pub(super) fn close_measured_by(&mut self, on: &Holder, id: &Id, metric: &str) {
        let map = self.state.map().clone();
        let action = map.actions(on).and_then(|all| all.iter().find(|action| action.id == *id));
        if let Some(action) = action {
            self.ask_of_result(Closing::of(on.clone(), id.clone(), action, metric.to_owned()));
        }
    }

    /// While it is asked by what an action was measured, Esc and Ctrl-C do what
    /// they do at the questions behind it: the action is done and nothing was
    /// measured, or it is not done. Says whether it was one of them.
    pub(super) fn ends_closing(&mut self, choice: &Choice, event: KeyEvent) -> bool {
        let Choice::MeasuredBy { on, id, .. } = choice else { return false };
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        match event.code {
            KeyCode::Esc => {
                self.state.mode = Mode::Board;
                let map = self.state.map().clone();
                let action = map.actions(on).and_then(|it| it.iter().find(|it| it.id == *id));
                if let Some(action) = action {
                    let closing = Closing::of(on.clone(), id.clone(), action, String::new());
                    self.finish(&closing, Vec::new());
                }
            }
            KeyCode::Char('c') if control => self.state.mode = Mode::Board,
            _ => return false,
        }
        true
    }

    fn ask_of_result(&mut self, closing: Closing) {
        let used = closing.reading(self.state.map());
        self.open(Slot::Measured(closing));
        if let Mode::Writing(writing) = &mut self.state.mode {
            writing.used = used.into_iter().collect();
        }
    }

    /// Keeps an answer to what came of an action, and asks for the next one;
    /// after the last the action is done, in one step with what was answered.
    /// Says whether the text was taken.
    pub(super) fn keep_measured(&mut self, writing: &Writing, text: &str, goes_on: bool) -> bool {
        let Slot::Measured(closing) = &writing.slot else { return true };
        let mut closing = closing.clone();
        let map = self.state.map().clone();
        let Some(action) = closing.action(&map) else {
            self.state.mode = Mode::Board;
            self.refused = true;
            return true;
        };
        let mut change = "";
        let next = match closing.asks {
            Asks::Before => {
                text.clone_into(&mut closing.before);
                Some(Asks::After)
            }
            Asks::After => {
                text.clone_into(&mut closing.after);
                Some(Asks::Change).filter(|_| action.change.is_empty())
            }
            Asks::Change => {
                change = text;
                None
            }
        };
        let measured = match numbers(&map, &closing) {
            Ok(edits) => edits,
            Err(why) => {
                // the text stays: nothing but Ctrl-C lets go of it
                if let Mode::Writing(open) = &mut self.state.mode {
                    open.problem = Some(words::not_taken(&why));
                }
                return false;
            }
        };
        self.state.mode = Mode::Board;
        if let Some(asks) = next.filter(|_| goes_on) {
            self.ask_of_result(Closing { asks, ..closing });
            return true;
        }
        let mut answers = measured;
        if !change.is_empty() {
            let change = ActionField::Change(change.into());
            answers.push(Edit::Action(closing.on.clone(), closing.id.clone(), change));
        }
        self.finish(&closing, answers);
        true
    }

    /// The action is done, in one step with what was answered.
    fn finish(&mut self, closing: &Closing, answers: Vec<Edit>) {
        let map = self.state.map().clone();
        let (on, id) = (&closing.on, &closing.id);
        let mut edits = match action_goes_on(&map, on, id, ActionState::Done, self.clock.day) {
            Ok(edits) => edits,
            Err(why) => return self.warn(words::not_next(why)),
        };
        let mut fixed: Vec<Note> = Vec::new();
        for edit in &edits {
            if let Edit::Note(holder, id, _) = edit {
                let notes = map.notes(holder).unwrap_or_default().iter();
                fixed.extend(notes.filter(|note| note.id == *id).cloned());
            }
        }
        edits.extend(answers);
        if self.commit(edits, Join::New) {
            self.say_done(closing, &fixed);
        }
    }

    /// Says what came of an action that is done now.
    fn say_done(&mut self, closing: &Closing, fixed: &[Note]) {
        let map = self.state.map();
        let placed = insight::actions(map)
            .find(|placed| placed.action.id == closing.id && placed.holder() == closing.on);
        let Some(placed) = placed else { return };
        let line = words::action_is_done(&insight::outcome(map, placed), fixed);
        self.say(line);
    }
}

/// The edits of the metric and of both numbers; no answer takes nothing away.
///
/// # Errors
/// Why a number is not one, or none that the unit can hold.
fn numbers(map: &JourneyMap, closing: &Closing) -> Result<Vec<Edit>, String> {
    let at = Address::Action(closing.on.clone(), closing.id.clone());
    let mut edits = Vec::new();
    let mut then = map.clone();
    if !closing.metric.is_empty() {
        let metric = ActionField::Metric(closing.metric.as_str().into());
        edits.push(Edit::Action(closing.on.clone(), closing.id.clone(), metric));
        then = apply(&then, &edits).map_err(|why| why.to_string())?;
    }
    for (asks, typed) in [(Asks::Before, &closing.before), (Asks::After, &closing.after)] {
        if typed.is_empty() {
            continue;
        }
        let way = [Part::Field(asks.field().into())];
        let more = entered(&then, &at, &way, &Change::Enter(typed.clone()))
            .map_err(|why| why.to_string())?;
        then = apply(&then, &more).map_err(|why| why.to_string())?;
        edits.extend(more);
    }
    Ok(edits)
}
