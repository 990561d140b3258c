//! Where in a text a value stands, by its path, and that path in words.
//!
//! A path is names of fields and numbers of elements with points between, such
//! as `stages.1.touchpoints.0.emotion`; the map itself is the empty path.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use crate::text;

use super::error::{Fault, Problem};
use super::outline::{Step, Watch, outline};
use super::scan::{Kind, Token};

/// The places of some paths in one text.
pub(super) struct Places<'t> {
    text: &'t str,
    /// Where each line begins.
    lines: Vec<usize>,
    found: HashMap<String, Found>,
    /// What the records on the way to a path are called.
    names: HashMap<String, String>,
}

/// A place in a text as an editor counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinePlace {
    /// The line; 1 is the first.
    pub line: usize,
    /// The character in the line; 1 is the first.
    pub column: usize,
}

/// Where a path leads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// The byte at which its name begins, or the element.
    pub(super) entry: usize,
    /// The byte at which its value begins.
    pub(super) value: usize,
}

impl<'t> Places<'t> {
    /// Looks for all of `paths` at once.
    pub(super) fn find<'p>(text: &'t str, paths: impl IntoIterator<Item = &'p str>) -> Self {
        let mut search = Search::default();
        for path in paths {
            search.longest = search.longest.max(path.split('.').count());
            search.on_the_way.extend(path.match_indices('.').map(|(at, _)| path[..at].to_owned()));
            search.on_the_way.insert(path.to_owned());
            search.wanted.insert(path.to_owned());
        }
        search.text = text;
        outline(text, text.len(), &mut search);
        let lines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let lines = std::iter::once(0).chain(lines.map(|(at, _)| at + 1)).collect();
        Self { text, lines, found: search.found, names: search.names }
    }

    /// Where `path` leads, or the nearest place on the way to it.
    pub(super) fn of(&self, path: &str) -> Found {
        let mut path = path;
        loop {
            match self.found.get(path) {
                Some(found) => return *found,
                None if path.is_empty() => return Found { entry: 0, value: 0 },
                None => path = holder(path),
            }
        }
    }

    /// Where just `path` leads, if it is there.
    pub(super) fn exactly(&self, path: &str) -> Option<Found> {
        self.found.get(path).copied()
    }

    /// A fault at byte `at`, in the record at `path`.
    pub(super) fn fault(&self, at: usize, path: &str, problem: Problem) -> Fault {
        let LinePlace { line, column } = self.line_place(at);
        Fault { line, column, path: self.in_words(path), problem }
    }

    /// The line and column of byte `at`.
    pub(super) fn line_place(&self, at: usize) -> LinePlace {
        let line = self.lines.partition_point(|&start| start <= at).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let column = 1 + self.text.get(start..at).map_or(0, |before| before.chars().count());
        LinePlace { line, column }
    }

    fn in_words(&self, path: &str) -> String {
        let mut words = String::new();
        let mut end = 0;
        let mut steps = path.split('.').filter(|step| !step.is_empty()).peekable();
        while let Some(step) = steps.next() {
            end += step.len() + usize::from(end > 0);
            let nth = steps.next_if(|next| next.parse::<usize>().is_ok());
            end += nth.map_or(0, |nth| nth.len() + 1);
            if !words.is_empty() {
                words.push_str(" > ");
            }
            match (self.names.get(&path[..end]), nth.and_then(|nth| nth.parse::<usize>().ok())) {
                (Some(name), _) => words.push_str(name),
                (None, None) => words.push_str(step),
                // Writing into a String cannot fail.
                (None, Some(index)) => {
                    let _ = write!(words, "{step} {}", index + 1);
                }
            }
        }
        words
    }
}

/// The path without its last step.
pub(super) fn holder(path: &str) -> &str {
    path.rfind('.').map_or("", |point| &path[..point])
}

/// The record in which the value at `path` is a field, or in a field, and the
/// name of that field.
pub(super) fn field_of(path: &str) -> (&str, &str) {
    let mut path = path;
    while !path.is_empty() {
        let before = holder(path);
        let last = path[before.len()..].trim_start_matches('.');
        if last.parse::<usize>().is_err() {
            return (before, last);
        }
        path = before;
    }
    ("", "")
}

#[derive(Default)]
struct Search<'t> {
    text: &'t str,
    wanted: HashSet<String>,
    on_the_way: HashSet<String>,
    /// The number of steps of the longest path that is wanted.
    longest: usize,
    found: HashMap<String, Found>,
    names: HashMap<String, String>,
}

impl<'t> Watch<'t> for Search<'t> {
    fn entry(&mut self, path: &[Step<'t>], at: usize) {
        self.note(path, |found| found.entry = at, at);
    }

    fn value(&mut self, path: &[Step<'t>], token: &Token) {
        let at = token.span.start;
        self.note(path, |_| {}, at);
        let Some((Step::Field("title" | "name" | "text"), record)) = path.split_last() else {
            return;
        };
        if token.kind != Kind::Text || record.is_empty() || record.len() > self.longest {
            return;
        }
        let record = joined(record);
        if self.on_the_way.contains(&record)
            && !self.names.contains_key(&record)
            && let Ok(name) = ron::from_str::<String>(&self.text[token.span.clone()])
        {
            let name = text::clip(&text::display(&name), 32).into_owned();
            self.names.insert(record, name);
        }
    }
}

impl<'t> Search<'t> {
    fn note(&mut self, path: &[Step<'t>], entry: impl FnOnce(&mut Found), at: usize) {
        if path.len() > self.longest {
            return;
        }
        let path = joined(path);
        if !self.wanted.contains(&path) && !self.on_the_way.contains(&path) {
            return;
        }
        match self.found.get_mut(&path) {
            // The entry came first, the value comes now, and once.
            Some(found) if found.value == found.entry => found.value = at,
            Some(_) => {}
            None => {
                let mut found = Found { entry: at, value: at };
                entry(&mut found);
                self.found.insert(path, found);
            }
        }
    }
}

fn joined(path: &[Step<'_>]) -> String {
    let mut joined = String::new();
    for step in path {
        if !joined.is_empty() {
            joined.push('.');
        }
        match step {
            Step::Field(name) => joined.push_str(name),
            // Writing into a String cannot fail.
            Step::Item(index) => {
                let _ = write!(joined, "{index}");
            }
        }
    }
    joined
}
