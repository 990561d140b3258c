//! Opening a map: read from its file, recovered from journals.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, io};

use serde::{Deserialize, Serialize};

use super::fs::{FileSystem, MAX_FILE, ReadError as FileError};
use super::hash::Hash;
use super::journal::{Found, Orphan, Record as Line, Replay, Why, among_orphans, orphans};
use super::lock;
use super::print::Form;
use super::read::{self, ReadError};
use super::save::{Restored, SaveError, restore_torn};
use crate::compare::merge;
use crate::edit::{Edit, apply, script};
use crate::model::JourneyMap;

/// One record of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Record {
    /// Edits that were made together.
    Edits(Vec<Edit>),
    /// What is being typed, in the screen's own notation; none when it was
    /// finished or given up.
    Typing(Option<String>),
    /// Edits, and what is being typed behind them. One record and not two, so
    /// that no kill comes between a text and the edit that it became: it would
    /// come back as both.
    Step(Vec<Edit>, Option<String>),
    /// What another program wrote was merged.
    Merged {
        /// What that changed in this window.
        edits: Vec<Edit>,
        /// What turns the map of this window into what it has in common with
        /// the file from then on.
        common: Vec<Edit>,
    },
    /// All that was brought back when this window started.
    Recovered {
        /// What turns the file into what the windows that died had made.
        edits: Vec<Edit>,
        /// What is being typed.
        typing: Option<String>,
        /// The names of the journals that this was in. Where they are still
        /// there, they are not to be brought back a second time.
        from: Vec<String>,
    },
}

impl Record {
    /// As a line of the journal.
    pub fn to_bytes(&self) -> Vec<u8> {
        // a record holds nothing that JSON cannot
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// A map and where it came from.
pub struct Opened {
    /// The file.
    pub path: PathBuf,
    /// What the file says.
    pub saved: Arc<JourneyMap>,
    /// The bytes of the file; none where there is no file yet.
    pub bytes: Option<Vec<u8>>,
    /// How the file is written.
    pub form: Form,
    /// Why the map can be looked at but not changed.
    pub read_only: Option<String>,
    /// What a window that died had not saved.
    pub recovered: Option<Recovered>,
    /// What the user should be told.
    pub warnings: Vec<String>,
    /// The journals of dead windows, to be discarded when what they hold is
    /// safe elsewhere.
    pub orphans: Vec<Orphan>,
}

/// What a window that died had not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The map with all of it.
    pub map: Arc<JourneyMap>,
    /// What turns the saved map into that one.
    pub edits: Vec<Edit>,
    /// How many steps were brought back.
    pub steps: usize,
    /// What was being typed, one text a window.
    pub typing: Vec<String>,
}

/// Why a map was not opened.
#[derive(Debug)]
pub enum OpenError {
    /// A save of the file was cut short, and could not be mended.
    Torn(SaveError),
    /// The file could not be read.
    File(FileError),
    /// It is no map.
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong in it.
        error: ReadError,
    },
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Torn(error) => error.fmt(f),
            Self::File(error) => error.fmt(f),
            Self::Content { path, error } => {
                for (n, fault) in error.faults().iter().enumerate() {
                    if n > 0 {
                        f.write_str("\n")?;
                    }
                    write!(f, "{}:{fault}", path.display())?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for OpenError {}

/// Reads a map for looking at it only: no journal, nothing mended.
///
/// # Errors
/// Where the file cannot be read or is no map.
pub fn look_at(fs: &dyn FileSystem, path: &Path) -> Result<read::Document, OpenError> {
    let bytes = fs.read(path, MAX_FILE).map_err(OpenError::File)?;
    read::read(&bytes).map_err(|error| OpenError::Content { path: path.to_owned(), error })
}

/// Opens a map for editing. Where there is no file, it is an empty map with
/// `title`, and the first save makes the file.
///
/// # Errors
/// Where the file cannot be read or is no map.
pub fn open(
    fs: &dyn FileSystem,
    state: Option<&Path>,
    path: &Path,
    title: &str,
) -> Result<Opened, OpenError> {
    let mut warnings = Vec::new();
    // first: a window whose journal is ours is dead, and writes the file no more
    let found = state.map(|state| orphans(fs, state, Some(path)));
    if let Some(state) = state
        && let Restored::LeftAlone { copy } =
            restore_torn(fs, state, path).map_err(OpenError::Torn)?
    {
        warnings.push(format!(
            "A save was cut short; a copy is kept in {}: cjm recover brings it back",
            copy.display()
        ));
    }
    let read_file = || match fs.read(path, MAX_FILE) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(FileError::Missing { .. }) => Ok(None),
        Err(error) => Err(OpenError::File(error)),
    };
    let mut bytes = read_file()?;
    let mut document = bytes.as_deref().map(read::read).transpose();
    if document.is_err() {
        // another window may just have been writing in place
        let _lock = state.and_then(|state| lock::of_file(fs, state, path));
        bytes = read_file()?;
        document = bytes.as_deref().map(read::read).transpose();
    }
    let document = document.map_err(|error| OpenError::Content { path: path.to_owned(), error })?;
    let document = document.unwrap_or_else(|| read::Document {
        map: JourneyMap::new(title),
        form: Form::default(),
        read_only: None,
        derived_ids: false,
    });
    let mut opened = Opened {
        path: path.to_owned(),
        saved: Arc::new(document.map),
        bytes,
        form: document.form,
        read_only: document.read_only.map(|why| why.to_string()),
        recovered: None,
        warnings,
        orphans: Vec::new(),
    };
    match (found, &opened.read_only) {
        (Some(Ok(found)), None) => recover(found, &mut opened),
        (Some(Err(error)), None) => opened.warnings.push(error.to_string()),
        _ => {}
    }
    Ok(opened)
}

/// Lets the unsaved work of dead windows go where the file of its map went. What
/// cannot follow stays where it is.
pub fn follow(fs: &dyn FileSystem, state: &Path, from: &Path, to: &Path) {
    let Ok(found) = orphans(fs, state, Some(from)) else { return };
    let taken_over: Vec<String> = found.orphans.iter().flat_map(taken_over).collect();
    for orphan in found.orphans {
        // under another name it would not be known any more
        let _ = match taken_over.contains(&orphan.name()) {
            true => orphan.discard(fs),
            false => orphan.follow(fs, state, to),
        };
    }
}

fn recover(found: Found, opened: &mut Opened) {
    for unreadable in found.unreadable {
        let path = unreadable.path.display();
        match &unreadable.why {
            Why::Version(version) => opened.warnings.push(format!(
                "Unsaved work of another cjm (journal version {version}) is kept in {path}"
            )),
            // that was said when it was made
            Why::Damaged if unreadable.is_copy() => {}
            why => opened.warnings.push(format!(
                "Unsaved work could not be brought back ({why}); it is kept in {path}, and cjm \
                 recover lists it"
            )),
        }
    }
    let hash = opened.bytes.as_deref().map(Hash::of);
    let mut map = Arc::clone(&opened.saved);
    let (mut steps, mut typing) = (0, Vec::new());
    let taken_over: Vec<String> = found.orphans.iter().flat_map(taken_over).collect();
    for orphan in found.orphans {
        if taken_over.contains(&orphan.name()) {
            opened.orphans.push(orphan);
            continue;
        }
        match replay(&orphan, hash, &opened.saved, &map) {
            Ok(replayed) => {
                map = replayed.map;
                steps += replayed.steps;
                typing.extend(replayed.typing);
                if orphan.damaged.is_some() {
                    opened.warnings.push(
                        "Not all of it may be back: its journal is damaged. That is kept whole, \
                         and cjm recover lists it"
                            .into(),
                    );
                }
                opened.orphans.push(orphan);
            }
            Err(why) => opened.warnings.push(format!(
                "Unsaved work could not be brought back ({why}); it is kept in {}, and cjm recover \
                 lists it",
                orphan.path.display()
            )),
        }
    }
    let edits = script(&opened.saved, &map);
    if !edits.is_empty() || !typing.is_empty() {
        opened.recovered = Some(Recovered { map, edits, steps, typing });
    }
}

/// What a dead window had on its screen, out of its journal alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuilt {
    /// The map, with all steps.
    pub map: Arc<JourneyMap>,
    /// How the file was written from which the window started.
    pub form: Form,
    /// How many steps the window had made since then.
    pub steps: usize,
    /// What was being typed.
    pub typing: Option<String>,
    /// Why what follows those steps could not be done again, if so.
    pub cut: Option<String>,
}

/// Does again what is in a journal, whatever the map's file says now.
///
/// # Errors
/// Where what the window started from cannot be read; the sentence says why.
pub fn rebuild(orphan: &Orphan) -> Result<Rebuilt, String> {
    let (base, form) = match &orphan.base {
        Some(bytes) => {
            let document = read::read(bytes).map_err(|error| error.to_string())?;
            (document.map, document.form)
        }
        None => (JourneyMap::new(""), Form::default()),
    };
    let (done, cut) = redo(Arc::new(base), &orphan.records, |_| false);
    let Replayed { map, steps, typing, .. } = done;
    let cut = cut.or_else(|| {
        let copy = orphan.damaged.as_ref()?;
        Some(format!("the journal is damaged; all of it is kept in {}", copy.display()))
    });
    Ok(Rebuilt { map, form, steps, typing, cut })
}

/// The maps that were begun in windows that died before there was a file, with
/// what is known of them; by their paths.
pub fn begun(fs: &dyn FileSystem, state: &Path) -> Vec<(PathBuf, Arc<JourneyMap>)> {
    let is_missing =
        |path: &Path| fs.stat(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
    let of = |orphan: &Orphan| {
        let rebuilt = rebuild(orphan).ok()?;
        let has_work = rebuilt.steps > 0 || rebuilt.typing.is_some();
        has_work.then(|| (orphan.map.clone(), rebuilt.map))
    };
    // where they cannot be looked for, that is said when a map is opened
    let found = among_orphans(fs, state, |orphans| {
        let orphans = orphans.iter().filter(|it| it.base.is_none() && is_missing(&it.map));
        orphans.filter_map(of).collect()
    });
    let mut begun: Vec<_> = found.unwrap_or_default();
    begun.dedup_by(|a, b| a.0 == b.0);
    begun
}

/// Whether a map was begun in the file of that path, which is not there yet.
pub fn is_begun(fs: &dyn FileSystem, state: &Path, path: &Path) -> bool {
    fs.resolve(path).is_ok_and(|path| begun(fs, state).iter().any(|(begun, _)| *begun == path))
}

/// The journals whose content is in this one, too: the window was killed
/// before it could remove them.
fn taken_over(orphan: &Orphan) -> Vec<String> {
    let first = orphan.records.first().map(|record| serde_json::from_slice(&record.bytes));
    match first {
        Some(Ok(Record::Recovered { from, .. })) => from,
        _ => Vec::new(),
    }
}

struct Replayed {
    map: Arc<JourneyMap>,
    steps: usize,
    typing: Option<String>,
    /// What the window had in common with the file last, and the number of the
    /// last record in that.
    common: (Arc<JourneyMap>, u64),
}

/// Does records of a journal again; `is_saved` says whether all up to one are in
/// the file for certain. With why it ended, where that was before the last one.
fn redo(
    base: Arc<JourneyMap>,
    records: &[Line],
    is_saved: impl Fn(u64) -> bool,
) -> (Replayed, Option<String>) {
    let common = (Arc::clone(&base), 0);
    let mut done = Replayed { map: base, steps: 0, typing: None, common };
    for record in records {
        let (edits, back) = match serde_json::from_slice(&record.bytes) {
            Ok(Record::Edits(edits)) => (edits, None),
            Ok(Record::Typing(typing)) => {
                done.typing = typing;
                (Vec::new(), None)
            }
            Ok(Record::Step(edits, typing) | Record::Recovered { edits, typing, .. }) => {
                done.typing = typing;
                (edits, None)
            }
            Ok(Record::Merged { edits, common }) => (edits, Some(common)),
            Err(error) => return (done, Some(error.to_string())),
        };
        let again = |map: &Arc<JourneyMap>, edits: &[Edit]| match edits {
            [] => Ok(Arc::clone(map)),
            edits => apply(map, edits).map(Arc::new),
        };
        match again(&done.map, &edits) {
            Ok(map) => done.map = map,
            Err(refused) => return (done, Some(refused.to_string())),
        }
        done.steps += usize::from(!edits.is_empty() && back.is_none());
        let common = back.and_then(|back| again(&done.map, &back).ok());
        if let Some(common) = common {
            done.common = (common, record.seq);
        }
        if is_saved(record.seq) {
            done.common = (Arc::clone(&done.map), record.seq);
        }
    }
    (done, None)
}

/// What the window had made when it began its latest save of which `so_far` has
/// all, although it was killed before it could note that one as done: another
/// window has merged that save. From there the two went different ways; with an
/// older base, what one of them deleted since would come back because it had
/// been changed before.
fn taken_over_until(
    orphan: &Orphan,
    base: &Arc<JourneyMap>,
    done: &Replayed,
    so_far: &Arc<JourneyMap>,
) -> Option<Arc<JourneyMap>> {
    let (common, last) = &done.common;
    // a save right behind a merge has the number of the merge
    let mut undecided = orphan.savings.iter().rev().take_while(|saving| saving.seq >= *last);
    undecided.find_map(|saving| {
        let until = orphan.records.partition_point(|record| record.seq <= saving.seq);
        let (then, cut) = redo(Arc::clone(base), &orphan.records[..until], |_| false);
        let is_there = || merge(common, so_far, &then.map).map == **so_far;
        (cut.is_none() && is_there()).then_some(then.map)
    })
}

/// Does again what is in a journal, and merges it into `so_far`. What the file
/// says tells only which save came last: it may say so for the second time, and
/// what was merged in between must not be taken for new.
fn replay(
    orphan: &Orphan,
    file: Option<Hash>,
    saved: &Arc<JourneyMap>,
    so_far: &Arc<JourneyMap>,
) -> Result<Replayed, String> {
    let (onto, _) = orphan.replay(file);
    let base = match (onto, &orphan.base) {
        (Replay::All, _) => Arc::clone(saved),
        (_, Some(bytes)) => Arc::new(read::read(bytes).map_err(|error| error.to_string())?.map),
        (_, None) => Arc::new(JourneyMap::new(&saved.title)),
    };
    let is_saved = |seq: u64| {
        onto == Replay::After(seq)
            || orphan.savings.iter().any(|saving| saving.is_done && saving.seq == seq)
    };
    let (mut done, cut) = redo(Arc::clone(&base), &orphan.records, is_saved);
    if let Some(why) = cut {
        return Err(why);
    }
    let taken_over = taken_over_until(orphan, &base, &done, so_far);
    let common = taken_over.as_ref().unwrap_or(&done.common.0);
    // what the window had merged before it died comes to the same again only
    // with the window's side as ours
    done.map = Arc::new(merge(common, &done.map, so_far).map);
    Ok(done)
}
