//! Long-running checks with inputs that nobody thought of: any bytes as a file, and merges of maps
//! that were changed in any way.
//!
//! Without further ado every seed is replayed and a fixed number of mutations is tried, always the
//! same ones. `CJM_FUZZ_SECONDS=600 cargo test --release --test fuzz` tries others, for so long
//! each; `CJM_FUZZ_SEED` says which. An input that fails is written to a file, which the message
//! names: what was wrong is mended, and the file goes into `tests/fuzz/seeds` for good.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs};

use cjm::compare::{diff, merge};
use cjm::edit::{Settle, apply, script, settled};
use cjm::model::{JourneyMap, misfits};
use cjm::store::read::read;

#[path = "shared/edits.rs"]
mod edits;
#[path = "shared/facts.rs"]
mod facts;
#[path = "shared/fields.rs"]
mod fields;
#[path = "fuzz/mutate.rs"]
mod mutate;
#[path = "shared/values.rs"]
mod values;

use edits::{edited, example, start, tree};
use facts::{facts, ids};
use mutate::mutated;
use values::Rng;

/// How many mutations of a file are tried where nobody says for how long.
const MUTATIONS: u64 = 2_000;
/// And how many merges.
const MERGES: u64 = 200;

/// Merges that failed once, by their numbers.
const MERGED_WRONGLY_ONCE: [u64; 2] = [1_882_539_399_640_331, 1_882_550_383_424_373];

/// The contents of all seeds: our own, the templates, the example of the format.
fn seeds() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["tests/fuzz/seeds", "assets/templates", "assets/examples"];
    let mut files = vec![root.join("tests/formats/example.ron")];
    for folder in folders {
        files.extend(fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()));
    }
    files.sort();
    assert!(files.len() > 10, "{files:?}");
    files.into_iter().map(|file| (file.clone(), fs::read(file).unwrap())).collect()
}

/// Calls `check` with one number after the other.
fn for_each_number(by_default: u64, check: impl Fn(u64)) {
    let Some(seconds) = env::var("CJM_FUZZ_SECONDS").ok().and_then(|it| it.parse().ok()) else {
        (0..by_default).for_each(check);
        return;
    };
    let begin = env::var("CJM_FUZZ_SEED").ok().and_then(|it| it.parse().ok());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let begin = begin.unwrap_or(now << 20);
    let (started, limit) = (Instant::now(), Duration::from_secs(seconds));
    let mut tried = 0;
    while started.elapsed() < limit {
        check(begin.wrapping_add(tried));
        tried += 1;
    }
    println!("{tried} tried, from CJM_FUZZ_SEED={begin} on");
}

/// Whatever the bytes are, reading them is an answer; and what is read is printed, read again as
/// the same map, and printed as the same text.
fn check_reading(bytes: &[u8]) {
    let document = match read(bytes) {
        Ok(document) => document,
        Err(error) => {
            let lines = 1 + bytes.iter().filter(|byte| **byte == b'\n').count();
            assert!(!error.faults().is_empty());
            for fault in error.faults() {
                assert!((1..=lines).contains(&fault.line) && fault.column >= 1, "{fault}");
                assert!(!fault.problem.to_string().is_empty());
            }
            return;
        }
    };
    if document.read_only.is_some() {
        // what this build does not know is not in it
        return;
    }
    let text = document.print();
    let again = read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert!(again.map == document.map, "another map:\n{text}");
    assert!(!again.derived_ids, "ids are missing in:\n{text}");
    assert!(again.print() == text, "another text:\n{text}");
}

/// Keeps an input that failed; says where.
fn keep_failed(bytes: &[u8], number: u64) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("failed-{number}.ron"));
    fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

#[test]
fn whatever_is_read_is_printed_and_read_again() {
    let seeds = seeds();
    for (path, bytes) in &seeds {
        println!("{}", path.display());
        check_reading(bytes);
    }
    for_each_number(MUTATIONS, |number| {
        let mut rng = Rng::new(number);
        let bytes = mutated(&mut rng, &seeds);
        if catch_unwind(AssertUnwindSafe(|| check_reading(&bytes))).is_err() {
            panic!("mutation {number} failed: {}", keep_failed(&bytes, number));
        }
    });
}

/// The map that another program finds in the file of `map`.
fn in_file(map: &JourneyMap) -> JourneyMap {
    in_text(&cjm::store::print::print(map))
}

fn in_text(text: &str) -> JourneyMap {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}")).map
}

/// A version of a map: what a person could make of it, or what a person could make of its text.
fn version(rng: &mut Rng, base: &JourneyMap) -> JourneyMap {
    let edits: Vec<u64> = (0..rng.below(25)).map(|_| rng.next()).collect();
    let map = edited(base, &edits).0;
    // the screen refuses numbers that do not fit their units
    let map = if misfits(&map).is_empty() { map } else { base.clone() };
    if !rng.once_in(3) {
        return map;
    }
    let text = cjm::store::print::print(&map).into_bytes();
    let seed = [(PathBuf::new(), text)];
    // most mutations are no maps
    let read = (0..20).find_map(|_| read(&mutated(rng, &seed)).ok());
    read.filter(|document| document.read_only.is_none()).map_or(map, |document| document.map)
}

/// A version of a map by a person who has nothing to say but comments: at the ends of some lines, and
/// above them. Some lines of texts are taken out.
fn commented(rng: &mut Rng, base: &JourneyMap, lines: &[usize], side: &str) -> JourneyMap {
    let text = cjm::store::print::print(base);
    let mut text: Vec<String> = text.lines().map(str::to_owned).collect();
    for (number, line) in lines.iter().enumerate() {
        let line = &mut text[*line];
        let said = if rng.once_in(6) { "both".to_owned() } else { format!("{side} {number}") };
        match rng.below(5) {
            0 => line.insert_str(0, &format!("// above {said}\n")),
            1 | 2 => line.push_str(&format!(" // behind {said}")),
            3 if line.trim_start().starts_with('"') => line.clear(),
            _ => {}
        }
    }
    in_text(&text.join("\n"))
}

/// What a map would say in the place of the numbers that it shows to choose from. Where one side
/// gave a metric another unit, a number of the other side may fit no more: it is there to choose.
fn numbers_to_choose(map: &JourneyMap) -> BTreeSet<String> {
    let of_metrics = map.conflicts.iter().filter(|conflict| *conflict.field == *"metrics");
    let taken = of_metrics.map(|conflict| settled(map, conflict, Settle::TakeTheirs).unwrap());
    taken.flat_map(|edits| facts(&apply(map, &edits).unwrap())).collect()
}

fn check_merge(number: u64) {
    let mut rng = Rng::new(number);
    let base = match rng.below(4) {
        0 => example(),
        1 => tree(rng.next()),
        _ => start(rng.next()),
    };
    let base = if misfits(&base).is_empty() { in_file(&base) } else { example() };
    // what a window has changed, and what is in a file
    let (x, y) = (version(&mut rng, &base), in_file(&version(&mut rng, &base)));
    check_merge_of(&base, &x, &y);
    let text = cjm::store::print::print(&base);
    let all: Vec<usize> = (0..text.lines().count()).collect();
    let some: Vec<usize> = (0..20).map(|_| rng.pick(&all)).collect();
    let [x, y] = ["ours", "theirs"].map(|side| commented(&mut rng, &base, &some, side));
    check_merge_of(&base, &x, &y);
}

fn check_merge_of(base: &JourneyMap, x: &JourneyMap, y: &JourneyMap) {
    for side in [x, y] {
        assert!(merge(base, side, base).map == *side, "their side without changes");
        assert!(merge(base, base, side).map == *side, "our side without changes");
        assert!(merge(base, side, side).map == *side, "the same on both sides");
    }
    let merged = merge(base, x, y);
    let (was, is) = (facts(base), facts(&merged.map));
    let offered = numbers_to_choose(&merged.map);
    for side in [x, y] {
        for fact in facts(side).difference(&was) {
            assert!(is.contains(fact) || offered.contains(fact), "lost: {fact}");
        }
    }
    let mut ids = ids(&merged.map);
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice");
    assert!(merge(x, &merged.map, x).map == merged.map, "not settled");
    assert!(merge(y, y, &merged.map).map == merged.map, "not settled");
    for (a, b) in [(x, y), (base, &merged.map)] {
        assert_eq!(diff(a, b).is_empty(), a == b);
        assert_eq!(apply(a, &script(a, b)).as_ref(), Ok(b));
    }
    // one side's unit and the other's number may not fit: a save refuses that, in words
    if in_file(x) == *x && misfits(&merged.map).is_empty() {
        assert_eq!(diff(&merged.map, &in_file(&merged.map)), [], "not what is in its file");
    }
}

#[test]
fn whatever_was_changed_is_merged_and_nothing_is_lost() {
    MERGED_WRONGLY_ONCE.into_iter().for_each(check_merge);
    for_each_number(MERGES, |number| {
        if catch_unwind(|| check_merge(number)).is_err() {
            panic!("merge {number} failed");
        }
    });
}
