//! How well a command fits what somebody types to find it.

use crate::ui::command::Entry;

/// From here on, what was typed is a part of the name, or a word that people
/// use for it.
pub(super) const NAMED: u32 = 60;
/// From here on, each word that was typed is said somewhere.
pub(super) const SAID: u32 = 30;

/// A number that rises with the fit; none where it does not fit. Nothing typed
/// fits all alike.
pub(super) fn fit(entry: &Entry, typed: &str) -> Option<u32> {
    let typed = typed.to_lowercase().replace('-', " ");
    let typed = typed.trim();
    let name = entry.name.replace('-', " ");
    let short = entry.short.to_lowercase();
    let starts = |text: &str| words(text).any(|word| word.starts_with(typed));
    let also = || entry.also.split(',').map(str::trim).filter(|word| !word.is_empty());
    let score = if typed.is_empty() {
        1
    } else if name == typed {
        100
    } else if also().any(|phrase| phrase == typed) {
        95
    } else if name.starts_with(typed) {
        90
    } else if starts(&name) || is_part_from_word(&name, typed) {
        80
    } else if also().any(|phrase| is_part_from_word(phrase, typed)) || starts(&short) {
        70
    } else if typed.len() >= 3 && name.contains(typed) {
        NAMED
    } else {
        let said = format!("{name} {short} {} {}", entry.also, entry.help.to_lowercase());
        if words(typed).all(|typed| words(&said).any(|word| word.starts_with(typed))) {
            SAID
        } else if by_beginnings(typed.as_bytes(), &words(&name).collect::<Vec<_>>()) {
            20
        } else if typed.len() >= 4 && entry.help.to_lowercase().contains(typed) {
            10
        } else {
            return None;
        }
    };
    // letters that fit by chance must not lose anybody's work
    (score >= NAMED || typed.is_empty() || !entry.command.loses()).then_some(score)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether `typed` stands in the text, from the beginning of a word on.
fn is_part_from_word(text: &str, typed: &str) -> bool {
    text.match_indices(typed).any(|(at, _)| at == 0 || text[..at].ends_with([' ', ',']))
}

/// Whether what was typed is made of the beginnings of words, in their order:
/// `notpai` of `note pain`.
fn by_beginnings(typed: &[u8], words: &[&str]) -> bool {
    if typed.is_empty() {
        return true;
    }
    let Some((word, rest)) = words.split_first() else { return false };
    let common = word.bytes().zip(typed).take_while(|(letter, typed)| letter == *typed).count();
    (0..=common).rev().any(|taken| by_beginnings(&typed[taken..], rest))
}
