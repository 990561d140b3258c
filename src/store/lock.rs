//! Sidecar locks: files in the state folder that only exist to be locked.

use std::io;
use std::path::{Path, PathBuf};

use super::fs::{FileSystem, Handle, Position, make_folders, path_bytes};
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

/// Waits until no other window writes the file at `path`, and keeps all of ours from it until the
/// handle is dropped; `None` where no lock can be had.
pub(super) fn of_file(fs: &dyn FileSystem, state: &Path, path: &Path) -> Option<Box<dyn Handle>> {
    let resolved = fs.resolve(path).ok()?;
    hold(fs, state, &key(&resolved)).ok()
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
