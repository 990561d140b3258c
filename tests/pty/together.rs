//! Several windows and `cjm add` on one map.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::home::{Home, cards, text, titles, wait_for_file};
use crate::window::{Window, until};

/// For how many seconds all work at once; a few if this is not set.
const SECONDS: &str = "CJM_TEST_TOGETHER";

/// A map with the stages Alpha and Omega, and a window on each.
fn two_windows(home: &Home) -> [Window; 2] {
    home.run(&["new", "demo"]);
    let mut first = home.open(["demo"], (120, 60));
    first.wait_for("no stage yet");
    first.keys("soAlpha\x1bsoOmega\x1b\x13");
    wait_for_file(&home.map("demo"), &["Alpha", "Omega"]);
    first.keys("h");
    let mut second = home.open(["demo"], (120, 60));
    second.wait_for("Omega");
    second.keys("l");
    [first, second]
}

fn leave(windows: [Window; 2]) {
    for mut window in windows {
        window.keys("ZZ");
        assert_eq!(window.end(), 0);
    }
}

#[test]
fn two_windows_show_what_is_written_in_the_other() {
    let home = Home::new();
    let [mut first, mut second] = two_windows(&home);
    let mut waits = Vec::new();
    for round in 0..6 {
        let title = format!("Card {round}");
        let (here, there) =
            if round % 2 == 0 { (&mut first, &second) } else { (&mut second, &first) };
        here.keys(&format!("o{title}\x1b"));
        let typed = Instant::now();
        there.wait_for(&title);
        waits.push(typed.elapsed());
    }
    // to be read by hand: no test hangs on it
    eprintln!("from one window to the other: {waits:?}");
    leave([first, second]);
    let found = titles(&home.read("demo"));
    let of = |rounds: [u32; 3]| rounds.map(|round| format!("Card {round}")).to_vec();
    assert_eq!(found, [("Alpha".into(), of([0, 2, 4])), ("Omega".into(), of([1, 3, 5]))]);
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

#[test]
fn what_is_added_from_the_shell_is_in_the_window_that_is_typed_in() {
    let home = Home::new();
    let [mut first, second] = two_windows(&home);
    first.keys("o");
    for round in 1..=20 {
        home.run(&["add", "demo", "--stage", "omega", &format!("Added {round}")]);
        first.keys(&format!("Typed {round}\r"));
    }
    first.keys("\x1b");
    for window in [&first, &second] {
        window.wait_for("rated 0/40");
        window.wait_for("Added 20");
    }
    leave([first, second]);
    let map = home.read("demo");
    for (stage, word) in [("Alpha", "Typed"), ("Omega", "Added")] {
        let found: Vec<&str> =
            cards(&map, stage).iter().map(|card| card["title"].as_str().unwrap()).collect();
        let expected: Vec<String> = (1..=20).map(|round| format!("{word} {round}")).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn all_edits_of_two_windows_and_the_shell_survive_in_all_of_them() {
    let seconds = std::env::var(SECONDS).ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    let home = Home::new();
    let mut windows = two_windows(&home);
    let is_over = AtomicBool::new(false);
    let (typed, added) = std::thread::scope(|scope| {
        let typists: Vec<_> = windows
            .iter_mut()
            .zip(["First", "Second"])
            .map(|(window, name)| scope.spawn(|| type_on(window, name, &is_over)))
            .collect();
        let adder = scope.spawn(|| {
            let mut rounds = 0;
            while !is_over.load(Ordering::SeqCst) {
                rounds += 1;
                home.run(&["add", "demo", &format!("Added {rounds}")]);
            }
            rounds
        });
        std::thread::sleep(Duration::from_secs(seconds));
        is_over.store(true, Ordering::SeqCst);
        let typed: Vec<usize> = typists.into_iter().map(|it| it.join().unwrap()).collect();
        (typed, adder.join().unwrap())
    });
    let all = typed.iter().sum::<usize>() + added;
    eprintln!("{seconds} seconds: {typed:?} typed, {added} added");
    for window in &windows {
        window.wait_for(&format!("rated 0/{all} "));
    }
    let file = home.map("demo");
    until(
        "all is in the file",
        || (text(&file).matches("title: ").count() == all + 1).then_some(()),
        || text(&file),
    );
    leave(windows);
    let mut found: Vec<String> =
        titles(&home.read("demo")).into_iter().flat_map(|(_, titles)| titles).collect();
    let numbered =
        |name: &str, count| (1..=count).map(|round| format!("{name} {round}")).collect::<Vec<_>>();
    let mut expected =
        [numbered("First", typed[0]), numbered("Second", typed[1]), numbered("Added", added)]
            .concat();
    found.sort();
    expected.sort();
    assert!(found == expected, "{found:?}\n{expected:?}");
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

/// Writes one card after the other, as a person who types fast; gives how
/// many.
fn type_on(window: &mut Window, name: &str, is_over: &AtomicBool) -> usize {
    let mut rounds = 0;
    while !is_over.load(Ordering::SeqCst) {
        rounds += 1;
        let title = format!("{name} {rounds}");
        window.keys("o");
        for letter in title.chars() {
            window.keys(&letter.to_string());
            std::thread::sleep(Duration::from_millis(15));
        }
        window.keys("\x1b");
        window.wait_for(&title);
    }
    rounds
}

#[test]
fn a_text_that_was_typed_over_something_unseen_clashes_after_a_kill_too() {
    for is_killed in [false, true] {
        let home = Home::new();
        let [mut first, mut second] = two_windows(&home);
        first.keys("oCard\x1b");
        second.wait_for("Card");
        second.keys("h");
        second.keys("jjj");
        first.keys("i again");
        first.wait_for("Card again");
        second.keys("i\x15Theirs\r");
        wait_for_file(&home.map("demo"), &["Theirs"]);
        first.wait_for("Changed outside");
        if is_killed {
            first.kill();
            first = home.open(["demo"], (120, 60));
            first.wait_for("Card again");
        }
        first.keys("\r\x13");
        wait_for_file(&home.map("demo"), &["\"Card again\""]);
        println!("{is_killed}: {}", text(&home.map("demo")));
        assert!(text(&home.map("demo")).contains("conflicts"), "killed {is_killed}");
        leave([first, second]);
    }
}
