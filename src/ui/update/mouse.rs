//! The mouse: a click selects, a second one opens, the wheel scrolls.

use std::time::Duration;

use ratatui::crossterm::event::{KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::Turn;
use crate::model::Address;
use crate::ui::asking::About;
use crate::ui::command::Command;
use crate::ui::layout::hit::{self, Hit};
use crate::ui::layout::page;
use crate::ui::layout::strip::strip;
use crate::ui::layout::wheel::{self, Towards};
use crate::ui::layout::{self, menu};
use crate::ui::menu::Purpose;
use crate::ui::pointer::Press;
use crate::ui::report::Report;
use crate::ui::state::Mode;

/// Two clicks within this time on one cell are a double click.
const DOUBLE: Duration = Duration::from_millis(400);
/// How many lines of a page, or commands of a list, the wheel goes on.
const LINES: isize = 3;

impl Turn<'_> {
    pub(super) fn mouse(&mut self, mouse: MouseEvent) {
        // a report that was on its way when the mouse was switched off
        if !self.state.settings.mouse {
            return;
        }
        let at = (mouse.column, mouse.row);
        let sideways = mouse.modifiers.contains(KeyModifiers::SHIFT);
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => self.pressed(at),
            MouseEventKind::Drag(MouseButton::Left) => self.drag(at),
            MouseEventKind::Up(MouseButton::Left) => self.drop(at),
            MouseEventKind::Down(_) => {
                self.cancel_drag();
            }
            MouseEventKind::ScrollUp if sideways => self.wheel(at, Towards::Left),
            MouseEventKind::ScrollDown if sideways => self.wheel(at, Towards::Right),
            MouseEventKind::ScrollUp => self.wheel(at, Towards::Up),
            MouseEventKind::ScrollDown => self.wheel(at, Towards::Down),
            MouseEventKind::ScrollLeft => self.wheel(at, Towards::Left),
            MouseEventKind::ScrollRight => self.wheel(at, Towards::Right),
            MouseEventKind::Drag(_) | MouseEventKind::Up(_) | MouseEventKind::Moved => {}
        }
    }

    fn pressed(&mut self, at: (u16, u16)) {
        self.clear_notice();
        self.state.last = None;
        // the end of a drag that was never told is no drop
        self.state.pointer.drag = None;
        let before = self.state.pointer.press.take();
        let now = self.now;
        let before =
            before.filter(|press| press.at == at && now.saturating_sub(press.now) <= DOUBLE);
        match &self.state.mode {
            Mode::Menu(_) => self.pressed_in_menu(at, before.as_ref()),
            Mode::Choice(_) => self.pressed_in_strip(at),
            Mode::Sentences(_) => self.pressed_in_sentences(at, before.as_ref()),
            Mode::Writing(_) => self.pressed_while_writing(at),
            Mode::Asking(asking) => {
                let finds = asking.about == About::Find;
                if at.1 == layout::plan(self.state).bands.notice {
                    return;
                }
                if finds {
                    let on = hit::hit(self.state, at);
                    self.answer();
                    self.clear_notice();
                    self.select(at, on);
                } else {
                    self.give_up();
                }
            }
            Mode::Board if !self.state.pending.is_empty() => self.pressed_in_strip(at),
            Mode::Board => match before {
                Some(before) if self.is_selected(&before.on) => self.open_hit(&before.on),
                _ => {
                    let on = hit::hit(self.state, at);
                    self.select(at, on);
                }
            },
        }
    }

    /// Goes to what was clicked.
    fn select(&mut self, at: (u16, u16), on: Option<Hit>) {
        let Some(on) = on else { return };
        let map = self.state.map().clone();
        self.state.last = None;
        match &on {
            Hit::Card(spot) => {
                self.state.focus.go_to(&map, spot);
            }
            Hit::Head(id) => {
                self.state.focus.go_to_address(&map, &Address::Stage(id.clone()));
            }
            Hit::Row(target) => {
                let Some(page) = self.state.pages.last() else { return };
                let rows = page.rows(&map, self.state.look);
                if let Some(row) = rows.iter().position(|row| row.target == *target) {
                    self.choose_row(row);
                }
            }
            Hit::Entry(at, part) => self.choose_entry(at, part),
            Hit::Map(line) => {
                if let Some(maps) = &mut self.state.maps {
                    match &mut maps.across {
                        Some(table) => table.chosen = *line,
                        None => maps.chosen = *line,
                    }
                }
            }
            Hit::Question(choice) => {
                if let Some(start) = &mut self.state.start {
                    start.chosen = *choice;
                    self.ask_question();
                }
            }
            Hit::Add(id) => {
                let cards = map.stage(id).map_or(0, |stage| stage.touchpoints.len());
                let column = self.state.focus.column();
                self.state.focus.go(&map, column, cards.checked_sub(1));
                return self.run(Command::AddBelow);
            }
            Hit::FixFirst => return self.change_view(Command::ViewFix),
            Hit::Line(_) => return,
        }
        self.state.pointer.press = Some(Press { now: self.now, at, on });
    }

    /// Whether it is still what keys act on, after the first of two clicks.
    fn is_selected(&self, on: &Hit) -> bool {
        let focus = &self.state.focus;
        match (on, self.state.pages.last()) {
            (Hit::Card(spot), None) => focus.spot().as_ref() == Some(spot),
            (Hit::Head(id), None) => focus.row().is_none() && focus.stage() == Some(id),
            (Hit::Row(target), Some(page)) => {
                let rows = page.rows(self.state.map(), self.state.look);
                rows.get(page.chosen).is_some_and(|row| row.target == *target)
            }
            (Hit::Entry(at, part), None) => {
                let row = self.report().and_then(Report::row);
                row.is_some_and(|row| row.at == *at && row.part == *part)
            }
            (Hit::Map(line), _) => self.state.maps.as_ref().is_some_and(|it| {
                it.across.as_ref().map_or(it.chosen, |table| table.chosen) == *line
            }),
            (Hit::Question(choice), _) => {
                self.state.start.as_ref().is_some_and(|it| it.chosen == *choice)
            }
            _ => false,
        }
    }

    fn open_hit(&mut self, on: &Hit) {
        match on {
            Hit::Card(_) | Hit::Head(_) => self.open_focus(),
            Hit::Row(target) => self.open_row(target),
            Hit::Entry(..) | Hit::Map(_) | Hit::Question(_) => self.run(Command::Open),
            Hit::Line(_) | Hit::Add(_) | Hit::FixFirst => {}
        }
    }

    /// A command is chosen with one click where it was looked for, and with two
    /// where one reads what the keys do.
    fn pressed_in_menu(&mut self, at: (u16, u16), before: Option<&Press>) {
        let size = self.state.size;
        let Mode::Menu(menu) = &mut self.state.mode else { return };
        let place = menu::plan(size, menu);
        if layout::is_too_small(size) || !place.covers(at.0, at.1) {
            self.state.mode = Mode::Board;
            return;
        }
        if let Some(Press { on: Hit::Line(row), .. }) = before
            && *row == menu.chosen
        {
            return self.press(KeyCode::Enter.into());
        }
        let Some(row) = place.row_at(at.0, at.1) else { return };
        if !menu.choose(row) {
            return;
        }
        match menu.purpose {
            Purpose::Find => self.press(KeyCode::Enter.into()),
            Purpose::Read => {
                let on = Hit::Line(row);
                self.state.pointer.press = Some(Press { now: self.now, at, on });
            }
        }
    }

    /// A line is chosen with one click, and followed with two.
    fn pressed_in_sentences(&mut self, at: (u16, u16), before: Option<&Press>) {
        let size = self.state.size;
        let Mode::Sentences(list) = &mut self.state.mode else { return };
        let place = layout::sentences::plan(size, list);
        if layout::is_too_small(size) || !place.covers(at.0, at.1) {
            self.state.mode = Mode::Board;
            return;
        }
        if let Some(Press { on: Hit::Line(line), .. }) = before
            && *line == list.chosen
        {
            return self.follow_line();
        }
        if let Some(line) = place.line_at(at.0, at.1).filter(|line| list.choose(*line)) {
            self.state.pointer.press = Some(Press { now: self.now, at, on: Hit::Line(line) });
        }
    }

    /// One of the keys that may come next is pressed by clicking it; a click
    /// elsewhere lets go of them.
    fn pressed_in_strip(&mut self, at: (u16, u16)) {
        let strip = strip(self.state, &layout::plan(self.state));
        let Some(strip) = strip.filter(|_| !layout::is_too_small(self.state.size)) else { return };
        match strip.key_at(at.0, at.1) {
            Some(key) => self.press(key.event()),
            None if (strip.top..strip.end).contains(&at.1) => {}
            None => {
                self.state.pending.clear();
                self.state.mode = Mode::Board;
            }
        }
    }

    fn pressed_while_writing(&mut self, at: (u16, u16)) {
        if self.state.start.is_some() {
            let on = hit::hit(self.state, at);
            self.keep_answer();
            if self.state.mode == Mode::Board {
                self.select(at, on);
            }
            return;
        }
        let Some(place) = hit::field(self.state) else { return };
        let Mode::Writing(writing) = &mut self.state.mode else { return };
        if let Some((column, row)) = place.place(&writing.field, at) {
            if place.is_window {
                writing.field.point_in_window(place.width, column);
            } else {
                writing.field.set_width(place.width);
                writing.field.point(column, row, false);
            }
            return;
        }
        // what is there now may stand elsewhere once the text is kept
        let on = hit::hit(self.state, at);
        if self.keep_and_leave() {
            self.select(at, on);
        }
    }

    fn wheel(&mut self, at: (u16, u16), towards: Towards) {
        let down = matches!(towards, Towards::Down | Towards::Right);
        let by = if down { LINES } else { -LINES };
        let upright = matches!(towards, Towards::Up | Towards::Down);
        match &mut self.state.mode {
            Mode::Menu(menu) => menu.step(by),
            Mode::Sentences(list) => list.step(by),
            Mode::Board if self.state.start.is_some() => {}
            Mode::Board if self.state.maps.is_some() => {
                if upright {
                    self.choose_map(by.signum());
                }
            }
            Mode::Board if !self.state.pages.is_empty() => {
                if upright && !layout::is_too_small(self.state.size) {
                    page::roll(self.state, at.0, by);
                }
            }
            Mode::Board => {
                wheel::roll(self.state, at.0, towards);
                if let Some(drag) = &mut self.state.pointer.drag {
                    drag.at = at;
                }
            }
            // what is typed stays in view
            Mode::Writing(_) | Mode::Choice(_) | Mode::Asking(_) => {}
        }
    }
}
