//! Two windows that meet at the worst moment, put there step by step.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Barrier};

use cjm::store::Hash;
use cjm::store::fs::{FileSystem, Handle, Position, ReadError, Real, Stat};
use cjm::store::journal::{Journal, orphans};
use cjm::store::save::{Expected, Save, SaveError, write};

type Hook = Box<dyn Fn(&Path) + Send + Sync>;

/// The machine's file system, on which somebody else does something at the worst moment.
struct Staged {
    before_create: Hook,
    after_open: Hook,
    before_rename: Hook,
}

impl Staged {
    fn plain() -> Self {
        let nothing = || Box::new(|_: &Path| ()) as Hook;
        Self { before_create: nothing(), after_open: nothing(), before_rename: nothing() }
    }
}

impl FileSystem for Staged {
    fn open(&self, path: &Path, at: Position) -> io::Result<Box<dyn Handle>> {
        let opened = Real.open(path, at);
        (self.after_open)(path);
        opened
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        (self.before_rename)(to);
        Real.rename(from, to)
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        Real.read(path, limit)
    }

    fn hash(&self, path: &Path, limit: u64) -> Result<Hash, ReadError> {
        Real.hash(path, limit)
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        Real.stat(path)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        Real.resolve(path)
    }

    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Handle>> {
        (self.before_create)(path);
        Real.create_new(path, mode)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        Real.remove(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        Real.sync_folder(path)
    }

    fn create_folder(&self, path: &Path, mode: u32) -> io::Result<()> {
        Real.create_folder(path, mode)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<OsString>> {
        Real.list(path)
    }
}

#[test]
fn a_journal_renewed_while_another_window_opens_it_is_still_its_owners() {
    let dir = tempfile::tempdir().unwrap();
    let (state, map) = (dir.path().join("state"), dir.path().join("map.ron"));
    // one window renews its journal just after the other has opened it, and before the other can
    // lock it
    let [segment_is_written, old_one_is_opened, new_one_is_in_place] =
        [(); 3].map(|()| Arc::new(Barrier::new(2)));
    let (opened, in_place) = (Arc::clone(&old_one_is_opened), Arc::clone(&new_one_is_in_place));
    let (written, opened_too) = (Arc::clone(&segment_is_written), Arc::clone(&old_one_is_opened));
    let fs = Arc::new(Staged {
        after_open: Box::new(move |path| {
            if path.extension().is_some_and(|extension| extension == "journal") {
                opened.wait();
                in_place.wait();
            }
        }),
        before_rename: Box::new(move |_| {
            written.wait();
            opened_too.wait();
        }),
        ..Staged::plain()
    });
    let shared: Arc<dyn FileSystem> = Arc::<Staged>::clone(&fs);
    let journal = Journal::start(shared, &state, &map, None).unwrap();
    journal.append(b"one").unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            segment_is_written.wait();
            let found = orphans(&*fs, &state, Some(&map)).unwrap();
            assert!(found.orphans.is_empty() && found.unreadable.is_empty());
        });
        // Nothing is in the new segment: whoever took it for an orphan's would remove it.
        journal.begin_segment(b"with one", 1).unwrap();
        new_one_is_in_place.wait();
    });
    journal.append(b"two").unwrap();
    drop(journal);
    let found = orphans(&Real, &state, Some(&map)).unwrap();
    assert_eq!(found.orphans[0].records[0].bytes, b"two");
}

#[test]
fn what_others_write_while_a_new_version_is_made_is_not_written_over() {
    for was_there in [true, false] {
        let dir = tempfile::tempdir().unwrap();
        let map = dir.path().join("map.ron");
        let expected = if was_there {
            std::fs::write(&map, b"old").unwrap();
            Expected::Content(Hash::of(b"old"))
        } else {
            Expected::Missing
        };
        let theirs = map.clone();
        // after our look at the file, which is before the new version is made
        let before_create: Hook = Box::new(move |_| std::fs::write(&theirs, b"theirs").unwrap());
        let fs = Staged { before_create, ..Staged::plain() };
        match write(&fs, None, &Save::new(&map, b"ours", expected)) {
            Err(SaveError::Changed { bytes, .. }) => assert_eq!(bytes, b"theirs"),
            other => panic!("{other:?}"),
        }
        assert_eq!(std::fs::read(&map).unwrap(), b"theirs");
        let names = std::fs::read_dir(dir.path()).unwrap().count();
        assert_eq!(names, 1, "the new version was left behind");
    }
}
