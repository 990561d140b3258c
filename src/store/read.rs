//! The text of a map file as a map, or where and why it is none.

mod attach;
mod error;
mod ids;
mod outline;
mod place;
mod refuse;
mod scan;

use std::fmt;

use serde_ignored::Path;

use crate::model::{FORMAT, JourneyMap, misfits};

use super::print::{Endings, Form, print_as};

pub use error::{Fault, Problem, ReadError};
pub use place::LinePlace;

/// How many brackets may stand in each other.
const DEPTH: usize = 128;

/// From how many bytes on a second thread saves more time than it takes.
const WORTH_A_THREAD: usize = 1 << 20;

/// A map, and what its file has beside the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The map, with the comments of the file.
    pub map: JourneyMap,
    /// How the file is written.
    pub form: Form,
    /// Why the file must not be saved over, if so.
    pub read_only: Option<ReadOnly>,
    /// Something had no id or one that was taken, and was given one that the
    /// file does not have yet.
    pub derived_ids: bool,
}

/// Why a map that was read must not be saved over its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadOnly {
    /// The file is in this format, which is newer than [`FORMAT`]; what this
    /// build does not know was passed over.
    NewerFormat(u32),
}

impl fmt::Display for ReadOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NewerFormat(format) => write!(
                f,
                "the file is in format {format}, newer than format {FORMAT} of this cjm: it can \
                 be read here, and changed only with a newer one"
            ),
        }
    }
}

impl Document {
    /// The map as the text of its file, with the endings and the mark that
    /// the file had.
    pub fn print(&self) -> String {
        print_as(&self.map, self.form)
    }
}

/// Reads the bytes of a map file.
///
/// # Errors
/// With every place that keeps the bytes from being a map.
pub fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let (bom, bytes) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (true, rest),
        None => (false, bytes),
    };
    let text = std::str::from_utf8(bytes).map_err(|error| refuse::not_utf8(bytes, error, bom))?;
    let (parsed, comments) = parse_and_find_comments(text);
    let (mut map, unknown) = parsed?;
    let read_only = (map.format > FORMAT).then_some(ReadOnly::NewerFormat(map.format));
    if read_only.is_none() {
        let misfits = misfits(&map);
        if !unknown.is_empty() || !misfits.is_empty() {
            return Err(refuse::faults(text, &mut map, unknown, misfits));
        }
    }
    let derived_ids = ids::complete_ids(&mut map);
    attach::attach_comments(&mut map, comments);
    Ok(Document { map, form: Form { endings: endings(text), bom }, read_only, derived_ids })
}

/// Where in the bytes of a map file its parts stand: of each path, in the
/// notation of [`JourneyMap::path_of`], the place at which the field's name or
/// the element begins. What is not written there has the place of the nearest
/// thing around it that is; the map itself, that of `JourneyMap(`.
///
/// The bytes must be those of a map that [`read`] took.
pub fn places<'p>(bytes: &[u8], paths: impl IntoIterator<Item = &'p str>) -> Vec<LinePlace> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let paths: Vec<&str> = paths.into_iter().collect();
    let places = place::Places::find(text, paths.iter().copied().chain([""]));
    paths.iter().map(|path| places.line_place(places.of(path).entry)).collect()
}

/// Both passes over a text. `ron` needs the time in which a large one opens;
/// the comments are found meanwhile.
fn parse_and_find_comments(text: &str) -> (Result<Parsed, ReadError>, Vec<attach::Found<'_>>) {
    if text.len() < WORTH_A_THREAD {
        return (parse(text), attach::find_comments(text));
    }
    std::thread::scope(|threads| {
        let comments = threads.spawn(|| attach::find_comments(text));
        let parsed = parse(text);
        let comments = comments.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (parsed, comments)
    })
}

/// The map, and the paths of the fields that it does not have.
type Parsed = (JourneyMap, Vec<String>);

fn parse(text: &str) -> Result<Parsed, ReadError> {
    let mut unknown = Vec::new();
    let mut from = deserializer(text).map_err(|error| refuse::unreadable(text, error, &[]))?;
    let parsed = serde_ignored::deserialize(&mut from, |path| unknown.push(joined(&path)))
        .and_then(|map| from.end().map(|()| map));
    match parsed {
        Ok(map) => Ok((map, unknown)),
        Err(error) => Err(refuse::unreadable(text, from.span_error(error), &unknown)),
    }
}

fn deserializer(text: &str) -> Result<ron::Deserializer<'_>, ron::error::SpannedError> {
    let options = ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_recursion_limit(DEPTH);
    ron::Deserializer::from_str_with_options(text, &options)
}

fn joined(path: &Path<'_>) -> String {
    let under = |parent: &Path<'_>, step: &str| {
        let parent = joined(parent);
        if parent.is_empty() { step.to_owned() } else { format!("{parent}.{step}") }
    };
    match path {
        Path::Root => String::new(),
        Path::Seq { parent, index } => under(parent, &index.to_string()),
        Path::Map { parent, key } => under(parent, key),
        Path::Some { parent }
        | Path::NewtypeStruct { parent }
        | Path::NewtypeVariant { parent } => joined(parent),
    }
}

/// As the first line ends.
fn endings(text: &str) -> Endings {
    match text.find('\n') {
        Some(end) if text[..end].ends_with('\r') => Endings::CrLf,
        _ => Endings::Lf,
    }
}
