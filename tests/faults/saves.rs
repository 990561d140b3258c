//! Saving while every call fails in turn, and while the process or the power stops at each.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use cjm::store::Hash;
use cjm::store::fs::faulty::{Crash, Faulty, Plan};
use cjm::store::fs::{FileSystem, ReadError};
use cjm::store::save::{
    Expected, Restored, Save, SaveError, Saved, Way, cut_off, restore_torn, write,
};

const OLD: &[u8] = b"the old map, which is the longer one of the two";
const NEW: &[u8] = b"the new map, which is shorter";
const STATE: &str = "/home/state";
const USER: u32 = 1000;

/// A file in the way it may stand on a disk.
struct Stand {
    name: &'static str,
    /// The path that is saved to.
    path: &'static str,
    /// Where the bytes are.
    file: &'static str,
    old: Option<&'static [u8]>,
    way: Way,
    build: fn(&Faulty),
}

const STANDS: [Stand; 6] = [
    Stand {
        name: "plain",
        path: "/desk/map.ron",
        file: "/desk/map.ron",
        old: Some(OLD),
        way: Way::Moved,
        build: |fs| fs.put(Path::new("/desk/map.ron"), OLD, 0o640, USER),
    },
    Stand {
        name: "new, folder missing",
        path: "/desk/deep/er/map.ron",
        file: "/desk/deep/er/map.ron",
        old: None,
        way: Way::Moved,
        build: |fs| fs.put_folder(Path::new("/desk"), 0o755, USER),
    },
    Stand {
        name: "behind a link",
        path: "/desk/link.ron",
        file: "/else/map.ron",
        old: Some(OLD),
        way: Way::Moved,
        build: |fs| {
            fs.put(Path::new("/else/map.ron"), OLD, 0o600, USER);
            fs.put_link(Path::new("/desk/link.ron"), Path::new("/else/map.ron"));
        },
    },
    Stand {
        name: "with a second name",
        path: "/desk/map.ron",
        file: "/desk/second.ron",
        old: Some(OLD),
        way: Way::InPlace,
        build: |fs| {
            fs.put(Path::new("/desk/map.ron"), OLD, 0o644, USER);
            fs.put_name(Path::new("/desk/map.ron"), Path::new("/desk/second.ron"));
        },
    },
    Stand {
        name: "in a read-only folder",
        path: "/desk/map.ron",
        file: "/desk/map.ron",
        old: Some(OLD),
        way: Way::InPlace,
        build: |fs| {
            fs.put_folder(Path::new("/desk"), 0o755, 0);
            fs.put(Path::new("/desk/map.ron"), OLD, 0o644, USER);
        },
    },
    Stand {
        name: "of another owner",
        path: "/desk/map.ron",
        file: "/desk/map.ron",
        old: Some(OLD),
        way: Way::InPlace,
        build: |fs| fs.put(Path::new("/desk/map.ron"), OLD, 0o666, 0),
    },
];

impl Stand {
    fn disk(&self) -> Faulty {
        let fs = Faulty::new();
        fs.put_folder(Path::new("/home"), 0o755, USER);
        (self.build)(&fs);
        fs
    }

    fn save(&self, fs: &Faulty) -> Result<Saved, SaveError> {
        let expected = match self.old {
            Some(old) => Expected::Content(Hash::of(old)),
            None => Expected::Missing,
        };
        let save = Save::new(Path::new(self.path), NEW, expected);
        write(fs, Some(Path::new(STATE)), &save)
    }

    fn content(&self, fs: &Faulty) -> Option<Vec<u8>> {
        fs.look(Path::new(self.file))
    }

    /// Restarts are followed by this, as in the program.
    fn assert_whole_after_start(&self, fs: &Faulty, when: &str) {
        restore_torn(fs, Path::new(STATE), Path::new(self.path)).unwrap();
        let content = self.content(fs);
        let whole = content.as_deref() == self.old || content.as_deref() == Some(NEW);
        assert!(whole, "{}, {when}: {}", self.name, text(content.as_deref()));
        assert_eq!(leftovers(fs), [] as [PathBuf; 0], "{}, {when}", self.name);
        // The next save goes through, from whichever version is there.
        let expected = content.map_or(Expected::Missing, |old| Expected::Content(Hash::of(&old)));
        let save = Save::new(Path::new(self.path), b"next", expected);
        write(fs, Some(Path::new(STATE)), &save).unwrap();
        assert_eq!(self.content(fs).as_deref(), Some(&b"next"[..]), "{}, {when}", self.name);
    }
}

fn text(bytes: Option<&[u8]>) -> String {
    bytes.map_or("nothing".to_owned(), |bytes| String::from_utf8_lossy(bytes).into_owned())
}

/// Temporary files, and copies of files written in place.
fn leftovers(fs: &Faulty) -> Vec<PathBuf> {
    let left = |path: &PathBuf| path.extension().is_some_and(|e| e == "tmp" || e == "v1");
    fs.names().into_iter().filter(left).collect()
}

/// Runs `work` with plans for the call 1, 2, 3 and so on, until one is never reached.
fn for_each_call(
    stand: &Stand,
    plan: impl Fn(u64) -> Plan,
    mut work: impl FnMut(&Faulty, u64),
) -> u64 {
    for n in 1.. {
        let fs = stand.disk();
        fs.plan(plan(n));
        work(&fs, n);
        if n > 1000 {
            break;
        }
        let fs = stand.disk();
        fs.plan(plan(n));
        let _ = stand.save(&fs);
        if fs.calls() < n {
            return n - 1;
        }
    }
    panic!("{}: the calls never end", stand.name);
}

#[test]
fn each_stand_is_saved_in_its_own_way() {
    for stand in &STANDS {
        let fs = stand.disk();
        let before = fs.stat(Path::new(stand.file)).ok();
        let saved = stand.save(&fs).unwrap();
        assert_eq!((saved.way, saved.locked), (stand.way, true), "{}", stand.name);
        assert_eq!(saved.hash, Hash::of(NEW));
        assert_eq!(stand.content(&fs).as_deref(), Some(NEW), "{}", stand.name);
        assert_eq!(leftovers(&fs), [] as [PathBuf; 0], "{}", stand.name);
        let after = fs.stat(Path::new(stand.file)).unwrap();
        if let Some(before) = before {
            let kept = |stat: &cjm::store::fs::Stat| (stat.mode, stat.uid, stat.gid, stat.links);
            assert_eq!(kept(&after), kept(&before), "{}", stand.name);
        }
    }
}

#[test]
fn a_call_that_fails_leaves_the_old_file_or_the_new_one() {
    for stand in &STANDS {
        for kind in [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Other] {
            let calls = for_each_call(
                stand,
                |n| Plan::FailAt(n, kind),
                |fs, n| {
                    let when = format!("call {n} fails with {kind}");
                    let done = stand.save(fs);
                    let content = stand.content(fs);
                    match &done {
                        Ok(_) => {
                            assert_eq!(content.as_deref(), Some(NEW), "{}, {when}", stand.name)
                        }
                        Err(SaveError::Unsynced { .. }) => {
                            assert_eq!(content.as_deref(), Some(NEW), "{}, {when}", stand.name);
                        }
                        Err(SaveError::Torn { copy, .. }) => {
                            assert!(fs.look(copy).is_some(), "{}, {when}", stand.name);
                        }
                        Err(error) => {
                            assert_eq!(
                                content.as_deref(),
                                stand.old,
                                "{}, {when}: {error}",
                                stand.name
                            );
                        }
                    }
                    fs.plan(Plan::Work);
                    stand
                        .save(fs)
                        .unwrap_or_else(|error| panic!("{}, {when}: {error}", stand.name));
                    assert_eq!(stand.content(fs).as_deref(), Some(NEW), "{}, {when}", stand.name);
                    stand.assert_whole_after_start(fs, &when);
                },
            );
            assert!(calls >= 10, "{}: only {calls} calls were made to fail", stand.name);
        }
    }
}

#[test]
fn a_disk_that_stays_full_leaves_the_old_file_or_a_copy_to_restore() {
    for stand in &STANDS {
        for_each_call(
            stand,
            |n| Plan::FailFrom(n, ErrorKind::StorageFull),
            |fs, n| {
                let when = format!("full from call {n}");
                let done = stand.save(fs);
                let content = stand.content(fs);
                match done {
                    Ok(_) | Err(SaveError::Unsynced { .. }) => {
                        assert_eq!(content.as_deref(), Some(NEW), "{}, {when}", stand.name);
                    }
                    Err(SaveError::Torn { .. }) => assert_eq!(stand.way, Way::InPlace),
                    Err(_) => assert_eq!(content.as_deref(), stand.old, "{}, {when}", stand.name),
                }
                fs.plan(Plan::Work);
                stand.assert_whole_after_start(fs, &when);
            },
        );
    }
}

#[test]
fn a_kill_at_any_call_leaves_a_whole_file_at_the_next_start() {
    for stand in &STANDS {
        for_each_call(stand, Plan::DieAt, |fs, n| {
            let _ = stand.save(fs);
            fs.crash(Crash::Process);
            stand.assert_whole_after_start(fs, &format!("killed at call {n}"));
        });
    }
}

#[test]
fn a_power_cut_at_any_call_leaves_a_whole_file_at_the_next_start() {
    for stand in &STANDS {
        for seed in 0..40 {
            for_each_call(stand, Plan::DieAt, |fs, n| {
                let done = stand.save(fs);
                fs.crash(Crash::Power(seed));
                if done.is_ok() {
                    assert_eq!(stand.content(fs).as_deref(), Some(NEW), "{} {n}", stand.name);
                }
                stand.assert_whole_after_start(fs, &format!("no power at call {n}, {seed}"));
            });
        }
    }
}

#[test]
fn a_kill_while_a_torn_file_is_mended_is_mended_the_next_time() {
    let stand = &STANDS[3];
    for_each_call(stand, Plan::DieAt, |fs, n| {
        let _ = stand.save(fs);
        fs.crash(Crash::Process);
        for m in 1..40 {
            fs.plan(Plan::DieAt(m));
            let _ = restore_torn(fs, Path::new(STATE), Path::new(stand.path));
            fs.crash(Crash::Process);
        }
        stand.assert_whole_after_start(fs, &format!("killed at call {n}, then while mending"));
    });
}

#[test]
fn a_torn_file_that_somebody_has_written_since_is_left_alone() {
    let stand = &STANDS[3];
    let mut left_alone = 0;
    for_each_call(stand, Plan::DieAt, |fs, _| {
        let _ = stand.save(fs);
        fs.crash(Crash::Process);
        let torn = stand.content(fs).is_some_and(|content| content != OLD && content != NEW);
        fs.put(Path::new(stand.path), b"written by another program", 0o644, USER);
        let restored = restore_torn(fs, Path::new(STATE), Path::new(stand.path)).unwrap();
        let content = fs.look(Path::new(stand.path)).unwrap();
        assert_eq!(content, b"written by another program");
        if torn {
            let Restored::LeftAlone { copy } = restored else { panic!("{restored:?}") };
            let copy = fs.look(&copy).unwrap();
            assert!(copy.windows(NEW.len()).any(|part| part == NEW));
            left_alone += 1;
        }
    });
    assert!(left_alone > 0);
}

#[test]
fn what_one_save_left_behind_stays_when_the_next_one_leaves_something_too() {
    let fs = Faulty::new();
    let (state, map) = (Path::new(STATE), Path::new("/desk/map.ron"));
    fs.put_folder(Path::new("/home"), 0o755, USER);
    fs.put_folder(Path::new("/desk"), 0o755, 0);
    let mut kept = Vec::new();
    for new in [&b"the first that was cut off"[..], b"the second that was cut off"] {
        // the first call at which a kill tears the file
        let torn = (1..1000).any(|n| {
            restore_torn(&fs, state, map).unwrap();
            fs.put(map, OLD, 0o644, USER);
            fs.plan(Plan::DieAt(n));
            let save = Save::new(map, new, Expected::Content(Hash::of(OLD)));
            let _ = write(&fs, Some(state), &save);
            fs.crash(Crash::Process);
            fs.look(map).is_some_and(|content| content != OLD && content != new)
        });
        assert!(torn);
        fs.put(map, b"written by another program", 0o644, USER);
        let restored = restore_torn(&fs, state, map).unwrap();
        let Restored::LeftAlone { copy } = restored else { panic!("{restored:?}") };
        kept.push((copy, new));
    }
    let found = cut_off(&fs, state);
    for (copy, new) in kept {
        assert!(found.iter().any(|kept| kept.copy == copy && kept.new == new), "{copy:?}");
    }
}

#[test]
fn without_a_state_folder_a_file_is_saved_unless_that_needs_a_copy() {
    for stand in &STANDS {
        let fs = stand.disk();
        let expected = stand.old.map_or(Expected::Missing, |old| Expected::Content(Hash::of(old)));
        let save = Save::new(Path::new(stand.path), NEW, expected);
        let done = write(&fs, None, &save);
        match stand.way {
            Way::Moved => assert!(!done.unwrap().locked),
            Way::InPlace => {
                assert!(matches!(done, Err(SaveError::NoCopy { source: None, .. })));
                assert_eq!(stand.content(&fs).as_deref(), stand.old);
            }
        }
    }
}

#[test]
fn a_state_folder_that_cannot_be_written_does_not_keep_a_file_from_being_saved() {
    let stand = &STANDS[0];
    let fs = stand.disk();
    fs.put_folder(Path::new(STATE), 0o755, 0);
    assert!(!stand.save(&fs).unwrap().locked);
    assert_eq!(stand.content(&fs).as_deref(), Some(NEW));
}

#[test]
fn a_file_of_another_user_that_is_not_ours_to_write_counts_as_read_only() {
    let fs = Faulty::new();
    fs.put(Path::new("/desk/map.ron"), OLD, 0o644, 0);
    let expected = Expected::Content(Hash::of(OLD));
    let save = Save::new(Path::new("/desk/map.ron"), NEW, expected);
    assert!(matches!(write(&fs, None, &save), Err(SaveError::ReadOnly { .. })));
}

#[test]
fn a_file_that_may_not_be_read_is_not_written_over() {
    let fs = Faulty::new();
    fs.put(Path::new("/desk/map.ron"), OLD, 0o200, USER);
    let save = Save::new(Path::new("/desk/map.ron"), NEW, Expected::Anything).force();
    let done = write(&fs, None, &save);
    assert!(matches!(done, Err(SaveError::Read(ReadError::Failed { .. }))));
    assert_eq!(fs.look(Path::new("/desk/map.ron")).as_deref(), Some(OLD));
}
