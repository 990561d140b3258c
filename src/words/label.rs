//! Single values as a person reads them.

use std::borrow::Cow;

use crate::insight::{Spread, Summary};
use crate::model::{ActionState, Day, Emotion, NoteKind, Phase};

/// An emotion with its sign: `+1`, `0`, `−2`.
pub fn signed(emotion: Emotion) -> String {
    match emotion.get() {
        0 => "0".into(),
        value if value > 0 => format!("+{value}"),
        value => format!("−{}", value.unsigned_abs()),
    }
}

/// The worst of several emotions: `worst −2`.
pub fn worst(emotion: Emotion) -> String {
    format!("worst {}", signed(emotion))
}

/// A mean with its sign and one digit: `+0.7`, `0.0`, `−1.5`.
pub fn signed_mean(mean: f64) -> String {
    let tenths = (mean * 10.0).round() / 10.0;
    if tenths == 0.0 {
        "0.0".into()
    } else if tenths > 0.0 {
        format!("+{tenths:.1}")
    } else {
        format!("−{:.1}", tenths.abs())
    }
}

/// An emotion, or that there is none.
pub fn emotion(emotion: Option<Emotion>) -> String {
    emotion.map_or_else(|| "not rated".into(), signed)
}

/// How far voices lie apart: `−2…+1 (4)`.
pub fn spread(spread: Spread) -> String {
    let Spread { lowest, highest, count } = spread;
    if lowest == highest {
        format!("{} ({count})", signed(lowest))
    } else {
        format!("{}…{} ({count})", signed(lowest), signed(highest))
    }
}

/// The same, and whether they mean the same thing: `−2…+1 (4), they do not
/// agree`.
pub fn voices(of: Spread) -> String {
    if of.agrees() { spread(of) } else { format!("{}, they do not agree", spread(of)) }
}

/// A phase.
pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::PreSale => "pre-sale",
        Phase::Sale => "sale",
        Phase::PostSale => "post-sale",
    }
}

/// A kind of note.
pub fn note_kind(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Pain => "pain",
        NoteKind::Delight => "delight",
        NoteKind::Opportunity => "opportunity",
        NoteKind::Gap => "gap",
        NoteKind::Quote => "quote",
        NoteKind::Idea => "idea",
    }
}

/// In the empty field of a note: what belongs there.
pub fn note_asked_for(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Pain => "a pain…",
        NoteKind::Delight => "a delight…",
        NoteKind::Opportunity => "an opportunity…",
        NoteKind::Gap => "what nobody does for the customer here…",
        NoteKind::Quote => "what the customer says…",
        NoteKind::Idea => "an idea…",
    }
}

/// In the empty field of an action.
pub const TYPE_AN_ACTION: &str = "what is to be done…";

/// The state of an action.
pub fn action_state(state: ActionState) -> &'static str {
    match state {
        ActionState::Todo => "to do",
        ActionState::Doing => "doing",
        ActionState::Done => "done",
        ActionState::Verified => "verified",
        ActionState::Reopened => "reopened",
        ActionState::Dropped => "dropped",
    }
}

/// `1 touchpoint`, `3 touchpoints`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// A day as it is read: `15 Dec 2026`.
pub fn day(day: Day) -> String {
    day.date().strftime("%-d %b %Y").to_string()
}

/// How much of a map is filled in: `rated 10/11`, `goals 9/12`, `owners 9/12`.
pub fn progress(summary: &Summary) -> [String; 3] {
    [
        format!("rated {}/{}", summary.rated, summary.on_route),
        format!("goals {}/{}", summary.goals, summary.touchpoints),
        format!("owners {}/{}", summary.owners, summary.touchpoints),
    ]
}

/// A title between quotation marks, or what to call a thing without one.
pub fn quoted(title: &str) -> String {
    if title.is_empty() {
        "one without a title".into()
    } else {
        format!("“{}”", in_one_line(title))
    }
}

/// A text of several lines as a sentence can hold it.
pub fn in_one_line(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Cow::Owned(lines.join(" / "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_that_rounds_to_zero_has_no_sign() {
        assert_eq!(
            [signed_mean(-0.04), signed_mean(0.04), signed_mean(-0.05), signed_mean(1.25)],
            ["0.0", "0.0", "−0.1", "+1.3"]
        );
    }
}
