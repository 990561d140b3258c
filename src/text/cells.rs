//! Terminal cells: measuring, clipping and padding one line.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::clusters::graphemes;

/// The bytes that a cell may take in [`head`].
const BYTES: usize = 64;

/// The cells that `text` takes when ratatui puts it into a buffer.
///
/// This is the sum over its clusters and not the width of the whole string:
/// ratatui gives each cluster cells of its own, so that an Arabic lam and alef
/// take two although they may be drawn as one. Control characters are left out
/// there and count 0 here; [`display`](super::display) makes them visible.
pub fn width(text: &str) -> usize {
    parts(text)
        .map(|part| match part {
            Part::Ascii(plain) => plain.bytes().filter(|byte| !byte.is_ascii_control()).count(),
            Part::Mixed(mixed) => graphemes(mixed).map(|(_, one)| cluster_width(one)).sum(),
        })
        .sum()
}

/// A part of a text; see [`parts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// ASCII: each character is a cluster, but for `\r\n`.
    Ascii(&'a str),
    /// Clusters of which some are more than that.
    Mixed(&'a str),
}

/// `text` cut into what is ASCII and what is not, so that most of it need not
/// be looked up in tables. No cluster is cut but `\r\n`, which has no cells.
pub(crate) fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let plain = match rest.bytes().position(|byte| !byte.is_ascii()) {
            // what follows may belong to the character before it
            Some(at) => at.saturating_sub(1),
            None => rest.len(),
        };
        if plain > 0 {
            let (found, after) = rest.split_at(plain);
            rest = after;
            return Some(Part::Ascii(found));
        }
        // a cluster ends between two characters of ASCII
        let end = rest.as_bytes().windows(2).position(<[u8]>::is_ascii);
        let (found, after) = rest.split_at(end.map_or(rest.len(), |at| at + 1));
        rest = after;
        Some(Part::Mixed(found))
    })
}

/// `text` on one line of at most `limit` cells, ending in `…` when something
/// had to go. Line breaks in `text` are not looked at.
pub fn clip(text: &str, limit: usize) -> Cow<'_, str> {
    let shown = head(text, limit);
    if shown.len() == text.len() && width(text) <= limit {
        return Cow::Borrowed(text);
    }
    Cow::Owned(ellipsis(shown, limit))
}

/// More of `text` than `cells` cells show: a cell takes no more bytes than
/// [`BYTES`], marks that stand on top of each other by the dozen aside.
pub(super) fn head(text: &str, cells: usize) -> &str {
    let end = cells.saturating_add(1).saturating_mul(BYTES);
    if text.len() <= end {
        return text;
    }
    let end = (0..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

/// `text` in exactly `limit` cells: blanks are added at the end, and what is
/// too long is clipped as by [`clip`].
pub fn pad(text: &str, limit: usize) -> Cow<'_, str> {
    let clipped = clip(text, limit);
    let missing = limit - width(&clipped).min(limit);
    if missing == 0 {
        return clipped;
    }
    let mut padded = clipped.into_owned();
    padded.extend(std::iter::repeat_n(' ', missing));
    Cow::Owned(padded)
}

/// As much of `text` as leaves room for `…` in `limit` cells, and the `…`.
/// Nothing where there is no cell.
pub(super) fn ellipsis(text: &str, limit: usize) -> String {
    let Some(room) = limit.checked_sub(1) else {
        return String::new();
    };
    let mut taken = 0;
    let mut end = 0;
    for (at, cluster) in graphemes(text) {
        taken += cluster_width(cluster);
        if taken > room {
            break;
        }
        end = at + cluster.len();
    }
    let mut clipped = text[..end].trim_end().to_owned();
    clipped.push('…');
    clipped
}

/// The cells of one cluster.
pub(super) fn cluster_width(cluster: &str) -> usize {
    if cluster.len() == 1 {
        return usize::from(!cluster.as_bytes()[0].is_ascii_control());
    }
    if cluster.contains(char::is_control) {
        return 0;
    }
    // Terminals draw the halfwidth voicing marks in a cell of their own, and
    // ratatui counts them so, although they belong to the cluster before them.
    let sound_marks = cluster.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count();
    cluster.width() + sound_marks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;
    use crate::text::samples;

    fn cells_in_a_buffer(text: &str) -> usize {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4000, 1));
        usize::from(buffer.set_stringn(0, 0, text, usize::MAX, Style::new()).0)
    }

    #[test]
    fn every_script_is_as_wide_as_ratatui_places_it() {
        for text in samples::TEXTS {
            assert_eq!(width(text), cells_in_a_buffer(text), "{text:?}");
        }
    }

    #[test]
    fn every_single_character_is_as_wide_as_ratatui_places_it() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        let mut text = String::new();
        for character in '\0'..=char::MAX {
            text.clear();
            text.push(character);
            let placed = buffer.set_stringn(0, 0, &text, usize::MAX, Style::new()).0;
            assert_eq!(width(&text), usize::from(placed), "{character:?}");
        }
    }

    #[test]
    fn lam_and_alef_take_a_cell_each() {
        assert_eq!(width("لا"), 2);
    }

    #[test]
    fn clipping_says_that_something_is_missing() {
        assert_eq!(clip("Duties appear in the last step", 14), "Duties appear…");
        assert_eq!(clip("Duties appear in the last step", 15), "Duties appear…");
        assert_eq!(clip("Pays", 4), "Pays");
        assert_eq!(clip("Pays", 1), "…");
        assert_eq!(clip("Pays", 0), "");
    }

    #[test]
    fn clipping_never_halves_a_wide_character() {
        assert_eq!(clip("六天没有消息", 6), "六天…");
        assert_eq!(clip("六天没有消息", 7), "六天没…");
        assert_eq!(clip("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3), "👩‍👩‍👧‍👦…");
        assert_eq!(clip("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2), "…");
    }

    #[test]
    fn padding_fills_to_the_cell() {
        assert_eq!(pad("六天", 6), "六天  ");
        assert_eq!(pad("六天没有消息", 6), "六天… ");
        assert_eq!(pad("Pays", 4), "Pays");
        assert_eq!(pad("Pays", 0), "");
    }

    #[test]
    fn a_letter_with_a_mark_on_it_is_not_cut() {
        let found: Vec<_> = parts("Cafe\u{301} · 六 ok").collect();
        let expected = [Part::Ascii("Caf"), Part::Mixed("e\u{301} · 六 "), Part::Ascii("ok")];
        assert_eq!(found, expected);
    }

    proptest! {
        #[test]
        fn any_text_is_as_wide_as_ratatui_places_it(text in samples::any_text()) {
            prop_assert_eq!(width(&text), cells_in_a_buffer(&text));
        }

        #[test]
        fn clipped_text_fits_and_is_a_beginning(text in samples::any_text(), limit in 0_usize..30) {
            let clipped = clip(&text, limit);
            prop_assert!(width(&clipped) <= limit);
            let kept = clipped.strip_suffix('…').unwrap_or(&clipped);
            prop_assert!(text.starts_with(kept));
        }

        #[test]
        fn padded_text_takes_exactly_its_cells(text in samples::any_text(), limit in 0_usize..30) {
            prop_assert_eq!(width(&pad(&text, limit)), limit);
        }
    }
}
