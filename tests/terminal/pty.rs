//! A terminal for tests: its master end here, its slave end for the program.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::fs::OFlags;
use rustix::termios::{self, LocalModes, OptionalActions, SpecialCodeIndex};

/// Nothing takes this long; reaching it means that a state never came.
pub(crate) const LIMIT: Duration = Duration::from_secs(20);

/// Set for the process that plays the program; see `child` in the tests.
pub(crate) const CHILD: &str = "CJM_TEST_TERMINAL_CHILD";

/// What the reader of the master end stops at.
pub(crate) const LAST_WORDS: &str = "LAST-WORDS";

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// A pseudo-terminal of 80 by 24, and all that came out of it.
pub(crate) struct Pty {
    pub(crate) slave: File,
    master: Box<dyn MasterPty + Send>,
    /// For the programs that run in it.
    pair_slave: Box<dyn SlavePty + Send>,
    writer: Box<dyn Write + Send>,
    output: Arc<(Mutex<String>, Condvar)>,
    reader: JoinHandle<()>,
    // Signals and the panic hook belong to the whole process.
    _turn: MutexGuard<'static, ()>,
}

impl Pty {
    /// Opens one, in modes that are not quite the usual ones.
    pub(crate) fn open() -> Self {
        let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let slave = open(pair.master.tty_name().unwrap());
        let mut modes = termios::tcgetattr(&slave).unwrap();
        modes.local_modes.remove(LocalModes::ECHOE | LocalModes::ECHOK);
        modes.special_codes[SpecialCodeIndex::VERASE] = 8;
        termios::tcsetattr(&slave, OptionalActions::Now, &modes).unwrap();
        let output = Arc::new((Mutex::new(String::new()), Condvar::new()));
        let from = pair.master.try_clone_reader().unwrap();
        let collected = Arc::clone(&output);
        let reader = std::thread::spawn(move || collect(from, &collected));
        let writer = pair.master.take_writer().unwrap();
        Self {
            slave,
            master: pair.master,
            pair_slave: pair.slave,
            writer,
            output,
            reader,
            _turn: turn,
        }
    }

    /// Runs `script` in a shell; `"$@"` in it is the program.
    pub(crate) fn run(&self, script: &str) -> Box<dyn Child + Send + Sync> {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script, "sh"]);
        command.arg(std::env::current_exe().unwrap());
        command.args(["child", "--exact", "--nocapture", "--test-threads=1"]);
        command.env(CHILD, "1");
        command.env("RUST_BACKTRACE", "0");
        self.pair_slave.spawn_command(command).unwrap()
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
    }

    pub(crate) fn resize(&self, cols: u16, rows: u16) {
        self.master.resize(PtySize { cols, rows, ..PtySize::default() }).unwrap();
    }

    /// All that came out so far.
    pub(crate) fn output(&self) -> String {
        self.output.0.lock().unwrap().clone()
    }

    /// Waits until `text` has come out.
    pub(crate) fn wait_for(&self, text: &str) {
        let (output, changed) = &*self.output;
        let held = output.lock().unwrap();
        let (held, waited) =
            changed.wait_timeout_while(held, LIMIT, |output| !output.contains(text)).unwrap();
        assert!(!waited.timed_out(), "{text:?} never came: {}", held.escape_debug());
    }

    /// Closes the master end, as a terminal window does. The program must have said
    /// [`LAST_WORDS`] before.
    pub(crate) fn hang_up(self) {
        self.reader.join().unwrap();
    }
}

/// Waits until `state` gives something.
pub(crate) fn until<T>(what: &str, mut state: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = state() {
            return found;
        }
        assert!(started.elapsed() < LIMIT, "never: {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn open(path: PathBuf) -> File {
    OpenOptions::new()
        .read(true)
        .write(true)
        // It must not become the terminal of the test itself.
        .custom_flags(OFlags::NOCTTY.bits().cast_signed())
        .open(path)
        .unwrap()
}

fn collect(mut from: impl Read, to: &(Mutex<String>, Condvar)) {
    let mut chunk = [0; 4096];
    while let Ok(length @ 1..) = from.read(&mut chunk) {
        let mut output = to.0.lock().unwrap();
        output.push_str(&String::from_utf8_lossy(&chunk[..length]));
        to.1.notify_all();
        if output.contains(LAST_WORDS) {
            break;
        }
    }
}
