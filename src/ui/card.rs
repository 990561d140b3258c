//! What of a touchpoint stands on its card, line by line.

use crate::insight::{Spread, is_assumed};
use crate::model::{Action, Handover, Note, NoteKind, Side, Stage, Step, Touchpoint};
use crate::ui::look::{Look, Passage, Role};
use crate::{text, words};

/// Cells for the mark and the blank behind it.
pub const MARK: usize = 3;
/// How many notes a card shows before it counts the rest, where room is scarce.
pub const NOTES: usize = 2;
/// How many lines a title or a note may take where room is scarce.
pub const LINES: usize = 2;

/// A line of a card, right of the mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub role: Role,
    /// It is part of the title, and is what the focus reverses.
    pub is_title: bool,
    /// What stands in the cells of the card's mark before it, and its role.
    pub mark: Option<(Role, &'static str)>,
    /// So many cells at its beginning have a role of their own.
    pub lead: Option<(Role, usize)>,
    /// The sign in front, on the first line of a note.
    pub sign: &'static str,
    /// Cells that the sign and its blank take on every line of the note.
    pub indent: usize,
    /// Safe to show, and no wider than asked for.
    pub text: String,
}

impl Line {
    /// A line with nothing before it.
    pub fn plain(role: Role, text: String) -> Self {
        Self { role, is_title: false, mark: None, lead: None, sign: "", indent: 0, text }
    }
}

/// How much of a touchpoint is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What fits on a card of the board, with at most so many lines for the
    /// title, and so many for a note or an action.
    Card {
        /// Lines of the title.
        title: usize,
        /// Lines of each note and action.
        note: usize,
        /// Notes, and with one fewer actions, before the rest is counted.
        notes: usize,
    },
    /// Every note to its end.
    Whole,
}

impl Extent {
    /// As little as a card shows.
    pub const BRIEF: Self = Self::roomy(LINES);

    /// A card whose texts may take so many lines each.
    pub const fn roomy(lines: usize) -> Self {
        Self::Card { title: lines, note: lines, notes: NOTES }
    }

    /// How many of something there may be, where a card shows so many.
    fn most(self, brief: usize) -> usize {
        if self == Self::Whole { usize::MAX } else { brief }
    }

    fn notes(self) -> usize {
        match self {
            Self::Card { notes, .. } => notes,
            Self::Whole => usize::MAX,
        }
    }

    fn of_title(self) -> usize {
        match self {
            Self::Card { title, .. } => title,
            Self::Whole => usize::MAX,
        }
    }

    fn of_note(self) -> usize {
        match self {
            Self::Card { note, .. } => note,
            Self::Whole => usize::MAX,
        }
    }
}

/// The lines of a card that is `width` cells wide, mark and all.
pub fn lines(touchpoint: &Touchpoint, width: usize, look: Look, extent: Extent) -> Vec<Line> {
    let inner = width.saturating_sub(MARK).max(1);
    let mut lines = title(&touchpoint.title, inner, extent);
    lines.extend(voices(touchpoint, inner, extent));
    lines.extend(facts(touchpoint, inner, extent));
    lines.extend(quiet(touchpoint, inner));
    lines.extend(said(&touchpoint.notes, &touchpoint.actions, inner, look, extent));
    lines
}

/// The lines over the cards of a stage: what was noted about all of it.
pub fn stage_lines(stage: &Stage, width: usize, look: Look, extent: Extent) -> Vec<Line> {
    said(&stage.notes, &stage.actions, width, look, extent)
}

/// The lines of a passage, in at most so many: how it feels, and what happens.
/// None where nothing is said of it.
pub fn handover_lines(
    handover: &Handover,
    to: Passage,
    inner: usize,
    look: Look,
    at_most: usize,
) -> Vec<Line> {
    if !handover.is_there() || at_most == 0 {
        return Vec::new();
    }
    let felt = handover_felt(handover, look);
    let text = if handover.text.is_empty() { words::HANDOVER } else { &handover.text };
    let mut lines = wrapped(Role::Dim, &format!("{felt} {}", text::display(text)), inner, at_most);
    if let Some(first) = lines.first_mut() {
        first.mark = Some((Role::Dim, look.passage(to)));
        let cells = text::width(&felt).min(text::width(&first.text));
        first.lead = Some((Role::Felt(handover.emotion), cells));
    }
    lines
}

/// How a passage feels: its mark, and the number.
pub fn handover_felt(handover: &Handover, look: Look) -> String {
    let mark = look.mark(handover.emotion);
    match handover.emotion {
        Some(emotion) => format!("{mark} {}", words::signed(emotion)),
        None => mark.to_owned(),
    }
}

/// The title over the steps behind a card, with the card's mark.
pub fn behind_head(touchpoint: &Touchpoint, inner: usize, look: Look, role: Role) -> Line {
    let shown = text::display(words::title_of(&touchpoint.title));
    Line {
        mark: Some((Role::Felt(touchpoint.emotion), look.mark(touchpoint.emotion))),
        ..Line::plain(role, text::clip(&shown, inner).into_owned())
    }
}

/// The lines of one step behind a card, in at most so many.
pub fn step_lines(step: &Step, inner: usize, look: Look, at_most: usize) -> Vec<Line> {
    signed(Role::Dim, look.step(), &words::step(step), inner, at_most)
}

/// Makes the lines of a card those of one that the customer does not see.
pub fn put_off_stage(lines: &mut Vec<Line>, inner: usize, look: Look) {
    for line in lines.iter_mut().filter(|line| line.is_title) {
        line.role = Role::Dim;
    }
    let below = lines.iter().take_while(|line| line.is_title).count();
    let said = signed(Role::Dim, look.visibility(), words::NOT_SEEN, inner, LINES);
    lines.splice(below..below, said);
}

/// Notes, the weightiest first, and actions that are not done; how many more
/// there are where not all are shown.
fn said(notes: &[Note], actions: &[Action], inner: usize, look: Look, extent: Extent) -> Vec<Line> {
    let mut notes: Vec<&Note> = notes.iter().collect();
    notes.sort_by_key(|note| rank(note.kind));
    let open: Vec<&Action> = actions.iter().filter(|action| action.state().is_open()).collect();
    let most_notes = extent.notes();
    let most_actions = extent.most(most_notes.saturating_sub(1));
    let at_most = extent.of_note();
    let mut lines = Vec::new();
    for note in notes.iter().take(most_notes) {
        lines.extend(note_lines(note, inner, look, extent));
    }
    for action in open.iter().take(most_actions) {
        lines.extend(signed(Role::Action, action_sign(look), &action.title, inner, at_most));
    }
    let rest = notes.len().saturating_sub(most_notes) + open.len().saturating_sub(most_actions);
    if rest > 0 {
        lines.push(Line::plain(Role::Dim, format!("{rest} more")));
    }
    lines
}

/// The lines of a title; one without text says so.
fn title(title: &str, inner: usize, extent: Extent) -> Vec<Line> {
    let shown = text::display(title);
    let (role, shown) =
        if shown.trim().is_empty() { (Role::Dim, "no title".into()) } else { (Role::Text, shown) };
    text::wrap_clipped(&shown, inner, extent.of_title())
        .into_iter()
        .map(|line| Line { is_title: true, ..Line::plain(role, line.into_owned()) })
        .collect()
}

/// A note, with its sign in front.
fn note_lines(note: &Note, inner: usize, look: Look, extent: Extent) -> Vec<Line> {
    let at_most = extent.of_note();
    let sign = look.note(note.kind);
    if note.kind == NoteKind::Quote {
        // the sign of a quote is its quotation mark
        return signed(Role::Note(note.kind), sign, &format!("{}”", note.text), inner, at_most);
    }
    signed(Role::Note(note.kind), sign, &note.text, inner, at_most)
}

/// The sign before an action.
pub fn action_sign(look: Look) -> &'static str {
    if look.marks == super::look::Marks::Ascii { ">" } else { "→" }
}

fn signed(role: Role, sign: &'static str, text: &str, inner: usize, at_most: usize) -> Vec<Line> {
    // a quotation mark stands at its text, other signs before it
    let indent = if matches!(sign, "“" | "\"") { 1 } else { 2 };
    let shown = text::display_lines(text);
    text::wrap_clipped(&shown, inner.saturating_sub(indent).max(1), at_most)
        .into_iter()
        .enumerate()
        .map(|(n, line)| Line {
            sign: if n == 0 { sign } else { "" },
            indent,
            ..Line::plain(role, line.into_owned())
        })
        .collect()
}

/// What people say it feels like, while nothing is settled.
fn voices(touchpoint: &Touchpoint, inner: usize, extent: Extent) -> Vec<Line> {
    let spread = Spread::of(&touchpoint.voices).filter(|_| touchpoint.emotion.is_none());
    let Some(spread) = spread else { return Vec::new() };
    let role = if spread.agrees() { Role::Dim } else { Role::Warning };
    wrapped(role, &format!("voices {}", words::voices(spread)), inner, extent.most(2))
}

/// Channel and owner on the left of a line, on its right the wait and whether
/// all of it is assumed; what is unusual in another.
fn facts(touchpoint: &Touchpoint, inner: usize, extent: Extent) -> Vec<Line> {
    let joined = |words: &[&str]| {
        let words: Vec<&str> = words.iter().copied().filter(|word| !word.is_empty()).collect();
        text::display(&words.join(" · ")).into_owned()
    };
    let wait = touchpoint.wait.as_ref().map_or("", |wait| wait.as_str());
    let unseen = if touchpoint.side == Some(Side::OffStage) { words::OFF_STAGE } else { "" };
    let plain = joined(&[&touchpoint.channel, &touchpoint.owner, unseen]);
    let assumed = if is_assumed(touchpoint) { words::ASSUMED } else { "" };
    let end = joined(&[assumed, wait]);
    let marked = [
        (touchpoint.moment_of_truth, "moment of truth"),
        (touchpoint.high_risk, "high risk"),
        (touchpoint.detour, "beside the route"),
    ];
    let marked = joined(&marked.map(|(is, word)| if is { word } else { "" }));
    let mut lines = Vec::new();
    // what is cut last: the wait is short, and it hurts; and a guess is not to be
    // taken for a fact where the column is narrow
    let beside = inner.saturating_sub(text::width(&end) + 2);
    if !end.is_empty() && !plain.is_empty() && extent != Extent::Whole && beside >= 6 {
        lines.push(Line::plain(Role::Dim, format!("{}  {end}", text::pad(&plain, beside))));
    } else {
        let all = joined(&[&plain, &end]);
        lines.extend(wrapped(Role::Dim, &all, inner, extent.most(1)));
    }
    lines.extend(wrapped(Role::Warning, &marked, inner, extent.most(2)));
    lines
}

/// What was counted or measured, as much as one line holds.
fn quiet(touchpoint: &Touchpoint, inner: usize) -> Option<Line> {
    let mut line = String::new();
    for fact in words::figures(touchpoint) {
        let fact = text::display(&fact).into_owned();
        let longer = if line.is_empty() { fact } else { format!("{line} · {fact}") };
        if text::width(&longer) <= inner {
            line = longer;
        }
    }
    (!line.is_empty()).then(|| Line::plain(Role::Dim, line))
}

/// Says at the end of the last line that what is below it has no room.
pub fn cut(lines: &mut [Line], inner: usize) {
    if let Some(last) = lines.last_mut() {
        let room = inner.saturating_sub(last.indent).max(1);
        let goes_on = format!("{}…", last.text.trim_end_matches('…'));
        last.text = if text::width(&goes_on) <= room {
            goes_on
        } else {
            // one more, so that the end is taken away
            text::clip(&format!("{goes_on}…"), room).into_owned()
        };
    }
}

fn wrapped(role: Role, text: &str, inner: usize, at_most: usize) -> Vec<Line> {
    if text.is_empty() {
        return Vec::new();
    }
    let lines = text::wrap_clipped(text, inner, at_most);
    lines.into_iter().map(|line| Line::plain(role, line.into_owned())).collect()
}

fn rank(kind: NoteKind) -> u8 {
    match kind {
        NoteKind::Pain => 0,
        NoteKind::Gap => 1,
        NoteKind::Opportunity => 2,
        NoteKind::Idea => 3,
        NoteKind::Delight => 4,
        NoteKind::Quote => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Emotion, Evidence, Id};

    fn shown(touchpoint: &Touchpoint, width: usize) -> Vec<String> {
        lines(touchpoint, width, Look::default(), Extent::BRIEF)
            .into_iter()
            .map(|line| format!("{}{}", line.sign, line.text))
            .collect()
    }

    #[test]
    fn a_long_title_takes_two_lines_and_says_that_it_goes_on() {
        let touchpoint = Touchpoint::new(Id::new("t"), &"word ".repeat(60));
        let lines = shown(&touchpoint, 23);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'), "{lines:?}");
    }

    #[test]
    fn pains_come_before_quotes_and_the_rest_is_counted() {
        let mut touchpoint = Touchpoint::new(Id::new("t"), "Title");
        for (n, kind) in
            [NoteKind::Quote, NoteKind::Delight, NoteKind::Pain].into_iter().enumerate()
        {
            touchpoint.notes.push(Note::new(Id::new(&n.to_string()), kind, &format!("note {n}")));
        }
        assert_eq!(shown(&touchpoint, 30), ["Title", "!note 2", "+note 1", "1 more"]);
    }

    #[test]
    fn an_action_takes_two_lines_like_a_pain() {
        let mut touchpoint = Touchpoint::new(Id::new("t"), "Title");
        touchpoint.actions.push(Action::new(Id::new("a"), "Show the duties before she pays"));
        assert_eq!(shown(&touchpoint, 23), ["Title", "→Show the duties", "before she pays"]);
    }

    #[test]
    fn what_was_counted_stands_in_one_line_as_far_as_it_fits() {
        let map: crate::model::JourneyMap =
            ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap();
        let touchpoint = &map.stages[1].touchpoints[0];
        let lines = shown(touchpoint, 46);
        assert!(lines.iter().any(|line| line.starts_with("33/1,000 ↑ · ")), "{lines:?}");
        let lines = shown(touchpoint, 18);
        assert!(lines.iter().any(|line| line == "33/1,000 ↑"), "{lines:?}");
    }

    #[test]
    fn a_guess_says_so_however_narrow_its_card_is() {
        let mut touchpoint = Touchpoint::new(Id::new("t"), "Title");
        touchpoint.channel = "Social media".into();
        touchpoint.owner = "Marketing".into();
        assert_eq!(shown(&touchpoint, 50)[1], "Social media · Marketing");
        touchpoint.evidence = Some(Evidence::Assumed);
        assert_eq!(shown(&touchpoint, 45)[1], "Social media · Marketing           assumed");
        assert_eq!(shown(&touchpoint, 30)[1], "Social media · Ma…  assumed");
        touchpoint.wait = crate::model::Wait::parse("6d").ok();
        assert_eq!(shown(&touchpoint, 30)[1], "Social media…  assumed · 6d");
    }

    #[test]
    fn voices_stand_on_a_card_until_its_emotion_is_settled() {
        let mut touchpoint = Touchpoint::new(Id::new("t"), "Title");
        for value in [-2, 1] {
            let voice = crate::model::Voice {
                by: "".into(),
                department: "".into(),
                emotion: Emotion::new(value).ok(),
                text: "".into(),
                comments: None,
            };
            touchpoint.voices.push(voice);
        }
        assert_eq!(shown(&touchpoint, 50), ["Title", "voices −2…+1 (2), they do not agree"]);
        touchpoint.emotion = Emotion::new(-1).ok();
        assert_eq!(shown(&touchpoint, 50), ["Title", "2 voices"]);
    }

    #[test]
    fn no_line_is_wider_than_the_card() {
        let mut touchpoint =
            Touchpoint::new(Id::new("t"), "六天没有消息 और अभी भी कुछ नहीं 👨‍👩‍👧‍👦 \u{1b}[31m");
        touchpoint.owner = "Logistics".repeat(9).into();
        touchpoint.notes.push(Note::new(Id::new("n"), NoteKind::Pain, &"痛".repeat(70)));
        for width in 1..60 {
            for line in lines(&touchpoint, width, Look::default(), Extent::BRIEF) {
                let inner = width.saturating_sub(MARK).max(1);
                let fits = line.indent + text::width(&line.text) <= inner.max(line.indent + 2);
                assert!(fits, "{width}: {line:?}");
            }
        }
    }
}
