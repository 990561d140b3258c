//! Writing into the buffer: never outside, always safe to show.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::{self, Part};
use crate::ui::look::{Look, Role};

/// What draws.
pub(super) struct Pen<'a> {
    buffer: &'a mut Buffer,
    pub(super) look: Look,
    area: Rect,
}

impl<'a> Pen<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, look: Look, area: Rect) -> Self {
        let pen = Self { buffer, look, area };
        let ground = pen.look.style(Role::Ground);
        if ground != Style::new() {
            pen.buffer.set_style(area, ground);
        }
        pen
    }

    pub(super) fn width(&self) -> u16 {
        self.area.width
    }

    pub(super) fn height(&self) -> u16 {
        self.area.height
    }

    /// Writes `text`, cut with … at `room` cells; says how many it took.
    pub(super) fn write(&mut self, x: u16, y: u16, room: u16, role: Role, text: &str) -> u16 {
        let style = self.look.style(role);
        self.write_styled(x, y, room, style, text)
    }

    pub(super) fn write_styled(
        &mut self,
        x: u16,
        y: u16,
        room: u16,
        style: Style,
        text: &str,
    ) -> u16 {
        let room = room.min(self.area.width.saturating_sub(x));
        if y >= self.area.height || room == 0 {
            return 0;
        }
        let shown = text::display(text);
        let shown = text::clip(&shown, room.into());
        // nothing of what was written there before shines through
        let style = Style::reset().patch(style);
        let end = x + room;
        let mut at = x;
        for part in text::parts(&shown) {
            match part {
                Part::Ascii(plain) => {
                    for (x, letter) in (at..end).zip(plain.chars()) {
                        if let Some(cell) = self.buffer.cell_mut((x, y)) {
                            cell.set_char(letter).set_style(style);
                        }
                        at = x + 1;
                    }
                }
                Part::Mixed(mixed) => {
                    at = self.buffer.set_stringn(at, y, mixed, (end - at).into(), style).0;
                }
            }
        }
        at - x
    }

    /// Writes `text` so that it ends before `end`; says where it begins.
    pub(super) fn write_before(&mut self, end: u16, y: u16, role: Role, text: &str) -> u16 {
        let width = u16::try_from(text::shown_width(text)).unwrap_or(u16::MAX);
        let x = end.saturating_sub(width);
        self.write(x, y, end - x, role, text);
        x
    }

    /// Fills a row from `x` with one sign.
    pub(super) fn fill(&mut self, x: u16, y: u16, width: u16, role: Role, sign: &str) {
        let style = self.look.style(role);
        for x in x..(x + width).min(self.area.width) {
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.set_symbol(sign).set_style(Style::reset().patch(style));
            }
        }
    }

    /// Gives cells that are written already the style of a role.
    pub(super) fn restyle(&mut self, x: u16, y: u16, width: u16, role: Role) {
        let style = self.look.style(role);
        self.restyle_as(x, y, width, style);
    }

    pub(super) fn restyle_as(&mut self, x: u16, y: u16, width: u16, style: Style) {
        let style = Style::reset().patch(style);
        self.buffer.set_style(Rect::new(x, y, width, 1).intersection(self.area), style);
    }

    /// Makes rows blank.
    pub(super) fn clear(&mut self, area: Rect) {
        let ground = self.look.style(Role::Ground);
        for y in area.y..area.bottom().min(self.area.height) {
            for x in area.x..area.right().min(self.area.width) {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(ground);
                }
            }
        }
    }
}
