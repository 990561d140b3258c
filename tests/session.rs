//! Every field of the example, edited once on the screen: the state in memory
//! first, then the same keys in the real program.

#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "shared/every_field.rs"]
mod every_field;
#[expect(dead_code, reason = "other tests need more of it")]
#[path = "pty/home.rs"]
mod home;
#[expect(dead_code, reason = "other tests need more of it")]
#[path = "shared/maps.rs"]
mod maps;
#[expect(dead_code, reason = "other tests need more of it")]
#[path = "shared/screen.rs"]
mod screen;
#[expect(dead_code, reason = "other tests need more of it")]
#[path = "pty/window.rs"]
mod window;

use cjm::edit::Part;
use cjm::store::print::print;
use cjm::store::read::read;

use every_field::{Session, places, typed_at};
use home::{EXAMPLE, Home, text};
use maps::example;

#[test]
fn every_field_of_a_map_is_edited_on_the_screen_and_the_file_holds_each() {
    let map = read(EXAMPLE.as_bytes()).unwrap().map;
    let session = Session::over(map.clone());
    let after = session.map();
    for entered in &session.entered {
        let now = typed_at(&after, &entered.at, &entered.way);
        assert_eq!(now, entered.typed, "{:?} {:?}", entered.at, entered.way);
    }
    // nothing of the map is out of reach
    let missed: Vec<_> = places(&map)
        .into_iter()
        .filter(|(at, way)| !session.entered.iter().any(|it| it.at == *at && it.way == *way))
        .filter(|(_, way)| !is_no_field(way))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
    assert_ne!(after, example());

    // the same in the real program; its file is canonical afterwards
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let mut window = home.open([&file], (100, 40));
    window.wait_for_start();
    window.keys(&String::from_utf8(every_field::bytes(&session.keys)).unwrap());
    window.keys("q");
    assert_eq!(window.end(), 0);
    let written = text(&file);
    assert_eq!(written, print(&after));
    assert_eq!(read(written.as_bytes()).unwrap().map, after);
}

/// The version of the format, and the names of things for good.
fn is_no_field(way: &[Part]) -> bool {
    let [.., Part::Field(name)] = way else { return false };
    matches!(&**name, "format" | "id")
}
