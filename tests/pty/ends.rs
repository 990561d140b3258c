//! Ends of every kind, with an edit that no file has and a text half typed: both come back, the
//! terminal is as it was before, and the exit code says what it was.

use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::time::{Duration, Instant};

use portable_pty::{PtySize, native_pty_system};
use rustix::fs::OFlags;
use rustix::process::{Pid, Signal, kill_process};

use crate::home::{Home, titles};
use crate::window::{Window, shows, until};

/// Long enough for the busiest machine; on a quiet one it is a few hundredths of a second.
const SOON: Duration = Duration::from_secs(10);

/// Runs the editor, says how it ended, and stays until a line is typed: the kernel gives a
/// terminal its old modes back when the first process in it ends, which this shell is.
const THEN_SAY: &str = r#"sh -c 'echo $$ > pid; exec "$@"' sh "$@"; echo "EXIT $?"; read line"#;

/// The same with a shell that stops and continues its jobs.
const STOPPED: &str = r#"set -m; sh -c 'echo $$ > pid; exec "$@"' sh "$@"; echo STOPPED; read line
    echo "LINE $line"; fg; echo "EXIT $?"; read line"#;

/// A home with a map, in which nothing is saved by itself for a minute.
pub(crate) fn home() -> Home {
    let home = Home::new();
    home.run(&["new", "demo"]);
    home.write("config/settings.ron", "(autosave: 60)\n");
    home
}

/// A stage, a card that has no save, and half of another card.
pub(crate) fn work(window: &mut Window) {
    window.wait_for("no stage yet");
    window.keys("soAlpha\rSearches\rhalf of it");
    window.wait_for("half of it");
}

/// Work, edit and text, are there at the next start.
pub(crate) fn comes_back(home: &Home, half: &str) {
    let mut window = home.open(["demo"], (80, 24));
    window.wait_for(half);
    window.keys("\x1bq");
    assert_eq!(window.end(), 0);
    let expected = vec!["Searches".into(), half.into()];
    assert_eq!(titles(&home.read("demo")), [("Alpha".into(), expected)]);
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

/// The process that a script of this page has written down.
fn program(home: &Home) -> Pid {
    let pid = fs::read_to_string(home.file("pid")).unwrap();
    Pid::from_raw(pid.trim().parse().unwrap()).unwrap()
}

/// Every mode that was switched on was switched off as often.
pub(crate) fn modes_are_undone(window: &Window) {
    let output = String::from_utf8(window.raw()).unwrap();
    for mode in ["?1049", "?2004", "?1000", "?1002", "?1006"] {
        let (on, off) = (format!("\x1b[{mode}h"), format!("\x1b[{mode}l"));
        let (ons, offs) = (output.matches(&on).count(), output.matches(&off).count());
        assert!(ons >= offs && offs > 0, "{mode} on {ons}, off {offs}: {}", output.escape_debug());
        assert!(output.rfind(&on) < output.rfind(&off), "{mode}: {}", output.escape_debug());
    }
    assert!(output.rfind("\x1b[?25h") > output.rfind("\x1b[?25l"), "the cursor stays hidden");
    // a keyboard that was asked to say more would still do so
    assert!(!output.contains("\x1b[>") && !output.contains("\x1b[="), "{}", output.escape_debug());
}

/// Ends the editor with `end`, and checks the terminal and the exit code.
fn ends_well(home: &Home, end: impl FnOnce(&mut Window, Pid), code: u32) -> String {
    let mut window = home.open_in_shell(&format!("stty -echoe; {THEN_SAY}"), "demo");
    work(&mut window);
    let raw = window.modes();
    let began = Instant::now();
    end(&mut window, program(home));
    window.wait_for("EXIT");
    let took = began.elapsed();
    assert!(took < SOON, "it took {took:?}");
    println!("code {code}: {took:?}");
    window.wait_for(&format!("EXIT {code}"));
    modes_are_undone(&window);
    assert_ne!(window.modes(), raw);
    assert!(!window.look(|screen| screen.alternate_screen()));
    let output = String::from_utf8(window.raw()).unwrap();
    window.keys("\n");
    assert_eq!(window.end(), 0);
    output
}

#[test]
fn signals_end_the_program_and_nothing_is_lost() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let home = home();
        ends_well(&home, |_, pid| kill_process(pid, signal).unwrap(), code);
        // the edit is in the file, and the text is not
        assert_eq!(titles(&home.read("demo")), [("Alpha".into(), vec!["Searches".into()])]);
        comes_back(&home, "half of it");
    }
}

#[test]
fn the_modes_of_the_terminal_are_those_from_before() {
    let home = home();
    let script = format!("stty -echoe -echok erase ^H; echo BEFORE; read line; {THEN_SAY}");
    let mut window = home.open_in_shell(&script, "demo");
    window.wait_for("BEFORE");
    let before = window.modes();
    window.keys("\n");
    work(&mut window);
    assert_ne!(window.modes(), before);
    kill_process(program(&home), Signal::TERM).unwrap();
    window.wait_for("EXIT 143");
    assert_eq!(window.modes(), before);
    window.keys("\n");
    window.end();
}

#[test]
fn a_closed_terminal_ends_the_program_and_nothing_is_lost() {
    // also where somebody has asked that it outlive its terminal, as nohup does
    for script in [r#"exec "$@""#, r#"trap "" HUP; exec "$@""#] {
        let home = home();
        let mut window = home.open_in_shell(script, "demo");
        work(&mut window);
        let began = Instant::now();
        assert_eq!(window.hang_up(), 129);
        assert!(began.elapsed() < SOON);
        println!("hung up: {:?}", began.elapsed());
        assert_eq!(titles(&home.read("demo")), [("Alpha".into(), vec!["Searches".into()])]);
        comes_back(&home, "half of it");
    }
}

#[test]
fn a_screen_that_cannot_be_written_ends_the_program_and_nothing_is_lost() {
    let home = home();
    // keys come from one terminal, the screen is another, which goes away
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let name = pair.master.tty_name().unwrap();
    let held = open(&name);
    let script =
        format!(r#"echo BEFORE; read line; "$@" > {}; echo "EXIT $?"; read line"#, name.display());
    let mut window = home.open_in_shell(&script, "demo");
    window.wait_for("BEFORE");
    let before = window.modes();
    window.keys("\n");
    let mut from = pair.master.try_clone_reader().unwrap();
    let mut shown = vt100::Parser::default();
    let mut chunk = [0; 4096];
    let mut wait_for = |text: &str| {
        while !shows(shown.screen(), text) {
            let length = from.read(&mut chunk).unwrap();
            shown.process(&chunk[..length]);
        }
    };
    wait_for("no stage yet");
    window.keys("soAlpha\rSearches\rhalf");
    wait_for("half");
    assert_ne!(window.modes(), before);
    drop(from);
    drop((pair, held));
    window.keys(" of it");
    window.wait_for("EXIT 129");
    assert_eq!(window.modes(), before);
    window.keys("\n");
    window.end();
    // how many of the last keys were read before the end is nobody's promise
    let mut window = home.open(["demo"], (80, 24));
    window.wait_for("half");
    window.keys("\x1bq");
    assert_eq!(window.end(), 0);
    let found = titles(&home.read("demo"));
    assert_eq!((found[0].1.len(), found[0].1[0].as_str()), (2, "Searches"));
    assert!("half of it".starts_with(&found[0].1[1]), "{found:?}");
}

fn open(path: &std::path::Path) -> File {
    let flags = OFlags::NOCTTY.bits().cast_signed();
    OpenOptions::new().read(true).write(true).custom_flags(flags).open(path).unwrap()
}

#[test]
fn a_stopped_program_gives_the_terminal_back_and_goes_on_with_the_text_half_typed() {
    for from_outside in [false, true] {
        let home = home();
        let mut window = home.open_in_shell(STOPPED, "demo");
        work(&mut window);
        let raw = window.modes();
        if from_outside {
            kill_process(program(&home), Signal::TSTP).unwrap();
        } else {
            window.keys("\x1a");
        }
        window.wait_for("STOPPED");
        modes_are_undone(&window);
        let cooked = window.modes();
        assert_ne!(cooked, raw);
        // another size meanwhile, which nobody tells a program that is stopped
        window.set_size((100, 30));
        window.keys("for the shell\n");
        window.wait_for("half of it");
        let columns = |window: &Window| {
            let text = window.text();
            text.lines().map(cjm::text::width).max().unwrap_or_default()
        };
        until("all of it is used", || (columns(&window) > 80).then_some(()), || window.text());
        assert_eq!(window.modes(), raw);
        window.keys(", and more");
        window.wait_for("half of it, and more");
        kill_process(program(&home), Signal::TERM).unwrap();
        window.wait_for("EXIT 143");
        assert_eq!(window.modes(), cooked);
        modes_are_undone(&window);
        let output = String::from_utf8(window.raw()).unwrap();
        assert!(output.contains("LINE for the shell"), "{}", output.escape_debug());
        window.keys("\n");
        window.end();
        comes_back(&home, "half of it, and more");
    }
}

#[test]
fn a_program_that_is_ended_while_it_is_stopped_loses_nothing() {
    for (signal, in_file) in [(Signal::TERM, true), (Signal::HUP, true), (Signal::KILL, false)] {
        let home = home();
        let mut window = home.open_in_shell(STOPPED, "demo");
        work(&mut window);
        window.keys("\x1a");
        window.wait_for("STOPPED");
        let cooked = window.modes();
        let pid = program(&home);
        kill_process(pid, signal).unwrap();
        // one that is dead cannot be told to go on
        let _ = kill_process(pid, Signal::CONT);
        until(
            "it has ended",
            || {
                rustix::process::test_kill_process(pid)
                    .is_err()
                    .then_some(())
                    .or_else(|| zombie(pid))
            },
            || window.text(),
        );
        assert_eq!(window.modes(), cooked);
        if in_file {
            assert_eq!(titles(&home.read("demo")), [("Alpha".into(), vec!["Searches".into()])]);
        }
        window.keys("\n\n\n");
        window.end_somehow();
        comes_back(&home, "half of it");
    }
}

/// Whether a process has ended and its parent has not asked yet.
fn zombie(pid: Pid) -> Option<()> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    stat.rsplit(')').next()?.trim_start().starts_with('Z').then_some(())
}

#[test]
fn an_editor_that_is_killed_gives_the_terminal_and_the_text_back() {
    let home = home().with("VISUAL", "sh -c 'stty raw -echo; kill -9 $$'");
    let script = format!("echo BEFORE; read line; {THEN_SAY}");
    let mut window = home.open_in_shell(&script, "demo");
    window.wait_for("BEFORE");
    let before = window.modes();
    window.keys("\n");
    work(&mut window);
    let raw = window.modes();
    window.keys("\x05");
    window.wait("the screen again", |screen| {
        screen.alternate_screen() && shows(screen, "half of it") && shows(screen, "was killed")
    });
    assert_eq!(window.modes(), raw);
    window.keys(", and more");
    window.wait_for("half of it, and more");
    kill_process(program(&home), Signal::TERM).unwrap();
    window.wait_for("EXIT 143");
    assert_eq!(window.modes(), before);
    modes_are_undone(&window);
    window.keys("\n");
    window.end();
    comes_back(&home, "half of it, and more");
}

#[test]
fn a_terminal_that_takes_no_more_output_does_not_hold_the_program() {
    let home = home();
    let mut window = home.open_in_shell(r#"echo $$ > pid; exec "$@""#, "demo");
    work(&mut window);
    window.hold_output();
    window.keys("\x0c");
    let began = Instant::now();
    kill_process(program(&home), Signal::TERM).unwrap();
    assert_eq!(window.end(), 143);
    assert!(began.elapsed() < SOON);
    println!("stuck: {:?}", began.elapsed());
    comes_back(&home, "half of it");
}
