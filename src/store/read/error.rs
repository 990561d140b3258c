//! Why a file could not be read, with the place.

use std::fmt;

/// A map file could not be read. Every fault that was found is in it, at
/// least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    faults: Vec<Fault>,
}

impl ReadError {
    /// What is wrong, in the order of the file.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The error with these faults.
    pub(super) fn new(mut faults: Vec<Fault>) -> Self {
        faults.sort_by_key(|fault| (fault.line, fault.column));
        Self { faults }
    }
}

impl From<Fault> for ReadError {
    fn from(fault: Fault) -> Self {
        Self { faults: vec![fault] }
    }
}

/// One line for each fault, as the fault itself prints.
impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.faults.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for ReadError {}

/// One thing that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line; 1 is the first.
    pub line: usize,
    /// The character in the line; 1 is the first.
    pub column: usize,
    /// Where on the map, in the words of the map: `Checkout > Pays`. Empty for
    /// the map itself, and where that cannot be told.
    pub path: String,
    /// What it is.
    pub problem: Problem,
}

/// `line:column: path: sentence`, for a caller that puts the file before it.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.line, self.column)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        self.problem.fmt(f)
    }
}

/// What can be wrong at one place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is nothing but blanks and comments.
    Empty,
    /// The byte at this offset, counted from 0, begins no character.
    NotUtf8(usize),
    /// From here on there is nothing but zeros: the machine stopped while the file was written.
    Zeros,
    /// Git could not merge the file and wrote both sides into it.
    ConflictMarkers,
    /// The notation is wrong; the sentence says how.
    Syntax(String),
    /// More brackets stand in each other than any map needs.
    TooDeep,
    /// A field that the format does not have.
    UnknownField {
        /// Its name.
        name: String,
        /// The known name that is most like it.
        nearest: Option<&'static str>,
    },
    /// A field that must be there is not.
    MissingField(&'static str),
    /// A field stands there twice.
    RepeatedField(&'static str),
    /// A word that the field does not know.
    UnknownWord {
        /// The field.
        field: String,
        /// The word.
        word: String,
        /// The known word that is most like it.
        nearest: Option<&'static str>,
        /// All that it could be.
        known: &'static [&'static str],
    },
    /// A value that the field cannot hold; the sentence says what it can.
    BadValue {
        /// The field.
        field: String,
        /// What it must be.
        reason: String,
    },
    /// The file is in a newer format than this build knows, and holds what it
    /// cannot read.
    Newer {
        /// The number of that format.
        format: u32,
        /// What could not be read.
        problem: Box<Self>,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => {
                f.write_str("the file holds no map; a map begins with JourneyMap( and its title")
            }
            Self::NotUtf8(offset) => {
                write!(f, "byte {offset} is no UTF-8 text; save the file as UTF-8 and try again")
            }
            Self::Zeros => f.write_str(
                "only zeros follow here: the file was not written to its end; open a backup",
            ),
            Self::ConflictMarkers => f.write_str(
                "git could not merge this file and left both sides in it; keep one side of each \
                 conflict and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
            ),
            Self::Syntax(sentence) => f.write_str(sentence),
            Self::TooDeep => {
                f.write_str("more brackets stand in each other here than any map needs")
            }
            Self::UnknownField { name, nearest: Some(nearest) } => {
                write!(f, "there is no field {name:?} here; did you mean {nearest:?}?")
            }
            Self::UnknownField { name, nearest: None } => {
                write!(f, "there is no field {name:?} here; correct its name or remove it")
            }
            Self::MissingField(name) => {
                write!(f, "the field {name:?} is missing here; every such entry needs one")
            }
            Self::RepeatedField(name) => {
                write!(f, "the field {name:?} stands here twice; remove one of them")
            }
            Self::UnknownWord { field, word, nearest: Some(nearest), .. } => {
                write!(f, "{field:?} cannot be {word}; did you mean {nearest}?")
            }
            Self::UnknownWord { field, word, nearest: None, known } => {
                write!(f, "{field:?} cannot be {word}; it is one of {}", known.join(", "))
            }
            Self::BadValue { field, reason } => write!(f, "{field:?} cannot be read: {reason}"),
            Self::Newer { format, problem } => write!(
                f,
                "{problem} (the file is in format {format}, newer than format {} of this cjm: \
                 open it with a newer one)",
                crate::model::FORMAT
            ),
        }
    }
}
