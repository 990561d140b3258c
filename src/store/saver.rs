//! Saving a map that is open, without losing what others write: the file is
//! looked at before, and what is new in it handed out to be merged.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::document::Opened;
use super::fs::{FileSystem, Handle, MAX_FILE, ReadError as FileError};
use super::hash::Hash;
use super::journal::{Journal, JournalError};
use super::lock;
use super::print::{Form, print_as};
use super::read::{self, ReadError};
use super::save::{Expected, Save, SaveError, write};
use crate::model::JourneyMap;

/// Saves a map that is open, and knows what its file said last.
pub struct Saver {
    fs: Arc<dyn FileSystem>,
    state: Option<PathBuf>,
    path: PathBuf,
    form: Form,
    expected: Expected,
    saved: Arc<JourneyMap>,
    /// How many versions of other programs were handed out to be merged.
    handed: u64,
    /// What is in the file may not be on the disk.
    unsynced: bool,
}

/// A version of the file that another program wrote.
#[derive(Debug, Clone)]
pub struct Foreign {
    /// What the file said before.
    pub base: Arc<JourneyMap>,
    /// What it says now.
    pub theirs: Arc<JourneyMap>,
    /// The number of this version; the first is 1.
    pub number: u64,
}

/// What a look at the file found.
#[derive(Debug)]
pub enum Looked {
    /// What was read or written last.
    Same,
    /// Another program wrote it. Merge, and save.
    Changed(Foreign),
    /// There is no file any more. The next save makes it anew.
    Gone,
    /// It cannot be read just now, or is no map.
    Unreadable(SaveFailure),
}

/// How a save ended that did not fail.
#[derive(Debug, Clone)]
pub enum SaveResult {
    /// The map is in the file.
    Saved,
    /// Another program wrote the file first; nothing was written. Merge, and
    /// save again.
    Changed(Foreign),
    /// A version that was handed out is not in this map; nothing was written.
    /// Merge that version, and save again.
    Overtaken,
}

/// Why a map was not saved.
#[derive(Debug)]
pub enum SaveFailure {
    /// The file could not be written.
    Save(SaveError),
    /// Another program wrote the file, and what it wrote is no map.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong in it.
        error: ReadError,
    },
    /// Another program wrote the file in a newer format.
    Newer {
        /// The file.
        path: PathBuf,
    },
}

impl fmt::Display for SaveFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Save(error) => error.fmt(f),
            Self::Unreadable { path, error } => {
                let first = error.faults().first().map(ToString::to_string).unwrap_or_default();
                write!(
                    f,
                    "another program changed {} to something that is no map ({first}); it is not \
                     written over: mend or move it, then save again",
                    path.display()
                )
            }
            Self::Newer { path } => write!(
                f,
                "another program changed {} to a format that is newer than this cjm knows; it is \
                 not written over: open it with a newer cjm, or move it and save again",
                path.display()
            ),
        }
    }
}

impl std::error::Error for SaveFailure {}

impl Saver {
    /// A saver for a map that was just opened.
    pub fn new(fs: Arc<dyn FileSystem>, state: Option<PathBuf>, opened: &Opened) -> Self {
        Self {
            fs,
            state,
            path: opened.path.clone(),
            form: opened.form,
            expected: opened
                .bytes
                .as_deref()
                .map_or(Expected::Missing, |bytes| Expected::Content(Hash::of(bytes))),
            saved: Arc::clone(&opened.saved),
            handed: 0,
            unsynced: false,
        }
    }

    /// The file, as it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Looks whether another program wrote the file. Our own saves are known
    /// by their hash.
    pub fn look(&mut self) -> Looked {
        match self.fs.hash(&self.path, MAX_FILE) {
            Ok(hash) if self.expected == Expected::Content(hash) => return Looked::Same,
            Ok(_) => {}
            Err(error) => return self.unread(error),
        }
        let bytes = {
            // another window may be writing in place
            let _lock =
                self.state.as_deref().and_then(|state| lock_file(&*self.fs, state, &self.path));
            match self.fs.read(&self.path, MAX_FILE) {
                Ok(bytes) => bytes,
                Err(error) => return self.unread(error),
            }
        };
        match self.take(&bytes) {
            Ok(None) => Looked::Same,
            Ok(Some(foreign)) => Looked::Changed(foreign),
            Err(failure) => Looked::Unreadable(failure),
        }
    }

    fn unread(&self, error: FileError) -> Looked {
        match (error, self.expected) {
            // a map that is new has no file yet
            (FileError::Missing { .. }, Expected::Missing) => Looked::Same,
            (FileError::Missing { .. }, _) => Looked::Gone,
            (error, _) => Looked::Unreadable(SaveFailure::Save(SaveError::Read(error))),
        }
    }

    /// Takes what another program wrote for what the file says; nothing is to
    /// be merged where that is only written in another way.
    fn take(&mut self, bytes: &[u8]) -> Result<Option<Foreign>, SaveFailure> {
        let path = || self.path.clone();
        let document =
            read::read(bytes).map_err(|error| SaveFailure::Unreadable { path: path(), error })?;
        if document.read_only.is_some() {
            return Err(SaveFailure::Newer { path: path() });
        }
        (self.expected, self.form) = (Expected::Content(Hash::of(bytes)), document.form);
        if document.map == *self.saved {
            return Ok(None);
        }
        let theirs = Arc::new(document.map);
        let base = std::mem::replace(&mut self.saved, Arc::clone(&theirs));
        self.handed += 1;
        Ok(Some(Foreign { base, theirs, number: self.handed }))
    }

    /// Starts the journal of this window. Takes as long as writing the file
    /// does.
    ///
    /// # Errors
    /// The window can go on without a journal, but should say so.
    pub fn start_journal(&self, bytes: Option<&[u8]>) -> Result<Option<Journal>, JournalError> {
        let Some(state) = &self.state else { return Ok(None) };
        Journal::start(Arc::clone(&self.fs), state, &self.path, bytes).map(Some)
    }

    /// Writes `map` to a file of its own; this window stays with its map.
    ///
    /// # Errors
    /// Where something is there already, or the file cannot be written.
    pub fn save_copy(&self, map: &JourneyMap, path: &Path) -> Result<(), SaveError> {
        let bytes = print_as(map, self.form).into_bytes();
        let save = Save::new(path, &bytes, Expected::Missing);
        write(&*self.fs, self.state.as_deref(), &save).map(drop)
    }

    /// Writes `map`, in which all records of `journal` up to `seq` are, and
    /// all versions of other programs up to number `merged`; with `force` also
    /// where the file is marked read-only. Nothing is written where the file
    /// says the same already.
    ///
    /// # Errors
    /// The file is as it was; the sentence says why, and what to do.
    pub fn save(
        &mut self,
        map: &Arc<JourneyMap>,
        merged: u64,
        journal: Option<(&Journal, u64)>,
        force: bool,
    ) -> Result<SaveResult, SaveFailure> {
        if merged < self.handed {
            return Ok(SaveResult::Overtaken);
        }
        if !self.unsynced && *map == self.saved && self.is_saved(journal) {
            return Ok(SaveResult::Saved);
        }
        loop {
            let bytes = print_as(map, self.form).into_bytes();
            let save = Save::new(&self.path, &bytes, self.expected);
            let save = if force { save.force() } else { save };
            let hash = save.hash();
            if let Some((journal, seq)) = journal {
                // without the note a replay merges more than it must, no more
                let _ = journal.note_saving(seq, hash);
            }
            match write(&*self.fs, self.state.as_deref(), &save) {
                Ok(_) => {
                    self.expected = Expected::Content(hash);
                    self.saved = Arc::clone(map);
                    self.unsynced = false;
                    if let Some((journal, seq)) = journal {
                        // the old segment is enough for a replay
                        let _ = journal.begin_segment(&bytes, seq);
                    }
                    return Ok(SaveResult::Saved);
                }
                Err(SaveError::Changed { bytes, .. }) => {
                    if let Some(foreign) = self.take(&bytes)? {
                        return Ok(SaveResult::Changed(foreign));
                    }
                }
                // a file that was removed is written anew: what is on the
                // screen is all there is
                Err(SaveError::Gone { .. }) => self.expected = Expected::Missing,
                Err(error) => {
                    self.unsynced |= matches!(error, SaveError::Unsynced { .. });
                    return Err(SaveFailure::Save(error));
                }
            }
        }
    }

    /// Whether the file still holds what it said last; then the journal goes
    /// on from that.
    fn is_saved(&self, journal: Option<(&Journal, u64)>) -> bool {
        let Ok(bytes) = self.fs.read(&self.path, MAX_FILE) else { return false };
        let is_same = self.expected == Expected::Content(Hash::of(&bytes));
        if let (true, Some((journal, seq))) = (is_same, journal) {
            // the old segment is enough for a replay
            let _ = journal.begin_segment(&bytes, seq);
        }
        is_same
    }
}

/// Waits until no other window writes the file.
fn lock_file(fs: &dyn FileSystem, state: &Path, path: &Path) -> Option<Box<dyn Handle>> {
    let resolved = fs.resolve(path).ok()?;
    lock::hold(fs, state, &lock::key(&resolved)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Draft, Edit, Ids, Join, apply};
    use crate::model::{Emotion, Stage, Touchpoint, TouchpointField};
    use crate::store::document::{Record, open};
    use crate::store::fs::faulty::Faulty;
    use crate::store::print::print;

    const FILE: &str = "/desk/map.ron";
    const STATE: &str = "/state";

    fn demo() -> JourneyMap {
        let mut map = JourneyMap::new("Demo");
        let mut stage = Stage::new(Ids::seeded(1).next('s'), "Alpha");
        stage.touchpoints.push(Arc::new(Touchpoint::new(Ids::seeded(2).next('t'), "Pays")));
        map.stages.push(Arc::new(stage));
        map
    }

    /// A window on the map, with a journal.
    struct Bench {
        fs: Arc<Faulty>,
        saver: Saver,
        journal: Journal,
        draft: Draft,
        ids: Ids,
    }

    impl Bench {
        fn new() -> Self {
            let fs = Arc::new(Faulty::new());
            fs.put(Path::new(FILE), print(&demo()).as_bytes(), 0o644, 1000);
            let opened = open(&*fs, Some(Path::new(STATE)), Path::new(FILE), "").unwrap();
            let shared: Arc<dyn FileSystem> = Arc::<Faulty>::clone(&fs);
            let saver = Saver::new(shared, Some(STATE.into()), &opened);
            let journal = saver.start_journal(opened.bytes.as_deref()).unwrap().unwrap();
            Self { fs, saver, journal, draft: Draft::new(opened.saved), ids: Ids::seeded(3) }
        }

        fn rate(&self, to: i8) -> Edit {
            let stage = &self.draft.map().stages[0];
            let spot = crate::model::Spot::new(&stage.id, &stage.touchpoints[0].id);
            Edit::Touchpoint(spot, TouchpointField::Emotion(Emotion::new(to.into()).ok()))
        }

        fn card(&mut self, title: &str) -> Edit {
            let touchpoint = Arc::new(Touchpoint::new(self.ids.next('t'), title));
            Edit::AddTouchpoint {
                stage: self.draft.map().stages[0].id.clone(),
                index: 1,
                touchpoint,
            }
        }

        fn commit(&mut self, edit: Edit) {
            let edits = self.draft.commit(vec![edit], Join::New).unwrap();
            self.journal.append(&Record::Edits(edits).to_bytes()).unwrap();
        }

        /// Another program makes `edit` in the file.
        fn write(&self, edit: Edit) {
            let bytes = self.fs.read(Path::new(FILE), MAX_FILE).unwrap();
            let map = apply(&read::read(&bytes).unwrap().map, &[edit]).unwrap();
            self.fs.put(Path::new(FILE), print(&map).as_bytes(), 0o644, 1000);
        }

        /// Sees what another program wrote, and merges it.
        fn look(&mut self) -> u64 {
            let Looked::Changed(foreign) = self.saver.look() else { panic!("nothing changed") };
            let done = self.draft.foreign(&foreign.base, &foreign.theirs);
            self.journal.append(&Record::Edits(done.edits).to_bytes()).unwrap();
            foreign.number
        }

        fn save(&mut self, merged: u64) -> SaveResult {
            let journal = Some((&self.journal, self.journal.last()));
            self.saver.save(self.draft.map(), merged, journal, false).unwrap()
        }

        /// The window dies; what the next one shows, if that is not the file.
        fn die(self) -> (Arc<JourneyMap>, Option<Arc<JourneyMap>>) {
            let Self { fs, journal, draft, .. } = self;
            drop(journal);
            let opened = open(&*fs, Some(Path::new(STATE)), Path::new(FILE), "").unwrap();
            assert_eq!(opened.warnings, Vec::<String>::new());
            (Arc::clone(draft.map()), opened.recovered.map(|recovered| recovered.map))
        }
    }

    #[test]
    fn a_window_that_dies_between_merge_and_save_comes_back_as_it_was() {
        for (ours, theirs) in [(2, 2), (2, -1)] {
            let mut bench = Bench::new();
            let (mine, rated) = (bench.card("Mine"), bench.rate(ours));
            bench.commit(mine);
            bench.commit(rated);
            let other = bench.card("Theirs");
            bench.write(other);
            bench.write(bench.rate(theirs));
            bench.look();
            let (shown, recovered) = bench.die();
            assert_eq!(shown.stages[0].touchpoints.len(), 3);
            assert_eq!(shown.conflicts.len(), usize::from(ours != theirs));
            assert_eq!(recovered, Some(shown));
        }
    }

    #[test]
    fn what_is_in_the_file_already_is_not_written_and_not_brought_back() {
        let mut bench = Bench::new();
        bench.write(bench.rate(-2));
        let before = bench.fs.read(Path::new(FILE), MAX_FILE).unwrap();
        let merged = bench.look();
        // a file that may not be written shows that it is not
        bench.fs.put(Path::new(FILE), &before, 0o444, 1000);
        assert!(matches!(bench.save(merged), SaveResult::Saved));
        assert!(matches!(bench.saver.look(), Looked::Same));
        assert_eq!(bench.die().1, None);
    }

    #[test]
    fn a_map_without_a_version_that_was_told_is_not_written() {
        let mut bench = Bench::new();
        bench.write(bench.rate(-2));
        let before = bench.fs.read(Path::new(FILE), MAX_FILE).unwrap();
        assert!(matches!(bench.saver.look(), Looked::Changed(_)));
        let mine = bench.card("Mine");
        bench.commit(mine);
        assert!(matches!(bench.save(0), SaveResult::Overtaken));
        assert_eq!(bench.fs.read(Path::new(FILE), MAX_FILE).unwrap(), before);
    }

    #[test]
    fn a_file_that_is_only_written_in_another_way_is_nothing_new() {
        let mut bench = Bench::new();
        let crlf = print(&demo()).replace('\n', "\r\n");
        bench.fs.put(Path::new(FILE), crlf.as_bytes(), 0o644, 1000);
        assert!(matches!(bench.saver.look(), Looked::Same));
        let mine = bench.card("Mine");
        bench.commit(mine);
        assert!(matches!(bench.save(0), SaveResult::Saved));
        let written = bench.fs.read(Path::new(FILE), MAX_FILE).unwrap();
        assert_eq!(written.iter().filter(|byte| **byte == b'\r').count(), crlf.lines().count() + 4);
    }

    #[test]
    fn a_file_in_a_newer_format_is_not_merged_and_not_written_over() {
        let mut bench = Bench::new();
        let newer = print(&demo()).replacen("format: 1", "format: 99", 1);
        bench.fs.put(Path::new(FILE), newer.as_bytes(), 0o644, 1000);
        assert!(matches!(bench.saver.look(), Looked::Unreadable(SaveFailure::Newer { .. })));
        let mine = bench.card("Mine");
        bench.commit(mine);
        let saved = bench.saver.save(bench.draft.map(), 0, None, false);
        assert!(matches!(saved, Err(SaveFailure::Newer { .. })));
        assert_eq!(bench.fs.read(Path::new(FILE), MAX_FILE).unwrap(), newer.as_bytes());
    }
}
