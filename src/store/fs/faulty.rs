//! A file system in memory for tests: it fails at the call one names, keeps the owners and modes
//! of an ordinary user whoever runs the tests, and can lose what a power cut would lose.
//!
//! Its limits: links are followed at the last part of a path only, and a write is one call.

mod disk;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::{FileSystem, Handle, Kind, Position, ReadError, Stat};
use crate::store::hash::Hash;
use disk::{Disk, Node};

/// Which calls fail. Calls are counted from 1, from the moment the plan is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Plan {
    /// None.
    #[default]
    Work,
    /// Only this one.
    FailAt(u64, io::ErrorKind),
    /// This one and all after it, as on a full disk.
    FailFrom(u64, io::ErrorKind),
    /// This one does half of its work, those after it none: the process has been killed.
    DieAt(u64),
}

/// What a stop of the machine takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crash {
    /// Only the process: all it wrote is there, its locks are free.
    Process,
    /// The power: of everything that was not synced some is lost, some kept, some torn or zero,
    /// chosen by this number.
    Power(u64),
}

/// The file system. Clones share one disk.
#[derive(Clone)]
pub struct Faulty {
    shared: Arc<Shared>,
}

impl Default for Faulty {
    fn default() -> Faulty {
        Faulty::new()
    }
}

impl Faulty {
    /// An empty disk with the folder `/`, used by user 1000 of group 1000 with umask 022.
    pub fn new() -> Faulty {
        let disk = Mutex::new(Disk::new());
        Faulty { shared: Arc::new(Shared { disk, freed: Condvar::new() }) }
    }

    /// Sets which calls fail from now on, and begins to count anew.
    pub fn plan(&self, plan: Plan) {
        let mut disk = self.disk();
        disk.plan = plan;
        disk.calls = 0;
    }

    /// How many calls there were since the plan was set.
    pub fn calls(&self) -> u64 {
        self.disk().calls
    }

    /// Stops the machine or the process, and starts it again with nothing planned. Handles from
    /// before are dead.
    pub fn crash(&self, crash: Crash) {
        let mut disk = self.disk();
        if let Crash::Power(seed) = crash {
            disk.lose_power(seed);
        }
        disk.restart();
        drop(disk);
        self.shared.freed.notify_all();
    }

    /// Puts a synced folder at `path`, which belongs to `uid`, and the folders above it.
    pub fn put_folder(&self, path: &Path, mode: u32, uid: u32) {
        self.disk().put(path, Node::new(Kind::Folder, mode, uid));
    }

    /// Puts a synced file at `path`, which belongs to `uid`, and the folders above it.
    pub fn put(&self, path: &Path, bytes: &[u8], mode: u32, uid: u32) {
        let mut node = Node::new(Kind::File, mode, uid);
        node.data = bytes.to_vec();
        node.durable = bytes.to_vec();
        self.disk().put(path, node);
    }

    /// Puts a link at `path` that leads to `target`.
    pub fn put_link(&self, path: &Path, target: &Path) {
        let mut node = Node::new(Kind::File, 0o777, disk::USER);
        node.target = Some(target.to_owned());
        self.disk().put(path, node);
    }

    /// Gives the file at `path` a second name.
    pub fn put_name(&self, path: &Path, second: &Path) {
        self.disk().put_name(path, second);
    }

    /// What is in the file at `path`, past all plans; `None` where there is no file.
    pub fn look(&self, path: &Path) -> Option<Vec<u8>> {
        let disk = self.disk();
        let node = disk.node(path).ok()?;
        (node.kind == Kind::File).then(|| node.data.clone())
    }

    /// All names there are, sorted, past all plans.
    pub fn names(&self) -> Vec<PathBuf> {
        self.disk().names()
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        self.shared.lock()
    }

    fn handle(&self, disk: &Disk, id: u64, at: Position) -> Box<dyn Handle> {
        let file = Arc::new(OpenFile { shared: Arc::clone(&self.shared), id, life: disk.life });
        Box::new(FaultyHandle { file, at, position: 0 })
    }
}

impl FileSystem for Faulty {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let failed = |source| ReadError::from_io(path, source);
        let mut disk = self.disk();
        disk.call().map_err(failed)?;
        let node = disk.node(path).map_err(failed)?;
        let len = node.data.len() as u64;
        match node.kind {
            Kind::File if len >= limit => {
                Err(ReadError::TooLarge { path: path.to_owned(), len, limit })
            }
            Kind::File if !node.allows(0o4) => Err(failed(io::ErrorKind::PermissionDenied.into())),
            Kind::File => Ok(node.data.clone()),
            kind => Err(ReadError::NotAFile { path: path.to_owned(), kind }),
        }
    }

    fn hash(&self, path: &Path, limit: u64) -> Result<Hash, ReadError> {
        self.read(path, limit).map(|bytes| Hash::of(&bytes))
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        let mut disk = self.disk();
        disk.call()?;
        disk.stat(disk.find(path)?)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let mut disk = self.disk();
        disk.call()?;
        disk.follow(path)
    }

    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Handle>> {
        let mut disk = self.disk();
        disk.call()?;
        let id = disk.create(path, Node::new(Kind::File, mode & !0o022, disk::USER))?;
        Ok(self.handle(&disk, id, Position::End))
    }

    fn open(&self, path: &Path, at: Position) -> io::Result<Box<dyn Handle>> {
        let mut disk = self.disk();
        disk.call()?;
        let id = disk.find(path)?;
        let node = disk.node(path)?;
        match node.kind {
            Kind::File if node.allows(0o2) => Ok(self.handle(&disk, id, at)),
            Kind::File => Err(io::ErrorKind::PermissionDenied.into()),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut disk = self.disk();
        disk.call()?;
        disk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut disk = self.disk();
        disk.call()?;
        disk.remove(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let mut disk = self.disk();
        disk.call()?;
        disk.sync_folder(path)
    }

    fn create_folder(&self, path: &Path, mode: u32) -> io::Result<()> {
        let mut disk = self.disk();
        disk.call()?;
        disk.create(path, Node::new(Kind::Folder, mode & !0o022, disk::USER)).map(drop)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<OsString>> {
        let mut disk = self.disk();
        disk.call()?;
        disk.list(path)
    }
}

struct Shared {
    disk: Mutex<Disk>,
    /// Told whenever a lock becomes free.
    freed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Disk> {
        self.disk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One opening of a file: what holds its lock.
struct OpenFile {
    shared: Arc<Shared>,
    id: u64,
    life: u64,
}

impl OpenFile {
    fn key(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    /// Counts a call, and lends the disk and the file's node.
    fn call<T>(&self, work: impl FnOnce(&mut Node) -> io::Result<T>) -> io::Result<T> {
        let mut disk = self.shared.lock();
        disk.call()?;
        work(disk.alive(self.id, self.life)?)
    }
}

impl Drop for OpenFile {
    fn drop(&mut self) {
        let key = self.key();
        let mut disk = self.shared.lock();
        if let Ok(node) = disk.alive(self.id, self.life) {
            node.locked_by = node.locked_by.filter(|holder| *holder != key);
        }
        drop(disk);
        self.shared.freed.notify_all();
    }
}

struct FaultyHandle {
    file: Arc<OpenFile>,
    at: Position,
    position: usize,
}

impl Handle for FaultyHandle {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut disk = self.file.shared.lock();
        let done = disk.call();
        // A write that fails may have written something, except after the process's death.
        let half = if disk.dead() { 0 } else { bytes.len() / 2 };
        let bytes = if done.is_ok() { bytes } else { &bytes[..half] };
        let node = disk.alive(self.file.id, self.file.life)?;
        let from = if self.at == Position::End { node.data.len() } else { self.position };
        let to = from + bytes.len();
        if node.data.len() < to {
            node.data.resize(to, 0);
        }
        node.data[from..to].copy_from_slice(bytes);
        self.position = to;
        done
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.file.call(|node| {
            node.data.resize(usize::try_from(len).map_err(io::Error::other)?, 0);
            Ok(())
        })
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.call(|node| {
            node.durable.clone_from(&node.data);
            Ok(())
        })
    }

    fn stat(&self) -> io::Result<Stat> {
        let mut disk = self.file.shared.lock();
        disk.call()?;
        disk.alive(self.file.id, self.file.life)?;
        disk.stat(self.file.id)
    }

    fn set_mode(&mut self, mode: u32) -> io::Result<()> {
        self.file.call(|node| {
            if node.uid != disk::USER {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            node.mode = mode;
            Ok(())
        })
    }

    fn set_owner(&mut self, uid: u32, gid: u32) -> io::Result<()> {
        self.file.call(|node| match (uid, gid) == (node.uid, node.gid) {
            true => Ok(()),
            false => Err(io::ErrorKind::PermissionDenied.into()),
        })
    }

    fn lock(&mut self) -> io::Result<()> {
        let key = self.file.key();
        let mut disk = self.file.shared.lock();
        disk.call()?;
        loop {
            let node = disk.alive(self.file.id, self.file.life)?;
            if node.locked_by.is_none_or(|holder| holder == key) {
                node.locked_by = Some(key);
                return Ok(());
            }
            disk = self.file.shared.freed.wait(disk).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn try_lock(&mut self) -> io::Result<bool> {
        let key = self.file.key();
        self.file.call(|node| {
            let free = node.locked_by.is_none_or(|holder| holder == key);
            if free {
                node.locked_by = Some(key);
            }
            Ok(free)
        })
    }

    fn try_clone(&self) -> io::Result<Box<dyn Handle>> {
        self.file.call(|_| Ok(()))?;
        let file = Arc::clone(&self.file);
        Ok(Box::new(FaultyHandle { file, at: self.at, position: self.position }))
    }
}
