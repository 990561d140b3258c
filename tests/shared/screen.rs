//! The screen without a terminal: keys in, rows of text and style letters out.

use std::sync::Arc;
use std::time::Duration;

use cjm::model::JourneyMap;
use cjm::ui::look::{Look, Themes};
use cjm::ui::{Effect, Event, Message, State, keymap::Keymap, update, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::crossterm::event::{
    KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::style::{Color, Modifier};

/// A state, a screen, and what the state asked for.
pub(crate) struct Screen {
    pub(crate) state: State,
    pub(crate) terminal: Terminal<TestBackend>,
    pub(crate) effects: Vec<Effect>,
    frame: Buffer,
    now: Duration,
}

impl Screen {
    pub(crate) fn new(map: JourneyMap, width: u16, height: u16) -> Self {
        let look = Look::default();
        let mut state = State::new(Arc::new(map), 7, Keymap::default(), look, (width, height));
        state.themes = Themes::built_in();
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let mut screen = Self {
            state,
            terminal,
            effects: Vec::new(),
            frame: Buffer::default(),
            now: Duration::ZERO,
        };
        screen.send(Event::Resize(width, height));
        screen
    }

    pub(crate) fn send(&mut self, event: Event) {
        self.now += Duration::from_millis(10);
        let effects = update(&mut self.state, Message { now: self.now, clock: clock(), event });
        self.effects.extend(effects);
        let state = &self.state;
        let frame = self.terminal.draw(|frame| view(state, frame)).unwrap();
        self.frame = frame.buffer.clone();
    }

    /// Types keys: letters as they are, others between `<` and `>`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in parse(keys) {
            self.send(Event::Key(key));
        }
        self
    }

    /// Lets time go by until no deadline is left, or a save is under way.
    pub(crate) fn pass_deadlines(&mut self) {
        while let Some(deadline) = self.state.next_deadline() {
            self.now = self.now.max(deadline);
            self.send(Event::Deadline);
        }
    }

    /// Lets time go by.
    pub(crate) fn wait(&mut self, milliseconds: u64) {
        self.now += Duration::from_millis(milliseconds);
    }

    /// Lets time go by until the next deadline, and one event for it.
    pub(crate) fn pass_deadline(&mut self) {
        self.now = self.now.max(self.state.next_deadline().unwrap());
        self.send(Event::Deadline);
    }

    /// Where `text` begins on the screen: column and row.
    pub(crate) fn place(&self, text: &str) -> (u16, u16) {
        let screen = self.text();
        let found =
            (0..).zip(screen.lines()).find_map(|(y, line)| Some((line.find(text)?, y, line)));
        let Some((at, y, line)) = found else { panic!("no {text:?} on\n{screen}") };
        (u16::try_from(cjm::text::width(&line[..at])).unwrap(), y)
    }

    /// Uses the mouse at a cell.
    pub(crate) fn mouse(&mut self, kind: MouseEventKind, (column, row): (u16, u16)) {
        let modifiers = KeyModifiers::NONE;
        self.send(Event::Mouse(MouseEvent { kind, column, row, modifiers }));
    }

    /// Clicks a cell with the left button.
    pub(crate) fn click(&mut self, at: (u16, u16)) {
        self.mouse(MouseEventKind::Down(MouseButton::Left), at);
        self.mouse(MouseEventKind::Up(MouseButton::Left), at);
    }

    /// Presses the left button at one text and moves to a cell.
    pub(crate) fn drag(&mut self, from: &str, to: (u16, u16)) {
        let at = self.place(from);
        self.mouse(MouseEventKind::Down(MouseButton::Left), at);
        self.mouse(MouseEventKind::Drag(MouseButton::Left), to);
    }

    /// Lets go of the left button.
    pub(crate) fn drop(&mut self, at: (u16, u16)) {
        self.mouse(MouseEventKind::Up(MouseButton::Left), at);
    }

    pub(crate) fn cursor(&mut self) -> (u16, u16) {
        let position = self.terminal.get_cursor_position().unwrap();
        (position.x, position.y)
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.terminal.backend_mut().resize(width, height);
        self.send(Event::Resize(width, height));
    }

    pub(crate) fn buffer(&self) -> &Buffer {
        &self.frame
    }

    /// The screen as text.
    pub(crate) fn text(&self) -> String {
        rows(self.buffer(), |cell| cell.symbol().to_owned())
    }

    /// The screen as text, then as letters of its styles.
    pub(crate) fn picture(&mut self) -> String {
        let (x, y) = self.cursor();
        let styles = rows(self.buffer(), |cell| letter(cell).to_string());
        format!("{}\n-- styles, cursor at {x},{y}\n{styles}", self.text())
    }
}

fn rows(buffer: &Buffer, show: impl Fn(&Cell) -> String) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let shown = show(cell);
            skip = if shown == *cell.symbol() {
                cjm::text::width(cell.symbol()).saturating_sub(1)
            } else {
                0
            };
            row.push_str(&shown);
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

/// One letter for a style: small for a colour, capital where it is bold too;
/// `*` bold, `:` dim, `_` underlined, `#` reversed, `/` italic, `%` on a colour.
fn letter(cell: &Cell) -> char {
    let has = |modifier| cell.modifier.contains(modifier);
    if has(Modifier::REVERSED) {
        return '#';
    }
    if cell.bg != Color::Reset {
        return '%';
    }
    let colour = match cell.fg {
        Color::Red => Some('r'),
        Color::Green => Some('g'),
        Color::Yellow => Some('y'),
        Color::Blue => Some('b'),
        Color::Magenta => Some('m'),
        Color::Cyan => Some('c'),
        _ => None,
    };
    match colour {
        Some(colour) if has(Modifier::BOLD) => colour.to_ascii_uppercase(),
        Some(colour) => colour,
        None if has(Modifier::UNDERLINED) => '_',
        None if has(Modifier::BOLD) => '*',
        None if has(Modifier::DIM) => ':',
        None if has(Modifier::ITALIC) => '/',
        None => ' ',
    }
}

/// How many keys that are.
pub(crate) fn count(keys: &str) -> usize {
    parse(keys).len()
}

/// Keys, as [`Screen::keys`] takes them.
pub(crate) fn parse(keys: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'))
            && let Some(event) = named(name)
        {
            events.push(event);
            rest = after;
        } else {
            events.push(KeyEvent::new(KeyCode::Char(first), KeyModifiers::NONE));
            rest = &rest[first.len_utf8()..];
        }
    }
    events
}

fn named(name: &str) -> Option<KeyEvent> {
    let (held, name) = match name.split_once('-') {
        Some(("ctrl", name)) => (KeyModifiers::CONTROL, name),
        Some(("shift", name)) => (KeyModifiers::SHIFT, name),
        Some(("alt", name)) => (KeyModifiers::ALT, name),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" if held == KeyModifiers::SHIFT => KeyCode::BackTab,
        "tab" => KeyCode::Tab,
        "bs" => KeyCode::Backspace,
        "space" => KeyCode::Char(' '),
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "lt" => KeyCode::Char('<'),
        _ => {
            let mut letters = name.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) if !held.is_empty() => KeyCode::Char(letter),
                _ => return None,
            }
        }
    };
    Some(KeyEvent::new(code, held))
}

/// A day of its own, so that pictures stay what they are.
fn clock() -> cjm::model::Fresh {
    cjm::model::Fresh {
        day: cjm::model::Day::parse("2026-11-21").unwrap(),
        month: cjm::model::Month::parse("2026-11").unwrap(),
        time: cjm::model::TimeOfDay::parse("10:42").unwrap(),
    }
}
