//! What other programs do to the file of a map that is open.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;
use std::time::Duration;

use crate::home::{EXAMPLE, Home, text, wait_for_file};
use crate::window::{Window, until};

/// The example as somebody else changed it.
fn theirs(courier: &str) -> String {
    let theirs = EXAMPLE.replace("Asks the neighbour", courier);
    assert_ne!(theirs, EXAMPLE);
    theirs
}

fn open(home: &Home, file: &Path) -> Window {
    let window = home.open([file], (120, 34));
    window.wait_for("Sees the ad");
    window
}

/// Waits until the window has said what came, with no key pressed.
fn wait_for_news(window: &Window, what: &str) {
    window.wait("the news", |screen| {
        let text = screen.contents();
        text.contains("Changed outside") && text.contains(what)
    });
}

fn number(path: &Path) -> (u64, i64, i64) {
    let stat = fs::metadata(path).unwrap();
    (stat.ino(), stat.mtime(), stat.mtime_nsec())
}

#[test]
fn what_another_program_writes_is_shown_without_a_key_and_not_written_back() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let mut window = open(&home, &file);
    fs::write(&file, theirs("Asks the courier")).unwrap();
    wait_for_news(&window, "Asks the courier");
    let written = number(&file);
    // behind the save that had nothing to do
    window.keys("\x13");
    window.wait_for("Everything is saved");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert_eq!(number(&file), written);
    assert!(text(&file) == theirs("Asks the courier"));
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

#[test]
fn a_file_that_is_moved_over_and_one_that_is_made_anew_are_seen() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let mut window = open(&home, &file);
    let beside = home.write("beside.ron", &theirs("Asks the courier"));
    fs::rename(&beside, &file).unwrap();
    wait_for_news(&window, "Asks the courier");
    // as git does it
    fs::remove_file(&file).unwrap();
    fs::write(&file, theirs("Asks the guard")).unwrap();
    wait_for_news(&window, "Asks the guard");
    window.keys("gg+q");
    assert_eq!(window.end(), 0);
    let expected = theirs("Asks the guard").replacen("emotion: 1, //", "emotion: 2, //", 1);
    assert!(text(&file) == expected);
}

#[test]
fn a_map_behind_a_link_is_seen_also_when_the_link_is_turned() {
    let home = Home::new();
    fs::create_dir(home.file("far")).unwrap();
    let far = home.write("far/map.ron", EXAMPLE);
    let link = home.file("link.ron");
    symlink(&far, &link).unwrap();
    let mut window = open(&home, &link);
    fs::write(&far, theirs("Asks the courier")).unwrap();
    wait_for_news(&window, "Asks the courier");
    let other = home.write("far/other.ron", &theirs("Asks the guard"));
    fs::remove_file(&link).unwrap();
    symlink(&other, &link).unwrap();
    wait_for_news(&window, "Asks the guard");
    fs::write(&other, theirs("Asks nobody")).unwrap();
    wait_for_news(&window, "Asks nobody");
    window.keys("gg+q");
    assert_eq!(window.end(), 0);
    assert!(text(&other).contains("emotion: 2, //"));
    assert!(text(&far) == theirs("Asks the courier"));
}

#[test]
fn after_a_kill_nothing_of_what_others_wrote_is_there_twice() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    // what is typed here would wait for a minute
    fs::create_dir_all(home.file("config")).unwrap();
    home.write("config/settings.ron", "(autosave: 60)");
    let mut window = open(&home, &file);
    window.keys("ggoMine\x1b");
    window.wait_for("not saved yet");
    home.run(&["add", "./example.ron", "Theirs"]);
    wait_for_news(&window, "Theirs");
    window.kill();
    let mut window = open(&home, &file);
    window.wait_for("Mine");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    for title in ["Mine", "Theirs"] {
        let written = text(&file);
        assert_eq!(written.matches(&format!("\"{title}\"")).count(), 1, "{written}");
    }
    assert!(home.journals().is_empty(), "{:?}", home.journals());

    // and with nothing of our own
    let window = open(&home, &file);
    home.run(&["add", "./example.ron", "Later"]);
    wait_for_news(&window, "Later");
    let written = text(&file);
    window.kill();
    let mut window = open(&home, &file);
    window.wait_for("Theirs");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert!(text(&file) == written, "it was written again");
}

#[test]
fn a_file_that_is_gone_is_said_and_the_next_save_makes_it() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let mut window = open(&home, &file);
    fs::rename(&file, home.file("elsewhere.ron")).unwrap();
    window.wait_for("The file of this map is gone");
    window.keys("gg+");
    wait_for_file(&file, &["emotion: 2, //"]);
    // and is watched as before
    fs::write(&file, theirs("Asks the courier")).unwrap();
    wait_for_news(&window, "Asks the courier");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn a_file_that_stays_broken_is_said_not_written_over_and_merged_when_it_is_whole() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let mut window = open(&home, &file);
    let conflict = format!("<<<<<<< ours\n{EXAMPLE}=======\n{EXAMPLE}>>>>>>> theirs\n");
    fs::write(&file, &conflict).unwrap();
    window.wait_for("something that is no map");
    window.keys("gg+\x13");
    window.wait_for("not saved");
    assert!(text(&file) == conflict, "it was written over");
    fs::write(&file, theirs("Asks the courier")).unwrap();
    wait_for_file(&file, &["emotion: 2, //", "Asks the courier"]);
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn a_new_map_in_a_folder_that_is_not_there_yet_is_watched_from_its_first_save_on() {
    let home = Home::new();
    let file = home.file("new/map.ron");
    let mut window = home.open([&file], (120, 34));
    window.wait_for_start();
    window.keys("soAlpha\x1b\x13");
    wait_for_file(&file, &["Alpha"]);
    let theirs = text(&file).replace("Alpha", "Omega");
    fs::write(&file, theirs).unwrap();
    wait_for_news(&window, "Omega");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn what_both_sides_changed_is_said_until_it_is_settled() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    // what is typed here would wait for a minute
    fs::create_dir_all(home.file("config")).unwrap();
    home.write("config/settings.ron", "(autosave: 60)");
    let mut window = open(&home, &file);
    window.keys("gg+");
    window.wait_for("not saved yet");
    let theirs = EXAMPLE.replacen("emotion: 1, //", "emotion: -1, //", 1);
    fs::write(&file, &theirs).unwrap();
    window.wait_for("1 clash: v x");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert!(text(&file).contains("conflicts: ["), "{}", text(&file));
    let mut window = open(&home, &file);
    window.wait_for("1 field was changed in two ways");
    window.keys("j");
    window.wait_for("1 clash: v x");
    window.keys("vx\r2");
    window.wait("nothing is left to choose", |screen| !screen.contents().contains("1 clash"));
    window.keys("\x1bq");
    assert_eq!(window.end(), 0);
    assert!(!text(&file).contains("conflicts"), "{}", text(&file));
    assert!(text(&file).contains("emotion: -1, //"), "{}", text(&file));
}

#[test]
#[cfg(target_os = "linux")]
fn an_idle_window_never_wakes_up_also_with_others_at_work_in_its_folder() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let mut window = open(&home, &file);
    window.keys("gg+\x13");
    wait_for_file(&file, &["emotion: 2, //"]);
    fs::write(&file, theirs("Asks the courier")).unwrap();
    wait_for_news(&window, "Asks the courier");
    let process = window.process();
    let before = until(
        "all threads rest",
        || {
            let first = wake_ups(process);
            std::thread::sleep(Duration::from_millis(500));
            (first == wake_ups(process)).then_some(first)
        },
        || window.text(),
    );
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(wake_ups(process), before);
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

/// How often each thread of a process went to sleep, by its name and number.
#[cfg(target_os = "linux")]
fn wake_ups(process: u32) -> Vec<(String, String)> {
    let tasks = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let mut found: Vec<(String, String)> = tasks
        .map(|task| {
            let status = text(&task.unwrap().path().join("status"));
            let field = |name: &str| {
                let line = status.lines().find(|line| line.starts_with(name));
                line.unwrap_or_default().to_owned()
            };
            (field("Name") + &field("Pid"), field("voluntary_ctxt_switches"))
        })
        .collect();
    found.sort();
    found
}
