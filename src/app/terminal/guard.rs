//! The one place that changes the terminal's modes, and changes them back.

use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use ratatui::crossterm::Command;
use ratatui::crossterm::clipboard::CopyToClipboard;
use rustix::termios::{self, OptionalActions, QueueSelector, Termios};

use super::Tty;

/// Alternate screen, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h";
/// Whatever a frame that was cut short may have left on, then the reverse of [`ENTER`].
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[0m\x1b[?25h\x1b[?2004l\x1b[?1049l";
/// The same after a program that the terminal was lent to, which may have left the alternate screen
/// by itself: without a word about the cursor, which stands where that program left it.
const LEAVE_LENT: &[u8] = b"\x1b[0m\x1b[?25h\x1b[?2004l\x1b[?1047l";
/// Buttons, the wheel and drags, in the SGR form; never plain motion, which would wake us up
/// for every cell that the mouse passes.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Holds the terminal in the modes of a full-screen program, and leaves every one of them
/// exactly once: when dropped, when its thread panics (see [`Guard::on_panic`]), or earlier by
/// [`Guard::leave`]. Signals are not caught here: they arrive as events, and end the program by
/// dropping the guard.
///
/// Input should be started before the guard, so that a signal never finds modes on and nobody
/// listening.
#[derive(Debug)]
pub struct Guard<W: Write + Send + 'static> {
    modes: Arc<Mutex<Modes<W>>>,
}

#[derive(Debug)]
struct Modes<W> {
    tty: Tty,
    out: W,
    /// How the terminal was before, and is to be again.
    original: Termios,
    mouse: bool,
    phase: Phase,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Active,
    Suspended,
    /// Another program of ours has it; how it was before is still known.
    Lent,
    Left,
}

impl<W: Write + Send + 'static> Guard<W> {
    /// Enters raw mode, the alternate screen, bracketed paste and, if `mouse`, mouse reports.
    /// Escape sequences go to `out`.
    ///
    /// # Errors
    /// When the terminal refuses, or cannot be written to; nothing is changed then.
    pub fn enter(tty: &Tty, out: W, mouse: bool) -> io::Result<Self> {
        let original = termios::tcgetattr(tty)?;
        let mut modes = Modes { tty: tty.clone(), out, original, mouse, phase: Phase::Suspended };
        let entered = modes.activate();
        let guard = Self { modes: Arc::new(Mutex::new(modes)) };
        // Dropped on failure, it takes back what was entered until then.
        entered.map(|()| guard)
    }

    /// Switches mouse reports on or off.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn set_mouse(&self, on: bool) -> io::Result<()> {
        let mut modes = self.lock();
        if modes.mouse == on {
            return Ok(());
        }
        modes.mouse = on;
        match modes.phase {
            Phase::Active => modes.write(if on { MOUSE_ON } else { MOUSE_OFF }),
            Phase::Suspended | Phase::Lent | Phase::Left => Ok(()),
        }
    }

    /// Asks the terminal to put a text into its clipboard (OSC 52). Whether it does is its own
    /// affair: many do, some only when they are told to, and none says so.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn copy(&self, text: &str) -> io::Result<()> {
        let mut modes = self.lock();
        let mut sequence = String::new();
        // writing into a String cannot fail
        let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
        match modes.phase {
            Phase::Active => modes.write(sequence.as_bytes()),
            Phase::Suspended | Phase::Lent | Phase::Left => Ok(()),
        }
    }

    /// Whether the modes are on, so that the screen may be drawn.
    pub fn is_active(&self) -> bool {
        self.lock().phase == Phase::Active
    }

    /// Leaves the modes for a while: before [`stop_job`](super::stop_job). The input must be
    /// paused first.
    ///
    /// # Errors
    /// When the terminal refuses or cannot be written to.
    pub fn suspend(&self) -> io::Result<()> {
        let mut modes = self.lock();
        match modes.phase {
            Phase::Active => modes.deactivate(Phase::Suspended),
            Phase::Suspended | Phase::Lent | Phase::Left => Ok(()),
        }
    }

    /// Leaves the modes for a program that this one starts and waits for. Unlike after
    /// [`Guard::suspend`], how that program leaves the terminal is not how it is to be in the
    /// end: it may have been killed. The input must be paused first.
    ///
    /// # Errors
    /// When the terminal refuses or cannot be written to.
    pub fn lend(&self) -> io::Result<()> {
        let mut modes = self.lock();
        match modes.phase {
            Phase::Active => modes.deactivate(Phase::Lent),
            Phase::Suspended | Phase::Lent | Phase::Left => Ok(()),
        }
    }

    /// Enters the modes again; also when they are on, because a shell may have changed them
    /// while the program was stopped from outside. All of the screen must be drawn anew after
    /// it, and the size may be another.
    ///
    /// Gives false, and does nothing, in the background of a shell (after `bg`): to be called
    /// again when the process is told to continue.
    ///
    /// # Errors
    /// When the terminal refuses or cannot be written to.
    pub fn resume(&self) -> io::Result<bool> {
        let mut modes = self.lock();
        if modes.phase == Phase::Left || !modes.tty.in_foreground() {
            return Ok(false);
        }
        if modes.phase == Phase::Suspended {
            modes.original = termios::tcgetattr(&modes.tty)?;
        }
        modes.activate()?;
        Ok(true)
    }

    /// Leaves the modes for good; what was typed and not read is dropped, lest the shell take
    /// the rest of a paste for commands. Later calls, and the drop, do nothing.
    ///
    /// # Errors
    /// When the terminal refuses or cannot be written to, as when it is gone.
    pub fn leave(&self) -> io::Result<()> {
        self.lock().leave()
    }

    /// From now on a panic of the calling thread first leaves the modes, then prints `line` of
    /// it (where the work is) to standard error. Other threads panic in silence, which would
    /// otherwise tear the screen: what they panicked of is for whoever joins them to say.
    pub fn on_panic(&self, line: impl Fn(&PanicHookInfo<'_>) -> String + Send + Sync + 'static) {
        let modes = Arc::clone(&self.modes);
        let ours = std::thread::current().id();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().id() != ours {
                return;
            }
            // A lock that is held is held by this very thread, in the midst of a change.
            let left = match modes.try_lock() {
                Ok(mut modes) => modes.leave(),
                Err(TryLockError::Poisoned(modes)) => modes.into_inner().leave(),
                Err(TryLockError::WouldBlock) => Ok(()),
            };
            // With the terminal gone there is nobody to tell.
            let printed = writeln!(io::stderr(), "{}", line(info));
            let _ = (left, printed);
        }));
    }

    fn lock(&self) -> MutexGuard<'_, Modes<W>> {
        self.modes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W: Write + Send + 'static> Drop for Guard<W> {
    fn drop(&mut self) {
        // Nothing is left to do where the terminal is gone.
        let _ = self.leave();
    }
}

impl<W: Write> Modes<W> {
    fn activate(&mut self) -> io::Result<()> {
        let mut raw = self.original.clone();
        raw.make_raw();
        termios::tcsetattr(&self.tty, OptionalActions::Now, &raw)?;
        self.phase = Phase::Active;
        self.write(ENTER)?;
        if self.mouse { self.write(MOUSE_ON) } else { Ok(()) }
    }

    fn deactivate(&mut self, next: Phase) -> io::Result<()> {
        let leave = if self.phase == Phase::Lent { LEAVE_LENT } else { LEAVE };
        self.phase = next;
        let mouse = if self.mouse { self.write(MOUSE_OFF) } else { Ok(()) };
        let written = mouse.and_then(|()| self.write(leave));
        // In the background the shell has set the modes to its liking, and changing them would
        // stop this process.
        if self.tty.in_foreground() {
            let flushed = match next {
                Phase::Left => termios::tcflush(&self.tty, QueueSelector::IFlush),
                Phase::Active | Phase::Suspended | Phase::Lent => Ok(()),
            };
            termios::tcsetattr(&self.tty, OptionalActions::Now, &self.original)?;
            flushed?;
        }
        written
    }

    fn leave(&mut self) -> io::Result<()> {
        match self.phase {
            // the program that has it may be gone without a word to the terminal
            Phase::Active | Phase::Lent => self.deactivate(Phase::Left),
            Phase::Suspended => {
                self.phase = Phase::Left;
                Ok(())
            }
            Phase::Left => Ok(()),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }
}
