//! Keys in a table over several maps.

use super::super::Turn;
use crate::ui::across::{Across, Kind};
use crate::ui::command::{Command, Group};
use crate::ui::layout;
use crate::words;

impl Turn<'_> {
    pub(super) fn is_across(&self) -> bool {
        self.state.maps.as_ref().is_some_and(|maps| maps.across.is_some())
    }

    /// Runs a command in the table; says whether it is done with.
    pub(super) fn on_across(&mut self, command: Command) -> bool {
        let page = self.state.maps.as_ref().and_then(|maps| maps.across.as_ref());
        let page = page.map_or(1, |table| layout::across::plan(self.state.size, table).page());
        let page = isize::try_from(page).unwrap_or(1);
        match command {
            Command::Up | Command::ViewPrevious => self.choose_map(-1),
            Command::Down | Command::ViewNext => self.choose_map(1),
            Command::PageUp => self.choose_map(-page),
            Command::PageDown => self.choose_map(page),
            Command::FirstCard | Command::FirstStage => self.choose_map(isize::MIN),
            Command::LastCard | Command::LastStage => self.choose_map(isize::MAX),
            Command::Open => self.follow_across(),
            Command::NextOrder => self.next_order_across(),
            Command::Maps => {
                if let Some(maps) = &mut self.state.maps {
                    maps.across = None;
                }
            }
            // the list is made of files; these are about what is shown
            Command::Undo
            | Command::Redo
            | Command::NewMap
            | Command::OpenExample
            | Command::DuplicateMap
            | Command::MakeToBe
            | Command::MapTags
            | Command::Beside
            | Command::AllActions
            | Command::SaveCopy => self.warn(words::BACK_TO_THE_MAPS),
            _ if command.entry().group == Group::General => return false,
            _ => self.warn(words::BACK_TO_THE_MAPS),
        }
        true
    }

    /// Shows the chosen map beside the open one.
    pub(super) fn show_beside(&mut self) {
        let Some(one) = self.state.file.clone() else { return self.warn(words::NO_LIBRARY) };
        let Some(listed) = self.state.maps.as_ref().and_then(|maps| maps.row()) else {
            return self.warn(words::NO_MAP_CHOSEN);
        };
        let listed = &listed.listed;
        if let Err(why) = &listed.map {
            let said = words::not_opened(&listed.name, why);
            return self.warn(said);
        }
        if listed.path == one {
            return self.warn(words::CHOOSE_ANOTHER);
        }
        let other = listed.path.clone();
        self.show_across(Kind::Beside { one, other }, false);
    }

    /// Opens the list of maps, to choose one that is shown beside this one.
    pub(super) fn choose_beside(&mut self) {
        self.open_maps();
        if self.state.maps.is_some() {
            let key = self.state.keymap.call_of(Command::Beside);
            self.say(words::choose_beside(&key));
        }
    }

    /// Shows the actions of all maps.
    pub(super) fn show_all_actions(&mut self, is_from_board: bool) {
        self.show_across(Kind::Actions(self.state.order), is_from_board);
    }

    fn show_across(&mut self, kind: Kind, is_from_board: bool) {
        let key = self.state.keymap.call_of(Command::NextOrder);
        let today = self.clock.day;
        if let Some(maps) = &mut self.state.maps {
            maps.across = Across::of(kind, &maps.rows, today, &key).map(|mut made| {
                made.is_from_board = is_from_board;
                Box::new(made)
            });
        }
    }

    /// Goes to what the chosen row is about, in its map.
    pub(super) fn follow_across(&mut self) {
        let table = self.state.maps.as_ref().and_then(|maps| maps.across.as_ref());
        let place = table.and_then(|table| table.place());
        if let Some((path, at)) = place.map(|(path, at)| (path.to_owned(), at.clone())) {
            self.go_to(path, Some(at));
        }
    }

    fn next_order_across(&mut self) {
        let table = self.state.maps.as_ref().and_then(|maps| maps.across.as_ref());
        let Some(Kind::Actions(order)) = table.map(|table| &table.kind) else {
            let key = self.state.keymap.call_of(Command::AllActions);
            return self.warn(words::order_is_of_actions(&key));
        };
        let order = order.next();
        let is_from_board = table.is_some_and(|table| table.is_from_board);
        self.state.order = order;
        self.show_across(Kind::Actions(order), is_from_board);
        self.say(words::ordered(order));
    }

    /// Closes the table; says whether there was one.
    pub(super) fn close_across(&mut self) -> bool {
        let maps = self.state.maps.as_mut();
        let Some(table) = maps.and_then(|maps| maps.across.take()) else { return false };
        if table.is_from_board {
            self.state.maps = None;
        }
        true
    }
}
