//! The comments of the file, kept at the record at which they stand.

use serde::{Deserialize, Serialize};

use super::text::Text;

/// Where at a record a comment stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// Only at the root: before the first line.
    Top,
    /// Only at the root: between the first line and the struct.
    Head,
    /// On lines of its own above the record, which stands in a list.
    Above,
    /// After the opening bracket of the record.
    Open,
    /// On lines of its own above the field.
    Before(Text),
    /// After the opening bracket of the field's list.
    In(Text),
    /// On lines of its own at the end of the field's list.
    Last(Text),
    /// In the field's list of texts: on lines of its own above that text.
    AboveLine(Text, Text),
    /// In the field's list of texts: on the line of that text.
    BehindLine(Text, Text),
    /// On the line where the field ends.
    After(Text),
    /// On lines of its own before the closing bracket of the record.
    End,
    /// On the line where the record, which stands in a list, ends; at the
    /// root, everything after it.
    Behind,
}

impl Place {
    /// The field at which it is.
    pub fn field(&self) -> Option<&Text> {
        match self {
            Self::Before(field)
            | Self::In(field)
            | Self::Last(field)
            | Self::AboveLine(field, _)
            | Self::BehindLine(field, _)
            | Self::After(field) => Some(field),
            Self::Top | Self::Head | Self::Above | Self::Open | Self::End | Self::Behind => None,
        }
    }

    /// Where a comment goes that does not fit on this line any more: above
    /// it. `None` if this is no end of a line. [`Place::Behind`] is taken for
    /// that of a record in a list.
    pub fn above(&self) -> Option<Self> {
        match self {
            Self::Behind => Some(Self::Above),
            Self::After(field) => Some(Self::Before(field.clone())),
            Self::BehindLine(field, line) => Some(Self::AboveLine(field.clone(), line.clone())),
            _ => None,
        }
    }
}

/// The comments at one record, in the order of their places.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comments {
    entries: Vec<(Place, Vec<Text>)>,
}

impl Comments {
    /// Adds a line to the comments at `place`. `line` is what stands after
    /// `//`, as it was written.
    pub fn add(&mut self, place: Place, line: &str) {
        match self.entries.binary_search_by(|(at, _)| at.cmp(&place)) {
            Ok(found) => self.entries[found].1.push(line.into()),
            Err(free) => {
                // Most records have one comment if any.
                self.entries.reserve_exact(1);
                self.entries.insert(free, (place, vec![line.into()]));
            }
        }
    }

    /// Adds a line to the comments at `place`, which is in a text that was
    /// read: at the end of a line there is room for one comment, and what
    /// stood there goes above the line, where it is printed as well.
    pub fn add_read(&mut self, place: Place, line: &str) {
        if let Some(above) = place.above()
            && let Ok(found) = self.entries.binary_search_by(|(at, _)| at.cmp(&place))
        {
            for earlier in std::mem::take(&mut self.entries[found].1) {
                self.add(above.clone(), &earlier);
            }
        }
        self.add(place, line);
    }

    /// The lines at `place`.
    pub fn at(&self, place: &Place) -> &[Text] {
        self.entries
            .binary_search_by(|(at, _)| at.cmp(place))
            .map_or(&[], |found| &self.entries[found].1)
    }

    /// Whether a comment stands at the field of that name.
    pub fn touch(&self, field: &str) -> bool {
        self.entries.iter().any(|(place, _)| place.field().is_some_and(|name| *name == *field))
    }

    /// All of them, ordered by place.
    pub fn entries(&self) -> &[(Place, Vec<Text>)] {
        &self.entries
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl FromIterator<(Place, Vec<Text>)> for Comments {
    fn from_iter<I: IntoIterator<Item = (Place, Vec<Text>)>>(entries: I) -> Self {
        let mut comments = Self::default();
        for (place, lines) in entries {
            for line in lines {
                comments.add(place.clone(), &line);
            }
        }
        comments
    }
}
