//! From what went wrong to a sentence with its place. Only files that cannot
//! be read come here, so that nothing here need be quick.

use std::str::Utf8Error;

use ron::error::{Error as RonError, SpannedError};

use crate::model::record::{Node, Shape};
use crate::model::{FORMAT, JourneyMap, Misfit};
use crate::text::nearest;

use super::error::{Fault, Problem, ReadError};
use super::place::{Places, field_of, holder};

/// The bytes are not UTF-8. `bytes` begins after the byte order mark.
pub(super) fn not_utf8(bytes: &[u8], error: Utf8Error, bom: bool) -> ReadError {
    let good = error.valid_up_to();
    let text = std::str::from_utf8(&bytes[..good]).unwrap_or_default();
    let offset = good + if bom { 3 } else { 0 };
    Places::find(text, []).fault(good, "", Problem::NotUtf8(offset)).into()
}

/// The map was read, but these fields are not known, and these numbers are
/// not in their units.
pub(super) fn faults(
    text: &str,
    map: &mut JourneyMap,
    unknown: Vec<String>,
    misfits: Vec<Misfit>,
) -> ReadError {
    let paths = unknown.iter().chain(misfits.iter().map(|misfit| &misfit.path));
    let places = Places::find(text, paths.map(String::as_str));
    let mut faults = Vec::new();
    for path in &unknown {
        let record = holder(path);
        let name = path[record.len()..].trim_start_matches('.').to_owned();
        let nearest = nearest_field(map, record, &name);
        let problem = Problem::UnknownField { name, nearest };
        faults.push(places.fault(places.of(path).entry, record, problem));
    }
    for Misfit { path, reason, .. } in misfits {
        let (record, field) = field_of(&path);
        let problem = Problem::BadValue { field: field.to_owned(), reason: reason.0 };
        faults.push(places.fault(places.of(&path).value, record, problem));
    }
    ReadError::new(faults)
}

fn nearest_field(map: &mut JourneyMap, record: &str, name: &str) -> Option<&'static str> {
    let mut node: &mut dyn Node = map;
    for step in record.split('.').filter(|step| !step.is_empty()) {
        node = match step.parse() {
            Ok(index) => node.element(index)?,
            Err(_) => node.child(step)?,
        };
    }
    match node.shape() {
        Shape::Record(_, fields) => nearest(name, fields.iter().map(|field| field.name)),
        _ => None,
    }
}

/// `ron` could not read the text.
pub(super) fn unreadable(text: &str, error: SpannedError) -> ReadError {
    if let Some(fault) = nothing_there(text).or_else(|| conflict_markers(text)) {
        return fault.into();
    }
    let at = offset(text, &error);
    let cut_off = text[at..].trim().is_empty();
    let path = if cut_off { String::new() } else { path_of_error(text) };
    let places = Places::find(text, [path.as_str(), "format"]);
    let (record, field) = field_of(&path);
    let (at, record, problem) = match problem(&error.code, field, cut_off) {
        problem @ Problem::MissingField(_) => (places.of(&path).value, path.as_str(), problem),
        problem @ Problem::RepeatedField(_) => (at, path.as_str(), problem),
        problem @ (Problem::BadValue { .. } | Problem::UnknownWord { .. }) => {
            (places.of(&path).value, record, problem)
        }
        Problem::TooDeep => (at, "", Problem::TooDeep),
        // Between two fields the path is that of the record.
        problem if path.ends_with(|c: char| c.is_ascii_digit()) => (at, path.as_str(), problem),
        problem => (at, record, problem),
    };
    let format = text[places.of("format").value..]
        .split(|c: char| !c.is_ascii_digit())
        .next()
        .and_then(|format| format.parse::<u32>().ok())
        .filter(|&format| format > FORMAT);
    let problem = match format {
        Some(format) => Problem::Newer { format, problem: Box::new(problem) },
        None => problem,
    };
    places.fault(at, record, problem).into()
}

fn nothing_there(text: &str) -> Option<Fault> {
    text.trim().is_empty().then(|| Places::find("", []).fault(0, "", Problem::Empty))
}

fn conflict_markers(text: &str) -> Option<Fault> {
    let at = if text.starts_with("<<<<<<< ") { 0 } else { text.find("\n<<<<<<< ")? + 1 };
    Some(Places::find(text, []).fault(at, "", Problem::ConflictMarkers))
}

/// Reads the text once more to see on which path it fails.
fn path_of_error(text: &str) -> String {
    use serde_path_to_error::Segment;
    let Ok(mut from) = super::deserializer(text) else { return String::new() };
    let Err(error) = serde_path_to_error::deserialize::<_, JourneyMap>(&mut from) else {
        return String::new();
    };
    let steps: Vec<String> = error
        .path()
        .iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(index.to_string()),
            Segment::Map { key } => Some(key.clone()),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect();
    steps.join(".")
}

/// The byte at which `ron` stopped.
fn offset(text: &str, error: &SpannedError) -> usize {
    let place = error.span.end;
    let start = match place.line.checked_sub(2) {
        None => 0,
        Some(nth) => text.match_indices('\n').nth(nth).map_or(text.len(), |(at, _)| at + 1),
    };
    let rest = &text[start..];
    let width = place.col.saturating_sub(1);
    start + rest.char_indices().nth(width).map_or(rest.len(), |(at, _)| at)
}

fn problem(error: &RonError, field: &str, cut_off: bool) -> Problem {
    let field = || field.to_owned();
    let bad = |reason: &str| Problem::BadValue { field: field(), reason: reason.into() };
    match error {
        RonError::ExpectedStructLike | RonError::ExpectedNamedStructLike(_)
            if field().is_empty() =>
        {
            Problem::Syntax("a map was expected here, which begins with JourneyMap(".into())
        }
        RonError::ExceededRecursionLimit => Problem::TooDeep,
        _ if cut_off => Problem::Syntax(
            "the file ends too early: what follows here is cut off; open a backup, or add what \
             is missing"
                .into(),
        ),
        RonError::Message(reason) => bad(reason),
        RonError::MissingStructField { field, .. } => Problem::MissingField(field),
        RonError::DuplicateStructField { field, .. } => Problem::RepeatedField(field),
        RonError::NoSuchEnumVariant { expected, found, .. } => Problem::UnknownWord {
            field: field(),
            word: found.clone(),
            nearest: nearest(found, expected.iter().copied()),
            known: expected,
        },
        RonError::ExpectedInteger => bad("it must be a whole number"),
        RonError::ExpectedFloat => bad("it must be a number"),
        RonError::IntegerOutOfBounds => bad("the number is too large"),
        RonError::ExpectedBoolean => bad("it must be true or false"),
        RonError::ExpectedString => bad("it must be text between quotation marks"),
        RonError::ExpectedIdentifier if !field().is_empty() => {
            bad("it must be a word without quotation marks")
        }
        RonError::ExpectedArray => bad("it must be a list between [ and ]"),
        RonError::ExpectedStructLike | RonError::ExpectedNamedStructLike(_) => {
            bad("it must be fields between ( and )")
        }
        RonError::InvalidValueForType { expected, found } => {
            bad(&format!("it must be {expected}, not {found}"))
        }
        RonError::ExpectedDifferentLength { .. } => {
            bad("each of its entries must be a name and a number or word")
        }
        other => Problem::Syntax(notation(other)),
    }
}

/// What is wrong with the notation, and what mends it.
fn notation(error: &RonError) -> String {
    match error {
        RonError::ExpectedComma => "a comma is missing before this".into(),
        RonError::ExpectedArrayEnd => "a comma or ] is missing before this".into(),
        RonError::ExpectedStructLikeEnd | RonError::ExpectedOptionEnd => {
            "a comma or ) is missing before this".into()
        }
        RonError::ExpectedMapColon => "a colon is missing after the field's name".into(),
        RonError::ExpectedIdentifier | RonError::SuggestRawIdentifier(_) => {
            "the name of a field was expected here".into()
        }
        RonError::ExpectedStringEnd => {
            "the text that begins here has no closing quotation mark".into()
        }
        RonError::UnclosedBlockComment => "the comment that begins here has no closing */".into(),
        RonError::TrailingCharacters => {
            "the map ends before this; only comments may follow it".into()
        }
        RonError::ExpectedDifferentStructName { expected, found } => {
            format!("{expected} was expected here, not {found}")
        }
        other => format!("this is no RON: {other}"),
    }
}
