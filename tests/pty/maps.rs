//! Whole maps: the first start, the list of maps, going from one to another.

use std::fs;

use rustix::process::Signal;

use crate::home::{EXAMPLE, Home, text, titles, until_gone, wait_for_file};
use crate::window::{Window, until};

const SIZE: (u16, u16) = (100, 30);

#[test]
fn the_first_start_asks_and_names_the_file_after_the_answer() {
    let home = Home::new();
    let mut window = home.open([] as [&str; 0], SIZE);
    window.wait_for("What is it called?");
    window.keys("First order\rLena\rThe ad\x1b");
    window.wait_for("begin empty");
    window.keys("jj");
    window.wait_for("PRE-SALE");
    window.keys("\r");
    window.wait_for("Begun.");
    let file = home.map("first-order");
    wait_for_file(&file, &["title: \"First order\"", "name: \"Lena\"", "from: \"The ad\""]);
    // the history goes on in the file of that name
    window.keys("u");
    window.wait_for("s o");
    window.keys("U");
    window.wait_for("Redone");
    window.keys("j5q");
    assert_eq!(window.end(), 0);
    assert!(text(&file).contains("emotion: 2"));
    assert!(!home.map("journey").exists());
    assert!(home.journals().is_empty(), "{:?}", home.journals());
    let mut window = home.open([] as [&str; 0], SIZE);
    window.wait_for("First order");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn a_first_start_that_is_left_leaves_no_file() {
    let home = Home::new();
    let mut window = home.open([] as [&str; 0], SIZE);
    window.wait_for("What is it called?");
    window.keys("\x1b");
    window.wait_for("begin empty");
    window.keys("\x1b");
    window.wait_for("Begun.");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert_eq!(fs::read_dir(home.file("config/maps")).unwrap().count(), 0);
}

#[test]
fn an_answer_survives_a_kill() {
    let home = Home::new();
    let mut window = home.open([] as [&str; 0], SIZE);
    window.wait_for("What is it called?");
    window.keys("First order\rLena from Li");
    window.wait_for("Lena from Li");
    window.kill();
    let mut window = home.open([] as [&str; 0], SIZE);
    window.wait_for("Lena from Li");
    window.keys("nz\r");
    window.wait_for("Lena from Linz");
    window.keys("\x1b");
    window.wait_for("begin empty");
    window.keys("\x1b");
    window.wait_for("Begun.");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    let file = text(&home.map("first-order"));
    assert!(file.contains("name: \"Lena from Linz\""), "{file}");
}

#[test]
fn maps_are_begun_opened_copied_renamed_and_deleted_from_the_list() {
    let home = Home::new();
    home.run(&["new", "parcel", "--template", "cross-border"]);
    let mut window = home.open(["parcel"], SIZE);
    window.wait_for_start();
    // an edit that is not saved yet goes along
    window.keys("j5m");
    window.wait_for("1 map");
    window.keys("yWei\r");
    window.wait_for("Copied for");
    wait_for_file(&home.map("parcel"), &["emotion: 2"]);
    let copy = home.map("parcel-wei");
    wait_for_file(&copy, &["name: \"Wei\""]);
    assert!(!text(&copy).contains("emotion"));
    // the copy is chosen; its new name is that of its file
    window.keys("i\x15Parcel of Wei\r");
    window.wait_for("Called");
    wait_for_file(&home.map("parcel-of-wei"), &["title: \"Parcel of Wei\""]);
    assert!(!copy.exists());
    window.keys("\r");
    window.wait("the other map", |screen| {
        screen.rows(0, 60).next().is_some_and(|row| row.contains("Parcel of Wei"))
    });
    window.keys("j1m");
    window.wait_for("2 maps");
    window.keys("dd");
    window.wait_for("is in the trash");
    until_gone(&home.map("parcel-of-wei"));
    window.wait_for("1 map");
    window.keys("u");
    window.wait_for("2 maps");
    wait_for_file(&home.map("parcel-of-wei"), &["emotion: -2"]);
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

#[test]
fn a_map_that_is_copied_from_the_board_is_shown_by_m() {
    let home = Home::new();
    home.run(&["new", "one", "--template", "service-visit"]);
    let mut window = home.open(["one"], (120, 30));
    window.wait_for_start();
    window.keys(":make to be\r");
    window.wait_for("title of the map");
    window.keys("\x15Later\r");
    window.wait_for("no targets are set yet: c t sets them; v t shows it");
    window.keys("mT\x15Later still\r");
    window.wait_for("enter opens it");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn as_it_should_be_is_a_map_beside_it_and_both_know_each_other() {
    let home = Home::new();
    home.run(&["new", "demo"]);
    let file = home.map("demo");
    fs::write(&file, EXAMPLE).unwrap();
    let mut window = home.open(["demo"], SIZE);
    window.wait_for_start();
    window.keys("mT\x15Later\r");
    window.wait_for("2 maps");
    wait_for_file(&home.map("later"), &["state: ToBe", "twin: \"demo\""]);
    wait_for_file(&file, &["twin: \"later\""]);
    // the change of the twin comes from elsewhere, and is merged like any other
    window.keys("\x1b5\x13");
    wait_for_file(&file, &["twin: \"later\"", "emotion: 2"]);
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn a_new_map_from_the_list_is_asked_about_and_the_old_one_is_there_again() {
    let home = Home::new();
    home.run(&["new", "one", "--template", "service-visit"]);
    let mut window = home.open(["one"], SIZE);
    window.wait_for_start();
    window.keys("m");
    window.wait_for("1 map");
    window.keys("o");
    window.wait_for("What is it called?");
    window.keys("Two\r\x1b");
    window.wait_for("begin empty");
    window.keys("\r");
    window.wait_for("Begun.");
    window.keys("soNext\x1b");
    window.wait_for("Next");
    wait_for_file(&home.map("two"), &["title: \"Two\""]);
    window.keys("m");
    window.wait_for("2 maps");
    window.keys("k\r");
    window.wait("the first map", |screen| {
        screen.rows(0, 60).next().is_some_and(|row| row.contains("one"))
    });
    window.signal(Signal::TERM);
    assert_eq!(window.end(), 143);
    assert_eq!(titles(&home.read("two"))[0].0, "Next");
}

#[test]
fn deleting_the_only_map_begins_a_new_one() {
    let home = Home::new();
    home.run(&["new", "one", "--template", "service-visit"]);
    let mut window = home.open(["one"], SIZE);
    window.wait_for_start();
    window.keys("m");
    window.wait_for("1 map");
    window.keys("dd");
    window.wait_for("What is it called?");
    until_gone(&home.map("one"));
    window.keys("\x1b\x1b");
    window.wait_for("Begun.");
    window.keys("m");
    window.wait_for("In the trash");
    window.keys("G\r");
    window.wait_for("is back");
    wait_for_file(&home.map("one"), &["touchpoints"]);
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn a_map_that_is_no_map_is_not_opened_and_the_open_one_stays() {
    let home = Home::new();
    home.run(&["new", "one"]);
    fs::write(home.map("zzz"), "no map").unwrap();
    let mut window = home.open(["one"], SIZE);
    window.wait_for_start();
    window.keys("soStage\x1bm");
    window.wait_for("cannot be read");
    window.keys("j\r");
    window.wait_for("cjm recover zzz");
    window.keys("\x1b");
    window.wait_for("Stage");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert_eq!(text(&home.map("zzz")), "no map");
    assert!(text(&home.map("one")).contains("Stage"));
}

/// A window on a new map of which nothing is written, in the list of maps.
fn unwritten(home: &Home) -> Window {
    let mut window = home.open([] as [&str; 0], SIZE);
    window.wait_for("What is it called?");
    window.keys("\x1b");
    window.wait_for("begin empty");
    window.keys("\x1b");
    window.wait_for("Begun.");
    window.keys("m");
    window.wait_for("1 map");
    window
}

#[test]
fn a_map_that_is_not_written_yet_is_copied_all_the_same() {
    let home = Home::new();
    let mut window = unwritten(&home);
    window.keys("yWei\r");
    window.wait_for("Copied for");
    wait_for_file(&home.map("wei"), &["name: \"Wei\""]);
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn a_map_that_is_not_written_yet_gets_a_name_and_tags() {
    let home = Home::new();
    let mut window = unwritten(&home);
    window.keys("#shop\r");
    wait_for_file(&home.map("journey"), &["\"shop\""]);
    window.keys("iMine\r");
    window.wait_for("Called");
    wait_for_file(&home.map("mine"), &["title: \"Mine\""]);
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn a_map_that_is_not_written_yet_is_deleted_and_the_next_one_opens() {
    let home = Home::new();
    home.run(&["new", "one", "--template", "service-visit"]);
    let mut window = home.open(["one"], SIZE);
    window.wait_for_start();
    window.keys("mo");
    window.wait_for("What is it called?");
    window.keys("\x1b");
    window.wait_for("begin empty");
    window.keys("\x1b");
    window.wait_for("Begun.");
    window.keys("m");
    window.wait_for("2 maps");
    window.keys("dd");
    window.wait_for("nothing is left of it");
    window.wait_for("1 map");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert!(home.map("one").exists() && !home.map("journey").exists());
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

#[test]
fn a_new_map_from_the_list_can_be_given_up() {
    let home = Home::new();
    home.run(&["new", "one", "--template", "service-visit"]);
    let mut window = home.open(["one"], SIZE);
    window.wait_for_start();
    window.keys("mo");
    window.wait_for("ctrl-c give up");
    window.keys("\x03");
    window.wait_for("1 map");
    // what was answered is in the trash
    window.keys("oTwo\r");
    window.wait_for("Two");
    window.keys("\x03");
    window.wait_for("is in the trash");
    window.wait_for("1 map");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert!(!home.map("journey").exists());
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

#[test]
fn undo_goes_on_after_a_visit_to_another_map_and_takes_nothing_from_others() {
    let home = Home::new();
    home.run(&["new", "one", "--template", "service-visit"]);
    home.run(&["new", "two", "--template", "service-visit"]);
    let mut window = home.open(["one"], SIZE);
    window.wait_for_start();
    window.keys("j5m");
    window.wait_for("2 maps");
    window.keys("j\r");
    window.wait_for("rated 0/");
    wait_for_file(&home.map("one"), &["emotion: 2"]);
    home.run(&["add", "one", "From elsewhere"]);
    window.keys("m");
    window.wait_for("2 maps");
    window.keys("k\r");
    window.wait_for("rated 1/");
    window.keys("u");
    window.wait_for("Undone");
    window.keys("soMine\x1b");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    let file = text(&home.map("one"));
    assert!(!file.contains("emotion: 2"), "{file}");
    assert!(file.contains("From elsewhere") && file.contains("Mine"), "{file}");
}

#[test]
fn what_a_window_that_died_left_stays_when_another_map_gets_the_name_of_its_file() {
    let home = Home::new();
    home.run(&["new", "order", "--template", "service-visit"]);
    home.write("config/settings.ron", "(autosave: 60)\n");
    let mut window = home.open(["order"], SIZE);
    window.wait_for_start();
    window.keys("j5");
    window.wait_for("not saved yet");
    window.kill();
    fs::rename(home.map("order"), home.map("other")).unwrap();
    let mut window = home.open(["other"], SIZE);
    window.wait_for_start();
    window.keys("m");
    window.wait_for("1 map");
    window.keys("i\x15Order\r");
    window.wait_for("Called");
    assert!(home.map("order").exists());
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    let mut window = home.open(["order"], SIZE);
    window.wait_for("came back");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert!(text(&home.map("order")).contains("emotion: 2"));
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

#[test]
fn two_maps_begun_in_two_windows_at_once_are_two_maps() {
    let home = Home::new();
    let mut windows = ["Alpha", "Beta"].map(|title| {
        let window = home.open([] as [&str; 0], SIZE);
        window.wait_for("What is it called?");
        // which tells the next one that it is there
        until("a journal", || (!home.journals().is_empty()).then_some(()), String::new);
        (window, title)
    });
    for (window, title) in &mut windows {
        window.keys(&format!("{title}\rPerson of {title}\r\x1b"));
        window.wait_for("begin empty");
        window.keys("\x1b");
        window.wait_for("Begun.");
        window.keys(&format!("soStage of {title}\x1b"));
        window.wait_for("Stage of");
    }
    for (mut window, _) in windows {
        window.keys("ZZ");
        assert_eq!(window.end(), 0);
    }
    for (title, other) in [("Alpha", "Beta"), ("Beta", "Alpha")] {
        let file = text(&home.map(&title.to_lowercase()));
        assert!(file.contains(&format!("Stage of {title}")), "{file}");
        assert!(!file.contains(other), "{file}");
    }
}

#[test]
fn what_was_not_saved_of_a_map_goes_into_the_trash_with_it_and_comes_back() {
    let home = Home::new();
    home.run(&["new", "one", "--template", "service-visit"]);
    home.run(&["new", "order", "--template", "service-visit"]);
    home.write("config/settings.ron", "(autosave: 60)\n");
    let mut window = home.open(["order"], SIZE);
    window.wait_for_start();
    window.keys("oLeft unsaved\x1b");
    window.wait_for("not saved yet");
    window.kill();
    let mut window = home.open(["one"], SIZE);
    window.wait_for_start();
    window.keys("m");
    window.wait_for("2 maps");
    window.keys("jdd");
    window.wait_for("is in the trash");
    until_gone(&home.map("order"));
    // another one of that name has nothing of it
    home.run(&["new", "order"]);
    let mut other = home.open(["order"], SIZE);
    other.wait_for_start();
    other.keys("soIts own\x1b");
    other.wait_for("Its own");
    other.keys("ZZ");
    assert_eq!(other.end(), 0);
    assert!(!text(&home.map("order")).contains("Left unsaved"));
    window.keys("u");
    wait_for_file(&home.map("order-2"), &["t-friends"]);
    window.wait_for("3 maps");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    let mut window = home.open(["order-2"], SIZE);
    window.wait_for("came back");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert!(text(&home.map("order-2")).contains("Left unsaved"));
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

#[test]
fn what_was_not_saved_of_a_map_follows_its_new_name() {
    let home = Home::new();
    home.run(&["new", "one", "--template", "service-visit"]);
    home.run(&["new", "order", "--template", "service-visit"]);
    home.write("config/settings.ron", "(autosave: 60)\n");
    let mut window = home.open(["order"], SIZE);
    window.wait_for_start();
    window.keys("oLeft unsaved\x1b");
    window.wait_for("not saved yet");
    window.kill();
    let mut window = home.open(["one"], SIZE);
    window.wait_for_start();
    window.keys("m");
    window.wait_for("2 maps");
    window.keys("ji\x15Parcel\r");
    window.wait_for("Called");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    let mut window = home.open(["parcel"], SIZE);
    window.wait_for("came back");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    let file = text(&home.map("parcel"));
    assert!(file.contains("Left unsaved") && file.contains("title: \"Parcel\""), "{file}");
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

#[test]
fn undo_in_a_new_map_takes_nothing_from_a_deleted_one_of_its_name() {
    let home = Home::new();
    home.run(&["new", "one", "--template", "cross-border"]);
    home.run(&["new", "order", "--template", "service-visit"]);
    let mut window = home.open(["order"], SIZE);
    window.wait_for_start();
    window.keys("dd");
    window.wait_for("u brings it back");
    window.keys("m");
    window.wait_for("2 maps");
    window.keys("gg\r");
    window.wait("the other map", |screen| {
        screen.rows(0, 60).next().is_some_and(|row| row.contains("one"))
    });
    window.keys("m");
    window.wait_for("2 maps");
    window.keys("Gdd");
    window.wait_for("is in the trash");
    window.wait_for("1 map");
    window.keys("ggT\x15Order\r");
    wait_for_file(&home.map("order"), &["state: ToBe"]);
    window.wait_for("2 maps");
    window.keys("\r");
    window.wait("the new map", |screen| {
        screen.rows(0, 60).next().is_some_and(|row| row.contains("Order"))
    });
    window.keys("u");
    window.keys("oLast\x1b\x13");
    wait_for_file(&home.map("order"), &["Last"]);
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert!(!text(&home.map("order")).contains("t-friends"));
}
