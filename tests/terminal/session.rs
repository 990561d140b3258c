//! The input and the guard in the process of the tests, on a terminal of their own.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cjm::app::input::{self, Event, Input};
use cjm::app::terminal::{Backend, Guard, Tty};
use ratatui::Terminal;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::process::{Signal, kill_process};
use rustix::termios::{self, OptionalActions};

use crate::pty::{self, LIMIT, Pty, until};

/// Input and guard in this very process, on a terminal of their own.
struct Session {
    tty: Tty,
    input: Input,
    events: Receiver<Event>,
    guard: Guard<Sequences>,
    sequences: Sequences,
    /// Last, so that its turn is over when all else has ended.
    pty: Pty,
}

#[derive(Debug, Clone, Default)]
struct Sequences(Arc<Mutex<Vec<Vec<u8>>>>);

impl Write for Sequences {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().push(bytes.to_vec());
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Session {
    fn start() -> Self {
        let pty = Pty::open();
        let tty = Tty::from_file(&pty.slave).unwrap();
        let (sender, events) = channel();
        let input = Input::start(tty.clone(), move |event| sender.send(event).is_ok()).unwrap();
        let sequences = Sequences::default();
        let guard = Guard::enter(&tty, sequences.clone(), false).unwrap();
        Self { pty, tty, input, events, guard, sequences }
    }

    fn next(&self) -> Event {
        self.events.recv_timeout(LIMIT).expect("an event")
    }

    fn key(&self) -> KeyEvent {
        match self.next() {
            Event::Key(key) => key,
            other => panic!("{other:?} is no key"),
        }
    }

    /// Sends bytes, and waits until they have been read.
    fn send_and_settle(&mut self, bytes: &[u8]) {
        self.pty.send(bytes);
        let tty = &self.tty;
        until("the bytes are read", || {
            (rustix::io::ioctl_fionread(tty).unwrap() == 0).then_some(())
        });
    }
}

#[test]
fn a_burst_of_keys_arrives_whole_and_in_order() {
    let mut session = Session::start();
    let burst: Vec<u8> = (0..9000_u32).map(|index| b'a' + (index % 26) as u8).collect();
    for part in burst.chunks(3000) {
        session.pty.send(part);
    }
    for byte in burst {
        assert_eq!(session.key().code, KeyCode::Char(char::from(byte)));
    }
}

#[test]
fn a_sequence_and_a_character_cut_in_two_reads_arrive_whole() {
    let mut session = Session::start();
    for (head, tail, code) in [
        (&b"\x1b["[..], &b"A"[..], KeyCode::Up),
        (b"\x1b[1", b"5~", KeyCode::F(5)),
        (b"\xe5\x85", b"\xad", KeyCode::Char('六')),
    ] {
        // The parts may meet again in one read, which is no harm; most runs they do not.
        session.send_and_settle(head);
        session.pty.send(tail);
        let key = session.key();
        if key.code != KeyCode::Char('[') {
            assert_eq!(key, KeyEvent::new(code, KeyModifiers::NONE));
        }
    }
}

#[test]
fn esc_alone_arrives_and_so_does_alt() {
    let mut session = Session::start();
    session.pty.send(b"\x1b");
    assert_eq!(session.key(), KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
    session.pty.send(b"\x1bx");
    assert_eq!(session.key(), KeyEvent::new(KeyCode::Char('x'), KeyModifiers::ALT));
    session.pty.send(b"\x08");
    assert_eq!(session.key().code, KeyCode::Backspace);
}

#[test]
fn a_paste_of_a_megabyte_is_one_paste_and_none_of_it_a_key() {
    let mut session = Session::start();
    let mut text = "dd :q! ZZ 六天没有消息\n".repeat(40_000);
    text.truncate(text.floor_char_boundary(1 << 20));
    session.pty.send(b"\x1b[200~");
    session.pty.send(text.as_bytes());
    session.pty.send(b"\x1b[201~");
    let Event::Paste(pasted) = session.next() else { panic!("no paste came first") };
    assert!(pasted == text, "{} bytes instead of {}", pasted.len(), text.len());
    session.pty.send(b"j");
    assert_eq!(session.key().code, KeyCode::Char('j'));
}

#[test]
fn an_end_mark_inside_a_paste_lets_no_command_through() {
    let mut session = Session::start();
    // At every distance from the edges of what the kernel hands over at once.
    for padding in [0, 4070, 4075, 4080, 4090, 4095, 8180] {
        let padding = "x".repeat(padding);
        let bytes = format!("\x1b[200~{padding}\x1b[201~:q!\rdd\x1b[201~");
        session.pty.send(bytes.as_bytes());
        assert_eq!(session.next(), Event::Paste(format!("{padding}:q!\ndd")));
    }
}

#[test]
fn a_pause_leaves_every_byte_to_others() {
    let mut session = Session::start();
    for round in 0..50 {
        session.pty.send(b"k");
        assert_eq!(session.key().code, KeyCode::Char('k'));
        session.input.pause();
        let text = format!("editor's own {round}");
        session.pty.send(text.as_bytes());
        let mut bytes = Vec::new();
        while bytes.len() < text.len() {
            let mut ready = [PollFd::new(&session.pty.slave, PollFlags::IN)];
            let limit = Timespec::try_from(LIMIT).unwrap();
            assert_eq!(rustix::event::poll(&mut ready, Some(&limit)), Ok(1), "only {bytes:?} came");
            let mut chunk = [0; 64];
            let length = session.pty.slave.read(&mut chunk).unwrap();
            bytes.extend_from_slice(&chunk[..length]);
        }
        assert_eq!(bytes, text.as_bytes());
        session.input.resume();
    }
    assert!(session.events.try_recv().is_err());
}

#[test]
fn a_terminal_that_goes_away_is_told_once_and_is_the_last_event() {
    for paused in [false, true] {
        let Session { pty, input, events, .. } = Session::start();
        if paused {
            input.pause();
        }
        (&pty.slave).write_all(pty::LAST_WORDS.as_bytes()).unwrap();
        pty.wait_for(pty::LAST_WORDS);
        pty.hang_up();
        let mut told = Vec::new();
        while told.last() != Some(&Event::Gone) {
            // Closing the master end types a line end and Ctrl-D first.
            told.push(events.recv_timeout(LIMIT).expect("the end is told"));
        }
        assert_eq!(events.recv_timeout(LIMIT), Err(RecvTimeoutError::Disconnected));
        input.pause();
        input.resume();
        input.stop();
    }
}

#[test]
fn the_size_arrives_when_it_changes_and_only_then() {
    let session = Session::start();
    let winch = || kill_process(rustix::process::getpid(), Signal::WINCH).unwrap();
    session.pty.resize(100, 30);
    winch();
    assert_eq!(session.next(), Event::Resize(100, 30));
    winch();
    for _ in 0..2 {
        // Told after the size would have been.
        kill_process(rustix::process::getpid(), Signal::CONT).unwrap();
        assert_eq!(session.next(), Event::Signal(input::Signal::Continue));
    }
    session.pty.resize(500, 200);
    winch();
    assert_eq!(session.next(), Event::Resize(500, 200));
    assert_eq!(session.tty.size().unwrap(), (500, 200));
    session.pty.resize(0, 0);
    assert_eq!(session.tty.size().unwrap(), (80, 24));
}

#[test]
fn the_guard_leaves_once_however_often_it_is_told() {
    let Session { pty, guard, sequences, input, .. } = Session::start();
    input.pause();
    guard.suspend().unwrap();
    guard.suspend().unwrap();
    assert!(!guard.is_active());
    assert!(guard.resume().unwrap());
    assert!(guard.is_active());
    guard.leave().unwrap();
    guard.leave().unwrap();
    assert!(!guard.resume().unwrap());
    drop(guard);
    let written = String::from_utf8(sequences.0.lock().unwrap().concat()).unwrap();
    assert_eq!(written.matches("\x1b[?1049h").count(), 2);
    assert_eq!(written.matches("\x1b[?1049l").count(), 2);
    assert!(!written.contains("?1000"), "the mouse was never asked for");
    drop(pty);
}

#[test]
fn a_program_that_is_killed_does_not_say_how_the_terminal_was() {
    let pty = Pty::open();
    let tty = Tty::from_file(&pty.slave).unwrap();
    let modes = || format!("{:?}", termios::tcgetattr(&pty.slave).unwrap());
    let before = modes();
    for comes_back in [true, false] {
        let guard = Guard::enter(&tty, Sequences::default(), false).unwrap();
        guard.lend().unwrap();
        assert_eq!(modes(), before);
        let mut raw = termios::tcgetattr(&pty.slave).unwrap();
        raw.make_raw();
        termios::tcsetattr(&pty.slave, OptionalActions::Now, &raw).unwrap();
        if comes_back {
            assert!(guard.resume().unwrap());
        }
        drop(guard);
        assert_eq!(modes(), before, "{comes_back}");
    }
}

#[test]
fn a_frame_is_one_write_and_an_error_reaches_the_caller() {
    let pty = Pty::open();
    let tty = Tty::from_file(&pty.slave).unwrap();
    let out = Sequences::default();
    let mut terminal = Terminal::new(Backend::new(&tty, out.clone())).unwrap();
    for text in ["first", "second"] {
        terminal
            .draw(|frame| {
                frame.render_widget(text, frame.area());
                frame.set_cursor_position((3, 1));
            })
            .unwrap();
    }
    terminal.clear().unwrap();
    terminal.draw(|frame| frame.render_widget("third", frame.area())).unwrap();
    let writes = out.0.lock().unwrap().clone();
    assert_eq!(writes.len(), 3);
    for frame in &writes {
        assert!(frame.starts_with(b"\x1b[?2026h") && frame.ends_with(b"\x1b[?2026l"));
    }

    struct Gone;
    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut terminal = Terminal::new(Backend::new(&tty, Gone)).unwrap();
    let drawn = terminal.draw(|frame| frame.render_widget("text", frame.area()));
    assert_eq!(drawn.unwrap_err().kind(), std::io::ErrorKind::BrokenPipe);
}

#[test]
#[cfg(target_os = "linux")]
fn an_idle_input_thread_never_wakes_up() {
    let mut session = Session::start();
    session.pty.send(b"\x1b[200~a\x1b[201~");
    assert_eq!(session.next(), Event::Paste("a".into()));
    session.pty.send(b"\x1b");
    session.key();
    let before = until("the thread rests", || {
        let first = switches();
        std::thread::sleep(Duration::from_millis(100));
        (first == switches()).then_some(first)
    });
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(switches(), before);
}

/// How often the input thread was woken up.
#[cfg(target_os = "linux")]
fn switches() -> u64 {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap();
    let task = tasks
        .map(|task| task.unwrap().path())
        .find(|task| std::fs::read_to_string(task.join("comm")).is_ok_and(|name| name == "input\n"))
        .unwrap();
    let status = std::fs::read_to_string(task.join("status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
    line.unwrap().trim().parse().unwrap()
}
