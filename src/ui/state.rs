//! All that the screen shows, as one value.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

mod saving;

pub use self::saving::{Doubt, Saving, Then};
use super::asking::Asking;
use super::breath::Breath;
use super::checklists::Checklists;
use super::choice::Choice;
use super::command::Command;
use super::filter::{Rows, Shown};
use super::find::Find;
use super::fixing::Fixing;
use super::focus::Focus;
use super::form::{Lead, Page};
use super::key::Key;
use super::keymap::Keymap;
use super::lacking::Lacking;
use super::look::{Look, Themes};
use super::look_back::LookBack;
use super::maps::Maps;
use super::menu::Menu;
use super::message::{Event, Notice};
use super::pointer::Pointer;
use super::report::Report;
use super::sentences::{Greeting, Sentences};
use super::settings::Settings;
use super::start::{Start, Template};
use super::summaries::Summaries;
use super::walk::Walking;
use super::writing::{Attribute, Passing, Slot, Typed, Writing};
use crate::edit::{Draft, Ids, apply};
use crate::insight::ActionOrder;
use crate::insight::curve::Outline;
use crate::model::{Address, Id, JourneyMap, Note, NoteKind, Spot, Touchpoint, TouchpointField};

/// The state of the screen. It changes in [`super::update`] and nowhere else.
#[derive(Debug)]
pub struct State {
    /// The map and its history.
    pub draft: Draft,
    /// Where new ids come from.
    pub ids: Ids,
    /// Which keys do what.
    pub keymap: Keymap,
    /// Colours and marks.
    pub look: Look,
    /// The checklists to choose from.
    pub checklists: Checklists,
    /// The themes to choose from.
    pub themes: Themes,
    /// What the user chose once and for all, or just now.
    pub settings: Settings,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The card or head that keys act on.
    pub focus: Focus,
    /// What the keys mean just now.
    pub mode: Mode,
    /// The questions before a new map, while they are asked.
    pub start: Option<Box<Start>>,
    /// The list of maps, while it is open.
    pub maps: Option<Box<Maps>>,
    /// The journey while it is walked as the customer.
    pub walk: Option<Box<Walking>>,
    /// Open pages over the board, the last one on top.
    pub pages: Vec<Page>,
    /// How the map is looked at.
    pub view: ViewKind,
    /// The table, while the map is looked at as one.
    pub report: Option<Box<Report>>,
    /// What is missing, once somebody asked, and which of it was gone to.
    pub lacking: Lacking,
    /// How it felt at a review, while the curve shows that too.
    pub look_back: Option<Box<LookBack>>,
    /// What comes first in the table of actions.
    pub order: ActionOrder,
    /// Which cards are shown.
    pub shown: Shown,
    /// What is looked for.
    pub find: Find,
    /// Keys typed that may become a command with more.
    pub pending: Vec<Key>,
    /// The cards that a change is made to.
    pub marked: BTreeSet<Spot>,
    /// What was copied or deleted last.
    pub clipboard: Vec<Arc<Touchpoint>>,
    /// The note that was taken away last, where that was after any card.
    pub cut_note: Option<Box<Note>>,
    /// The last change, for making it again.
    pub repeat: Option<Repeat>,
    /// The last command, where the next key means something else after it.
    pub last: Option<Command>,
    /// A sign that may be the beginning of a value.
    pub sign: Option<Sign>,
    /// Where a move to the side began, as its place among the cards of a
    /// stage, and where it led: the next one goes on from there.
    pub sideways: Option<(Option<usize>, Focus)>,
    /// What the mouse is doing.
    pub pointer: Pointer,
    /// A line for the user.
    pub notice: Option<Notice>,
    /// That line greets, and Enter lists what it greets with.
    pub greeting: Option<Box<Greeting>>,
    /// That line leads to a field.
    pub lead: Option<Box<Lead>>,
    /// A text is typed that was not asked for; none where keys are commands.
    pub unheard: Option<Box<Unheard>>,
    /// The keys of late, and what they changed.
    pub breath: Breath,
    /// The figures of each stage.
    pub summaries: Summaries,
    /// The same for the curve.
    pub outline: Outline,
    /// What to fix first.
    pub fixing: Fixing,
    /// What is in view.
    pub scroll: Scroll,
    /// How far the file is behind.
    pub saving: Saving,
    /// The file of the map, by which the list of maps knows it.
    pub file: Option<PathBuf>,
    /// Why the map may be looked at but not changed.
    pub read_only: Option<String>,
    /// Where the focus was when these were written: it goes back there when
    /// that is undone.
    pub written_from: BTreeMap<Id, Focus>,
    /// The map as it was before others changed it while a text was typed or a
    /// value chosen: what that was begun on.
    pub begun: Option<Arc<JourneyMap>>,
    /// The text field is open in an editor outside: what becomes of it then.
    pub outside: Option<AfterEditor>,
    /// A text that Enter alone takes, and that Esc left: it stands there again.
    pub laid_aside: Option<(Slot, String)>,
    /// What was typed since this window waits to turn to another map, where it is
    /// done.
    pub held: Vec<Event>,
    /// The file that the editor outside has the text in.
    pub outside_file: Option<PathBuf>,
}

/// What is typed behind a command for a text that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unheard {
    /// How it was refused.
    pub refused: String,
    /// What ran as keys just before, and changed the map.
    pub done: Option<String>,
    /// What was typed since, as keys.
    pub keys: Vec<Key>,
    /// The same as a text.
    pub typed: String,
}

/// What becomes of a text field when the editor outside is done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterEditor {
    /// It stays open: it was before.
    Stay,
    /// Its text is kept and it closes: it was opened for the editor alone.
    Close,
}

/// A way to look at the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ViewKind {
    /// Stages as columns, with the curve.
    #[default]
    Board,
    /// The curve alone, as high as the screen.
    Curve,
    /// What fails, what to fix first at the beginning: a table.
    Fix,
    /// What is done about it: a table.
    Actions,
    /// What is not filled in, or is due: a table.
    Missing,
    /// What came of that: a table.
    Results,
    /// What is known to go wrong: a table.
    Risks,
    /// One sentence a card.
    List,
}

impl ViewKind {
    /// All, in the order in which Tab goes through them.
    pub const ALL: [Self; 8] = [
        Self::Board,
        Self::Curve,
        Self::Fix,
        Self::Actions,
        Self::Missing,
        Self::Results,
        Self::Risks,
        Self::List,
    ];

    /// Whether it is a table.
    pub fn is_table(self) -> bool {
        match self {
            Self::Fix | Self::Actions | Self::Missing | Self::Results | Self::Risks => true,
            Self::Board | Self::Curve | Self::List => false,
        }
    }

    /// Whether each of its rows stands for an action.
    pub fn is_of_actions(self) -> bool {
        matches!(self, Self::Actions | Self::Results)
    }

    /// The one that many steps on, around the end.
    pub fn step(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|kind| *kind == self).unwrap_or(0);
        let count = Self::ALL.len().cast_signed();
        let to = (at.cast_signed() + by).rem_euclid(count);
        Self::ALL[to.cast_unsigned()]
    }
}

/// What the keys mean.
#[derive(Debug, Clone, PartialEq)]
pub enum Mode {
    /// The keys of the keymap.
    Board,
    /// Text.
    Writing(Box<Writing>),
    /// A list of commands to choose from.
    Menu(Box<Menu>),
    /// One key chooses a value.
    Choice(Choice),
    /// What is typed is looked for, or shown alone.
    Asking(Box<Asking>),
    /// A list of sentences, each about a place on the map.
    Sentences(Box<Sentences>),
}

/// A change that can be made again, to other cards.
#[derive(Debug, Clone, PartialEq)]
pub enum Repeat {
    /// The same value in the same field.
    Set(TouchpointField),
    /// The same emotion step.
    Step(i8),
    /// The same text in a field that takes a line.
    Line(Attribute, String),
    /// The same of a handover.
    Handover(Passing),
    /// The same note.
    Note(NoteKind, String),
}

/// A step of the emotion that was just made, which a digit may turn into a
/// value with that sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// 1 or -1.
    pub by: i8,
    /// No longer than that.
    pub until: Duration,
}

/// What is in view. Positions, not sizes: those come from the plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The first visible stage.
    pub column: usize,
    /// The first visible card of each stage that is scrolled.
    pub rows: BTreeMap<Id, usize>,
    /// What stands at the top of the list.
    pub list: ListTop,
    /// The first unit of the journey that the curve shows.
    pub curve: usize,
    /// What stands at the top of a table: the row, and how many lines of it
    /// are above the screen.
    pub table: (usize, usize),
    /// In which view it does.
    pub table_of: ViewKind,
}

/// What stands at the top of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListTop {
    /// The stage, as it is drawn.
    pub column: usize,
    /// Which of its cards, as they are shown; none: its head.
    pub place: Option<usize>,
    /// How many lines of that are above the screen.
    pub line: usize,
}

impl State {
    /// The state in which a map is opened.
    pub fn new(
        map: Arc<JourneyMap>,
        seed: u64,
        keymap: Keymap,
        look: Look,
        size: (u16, u16),
    ) -> Self {
        let mut summaries = Summaries::default();
        summaries.follow(&map);
        let mut fixing = Fixing::default();
        fixing.follow(&map);
        let outline = Outline::of(&map);
        let focus = Focus::first(&map);
        Self {
            draft: Draft::new(map),
            ids: Ids::seeded(seed),
            keymap,
            look,
            checklists: Checklists::default(),
            themes: Themes::default(),
            settings: Settings::default(),
            size,
            focus,
            mode: Mode::Board,
            start: None,
            maps: None,
            walk: None,
            pages: Vec::new(),
            view: ViewKind::default(),
            report: None,
            lacking: Lacking::default(),
            look_back: None,
            order: ActionOrder::default(),
            shown: Shown::default(),
            find: Find::default(),
            pending: Vec::new(),
            marked: BTreeSet::new(),
            clipboard: Vec::new(),
            cut_note: None,
            repeat: None,
            last: None,
            sign: None,
            sideways: None,
            pointer: Pointer::default(),
            notice: None,
            greeting: None,
            lead: None,
            unheard: None,
            breath: Breath::default(),
            summaries,
            fixing,
            outline,
            scroll: Scroll::default(),
            saving: Saving::default(),
            file: None,
            read_only: None,
            written_from: BTreeMap::new(),
            begun: None,
            outside: None,
            outside_file: None,
            held: Vec::new(),
            laid_aside: None,
        }
    }

    /// The map as it is now.
    pub fn map(&self) -> &Arc<JourneyMap> {
        self.draft.map()
    }

    /// The rows of a stage that are shown.
    pub fn rows(&self, column: usize) -> Rows<'_> {
        self.shown.rows(self.draft.map(), column)
    }

    /// Goes on from what a window that died had not saved.
    pub fn recover(&mut self, map: &Arc<JourneyMap>) {
        self.draft = Draft::new(Arc::clone(map));
        self.follow_map();
        self.focus = Focus::first(map);
    }

    /// Goes on with a draft of the same map, history and all.
    pub fn go_on_with(&mut self, draft: Draft) {
        self.draft = draft;
        self.follow_map();
    }

    /// Renews what is kept of each stage where the stage changed.
    pub(crate) fn follow_map(&mut self) {
        let map = self.draft.map();
        self.summaries.follow(map);
        self.outline.follow(map);
        self.fixing.follow(map);
    }

    /// Asks what the map is about, and what it starts from.
    pub fn ask_first(&mut self, templates: Vec<Template>) {
        let start = Start::new(templates);
        if let Some(way) = start.way() {
            let slot = Slot::Field { at: Address::Map, way };
            self.mode = Mode::Writing(Box::new(Writing::new(slot, &self.draft.map().title)));
        }
        self.start = Some(Box::new(start));
    }

    /// Says that the map is ahead of its file from the start: what a window
    /// that died had not saved.
    pub fn is_ahead(&mut self) {
        self.saving.edits += 1;
        self.saving.due = Some(Duration::ZERO);
    }

    /// Puts text back that was being typed when the program ended.
    pub fn resume_typing(&mut self, typed: &Typed) {
        let mut writing = Writing::new(typed.slot.clone(), &typed.text);
        writing.original = String::new();
        let map = self.draft.map().clone();
        let begun = if typed.begun.is_empty() { None } else { apply(&map, &typed.begun).ok() };
        self.begun = begun.map(Arc::new);
        if let Some(address) = typed.slot.address() {
            self.focus.go_to_address(&map, &address);
        }
        let is_question = match (&typed.slot, &mut self.start) {
            (Slot::Field { at: Address::Map, way }, Some(start)) => start.choose(way),
            _ => false,
        };
        if !is_question {
            self.start = None;
            if let Slot::Walked { at, on, by, nth } = &typed.slot {
                self.walk = Walking::resumed(&map, at, *on, by, *nth).map(Box::new);
            }
            if let Slot::Field { at, way } = &typed.slot {
                self.pages = Page::leading_to(at, way, &map, self.look);
            }
        }
        self.mode = Mode::Writing(Box::new(writing));
    }

    /// The next moment at which [`super::Event::Deadline`] must arrive, as
    /// time since the start. None while there is nothing to wait for.
    pub fn next_deadline(&self) -> Option<Duration> {
        let save = if self.saving.under_way.is_some() { None } else { self.saving.due };
        let doubt = match self.saving.doubt {
            Some(Doubt::Until(over)) => Some(over),
            _ => None,
        };
        let scroll = self.pointer.drag.as_ref().and_then(|drag| drag.scroll_due);
        let sign = self.sign.map(|sign| sign.until);
        [save, self.saving.sync_due, doubt, scroll, sign].into_iter().flatten().min()
    }

    /// Whether there is an edit that the file does not have.
    pub fn is_unsaved(&self) -> bool {
        self.saving.saved < self.saving.edits
    }
}
