//! Keys in a table: going from row to row, and what a key means for the row.

use super::Turn;
use crate::edit::{Edit, Join};
use crate::insight::missing::Rule;
use crate::model::{Address, Entry, Holder, Id, JourneyMap, TouchpointField};
use crate::ui::command::{Command, Group};
use crate::ui::form::Page;
use crate::ui::layout;
use crate::ui::report::Report;
use crate::ui::state::{Repeat, ViewKind};
use crate::ui::writing::Slot;
use crate::words;

impl Turn<'_> {
    /// The table that keys are for: the one on the screen, under no page.
    pub(super) fn report(&self) -> Option<&Report> {
        self.state.report.as_deref().filter(|_| self.state.pages.is_empty())
    }

    /// Runs a command in a table; says whether it is done with. What changes
    /// cards or stages is run as on the board, for the card of the row.
    pub(super) fn on_report(&mut self, command: Command) -> bool {
        if command == Command::NextOrder {
            self.next_order();
            return true;
        }
        if self.report().is_none() {
            return false;
        }
        let page = layout::plan(self.state).table.map_or(1, |table| table.page());
        let page = isize::try_from(page).unwrap_or(1);
        match command {
            Command::Up => self.step_in_report(-1),
            Command::Down => self.step_in_report(1),
            Command::PageUp => self.step_in_report(-page),
            Command::PageDown => self.step_in_report(page),
            Command::FirstCard | Command::FirstStage => self.choose_in_report(0),
            Command::LastCard | Command::LastStage => self.choose_in_report(usize::MAX),
            // there is nothing beside a row
            Command::Left | Command::Right => {}
            Command::NextMissing if self.state.view == ViewKind::Missing => self.step_in_report(1),
            Command::PreviousMissing if self.state.view == ViewKind::Missing => {
                self.step_in_report(-1);
            }
            Command::Open if self.state.view == ViewKind::Missing => self.open_missing(),
            _ if matches!(command.entry().group, Group::View | Group::Find | Group::General) => {
                return false;
            }
            // no card is meant by a row about the map
            _ if self.report().and_then(Report::at).is_some_and(|at| at.holder().is_none()) => {
                self.warn(words::ABOUT_THE_MAP);
            }
            // nothing is changed that is not seen
            _ if self.report().is_some_and(|report| report.at().is_none())
                && command.entry().group != Group::Note
                && !matches!(command, Command::AddBelow | Command::AddAbove) =>
            {
                self.warn(words::NO_ROW_HERE);
            }
            _ => {
                self.stand_on_row();
                return self.on_row(command);
            }
        }
        true
    }

    /// What means something of its own for a row that stands for an action.
    fn on_row(&mut self, command: Command) -> bool {
        if self.state.view == ViewKind::Fix && self.set_impact(command) {
            return true;
        }
        if self.rates_unseen(command) {
            return true;
        }
        if command == Command::ChangeOwner
            && let Some(at) = self.chosen_thing()
        {
            self.change_thing(at, "owner", Entry::Text);
            return true;
        }
        if let Some(Address::Note(holder, id)) = self.chosen_thing()
            && self.on_note(command, &holder, &id)
        {
            return true;
        }
        let action = self.chosen_action();
        match (command, action) {
            (Command::Open, Some((holder, id))) => {
                // what is not filled in yet is what one comes for
                let page = Page::of(Address::Action(holder, id));
                self.state.pages.push(Page { all: true, ..page });
            }
            (Command::Edit, Some(action)) => self.change_action(action, "title", Entry::Text),
            (Command::Delete, Some((holder, id))) => {
                let name =
                    words::name_of(self.state.map(), &Address::Action(holder.clone(), id.clone()));
                if self.commit(vec![Edit::RemoveAction(holder, id)], Join::New) {
                    self.say(words::action_deleted(&name));
                }
            }
            (Command::AddBelow | Command::AddAbove, _) if self.state.view.is_of_actions() => {
                match self.state.focus.holder() {
                    Some(holder) => {
                        self.write_on(Slot::NewAction { on: vec![holder], answers: None })
                    }
                    None => self.warn(words::NO_STAGE_YET),
                }
            }
            (Command::Mark, _) => self.mark_row(),
            (Command::Delete | Command::Copy | Command::Paste | Command::MoveToParking, _) => {
                return false;
            }
            (command, _) if matches!(command.entry().group, Group::Arrange | Group::Stage) => {
                self.warn(words::TO_THE_BOARD);
            }
            _ => return false,
        }
        true
    }

    /// Refuses to rate what the row does not show; says whether that was
    /// asked for. A row that says that a touchpoint is not rated asks for it.
    fn rates_unseen(&mut self, command: Command) -> bool {
        let felt = |repeat: &Repeat| {
            matches!(repeat, Repeat::Step(_) | Repeat::Set(TouchpointField::Emotion(_)))
        };
        let rates = match command {
            Command::Repeat => self.state.repeat.as_ref().is_some_and(felt),
            command => command.entry().group == Group::Rate,
        };
        let asks = self.report().and_then(Report::row).is_some_and(|row| {
            self.state.view == ViewKind::Missing && row.part == Rule::EmotionMissing.code()
        });
        if !rates || asks {
            return false;
        }
        self.warn(if self.state.view == ViewKind::Fix {
            words::IMPACT_IS_SET_HERE
        } else {
            words::NOT_RATED_HERE
        });
        true
    }

    /// What means something of its own for a row that stands for a note.
    fn on_note(&mut self, command: Command, holder: &Holder, id: &Id) -> bool {
        match command {
            Command::Edit => self.open_missing(),
            Command::Delete => self.take_note(holder.clone(), id.clone()),
            _ => return false,
        }
        true
    }

    fn step_in_report(&mut self, by: isize) {
        // a row that is higher than the screen is read to its end first
        if layout::table::scroll_within(self.state, by > 0) {
            return;
        }
        let Some(report) = &self.state.report else { return };
        let to = report.chosen.saturating_add_signed(by);
        self.choose_in_report(to);
    }

    /// Chooses a row, or the last one, and gives its card or stage the focus.
    pub(super) fn choose_in_report(&mut self, row: usize) {
        if let Some(report) = &mut self.state.report {
            report.chosen = row.min(report.sheet.rows.len().saturating_sub(1));
        }
        self.stand_on_row();
    }

    /// Gives the focus to the card or stage of the chosen row: what changes
    /// it is meant for that.
    pub(super) fn stand_on_row(&mut self) {
        let map = self.state.map().clone();
        if let Some(at) = self.state.report.as_ref().and_then(|report| report.at().cloned()) {
            self.state.focus.go_to_address(&map, &at);
        }
    }

    /// Chooses the row of a thing, where it has one.
    pub(super) fn choose_entry(&mut self, at: &Address, part: &str) {
        let row = self.state.report.as_ref().and_then(|report| report.row_of(at, part));
        if let Some(row) = row {
            self.choose_in_report(row);
        }
    }

    /// The row of a thing is chosen as soon as there is one: the thing was
    /// just made, or was changed by undo.
    pub(super) fn want_entry(&mut self, at: Address) {
        if let Some(report) = &mut self.state.report {
            report.wanted = Some(at);
        }
    }

    /// Says what was changed where the table may not show it.
    pub(super) fn say_in_table(&mut self, before: &JourneyMap, edits: &[Edit]) {
        if self.report().is_some() && self.state.notice.is_none() {
            self.say(words::done_in_table(&words::describe(before, edits)));
        }
    }

    /// The action of the chosen row.
    pub(super) fn chosen_action(&self) -> Option<(Holder, Id)> {
        match self.report()?.at()? {
            Address::Action(holder, id) => Some((holder.clone(), id.clone())),
            _ => None,
        }
    }

    /// The note or action of the chosen row.
    fn chosen_thing(&self) -> Option<Address> {
        let at = self.report()?.at()?;
        matches!(at, Address::Note(..) | Address::Action(..)).then(|| at.clone())
    }

    /// Follows what is typed into find: to the first row that has it, at or
    /// after the one where it began.
    pub(super) fn find_in_report(&mut self, typed: &str, from: usize) {
        self.state.find.begin(typed);
        let needle = self.state.find.needle.clone();
        let Some(report) = &mut self.state.report else { return };
        report.look_for(&needle);
        let hit = report.hits.iter().find(|row| **row >= from).or(report.hits.first());
        let row = hit.copied().unwrap_or(from);
        self.choose_in_report(row);
    }

    pub(super) fn next_in_report(&mut self, forward: bool) {
        let (needle, typed) = (self.state.find.needle.clone(), self.state.find.typed.clone());
        let Some(report) = &mut self.state.report else { return };
        report.look_for(&needle);
        let next = report.next_hit(forward);
        if let Some((row, _)) = next {
            self.choose_in_report(row);
        }
        self.say_place(&typed, next.filter(|(_, around)| *around).map(|_| forward));
    }

    fn mark_row(&mut self) {
        let Some(spot) = self.state.focus.spot() else {
            return self.warn(words::NO_CARD_HERE);
        };
        if !self.state.marked.remove(&spot) {
            self.state.marked.insert(spot);
        }
        self.step_in_report(1);
        self.say(words::marked(self.state.marked.len()));
    }

    fn next_order(&mut self) {
        if self.state.view != ViewKind::Actions || !self.state.pages.is_empty() {
            let key = self.state.keymap.call_of(Command::ViewActions);
            return self.warn(words::order_is_of_actions(&key));
        }
        self.state.order = self.state.order.next();
        self.say(words::ordered(self.state.order));
    }
}
