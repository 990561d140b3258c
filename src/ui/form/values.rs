//! Values as they are read on a page.

use crate::edit::{Part, Way, entry_at};
use crate::insight::chart;
use crate::model::record::{Node, Shape};
use crate::model::{Check, Emotion, Entry, Metric, NoteKind, Phase};
use crate::ui::look::{Look, Marks, Role};
use crate::words;

/// Cells for the chart of a metric.
const CHART: usize = 16;

/// A value as it is read.
pub(super) fn shown(typed: &str, entry: Entry, name: &str, look: Look) -> (String, Role) {
    if typed.is_empty() {
        return (String::new(), Role::Dim);
    }
    match (entry, name) {
        (Entry::Whole, "emotion" | "target") => {
            let emotion = typed.parse().ok().and_then(|value| Emotion::new(value).ok());
            (format!("{} {}", look.mark(emotion), words::emotion(emotion)), Role::Felt(emotion))
        }
        (
            Entry::Scale,
            "importance" | "impact" | "effort" | "benefit" | "appropriate" | "relevant" | "simple"
            | "appealing",
        ) => dots(typed, name, look),
        // the first is the most urgent: no row of dots
        (Entry::Scale, "priority") => (format!("{typed} of 5"), Role::Text),
        (Entry::Number, "drop_off") => (format!("{typed} %"), Role::Warning),
        (Entry::Word(_), "phase") => {
            let phase = Phase::ALL.iter().find(|phase| phase.word() == typed);
            (words::spoken_word(typed), Role::Phase(phase.copied()))
        }
        (Entry::Word(_), _) => (words::spoken_word(typed), Role::Text),
        (Entry::Words(_), _) => (words::spoken_words(typed), Role::Text),
        (Entry::Flag, _) => ("yes".into(), Role::Warning),
        // the mark by which one part with a comma is told from two
        (Entry::List, _) => (typed.trim_end_matches(';').to_owned(), Role::Text),
        (Entry::Whole | Entry::Number, _) => (words::with_commas(typed), Role::Text),
        _ => (typed.to_owned(), Role::Text),
    }
}

/// A mark from 1 to 5 as dots, and in a number.
fn dots(typed: &str, name: &str, look: Look) -> (String, Role) {
    let Ok(mark @ 1..=5) = typed.parse::<usize>() else { return (typed.to_owned(), Role::Text) };
    let (full, empty) = if look.marks == Marks::Ascii { ("*", ".") } else { ("●", "○") };
    let is_quality = matches!(name, "appropriate" | "relevant" | "simple" | "appealing");
    let role = match mark {
        1 | 2 if is_quality => Role::Note(NoteKind::Pain),
        4 | 5 if is_quality => Role::Note(NoteKind::Delight),
        _ => Role::Text,
    };
    let said = if is_quality { format!(", {}", words::mark(mark)) } else { String::new() };
    (format!("{}{}  {mark} of 5{said}", full.repeat(mark), empty.repeat(5 - mark)), role)
}

/// The readings of a metric as a few bars on a line of time, with points where
/// nothing was measured; nothing where there are no signs for bars.
pub(super) fn spark(metric: &Metric, look: Look) -> String {
    chart(metric, CHART).into_iter().map(|bar| look.bar(bar)).collect()
}

/// A point of a checklist, with a sign for whether it is so.
pub(super) fn checked(check: &Check, look: Look) -> String {
    format!("{} {}", look.done(check.done), check.text)
}

/// The values of a record in one line.
pub(super) fn summary(thing: &mut dyn Node, way: &Way) -> String {
    let Some((_, _, _, Shape::Record(_, fields))) = entry_at(thing, way) else {
        return String::new();
    };
    let mut parts = Vec::new();
    for field in fields {
        let way = [way.clone(), vec![Part::Field(field.name.into())]].concat();
        let Some((entry, typed, count, _)) = entry_at(thing, &way) else { continue };
        match entry {
            Entry::Rows if count > 0 => {
                parts.push(format!("{count} {}", words::field_label(field.name)))
            }
            Entry::Word(_) => parts.push(words::spoken_word(&typed)),
            Entry::Flag if !typed.is_empty() => parts.push(words::field_label(field.name)),
            Entry::Whole | Entry::Scale | Entry::Number if !typed.is_empty() => {
                let emotion = typed.parse().ok().and_then(|value| Emotion::new(value).ok());
                parts.push(match (field.name, emotion) {
                    ("emotion", Some(emotion)) => words::signed(emotion),
                    _ => {
                        format!("{} {}", words::field_label(field.name), words::with_commas(&typed))
                    }
                });
            }
            _ => parts.push(typed),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}
