//! Journals that somebody removes or damages, in a real window.

use std::fs;

use crate::home::{EXAMPLE, Home, text, wait_for_file};
use crate::window::until;

/// Waits for the only journal to hold `wanted`.
fn wait_for_journal(home: &Home, wanted: &str) {
    let found = || home.journals().first().map(|path| fs::read(path).unwrap_or_default());
    let holds = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).contains(wanted).then_some(());
    until("the journal", || found().and_then(holds), || format!("{:?}", home.journals()));
}

#[test]
fn what_is_typed_after_the_state_folder_was_removed_survives_a_kill() {
    for gone in ["state", "state/cjm/journals"] {
        let home = Home::new();
        let file = home.write("example.ron", EXAMPLE);
        home.save_late();
        let mut window = home.open([&file], (120, 34));
        window.wait_for("Sees the ad");
        window.keys("oWeighs it up\rAsks around");
        window.wait_for("Asks around");
        fs::rename(home.file(gone), home.file("moved")).unwrap();
        window.keys(" and around");
        wait_for_journal(&home, "Asks around and around");
        window.keys(" again");
        window.wait_for("around again");
        window.kill();
        let mut window = home.open([&file], (120, 34));
        window.wait_for("came back");
        window.wait_for("Asks around and around again");
        window.keys("\x1bZZ");
        assert_eq!(window.end(), 0);
        wait_for_file(&file, &["Weighs it up", "Asks around and around again"]);
    }
}

#[test]
fn a_journal_that_was_removed_and_cannot_be_made_anew_is_said() {
    let home = Home::new();
    let file = home.write("example.ron", EXAMPLE);
    let mut window = home.open([&file], (120, 34));
    window.wait_for("Sees the ad");
    home.wait_for_journal();
    fs::rename(home.file("state"), home.file("moved")).unwrap();
    // nobody can make a folder there
    home.write("state", "a file");
    window.keys("oWeighs it up");
    window.wait_for("lost if this window is killed");
    // a save goes well, and the journal is still missing
    window.keys("\x1b\x13");
    wait_for_file(&file, &["Weighs it up"]);
    window.keys("oAsks around");
    window.wait_for("lost if this window is killed");
    fs::remove_file(home.file("state")).unwrap();
    window.keys(" and around");
    wait_for_journal(&home, "Asks around and around");
    window.kill();
    let mut window = home.open([&file], (120, 34));
    window.wait_for("Asks around and around");
    window.keys("\x1bZZ");
    assert_eq!(window.end(), 0);
}

#[test]
fn what_of_a_damaged_journal_does_not_come_back_is_said_at_the_start() {
    for head in [true, false] {
        let home = Home::new();
        let file = home.write("example.ron", EXAMPLE);
        home.save_late();
        let mut window = home.open([&file], (120, 34));
        window.wait_for("Sees the ad");
        window.keys("oWeighs it up\rAsks around\rhalf of it");
        window.wait_for("half of it");
        window.kill();
        let [journal] = &home.journals()[..] else { panic!("{:?}", home.journals()) };
        let mut bytes = fs::read(journal).unwrap();
        let at = match head {
            true => 0,
            false => bytes.windows(11).rposition(|it| it == b"Asks around").unwrap(),
        };
        bytes[at] ^= 1;
        fs::write(journal, &bytes).unwrap();
        let mut window = home.open([&file], (120, 34));
        window.wait_for("cjm recover");
        if head {
            window.wait_for("damaged");
            assert!(text(&file) == EXAMPLE, "it was written");
        } else {
            window.wait_for("Unsaved work came back");
            window.wait_for("Not all of it may be back");
        }
        window.keys("\x1bZZ");
        assert_eq!(window.end(), 0);
        let listed = String::from_utf8(home.run(&["recover"]).stdout).unwrap();
        assert!(listed.contains("damaged"), "{listed}");
    }
}
