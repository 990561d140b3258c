//! Every text of a touchpoint or a stage, for searching.
//!
//! A visitor over the schema: a new field is found without code of its own.

use std::borrow::Borrow;

use crate::model::record::{FieldDef, Leaf, Literal, Record, Value, Visit};
use crate::model::{Stage, Text, Touchpoint};
use crate::text::{find_folded, fold};

/// Fields that hold the names of things, which nobody reads, and the
/// touchpoints of a stage, which have texts of their own.
const SKIPPED: [&str; 4] = ["id", "with", "answers", "touchpoints"];

/// Shows every text of a touchpoint to `say`, in the order of the file, with
/// the name of the field under which it stands: that of a note is `notes`.
pub fn of_touchpoint(touchpoint: &Touchpoint, say: impl FnMut(&'static str, &str)) {
    touchpoint.fields(&mut Reader { top: "", depth: 0, say });
}

/// The same for a stage, without its touchpoints.
pub fn of_stage(stage: &Stage, say: impl FnMut(&'static str, &str)) {
    stage.fields(&mut Reader { top: "", depth: 0, say });
}

/// Whether a text of the touchpoint holds `folded`, which went through
/// [`fold`].
pub fn holds(touchpoint: &Touchpoint, folded: &str) -> bool {
    let mut found = false;
    of_touchpoint(touchpoint, |_, text| found = found || fold(text).contains(folded));
    found
}

/// The first text of a touchpoint that holds `folded`, and the field under
/// which it stands.
pub fn first_in_touchpoint(
    touchpoint: &Touchpoint,
    folded: &str,
) -> Option<(&'static str, String)> {
    let mut found = None;
    of_touchpoint(touchpoint, |field, text| keep_first(&mut found, field, text, folded));
    found
}

/// The same for a stage, without its touchpoints.
pub fn first_in_stage(stage: &Stage, folded: &str) -> Option<(&'static str, String)> {
    let mut found = None;
    of_stage(stage, |field, text| keep_first(&mut found, field, text, folded));
    found
}

fn keep_first(
    found: &mut Option<(&'static str, String)>,
    field: &'static str,
    text: &str,
    folded: &str,
) {
    if found.is_none() && find_folded(text, folded).is_some() {
        *found = Some((field, text.to_owned()));
    }
}

/// Walks through a record and all below it.
struct Reader<F> {
    top: &'static str,
    depth: usize,
    say: F,
}

impl<F: FnMut(&'static str, &str)> Reader<F> {
    fn text(&mut self, literal: Literal<'_>) {
        if let Literal::Text(text) = literal
            && !text.is_empty()
        {
            (self.say)(self.top, text);
        }
    }
}

impl<F: FnMut(&'static str, &str)> Visit for Reader<F> {
    fn field<T: Value>(&mut self, field: &'static FieldDef, value: &T) {
        if SKIPPED.contains(&field.name) || value.is_unset() {
            return;
        }
        if self.depth == 0 {
            self.top = field.name;
        }
        value.visit(self);
    }

    fn literal(&mut self, literal: Literal<'_>) {
        self.text(literal);
    }

    fn words<T: Leaf>(&mut self, words: &[T]) {
        for word in words {
            self.text(word.literal());
        }
    }

    fn lines(&mut self, lines: &[Text]) {
        self.words(lines);
    }

    fn named<T: Leaf>(&mut self, pairs: &[(Text, T)]) {
        for (name, _) in pairs {
            self.text(name.literal());
        }
    }

    fn record<R: Record>(&mut self, record: &R) {
        self.depth += 1;
        record.fields(self);
        self.depth -= 1;
    }

    fn records<R: Record, H: Borrow<R>>(&mut self, records: &[H]) {
        for record in records {
            self.record(record.borrow());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Note, NoteKind, Step};

    fn card() -> Touchpoint {
        let mut card = Touchpoint::new(Id::new("t-secret"), "Pays");
        card.goal = "Clear".into();
        card.tags = vec!["duties".into()];
        let mut note = Note::new(Id::new("n-secret"), NoteKind::Pain, "六天没有消息");
        note.by = "Ivo".into();
        card.notes.push(note);
        let step = Step {
            text: "Sends the parcel".into(),
            owner: "Ops".into(),
            system: "".into(),
            wait: None,
            comments: None,
        };
        card.behind.push(step);
        card
    }

    #[test]
    fn every_text_is_shown_with_its_field() {
        let mut shown = Vec::new();
        of_touchpoint(&card(), |field, text| shown.push(format!("{field}: {text}")));
        assert_eq!(
            shown,
            [
                "title: Pays",
                "goal: Clear",
                "tags: duties",
                "behind: Sends the parcel",
                "behind: Ops",
                "notes: 六天没有消息",
                "notes: Ivo",
            ]
        );
    }

    #[test]
    fn names_that_nobody_reads_are_not_found() {
        assert!(holds(&card(), "duties"));
        assert!(!holds(&card(), "secret"));
    }

    #[test]
    fn a_stage_is_searched_without_its_cards() {
        let mut stage = Stage::new(Id::new("s"), "Checkout");
        stage.touchpoints.push(card().into());
        assert_eq!(first_in_stage(&stage, "pays"), None);
        assert_eq!(first_in_stage(&stage, "check"), Some(("name", "Checkout".into())));
    }
}
