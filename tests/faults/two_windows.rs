//! Two windows on one map, whose steps fall into each other in any order, are killed anywhere:
//! what each of them had done is there again, and nothing of it stands against itself.
//!
//! Each window keeps to a stage of its own, so that what must come back is known: what the same
//! keys make in a window that is alone. `CJM_TRIALS=20000` makes that many trials,
//! `CJM_TRIAL=129` the one of that seed.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use cjm::model::{Day, Fresh, Id, JourneyMap, Month, Stage, TimeOfDay, Touchpoint};
use cjm::store::document::{Record, open};
use cjm::store::fs::FileSystem;
use cjm::store::fs::faulty::{Crash, Faulty, Plan};
use cjm::store::journal::Journal;
use cjm::store::print::print;
use cjm::store::saver::{self, SaveResult, Saver};
use cjm::ui::keymap::Keymap;
use cjm::ui::look::Look;
use cjm::ui::{Effect, Event, Foreign, Looked, Message, Saved, State, update};
use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::nameless::nameless;

const STATE: &str = "/home/state";
const MAP: &str = "/desk/map.ron";

/// Numbers from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        // SplitMix64
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((number ^ (number >> 31)) % end as u64).unwrap()
    }
}

/// What the thread that writes files is asked for.
enum Job {
    Save { seq: u64, record: u64, map: Arc<JourneyMap> },
    Merged(u64),
    Look,
}

/// A window with its thread, which does one thing at a time when it is told to.
struct Window {
    state: State,
    saver: Saver,
    journal: Journal,
    jobs: VecDeque<Job>,
    answers: VecDeque<Event>,
    /// The same keys in a window that is alone.
    alone: State,
    now: Duration,
}

impl Window {
    fn open(fs: &Arc<dyn FileSystem>, seed: u64) -> Self {
        let opened = open(&**fs, Some(Path::new(STATE)), Path::new(MAP), "").unwrap();
        let mut saver = Saver::new(Arc::clone(fs), Some(STATE.into()), &opened);
        let journal = saver.start_journal(opened.bytes.as_deref()).unwrap().unwrap();
        saver.merged(0);
        let state = |map| State::new(map, seed, Keymap::default(), Look::default(), (120, 34));
        Self {
            state: state(Arc::clone(&opened.saved)),
            alone: state(opened.saved),
            saver,
            journal,
            jobs: VecDeque::new(),
            answers: VecDeque::new(),
            now: Duration::ZERO,
        }
    }

    fn message(&mut self, event: Event) -> Message {
        self.now += Duration::from_millis(1);
        let day = Day::parse("2026-11-22").unwrap();
        let month = Month::parse("2026-11").unwrap();
        let clock = Fresh { day, month, time: TimeOfDay::default() };
        Message { now: self.now, clock, event }
    }

    fn press(&mut self, keys: &str) {
        for key in keys.chars() {
            let code = match key {
                '\n' => KeyCode::Enter,
                '\u{1b}' => KeyCode::Esc,
                letter => KeyCode::Char(letter),
            };
            let event = Event::Key(KeyEvent::from(code));
            let message = self.message(event.clone());
            update(&mut self.alone, message);
            self.send(event);
        }
    }

    fn send(&mut self, event: Event) {
        let message = self.message(event);
        for effect in update(&mut self.state, message) {
            let record = match effect {
                Effect::Journal(edits) => Record::Edits(edits),
                Effect::JournalMerge { edits, common } => Record::Merged { edits, common },
                Effect::Save { seq, map, .. } => {
                    let record = self.journal.last();
                    self.jobs.push_back(Job::Save { seq, record, map });
                    continue;
                }
                Effect::Merged(number) => {
                    self.jobs.push_back(Job::Merged(number));
                    continue;
                }
                Effect::Look => {
                    self.jobs.push_back(Job::Look);
                    continue;
                }
                _ => continue,
            };
            let _ = self.journal.append(&record.to_bytes());
        }
    }

    /// The time for an edit to be saved has come.
    fn wait(&mut self) {
        self.now += Duration::from_secs(60);
        self.send(Event::Deadline);
    }

    /// The thread does what is next.
    fn work(&mut self) {
        match self.jobs.pop_front() {
            None => {}
            Some(Job::Merged(number)) => self.saver.merged(number),
            Some(Job::Look) if self.saver.is_waiting() => self.jobs.push_back(Job::Look),
            Some(Job::Look) => {
                let looked = match self.saver.look() {
                    saver::Looked::Changed(foreign) => Looked::Changed(told(foreign)),
                    _ => Looked::Same,
                };
                self.answers.push_back(Event::Looked(looked));
            }
            Some(Job::Save { seq, record, map }) => {
                let saved = match self.saver.save(&map, Some((&self.journal, record)), false) {
                    Ok(SaveResult::Saved) => Saved::Done { seq },
                    Ok(SaveResult::Changed(foreign)) => Saved::Changed(told(foreign)),
                    Ok(SaveResult::Overtaken) => Saved::Overtaken,
                    Err(failure) => Saved::Failed { why: failure.to_string(), next: String::new() },
                };
                self.answers.push_back(Event::Saved(saved));
            }
        }
    }

    fn hear(&mut self) {
        if let Some(event) = self.answers.pop_front() {
            self.send(event);
        }
    }
}

fn told(foreign: saver::Foreign) -> Foreign {
    let saver::Foreign { base, theirs, common, number } = foreign;
    Foreign { base, theirs, common, number }
}

/// Two stages of three cards.
fn base() -> JourneyMap {
    let mut map = JourneyMap::new("Trial");
    for s in 0..2 {
        let mut stage = Stage::new(Id::new(&format!("s-{s}")), &format!("Stage {s}"));
        for t in 0..3 {
            let card = Touchpoint::new(Id::new(&format!("t-{s}-{t}")), &format!("Card {s}{t}"));
            stage.touchpoints.push(Arc::new(card));
        }
        map.stages.push(Arc::new(stage));
    }
    map
}

/// None that becomes part of the step before: what comes in from outside ends a step.
const KEYS: [&str; 16] = [
    "1",
    "3",
    "5",
    "2",
    "u",
    "U",
    "uu",
    "j",
    "k",
    "dd",
    "oq\u{1b}",
    "iz\u{1b}",
    "apx\u{1b}",
    "coy\u{1b}",
    "J",
    "yp",
];

fn run(seed: u64) {
    let mut dice = Dice(seed.wrapping_mul(0x1234_5678_9abc_def1));
    let fs = Faulty::new();
    fs.put_folder(Path::new("/home"), 0o755, 1000);
    fs.put(Path::new(MAP), print(&base()).as_bytes(), 0o644, 1000);
    let shared: Arc<dyn FileSystem> = Arc::new(fs.clone());
    let mut windows = [1, 2].map(|number| Window::open(&shared, 2 * seed + number));
    windows[1].press("l");
    let mut done = Vec::new();
    for _ in 0..10 + dice.below(60) {
        let n = dice.below(2);
        let window = &mut windows[n];
        let what = match dice.below(10) {
            0..=3 => {
                // on a head the same keys are about the stage
                let on_card = window.alone.focus.spot().is_some();
                let keys = if on_card { KEYS[dice.below(KEYS.len())] } else { "oq\u{1b}" };
                window.press(keys);
                keys
            }
            4..=5 => {
                window.work();
                "work"
            }
            6 => {
                window.jobs.push_back(Job::Look);
                "look"
            }
            7..=8 => {
                window.hear();
                "hear"
            }
            _ => {
                window.wait();
                "wait"
            }
        };
        done.push((n, what));
    }
    // one thread is cut off in the midst of what it does
    let n = dice.below(2);
    fs.plan(Plan::DieAt(1 + dice.below(40) as u64));
    windows[n].work();
    for (n, window) in windows.iter().enumerate() {
        let [there, alone] = [&window.state, &window.alone].map(|it| nameless(&it.map().stages[n]));
        assert_eq!(there, alone, "on the screen, stage {n}, {seed}: {done:?}");
    }
    let alone = windows.map(|window| window.alone);
    fs.crash(Crash::Process);

    let opened = open(&fs, Some(Path::new(STATE)), Path::new(MAP), "").unwrap();
    assert_eq!(opened.warnings, [""; 0], "{seed}: {done:?}");
    let map = opened.recovered.map_or(opened.saved, |recovered| recovered.map);
    for (n, alone) in alone.iter().enumerate() {
        let (found, made) = (&map.stages[n], &alone.map().stages[n]);
        assert_eq!(nameless(found), nameless(made), "stage {n}, {seed}: {done:?}, {n} at last");
    }
    assert_eq!(map.conflicts, [], "{seed}: {done:?}");
}

#[test]
fn two_windows_killed_anywhere_lose_nothing_and_disagree_on_nothing() {
    let count = std::env::var("CJM_TRIALS").map_or(400, |count| count.parse().unwrap());
    if let Ok(seed) = std::env::var("CJM_TRIAL") {
        return run(seed.parse().unwrap());
    }
    (0..count).for_each(run);
}
