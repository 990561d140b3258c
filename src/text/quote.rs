//! String literals of the file.

use std::fmt::Write as _;

use super::clusters::graphemes;
use super::visible::{Hidden, has_hidden};

/// Whether [`quote_ron`] would escape anything in `text`.
pub fn needs_escape(text: &str) -> bool {
    text.bytes().any(is_special) || has_hidden(text)
}

/// Appends `text` to `out` as a RON string literal, quotes included, that `ron`
/// reads back as the same text.
///
/// Escaped are `"`, `\`, and exactly what [`display`](super::display) would
/// mark: all that a reader of the file could not see. Every script, and emoji
/// with their joiners, stays readable.
pub fn quote_ron(text: &str, out: &mut String) {
    out.reserve(text.len() + 2);
    out.push('"');
    if !text.is_ascii() && has_hidden(text) {
        push_by_cluster(text, out);
    } else {
        push_by_run(text, out);
    }
    out.push('"');
}

/// For text in which nothing but ASCII is to be escaped: runs between escapes
/// are copied whole.
fn push_by_run(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_special) {
        let (run, tail) = rest.split_at(at);
        out.push_str(run);
        let mut characters = tail.chars();
        if let Some(special) = characters.next() {
            push_escape(special, out);
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}

fn push_by_cluster(text: &str, out: &mut String) {
    for (_, cluster) in graphemes(text) {
        let hidden = Hidden::of(cluster);
        for character in cluster.chars() {
            if matches!(character, '"' | '\\') || hidden.hides(character) {
                push_escape(character, out);
            } else {
                out.push(character);
            }
        }
    }
}

fn is_special(byte: u8) -> bool {
    byte.is_ascii_control() || byte == b'"' || byte == b'\\'
}

fn push_escape(character: char, out: &mut String) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\0' => out.push_str("\\0"),
        // Writing into a String cannot fail.
        other => {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(other));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::samples;

    fn quoted(text: &str) -> String {
        let mut out = String::new();
        quote_ron(text, &mut out);
        out
    }

    #[test]
    fn only_what_cannot_be_read_is_escaped() {
        assert_eq!(quoted("it's \"so\" \\ far"), r#""it's \"so\" \\ far""#);
        assert_eq!(quoted("a\n\r\t\0\u{1b}\u{7f}\u{9b}"), r#""a\n\r\t\0\u{1b}\u{7f}\u{9b}""#);
        assert_eq!(quoted("a\u{202e}b\u{feff}\u{2028}"), r#""a\u{202e}b\u{feff}\u{2028}""#);
        assert_eq!(quoted(""), r#""""#);
    }

    #[test]
    fn a_mark_never_sits_on_the_quote() {
        assert_eq!(quoted("\u{301}a\n\u{200d}"), r#""\u{301}a\n\u{200d}""#);
    }

    #[test]
    fn every_script_stays_readable() {
        for text in ["می‌خواهم مُحَمَّد", "क्ष आख़िरी है", "கட்டணம்", "น้ำ", "六天，没有", "👩‍👩‍👧‍👦🏳️‍🌈🇩🇪1️⃣🏴󠁧󠁢󠁥󠁮󠁧󠁿"]
        {
            assert_eq!(quoted(text), format!("\"{text}\""));
            assert!(!needs_escape(text));
        }
    }

    #[test]
    fn escapes_beside_emoji_leave_the_emoji_alone() {
        assert_eq!(quoted("\"❤️\"\n🇩🇪"), "\"\\\"❤️\\\"\\n🇩🇪\"");
    }

    #[test]
    fn every_character_is_read_back_by_ron() {
        let all: Vec<char> = ('\0'..=char::MAX).collect();
        for chunk in all.chunks(4096) {
            let text: String = chunk.iter().collect();
            assert_eq!(ron::from_str::<String>(&quoted(&text)).unwrap(), text);
        }
    }

    proptest! {
        #[test]
        fn ron_reads_back_what_was_written(text in samples::any_text()) {
            prop_assert_eq!(ron::from_str::<String>(&quoted(&text)).unwrap(), text);
        }

        #[test]
        fn a_literal_shows_all_that_is_in_it(text in samples::any_text()) {
            let literal = quoted(&text);
            prop_assert_eq!(crate::text::display(&literal), literal.as_str());
            prop_assert_eq!(needs_escape(&text), literal.len() > text.len() + 2);
        }
    }
}
