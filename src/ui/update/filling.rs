//! From field to field on an open page, as on a form.

use std::sync::Arc;

use super::Turn;
use crate::edit::{Change, Join, Part, Way, entered, entry_at};
use crate::model::{Address, Entry, JourneyMap};
use crate::ui::choice::Choice;
use crate::ui::form::{Page, Row, Target, copy_of};
use crate::ui::layout;
use crate::ui::state::Mode;
use crate::ui::writing::Slot;
use crate::words;

impl Turn<'_> {
    /// Keeps what is typed into a field and opens the next one, or the one
    /// before. What is only the beginning of a word that was used already is
    /// completed first.
    pub(super) fn tab_in_field(&mut self, forward: bool) {
        let Mode::Writing(writing) = &mut self.state.mode else { return };
        if forward && writing.complete_beginning() {
            writing.problem = None;
            return self.journal_typing();
        }
        self.keep_and_open_next(forward);
    }

    fn keep_and_open_next(&mut self, forward: bool) {
        let Mode::Writing(writing) = &self.state.mode else { return };
        let Slot::Field { way, .. } = &writing.slot else { return };
        let way = way.clone();
        let at = self.row_of(&way);
        self.keep_answer();
        if !matches!(self.state.mode, Mode::Writing(_)) && !self.refused {
            self.next_field(&way, at, forward);
        }
    }

    /// Keeps the name of a new metric and asks for its unit, and for nothing
    /// more.
    pub(super) fn ask_unit(&mut self) {
        self.keep_and_open_next(true);
        if let Some(page) = self.state.pages.last_mut() {
            page.filling = false;
        }
    }

    /// Goes on from a field of the page without choosing a value for it.
    pub(super) fn tab_in_choice(&mut self, forward: bool) {
        let Mode::Choice(choice) = &self.state.mode else { return };
        let (Choice::Word { way, .. } | Choice::Felt { way, .. }) = choice else { return };
        let way = way.clone();
        self.state.mode = Mode::Board;
        self.next_field(&way, self.row_of(&way), forward);
    }

    /// A value was chosen: where the fields are gone through one by one, the next
    /// one is opened.
    pub(super) fn after_choice(&mut self, choice: &Choice) {
        let (Choice::Word { way, .. } | Choice::Felt { way, .. }) = choice else { return };
        let is_filled = self.state.pages.last().is_some_and(|page| page.filling);
        if is_filled && self.state.mode == Mode::Board {
            self.next_field(way, self.row_of(way), true);
        }
    }

    /// Adds a row to a list and opens it, with its first text.
    pub(super) fn add_to(&mut self, at: Address, list: Way, index: usize) {
        let change = Change::AddRow { index, now: self.clock };
        if !self.change_at(&at, &list, &change) {
            return;
        }
        let rows = self.rows_of_page();
        let made = Target::Item { list: list.clone(), index };
        let made = rows.iter().position(|row| row.target == made);
        let Some(page) = self.state.pages.last_mut() else { return };
        let new_from = Some(page.chosen);
        page.chosen = made.unwrap_or(page.chosen);
        let inside = page.inside([list, vec![Part::Row(index)]].concat());
        self.state.pages.push(Page { new_from, ..inside });
        let rows = self.rows_of_page();
        let today = self.clock.day.to_string();
        if let Some(row) = rows.iter().position(|row| asks_first(row, &today)) {
            self.choose_row(row);
            self.open_row(&rows[row].target);
        }
    }

    /// Closes the page; says whether there was one.
    pub(super) fn close_page(&mut self) -> bool {
        let Some(page) = self.state.pages.pop() else { return false };
        if let Some(from) = page.new_from
            && self.take_away_unfilled(&page)
        {
            self.choose_row(from);
        }
        true
    }

    /// Takes a row away that was added and in which nothing was entered, as
    /// if it had not been added; says whether it did.
    fn take_away_unfilled(&mut self, page: &Page) -> bool {
        let Some((Part::Row(index), list)) = page.way.split_last() else { return false };
        let Some(step) = self.state.draft.history().done().next() else { return false };
        let rows = |map: &JourneyMap| {
            let mut copy = copy_of(map, &page.at)?;
            entry_at(&mut *copy, list).map(|(_, _, count, _)| count)
        };
        // the latest step is the one that added it, and nothing came since
        let is_as_made = Arc::ptr_eq(&step.after, self.state.map())
            && rows(&step.before).map(|count| count + 1) == rows(&step.after);
        if !is_as_made {
            return false;
        }
        entered(self.state.map(), &page.at, list, &Change::RemoveRow(*index))
            .is_ok_and(|edits| self.commit(edits, Join::Previous))
    }

    /// To the nearest row of the other column; where there is one column, to
    /// the next group or the one before.
    pub(super) fn go_beside(&mut self, right: bool, chosen: usize) {
        let Some(page) = self.state.pages.last() else { return };
        let plan = layout::page::plan(self.state, page);
        let (from, to) = match plan.columns.as_slice() {
            [left, other] if right => (left, other),
            [left, other] => (other, left),
            _ => return self.next_group(right, chosen),
        };
        let Some(line) = from.lines.iter().position(|line| line.row == Some(chosen)) else {
            return;
        };
        // as they stand on the screen
        let beside = (line + to.first).saturating_sub(from.first);
        let rows = to.lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.row?)));
        if let Some((_, row)) = rows.min_by_key(|(at, _)| at.abs_diff(beside)) {
            self.choose_row(row);
        }
    }

    pub(super) fn rows_of_page(&self) -> Vec<Row> {
        let page = self.state.pages.last();
        page.map(|page| page.rows(self.state.map(), self.state.look)).unwrap_or_default()
    }

    /// The row of a field on the open page; the chosen one where it has none
    /// any more.
    fn row_of(&self, way: &[Part]) -> usize {
        let chosen = self.state.pages.last().map_or(0, |page| page.chosen);
        self.rows_of_page().iter().position(|row| is_field(row, way)).unwrap_or(chosen)
    }

    /// Opens the field after, or before, the one at `way`, which stood in the
    /// row `at`.
    fn next_field(&mut self, way: &Way, at: usize, forward: bool) {
        let rows = self.rows_of_page();
        let here = rows.iter().position(|row| is_field(row, way));
        // a field that was emptied may be folded away: what was behind it
        // stands in its place
        let ahead = here.map_or(at, |here| here + 1);
        let opens = |row: &usize| rows.get(*row).is_some_and(takes_typing);
        let next = if forward {
            (ahead..rows.len()).find(opens)
        } else {
            (0..here.unwrap_or(at)).rev().find(opens)
        };
        let Some(row) = next else {
            self.choose_row(here.unwrap_or(at).min(rows.len().saturating_sub(1)));
            return self.say(words::NO_MORE_FIELDS);
        };
        self.choose_row(row);
        self.open_row(&rows[row].target);
        if let Some(page) = self.state.pages.last_mut() {
            page.filling = true;
        }
    }
}

fn is_field(row: &Row, at: &[Part]) -> bool {
    matches!(&row.target, Target::Field { way, .. } if way == at)
}

/// Whether a new row begins with this field: its dates are those of today
/// mostly, and asked for only where today is taken; a choice comes first only
/// where nothing is typed.
fn asks_first(row: &Row, today: &str) -> bool {
    let Target::Field { entry, .. } = &row.target else { return false };
    match entry {
        Entry::Flag | Entry::Time => false,
        Entry::Day => !row.value.is_empty() && row.value != today,
        _ => true,
    }
}

/// Whether a value is typed or chosen there; a flag is only switched.
fn takes_typing(row: &Row) -> bool {
    matches!(&row.target, Target::Field { entry, .. } if *entry != Entry::Flag)
}
