//! Filtering: which cards are shown.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Turn;
use crate::edit::Edit;
use crate::insight;
use crate::model::{Address, Holder, JourneyMap, Touchpoint};
use crate::text::sort_key;
use crate::ui::asking::About;
use crate::ui::choice::{Choice, Value};
use crate::ui::command::Command;
use crate::ui::filter::Filter;
use crate::ui::state::Mode;
use crate::words;

impl Turn<'_> {
    /// Runs a command of filters; says whether it was one.
    pub(super) fn filter(&mut self, command: Command) -> bool {
        match command {
            Command::FilterOwner => self.ask_value(About::Owner),
            Command::FilterChannel => self.ask_value(About::Channel),
            Command::FilterTag => self.ask_value(About::Tag),
            Command::FilterText => self.ask(About::Text, Vec::new()),
            Command::FilterEmotion => self.state.mode = Mode::Choice(Choice::OnlyEmotion),
            Command::FilterNote => self.state.mode = Mode::Choice(Choice::OnlyNote),
            Command::FilterAssumed => {
                let filter = self.state.shown.filter().clone();
                self.set_filter(Filter { assumed: !filter.assumed, ..filter });
            }
            Command::FilterClear if self.state.shown.is_filtered() => {
                self.set_filter(Filter::default());
                self.say(words::ALL_SHOWN);
            }
            Command::FilterClear => self.warn(words::NO_FILTER),
            _ => return false,
        }
        true
    }

    fn ask_value(&mut self, about: About) {
        let used = used(self.state.map(), about, self.state.view.is_of_actions());
        if used.is_empty() {
            return self.warn(words::no_values(about.name()));
        }
        self.ask(about, used);
    }

    /// Takes what was typed; nothing typed takes that condition away, and where
    /// there is none, the first value that is offered.
    pub(super) fn answer_filter(&mut self) {
        let Mode::Asking(asking) = &mut self.state.mode else { return };
        let about = asking.about;
        let typed = asking.field.text().trim().to_owned();
        let filter = self.state.shown.filter();
        let is_free = match about {
            About::Owner => filter.owner.is_none(),
            About::Channel => filter.channel.is_none(),
            About::Tag => filter.tag.is_none(),
            About::Text | About::Find | About::Maps => false,
        };
        let value = if typed.is_empty() && !is_free {
            None
        } else if about.is_chosen() {
            let Some(value) = asking.value() else {
                asking.problem = Some(words::no_such_value(about.name(), &typed));
                return;
            };
            Some(value)
        } else {
            Some(typed)
        };
        self.state.mode = Mode::Board;
        let mut filter = self.state.shown.filter().clone();
        match about {
            About::Owner => filter.owner = value,
            About::Channel => filter.channel = value,
            About::Tag => filter.tag = value,
            About::Text => filter.text = value,
            About::Find | About::Maps => return,
        }
        self.set_filter(filter);
    }

    /// Takes a value that one key chose.
    pub(super) fn choose_filter(&mut self, value: Value) {
        let mut filter = self.state.shown.filter().clone();
        match value {
            Value::OnlyEmotion(emotion) => filter.emotion = emotion,
            Value::OnlyNote(kind) => filter.note = kind,
            _ => return,
        }
        self.set_filter(filter);
    }

    fn set_filter(&mut self, filter: Filter) {
        let conditions = filter.conditions();
        let state = &mut *self.state;
        let map = state.draft.map().clone();
        state.shown.set(filter, &map);
        state.scroll = Default::default();
        // what is not seen is not changed
        let shown = &state.shown;
        state.marked.retain(|spot| {
            map.position(spot).is_some_and(|(column, row)| shown.rows(&map, column).holds(row))
        });
        if !state.shown.is_filtered() {
            return;
        }
        let has_rows = state.view.is_of_actions()
            && insight::actions(&map).any(|it| state.shown.actions()(&it));
        if has_rows {
            return;
        }
        if state.shown.count() == 0 {
            return self.warn(words::none_is_shown(&conditions));
        }
        let (column, row) = (state.focus.column(), state.focus.row());
        let is_hidden = row.is_some_and(|row| !state.rows(column).holds(row));
        if is_hidden && state.rows(column).is_empty() {
            // on to the next stage that shows a card
            let count = map.stages.len();
            let next = (1..count).map(|by| (column + by) % count);
            if let Some(to) = next.into_iter().find(|at| !state.rows(*at).is_empty()) {
                let row = state.rows(to).row(0);
                state.focus.go(&map, to, row);
            }
        }
    }

    /// What was just written or changed here stays in sight.
    pub(super) fn keep_in_sight(&mut self, edits: &[Edit]) {
        for edit in edits {
            if let Address::Action(_, id) = edit.at() {
                self.state.shown.keep(&id);
            }
            match edit.at() {
                Address::Touchpoint(spot)
                | Address::Note(Holder::Touchpoint(spot), _)
                | Address::Action(Holder::Touchpoint(spot), _) => self.state.shown.keep(&spot.id),
                _ => {}
            }
        }
    }
}

/// What the map uses, most used first, and of equals the first by name; owners
/// of actions, where those are what is shown.
fn used(map: &JourneyMap, about: About, of_actions: bool) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut add = |text| *counts.entry(text).or_default() += 1;
    let cards = || map.stages.iter().flat_map(|stage| &stage.touchpoints);
    match about {
        About::Owner if of_actions => {
            insight::actions(map).for_each(|placed| add(&*placed.action.owner));
        }
        About::Owner => cards().for_each(|card: &std::sync::Arc<Touchpoint>| add(&*card.owner)),
        About::Channel => cards().for_each(|card| add(&*card.channel)),
        About::Tag => cards().flat_map(|card| &card.tags).for_each(|tag| add(&**tag)),
        About::Find | About::Text | About::Maps => {}
    }
    counts.remove("");
    let mut used: Vec<(&str, usize)> = counts.into_iter().collect();
    used.sort_by_cached_key(|(text, count)| (Reverse(*count), sort_key(text)));
    used.into_iter().map(|(text, _)| text.to_owned()).collect()
}
