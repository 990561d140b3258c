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
        let ran = place.fails(&["show", name]);
        assert!(ran.err.contains(name), "{}", ran.err);
    }
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
