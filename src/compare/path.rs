//! The way from a thing down to one of its fields, in words of the file.

/// A dotted path such as `support.months[2026-09].tickets`.
#[derive(Debug, Default)]
pub(super) struct Path(String);

impl Path {
    /// The path of a field of the record at which we are.
    pub(super) fn to(&self, field: &str) -> String {
        if self.0.is_empty() { field.into() } else { format!("{}.{field}", self.0) }
    }

    /// Goes down into the record in a field; [`Path::back`] takes the answer.
    pub(super) fn enter(&mut self, field: &str) -> String {
        let below = self.to(field);
        std::mem::replace(&mut self.0, below)
    }

    /// Goes back to where `enter` was called.
    pub(super) fn back(&mut self, before: String) {
        self.0 = before;
    }

    /// Where we are.
    pub(super) fn here(&self) -> &str {
        &self.0
    }
}
