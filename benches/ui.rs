//! What a key costs from message to frame, at 200x50, on 100 and on 10,000 cards; and the first
//! frame of a large map beside what parsing it takes.
//!
//! The budgets: a key p95 1 ms and the same on both maps; the first frame at most 1.25 times
//! `ron` alone. With a path as its argument it only writes the large map there, for measuring
//! the whole program: `cargo bench --bench ui -- /tmp/large.ron`.
#![expect(clippy::unwrap_used, reason = "a benchmark of what does not work should stop")]

#[path = "../tests/shared/large.rs"]
mod large;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cjm::model::JourneyMap;
use cjm::store::{print::print, read::read};
use cjm::ui::look::Look;
use cjm::ui::{Effect, Event, Message, Saved, State, keymap::Keymap, update, view};
use large::large_map;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

const SIZE: (u16, u16) = (200, 50);
const ROUNDS: usize = 300;

fn main() {
    let huge = large_map(50, 200);
    if let Some(path) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) {
        std::fs::write(path, print(&huge)).unwrap();
        return;
    }
    let maps = [large_map(10, 10), huge].map(Arc::new);
    println!("{:<30}{:>22}{:>22}", "", "100 cards", "10,000 cards");
    println!("{:<30}{:>11}{:>11}{:>11}{:>11}", "µs a key", "median", "p95", "median", "p95");
    for case in CASES {
        print!("{:<30}", case.name);
        for map in &maps {
            let (median, p95) = measure(case, map);
            print!("{median:>11.0}{p95:>11.0}");
        }
        println!();
    }
    first_frame(&maps[1]);
}

/// Keys that are typed again and again: first those that are not measured, then those that are,
/// then those that lead back.
struct Case {
    name: &'static str,
    before: &'static str,
    measured: &'static str,
    after: &'static str,
}

const CASES: &[Case] = &[
    Case { name: "focus down, up", before: "", measured: "jjkk", after: "" },
    Case { name: "focus right, left", before: "", measured: "llhh", after: "" },
    Case { name: "scrolling down", before: "", measured: "jjjjjjjjjjjjjjjjjjjj", after: "gg" },
    Case { name: "rate", before: "", measured: "15", after: "" },
    Case { name: "undo, redo", before: "15", measured: "uU", after: "" },
    Case { name: "o", before: "", measured: "o", after: "\x1b" },
    Case { name: "a letter of a title", before: "o", measured: "abcdefgh", after: "\x15\x1b" },
    Case { name: "Enter keeps a card", before: "oabc", measured: "\r", after: "\x1bu" },
    Case { name: "c o, which counts owners", before: "c", measured: "o", after: "\x1b" },
    Case { name: "a letter of an owner", before: "co", measured: "xyz", after: "\x15Payments\r" },
    Case { name: "move to the next stage", before: "", measured: "LH", after: "" },
    Case { name: "delete a card", before: "d", measured: "d", after: "u" },
    Case { name: "delete a stage", before: "s", measured: "d", after: "u" },
    Case { name: "a letter to find", before: "/", measured: "payments", after: "\x1b" },
    Case { name: "a letter that is nowhere", before: "/", measured: "qxqxqxqx", after: "\x1b" },
    Case { name: "find next", before: "/pay\r", measured: "nnNn", after: "" },
    Case { name: "filter by owner", before: "fopay", measured: "\r", after: "ff" },
    Case { name: "rate under a filter", before: "fopay\r", measured: "15", after: "ff" },
    Case { name: "down in the list", before: "vl", measured: "jjjjkkkk", after: "" },
    Case { name: "far down in the list", before: "vl", measured: "GlGlkjkj", after: "vbgg" },
    Case { name: "fix first", before: "", measured: "vf", after: "vb" },
    Case { name: "down in fix first", before: "vf", measured: "jjjjkkkk", after: "vb" },
    Case { name: "impact in fix first", before: "vf", measured: "15", after: "vb" },
    Case { name: "actions", before: "", measured: "va", after: "vb" },
    Case { name: "down in the actions", before: "va", measured: "jjjjkkkk", after: "vb" },
    Case { name: "missing", before: "", measured: "vm", after: "vb" },
    Case { name: "down in what is missing", before: "vm", measured: "jjjjkkkk", after: "vb" },
    Case { name: "the next gap", before: "", measured: "]]]]", after: "gg" },
    Case { name: "curve", before: "", measured: "vc", after: "vb" },
    Case { name: "along the curve", before: "vc", measured: "llllhhhh", after: "vb" },
    Case { name: "rate on the curve", before: "vc", measured: "15", after: "vb" },
    Case { name: "help", before: "", measured: "?", after: "\x1b" },
    Case { name: "a letter of a command", before: ":", measured: "move", after: "\x1b" },
];

fn measure(case: &Case, map: &Arc<JourneyMap>) -> (f64, f64) {
    let mut window = Window::open(map);
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        window.keys(case.before);
        times.extend(window.keys(case.measured));
        window.keys(case.after);
        window.save();
    }
    times.sort();
    (micros(times[times.len() / 2]), micros(times[times.len() * 95 / 100]))
}

struct Window {
    state: State,
    terminal: Terminal<CrosstermBackend<std::io::Sink>>,
    now: Duration,
}

impl Window {
    fn open(map: &Arc<JourneyMap>) -> Self {
        let look = Look::default();
        let state = State::new(Arc::clone(map), 7, Keymap::default(), look, SIZE);
        let viewport = Viewport::Fixed(Rect::new(0, 0, SIZE.0, SIZE.1));
        let backend = CrosstermBackend::new(std::io::sink());
        let terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
        let mut window = Self { state, terminal, now: Duration::ZERO };
        window.draw();
        window
    }

    fn draw(&mut self) {
        let state = &self.state;
        self.terminal.draw(|frame| view(state, frame)).unwrap();
    }

    /// Types keys, and gives the time of each, frame and all.
    fn keys(&mut self, keys: &str) -> Vec<Duration> {
        keys.chars()
            .map(|key| {
                let start = Instant::now();
                black_box(self.update(Event::Key(press(key))));
                self.draw();
                start.elapsed()
            })
            .collect()
    }

    /// Lets every save be asked for and answered.
    fn save(&mut self) {
        self.now += Duration::from_secs(60);
        for effect in self.update(Event::Deadline) {
            if let Effect::Save { seq, .. } = effect {
                self.update(Event::Saved(Saved::Done { seq }));
            }
        }
    }

    fn update(&mut self, event: Event) -> Vec<Effect> {
        self.now += Duration::from_millis(10);
        update(&mut self.state, Message { now: self.now, clock: clock(), event })
    }
}

fn press(key: char) -> KeyEvent {
    match key {
        '\r' => KeyEvent::from(KeyCode::Enter),
        '\x1b' => KeyEvent::from(KeyCode::Esc),
        '\x15' => {
            KeyEvent::new(KeyCode::Char('u'), ratatui::crossterm::event::KeyModifiers::CONTROL)
        }
        key => KeyEvent::from(KeyCode::Char(key)),
    }
}

/// The first frame: reading, state, drawing.
fn first_frame(map: &JourneyMap) {
    let text = print(map);
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let (mut alone, mut reading, mut all) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for _ in 0..9 {
        let start = Instant::now();
        drop(black_box(options.from_str::<JourneyMap>(&text).unwrap()));
        alone = alone.min(start.elapsed());
        let start = Instant::now();
        let map = Arc::new(read(text.as_bytes()).unwrap().map);
        reading = reading.min(start.elapsed());
        let window = black_box(Window::open(&map));
        all = all.min(start.elapsed());
        drop(window);
    }
    println!("\nfirst frame of {:.1} MB", text.len() as f64 / 1e6);
    let ratio = |time: Duration| time.as_secs_f64() / alone.as_secs_f64();
    println!("  ron alone            {:6.1} ms", micros(alone) / 1e3);
    println!(
        "  read                 {:6.1} ms  ratio {:.2}",
        micros(reading) / 1e3,
        ratio(reading)
    );
    println!(
        "  read, state, draw    {:6.1} ms  ratio {:.2} (at most 1.25)",
        micros(all) / 1e3,
        ratio(all)
    );
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// A day of its own, so that pictures stay what they are.
fn clock() -> cjm::model::Fresh {
    cjm::model::Fresh {
        day: cjm::model::Day::parse("2026-11-21").unwrap(),
        month: cjm::model::Month::parse("2026-11").unwrap(),
        time: cjm::model::TimeOfDay::parse("10:42").unwrap(),
    }
}
