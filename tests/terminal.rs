//! The terminal, with a real one: modes, signals, pauses, pastes, and its end.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "terminal/child.rs"]
mod child;
#[path = "terminal/pty.rs"]
mod pty;
#[path = "terminal/session.rs"]
mod session;

use child::Report;
use pty::{Pty, until};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use rustix::termios::tcgetattr;

/// The program in these tests, when the test binary is started as it.
#[test]
fn child() {
    if std::env::var_os(pty::CHILD).is_some() {
        child::run();
    }
}

/// Runs the program, gives it `end` to end itself, and checks that the terminal is as before.
fn leaves_the_terminal_as_it_was(end: impl FnOnce(&mut Pty, Pid), code: u32) -> String {
    let mut pty = Pty::open();
    let before = modes(&pty);
    // The shell outlives the program: with the leader of a session the kernel resets the modes.
    let mut shell = pty.run(r#""$@"; echo "EXIT $?"; read line; exit 0"#);
    pty.wait_for("READY");
    assert_ne!(modes(&pty), before);
    let pid = program(&pty);
    end(&mut pty, pid);
    pty.wait_for("EXIT ");
    assert_eq!(modes(&pty), before);
    pty.wait_for(&format!("EXIT {code}\r\n"));
    pty.send(b"\n");
    shell.wait().unwrap();
    let output = pty.output();
    for mode in ["?1049", "?2004", "?1000", "?1002", "?1006"] {
        let (on, off) = (format!("\x1b[{mode}h"), format!("\x1b[{mode}l"));
        assert_eq!(output.matches(&on).count(), 1, "{mode} on: {}", output.escape_debug());
        assert_eq!(output.matches(&off).count(), 1, "{mode} off: {}", output.escape_debug());
        assert!(output.find(&on) < output.find(&off));
    }
    assert!(output.rfind("\x1b[?25h") > output.rfind("\x1b[?25l"), "the cursor stays hidden");
    output
}

/// All that `stty -a` would show.
fn modes(pty: &Pty) -> String {
    format!("{:?}", tcgetattr(&pty.slave).unwrap())
}

/// The process that runs in the terminal.
fn program(pty: &Pty) -> Pid {
    let output = pty.output();
    let number = output.split("PID ").nth(1).and_then(|rest| rest.split_whitespace().next());
    Pid::from_raw(number.unwrap().parse().unwrap()).unwrap()
}

#[test]
fn dropping_the_guard_restores_every_mode_once() {
    leaves_the_terminal_as_it_was(|pty, _| pty.send(b"q"), 0);
}

#[test]
fn a_panic_restores_the_terminal_before_it_says_where_the_work_is() {
    let output = leaves_the_terminal_as_it_was(|pty, _| pty.send(b"p"), 101);
    let restored = output.find("\x1b[?1049l").unwrap();
    let said = output.find("the work is in the journal").unwrap();
    assert!(restored < said, "{}", output.escape_debug());
}

#[test]
fn a_panic_of_a_worker_leaves_the_screen_alone() {
    let output = leaves_the_terminal_as_it_was(
        |pty, _| {
            pty.send(b"w");
            pty.wait_for("WORKER ENDED");
            assert!(!pty.output().contains("the work is in the journal"));
            assert!(!pty.output().contains("\x1b[?1049l"));
            pty.send(b"q");
        },
        0,
    );
    assert!(!output.contains("panicked"), "{}", output.escape_debug());
}

#[test]
fn sigterm_restores_the_terminal() {
    leaves_the_terminal_as_it_was(|_, pid| kill_process(pid, Signal::TERM).unwrap(), 143);
}

#[test]
fn sighup_restores_the_terminal() {
    leaves_the_terminal_as_it_was(|_, pid| kill_process(pid, Signal::HUP).unwrap(), 129);
}

#[test]
fn sigint_restores_the_terminal() {
    leaves_the_terminal_as_it_was(|_, pid| kill_process(pid, Signal::INT).unwrap(), 130);
}

#[test]
fn the_mouse_can_be_switched_off_while_running() {
    let output = leaves_the_terminal_as_it_was(
        |pty, _| {
            pty.send(b"m");
            pty.wait_for("MOUSE OFF");
            pty.send(b"q");
        },
        0,
    );
    assert!(output.find("\x1b[?1000l") < output.find("MOUSE OFF"));
}

#[test]
fn a_stopped_program_gives_the_terminal_to_the_shell_and_takes_it_again() {
    for stop in [None, Some(Signal::TSTP)] {
        let mut pty = Pty::open();
        let before = modes(&pty);
        let script = r#"set -m; "$@"; echo "STOPPED"; read line; echo "LINE $line"; fg; echo "EXIT $?"; read line"#;
        let mut shell = pty.run(script);
        pty.wait_for("READY");
        match stop {
            None => pty.send(b"z"),
            Some(signal) => kill_process(program(&pty), signal).unwrap(),
        }
        pty.wait_for("STOPPED");
        assert_eq!(modes(&pty), before);
        assert!(pty.output().contains("\x1b[?1049l"));
        pty.resize(100, 30);
        pty.send(b"typed for the shell\n");
        pty.wait_for("LINE typed for the shell");
        pty.wait_for("RESUMED 100 30");
        assert_ne!(modes(&pty), before);
        pty.send(b"xq");
        pty.wait_for("KEY x");
        pty.wait_for("EXIT 0");
        assert_eq!(modes(&pty), before);
        pty.send(b"\n");
        shell.wait().unwrap();
    }
}

#[test]
fn a_program_stopped_from_outside_takes_the_terminal_again() {
    let mut pty = Pty::open();
    let script =
        r#"set -m; "$@"; stty sane; echo "STOPPED"; read line; fg; echo "EXIT $?"; read line"#;
    let mut shell = pty.run(script);
    pty.wait_for("READY");
    let raw = modes(&pty);
    kill_process(program(&pty), Signal::STOP).unwrap();
    pty.wait_for("STOPPED");
    assert_ne!(modes(&pty), raw);
    pty.send(b"\n");
    pty.wait_for("RESUMED");
    assert_eq!(modes(&pty), raw);
    pty.send(b"q");
    pty.wait_for("EXIT 0");
    pty.send(b"\n");
    shell.wait().unwrap();
}

#[test]
fn a_stopped_program_that_is_killed_ends_in_the_background() {
    let report = Report::new();
    let mut pty = Pty::open();
    let script = r#"set -m; "$@"; echo "STOPPED"; read line"#;
    let mut shell = pty.run(&format!("{} {script}", report.export()));
    pty.wait_for("READY");
    pty.send(b"z");
    pty.wait_for("STOPPED");
    let cooked = modes(&pty);
    for signal in [Signal::TERM, Signal::CONT] {
        kill_process(program(&pty), signal).unwrap();
    }
    assert_eq!(report.wait().code, 143);
    assert_eq!(modes(&pty), cooked);
    assert_eq!(pty.output().matches("\x1b[?1049h").count(), 1);
    pty.send(b"\n");
    shell.wait().unwrap();
}

#[test]
fn an_editor_gets_every_byte_while_the_input_is_paused() {
    let mut pty = Pty::open();
    let mut shell = pty.run(r#""$@"; echo "EXIT $?""#);
    pty.wait_for("READY");
    pty.send(b"e");
    pty.wait_for("EDITOR");
    let text: String = (0..40).map(|line| format!("line {line} of the editor\n")).collect();
    for byte in text.as_bytes() {
        pty.send(std::slice::from_ref(byte));
    }
    pty.send(b".\n");
    pty.wait_for(&format!("EDITOR GOT {} 40", text.len()));
    pty.wait_for("RESUMED");
    assert!(!pty.output().contains("KEY l"));
    pty.send(b"xq");
    pty.wait_for("KEY x");
    pty.wait_for("EXIT 0");
    shell.wait().unwrap();
}

#[test]
fn ctrl_z_in_an_editor_stops_the_program_too() {
    let mut pty = Pty::open();
    // The shell reads nothing meanwhile: an editor that is slow to stop could take a byte of it.
    let script = r#"set -m; "$@"; echo "STOPPED"; fg; echo "EXIT $?"; read line"#;
    let mut shell = pty.run(script);
    pty.wait_for("READY");
    pty.send(b"e");
    pty.wait_for("EDITOR");
    kill_process_group(program(&pty), Signal::TSTP).unwrap();
    pty.wait_for("STOPPED");
    pty.send(b"for the editor\n.\n");
    pty.wait_for("EDITOR GOT 15 1");
    pty.wait_for("RESUMED");
    pty.send(b"q");
    pty.wait_for("EXIT 0");
    pty.send(b"\n");
    shell.wait().unwrap();
}

#[test]
fn a_terminal_that_goes_away_ends_the_program_without_spinning() {
    let report = Report::new();
    let mut pty = Pty::open();
    let mut program = pty.run(&format!(r#"{} exec "$@""#, report.export()));
    pty.wait_for("READY");
    // Half a sequence is held when it happens.
    pty.send(b"l\x1b[1;");
    pty.wait_for(pty::LAST_WORDS);
    pty.hang_up();
    let end = report.wait();
    until("the program ends", || program.try_wait().unwrap());
    assert!(end.ticks < 50, "{} hundredths of a second of CPU", end.ticks);
}
