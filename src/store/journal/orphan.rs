//! The journals of windows that died: finding, reading, taking over.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, io};

use super::tail::Tail;
use super::{
    BASE, EXTENSION, File, Journal, JournalError, MAP, NAME, NEW, NO_BASE, RECORD, SAVED, SAVING,
    SCAN, VERSION, create, folder, write_head,
};
use crate::store::frame::{self, Ending, Frame, Opening};
use crate::store::fs::{FileSystem, Handle, Position, ReadError, parent, path_of};
use crate::store::hash::Hash;
use crate::store::lock;

/// What was found in the folder of journals.
#[derive(Default)]
pub struct Found {
    /// Journals of dead windows with something in them, in the order of their names. They are
    /// ours until dropped: no other window finds them meanwhile.
    pub orphans: Vec<Orphan>,
    /// What is kept there, but cannot be read.
    pub unreadable: Vec<Unreadable>,
}

/// The journal of a window that is dead.
pub struct Orphan {
    /// The journal's file.
    pub path: PathBuf,
    /// The map it belongs to, links followed.
    pub map: PathBuf,
    /// What the records start from; `None` where there was no file yet.
    pub base: Option<Vec<u8>>,
    /// All records that are whole, in order, numbered without a hole.
    pub records: Vec<Record>,
    /// The saves that were begun, in order.
    pub savings: Vec<Saving>,
    /// Where the whole journal has been copied to, where it was not merely torn at its end but
    /// damaged: something may be behind the last record that is in `records`.
    pub damaged: Option<PathBuf>,
    tail: Tail,
    len: u64,
    claim: Box<dyn Handle>,
}

/// One record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number, from 1, over all segments of its window.
    pub seq: u64,
    /// As it was given to [`Journal::append`].
    pub bytes: Vec<u8>,
}

/// A note that the map's file was about to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saving {
    /// All records up to this one are in the new content.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
    /// It was written, be it together with what others wrote.
    pub is_done: bool,
}

/// What the file is to the window, by its hash: what the window and the file have in common. All
/// records are done again on the base, whichever it is; what comes of that is merged with the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replay {
    /// The file is what the window saved when it had made the records up to this one.
    After(u64),
    /// The file is the base: nothing was saved since.
    All,
    /// The file is neither: somebody else has written it.
    OntoBase,
}

/// Something in the folder of journals that is kept, and reported, but cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub why: Why,
}

impl Unreadable {
    /// Whether it is only a copy of a damaged journal, of which was brought back what could be.
    pub fn is_copy(&self) -> bool {
        self.path.extension().is_some_and(|extension| extension == DAMAGED)
    }
}

/// Why a journal cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Another version of cjm wrote it; this is what it calls its format.
    Version(String),
    /// It is damaged, or a copy of one that was.
    Damaged,
    /// It could not be opened; this is what the system said.
    Refused(String),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Version(version) => {
                write!(f, "another version of cjm wrote it (journal {version}), and can read it")
            }
            Why::Damaged => write!(f, "it is damaged"),
            Why::Refused(why) => write!(f, "it cannot be opened: {why}"),
        }
    }
}

/// Looks at the journals of dead windows on all maps, and claims none: a window that opens its map
/// just now waits, and finds its own.
///
/// # Errors
/// [`JournalError::Search`].
pub fn among_orphans<T>(
    fs: &dyn FileSystem,
    state: &Path,
    look: impl FnOnce(&[Orphan]) -> T,
) -> Result<T, JournalError> {
    let scan = begin_scan(fs, state)?;
    let found = search(fs, state, None)?;
    let seen = look(&found.orphans);
    drop(found);
    drop(scan);
    Ok(seen)
}

/// Claims the journals of dead windows on `map`, by whichever of its names, or on any map. Journals
/// without a record in them are removed on the way.
///
/// # Errors
/// [`JournalError::Search`].
pub fn orphans(
    fs: &dyn FileSystem,
    state: &Path,
    map: Option<&Path>,
) -> Result<Found, JournalError> {
    let _scan = begin_scan(fs, state)?;
    search(fs, state, map)
}

/// Keeps all others from looking for orphans; none where no journal ever was.
fn begin_scan(fs: &dyn FileSystem, state: &Path) -> Result<Option<Box<dyn Handle>>, JournalError> {
    let folder = folder(state);
    let failed = |source| JournalError::Search { path: folder.clone(), source };
    match fs.stat(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => lock::hold(fs, state, SCAN).map(Some).map_err(failed),
    }
}

/// To be called while the scan is held.
fn search(fs: &dyn FileSystem, state: &Path, map: Option<&Path>) -> Result<Found, JournalError> {
    let folder = folder(state);
    let failed = |source| JournalError::Search { path: folder.clone(), source };
    let mut names = match fs.list(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::default()),
        names => names.map_err(failed)?,
    };
    names.sort();
    let (prefix, shared) = match map {
        Some(map) => {
            let resolved = fs.resolve(map).map_err(failed)?;
            let shared = lock::shared(fs, &resolved).map_err(failed)?;
            (format!("{}-", lock::key(&resolved)), shared)
        }
        None => (String::new(), None),
    };
    let (mut found, mut others) = (Found::default(), Found::default());
    for name in names.iter().filter_map(|name| name.to_str()) {
        let path = folder.join(name);
        match path.extension().and_then(|extension| extension.to_str()) {
            Some(EXTENSION) if shared.is_some() && !name.starts_with(&prefix) => {
                look_at(fs, path, &mut others);
            }
            _ if !name.starts_with(&prefix) => {}
            Some(EXTENSION) => look_at(fs, path, &mut found),
            Some(NEW) => remove_if_dead(fs, &path),
            Some(DAMAGED) => found.unreadable.push(Unreadable { path, why: Why::Damaged }),
            _ => {}
        }
    }
    // the file may have been written under another of its names
    let is_its = |orphan: &Orphan| lock::shared(fs, &orphan.map).is_ok_and(|file| file == shared);
    found.orphans.extend(others.orphans.into_iter().filter(is_its));
    Ok(found)
}

/// How many windows that live have that map open. One that has only just been opened may not be
/// seen yet, nor one that can keep no journal.
pub fn windows(fs: &dyn FileSystem, state: &Path, map: &Path) -> usize {
    let Ok(resolved) = fs.resolve(map) else { return 0 };
    let (folder, prefix) = (folder(state), format!("{}-", lock::key(&resolved)));
    let names = fs.list(&folder).unwrap_or_default();
    let ours = names.iter().filter(|name| name.to_str().is_some_and(|it| it.starts_with(&prefix)));
    let mut journals = ours
        .map(|name| folder.join(name))
        .filter(|path| path.extension().is_some_and(|extension| extension == EXTENSION))
        .peekable();
    if journals.peek().is_none() {
        return 0;
    }
    // whoever looks for orphans must not find one that is only being asked about
    let Ok(_scan) = lock::hold(fs, state, SCAN) else { return 0 };
    let is_held = |path: &PathBuf| {
        let journal = fs.open(path, Position::End);
        journal.is_ok_and(|mut journal| matches!(journal.try_lock(), Ok(false)))
    };
    journals.filter(is_held).count()
}

impl Orphan {
    /// The name of the journal's file.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// What the map's file is to the window when it has the content `file` now, `None` for no
    /// file; and the records that it does not hold for certain.
    pub fn replay(&self, file: Option<Hash>) -> (Replay, &[Record]) {
        let saved = self.savings.iter().rev().find(|saving| Some(saving.hash) == file);
        match saved {
            Some(saved) => {
                let from = self.records.partition_point(|record| record.seq <= saved.seq);
                (Replay::After(saved.seq), &self.records[from..])
            }
            None if file == self.base.as_deref().map(Hash::of) => (Replay::All, &self.records),
            None => (Replay::OntoBase, &self.records),
        }
    }

    /// Goes on with this journal as this window's own, so that no moment exists in which what was
    /// recovered is in no journal, or in two. After [`Replay::OntoBase`] the window shows more than
    /// base and records: it saves before the next edit, or begins a segment.
    ///
    /// # Errors
    /// [`JournalError::Resume`]; the journal is still there.
    pub fn resume(
        mut self,
        fs: Arc<dyn FileSystem>,
        state: &Path,
    ) -> Result<Journal, JournalError> {
        self.claim
            .truncate(self.len)
            .map_err(|source| JournalError::Resume { path: self.path.clone(), source })?;
        let Orphan { path, map, base, tail, len, claim, .. } = self;
        let file = File::new(path, claim, len, base.map(Arc::from), tail);
        Ok(Journal::new(fs, state, map, file))
    }

    /// Makes this the journal of the map in the file `to`: its own file was given that name.
    ///
    /// # Errors
    /// [`JournalError::Resume`]; the journal is still there, under the old name.
    pub fn follow(self, fs: &dyn FileSystem, state: &Path, to: &Path) -> Result<(), JournalError> {
        let failed = |source| JournalError::Resume { path: self.path.clone(), source };
        let to = fs.resolve(to).map_err(failed)?;
        let (path, mut handle) = create(fs, state, &to).map_err(failed)?;
        let written = (|| {
            write_head(&mut *handle, &to, self.tail.start(), self.base.as_deref())?;
            handle.write(self.tail.bytes())?;
            handle.sync()?;
            fs.sync_folder(&folder(state))
        })();
        written.map_err(|source| {
            let _ = fs.remove(&path);
            failed(source)
        })?;
        self.discard(fs)
    }

    /// Removes the journal, when what is in it is saved or in another journal. One that the folder
    /// does not let go is emptied, lest it comes back once more.
    ///
    /// # Errors
    /// [`JournalError::Remove`]; all is still in it.
    pub fn discard(mut self, fs: &dyn FileSystem) -> Result<(), JournalError> {
        let Err(source) = fs.remove(&self.path) else { return Ok(()) };
        let emptied = self.claim.truncate(0).and_then(|()| self.claim.sync());
        emptied.map_err(|_| JournalError::Remove { path: self.path, source })
    }
}

/// The extension of a copy of a damaged journal.
const DAMAGED: &str = "damaged";

/// Journals are read whole, however large: a base, and what one window wrote since its last save.
const MAX_JOURNAL: u64 = 1 << 30;

fn look_at(fs: &dyn FileSystem, path: PathBuf, found: &mut Found) {
    let refused = |path: PathBuf, error: &dyn std::fmt::Display| Unreadable {
        path,
        why: Why::Refused(error.to_string()),
    };
    let mut claim = match fs.open(&path, Position::End) {
        Ok(claim) => claim,
        // Its owner has removed it since the folder was listed.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return,
        Err(error) => return found.unreadable.push(refused(path, &error)),
    };
    match claim.try_lock().and_then(|free| Ok(free && is_at(fs, &*claim, &path)?)) {
        Ok(true) => {}
        Ok(false) => return,
        Err(error) => return found.unreadable.push(refused(path, &error)),
    }
    let bytes = match fs.read(&path, MAX_JOURNAL) {
        Ok(bytes) => bytes,
        Err(ReadError::Missing { .. }) => return,
        Err(error) => return found.unreadable.push(refused(path, &error)),
    };
    match read(&bytes) {
        Content::Nothing => {
            // Tried again at the next start.
            let _ = fs.remove(&path);
        }
        Content::Unreadable(why) => found.unreadable.push(Unreadable { path, why }),
        Content::Records(parts) => {
            let damaged = match parts.damaged.then(|| keep_damaged(fs, &path, &bytes)).transpose() {
                Ok(damaged) => damaged,
                // whoever brings back what can be read removes the only one there is
                Err(error) => {
                    let why = format!("it is damaged, and could not be copied: {error}");
                    return found.unreadable.push(refused(path, &why));
                }
            };
            let Parts { map, base, records, savings, tail, len, .. } = parts;
            found.orphans.push(Orphan {
                path,
                map,
                base,
                records,
                savings,
                damaged,
                tail,
                len,
                claim,
            });
        }
    }
}

/// Copies a damaged journal, which is about to be cut or removed; returns where to. The name tells
/// the content, so that finding it again makes no second copy.
fn keep_damaged(fs: &dyn FileSystem, path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let hash = Hash::of(bytes);
    let copy = path.with_file_name(format!("{stem}-{hash}.{DAMAGED}"));
    if fs.hash(&copy, MAX_JOURNAL).is_ok_and(|kept| kept == hash) {
        return Ok(copy);
    }
    // what was left where copying was cut off
    match fs.remove(&copy) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut handle = fs.create_new(&copy, lock::PRIVATE_FILE)?;
    handle.write(bytes)?;
    handle.sync()?;
    fs.sync_folder(parent(&copy))?;
    Ok(copy)
}

/// Whether the file we have locked is still the one at the path: its owner may live, and have put
/// a new segment there after we opened it.
fn is_at(fs: &dyn FileSystem, claim: &dyn Handle, path: &Path) -> io::Result<bool> {
    match fs.stat(path) {
        Ok(stat) => Ok(stat.identity == claim.stat()?.identity),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn remove_if_dead(fs: &dyn FileSystem, path: &Path) {
    if let Ok(mut handle) = fs.open(path, Position::End)
        && matches!(handle.try_lock(), Ok(true))
    {
        let _ = fs.remove(path);
    }
}

/// What the bytes of a journal say.
enum Content {
    /// No record.
    Nothing,
    Unreadable(Why),
    Records(Parts),
}

struct Parts {
    map: PathBuf,
    base: Option<Vec<u8>>,
    records: Vec<Record>,
    savings: Vec<Saving>,
    tail: Tail,
    /// How many bytes of the file are whole.
    len: u64,
    damaged: bool,
}

fn read(bytes: &[u8]) -> Content {
    let start = match frame::opening(bytes, NAME, VERSION) {
        Opening::Known(start) => start,
        Opening::Torn => return Content::Nothing,
        Opening::Foreign(version) => return Content::Unreadable(Why::Version(version.to_owned())),
        Opening::Damaged => return Content::Unreadable(Why::Damaged),
    };
    let (frames, ending) = frame::decode(bytes, start);
    let parts = parts(&frames, ending == Ending::Damaged);
    match parts {
        Some(parts) if !parts.records.is_empty() => Content::Records(parts),
        Some(Parts { damaged: true, .. }) => Content::Unreadable(Why::Damaged),
        None if ending == Ending::Damaged || frames.len() >= 2 => Content::Unreadable(Why::Damaged),
        _ => Content::Nothing,
    }
}

/// The parts up to the first frame that does not follow from those before it; `None` where the
/// first two are not what a journal begins with.
fn parts(frames: &[Frame<'_>], damaged: bool) -> Option<Parts> {
    let [map, base, rest @ ..] = frames else { return None };
    (map.kind == MAP && matches!(base.kind, BASE | NO_BASE)).then_some(())?;
    let mut parts = Parts {
        map: path_of(map.payload),
        base: (base.kind == BASE).then(|| base.payload.to_vec()),
        records: Vec::new(),
        savings: Vec::new(),
        tail: Tail::starting(base.seq),
        len: base.end as u64,
        damaged,
    };
    for frame in rest {
        let hash = || std::str::from_utf8(frame.payload).ok().and_then(Hash::parse);
        match (frame.kind, hash()) {
            (RECORD, _) if frame.seq == parts.tail.last() + 1 => {
                parts.tail.push_record(frame.payload);
                parts.records.push(Record { seq: frame.seq, bytes: frame.payload.to_vec() });
            }
            (SAVING, Some(hash)) => {
                parts.tail.push_saving(frame.seq, hash);
                parts.savings.push(Saving { seq: frame.seq, hash, is_done: false });
            }
            (SAVED, _) => {
                parts.tail.push_saved(frame.seq);
                let noted = parts.savings.iter_mut().rev().find(|saving| saving.seq == frame.seq);
                if let Some(saving) = noted {
                    saving.is_done = true;
                }
            }
            _ => {
                parts.damaged = true;
                break;
            }
        }
        parts.len = frame.end as u64;
    }
    parts.tail.note_written();
    Some(parts)
}
