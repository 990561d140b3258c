//! The terminal as a device: its two ends, its modes, and the way back from them.
//!
//! No keyboard enhancement is asked for. It would tell Shift+Enter from Enter and the like, at
//! the price of a query at every start and of one more mode to undo; no default key needs it.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process::Stdio;
use std::sync::Arc;

use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;
use rustix::process::Signal;
use rustix::termios::{self, OptionalActions, Termios};
use signal_hook::consts::SIGCONT;

mod backend;
mod ground;
mod guard;

pub use backend::Backend;
pub use ground::{Ground, ask_ground};
pub use guard::Guard;

/// The size taken where the terminal does not know its own.
const UNKNOWN_SIZE: (u16, u16) = (80, 24);

/// Both ends of a terminal, open. Clones share them.
#[derive(Debug, Clone)]
pub struct Tty {
    input: Arc<OwnedFd>,
    output: Arc<OwnedFd>,
}

/// Writes to the terminal without any buffer of its own, so that nothing is left to be written
/// late; see [`Tty::writer`].
#[derive(Debug)]
pub struct TtyWriter {
    output: Arc<OwnedFd>,
}

/// The modes that a terminal is in, to be had again; see [`Tty::modes`].
#[derive(Debug, Clone)]
pub struct Modes {
    tty: Tty,
    modes: Termios,
}

impl Modes {
    /// Puts the terminal back into them, if this process may: without a word to it, so that this
    /// works on a terminal, too, that takes no output.
    pub fn restore(&self) {
        if self.tty.in_foreground() {
            // nothing is left to do where it is gone
            let _ = termios::tcsetattr(&self.tty, OptionalActions::Now, &self.modes);
        }
    }
}

impl Tty {
    /// Opens the terminal of this process: standard input and output where they are terminals,
    /// and the controlling terminal for the one that is not. Standard input is preferred because
    /// macOS cannot wait on `/dev/tty`.
    ///
    /// # Errors
    /// When there is no terminal at all.
    pub fn open() -> io::Result<Self> {
        Ok(Self {
            input: Arc::new(open_or_controlling(rustix::stdio::stdin())?),
            output: Arc::new(open_or_controlling(rustix::stdio::stdout())?),
        })
    }

    /// A terminal that is already open, for both directions.
    ///
    /// # Errors
    /// When the descriptor cannot be duplicated.
    pub fn from_file(file: &File) -> io::Result<Self> {
        Ok(Self { input: Arc::new(duplicate(file)?), output: Arc::new(duplicate(file)?) })
    }

    /// A writer to the terminal.
    pub fn writer(&self) -> TtyWriter {
        TtyWriter { output: Arc::clone(&self.output) }
    }

    /// Input, output and errors for a program that the terminal is lent to.
    ///
    /// # Errors
    /// When there are no more descriptors.
    pub fn lend(&self) -> io::Result<[Stdio; 3]> {
        Ok([
            duplicate(&self.input)?.into(),
            duplicate(&self.output)?.into(),
            duplicate(&self.output)?.into(),
        ])
    }

    /// Columns and rows. A terminal that does not know says 0; that is taken as 80 by 24.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let size = termios::tcgetwinsize(&self.output)?;
        Ok(if size.ws_col == 0 || size.ws_row == 0 {
            UNKNOWN_SIZE
        } else {
            (size.ws_col, size.ws_row)
        })
    }

    /// The modes that it is in.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn modes(&self) -> io::Result<Modes> {
        Ok(Modes { tty: self.clone(), modes: termios::tcgetattr(self)? })
    }

    /// Whether this process may change the terminal. In the background of a shell it may not,
    /// and trying to would stop it.
    pub fn in_foreground(&self) -> bool {
        match termios::tcgetpgrp(&self.input) {
            Ok(group) => group == rustix::process::getpgrp(),
            // Not the controlling terminal, so that the kernel lets everyone change it.
            Err(error) => error == Errno::NOTTY,
        }
    }
}

impl AsFd for Tty {
    /// The end that is read from.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.input.as_fd()
    }
}

impl Write for TtyWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match rustix::io::write(&self.output, bytes) {
                Err(Errno::INTR) => {}
                // Another program that shares the terminal can have made it non-blocking.
                Err(Errno::AGAIN) => {
                    let mut ready = [PollFd::new(&self.output, PollFlags::OUT)];
                    match rustix::event::poll(&mut ready, None) {
                        Ok(_) | Err(Errno::INTR) => {}
                        Err(error) => return Err(error.into()),
                    }
                }
                result => return Ok(result?),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Stops this process and all others of its job, as Ctrl-Z does, and returns when they go on.
/// Gives false, at once, if no shell is there that could let them go on.
///
/// To be called with the terminal's modes left ([`Guard::suspend`]) and the input paused.
///
/// # Errors
/// When the signals cannot be caught or sent.
pub fn stop_job() -> io::Result<bool> {
    // The leader of a session was started by a terminal, not by a shell with job control.
    if rustix::process::getsid(None)? == rustix::process::getpid() {
        return Ok(false);
    }
    // A thread may run on for a moment after it has stopped its process, far enough to take the
    // terminal from the shell. The signal that lets it go on is what can be waited for.
    let (mut continued, writer) = UnixStream::pair()?;
    let registered = signal_hook::low_level::pipe::register(SIGCONT, writer)?;
    let stopped = rustix::process::kill_current_process_group(Signal::STOP)
        .map_err(io::Error::from)
        .and_then(|()| continued.read_exact(&mut [0]));
    signal_hook::low_level::unregister(registered);
    stopped.map(|()| true)
}

fn open_or_controlling(standard: BorrowedFd<'_>) -> io::Result<OwnedFd> {
    if termios::isatty(standard) {
        return duplicate(standard);
    }
    Ok(File::options().read(true).write(true).open("/dev/tty")?.into())
}

fn duplicate(file: impl AsFd) -> io::Result<OwnedFd> {
    // Above the standard three, so that nothing takes it for one of them.
    Ok(rustix::io::fcntl_dupfd_cloexec(file, 3)?)
}
