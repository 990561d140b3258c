//! Journals that somebody removes, or does not let go.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cjm::store::document::{Record, open};
use cjm::store::fs::FileSystem;
use cjm::store::fs::faulty::{Crash, Faulty, Plan};
use cjm::store::journal::{Journal, JournalError, orphans};

const STATE: &str = "/home/state";
const JOURNALS: &str = "/home/state/journals";
const MAP: &str = "/desk/map.ron";
const BASE: &[u8] = b"JourneyMap(format: 1, title: \"Demo\", stages: [])";

fn disk() -> (Faulty, Arc<dyn FileSystem>) {
    let fs = Faulty::new();
    fs.put_folder(Path::new("/home"), 0o755, 1000);
    fs.put(Path::new(MAP), BASE, 0o644, 1000);
    (fs.clone(), Arc::new(fs))
}

fn start(fs: &Arc<dyn FileSystem>) -> Journal {
    Journal::start(Arc::clone(fs), Path::new(STATE), Path::new(MAP), Some(BASE)).unwrap()
}

/// Removes a file, or a folder with all that is in it.
fn remove(fs: &Faulty, path: &str) {
    let mut all: Vec<PathBuf> =
        fs.names().into_iter().filter(|name| name.starts_with(path)).collect();
    all.sort();
    for path in all.iter().rev() {
        fs.remove(path).unwrap();
    }
    assert!(!all.is_empty(), "{path} was not there");
}

fn journals(fs: &Faulty) -> Vec<PathBuf> {
    let inside = |path: &PathBuf| path.parent() == Some(Path::new(JOURNALS));
    fs.names().into_iter().filter(inside).collect()
}

/// What the dead windows left, in the order of their records: the base and the records of each.
fn left(fs: &Faulty) -> Vec<(Vec<u8>, Vec<String>)> {
    let found = orphans(fs, Path::new(STATE), Some(Path::new(MAP))).unwrap();
    assert!(found.unreadable.is_empty());
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut left: Vec<_> = found
        .orphans
        .iter()
        .map(|it| {
            let records = it.records.iter().map(|record| text(&record.bytes)).collect();
            (it.base.clone().unwrap(), records)
        })
        .collect();
    left.sort_by(|a: &(Vec<u8>, Vec<String>), b| a.1.cmp(&b.1));
    left
}

fn strings(records: &[&str]) -> Vec<String> {
    records.iter().map(|record| (*record).to_owned()).collect()
}

#[test]
fn a_journal_that_was_removed_is_made_anew_with_all_that_is_not_saved() {
    for gone in [None, Some(JOURNALS), Some(STATE)] {
        let (fs, shared) = disk();
        let journal = start(&shared);
        journal.append(b"one").unwrap();
        let file = journals(&fs).remove(0);
        remove(&fs, gone.unwrap_or_else(|| file.to_str().unwrap()));
        journal.append(b"two").unwrap();
        journal.sync().unwrap();
        journal.append(b"three").unwrap();
        fs.crash(Crash::Process);
        drop(journal);
        assert_eq!(left(&fs), [(BASE.to_vec(), strings(&["one", "two", "three"]))], "{gone:?}");
    }
}

#[test]
fn a_save_makes_a_journal_anew_that_was_removed() {
    let (fs, shared) = disk();
    let journal = start(&shared);
    journal.append(b"saved").unwrap();
    let last = journal.last();
    journal.append(b"typed meanwhile").unwrap();
    remove(&fs, JOURNALS);
    journal.begin_segment(b"as it was saved", last).unwrap();
    fs.crash(Crash::Power(1));
    drop(journal);
    let records = strings(&["typed meanwhile"]);
    assert_eq!(left(&fs), [(b"as it was saved".to_vec(), records)]);
}

#[test]
fn a_journal_that_is_made_anew_takes_no_name_from_another_window() {
    let (fs, shared) = disk();
    let first = start(&shared);
    first.append(b"of the first").unwrap();
    let name = journals(&fs);
    remove(&fs, JOURNALS);
    let second = start(&shared);
    assert_eq!(journals(&fs), name, "this test is of no use without the same name");
    second.append(b"of the second").unwrap();
    first.sync().unwrap();
    second.sync().unwrap();
    drop((first, second));
    let both = ["of the first", "of the second"].map(|of| (BASE.to_vec(), strings(&[of])));
    assert_eq!(left(&fs), both);
}

#[test]
fn a_window_whose_journal_was_removed_removes_none_of_another_window() {
    let (fs, shared) = disk();
    let first = start(&shared);
    remove(&fs, JOURNALS);
    let second = start(&shared);
    second.append(b"of the second").unwrap();
    first.close(0).unwrap();
    drop(second);
    assert_eq!(left(&fs), [(BASE.to_vec(), strings(&["of the second"]))]);
}

#[test]
fn where_a_removed_journal_cannot_be_made_anew_that_is_said_until_it_can() {
    let (fs, shared) = disk();
    let journal = start(&shared);
    remove(&fs, STATE);
    fs.put_folder(Path::new("/home"), 0o555, 1000);
    journal.append(b"one").unwrap();
    for said in [journal.sync().unwrap_err(), journal.append(b"two").unwrap_err()] {
        assert!(matches!(said, JournalError::Gone { .. }), "{said}");
        assert!(said.to_string().contains("lost if this window is killed"), "{said}");
    }
    assert!(matches!(journal.begin_segment(BASE, 0), Err(JournalError::Gone { .. })));
    fs.put_folder(Path::new("/home"), 0o755, 1000);
    journal.sync().unwrap();
    journal.append(b"three").unwrap();
    drop(journal);
    assert_eq!(left(&fs), [(BASE.to_vec(), strings(&["one", "two", "three"]))]);
}

#[test]
fn a_sync_that_fails_at_any_call_and_is_no_error_has_all_on_disk() {
    let mut mended = 0;
    for n in 1..30 {
        for seed in 0..8 {
            let (fs, shared) = disk();
            let journal = start(&shared);
            journal.append(b"one").unwrap();
            fs.plan(Plan::FailAt(n, ErrorKind::Other));
            let done = journal.sync();
            let failed = fs.calls() >= n;
            fs.crash(Crash::Power(seed));
            drop(journal);
            if done.is_ok() {
                mended += usize::from(failed);
                let one = [(BASE.to_vec(), strings(&["one"]))];
                assert_eq!(left(&fs), one, "call {n}, {seed}");
            }
        }
    }
    assert!(mended > 0, "no new segment was begun");
}

#[test]
fn what_came_back_where_journals_cannot_be_removed_comes_back_once() {
    let (fs, shared) = disk();
    let journal = start(&shared);
    journal.append(&Record::Typing(Some("half a text".into())).to_bytes()).unwrap();
    drop(journal);
    fs.put_folder(Path::new(JOURNALS), 0o555, 1000);
    let open = || open(&fs, Some(Path::new(STATE)), Path::new(MAP), "").unwrap();
    let mut first = open();
    assert_eq!(first.recovered.unwrap().typing, ["half a text"]);
    first.orphans.remove(0).discard(&fs).unwrap();
    assert_eq!(journals(&fs).len(), 1, "this test is of no use where it can be removed");
    let second = open();
    assert_eq!((second.recovered, second.warnings), (None, vec![]));
    // later they are tidied up, and nothing is said of it
    fs.put_folder(Path::new(JOURNALS), 0o755, 1000);
    assert_eq!((open().recovered, journals(&fs).len()), (None, 0));
}
