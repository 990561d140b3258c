//! Events in, effects out, a frame after each burst.

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use ratatui::{Frame, Terminal};

use super::editor::{self, Editor};
use super::input::{self, Input, Signal};
use super::terminal::{Backend, Guard, Modes, Tty, stop_job};
use super::window::{Session, Window};
use crate::exchange::markdown;
use crate::model::{Day, Fresh, Month, TimeOfDay};
use crate::store::document::Record;
use crate::ui::writing::Typed;
use crate::ui::{Effect, Event, Message, Notice, Outside, State, update, view};
use crate::words;
use crate::words::rows::Rows;

/// How many events are taken in before a frame is drawn at the latest.
const BURST: usize = 512;

/// How many bytes go into the clipboard of a terminal: in base64 some take no more than 100,000.
const MOST_COPIED: usize = 74_994;

/// How long the terminal may take to be left when the program is told to end.
const TO_LEAVE: Duration = Duration::from_millis(700);

/// What the loop waits for.
pub(super) enum Happened {
    /// Something at the terminal.
    Input(input::Event),
    /// An answer of the thread that writes files, and of which turn.
    Worker(u64, Event),
    /// The user's own editor has ended.
    EditorEnded,
}

/// What the loop runs: [`ui::update`](update) and [`ui::view`](view), unless a
/// test wants to see what becomes of a fault in them.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// Brings a message into the state.
    pub update: fn(&mut State, Message) -> Vec<Effect>,
    /// Draws the state.
    pub view: fn(&State, &mut Frame<'_>),
}

impl Default for Screen {
    fn default() -> Self {
        Self { update, view }
    }
}

/// Runs a window until the user leaves it. Gives the exit code.
///
/// # Errors
/// Where there is no terminal, or it cannot be used.
pub fn run(session: Session) -> anyhow::Result<u8> {
    run_screen(session, Screen::default())
}

/// The same with a screen of one's own.
///
/// # Errors
/// Where there is no terminal, or it cannot be used.
pub fn run_screen(session: Session, screen: Screen) -> anyhow::Result<u8> {
    let tty = Tty::open().context("could not open the terminal")?;
    let size = tty.size().unwrap_or((80, 24));
    let (sender, received) = channel();
    let to_loop = sender.clone();
    let (has_left, leaving) = channel();
    let last_resort = LastResort::new(tty.modes().context("could not use the terminal")?, leaving);
    let input = Input::start(tty.clone(), move |event| {
        last_resort.see(&event);
        to_loop.send(Happened::Input(event)).is_ok()
    })
    .context("could not listen to the terminal")?;
    let guard = Guard::enter(&tty, tty.writer(), session.settings.mouse)
        .context("could not set up the terminal")?;
    let backend = Backend::new(&tty, tty.writer());
    let mut terminal = Terminal::new(backend).context("could not draw on the terminal")?;
    let mut window = Window::open(session, screen, tty, size, sender)?;
    say_on_panic(&guard, &window);
    let ended = window.live(&received, &mut terminal, &guard, &input);
    let all_saved = !window.state.is_unsaved() && !window.is_typing();
    // the screen goes back before the last save is waited for
    let left = guard.leave();
    drop(has_left);
    window.worker.stop(all_saved);
    drop(input);
    let code = ended?;
    if code == 0 {
        left.context("could not leave the terminal as it was")?;
    }
    Ok(code)
}

/// Ends the program where it is told to end and cannot, because its terminal
/// takes no more output: somebody pressed Ctrl-S there, or the line is dead.
/// The journal holds all, as it does after a kill.
struct LastResort {
    modes: Modes,
    /// Closed as soon as the terminal was left.
    leaving: Mutex<Option<Receiver<()>>>,
}

impl LastResort {
    fn new(modes: Modes, leaving: Receiver<()>) -> Self {
        Self { modes, leaving: Mutex::new(Some(leaving)) }
    }

    /// Looks whether this event is one that ends the program; if so, it has
    /// [`TO_LEAVE`] for it.
    fn see(&self, event: &input::Event) {
        let Some(code) = event.exit_code() else { return };
        let mut leaving = self.leaving.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(leaving) = leaving.take() {
            let modes = self.modes.clone();
            // without a thread the program still ends as soon as it can
            let _ = std::thread::Builder::new().name("end".into()).spawn(move || {
                if leaving.recv_timeout(TO_LEAVE) == Err(RecvTimeoutError::Timeout) {
                    modes.restore();
                    std::process::exit(code.into());
                }
            });
        }
    }
}

/// What the loop does after an event.
enum Then {
    GoOn,
    Repaint,
    End(u8),
}

impl Window {
    fn live<W: Write + Send + 'static>(
        &mut self,
        events: &Receiver<Happened>,
        terminal: &mut Terminal<Backend<impl Write>>,
        guard: &Guard<W>,
        input: &Input,
    ) -> anyhow::Result<u8> {
        let mut repaint = true;
        loop {
            if guard.is_active() {
                let drawn = if repaint { terminal.clear() } else { Ok(()) }.and_then(|()| {
                    terminal.draw(|frame| (self.screen.view)(&self.state, frame)).map(drop)
                });
                repaint = false;
                if drawn.is_err() {
                    // nobody can see the screen any more: what is typed is safe
                    self.take(Event::End, guard, input)?;
                    return Ok(Signal::Hangup.exit_code());
                }
            }
            // an event is taken out of the queue only to be looked at
            let waited = std::iter::once(self.wait(events));
            let queued = std::iter::from_fn(|| events.try_recv().ok().map(Some));
            for event in waited.chain(queued).take(BURST) {
                match self.happened(event, guard, input)? {
                    Then::GoOn => {}
                    Then::Repaint => repaint = true,
                    Then::End(code) => return Ok(code),
                }
            }
        }
    }

    /// The next event; none when a deadline is over.
    fn wait(&self, events: &Receiver<Happened>) -> Option<Happened> {
        let gone = Happened::Input(input::Event::Gone);
        match self.state.next_deadline() {
            None => Some(events.recv().unwrap_or(gone)),
            Some(deadline) => {
                match events.recv_timeout(deadline.saturating_sub(self.started.elapsed())) {
                    Ok(event) => Some(event),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => Some(gone),
                }
            }
        }
    }

    fn happened<W: Write + Send + 'static>(
        &mut self,
        event: Option<Happened>,
        guard: &Guard<W>,
        input: &Input,
    ) -> anyhow::Result<Then> {
        let event = match event {
            None => Event::Deadline,
            Some(Happened::Worker(turn, _)) if turn != self.turn => return Ok(Then::GoOn),
            Some(Happened::Worker(_, event)) => event,
            Some(Happened::EditorEnded) => {
                let Some(editor) = self.editor.take() else { return Ok(Then::GoOn) };
                self.go_on(guard, input)?;
                self.take_edited(editor.finish(), guard, input)?;
                return Ok(Then::Repaint);
            }
            Some(Happened::Input(event)) => match event {
                input::Event::Key(key) => Event::Key(key),
                input::Event::Paste(text) => Event::Paste(text),
                input::Event::Mouse(mouse) => Event::Mouse(mouse),
                input::Event::Resize(width, height) => Event::Resize(width, height),
                // the job stops and goes on with the editor in front
                input::Event::Signal(Signal::Suspend | Signal::Continue)
                    if self.editor.is_some() =>
                {
                    return Ok(Then::GoOn);
                }
                input::Event::Signal(Signal::Suspend) => {
                    self.suspend(guard, input)?;
                    return Ok(Then::Repaint);
                }
                input::Event::Signal(Signal::Continue) => {
                    self.go_on(guard, input)?;
                    return Ok(Then::Repaint);
                }
                input::Event::Signal(signal) => {
                    self.end(guard, input)?;
                    return Ok(Then::End(signal.exit_code()));
                }
                input::Event::Gone => {
                    self.end(guard, input)?;
                    return Ok(Then::End(Signal::Hangup.exit_code()));
                }
            },
        };
        self.take(event, guard, input)
    }

    /// Somebody else ends the program: all that is there is made safe.
    fn end<W: Write + Send + 'static>(
        &mut self,
        guard: &Guard<W>,
        input: &Input,
    ) -> anyhow::Result<()> {
        if let Some(editor) = self.editor.take() {
            let end = editor.give_up();
            // where nothing was taken the journal says where it is
            if !end.is_kept {
                self.take_edited(end, guard, input)?;
            }
        }
        self.take(Event::End, guard, input).map(drop)
    }

    /// Takes what an editor has saved; its file goes when the journal has it.
    fn take_edited<W: Write + Send + 'static>(
        &mut self,
        end: editor::End,
        guard: &Guard<W>,
        input: &Input,
    ) -> anyhow::Result<()> {
        self.take(Event::EditedOutside(end.outside.clone()), guard, input)?;
        if !self.state.saving.is_unjournaled {
            end.taken();
        }
        Ok(())
    }

    /// Brings an event into the state and performs what it asks for.
    fn take<W: Write + Send + 'static>(
        &mut self,
        event: Event,
        guard: &Guard<W>,
        input: &Input,
    ) -> anyhow::Result<Then> {
        let now: Duration = self.started.elapsed();
        let mut then = Then::GoOn;
        // until what it does is in the journal
        let is_input = matches!(event, Event::Key(_) | Event::Paste(_) | Event::Mouse(_));
        self.is_taking.store(is_input, Ordering::Relaxed);
        let message = Message { now, clock: clock(), event };
        let mut effects = (self.screen.update)(&mut self.state, message).into_iter().peekable();
        while let Some(effect) = effects.next() {
            match effect {
                Effect::Journal(edits) => {
                    let typed = effects.next_if(|next| matches!(next, Effect::JournalTyping(_)));
                    self.journal(&match typed {
                        Some(Effect::JournalTyping(typed)) => Record::Step(edits, noted(typed)),
                        _ => Record::Edits(edits),
                    });
                }
                Effect::JournalMerge { edits, common } => {
                    self.journal(&Record::Merged { edits, common });
                }
                Effect::JournalTyping(typed) => self.journal(&Record::Typing(noted(typed))),
                Effect::SyncJournal => self.worker.sync(),
                Effect::Save { seq, map, force } => {
                    let record = self.worker.last_record();
                    // there before the new segment begins, which takes along what is behind the save
                    if let Some(Effect::JournalTyping(typed)) =
                        effects.next_if(|next| matches!(next, Effect::JournalTyping(_)))
                    {
                        self.journal(&Record::Typing(noted(typed)));
                    }
                    self.worker.save(seq, record, map, force);
                }
                Effect::Merged(number) => self.worker.merged(number),
                Effect::Look => self.worker.look(),
                Effect::SaveCopy { name, map } => self.worker.copy(file_named(&name), map),
                Effect::KeepSnapshot { map, on } => self.worker.keep_snapshot(map, on),
                Effect::ReadSnapshot(wanted) => self.worker.read_snapshot(wanted),
                Effect::Greeted(day) => self.worker.greeted(day),
                Effect::ListMaps => self.worker.list(clock().day),
                Effect::Maps(task) => {
                    self.forget(&task);
                    self.worker.maps(task, clock());
                }
                Effect::Switch(task) => {
                    let held = self.switch(&task, clock());
                    say_on_panic(guard, self);
                    for event in held {
                        match self.take(event, guard, input)? {
                            Then::GoOn => {}
                            Then::Repaint => then = Then::Repaint,
                            end @ Then::End(_) => return Ok(end),
                        }
                    }
                }
                Effect::EditOutside { name, text } => {
                    self.edit_outside(&name, &text, guard, input)?;
                    then = Then::Repaint;
                }
                Effect::CopyTable { rows, instead } => self.copy(&rows, &instead, guard)?,
                Effect::Mouse(on) => {
                    guard.set_mouse(on).context("could not switch the mouse")?;
                }
                Effect::Repaint => then = Then::Repaint,
                Effect::Suspend => {
                    self.suspend(guard, input)?;
                    then = Then::Repaint;
                }
                Effect::Quit => {
                    self.keep_focus();
                    then = Then::End(0);
                }
            }
        }
        self.is_taking.store(false, Ordering::Relaxed);
        Ok(then)
    }

    /// Hands a table to the terminal for its clipboard.
    fn copy<W: Write + Send + 'static>(
        &mut self,
        rows: &Rows,
        instead: &str,
        guard: &Guard<W>,
    ) -> anyhow::Result<()> {
        let text = markdown::print(rows);
        if text.len() > MOST_COPIED {
            self.state.notice = Some(Notice::warning(words::too_long_to_copy(instead)));
            return Ok(());
        }
        guard.copy(&text).context("could not copy")
    }

    fn journal(&mut self, record: &Record) {
        self.state.journaled(self.worker.journal(record));
    }

    /// Lends the terminal to the user's own editor. The loop goes on: signals
    /// and saves are not kept waiting.
    fn edit_outside<W: Write + Send + 'static>(
        &mut self,
        name: &str,
        text: &str,
        guard: &Guard<W>,
        input: &Input,
    ) -> anyhow::Result<()> {
        input.pause();
        guard.lend().context("could not leave the terminal")?;
        let answers = self.answers.clone();
        let ended = move || {
            // a loop that has ended needs no answer
            let _ = answers.send(Happened::EditorEnded);
        };
        let begun = match editor::draft(name, text) {
            Ok(draft) => {
                // first: whatever it saves is found again
                self.take(Event::GivenOutside(draft.file().to_owned()), guard, input)?;
                Editor::start(draft, &self.tty, ended)
            }
            Err(why) => Err(why),
        };
        match begun {
            Ok(editor) => self.editor = Some(editor),
            Err(why) => {
                self.go_on(guard, input)?;
                self.take(Event::EditedOutside(Outside::Failed(why)), guard, input)?;
            }
        }
        Ok(())
    }

    /// Gives the terminal back to the shell and stops, until the shell says to
    /// go on.
    fn suspend<W: Write + Send + 'static>(
        &mut self,
        guard: &Guard<W>,
        input: &Input,
    ) -> anyhow::Result<()> {
        input.pause();
        guard.suspend().context("could not leave the terminal")?;
        stop_job().context("could not go to the background")?;
        self.go_on(guard, input)
    }

    fn go_on<W: Write + Send + 'static>(
        &mut self,
        guard: &Guard<W>,
        input: &Input,
    ) -> anyhow::Result<()> {
        if guard.resume().context("could not take the terminal again")? {
            input.resume();
            // a size that changed meanwhile is not told
            if let Ok((width, height)) = self.tty.size() {
                self.take(Event::Resize(width, height), guard, input)?;
            }
        }
        Ok(())
    }
}

/// What is being typed, as the journal keeps it.
pub(super) fn noted(typed: Option<Typed>) -> Option<String> {
    typed.and_then(|typed| serde_json::to_string(&typed).ok())
}

/// What a panic says last.
fn say_on_panic<W: Write + Send + 'static>(guard: &Guard<W>, window: &Window) {
    let file = window.file();
    let is_taking = Arc::clone(&window.is_taking);
    guard.on_panic(move |_| match is_taking.load(Ordering::Relaxed) {
        true => format!(
            "cjm failed at what was typed or pasted last, which is not kept. Every edit of {file} \
             before it is: open it again and all of those are back."
        ),
        false => format!(
            "cjm failed. Every edit of {file} is kept: open it again and all of it is back."
        ),
    });
}

/// The file that a user means by `name`: `~/` is the home folder, and a map
/// ends in `.ron`.
fn file_named(name: &str) -> PathBuf {
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
    let path = match (name.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(name),
    };
    let path = if path.extension().is_some() { path } else { path.with_extension("ron") };
    // so that the answer names the place, not the word
    std::path::absolute(&path).unwrap_or(path)
}

/// What the calendar and the clock on the wall say.
pub(super) fn clock() -> Fresh {
    let now = jiff::Zoned::now();
    let day = Day::from(now.date());
    let text = |form: &str| now.strftime(form).to_string();
    // both are written as they are read
    let month = Month::parse(&text("%Y-%m")).unwrap_or_else(|_| day.month());
    let time = TimeOfDay::parse(&text("%H:%M")).unwrap_or_default();
    Fresh { day, month, time }
}
