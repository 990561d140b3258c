//! Saving a map that is open, without losing what others write: the file is
//! looked at before, and what is new in it handed out to be merged.

#[cfg(test)]
mod tests;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::backups::Keeper;
use super::document::Opened;
use super::fs::{FileSystem, MAX_FILE, ReadError as FileError};
use super::hash::Hash;
use super::journal::{Journal, JournalError};
use super::lock;
use super::print::{Form, print_as};
use super::read::{self, ReadError};
use super::save::{Expected, Save, SaveError, write};
use crate::compare::merge;
use crate::model::{JourneyMap, misfits};

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
    /// How many of those were merged.
    merged: u64,
    /// What is in the file may not be on the disk.
    unsynced: bool,
    /// Why there is no journal behind the last save.
    unjournaled: Option<JournalError>,
}

/// A version of the file that another program wrote.
#[derive(Debug, Clone)]
pub struct Foreign {
    /// What the file said before.
    pub base: Arc<JourneyMap>,
    /// What it says now.
    pub theirs: Arc<JourneyMap>,
    /// What it says when this is handed out: theirs, together with what was
    /// just to be saved where that is in it already. Whoever has merged this
    /// has so much in common with the file.
    pub common: Arc<JourneyMap>,
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
    /// Another program wrote the file first. Merge, and save again: only what
    /// was in this map is in the file, beside what the other wrote.
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
    /// The map has numbers that are not in their units, so that its file could
    /// not be read again.
    Misfit {
        /// The file.
        path: PathBuf,
        /// What the first of them must be.
        reason: String,
    },
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
            Self::Misfit { path, reason } => write!(
                f,
                "could not save {}: {reason}; change the number or the unit, then it is saved",
                path.display()
            ),
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
            merged: 0,
            unsynced: false,
            unjournaled: None,
        }
    }

    /// The file, as it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All versions up to this number are merged in what is saved from now on.
    pub fn merged(&mut self, number: u64) {
        self.merged = number;
    }

    /// Whether a version was handed out that is not merged yet. Until then
    /// nothing is saved, and looking again would only heap up versions.
    pub fn is_waiting(&self) -> bool {
        self.merged < self.handed
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
                self.state.as_deref().and_then(|state| lock::of_file(&*self.fs, state, &self.path));
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
        let common = Arc::clone(&theirs);
        Ok(Some(Foreign { base, theirs, common, number: self.handed }))
    }

    /// Makes the backups of this map; none without a state folder.
    pub fn keeper(&self) -> Option<Keeper> {
        let state = self.state.as_deref()?;
        Some(Keeper::new(Arc::clone(&self.fs), state, &self.path))
    }

    /// What the file holds, which a save is about to replace, byte for byte;
    /// none where that is not what this window read or wrote last.
    pub fn replaced(&self) -> Option<Vec<u8>> {
        let Expected::Content(expected) = self.expected else { return None };
        let bytes = self.fs.read(&self.path, MAX_FILE).ok()?;
        (Hash::of(&bytes) == expected).then_some(bytes)
    }

    /// Whether the file holds just this, as far as this window knows.
    pub fn holds(&self, bytes: &[u8]) -> bool {
        self.expected == Expected::Content(Hash::of(bytes))
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

    /// Why there is no journal behind the last save, where there was one before; told once.
    pub fn take_unjournaled(&mut self) -> Option<JournalError> {
        self.unjournaled.take()
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

    /// Writes `map`, in which all records of `journal` up to `seq` are; with
    /// `force` also where the file is marked read-only. Nothing is written
    /// where the file says the same already. What another program wrote is
    /// merged in at once, so that one that writes all the time does not keep
    /// us from it, and handed out.
    ///
    /// # Errors
    /// The file is as it was; the sentence says why, and what to do.
    pub fn save(
        &mut self,
        map: &Arc<JourneyMap>,
        journal: Option<(&Journal, u64)>,
        force: bool,
    ) -> Result<SaveResult, SaveFailure> {
        if self.is_waiting() {
            return Ok(SaveResult::Overtaken);
        }
        if !self.unsynced && *map == self.saved && self.is_saved(journal) {
            return Ok(SaveResult::Saved);
        }
        if let Some(misfit) = misfits(map).into_iter().next() {
            let (path, reason) = (self.path.clone(), misfit.reason.0);
            return Err(SaveFailure::Misfit { path, reason });
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
                        let _ = journal.note_saved(seq);
                        self.begin_segment(journal, &bytes, seq);
                    }
                    return Ok(SaveResult::Saved);
                }
                Err(SaveError::Changed { bytes, .. }) => {
                    if let Some(foreign) = self.take(&bytes)? {
                        let foreign = self.write_both(map, foreign, journal, force);
                        return Ok(SaveResult::Changed(foreign));
                    }
                }
                // a file that was removed is written anew: what is on the
                // screen is all there is
                Err(SaveError::Gone { .. }) => self.expected = Expected::Missing,
                Err(error) => {
                    if let SaveError::Unsynced { hash, .. } = error {
                        // it is our own that is there, if only until a power cut
                        self.expected = Expected::Content(hash);
                        self.saved = Arc::clone(map);
                        self.unsynced = true;
                    }
                    return Err(SaveFailure::Save(error));
                }
            }
        }
    }

    /// Writes `map` together with what another program wrote; gives what that
    /// is now. The window, which has yet to merge, saves again. Where this
    /// fails, that save will say so.
    fn write_both(
        &mut self,
        map: &JourneyMap,
        mut foreign: Foreign,
        journal: Option<(&Journal, u64)>,
        force: bool,
    ) -> Foreign {
        loop {
            let both = merge(&foreign.base, map, &foreign.theirs).map;
            if both == *foreign.theirs {
                return foreign;
            }
            let bytes = print_as(&both, self.form).into_bytes();
            let save = Save::new(&self.path, &bytes, self.expected);
            let save = if force { save.force() } else { save };
            match write(&*self.fs, self.state.as_deref(), &save) {
                Ok(_) => {
                    self.expected = Expected::Content(save.hash());
                    self.saved = Arc::new(both);
                    if let Some((journal, seq)) = journal {
                        let _ = journal.note_saved(seq);
                    }
                    return Foreign { common: Arc::clone(&self.saved), ..foreign };
                }
                Err(SaveError::Changed { bytes, .. }) => match self.take(&bytes) {
                    Ok(Some(newer)) => foreign = Foreign { base: foreign.base, ..newer },
                    Ok(None) => {}
                    Err(_) => return foreign,
                },
                Err(_) => return foreign,
            }
        }
    }

    /// Whether the file still holds what it said last; then the journal goes
    /// on from that.
    fn is_saved(&mut self, journal: Option<(&Journal, u64)>) -> bool {
        let Ok(bytes) = self.fs.read(&self.path, MAX_FILE) else { return false };
        let is_same = self.expected == Expected::Content(Hash::of(&bytes));
        if let (true, Some((journal, seq))) = (is_same, journal) {
            self.begin_segment(journal, &bytes, seq);
        }
        is_same
    }

    fn begin_segment(&mut self, journal: &Journal, base: &[u8], saved: u64) {
        self.unjournaled = match journal.begin_segment(base, saved) {
            // the old segment is enough for a replay
            Ok(()) | Err(JournalError::Segment { .. }) => None,
            Err(error) => Some(error),
        };
    }
}
