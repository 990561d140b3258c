//! A window without a program around it: messages in, the bytes of frames counted.

use std::alloc::System;
use std::cell::RefCell;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use cjm::app::terminal::{Backend, Tty};
use cjm::model::JourneyMap;
use cjm::ui::look::{Look, Marks};
use cjm::ui::{Effect, Event, Message, Saved, State, keymap::Keymap, update, view};
use portable_pty::{PtyPair, PtySize, native_pty_system};
use ratatui::Terminal;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use rustix::fs::OFlags;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Allocations of the whole process are counted, so that tests that count take turns. Where
/// something else of the process falls into a count, the least of several is the true one.
pub(crate) fn in_turn() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What some work asked of the allocator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cost {
    pub(crate) times: usize,
    pub(crate) bytes: usize,
}

impl Cost {
    /// Whether it is at most `ratio` times `other`.
    pub(crate) fn within(&self, ratio: f64, other: &Self) -> bool {
        let fits = |ours: usize, theirs: usize| ours as f64 <= theirs as f64 * ratio;
        fits(self.times, other.times) && fits(self.bytes, other.bytes)
    }
}

/// Does `work` and says what it cost.
pub(crate) fn cost<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let region = Region::new(ALLOCATOR);
    let done = work();
    let change = region.change();
    let times = change.allocations + change.reallocations;
    (done, Cost { times, bytes: change.bytes_allocated })
}

/// A state and the terminal it is drawn on.
pub(crate) struct Window {
    pub(crate) state: State,
    /// What the last message asked for.
    pub(crate) effects: Vec<Effect>,
    terminal: Terminal<Backend<Written>>,
    written: Written,
    now: Duration,
    _pair: PtyPair,
}

/// How many bytes were written.
#[derive(Clone, Default)]
struct Written(Rc<RefCell<usize>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        *self.0.borrow_mut() += bytes.len();
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Window {
    pub(crate) fn open(map: JourneyMap, marks: Marks, (cols, rows): (u16, u16)) -> Self {
        let size = PtySize { cols, rows, ..PtySize::default() };
        let pair = native_pty_system().openpty(size).unwrap();
        let slave = OpenOptions::new()
            .read(true)
            .write(true)
            // it must not become the terminal of the test itself
            .custom_flags(OFlags::NOCTTY.bits().cast_signed())
            .open(pair.master.tty_name().unwrap())
            .unwrap();
        let tty = Tty::from_file(&slave).unwrap();
        let written = Written::default();
        let look = Look { marks, ..Look::default() };
        let mut window = Self {
            state: State::new(Arc::new(map), 7, Keymap::default(), look, (cols, rows)),
            effects: Vec::new(),
            terminal: Terminal::new(Backend::new(&tty, written.clone())).unwrap(),
            written,
            now: Duration::ZERO,
            _pair: pair,
        };
        window.state.fixing.stand_on(clock().day);
        assert!(window.draw() > 1_000, "nothing was drawn");
        window
    }

    /// Draws a frame; gives its bytes.
    pub(crate) fn draw(&mut self) -> usize {
        *self.written.0.borrow_mut() = 0;
        let state = &self.state;
        self.terminal.draw(|frame| view(state, frame)).unwrap();
        *self.written.0.borrow()
    }

    /// A message and a frame; gives the bytes of the frame.
    pub(crate) fn send(&mut self, event: Event) -> usize {
        self.update(event);
        self.draw()
    }

    /// A key and a frame; gives the bytes of the frame.
    pub(crate) fn key(&mut self, letter: char) -> usize {
        self.send(press(letter))
    }

    /// What a key and its frame cost.
    pub(crate) fn one(&mut self, letter: char) -> Cost {
        cost(|| self.key(letter)).1
    }

    /// What a key and its frame cost at least, of several times from the same state on; the
    /// window is in the state after it then.
    pub(crate) fn cheapest(&mut self, letter: char) -> Cost {
        let (focus, scroll) = (self.state.focus.clone(), self.state.scroll.clone());
        let mut costs = Vec::new();
        for _ in 0..5 {
            self.state.focus = focus.clone();
            self.state.scroll = scroll.clone();
            self.draw();
            costs.push(self.one(letter));
            assert_ne!(self.state.focus, focus, "{letter} went nowhere");
        }
        costs.into_iter().min().unwrap()
    }

    /// What bringing a message into the state costs, without the frame.
    pub(crate) fn update_cost(&mut self, event: Event) -> Cost {
        cost(|| self.update(event)).1
    }

    /// What it costs the window to do nothing, and to ask for a save of an edit that is made
    /// first.
    pub(crate) fn hand_over(&mut self, round: usize) -> (Cost, Cost) {
        self.key(if round.is_multiple_of(2) { '5' } else { '1' });
        let due = self.state.next_deadline().unwrap();
        // everything that may wait is due then
        self.now = due + Duration::from_secs(60);
        let saving = self.update_cost(Event::Deadline);
        let saves = self.effects.iter().filter_map(|effect| match effect {
            Effect::Save { seq, .. } => Some(*seq),
            _ => None,
        });
        let [seq] = saves.collect::<Vec<_>>()[..] else {
            unreachable!("not one save was asked for")
        };
        self.update(Event::Saved(Saved::Done { seq }));
        let nothing = self.update_cost(Event::Deadline);
        assert!(self.effects.is_empty());
        (nothing, saving)
    }

    fn update(&mut self, event: Event) {
        self.now += Duration::from_millis(10);
        self.effects = update(&mut self.state, Message { now: self.now, clock: clock(), event });
    }
}

/// A key is pressed.
pub(crate) fn press(letter: char) -> Event {
    Event::Key(KeyEvent::from(KeyCode::Char(letter)))
}

/// A day of its own, so that pictures stay what they are.
fn clock() -> cjm::model::Fresh {
    cjm::model::Fresh {
        day: cjm::model::Day::parse("2026-11-21").unwrap(),
        month: cjm::model::Month::parse("2026-11").unwrap(),
        time: cjm::model::TimeOfDay::parse("10:42").unwrap(),
    }
}
