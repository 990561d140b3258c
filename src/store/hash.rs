//! The content hash by which versions of a file are told apart.

use std::fmt;

use xxhash_rust::xxh3::xxh3_64;

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
    fn a_printed_hash_reads_back() {
        let hash = Hash::of(b"First order from abroad");
        assert_eq!(Hash::parse(&hash.to_string()), Some(hash));
        assert_eq!(Hash::parse("2d06800538d394c"), None);
        assert_eq!(Hash::parse("+d06800538d394c2"), None);
    }
}
