//! On and between pages: the next card, what is added by its name, the row of
//! what is new, and the way to what a line speaks of.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::Turn;
use crate::edit::{Part, Way, entry_at};
use crate::model::{Address, Entry as Entered};
use crate::ui::command::Command;
use crate::ui::form::{Lead, Page, Row, Target, copy_of};
use crate::ui::state::Mode;
use crate::words;

impl Turn<'_> {
    /// Closes all pages for a command that looks at the map below; says
    /// whether the command is done with, too.
    pub(super) fn leave_pages(&mut self, command: Command) -> bool {
        let pages: Vec<Page> =
            self.state.pages.iter().filter(|it| it.new_from.is_none()).cloned().collect();
        while self.close_page() {}
        if command != Command::Find {
            return false;
        }
        self.look(command);
        if let Mode::Asking(asking) = &mut self.state.mode {
            asking.pages = pages;
        }
        true
    }

    /// To the next card of the map, or to the one before: on an opened card
    /// its page.
    pub(super) fn next_card(&mut self, forward: bool) {
        let map = self.state.map().clone();
        let open = self.state.pages.first().map(|page| page.at.clone());
        let here = match &open {
            Some(Address::Touchpoint(spot)) => {
                map.position(spot).map(|(column, row)| (column, Some(row)))
            }
            // the board below is not seen
            Some(_) => return self.warn(words::BACK_TO_THE_BOARD),
            None => Some((self.state.focus.column(), self.state.focus.row())),
        };
        let Some(here) = here else { return };
        let next = {
            let shown = |column: usize| self.state.rows(column);
            let mut places = map.stages.iter().enumerate().flat_map(|(column, stage)| {
                let rows =
                    (0..stage.touchpoints.len()).filter(move |row| shown(column).holds(*row));
                rows.map(move |row| (column, Some(row)))
            });
            if forward {
                places.find(|place| *place > here)
            } else {
                places.take_while(|place| *place < here).last()
            }
        };
        let Some((column, row)) = next else { return self.say(words::NO_MORE_CARDS) };
        let kept = self.state.pages.first().map(|page| (page.chosen, page.all));
        while self.close_page() {}
        self.state.focus.go(&map, column, row);
        if let Some((chosen, all)) = kept {
            self.open_focus();
            if let Some(page) = self.state.pages.last_mut() {
                (page.chosen, page.all) = (chosen, all);
            }
        }
    }

    /// Shows the fields that were folded away, and goes to the first of them.
    pub(super) fn unfold(&mut self) {
        let before = self.rows_of_page();
        if let Some(page) = self.state.pages.last_mut() {
            page.all = true;
        }
        let is_new = |row: &Row| !before.iter().any(|it| it.target == row.target);
        if let Some(row) = self.rows_of_page().iter().position(is_new) {
            self.choose_row(row);
        }
    }

    /// Chooses the last row of the open page that is so.
    pub(super) fn show_row(&mut self, is_it: impl Fn(&Target) -> bool) {
        if let Some(row) = self.rows_of_page().iter().rposition(|row| is_it(&row.target)) {
            self.choose_row(row);
        }
    }

    /// Chooses the row of a note or an action that was just added.
    pub(super) fn show_thing(&mut self, at: &Address) {
        self.show_row(|target| matches!(target, Target::Thing(thing) if thing == at));
    }

    /// Adds a row to a list that was called by its name: to what is open, else
    /// to the card that has the focus, else to the map.
    pub(super) fn add_by_name(&mut self, command: Command) {
        let name = if command == Command::AddVote { "votes" } else { "metrics" };
        let list: Way = vec![Part::Field(name.into())];
        let map = self.state.map().clone();
        let has_list = |at: &Address| {
            let mut copy = copy_of(&map, at)?;
            entry_at(&mut *copy, &list).map(|(entry, ..)| entry == Entered::Rows)
        };
        let open = self.state.pages.last().filter(|page| page.way.is_empty());
        let open = open.map(|page| page.at.clone()).filter(|at| has_list(at) == Some(true));
        let focus = self.state.focus.spot().map(Address::Touchpoint);
        let Some(at) =
            open.clone().or(focus).or(Some(Address::Map).filter(|at| has_list(at) == Some(true)))
        else {
            return self.warn(words::NO_CARD_HERE);
        };
        if open.is_none() {
            self.state.pages.push(Page::of(at.clone()));
        }
        if let Some(page) = self.state.pages.last_mut() {
            page.all = true;
        }
        let is_it = |target: &Target| matches!(target, Target::Add { list: of, .. } if *of == list);
        self.show_row(is_it);
        let add = self.rows_of_page().into_iter().find_map(|row| match row.target {
            Target::Add { list: of, count } if of == list => Some(count),
            _ => None,
        });
        if let Some(count) = add {
            self.add_to(at, list, count);
        }
    }

    /// Says a line, and Enter leads to a field while it is seen.
    pub(super) fn say_with_lead(&mut self, text: String, at: Address, way: Way) {
        self.state.lead = Some(Box::new(Lead { text: text.clone(), at, way }));
        self.say(text);
    }

    /// Opens the field that the line on the screen leads to, where this is
    /// Enter, so that what is typed next replaces its text; says whether it
    /// did.
    pub(super) fn follow_lead(&mut self, event: KeyEvent) -> bool {
        let Some(lead) = self.state.lead.take() else { return false };
        let is_shown = self.state.notice.as_ref().is_some_and(|it| it.text == lead.text);
        let is_enter = event.code == KeyCode::Enter && event.modifiers.is_empty();
        let is_free = self.state.mode == Mode::Board && self.state.maps.is_none();
        if !is_shown || !is_enter || !is_free {
            return false;
        }
        let map = self.state.map().clone();
        let look = self.state.look;
        self.state.pages.extend(Page::leading_to(&lead.at, &lead.way, &map, look));
        let chosen = self.state.pages.last().map_or(0, |page| page.chosen);
        if let Some(row) = self.rows_of_page().get(chosen) {
            self.open_row(&row.target);
        }
        if let Mode::Writing(writing) = &mut self.state.mode {
            writing.field.select_all();
        }
        true
    }
}
