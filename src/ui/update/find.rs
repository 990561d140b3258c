//! Finding: `/`, the next and the previous one.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Turn;
use crate::text::fold;
use crate::ui::asking::{About, Asking};
use crate::ui::command::Command;
use crate::ui::field::{Answer, Field};
use crate::ui::find::Hit;
use crate::ui::form;
use crate::ui::layout;
use crate::ui::state::Mode;
use crate::words;

impl Turn<'_> {
    /// Runs a command that looks at the map in another way; says whether it
    /// was one.
    pub(super) fn look(&mut self, command: Command) -> bool {
        match command {
            Command::Find => self.ask(About::Find, Vec::new()),
            Command::FindNext => self.find_next(true),
            Command::FindPrevious => self.find_next(false),
            Command::ViewBoard
            | Command::ViewCurve
            | Command::ViewFix
            | Command::ViewActions
            | Command::ViewMissing
            | Command::ViewResults
            | Command::ViewRisks
            | Command::ViewList
            | Command::ViewNext
            | Command::ViewPrevious => self.change_view(command),
            Command::ThenAndNow => self.look_back(),
            Command::NextMissing => self.go_to_missing(true),
            Command::PreviousMissing => self.go_to_missing(false),
            _ => return self.filter(command),
        }
        true
    }

    /// Opens the line that asks.
    pub(super) fn ask(&mut self, about: About, used: Vec<String>) {
        let asking = Asking {
            about,
            field: Field::default(),
            used,
            completed: None,
            problem: None,
            focus: self.state.focus.clone(),
            scroll: self.state.scroll.clone(),
            row: self.report().map(|report| report.chosen),
            pages: Vec::new(),
        };
        self.state.mode = Mode::Asking(Box::new(asking));
    }

    pub(super) fn asking_key(&mut self, event: KeyEvent) {
        let Mode::Asking(asking) = &mut self.state.mode else { return };
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let backward =
            event.code == KeyCode::BackTab || event.modifiers.contains(KeyModifiers::SHIFT);
        let finds = asking.about == About::Find;
        let in_maps = asking.about == About::Maps;
        match event.code {
            KeyCode::Esc => self.give_up(),
            KeyCode::Char('c') if control => self.give_up(),
            KeyCode::Backspace if asking.field.is_empty() => self.give_up(),
            KeyCode::Enter => self.answer(),
            KeyCode::Down | KeyCode::Tab if in_maps => self.choose_map(1),
            KeyCode::Up | KeyCode::BackTab if in_maps => self.choose_map(-1),
            KeyCode::Down if finds => self.step(true),
            KeyCode::Up if finds => self.step(false),
            KeyCode::Char('n') if finds && control => self.step(true),
            KeyCode::Char('p') if finds && control => self.step(false),
            KeyCode::Tab | KeyCode::BackTab if finds => self.step(!backward),
            KeyCode::Tab | KeyCode::BackTab | KeyCode::Down | KeyCode::Up => {
                asking.complete(!backward && event.code != KeyCode::Up);
            }
            _ => {
                if asking.field.key(event) == Answer::Edited {
                    self.typed();
                }
            }
        }
    }

    pub(super) fn paste_into_asking(&mut self, text: &str) {
        if let Mode::Asking(asking) = &mut self.state.mode {
            asking.field.paste(text);
            self.typed();
        }
    }

    /// Follows what is typed: the focus goes to the first that has it, at or
    /// after where it was.
    fn typed(&mut self) {
        let Mode::Asking(asking) = &mut self.state.mode else { return };
        asking.completed = None;
        asking.problem = None;
        if asking.about == About::Maps {
            let typed = asking.field.text().to_owned();
            return self.search_maps(&typed);
        }
        if asking.about != About::Find {
            return;
        }
        let (focus, scroll) = (asking.focus.clone(), asking.scroll.clone());
        let typed = asking.field.text().to_owned();
        if let Some(row) = asking.row {
            self.state.scroll = scroll;
            return self.find_in_report(&typed, row);
        }
        let state = &mut *self.state;
        state.find.look_for(&typed, state.draft.map(), &state.shown);
        state.focus = focus;
        match state.find.at_or_after(&state.focus) {
            Some(hit) => self.go_to_hit(hit),
            None => state.scroll = scroll,
        }
    }

    pub(super) fn give_up(&mut self) {
        let Mode::Asking(asking) = std::mem::replace(&mut self.state.mode, Mode::Board) else {
            return;
        };
        if asking.about == About::Maps {
            self.search_maps("");
        }
        if asking.about == About::Find {
            if let Some(row) = asking.row {
                self.choose_in_report(row);
            }
            self.state.focus = asking.focus;
            self.state.scroll = asking.scroll;
            self.state.find.is_shown = false;
            let map = self.state.map().clone();
            let pages = asking.pages.into_iter();
            self.state.pages.extend(pages.filter(|page| form::is_there(&map, page)));
        }
    }

    pub(super) fn answer(&mut self) {
        let Mode::Asking(asking) = &self.state.mode else { return };
        if asking.about == About::Maps {
            self.state.mode = Mode::Board;
            return self.open_chosen();
        }
        if asking.about != About::Find {
            return self.answer_filter();
        }
        let typed = asking.field.text().to_owned();
        self.state.mode = Mode::Board;
        if typed.trim().is_empty() {
            self.state.find.is_shown = false;
        } else {
            self.say_place(&typed, None);
        }
    }

    /// While it is still typed, goes on to the next that has it.
    fn step(&mut self, forward: bool) {
        if let Some(report) = self.report() {
            let next = report.next_hit(forward);
            return next.into_iter().for_each(|(row, _)| self.choose_in_report(row));
        }
        if let Some((hit, _)) = self.state.find.next(&self.state.focus, forward)
            && !self.state.find.needle.is_empty()
        {
            self.go_to_hit(hit);
        }
    }

    fn find_next(&mut self, forward: bool) {
        let state = &mut *self.state;
        if state.find.needle.is_empty() {
            return self.warn(words::NOTHING_TO_FIND);
        }
        state.find.is_shown = true;
        if state.view.is_table() {
            return self.next_in_report(forward);
        }
        state.find.look_again(state.draft.map(), &state.shown);
        let typed = state.find.typed.clone();
        let found = state.find.next(&state.focus, forward);
        if let Some((hit, _)) = found {
            self.go_to_hit(hit);
        }
        self.say_place(&typed, found.filter(|(_, around)| *around).map(|_| forward));
    }

    fn go_to_hit(&mut self, (column, row): Hit) {
        let map = self.state.draft.map().clone();
        self.state.focus.go(&map, column, row);
    }

    /// Says how many have it, and which of them has the focus.
    pub(super) fn say_place(&mut self, typed: &str, around: Option<bool>) {
        if let Some(report) = self.report() {
            let (place, count) = (report.place(), report.hits.len());
            return match place {
                Some(at) => self.say(words::found_in_table(typed, at + 1, count, around)),
                None => self.warn(words::nothing_found(typed, self.state.shown.is_filtered())),
            };
        }
        let find = &self.state.find;
        match find.place(&self.state.focus) {
            Some(place) => {
                let mut line = words::found_at(typed, place + 1, find.hits.len(), around);
                let plan = layout::plan(self.state);
                if let Some(unseen) = layout::found::unseen(self.state, &plan) {
                    line = format!("{line} · {unseen}");
                }
                self.say(line);
            }
            None if self.open_parked(&fold(typed.trim())) => {
                self.say(words::found_parked(typed));
            }
            None => {
                let is_filtered = self.state.shown.is_filtered();
                self.warn(words::nothing_found(typed, is_filtered));
            }
        }
    }

    pub(super) fn change_view(&mut self, command: Command) {
        use crate::ui::state::ViewKind;
        self.state.view = match command {
            Command::ViewBoard => ViewKind::Board,
            Command::ViewCurve => ViewKind::Curve,
            Command::ViewList => ViewKind::List,
            Command::ViewFix => ViewKind::Fix,
            Command::ViewActions => ViewKind::Actions,
            Command::ViewMissing => ViewKind::Missing,
            Command::ViewResults => ViewKind::Results,
            Command::ViewRisks => ViewKind::Risks,
            Command::ViewNext => self.state.view.step(1),
            _ => self.state.view.step(-1),
        };
    }
}
