//! Where clusters and words begin and end.

use unicode_segmentation::{GraphemeCursor, GraphemeIndices, UnicodeSegmentation};

/// The clusters of a text in order, each with the byte offset of its start.
/// Made by [`graphemes`].
#[derive(Clone, Debug)]
pub struct Graphemes<'a>(GraphemeIndices<'a>);

impl<'a> Iterator for Graphemes<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

impl DoubleEndedIterator for Graphemes<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back()
    }
}

/// The clusters of `text`, each with the byte offset of its start.
pub fn graphemes(text: &str) -> Graphemes<'_> {
    Graphemes(text.grapheme_indices(true))
}

/// Whether a cluster begins or ends at the byte offset `at`. The start and the
/// end of the text are boundaries; an offset beyond the end is none.
pub fn is_boundary(text: &str, at: usize) -> bool {
    if at == 0 || at == text.len() {
        return true;
    }
    if let Some(&[before, after]) = text.as_bytes().get(at - 1..=at)
        && before.is_ascii()
        && after.is_ascii()
    {
        return (before, after) != (b'\r', b'\n');
    }
    // With the whole text at hand the cursor never asks for more of it.
    text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(false)
}

/// The first boundary behind the byte offset `at`; the end of the text when
/// there is none. `at` may stand inside a cluster or beyond the end.
pub fn next_boundary(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    match GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0) {
        Ok(Some(boundary)) => boundary,
        Ok(None) | Err(_) => text.len(),
    }
}

/// The last boundary before the byte offset `at`; 0 when there is none. `at`
/// may stand inside a cluster or beyond the end.
pub fn previous_boundary(text: &str, at: usize) -> usize {
    let at = if at < text.len() { ceil(text, at) } else { text.len() };
    match GraphemeCursor::new(at, text.len(), true).prev_boundary(text, 0) {
        Ok(Some(boundary)) => boundary,
        Ok(None) | Err(_) => 0,
    }
}

/// The end of the word at or after the byte offset `at`; the end of the text
/// when no word follows. Blanks and punctuation are no words. A word is what
/// UAX 29 takes for one: in Chinese each ideograph, and in scripts that need a
/// dictionary (Thai, Lao, Khmer, Burmese) each cluster.
pub fn next_word(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    // Only what stands behind `at` is segmented, so that a step through a long
    // text does not read it all. From inside a word that gives its end.
    text[at..]
        .split_word_bound_indices()
        .filter(|(_, piece)| is_word(piece))
        .map(|(start, piece)| at + start + piece.len())
        .find(|&end| is_boundary(text, end))
        .unwrap_or(text.len())
}

/// The start of the word before the byte offset `at`; 0 when there is none.
/// Words are those of [`next_word`].
pub fn previous_word(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    text[..at]
        .split_word_bound_indices()
        .rev()
        .filter(|(_, piece)| is_word(piece))
        .map(|(start, _)| start)
        .find(|&start| is_boundary(text, start))
        .unwrap_or(0)
}

/// The byte range of the word, blank or punctuation at the byte offset `at`:
/// what a double click selects. Empty at the end of the text.
pub fn word_at(text: &str, at: usize) -> std::ops::Range<usize> {
    let at = floor(text, at);
    text.split_word_bound_indices()
        .map(|(start, piece)| start..start + piece.len())
        .find(|range| range.contains(&at))
        .unwrap_or(text.len()..text.len())
}

fn is_word(piece: &str) -> bool {
    // Emoji and other symbols beyond ASCII punctuation count: a cursor that
    // skipped them could not be put beside them word by word.
    piece.chars().any(|c| c.is_alphanumeric() || is_pictograph(c))
}

fn is_pictograph(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FBFF}')
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::samples;

    fn words_forward(text: &str) -> Vec<usize> {
        let mut stops = vec![0];
        while let Some(&last) = stops.last()
            && last < text.len()
        {
            stops.push(next_word(text, last));
        }
        stops
    }

    #[test]
    fn a_cluster_is_what_a_reader_takes_for_one_character() {
        for one in
            ["é", "e\u{301}", "각", "각", "👩‍👩‍👧‍👦", "🇩🇪", "1️⃣", "❤️", "👍🏽", "กำ", "क्षि", "நி", "\r\n"]
        {
            assert_eq!(graphemes(one).count(), 1, "{one:?}");
            assert_eq!(next_boundary(one, 0), one.len(), "{one:?}");
            assert_eq!(previous_boundary(one, one.len()), 0, "{one:?}");
        }
    }

    #[test]
    fn offsets_inside_a_cluster_or_beyond_the_end_find_the_next_edge() {
        let text = "a👩‍👩‍👧b";
        let family = 1..text.len() - 1;
        for at in family.start..family.end {
            assert_eq!(next_boundary(text, at), family.end, "{at}");
            assert_eq!(previous_boundary(text, at + 1), family.start, "{at}");
        }
        assert_eq!(next_boundary(text, 99), text.len());
        assert_eq!(previous_boundary(text, 99), family.end);
    }

    #[test]
    fn words_end_before_blanks_and_punctuation() {
        assert_eq!(words_forward("Pays, then waits"), [0, 4, 10, 16]);
        assert_eq!(previous_word("Pays, then waits", 16), 11);
        assert_eq!(previous_word("Pays, then waits", 11), 6);
        assert_eq!(previous_word("Pays, then waits", 6), 0);
    }

    #[test]
    fn from_inside_a_word_its_own_edges_are_next() {
        assert_eq!(next_word("parcel lost", 3), 6);
        assert_eq!(previous_word("parcel lost", 9), 7);
    }

    #[test]
    fn chinese_goes_by_ideograph_and_thai_by_cluster() {
        assert_eq!(words_forward("六天，没"), [0, 3, 6, 12]);
        assert_eq!(words_forward("กำไร"), [0, 6, 9, 12]);
    }

    #[test]
    fn an_emoji_is_a_word() {
        assert_eq!(words_forward("ok 👩‍👩‍👧 🇩🇪"), [0, 2, 21, 30]);
    }

    #[test]
    fn a_double_click_takes_the_word_or_the_blanks() {
        assert_eq!(word_at("wo ist's", 4), 3..8);
        assert_eq!(word_at("wo ist's", 2), 2..3);
        assert_eq!(word_at("wo", 2), 2..2);
    }

    proptest! {
        #[test]
        fn steps_agree_with_the_list_of_clusters(text in samples::any_text()) {
            let mut edges: Vec<usize> = graphemes(&text).map(|(at, _)| at).collect();
            edges.push(text.len());
            for at in 0..=text.len() {
                let next = edges.iter().copied().find(|&edge| edge > at).unwrap_or(text.len());
                let previous = edges.iter().copied().rfind(|&edge| edge < at).unwrap_or(0);
                prop_assert_eq!(next_boundary(&text, at), next);
                prop_assert_eq!(previous_boundary(&text, at), previous);
                prop_assert_eq!(is_boundary(&text, at), edges.contains(&at));
            }
        }

        #[test]
        fn word_steps_move_and_stay_on_boundaries(text in samples::any_text()) {
            for (at, _) in graphemes(&text) {
                let next = next_word(&text, at);
                prop_assert!(next > at && is_boundary(&text, next));
            }
            let mut at = text.len();
            while at > 0 {
                let previous = previous_word(&text, at);
                prop_assert!(previous < at && is_boundary(&text, previous));
                at = previous;
            }
        }
    }
}
