//! The file system as the store sees it: the few calls it needs, so that tests can make each of
//! them fail. [`Real`] is the machine's; [`faulty`] is one in memory that breaks on request.

pub mod faulty;
mod real;

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fmt, io};

pub use real::Real;

use super::hash::Hash;

/// Files of this many bytes and more are refused: 64 MB, six times the largest map we plan for.
pub const MAX_FILE: u64 = 64_000_000;

/// The calls the store makes. All paths are used as given; links are followed everywhere except
/// in [`rename`](FileSystem::rename) and [`remove`](FileSystem::remove), as on any unix.
pub trait FileSystem: Send + Sync {
    /// Reads a whole file, and never waits for one: a named pipe, a folder or a device is refused
    /// before it is opened.
    ///
    /// # Errors
    /// [`ReadError`]; also where the file has `limit` bytes or more.
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError>;

    /// The content hash of a file, without holding the file in memory.
    ///
    /// # Errors
    /// As for [`read`](FileSystem::read).
    fn hash(&self, path: &Path, limit: u64) -> Result<Hash, ReadError>;

    /// What is at `path`, links followed.
    ///
    /// # Errors
    /// The system's; `NotFound` where nothing is there.
    fn stat(&self, path: &Path) -> io::Result<Stat>;

    /// The absolute path without links at which a file opened by `path` is, or would be created:
    /// a link that leads nowhere is followed too, and missing folders are kept as they are named.
    ///
    /// # Errors
    /// The system's; a ring of links; a path that ends in `..` where there is no folder.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;

    /// Makes a file that was not there, open for writing at its end, with the permission bits
    /// `mode` less the umask.
    ///
    /// # Errors
    /// The system's; `AlreadyExists` where something is there, be it a link.
    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Handle>>;

    /// Opens an existing file for writing; its content stays.
    ///
    /// # Errors
    /// The system's; `InvalidInput` where it is no plain file.
    fn open(&self, path: &Path, at: Position) -> io::Result<Box<dyn Handle>>;

    /// Moves a file over another in one step.
    ///
    /// # Errors
    /// The system's.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes one file.
    ///
    /// # Errors
    /// The system's.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Makes the names in a folder survive a power cut. Does nothing where folders cannot be
    /// synced: some file systems know no such thing, and a folder one may not list cannot be
    /// opened.
    ///
    /// # Errors
    /// The system's.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// Makes one folder, its parent being there, with the permission bits `mode` less the umask.
    ///
    /// # Errors
    /// The system's.
    fn create_folder(&self, path: &Path, mode: u32) -> io::Result<()>;

    /// The names in a folder, in no order.
    ///
    /// # Errors
    /// The system's.
    fn list(&self, path: &Path) -> io::Result<Vec<OsString>>;
}

/// A file open for writing. Dropping it closes it and, with its last clone, frees its lock.
pub trait Handle: Send {
    /// Writes all of `bytes` in one call where the system takes them in one.
    ///
    /// # Errors
    /// The system's; some of the bytes may have been written.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Cuts the file to `len` bytes.
    ///
    /// # Errors
    /// The system's.
    fn truncate(&mut self, len: u64) -> io::Result<()>;

    /// Returns when the content survives a power cut.
    ///
    /// # Errors
    /// The system's. What was written since the last sync may then be lost, and a second sync
    /// that succeeds proves nothing.
    fn sync(&mut self) -> io::Result<()>;

    /// What the open file is.
    ///
    /// # Errors
    /// The system's.
    fn stat(&self) -> io::Result<Stat>;

    /// Sets the permission bits, the umask aside.
    ///
    /// # Errors
    /// The system's.
    fn set_mode(&mut self, mode: u32) -> io::Result<()>;

    /// Gives the file to a user and a group.
    ///
    /// # Errors
    /// The system's; mostly only root may.
    fn set_owner(&mut self, uid: u32, gid: u32) -> io::Result<()>;

    /// Waits until no other handle holds the file's advisory lock, then holds it.
    ///
    /// # Errors
    /// The system's.
    fn lock(&mut self) -> io::Result<()>;

    /// Takes the lock if it is free; false where another handle, mostly of another process,
    /// holds it.
    ///
    /// # Errors
    /// The system's.
    fn try_lock(&mut self) -> io::Result<bool>;

    /// A second handle on the same open file, with the same lock.
    ///
    /// # Errors
    /// The system's.
    fn try_clone(&self) -> io::Result<Box<dyn Handle>>;
}

/// Where writing to an open file begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// At its first byte, over what is there.
    Start,
    /// Always behind its last byte.
    End,
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A named pipe.
    Pipe,
    /// A device, a socket, and what else a system may have.
    Device,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::File => "a file",
            Kind::Folder => "a folder",
            Kind::Pipe => "a named pipe",
            Kind::Device => "a device or a socket",
        })
    }
}

/// What is known about a file without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stat {
    /// File, folder or another kind.
    pub kind: Kind,
    /// Bytes.
    pub len: u64,
    /// Permission bits, `0o7777` at most.
    pub mode: u32,
    /// The owner's number; 0 where the system has none.
    pub uid: u32,
    /// The group's number; 0 where the system has none.
    pub gid: u32,
    /// How many names the file has; 1 where the system does not say.
    pub links: u64,
    /// Whether this process may write to it, and its permission bits let anybody write. The second
    /// holds for root too, who may write to everything and would not notice.
    pub writable: bool,
    /// When it was last changed, where the system says so.
    pub modified: Option<SystemTime>,
    /// Device and file number: equal for two names of one file. `None` where there is none.
    pub identity: Option<(u64, u64)>,
}

/// Why a file was not read.
#[derive(Debug)]
pub enum ReadError {
    /// Nothing is there.
    Missing {
        /// The path that was asked for.
        path: PathBuf,
    },
    /// It is a folder, a pipe or a device.
    NotAFile {
        /// The path that was asked for.
        path: PathBuf,
        /// What is there.
        kind: Kind,
    },
    /// It is larger than what we read.
    TooLarge {
        /// The path that was asked for.
        path: PathBuf,
        /// Its bytes, or as many as were seen.
        len: u64,
        /// Files of this many bytes and more are refused.
        limit: u64,
    },
    /// The system refused.
    Failed {
        /// The path that was asked for.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl ReadError {
    /// Sorts a failed call: a missing file is a case of its own.
    pub(crate) fn from_io(path: &Path, source: io::Error) -> ReadError {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => ReadError::Missing { path },
            _ => ReadError::Failed { path, source },
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Missing { path } => {
                write!(
                    f,
                    "could not read {}: there is no such file; check the path",
                    path.display()
                )
            }
            ReadError::NotAFile { path, kind } => {
                write!(
                    f,
                    "could not read {}: it is {kind}; give the path of a file",
                    path.display()
                )
            }
            ReadError::TooLarge { path, len, limit } => write!(
                f,
                "could not read {}: it has {len} bytes, and files of {limit} and more are \
                 refused; check that it is the file you mean",
                path.display()
            ),
            ReadError::Failed { path, source } => {
                write!(
                    f,
                    "could not read {}: {source}; check who may read the file",
                    path.display()
                )
            }
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ReadError::Failed { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// Makes a folder and those above it that are missing, each made to survive a power cut.
pub(super) fn make_folders(fs: &dyn FileSystem, path: &Path, mode: u32) -> io::Result<()> {
    let mut missing = Vec::new();
    let mut at = Some(path);
    while let Some(folder) = at.filter(|folder| !folder.as_os_str().is_empty()) {
        match fs.stat(folder) {
            Ok(stat) if stat.kind == Kind::Folder => break,
            Ok(_) => return Err(io::ErrorKind::NotADirectory.into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => missing.push(folder),
            Err(error) => return Err(error),
        }
        at = folder.parent();
    }
    for folder in missing.into_iter().rev() {
        match fs.create_folder(folder, mode) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => fs.sync_folder(parent(folder))?,
        }
    }
    Ok(())
}

/// The folder a path is in.
pub(super) fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The bytes of a path, to be kept in a file; exact on unix.
pub(super) fn path_bytes(path: &Path) -> Cow<'_, [u8]> {
    #[cfg(unix)]
    {
        Cow::Borrowed(std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()))
    }
    #[cfg(not(unix))]
    {
        Cow::Owned(path.to_string_lossy().into_owned().into_bytes())
    }
}

/// The path whose bytes these are.
pub(super) fn path_of(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        PathBuf::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes))
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
    }
}
