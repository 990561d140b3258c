//! The questions before a new map.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::Turn;
use crate::edit::{Edit, Join, begun_from, entry_at, script};
use crate::model::{Address, JourneyMap, MapField};
use crate::ui::command::{Command, Group};
use crate::ui::form::copy_of;
use crate::ui::maps::MapTask;
use crate::ui::start::{QUESTIONS, Template};
use crate::ui::state::Mode;
use crate::words;

/// Whether a template is a finished map, which keeps its title: something is
/// rated in it.
fn is_finished(template: &JourneyMap) -> bool {
    let mut cards = template.stages.iter().flat_map(|stage| &stage.touchpoints);
    cards.any(|card| card.emotion.is_some())
}

impl Turn<'_> {
    /// Runs a command while the questions are open; says whether it is done
    /// with.
    pub(super) fn on_start(&mut self, command: Command) -> bool {
        let Some(start) = &mut self.state.start else { return false };
        match command {
            Command::Up | Command::ViewPrevious | Command::Left => start.step(-1),
            Command::Down | Command::ViewNext | Command::Right => start.step(1),
            Command::PageUp | Command::FirstCard | Command::FirstStage => start.step(isize::MIN),
            Command::PageDown | Command::LastCard | Command::LastStage => start.step(isize::MAX),
            Command::Open | Command::Edit | Command::AddBelow | Command::AddAbove => {
                if start.is_on_template() {
                    let template = start.template().cloned();
                    self.begin(template);
                } else {
                    self.ask_question();
                }
            }
            Command::Delete => {
                if let Some(way) = start.way() {
                    self.enter(&Address::Map, &way, "");
                }
            }
            // what was answered is kept in a file of that name
            Command::Quit | Command::Leave => {
                self.name_file(&self.state.map().clone());
                return false;
            }
            _ if command.entry().group == Group::General => return false,
            _ => self.warn(words::BEGIN_FIRST),
        }
        true
    }

    /// Opens the field of the chosen question.
    pub(super) fn ask_question(&mut self) {
        let Some(way) = self.state.start.as_ref().and_then(|start| start.way()) else { return };
        let entry = copy_of(self.state.map(), &Address::Map)
            .and_then(|mut copy| entry_at(&mut *copy, &way));
        if let Some((entry, ..)) = entry {
            self.open_field(Address::Map, way, entry);
        }
    }

    /// Asks the next question or the one before, where questions are asked;
    /// says that the answer was kept.
    pub(super) fn next_question(&mut self, by: isize) -> bool {
        if let (Some(start), Mode::Board) = (&mut self.state.start, &self.state.mode) {
            start.step(by);
            self.ask_question();
        }
        true
    }

    /// The keys that go from answer to answer while one is typed; says whether
    /// it was one.
    pub(super) fn answer_key(&mut self, event: KeyEvent) -> bool {
        if self.state.start.is_none() {
            return false;
        }
        let by = match event.code {
            KeyCode::Down | KeyCode::Tab => 1,
            KeyCode::Up | KeyCode::BackTab => -1,
            _ => return false,
        };
        self.keep_answer();
        self.next_question(by);
        true
    }

    /// From the questions to what the map can start from.
    pub(super) fn go_to_templates(&mut self) {
        if let (Some(start), Mode::Board) = (&mut self.state.start, &self.state.mode) {
            start.chosen = QUESTIONS.len();
        }
    }

    /// Esc: begins with what was answered, and with nothing else.
    pub(super) fn leave_start(&mut self) -> bool {
        let is_open = self.state.start.is_some();
        if is_open {
            self.begin(None);
        }
        is_open
    }

    /// Ctrl-C: back to the map that was open before, and to the list from
    /// which this one was begun. What was answered goes to the trash.
    pub(super) fn give_up_start(&mut self) {
        let before = self.state.start.as_ref().and_then(|start| start.before.clone());
        match (before, self.state.file.clone()) {
            (Some(next), Some(path)) => {
                self.state.mode = Mode::Board;
                self.leave_for(MapTask::Delete { path, next: Some(next) });
            }
            _ => self.warn(words::no_such_key("ctrl-c")),
        }
    }

    /// Begins the map.
    fn begin(&mut self, template: Option<Template>) {
        let template = match template.map(|template| template.map) {
            Some(Err(why)) => return self.warn(why),
            Some(Ok(map)) => Some(map),
            None => None,
        };
        let map = self.state.map().clone();
        let mut begun = match &template {
            // a map that has stages already is not written over
            Some(template) if map.stages.is_empty() => begun_from(&map, template),
            _ => (*map).clone(),
        };
        if begun.title.is_empty()
            && let Some(finished) = template.filter(|it| is_finished(it))
        {
            begun.title = finished.title.clone();
        }
        if begun.title.is_empty() {
            let title =
                words::title_of_journey(&begun.persona.name, &map.scope.from, &map.scope.to);
            begun.title = title.into();
        }
        if !self.commit(script(&map, &begun), Join::New) {
            return;
        }
        self.state.start = None;
        let map = self.state.map().clone();
        self.state.focus.go(&map, 0, Some(0));
        self.say(if map.stages.is_empty() { words::BEGUN_EMPTY } else { words::BEGUN });
        self.name_file(&map);
    }

    /// Gives the file of a new map the name of its title.
    fn name_file(&mut self, map: &JourneyMap) {
        if let Some(path) = self.state.file.clone()
            && !map.title.is_empty()
            && (self.state.is_unsaved() || !self.state.saving.has_no_file)
        {
            let notice = self.state.notice.clone();
            self.leave_for(MapTask::Rename { path, title: map.title.to_string() });
            self.state.notice = notice;
        }
    }

    /// The title of the open map, as another edit would set it.
    pub(super) fn set_title(&mut self, title: &str) {
        self.commit(vec![Edit::Map(MapField::Title(title.into()))], Join::New);
    }
}
