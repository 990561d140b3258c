//! The nearest known name to one that is not known.

use super::fold::fold;

/// The candidate that `word` was most likely meant to be, or None when none is
/// near enough: one slip in three letters at most. Case and accents do not
/// count; of candidates equally near, the first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    if word.is_empty() {
        return None;
    }
    let length = word.chars().count();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let folded = fold(candidate);
            let slips = strsim::damerau_levenshtein(&word, &folded);
            let allowed = length.max(folded.chars().count()) / 3;
            (slips <= allowed).then_some((slips, candidate))
        })
        .min_by_key(|&(slips, _)| slips)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [&str; 5] = ["owner", "channel", "emotion", "goal", "touchpoints"];

    #[test]
    fn a_slip_of_the_hand_is_forgiven() {
        assert_eq!(nearest("ownr", FIELDS), Some("owner"));
        assert_eq!(nearest("chanel", FIELDS), Some("channel"));
        assert_eq!(nearest("touchpiont", FIELDS), Some("touchpoints"));
        assert_eq!(nearest("emotoin", FIELDS), Some("emotion"));
    }

    #[test]
    fn case_and_accents_are_no_slips() {
        assert_eq!(nearest("GOAL", FIELDS), Some("goal"));
        assert_eq!(nearest("gôal", FIELDS), Some("goal"));
    }

    #[test]
    fn what_is_too_far_is_not_guessed() {
        assert_eq!(nearest("persona", FIELDS), None);
        assert_eq!(nearest("x", ["y"]), None);
        assert_eq!(nearest("", FIELDS), None);
        assert_eq!(nearest("owner", []), None);
    }

    #[test]
    fn of_two_the_nearer_wins_then_the_first() {
        assert_eq!(nearest("maps", ["tapes", "mapx", "maps"]), Some("maps"));
        assert_eq!(nearest("mapq", ["mapa", "mapb"]), Some("mapa"));
    }
}
