//! What a window is opened with, and how it turns to another map.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow};
use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::editor::{self, Editor};
use super::event_loop::{Happened, Screen, clock, noted};
use super::offer::offer;
use super::shelf;
use super::terminal::Tty;
use super::worker::{Found, Start as Work, Worker};
use crate::edit::{Draft, Edit};
use crate::insight::next_review;
use crate::model::{Address, Fresh, JourneyMap};
use crate::store::document::{self, OpenError, Opened};
use crate::store::focus;
use crate::store::fs::FileSystem;
use crate::store::library::Library;
use crate::store::places::Places;
use crate::store::print::print_as;
use crate::store::saver::Saver;
use crate::store::shelf::Shelf;
use crate::store::templates;
use crate::ui::checklists::Checklists;
use crate::ui::command::Command;
use crate::ui::keymap::Keymap;
use crate::ui::look::{Look, Themes};
use crate::ui::maps::{MapTask, Maps};
use crate::ui::settings::Settings;
use crate::ui::writing::Typed;
use crate::ui::{Effect, Event, Message, Mode, Notice, State, update};
use crate::words;

/// What a window is opened with.
pub struct Session {
    /// Where files are.
    pub fs: Arc<dyn FileSystem>,
    /// The folders; none where there are none.
    pub places: Option<Places>,
    /// The map.
    pub opened: Opened,
    /// The keys.
    pub keymap: Keymap,
    /// The look.
    pub look: Look,
    /// The themes to choose from.
    pub themes: Themes,
    /// The checklists to choose from.
    pub checklists: Checklists,
    /// The settings.
    pub settings: Settings,
    /// What to say at the start, where nothing else has to be said.
    pub said: Option<String>,
    /// Where ids begin.
    pub seed: u64,
    /// The map is new: ask what it is about first.
    pub is_new: bool,
}

/// A map on the screen, and the thread that saves it.
pub(super) struct Window {
    pub(super) state: State,
    pub(super) screen: Screen,
    pub(super) worker: Worker,
    pub(super) tty: Tty,
    pub(super) started: Instant,
    fs: Arc<dyn FileSystem>,
    places: Option<Places>,
    pub(super) answers: Sender<Happened>,
    /// The user's own editor, while it has the terminal.
    pub(super) editor: Option<Editor>,
    /// What was done to the maps that this window was turned away from, the
    /// latest last: undo goes on when it comes back to one.
    left: VecDeque<(PathBuf, Draft)>,
    /// Something came in, and is not in the journal yet: a panic has lost it.
    pub(super) is_taking: Arc<AtomicBool>,
    /// Rises with every map; answers of the threads before are not for us.
    pub(super) turn: u64,
}

impl Window {
    pub(super) fn open(
        session: Session,
        screen: Screen,
        tty: Tty,
        size: (u16, u16),
        answers: Sender<Happened>,
    ) -> anyhow::Result<Self> {
        let Session {
            fs,
            places,
            mut opened,
            keymap,
            look,
            themes,
            checklists,
            settings,
            said,
            seed,
            is_new,
        } = session;
        let map = Arc::clone(&opened.saved);
        let mut state = State::new(map, seed, keymap, look, size);
        (state.themes, state.settings) = (themes, settings);
        state.checklists = checklists;
        let found = fill(&mut state, &mut opened, fs.as_ref(), places.as_ref(), is_new);
        if let (Some(said), None) = (said, &state.notice) {
            state.notice = Some(Notice::warning(said));
        }
        if let (Some(places), None) = (&places, &state.notice)
            && !document::begun(&*fs, &places.state).is_empty()
        {
            let keys = state.keymap.call_of(Command::Maps);
            state.notice = Some(Notice::info(words::begun_is_left(&keys)));
        }
        let worker = work(&fs, places.as_ref(), &mut opened, found, &answers, 0)?;
        greet(&worker, &state);
        state.fixing.stand_on(clock().day);
        Ok(Self {
            state,
            screen,
            worker,
            tty,
            started: Instant::now(),
            fs,
            places,
            answers,
            editor: None,
            left: VecDeque::new(),
            is_taking: Arc::default(),
            turn: 0,
        })
    }

    pub(super) fn is_typing(&self) -> bool {
        matches!(self.state.mode, Mode::Writing(_))
    }

    /// The file of the map, as a person reads it.
    pub(super) fn file(&self) -> String {
        self.state.file.as_ref().map(|file| file.display().to_string()).unwrap_or_default()
    }

    /// Keeps where one is in the map: it is opened there again.
    pub(super) fn keep_focus(&self) {
        let state = &self.state;
        let card = state.focus.spot().map(|spot| spot.id);
        if let (Some(places), Some(file)) = (&self.places, &state.file)
            && let Some(on) = card.or_else(|| state.focus.stage().cloned())
            && !state.saving.has_no_file
        {
            focus::keep(&*self.fs, places, file, &on);
        }
    }

    /// Turns to another map, or gives this one another file, and gives what was
    /// typed for it. Where that cannot be, says why, and all is as it was.
    pub(super) fn switch(&mut self, task: &MapTask, now: Fresh) -> Vec<Event> {
        let held = std::mem::take(&mut self.state.held);
        let Err(why) = self.try_switch(task, now) else { return held };
        self.state.notice = Some(Notice::warning(super::in_words(&why)));
        self.state.held = held;
        self.state.let_go_of_held();
        Vec::new()
    }

    fn try_switch(&mut self, task: &MapTask, now: Fresh) -> anyhow::Result<()> {
        let fs = Arc::clone(&self.fs);
        let places = self.places.clone().context(words::NO_LIBRARY)?;
        let shelf = Shelf::new(&*fs, &places);
        match task {
            MapTask::Open { path, at } => {
                // one that has no file yet goes on with its questions
                let is_new = document::is_begun(&*fs, &places.state, path);
                self.turn_to(path, at.as_ref(), is_new)
            }
            MapTask::New => self.turn_to(&shelf.free_path(NEW)?, None, true),
            MapTask::Example => {
                let example = templates::example()?;
                self.turn_to(&shelf.make(&example, &example.title)?, None, false)?;
                self.state.notice = Some(Notice::info(words::EXAMPLE_OPENED));
                Ok(())
            }
            MapTask::Rename { path, title } => {
                let to = shelf.with_own_window().rename(path, title)?;
                let name = shelf.name_of(&to);
                self.stay_in(&to)?;
                if let (Some(name), Some(maps)) = (name, &mut self.state.maps) {
                    maps.moved(path, &to);
                    self.state.notice = Some(Notice::info(words::map_renamed(title, &name)));
                    self.worker.list(now.day);
                }
                Ok(())
            }
            MapTask::Delete { path, next } => {
                let title = self.title_of(&shelf, path);
                let trashed = if self.state.saving.has_no_file {
                    None
                } else {
                    Some(shelf.with_own_window().discard(path, now.day, now.time)?)
                };
                // who gives a new map up chose it in the list
                let is_given_up = self.state.start.is_some().then(Box::default);
                let maps = self.state.maps.take().or(is_given_up);
                let turned = match next {
                    Some(next) => self.turn_to(next, None, false),
                    None => self.turn_to(&shelf.free_path(NEW)?, None, true),
                };
                if let Err(why) = turned {
                    // nothing to turn to: what is on the screen goes back into its file
                    if let Some(trashed) = trashed {
                        let back = shelf.restore(&trashed)?;
                        self.stay_in(&back)?;
                    }
                    self.state.maps = maps;
                    return Err(why);
                }
                self.forget(task);
                if self.state.start.is_none()
                    && let Some(maps) = maps
                {
                    let wanted = next.clone();
                    let mut deleted = maps.deleted;
                    deleted.extend(trashed.clone());
                    self.state.maps = Some(Box::new(Maps { wanted, deleted, ..Maps::default() }));
                    self.worker.list(now.day);
                }
                self.state.notice = Some(Notice::info(match trashed {
                    Some(_) if next.is_some() => {
                        words::map_deleted_and_next(&title, &self.state.map().title)
                    }
                    Some(_) => words::map_deleted(&title),
                    None => words::map_let_go(&title),
                }));
                Ok(())
            }
            MapTask::Copy { .. }
            | MapTask::ToBe { .. }
            | MapTask::Tags { .. }
            | MapTask::Restore { .. } => Ok(()),
        }
    }

    /// What the open map is called, or its file where it has no title.
    fn title_of(&self, shelf: &Shelf<'_>, path: &Path) -> String {
        match self.state.map().title.to_string() {
            title if title.is_empty() => shelf.name_of(path).unwrap_or_default(),
            title => title,
        }
    }

    /// Opens another map in this window.
    fn turn_to(&mut self, path: &Path, at: Option<&Address>, is_new: bool) -> anyhow::Result<()> {
        let state_folder = self.places.as_ref().map(|places| places.state.as_path());
        // who called the new file so has not named the map
        let title = if is_new { String::new() } else { stem(path) };
        let opened = document::open(&*self.fs, state_folder, path, &title);
        let mut opened = opened.map_err(|error| self.not_opened(path, &error))?;
        let old = &mut self.state;
        let mut state =
            State::new(Arc::clone(&opened.saved), 0, old.keymap.clone(), old.look, old.size);
        std::mem::swap(&mut state.ids, &mut old.ids);
        state.themes = std::mem::take(&mut old.themes);
        state.checklists = old.checklists.clone();
        state.settings = old.settings.clone();
        state.clipboard = std::mem::take(&mut old.clipboard);
        let found = fill(&mut state, &mut opened, &*self.fs, self.places.as_ref(), is_new);
        let kept = self.left.iter().find(|(left, _)| left == path && !is_new);
        if let Some(draft) = kept.and_then(|(_, draft)| gone_on(draft, state.map())) {
            state.go_on_with(draft);
        }
        if let Some(start) = &mut state.start {
            start.before = old.file.clone().filter(|before| before != path);
        }
        if let Some(at) = at {
            let map = state.map().clone();
            state.focus.go_to_address(&map, at);
        }
        if let Some(places) = &self.places {
            // the map can be named next time
            let _ = Library::new(&*self.fs, places).remember(path);
        }
        self.keep_focus();
        self.hand_over(&mut opened, found)?;
        greet(&self.worker, &state);
        state.fixing.stand_on(clock().day);
        let State { file, draft, .. } = std::mem::replace(&mut self.state, state);
        if let Some(file) = file {
            self.keep(file, draft);
        }
        Ok(())
    }

    /// Why a map was not opened, and which good copy of it there is.
    fn not_opened(&self, path: &Path, error: &OpenError) -> anyhow::Error {
        let places = self.places.as_ref();
        match places.and_then(|places| offer(&*self.fs, places, path, error)) {
            Some(kept) => anyhow!("{kept}. {error}"),
            None => anyhow!("{error}"),
        }
    }

    /// Forgets what was done to a map whose file gets another name or goes: the
    /// next one of that name has no part in it.
    pub(super) fn forget(&mut self, task: &MapTask) {
        if let MapTask::Delete { path, .. } | MapTask::Rename { path, .. } = task {
            self.left.retain(|(left, _)| left != path);
        }
    }

    /// Keeps what was done to a map that is left.
    fn keep(&mut self, file: PathBuf, draft: Draft) {
        self.left.retain(|(left, _)| *left != file);
        if self.left.len() == KEPT {
            self.left.pop_front();
        }
        self.left.push_back((file, draft));
    }

    /// Goes on with the same map, history and all, in another file.
    fn stay_in(&mut self, path: &Path) -> anyhow::Result<()> {
        let state_folder = self.places.as_ref().map(|places| places.state.as_path());
        let mut opened = document::open(&*self.fs, state_folder, path, &stem(path))?;
        if let Some(places) = &self.places {
            let _ = Library::new(&*self.fs, places).remember(path);
        }
        opened.recovered = None;
        // what a window that died has made of another map in a file of that name
        opened.orphans.clear();
        // what others wrote since our last save is found by the first look,
        // and merged
        opened.saved = Arc::clone(self.state.map());
        opened.bytes = Some(print_as(&opened.saved, opened.form).into_bytes());
        self.state.file = Some(path.to_owned());
        self.hand_over(&mut opened, None)
    }

    /// A new thread for a file; the old one ends when all it was asked for is
    /// done.
    fn hand_over(&mut self, opened: &mut Opened, found: Option<Found>) -> anyhow::Result<()> {
        self.turn += 1;
        let worker = work(&self.fs, self.places.as_ref(), opened, found, &self.answers, self.turn)?;
        let all_saved = !self.state.is_unsaved() && !self.is_typing();
        std::mem::replace(&mut self.worker, worker).stop(all_saved);
        Ok(())
    }
}

/// How many maps keep their history after they were left.
const KEPT: usize = 8;

/// The draft of a map that was left, with what others did to it since; none
/// where it cannot be brought to what is there now.
fn gone_on(left: &Draft, now: &Arc<JourneyMap>) -> Option<Draft> {
    let mut draft = left.clone();
    if draft.map() != now {
        // all of it was saved when it was left
        let saved = Arc::clone(draft.map());
        draft.foreign(&saved, now);
    }
    (draft.map() == now).then_some(draft)
}

/// What a map is called for its file until it has a title.
const NEW: &str = "journey";

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Puts what was opened and recovered into a state; gives what of it the new
/// journal begins with.
fn fill(
    state: &mut State,
    opened: &mut Opened,
    fs: &dyn FileSystem,
    places: Option<&Places>,
    is_new: bool,
) -> Option<Found> {
    let mut found = None;
    let recovered = opened.recovered.take();
    if let Some(recovered) = &recovered {
        state.recover(&recovered.map);
    }
    state.file = places.map(|_| opened.path.clone());
    state.read_only = opened.read_only.clone();
    state.saving.has_no_file = opened.bytes.is_none();
    if is_new && state.map().stages.is_empty() {
        state.ask_first(shelf::starts(fs, places));
    }
    if let Some(recovered) = recovered {
        let mut edits = recovered.edits;
        let typed = recovered.typing.iter().filter_map(|typed| serde_json::from_str(typed).ok());
        let mut typed: Vec<Typed> = typed.collect();
        let drafts = editor::bring_back(&mut typed, &mut opened.warnings);
        if typed.iter().any(|it| !it.text.is_empty()) {
            // a line in which nothing stands gives way to one that was begun
            typed.retain(|it| !it.text.is_empty());
        }
        let last = typed.pop();
        for typed in typed.iter().filter(|typed| Some(*typed) != last.as_ref()) {
            edits.extend(keep(state, typed));
        }
        if !edits.is_empty() {
            state.is_ahead();
        }
        if let Some(typed) = &last {
            state.resume_typing(typed);
        }
        state.notice = Some(Notice::info(words::recovered(recovered.steps, last.is_some())));
        found = Some(Found { edits, typing: noted(last), drafts });
    }
    if let (Some(places), None) = (places, &found)
        && let Some(at) = focus::kept(fs, places, &opened.path, state.map())
    {
        let map = state.map().clone();
        state.focus.go_to_address(&map, &at);
    }
    let clashes = state.map().conflicts.len();
    if clashes > 0 && state.notice.is_none() {
        let keys = state.keymap.call_of(Command::Conflicts);
        state.notice = Some(Notice::warning(words::clashes_left(clashes, &keys)));
    }
    if !opened.warnings.is_empty() {
        let said = state.notice.take().map(|notice| notice.text);
        let all: Vec<String> = said.into_iter().chain(opened.warnings.drain(..)).collect();
        state.notice = Some(Notice::warning(all.join(". ")));
    } else if let (Some(why), None) = (&state.read_only, &state.notice) {
        state.notice = Some(Notice::warning(why.clone()));
    }
    found
}

/// Keeps what was being typed in a window that died, as leaving the text does;
/// only one text can be open in this one. Gives the edits that it became.
fn keep(state: &mut State, typed: &Typed) -> Vec<Edit> {
    state.resume_typing(typed);
    let event = Event::Key(KeyEvent::from(KeyCode::Esc));
    let effects = update(state, Message { now: Duration::ZERO, clock: clock(), event });
    state.pages.clear();
    let edits = effects.into_iter().filter_map(|effect| match effect {
        Effect::Journal(edits) => Some(edits),
        _ => None,
    });
    edits.flatten().collect()
}

fn work(
    fs: &Arc<dyn FileSystem>,
    places: Option<&Places>,
    opened: &mut Opened,
    recovered: Option<Found>,
    answers: &Sender<Happened>,
    turn: u64,
) -> anyhow::Result<Worker> {
    let state = places.map(|places| places.state.clone());
    // it stays as it was opened: nothing here could be merged into it
    let is_watched = opened.read_only.is_none();
    let saver = Saver::new(Arc::clone(fs), state, opened);
    let work = Work {
        fs: Arc::clone(fs),
        places: places.cloned(),
        saver,
        bytes: opened.bytes.take(),
        recovered,
        orphans: std::mem::take(&mut opened.orphans),
        is_watched,
    };
    let answers = answers.clone();
    Worker::start(work, move |event: Event| {
        // a loop that has ended needs no answer
        let _ = answers.send(Happened::Worker(turn, event));
    })
    .context("could not start the thread that saves")
}

/// Asks for the line that greets who comes back. Before any save: that changes
/// the time of the file.
fn greet(worker: &Worker, state: &State) {
    if state.read_only.is_some() || state.saving.has_no_file {
        return;
    }
    let today = clock().day;
    let next = next_review(&state.map().review, today);
    worker.greet(today, next.is_some_and(|next| next.days < 0));
}
