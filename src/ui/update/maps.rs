//! Keys in the list of maps, and commands about the open map as a whole.

mod across;

use std::path::{Path, PathBuf};

use super::Turn;
use crate::edit::{Change, Join, entered};
use crate::model::{Address, MapState};
use crate::ui::asking::About;
use crate::ui::command::{Command, Group};
use crate::ui::maps::{Deleted, Line, Listed, Listing, MapTask, Maps};
use crate::ui::message::{Effect, Notice};
use crate::ui::start;
use crate::ui::state::{Mode, Then};
use crate::ui::writing::Slot;
use crate::words;

impl Turn<'_> {
    /// Runs a command about whole maps; says whether it is done with.
    pub(super) fn on_maps(&mut self, command: Command) -> bool {
        if self.state.maps.is_none() {
            return self.about_open_map(command);
        }
        if self.is_across() {
            return self.on_across(command);
        }
        let page = isize::try_from(self.state.size.1 / 2).unwrap_or(1);
        match command {
            Command::Beside => self.show_beside(),
            Command::AllActions => self.show_all_actions(false),
            Command::Up | Command::ViewPrevious => self.choose_map(-1),
            Command::Down | Command::ViewNext => self.choose_map(1),
            Command::PageUp => self.choose_map(-page),
            Command::PageDown => self.choose_map(page),
            Command::FirstCard | Command::FirstStage => self.choose_map(isize::MIN),
            Command::LastCard | Command::LastStage => self.choose_map(isize::MAX),
            Command::Open => self.open_chosen(),
            Command::AddBelow | Command::AddAbove | Command::NewMap => self.leave_for(MapTask::New),
            Command::OpenExample => self.leave_for(MapTask::Example),
            Command::Edit | Command::RenameMap => self.ask_about(Slot::RenameMap),
            Command::Copy | Command::DuplicateMap => self.ask_about(Slot::CopyMap),
            Command::MakeToBe => self.ask_about(Slot::MapToBe),
            Command::MapTags => self.ask_about(Slot::MapTags),
            Command::Delete => self.delete_map(),
            Command::Undo => self.bring_back(),
            Command::Find => {
                self.ask(About::Maps, Vec::new());
                self.retype_search();
            }
            Command::Maps => {
                self.close_maps();
            }
            Command::Brief | Command::Conflicts | Command::SaveCopy => {
                self.warn(words::BACK_TO_THE_BOARD)
            }
            _ if command.entry().group == Group::General => return false,
            _ => self.warn(words::BACK_TO_THE_BOARD),
        }
        true
    }

    fn about_open_map(&mut self, command: Command) -> bool {
        let slot = match command {
            Command::Twin => {
                self.open_twin();
                return true;
            }
            Command::Maps => {
                self.open_maps();
                return true;
            }
            Command::Beside => {
                self.choose_beside();
                return true;
            }
            Command::AllActions => {
                self.open_maps();
                self.show_all_actions(true);
                return true;
            }
            Command::NewMap | Command::OpenExample => {
                let is_new = command == Command::NewMap;
                self.leave_for(if is_new { MapTask::New } else { MapTask::Example });
                return true;
            }
            Command::DuplicateMap => Slot::CopyMap,
            Command::MakeToBe => Slot::MapToBe,
            Command::MapTags => Slot::MapTags,
            _ => return false,
        };
        match self.state.file.clone() {
            Some(file) => self.open(slot(file)),
            None => self.warn(words::NO_LIBRARY),
        }
        true
    }

    /// Turns to the map that shows the same journey in the other state.
    fn open_twin(&mut self) {
        let twin = self.state.map().twin.to_string();
        let folder = self.state.file.as_deref().and_then(Path::parent);
        match folder.filter(|_| !twin.is_empty()) {
            Some(folder) => {
                let path = folder.join(format!("{twin}.ron"));
                self.leave_for(MapTask::Open { path, at: None });
            }
            None => {
                let keys = self.state.keymap.call_of(Command::MakeToBe);
                self.warn(words::no_twin(&keys));
            }
        }
    }

    fn open_maps(&mut self) {
        let Some(wanted) = self.state.file.clone() else {
            return self.warn(words::NO_LIBRARY);
        };
        let mut maps = Maps { wanted: Some(wanted), ..Maps::default() };
        // the open one is there at once, for keys that are typed ahead
        maps.take(self.with_open_map(Listing::default()), self.clock.day);
        maps.is_read = false;
        self.state.maps = Some(Box::new(maps));
        self.effects.push(Effect::ListMaps);
    }

    /// Leaves the list; what was looked for first.
    pub(super) fn close_maps(&mut self) -> bool {
        if self.close_across() {
            return true;
        }
        let Some(maps) = &mut self.state.maps else { return false };
        if maps.typed.is_empty() {
            self.state.maps = None;
        } else {
            maps.look_for("");
        }
        true
    }

    /// What the edge found, and did.
    pub(super) fn take_maps(
        &mut self,
        listing: Listing,
        said: Option<Notice>,
        made: Option<PathBuf>,
    ) {
        if let Some(mut said) = said {
            if let Some(made) = &made
                && self.is_new_map(&listing, made)
            {
                let how = match self.state.maps {
                    Some(_) => words::ENTER_OPENS_IT.to_owned(),
                    None => {
                        let made = listing.maps.iter().find(|it| it.path == *made);
                        let is_twin = made.and_then(|it| it.map.as_ref().ok());
                        let is_twin = is_twin.is_some_and(|map| map.state == MapState::ToBe);
                        let by = if is_twin { Command::Twin } else { Command::Maps };
                        words::shows_it(&self.state.keymap.call_of(by))
                    }
                };
                said.text = format!("{}; {how}", said.text);
            }
            self.state.notice = Some(said);
        }
        let listing = self.with_open_map(listing);
        let Some(maps) = &mut self.state.maps else { return };
        if let Some(made) = made {
            if listing.trash.iter().any(|it| it.path == made) {
                maps.deleted.push(made);
            } else {
                maps.wanted = Some(made);
            }
        }
        maps.take(listing, self.clock.day);
    }

    /// Whether a map came into the library that the list does not show yet.
    fn is_new_map(&self, listing: &Listing, made: &Path) -> bool {
        let is_known = |maps: &Maps| maps.rows.iter().any(|row| row.listed.path == made);
        let is_there = listing.maps.iter().any(|it| it.path == made);
        is_there && !self.state.maps.as_deref().is_some_and(is_known)
    }

    /// The open map as it is on the screen, which its file may not be yet.
    fn with_open_map(&self, mut listing: Listing) -> Listing {
        let map = Ok(self.state.map().clone());
        let today = self.clock.day;
        match listing.maps.iter_mut().find(|it| Some(&it.path) == self.state.file.as_ref()) {
            Some(open) => {
                let (name, path) = (std::mem::take(&mut open.name), open.path.clone());
                *open = Listed::new(name, path, map, today);
            }
            None => {
                if let Some(path) = self.state.file.clone() {
                    let stem = path.file_stem().unwrap_or_default();
                    let name = stem.to_string_lossy().into_owned();
                    listing.maps.push(Listed::new(name, path, map, today));
                }
            }
        }
        listing
    }

    pub(super) fn choose_map(&mut self, by: isize) {
        if let Some(maps) = &mut self.state.maps {
            match &mut maps.across {
                Some(table) => table.step(by),
                None => maps.step(by),
            }
        }
    }

    pub(super) fn open_chosen(&mut self) {
        if self.is_across() {
            return self.follow_across();
        }
        let Some(maps) = &self.state.maps else { return };
        let Some(path) = maps.path().map(Path::to_owned) else {
            return self.warn(words::NO_MAP_CHOSEN);
        };
        let at = match maps.line() {
            Some(Line::Trash(_)) => return self.send(MapTask::Restore { path }),
            Some(Line::Hit { at, .. }) => Some(at.clone()),
            _ => None,
        };
        if let Some(listed) = maps.row().map(|row| &row.listed)
            && let Err(why) = &listed.map
        {
            let said = words::not_opened(&listed.name, why);
            return self.warn(said);
        }
        self.go_to(path, at);
    }

    /// Goes to a place in a map, which may be the open one.
    fn go_to(&mut self, path: PathBuf, at: Option<Address>) {
        if self.state.file.as_deref() == Some(&*path) {
            self.state.maps = None;
            self.state.pages.clear();
            let map = self.state.map().clone();
            if let Some(at) = at {
                self.state.focus.go_to_address(&map, &at);
            }
            return;
        }
        self.leave_for(MapTask::Open { path, at });
    }

    /// Opens a line for text about the chosen map.
    fn ask_about(&mut self, slot: impl FnOnce(PathBuf) -> Slot) {
        let Some(maps) = &self.state.maps else { return };
        match maps.row().map(|row| &row.listed) {
            Some(listed) if listed.map.is_ok() => {
                let slot = slot(listed.path.clone());
                self.open(slot);
            }
            Some(listed) => {
                let why = listed.map.as_ref().err().cloned().unwrap_or_default();
                let said = words::not_opened(&listed.name, &why);
                self.warn(said);
            }
            None => self.warn(words::NO_MAP_CHOSEN),
        }
    }

    fn delete_map(&mut self) {
        let Some(maps) = &self.state.maps else { return };
        let Some(Line::Map(_)) = maps.line() else {
            return self.warn(match maps.line() {
                Some(Line::Trash(_)) => words::STAYS_IN_TRASH,
                _ => words::NO_MAP_CHOSEN,
            });
        };
        let Some(path) = maps.path().map(Path::to_owned) else { return };
        let next = maps.beside(&path);
        let task = MapTask::Delete { path, next };
        if self.is_open_map(&task) { self.leave_for(task) } else { self.send(task) }
    }

    /// Brings back what was deleted last.
    fn bring_back(&mut self) {
        let today = self.clock.day.to_string();
        let Some(maps) = &mut self.state.maps else { return };
        // in a list that was opened anew, what was deleted today
        let is_last =
            |it: &&Deleted| it.when.starts_with(&today) && !maps.brought_back.contains(&it.path);
        let last = maps.trash.iter().find(is_last).map(|it| it.path.clone());
        let path = maps.deleted.pop().or(last);
        maps.brought_back.extend(path.clone());
        match path {
            Some(path) => self.send(MapTask::Restore { path }),
            None => self.warn(words::NO_MAP_DELETED),
        }
    }

    /// Keeps a line of text about a map, which ends by Enter or otherwise.
    pub(super) fn keep_about_map(
        &mut self,
        slot: &Slot,
        text: &str,
        original: &str,
        by_enter: bool,
    ) -> bool {
        self.state.mode = Mode::Board;
        // a copy is made by Enter only: there is nothing yet to keep the text in
        let makes = matches!(slot, Slot::CopyMap(_) | Slot::MapToBe(_));
        if by_enter || !makes {
            self.take_about_map(slot, text, original);
        }
        true
    }

    fn take_about_map(&mut self, slot: &Slot, text: &str, original: &str) {
        match slot {
            Slot::RenameMap(_) if text.is_empty() => self.warn(words::A_NAME_STAYS),
            Slot::RenameMap(path) if text != original => {
                let task = MapTask::Rename { path: path.clone(), title: text.into() };
                if self.is_open_map(&task) {
                    self.set_title(text);
                    self.leave_for(task);
                } else {
                    self.send(task);
                }
            }
            Slot::CopyMap(path) if !text.is_empty() => {
                self.send(MapTask::Copy { path: path.clone(), persona: text.into() });
            }
            Slot::MapToBe(path) if !text.is_empty() => {
                self.send(MapTask::ToBe { path: path.clone(), title: text.into() });
            }
            Slot::MapTags(path) if text != original => {
                let task = MapTask::Tags { path: path.clone(), tags: text.into() };
                if !self.is_open_map(&task) {
                    return self.send(task);
                }
                let change = Change::Enter(text.into());
                match entered(self.state.map(), &Address::Map, &start::way("tags"), &change) {
                    Ok(edits) => {
                        self.commit(edits, Join::New);
                        self.save_now();
                        if self.state.maps.is_some() {
                            self.effects.push(Effect::ListMaps);
                        }
                    }
                    Err(why) => self.warn(why.to_string()),
                }
            }
            _ => {}
        }
    }

    /// What stands in the line before anything is typed.
    pub(super) fn text_about_map(&self, slot: &Slot) -> Option<String> {
        let (Slot::RenameMap(path) | Slot::MapToBe(path) | Slot::MapTags(path)) = slot else {
            return None;
        };
        let map = if self.state.file.as_ref() == Some(path) {
            self.state.map().clone()
        } else {
            let rows = &self.state.maps.as_ref()?.rows;
            let row = rows.iter().find(|row| row.listed.path == *path)?;
            row.listed.map.as_ref().ok()?.clone()
        };
        Some(match slot {
            Slot::MapToBe(_) => words::title_to_be(&map.title),
            Slot::MapTags(_) => map.tags.iter().map(|tag| &**tag).collect::<Vec<&str>>().join(", "),
            _ => map.title.to_string(),
        })
    }

    /// Hands a task to the edge, behind a save of what is open.
    fn send(&mut self, task: MapTask) {
        if let MapTask::Copy { path, .. } | MapTask::ToBe { path, .. } = &task
            && self.state.file.as_ref() == Some(path)
            && self.state.saving.has_no_file
        {
            // a pattern is read from its file
            self.state.is_ahead();
        }
        self.after_saving(Then::Perform(task));
    }

    fn is_open_map(&self, task: &MapTask) -> bool {
        let path = match task {
            MapTask::Rename { path, .. } | MapTask::Tags { path, .. } => path,
            MapTask::Delete { path, .. } => path,
            _ => return false,
        };
        self.state.file.as_ref() == Some(path)
    }

    /// Leaves the map as soon as all of it is in its file.
    pub(super) fn leave_for(&mut self, task: MapTask) {
        self.keep_typed();
        self.after_saving(Then::Switch(task));
    }

    /// Follows what is typed into the line that looks into all maps.
    pub(super) fn search_maps(&mut self, typed: &str) {
        if let Some(maps) = &mut self.state.maps {
            maps.look_for(typed);
        }
    }

    /// What was looked for stands in the line again.
    fn retype_search(&mut self) {
        if let (Some(maps), crate::ui::state::Mode::Asking(asking)) =
            (&self.state.maps, &mut self.state.mode)
        {
            asking.field = crate::ui::field::Field::new(&maps.typed);
        }
    }
}
