//! Colours by role, and the marks that stand for emotions.

use ratatui::style::{Color, Modifier, Style};

use crate::model::{Emotion, NoteKind, Phase};

/// What a piece of the screen is; a theme says how that looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
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

/// How the screen looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The signs.
    pub marks: Marks,
    /// No colour, only bold, dim, underlined and reversed.
    pub mono: bool,
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

impl Look {
    /// The look that suits the terminal: no colour where `NO_COLOR` says so,
    /// ASCII where the locale has no Unicode, shapes on the Linux console,
    /// whose font has no faces.
    pub fn fitting(around: Surroundings<'_>) -> Self {
        let unicode = around.locale.is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        });
        let marks = if !unicode {
            Marks::Ascii
        } else if around.term == Some("linux") {
            Marks::Shapes
        } else {
            Marks::Faces
        };
        Self { marks, mono: around.no_color.is_some_and(|value| !value.is_empty()) }
    }

    /// The sign for an emotion, two cells wide at most.
    pub fn mark(self, emotion: Option<Emotion>) -> &'static str {
        let marks = match self.marks {
            Marks::Faces => ["😡", "🙁", "😐", "🙂", "😀"],
            Marks::Shapes => ["▼▼", "▼", "■", "▲", "▲▲"],
            Marks::Ascii => ["--", "-", "o", "+", "++"],
        };
        emotion.map_or("?", |emotion| marks[usize::try_from(emotion.get() + 2).unwrap_or(2)])
    }

    /// The sign before a note.
    pub fn note(self, kind: NoteKind) -> &'static str {
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

    /// A point on the curve.
    pub fn point(self) -> &'static str {
        if self.marks == Marks::Ascii { "o" } else { "●" }
    }

    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let colour = |style: Style, colour: Color| if self.mono { style } else { style.fg(colour) };
        match role {
            Role::Text => plain,
            Role::Dim => plain.add_modifier(Modifier::DIM),
            Role::Head | Role::Key => bold,
            Role::HeadFocus => bold.add_modifier(Modifier::UNDERLINED),
            Role::Focus => bold.add_modifier(Modifier::REVERSED),
            Role::Marked => colour(bold, Color::Magenta),
            Role::Felt(None) => plain.add_modifier(Modifier::DIM),
            Role::Felt(Some(emotion)) => match emotion.get() {
                -2 => colour(bold, Color::Red),
                -1 => colour(plain, Color::Red),
                0 => colour(plain, Color::Yellow),
                1 => colour(plain, Color::Green),
                _ => colour(bold, Color::Green),
            },
            Role::Note(kind) => match kind {
                NoteKind::Pain => colour(plain, Color::Red),
                NoteKind::Delight => colour(plain, Color::Green),
                NoteKind::Opportunity | NoteKind::Idea => colour(plain, Color::Cyan),
                NoteKind::Gap => colour(plain, Color::Yellow),
                NoteKind::Quote => plain.add_modifier(Modifier::ITALIC),
            },
            Role::Action => colour(plain, Color::Blue),
            Role::Phase(phase) => match phase {
                Some(Phase::PreSale) => colour(plain, Color::Cyan),
                Some(Phase::Sale) => colour(plain, Color::Yellow),
                Some(Phase::PostSale) => colour(plain, Color::Magenta),
                None => plain.add_modifier(Modifier::DIM),
            },
            Role::Curve => colour(plain, Color::Cyan),
            Role::Warning => colour(plain, Color::Yellow),
            Role::Error => colour(bold, Color::Red),
            Role::Typing => bold,
            Role::Group => colour(bold, Color::Cyan),
            Role::GroupLine => colour(plain.add_modifier(Modifier::DIM), Color::Cyan),
            Role::Found if self.mono => bold.add_modifier(Modifier::UNDERLINED),
            // of both colours, so that it reads on light and on dark
            Role::Found => plain.fg(Color::Black).bg(Color::Yellow),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn no_mark_is_wider_than_two_cells() {
        for marks in [Marks::Faces, Marks::Shapes, Marks::Ascii] {
            let look = Look { marks, mono: false };
            for emotion in Emotion::ALL {
                assert!(text::width(look.mark(Some(emotion))) <= 2);
            }
        }
    }

    #[test]
    fn without_colour_every_emotion_still_has_its_own_mark() {
        let look = Look { marks: Marks::Faces, mono: true };
        let mut marks: Vec<_> =
            Emotion::ALL.iter().map(|emotion| look.mark(Some(*emotion))).collect();
        marks.push(look.mark(None));
        marks.sort_unstable();
        marks.dedup();
        assert_eq!(marks.len(), 6);
        assert_eq!(look.style(Role::Note(NoteKind::Pain)).fg, None);
    }

    #[test]
    fn the_look_follows_the_terminal() {
        let marks =
            |term, locale| Look::fitting(Surroundings { no_color: None, term, locale }).marks;
        assert_eq!(marks(Some("xterm"), Some("de_DE.UTF-8")), Marks::Faces);
        assert_eq!(marks(Some("xterm"), Some("C")), Marks::Ascii);
        assert_eq!(marks(Some("linux"), Some("C.utf8")), Marks::Shapes);
        assert!(
            Look::fitting(Surroundings { no_color: Some("1"), ..Surroundings::default() }).mono
        );
        assert!(
            !Look::fitting(Surroundings { no_color: Some(""), ..Surroundings::default() }).mono
        );
    }
}
