//! The program that the tests look at: a small one, with the input and the guard that ship.

use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::sync::mpsc::channel;

use cjm::app::input::{Event, Input, Signal};
use cjm::app::terminal::{Guard, Tty, TtyWriter, stop_job};
use ratatui::crossterm::event::KeyCode;
use tempfile::TempDir;

use crate::pty::{LAST_WORDS, until};

const REPORT: &str = "CJM_TEST_TERMINAL_REPORT";

/// How the program ended, told where there may be no terminal left to tell it on.
pub(crate) struct Report {
    folder: TempDir,
}

/// What is told: the exit code, and the CPU time used in hundredths of a second.
pub(crate) struct End {
    pub(crate) code: u8,
    pub(crate) ticks: u64,
}

impl Report {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The line of shell that asks the program for it.
    pub(crate) fn export(&self) -> String {
        format!("export {REPORT}='{}';", self.file().display())
    }

    pub(crate) fn wait(&self) -> End {
        let text = until("the program says how it ended", || {
            std::fs::read_to_string(self.file()).ok().filter(|text| text.ends_with('\n'))
        });
        let (code, ticks) = text.trim().split_once(' ').unwrap();
        End { code: code.parse().unwrap(), ticks: ticks.parse().unwrap() }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("report")
    }
}

struct Program {
    tty: Tty,
    input: Input,
    guard: Guard<TtyWriter>,
}

/// Runs until it is told to end, and ends the process.
pub(crate) fn run() {
    let tty = Tty::open().unwrap();
    let (sender, events) = channel();
    let input = Input::start(tty.clone(), move |event| sender.send(event).is_ok()).unwrap();
    let guard = Guard::enter(&tty, tty.writer(), true).unwrap();
    guard.on_panic(|_| "the work is in the journal".into());
    let program = Program { tty, input, guard };
    program.say(&format!("\x1b[?25lPID {}", std::process::id()));
    program.say("READY");
    let mut code = 0;
    for event in events {
        match event {
            Event::Key(key) => match key.code {
                KeyCode::Char('q') => break,
                KeyCode::Char('p') => panic!("as it was told to"),
                KeyCode::Char('w') => {
                    let worker = std::thread::spawn(|| panic!("a worker"));
                    assert!(worker.join().is_err());
                    program.say("WORKER ENDED");
                }
                KeyCode::Char('m') => {
                    program.guard.set_mouse(false).unwrap();
                    program.say("MOUSE OFF");
                }
                KeyCode::Char('e') => program.edit(),
                KeyCode::Char('z') => program.stop(),
                KeyCode::Char('l') => program.say(LAST_WORDS),
                KeyCode::Char(letter) => program.say(&format!("KEY {letter}")),
                _ => {}
            },
            Event::Signal(Signal::Suspend) => program.stop(),
            Event::Signal(Signal::Continue) => program.resume(),
            Event::Signal(signal) => {
                code = signal.exit_code();
                break;
            }
            Event::Gone => {
                code = 129;
                break;
            }
            Event::Paste(_) | Event::Mouse(_) | Event::Resize(..) => {}
        }
    }
    drop(program);
    if let Some(report) = std::env::var_os(REPORT) {
        std::fs::write(report, format!("{code} {}\n", ticks())).unwrap();
    }
    std::process::exit(code.into());
}

impl Program {
    fn say(&self, text: &str) {
        // The terminal may be gone, which the events tell.
        let _ = self.tty.writer().write_all(format!("{text}\r\n").as_bytes());
    }

    fn resume(&self) {
        if self.guard.resume().unwrap() {
            self.input.resume();
            let (columns, rows) = self.tty.size().unwrap();
            self.say(&format!("RESUMED {columns} {rows}"));
        }
    }

    fn stop(&self) {
        self.input.pause();
        self.guard.suspend().unwrap();
        stop_job().unwrap();
        self.resume();
    }

    /// Lets a shell read lines up to a single dot, and say how much it got.
    fn edit(&self) {
        self.input.pause();
        self.guard.suspend().unwrap();
        let script = r#"
            echo EDITOR; bytes=0; lines=0
            while read -r line && [ "$line" != . ]; do
                bytes=$((bytes + ${#line} + 1)); lines=$((lines + 1))
            done
            echo "EDITOR GOT $bytes $lines""#;
        assert!(Command::new("sh").args(["-c", script]).status().unwrap().success());
        self.resume();
    }
}

/// The CPU time of this process, in hundredths of a second.
fn ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<_> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let field = |index: usize| fields.get(index).and_then(|text| text.parse().ok()).unwrap_or(0);
    field(11) + field(12)
}
