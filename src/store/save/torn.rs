//! Writing in place, and mending what was cut off.
//!
//! The copy holds both versions, so that a torn file, which is a mixture of the two, can be told
//! from one that somebody wrote since; only the first is written over.

use std::io;
use std::path::{Path, PathBuf};

use super::{SaveError, Versions};
use crate::store::frame::{self, Opening};
use crate::store::fs::{
    FileSystem, Handle, MAX_FILE, Position, ReadError, make_folders, parent, path_bytes, path_of,
};
use crate::store::lock::{self, copy_path};

const NAME: &str = "cjm-copy";
const VERSION: &str = "1";
const PATH: u8 = b'p';
const OLD: u8 = b'o';
const NEW: u8 = b'n';
/// The extension of a copy that is of no use for mending any more.
const KEPT: &str = "kept";

/// What was found when a file was looked at for signs of a cut-off save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Restored {
    /// Nothing was to be done.
    Nothing,
    /// The file was torn, and holds the version now that was being written.
    Mended,
    /// The file has been written by another program, or removed, since the save was cut off. It
    /// was left alone.
    LeftAlone {
        /// Where the cut-off version is kept, with the one before it.
        copy: PathBuf,
    },
}

/// Both versions of a file whose writing in place was cut off, as they are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutOff {
    /// Where they are kept.
    pub copy: PathBuf,
    /// The file, links followed.
    pub map: PathBuf,
    /// What was in the file.
    pub old: Vec<u8>,
    /// What was being written.
    pub new: Vec<u8>,
}

/// The copies of all files whose writing was cut off, in no order. Waits for a save that is just
/// being made. What cannot be read is passed over.
pub fn cut_off(fs: &dyn FileSystem, state: &Path) -> Vec<CutOff> {
    let names = fs.list(&lock::copies(state)).unwrap_or_default();
    let copies = names.iter().filter_map(|name| {
        let copy = lock::copies(state).join(name);
        let is_live = copy.extension()? != KEPT;
        let key = copy.file_stem()?.to_string_lossy();
        let _lock = is_live.then(|| lock::hold(fs, state, &key));
        let kept = fs.read(&copy, 3 * MAX_FILE).ok()?;
        let (map, Versions { old, new }) = parts(&kept)?;
        Some(CutOff { map, old: old.to_owned(), new: new.to_owned(), copy })
    });
    copies.collect()
}

/// Keeps a synced copy, then writes the file in place.
pub(super) fn write_in_place(
    fs: &dyn FileSystem,
    state: &Path,
    path: &Path,
    versions: Versions<'_>,
) -> Result<(), SaveError> {
    let copy = copy_path(state, path);
    keep_copy(fs, &copy, path, versions).map_err(|source| {
        forget(fs, &copy);
        SaveError::NoCopy { path: path.to_owned(), source: Some(source) }
    })?;
    let failed =
        |source| SaveError::Write { path: path.to_owned(), doing: "write it in place", source };
    let mut handle = fs.open(path, Position::Start).map_err(|source| {
        forget(fs, &copy);
        failed(source)
    })?;
    let done = match overwrite(&mut *handle, versions.new) {
        Ok(()) => Ok(()),
        Err(source) => match put_back(fs, path, versions.old) {
            Ok(()) => Err(failed(source)),
            Err(_) => return Err(SaveError::Torn { path: path.to_owned(), copy, source }),
        },
    };
    forget(fs, &copy);
    done
}

/// Mends the file at `path` if a copy says that its writing was cut off, be it under another of
/// its names. The lock is held.
pub(super) fn restore(
    fs: &dyn FileSystem,
    state: &Path,
    path: &Path,
) -> Result<Restored, SaveError> {
    let mut done = restore_as(fs, state, path)?;
    let failed = |source| SaveError::Read(ReadError::from_io(path, source));
    if let Some(file) = lock::shared(fs, path).map_err(failed)? {
        for name in other_names(fs, state, path, file) {
            let restored = restore_as(fs, state, &name)?;
            if done == Restored::Nothing {
                done = restored;
            }
        }
    }
    Ok(done)
}

/// Under which other names that file was being written, by the copies there are. Who holds its lock
/// meets nobody who still writes it.
fn other_names(fs: &dyn FileSystem, state: &Path, path: &Path, file: (u64, u64)) -> Vec<PathBuf> {
    let copies = fs.list(&lock::copies(state)).unwrap_or_default();
    let names = copies.iter().filter_map(|name| {
        let copy = lock::copies(state).join(name);
        if copy.extension()? == KEPT || copy == copy_path(state, path) {
            return None;
        }
        Some(parts(&fs.read(&copy, 3 * MAX_FILE).ok()?)?.0)
    });
    names.filter(|name| lock::shared(fs, name).is_ok_and(|it| it == Some(file))).collect()
}

fn restore_as(fs: &dyn FileSystem, state: &Path, path: &Path) -> Result<Restored, SaveError> {
    let copy = copy_path(state, path);
    let kept = match fs.read(&copy, 3 * MAX_FILE) {
        Ok(kept) => kept,
        Err(ReadError::Missing { .. }) => return Ok(Restored::Nothing),
        Err(error) => return Err(SaveError::Read(error)),
    };
    let Some(versions) = parse(&kept, path) else {
        // The copy was not finished, so that the file was not touched.
        forget(fs, &copy);
        return Ok(Restored::Nothing);
    };
    let found = match fs.read(path, MAX_FILE) {
        Ok(found) => Some(found),
        Err(ReadError::Missing { .. }) => None,
        Err(error) => return Err(SaveError::Read(error)),
    };
    match found {
        Some(found) if found == versions.old || found == versions.new => {
            forget(fs, &copy);
            Ok(Restored::Nothing)
        }
        Some(found) if is_mixture(&found, versions) => match put_back(fs, path, versions.new) {
            Ok(()) => {
                forget(fs, &copy);
                Ok(Restored::Mended)
            }
            Err(source) => Err(SaveError::Torn { path: path.to_owned(), copy, source }),
        },
        _ => {
            let aside = aside(fs, &copy);
            fs.rename(&copy, &aside).map_err(|source| SaveError::Write {
                path: aside.clone(),
                doing: "keep the copy of a cut-off save",
                source,
            })?;
            Ok(Restored::LeftAlone { copy: aside })
        }
    }
}

/// Where a copy goes that cannot mend any more: those of earlier saves stay. The lock is held.
fn aside(fs: &dyn FileSystem, copy: &Path) -> PathBuf {
    let stem = copy.file_stem().unwrap_or_default().to_string_lossy();
    let mut aside = copy.with_extension(KEPT);
    let mut number = 2_u32;
    while fs.stat(&aside).is_ok() {
        aside = copy.with_file_name(format!("{stem}-{number}.{KEPT}"));
        number += 1;
    }
    aside
}

fn keep_copy(
    fs: &dyn FileSystem,
    copy: &Path,
    path: &Path,
    versions: Versions<'_>,
) -> io::Result<()> {
    make_folders(fs, parent(copy), lock::PRIVATE_FOLDER)?;
    let mut handle = fs.create_new(copy, lock::PRIVATE_FILE)?;
    handle.write(format!("{NAME} {VERSION}\n").as_bytes())?;
    frame::write(&mut *handle, PATH, 0, &path_bytes(path))?;
    frame::write(&mut *handle, OLD, 0, versions.old)?;
    frame::write(&mut *handle, NEW, 0, versions.new)?;
    handle.sync()?;
    fs.sync_folder(parent(copy))
}

/// The versions in a copy; `None` where it is not whole, or another file's.
fn parse<'a>(kept: &'a [u8], path: &Path) -> Option<Versions<'a>> {
    parts(kept).filter(|(map, _)| map == path).map(|(_, versions)| versions)
}

/// Whose copy it is, and the versions; `None` where it is not whole.
fn parts(kept: &[u8]) -> Option<(PathBuf, Versions<'_>)> {
    let Opening::Known(start) = frame::opening(kept, NAME, VERSION) else { return None };
    let (frames, _) = frame::decode(kept, start);
    let part = |kind| frames.iter().find(|frame| frame.kind == kind).map(|frame| frame.payload);
    Some((path_of(part(PATH)?), Versions { old: part(OLD)?, new: part(NEW)? }))
}

/// Removes a copy that is of no use any more. If that fails nothing is lost: it is looked at again
/// before the next save. It is synced, so that no power cut brings the copy back when the file is
/// some versions ahead.
fn forget(fs: &dyn FileSystem, copy: &Path) {
    if fs.remove(copy).is_ok() {
        let _ = fs.sync_folder(parent(copy));
    }
}

fn put_back(fs: &dyn FileSystem, path: &Path, bytes: &[u8]) -> io::Result<()> {
    overwrite(&mut *fs.open(path, Position::Start)?, bytes)
}

fn overwrite(handle: &mut dyn Handle, bytes: &[u8]) -> io::Result<()> {
    handle.write(bytes)?;
    handle.truncate(bytes.len() as u64)?;
    handle.sync()
}

/// Whether every byte is one of the old version, of the new one, or was never written.
fn is_mixture(found: &[u8], Versions { old, new }: Versions<'_>) -> bool {
    found.len() <= old.len().max(new.len())
        && found
            .iter()
            .enumerate()
            .all(|(at, byte)| *byte == 0 || old.get(at) == Some(byte) || new.get(at) == Some(byte))
}
