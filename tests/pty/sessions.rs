//! Work done in one sitting.

use std::fs;

use crate::home::{EXAMPLE, Home, cards, text, titles, wait_for_file};

/// The small session, in a window of one size that becomes another.
fn small_session(before: (u16, u16), after: (u16, u16)) {
    let home = Home::new();
    home.run(&["new", "demo", "--template", "cross-border"]);
    let file = home.map("demo");
    let mut window = home.open(["demo"], before);
    window.wait_for_start();
    window.keys("soAlpha\x1b");
    window.wait_for("Alpha");
    window.keys("soOmega\x1b");
    window.wait_for("Omega");
    window.keys("h");
    window.keys("oSearches\rPays\x1b");
    window.wait_for("Pays");
    window.keys("2k5");
    window.keys("apSlow\x1bcoOps\rcgQuick\r");
    window.resize(after);
    window.wait_for("Searches");
    window.keys("L");
    window.keys("u");
    window.wait_for("Undone");
    window.keys("\x13");
    wait_for_file(&file, &["Searches", "Quick"]);
    let searches =
        |stage| cards(&home.read("demo"), stage).iter().any(|it| it["title"] == "Searches");
    assert!(searches("Alpha") && !searches("Omega"), "{}", text(&file));
    window.keys("U");
    window.wait_for("Redone");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);

    let map = home.read("demo");
    let [pays] = cards(&map, "Alpha") else { panic!("{map}") };
    assert_eq!((&pays["title"], &pays["emotion"]), (&"Pays".into(), &(-1).into()));
    let [searches] = cards(&map, "Omega") else { panic!("{map}") };
    assert_eq!(searches["title"], "Searches");
    assert_eq!(searches["emotion"], 2);
    assert_eq!(searches["owner"], "Ops");
    assert_eq!(searches["goal"], "Quick");
    assert_eq!(searches["notes"][0]["kind"], "Pain");
    assert_eq!(searches["notes"][0]["text"], "Slow");
    let shown = home.run(&["show", "demo", "--view", "list"]).stdout;
    let shown = String::from_utf8(shown).unwrap();
    let line = "1. Searches: feels very good (+2); owned by Ops; should be: Quick; pain: Slow.";
    assert!(shown.contains(line), "{shown}");
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

#[test]
fn a_small_session_works_at_20_by_6() {
    small_session((20, 6), (40, 12));
}

#[test]
fn a_small_session_works_at_40_by_12() {
    small_session((40, 12), (20, 6));
}

#[test]
fn a_small_session_works_at_80_by_24() {
    small_session((80, 24), (120, 34));
}

#[test]
fn a_small_session_works_at_120_by_34() {
    small_session((120, 34), (80, 24));
}

#[test]
fn a_small_session_works_at_200_by_50() {
    small_session((200, 50), (60, 16));
}

#[test]
fn one_rating_changes_one_line_of_the_file_and_no_comment() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let mut window = home.open([&file], (80, 24));
    window.wait_for("Sees the ad");
    window.keys("gg+q");
    assert_eq!(window.end(), 0);
    let expected = EXAMPLE.replacen("emotion: 1, //", "emotion: 2, //", 1);
    assert_ne!(expected, EXAMPLE);
    similar(&text(&file), &expected);
}

#[test]
fn looking_at_a_map_changes_neither_the_file_nor_its_time() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let before = fs::metadata(&file).unwrap().modified().unwrap();
    let mut window = home.open([&file], (80, 24));
    window.wait_for("Sees the ad");
    window.keys("ljjlkh?");
    window.wait_for("What the keys do");
    window.keys("\x1bq");
    assert_eq!(window.end(), 0);
    assert_eq!(text(&file), EXAMPLE);
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), before);
}

#[test]
fn pasted_lines_become_touchpoints_and_none_of_them_a_command() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let mut window = home.open([&file], (80, 24));
    window.wait_for("Sees the ad");
    window.paste("Reads reviews\r\n:q!\rdd\n\n六天没有消息\n");
    window.wait_for("4 touchpoints made");
    window.keys("u");
    window.wait_for("Undone");
    window.keys("U");
    window.wait_for("Redone");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    let found = titles(&home.read("example.ron"));
    let pasted = ["Sees the ad on Instagram", "Reads reviews", ":q!", "dd", "六天没有消息"];
    assert_eq!(found[0], ("Discover".into(), pasted.map(String::from).to_vec()));
}

#[test]
fn a_paste_of_a_megabyte_is_one_step_and_ends_at_no_mark_inside_it() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let mut window = home.open([&file], (80, 24));
    window.wait_for("Sees the ad");
    let line = |n: usize| format!("- [ ] Line {n} :q! dd 六天没有消息, on and on");
    let mut lines: Vec<String> = (0..20_000).map(line).collect();
    // an end of paste inside of it, and what would then be typed
    lines[10_000].push_str("\x1b[201~\r:q!\rZZdd");
    let text = lines.join("\r\n");
    assert!(text.len() > 1 << 20, "{}", text.len());
    window.paste(&text);
    window.wait_for("20002 touchpoints made");
    window.keys("u");
    window.wait_for("Undone");
    window.keys("U");
    window.wait_for("Redone");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    let found = titles(&home.read("example.ron"));
    let pasted = &found[0].1;
    assert_eq!(pasted.len(), 1 + 20_002);
    assert_eq!(pasted[1], "Line 0 :q! dd 六天没有消息, on and on");
    assert_eq!(pasted[10_002..10_004], [":q!", "ZZdd"]);
    assert_eq!(pasted[20_002], "Line 19999 :q! dd 六天没有消息, on and on");
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}

#[test]
fn cards_are_dragged_and_opened_by_the_mouse_of_a_real_terminal() {
    let home = Home::new();
    home.run(&["new", "demo"]);
    let mut window = home.open(["demo"], (80, 24));
    window.wait_for_start();
    window.keys("soAlpha\rOne\rTwo\x1b");
    window.wait_for("Two");
    window.keys("soOmega\x1b");
    window.wait_for("Omega");
    // press on One, over to the second stage
    let (x, y) = window.place("One");
    let (to, _) = window.place("Omega");
    window.keys(&format!("\x1b[<0;{x};{y}M\x1b[<32;{to};{y}M"));
    window.wait_for("Move “One” to Omega");
    window.keys(&format!("\x1b[<0;{to};{y}m"));
    window.wait("the card over there", |screen| !crate::window::shows(screen, "Move “One”"));
    window.keys(&format!("\x1b[<0;{to};{y}M\x1b[<0;{to};{y}m\x1b[<0;{to};{y}M\x1b[<0;{to};{y}m"));
    window.wait_for("What happens");
    window.keys("\x1bq");
    assert_eq!(window.end(), 0);
    let expected =
        [("Alpha".to_owned(), vec!["Two".into()]), ("Omega".to_owned(), vec!["One".into()])];
    assert_eq!(titles(&home.read("demo")), expected);
}

#[test]
fn esc_and_the_next_key_are_two_keys_however_fast_they_are_typed() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let mut window = home.open([&file], (80, 24));
    window.wait_for("Sees the ad");
    // out of a text, a list of commands, a choice, and a prefix
    window.keys("oReads reviews\x1boAsks a friend\x1b1");
    window.keys(":nothing\x1boPays\x1b5ci\x1b4a\x1bq");
    assert_eq!(window.end(), 0);
    let map = home.read("example.ron");
    let found: Vec<_> =
        cards(&map, "Discover").iter().map(|it| (&it["title"], &it["emotion"])).collect();
    let expected = [
        (&"Sees the ad on Instagram".into(), &1.into()),
        (&"Reads reviews".into(), &serde_json::Value::Null),
        (&"Asks a friend".into(), &(-2).into()),
        (&"Pays".into(), &1.into()),
    ];
    assert_eq!(found, expected);
}

/// Compares two texts and shows only the lines that differ.
fn similar(found: &str, expected: &str) {
    let different: Vec<_> =
        found.lines().zip(expected.lines()).filter(|(found, expected)| found != expected).collect();
    assert!(found == expected, "{different:#?}");
}

#[test]
fn a_burst_of_keys_arrives_whole() {
    let home = Home::new();
    home.run(&["new", "demo"]);
    let mut window = home.open(["demo"], (80, 24));
    window.wait_for_start();
    let title: String = (0..3000).map(|n| char::from(b'a' + (n % 26) as u8)).collect();
    window.keys(&format!("soStage\r{title}\r\x1bq"));
    assert_eq!(window.end(), 0);
    assert_eq!(titles(&home.read("demo")), [("Stage".to_owned(), vec![title])]);
}

#[test]
fn a_map_that_was_begun_in_the_list_and_killed_is_named_and_gone_on_with() {
    let home = Home::new();
    home.run(&["new", "demo", "--template", "service-visit"]);
    let mut window = home.open(["demo"], (100, 30));
    window.wait_for_start();
    window.keys("mo");
    window.wait_for("What is it called?");
    window.keys("Parcel\rOlga from Li");
    window.wait_for("Olga from Li");
    window.kill();
    // its name is taken, and nothing is done to it that needs a file
    let refused = home.refused(&["new", "journey", "--template", "service-visit"]);
    assert!(refused.contains("begun by that name"), "{refused}");
    let mut window = home.open(["demo"], (100, 30));
    window.wait_for("A map was begun and not finished");
    window.keys("m");
    window.wait_for("Parcel (begun, not finished)");
    window.keys("jdd");
    window.wait_for("It has no file yet");
    window.kill();
    let window = home.open(["journey"], (100, 30));
    window.wait_for("Unsaved work came back");
    window.wait_for("Olga from Li");
    window.kill();
    let mut window = home.open(["demo"], (100, 30));
    window.wait_for("A map was begun and not finished");
    window.keys("m");
    window.wait_for("Parcel (begun, not finished)");
    window.keys("j\r");
    window.wait_for("Unsaved work came back");
    window.keys("nz\r");
    window.wait_for("Olga from Linz");
    window.keys("\x1b");
    window.wait_for("begin empty");
    window.keys("\x1b");
    window.wait_for("Begun.");
    window.keys("ZZ");
    assert_eq!(window.end(), 0);
    assert!(home.map("parcel").exists());
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}
