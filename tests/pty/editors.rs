//! Text that goes to an editor of the user's own.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use rustix::process::{Pid, Signal, kill_process};

use crate::home::{EXAMPLE, Home, cards, text, wait_for_file};
use crate::window::{Window, until};

/// A home whose editor is `script`; `$1` is the file, and its folder is that
/// of the script.
fn home(script: &str) -> Home {
    let home = Home::new();
    let editor = home.write("editor", &format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(&editor, Permissions::from_mode(0o755)).unwrap();
    home.write("example.ron", EXAMPLE);
    let command = format!("{} --wait", editor.display());
    let drafts = home.file("drafts");
    fs::create_dir(&drafts).unwrap();
    let drafts = drafts.display().to_string();
    home.with("VISUAL", &command).with("EDITOR", "false").with("TMPDIR", &drafts)
}

/// The files through which texts go to an editor, with what is in them.
fn drafts(home: &Home) -> Vec<(PathBuf, Vec<u8>)> {
    let folders = fs::read_dir(home.file("drafts")).unwrap().map(|it| it.unwrap().path());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap());
    files.map(|it| it.unwrap().path()).map(|it| (it.clone(), fs::read(it).unwrap())).collect()
}

/// Opens the example on the card “Duties appear in the last step”.
fn open(home: &Home) -> Window {
    let mut window = home.open([home.file("example.ron")], (100, 30));
    window.wait_for("Sees the ad");
    window.keys("lj");
    window
}

fn title(home: &Home) -> String {
    let map = home.read("example.ron");
    cards(&map, "Checkout")[0]["title"].as_str().unwrap().to_owned()
}

#[test]
fn a_title_goes_to_the_editor_and_comes_back() {
    let home = home(r#"[ "$1" = --wait ] && printf 'Duties are shown first\n' > "$2""#);
    let mut window = open(&home);
    window.keys("\x05");
    window.wait_for("Duties are shown first");
    // the keys are ours again
    window.keys("u");
    window.wait_for("Undone");
    window.keys("U");
    window.wait_for("Redone");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert_eq!(title(&home), "Duties are shown first");
}

#[test]
fn the_file_for_the_editor_is_for_nobody_else_and_goes_with_it() {
    let home = home(
        r#"home=$(dirname "$0")
        { stat -c '%a' "$2"; basename "$2"; cat "$2"; } > "$home/seen"
        echo "$2" > "$home/path"
        printf 'seen\n' > "$2""#,
    );
    let mut window = open(&home);
    window.keys("\x05");
    window.wait_for("seen");
    let seen = text(&home.file("seen"));
    assert_eq!(seen, "600\ntitle.txt\nDuties appear in the last step\n");
    let path = PathBuf::from(text(&home.file("path")).trim());
    assert!(!path.exists() && !path.parent().unwrap().exists(), "{}", path.display());
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn an_editor_that_fails_leaves_the_text_as_it_was_and_what_it_saved_where_it_is() {
    for (script, said, kept) in [
        ("printf lost > \"$2\"; exit 3", "ended with code 3", Some("lost")),
        ("printf lost > \"$2\"; kill -KILL $$", "was killed", Some("lost")),
        ("printf 'caf\\351' > \"$2\"", "is not UTF-8", Some("caf")),
        ("printf half > \"$2.swp\"; kill -KILL $$", "was killed", Some("half")),
        ("kill -KILL $$", "was killed", None),
        ("rm \"$2\"", "No file for", None),
    ] {
        let home = home(script);
        let mut window = open(&home);
        // out of a text that is being typed, which stays
        window.keys("i!\x05");
        window.wait_for(said);
        window.wait_for("the text is as it was");
        let left = drafts(&home);
        if let Some(kept) = kept {
            window.wait_for("What it saved is");
            let holds = |(_, bytes): &(_, Vec<u8>)| bytes.starts_with(kept.as_bytes());
            assert!(left.iter().any(holds), "{script}: {left:?}");
        } else {
            assert_eq!(left, [], "{script}");
        }
        window.keys("!\r");
        window.wait_for("step!!");
        window.keys("ZZ");
        assert_eq!(window.end(), 0, "{script}");
        assert_eq!(title(&home), "Duties appear in the last step!!", "{script}");
    }
}

#[test]
fn an_editor_that_is_not_there_is_said_with_the_names_of_both_variables() {
    let home = Home::new().with("EDITOR", "/nowhere/editor");
    home.write("example.ron", EXAMPLE);
    let mut window = open(&home);
    window.keys("\x05");
    window.wait_for("could not be started");
    window.wait_for("VISUAL or EDITOR");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert_eq!(text(&home.file("example.ron")), EXAMPLE);
}

#[test]
fn keys_go_to_the_editor_alone() {
    let home = home(r#"echo GO; read -r line; printf '%s\n' "$line" > "$2""#);
    let mut window = open(&home);
    window.keys("\x05");
    window.wait_for("GO");
    window.keys("dd u q\r");
    window.wait_for("dd u q");
    window.wait("the board", |screen| screen.alternate_screen());
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert_eq!(title(&home), "dd u q");
}

/// Ends the program with a signal while the editor has the terminal; gives
/// what the terminal was set to then.
fn ended_by(signal: Signal, script: &str) -> Home {
    let home = home(&format!(
        "echo $$ > \"$(dirname \"$0\")/pid\"; stty raw -echo; {script}; echo GO; \
         while :; do read -r line; done"
    ));
    let mut window = open(&home);
    window.keys("i typed\x05");
    window.wait_for("GO");
    let started = std::time::Instant::now();
    window.signal(signal);
    let code = window.end();
    assert!(started.elapsed().as_millis() < 1000, "it took {:?}", started.elapsed());
    assert_eq!(code, 128 + u32::try_from(signal.as_raw()).unwrap());
    home
}

#[test]
fn a_signal_while_the_editor_runs_ends_both_and_keeps_what_was_typed() {
    for signal in [Signal::TERM, Signal::HUP] {
        let home = ended_by(signal, ":");
        assert_eq!(title(&home), "Duties appear in the last step");
        let pid: i32 = text(&home.file("pid")).trim().parse().unwrap();
        until(
            "the editor ends",
            || kill_process(Pid::from_raw(pid).unwrap(), Signal::CONT).is_err().then_some(()),
            || "it runs".into(),
        );
        let mut window = home.open([home.file("example.ron")], (100, 30));
        window.wait_for("Unsaved work came back");
        window.wait_for("step typed");
        window.keys("\rq");
        assert_eq!(window.end(), 0);
        assert_eq!(title(&home), "Duties appear in the last step typed");
    }
}

#[test]
fn what_the_editor_saved_before_a_signal_comes_back() {
    let home = ended_by(Signal::TERM, "printf 'saved so far\\n' > \"$2\"");
    let mut window = home.open([home.file("example.ron")], (100, 30));
    window.wait_for("saved so far");
    window.keys("\rq");
    assert_eq!(window.end(), 0);
    assert_eq!(title(&home), "saved so far");
}

#[test]
fn what_the_editor_saved_comes_back_where_the_window_was_killed() {
    for (after, expected) in [(None, "saved so far"), (Some("and later\n"), "and later")] {
        let home = home("printf 'saved so far\\n' > \"$2\"; echo GO; read -r line");
        let mut window = open(&home);
        window.keys("\x05");
        window.wait_for("GO");
        window.kill();
        let [(file, bytes)] = &drafts(&home)[..] else { panic!("{:?}", drafts(&home)) };
        assert_eq!(bytes, b"saved so far\n");
        if let Some(after) = after {
            fs::write(file, after).unwrap();
        }
        let mut window = home.open([home.file("example.ron")], (100, 30));
        window.wait_for("Unsaved work came back");
        window.wait_for(expected);
        window.keys("\rq");
        assert_eq!(window.end(), 0);
        assert_eq!(title(&home), expected);
        assert_eq!(drafts(&home), []);
    }
}

#[test]
fn what_the_editor_saved_and_nobody_can_read_is_named_at_the_next_start() {
    let home = ended_by(Signal::TERM, "printf 'caf\\351' > \"$2\"");
    let window = home.open([home.file("example.ron")], (100, 30));
    window.wait_for("What an editor saved did not come back");
    assert!(drafts(&home).iter().any(|(_, bytes)| bytes == b"caf\xe9"));
    window.kill();
}

#[test]
fn edits_are_saved_while_the_editor_runs() {
    let home = home("echo GO; read -r line");
    let mut window = open(&home);
    window.keys("5i\x05");
    window.wait_for("GO");
    wait_for_file(&home.file("example.ron"), &["emotion: 2,"]);
    window.keys("\r");
    window.wait("the board", |screen| screen.alternate_screen());
    window.keys("\x1bq");
    assert_eq!(window.end(), 0);
}
