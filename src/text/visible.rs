//! Safe to show: what a terminal would obey or a reader could not see is
//! replaced by a visible mark.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

use super::cells::{cluster_width, width};
use super::clusters::graphemes;

/// `text` as it may be sent to a terminal or shown in a message.
///
/// Control characters become control pictures (`␛`, `␊` for a line break, `␉`
/// for a tab); bidirectional controls, other characters without a shape, and
/// marks with nothing to stand on become their code point, as `⟨U+202E⟩`. What
/// joins or selects inside a cluster (in emoji families, flags, Persian,
/// Hindi) stays. Text with nothing of the kind is lent back.
pub fn display(text: &str) -> Cow<'_, str> {
    if !has_hidden(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for (_, cluster) in graphemes(text) {
        let hidden = Hidden::of(cluster);
        for character in cluster.chars() {
            if hidden.hides(character) {
                push_mark(character, &mut shown);
            } else {
                shown.push(character);
            }
        }
    }
    Cow::Owned(shown)
}

/// As [`display`], but line breaks stay what they are.
pub fn display_lines(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return display(text);
    }
    let lines: Vec<Cow<'_, str>> = text.lines().map(display).collect();
    Cow::Owned(lines.join("\n"))
}

/// The cells that `text` takes once it went through [`display`].
pub fn shown_width(text: &str) -> usize {
    width(&display(text))
}

/// Whether [`display`] would change anything. Reads ASCII byte by byte and the
/// rest without looking for clusters, unless something in it asks for that.
pub(super) fn has_hidden(text: &str) -> bool {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return false;
    }
    is_suspect(text)
        && graphemes(text).any(|(_, cluster)| {
            let hidden = Hidden::of(cluster);
            cluster.chars().any(|character| hidden.hides(character))
        })
}

/// Which characters of one cluster cannot be seen, and are not there to shape
/// it.
pub(super) enum Hidden {
    /// None of the cluster can be seen.
    All,
    /// There is something to see; tag characters belong to it only in a flag.
    Some { flag: bool },
}

impl Hidden {
    pub(super) fn of(cluster: &str) -> Self {
        let some = Hidden::Some { flag: cluster.starts_with('\u{1F3F4}') };
        // A mark put into a cluster parts it. What stands before it must be
        // seen on its own then, or it vanishes.
        let held = cluster.find(|character| some.hides(character)).unwrap_or(cluster.len());
        let held_is_seen = cluster[..held].chars().any(|c| has_cells(c) && !is_invisible(c));
        if held_is_seen && cluster_width(cluster) > 0 { some } else { Hidden::All }
    }

    pub(super) fn hides(&self, character: char) -> bool {
        match self {
            Hidden::All => true,
            Hidden::Some { flag } => {
                is_invisible(character)
                    && !is_shaping(character)
                    && !(*flag && matches!(character, '\u{E0020}'..='\u{E007F}'))
            }
        }
    }
}

/// A quick look that may cry wolf but misses nothing: false means that no
/// cluster hides anything.
fn is_suspect(text: &str) -> bool {
    // True behind a character that a combining mark can stand on.
    let mut holds = false;
    for character in text.chars() {
        if matches!(character, ' '..='~') {
            holds = true;
            continue;
        }
        if is_invisible(character) {
            return true;
        }
        let stands = holds && is_combining_mark(character);
        if !stands && !has_cells(character) {
            return true;
        }
        holds = true;
    }
    false
}

fn has_cells(character: char) -> bool {
    character.width().is_some_and(|cells| cells > 0)
}

/// Characters without a shape of their own: controls, the code points Unicode
/// tells to ignore when they cannot be drawn, separators of lines, and anchors
/// of annotations.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFB}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// Invisible characters that have work to do inside a visible cluster: joiners
/// and non-joiners, variation selectors, Hangul fillers, inherent vowels.
fn is_shaping(character: char) -> bool {
    matches!(
        character,
        '\u{34F}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180D}'
            | '\u{180F}'
            | '\u{200C}'..='\u{200D}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}

fn push_mark(character: char, shown: &mut String) {
    match character {
        '\0'..='\u{1F}' => shown.extend(char::from_u32(0x2400 + u32::from(character))),
        '\u{7F}' => shown.push('␡'),
        // Writing into a String cannot fail.
        other => {
            let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(other));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::samples;

    fn is_bidi_control(character: char) -> bool {
        matches!(
            character,
            '\u{61C}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        )
    }

    #[test]
    fn controls_are_shown_and_never_obeyed() {
        assert_eq!(display("\u{1b}[31mred\n\ttab\0\u{7f}\u{9b}1m"), "␛[31mred␊␉tab␀␡⟨U+009B⟩1m");
        assert_eq!(display("a\r\nb"), "a␍␊b");
    }

    #[test]
    fn text_that_would_turn_the_line_around_is_shown_as_it_was_typed() {
        assert_eq!(display("a\u{202e}gnp.exe"), "a⟨U+202E⟩gnp.exe");
        assert_eq!(display("\u{2067}x\u{2069}\u{61c}"), "⟨U+2067⟩x⟨U+2069⟩⟨U+061C⟩");
    }

    #[test]
    fn characters_without_a_shape_are_shown_outside_clusters() {
        assert_eq!(display("no\u{200b}w\u{feff}\u{2028}"), "no⟨U+200B⟩w⟨U+FEFF⟩⟨U+2028⟩");
        assert_eq!(display("\u{200d}"), "⟨U+200D⟩");
        assert_eq!(display("\u{3164}"), "⟨U+3164⟩");
        assert_eq!(display("\u{301}e"), "⟨U+0301⟩e");
    }

    #[test]
    fn every_script_and_emoji_is_lent_back_untouched() {
        for text in [
            "plain",
            "Łódź cafe\u{301}",
            "مُحَمَّد",
            "می‌خواهم",
            "क्ष आख़िरी",
            "र्‍य",
            "கட்டணம்",
            "น้ำ",
            "六天，没有",
            "ﾊﾟ ガ",
            "세관",
            "👩‍👩‍👧‍👦👍🏽🏳️‍🌈🇩🇪1️⃣❤️☺︎",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "葛\u{e0100}",
            "\u{e000}\u{fffe}",
        ] {
            assert!(matches!(display(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn a_message_hidden_in_tag_characters_is_shown() {
        assert_eq!(display("ok\u{e0068}\u{e0069}"), "ok⟨U+E0068⟩⟨U+E0069⟩");
    }

    #[test]
    fn no_single_character_is_left_without_a_cell() {
        for character in '\0'..=char::MAX {
            let text = character.to_string();
            let shown = display(&text);
            assert!(width(&shown) > 0, "{character:?} shows nothing");
            assert!(!shown.contains(is_bidi_control), "{character:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_controls_nothing(text in samples::any_text()) {
            let shown = display(&text);
            prop_assert!(!shown.contains(char::is_control));
            prop_assert!(!shown.contains(is_bidi_control));
        }

        #[test]
        fn showing_twice_is_showing_once(text in samples::any_text()) {
            let shown = display(&text);
            prop_assert!(matches!(display(&shown), Cow::Borrowed(_)), "{:?}", shown);
        }

        #[test]
        fn every_cluster_shown_takes_a_cell(text in samples::any_text()) {
            for (_, cluster) in graphemes(&display(&text)) {
                prop_assert!(cluster_width(cluster) > 0, "{:?}", cluster);
            }
        }

        #[test]
        fn the_quick_look_misses_nothing(text in samples::any_text()) {
            let hides = graphemes(&text).any(|(_, cluster)| {
                let hidden = Hidden::of(cluster);
                cluster.chars().any(|character| hidden.hides(character))
            });
            prop_assert!(is_suspect(&text) || !hides);
            prop_assert_eq!(has_hidden(&text), hides);
        }
    }
}
