//! Text made equal for searching and sorting: case and accents away.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use super::clusters::graphemes;

/// `text` as it is compared when case and accents do not matter.
///
/// Compatibility forms become plain (`Ａ` is `a`, `ﬁ` is `fi`), accents, the
/// points of Hebrew and Arabic, and the nukta of Hindi go, case is folded in
/// full (`ß` is `ss`, all three sigmas are one, `İ` and `ı` are `i`), letters
/// with a stroke lose it (`ł` is `l`), and curly quotes are straight. Vowel
/// signs, tone marks of Thai and voicing marks of kana are not accents: they
/// stay. Folding twice is folding once.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    push_folded(text, &mut folded);
    folded
}

/// Where `folded_needle`, which went through [`fold`], first occurs in
/// `haystack`: the byte range of the whole clusters of `haystack` that hold it.
/// An empty needle occurs nowhere.
pub fn find_folded(haystack: &str, folded_needle: &str) -> Option<Range<usize>> {
    if folded_needle.is_empty() {
        return None;
    }
    if haystack.is_ascii() {
        return find_ascii(haystack, folded_needle);
    }
    let mut folded = String::with_capacity(haystack.len());
    // For each piece where its folded form ends, and where it ends itself.
    let mut ends = Vec::with_capacity(haystack.len());
    let mut start = 0;
    for (at, cluster) in graphemes(haystack) {
        if at > start && !goes_on(cluster) {
            push_folded(&haystack[start..at], &mut folded);
            ends.push((folded.len(), at));
            start = at;
        }
    }
    push_folded(&haystack[start..], &mut folded);
    ends.push((folded.len(), haystack.len()));
    let from = folded.find(folded_needle)?;
    let to = from + folded_needle.len();
    let first = ends.partition_point(|&(end, _)| end <= from);
    let last = ends.partition_point(|&(end, _)| end < to);
    let start = first.checked_sub(1).map_or(0, |before| ends[before].1);
    let end = ends.get(last).map_or(haystack.len(), |&(_, end)| end);
    Some(start..end)
}

/// A key that sorts texts as [`sort_alike`] does, and those that are alike by
/// the original, so that the order is always the same.
pub fn sort_key(text: &str) -> String {
    let mut key = sort_alike(text);
    // Below all that can be read, so that a beginning sorts first.
    key.push('\0');
    key.push_str(text);
    key
}

/// A key that sorts texts by their folded form, with the numbers in them by
/// their size (`Order 2` before `Order 10`). It is one for texts that fold
/// alike. Letters stand as Unicode has them: Latin, Greek, Cyrillic, Hebrew,
/// Arabic, kana, Chinese.
pub fn sort_alike(text: &str) -> String {
    let folded = fold(text);
    let mut key = String::with_capacity(folded.len());
    let mut rest = folded.as_str();
    while let Some(at) = rest.find(|it: char| it.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|it: char| !it.is_ascii_digit()).unwrap_or(from.len());
        let (number, after) = from.split_at(end);
        let number = number.trim_start_matches('0');
        key.push_str(before);
        // A number stands where digits do, the shorter before the longer.
        key.push('0');
        key.push(digits(number.len()));
        key.push_str(number);
        rest = after;
    }
    key.push_str(rest);
    key
}

/// How many digits a number has, as a character that sorts by it.
fn digits(count: usize) -> char {
    /// The last before those that are no characters.
    const MOST: u32 = 0xD7FF;
    let count = u32::try_from(count).map_or(MOST, |count| (count + 1).min(MOST));
    char::from_u32(count).unwrap_or(char::MAX)
}

fn find_ascii(haystack: &str, folded_needle: &str) -> Option<Range<usize>> {
    let needle = folded_needle.as_bytes();
    let (&first, rest) = needle.split_first()?;
    let haystack = haystack.as_bytes();
    let last_start = haystack.len().checked_sub(needle.len())?;
    (0..=last_start)
        .find(|&at| {
            haystack[at].to_ascii_lowercase() == first
                && haystack[at + 1..at + needle.len()].eq_ignore_ascii_case(rest)
        })
        .map(|at| at..at + needle.len())
}

fn push_folded(text: &str, folded: &mut String) {
    if text.is_ascii() {
        folded.extend(text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        return;
    }
    // Marks that were kept apart by what is dropped must be put in order again.
    for character in text.nfkd().filter(|&character| !is_dropped(character)).nfd() {
        match plain(character) {
            Some(letters) => folded.push_str(letters),
            None => push_caseless(character, folded),
        }
    }
}

/// Whether folding may put a part of `cluster` before the end of what precedes
/// it, so that the two can only be folded together.
fn goes_on(cluster: &str) -> bool {
    !cluster.is_ascii()
        && cluster
            .nfkd()
            .find(|&character| !is_dropped(character))
            .is_none_or(|first| canonical_combining_class(first) != 0)
}

/// Lower, upper, lower: what the full case folding of Unicode does, from the
/// tables of the standard library. One way alone would keep `ς` or `ß` apart.
fn push_caseless(character: char, folded: &mut String) {
    if character.is_ascii() {
        folded.push(character.to_ascii_lowercase());
        return;
    }
    for lower in character.to_lowercase() {
        for upper in lower.to_uppercase() {
            folded.extend(upper.to_lowercase().filter(|&part| !is_dropped(part)));
        }
    }
}

/// What normalization keeps apart although people type the plain letter.
fn plain(character: char) -> Option<&'static str> {
    Some(match character {
        'Ø' | 'ø' => "o",
        'Ł' | 'ł' => "l",
        'Đ' | 'đ' | 'Ð' | 'ð' => "d",
        'Ħ' | 'ħ' => "h",
        'Ŧ' | 'ŧ' => "t",
        'Æ' | 'æ' => "ae",
        'Œ' | 'œ' => "oe",
        '\u{2018}' | '\u{2019}' | '\u{02BC}' => "'",
        '\u{201C}' | '\u{201D}' | '\u{201E}' => "\"",
        _ => return None,
    })
}

fn is_dropped(character: char) -> bool {
    match character {
        '\0'..='\u{AC}' => false,
        // Points, and the stretching line, of Hebrew and Arabic.
        '\u{591}'..='\u{5BD}'
        | '\u{5BF}'
        | '\u{5C1}'..='\u{5C2}'
        | '\u{5C4}'..='\u{5C5}'
        | '\u{5C7}' => true,
        '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' => true,
        '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E4}'
        | '\u{6E7}'..='\u{6E8}'
        | '\u{6EA}'..='\u{6ED}' => true,
        // The nukta of Hindi, which is left out as often as not.
        '\u{93C}' => true,
        // Invisible: soft hyphen, joiners, direction marks, selectors.
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' => {
            true
        }
        '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' => true,
        '\u{E0100}'..='\u{E01EF}' => true,
        // The blocks of accents that belong to no script of their own. In the
        // blocks of scripts a mark is a vowel, a tone or a voicing: a letter.
        // The iota under Greek vowels is a letter: its upper case is one.
        '\u{345}' => false,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}' => {
            is_combining_mark(character)
        }
        '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}' => {
            is_combining_mark(character)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{is_boundary, samples};

    fn found<'a>(haystack: &'a str, needle: &str) -> Option<&'a str> {
        find_folded(haystack, &fold(needle)).map(|range| &haystack[range])
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        for (one, other) in [
            ("Crème Brûlée", "creme brulee"),
            ("cafe\u{301}", "CAFÉ"),
            ("Straße", "STRASSE"),
            ("STRAẞE", "strasse"),
            ("ΣΊΣΥΦΟΣ", "σίσυφος"),
            ("İstanbul", "istanbul"),
            ("ISTANBUL", "ıstanbul"),
            ("Łódź", "lodz"),
            ("Tiếng Việt", "tieng viet"),
            ("ЁЛКА", "елка"),
            ("ＡＢＣ１２", "abc12"),
            ("ﬃ", "FFI"),
            ("مُحَمَّد", "محمد"),
            ("ज़रूरत", "जरूरत"),
            ("don’t", "don't"),
            ("❤️", "❤"),
            ("한글", "한글"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn vowel_signs_and_tones_are_letters() {
        for (one, other) in [
            ("कि", "की"),
            ("कि", "क"),
            ("กำ", "กา"),
            ("น้ำ", "นำ"),
            ("கி", "கு"),
            ("か", "が"),
            ("ハ", "パ"),
            ("가", "각"),
        ] {
            assert_ne!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn what_is_found_is_named_in_the_original() {
        assert_eq!(found("Große Straße 5", "strasse"), Some("Straße"));
        assert_eq!(found("Le CAFE\u{301} noir", "café"), Some("CAFE\u{301}"));
        assert_eq!(found("Le CAFE\u{301} noir", "fe n"), Some("FE\u{301} n"));
        assert_eq!(found("Parcel LOST", "lost"), Some("LOST"));
        assert_eq!(found("六天没有消息", "没有"), Some("没有"));
        assert_eq!(found("Parcel lost", "found"), None);
        assert_eq!(found("é", "no"), None);
    }

    #[test]
    fn part_of_a_cluster_finds_the_whole_of_it() {
        assert_eq!(found("Straße", "ras"), Some("raß"));
        assert_eq!(found("한글", "하"), Some("한"));
        assert_eq!(found("x👩‍👩‍👧y", "👩"), Some("👩‍👩‍👧"));
    }

    #[test]
    fn invisible_characters_do_not_hide_a_word() {
        assert_eq!(found("par\u{200b}cel é", "parcel"), Some("par\u{200b}cel"));
        assert_eq!(found("می‌خواهم", "میخواهم"), Some("می‌خواهم"));
    }

    #[test]
    fn an_empty_needle_is_found_nowhere() {
        assert_eq!(find_folded("anything", ""), None);
        assert_eq!(find_folded("", "a"), None);
    }

    #[test]
    fn folding_is_stable_for_every_letter_and_its_cases() {
        for character in '\0'..='\u{1FFFF}' {
            let folded = fold(&character.to_string());
            assert_eq!(fold(&folded), folded, "{character:?}");
            let upper: String = character.to_uppercase().collect();
            assert_eq!(fold(&upper), folded, "{character:?} upper");
            let lower: String = character.to_lowercase().collect();
            assert_eq!(fold(&lower), folded, "{character:?} lower");
        }
    }

    #[test]
    fn sorting_disregards_case_and_is_settled_by_the_original() {
        let mut names = ["zoo", "Über", "uber", "Apfel", "apfel", "ab"];
        names.sort_by_cached_key(|name| sort_key(name));
        assert_eq!(names, ["ab", "Apfel", "apfel", "uber", "Über", "zoo"]);
    }

    #[test]
    fn numbers_in_names_stand_by_their_size() {
        let sorted = [
            "1st order",
            "2nd order",
            "10th order",
            "order",
            "order 02",
            "order 2",
            "order 2b",
            "order 3",
            "order 10",
            "order 2026-9",
            "order 2026-11",
            "order ９９９９",
            "order 99999999999999999999999",
            "order B",
            "orders",
            "订单 2",
            "订单 10",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by_cached_key(|name| sort_key(name));
        assert_eq!(names, sorted);
        let long = "9".repeat(70_000);
        assert!(sort_key(&long[1..]) < sort_key(&long), "as long as it may be");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in samples::any_text()) {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded);
        }

        #[test]
        fn every_part_of_a_text_is_found_in_it(
            before in samples::any_text(),
            part in samples::any_text(),
            after in samples::any_text(),
        ) {
            let text = format!("{before}\n{part}\n{after}");
            let needle = fold(&part);
            let found = find_folded(&text, &needle);
            prop_assert_eq!(found.is_some(), !needle.is_empty());
            if let Some(range) = found {
                prop_assert!(is_boundary(&text, range.start) && is_boundary(&text, range.end));
                prop_assert!(fold(&text[range]).contains(&needle));
            }
        }
    }
}
