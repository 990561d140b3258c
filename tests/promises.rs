//! The table of promises in `ARCHITECTURE.md` names tests that exist.
#![expect(clippy::unwrap_used, reason = "a source that cannot be read is a failed test")]

use std::collections::HashSet;
use std::fs;
use std::path::Path;

const PAGE: &str = include_str!("../ARCHITECTURE.md");
const HEAD: &str = "## Promises and their tests";

/// The rows of the table: what may go wrong, and the names in the second column.
fn rows() -> Vec<(&'static str, Vec<&'static str>)> {
    let table = PAGE.split_once(HEAD).unwrap().1.split("\n## ").next().unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.skip(2)
        .map(|row| {
            let (fault, tests) = row.split_once(" | ").unwrap();
            (fault, tests.split('`').skip(1).step_by(2).collect())
        })
        .collect()
}

/// The names of all tests below a folder, also of those that macros make from functions.
fn tests_in(folder: &Path, found: &mut HashSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            tests_in(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(path).unwrap();
            let mut is_test = false;
            for line in source.lines().map(str::trim) {
                match line.strip_prefix("fn ").and_then(|rest| rest.split_once('(')) {
                    Some((name, _)) if is_test => drop(found.insert(name.to_owned())),
                    _ => {}
                }
                // attributes may stand between
                is_test = line == "#[test]" || is_test && line.starts_with("#[");
            }
        }
    }
}

#[test]
fn every_promise_names_tests_that_exist() {
    let mut found = HashSet::new();
    for folder in ["src", "tests"] {
        tests_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    }
    let rows = rows();
    assert!(rows.len() >= 12, "{rows:?}");
    for (fault, tests) in &rows {
        assert!(!tests.is_empty(), "{fault}: no test");
        for test in tests {
            assert!(found.contains(*test), "{fault}: there is no test {test}");
        }
    }
    let no_test: Vec<&String> = found.iter().filter(|name| *name == "tests_in").collect();
    assert!(no_test.is_empty(), "what is no test is taken for one");
}
