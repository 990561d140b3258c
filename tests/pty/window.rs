//! A window of the real program: keys in, an emulated screen out.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::num::NonZero;
use std::os::unix::fs::OpenOptionsExt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::fs::OFlags;
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{Action, OptionalActions, SpecialCodeIndex, tcflow, tcgetattr, tcsetattr};

/// Nothing takes this long; reaching it means that a state never came.
const LIMIT: Duration = Duration::from_secs(30);

/// A running program and its terminal.
pub(crate) struct Window {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// The end of the program, held so that its modes outlive the program.
    slave: File,
    writer: Box<dyn Write + Send>,
    output: Arc<Output>,
    reader: JoinHandle<()>,
}

/// What came out of the program.
struct Output {
    seen: Mutex<Seen>,
    changed: Condvar,
    /// The reader ends with what comes next.
    last: AtomicBool,
}

struct Seen {
    screen: vt100::Parser,
    raw: Vec<u8>,
}

impl Output {
    fn lock(&self) -> MutexGuard<'_, Seen> {
        // a test that failed while it looked has spoilt nothing
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn text(&self) -> String {
        self.lock().screen.screen().contents()
    }
}

impl Window {
    /// Starts the program in a terminal of that many columns and rows.
    pub(crate) fn start(command: CommandBuilder, (cols, rows): (u16, u16)) -> Self {
        let size = PtySize { cols, rows, ..PtySize::default() };
        let pair = native_pty_system().openpty(size).unwrap();
        let output = Arc::new(Output {
            seen: Mutex::new(Seen {
                screen: vt100::Parser::new(cells(rows), cells(cols), 0),
                raw: Vec::new(),
            }),
            changed: Condvar::new(),
            last: AtomicBool::new(false),
        });
        let from = pair.master.try_clone_reader().unwrap();
        let into = Arc::clone(&output);
        let reader = std::thread::spawn(move || collect(from, &into));
        let writer = pair.master.take_writer().unwrap();
        let slave = OpenOptions::new()
            .read(true)
            .write(true)
            // it must not become the terminal of the test itself
            .custom_flags(OFlags::NOCTTY.bits().cast_signed())
            .open(pair.master.tty_name().unwrap())
            .unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        Self { child, master: pair.master, slave, writer, output, reader }
    }

    /// Types.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.bytes(keys.as_bytes());
    }

    /// Sends what a terminal sends for keys.
    pub(crate) fn bytes(&mut self, keys: &[u8]) {
        self.writer.write_all(keys).unwrap();
        self.writer.flush().unwrap();
    }

    /// How many bytes came out so far.
    pub(crate) fn count_bytes(&self) -> usize {
        self.output.lock().raw.len()
    }

    /// Waits for more than so many bytes, but not for long: keys need not change the screen.
    pub(crate) fn wait_for_bytes(&self, count: usize) {
        let seen = self.output.lock();
        let limit = Duration::from_millis(20);
        let _ = self.output.changed.wait_timeout_while(seen, limit, |seen| seen.raw.len() <= count);
    }

    /// Pastes, as a terminal with bracketed paste does.
    pub(crate) fn paste(&mut self, text: &str) {
        self.keys(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Where `text` begins, as the mouse reports it: column and row from 1.
    pub(crate) fn place(&self, text: &str) -> (usize, usize) {
        let screen = self.text();
        let found =
            (1..).zip(screen.lines()).find_map(|(y, line)| Some((line.find(text)?, y, line)));
        let Some((at, y, line)) = found else { panic!("no {text:?} on\n{screen}") };
        (cjm::text::width(&line[..at]) + 1, y)
    }

    /// Waits until the screen is as `wanted` says.
    pub(crate) fn wait(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let seen = self.output.lock();
        let (seen, waited) = self
            .output
            .changed
            .wait_timeout_while(seen, LIMIT, |seen| !wanted(seen.screen.screen()))
            .unwrap();
        let shown = seen.screen.screen().contents();
        assert!(!waited.timed_out(), "{what} never came; the screen:\n{shown}");
    }

    /// Waits until `text` stands on one row of the screen.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait(&format!("{text:?}"), |screen| shows(screen, text));
    }

    /// Waits for the first frame.
    pub(crate) fn wait_for_start(&self) {
        self.wait("the first frame", |screen| {
            screen.alternate_screen() && !screen.contents().trim().is_empty()
        });
    }

    /// Gives the terminal another size, and waits until it was drawn anew.
    pub(crate) fn resize(&self, (cols, rows): (u16, u16)) {
        let mut seen = self.output.lock();
        seen.screen.screen_mut().set_size(cells(rows), cells(cols));
        let before = seen.raw.len();
        drop(seen);
        self.master.resize(PtySize { cols, rows, ..PtySize::default() }).unwrap();
        let seen = self.output.lock();
        let (_seen, waited) = self
            .output
            .changed
            .wait_timeout_while(seen, LIMIT, |seen| {
                let since = &seen.raw[before..];
                let cleared = find(since, b"\x1b[2J");
                cleared.is_none_or(|at| find(&since[at..], b"\x1b[?2026l").is_none())
            })
            .unwrap();
        assert!(!waited.timed_out(), "{cols}x{rows} was never drawn");
    }

    /// Gives the terminal another size, and waits for nothing.
    pub(crate) fn set_size(&self, (cols, rows): (u16, u16)) {
        self.output.lock().screen.screen_mut().set_size(cells(rows), cells(cols));
        self.master.resize(PtySize { cols, rows, ..PtySize::default() }).unwrap();
    }

    /// Lets the terminal take no more output, as Ctrl-S does in many.
    pub(crate) fn hold_output(&self) {
        tcflow(&self.slave, Action::OOff).unwrap();
    }

    /// The screen as text.
    pub(crate) fn text(&self) -> String {
        self.output.text()
    }

    /// Looks at the screen.
    pub(crate) fn look<T>(&self, at: impl FnOnce(&vt100::Screen) -> T) -> T {
        at(self.output.lock().screen.screen())
    }

    /// Every byte that came out so far.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.output.lock().raw.clone()
    }

    /// All that `stty -a` would show.
    pub(crate) fn modes(&self) -> String {
        format!("{:?}", tcgetattr(&self.slave).unwrap())
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    /// The number of the process.
    pub(crate) fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Waits until the program has ended by itself; gives its exit code.
    pub(crate) fn end(mut self) -> u32 {
        let Self { child, output, .. } = &mut self;
        ended(&mut **child, || output.text()).exit_code()
    }

    /// Waits until the program has ended, however.
    pub(crate) fn end_somehow(mut self) {
        let Self { child, output, .. } = &mut self;
        ended(&mut **child, || output.text());
    }

    /// Kills the program, which gets no say in it.
    pub(crate) fn kill(mut self) {
        self.signal(Signal::KILL);
        let Self { child, output, .. } = &mut self;
        let status = ended(&mut **child, || output.text());
        assert!(status.signal().is_some(), "it ended by itself: {status}");
    }

    /// Closes the terminal, as closing its window does; gives the exit code.
    pub(crate) fn hang_up(mut self) -> u32 {
        // The reader holds the terminal open until something comes out of it.
        self.output.last.store(true, Ordering::SeqCst);
        self.keys("\x0c");
        let Self { mut child, master, slave, writer, reader, .. } = self;
        reader.join().unwrap();
        // dropping the writer types what stands for the end of a file
        let mut modes = tcgetattr(&slave).unwrap();
        modes.special_codes[SpecialCodeIndex::VEOF] = 0;
        tcsetattr(&slave, OptionalActions::Now, &modes).unwrap();
        drop((slave, writer, master));
        ended(&mut *child, || "the terminal is gone".into()).exit_code()
    }
}

/// Whether `text` stands on one row.
pub(crate) fn shows(screen: &vt100::Screen, text: &str) -> bool {
    let (_, columns) = screen.size();
    screen.rows(0, columns.get()).any(|row| row.contains(text))
}

/// Waits until `state` gives something.
pub(crate) fn until<T>(
    what: &str,
    mut state: impl FnMut() -> Option<T>,
    otherwise: impl Fn() -> String,
) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = state() {
            return found;
        }
        assert!(started.elapsed() < LIMIT, "never: {what}\n{}", otherwise());
        std::thread::sleep(Duration::from_millis(3));
    }
}

fn ended(child: &mut (dyn Child + Send + Sync), otherwise: impl Fn() -> String) -> ExitStatus {
    until("the program ends", || child.try_wait().unwrap(), otherwise)
}

fn cells(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn collect(mut from: Box<dyn Read + Send>, into: &Output) {
    let mut chunk = [0; 4096];
    while let Ok(length @ 1..) = from.read(&mut chunk) {
        let mut seen = into.lock();
        seen.screen.process(&chunk[..length]);
        seen.raw.extend_from_slice(&chunk[..length]);
        into.changed.notify_all();
        if into.last.load(Ordering::SeqCst) {
            break;
        }
    }
}
