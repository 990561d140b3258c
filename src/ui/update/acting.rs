//! How far an action is, and what came of it; its fields by a key each.

use super::Turn;
use crate::edit::{Edit, Join, Part, action_goes_on};
use crate::model::{ActionField, ActionState, Address, Entry, Holder, Id, JourneyMap};
use crate::ui::choice::Choice;
use crate::ui::command::Command;
use crate::ui::form::{Row, Target};
use crate::ui::state::Mode;
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
        self.change_thing(Address::Action(on, id), field, entry);
    }

    /// The same of a note or an action.
    pub(super) fn change_thing(&mut self, at: Address, field: &str, entry: Entry) {
        let way = vec![Part::Field(field.to_owned())];
        self.open_field(at, way, entry);
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
            Ok(_) if state == ActionState::Done => self.close_action(on, id),
            Ok(edits) => {
                self.commit(edits, Join::New);
            }
        }
    }
}

fn state_of(map: &JourneyMap, on: &Holder, id: &Id) -> Option<ActionState> {
    map.actions(on)?.iter().find(|action| action.id == *id).map(crate::model::Action::state)
}
