//! Looking at a map again in the real program.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use crate::home::{EXAMPLE, Home, text, until_gone, wait_for_file};
use crate::window::until;

const SIZE: (u16, u16) = (120, 34);

/// The example in the library, reviewed long ago and never since, and not
/// touched for so many days.
fn left_alone(home: &Home, days: u64) {
    fs::create_dir_all(home.file("config/maps")).unwrap();
    let old =
        EXAMPLE.replace("on: \"2026-08-20\", by: \"Maya\"", "on: \"2020-01-01\", by: \"Maya\"");
    assert_ne!(old, EXAMPLE);
    let path = home.write("config/maps/order.ron", &old);
    let then = SystemTime::now() - Duration::from_secs(days * 24 * 60 * 60);
    File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
}

#[test]
fn who_comes_back_is_greeted_once_a_day_and_a_review_keeps_a_snapshot() {
    let home = Home::new();
    left_alone(&home, 30);
    let mut window = home.open(["order"], SIZE);
    window.wait_for("days overdue");
    window.keys("\r");
    window.wait_for("What is due");
    window.keys("\x1b");
    window.wait_for("Sees the ad");
    window.keys("q");
    assert_eq!(window.end(), 0);

    let mut window = home.open(["order"], SIZE);
    window.wait_for("Sees the ad");
    // whoever answers this has greeted before, if at all
    window.keys("rd");
    window.wait_for("Nothing to compare with yet");
    assert!(!String::from_utf8_lossy(&window.raw()).contains("overdue"));
    window.keys("rrSpring\r");
    window.wait_for(" recorded");
    let day = jiff::Zoned::now().date();
    let kept = home.file(&format!("config/snapshots/order/{day}.ron"));
    wait_for_file(&kept, &["reason: \"Spring\""]);
    window.keys("j5rd");
    window.wait_for("1 changed");
    window.keys("\x1b");
    window.wait_for("Sees the ad");
    window.keys("q");
    assert_eq!(window.end(), 0);
    assert!(text(&home.map("order")).contains("reason: \"Spring\""));
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

#[test]
fn what_the_shell_reviews_is_in_the_open_window_and_a_reason_survives_a_kill() {
    let home = Home::new();
    left_alone(&home, 0);
    let mut window = home.open(["order"], SIZE);
    window.wait_for("Sees the ad");
    home.run(&["review", "order", "--by", "Ivo", "--reason", "From the shell"]);
    window.wait_for("Changed outside");
    window.keys("rrHalf a rea");
    window.wait_for("Half a rea");
    window.kill();
    let mut window = home.open(["order"], SIZE);
    window.wait_for("Half a rea");
    window.keys("son\r");
    window.wait_for(" recorded");
    window.keys("q");
    assert_eq!(window.end(), 0);
    let log = home.read("order")["review"]["log"].clone();
    let reasons: Vec<&str> =
        log.as_array().unwrap().iter().filter_map(|row| row["reason"].as_str()).collect();
    assert_eq!(reasons, ["New carrier", "From the shell", "Half a reason"]);
}

#[test]
fn a_snapshot_that_cannot_be_kept_is_said_on_the_screen() {
    let home = Home::new();
    left_alone(&home, 0);
    // a file where the folder should be
    let blocked = home.write("config/snapshots", "");
    let mut window = home.open(["order"], SIZE);
    window.wait_for("Sees the ad");
    window.keys("rrSpring\r");
    window.wait_for("without a snapshot");
    wait_for_file(&home.map("order"), &["reason: \"Spring\""]);
    fs::remove_file(&blocked).unwrap();
    until_gone(&blocked);
    // the same words once more keep it, and record nothing twice
    window.keys("rrSpring\r");
    let kept = || fs::read_dir(home.file("config/snapshots/order")).ok()?.next();
    until("a snapshot", || kept().map(drop), || text(&home.map("order")));
    window.keys("q");
    assert_eq!(window.end(), 0);
    assert_eq!(text(&home.map("order")).matches("reason: \"Spring\"").count(), 1);
}

#[test]
fn how_it_felt_at_each_review_is_drawn_into_the_curve() {
    let home = Home::new();
    left_alone(&home, 0);
    fs::create_dir_all(home.file("config/snapshots/order")).unwrap();
    let kept = |name: &str, emotion: &str| {
        let then = EXAMPLE.replace("emotion: -2,", &format!("emotion: {emotion},"));
        assert_ne!(then, EXAMPLE);
        home.write(&format!("config/snapshots/order/{name}.ron"), &then);
    };
    kept("2025-06-01", "-1");
    // of two on one day the later one comes first
    kept("2025-08-20", "-1");
    kept("2025-08-20-2", "2");
    let mut window = home.open(["order"], SIZE);
    window.wait_for("Sees the ad");
    window.keys("rc");
    window.wait_for("□ as of 20 Aug 2025, the second of 2");
    window.wait_for(" worse");
    window.keys("rc");
    window.wait_for("20 Aug 2025, the first of 2");
    window.keys("rc");
    window.wait_for("□ as of 1 Jun 2025");
    window.keys("rc");
    window.wait_for("No snapshot before 1 Jun 2025");
    window.keys("rc");
    window.wait_for("□ as of 20 Aug 2025");
    window.keys("\x1b");
    window.wait_for("no longer as of 20 Aug 2025");
    // back to the board, and out
    window.keys("qq");
    assert_eq!(window.end(), 0);
}
