//! Keys while the journey is walked as the customer.

use ratatui::crossterm::event::KeyEvent;

use super::Turn;
use crate::edit::{Edit, Join};
use crate::insight::{Route, ToSettle, used};
use crate::model::{
    ActionField, ActionState, ActionStep, Day, Emotion, Holder, NoteField, NoteState, NoteStep,
    Spot, TouchpointField, Walk,
};
use crate::ui::choice::Choice;
use crate::ui::command::{Command, Group};
use crate::ui::key::Key;
use crate::ui::keymap::Found;
use crate::ui::state::Mode;
use crate::ui::walk::{Answer, Ask, Walking};
use crate::ui::writing::{Slot, Writing};
use crate::words;

impl Turn<'_> {
    /// Asks who walks; the walk begins with the answer.
    pub(super) fn ask_walker(&mut self) {
        if self.route().is_none() {
            return self.warn(words::NOTHING_TO_WALK);
        }
        self.write_on(Slot::Walker);
        let map = self.state.map().clone();
        let walks = map.stages.iter().flat_map(|stage| &stage.touchpoints).flat_map(|it| &it.walks);
        let last = walks.max_by_key(|walk| walk.on).map(|walk| walk.by.to_string());
        if let Mode::Writing(writing) = &mut self.state.mode {
            let slot = Slot::Walker;
            **writing = Writing::new(slot, last.as_deref().unwrap_or_default());
            writing.field.select_all();
            writing.used = used(&map, "", "by");
        }
    }

    /// Who walks was answered.
    pub(super) fn keep_walker(&mut self, by: &str, begins: bool) -> bool {
        self.state.mode = Mode::Board;
        let Some(route) = self.route().filter(|_| begins) else { return true };
        self.say(words::setting_out(&route));
        let walking = Walking::along(route, self.clock.day, by);
        self.state.walk = Some(Box::new(walking));
        self.follow_walk();
        true
    }

    fn route(&self) -> Option<Route> {
        let focus = &self.state.focus;
        Route::of(self.state.map(), focus.column(), focus.row())
    }

    /// Whether the walk keeps a command to itself: those of the board, which
    /// is not seen, do nothing.
    pub(super) fn on_walk(&mut self, command: Command) -> bool {
        let keeps = self.state.walk.is_some() && command.entry().group != Group::General;
        if keeps {
            self.warn(words::END_THE_WALK_FIRST);
        }
        keeps
    }

    /// Asks what is to be asked, wherever nothing else has the keys.
    pub(super) fn go_on_walking(&mut self) {
        let map = self.state.draft.map().clone();
        let Some(walking) = &mut self.state.walk else { return };
        if !walking.follow(&map) {
            return self.end_walk();
        }
        let is_covered = self.state.maps.is_some() || self.state.start.is_some();
        if self.state.mode != Mode::Board || is_covered {
            return;
        }
        if walking.asks == Ask::Line {
            // the line was let go of; what was answered before it stands
            self.settle_or_go_on();
        }
        if let Some(walking) = &self.state.walk {
            self.state.mode = Mode::Choice(Choice::Walk(walking.asks));
        }
    }

    /// A key while a question of the walk is open: an answer, or what it does
    /// everywhere.
    pub(super) fn walk_key(&mut self, ask: Ask, event: KeyEvent) {
        let key = ask.meant(Key::from(event));
        let answers = ask.answers(self.state.look);
        if let Some((_, _, answer)) = answers.into_iter().find(|(of, ..)| *of == key) {
            self.state.mode = Mode::Board;
            return self.answer_walk(answer);
        }
        match self.state.keymap.find(&[key]) {
            Found::Command(command) if command.entry().group == Group::General => {
                self.state.mode = Mode::Board;
                self.run(command);
                let is_of_history = matches!(command, Command::Undo | Command::Redo);
                if let Some(walking) = self.state.walk.as_mut().filter(|_| is_of_history) {
                    // what was answered may not be there any more
                    walking.asks = Ask::Passed;
                }
            }
            _ => self.warn(words::CHOOSE_ONE),
        }
    }

    fn answer_walk(&mut self, answer: Answer) {
        let Some(walking) = &mut self.state.walk else { return };
        match answer {
            Answer::Passed(passed) => {
                walking.asks = Ask::Felt;
                self.record(Join::New, |walk| walk.passed = passed);
            }
            Answer::Felt(emotion) => self.record_felt(emotion),
            Answer::Settle(yes) => {
                if yes {
                    self.settle_here();
                }
                self.next_of_walk();
            }
            Answer::Skip => self.next_of_walk(),
            Answer::Back if walking.asks == Ask::Felt => walking.asks = Ask::Passed,
            Answer::Back if walking.at == 0 => self.warn(words::FIRST_OF_THE_WALK),
            Answer::Back => {
                walking.at -= 1;
                walking.asks = Ask::Passed;
                self.follow_walk();
            }
            Answer::End => self.end_walk(),
        }
    }

    fn record_felt(&mut self, emotion: Option<Emotion>) {
        self.record(Join::Previous, |walk| walk.emotion = emotion);
        let Some(walking) = &mut self.state.walk else { return };
        walking.asks = Ask::Line;
        let Some(spot) = walking.spot().cloned() else { return };
        let nth = walking.made.get(&spot).copied().unwrap_or_default();
        let (on, by) = (walking.on, walking.by.clone());
        let map = self.state.draft.map();
        let text = walking.record(map, &spot).map(|walk| walk.text.to_string());
        let slot = Slot::Walked { at: spot, on, by, nth };
        let writing = Writing::new(slot, &text.unwrap_or_default());
        self.state.mode = Mode::Writing(Box::new(writing));
    }

    /// Changes the record of this walk for the touchpoint that it is at; makes
    /// it where there is none yet.
    fn record(&mut self, join: Join, change: impl FnOnce(&mut Walk)) {
        let map = self.state.map().clone();
        let Some(walking) = &mut self.state.walk else { return };
        let Some(spot) = walking.spot().cloned() else { return };
        let Some(touchpoint) = map.touchpoint(&spot) else { return };
        let mut walks = touchpoint.walks.clone();
        match walking.record_at(&map, &spot) {
            Some(at) => change(&mut walks[at]),
            None => {
                let (on, by) = (walking.on, walking.by.clone());
                let nth = walks.iter().filter(|walk| walk.on == on && *walk.by == by).count();
                walking.made.insert(spot.clone(), nth);
                let by = by.as_str().into();
                let text = "".into();
                walks.push(Walk { on, by, passed: false, emotion: None, text, comments: None });
                if let Some(walk) = walks.last_mut() {
                    change(walk);
                }
            }
        }
        self.commit(vec![Edit::Touchpoint(spot, TouchpointField::Walks(walks))], join);
    }

    /// Keeps the line about what happened.
    pub(super) fn keep_walked(&mut self, slot: &Slot, text: &str, goes_on: bool) -> bool {
        let Slot::Walked { at, on, by, nth } = slot else { return true };
        self.state.mode = Mode::Board;
        self.put_line(at, *on, by, *nth, text);
        let is_here = self.state.walk.as_ref().is_some_and(|walking| walking.spot() == Some(at));
        if goes_on && is_here {
            self.settle_or_go_on();
        } else if !goes_on {
            self.end_walk();
        }
        true
    }

    fn put_line(&mut self, spot: &Spot, on: Day, by: &str, nth: usize, text: &str) {
        let map = self.state.map().clone();
        let found = map
            .touchpoint(spot)
            .and_then(|it| Some((it, crate::insight::walk_of(it, on, by, nth)?)));
        let Some((touchpoint, at)) = found else {
            // another window took the record away: the line must not go with it
            self.refused = true;
            return;
        };
        let mut walks = touchpoint.walks.clone();
        if *walks[at].text != *text {
            walks[at].text = text.into();
            let edit = Edit::Touchpoint(spot.clone(), TouchpointField::Walks(walks));
            self.commit(vec![edit], Join::Previous);
        }
    }

    /// Offers to mark what was mended, where there is something; else goes on.
    fn settle_or_go_on(&mut self) {
        let map = self.state.map().clone();
        let Some(walking) = &mut self.state.walk else { return };
        let here = walking.spot().and_then(|spot| {
            let passed = walking.record(&map, spot)?.passed;
            Some((passed, ToSettle::of(map.touchpoint(spot)?, passed)))
        });
        match here {
            Some((passed, things)) if !things.is_empty() => {
                let things = things.notes.len() + things.actions.len();
                walking.asks = Ask::Settle { passed, things };
            }
            _ => self.next_of_walk(),
        }
    }

    /// Marks what was mended as verified, or opens it again.
    fn settle_here(&mut self) {
        let map = self.state.map().clone();
        let Some(walking) = &self.state.walk else { return };
        let Some((spot, passed)) = walking
            .spot()
            .and_then(|spot| Some((spot.clone(), walking.record(&map, spot)?.passed)))
        else {
            return;
        };
        let Some(touchpoint) = map.touchpoint(&spot) else { return };
        let things = ToSettle::of(touchpoint, passed);
        let (on, holder) = (self.clock.day, Holder::Touchpoint(spot.clone()));
        let (of_note, of_action) = if passed {
            (NoteState::Verified, ActionState::Verified)
        } else {
            (NoteState::Reopened, ActionState::Reopened)
        };
        let notes = touchpoint.notes.iter().filter(|note| things.notes.contains(&note.id));
        let notes = notes.map(|note| {
            let mut states = note.states.clone();
            states.push(NoteStep { on, state: of_note, comments: None });
            Edit::Note(holder.clone(), note.id.clone(), NoteField::States(states))
        });
        let actions = touchpoint.actions.iter().filter(|it| things.actions.contains(&it.id));
        let actions = actions.map(|action| {
            let mut states = action.states.clone();
            states.push(ActionStep { on, state: of_action, comments: None });
            Edit::Action(holder.clone(), action.id.clone(), ActionField::States(states))
        });
        let edits: Vec<Edit> = notes.chain(actions).collect();
        let count = edits.len();
        if self.commit(edits, Join::New) {
            self.say(words::settled_by_walk(passed, count, &touchpoint.title));
        }
    }

    fn next_of_walk(&mut self) {
        let Some(walking) = &mut self.state.walk else { return };
        if walking.at + 1 == walking.route.len() {
            return self.end_walk();
        }
        walking.at += 1;
        walking.asks = Ask::Passed;
        self.follow_walk();
    }

    /// The focus goes with the walk, so that the board is where it ended.
    fn follow_walk(&mut self) {
        let map = self.state.map().clone();
        if let Some(spot) = self.state.walk.as_ref().and_then(|walking| walking.spot()) {
            self.state.focus.go_to(&map, spot);
        }
    }

    fn end_walk(&mut self) {
        let Some(walking) = self.state.walk.take() else { return };
        if matches!(self.state.mode, Mode::Choice(Choice::Walk(_))) {
            self.state.mode = Mode::Board;
        }
        let walked = walking.walked(self.state.map());
        self.say(words::walked(&walked, walking.route.len()));
    }
}
