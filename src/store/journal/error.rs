//! What can go wrong with a journal, in words.

use std::path::PathBuf;
use std::{fmt, io};

use crate::words;

/// What was attempted with a journal, and why it failed. None of it keeps a map from being edited
/// and saved.
#[derive(Debug)]
pub enum JournalError {
    /// A journal for a new window could not be made.
    Start {
        /// The folder for journals, or the map's path where that leads nowhere.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A record could not be written; it is kept in memory and tried again.
    Append {
        /// The journal.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Records could not be made to survive a power cut.
    Sync {
        /// The journal.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A new segment could not be begun; the old one goes on.
    Segment {
        /// The journal.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Somebody has removed the journal, and it could not be made anew.
    Gone {
        /// Where it was.
        path: PathBuf,
        /// Why there is no new one.
        source: io::Error,
    },
    /// A journal that is not needed any more could not be removed.
    Remove {
        /// The journal.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The journals of other windows could not be looked for.
    Search {
        /// The folder for journals.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A journal that was found could not be taken over.
    Resume {
        /// The journal.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, path, source, next) = match self {
            JournalError::Start { path, source } => (
                "keep a journal in",
                path,
                source,
                "until it is saved, work is lost if this window is killed; save often, or make \
                 the folder writable and start again",
            ),
            JournalError::Append { path, source } => (
                "write the last edit to the journal",
                path,
                source,
                "it is tried again with the next one; save now, or make room on the disk",
            ),
            JournalError::Sync { path, source } => (
                "write the journal through to the disk",
                path,
                source,
                "the last edits may not survive a power cut; save now, or elsewhere",
            ),
            JournalError::Segment { path, source } => (
                "begin a new part of the journal",
                path,
                source,
                "the old part goes on and nothing is lost; make room on the disk",
            ),
            JournalError::Gone { path, source } => (
                "make the journal anew that was removed,",
                path,
                source,
                "what is not saved is lost if this window is killed; save now, or make its folder \
                 anew",
            ),
            JournalError::Remove { path, source } => (
                "remove the journal",
                path,
                source,
                "all that is in it is saved; remove it by hand",
            ),
            JournalError::Search { path, source } => (
                "look for unsaved work in",
                path,
                source,
                "make the folder readable, then run: cjm recover",
            ),
            JournalError::Resume { path, source } => {
                ("go on with the journal", path, source, "it is kept; run: cjm recover")
            }
        };
        write!(f, "could not {what} {}: {}; {next}", path.display(), words::refusal(source))
    }
}

impl std::error::Error for JournalError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            JournalError::Start { source, .. }
            | JournalError::Append { source, .. }
            | JournalError::Sync { source, .. }
            | JournalError::Segment { source, .. }
            | JournalError::Gone { source, .. }
            | JournalError::Remove { source, .. }
            | JournalError::Search { source, .. }
            | JournalError::Resume { source, .. } => Some(source),
        }
    }
}
