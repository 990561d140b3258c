//! Titles as file names.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::clusters::previous_boundary;

/// The longest name in bytes. File systems take 255; the rest is left for the
/// extension, a date, and the names of temporary and backup files.
const LONGEST: usize = 80;

/// `title` as the name of a file, without an extension: lower case, the letters
/// and digits of all scripts, and single `-` for all between them. Never empty,
/// at most 80 bytes, never a name that a shell reads as an option or that
/// Windows keeps for a device. The slug of a slug is the same slug.
pub fn slug(title: &str) -> String {
    let plain = title.nfkc().flat_map(char::to_lowercase).filter(|&c| !is_silent(c)).nfkc();
    let mut name = String::with_capacity(title.len());
    let mut after_letter = false;
    for character in plain {
        if character.is_alphanumeric() || (after_letter && is_combining_mark(character)) {
            name.push(character);
            after_letter = true;
        } else if after_letter {
            name.push('-');
            after_letter = false;
        }
    }
    if name.len() > LONGEST {
        name.truncate(previous_boundary(&name, LONGEST + 1));
    }
    name.truncate(name.trim_end_matches('-').len());
    if name.is_empty() {
        name.push_str("map");
    } else if is_device(&name) {
        name.push_str("-map");
    }
    name
}

/// Characters that part no words: apostrophes and joiners.
fn is_silent(character: char) -> bool {
    matches!(
        character,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{2BC}' | '\u{AD}' | '\u{200B}'
            ..='\u{200D}' | '\u{FEFF}'
    )
}

fn is_device(name: &str) -> bool {
    let numbered = ["com", "lpt"].iter().any(|port| {
        name.strip_prefix(port)
            .is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    });
    numbered || matches!(name, "con" | "prn" | "aux" | "nul" | "conin" | "conout" | "clock")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::samples;

    #[test]
    fn a_title_becomes_a_readable_name() {
        assert_eq!(slug("First order from abroad"), "first-order-from-abroad");
        assert_eq!(slug("  Don't -- panic!  (v2) "), "dont-panic-v2");
        assert_eq!(slug("Übersee & Straße"), "übersee-straße");
        assert_eq!(slug("ＡＢＣ"), "abc");
    }

    #[test]
    fn letters_of_all_scripts_stay() {
        assert_eq!(slug("六天没有消息"), "六天没有消息");
        assert_eq!(slug("सीमा शुल्क"), "सीमा-शुल्क");
        assert_eq!(slug("கட்டணம்"), "கட்டணம்");
        assert_eq!(slug("متى يصل الطرد؟"), "متى-يصل-الطرد");
        assert_eq!(slug("ภาษี"), "ภาษี");
        assert_eq!(slug("세관"), "세관");
    }

    #[test]
    fn nothing_leads_out_of_the_folder_or_into_the_shell() {
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("-rf $(x) `y` ; *"), "rf-x-y");
        assert_eq!(slug(".hidden"), "hidden");
        assert_eq!(slug("C:\\maps\\a.ron"), "c-maps-a-ron");
        assert_eq!(slug("½"), "1-2");
    }

    #[test]
    fn there_is_always_a_name() {
        for title in ["", " ", "...", "👩‍👩‍👧", "\0\n"] {
            assert_eq!(slug(title), "map", "{title:?}");
        }
    }

    #[test]
    fn devices_of_windows_are_avoided() {
        assert_eq!(slug("CON"), "con-map");
        assert_eq!(slug("Lpt1"), "lpt1-map");
        assert_eq!(slug("com²"), "com2-map");
        assert_eq!(slug("Console"), "console");
    }

    #[test]
    fn long_titles_are_cut_between_letters() {
        assert_eq!(slug(&"a".repeat(200)).len(), 80);
        assert_eq!(slug(&"六".repeat(200)), "六".repeat(26));
        assert_eq!(slug(&"word ".repeat(40)).len(), 79);
    }

    proptest! {
        #[test]
        fn every_title_makes_a_safe_name(title in samples::any_text()) {
            let name = slug(&title);
            prop_assert!(!name.is_empty() && name.len() <= 80);
            prop_assert!(!name.starts_with('-') && !name.ends_with('-'));
            let safe = |c: char| c == '-' || c.is_alphanumeric() || is_combining_mark(c);
            prop_assert!(name.chars().all(safe), "{:?}", name);
            prop_assert_eq!(slug(&name), name);
        }
    }
}
