//! Keys, pastes, the mouse, the size and the signals, all from one thread that sleeps until one
//! of them is there.
//!
//! The bytes are read and decoded here and not by crossterm, whose types are used all the same.
//! Its reader of 0.29 was tried under `poll(2)` and keeps none of our promises: it takes 1,024
//! bytes a time and is told of the rest only when more arrives, so that a burst of keys hangs
//! and the thread spins; it blocks inside half a sequence, deaf to signals and to a pause; it
//! spins for ever once the terminal is gone; and an end mark inside a paste turns the rest of
//! the paste into keys.

use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::panic::AssertUnwindSafe;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use ratatui::crossterm::event::{KeyEvent, MouseEvent};
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::terminal::Tty;
use decode::Decoder;

mod decode;
mod keys;

/// How much is read at a time; the kernel gives 4 KiB at most on Linux.
const CHUNK: usize = 8 * 1024;

/// What happened at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed, or repeats while it is held; never that it was let go. Ctrl-H is
    /// Backspace.
    Key(KeyEvent),
    /// Text was pasted: not empty, line ends as LF, otherwise as it came, control characters
    /// included.
    Paste(String),
    /// A button, a drag or the wheel; cells count from 0.
    Mouse(MouseEvent),
    /// The terminal has another size: columns, rows.
    Resize(u16, u16),
    /// A signal came.
    Signal(Signal),
    /// The terminal is gone. This is the last event.
    Gone,
}

/// The signals that arrive as events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// SIGTERM: save and end.
    Terminate,
    /// SIGHUP: the terminal is going; save and end.
    Hangup,
    /// SIGINT from outside (Ctrl-C is a key): save and end.
    Interrupt,
    /// SIGTSTP from outside (Ctrl-Z is a key): leave the modes and stop.
    Suspend,
    /// SIGCONT: the process goes on after it was stopped; modes and screen may be lost.
    Continue,
}

/// The input thread. Dropping it stops the thread and waits for its end.
///
/// From its start on, the signals that it catches no longer end or stop the process by
/// themselves; that stays so after its end.
#[derive(Debug)]
pub struct Input {
    commands: mpsc::Sender<Command>,
    wake: UnixStream,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
enum Command {
    /// Leave the terminal alone, then answer.
    Pause(mpsc::Sender<()>),
    Resume,
    Stop,
}

impl Event {
    /// The exit code, if the program is to end because of this.
    pub fn exit_code(&self) -> Option<u8> {
        match self {
            Self::Signal(Signal::Suspend | Signal::Continue) => None,
            Self::Signal(signal) => Some(signal.exit_code()),
            Self::Gone => Some(Signal::Hangup.exit_code()),
            Self::Key(_) | Self::Paste(_) | Self::Mouse(_) | Self::Resize(..) => None,
        }
    }
}

impl Signal {
    /// The exit code of a program that ends because of this signal: 128 and its number.
    pub fn exit_code(self) -> u8 {
        let number = match self {
            Self::Terminate => SIGTERM,
            Self::Hangup => SIGHUP,
            Self::Interrupt => SIGINT,
            Self::Suspend => SIGTSTP,
            Self::Continue => SIGCONT,
        };
        128_u8.saturating_add(u8::try_from(number).unwrap_or(u8::MAX))
    }
}

impl Input {
    /// Starts reading `tty` and catching signals. All that happens goes to `sink`, in order,
    /// from the input thread. The sink must not block (else [`Self::pause`] would wait for
    /// ever); it returns false when nobody listens any more, which ends the thread.
    ///
    /// Whoever wants to ask the terminal something must do so before.
    ///
    /// # Errors
    /// When signals cannot be caught, or no thread or pipe can be made.
    pub fn start(tty: Tty, sink: impl Fn(Event) -> bool + Send + 'static) -> io::Result<Self> {
        let (signal_reader, signal_writer) = UnixStream::pair()?;
        let signals = SignalDelivery::with_pipe(
            signal_reader,
            signal_writer,
            SignalOnly,
            [SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH],
        )?;
        let (wake, woken) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        wake.set_nonblocking(true)?;
        let (commands, received) = mpsc::channel();
        let size = tty.size().ok();
        let mut reader = Reader {
            tty,
            sink,
            signals,
            woken,
            commands: received,
            decoder: Decoder::default(),
            reading: true,
            draining: false,
            size,
        };
        let thread = std::thread::Builder::new().name("input".into()).spawn(move || {
            // Without input the program could not be left: a panic here is as good as a
            // terminal that is gone.
            if std::panic::catch_unwind(AssertUnwindSafe(|| reader.run())).is_err() {
                (reader.sink)(Event::Gone);
            }
        })?;
        Ok(Self { commands, wake, thread: Some(thread) })
    }

    /// Leaves the terminal to someone else. When this returns, nothing is read from it any
    /// more, and what had been read was passed on. Meanwhile SIGTERM, SIGHUP and SIGCONT still
    /// arrive, as does the end of the terminal; SIGINT is for the other program alone, and
    /// SIGTSTP stops this one at once, together with it.
    pub fn pause(&self) {
        let (answer, answered) = mpsc::channel();
        self.send(Command::Pause(answer));
        // An error means that the thread has ended, and reads nothing either.
        let _ = answered.recv();
    }

    /// Reads the terminal again. Sizes that changed in between are not told: all is drawn anew
    /// after a pause.
    pub fn resume(&self) {
        self.send(Command::Resume);
    }

    /// Ends the thread and waits for it.
    pub fn stop(self) {}

    fn send(&self, command: Command) {
        // Both fail only where the thread has ended, or is woken up already.
        let _ = self.commands.send(command);
        let _ = (&self.wake).write(&[0]);
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        self.send(Command::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What the input thread owns.
struct Reader<S> {
    tty: Tty,
    sink: S,
    signals: SignalDelivery<UnixStream, SignalOnly>,
    woken: UnixStream,
    commands: mpsc::Receiver<Command>,
    decoder: Decoder,
    /// False while paused.
    reading: bool,
    /// Something was just read, and whether more is there is not known yet.
    draining: bool,
    /// The size that was told last.
    size: Option<(u16, u16)>,
}

/// Why the thread waits no longer.
#[derive(Debug, Clone, Copy, Default)]
struct Ready {
    input: bool,
    gone: bool,
    signals: bool,
    commands: bool,
}

/// Whether the thread goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Wait,
    End,
}

impl<S: Fn(Event) -> bool> Reader<S> {
    fn run(&mut self) {
        while self.step() == Next::Wait {}
    }

    fn step(&mut self) -> Next {
        let Ok(ready) = self.wait() else {
            return self.tell_gone();
        };
        if ready.gone {
            // The signal that told of it says more, and comes first.
            return if self.pass_signals() == Next::End { Next::End } else { self.tell_gone() };
        }
        let mut events = Vec::new();
        if ready.input {
            if self.read(&mut events).is_err() {
                return self.tell_gone();
            }
        } else if self.draining {
            self.draining = false;
            self.decoder.drained(&mut events);
        } else if !ready.signals && !ready.commands {
            self.decoder.silence(&mut events);
        }
        if self.pass(events) == Next::End {
            return Next::End;
        }
        if ready.signals && self.pass_signals() == Next::End {
            return Next::End;
        }
        if ready.commands { self.obey() } else { Next::Wait }
    }

    fn wait(&self) -> io::Result<Ready> {
        let timeout = match (self.draining, self.decoder.wait()) {
            (true, _) => Some(Duration::ZERO),
            (false, wait) => wait,
        };
        let timeout = timeout.and_then(|wait| Timespec::try_from(wait).ok());
        // Without any event asked for, the end of the terminal is told all the same.
        let wanted = if self.reading { PollFlags::IN } else { PollFlags::empty() };
        let mut files = [
            PollFd::new(&self.tty, wanted),
            PollFd::new(self.signals.get_read(), PollFlags::IN),
            PollFd::new(&self.woken, PollFlags::IN),
        ];
        loop {
            match rustix::event::poll(&mut files, timeout.as_ref()) {
                Ok(_) => break,
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let [tty, signals, commands] = files.map(|file| file.revents());
        Ok(Ready {
            input: tty.contains(PollFlags::IN),
            gone: tty.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
            signals: !signals.is_empty(),
            commands: !commands.is_empty(),
        })
    }

    fn read(&mut self, events: &mut Vec<Event>) -> io::Result<()> {
        let mut chunk = [0; CHUNK];
        match rustix::io::read(&self.tty, &mut chunk) {
            // The end of a terminal is the end of the program.
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(length) => {
                self.draining = true;
                self.decoder.feed(&chunk[..length], events);
                Ok(())
            }
            Err(Errno::INTR | Errno::AGAIN) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn pass_signals(&mut self) -> Next {
        let caught: Vec<_> = self.signals.pending().collect();
        let events = caught.into_iter().filter_map(|signal| self.event_of(signal)).collect();
        self.pass(events)
    }

    fn event_of(&mut self, signal: i32) -> Option<Event> {
        let signal = match signal {
            SIGTERM => Signal::Terminate,
            SIGHUP => Signal::Hangup,
            SIGCONT => Signal::Continue,
            SIGINT if self.reading => Signal::Interrupt,
            SIGTSTP if self.reading => Signal::Suspend,
            SIGTSTP => {
                // The editor was told to stop, and its shell waits for all of the job.
                let pid = rustix::process::getpid();
                let _ = rustix::process::kill_process(pid, rustix::process::Signal::STOP);
                return None;
            }
            SIGWINCH if self.reading => {
                let size = self.tty.size().ok();
                if self.size == size {
                    return None;
                }
                self.size = size;
                return size.map(|(columns, rows)| Event::Resize(columns, rows));
            }
            _ => return None,
        };
        Some(Event::Signal(signal))
    }

    fn obey(&mut self) -> Next {
        // One byte a command; those that did not fit had others to wake us.
        let mut bytes = [0; 64];
        while rustix::io::read(&self.woken, &mut bytes).is_ok_and(|length| length == bytes.len()) {}
        loop {
            match self.commands.try_recv() {
                Ok(Command::Pause(answer)) => {
                    let mut events = Vec::new();
                    self.decoder.finish(&mut events);
                    self.reading = false;
                    self.draining = false;
                    let next = self.pass(events);
                    // Whoever asked may be gone, which is no matter.
                    let _ = answer.send(());
                    if next == Next::End {
                        return Next::End;
                    }
                }
                Ok(Command::Resume) => {
                    self.reading = true;
                    self.size = None;
                }
                Ok(Command::Stop) | Err(mpsc::TryRecvError::Disconnected) => return Next::End,
                Err(mpsc::TryRecvError::Empty) => return Next::Wait,
            }
        }
    }

    fn pass(&self, events: Vec<Event>) -> Next {
        let listened = events.into_iter().all(&self.sink);
        if listened { Next::Wait } else { Next::End }
    }

    fn tell_gone(&self) -> Next {
        (self.sink)(Event::Gone);
        Next::End
    }
}
