//! How far an action is.

use super::Turn;
use crate::edit::{Edit, Join};
use crate::model::{ActionField, ActionState, ActionStep, Address, Holder, Id};
use crate::ui::choice::Choice;
use crate::ui::form::{Row, Target};
use crate::ui::state::Mode;
use crate::words;

impl Turn<'_> {
    /// Asks for the state of the action of the chosen row or of the open page;
    /// elsewhere of the one action that the card or stage has.
    pub(super) fn ask_action_state(&mut self, row: Option<&Row>) {
        if let Some(why) = &self.state.read_only {
            let why = why.clone();
            return self.warn(why);
        }
        let chosen = match row.map(|row| &row.target) {
            Some(Target::Thing(address)) => Some(address),
            _ => None,
        };
        let open = self.state.pages.last().map(|page| &page.at);
        let found = [chosen, open].into_iter().flatten().find_map(|address| match address {
            Address::Action(holder, id) => Some((holder.clone(), id.clone())),
            _ => None,
        });
        match found.or_else(|| self.only_action()) {
            Some((holder, id)) => {
                self.state.mode = Mode::Choice(Choice::ActionState(holder, id));
            }
            None => self.warn(words::CHOOSE_ACTION),
        }
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

    /// Writes down that an action is so from today on.
    pub(super) fn set_action_state(&mut self, holder: &Holder, id: &Id, state: ActionState) {
        let actions = self.state.map().actions(holder).unwrap_or_default();
        let Some(action) = actions.iter().find(|action| action.id == *id) else {
            return self.warn(words::GONE);
        };
        if action.state() == state {
            return;
        }
        let mut states = action.states.clone();
        states.push(ActionStep { on: self.clock.day, state, comments: None });
        let edit = Edit::Action(holder.clone(), id.clone(), ActionField::States(states));
        self.commit(vec![edit], Join::New);
    }
}
