//! The content hash by which versions of a file are told apart.

use std::fmt;
use std::io::{self, Read};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// The content hash of some bytes: xxh3, 64 bits, the same on every machine and in every version.
///
/// It tells versions of one file apart; it is no proof against somebody who forges one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(u64);

impl Hash {
    /// The hash of `bytes`.
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(xxh3_64(bytes))
    }

    /// Reads what `Display` printed: sixteen hexadecimal digits. `None` for anything else.
    pub fn parse(text: &str) -> Option<Hash> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        digits.then(|| u64::from_str_radix(text, 16).ok()).flatten().map(Hash)
    }

    /// The hash of all that `reader` gives, up to the end, and how many bytes that were.
    pub(super) fn of_reader(mut reader: impl Read) -> io::Result<(Hash, u64)> {
        let mut sum = Xxh3::new();
        let mut chunk = vec![0; 64 * 1024];
        let mut len = 0;
        loop {
            match reader.read(&mut chunk) {
                Ok(0) => return Ok((Hash(sum.digest()), len)),
                Ok(read) => {
                    sum.update(&chunk[..read]);
                    len += read as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    pub(super) fn bits(self) -> u64 {
        self.0
    }

    pub(super) fn from_bits(bits: u64) -> Hash {
        Hash(bits)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_same_in_every_version() {
        assert_eq!(Hash::of(b"").to_string(), "2d06800538d394c2");
    }

    #[test]
    fn a_hash_taken_in_chunks_is_the_same() {
        let bytes: Vec<u8> = (0..300_000_u32).map(|n| n.to_le_bytes()[0]).collect();
        assert_eq!(Hash::of_reader(&bytes[..]).unwrap(), (Hash::of(&bytes), 300_000));
    }

    #[test]
    fn a_printed_hash_reads_back() {
        let hash = Hash::of(b"First order from abroad");
        assert_eq!(Hash::parse(&hash.to_string()), Some(hash));
        assert_eq!(Hash::parse("2d06800538d394c"), None);
        assert_eq!(Hash::parse("+d06800538d394c2"), None);
    }
}
