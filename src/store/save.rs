//! Writing a file so that the old version or the new one is there, whole, whatever happens.
//!
//! The usual way is a new file beside it, synced, and moved over it in one step. That would take
//! the file from its other names (hard links), from another owner, or is refused by the folder. Then a
//! synced copy of both versions goes to the state folder, the file is written in place, and
//! [`restore_torn`] mends it should the writing have been cut off.
//!
//! Not kept by the usual way: access lists and extended attributes beyond the permission bits.

mod error;
mod torn;

use std::io;
use std::path::{Path, PathBuf};

use super::fs::{
    FileSystem, Handle, Kind, MAX_FILE, Position, ReadError, Stat, make_folders, parent,
};
use super::hash::Hash;
use super::lock;

pub use error::SaveError;
pub use torn::{CutOff, Restored, cut_off};

/// What is to be written, where, and over what.
#[derive(Clone, Copy, Debug)]
pub struct Save<'a> {
    path: &'a Path,
    bytes: &'a [u8],
    hash: Hash,
    expected: Expected,
    force: bool,
}

impl<'a> Save<'a> {
    /// The whole new content of the file at `path`, whose links are followed, and what may be
    /// written over.
    pub fn new(path: &'a Path, bytes: &'a [u8], expected: Expected) -> Save<'a> {
        Save { path, bytes, hash: Hash::of(bytes), expected, force: false }
    }

    /// The same, but writing a file that is marked read-only too, where the system lets us. Only
    /// after the user said so.
    pub fn force(self) -> Save<'a> {
        Save { force: true, ..self }
    }

    /// The hash of the new content: what a journal notes before the save.
    pub fn hash(&self) -> Hash {
        self.hash
    }
}

/// What must be at the path for a save to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Nothing: the file is new. Missing folders above it are made.
    Missing,
    /// The content that was last read or written.
    Content(Hash),
    /// Whatever is there, as for an export to a file that the user named.
    Anything,
}

/// A save that is done, and survives a power cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The hash of what is in the file now: what the next save expects.
    pub hash: Hash,
    /// Where the bytes are, links followed.
    pub path: PathBuf,
    /// Which way they came there.
    pub way: Way,
    /// False where no lock could be had, so that another window could have written between our
    /// look at the file and our writing. The state folder is missing then, or cannot be written.
    pub locked: bool,
}

/// The way in which a file was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A new file took the place of the old one, or of nothing.
    Moved,
    /// The same file, written over.
    InPlace,
}

/// Writes a file. Its links, mode and owner stay; nothing unexpected is written over.
///
/// `state` is the state folder, which holds the lock and, for a while, a copy. Without it a file
/// can still be saved, unless it has to be written in place. The call waits while another window
/// saves the same file.
///
/// A file that already holds the new bytes counts as expected: an earlier save may have come that
/// far.
///
/// # Errors
/// [`SaveError`]. After any of them except [`Unsynced`](SaveError::Unsynced) and
/// [`Torn`](SaveError::Torn) the old file is there as it was, and the save can be tried again.
pub fn write(
    fs: &dyn FileSystem,
    state: Option<&Path>,
    save: &Save<'_>,
) -> Result<Saved, SaveError> {
    let Save { bytes, hash, expected, .. } = *save;
    if bytes.len() as u64 >= MAX_FILE {
        return Err(SaveError::TooLarge { path: save.path.to_owned(), len: bytes.len() as u64 });
    }
    let path = resolve(fs, save.path)?;
    let lock = state.and_then(|state| lock::of_resolved(fs, state, &path).ok());
    if let Some(state) = state.filter(|_| lock.is_some()) {
        torn::restore(fs, state, &path)?;
    }

    let way = match (current(fs, &path)?, expected) {
        (None, Expected::Content(_)) => return Err(SaveError::Gone { path }),
        (None, _) => {
            make_folders(fs, parent(&path), 0o777)
                .map_err(|source| SaveError::Folder { path: parent(&path).to_owned(), source })?;
            let still = Still { is: None, matters: expected != Expected::Anything };
            move_over(fs, &path, bytes, None, still)
                .map_err(|stop| stop.into_error(fs, &path, hash))?;
            Way::Moved
        }
        (Some((found, stat)), _) => {
            if !stat.writable && !save.force {
                return Err(SaveError::ReadOnly { path });
            }
            let fine = match expected {
                Expected::Anything => true,
                Expected::Missing => false,
                Expected::Content(hash) => found == hash,
            };
            if !fine && found != hash {
                return Err(changed(fs, path));
            }
            replace(fs, state, &path, save, found, &stat)?
        }
    };
    Ok(Saved { hash, path, way, locked: lock.is_some() })
}

/// Mends a file whose writing in place was cut off, and removes what cut-off saves left beside it.
/// To be called before a file is read for the first time.
///
/// # Errors
/// [`SaveError`]; the copy is still there then, and the call can be tried again.
pub fn restore_torn(fs: &dyn FileSystem, state: &Path, path: &Path) -> Result<Restored, SaveError> {
    let path = resolve(fs, path)?;
    let lock = lock::of_resolved(fs, state, &path);
    sweep(fs, &path);
    match lock {
        Ok(_lock) => torn::restore(fs, state, &path),
        // Where no lock can be made, no copy was.
        Err(_) => Ok(Restored::Nothing),
    }
}

/// Replaces a small file of our own in the state folder: whole or not at all, but not synced.
pub(super) fn replace_own(fs: &dyn FileSystem, path: &Path, bytes: &[u8]) -> io::Result<()> {
    make_folders(fs, parent(path), lock::PRIVATE_FOLDER)?;
    let mut temporary = Temporary::create(fs, path, lock::PRIVATE_FILE)?;
    temporary.handle.write(bytes)?;
    temporary.rename(path)
}

/// Both contents of a file that is being written.
#[derive(Clone, Copy)]
struct Versions<'a> {
    old: &'a [u8],
    new: &'a [u8],
}

/// What was at the path when it was looked at.
#[derive(Clone, Copy)]
struct Still {
    /// The content; none where there was no file.
    is: Option<Hash>,
    /// Nothing else may be written over.
    matters: bool,
}

/// Why moving a new file over the old one came to an end.
enum Stop {
    /// Another program wrote the file while the new version was being made.
    Changed,
    /// Something would not be kept, or the folder refuses: to be written in place.
    NotThisWay,
    /// The new version could not be made; the old one is there.
    Failed { doing: &'static str, source: io::Error },
    /// The new version is in place, but a power cut may undo that.
    Unsynced(io::Error),
}

impl Still {
    fn is_so(self, fs: &dyn FileSystem, path: &Path) -> bool {
        match fs.hash(path, MAX_FILE) {
            Ok(hash) => self.is == Some(hash),
            // what can be read no more is not what was read
            Err(error) => self.is.is_none() && matches!(error, ReadError::Missing { .. }),
        }
    }
}

impl Stop {
    fn into_error(self, fs: &dyn FileSystem, path: &Path, hash: Hash) -> SaveError {
        let path = path.to_owned();
        match self {
            Stop::Changed => changed(fs, path),
            Stop::NotThisWay => {
                let source = io::ErrorKind::PermissionDenied.into();
                SaveError::Write { path, doing: "create a file beside it", source }
            }
            Stop::Failed { doing, source } => SaveError::Write { path, doing, source },
            Stop::Unsynced(source) => SaveError::Unsynced { path, hash, source },
        }
    }
}

/// A new file beside the one that is written, gone again unless it is moved over it.
///
/// It is locked while we live, so that [`sweep`] can tell it from what the dead have left.
struct Temporary<'a> {
    fs: &'a dyn FileSystem,
    path: PathBuf,
    handle: Box<dyn Handle>,
    moved: bool,
}

impl<'a> Temporary<'a> {
    fn create(fs: &'a dyn FileSystem, beside: &Path, mode: u32) -> io::Result<Temporary<'a>> {
        let made = tempfile::Builder::new()
            .prefix(&prefix(beside))
            .suffix(SUFFIX)
            .make_in(parent(beside), |path| fs.create_new(path, mode))?;
        let (handle, path) = made.into_parts();
        let path = path.keep().map_err(|error| error.error)?;
        let mut temporary = Temporary { fs, path, handle, moved: false };
        // Some network file systems have no locks; a save does not depend on this one.
        let _ = temporary.handle.try_lock();
        Ok(temporary)
    }

    fn rename(mut self, to: &Path) -> io::Result<()> {
        self.fs.rename(&self.path, to)?;
        self.moved = true;
        Ok(())
    }
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        if !self.moved {
            // Nothing can be done about a failure here; the next start sweeps.
            let _ = self.fs.remove(&self.path);
        }
    }
}

const SUFFIX: &str = ".tmp";

fn prefix(path: &Path) -> String {
    format!(".cjm-{}-", lock::key(path))
}

/// Removes what saves of this file that were killed have left beside it.
fn sweep(fs: &dyn FileSystem, path: &Path) {
    let prefix = prefix(path);
    for name in fs.list(parent(path)).unwrap_or_default() {
        let ours = name.to_str().is_some_and(|n| n.starts_with(&prefix) && n.ends_with(SUFFIX));
        let left = parent(path).join(&name);
        if ours
            && let Ok(mut handle) = fs.open(&left, Position::End)
            && matches!(handle.try_lock(), Ok(true))
        {
            let _ = fs.remove(&left);
        }
    }
}

fn resolve(fs: &dyn FileSystem, path: &Path) -> Result<PathBuf, SaveError> {
    fs.resolve(path).map_err(|source| SaveError::Resolve { path: path.to_owned(), source })
}

/// The file as it is now; `None` where there is none.
fn current(fs: &dyn FileSystem, path: &Path) -> Result<Option<(Hash, Stat)>, SaveError> {
    let hash = match fs.hash(path, MAX_FILE) {
        Ok(hash) => hash,
        Err(ReadError::Missing { .. }) => return Ok(None),
        Err(error) => return Err(SaveError::Read(error)),
    };
    let failed = |source| SaveError::Read(ReadError::from_io(path, source));
    let stat = fs.stat(path).map_err(failed)?;
    match stat.kind {
        Kind::File => Ok(Some((hash, stat))),
        kind => Err(SaveError::Read(ReadError::NotAFile { path: path.to_owned(), kind })),
    }
}

/// The error that hands over what another program has written.
fn changed(fs: &dyn FileSystem, path: PathBuf) -> SaveError {
    match fs.read(&path, MAX_FILE) {
        Ok(bytes) => SaveError::Changed { path, hash: Hash::of(&bytes), bytes },
        Err(ReadError::Missing { path }) => SaveError::Gone { path },
        Err(error) => SaveError::Read(error),
    }
}

fn replace(
    fs: &dyn FileSystem,
    state: Option<&Path>,
    path: &Path,
    save: &Save<'_>,
    found: Hash,
    stat: &Stat,
) -> Result<Way, SaveError> {
    let still = Still { is: Some(found), matters: save.expected != Expected::Anything };
    match move_over(fs, path, save.bytes, Some(stat), still) {
        Ok(()) => Ok(Way::Moved),
        Err(Stop::NotThisWay) => {
            let state = state.ok_or(SaveError::NoCopy { path: path.to_owned(), source: None })?;
            let old = fs.read(path, MAX_FILE).map_err(SaveError::Read)?;
            if Hash::of(&old) != found {
                return Err(changed(fs, path.to_owned()));
            }
            torn::write_in_place(fs, state, path, Versions { old: &old, new: save.bytes })?;
            Ok(Way::InPlace)
        }
        Err(stop) => Err(stop.into_error(fs, path, save.hash)),
    }
}

/// Writes a new file and moves it over `path`, keeping what `old` has.
fn move_over(
    fs: &dyn FileSystem,
    path: &Path,
    bytes: &[u8],
    old: Option<&Stat>,
    still: Still,
) -> Result<(), Stop> {
    if old.is_some_and(|old| old.links > 1) {
        return Err(Stop::NotThisWay);
    }
    // With an old file: nobody may read the new one before it has the old one's mode.
    let mode = if old.is_some() { lock::PRIVATE_FILE } else { 0o666 };
    let mut temporary = match Temporary::create(fs, path, mode) {
        Err(error) if old.is_some() && refused(&error) => return Err(Stop::NotThisWay),
        made => made.map_err(failed("create a file beside it"))?,
    };
    if let Some(old) = old {
        keep(&mut *temporary.handle, old)?;
    }
    temporary.handle.write(bytes).map_err(failed("write the new version"))?;
    temporary.handle.sync().map_err(failed("write the new version through to the disk"))?;
    // A disk takes its time, and others do not know our lock.
    if still.matters && !still.is_so(fs, path) {
        return Err(Stop::Changed);
    }
    match temporary.rename(path) {
        Err(error) if old.is_some() && refused(&error) => return Err(Stop::NotThisWay),
        renamed => renamed.map_err(failed("move the new version over the old one"))?,
    }
    fs.sync_folder(parent(path)).map_err(Stop::Unsynced)
}

/// Gives the new file the old one's owner and mode, where it has not got them by itself.
fn keep(new: &mut dyn Handle, old: &Stat) -> Result<(), Stop> {
    let mut now = new.stat().map_err(failed("look at the file beside it"))?;
    if (now.uid, now.gid) != (old.uid, old.gid) {
        new.set_owner(old.uid, old.gid).map_err(|_| Stop::NotThisWay)?;
        // A new owner may cost mode bits.
        now = new.stat().map_err(failed("look at the file beside it"))?;
    }
    if now.mode != old.mode {
        new.set_mode(old.mode).map_err(|_| Stop::NotThisWay)?;
    }
    Ok(())
}

/// Whether a folder, or what is mounted in it, refuses new files and moves, so that writing in
/// place may still be let through.
fn refused(error: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, ReadOnlyFilesystem, ResourceBusy};
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem | ResourceBusy | CrossesDevices)
}

fn failed(doing: &'static str) -> impl Fn(io::Error) -> Stop {
    move |source| Stop::Failed { doing, source }
}
