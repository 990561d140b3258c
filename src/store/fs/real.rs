//! The file system of the machine.

use std::ffi::OsString;
use std::fs::{DirBuilder, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::store::hash::Hash;

use super::{FileSystem, Handle, Kind, Position, ReadError, Stat};

/// How many links in a row are followed; what Linux allows.
const MAX_LINKS: usize = 40;

/// The file system of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Real;

impl FileSystem for Real {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let (file, len) = open_to_read(path, limit)?;
        let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0));
        let read = file.take(limit).read_to_end(&mut bytes);
        read.map_err(|source| ReadError::from_io(path, source))?;
        refuse_size(path, bytes.len() as u64, limit)?;
        Ok(bytes)
    }

    fn hash(&self, path: &Path, limit: u64) -> Result<Hash, ReadError> {
        let (file, _) = open_to_read(path, limit)?;
        let read = Hash::of_reader(file.take(limit));
        let (hash, len) = read.map_err(|source| ReadError::from_io(path, source))?;
        refuse_size(path, len, limit)?;
        Ok(hash)
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        Ok(stat_of(&std::fs::metadata(path)?, || may_write(path)))
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let mut path = std::path::absolute(path)?;
        for _ in 0..MAX_LINKS {
            match path.canonicalize() {
                Ok(resolved) => return Ok(resolved),
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                Err(_) => {}
            }
            match std::fs::read_link(&path) {
                Ok(target) => path = super::parent(&path).join(target),
                Err(_) => return resolve_missing(&path),
            }
        }
        Err(io::Error::other("the links lead in a circle"))
    }

    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Handle>> {
        let mut options = OpenOptions::new();
        options.append(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
        #[cfg(not(unix))]
        let _ = mode;
        Ok(Box::new(Open(options.open(path)?)))
    }

    fn open(&self, path: &Path, at: Position) -> io::Result<Box<dyn Handle>> {
        let mut options = OpenOptions::new();
        match at {
            Position::Start => options.write(true),
            Position::End => options.append(true),
        };
        let file = quiet(&mut options).open(path)?;
        match kind(&file.metadata()?) {
            Kind::File => Ok(Box::new(Open(file))),
            kind => Err(io::Error::new(io::ErrorKind::InvalidInput, format!("it is {kind}"))),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
        if cfg!(not(unix)) {
            return Ok(());
        }
        match File::open(path).and_then(|folder| folder.sync_all()) {
            Err(error) if matches!(error.kind(), InvalidInput | Unsupported | PermissionDenied) => {
                Ok(())
            }
            done => done,
        }
    }

    fn create_folder(&self, path: &Path, mode: u32) -> io::Result<()> {
        #[cfg_attr(not(unix), expect(unused_mut, reason = "only unix has a mode to set"))]
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, mode);
        #[cfg(not(unix))]
        let _ = mode;
        builder.create(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<OsString>> {
        std::fs::read_dir(path)?.map(|entry| Ok(entry?.file_name())).collect()
    }
}

struct Open(File);

impl Handle for Open {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }

    fn stat(&self) -> io::Result<Stat> {
        Ok(stat_of(&self.0.metadata()?, || true))
    }

    fn set_mode(&mut self, mode: u32) -> io::Result<()> {
        #[cfg(unix)]
        {
            let permissions = std::os::unix::fs::PermissionsExt::from_mode(mode);
            self.0.set_permissions(permissions)
        }
        #[cfg(not(unix))]
        {
            let mut permissions = self.0.metadata()?.permissions();
            permissions.set_readonly(mode & 0o222 == 0);
            self.0.set_permissions(permissions)
        }
    }

    fn set_owner(&mut self, uid: u32, gid: u32) -> io::Result<()> {
        #[cfg(unix)]
        {
            std::os::unix::fs::fchown(&self.0, Some(uid), Some(gid))
        }
        #[cfg(not(unix))]
        {
            let _ = (uid, gid);
            Ok(())
        }
    }

    fn lock(&mut self) -> io::Result<()> {
        self.0.lock()
    }

    fn try_lock(&mut self) -> io::Result<bool> {
        match self.0.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn try_clone(&self) -> io::Result<Box<dyn Handle>> {
        Ok(Box::new(Open(self.0.try_clone()?)))
    }
}

/// Opens a plain file; returns its length too, which may grow while it is read.
fn open_to_read(path: &Path, limit: u64) -> Result<(File, u64), ReadError> {
    let failed = |source| ReadError::from_io(path, source);
    let refuse = |meta: &Metadata| match kind(meta) {
        Kind::File => refuse_size(path, meta.len(), limit),
        kind => Err(ReadError::NotAFile { path: path.to_owned(), kind }),
    };
    // Asked twice: opening a device can do things, and between the two calls the file may have
    // become another.
    refuse(&std::fs::metadata(path).map_err(failed)?)?;
    let file = quiet(OpenOptions::new().read(true)).open(path).map_err(failed)?;
    let meta = file.metadata().map_err(failed)?;
    refuse(&meta)?;
    Ok((file, meta.len()))
}

fn refuse_size(path: &Path, len: u64, limit: u64) -> Result<(), ReadError> {
    match len < limit {
        true => Ok(()),
        false => Err(ReadError::TooLarge { path: path.to_owned(), len, limit }),
    }
}

/// The nearest folder that is there, resolved, and the names below it as they are.
fn resolve_missing(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let folder = super::parent(path);
    let folder = match folder.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => resolve_missing(folder)?,
        folder => folder?,
    };
    Ok(folder.join(name))
}

/// Opening a named pipe for reading waits for its writer, unless it is told not to; opening a
/// terminal may make it ours.
fn quiet(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        std::os::unix::fs::OpenOptionsExt::custom_flags(options, flags.bits().cast_signed());
    }
    options
}

fn kind(meta: &Metadata) -> Kind {
    #[cfg(unix)]
    if std::os::unix::fs::FileTypeExt::is_fifo(&meta.file_type()) {
        return Kind::Pipe;
    }
    match meta {
        _ if meta.is_file() => Kind::File,
        _ if meta.is_dir() => Kind::Folder,
        _ => Kind::Device,
    }
}

#[cfg(unix)]
fn stat_of(meta: &Metadata, may_write: impl FnOnce() -> bool) -> Stat {
    use std::os::unix::fs::MetadataExt;
    Stat {
        kind: kind(meta),
        len: meta.len(),
        mode: meta.mode() & 0o7777,
        uid: meta.uid(),
        gid: meta.gid(),
        links: meta.nlink(),
        writable: meta.mode() & 0o222 != 0 && may_write(),
        modified: meta.modified().ok(),
        identity: Some((meta.dev(), meta.ino())),
    }
}

#[cfg(not(unix))]
fn stat_of(meta: &Metadata, may_write: impl FnOnce() -> bool) -> Stat {
    let writable = !meta.permissions().readonly() && may_write();
    Stat {
        kind: kind(meta),
        len: meta.len(),
        mode: if writable { 0o644 } else { 0o444 },
        uid: 0,
        gid: 0,
        links: 1,
        writable,
        modified: meta.modified().ok(),
        identity: None,
    }
}

#[cfg(unix)]
fn may_write(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn may_write(_path: &Path) -> bool {
    true
}
