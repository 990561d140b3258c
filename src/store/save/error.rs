//! Why a file was not saved, in words.

use std::path::PathBuf;
use std::{fmt, io};

use crate::store::fs::{MAX_FILE, ReadError};
use crate::store::hash::Hash;

/// Why a file was not saved.
#[derive(Debug)]
pub enum SaveError {
    /// The path leads nowhere: a ring of links, a folder one may not enter.
    Resolve {
        /// As it was given.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file that is there could not be read, so that nobody knows what would be lost.
    Read(ReadError),
    /// The file is marked read-only, and nobody said to write it all the same.
    ReadOnly {
        /// Links followed.
        path: PathBuf,
    },
    /// Another program has written the file: merge what is in it, and save again with its hash.
    Changed {
        /// Links followed.
        path: PathBuf,
        /// What is in the file now.
        bytes: Vec<u8>,
        /// Its hash, to be expected next time.
        hash: Hash,
    },
    /// The file was there, and has been removed or moved since.
    Gone {
        /// Links followed.
        path: PathBuf,
    },
    /// The new content is larger than what we would read again.
    TooLarge {
        /// As it was given.
        path: PathBuf,
        /// The bytes it would have.
        len: u64,
    },
    /// The folder for a new file could not be made.
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The new version could not be written; the old one is there as it was.
    Write {
        /// Links followed.
        path: PathBuf,
        /// What was attempted, after "could not".
        doing: &'static str,
        /// Why.
        source: io::Error,
    },
    /// The new version is at the path, whole, but a power cut now may bring the old one back.
    Unsynced {
        /// Links followed.
        path: PathBuf,
        /// The hash of the new version: what the next save expects.
        hash: Hash,
        /// Why.
        source: io::Error,
    },
    /// The file has to be written in place, and the copy that makes this safe could not be kept.
    NoCopy {
        /// Links followed.
        path: PathBuf,
        /// Why; `None` where there is no state folder.
        source: Option<io::Error>,
    },
    /// Writing in place broke off, and the old content could not be put back either. The copy is
    /// whole, and the next save or start writes it.
    Torn {
        /// Links followed.
        path: PathBuf,
        /// Where the copy is.
        copy: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SaveError::Resolve { path, source } => write!(
                f,
                "could not save to {}: the path leads nowhere ({source}); check it, or save \
                 elsewhere",
                path.display()
            ),
            SaveError::Read(error) => write!(f, "could not save: {error}"),
            SaveError::ReadOnly { path } => write!(
                f,
                "did not save to {}: the file is read-only; save all the same, or elsewhere",
                path.display()
            ),
            SaveError::Changed { path, .. } => write!(
                f,
                "did not save to {}: another program has changed the file; merge its changes, \
                 then save again",
                path.display()
            ),
            SaveError::Gone { path } => write!(
                f,
                "did not save to {}: the file has been removed or moved; save it there as a new \
                 file, or elsewhere",
                path.display()
            ),
            SaveError::TooLarge { path, len } => write!(
                f,
                "did not save to {}: it would have {len} bytes, and files of {MAX_FILE} and more \
                 are not read again; make it smaller",
                path.display()
            ),
            SaveError::Folder { path, source } => write!(
                f,
                "could not make the folder {}: {source}; make it, or save elsewhere",
                path.display()
            ),
            SaveError::Write { path, doing, source } => write!(
                f,
                "could not save to {}: could not {doing}: {source}; the file is as it was; try \
                 again, or save elsewhere",
                path.display()
            ),
            SaveError::Unsynced { path, source, .. } => write!(
                f,
                "saved to {}, but could not make sure that it survives a power cut: {source}; \
                 save again",
                path.display()
            ),
            SaveError::NoCopy { path, source } => {
                write!(
                    f,
                    "did not save to {}: its folder, owner or other names ask that it be written \
                     in place, and no copy could be kept in the state folder first",
                    path.display()
                )?;
                if let Some(source) = source {
                    write!(f, ": {source}")?;
                }
                write!(f, "; make the state folder writable, or save elsewhere")
            }
            SaveError::Torn { path, copy, source } => write!(
                f,
                "could not save to {}: {source}; the file may be incomplete, a whole copy is kept at \
                 {} and is written back by the next save or start",
                path.display(),
                copy.display()
            ),
        }
    }
}

impl std::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            SaveError::Resolve { source, .. }
            | SaveError::Folder { source, .. }
            | SaveError::Write { source, .. }
            | SaveError::Unsynced { source, .. }
            | SaveError::NoCopy { source: Some(source), .. }
            | SaveError::Torn { source, .. } => Some(source),
            SaveError::Read(error) => Some(error),
            _ => None,
        }
    }
}
