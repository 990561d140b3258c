//! The undo of one field: what was replaced by what, grouped by word.

use std::ops::Range;

/// Edits done and edits taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Undo {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Whether the next edit may join the last step: nothing happened since.
    open: bool,
}

/// How an edit came about, which decides what it may join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Typed at the cursor.
    Typed,
    /// Deleted before the cursor, cluster by cluster.
    Back,
    /// Deleted behind the cursor, cluster by cluster.
    Forward,
    /// A step of its own.
    Whole,
}

/// Where the cursor was, and what was selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) cursor: usize,
    pub(super) anchor: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    kind: Kind,
    at: usize,
    removed: String,
    inserted: String,
    before: Place,
}

impl Undo {
    /// Notes that `range` of `text` is about to be replaced.
    pub(super) fn record(
        &mut self,
        text: &str,
        range: Range<usize>,
        with: &str,
        kind: Kind,
        before: Place,
    ) {
        self.undone.clear();
        let removed = &text[range.clone()];
        let last = self.done.last_mut().filter(|step| self.open && step.kind == kind);
        let joined = last.is_some_and(|step| step.join(&range, removed, with));
        if !joined {
            self.done.push(Step {
                kind,
                at: range.start,
                removed: removed.to_owned(),
                inserted: with.to_owned(),
                before,
            });
        }
        self.open = true;
    }

    /// The next edit starts a step of its own.
    pub(super) fn close(&mut self) {
        self.open = false;
    }

    /// Takes the last step back and says where the cursor was before it.
    pub(super) fn undo(&mut self, text: &mut String) -> Option<Place> {
        let step = self.done.pop()?;
        text.replace_range(step.at..step.at + step.inserted.len(), &step.removed);
        let before = step.before;
        self.undone.push(step);
        self.open = false;
        Some(before)
    }

    /// Does the last step taken back again and says where it ends.
    pub(super) fn redo(&mut self, text: &mut String) -> Option<usize> {
        let step = self.undone.pop()?;
        text.replace_range(step.at..step.at + step.removed.len(), &step.inserted);
        let end = step.at + step.inserted.len();
        self.done.push(step);
        self.open = false;
        Some(end)
    }
}

impl Step {
    /// Takes one more edit of its kind in, if it touches this step and starts
    /// no new word.
    fn join(&mut self, range: &Range<usize>, removed: &str, with: &str) -> bool {
        match self.kind {
            Kind::Typed => {
                let joins = range.is_empty()
                    && range.start == self.at + self.inserted.len()
                    && !starts_word(&self.inserted, with);
                if joins {
                    self.inserted.push_str(with);
                }
                joins
            }
            Kind::Back => {
                let joins = range.end == self.at && !ends_word(removed, &self.removed);
                if joins {
                    self.removed.insert_str(0, removed);
                    self.at = range.start;
                }
                joins
            }
            Kind::Forward => {
                let joins = range.start == self.at && !starts_word(&self.removed, removed);
                if joins {
                    self.removed.push_str(removed);
                }
                joins
            }
            Kind::Whole => false,
        }
    }
}

fn starts_word(before: &str, behind: &str) -> bool {
    before.ends_with(char::is_whitespace) && !behind.starts_with(char::is_whitespace)
}

fn ends_word(before: &str, behind: &str) -> bool {
    !before.ends_with(char::is_whitespace) && behind.starts_with(char::is_whitespace)
}
