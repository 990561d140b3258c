//! Two windows that meet at the worst moment, put there step by step.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Barrier, Mutex};
use std::time::Duration;

use cjm::compare::merge;
use cjm::edit::{Edit, apply};
use cjm::model::{Day, JourneyMap, MapField, TimeOfDay};
use cjm::store::Hash;
use cjm::store::document::{self, Record};
use cjm::store::fs::{FileSystem, Handle, Position, ReadError, Real, Stat};
use cjm::store::journal::{Journal, orphans};
use cjm::store::places::Places;
use cjm::store::print::print;
use cjm::store::save::{Expected, Save, SaveError, write};
use cjm::store::saver::{Looked, Saver};
use cjm::store::shelf::Shelf;

type Hook = Box<dyn Fn(&Path) + Send + Sync>;

/// The machine's file system, on which somebody else does something at the worst moment.
struct Staged {
    before_create: Hook,
    after_open: Hook,
    before_rename: Hook,
    before_remove: Hook,
    after_read: Hook,
}

impl Staged {
    fn plain() -> Self {
        let nothing = || Box::new(|_: &Path| ()) as Hook;
        Self {
            before_create: nothing(),
            after_open: nothing(),
            before_rename: nothing(),
            before_remove: nothing(),
            after_read: nothing(),
        }
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
        let read = Real.read(path, limit);
        (self.after_read)(path);
        read
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
        (self.before_remove)(path);
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

/// Places of their own, with a map called `order`.
fn library(dir: &Path) -> (Places, PathBuf) {
    let places = Places { config: dir.join("config"), state: dir.join("state") };
    let map = places.maps().join("order.ron");
    std::fs::create_dir_all(places.maps()).unwrap();
    std::fs::write(&map, "as it was read").unwrap();
    (places, map)
}

/// All that is in the files of the library and of the trash.
fn contents(places: &Places) -> Vec<String> {
    let folders = [places.maps(), places.trash()].map(std::fs::read_dir);
    let files = folders.into_iter().flatten().flatten();
    files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

/// Saves `bytes` as another window would, in a thread of its own, which has the time to come to
/// its end where nothing holds it up. Tells whether it was saved.
fn elsewhere(
    path: &Path,
    state: &Path,
    bytes: &'static [u8],
    expected: Expected,
    tell: &Sender<bool>,
) {
    let (path, state, tell) = (path.to_owned(), state.to_owned(), tell.clone());
    let (sender, ended) = channel();
    std::thread::spawn(move || {
        let saved = write(&Real, Some(&state), &Save::new(&path, bytes, expected));
        let _ = sender.send(());
        tell.send(saved.is_ok()).unwrap();
    });
    // one that waits for our lock comes after us
    let _ = ended.recv_timeout(Duration::from_millis(300));
}

fn discard(fs: &dyn FileSystem, places: &Places, map: &Path) {
    let (day, time) = (Day::parse("2026-11-22").unwrap(), TimeOfDay::parse("10:42").unwrap());
    Shelf::new(fs, places).discard(map, day, time).unwrap();
}

#[test]
fn what_is_written_while_a_map_is_deleted_is_in_the_trash() {
    let dir = tempfile::tempdir().unwrap();
    let (places, map) = library(dir.path());
    let theirs = map.clone();
    // while the copy for the trash is made
    let before_create: Hook = Box::new(move |path| {
        if path.extension().is_some_and(|extension| extension == "tmp") {
            std::fs::write(&theirs, "written meanwhile").unwrap();
        }
    });
    discard(&Staged { before_create, ..Staged::plain() }, &places, &map);
    assert_eq!(contents(&places), ["written meanwhile"]);
}

#[test]
fn what_another_window_saves_while_a_map_is_deleted_is_not_lost() {
    let dir = tempfile::tempdir().unwrap();
    let (places, map) = library(dir.path());
    let (theirs, state) = (map.clone(), places.state.clone());
    let (tell, saved) = channel();
    let before_remove: Hook = Box::new(move |path| {
        if path == theirs {
            let expected = Expected::Content(Hash::of(b"as it was read"));
            elsewhere(path, &state, b"saved meanwhile", expected, &tell);
        }
    });
    discard(&Staged { before_remove, ..Staged::plain() }, &places, &map);
    let is_saved = saved.recv().unwrap();
    assert!(!is_saved || contents(&places).contains(&"saved meanwhile".to_owned()));
}

#[test]
fn a_map_that_is_made_while_another_gets_its_name_is_not_lost() {
    let dir = tempfile::tempdir().unwrap();
    let (places, map) = library(dir.path());
    let state = places.state.clone();
    let (tell, saved) = channel();
    let before_rename: Hook = Box::new(move |to| {
        if to.ends_with("first-order.ron") {
            elsewhere(to, &state, b"made meanwhile", Expected::Missing, &tell);
        }
    });
    let fs = Staged { before_rename, ..Staged::plain() };
    let to = Shelf::new(&fs, &places).rename(&map, "First order").unwrap();
    assert_eq!(std::fs::read_to_string(to).unwrap(), "as it was read");
    let is_saved = saved.recv().unwrap();
    assert!(!is_saved || contents(&places).contains(&"made meanwhile".to_owned()));
}

/// The window that dies has saved in between.
#[test]
fn a_window_that_dies_while_its_map_is_opened_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (state, path) = (dir.path().join("state"), dir.path().join("map.ron"));
    std::fs::write(&path, print(&JourneyMap::new("first"))).unwrap();
    let opened = document::open(&Real, Some(&state), &path, "").unwrap();
    let saver = Saver::new(Arc::new(Real), Some(state.clone()), &opened);
    let journal = saver.start_journal(opened.bytes.as_deref()).unwrap().unwrap();
    let titled = |map: &JourneyMap, title: &str| {
        let edits = vec![Edit::Map(MapField::Title(title.into()))];
        let map = Arc::new(apply(map, &edits).unwrap());
        (map, Record::Edits(edits).to_bytes())
    };
    let (second, record) = titled(&opened.saved, "second");
    journal.append(&record).unwrap();
    let dying = Mutex::new(Some((saver, journal)));
    let its_map = path.clone();
    let after_read: Hook = Box::new(move |read| {
        let dies = if read == its_map { dying.lock().unwrap().take() } else { None };
        if let Some((mut saver, journal)) = dies {
            saver.save(&second, Some((&journal, journal.last())), false).unwrap();
            let (_, record) = titled(&second, "first");
            journal.append(&record).unwrap();
        }
    });
    let fs = Staged { after_read, ..Staged::plain() };
    let opened = document::open(&fs, Some(&state), &path, "").unwrap();
    let mut saver = Saver::new(Arc::new(Real), Some(state.clone()), &opened);
    let mut map = opened.recovered.map_or(opened.saved, |recovered| recovered.map);
    for orphan in opened.orphans {
        orphan.discard(&Real).unwrap();
    }
    if let Looked::Changed(foreign) = saver.look() {
        saver.merged(foreign.number);
        map = Arc::new(merge(&foreign.base, &map, &foreign.theirs).map);
    }
    saver.save(&map, None, false).unwrap();
    let opened = document::open(&Real, Some(&state), &path, "").unwrap();
    let map = opened.recovered.map_or(opened.saved, |recovered| recovered.map);
    assert_eq!(&*map.title, "first");
}

#[test]
#[cfg(unix)]
fn two_names_of_one_file_are_not_written_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let (state, first, second) =
        (dir.path().join("state"), dir.path().join("first.ron"), dir.path().join("second.ron"));
    std::fs::write(&first, "as it was read").unwrap();
    std::fs::hard_link(&first, &second).unwrap();
    let expected = Expected::Content(Hash::of(b"as it was read"));
    let (tell, saved) = channel();
    let their_state = state.clone();
    // when the copy is made that a writing in place needs, the file was looked at
    let before_create: Hook = Box::new(move |path| {
        if path.parent().is_some_and(|folder| folder.ends_with("copies")) {
            elsewhere(&second, &their_state, b"theirs", expected, &tell);
        }
    });
    let fs = Staged { before_create, ..Staged::plain() };
    let ours = write(&fs, Some(&state), &Save::new(&first, b"ours", expected));
    let theirs = saved.recv().unwrap();
    assert_ne!(ours.is_ok(), theirs, "one of them has not seen the other");
    let text = if theirs { "theirs" } else { "ours" };
    assert_eq!(std::fs::read_to_string(&first).unwrap(), text);
}
