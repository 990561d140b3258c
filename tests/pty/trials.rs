//! Windows are killed while keys come in, many times: no edit is lost, and no key of a text that
//! was shown.
//!
//! What is acknowledged is what a window has shown. What comes back must be what the window held
//! after some key behind that, exactly: an edit lost, done twice, or a text lost would be none
//! of these. `CJM_TRIALS=500` makes that many trials, `CJM_TRIAL=17` the one of that seed.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use cjm::model::{Id, JourneyMap, Stage, Touchpoint};
use cjm::store::document::{self, Opened};
use cjm::store::fs::Real;
use cjm::store::print::print;
use cjm::ui::writing::Typed;
use rustix::process::Signal;

use crate::home::Home;
use crate::nameless::nameless;
use crate::truth::{Held, Key, Sim, Text, after_each, after_each_and_theirs};
use crate::window::{Window, shows};

const ESC: Key = 0x1b;
const BACKSPACE: Key = 0x7f;
const SAVE: Key = 0x13;

/// Numbers from a seed.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        // SplitMix64
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    fn one_in(&mut self, number: usize) -> bool {
        self.below(number) == 0
    }

    fn one_of<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// What is true of a trial from its seed on.
struct Trial {
    dice: Dice,
    /// One window goes everywhere; each of two stays in a stage of its own.
    windows: usize,
    /// Another program writes the file in the midst of it.
    is_foreign: bool,
}

/// Keys, and up to where it was seen that they were handled.
struct Typing {
    keys: Vec<Key>,
    /// The first ones bring the window to its own stage.
    there: usize,
    seen: usize,
}

impl Trial {
    fn of(seed: u64) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x1234_5678_9abc_def1));
        let windows = if dice.one_in(3) { 2 } else { 1 };
        Self { dice, windows, is_foreign: seed.is_multiple_of(2) }
    }

    /// Keys of one window.
    fn keys(&mut self, base: &Arc<JourneyMap>, number: usize) -> Typing {
        let mut sim = Sim::new(base);
        let mut keys = Vec::new();
        let mut press = |sim: &mut Sim, some: &[Key]| {
            for key in some {
                sim.press(*key);
                keys.push(*key);
            }
            keys.len()
        };
        let mut there = press(&mut sim, &b"ll"[..number]);
        if self.windows > 1 {
            // the focus goes with its card: nobody may move it on the way
            there = press(&mut sim, &[b'?', ESC]);
        }
        let first = there + 5 + self.dice.below(40);
        while press(&mut sim, &[]) < first {
            let some = self.command(&sim, !self.is_foreign);
            press(&mut sim, &some);
        }
        while !sim.is_on_board() {
            press(&mut sim, &[ESC, b'j']);
        }
        // the help is opened and closed, which a window shows
        let seen = press(&mut sim, &[b'?', ESC]);
        let last = seen + self.dice.below(40);
        while press(&mut sim, &[]) < last {
            let some = self.command(&sim, true);
            press(&mut sim, &some);
        }
        keys.truncate(last);
        Typing { keys, there, seen }
    }

    /// The keys of one thing that somebody may do.
    fn command(&mut self, sim: &Sim, may_save: bool) -> Vec<Key> {
        if !sim.is_on_board() {
            return vec![ESC, b'j'];
        }
        let on_card = sim.state.focus.spot().is_some();
        let is_alone = self.windows == 1;
        let mut keys = Vec::new();
        match self.dice.below(20) {
            0..=3 => {
                keys.push(b'o');
                self.word(&mut keys);
                while self.dice.one_in(3) {
                    keys.push(b'\r');
                    self.word(&mut keys);
                }
                // after it no key that a terminal would send as one with Esc
                keys.extend([ESC, b'j']);
            }
            4..=5 => self.text("i", &mut keys),
            6..=7 => {
                let note = self.dice.one_of(&["ap", "ad", "ao", "ag", "aq", "ai", "at"]);
                self.text(note, &mut keys);
            }
            8..=9 if on_card => {
                let field = self.dice.one_of(&["co", "cg", "cc", "cf"]);
                self.text(field, &mut keys);
            }
            10 if on_card => keys.extend(b"dd"),
            11 if is_alone => self.text("so", &mut keys),
            12 if is_alone => {
                keys.extend(self.dice.one_of(&["s<", "s>", "H", "L", "h", "l"]).bytes());
            }
            13 => keys.extend(self.dice.one_of(&["u", "U", "uu", "uuU"]).bytes()),
            14 if may_save => keys.push(SAVE),
            15 if on_card => keys.extend(self.dice.one_of(&["y", "p", "yp", " ", "."]).bytes()),
            16 if on_card => keys.extend(self.dice.one_of(&["J", "K"]).bytes()),
            17 => keys.extend(self.dice.one_of(&["j", "k", "gg", "G"]).bytes()),
            _ => keys.extend(self.dice.one_of(&["1", "2", "3", "4", "5", "+", "-"]).bytes()),
        }
        keys
    }

    fn text(&mut self, command: &str, keys: &mut Vec<Key>) {
        keys.extend(command.bytes());
        self.word(keys);
        keys.extend([ESC, b'j']);
    }

    /// Letters that are no commands, should they not be taken as text.
    fn word(&mut self, keys: &mut Vec<Key>) {
        for _ in 0..=self.dice.below(6) {
            keys.push(self.dice.one_of(&["x", "z", "8", "9", "w"]).as_bytes()[0]);
        }
        if self.dice.one_in(4) {
            keys.push(BACKSPACE);
        }
    }
}

/// Three stages of four cards; the last one is the other program's.
fn base() -> Arc<JourneyMap> {
    let mut map = JourneyMap::new("Trial");
    for s in 0..3 {
        let mut stage = Stage::new(Id::new(&format!("s-{s}")), &format!("Stage {s}"));
        for t in 0..4 {
            let card = Touchpoint::new(Id::new(&format!("t-{s}-{t}")), &format!("Card {s}{t}"));
            stage.touchpoints.push(Arc::new(card));
        }
        map.stages.push(Arc::new(stage));
    }
    Arc::new(map)
}

/// What another program makes of it: a title, an owner, a card.
fn theirs(base: &JourneyMap) -> Arc<JourneyMap> {
    let mut map = base.clone();
    map.owner = "Maya".into();
    let stage = Arc::make_mut(&mut map.stages[2]);
    Arc::make_mut(&mut stage.touchpoints[1]).title = "Called otherwise".into();
    let card = Touchpoint::new(Id::new("t-theirs"), "From outside");
    stage.touchpoints.insert(1, Arc::new(card));
    Arc::new(map)
}

struct Bench {
    home: Home,
    file: PathBuf,
}

impl Bench {
    fn open(&self) -> Opened {
        let state = self.home.file("state/cjm");
        document::open(&Real, Some(&state), &self.file, "").unwrap()
    }

    /// What the next start would show: the map, and the texts.
    fn found(&self) -> (Arc<JourneyMap>, Vec<Text>) {
        let opened = self.open();
        assert_eq!(opened.warnings, [""; 0]);
        let Some(recovered) = opened.recovered else { return (opened.saved, Vec::new()) };
        let typed = |text: &String| Text::from(&serde_json::from_str::<Typed>(text).unwrap());
        let texts = recovered.typing.iter().map(typed).filter(|it| !it.text.is_empty());
        (recovered.map, texts.collect())
    }
}

/// What was counted.
#[derive(Debug, Default)]
struct Count {
    trials: usize,
    windows: usize,
    foreign: usize,
    keys: usize,
    killed_in_text: usize,
    killed_with_all_saved: usize,
    keys_behind_the_last_seen: usize,
}

/// Sends keys that end with opening the help and closing it, and sees both.
fn press_and_see(window: &mut Window, keys: &[Key]) {
    let Some((close, before)) = keys.split_last() else { return };
    window.bytes(before);
    window.wait_for("What the keys do");
    window.bytes(&[*close]);
    window.wait("the help is gone", |screen| !shows(screen, "What the keys do"));
}

fn run(seed: u64, count: &mut Count) {
    let mut trial = Trial::of(seed);
    let base = base();
    let home = Home::new();
    let file = home.write("map.ron", &print(&base));
    if trial.is_foreign {
        // it must not write over what a window saves between its reading and its writing
        home.save_late();
    }
    let bench = Bench { home, file };
    let typings: Vec<Typing> = (0..trial.windows).map(|n| trial.keys(&base, n)).collect();
    let mut windows: Vec<Window> =
        typings.iter().map(|_| bench.home.open([&bench.file], (120, 34))).collect();
    for (window, typing) in windows.iter_mut().zip(&typings) {
        window.wait_for("Stage 0");
        press_and_see(window, &typing.keys[..typing.there]);
    }
    for (window, typing) in windows.iter_mut().zip(&typings) {
        press_and_see(window, &typing.keys[typing.there..typing.seen]);
    }
    let theirs = theirs(&base);
    if trial.is_foreign {
        let new = bench.home.write("new.ron", &print(&theirs));
        fs::rename(new, &bench.file).unwrap();
    }
    for (window, typing) in windows.iter_mut().zip(&typings) {
        let mut rest = &typing.keys[typing.seen..];
        while !rest.is_empty() {
            let (some, others) = rest.split_at(1 + trial.dice.below(rest.len()));
            let before = window.count_bytes();
            window.bytes(some);
            if trial.dice.one_in(2) {
                window.wait_for_bytes(before + trial.dice.below(200));
            }
            rest = others;
        }
    }
    windows.into_iter().for_each(Window::kill);

    let (map, texts) = bench.found();
    let mut possible: Vec<Vec<Held>> = Vec::new();
    for typing in &typings {
        possible.push(if trial.is_foreign && trial.windows == 1 {
            after_each_and_theirs(&base, &theirs, &typing.keys, typing.seen)
        } else {
            after_each(&base, &typing.keys, typing.seen)
        });
    }
    let behind = match &possible[..] {
        [one] => held_by_one(&map, &texts, one),
        [a, b] => {
            let last = if trial.is_foreign { &theirs } else { &base };
            assert_eq!(nameless(&map.stages[2]), nameless(&last.stages[2]));
            held_by_two(&map, &texts, a, b)
        }
        _ => None,
    };
    let Some(behind) = behind else {
        let keys: Vec<_> = typings
            .iter()
            .map(|it| {
                let (seen, rest) = it.keys.split_at(it.seen);
                (seen.escape_ascii().to_string(), rest.escape_ascii().to_string())
            })
            .collect();
        panic!("no key left the window so: {texts:?}\nkeys {keys:#?}\n{}", print(&map));
    };
    count.trials += 1;
    count.windows += trial.windows;
    count.foreign += usize::from(trial.is_foreign);
    count.keys += typings.iter().map(|it| it.keys.len()).sum::<usize>();
    count.killed_in_text += usize::from(!texts.is_empty());
    count.keys_behind_the_last_seen += behind;
    count.killed_with_all_saved += usize::from(bench.open().recovered.is_none());

    // the real program brings back the same, saves it, and a second end changes nothing
    let window = bench.home.open([&bench.file], (120, 34));
    window.wait_for_start();
    window.signal(Signal::TERM);
    assert_eq!(window.end(), 143);
    let (again, left) = bench.found();
    let saved = bench.open().saved;
    assert_eq!(nameless(&again), nameless(&saved));
    match &texts[..] {
        [] | [_] => {
            assert_eq!(left, texts);
            assert_eq!(nameless(&again), nameless(&map));
        }
        // one window can have one text open; the other texts have become what they were for
        _ => {
            assert_eq!(left.last(), texts.last());
            let printed = print(&again);
            assert!(
                texts.iter().rev().skip(1).all(|it| printed.contains(it.text.trim())),
                "{printed}"
            );
        }
    }
}

/// How many keys behind the last one seen the window came.
fn held_by_one(map: &Arc<JourneyMap>, texts: &[Text], held: &[Held]) -> Option<usize> {
    let map = nameless(map);
    held.iter().position(|it| it.texts().any(|its| its == texts) && nameless(&it.map) == map)
}

/// The same of two windows, each with a stage of its own.
fn held_by_two(map: &Arc<JourneyMap>, texts: &[Text], a: &[Held], b: &[Held]) -> Option<usize> {
    let stages: Vec<_> = map.stages.iter().map(nameless).collect();
    let fits = |held: &&Held, stage: usize| nameless(&held.map.stages[stage]) == stages[stage];
    let mut texts = texts.to_vec();
    texts.sort();
    for (n, a) in a.iter().enumerate().filter(|(_, held)| fits(held, 0)) {
        for (m, b) in b.iter().enumerate().filter(|(_, held)| fits(held, 1)) {
            let possible = a.texts().flat_map(|a| b.texts().map(move |b| [a, b].concat()));
            let is_so = possible.into_iter().any(|mut typed| {
                typed.sort();
                typed == texts
            });
            if is_so {
                return Some(n + m);
            }
        }
    }
    None
}

#[test]
fn whatever_a_window_was_doing_when_it_was_killed_nothing_is_lost_and_nothing_doubled() {
    let number = |name: &str| std::env::var(name).ok().map(|value| value.parse::<u64>().unwrap());
    let seeds = match number("CJM_TRIAL") {
        Some(seed) => seed..seed + 1,
        None => 0..number("CJM_TRIALS").unwrap_or(25),
    };
    let mut count = Count::default();
    let mut failed = Vec::new();
    for seed in seeds {
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(seed, &mut count)));
        if done.is_err() {
            failed.push(seed);
        }
    }
    println!("{count:#?}");
    assert!(failed.is_empty(), "the trials of these seeds failed (CJM_TRIAL=…): {failed:?}");
}
