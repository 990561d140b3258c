//! What a message does to the state, and what the edge must do about it.

mod acting;
mod adding;
mod along;
mod appearance;
mod arrange;
mod board;
mod change;
mod checklist;
mod closing;
mod commands_on_pages;
mod copying;
mod drag;
mod elsewhere;
mod filling;
mod filter;
mod find;
mod fix;
mod handover;
mod held;
mod look_back;
mod maps;
mod menu;
mod missing;
mod mouse;
mod outside;
mod page;
mod paging;
mod parking;
mod pasting;
mod report;
mod review;
mod rows;
mod rules;
mod saving;
mod start;
mod steps;
mod targets;
mod unheard;
mod walk;
mod writing;

use std::time::Duration;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::command::{Command, Needs};
use super::field::{Answer, Field};
use super::key::Key;
use super::keymap::Found;
use super::layout;
use super::message::{Effect, Event, Message, Notice, Weight};
use super::state::{Mode, State, ViewKind};
use crate::edit::{Beside, Edit, Join};
use crate::model::{Fresh, Id};
use crate::words;

/// How long an edit may wait for its save while others follow.
const SAVE_AT_LAST: Duration = Duration::from_secs(5);
/// How long a line of the journal may stay in the memory of the system.
const SYNC_AFTER: Duration = Duration::from_millis(300);

/// Brings `message` into `state`. Performs nothing: what is to be done is in
/// the answer, in order.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let mut to = Turn {
        state,
        now: message.now,
        clock: message.clock,
        effects: Vec::new(),
        refused: false,
        sign: None,
    };
    let begun_for = to.state.begun.is_some().then(|| elsewhere::asked_for(&to.state.mode));
    match message.event {
        // typed before the other editor was there, and meant for it
        Event::Key(_) | Event::Paste(_) | Event::Mouse(_) if to.state.outside.is_some() => {}
        event @ (Event::Key(_) | Event::Paste(_) | Event::Mouse(_)) if to.state.is_turning() => {
            to.hold(event);
        }
        Event::Key(key) => to.key(key),
        Event::Paste(text) => {
            to.cancel_drag();
            to.paste(&text);
        }
        Event::Mouse(mouse) => to.mouse(mouse),
        Event::Resize(width, height) => {
            to.cancel_drag();
            to.state.size = (width, height);
            to.effects.push(Effect::Repaint);
        }
        Event::Deadline => to.deadline(),
        Event::Saved(saved) => to.saved(saved),
        Event::Looked(looked) => to.looked(looked),
        Event::Maps { listing, said, made } => to.take_maps(listing, said, made),
        Event::Snapshot { wanted, found } => to.take_snapshot(wanted, found),
        Event::GivenOutside(file) => to.given_outside(file),
        Event::EditedOutside(outside) => to.edited_outside(outside),
        Event::Unjournaled(why) => to.state.journaled(Err(Some(why))),
        Event::Said(notice) => to.state.notice = Some(notice),
        Event::End => {
            // what is being typed is in the journal, and comes back
            to.effects.push(Effect::SyncJournal);
            to.save_now();
            to.effects.push(Effect::Quit);
        }
    }
    to.go_on_walking();
    let today = to.clock.day;
    let Turn { state, effects, .. } = to;
    if begun_for.is_some_and(|begun_for| begun_for != elsewhere::asked_for(&state.mode)) {
        state.begun = None;
    }
    state.pages.iter_mut().for_each(|page| page.today = Some(today));
    // the card of an action may be hidden whose row is not
    if !state.view.is_of_actions() {
        state.shown.settle(&mut state.focus, state.draft.map());
    }
    state.fixing.stand_on(today);
    super::report::follow(state, today);
    layout::scroll(state);
    effects
}

/// One message on its way: the state, the time, and what is to be done.
struct Turn<'a> {
    state: &'a mut State,
    now: Duration,
    clock: Fresh,
    effects: Vec<Effect>,
    /// An edit was refused: what it was for is gone.
    refused: bool,
    /// The key before this one was `+` or `-`.
    sign: Option<i8>,
}

impl Turn<'_> {
    fn key(&mut self, event: KeyEvent) {
        self.sign = self.take_sign();
        let is_followed = self.follow_greeting(event) || self.follow_lead(event);
        self.clear_notice();
        if is_followed {
            return;
        }
        // Esc only gives the drag up; any other key is meant for what it does
        let was_dragged = self.cancel_drag();
        if !(was_dragged && event.code == KeyCode::Esc) {
            self.press_in_breath(event);
        }
    }

    fn clear_notice(&mut self) {
        if self.state.notice.as_ref().is_some_and(|notice| notice.weight != Weight::Danger) {
            self.state.notice = None;
        }
    }

    fn press(&mut self, event: KeyEvent) {
        // Esc and a key typed fast behind it arrive as Alt and the key
        if event.modifiers.contains(KeyModifiers::ALT) && !self.knows(event) {
            self.press(KeyEvent::from(KeyCode::Esc));
            let held = event.modifiers - KeyModifiers::ALT;
            return self.press(KeyEvent::new(event.code, held));
        }
        if self.is_of_the_terminal(event) {
            return;
        }
        match &self.state.mode {
            Mode::Board => self.board_key(event),
            Mode::Writing(_) => self.writing_key(event),
            Mode::Menu(_) => self.menu_key(event),
            Mode::Choice(_) => self.choice_key(event),
            Mode::Asking(_) => self.asking_key(event),
            Mode::Sentences(_) => self.sentences_key(event),
        }
    }

    /// Suspending and repainting work in the midst of a text, too.
    fn is_of_the_terminal(&mut self, event: KeyEvent) -> bool {
        if !event.modifiers.contains(KeyModifiers::CONTROL) {
            return false;
        }
        let effect = match self.state.keymap.find(&[Key::from(event)]) {
            Found::Command(Command::Suspend) => Effect::Suspend,
            Found::Command(Command::Repaint) => Effect::Repaint,
            _ => return false,
        };
        self.effects.push(effect);
        true
    }

    /// Whether a key held with Alt means something of its own here.
    fn knows(&self, event: KeyEvent) -> bool {
        let in_field = |field: &Field| field.clone().key(event) != Answer::Ignored;
        match &self.state.mode {
            Mode::Board => self.state.keymap.find(&[Key::from(event)]) != Found::Nothing,
            Mode::Writing(writing) => {
                let is_enter = event.code == KeyCode::Enter;
                in_field(&writing.field) || (is_enter && writing::breaks_line(writing, event))
            }
            Mode::Menu(menu) => in_field(&menu.field),
            Mode::Choice(_) | Mode::Sentences(_) => false,
            Mode::Asking(asking) => in_field(&asking.field),
        }
    }

    fn board_key(&mut self, event: KeyEvent) {
        if self.unheard_key(event) {
            return;
        }
        let key = Key::from(event);
        let gives_up = event.code == KeyCode::Char('c') && event.modifiers == KeyModifiers::CONTROL;
        if gives_up && self.state.start.is_some() {
            self.state.pending.clear();
            return self.give_up_start();
        }
        if event.code == KeyCode::Esc {
            let had_keys = !self.state.pending.is_empty();
            self.state.pending.clear();
            self.state.last = None;
            if !self.leave_start() && !self.close_one() {
                let had_marks = !self.state.marked.is_empty();
                let showed_find = std::mem::take(&mut self.state.find.is_shown);
                self.state.marked.clear();
                let is_curve = self.state.view == ViewKind::Curve;
                let is_done = had_marks
                    || showed_find
                    || had_keys
                    || is_curve && self.end_look_back()
                    || self.close_view();
                if !is_done && self.state.shown.is_filtered() {
                    self.filter(Command::FilterClear);
                }
            }
            return;
        }
        self.state.pending.push(key);
        match self.state.keymap.find(&self.state.pending) {
            Found::Prefix => {}
            Found::Command(command) => {
                self.state.pending.clear();
                self.run(command);
            }
            Found::Nothing => {
                let typed = std::mem::take(&mut self.state.pending);
                self.state.last = None;
                self.warn(words::no_such_key(&super::key::show_keys(&typed)));
                self.hear_no_text_behind(&typed);
            }
        }
    }

    /// Closes what lies on top; says whether there was anything.
    fn close_one(&mut self) -> bool {
        self.close_maps() || self.close_page()
    }

    /// Goes back to the board from another view; says whether it was one.
    fn close_view(&mut self) -> bool {
        std::mem::take(&mut self.state.view) != ViewKind::Board
    }

    /// Runs a command, however it was called.
    fn run(&mut self, command: Command) {
        self.run_command(command);
        self.hear_no_text(command);
    }

    fn run_command(&mut self, command: Command) {
        let last = self.state.last.replace(command);
        if self.on_start(command)
            || self.on_maps(command)
            || self.on_walk(command)
            || self.on_page(command)
            || self.on_rules(command)
            || self.on_report(command)
        {
            return;
        }
        match command.entry().needs {
            Needs::Stage if self.state.focus.stage().is_none() => {
                return self.warn(words::NO_STAGE_YET);
            }
            Needs::Card if self.state.focus.spot().is_none() && self.state.marked.is_empty() => {
                return self.warn(words::NO_CARD_HERE);
            }
            _ => {}
        }
        match command {
            Command::Palette => self.state.mode = Mode::Menu(Box::new(super::menu::Menu::find())),
            Command::Help => {
                // the list of maps and the questions lie over the pages
                let is_covered = self.state.maps.is_some() || self.state.start.is_some();
                let page = self.state.pages.last().filter(|_| !is_covered);
                let menu = super::menu::Menu::read(page, self.state.look);
                self.state.mode = Mode::Menu(Box::new(menu));
            }
            Command::Open
                if matches!(last, Some(Command::NextMissing | Command::PreviousMissing)) =>
            {
                self.open_found_missing();
            }
            Command::Open => self.open_focus(),
            Command::NextCard => self.next_card(true),
            Command::PreviousCard => self.next_card(false),
            Command::AddMetric | Command::AddVote => self.add_by_name(command),
            Command::Brief => {
                self.state.pages.push(super::form::Page::of(crate::model::Address::Map))
            }
            Command::ParkingLot => self.open_parking(),
            Command::Conflicts => self.show_conflicts(),
            Command::Steps => self.show_steps(),
            Command::Walk => self.ask_walker(),
            Command::AddChecklist => self.ask_checklist(),
            Command::EditOutside => self.edit_outside(),
            _ if self.act(command, None) => {}
            Command::Park => self.park_at(self.state.map().parking.len()),
            Command::MoveToParking => self.park_cards(),
            Command::MakeTouchpoint => self.warn(words::CHOOSE_PARKED),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Save => {
                self.state.saving.asked = true;
                if self.state.is_unsaved() {
                    self.save_now();
                } else {
                    // what others wrote may be news
                    self.effects.push(Effect::Look);
                }
            }
            Command::SaveAnyway => self.save(true),
            Command::Leave
                if self.state.start.is_none() && (self.close_one() || self.close_view()) => {}
            Command::Leave | Command::Quit => self.quit(),
            Command::QuitUnsaved => self.effects.push(Effect::Quit),
            Command::Repaint => self.effects.push(Effect::Repaint),
            Command::Suspend => self.effects.push(Effect::Suspend),
            Command::CopyView => self.copy_view(),
            _ if self.change_appearance(command) => {}
            _ if self.move_focus(command) => {}
            _ if self.look(command) => {}
            _ if self.change(command, last) => {}
            _ if self.arrange(command) => {}
            _ if self.review(command) => {}
            _ => self.start_writing(command),
        }
    }

    /// Makes `edits` one step of the history. Says so and changes nothing
    /// where they are refused.
    fn commit(&mut self, edits: Vec<Edit>, join: Join) -> bool {
        if let Some(why) = &self.state.read_only {
            let why = why.clone();
            self.warn(why);
            return false;
        }
        let before = self.state.map().clone();
        let Beside { edits, conflicts: clashes } = self.beside_others(edits);
        match self.state.draft.commit(edits, join) {
            Ok(edits) => {
                if !edits.is_empty() {
                    self.keep_in_sight(&edits);
                    self.say_in_table(&before, &edits);
                    self.changed(edits);
                }
                if let Some(first) = clashes.first() {
                    self.warn(words::clash(self.state.map(), first, clashes.len() - 1));
                }
                true
            }
            Err(refused) => {
                self.refused = true;
                self.warn(refused.to_string());
                false
            }
        }
    }

    /// The map is another one now; `edits` is what the journal needs to make
    /// it again.
    fn changed(&mut self, edits: Vec<Edit>) {
        self.effects.push(Effect::Journal(edits));
        self.follow_change();
    }

    /// Brings everything that speaks of the map up to it, and sees to it that
    /// it is saved.
    fn follow_change(&mut self) {
        let map = self.state.draft.map().clone();
        self.state.follow_map();
        self.state.shown.follow(&map);
        self.state.focus.follow(&map);
        self.state.marked.retain(|spot| map.touchpoint(spot).is_some());
        self.state.pages.retain(|page| super::form::is_there(&map, page));
        let drag = &self.state.pointer.drag;
        if drag.as_ref().is_some_and(|drag| !drag.what.is_there(&map)) {
            self.cancel_drag();
        }
        let wait = self.autosave();
        let saving = &mut self.state.saving;
        saving.edits += 1;
        let since = *saving.since.get_or_insert(self.now);
        let at_last = since + wait.max(SAVE_AT_LAST);
        saving.due = Some((self.now + wait).min(at_last).max(self.now));
        saving.sync_due.get_or_insert(self.now + SYNC_AFTER);
    }

    fn undo(&mut self) {
        self.step_in_history(true);
    }

    fn redo(&mut self) {
        self.step_in_history(false);
    }

    fn step_in_history(&mut self, back: bool) {
        if let Some(why) = &self.state.read_only {
            let why = why.clone();
            return self.warn(why);
        }
        let done = if back { self.state.draft.undo() } else { self.state.draft.redo() };
        let Some(done) = done else {
            return self.warn(if back { words::NOTHING_TO_UNDO } else { words::NOTHING_TO_REDO });
        };
        let Some(step) = &done.step else { return };
        let line = words::describe(&step.before, &step.edits);
        let place = step.edits.first().map(Edit::at);
        self.keep_in_sight(&done.edits);
        self.changed(done.edits);
        if let Some(place) = place {
            let map = self.state.map().clone();
            self.state.focus.go_to_address(&map, &place);
            self.want_entry(place.clone());
            if back {
                self.go_back_to_where_it_was_written(&place);
            }
        }
        self.say(if back { words::undone(&line) } else { words::redone(&line) });
    }

    fn deadline(&mut self) {
        if self.state.saving.sync_due.is_some_and(|due| due <= self.now) {
            self.state.saving.sync_due = None;
            self.effects.push(Effect::SyncJournal);
        }
        self.drag_deadline();
        self.sign_deadline();
        if self.state.saving.under_way.is_none()
            && self.state.saving.due.is_some_and(|due| due <= self.now)
        {
            self.save_now();
        }
        self.look_again();
    }

    fn paste(&mut self, text: &str) {
        match &self.state.mode {
            Mode::Writing(_) => self.paste_into_field(text),
            Mode::Board if !self.state.pages.is_empty() => self.warn(words::PASTE_INTO_A_FIELD),
            Mode::Board => self.paste_lines(text),
            Mode::Asking(_) => self.paste_into_asking(text),
            Mode::Menu(_) | Mode::Choice(_) | Mode::Sentences(_) => {}
        }
    }

    fn new_id(&mut self, prefix: char) -> Id {
        self.state.draft.new_id(&mut self.state.ids, prefix)
    }

    fn say(&mut self, text: impl Into<String>) {
        self.state.notice = Some(Notice::info(text));
    }

    fn warn(&mut self, text: impl Into<String>) {
        self.state.notice = Some(Notice::warning(text));
    }
}
