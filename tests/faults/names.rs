//! A file with several names (hard links): whichever of them is used, it is one file.

use std::path::Path;
use std::sync::Arc;

use cjm::store::Hash;
use cjm::store::fs::FileSystem;
use cjm::store::fs::faulty::{Crash, Faulty, Plan};
use cjm::store::journal::{Journal, orphans};
use cjm::store::save::{Expected, Save, cut_off, restore_torn, write};

const STATE: &str = "/home/state";
const FIRST: &str = "/desk/first.ron";
const SECOND: &str = "/else/second.ron";
const OLD: &[u8] = b"the old map, which is the longer one of the two";
const NEW: &[u8] = b"the new map, which is shorter";

fn disk() -> (Faulty, Arc<dyn FileSystem>) {
    let fs = Faulty::new();
    fs.put_folder(Path::new("/home"), 0o755, 1000);
    fs.put_folder(Path::new("/else"), 0o755, 1000);
    fs.put(Path::new(FIRST), OLD, 0o644, 1000);
    fs.put_name(Path::new(FIRST), Path::new(SECOND));
    (fs.clone(), Arc::new(fs))
}

/// Opens a window on the file by that name.
fn journal(fs: &Arc<dyn FileSystem>, name: &str) -> Journal {
    Journal::start(Arc::clone(fs), Path::new(STATE), Path::new(name), Some(OLD)).unwrap()
}

/// The records of dead windows that are found by that name, and the names of their journals.
fn found(fs: &Faulty, name: &str) -> Vec<(String, Vec<u8>)> {
    let found = orphans(fs, Path::new(STATE), Some(Path::new(name))).unwrap();
    found.orphans.iter().map(|it| (it.name(), it.records[0].bytes.clone())).collect()
}

#[test]
fn a_save_that_was_cut_off_under_one_name_is_mended_under_another() {
    let mut torn = 0;
    for n in 1..1000 {
        let (fs, _) = disk();
        fs.plan(Plan::DieAt(n));
        let save = Save::new(Path::new(FIRST), NEW, Expected::Content(Hash::of(OLD)));
        let _ = write(&fs, Some(Path::new(STATE)), &save);
        let is_over = fs.calls() < n;
        fs.crash(Crash::Process);
        let left = fs.look(Path::new(FIRST)).unwrap();
        torn += usize::from(left != OLD && left != NEW);
        restore_torn(&fs, Path::new(STATE), Path::new(SECOND)).unwrap();
        let mended = fs.look(Path::new(FIRST)).unwrap();
        assert!(mended == OLD || mended == NEW, "killed at call {n}");
        assert!(cut_off(&fs, Path::new(STATE)).is_empty(), "killed at call {n}");
        if is_over {
            break;
        }
    }
    assert!(torn > 0, "no call was met at which the file is torn");
}

#[test]
fn unsaved_work_under_one_name_is_found_under_all_of_them() {
    let (fs, shared) = disk();
    fs.put(Path::new("/desk/third.ron"), OLD, 0o644, 1000);
    fs.put_name(Path::new("/desk/third.ron"), Path::new("/desk/fourth.ron"));
    let journal = journal(&shared, SECOND);
    journal.append(b"half a text").unwrap();
    assert!(found(&fs, FIRST).is_empty(), "its window lives");
    drop(journal);
    for name in [FIRST, SECOND] {
        let [(_, bytes)] = &found(&fs, name)[..] else { panic!("not found under {name}") };
        assert_eq!(bytes, b"half a text");
    }
    assert!(found(&fs, "/desk/third.ron").is_empty(), "it is another file");
    // a program that moves a new file over one name makes two files of them
    fs.remove(Path::new(FIRST)).unwrap();
    fs.put(Path::new(FIRST), OLD, 0o644, 1000);
    assert!(found(&fs, FIRST).is_empty(), "it is another file now");
    assert_eq!(found(&fs, SECOND).len(), 1);
}

/// A journal that was taken over is named in the one that took it over, and passed over for as long
/// as that is there.
#[test]
fn the_name_of_a_journal_is_not_given_again_while_one_under_another_name_is_there() {
    let (fs, shared) = disk();
    let dead = journal(&shared, SECOND);
    dead.append(b"half a text").unwrap();
    drop(dead);
    let mut first = orphans(&fs, Path::new(STATE), Some(Path::new(FIRST))).unwrap().orphans;
    let taken_over = first.remove(0);
    let name = taken_over.name();
    let ours = journal(&shared, FIRST);
    ours.append(b"what was taken over").unwrap();
    taken_over.discard(&fs).unwrap();
    let next = journal(&shared, SECOND);
    next.append(b"new work").unwrap();
    drop((ours, next));
    let mut all = found(&fs, FIRST);
    all.sort_by(|a, b| a.1.cmp(&b.1));
    let bytes: Vec<&[u8]> = all.iter().map(|(_, bytes)| &bytes[..]).collect();
    assert_eq!(bytes, [&b"new work"[..], b"what was taken over"]);
    assert!(all.iter().all(|(found, _)| *found != name), "{all:?}");
}
