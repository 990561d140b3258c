//! A window at work, killed at every call it makes: what it said it kept is found again.

use std::path::Path;
use std::sync::Arc;

use cjm::store::Hash;
use cjm::store::fs::FileSystem;
use cjm::store::fs::faulty::{Crash, Faulty, Plan};
use cjm::store::journal::{Journal, Replay, orphans};
use cjm::store::save::{Expected, Save, restore_torn, write};

const STATE: &str = "/home/state";
const MAP: &str = "/desk/map.ron";

/// A map is the text of its file, and an edit adds a word to it.
#[derive(Default)]
struct Window {
    /// What was typed, whether or not a journal took it.
    text: String,
    /// What is promised to survive the death of the process.
    kept: String,
    /// What is promised to survive a power cut.
    durable: String,
}

impl Window {
    /// Opens, edits, saves twice, edits on. Stops at the first error, as a killed process does.
    fn work(&mut self, fs: &Arc<dyn FileSystem>) -> Result<(), Box<dyn std::error::Error>> {
        let (state, map) = (Path::new(STATE), Path::new(MAP));
        let base = self.text.clone();
        let journal = Journal::start(Arc::clone(fs), state, map, Some(base.as_bytes()))?;
        let mut on_disk = Hash::of(base.as_bytes());
        self.edit(&journal, "one ")?;
        self.edit(&journal, "two ")?;
        for word in ["three ", "four "] {
            let (saved, bytes) = (journal.last(), self.text.clone());
            journal.note_saving(saved, Hash::of(bytes.as_bytes()))?;
            // Typed while the worker saves.
            self.edit(&journal, word)?;
            journal.sync()?;
            self.durable = self.text.clone();
            let expected = Expected::Content(on_disk);
            let save = Save::new(map, bytes.as_bytes(), expected);
            on_disk = write(&**fs, Some(state), &save)?.hash;
            journal.begin_segment(bytes.as_bytes(), saved)?;
            self.edit(&journal, "more ")?;
            journal.sync()?;
            self.durable = self.text.clone();
        }
        self.edit(&journal, "last ")?;
        journal.sync()?;
        self.durable = self.text.clone();
        Ok(())
    }

    fn edit(&mut self, journal: &Journal, word: &str) -> Result<(), Box<dyn std::error::Error>> {
        self.text.push_str(word);
        journal.append(word.as_bytes())?;
        self.kept = self.text.clone();
        Ok(())
    }
}

/// A map of an ordinary file, or of one that must be written in place.
fn disk(in_place: bool) -> (Faulty, Window) {
    let fs = Faulty::new();
    fs.put_folder(Path::new("/home"), 0o755, 1000);
    fs.put(Path::new(MAP), b"base ", 0o644, 1000);
    if in_place {
        fs.put_name(Path::new(MAP), Path::new("/desk/second.ron"));
    }
    let text = "base ".to_owned();
    (fs, Window { text: text.clone(), kept: text.clone(), durable: text })
}

/// What the next start shows. A power cut can take the note of a save whose file it leaves; the
/// records are merged with that file then, and one of the two is the beginning of the other.
fn recover(fs: &Faulty, crash: Crash) -> String {
    let (state, map) = (Path::new(STATE), Path::new(MAP));
    restore_torn(fs, state, map).unwrap();
    let file = String::from_utf8(fs.look(map).unwrap()).unwrap();
    let found = orphans(fs, state, Some(map)).unwrap();
    assert!(found.orphans.len() <= 1);
    let Some(orphan) = found.orphans.first() else { return file };
    let (replay, records) = orphan.replay(Some(Hash::of(file.as_bytes())));
    let base = || String::from_utf8(orphan.base.clone().unwrap()).unwrap();
    let from = if replay == Replay::OntoBase { base() } else { file.clone() };
    let ours = records
        .iter()
        .fold(from, |text, record| text + std::str::from_utf8(&record.bytes).unwrap());
    match (replay, crash) {
        (Replay::After(_) | Replay::All, _) => ours,
        (Replay::OntoBase, Crash::Process) => panic!("nobody else has written the file: {file}"),
        (Replay::OntoBase, Crash::Power(_)) if file.starts_with(&ours) => file,
        (Replay::OntoBase, Crash::Power(_)) => {
            assert!(ours.starts_with(&file), "{ours:?} and {file:?}");
            ours
        }
    }
}

/// Kills the window at each call in turn, `crash`es, and gives what was promised and what was found.
fn for_each_kill(in_place: bool, crash: Crash, check: impl Fn(&Window, &str, u64)) {
    for n in 1..10_000 {
        let (fs, mut window) = disk(in_place);
        let shared: Arc<dyn FileSystem> = Arc::new(fs.clone());
        fs.plan(Plan::DieAt(n));
        let done = window.work(&shared);
        let finished = done.is_ok() && fs.calls() < n;
        fs.crash(crash);
        check(&window, &recover(&fs, crash), n);
        if finished {
            assert!(n > 50, "only {n} calls");
            return;
        }
    }
    panic!("the calls never end");
}

#[test]
fn a_kill_at_any_call_loses_no_edit() {
    for in_place in [false, true] {
        for_each_kill(in_place, Crash::Process, |window, found, n| {
            let kept = found.starts_with(&window.kept) && window.text.starts_with(found);
            assert!(kept, "call {n}: {found:?}, kept {:?}", window.kept);
        });
    }
}

#[test]
fn a_power_cut_at_any_call_loses_nothing_that_was_synced() {
    for in_place in [false, true] {
        for seed in 0..40 {
            for_each_kill(in_place, Crash::Power(seed), |window, found, n| {
                let kept = found.starts_with(&window.durable) && window.text.starts_with(found);
                assert!(kept, "call {n}, {seed}: {found:?}, durable {:?}", window.durable);
            });
        }
    }
}

#[test]
fn a_failure_at_any_call_loses_no_edit_of_a_window_that_goes_on() {
    for n in 1..10_000 {
        let (fs, _) = disk(false);
        let shared: Arc<dyn FileSystem> = Arc::new(fs.clone());
        let (state, map) = (Path::new(STATE), Path::new(MAP));
        let journal = Journal::start(shared, state, map, Some(b"base ")).unwrap();
        fs.plan(Plan::FailAt(n, std::io::ErrorKind::StorageFull));
        for word in ["one ", "two ", "three "] {
            let _ = journal.append(word.as_bytes());
        }
        let _ = journal.note_saving(2, Hash::of(b"base one two "));
        let save = Save::new(map, b"base one two ", Expected::Content(Hash::of(b"base ")));
        if write(&fs, Some(state), &save).is_ok() {
            let _ = journal.begin_segment(b"base one two ", 2);
        }
        let _ = journal.append(b"four ");
        let _ = journal.sync();
        let unreached = fs.calls() < n;
        fs.plan(Plan::Work);
        journal.append(b"five ").unwrap();
        fs.crash(Crash::Process);
        assert_eq!(
            recover(&fs, Crash::Process),
            "base one two three four five ",
            "call {n} failed"
        );
        if unreached {
            return;
        }
    }
    panic!("the calls never end");
}
