//! The house: imports point to lower layers only, files stay short, and
//! nothing is called what says nothing.
#![expect(clippy::unwrap_used, reason = "a source that cannot be read is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the crate and their layers; a module may use those of a
/// lower layer.
const LAYERS: [(&str, u8); 11] = [
    ("model", 0),
    ("text", 0),
    ("compare", 1),
    ("insight", 1),
    ("edit", 2),
    ("words", 3),
    ("exchange", 4),
    ("store", 4),
    ("ui", 5),
    ("app", 6),
    ("cli", 6),
];

/// What the layers alone would let pass: the screen asks for files by effects.
const FORBIDDEN: [(&str, &str); 2] = [("ui", "store"), ("ui", "exchange")];

/// What the layers alone would forbid: a command starts the editor.
const ALLOWED: [(&str, &str); 1] = [("cli", "app")];

const LONGEST: usize = 500;

fn sources() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found.sort();
    assert!(found.len() > 50, "the sources were not found");
    found
}

/// The module of the crate that a file belongs to.
fn module(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules of the crate that a source names, with the line.
fn named(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (n, line) in source.lines().enumerate() {
        let code = line.split("//").next().unwrap();
        for (at, _) in code.match_indices("crate::") {
            let rest = &code[at + "crate::".len()..];
            let name: String =
                rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            // `use crate::{a, b}` names several at once
            let names = if rest.starts_with('{') {
                rest.trim_start_matches('{')
                    .split(',')
                    .map(|part| {
                        part.trim()
                            .chars()
                            .take_while(|c| c.is_alphanumeric() || *c == '_')
                            .collect()
                    })
                    .collect()
            } else {
                vec![name]
            };
            found.extend(names.into_iter().map(|name| (n + 1, name)));
        }
    }
    found
}

fn layer(module: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

#[test]
fn imports_point_to_lower_layers() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in sources() {
        let from = module(&path);
        let Some(own) = layer(&from) else { continue };
        for (line, to) in named(&fs::read_to_string(&path).unwrap()) {
            let Some(other) = layer(&to) else { continue };
            if to == from {
                continue;
            }
            seen += 1;
            let pair = (from.as_str(), to.as_str());
            if (other >= own && !ALLOWED.contains(&pair)) || FORBIDDEN.contains(&pair) {
                wrong.push(format!("{}:{line}: {from} uses {to}", path.display()));
            }
        }
    }
    assert!(seen > 100, "only {seen} imports were seen");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_its_layer() {
    for path in sources() {
        let module = module(&path);
        let known = layer(&module).is_some() || ["lib", "main"].contains(&module.as_str());
        assert!(known, "{}: which layer is {module}?", path.display());
    }
}

#[test]
fn files_are_short_and_named_for_what_is_in_them() {
    for path in sources() {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let vague = ["mod", "utils", "util", "helpers", "helper", "common", "manager", "misc"];
        assert!(!vague.contains(&name.as_str()), "{}", path.display());
    }
}

#[test]
fn the_lower_layers_know_no_clock_no_file_and_no_terminal() {
    let outside = [
        "std::fs",
        "std::time::SystemTime",
        "Instant::now",
        "std::env",
        "std::net",
        "crossterm",
        "ratatui",
    ];
    for path in sources() {
        if !["model", "compare", "insight", "edit", "words"].contains(&module(&path).as_str()) {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for word in outside {
            assert!(!source.contains(word), "{} names {word}", path.display());
        }
    }
}

#[test]
fn only_the_main_function_is_in_main() {
    let main = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/main.rs");
    assert!(fs::read_to_string(main).unwrap().lines().count() < 25);
}
