//! The journal: every edit is in it before it is drawn, so that a killed window loses nothing.
//!
//! A window has one file in the state folder and holds its lock; a free lock means that the owner
//! is dead, and what is in the file is an [`Orphan`]. The file begins with the map's path and a
//! copy of the base, the content the window started from; then comes one short write for each
//! record. What a record says is not known here. Before the map's file is replaced the journal
//! notes which records the new content holds and its hash; afterwards a new segment, with that
//! content as its base and the records since, takes the place of the file in one rename. At any
//! moment there is one file, and it is enough to find the state of the window again:
//! [`Orphan::replay`].

mod error;
mod orphan;
mod tail;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::frame;
use super::fs::{FileSystem, Handle, make_folders, path_bytes};
use super::hash::Hash;
use super::lock;
use tail::Tail;

pub use error::JournalError;
pub use orphan::{
    Found, Orphan, Record, Replay, Saving, Unreadable, Why, among_orphans, orphans, windows,
};

/// The journal of one window on one map.
///
/// It can be shared: the window appends while a worker notes a save, syncs, or begins a segment.
/// No call holds up an append for longer than a short write and a rename take.
pub struct Journal {
    fs: Arc<dyn FileSystem>,
    /// The map's path, links followed.
    map: PathBuf,
    state: PathBuf,
    file: Mutex<File>,
    /// Held while a segment is begun or synced: there is one successor at a time, and it has on
    /// disk what its predecessor had.
    turning: Mutex<()>,
}

impl Journal {
    /// Starts a journal of a new window. `base` is what the map's file holds, `None` where there is
    /// no file yet. A large base takes as long to write as any file of its size; nothing is synced.
    ///
    /// # Errors
    /// [`JournalError::Start`]: the window can go on without a journal, but should say so.
    pub fn start(
        fs: Arc<dyn FileSystem>,
        state: &Path,
        map: &Path,
        base: Option<&[u8]>,
    ) -> Result<Journal, JournalError> {
        let map = fs
            .resolve(map)
            .map_err(|source| JournalError::Start { path: map.to_owned(), source })?;
        let folder = folder(state);
        let failed = |source| JournalError::Start { path: folder.clone(), source };
        make_folders(&*fs, &folder, lock::PRIVATE_FOLDER).map_err(failed)?;
        let (path, mut handle) = create(&*fs, state, &map).map_err(failed)?;
        let written = write_head(&mut *handle, &map, 0, base).map_err(|source| {
            let _ = fs.remove(&path);
            failed(source)
        })?;
        let file = File::new(path, handle, written, base.map(Arc::from), Tail::default());
        Ok(Journal::new(fs, state, map, file))
    }

    /// Appends one record and returns its number; the first is 1, the next is one more.
    ///
    /// # Errors
    /// [`JournalError::Append`], or [`JournalError::Gone`] where the last sync has found that. The
    /// record is not lost: it has its number, and is written before the next one, with the next
    /// sync, or in the next segment.
    pub fn append(&self, record: &[u8]) -> Result<u64, JournalError> {
        let mut file = lock_of(&self.file);
        let seq = file.tail.push_record(record);
        file.append()?;
        Ok(seq)
    }

    /// The number of the last record, 0 before the first.
    pub fn last(&self) -> u64 {
        lock_of(&self.file).tail.last()
    }

    /// Notes that the map's file is about to get the content `hash`, in which all records up to
    /// `seq` are. To be called before every attempt to write it.
    ///
    /// # Errors
    /// [`JournalError::Append`]; the save may go on: at worst a replay merges more than it had to.
    pub fn note_saving(&self, seq: u64, hash: Hash) -> Result<(), JournalError> {
        let mut file = lock_of(&self.file);
        file.tail.push_saving(seq, hash);
        file.append()
    }

    /// Notes that the save noted last is done: all records up to `seq` are in the map's file, be
    /// it beside what others wrote. To be called at once after the file was written: where another
    /// window goes on from it before a segment is begun, a replay knows from where.
    ///
    /// # Errors
    /// [`JournalError::Append`]; a replay then takes the save for one that may have failed.
    pub fn note_saved(&self, seq: u64) -> Result<(), JournalError> {
        let mut file = lock_of(&self.file);
        file.tail.push_saved(seq);
        file.append()
    }

    /// Makes all records so far survive a power cut, and a kill where somebody has removed the
    /// journal: then it is made anew. To be called at a deadline, which needs to exist only while
    /// records are unsynced, and by a worker: disks take their time.
    ///
    /// # Errors
    /// [`JournalError::Sync`]; [`JournalError::Append`] where what an append could not write still
    /// cannot be written; [`JournalError::Gone`], and then so does every append until a later sync
    /// or segment succeeds.
    pub fn sync(&self) -> Result<(), JournalError> {
        let _turn = lock_of(&self.turning);
        let path = lock_of(&self.file).path.clone();
        let failed = |source| JournalError::Sync { path: path.clone(), source };
        if self.is_gone() {
            self.write_again()?;
            return self.sync_here().map_err(failed);
        }
        lock_of(&self.file).append()?;
        let Err(source) = self.sync_here() else { return Ok(()) };
        // what was written since the last sync may be lost now, and syncing again proves nothing
        self.write_again().map_err(|_| failed(source))?;
        self.sync_here().map_err(failed)
    }

    /// Goes on in a new file that starts from `base`, in which all records up to `saved` are:
    /// after a save, or when another program's version was taken in. Later records are taken
    /// along. The new file is synced before it takes the old one's place. For a worker, too.
    ///
    /// # Errors
    /// [`JournalError::Segment`]; the old segment goes on, and is enough for a replay.
    /// [`JournalError::Gone`] where there is no old segment any more.
    pub fn begin_segment(&self, base: &[u8], saved: u64) -> Result<(), JournalError> {
        let _turn = lock_of(&self.turning);
        self.turn(Some(base.into()), saved)
    }

    /// Ends the journal. `saved` is the number of the last record that is in the map's file; the
    /// journal's file is removed if that is the last of all, and otherwise left for the next
    /// start. Returns whether it was removed.
    ///
    /// # Errors
    /// [`JournalError::Remove`]; at the next start there is an orphan with nothing new in it.
    pub fn close(self, saved: u64) -> Result<bool, JournalError> {
        let mut file = lock_of(&self.file);
        if saved < file.tail.last() {
            file.append()?;
            return Ok(false);
        }
        if !file.is_at_its_name(&*self.fs) {
            // another window may have that name now
            return Ok(true);
        }
        let failed = |source| JournalError::Remove { path: file.path.clone(), source };
        self.fs.remove(&file.path).map(|()| true).map_err(failed)
    }

    fn new(fs: Arc<dyn FileSystem>, state: &Path, map: PathBuf, file: File) -> Journal {
        let (file, turning) = (Mutex::new(file), Mutex::new(()));
        Journal { fs, map, state: state.to_owned(), file, turning }
    }

    /// Whether somebody has removed the file, or all its folder.
    fn is_gone(&self) -> bool {
        !lock_of(&self.file).is_at_its_name(&*self.fs)
    }

    fn sync_here(&self) -> io::Result<()> {
        let (mut handle, named) = {
            let file = lock_of(&self.file);
            (file.handle.try_clone()?, file.named)
        };
        handle.sync()?;
        if !named {
            self.fs.sync_folder(&folder(&self.state))?;
            lock_of(&self.file).named = true;
        }
        Ok(())
    }

    /// Goes on in a new file that holds the same. Nobody else turns.
    fn write_again(&self) -> Result<(), JournalError> {
        let (base, start) = {
            let file = lock_of(&self.file);
            (file.base.clone(), file.tail.start())
        };
        self.turn(base, start)
    }

    fn turn(&self, base: Option<Arc<[u8]>>, saved: u64) -> Result<(), JournalError> {
        let path = lock_of(&self.file).path.clone();
        if !self.is_gone() {
            let new = path.with_extension(NEW);
            return self.renew(&new, base, saved).map_err(|source| {
                let _ = self.fs.remove(&new);
                JournalError::Segment { path, source }
            });
        }
        self.make_anew(base, saved).map_err(|source| {
            lock_of(&self.file).is_lost = true;
            JournalError::Gone { path, source }
        })
    }

    /// Writes a segment beside the old one, then over it.
    fn renew(&self, new: &Path, base: Option<Arc<[u8]>>, saved: u64) -> io::Result<()> {
        let handle = {
            let _scan = lock::hold(&*self.fs, &self.state, SCAN)?;
            // What an attempt that failed has left.
            match self.fs.remove(new) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => create_locked(&*self.fs, new)?,
            }
        };
        let path = lock_of(&self.file).path.clone();
        self.write_segment(handle, path, base, saved, |path| self.fs.rename(new, path))
    }

    /// Writes a segment where nothing is any more, under a name of its own: another window may
    /// have been given the old one since.
    fn make_anew(&self, base: Option<Arc<[u8]>>, saved: u64) -> io::Result<()> {
        make_folders(&*self.fs, &folder(&self.state), lock::PRIVATE_FOLDER)?;
        let (path, handle) = create(&*self.fs, &self.state, &self.map)?;
        let written = self.write_segment(handle, path.clone(), base, saved, |_| Ok(()));
        written.inspect_err(|_| drop(self.fs.remove(&path)))
    }

    /// Fills a new segment and goes on in it, as soon as `place` has brought it to its path.
    fn write_segment(
        &self,
        mut handle: Box<dyn Handle>,
        path: PathBuf,
        base: Option<Arc<[u8]>>,
        saved: u64,
        place: impl FnOnce(&Path) -> io::Result<()>,
    ) -> io::Result<()> {
        let carried = lock_of(&self.file).tail.after(saved);
        let head = write_head(&mut *handle, &self.map, carried.start(), base.as_deref())?;
        handle.write(carried.bytes())?;
        handle.sync()?;

        let mut file = lock_of(&self.file);
        let mut tail = file.tail.after(carried.start());
        handle.write(&tail.bytes()[carried.bytes().len()..])?;
        place(&path)?;
        tail.note_written();
        let written = head + tail.bytes().len() as u64;
        *file = File::new(path, handle, written, base, tail);
        Ok(())
    }
}

/// The open file of a journal.
struct File {
    path: PathBuf,
    handle: Box<dyn Handle>,
    /// How many bytes of it are whole frames.
    written: u64,
    /// Whether a failed write may have left half a frame behind those.
    broken: bool,
    /// It was removed, and could not be made anew: what is written into it is lost with us.
    is_lost: bool,
    /// What the records start from, to make the file anew.
    base: Option<Arc<[u8]>>,
    tail: Tail,
    /// Whether its name survives a power cut.
    named: bool,
}

impl File {
    fn new(
        path: PathBuf,
        handle: Box<dyn Handle>,
        written: u64,
        base: Option<Arc<[u8]>>,
        tail: Tail,
    ) -> File {
        File { path, handle, written, broken: false, is_lost: false, base, tail, named: false }
    }

    /// Writes all frames that are not in the file yet, and says so where that is of no use.
    fn append(&mut self) -> Result<(), JournalError> {
        if self.is_lost {
            let source = io::ErrorKind::NotFound.into();
            return Err(JournalError::Gone { path: self.path.clone(), source });
        }
        self.flush().map_err(|source| JournalError::Append { path: self.path.clone(), source })
    }

    /// Writes all frames that are not in the file yet.
    fn flush(&mut self) -> io::Result<()> {
        if self.broken {
            self.handle.truncate(self.written)?;
            self.broken = false;
        }
        let bytes = self.tail.unwritten();
        if bytes.is_empty() {
            return Ok(());
        }
        self.broken = true;
        self.handle.write(bytes)?;
        self.broken = false;
        self.written += bytes.len() as u64;
        self.tail.note_written();
        Ok(())
    }

    /// Whether the file still is what stands at its path; where that cannot be told, it is.
    fn is_at_its_name(&self, fs: &dyn FileSystem) -> bool {
        use io::ErrorKind::{NotADirectory, NotFound};
        match (fs.stat(&self.path), self.handle.stat()) {
            (Ok(there), Ok(ours)) => there.identity == ours.identity,
            (Err(error), _) => !matches!(error.kind(), NotFound | NotADirectory),
            (Ok(_), Err(_)) => true,
        }
    }
}

const NAME: &str = "cjm-journal";
const VERSION: &str = "1";
const EXTENSION: &str = "journal";
/// The extension of a segment that has not taken its place yet.
const NEW: &str = "new";
/// The lock that is held while journals are created and looked for, so that nobody takes a file
/// for an orphan's before its owner has locked it.
const SCAN: &str = "journals";

/// The kinds of frames: the map's path; the base, or that there is none, with the number of the
/// last record in it; a record; a save, with the number of the last record in it; that this save
/// is done.
const MAP: u8 = b'm';
const BASE: u8 = b'b';
const NO_BASE: u8 = b'-';
const RECORD: u8 = b'e';
const SAVING: u8 = b's';
const SAVED: u8 = b'd';

/// Where the journals of all windows are.
pub(super) fn folder(state: &Path) -> PathBuf {
    state.join("journals")
}

/// Makes and locks a file for a new journal, under a number above all that are there, of whichever
/// map. A window that brings work back names the journals which that was in, be it under another
/// name of its file: for as long as its own is there, none of those names must be given again.
fn create(fs: &dyn FileSystem, state: &Path, map: &Path) -> io::Result<(PathBuf, Box<dyn Handle>)> {
    let _scan = lock::hold(fs, state, SCAN)?;
    let folder = folder(state);
    let key = lock::key(map);
    let names = fs.list(&folder)?;
    let numbers = names.iter().filter_map(|name| number_of(name.to_str()?));
    let number = numbers.max().unwrap_or(0).saturating_add(1);
    let path = folder.join(format!("{key}-{number}.{EXTENSION}"));
    let handle = create_locked(fs, &path)?;
    Ok((path, handle))
}

/// The number in the name of a journal, or of what was made of one.
fn number_of(name: &str) -> Option<u64> {
    let (_, rest) = name.split_once('-')?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn create_locked(fs: &dyn FileSystem, path: &Path) -> io::Result<Box<dyn Handle>> {
    let mut handle = fs.create_new(path, lock::PRIVATE_FILE)?;
    match handle.try_lock() {
        Ok(true) => Ok(handle),
        other => {
            let _ = fs.remove(path);
            Err(other.err().unwrap_or(io::ErrorKind::WouldBlock.into()))
        }
    }
}

/// Writes what stands before the records; returns its length.
fn write_head(
    handle: &mut dyn Handle,
    map: &Path,
    start: u64,
    base: Option<&[u8]>,
) -> io::Result<u64> {
    let line = format!("{NAME} {VERSION}\n");
    handle.write(line.as_bytes())?;
    let map = frame::write(handle, MAP, 0, &path_bytes(map))?;
    let base = match base {
        Some(base) => frame::write(handle, BASE, start, base)?,
        None => frame::write(handle, NO_BASE, start, b"")?,
    };
    Ok(line.len() as u64 + map + base)
}

/// A value under a lock is whole between calls, also after a panic: what is half done is marked.
fn lock_of<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
