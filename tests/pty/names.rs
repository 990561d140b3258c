//! Two windows and the shell on two names of one file (hard links).

use std::fs;
use std::path::PathBuf;

use crate::home::{EXAMPLE, Home, text, wait_for_file};
use crate::window::Window;

/// The names in different folders, so that nobody is told by what happens in one of them.
fn two_names(home: &Home) -> [PathBuf; 2] {
    fs::create_dir(home.file("far")).unwrap();
    let first = home.write("first.ron", EXAMPLE);
    let second = home.file("far/second.ron");
    fs::hard_link(&first, &second).unwrap();
    [first, second]
}

fn leave(windows: [Window; 2]) {
    for mut window in windows {
        window.keys("\x1b");
        window.keys("ZZ");
        assert_eq!(window.end(), 0);
    }
}

#[test]
fn two_windows_on_two_names_of_one_file_lose_nothing() {
    let home = Home::new();
    let names = two_names(&home);
    fs::create_dir_all(home.file("config")).unwrap();
    home.write("config/settings.ron", "(autosave: 0.2)\n");
    let mut windows = names.each_ref().map(|name| home.open([name], (120, 34)));
    for window in &mut windows {
        window.wait_for("Sees the ad");
        window.keys("o");
    }
    for round in 1..=40 {
        for (window, name) in windows.iter_mut().zip(["First", "Second"]) {
            window.keys(&format!("{name} {round}.\r"));
        }
    }
    leave(windows);
    let file = text(&names[0]);
    assert_eq!(file, text(&names[1]));
    for round in 1..=40 {
        for name in ["First", "Second"] {
            assert_eq!(file.matches(&format!("{name} {round}.")).count(), 1, "{name} {round}");
        }
    }
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

#[test]
fn what_is_written_under_one_name_is_shown_under_the_other_without_a_key() {
    let home = Home::new();
    let [first, second] = two_names(&home);
    let mut window = home.open([&first], (120, 34));
    window.wait_for("Sees the ad");
    for word in ["Weighs it up", "Asks around"] {
        home.run(&["add", second.to_str().unwrap(), word]);
        window.wait("the news", |screen| screen.contents().contains(word));
    }
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn additions_from_the_shell_under_two_names_at_once_are_all_there() {
    let home = Home::new();
    let names = two_names(&home);
    std::thread::scope(|scope| {
        for (name, word) in names.iter().zip(["First", "Second"]) {
            let home = &home;
            scope.spawn(move || {
                for round in 1..=15 {
                    home.run(&["add", name.to_str().unwrap(), &format!("{word} {round}.")]);
                }
            });
        }
    });
    let file = text(&names[0]);
    for round in 1..=15 {
        for word in ["First", "Second"] {
            assert_eq!(file.matches(&format!("{word} {round}.")).count(), 1, "{word} {round}");
        }
    }
}

#[test]
fn a_text_half_typed_under_one_name_comes_back_under_the_other() {
    let home = Home::new();
    let [first, second] = two_names(&home);
    let mut window = home.open([&second], (120, 34));
    window.wait_for("Sees the ad");
    window.keys("ohalf of it");
    window.wait_for("half of it");
    window.kill();
    let mut window = home.open([&first], (120, 34));
    window.wait_for("came back");
    window.wait_for("half of it");
    window.keys("\x1bZZ");
    assert_eq!(window.end(), 0);
    wait_for_file(&second, &["half of it"]);
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}
