//! Keys on an open page: choosing, entering, adding and taking away.

use super::Turn;
use super::commands_on_pages::{acts_on, elsewhere, leaves, owned, takes_notes};
use super::rows::is_figure;
use crate::edit::{Change, Edit, Join, Part, Way, entered, entry_at, is_ahead, is_dated};
use crate::insight::used;
use crate::model::{Address, Day, Entry, Holder, Id, JourneyMap, Nearest, Wait};
use crate::ui::choice::Choice;
use crate::ui::command::{Command, Group};
use crate::ui::form::{Page, Row, Target, copy_of};
use crate::ui::layout;
use crate::ui::state::Mode;
use crate::ui::writing::{Slot, Writing};
use crate::words::{self, Links};

impl Turn<'_> {
    /// Opens the card or stage that has the focus.
    pub(super) fn open_focus(&mut self) {
        let at = match (self.state.focus.spot(), self.state.focus.stage()) {
            (Some(spot), _) => Address::Touchpoint(spot),
            (None, Some(stage)) => Address::Stage(stage.clone()),
            (None, None) => return self.warn(words::NO_STAGE_YET),
        };
        self.state.pages.push(Page::of(at));
    }

    /// Runs a command on the open page; says whether it is done with.
    pub(super) fn on_page(&mut self, command: Command) -> bool {
        let Some(page) = self.state.pages.last().cloned() else { return false };
        let rows = page.rows(self.state.map(), self.state.look);
        let chosen = page.chosen.min(rows.len().saturating_sub(1));
        if self.act(command, rows.get(chosen)) || self.rates_elsewhere(command, rows.get(chosen)) {
            return true;
        }
        if self.set_rating(command, rows.get(chosen)) {
            return true;
        }
        if command == Command::ChangeOwner
            && let Some(at) = owned(&page, rows.get(chosen))
        {
            self.change_thing(at, "owner", Entry::Text);
            return true;
        }
        match command {
            Command::ViewPrevious | Command::Up => self.choose_row(chosen.saturating_sub(1)),
            // between the fields, as in any form
            Command::ViewNext | Command::Down => {
                self.choose_row((chosen + 1).min(rows.len().saturating_sub(1)))
            }
            Command::FirstCard | Command::FirstStage => self.choose_row(0),
            Command::LastCard | Command::LastStage => self.choose_row(rows.len().saturating_sub(1)),
            Command::Left | Command::Right => self.go_beside(command == Command::Right, chosen),
            Command::PageUp | Command::PageDown => {
                layout::page::turn(self.state, command == Command::PageDown);
            }
            Command::NextCard | Command::PreviousCard => {
                self.next_card(command == Command::NextCard);
            }
            // what is looked at or for lies below
            _ if leaves(command) => return self.leave_pages(command),
            Command::AddMetric | Command::AddVote => self.add_by_name(command),
            Command::Open | Command::Edit => {
                if let Some(row) = rows.get(chosen) {
                    self.open_row(&row.target.clone());
                }
            }
            Command::EditOutside => self.edit_row_outside(rows.get(chosen)),
            Command::MakeTouchpoint => self.make_touchpoint(rows.get(chosen)),
            Command::AddBelow | Command::AddAbove => self.add_row(rows.get(chosen)),
            Command::Delete => self.delete_row(rows.get(chosen)),
            Command::MoveUp => self.move_row(rows.get(chosen), -1),
            Command::MoveDown => self.move_row(rows.get(chosen), 1),
            Command::Paste if self.state.cut_note.is_some() && takes_notes(&page) => {
                self.paste_note();
            }
            Command::Park => self.park_at(self.state.map().parking.len()),
            Command::Brief => self.state.pages.push(Page::of(Address::Map)),
            Command::ParkingLot => self.open_parking(),
            Command::Conflicts => self.show_conflicts(),
            Command::Steps => self.show_steps(),
            Command::Mark if self.tick(rows.get(chosen)) => {}
            _ => {
                let is_of_map = matches!(
                    command,
                    Command::Walk | Command::Review | Command::Due | Command::SinceReview
                );
                if command.entry().group == Group::General || is_of_map || acts_on(&page, command) {
                    return false;
                }
                let why = elsewhere(&page, command);
                self.warn(why);
            }
        }
        true
    }

    /// Sets the chosen field to what a digit says, where it is a rating from 1
    /// to 5; says whether it is one.
    fn set_rating(&mut self, command: Command, row: Option<&Row>) -> bool {
        let Some(Target::Field { way, entry: Entry::Scale }) = row.map(|row| &row.target) else {
            return false;
        };
        let typed = match command {
            Command::Emotion1 => "1",
            Command::Emotion2 => "2",
            Command::Emotion3 => "3",
            Command::Emotion4 => "4",
            Command::Emotion5 => "5",
            Command::EmotionZero | Command::EmotionNone => "",
            _ => return false,
        };
        let Some(at) = self.state.pages.last().map(|page| page.at.clone()) else { return false };
        self.enter(&at, way, typed);
        true
    }

    pub(super) fn choose_row(&mut self, row: usize) {
        if let Some(page) = self.state.pages.last_mut() {
            page.chosen = row;
        }
    }

    /// To the first row of the next group, or of the one before.
    pub(super) fn next_group(&mut self, forward: bool, chosen: usize) {
        let Some(page) = self.state.pages.last() else { return };
        let groups = page.groups(self.state.map(), self.state.look);
        let mut starts = Vec::new();
        let mut at = 0;
        for group in &groups {
            starts.push(at);
            at += group.rows.len();
        }
        let to = if forward {
            starts.iter().find(|start| **start > chosen).copied()
        } else {
            starts.iter().rev().find(|start| **start < chosen).copied()
        };
        if let Some(to) = to {
            self.choose_row(to);
        }
    }

    pub(super) fn open_row(&mut self, target: &Target) {
        let Some(page) = self.state.pages.last_mut() else { return };
        page.filling = false;
        let at = page.at.clone();
        match target {
            Target::Folded => self.unfold(),
            Target::Park => self.park_at(self.state.map().parking.len()),
            Target::Conflict(conflict) => self.open_conflict(conflict),
            Target::Step(task) => self.go_to_step(*task),
            Target::AddNote(holder) => self.ask_kind(holder),
            Target::AddAction(holder) => {
                self.write_on(Slot::NewAction { on: vec![holder.clone()], answers: None })
            }
            Target::Thing(address) => self.state.pages.push(Page::of(address.clone())),
            Target::Item { list, index } => {
                let inside = page.inside([list.clone(), vec![Part::Row(*index)]].concat());
                self.state.pages.push(inside);
            }
            Target::Add { list, count } => self.add_to(at, list.clone(), *count),
            Target::Field { way, entry } => self.open_field(at, way.clone(), *entry),
        }
    }

    pub(super) fn open_field(&mut self, at: Address, way: Way, entry: Entry) {
        if let Some(why) = &self.state.read_only {
            let why = why.clone();
            return self.warn(why);
        }
        let now = copy_of(self.state.map(), &at).and_then(|mut copy| entry_at(&mut *copy, &way));
        let Some((_, typed, ..)) = now else { return self.warn(words::GONE) };
        let felt =
            matches!(way.last(), Some(Part::Field(name)) if name == "emotion" || name == "target");
        match entry {
            Entry::Flag => {
                let other = if typed.is_empty() { "yes" } else { "" };
                self.enter(&at, &way, other);
            }
            Entry::Word(words) => self.state.mode = Mode::Choice(Choice::Word { at, way, words }),
            Entry::Whole if felt => self.state.mode = Mode::Choice(Choice::Felt { at, way }),
            _ => {
                let links = Links::of(self.state.map(), &at, &way);
                let typed = match (entry, &links) {
                    (_, Some(links)) => links.said(),
                    (Entry::Words(_), _) => words::spoken_words(&typed),
                    _ => typed,
                };
                let mut writing = Writing::new(Slot::Field { at, way: way.clone() }, &typed);
                writing.used = match entry {
                    Entry::Words(words) => {
                        words.iter().map(|word| words::spoken_word(word)).collect()
                    }
                    Entry::Text | Entry::List | Entry::Wait => used_like(self.state.map(), &way),
                    _ => Vec::new(),
                };
                writing.is_list = matches!(entry, Entry::Words(_) | Entry::List);
                if let Some(links) = links {
                    writing.used = links.offers();
                    writing.is_links = true;
                }
                if is_figure(entry) {
                    // typing puts another value there, the arrows mend the one that is
                    writing.field.select_all();
                }
                self.state.mode = Mode::Writing(Box::new(writing));
            }
        }
    }

    /// Puts in what was typed or chosen; says why not, where it is not taken.
    pub(super) fn enter(&mut self, at: &Address, way: &[Part], typed: &str) {
        self.change_at(at, way, &Change::Enter(typed.into()));
    }

    pub(super) fn change_at(&mut self, at: &Address, way: &[Part], change: &Change) -> bool {
        match entered(&self.begun(), at, way, change) {
            Ok(edits) => self.commit(edits, Join::New),
            Err(why) => {
                let why = self.not_entered(at, way, &why);
                self.warn(why);
                false
            }
        }
    }

    fn add_row(&mut self, row: Option<&Row>) {
        let Some(page) = self.state.pages.last() else { return };
        let at = page.at.clone();
        match row.map(|row| &row.target) {
            Some(Target::Add { list, count }) => self.add_to(at, list.clone(), *count),
            Some(Target::Item { list, index }) => self.add_to(at, list.clone(), index + 1),
            Some(Target::Thing(Address::Note(holder, id))) => {
                let kind = self
                    .state
                    .map()
                    .notes(holder)
                    .and_then(|notes| notes.iter().find(|note| note.id == *id));
                if let Some(kind) = kind.map(|note| note.kind) {
                    let slot = Slot::NewNote { on: vec![holder.clone()], kind };
                    self.state.mode = Mode::Writing(Box::new(Writing::new(slot, "")));
                }
            }
            Some(Target::AddNote(holder)) => self.ask_kind(holder),
            Some(Target::AddAction(holder)) => {
                self.write_on(Slot::NewAction { on: vec![holder.clone()], answers: None });
            }
            Some(Target::Park) => self.park_at(self.state.map().parking.len()),
            Some(Target::Thing(Address::Parked(id))) => {
                let index = self.state.map().parking.iter().position(|it| it.id == *id);
                self.park_at(index.map_or(0, |index| index + 1));
            }
            Some(Target::Thing(Address::Action(holder, _))) => {
                let slot = Slot::NewAction { on: vec![holder.clone()], answers: None };
                self.state.mode = Mode::Writing(Box::new(Writing::new(slot, "")));
            }
            _ => self.warn(words::NO_LIST_HERE),
        }
    }

    fn delete_row(&mut self, row: Option<&Row>) {
        let Some(page) = self.state.pages.last() else { return };
        let at = page.at.clone();
        let said = row.and_then(|row| self.taken_away(&at, row));
        match row.map(|row| row.target.clone()) {
            Some(Target::Field { way, .. }) => {
                let is_taken = self.change_at(&at, &way, &Change::Enter(String::new()));
                self.say_taken(is_taken, said);
            }
            Some(Target::Item { list, index }) => {
                let is_taken = self.change_at(&at, &list, &Change::RemoveRow(index));
                self.say_taken(is_taken, said);
            }
            Some(Target::Thing(Address::Note(holder, id))) => {
                self.take_note(holder, id);
            }
            Some(Target::Thing(Address::Action(holder, id))) => {
                let is_taken = self.commit(vec![Edit::RemoveAction(holder, id)], Join::New);
                self.say_taken(is_taken, said);
            }
            Some(Target::Thing(Address::Parked(id))) => {
                let is_taken = self.commit(vec![Edit::RemoveParked(id)], Join::New);
                self.say_taken(is_taken, said);
            }
            _ => {}
        }
    }

    /// Takes a note away, so that it can be pasted on another card.
    pub(super) fn take_note(&mut self, holder: Holder, id: Id) {
        let notes = self.state.map().notes(&holder).unwrap_or_default();
        let note = notes.iter().find(|note| note.id == id).cloned();
        if self.commit(vec![Edit::RemoveNote(holder, id)], Join::New)
            && let Some(note) = note
        {
            self.say(words::note_taken(&note.text));
            self.state.cut_note = Some(Box::new(note));
        }
    }

    fn move_row(&mut self, row: Option<&Row>, by: isize) {
        let Some(page) = self.state.pages.last() else { return };
        let (at, chosen) = (page.at.clone(), page.chosen);
        let to = |index: usize, count: usize| index.checked_add_signed(by).filter(|to| *to < count);
        let moved = match row.map(|row| row.target.clone()) {
            Some(Target::Item { list, index }) => index
                .checked_add_signed(by)
                .is_some_and(|to| self.change_at(&at, &list, &Change::MoveRow { from: index, to })),
            Some(Target::Thing(Address::Note(holder, id))) => {
                let notes = self.state.map().notes(&holder).unwrap_or_default();
                let index = notes.iter().position(|note| note.id == id);
                let to = index.and_then(|index| to(index, notes.len()));
                to.is_some_and(|index| self.commit(vec![move_note(&holder, id, index)], Join::New))
            }
            Some(Target::Thing(Address::Action(holder, id))) => {
                let actions = self.state.map().actions(&holder).unwrap_or_default();
                let index = actions.iter().position(|action| action.id == id);
                let to = index.and_then(|index| to(index, actions.len()));
                to.is_some_and(|index| {
                    let edit =
                        Edit::MoveAction { from: holder.clone(), id, to: holder.clone(), index };
                    self.commit(vec![edit], Join::New)
                })
            }
            Some(Target::Thing(Address::Parked(id))) => {
                let parking = &self.state.map().parking;
                let index = parking.iter().position(|parked| parked.id == id);
                let to = index.and_then(|index| to(index, parking.len()));
                to.is_some_and(|index| self.commit(vec![Edit::MoveParked { id, index }], Join::New))
            }
            _ => {
                self.warn(words::NO_LIST_HERE);
                false
            }
        };
        if moved {
            self.choose_row(chosen.saturating_add_signed(by));
        }
    }

    /// A day as the file has it, of what was typed.
    fn day_meant(&self, way: &[Part], typed: &str) -> Result<String, String> {
        if typed.trim().is_empty() {
            return Ok(String::new());
        }
        Day::said(typed, self.clock.day, nearest_of(way))
            .map(|day| day.to_string())
            .ok_or_else(|| words::no_such_day(typed))
    }

    /// Keeps what was typed into a field of a page; says whether it was taken.
    pub(super) fn keep_field(&mut self, at: &Address, way: &[Part], writing: &Writing) -> bool {
        let text = writing.field.text().to_owned();
        if text == writing.original {
            self.state.mode = Mode::Board;
            return true;
        }
        let begun = self.begun();
        if let Some(links) = Links::of(&begun, at, way) {
            return self.take(links.edit(&text).map(|edit| vec![edit]));
        }
        let entry = copy_of(&begun, at)
            .and_then(|mut copy| entry_at(&mut *copy, way))
            .map(|(entry, ..)| entry);
        let meant = match entry {
            Some(Entry::Day) => self.day_meant(way, &text),
            Some(Entry::Wait) => Ok(Wait::said(&text).map_or(text, |wait| wait.to_string())),
            _ => Ok(text),
        };
        let taken = meant.and_then(|text| {
            if is_ahead(way, &text, self.clock) {
                return Err(words::STILL_TO_COME.to_owned());
            }
            entered(&begun, at, way, &Change::Enter(text))
                .map_err(|why| self.not_entered(at, way, &why))
        });
        let is_taken = self.take(taken);
        if is_taken {
            self.say_doubt(at, way);
        }
        is_taken
    }

    /// Makes the edits of a field that is typed, and closes it; says why not,
    /// where what was typed is not taken.
    fn take(&mut self, taken: Result<Vec<Edit>, String>) -> bool {
        match taken {
            Ok(edits) => {
                self.state.mode = Mode::Board;
                self.commit(edits, Join::New);
                true
            }
            Err(_) if self.lost_its_place() => true,
            // the text stays: nothing but Ctrl-C lets go of it
            Err(why) => {
                if let Mode::Writing(open) = &mut self.state.mode {
                    open.problem = Some(words::not_taken(&why));
                }
                false
            }
        }
    }
}

/// Which day is meant where only a part of it is said: what is due is to
/// come, what was measured has been, all else has happened or is near.
fn nearest_of(way: &[Part]) -> Nearest {
    match way {
        [.., Part::Field(name)] if name == "due" => Nearest::Ahead,
        [list @ .., Part::Row(_), Part::Field(_)] if is_dated(list) => Nearest::Behind,
        _ => Nearest::Around,
    }
}

/// What the map uses already in fields like the one at the end of `way`.
fn used_like(map: &JourneyMap, way: &[Part]) -> Vec<String> {
    let mut names = way.iter().rev().filter_map(|part| match part {
        Part::Field(name) => Some(name.as_str()),
        Part::Row(_) => None,
    });
    let field = names.next().unwrap_or_default();
    let parent = names.next().unwrap_or_default();
    let found = used(map, parent, field);
    if (parent, field) == ("log", "reason") { words::review_reasons(found) } else { found }
}

fn move_note(holder: &Holder, id: Id, index: usize) -> Edit {
    Edit::MoveNote { from: holder.clone(), id, to: holder.clone(), index }
}
