//! Broken files, made of whole ones: by what disks, editors, merges and people do to them.

use std::path::PathBuf;

use crate::values::Rng;

/// Words that mean something in a file, and values at the edges of what fields take.
const WORDS: [&str; 72] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\",
    "//",
    "/*",
    "*/",
    "#",
    "r#\"",
    "\"#",
    "\n",
    "\r\n",
    "\t",
    " ",
    "'",
    "Some(",
    "None",
    "()",
    "[]",
    "\"\"",
    "true",
    "false",
    "-",
    "-0.0",
    "0",
    "1",
    "-2",
    "2",
    "7",
    "-3",
    "1e308",
    "1e999",
    "inf",
    "NaN",
    "0x7f",
    "4294967296",
    "99999999999999999999",
    "0.1",
    ".5",
    "5.",
    "1_0",
    "#![enable(implicit_some)]",
    "JourneyMap(",
    "format: 1,",
    "format: 2,",
    "title: \"a\",",
    "id: \"t-2hc8vp\",",
    "id: \"\",",
    "emotion: 7,",
    "emotion: None,",
    "stages: [",
    "touchpoints: [",
    "notes: [(text: \"n\", kind: Pain)],",
    "conflicts: [(at: \"t-2hc8vp\", field: \"emotion\", base: \"None\", ours: \"-2\", theirs: \"-1\")],",
    "\"2026-02-30\"",
    "\"2026-13\"",
    "\"25:00\"",
    "\\u{1b}",
    "\\u{202e}",
    "\\x41",
    "\u{feff}",
    "\u{202e}",
    "\u{200d}",
    "é",
    "第一次",
    "🙂",
];

/// One to six changes to one of the seeds.
pub(crate) fn mutated(rng: &mut Rng, seeds: &[(PathBuf, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = seeds[rng.below(seeds.len())].1.clone();
    // a part is read sooner than the whole, and is as good
    if rng.once_in(8) {
        let part = range(rng, bytes.len());
        bytes = bytes[part].to_vec();
    }
    for _ in 0..=rng.below(6) {
        mutate(rng, &mut bytes, seeds);
    }
    bytes
}

fn mutate(rng: &mut Rng, bytes: &mut Vec<u8>, seeds: &[(PathBuf, Vec<u8>)]) {
    let at = rng.below(bytes.len() + 1);
    match rng.below(16) {
        // what disks do
        0 => bytes.truncate(at),
        1 if at < bytes.len() => bytes[at] ^= 1 << rng.below(8),
        2 if at < bytes.len() => bytes[at..].fill(0),
        3 => drop(bytes.drain(range(rng, bytes.len()))),
        // what programs do
        4 => {
            let part = bytes[range(rng, bytes.len())].to_vec();
            drop(bytes.splice(at..at, part));
        }
        5 => {
            let other = &seeds[rng.below(seeds.len())].1;
            let part = other[range(rng, other.len())].to_vec();
            drop(bytes.splice(at..at, part));
        }
        6 => {
            let text = bytes.iter().flat_map(|byte| match byte {
                b'\n' => b"\r\n".to_vec(),
                byte => vec![*byte],
            });
            *bytes = text.collect();
        }
        7 => nest(rng, bytes, at),
        // what people do
        8 => lines(rng, bytes, |rng, lines| {
            let (a, b) = (rng.below(lines.len()), rng.below(lines.len()));
            lines.swap(a, b);
        }),
        9 => lines(rng, bytes, |rng, lines| {
            let line = rng.pick(lines);
            lines.insert(rng.below(lines.len()), line);
        }),
        10 => lines(rng, bytes, |rng, lines| drop(lines.remove(rng.below(lines.len())))),
        11 => replace_token(rng, bytes),
        12 => {
            if let Some(word) = token(rng, bytes) {
                let word = bytes[word].to_vec();
                drop(bytes.splice(at..at, word));
            }
        }
        _ => {
            let word = rng.pick(&WORDS).bytes();
            drop(bytes.splice(at..at, word));
        }
    }
}

/// Some bytes, mostly few.
fn range(rng: &mut Rng, len: usize) -> std::ops::Range<usize> {
    let start = rng.below(len + 1);
    let most = if rng.once_in(4) { len - start } else { (len - start).min(80) };
    start..start + rng.below(most + 1)
}

/// Brackets in each other, around nothing or around what is there.
fn nest(rng: &mut Rng, bytes: &mut Vec<u8>, at: usize) {
    let deep = if rng.once_in(10) { 10_000 } else { rng.below(200) };
    let (open, close) =
        rng.pick(&[("[", "]"), ("(", ")"), ("Some(", ")"), ("{", "}"), ("/*", "*/")]);
    if !rng.once_in(3) {
        let end = at + rng.below(bytes.len() - at + 1);
        drop(bytes.splice(end..end, close.repeat(deep).bytes()));
    }
    drop(bytes.splice(at..at, open.repeat(deep).bytes()));
}

/// Does something with the lines, of which there is one at least.
fn lines(rng: &mut Rng, bytes: &mut Vec<u8>, change: impl Fn(&mut Rng, &mut Vec<Vec<u8>>)) {
    let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    change(rng, &mut lines);
    *bytes = lines.join(&b'\n');
}

/// A word, a number or a text of the file, or one sign.
fn token(rng: &mut Rng, bytes: &[u8]) -> Option<std::ops::Range<usize>> {
    if bytes.is_empty() {
        return None;
    }
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
    let at = rng.below(bytes.len());
    let start = bytes[..at].iter().rposition(|byte| !is_word(*byte)).map_or(0, |at| at + 1);
    let rest = &bytes[start..];
    let len = match rest[0] {
        b'"' => 2 + rest[1..].iter().position(|byte| *byte == b'"').unwrap_or(rest.len()),
        byte if is_word(byte) => rest.iter().position(|byte| !is_word(*byte)).unwrap_or(rest.len()),
        _ => 1,
    };
    Some(start..(start + len).min(bytes.len()))
}

/// Puts a word where another stands: out of the same file, or one of ours.
fn replace_token(rng: &mut Rng, bytes: &mut Vec<u8>) {
    let (Some(old), Some(new)) = (token(rng, bytes), token(rng, bytes)) else { return };
    let new = match rng.once_in(2) {
        true => bytes[new].to_vec(),
        false => rng.pick(&WORDS).as_bytes().to_vec(),
    };
    drop(bytes.splice(old, new));
}
