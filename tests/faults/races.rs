//! Two windows that meet at the worst moment, put there step by step.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Barrier};

use cjm::store::Hash;
use cjm::store::fs::{FileSystem, Handle, Position, ReadError, Real, Stat};
use cjm::store::journal::{Journal, orphans};

/// The machine's file system, on which one window renews its journal just after the other has
/// opened it, and before the other can lock it.
struct Staged {
    moves: Moves,
}

struct Moves {
    segment_is_written: Barrier,
    old_one_is_opened: Barrier,
    new_one_is_in_place: Barrier,
}

impl FileSystem for Staged {
    fn open(&self, path: &Path, at: Position) -> io::Result<Box<dyn Handle>> {
        let opened = Real.open(path, at);
        let moves = &self.moves;
        if path.extension().is_some_and(|extension| extension == "journal") {
            moves.old_one_is_opened.wait();
            moves.new_one_is_in_place.wait();
        }
        opened
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.moves.segment_is_written.wait();
        self.moves.old_one_is_opened.wait();
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
    let moves = Moves {
        segment_is_written: Barrier::new(2),
        old_one_is_opened: Barrier::new(2),
        new_one_is_in_place: Barrier::new(2),
    };
    let fs = Arc::new(Staged { moves });
    let shared: Arc<dyn FileSystem> = Arc::<Staged>::clone(&fs);
    let journal = Journal::start(shared, &state, &map, None).unwrap();
    journal.append(b"one").unwrap();
    let moves = &fs.moves;
    std::thread::scope(|scope| {
        scope.spawn(|| {
            moves.segment_is_written.wait();
            let found = orphans(&*fs, &state, Some(&map)).unwrap();
            assert!(found.orphans.is_empty() && found.unreadable.is_empty());
        });
        // Nothing is in the new segment: whoever took it for an orphan's would remove it.
        journal.begin_segment(b"with one", 1).unwrap();
        moves.new_one_is_in_place.wait();
    });
    journal.append(b"two").unwrap();
    drop(journal);
    let found = orphans(&Real, &state, Some(&map)).unwrap();
    assert_eq!(found.orphans[0].records[0].bytes, b"two");
}
