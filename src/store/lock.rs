//! Sidecar locks: files in the state folder that only exist to be locked.

use std::io;
use std::path::{Path, PathBuf};

use super::fs::{FileSystem, Handle, Kind, Position, make_folders, path_bytes};
use super::hash::Hash;

/// Only the user may look into the state folder: it holds copies of maps.
pub(super) const PRIVATE_FOLDER: u32 = 0o700;

/// Only the user may read what is in it.
pub(super) const PRIVATE_FILE: u32 = 0o600;

/// Waits for the lock called `name`; it is free when the handle is dropped, or its process dead.
///
/// The file stays: whoever removed it could take away a lock that another process just waits for.
pub(super) fn hold(fs: &dyn FileSystem, state: &Path, name: &str) -> io::Result<Box<dyn Handle>> {
    let folder = state.join("locks");
    make_folders(fs, &folder, PRIVATE_FOLDER)?;
    let path = folder.join(name).with_extension("lock");
    let mut handle = match fs.create_new(&path, PRIVATE_FILE) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs.open(&path, Position::End)?
        }
        created => created?,
    };
    handle.lock()?;
    Ok(handle)
}

/// Keeps all other windows of ours from writing a file, until it is dropped.
pub(super) struct FileLock {
    _of_name: Box<dyn Handle>,
    /// A file with several names is written under any of them.
    _of_file: Option<Box<dyn Handle>>,
}

/// Waits until no other window writes the file at `path`, and keeps all of ours from it until the
/// lock is dropped; `None` where no lock can be had.
pub(super) fn of_file(fs: &dyn FileSystem, state: &Path, path: &Path) -> Option<FileLock> {
    of_resolved(fs, state, &fs.resolve(path).ok()?).ok()
}

/// The same for a path without links. The lock of the name comes first, always, so that nobody
/// waits in a circle.
pub(super) fn of_resolved(
    fs: &dyn FileSystem,
    state: &Path,
    resolved: &Path,
) -> io::Result<FileLock> {
    let of_name = hold(fs, state, &key(resolved))?;
    loop {
        let Some((device, number)) = shared(fs, resolved)? else {
            return Ok(FileLock { _of_name: of_name, _of_file: None });
        };
        let of_file = hold(fs, state, &format!("file-{device:x}-{number:x}"))?;
        // while we waited another file may have come to this name
        if shared(fs, resolved)? == Some((device, number)) {
            return Ok(FileLock { _of_name: of_name, _of_file: Some(of_file) });
        }
    }
}

/// Device and number of a file that has more than one name; `None` for any other, and where there
/// is no file.
pub(super) fn shared(fs: &dyn FileSystem, path: &Path) -> io::Result<Option<(u64, u64)>> {
    match fs.stat(path) {
        Ok(stat) => Ok(stat.identity.filter(|_| stat.links > 1 && stat.kind == Kind::File)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The name under which the state folder keeps things that belong to one file.
pub(super) fn key(resolved: &Path) -> String {
    Hash::of(&path_bytes(resolved)).to_string()
}

/// Where the copies of files are that are written in place, while they are; no backups.
pub(super) fn copies(state: &Path) -> PathBuf {
    state.join("copies")
}

/// Where the copy of a file is kept while it is written in place.
pub(super) fn copy_path(state: &Path, resolved: &Path) -> PathBuf {
    copies(state).join(key(resolved)).with_extension("v1")
}
