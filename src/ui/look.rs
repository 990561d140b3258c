//! Colours by role, and the marks that stand for emotions.

mod theme;

use ratatui::style::Style;

use crate::model::{Emotion, NoteKind, Phase};

pub use theme::{DARK, LIGHT, MONO, TERMINAL, Theme, Themes};

/// What a piece of the screen is; a theme says how that looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What everything stands on.
    Ground,
    /// Plain text.
    Text,
    /// What is there to be looked up, not read.
    Dim,
    /// The title of the map, the name of a stage.
    Head,
    /// The head of the stage that has the focus.
    HeadFocus,
    /// What has the focus.
    Focus,
    /// A card that is marked.
    Marked,
    /// An emotion.
    Felt(Option<Emotion>),
    /// A note.
    Note(NoteKind),
    /// An action.
    Action,
    /// The line and name of a phase.
    Phase(Option<Phase>),
    /// The line of the curve.
    Curve,
    /// A key in the footer.
    Key,
    /// What needs attention.
    Warning,
    /// What went wrong.
    Error,
    /// What is being typed.
    Typing,
    /// The head over a group of fields.
    Group,
    /// The line behind it.
    GroupLine,
    /// The part of a text that was looked for.
    Found,
    /// The line that shows where what is dragged will land.
    Landing,
}

/// Which signs stand for emotions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Marks {
    /// Faces in colour.
    #[default]
    Faces,
    /// Triangles and a square.
    Shapes,
    /// Plus and minus.
    Ascii,
}

/// Where a handover leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passage {
    /// To the next card of the stage.
    NextCard,
    /// To the next stage.
    NextStage,
}

/// How the screen looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The signs.
    pub marks: Marks,
    /// The colours.
    pub theme: Theme,
}

/// What of the environment the look hangs on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// `NO_COLOR`.
    pub no_color: Option<&'a str>,
    /// `TERM`.
    pub term: Option<&'a str>,
    /// The locale of characters: `LC_ALL`, else `LC_CTYPE`, else `LANG`.
    pub locale: Option<&'a str>,
}

impl Role {
    /// All roles as themes name them, in the order of [`Self::index`].
    pub(super) const NAMED: [(&'static str, Self); 33] = [
        ("ground", Self::Ground),
        ("text", Self::Text),
        ("dim", Self::Dim),
        ("head", Self::Head),
        ("head-focus", Self::HeadFocus),
        ("focus", Self::Focus),
        ("marked", Self::Marked),
        ("felt-very-bad", Self::Felt(Some(Emotion::ALL[0]))),
        ("felt-bad", Self::Felt(Some(Emotion::ALL[1]))),
        ("felt-neutral", Self::Felt(Some(Emotion::ALL[2]))),
        ("felt-good", Self::Felt(Some(Emotion::ALL[3]))),
        ("felt-very-good", Self::Felt(Some(Emotion::ALL[4]))),
        ("felt-not-rated", Self::Felt(None)),
        ("note-pain", Self::Note(NoteKind::Pain)),
        ("note-delight", Self::Note(NoteKind::Delight)),
        ("note-opportunity", Self::Note(NoteKind::Opportunity)),
        ("note-gap", Self::Note(NoteKind::Gap)),
        ("note-quote", Self::Note(NoteKind::Quote)),
        ("note-idea", Self::Note(NoteKind::Idea)),
        ("action", Self::Action),
        ("phase-pre-sale", Self::Phase(Some(Phase::PreSale))),
        ("phase-sale", Self::Phase(Some(Phase::Sale))),
        ("phase-post-sale", Self::Phase(Some(Phase::PostSale))),
        ("phase-none", Self::Phase(None)),
        ("curve", Self::Curve),
        ("key", Self::Key),
        ("warning", Self::Warning),
        ("error", Self::Error),
        ("typing", Self::Typing),
        ("group", Self::Group),
        ("group-line", Self::GroupLine),
        ("found", Self::Found),
        ("landing", Self::Landing),
    ];

    /// The role that themes call so.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(known, _)| *known == name).map(|(_, role)| *role)
    }

    /// Where it stands in [`Self::NAMED`].
    pub(super) fn index(self) -> usize {
        match self {
            Self::Ground => 0,
            Self::Text => 1,
            Self::Dim => 2,
            Self::Head => 3,
            Self::HeadFocus => 4,
            Self::Focus => 5,
            Self::Marked => 6,
            Self::Felt(Some(emotion)) => usize::try_from(emotion.get() + 9).unwrap_or(9),
            Self::Felt(None) => 12,
            Self::Note(NoteKind::Pain) => 13,
            Self::Note(NoteKind::Delight) => 14,
            Self::Note(NoteKind::Opportunity) => 15,
            Self::Note(NoteKind::Gap) => 16,
            Self::Note(NoteKind::Quote) => 17,
            Self::Note(NoteKind::Idea) => 18,
            Self::Action => 19,
            Self::Phase(Some(Phase::PreSale)) => 20,
            Self::Phase(Some(Phase::Sale)) => 21,
            Self::Phase(Some(Phase::PostSale)) => 22,
            Self::Phase(None) => 23,
            Self::Curve => 24,
            Self::Key => 25,
            Self::Warning => 26,
            Self::Error => 27,
            Self::Typing => 28,
            Self::Group => 29,
            Self::GroupLine => 30,
            Self::Found => 31,
            Self::Landing => 32,
        }
    }
}

impl Surroundings<'_> {
    /// Whether `NO_COLOR` is set to anything but nothing.
    pub fn forbid_colour(self) -> bool {
        self.no_color.is_some_and(|value| !value.is_empty())
    }
}

impl Marks {
    /// The signs and what they are called in the settings.
    pub const NAMED: [(&'static str, Self); 3] =
        [("faces", Self::Faces), ("shapes", Self::Shapes), ("ascii", Self::Ascii)];

    /// The signs that suit the terminal: ASCII where the locale has no
    /// Unicode, shapes on the Linux console, whose font has no faces.
    pub fn fitting(around: Surroundings<'_>) -> Self {
        let unicode = around.locale.is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        });
        if !unicode {
            Self::Ascii
        } else if around.term == Some("linux") {
            Self::Shapes
        } else {
            Self::Faces
        }
    }

    /// The next set of signs and what it is called, round and round.
    pub fn next(self) -> (&'static str, Self) {
        let at = Self::NAMED.iter().position(|(_, marks)| *marks == self).unwrap_or(0);
        Self::NAMED[(at + 1) % Self::NAMED.len()]
    }
}

impl Look {
    /// The sign for an emotion, two cells wide at most.
    pub fn mark(&self, emotion: Option<Emotion>) -> &'static str {
        let marks = match self.marks {
            Marks::Faces => ["😡", "🙁", "😐", "🙂", "😀"],
            Marks::Shapes => ["▼▼", "▼", "■", "▲", "▲▲"],
            Marks::Ascii => ["--", "-", "o", "+", "++"],
        };
        emotion.map_or("?", |emotion| marks[usize::try_from(emotion.get() + 2).unwrap_or(2)])
    }

    /// The sign before a note.
    pub fn note(&self, kind: NoteKind) -> &'static str {
        let ascii = self.marks == Marks::Ascii;
        match kind {
            NoteKind::Pain => "!",
            NoteKind::Delight => "+",
            NoteKind::Opportunity => "^",
            NoteKind::Gap if ascii => "_",
            NoteKind::Gap => "○",
            NoteKind::Quote if ascii => "\"",
            NoteKind::Quote => "“",
            NoteKind::Idea => "*",
        }
    }

    /// The sign before a passage: to the next card, or to the next stage.
    pub fn passage(&self, to: Passage) -> &'static str {
        match (to, self.marks) {
            (Passage::NextCard, Marks::Ascii) => "v",
            (Passage::NextCard, _) => "↓",
            (Passage::NextStage, Marks::Ascii) => ">>",
            (Passage::NextStage, _) => "»",
        }
    }

    /// What the line of visibility is drawn with.
    pub fn visibility(&self) -> &'static str {
        if self.marks == Marks::Ascii { "-" } else { "┄" }
    }

    /// The sign before a step of ours.
    pub fn step(&self) -> &'static str {
        if self.marks == Marks::Ascii { "-" } else { "•" }
    }

    /// The sign before something that is done, or not.
    pub fn done(&self, is_done: bool) -> &'static str {
        match (is_done, self.marks == Marks::Ascii) {
            (true, true) => "[x]",
            (false, true) => "[ ]",
            (true, false) => "✓",
            (false, false) => "○",
        }
    }

    /// A bar of a small chart, up to [`HIGHEST_BAR`]; none: nothing was
    /// measured there. In ASCII there are no bars.
    ///
    /// [`HIGHEST_BAR`]: crate::insight::HIGHEST_BAR
    pub fn bar(&self, bar: Option<u8>) -> &'static str {
        let bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
        match bar {
            _ if self.marks == Marks::Ascii => "",
            None => "·",
            Some(bar) => bars[usize::from(bar).min(bars.len() - 1)],
        }
    }

    /// A point on the curve.
    pub fn point(&self) -> &'static str {
        if self.marks == Marks::Ascii { "o" } else { "●" }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn no_mark_is_wider_than_two_cells() {
        for (_, marks) in Marks::NAMED {
            let look = Look { marks, ..Look::default() };
            for emotion in Emotion::ALL {
                assert!(text::width(look.mark(Some(emotion))) <= 2);
            }
        }
    }

    #[test]
    fn without_colour_every_emotion_still_has_its_own_mark() {
        let look = Look { marks: Marks::Faces, theme: Themes::without_colours().chosen() };
        let mut marks: Vec<_> =
            Emotion::ALL.iter().map(|emotion| look.mark(Some(*emotion))).collect();
        marks.push(look.mark(None));
        marks.sort_unstable();
        marks.dedup();
        assert_eq!(marks.len(), 6);
        assert_eq!(look.style(Role::Note(NoteKind::Pain)).fg, None);
    }

    #[test]
    fn the_marks_follow_the_terminal() {
        let marks = |term, locale| Marks::fitting(Surroundings { no_color: None, term, locale });
        assert_eq!(marks(Some("xterm"), Some("de_DE.UTF-8")), Marks::Faces);
        assert_eq!(marks(Some("xterm"), Some("C")), Marks::Ascii);
        assert_eq!(marks(Some("linux"), Some("C.utf8")), Marks::Shapes);
    }

    #[test]
    fn no_color_forbids_colour_only_with_a_value() {
        let forbids =
            |no_color| Surroundings { no_color, ..Surroundings::default() }.forbid_colour();
        assert!(forbids(Some("1")));
        assert!(!forbids(Some("")));
        assert!(!forbids(None));
    }

    #[test]
    fn marks_go_round() {
        let (mut marks, mut seen) = (Marks::Faces, Vec::new());
        for _ in 0..3 {
            let (name, next) = marks.next();
            marks = next;
            seen.push(name);
        }
        assert_eq!(seen, ["shapes", "ascii", "faces"]);
    }
}
