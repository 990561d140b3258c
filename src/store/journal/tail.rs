//! What a journal holds behind its base, kept in memory until it is saved: so that a failed write
//! can be repeated, and a new segment can take it along.

use super::{RECORD, SAVED, SAVING};
use crate::store::frame;
use crate::store::hash::Hash;

/// Frames in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub(super) struct Tail {
    /// The number of the last record before these.
    start: u64,
    bytes: Vec<u8>,
    /// Where in `bytes` the record `start + 1`, `start + 2` and so on begins.
    records: Vec<usize>,
    /// How many bytes are in the file.
    written: usize,
}

impl Tail {
    /// The tail of a journal whose base holds all records up to `start`.
    pub(super) fn starting(start: u64) -> Tail {
        Tail { start, ..Tail::default() }
    }

    pub(super) fn push_record(&mut self, record: &[u8]) -> u64 {
        let seq = self.last() + 1;
        self.records.push(self.bytes.len());
        self.bytes.extend(frame::encode(RECORD, seq, record));
        seq
    }

    pub(super) fn push_saving(&mut self, seq: u64, hash: Hash) {
        self.bytes.extend(frame::encode(SAVING, seq, hash.to_string().as_bytes()));
    }

    pub(super) fn push_saved(&mut self, seq: u64) {
        self.bytes.extend(frame::encode(SAVED, seq, b""));
    }

    pub(super) fn start(&self) -> u64 {
        self.start
    }

    pub(super) fn last(&self) -> u64 {
        self.start + self.records.len() as u64
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn unwritten(&self) -> &[u8] {
        &self.bytes[self.written..]
    }

    pub(super) fn note_written(&mut self) {
        self.written = self.bytes.len();
    }

    /// The part from the first record after `seq` on, which is in no file yet.
    pub(super) fn after(&self, seq: u64) -> Tail {
        let start = seq.clamp(self.start, self.last());
        let skipped = usize::try_from(start - self.start).unwrap_or(usize::MAX);
        let records = self.records.get(skipped..).unwrap_or_default();
        let from = records.first().copied().unwrap_or(self.bytes.len());
        Tail {
            start,
            bytes: self.bytes[from..].to_vec(),
            records: records.iter().map(|at| at - from).collect(),
            written: 0,
        }
    }
}
