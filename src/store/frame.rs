//! The one shape in which journals and copies are written: a line that names the version, then
//! frames, each with its own checksum, so that a torn end is seen as one.
//!
//! A frame is `CHECKSUM KIND SEQ LENGTH PAYLOAD` and a line feed; the checksum covers all between
//! it and that line feed. It can be read by eye, and any payload fits in.

use std::io;

use xxhash_rust::xxh3::Xxh3;

use super::fs::Handle;
use super::hash::Hash;

/// One frame, as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame<'a> {
    pub(super) kind: u8,
    pub(super) seq: u64,
    pub(super) payload: &'a [u8],
    /// Where the next frame begins, in bytes from the start of the file.
    pub(super) end: usize,
}

/// How reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// With the last byte of a frame.
    Whole,
    /// Inside a frame: the writer was stopped.
    Torn,
    /// At bytes that no writer of ours left there.
    Damaged,
}

/// What the first line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening<'a> {
    /// Our version; frames begin at this byte.
    Known(usize),
    /// The line is not whole: the writer was stopped before it wrote anything else.
    Torn,
    /// A version of another build.
    Foreign(&'a str),
    /// Not a file of ours.
    Damaged,
}

/// Reads the first line, which is `name` and a version.
pub(super) fn opening<'a>(bytes: &'a [u8], name: &str, version: &str) -> Opening<'a> {
    let line = format!("{name} {version}\n");
    if bytes.starts_with(line.as_bytes()) {
        return Opening::Known(line.len());
    }
    if line.as_bytes().starts_with(bytes) || bytes.iter().all(|byte| *byte == 0) {
        return Opening::Torn;
    }
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let other = std::str::from_utf8(first).ok().and_then(|line| line.strip_prefix(name));
    match other.and_then(|rest| rest.strip_prefix(' ')) {
        Some(version) => Opening::Foreign(version),
        None => Opening::Damaged,
    }
}

/// One frame's bytes.
pub(super) fn encode(kind: u8, seq: u64, payload: &[u8]) -> Vec<u8> {
    let mut bytes = head(kind, seq, payload).into_bytes();
    bytes.extend_from_slice(payload);
    bytes.push(b'\n');
    bytes
}

/// Writes one frame without copying its payload, which may be a whole map; returns its length.
pub(super) fn write(
    handle: &mut dyn Handle,
    kind: u8,
    seq: u64,
    payload: &[u8],
) -> io::Result<u64> {
    let head = head(kind, seq, payload);
    handle.write(head.as_bytes())?;
    handle.write(payload)?;
    handle.write(b"\n")?;
    Ok((head.len() + payload.len() + 1) as u64)
}

/// The frames of a file, from the byte `at`, up to the first that is torn or damaged.
pub(super) fn decode(bytes: &[u8], mut at: usize) -> (Vec<Frame<'_>>, Ending) {
    let mut frames = Vec::new();
    while at < bytes.len() {
        match decode_one(bytes, at) {
            Ok(frame) => {
                at = frame.end;
                frames.push(frame);
            }
            Err(ending) => return (frames, ending),
        }
    }
    (frames, Ending::Whole)
}

fn decode_one(bytes: &[u8], at: usize) -> Result<Frame<'_>, Ending> {
    let rest = bytes.get(at..).unwrap_or_default();
    // A file system may grow a file before it writes the data, and stop between.
    if rest.iter().all(|byte| *byte == 0) {
        return Err(Ending::Torn);
    }
    let sum = number(rest, 0, 16)?;
    let kind = *rest.get(sum.1).ok_or(Ending::Torn)?;
    let blank = *rest.get(sum.1 + 1).ok_or(Ending::Torn)?;
    let seq = number(rest, sum.1 + 2, 10)?;
    let len = number(rest, seq.1, 10)?;
    let start = len.1;
    let end = usize::try_from(len.0).ok().and_then(|len| start.checked_add(len));
    let end = end.ok_or(Ending::Damaged)?;
    let payload = rest.get(start..end).ok_or(Ending::Torn)?;
    let last = *rest.get(end).ok_or(Ending::Torn)?;
    let whole = Hash::of(&rest[sum.1..end]) == Hash::from_bits(sum.0);
    match whole && blank == b' ' && last == b'\n' {
        true => Ok(Frame { kind, seq: seq.0, payload, end: at + end + 1 }),
        false => Err(Ending::Damaged),
    }
}

/// The number at `from`, and where the one behind the next blank begins.
fn number(bytes: &[u8], from: usize, radix: u32) -> Result<(u64, usize), Ending> {
    /// Twenty digits hold any number of 64 bits.
    const LONGEST: usize = 20;
    let rest = bytes.get(from..).unwrap_or_default();
    match rest.iter().take(LONGEST + 1).position(|byte| *byte == b' ') {
        Some(blank) => {
            let digits = std::str::from_utf8(&rest[..blank]).ok();
            let number = digits.and_then(|digits| u64::from_str_radix(digits, radix).ok());
            number.map(|number| (number, from + blank + 1)).ok_or(Ending::Damaged)
        }
        None if rest.len() > LONGEST => Err(Ending::Damaged),
        None => Err(Ending::Torn),
    }
}

fn head(kind: u8, seq: u64, payload: &[u8]) -> String {
    let head = format!("{} {seq} {} ", char::from(kind), payload.len());
    let mut sum = Xxh3::new();
    sum.update(head.as_bytes());
    sum.update(payload);
    format!("{} {head}", Hash::from_bits(sum.digest()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_reads_back_whatever_is_in_it() {
        for payload in [&b""[..], b"{\"a\":1}", b"two\nlines\n", &[0, 255, b' ', b'\n']] {
            let bytes = encode(b'e', 7, payload);
            let frame = Frame { kind: b'e', seq: 7, payload, end: bytes.len() };
            assert_eq!(decode(&bytes, 0), (vec![frame], Ending::Whole));
        }
    }

    #[test]
    fn any_changed_byte_is_seen() {
        let bytes = encode(b'e', 7, b"{\"emotion\":-2}");
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            let (frames, ending) = decode(&changed, 0);
            assert!(frames.is_empty() && ending != Ending::Whole, "byte {at}");
        }
    }

    #[test]
    fn zeros_behind_the_last_frame_are_a_torn_end() {
        let mut bytes = encode(b'e', 1, b"kept");
        bytes.resize(bytes.len() + 512, 0);
        let (frames, ending) = decode(&bytes, 0);
        assert_eq!((frames.len(), ending), (1, Ending::Torn));
    }

    #[test]
    fn another_version_is_named() {
        assert_eq!(opening(b"cjm-journal 2\n...", "cjm-journal", "1"), Opening::Foreign("2"));
        assert_eq!(opening(b"cjm-jou", "cjm-journal", "1"), Opening::Torn);
        assert_eq!(opening(b"#!/bin/sh\n", "cjm-journal", "1"), Opening::Damaged);
    }
}
