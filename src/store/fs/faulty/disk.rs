//! The disk behind [`Faulty`](super::Faulty): what is there, and what would be after a power cut.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::{Kind, Plan, Stat};
use crate::store::fs::parent;
use crate::store::hash::Hash;

/// The user who runs the tests, and the group.
pub(super) const USER: u32 = 1000;

pub(super) struct Disk {
    /// Rises with every restart, so that handles from before are known.
    pub(super) life: u64,
    pub(super) plan: Plan,
    pub(super) calls: u64,
    nodes: BTreeMap<u64, Node>,
    entries: BTreeMap<PathBuf, u64>,
    durable: BTreeMap<PathBuf, u64>,
}

pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) data: Vec<u8>,
    pub(super) durable: Vec<u8>,
    pub(super) target: Option<PathBuf>,
    pub(super) mode: u32,
    pub(super) uid: u32,
    pub(super) gid: u32,
    pub(super) locked_by: Option<usize>,
}

impl Node {
    pub(super) fn new(kind: Kind, mode: u32, uid: u32) -> Node {
        let (data, durable, target) = (Vec::new(), Vec::new(), None);
        Node { kind, data, durable, target, mode, uid, gid: uid, locked_by: None }
    }

    /// Whether the user may do what the bit says: 4 read, 2 write.
    pub(super) fn allows(&self, bit: u32) -> bool {
        let shift = if self.uid == USER { 6 } else { 0 };
        self.mode >> shift & bit != 0
    }
}

impl Disk {
    pub(super) fn new() -> Disk {
        let nodes = BTreeMap::from([(0, Node::new(Kind::Folder, 0o755, USER))]);
        let entries = BTreeMap::from([(PathBuf::from("/"), 0)]);
        let durable = entries.clone();
        Disk { life: 0, plan: Plan::Work, calls: 0, nodes, entries, durable }
    }

    /// Counts a call, and fails where the plan says so.
    pub(super) fn call(&mut self) -> io::Result<()> {
        self.calls += 1;
        match self.plan {
            Plan::FailAt(n, kind) if self.calls == n => Err(kind.into()),
            Plan::FailFrom(n, kind) if self.calls >= n => Err(kind.into()),
            Plan::DieAt(n) if self.calls >= n => Err(io::Error::other("the process is dead")),
            _ => Ok(()),
        }
    }

    /// Whether the plan has killed the process at an earlier call.
    pub(super) fn dead(&self) -> bool {
        matches!(self.plan, Plan::DieAt(n) if self.calls > n)
    }

    pub(super) fn restart(&mut self) {
        self.life += 1;
        self.plan = Plan::Work;
        self.calls = 0;
        self.durable.clone_from(&self.entries);
        for node in self.nodes.values_mut() {
            node.locked_by = None;
            node.durable.clone_from(&node.data);
        }
    }

    pub(super) fn lose_power(&mut self, seed: u64) {
        let chance =
            |what: &str, of: u64| Hash::of(format!("{seed} {what}").as_bytes()).bits() % of;
        for (id, node) in &mut self.nodes {
            let longer = node.data.len().max(node.durable.len());
            node.data = match chance(&format!("node {id}"), 4) {
                _ if node.data == node.durable => continue,
                0 => node.durable.clone(),
                1 => node.data.clone(),
                2 => {
                    let cut = node.data.len() / 2;
                    let old = node.durable.get(cut..).unwrap_or_default();
                    [&node.data[..cut], old].concat()
                }
                _ => {
                    let mut zeros = node.durable.clone();
                    zeros.resize(longer, 0);
                    zeros
                }
            };
        }
        let names: Vec<PathBuf> = self.entries.keys().chain(self.durable.keys()).cloned().collect();
        for name in names {
            let lost = chance(&format!("name {}", name.display()), 2) == 0;
            match self.durable.get(&name) {
                Some(id) if lost => self.entries.insert(name, *id),
                None if lost => self.entries.remove(&name),
                _ => None,
            };
        }
        let all = self.entries.clone();
        self.entries.retain(|path, _| path.ancestors().all(|above| all.contains_key(above)));
    }

    pub(super) fn alive(&mut self, id: u64, life: u64) -> io::Result<&mut Node> {
        let same = self.life == life;
        let node = self.nodes.get_mut(&id).filter(|_| same);
        node.ok_or_else(|| io::Error::other("the process is dead"))
    }

    pub(super) fn put(&mut self, path: &Path, node: Node) {
        for above in path.ancestors().skip(1) {
            if !self.entries.contains_key(above) {
                self.insert(above, Node::new(Kind::Folder, 0o755, USER));
            }
        }
        self.insert(path, node);
        self.durable.clone_from(&self.entries);
    }

    pub(super) fn put_name(&mut self, path: &Path, second: &Path) {
        if let Some(id) = self.entries.get(path).copied() {
            self.entries.insert(second.to_owned(), id);
            self.durable.clone_from(&self.entries);
        }
    }

    pub(super) fn create(&mut self, path: &Path, node: Node) -> io::Result<u64> {
        self.may_change(parent(path))?;
        if self.entries.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        Ok(self.insert(path, node))
    }

    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.may_change(parent(from))?;
        self.may_change(parent(to))?;
        let id = self.entries.remove(from).ok_or(io::ErrorKind::NotFound)?;
        self.entries.insert(to.to_owned(), id);
        // what is in a folder goes with it
        let inside = self.entries.keys().filter(|path| path.starts_with(from));
        for path in inside.cloned().collect::<Vec<PathBuf>>() {
            if let (Ok(rest), Some(id)) = (path.strip_prefix(from), self.entries.remove(&path)) {
                self.entries.insert(to.join(rest), id);
            }
        }
        Ok(())
    }

    pub(super) fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.may_change(parent(path))?;
        self.entries.remove(path).map(drop).ok_or(io::ErrorKind::NotFound.into())
    }

    pub(super) fn sync_folder(&mut self, folder: &Path) -> io::Result<()> {
        self.find(folder)?;
        let inside = |path: &Path| path.parent() == Some(folder);
        self.durable.retain(|path, _| !inside(path));
        let new = self.entries.iter().filter(|(path, _)| inside(path));
        self.durable.extend(new.map(|(path, id)| (path.clone(), *id)));
        Ok(())
    }

    pub(super) fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.find(folder)?;
        let inside = self.entries.keys().filter(|path| path.parent() == Some(folder));
        Ok(inside.filter_map(|path| path.file_name()).map(OsString::from).collect())
    }

    pub(super) fn names(&self) -> Vec<PathBuf> {
        self.entries.keys().cloned().collect()
    }

    pub(super) fn follow(&self, path: &Path) -> io::Result<PathBuf> {
        let mut path = path.to_owned();
        for _ in 0..40 {
            let node = self.entries.get(&path).and_then(|id| self.nodes.get(id));
            match node.and_then(|node| node.target.as_ref()) {
                Some(target) => path = parent(&path).join(target),
                None => return Ok(path),
            }
        }
        Err(io::Error::other("the links lead in a circle"))
    }

    pub(super) fn find(&self, path: &Path) -> io::Result<u64> {
        let path = self.follow(path)?;
        self.entries.get(&path).copied().ok_or(io::ErrorKind::NotFound.into())
    }

    pub(super) fn node(&self, path: &Path) -> io::Result<&Node> {
        self.nodes.get(&self.find(path)?).ok_or(io::ErrorKind::NotFound.into())
    }

    pub(super) fn stat(&self, id: u64) -> io::Result<Stat> {
        let node = self.nodes.get(&id).ok_or(io::ErrorKind::NotFound)?;
        let names = self.entries.values().filter(|other| **other == id).count();
        Ok(Stat {
            kind: node.kind,
            len: node.data.len() as u64,
            mode: node.mode,
            uid: node.uid,
            gid: node.gid,
            links: names as u64,
            writable: node.allows(0o2),
            modified: None,
            identity: Some((0, id)),
        })
    }

    fn insert(&mut self, path: &Path, node: Node) -> u64 {
        let id = self.nodes.len() as u64;
        self.nodes.insert(id, node);
        self.entries.insert(path.to_owned(), id);
        id
    }

    fn may_change(&self, folder: &Path) -> io::Result<()> {
        let node = self.node(folder)?;
        match node.kind {
            Kind::Folder if node.allows(0o2) => Ok(()),
            Kind::Folder => Err(io::ErrorKind::PermissionDenied.into()),
            _ => Err(io::ErrorKind::NotADirectory.into()),
        }
    }
}
