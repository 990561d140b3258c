//! Breaking text into rows.

use std::borrow::Cow;
use std::ops::Range;

use unicode_linebreak::linebreaks;

use super::cells::{clip, ellipsis, head, width};
use super::clusters::{graphemes, is_boundary, next_boundary};
use super::visible::shown_width;

/// One row of wrapped text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The bytes to show, without the blanks at which the row was broken.
    pub text: Range<usize>,
    /// The same with those blanks: the places a cursor may take in this row.
    /// The rows' spans touch each other, line breaks aside.
    pub span: Range<usize>,
    /// Whether a line break or the end of the text ends this row. If not, the
    /// text goes on in the next one.
    pub ends_line: bool,
}

/// The byte ranges of the lines of `text` in `limit` cells, blanks at line ends
/// left out. Never empty; see [`rows`] for how lines are broken.
pub fn wrap(text: &str, limit: usize) -> Vec<Range<usize>> {
    rows(text, limit).into_iter().map(|row| row.text).collect()
}

/// `text` broken into rows of `limit` cells, at least one.
///
/// Rows end at `\n` (or `\r\n`) and, where a row is full, at the places that
/// UAX 14 allows: after blanks, between ideographs, not before closing nor
/// after opening punctuation. What is longer than a whole row is broken between
/// clusters. Blanks at the end of a row take no room. Cells are those of the
/// text as [`display`](super::display) shows it. Only a single cluster can be
/// wider than `limit`; it then has a row to itself.
pub fn rows(text: &str, limit: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    loop {
        let line_break = text[start..].find('\n').map(|at| start + at);
        let end = line_break.unwrap_or(text.len());
        let line = &text[start..end];
        // `\r\n` is one cluster and must not be split.
        let content =
            if line_break.is_some() { line.strip_suffix('\r').unwrap_or(line) } else { line };
        wrap_line(content, start, limit, &mut rows);
        match line_break {
            Some(at) => start = at + 1,
            None => return rows,
        }
    }
}

/// `text` in at most `max_lines` lines of at most `limit` cells; the last one
/// ends in `…` when text was left out. Empty for no lines at all.
pub fn wrap_clipped(text: &str, limit: usize, max_lines: usize) -> Vec<Cow<'_, str>> {
    // a megabyte on one line is not measured to its end for two lines of it
    let text = head(text, limit.saturating_mul(max_lines.saturating_add(2)));
    let rows = rows(text, limit);
    let cut = rows.len() > max_lines;
    let last = max_lines.saturating_sub(1);
    rows.iter()
        .take(max_lines)
        .enumerate()
        .map(|(index, row)| {
            if !cut || index < last {
                // A cluster may be wider than a row; a line is not.
                return clip(&text[row.text.clone()], limit);
            }
            let rest = &text[row.text.start..];
            let rest = rest.lines().next().unwrap_or(rest);
            let rest = rest.trim_end();
            // What is left out may stand behind a line break alone.
            let room = if width(rest) <= limit { width(rest) + 1 } else { limit };
            Cow::Owned(ellipsis(rest, room.min(limit)))
        })
        .collect()
}

/// `text` on one line of at most `limit` cells. Where something has to go,
/// whole words do, with the signs between them, and `…` stands for them; only
/// a first word that is too long is cut.
pub fn clip_words(text: &str, limit: usize) -> Cow<'_, str> {
    let known = head(text, limit);
    if known.len() == text.len() && shown_width(text) <= limit {
        return Cow::Borrowed(text);
    }
    let room = limit.saturating_sub(1);
    let mut kept = 0;
    let mut taken = 0;
    let mut start = 0;
    for (end, _) in linebreaks(known) {
        if !is_boundary(known, end) {
            continue;
        }
        let piece = &known[start..end];
        // the last piece may be the half of a word
        if taken + shown_width(trim_blanks(piece)) > room || end == known.len() {
            break;
        }
        taken += shown_width(piece);
        (kept, start) = (end, end);
    }
    let is_between = |letter: char| letter.is_whitespace() || "·,;:–—→(“".contains(letter);
    let words = known[..kept].trim_end_matches(is_between);
    if words.is_empty() {
        Cow::Owned(ellipsis(known, limit))
    } else {
        Cow::Owned(format!("{words}…"))
    }
}

/// Wraps one line without line breaks that starts at the byte `offset`.
fn wrap_line(line: &str, offset: usize, limit: usize, rows: &mut Vec<Row>) {
    let mut row_start = 0;
    if shown_width(line) > limit {
        let mut column = 0;
        let mut piece_start = 0;
        for (piece_end, _) in linebreaks(line) {
            // UAX 14 knows fewer clusters than UAX 29.
            if !is_boundary(line, piece_end) {
                continue;
            }
            let piece = &line[piece_start..piece_end];
            let word = shown_width(trim_blanks(piece));
            if column + word > limit && word <= limit && piece_start > row_start {
                push_row(line, offset, row_start..piece_start, false, rows);
                row_start = piece_start;
                column = 0;
            }
            if column + word <= limit {
                column += shown_width(piece);
            } else {
                for (at, cluster) in graphemes(piece) {
                    let at = piece_start + at;
                    let cells = shown_width(cluster);
                    if column + cells > limit && at > row_start && !trim_blanks(cluster).is_empty()
                    {
                        push_row(line, offset, row_start..at, false, rows);
                        row_start = at;
                        column = 0;
                    }
                    column += cells;
                }
            }
            piece_start = piece_end;
        }
    }
    push_row(line, offset, row_start..line.len(), true, rows);
}

fn push_row(line: &str, offset: usize, span: Range<usize>, ends_line: bool, rows: &mut Vec<Row>) {
    let shown = trim_blanks(&line[span.clone()]).len();
    let start = offset + span.start;
    rows.push(Row { text: start..start + shown, span: start..offset + span.end, ends_line });
}

/// Blanks that may vanish at a row's end. Those that must not break (U+00A0 and
/// its kin) are not among them, nor are controls, which are shown as marks.
fn trim_blanks(text: &str) -> &str {
    let kept = text.trim_end_matches(is_blank).len();
    // A blank may be the end of a cluster that starts with a sign of its own.
    if is_boundary(text, kept) { &text[..kept] } else { &text[..next_boundary(text, kept)] }
}

fn is_blank(character: char) -> bool {
    matches!(
        character,
        ' ' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' | '\u{3000}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{display, samples};

    fn lines(text: &str, limit: usize) -> Vec<&str> {
        wrap(text, limit).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn lines_break_at_blanks_which_belong_to_none() {
        assert_eq!(
            lines("Duties appear in the last step", 13),
            ["Duties appear", "in the last", "step"]
        );
        assert_eq!(lines("one   two  ", 5), ["one", "two"]);
        assert_eq!(lines("one   two  ", 20), ["one   two"]);
    }

    #[test]
    fn line_breaks_are_honoured() {
        assert_eq!(lines("a\n\nb\r\nc\n", 9), ["a", "", "b", "c", ""]);
        assert_eq!(lines("", 9), [""]);
    }

    #[test]
    fn chinese_breaks_between_ideographs() {
        assert_eq!(lines("六天没有消息", 4), ["六天", "没有", "消息"]);
        assert_eq!(lines("六天没有消息", 5), ["六天", "没有", "消息"]);
    }

    #[test]
    fn closing_punctuation_stays_with_what_it_closes() {
        assert_eq!(lines("六天没有，消息", 8), ["六天没", "有，消息"]);
        for mark in ["、", "。", "，", "）", "」", "!", "?", "！"] {
            let text = format!("六天没有{mark}消息");
            assert!(wrap(&text, 8).iter().all(|range| !text[range.clone()].starts_with(mark)));
        }
    }

    #[test]
    fn opening_punctuation_stays_with_what_it_opens() {
        assert_eq!(lines("六天没（消息）", 8), ["六天没", "（消息）"]);
        assert_eq!(lines("六天没「消息」", 8), ["六天没", "「消息」"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_between_clusters() {
        assert_eq!(lines("see Donaudampfschiff", 8), ["see Dona", "udampfsc", "hiff"]);
        assert_eq!(lines("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 5), ["👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧"]);
        assert_eq!(lines("ภาษีศุลกากร", 4), ["ภาษีศุ", "ลกาก", "ร"]);
    }

    #[test]
    fn hidden_characters_take_the_room_of_their_marks() {
        assert_eq!(lines("ab\u{202e}cd", 10), ["ab\u{202e}", "cd"]);
        assert_eq!(lines("a\tb\u{1b}c", 3), ["a\t", "b\u{1b}c"]);
    }

    #[test]
    fn no_width_still_makes_rows() {
        assert_eq!(lines("ab 六", 0), ["a", "b", "六"]);
        assert_eq!(lines("ab 六", 1), ["a", "b", "六"]);
    }

    #[test]
    fn clipped_text_says_that_it_goes_on() {
        let text = "Waits six days without any news";
        assert_eq!(wrap_clipped(text, 10, 2), ["Waits six", "days with…"]);
        assert_eq!(wrap_clipped(text, 16, 2), ["Waits six days", "without any news"]);
        assert_eq!(wrap_clipped("one\ntwo", 10, 1), ["one…"]);
        assert_eq!(wrap_clipped("one\ntwo", 3, 1), ["on…"]);
        assert_eq!(wrap_clipped("六天没有消息", 5, 1), ["六天…"]);
        assert_eq!(wrap_clipped("六", 1, 1), ["…"]);
        assert!(wrap_clipped("one", 3, 0).is_empty());
    }

    proptest! {
        #[test]
        fn rows_are_in_order_on_boundaries_and_hold_all_text(
            text in samples::any_text(),
            limit in 0_usize..24,
        ) {
            let mut reached = 0;
            for row in rows(&text, limit) {
                let between = &text[reached..row.span.start];
                prop_assert!(matches!(between, "" | "\n" | "\r\n"), "{:?}", between);
                prop_assert_eq!(row.span.start, row.text.start);
                prop_assert!(row.text.end <= row.span.end);
                prop_assert!(is_boundary(&text, row.span.start) && is_boundary(&text, row.span.end));
                prop_assert!(text[row.text.end..row.span.end].chars().all(char::is_whitespace));
                reached = row.span.end;
            }
            prop_assert_eq!(reached, text.len());
        }

        #[test]
        fn no_row_is_too_wide_but_for_one_cluster(text in samples::any_text(), limit in 0_usize..24) {
            for range in wrap(&text, limit) {
                let row = &text[range];
                let clusters = graphemes(row).count();
                prop_assert!(
                    width(&display(row)) <= limit || clusters <= 1,
                    "{:?} takes {} of {}", row, width(&display(row)), limit,
                );
            }
        }

        #[test]
        fn clipped_lines_fit(text in samples::any_text(), limit in 0_usize..24, max in 0_usize..4) {
            let text = display(&text);
            let lines = wrap_clipped(&text, limit, max);
            prop_assert!(lines.len() <= max);
            for line in &lines {
                prop_assert!(width(line) <= limit);
            }
        }
    }
}
