//! Rows of an open page: what is said when one goes, where one cannot be, and
//! which keys mean something else on them.

use super::Turn;
use crate::edit::{NotEntered, Part, is_dated};
use crate::model::{Address, Entry, Metric};
use crate::ui::command::{Command, Group};
use crate::ui::form::{Row, Target, row_line};
use crate::ui::state::Mode;
use crate::ui::writing::Slot;
use crate::words;

impl Turn<'_> {
    /// Refuses a digit that would rate the card on a row that shows nothing of
    /// it; says whether it did.
    pub(super) fn rates_elsewhere(&mut self, command: Command, row: Option<&Row>) -> bool {
        let rates = command.entry().group == Group::Rate;
        let is_card =
            self.state.pages.last().is_some_and(|page| {
                page.way.is_empty() && matches!(page.at, Address::Touchpoint(_))
            });
        let is_there = row.is_some_and(|row| match &row.target {
            Target::Field { entry: Entry::Scale, .. } => true,
            Target::Field { way, .. } => {
                matches!(way.as_slice(), [Part::Field(name)] if name == "emotion" || name == "title")
            }
            _ => false,
        });
        let is_refused = rates && is_card && !is_there;
        if is_refused {
            self.warn(words::RATE_AT_THE_EMOTION);
        }
        is_refused
    }

    /// What to say when the row is taken away; none where nothing stands there.
    pub(super) fn taken_away(&self, at: &Address, row: &Row) -> Option<String> {
        let map = self.state.map();
        match &row.target {
            Target::Field { way, .. } => {
                let [.., Part::Field(name)] = way.as_slice() else { return None };
                (!row.value.is_empty()).then(|| words::value_taken(name, &row.value))
            }
            Target::Item { list, index } => {
                let [.., Part::Field(name)] = list.as_slice() else { return None };
                if let Some(metric) = self.metric_at(at, list, *index) {
                    return Some(words::metric_taken(metric));
                }
                let way = [list.as_slice(), &[Part::Row(*index)]].concat();
                Some(words::row_taken(name, &row_line(map, at, &way)?))
            }
            Target::Thing(Address::Action(holder, id)) => {
                let action = map.actions(holder)?.iter().find(|action| action.id == *id)?;
                Some(words::action_taken(&action.title))
            }
            Target::Thing(Address::Parked(_)) => Some(words::parked_taken(&row.value)),
            _ => None,
        }
    }

    fn metric_at(&self, at: &Address, list: &[Part], index: usize) -> Option<&Metric> {
        if !matches!(list, [Part::Field(name)] if name == "metrics") {
            return None;
        }
        match at {
            Address::Map => self.state.map().metrics.get(index).map(|metric| &**metric),
            Address::Touchpoint(spot) => self.state.map().touchpoint(spot)?.metrics.get(index),
            _ => None,
        }
    }

    pub(super) fn say_taken(&mut self, is_taken: bool, said: Option<String>) {
        if let Some(said) = said.filter(|_| is_taken) {
            self.say(said);
        }
    }

    /// Why a value was not taken; where another row has it already, which.
    pub(super) fn not_entered(&self, at: &Address, way: &[Part], why: &NotEntered) -> String {
        let (NotEntered::Twice { row }, [list @ .., Part::Row(_), Part::Field(_)]) = (why, way)
        else {
            return why.to_string();
        };
        let other = [list, &[Part::Row(*row)]].concat();
        row_line(self.state.map(), at, &other)
            .map_or_else(|| why.to_string(), |line| words::there_already(&line))
    }

    /// Says so where a month has more tickets than orders now: it may be right.
    pub(super) fn say_doubt(&mut self, at: &Address, way: &[Part]) {
        let (Address::Touchpoint(spot), [list @ .., Part::Row(row), Part::Field(_)]) = (at, way)
        else {
            return;
        };
        let is_month = matches!(list, [.., Part::Field(name)] if name == "months");
        let touchpoint = self.state.map().touchpoint(spot).filter(|_| is_month);
        let month = touchpoint.and_then(|it| it.support.months.get(*row));
        if month.is_some_and(|month| month.is_doubtful()) {
            self.warn(words::MORE_TICKETS);
        }
    }

    /// Whether the month or day of a new row is typed: what was counted then
    /// comes next.
    pub(super) fn asks_what_was_counted(&self) -> bool {
        let Mode::Writing(writing) = &self.state.mode else { return false };
        let Slot::Field { way, .. } = &writing.slot else { return false };
        let is_new = self.state.pages.last().is_some_and(|page| page.new_from.is_some());
        let [list @ .., Part::Row(_), Part::Field(field)] = way.as_slice() else { return false };
        is_new && is_dated(list) && (field == "month" || field == "on")
    }

    /// Whether the name of a new metric is typed: its unit comes next, lest
    /// it be taken for a share.
    pub(super) fn asks_unit(&self) -> bool {
        let Mode::Writing(writing) = &self.state.mode else { return false };
        let Slot::Field { way, .. } = &writing.slot else { return false };
        let is_new = self.state.pages.last().is_some_and(|page| page.new_from.is_some());
        let is_name = matches!(
            way.as_slice(),
            [.., Part::Field(list), Part::Row(_), Part::Field(field)]
                if list == "metrics" && field == "name"
        );
        is_new && is_name && !writing.field.text().trim().is_empty()
    }
}

/// Whether a figure or a date is entered there, which is typed anew rather
/// than mended.
pub(super) fn is_figure(entry: Entry) -> bool {
    matches!(
        entry,
        Entry::Whole | Entry::Scale | Entry::Number | Entry::Day | Entry::Month | Entry::Time
    )
}
