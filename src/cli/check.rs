//! `cjm check`: what is missing on maps, or overdue.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::place::Place;
use super::{CheckLevel, Format, output};
use crate::app::offer::offer;
use crate::insight::missing::{Rule, missing};
use crate::model::{Day, Level};
use crate::store::document::OpenError;
use crate::store::fs::MAX_FILE;
use crate::store::read::{Document, Fault, places, read};
use crate::words;

/// The code of what is said about a file that is no map. It is no rule: it
/// cannot be switched off.
const UNREADABLE: &str = "unreadable";

/// How to check.
pub(super) struct Asked {
    /// Only what is so serious, or more.
    pub(super) level: CheckLevel,
    /// The day that counts as today.
    pub(super) today: Option<Day>,
    pub(super) format: Format,
}

/// What was found on all maps, as JSON.
#[derive(Default, Serialize)]
struct Report {
    maps: usize,
    /// How many of them could not be read.
    unreadable: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    findings: Vec<Row>,
}

/// A finding as JSON.
#[derive(Serialize)]
struct Row {
    file: String,
    line: usize,
    column: usize,
    code: &'static str,
    level: &'static str,
    sentence: String,
    /// What mends it; none where the file cannot be read.
    repair: Option<&'static str>,
    /// The id of the thing; none for the map itself.
    id: Option<String>,
    /// The way to what mends it, from that thing.
    field: Option<String>,
}

/// A rule as JSON.
#[derive(Serialize)]
struct RuleRow {
    code: &'static str,
    level: &'static str,
    /// What it looks for.
    what: &'static str,
    /// Why it matters.
    help: &'static str,
    repair: &'static str,
}

pub(super) fn run(place: &Place, maps: &[OsString], asked: Asked) -> anyhow::Result<u8> {
    let today = asked.today.unwrap_or_else(|| jiff::Zoned::now().date().into());
    let least = match asked.level {
        CheckLevel::Error => Level::Error,
        CheckLevel::Warning => Level::Warning,
        CheckLevel::Info => Level::Info,
    };
    let mut report = Report { maps: maps.len(), ..Report::default() };
    for map in maps {
        one(place, map, today, least, &mut report);
    }
    output::value_or_lines(asked.format, &report, || report.findings.iter().map(line).collect())?;
    if asked.format == Format::Text {
        output::remark(&summary(&report, least));
    }
    Ok(match report {
        Report { unreadable: 1.., .. } => 2,
        Report { errors: 0, warnings: 0, .. } => 0,
        _ => 1,
    })
}

/// Prints the rules.
pub(super) fn list_rules(format: Format) -> anyhow::Result<u8> {
    let row = |rule: &Rule| RuleRow {
        code: rule.code(),
        level: words::level(rule.default_level()),
        what: words::rule_what(*rule),
        help: words::rule_help(*rule),
        repair: words::rule_repair(*rule),
    };
    let rows: Vec<RuleRow> = Rule::ALL.iter().map(row).collect();
    output::value_or_lines(format, &rows, || {
        let lines = rows.iter().flat_map(|row| {
            let head = format!("{:20} {:8} {}", row.code, row.level, row.what);
            [head, format!("{:30}{}", "", row.help), format!("{:30}{}", "", row.repair)]
        });
        lines.collect()
    })?;
    Ok(0)
}

/// Adds what is found on one map, in the order of its file.
fn one(place: &Place, map: &OsStr, today: Day, least: Level, report: &mut Report) {
    let (path, bytes, document) = match look_at(place, map) {
        Ok(looked) => looked,
        Err(rows) => {
            report.unreadable += 1;
            report.findings.extend(rows);
            return;
        }
    };
    if let Some(why) = document.read_only {
        output::remark(&format!("{}: {why}", path.display()));
    }
    let map = document.map;
    let mut findings = missing(&map, today);
    findings.retain(|finding| finding.level <= least);
    let paths: Vec<String> = findings
        .iter()
        .map(|finding| {
            let thing = map.path_of(&finding.at).unwrap_or_default();
            if thing.is_empty() {
                finding.path.to_string()
            } else {
                format!("{thing}.{}", finding.path)
            }
        })
        .collect();
    let places = places(&bytes, paths.iter().map(String::as_str));
    let mut rows: Vec<Row> = Vec::with_capacity(findings.len());
    for (finding, at) in findings.iter().zip(places) {
        match finding.level {
            Level::Error => report.errors += 1,
            Level::Warning => report.warnings += 1,
            Level::Info => report.infos += 1,
        }
        rows.push(Row {
            file: path.display().to_string(),
            line: at.line,
            column: at.column,
            code: finding.rule.code(),
            level: words::level(finding.level),
            sentence: words::finding(&map, finding),
            repair: Some(words::rule_repair(finding.rule)),
            id: finding.at.id().map(ToString::to_string),
            field: Some(finding.path.to_string()),
        });
    }
    rows.sort_by_key(|row| (row.line, row.column));
    report.findings.extend(rows);
}

/// The file of a map, its bytes and what they say; or why not, as findings.
fn look_at(place: &Place, map: &OsStr) -> Result<(PathBuf, Vec<u8>, Document), Vec<Row>> {
    let path = place
        .locate(map)
        .map_err(|error| vec![unreadable(Path::new(map), (1, 1), crate::app::in_words(&error))])?;
    let bytes = place
        .fs
        .read(&path, MAX_FILE)
        .map_err(|error| vec![unreadable(&path, (1, 1), error.to_string())])?;
    match read(&bytes) {
        Ok(document) => Ok((path, bytes, document)),
        Err(error) => {
            let rows = error.faults().iter().map(|fault| fault_row(&path, fault)).collect();
            let error = OpenError::Content { path: path.clone(), error };
            let kept = place.places().ok().and_then(|it| offer(&*place.fs, it, &path, &error));
            kept.iter().flat_map(|kept| kept.lines()).for_each(output::remark);
            Err(rows)
        }
    }
}

fn fault_row(path: &Path, fault: &Fault) -> Row {
    let thing = if fault.path.is_empty() { String::new() } else { format!("{}: ", fault.path) };
    unreadable(path, (fault.line, fault.column), format!("{thing}{}", fault.problem))
}

fn unreadable(path: &Path, (line, column): (usize, usize), sentence: String) -> Row {
    Row {
        file: path.display().to_string(),
        line,
        column,
        code: UNREADABLE,
        level: words::level(Level::Error),
        sentence,
        repair: None,
        id: None,
        field: None,
    }
}

fn line(row: &Row) -> String {
    format!("{}:{}:{}: {}: {}", row.file, row.line, row.column, row.code, row.sentence)
}

fn summary(report: &Report, least: Level) -> String {
    let maps = words::count(report.maps, "map", "maps");
    let tally = words::tally_down_to(least, [report.errors, report.warnings, report.infos]);
    match report.unreadable {
        0 => format!("{maps}, {tally}"),
        unreadable => format!("{maps}, {tally}; {unreadable} could not be read"),
    }
}
