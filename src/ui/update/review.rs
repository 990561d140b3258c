//! Looking at the map again: a review is recorded, cards are still true, what
//! is due and what changed since.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Turn;
use crate::edit::{Join, Part, reviewed, still_true};
use crate::insight::next_review;
use crate::model::{Address, Holder, JourneyMap, Spot};
use crate::ui::command::Command;
use crate::ui::message::{Effect, Notice, Wanted};
use crate::ui::sentences::{Sentences, Target, Then, greeting};
use crate::ui::state::Mode;
use crate::words;

impl Turn<'_> {
    /// Runs a command of reviews; says whether it was one.
    pub(super) fn review(&mut self, command: Command) -> bool {
        match command {
            Command::StillTrue => self.still_true(),
            Command::Due => self.effects.push(Effect::ReadSnapshot(Wanted::Due)),
            Command::SinceReview => self.effects.push(Effect::ReadSnapshot(Wanted::Changes)),
            _ => return false,
        }
        true
    }

    /// Records a review with that reason. What is to be kept of the map then.
    pub(super) fn record_review(&mut self, reason: &str) -> Option<Effect> {
        let today = self.clock.day;
        let owner = self.state.map().owner.clone();
        let edits = reviewed(self.state.map(), today, &owner, reason);
        if !self.commit(edits, Join::New) {
            return None;
        }
        let map = self.state.map().clone();
        let open = self.state.keymap.call_of(Command::Open);
        let said = words::reviewed(&owner, next_review(&map.review, today), &open);
        let field = |name: &str| Part::Field(name.into());
        let row = Part::Row(map.review.log.len().saturating_sub(1));
        self.say_with_lead(
            said,
            Address::Map,
            vec![field("review"), field("log"), row, field("by")],
        );
        Some(Effect::KeepSnapshot { map, on: today })
    }

    fn still_true(&mut self) {
        let map = self.state.map().clone();
        let spots: Vec<Spot> = match self.holders().as_slice() {
            [Holder::Stage(id)] => self.shown_in(&map, id),
            several => several
                .iter()
                .filter_map(|holder| match holder {
                    Holder::Touchpoint(spot) => Some(spot.clone()),
                    Holder::Stage(_) => None,
                })
                .collect(),
        };
        if spots.is_empty() {
            return self.warn(words::NO_CARD_TO_CHECK);
        }
        let titles: Vec<String> =
            spots.iter().filter_map(|spot| Some(map.touchpoint(spot)?.title.to_string())).collect();
        if self.commit(still_true(&map, &spots, self.clock.day), Join::New) {
            self.say(words::still_true(&titles));
        }
    }

    /// The cards of a stage that a filter does not hide.
    fn shown_in(&self, map: &JourneyMap, id: &crate::model::Id) -> Vec<Spot> {
        let Some(column) = map.stage_index(id) else { return Vec::new() };
        let rows = self.state.rows(column);
        let cards = map.stages[column].touchpoints.iter().enumerate();
        cards.filter(|(row, _)| rows.holds(*row)).map(|(_, card)| Spot::new(id, &card.id)).collect()
    }

    /// Takes what the edge found for [`Effect::ReadSnapshot`], or at the start.
    pub(super) fn take_snapshot(&mut self, wanted: Wanted, found: Result<Option<Then>, String>) {
        if self.state.mode != Mode::Board || self.state.start.is_some() {
            // something else is asked or typed by now
            return;
        }
        let today = self.clock.day;
        let map = self.state.map().clone();
        match (wanted, found) {
            (Wanted::Greeting, found) => {
                let is_covered = self.state.maps.is_some() || !self.state.pages.is_empty();
                if self.state.notice.is_some() || is_covered {
                    return;
                }
                // what is late is said, whatever became of the snapshot
                let then = found.ok().flatten();
                if let Some(greeting) = greeting(then.as_ref(), &map, today) {
                    self.state.notice = Some(Notice::info(greeting.text.clone()));
                    self.state.greeting = Some(Box::new(greeting));
                    self.effects.push(Effect::Greeted(today));
                }
            }
            (_, Err(why)) => self.warn(why),
            (Wanted::Due, Ok(then)) => match Sentences::due(then.as_ref(), &map, today) {
                Some(list) => self.show(list),
                None => self.say(words::NOTHING_DUE),
            },
            (Wanted::Felt { .. }, Ok(found)) => self.take_felt(found),
            (Wanted::Changes, Ok(None)) => self.say(words::NO_SNAPSHOT_YET),
            (Wanted::Changes, Ok(Some(then))) => match Sentences::changes(&then, &map) {
                Some(list) => self.show(list),
                None => self.say(words::unchanged_since(then.on)),
            },
        }
    }

    /// Opens the list behind the greeting, where that is the line on the
    /// screen and this is Enter; says whether it did.
    pub(super) fn follow_greeting(&mut self, event: KeyEvent) -> bool {
        let Some(greeting) = self.state.greeting.take() else { return false };
        let is_shown = self.state.notice.as_ref().is_some_and(|it| it.text == greeting.text);
        let is_covered = self.state.maps.is_some() || !self.state.pages.is_empty();
        let is_enter = event.code == KeyCode::Enter && event.modifiers.is_empty();
        if !is_shown || !is_enter || is_covered || self.state.mode != Mode::Board {
            return false;
        }
        self.show(greeting.list);
        true
    }

    /// Opens a list, on the line about what has the focus.
    fn show(&mut self, mut list: Sentences) {
        if let Some(spot) = self.state.focus.spot() {
            list.choose_place(|at| card_of(at).is_some_and(|card| card.id == spot.id));
        }
        self.state.mode = Mode::Sentences(Box::new(list));
    }

    pub(super) fn sentences_key(&mut self, event: KeyEvent) {
        let page = isize::try_from(self.state.size.1 / 2).unwrap_or(1);
        let Mode::Sentences(list) = &mut self.state.mode else { return };
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        match event.code {
            KeyCode::Esc | KeyCode::Char('q') => self.state.mode = Mode::Board,
            KeyCode::Char('c') if control => self.state.mode = Mode::Board,
            KeyCode::Enter => self.follow_line(),
            KeyCode::Up | KeyCode::BackTab | KeyCode::Char('k') => list.step(-1),
            KeyCode::Down | KeyCode::Tab | KeyCode::Char('j') => list.step(1),
            KeyCode::PageUp => list.step(-page),
            KeyCode::PageDown => list.step(page),
            KeyCode::Home | KeyCode::Char('g') => list.step(isize::MIN),
            KeyCode::End | KeyCode::Char('G') => list.step(isize::MAX),
            _ => {}
        }
    }

    /// Goes to what the chosen line is about.
    pub(super) fn follow_line(&mut self) {
        let Mode::Sentences(list) = &self.state.mode else { return };
        let target = list.target().cloned();
        match target {
            None => {}
            Some(Target::Review) => {
                self.state.mode = Mode::Board;
                self.run(Command::Review);
            }
            Some(Target::Place(at)) => {
                self.state.mode = Mode::Board;
                self.state.pages.clear();
                let map = self.state.map().clone();
                if matches!(at, Address::Map | Address::Parked(_)) {
                    return self.run(Command::Brief);
                }
                if let Some(spot) = card_of(&at) {
                    // a filter does not keep it from being seen
                    self.state.shown.reveal(&spot.id, &map);
                }
                if !self.state.focus.go_to_address(&map, &at) {
                    self.warn(words::GONE);
                }
            }
        }
    }
}

/// The card that a thing is, or belongs to.
fn card_of(at: &Address) -> Option<&Spot> {
    match at {
        Address::Touchpoint(spot)
        | Address::Note(Holder::Touchpoint(spot), _)
        | Address::Action(Holder::Touchpoint(spot), _) => Some(spot),
        _ => None,
    }
}
