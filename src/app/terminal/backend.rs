//! How frames get to the terminal.

use std::io::{self, Write};

use ratatui::backend::{ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::crossterm::style::force_color_output;
use ratatui::layout::{Position, Size};
use rustix::termios;

use super::Tty;

/// Terminals that know these two show all between them at once; others pass them over.
const FRAME_START: &[u8] = b"\x1b[?2026h";
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// A backend for ratatui that collects a frame and hands it over in one write, so that a frame
/// is never torn. Nothing is written before `flush`, nor when dropped with half a frame in it.
///
/// It differs from ratatui's own in what it must not do while the input thread reads the
/// terminal: it never asks the terminal where the cursor is (it remembers), and takes the size
/// from the terminal that is drawn on.
#[derive(Debug)]
pub struct Backend<W: Write> {
    tty: Tty,
    out: W,
    frame: Vec<u8>,
    position: Position,
    /// Whether the cursor is shown; unknown at the start and after a clear.
    cursor_shown: Option<bool>,
}

impl<W: Write> Backend<W> {
    /// A backend that draws on `tty` by writing to `out`. From here on crossterm no longer
    /// drops colours of its own accord, halfway and reversed text with them: whether there are any
    /// is the theme's to say.
    pub fn new(tty: &Tty, out: W) -> Self {
        force_color_output(true);
        Self {
            tty: tty.clone(),
            out,
            frame: Vec::new(),
            position: Position::ORIGIN,
            cursor_shown: None,
        }
    }

    fn crossterm(&mut self) -> CrosstermBackend<&mut Vec<u8>> {
        if self.frame.is_empty() {
            self.frame.extend_from_slice(FRAME_START);
        }
        CrosstermBackend::new(&mut self.frame)
    }
}

impl<W: Write> ratatui::backend::Backend for Backend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.crossterm().draw(content)
    }

    fn append_lines(&mut self, lines: u16) -> io::Result<()> {
        self.crossterm().append_lines(lines)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor_shown == Some(false) {
            return Ok(());
        }
        self.cursor_shown = Some(false);
        self.crossterm().hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor_shown == Some(true) {
            return Ok(());
        }
        self.cursor_shown = Some(true);
        self.crossterm().show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.position)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        // where nothing else is written, it stands there already
        if self.frame.is_empty() && self.position == position && self.cursor_shown.is_some() {
            return Ok(());
        }
        self.position = position;
        self.crossterm().set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.cursor_shown = None;
        self.crossterm().clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = self.tty.size()?;
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        let pixels = termios::tcgetwinsize(&self.tty)?;
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size { width: pixels.ws_xpixel, height: pixels.ws_ypixel },
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        self.frame.extend_from_slice(FRAME_END);
        let written = self.out.write_all(&self.frame).and_then(|()| self.out.flush());
        self.frame.clear();
        written
    }
}
