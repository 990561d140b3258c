//! What a journal gives back, whatever has become of its file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use cjm::store::Hash;
use cjm::store::fs::faulty::{Crash, Faulty, Plan};
use cjm::store::fs::{FileSystem, Real};
use cjm::store::journal::{
    Found, Journal, Orphan, Record, Replay, Saving, Why, among_orphans, orphans,
};

const STATE: &str = "/state";
const MAP: &str = "/desk/map.ron";
const BASE: &[u8] = b"the base\nof two lines";

/// What records say may hold anything.
const RECORDS: [&[u8]; 4] = [b"{\"edit\":1}", b"", "{\"edit\":\"第一次\"}".as_bytes(), b"a\nb\0c "];

fn disk() -> (Faulty, Arc<dyn FileSystem>) {
    let fs = Faulty::new();
    fs.put(Path::new(MAP), BASE, 0o644, 1000);
    (fs.clone(), Arc::new(fs))
}

fn start(fs: &Arc<dyn FileSystem>) -> Journal {
    Journal::start(Arc::clone(fs), Path::new(STATE), Path::new(MAP), Some(BASE)).unwrap()
}

fn find(fs: &dyn FileSystem) -> Found {
    orphans(fs, Path::new(STATE), Some(Path::new(MAP))).unwrap()
}

fn only(found: Found) -> Orphan {
    let mut orphans = found.orphans;
    assert_eq!((orphans.len(), found.unreadable), (1, vec![]));
    orphans.remove(0)
}

fn bytes_of(records: &[Record]) -> Vec<&[u8]> {
    records.iter().map(|record| &record.bytes[..]).collect()
}

fn journals(fs: &Faulty) -> Vec<PathBuf> {
    let inside = |path: &PathBuf| path.parent() == Some(Path::new("/state/journals"));
    fs.names().into_iter().filter(inside).collect()
}

/// A journal's bytes with four records and one note between them, and its path.
fn sample() -> (PathBuf, Vec<u8>) {
    let (disk, fs) = disk();
    let journal = start(&fs);
    for (number, record) in RECORDS.iter().enumerate() {
        if number == 2 {
            journal.note_saving(2, Hash::of(b"two")).unwrap();
        }
        journal.append(record).unwrap();
    }
    drop(journal);
    let path = journals(&disk).remove(0);
    let bytes = disk.look(&path).unwrap();
    (path, bytes)
}

#[test]
fn a_dead_windows_journal_gives_back_all_that_was_written() {
    let (path, bytes) = sample();
    let fs = Faulty::new();
    fs.put(&path, &bytes, 0o600, 1000);
    let orphan = only(find(&fs));
    assert_eq!((orphan.map.as_path(), orphan.base.as_deref()), (Path::new(MAP), Some(BASE)));
    assert_eq!(bytes_of(&orphan.records), RECORDS);
    let numbers: Vec<u64> = orphan.records.iter().map(|record| record.seq).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
    assert_eq!(orphan.savings, [Saving { seq: 2, hash: Hash::of(b"two"), is_done: false }]);
    assert_eq!(orphan.damaged, None);
}

#[test]
fn a_journal_cut_at_any_byte_gives_a_prefix_of_its_records() {
    let (path, bytes) = sample();
    let mut lengths = Vec::new();
    for cut in 0..=bytes.len() {
        let fs = Faulty::new();
        fs.put(&path, &bytes[..cut], 0o600, 1000);
        let found = find(&fs);
        assert_eq!(found.unreadable, [], "cut at {cut}");
        let records = found.orphans.first().map_or(&[][..], |orphan| &orphan.records);
        assert_eq!(bytes_of(records), RECORDS[..records.len()], "cut at {cut}");
        assert!(found.orphans.iter().all(|orphan| orphan.damaged.is_none()), "cut at {cut}");
        assert_eq!(fs.look(&path).is_some(), !records.is_empty(), "cut at {cut}");
        lengths.push(records.len());
    }
    assert!(lengths.is_sorted());
    assert_eq!((lengths[0], lengths[bytes.len() - 1], lengths[bytes.len()]), (0, 3, 4));
}

#[test]
fn a_journal_with_any_byte_changed_gives_a_prefix_and_is_kept() {
    let (path, bytes) = sample();
    for at in 0..bytes.len() {
        for flip in [1, 0x20, 0x80] {
            let mut changed = bytes.clone();
            changed[at] ^= flip;
            let fs = Faulty::new();
            fs.put(&path, &changed, 0o600, 1000);
            let found = find(&fs);
            let when = format!("byte {at} ^ {flip:x}");
            for orphan in &found.orphans {
                assert_eq!(bytes_of(&orphan.records), RECORDS[..orphan.records.len()], "{when}");
                if let Some(copy) = &orphan.damaged {
                    assert_eq!(fs.look(copy).as_ref(), Some(&changed), "{when}");
                }
            }
            assert!(found.orphans.len() + found.unreadable.len() <= 1, "{when}");
        }
    }
}

#[test]
fn a_journal_with_zeros_or_rubbish_behind_it_gives_all_its_records() {
    let (path, bytes) = sample();
    for (tail, damaged) in [(vec![0; 4096], false), (vec![b'x'; 4096], true)] {
        let fs = Faulty::new();
        fs.put(&path, &[&bytes[..], &tail].concat(), 0o600, 1000);
        let orphan = only(find(&fs));
        assert_eq!(bytes_of(&orphan.records), RECORDS);
        assert_eq!(orphan.damaged.is_some(), damaged);
    }
}

#[test]
fn a_damaged_journal_is_copied_once_and_shown_from_then_on() {
    let (path, bytes) = sample();
    let fs = Faulty::new();
    fs.put(&path, &[&bytes[..], &[b'x'; 4096]].concat(), 0o600, 1000);
    drop(find(&fs));
    let found = find(&fs);
    let copy = found.orphans[0].damaged.clone().unwrap();
    assert_eq!(found.unreadable.len(), 1);
    assert_eq!((&found.unreadable[0].path, &found.unreadable[0].why), (&copy, &Why::Damaged));
}

#[test]
fn a_journal_of_an_unknown_version_is_kept_and_reported() {
    let (path, mut bytes) = sample();
    let digit = b"cjm-journal ".len();
    bytes[digit] = b'9';
    let fs = Faulty::new();
    fs.put(&path, &bytes, 0o600, 1000);
    for _ in 0..2 {
        let found = find(&fs);
        assert!(found.orphans.is_empty());
        assert_eq!(found.unreadable.len(), 1);
        assert_eq!(found.unreadable[0].why, Why::Version("9".to_owned()));
    }
    assert_eq!(fs.look(&path), Some(bytes));
}

#[test]
fn a_living_windows_journal_is_nobodys_orphan() {
    let (_disk, fs) = disk();
    let journal = start(&fs);
    journal.append(b"one").unwrap();
    assert!(find(&*fs).orphans.is_empty());
    drop(journal);
    assert_eq!(bytes_of(&only(find(&*fs)).records), [b"one"]);
}

#[test]
fn an_orphan_is_found_by_one_window_at_a_time() {
    let (_disk, fs) = disk();
    let journal = start(&fs);
    journal.append(b"one").unwrap();
    drop(journal);
    let orphan = only(find(&*fs));
    assert!(find(&*fs).orphans.is_empty());
    drop(orphan);
    only(find(&*fs)).discard(&*fs).unwrap();
    assert!(find(&*fs).orphans.is_empty());
}

#[test]
fn each_window_has_its_own_journal_and_each_map_its_own_orphans() {
    let (_disk, fs) = disk();
    let other = Path::new("/desk/other.ron");
    let windows = [start(&fs), start(&fs)];
    for (number, journal) in windows.iter().enumerate() {
        journal.append(number.to_string().as_bytes()).unwrap();
    }
    let elsewhere = Journal::start(Arc::clone(&fs), Path::new(STATE), other, None).unwrap();
    elsewhere.append(b"other").unwrap();
    drop((windows, elsewhere));
    let mut found = find(&*fs).orphans;
    found.sort_by(|a, b| a.records[0].bytes.cmp(&b.records[0].bytes));
    let records: Vec<_> = found.iter().map(|orphan| &orphan.records[0].bytes[..]).collect();
    assert_eq!(records, [b"0", b"1"]);
    drop(found);
    assert_eq!(orphans(&*fs, Path::new(STATE), None).unwrap().orphans.len(), 3);
}

#[test]
fn the_file_says_from_where_to_replay() {
    let (_disk, fs) = disk();
    let journal = start(&fs);
    for record in RECORDS {
        journal.append(record).unwrap();
    }
    journal.note_saving(2, Hash::of(b"saved")).unwrap();
    journal.note_saving(3, Hash::of(b"saved")).unwrap();
    journal.note_saving(4, Hash::of(b"never came so far")).unwrap();
    drop(journal);
    let orphan = only(find(&*fs));
    let (replay, rest) = orphan.replay(Some(Hash::of(b"saved")));
    assert_eq!((replay, bytes_of(rest)), (Replay::After(3), RECORDS[3..].to_vec()));
    let (replay, rest) = orphan.replay(Some(Hash::of(BASE)));
    assert_eq!((replay, rest.len()), (Replay::All, 4));
    for file in [None, Some(Hash::of(b"by another program"))] {
        let (replay, rest) = orphan.replay(file);
        assert_eq!((replay, rest.len()), (Replay::OntoBase, 4));
    }
}

#[test]
fn a_map_that_was_never_saved_is_replayed_from_nothing() {
    let (_disk, fs) = disk();
    let new = Path::new("/desk/new.ron");
    let journal = Journal::start(Arc::clone(&fs), Path::new(STATE), new, None).unwrap();
    journal.append(b"one").unwrap();
    drop(journal);
    let orphan = only(orphans(&*fs, Path::new(STATE), Some(new)).unwrap());
    assert_eq!(orphan.base, None);
    assert_eq!(orphan.replay(None).0, Replay::All);
    assert_eq!(orphan.replay(Some(Hash::of(b""))).0, Replay::OntoBase);
}

#[test]
fn a_new_segment_starts_from_what_was_saved_and_takes_later_records_along() {
    let (disk, fs) = disk();
    let journal = start(&fs);
    for record in RECORDS {
        journal.append(record).unwrap();
    }
    journal.begin_segment(b"with two", 2).unwrap();
    journal.append(b"five").unwrap();
    assert_eq!(journals(&disk).len(), 1);
    drop(journal);
    let orphan = only(find(&*fs));
    assert_eq!(orphan.base.as_deref(), Some(&b"with two"[..]));
    assert_eq!(bytes_of(&orphan.records), [RECORDS[2], RECORDS[3], b"five"]);
    let numbers: Vec<u64> = orphan.records.iter().map(|record| record.seq).collect();
    assert_eq!(numbers, [3, 4, 5]);
}

#[test]
fn a_segment_of_a_living_window_keeps_its_lock() {
    let (_disk, fs) = disk();
    let journal = start(&fs);
    journal.append(b"one").unwrap();
    journal.begin_segment(b"with none", 0).unwrap();
    assert!(find(&*fs).orphans.is_empty());
}

#[test]
fn records_appended_while_a_segment_is_begun_are_all_there() {
    let dir = tempfile::tempdir().unwrap();
    let (state, map) = (dir.path().join("state"), dir.path().join("map.ron"));
    let fs: Arc<dyn FileSystem> = Arc::new(Real);
    let journal = Journal::start(Arc::clone(&fs), &state, &map, None).unwrap();
    let appended = std::thread::scope(|scope| {
        let worker = scope.spawn(|| {
            for _ in 0..30 {
                let saved = journal.last();
                journal.begin_segment(saved.to_string().as_bytes(), saved).unwrap();
                journal.sync().unwrap();
            }
        });
        let mut appended = 0;
        while !worker.is_finished() {
            journal.append(b"typed").unwrap();
            appended += 1;
        }
        appended
    });
    let last = journal.append(b"the last").unwrap();
    assert_eq!(last, appended + 1);
    drop(journal);
    let orphan = only(orphans(&*fs, &state, Some(&map)).unwrap());
    let base: u64 = String::from_utf8(orphan.base.unwrap()).unwrap().parse().unwrap();
    let numbers: Vec<u64> = orphan.records.iter().map(|record| record.seq).collect();
    assert!(base > 0);
    assert_eq!(numbers, (base + 1..=last).collect::<Vec<u64>>());
}

#[test]
fn looking_for_orphans_never_takes_a_journal_that_is_just_being_made_or_renewed() {
    let dir = tempfile::tempdir().unwrap();
    let (state, map) = (dir.path().join("state"), dir.path().join("map.ron"));
    let fs: Arc<dyn FileSystem> = Arc::new(Real);
    std::thread::scope(|scope| {
        let maker = scope.spawn(|| {
            for _ in 0..50 {
                let journal = Journal::start(Arc::clone(&fs), &state, &map, Some(BASE)).unwrap();
                journal.append(b"one").unwrap();
                for _ in 0..20 {
                    journal.begin_segment(b"with one", 1).unwrap();
                }
                assert!(journal.close(1).unwrap());
            }
        });
        while !maker.is_finished() {
            let found = orphans(&*fs, &state, Some(&map)).unwrap();
            assert!(found.orphans.is_empty() && found.unreadable.is_empty());
        }
    });
}

/// The copy of a damaged journal is all there is of what stands behind the damage.
#[test]
fn whoever_only_looks_among_orphans_takes_none_from_a_window_that_opens_its_map() {
    let dir = tempfile::tempdir().unwrap();
    let (state, map) = (dir.path().join("state"), dir.path().join("map.ron"));
    let fs: Arc<dyn FileSystem> = Arc::new(Real);
    let journal = Journal::start(Arc::clone(&fs), &state, &map, None).unwrap();
    journal.append(b"one").unwrap();
    drop(journal);
    std::thread::scope(|scope| {
        let window = among_orphans(&*fs, &state, |seen| {
            assert_eq!(seen.len(), 1);
            // it waits until nobody looks any more
            let window =
                scope.spawn(|| only(orphans(&*fs, &state, Some(&map)).unwrap()).records.len());
            std::thread::yield_now();
            window
        });
        assert_eq!(window.unwrap().join().unwrap(), 1);
    });
}

#[test]
fn a_kill_while_a_damaged_journal_is_copied_loses_nothing_of_it() {
    let (path, mut bytes) = sample();
    bytes.extend_from_slice(b"what cannot be read, but by eye");
    for n in 1.. {
        let fs = Faulty::new();
        fs.put(&path, &bytes, 0o600, 1000);
        fs.plan(Plan::DieAt(n));
        let _ = orphans(&fs, Path::new(STATE), Some(Path::new(MAP)));
        let is_over = fs.calls() < n;
        fs.crash(Crash::Process);
        let [orphan] = <[_; 1]>::try_from(find(&fs).orphans).ok().unwrap();
        let copy = orphan.damaged.clone().unwrap();
        orphan.discard(&fs).unwrap();
        assert_eq!(fs.look(&copy).as_deref(), Some(&bytes[..]), "call {n}");
        if is_over {
            break;
        }
    }
}

#[test]
fn a_damaged_journal_that_cannot_be_copied_stays() {
    let (path, mut bytes) = sample();
    bytes.extend_from_slice(b"what cannot be read, but by eye");
    for n in 1.. {
        let fs = Faulty::new();
        fs.put(&path, &bytes, 0o600, 1000);
        fs.plan(Plan::FailAt(n, std::io::ErrorKind::StorageFull));
        let found = orphans(&fs, Path::new(STATE), Some(Path::new(MAP)));
        let is_over = fs.calls() < n;
        fs.plan(Plan::Work);
        for orphan in found.into_iter().flat_map(|found| found.orphans) {
            let _ = orphan.discard(&fs);
        }
        let is_kept = fs.names().iter().any(|name| fs.look(name).as_deref() == Some(&bytes[..]));
        assert!(is_kept, "call {n}");
        if is_over {
            break;
        }
    }
}

#[test]
fn a_recovered_window_goes_on_in_the_same_journal() {
    let (path, bytes) = sample();
    let fs = Faulty::new();
    fs.put(&path, &bytes[..bytes.len() - 3], 0o600, 1000);
    let shared: Arc<dyn FileSystem> = Arc::new(fs.clone());
    let journal = only(find(&fs)).resume(Arc::clone(&shared), Path::new(STATE)).unwrap();
    assert!(find(&fs).orphans.is_empty());
    assert_eq!(journal.append(b"four, again").unwrap(), 4);
    journal.begin_segment(b"with one", 1).unwrap();
    journal.append(b"five").unwrap();
    drop(journal);
    let orphan = only(find(&fs));
    assert_eq!(bytes_of(&orphan.records), [RECORDS[1], RECORDS[2], b"four, again", b"five"]);
}

#[test]
fn a_journal_is_removed_when_all_is_saved_and_kept_when_not() {
    let (disk, fs) = disk();
    let journal = start(&fs);
    journal.append(b"one").unwrap();
    assert!(!journal.close(0).unwrap());
    assert_eq!(journals(&disk).len(), 1);
    only(find(&*fs)).discard(&*fs).unwrap();
    let journal = start(&fs);
    journal.append(b"one").unwrap();
    assert!(journal.close(1).unwrap());
    assert_eq!(journals(&disk), [] as [PathBuf; 0]);
}

#[test]
fn a_window_in_which_nothing_was_done_leaves_nothing() {
    let (disk, fs) = disk();
    drop(start(&fs));
    assert!(find(&*fs).orphans.is_empty());
    assert_eq!(journals(&disk), [] as [PathBuf; 0]);
}

#[test]
fn a_failed_append_is_made_up_for_by_the_next() {
    let (disk, fs) = disk();
    let journal = start(&fs);
    journal.append(b"one").unwrap();
    disk.plan(Plan::FailFrom(1, std::io::ErrorKind::StorageFull));
    for record in [&b"two"[..], b"three"] {
        let error = journal.append(record).unwrap_err().to_string();
        assert!(error.contains("/state/journals/") && error.contains("save now"), "{error}");
    }
    disk.plan(Plan::Work);
    assert_eq!(journal.append(b"four").unwrap(), 4);
    disk.crash(Crash::Process);
    let orphan = only(find(&*fs));
    assert_eq!(bytes_of(&orphan.records), [&b"one"[..], b"two", b"three", b"four"]);
}
