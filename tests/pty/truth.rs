//! What a window should hold after each key: the same keys through the library's own `update`.

use std::sync::Arc;
use std::time::Duration;

use cjm::compare::merge;
use cjm::model::{Day, Fresh, JourneyMap, Month, TimeOfDay};
use cjm::ui::keymap::Keymap;
use cjm::ui::look::Look;
use cjm::ui::writing::Typed;
use cjm::ui::{Effect, Event, Message, Mode, Saved, State, update};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One key, as the byte that a terminal sends for it.
pub(crate) type Key = u8;

/// A window without a terminal and without files.
pub(crate) struct Sim {
    pub(crate) state: State,
    typed: Option<Typed>,
    now: Duration,
}

/// What must come back: the map, and what was being typed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Held {
    pub(crate) map: Arc<JourneyMap>,
    /// What was typed since the field was opened.
    pub(crate) typed: Option<Text>,
    /// What stands in the open field. Where nobody typed into it yet it may
    /// come back or not: a journal that starts anew behind a save begins with it.
    pub(crate) open: Option<Text>,
}

impl Held {
    /// The texts either of which may come back.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &[Text]> {
        [self.typed.as_slice(), self.open.as_slice()].into_iter()
    }
}

/// A text, and the kind of place that it was typed into.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Text {
    kind: String,
    pub(crate) text: String,
}

impl From<&Typed> for Text {
    fn from(typed: &Typed) -> Self {
        let slot = format!("{:?}", typed.slot);
        let kind = slot.split([' ', '(', '{']).next().unwrap_or_default().to_owned();
        Self { kind, text: typed.text.clone() }
    }
}

impl Sim {
    pub(crate) fn new(map: &Arc<JourneyMap>) -> Self {
        let (keymap, look) = (Keymap::default(), Look::default());
        let state = State::new(Arc::clone(map), 7, keymap, look, (120, 34));
        Self { state, typed: None, now: Duration::ZERO }
    }

    pub(crate) fn press(&mut self, key: Key) {
        let code = match key {
            b'\r' => KeyCode::Enter,
            0x1b => KeyCode::Esc,
            0x7f => KeyCode::Backspace,
            0x13 => {
                return self
                    .send(Event::Key(KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL)));
            }
            letter => KeyCode::Char(char::from(letter)),
        };
        self.send(Event::Key(KeyEvent::from(code)));
    }

    /// Another program's version is found in the file.
    fn meet(&mut self, base: &Arc<JourneyMap>, theirs: &Arc<JourneyMap>) {
        let (base, theirs) = (Arc::clone(base), Arc::clone(theirs));
        self.send(Event::Saved(Saved::Changed(cjm::ui::Foreign::new(base, theirs, 1))));
    }

    fn send(&mut self, event: Event) {
        self.now += Duration::from_millis(1);
        let message = Message { now: self.now, clock: clock(), event };
        for effect in update(&mut self.state, message) {
            if let Effect::JournalTyping(typed) = effect {
                self.typed = typed;
            }
        }
    }

    pub(crate) fn is_on_board(&self) -> bool {
        matches!(self.state.mode, Mode::Board) && self.state.pages.is_empty()
    }

    pub(crate) fn held(&self) -> Held {
        // a line in which nothing stands may come back or not
        let text = |typed: &Typed| Some(Text::from(typed)).filter(|it| !it.text.is_empty());
        let open = match &self.state.mode {
            Mode::Writing(writing) => text(&writing.typed()),
            _ => None,
        };
        let typed = self.typed.as_ref().and_then(text);
        let open = open.or_else(|| typed.clone());
        Held { map: Arc::clone(self.state.map()), typed, open }
    }
}

/// What the window holds after `from` keys, and after each one more.
pub(crate) fn after_each(base: &Arc<JourneyMap>, keys: &[Key], from: usize) -> Vec<Held> {
    let mut sim = Sim::new(base);
    keys[..from].iter().for_each(|key| sim.press(*key));
    let mut held = vec![sim.held()];
    for key in &keys[from..] {
        sim.press(*key);
        held.push(sim.held());
    }
    held
}

/// The same where another program has written the file after `from` keys: the window finds that
/// at once, or some keys later, or it is merged at the next start.
pub(crate) fn after_each_and_theirs(
    base: &Arc<JourneyMap>,
    theirs: &Arc<JourneyMap>,
    keys: &[Key],
    from: usize,
) -> Vec<Held> {
    let mut held = after_each(base, keys, from);
    for one in &mut held {
        one.map = Arc::new(merge(base, theirs, &one.map).map);
    }
    for met in from..=keys.len() {
        let mut sim = Sim::new(base);
        keys[..met].iter().for_each(|key| sim.press(*key));
        sim.meet(base, theirs);
        held.push(sim.held());
        for key in &keys[met..] {
            sim.press(*key);
            held.push(sim.held());
        }
    }
    held
}

fn clock() -> Fresh {
    let day = Day::parse("2026-11-21").unwrap();
    Fresh { day, month: Month::parse("2026-11").unwrap(), time: TimeOfDay::default() }
}
