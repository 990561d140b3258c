//! What may befall a window, and what is left of the work then.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::home::{EXAMPLE, Home, cards, text, titles, wait_for_file};
use crate::window::{Window, shows, until};

/// A window with work in it that may not be in the file yet: a stage, a card
/// in it, and half of another.
fn work(home: &Home) -> Window {
    home.run(&["new", "demo"]);
    let mut window = home.open(["demo"], (80, 24));
    window.wait_for("no stage yet");
    window.keys("soAlpha\rSearches\rhalf of it");
    window.wait_for("half of it");
    window
}

#[test]
fn after_a_kill_every_edit_and_the_half_typed_text_come_back() {
    let home = Home::new();
    work(&home).kill();
    let mut window = home.open(["demo"], (80, 24));
    window.wait_for("came back");
    window.wait_for("half of it");
    window.wait_for("Searches");
    window.keys(", and the rest\x1bq");
    assert_eq!(window.end(), 0);
    let expected = vec!["Searches".into(), "half of it, and the rest".into()];
    assert_eq!(titles(&home.read("demo")), [("Alpha".into(), expected)]);
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

#[test]
fn a_kill_in_the_midst_of_a_walk_loses_no_answer_and_no_letter() {
    let home = Home::new();
    home.run(&["new", "demo"]);
    home.run(&["add", "demo", "--stage", "Alpha", "Searches", "Waits"]);
    let mut window = home.open(["demo"], (80, 24));
    window.wait_for("Waits");
    window.keys("ggrwIvo\ry4");
    window.wait_for("what happened");
    window.keys("Half a");
    window.wait_for("Half a");
    window.kill();
    let mut window = home.open(["demo"], (80, 24));
    window.wait_for("came back");
    window.wait_for("what happened: Half a");
    window.keys(" line\r");
    window.wait_for("2 of 2");
    window.keys("n\x1bq");
    assert_eq!(window.end(), 0);
    let map = home.read("demo");
    let walk = |row: usize| {
        let walks = map["stages"][0]["touchpoints"][row]["walks"].as_array().unwrap().clone();
        assert_eq!(walks.len(), 1, "{walks:?}");
        walks[0].clone()
    };
    let (searches, waits) = (walk(0), walk(1));
    assert_eq!((&searches["by"], &searches["passed"]), (&"Ivo".into(), &true.into()));
    assert_eq!((&searches["text"], &searches["emotion"]), (&"Half a line".into(), &1.into()));
    assert_eq!(waits["passed"], false);
}

#[test]
fn after_a_second_kill_before_anything_was_saved_it_still_comes_back() {
    let home = Home::new();
    work(&home).kill();
    let window = home.open(["demo"], (80, 24));
    window.wait_for("half of it");
    window.kill();
    let mut window = home.open(["demo"], (80, 24));
    window.wait_for("half of it");
    window.keys("\x1bq");
    assert_eq!(window.end(), 0);
    let expected = vec!["Searches".into(), "half of it".into()];
    assert_eq!(titles(&home.read("demo")), [("Alpha".into(), expected)]);
}

#[test]
fn a_kill_in_the_midst_of_typing_loses_no_letter_that_was_shown() {
    let home = Home::new();
    home.run(&["new", "demo"]);
    let typed: String = ('a'..='z').cycle().take(400).collect();
    for stop in ["abc", "uvwxyzabc"] {
        let mut window = home.open(["demo"], (120, 34));
        window.wait_for_start();
        window.keys("soStage\x1bo");
        window.wait_for("next touchpoint");
        window.keys(&typed);
        window.wait_for(stop);
        let shown = letters(&window.text(), &typed);
        assert!(shown >= stop.len(), "{}", window.text());
        window.kill();
        let mut window = home.open(["demo"], (120, 34));
        window.wait_for(stop);
        window.keys("\x1bq");
        assert_eq!(window.end(), 0);
        let map = home.read("demo");
        let kept = cards(&map, "Stage")[0]["title"].as_str().unwrap();
        assert!(typed.starts_with(kept), "{kept}");
        assert!(shown <= kept.len(), "{shown} letters were shown, {} were kept", kept.len());
        fs::remove_file(home.map("demo")).unwrap();
        home.run(&["new", "demo"]);
    }
}

/// How many letters of the typed alphabet the screen shows.
fn letters(screen: &str, typed: &str) -> usize {
    let rows = screen.lines().map(|row| row.trim_start_matches(['+', ' ']).trim_end());
    rows.filter(|row| row.len() >= 3 && typed.contains(row)).map(str::len).sum()
}

#[test]
fn what_another_program_wrote_meanwhile_is_merged() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let mut window = home.open([&file], (80, 24));
    window.wait_for("Sees the ad");
    let theirs = EXAMPLE.replace("Asks the neighbour", "Asks the courier");
    assert_ne!(theirs, EXAMPLE);
    fs::write(&file, &theirs).unwrap();
    window.keys("gg+\x13");
    // the line that says so may be gone with the keys, where it came before them
    wait_for_file(&file, &["emotion: 2, //", "Asks the courier"]);
    window.keys("u");
    window.wait_for("Undone");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert!(text(&file) == theirs, "undoing took more back than our own change");
}

#[test]
fn two_windows_on_one_map_lose_nothing() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let mut windows = [home.open([&file], (80, 24)), home.open([&file], (80, 24))];
    for (window, title) in windows.iter_mut().zip(["First window", "Second window"]) {
        window.wait_for("Sees the ad");
        window.keys(&format!("o{title}\x1b\x13"));
        window.wait_for(title);
        wait_for_file(&file, &[title]);
    }
    for mut window in windows {
        window.keys("ZZ");
        assert_eq!(window.end(), 0);
    }
    let [(_, first), ..] = &titles(&home.read("example.ron"))[..] else { panic!("no stage") };
    assert_eq!(first.len(), 3, "{first:?}");
}

#[test]
fn a_read_only_file_is_said_and_not_slipped_past() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let mut window = home.open([&file], (120, 34));
    window.wait_for("Sees the ad");
    window.keys("gg+\x13");
    window.wait_for("the file is read-only");
    assert!(text(&file) == EXAMPLE, "it was written");
    window.keys("ZZ");
    // it stays open: leaving would leave the edit behind
    window.keys("?");
    window.wait_for("What the keys do");
    window.keys("\x1b");
    window.wait("help is closed", |screen| !shows(screen, "What the keys do"));
    assert!(text(&file) == EXAMPLE, "it was written");
    window.keys(":w!\r");
    wait_for_file(&file, &["emotion: 2, //"]);
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o444);
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn a_file_that_is_no_map_is_not_opened_and_not_touched() {
    let home = Home::new();
    let broken = EXAMPLE.replacen("emotion: 1,", "emotion: 7,", 1);
    assert_ne!(broken, EXAMPLE);
    let line = 1 + broken.lines().position(|line| line.contains("emotion: 7,")).unwrap();
    let file = home.write("broken.ron", &broken);
    let window = home.open([&file], (200, 24));
    window.wait_for(&format!("broken.ron:{line}:30: Discover > Sees the ad on Instagram:"));
    assert_eq!(window.end(), 2);
    assert!(text(&file) == broken);
}

#[test]
fn what_cannot_be_opened_is_left_as_it_is_and_the_shell_is_told() {
    let home = Home::new();
    // a backup is there: work, saved, and more work
    home.run(&["new", "demo"]);
    let file = home.map("demo");
    let mut window = home.open(["demo"], (80, 24));
    window.wait_for("no stage yet");
    window.keys("soAlpha\r\x1b\x13");
    wait_for_file(&file, &["Alpha"]);
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    let cut = &EXAMPLE.as_bytes()[..1500];
    let deep = "[".repeat(10_000);
    for broken in [&b""[..], b"\xff\xfe", b"<<<<<<< ours\n", cut, deep.as_bytes(), &[0; 4096]] {
        fs::write(&file, broken).unwrap();
        let window = home.open(["demo"], (250, 24));
        window.wait_for("demo.ron:");
        window.wait_for("cjm recover demo");
        window.wait_for("backup, “demo”, 0 touchpoints");
        assert_eq!(window.end(), 2);
        assert!(fs::read(&file).unwrap() == broken);
    }
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let window = home.open([&file], (250, 24));
    window.wait_for("it is a folder");
    assert_eq!(window.end(), 2);
    fs::remove_dir(&file).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &file,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        0,
    )
    .unwrap();
    let window = home.open([&file], (250, 24));
    window.wait_for("it is a named pipe");
    assert_eq!(window.end(), 2);
}

#[test]
fn the_version_that_a_window_replaces_first_is_kept() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let mut window = home.open([&file], (120, 34));
    window.wait_for("Sees the ad");
    for keys in ["gg-\x13", "-\x13"] {
        let before = text(&file);
        window.keys(keys);
        until("a save", || (text(&file) != before).then_some(()), || text(&file));
    }
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    // one, though there were two saves: they were within ten minutes
    home.run(&["recover", "./example.ron", "--take", "1", "-o", "back.ron"]);
    assert_eq!(text(&home.file("back.ron")), EXAMPLE);
    let rows = home.run(&["recover", "./example.ron", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_slice(&rows.stdout).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 1, "{rows}");
}

#[test]
fn a_map_of_a_newer_format_is_shown_and_never_written() {
    let home = Home::new();
    let newer = EXAMPLE.replacen("format: 1,", "format: 2,", 1);
    let file = home.write("newer.ron", &newer);
    let mut window = home.open([&file], (120, 34));
    window.wait_for("Sees the ad");
    window.wait_for("read-only");
    for keys in ["gg+", "oReads reviews\x1b", "u", "dd", "\x13"] {
        window.keys(keys);
    }
    window.keys("?");
    window.wait_for("What the keys do");
    window.keys("\x1bZZ");
    assert_eq!(window.end(), 0);
    assert!(text(&file) == newer);
}

#[test]
fn a_folder_that_cannot_be_used_is_named_with_a_way_on() {
    let home = Home::new();
    let blocked = home.write("config", "a file where a folder should be");
    let window = home.open::<&str>([], (200, 24));
    window.wait_for(&blocked.display().to_string());
    window.wait_for("cjm FILE");
    assert_eq!(window.end(), 2);
}

#[test]
fn a_file_can_be_edited_where_no_folder_can_be_used() {
    let home = Home::new();
    home.write("config", "a file where a folder should be");
    home.write("state", "another one");
    let file = home.write("example.ron", EXAMPLE);
    let mut window = home.open([&file], (120, 34));
    window.wait_for("Sees the ad");
    window.wait_for("journal");
    window.keys("gg+\x13");
    wait_for_file(&file, &["emotion: 2, //"]);
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}
