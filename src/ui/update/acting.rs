//! How far an action is, and what came of it; its fields by a key each.

use super::Turn;
use crate::edit::{Change, Edit, Join, Part, action_goes_on, entered};
use crate::insight;
use crate::model::{ActionField, ActionState, Address, Entry, Holder, Id, JourneyMap};
use crate::ui::choice::Choice;
use crate::ui::command::Command;
use crate::ui::form::{Row, Target};
use crate::ui::state::Mode;
use crate::ui::writing::{Slot, Writing};
use crate::words;

impl Turn<'_> {
    /// Runs a command that is about one action: that of the chosen row, of the
    /// open page, of the row of a table; elsewhere the one that the card or
    /// stage has. Says whether it was such a command.
    pub(super) fn act(&mut self, command: Command, row: Option<&Row>) -> bool {
        if !matches!(
            command,
            Command::ActionState
                | Command::ActionDue
                | Command::ActionEffort
                | Command::ActionBenefit
                | Command::ActionMeasure
                | Command::TogglePreventive
        ) {
            return false;
        }
        if let Some(why) = &self.state.read_only {
            let why = why.clone();
            self.warn(why);
            return true;
        }
        let Some((on, id)) = self.action_meant(row) else {
            self.warn(words::CHOOSE_ACTION);
            return true;
        };
        let scale = |field: &str, on, id| {
            let way = vec![Part::Field(field.to_owned())];
            Mode::Choice(Choice::Scale { at: Address::Action(on, id), way })
        };
        match command {
            Command::ActionDue => self.change_action((on, id), "due", Entry::Day),
            Command::ActionMeasure => self.change_action((on, id), "measure", Entry::Text),
            Command::TogglePreventive => self.toggle_preventive(on, id),
            Command::ActionEffort => self.state.mode = scale("effort", on, id),
            Command::ActionBenefit => self.state.mode = scale("benefit", on, id),
            _ => {
                let now = state_of(self.state.map(), &on, &id).unwrap_or_default();
                self.state.mode = Mode::Choice(Choice::ActionState { on, id, now });
            }
        }
        true
    }

    /// Makes an action one that keeps something from happening, or not.
    fn toggle_preventive(&mut self, on: Holder, id: Id) {
        let actions = self.state.map().actions(&on).unwrap_or_default();
        let Some(action) = actions.iter().find(|action| action.id == id) else {
            return self.warn(words::GONE);
        };
        let (title, prevents) = (action.title.to_string(), !action.preventive);
        let edit = Edit::Action(on, id, ActionField::Preventive(prevents));
        if self.commit(vec![edit], Join::New) {
            self.say(words::made_preventive(&title, prevents));
        }
    }

    fn action_meant(&self, row: Option<&Row>) -> Option<(Holder, Id)> {
        let chosen = match row.map(|row| &row.target) {
            Some(Target::Thing(address)) => Some(address),
            _ => None,
        };
        let open = self.state.pages.last().map(|page| &page.at);
        let found = [chosen, open].into_iter().flatten().find_map(|address| match address {
            Address::Action(holder, id) => Some((holder.clone(), id.clone())),
            _ => None,
        });
        found
            .or_else(|| self.chosen_action())
            .or_else(|| self.next_fix())
            .or_else(|| self.only_action())
    }

    fn only_action(&self) -> Option<(Holder, Id)> {
        // a page that is about something else hides the card
        let is_seen = self.state.pages.last().is_none_or(|page| {
            page.way.is_empty() && matches!(page.at, Address::Touchpoint(_) | Address::Stage(_))
        });
        if !is_seen {
            return None;
        }
        let [holder] = self.holders().try_into().ok()?;
        match self.state.map().actions(&holder)? {
            [action] => Some((holder, action.id.clone())),
            _ => None,
        }
    }

    /// Opens a field of an action, in a line below.
    pub(super) fn change_action(&mut self, (on, id): (Holder, Id), field: &str, entry: Entry) {
        let way = vec![Part::Field(field.to_owned())];
        self.open_field(Address::Action(on, id), way, entry);
        if let Mode::Writing(writing) = &mut self.state.mode
            && field != "title"
        {
            // typing puts another value there, the arrows mend the one that is
            writing.field.select_all();
        }
    }

    /// Writes down that an action is so from today on. Of what is done is
    /// asked first what was measured.
    pub(super) fn set_action_state(&mut self, on: &Holder, id: &Id, state: ActionState) {
        let map = self.state.map().clone();
        match action_goes_on(&map, on, id, state, self.clock.day) {
            Err(why) => self.warn(words::not_next(why)),
            Ok(edits) if edits.is_empty() => {}
            Ok(_) if state == ActionState::Done => {
                let slot = Slot::Measured { on: on.clone(), id: id.clone(), after: None };
                self.open(slot);
            }
            Ok(edits) => {
                self.commit(edits, Join::New);
            }
        }
    }

    /// Keeps an answer to what came of an action, and asks for the next one;
    /// after the last the action is done, in one step with what was answered.
    /// Says whether the text was taken.
    pub(super) fn keep_measured(&mut self, writing: &Writing, text: &str, goes_on: bool) -> bool {
        let Slot::Measured { on, id, after } = &writing.slot else { return true };
        let at = Address::Action(on.clone(), id.clone());
        let map = self.state.map().clone();
        let Some(action) =
            map.actions(on).and_then(|actions| actions.iter().find(|action| action.id == *id))
        else {
            self.state.mode = Mode::Board;
            self.refused = true;
            return true;
        };
        let (after, change) = match after {
            None => (text, ""),
            Some(after) => (after.as_str(), text),
        };
        let asks_change = writing.slot.asks_measured() && goes_on && action.change.is_empty();
        let way = [Part::Field("after".into())];
        let measured = match entered(&map, &at, &way, &Change::Enter(after.into())) {
            // no answer takes nothing away
            Ok(_) if after.is_empty() => Vec::new(),
            Ok(edits) => edits,
            Err(why) => {
                // the text stays: nothing but Ctrl-C lets go of it
                if let Mode::Writing(open) = &mut self.state.mode {
                    open.problem = Some(words::not_taken(&why.to_string()));
                }
                return false;
            }
        };
        self.state.mode = Mode::Board;
        if asks_change {
            let after = Some(after.to_owned());
            self.open(Slot::Measured { on: on.clone(), id: id.clone(), after });
            return true;
        }
        let mut edits = match action_goes_on(&map, on, id, ActionState::Done, self.clock.day) {
            Ok(edits) => edits,
            Err(why) => {
                self.warn(words::not_next(why));
                return true;
            }
        };
        let notes = edits.iter().filter(|edit| matches!(edit, Edit::Note(..))).count();
        edits.extend(measured);
        if !change.is_empty() {
            let change = ActionField::Change(change.into());
            edits.push(Edit::Action(on.clone(), id.clone(), change));
        }
        if self.commit(edits, Join::New) {
            self.say_done(&at, notes);
        }
        true
    }

    /// Says what came of an action that is done now.
    fn say_done(&mut self, at: &Address, notes: usize) {
        let map = self.state.map();
        let placed = insight::actions(map)
            .find(|placed| Address::Action(placed.holder(), placed.action.id.clone()) == *at);
        let Some(placed) = placed else { return };
        let said = words::outcome_in_words(&insight::outcome(map, placed));
        let line = words::action_is_done(&placed.action.title, said.as_deref(), notes);
        self.say(line);
    }
}

fn state_of(map: &JourneyMap, on: &Holder, id: &Id) -> Option<ActionState> {
    map.actions(on)?.iter().find(|action| action.id == *id).map(crate::model::Action::state)
}
