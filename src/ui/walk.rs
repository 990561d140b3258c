//! Walking the journey as the customer: touchpoint by touchpoint, whether it
//! went as it should, how it felt, and a line. What is recorded is part of the
//! map at once; only where one is stands here.

use std::collections::BTreeMap;

use super::key::Key;
use super::look::{Look, Role};
use crate::insight::{Route, ToSettle, Walked, last_walk, walk_of};
use crate::model::{Day, Emotion, JourneyMap, Note, NoteState, Spot, Touchpoint, Walk};
use crate::words;

/// A walk that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walking {
    /// The touchpoints in their order; there is at least one.
    pub route: Vec<Spot>,
    /// Which of them it is at.
    pub at: usize,
    /// The day it began.
    pub on: Day,
    /// Who walks; may be empty.
    pub by: String,
    /// What was recorded where: which of the walks that this person made on
    /// that day it is, from 0.
    pub made: BTreeMap<Spot, usize>,
    /// What is asked.
    pub asks: Ask,
}

/// What is asked at a touchpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Whether it went as it should.
    Passed,
    /// How it felt.
    Felt,
    /// What happened: a line is typed.
    Line,
    /// Whether what was mended is verified, or open again.
    Settle {
        /// The walk passed.
        passed: bool,
        /// How many notes and actions that are.
        things: usize,
    },
}

/// An answer by one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It went as it should, or not.
    Passed(bool),
    /// It felt like that; none: not said.
    Felt(Option<Emotion>),
    /// What was mended is marked so, or stays as it is.
    Settle(bool),
    /// On to the next without an answer.
    Skip,
    /// To the question or touchpoint before.
    Back,
    /// The walk ends.
    End,
}

/// A line about the touchpoint that a walk is at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it says.
    pub text: String,
    /// How it looks.
    pub role: Role,
}

impl Walking {
    /// A walk along a route.
    pub fn along(route: Route, on: Day, by: &str) -> Self {
        Self {
            route: route.spots,
            at: route.begin,
            on,
            by: by.into(),
            made: BTreeMap::new(),
            asks: Ask::Passed,
        }
    }

    /// A walk that goes on with the line of one touchpoint, whose record is
    /// the `nth` of that person and day. None where the touchpoint is gone.
    pub fn resumed(map: &JourneyMap, spot: &Spot, on: Day, by: &str, nth: usize) -> Option<Self> {
        let (column, row) = map.position(spot)?;
        let mut walking = Self::along(Route::of(map, column, Some(row))?, on, by);
        let here = walking.spot()?.clone();
        walking.made.insert(here, nth);
        walking.asks = Ask::Line;
        Some(walking)
    }

    /// The touchpoint that it is at.
    pub fn spot(&self) -> Option<&Spot> {
        self.route.get(self.at)
    }

    /// Where the record of this walk stands among the walks of a touchpoint.
    pub fn record_at(&self, map: &JourneyMap, spot: &Spot) -> Option<usize> {
        walk_of(map.touchpoint(spot)?, self.on, &self.by, *self.made.get(spot)?)
    }

    /// The record of this walk for a touchpoint.
    pub fn record<'a>(&self, map: &'a JourneyMap, spot: &Spot) -> Option<&'a Walk> {
        map.touchpoint(spot)?.walks.get(self.record_at(map, spot)?)
    }

    /// What it came to so far.
    pub fn walked(&self, map: &JourneyMap) -> Walked {
        Walked::of(self.made.keys().filter_map(|spot| {
            let touchpoint: &Touchpoint = map.touchpoint(spot)?;
            Some((touchpoint, self.record(map, spot)?))
        }))
    }

    /// Where the touchpoint that it is at is gone from the map, goes to the
    /// next one that is there; says whether there is one. Those further on are
    /// looked for when it comes to them: no key reads the whole map.
    pub fn follow(&mut self, map: &JourneyMap) -> bool {
        while self.spot().is_some_and(|spot| map.touchpoint(spot).is_none()) {
            self.route.remove(self.at);
            self.asks = Ask::Passed;
        }
        self.at < self.route.len()
    }

    /// What there is to know about the touchpoint that it is at, the most
    /// telling first.
    pub fn facts(&self, map: &JourneyMap, look: Look) -> Vec<Fact> {
        let Some((spot, touchpoint)) = self.spot().and_then(|it| Some((it, map.touchpoint(it)?)))
        else {
            return Vec::new();
        };
        let mut facts = Vec::new();
        let mut say = |label: &str, text: String, role| {
            if !text.is_empty() {
                facts.push(Fact { label: label.into(), text, role });
            }
        };
        let own = self.record_at(map, spot);
        if let Some(record) = own.and_then(|at| touchpoint.walks.get(at)) {
            let role = Role::Felt(record.emotion);
            let mark = record.emotion.map(|felt| format!("{} ", look.mark(Some(felt))));
            let said = format!("{}{}", mark.unwrap_or_default(), words::walk(record));
            say(words::THIS_WALK, said, role);
        }
        for (text, role) in mended(touchpoint, self.asks) {
            say(words::SAID_TO_BE_MENDED, text, role);
        }
        let wait = touchpoint.wait.as_ref().map_or("", |wait| wait.as_str());
        for (name, text) in [
            ("doing", &*touchpoint.doing),
            ("expecting", &touchpoint.expecting),
            ("goal", &touchpoint.goal),
            ("channel", &touchpoint.channel),
            ("wait", wait),
        ] {
            say(&words::field_label(name), text.to_owned(), Role::Text);
        }
        let last = last_walk(touchpoint, own).map(words::walk);
        say(words::LAST_WALK, last.unwrap_or_else(|| words::NEVER_WALKED.into()), Role::Dim);
        facts
    }
}

impl Ask {
    /// What is asked, in words.
    pub fn question(self) -> String {
        match self {
            Self::Passed => words::DID_IT_PASS.into(),
            Self::Felt => words::HOW_IT_FELT.into(),
            Self::Line => words::WHAT_HAPPENED.into(),
            Self::Settle { passed, things } => words::settle(passed, things),
        }
    }

    /// The answers, each with the key that gives it and what to call it.
    pub fn answers(self, look: Look) -> Vec<(Key, String, Answer)> {
        use ratatui::crossterm::event::KeyCode::{Backspace, Enter, Esc, Tab};
        let key = |code| Key::from(ratatui::crossterm::event::KeyEvent::from(code));
        let letter = Key::letter;
        let mut answers: Vec<(Key, String, Answer)> = match self {
            Self::Passed => vec![
                (letter('y'), words::PASSED.into(), Answer::Passed(true)),
                (letter('n'), words::NOT.into(), Answer::Passed(false)),
                (key(Tab), words::SKIP.into(), Answer::Skip),
                (key(Backspace), words::ONE_BACK.into(), Answer::Back),
            ],
            Self::Felt => {
                let felt = Emotion::ALL.iter().zip('1'..).map(|(emotion, digit)| {
                    let mark = look.mark(Some(*emotion));
                    let name = format!("{mark} {}", words::signed(*emotion));
                    (letter(digit), name, Answer::Felt(Some(*emotion)))
                });
                let mut all: Vec<_> = felt.collect();
                all.push((key(Enter), words::NOT_SAID.into(), Answer::Felt(None)));
                all.push((key(Backspace), words::ONE_BACK.into(), Answer::Back));
                all
            }
            Self::Settle { .. } => vec![
                (letter('y'), words::YES_MARK.into(), Answer::Settle(true)),
                (key(Enter), words::LEAVE_IT.into(), Answer::Settle(false)),
            ],
            Self::Line => Vec::new(),
        };
        answers.push((key(Esc), words::END_OF_WALK.into(), Answer::End));
        answers
    }

    /// The key of the list that a key stands for, where letters are nearer to
    /// the hand.
    pub fn meant(self, key: Key) -> Key {
        use ratatui::crossterm::event::KeyCode::{Backspace, Enter, Tab};
        let code = match (self, key.as_letter()) {
            (Self::Passed, Some('s')) => Tab,
            (Self::Passed | Self::Felt, Some('k')) => Backspace,
            (Self::Settle { .. }, Some('n')) => Enter,
            _ => return key,
        };
        Key::from(ratatui::crossterm::event::KeyEvent::from(code))
    }
}

/// What was said to be mended, as sentences: when it is asked for, what it is
/// asked for.
fn mended(touchpoint: &Touchpoint, asks: Ask) -> Vec<(String, Role)> {
    let passed = !matches!(asks, Ask::Settle { passed: false, .. });
    let things = ToSettle::of(touchpoint, passed);
    let state = |note: &Note| match note.state() {
        NoteState::Verified => "verified",
        _ => "fixed",
    };
    let notes = touchpoint.notes.iter().filter(|note| things.notes.contains(&note.id));
    let notes =
        notes.map(|note| (format!("{} ({})", note.text, state(note)), Role::Note(note.kind)));
    let actions = touchpoint.actions.iter().filter(|action| things.actions.contains(&action.id));
    let actions = actions.map(|action| {
        (format!("{} ({})", action.title, words::action_state(action.state())), Role::Action)
    });
    notes.chain(actions).collect()
}
