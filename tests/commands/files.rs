//! Files that cannot be read: said with their place, and left as they are.

use crate::place::{EXAMPLE, Place};

/// The message for a file with this content; the file is as it was afterwards.
fn refused(content: &[u8]) -> String {
    let place = Place::new();
    place.write("map.ron", content);
    let message = place.fails(&["show", "map.ron"]).err;
    assert_eq!(place.fails(&["map.ron"]).err.lines().last(), message.lines().last());
    assert_eq!(std::fs::read(place.file("map.ron")).unwrap(), content);
    message
}

#[test]
fn faults_are_named_with_file_line_and_column() {
    let line_of = |text: &str| 1 + EXAMPLE.lines().position(|it| it.contains(text)).unwrap();
    for (from, to, line, column, said) in [
        ("feeling: \"curious", "feelin: \"curious", line_of("feeling: \"curious"), 21, "feeling"),
        ("emotion: 1,", "emotion: 7,", line_of("emotion: 1,"), 30, "-2 to 2"),
        ("2026-12-15", "2026-13-15", line_of("2026-12-15"), 0, "2026-13-15"),
        ("drop_off: 23.0", "drop_off: 230.0", line_of("drop_off"), 0, "230"),
    ] {
        let content = EXAMPLE.replacen(from, to, 1);
        assert_ne!(content, EXAMPLE);
        let message = refused(content.as_bytes());
        let at = if column == 0 {
            format!("map.ron:{line}:")
        } else {
            format!("map.ron:{line}:{column}:")
        };
        assert!(message.contains(&at), "{at} in {message}");
        assert!(message.contains(said), "{said} in {message}");
    }
}

#[test]
fn all_faults_of_a_file_are_named_at_once() {
    let content = EXAMPLE.replacen("owner: \"Maya\"", "ownr: \"Maya\"", 1).replacen(
        "priority: 1",
        "priorty: 1",
        1,
    );
    let message = refused(content.as_bytes());
    assert!(message.contains("ownr") && message.contains("priorty"), "{message}");
    assert!(message.contains("owner") && message.contains("priority"), "{message}");
}

#[test]
fn files_that_are_no_maps_at_all_are_refused_in_words() {
    let cut = &EXAMPLE.as_bytes()[..EXAMPLE.len() / 2];
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for content in [
        &b""[..],
        b"\n  \n",
        b"hello",
        b"\xff\xfe\x00",
        b"<<<<<<< ours\nJourneyMap()\n=======\nJourneyMap()\n>>>>>>> theirs\n",
        cut,
        deep.as_bytes(),
    ] {
        let message = refused(content);
        assert!(message.starts_with("cjm: "), "{message}");
        assert!(message.contains("map.ron"), "{message}");
        assert!(message.len() < 1_000, "{message}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_no_faults() {
    let place = Place::new();
    place.write("map.ron", format!("\u{feff}{}", EXAMPLE.replace('\n', "\r\n")));
    assert_eq!(place.done(&["show", "map.ron"]).err, "");
}

#[test]
#[cfg(unix)]
fn what_is_no_file_is_refused_and_not_waited_for() {
    let place = Place::new();
    std::fs::create_dir(place.file("folder.ron")).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        place.file("pipe.ron"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        0,
    )
    .unwrap();
    for name in ["folder.ron", "pipe.ron"] {
        for arguments in [&["show", name][..], &[name], &["show", name, "--format", "json"]] {
            let ran = place.fails(arguments);
            assert_eq!(ran.err.matches(name).count(), 1, "{}", ran.err);
        }
    }
}

#[test]
fn a_file_of_64_mb_is_refused_with_its_size() {
    let place = Place::new();
    let file = std::fs::File::create(place.file("large.ron")).unwrap();
    file.set_len(64_000_000).unwrap();
    let ran = place.fails(&["show", "large.ron"]);
    assert!(ran.err.contains("64000000 bytes"), "{}", ran.err);
    assert_eq!(file.metadata().unwrap().len(), 64_000_000);
}

#[test]
fn the_file_and_the_place_are_named_once() {
    let said = refused(EXAMPLE.replacen("emotion: 1,", "emotion: 7,", 1).as_bytes());
    assert_eq!(said.matches("map.ron").count(), 1, "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    let said = refused(EXAMPLE.replacen("    title:", "    titel:", 1).as_bytes());
    assert!(said.contains("\"titel\"") && said.contains("\"title\""), "{said}");
}

/// The first character that no terminal should get from a file or its name.
fn bad(text: &str) -> Option<char> {
    let hidden = |letter: char| {
        letter.is_control() && letter != '\n'
            || matches!(letter, '\u{200b}' | '\u{200e}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().find(|letter| hidden(*letter))
}

const EVIL: &str = "ev\u{1b}]0;owned\u{7}\u{1b}[31m\u{9b}31m\u{202e}\u{2066}\u{200b}\ril";

#[test]
fn no_message_about_a_broken_file_sends_what_is_in_it_to_the_terminal() {
    for (from, to) in [
        // an unknown field, a word, a value, a title in a path, an id, no notation at all
        ("owner: \"Maya\",", format!("{EVIL}: \"Maya\",")),
        ("owner: \"Maya\",", format!("r#{EVIL}: \"Maya\",")),
        ("state: AsIs", format!("state: {EVIL}")),
        ("on: \"2026-08-20\"", format!("on: \"{EVIL}\"")),
        ("name: \"Discover\",", format!("name: \"{EVIL}\", emotion: 1,")),
        ("id: \"s-k3f9x2\",", format!("id: \"{EVIL}\", id: \"{EVIL}\",")),
        ("format: 1,", EVIL.to_owned()),
        ("JourneyMap(", format!("{EVIL}(")),
        ("metrics: [", format!("metrics: {EVIL} [")),
    ] {
        assert!(EXAMPLE.contains(from), "{from}");
        let said = refused(EXAMPLE.replacen(from, &to, 1).as_bytes());
        assert_eq!(bad(&said), None, "{to:?}: {said:?}");
        assert!(said.contains("map.ron:"), "{said}");
    }
}

#[test]
fn no_message_about_a_file_sends_its_name_to_the_terminal() {
    let place = Place::new();
    let name = format!("{}.ron", EVIL.replace('\r', ""));
    place.write(&name, "broken");
    place.write(&format!("config/maps/{name}"), "broken");
    let folder = format!("folder-{name}");
    std::fs::create_dir(place.file(&folder)).unwrap();
    let path = format!("./{name}");
    for arguments in [
        &["show", &path][..],
        &[&path],
        &["show", &format!("./{folder}")],
        &["show", &format!("./no-{name}")],
        &["show", EVIL],
        &["new", EVIL],
        &["new", "demo", "--template", EVIL],
        &["new", "demo", "--path", &path],
        &["recover", &path, "--take", "1"],
        &["recover", EVIL],
        &["show", &path, "--view", EVIL],
        &["show", &path, "--width", EVIL],
        &["show", &path, EVIL],
        &[&format!("--{EVIL}")],
    ] {
        let ran = place.fails(arguments);
        assert_eq!(bad(&ran.err), None, "{arguments:?}: {:?}", ran.err);
    }
    for arguments in [&["list"][..], &["list", "--format", "json"], &["recover", &path]] {
        let ran = place.run(arguments);
        assert_eq!(bad(&(ran.out.clone() + &ran.err)), None, "{arguments:?}: {:?}", ran.out);
    }
    assert_eq!(place.read(&name), "broken");
}

#[test]
fn where_there_is_no_home_to_write_to_the_folder_and_the_way_on_are_named() {
    let place = Place::new();
    place.write("home", "a file where a folder should be");
    place.write("example.ron", EXAMPLE);
    let home = place.file("home");
    let variables = [("HOME", home.as_str()), ("CJM_CONFIG_DIR", ""), ("XDG_STATE_HOME", "")];
    let ran = place.run_with(&["new", "demo"], &variables);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    assert!(ran.err.contains(&home), "{}", ran.err);
    for arguments in [&["show", "example.ron"][..], &["example.ron"], &["keys"]] {
        let ran = place.run_with(arguments, &variables);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
    }
    let ran = place.run_with(&["recover"], &variables);
    assert!(ran.code == 2 && ran.err.contains(&home), "{}", ran.err);
    assert_eq!(place.read("example.ron"), EXAMPLE);
}

#[test]
fn a_config_folder_that_cannot_be_used_is_named_with_the_way_on() {
    let place = Place::new();
    place.write("config", "a file where a folder should be");
    let ran = place.fails(&["new", "demo"]);
    assert!(ran.err.contains(&place.file("config")), "{}", ran.err);
    place.write("example.ron", EXAMPLE);
    place.done(&["show", "example.ron"]);
    place.done(&["new", "./own.ron"]);
    place.done(&["keys"]);
}
