//! Saving that fails, in a real window: what is said, and that all is saved in the end.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::Signal;

use crate::home::{EXAMPLE, Home, text, titles, until_gone, wait_for_file};
use crate::window::{Window, shows};

/// A small disk of its own.
struct Disk {
    at: PathBuf,
}

impl Disk {
    /// None, with a line that says so, where this process may not mount one.
    fn at(at: PathBuf) -> Option<Self> {
        fs::create_dir_all(&at).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"])
            .arg(&at)
            .output()
            .is_ok_and(|output| output.status.success());
        if !mounted {
            println!("skipped: only root can mount a small disk");
        }
        mounted.then_some(Self { at })
    }

    fn fill(&self) {
        let mut size = 1 << 20;
        for n in 0.. {
            let done = fs::write(self.at.join(format!("fill-{n}")), vec![b'x'; size]);
            size /= 2;
            if done.is_ok() || size == 0 {
                break;
            }
        }
        // what a failed writing got in stays, to the last byte
        assert!(fs::write(self.at.join("more"), [b'x'; 8192]).is_err());
    }

    fn free(&self) {
        for entry in fs::read_dir(&self.at).unwrap() {
            let entry = entry.unwrap();
            if entry.file_name().to_string_lossy().starts_with("fill")
                || entry.file_name() == "more"
            {
                fs::remove_file(entry.path()).unwrap();
            }
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.at).status();
    }
}

#[test]
fn a_full_disk_is_said_the_old_file_stays_whole_and_room_is_enough_to_save() {
    let home = Home::new();
    let Some(disk) = Disk::at(home.file("disk")) else { return };
    let file = home.write("disk/example.ron", EXAMPLE);
    let mut window = home.open([&file], (80, 24));
    window.wait_for("Sees the ad");
    disk.fill();
    window.keys("gg+oReads reviews\x1b\x13");
    window.wait_for("the disk is full");
    window.wait_for("Nothing is lost: make room");
    window.wait_for("not saved");
    assert!(text(&file) == EXAMPLE, "it was written");
    // what failed has left nothing behind
    let names = fs::read_dir(&disk.at).unwrap().map(|it| it.unwrap().file_name());
    assert_eq!(names.filter(|it| it.to_string_lossy().contains("cjm")).count(), 0);
    // leaving would leave the work behind
    window.keys("ZZ");
    window.wait_for("the disk is full");
    window.keys("j");
    disk.free();
    window.keys("\x13");
    wait_for_file(&file, &["emotion: 2, //", "Reads reviews"]);
    window.wait("all is saved", |screen| !shows(screen, "not saved") && !shows(screen, "full"));
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn an_edit_after_room_was_made_is_saved_with_all_before_it() {
    let home = Home::new();
    let Some(disk) = Disk::at(home.file("disk")) else { return };
    let file = home.write("disk/example.ron", EXAMPLE);
    let mut window = home.open([&file], (80, 24));
    window.wait_for("Sees the ad");
    disk.fill();
    window.keys("gg+");
    window.wait_for("the disk is full");
    disk.free();
    window.keys("oReads reviews\x1b");
    wait_for_file(&file, &["emotion: 2, //", "Reads reviews"]);
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn a_journal_that_cannot_be_written_is_said_and_catches_up_when_there_is_room() {
    let home = Home::new();
    let Some(disk) = Disk::at(home.file("state")) else { return };
    let file = home.write("example.ron", EXAMPLE);
    home.save_late();
    let mut window = home.open([&file], (120, 34));
    window.wait_for("Sees the ad");
    window.keys("gg+");
    window.wait_for("not saved yet");
    disk.fill();
    let long = "long ".repeat(2000);
    window.keys("o");
    window.paste(&long);
    window.wait_for("journal");
    disk.free();
    window.keys("x");
    window.wait("it is said no more", |screen| !shows(screen, "journal"));
    window.kill();
    let window = home.open([&file], (120, 34));
    window.wait_for("came back");
    window.wait_for("long x");
    window.signal(Signal::TERM);
    assert_eq!(window.end(), 143);
    wait_for_file(&file, &["emotion: 2, //"]);
}

#[test]
fn where_the_journal_has_no_room_either_that_is_said_with_the_save_that_failed() {
    let home = Home::new();
    let Some(disk) = Disk::at(home.file("disk")) else { return };
    fs::create_dir(home.file("disk/state")).unwrap();
    std::os::unix::fs::symlink(home.file("disk/state"), home.file("state")).unwrap();
    let file = home.write("disk/example.ron", EXAMPLE);
    let mut window = home.open([&file], (120, 34));
    window.wait_for("Sees the ad");
    home.wait_for_journal();
    disk.fill();
    window.keys("gg+\x13");
    window.wait_for("the disk is full");
    window.keys("o");
    window.paste(&"long ".repeat(2000));
    window.wait_for("Only this window has the last of");
    window.keys("x");
    window.wait_for("not saved");
    window.wait_for("Only this window has the last of");
    disk.free();
    window.keys("y");
    window.wait_for("Nothing is lost: make room");
    window.kill();
    let window = home.open([&file], (120, 34));
    window.wait_for("came back");
    window.wait_for("long xy");
    window.signal(Signal::TERM);
    assert_eq!(window.end(), 143);
    wait_for_file(&file, &["emotion: 2, //"]);
}

#[test]
fn what_came_back_while_no_journal_could_be_written_comes_back_once() {
    let home = Home::new();
    let Some(disk) = Disk::at(home.file("state")) else { return };
    let file = home.write("example.ron", EXAMPLE);
    home.save_late();
    let mut window = home.open([&file], (120, 34));
    window.wait_for("Sees the ad");
    window.keys("oWeighs it up\x1b");
    window.wait_for("not saved yet");
    window.kill();
    disk.fill();
    let mut window = home.open([&file], (120, 34));
    window.wait_for("Weighs it up");
    disk.free();
    window.keys("\x13");
    wait_for_file(&file, &["Weighs it up"]);
    window.keys("/Weighs it up\rdd\x13");
    window.wait("it is saved", |screen| {
        !text(&file).contains("Weighs it up") && !shows(screen, "not saved")
    });
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    let mut window = home.open([&file], (120, 34));
    window.wait_for("Sees the ad");
    window.wait_for_start();
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert!(!text(&file).contains("Weighs it up"), "it came back once more");
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

#[test]
fn a_file_or_a_folder_that_goes_away_is_made_anew_by_the_next_save() {
    for gone in ["desk/example.ron", "desk"] {
        let home = Home::new();
        fs::create_dir(home.file("desk")).unwrap();
        let file = home.write("desk/example.ron", EXAMPLE);
        let mut window = home.open([&file], (80, 24));
        window.wait_for("Sees the ad");
        let gone = home.file(gone);
        if gone.is_dir() { fs::remove_dir_all(gone) } else { fs::remove_file(gone) }.unwrap();
        window.keys("gg+\x13");
        wait_for_file(&file, &["emotion: 2, //"]);
        window.keys("ZZ");
        assert_eq!(window.end(), 0);
    }
}

#[test]
fn a_folder_that_became_something_else_is_said_and_the_map_stays_open() {
    let home = Home::new();
    fs::create_dir(home.file("desk")).unwrap();
    let file = home.write("desk/example.ron", EXAMPLE);
    let mut window = home.open([&file], (120, 34));
    window.wait_for("Sees the ad");
    home.wait_for_journal();
    fs::rename(home.file("desk"), home.file("moved")).unwrap();
    home.write("desk", "a file");
    window.keys("gg+\x13");
    window.wait_for("Not saved");
    window.wait_for("Nothing is lost");
    window.keys("ZZ");
    window.wait_for("Not saved");
    fs::remove_file(home.file("desk")).unwrap();
    window.keys("\x13");
    wait_for_file(&file, &["emotion: 2, //"]);
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

/// A window that died with a text and an edit that no file has; gives its journal.
fn dead_window(home: &Home, file: &Path) -> PathBuf {
    home.save_late();
    let mut window = home.open([file], (120, 34));
    window.wait_for("Sees the ad");
    window.keys("gg+ohalf of it");
    window.wait_for("half of it");
    window.kill();
    let [journal] = &home.journals()[..] else { panic!("{:?}", home.journals()) };
    journal.clone()
}

#[test]
fn a_journal_of_another_version_is_said_and_kept() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let journal = dead_window(&home, &file);
    let mut bytes = fs::read(&journal).unwrap();
    bytes[b"cjm-journal ".len()] = b'9';
    fs::write(&journal, &bytes).unwrap();
    for _ in 0..2 {
        let mut window = home.open([&file], (200, 34));
        window.wait_for("journal version 9");
        window.keys("ZZ");
        assert_eq!(window.end(), 0);
        assert_eq!(fs::read(&journal).unwrap(), bytes);
    }
    assert!(text(&file) == EXAMPLE, "it was written");
}

#[test]
fn a_journal_that_was_damaged_gives_what_is_whole_and_a_copy_is_kept() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let journal = dead_window(&home, &file);
    let mut bytes = fs::read(&journal).unwrap();
    bytes.extend_from_slice(&[b'x'; 4096]);
    fs::write(&journal, &bytes).unwrap();
    let mut window = home.open([&file], (120, 34));
    window.wait_for("half of it");
    window.keys("\x1bq");
    assert_eq!(window.end(), 0);
    wait_for_file(&file, &["emotion: 2, //", "half of it"]);
    until_gone(&journal);
    let [copy] = &home.journals()[..] else { panic!("{:?}", home.journals()) };
    assert_eq!(fs::read(copy).unwrap(), bytes);
}

#[test]
fn two_windows_that_die_with_a_text_each_both_bring_it_back_and_nothing_twice() {
    let home = Home::new();
    home.run(&["new", "demo"]);
    home.write("config/settings.ron", "(autosave: 60)\n");
    let mut first = home.open(["demo"], (80, 24));
    first.wait_for("no stage yet");
    first.keys("soAlpha\x1b\x13");
    wait_for_file(&home.map("demo"), &["Alpha"]);
    let mut second = home.open(["demo"], (80, 24));
    second.wait_for("Alpha");
    let work = |window: &mut Window, name: &str| {
        window.keys(&format!("o{name} kept\r{name} half"));
        window.wait_for(&format!("{name} half"));
    };
    work(&mut first, "first");
    work(&mut second, "second");
    first.kill();
    second.kill();
    // killed once more, before anything is saved
    for _ in 0..2 {
        let window = home.open(["demo"], (80, 24));
        for text in ["first kept", "second kept", "first half", "second half"] {
            window.wait_for(text);
        }
        window.kill();
    }
    let mut window = home.open(["demo"], (80, 24));
    window.wait_for("second half");
    window.keys("\x1bq");
    assert_eq!(window.end(), 0);
    let [(_, mut found)] = titles(&home.read("demo")).try_into().unwrap();
    found.sort();
    assert_eq!(found, ["first half", "first kept", "second half", "second kept"]);
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}
