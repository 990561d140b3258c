//! The parking lot, and what a merge could not decide: what the brief holds
//! besides fields.

use std::sync::Arc;

use super::Turn;
use crate::edit::{Edit, Join, Settle, settled};
use crate::model::{Address, Conflict, Holder, Parked, Spot, Touchpoint};
use crate::text::fold;
use crate::ui::choice::Choice;
use crate::ui::command::Command;
use crate::ui::form::{Page, Row, Target};
use crate::ui::layout::prompt::is_gone;
use crate::ui::state::Mode;
use crate::ui::writing::Slot;
use crate::words;

impl Turn<'_> {
    /// Asks for a new entry of the parking lot.
    pub(super) fn park_at(&mut self, index: usize) {
        self.write_on(Slot::NewParked { index });
    }

    /// Shows the parking lot: the brief, at its first entry.
    pub(super) fn open_parking(&mut self) {
        self.open_parked("");
        if self.state.pages.last().is_none_or(|page| page.at != Address::Map) {
            let today = Some(self.clock.day);
            let mut page = Page { today, ..Page::of(Address::Map) };
            let rows = page.rows(self.state.map(), self.state.look);
            page.chosen =
                rows.iter().position(|row| row.target == Target::Park).unwrap_or(page.chosen);
            self.state.pages.push(page);
        }
    }

    /// Shows the first entry in which that stands, on the brief; says whether
    /// there is one. What is looked for is folded.
    pub(super) fn open_parked(&mut self, needle: &str) -> bool {
        let map = self.state.map().clone();
        let found = map.parking.iter().find(|it| fold(&it.text).contains(needle));
        let Some(found) = found else { return false };
        let today = Some(self.clock.day);
        let mut page = Page { today, ..Page::of(Address::Map) };
        let wanted = Target::Thing(Address::Parked(found.id.clone()));
        let rows = page.rows(&map, self.state.look);
        page.chosen = rows.iter().position(|row| row.target == wanted).unwrap_or(0);
        self.state.pages.push(page);
        true
    }

    /// Asks which kind of note is to be added.
    pub(super) fn ask_kind(&mut self, on: &Holder) {
        self.state.mode = Mode::Choice(Choice::NewNote(on.clone()));
    }

    /// Opens a field, where the map can be changed.
    pub(super) fn write_on(&mut self, slot: Slot) {
        match &self.state.read_only {
            Some(why) => self.warn(why.clone()),
            None => self.open(slot),
        }
    }

    /// Keeps an entry; says whether typing ended.
    pub(super) fn keep_parked(&mut self, index: usize, text: &str, next: bool) -> bool {
        self.state.mode = Mode::Board;
        if text.is_empty() {
            return true;
        }
        // others may have taken some out meanwhile
        let index = index.min(self.state.map().parking.len());
        let id = self.new_id('p');
        let parked = Arc::new(Parked { id, text: text.into(), by: "".into(), comments: None });
        if self.commit(vec![Edit::AddParked { index, parked }], Join::New) {
            self.follow_parked();
            if self.state.pages.is_empty() {
                self.say(words::parked(text, &self.state.keymap.call_of(Command::ParkingLot)));
            }
            if next {
                self.open(Slot::NewParked { index: index + 1 });
            }
        }
        true
    }

    /// Ends a text that was not taken if its place is gone: for the parking lot
    /// what should have been a day or a number is a text. Says whether it is so.
    pub(super) fn lost_its_place(&mut self) -> bool {
        let Mode::Writing(writing) = &self.state.mode else { return false };
        let is_lost = is_gone(self.state.map(), &writing.slot);
        if is_lost {
            self.state.mode = Mode::Board;
            self.refused = true;
        }
        is_lost
    }

    /// Keeps texts whose place is gone: another program took it away while
    /// they were typed.
    pub(super) fn park_homeless(&mut self, texts: &[String]) {
        let mut edits = Vec::new();
        for (index, text) in (self.state.map().parking.len()..).zip(texts) {
            let (id, text) = (self.new_id('p'), text.as_str().into());
            let parked = Arc::new(Parked { id, text, by: "".into(), comments: None });
            edits.push(Edit::AddParked { index, parked });
        }
        if self.commit(edits, Join::New) {
            let keys = self.state.keymap.call_of(Command::ParkingLot);
            self.warn(words::parked_for_want_of_a_place(texts, &keys));
        }
    }

    /// Opens the parking lot for the next line, where the place for it is
    /// gone: what is typed on must not become commands.
    pub(super) fn go_on_parking(&mut self) {
        self.open(Slot::NewParked { index: self.state.map().parking.len() });
    }

    /// On the brief the line for the next entry stays where it was seen.
    fn follow_parked(&mut self) {
        let Some(page) = self.state.pages.last() else { return };
        let rows = page.rows(self.state.map(), self.state.look);
        let is_among = rows.get(page.chosen).is_some_and(|row| {
            matches!(row.target, Target::Park | Target::Thing(Address::Parked(_)))
        });
        if is_among {
            self.choose_row(page.chosen + 1);
        }
    }

    /// Moves the titles of cards to the parking lot, and takes the cards away.
    pub(super) fn park_cards(&mut self) {
        let map = self.state.map().clone();
        let mut edits = Vec::new();
        let mut titles = Vec::new();
        for spot in self.targets() {
            let Some(card) = map.touchpoint(&spot) else { continue };
            let index = map.parking.len() + titles.len();
            let (id, text) = (self.new_id('p'), card.title.clone());
            titles.push(text.to_string());
            let parked = Arc::new(Parked { id, text, by: "".into(), comments: None });
            edits.push(Edit::AddParked { index, parked });
            edits.push(Edit::RemoveTouchpoint(spot));
        }
        if self.commit(edits, Join::New) {
            self.state.marked.clear();
            self.say(words::cards_parked(&titles));
        }
    }

    /// Makes a touchpoint of an entry, below the card that has the focus.
    pub(super) fn make_touchpoint(&mut self, row: Option<&Row>) {
        let of_row = row.and_then(|row| match &row.target {
            Target::Thing(Address::Parked(id)) => Some(id.clone()),
            _ => None,
        });
        let of_page = self.state.pages.last().and_then(|page| match &page.at {
            Address::Parked(id) => Some(id.clone()),
            _ => None,
        });
        let map = self.state.map().clone();
        let id = of_row.or(of_page);
        let parked = map.parking.iter().find(|parked| Some(&parked.id) == id.as_ref());
        let Some(parked) = parked else { return self.warn(words::CHOOSE_PARKED) };
        let Some(stage) = self.state.focus.stage().and_then(|id| map.stage(id)) else {
            return self.warn(words::NO_STAGE_YET);
        };
        let index = self.state.focus.row().map_or(0, |row| row + 1);
        let title = words::title_of_parked(&parked.text);
        let touchpoint = Arc::new(Touchpoint::new(self.new_id('t'), &title));
        let spot = Spot::new(&stage.id, &touchpoint.id);
        let edits = vec![
            Edit::AddTouchpoint { stage: stage.id.clone(), index, touchpoint },
            Edit::RemoveParked(parked.id.clone()),
        ];
        if self.commit(edits, Join::New) {
            let now = self.state.map().clone();
            self.state.focus.go_to(&now, &spot);
            self.say(words::made_touchpoint(&title, &stage.name));
        }
    }

    /// Asks which side of a conflict is to stand.
    pub(super) fn open_conflict(&mut self, conflict: &Conflict) {
        let map = self.state.map();
        let is_there = map.address_of(&conflict.at).is_some();
        let sides = if is_there { words::conflict_sides(map, conflict) } else { Vec::new() };
        let conflict = Box::new(conflict.clone());
        self.state.mode = Mode::Choice(Choice::Conflict { conflict, sides });
    }

    pub(super) fn settle(&mut self, conflict: &Conflict, settle: Settle) {
        match settled(self.state.map(), conflict, settle) {
            Ok(edits) => {
                self.commit(edits, Join::New);
            }
            Err(why) => self.warn(why.to_string()),
        }
    }
}
