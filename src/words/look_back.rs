//! How it felt then beside how it feels now, in words.

use super::break_list::wrapped;
use super::label::{emotion, quoted};
use crate::insight::KeptOn;
use crate::insight::curve::{Became, Felt, FeltTally};
use crate::model::{Day, JourneyMap, Touchpoint};

/// A day in few letters, without the year where that is this one: `20 Aug`.
pub fn short_day(of: Day, today: Day) -> String {
    let is_this_year = of.as_str()[..4] == today.as_str()[..4];
    of.date().strftime(if is_this_year { "%-d %b" } else { "%-d %b %Y" }).to_string()
}

/// Which snapshot it is: `20 Aug`, or where that day has several `20 Aug, the
/// first of 2`.
pub fn kept_on(kept: KeptOn, today: Day) -> String {
    of_its_day(short_day(kept.day, today), kept)
}

/// The same with the whole day.
pub fn kept_on_day(kept: KeptOn) -> String {
    of_its_day(super::day(kept.day), kept)
}

fn of_its_day(day: String, KeptOn { nth, of, .. }: KeptOn) -> String {
    let which = match nth {
        _ if of < 2 => return day,
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        // a day has no twenty-first review
        nth => format!("{nth}th"),
    };
    format!("{day}, the {which} of {of}")
}

/// What a point of an older state is: how it felt then, and whether that is as
/// it should be, and as it was walked.
pub fn as_of(when: &str, as_it_should_be: bool, as_walked: bool) -> String {
    match (as_it_should_be, as_walked) {
        (false, false) => format!("as of {when}"),
        (true, false) => format!("as of {when} as it should be"),
        (false, true) => format!("as of {when} as walked"),
        (true, true) => format!("as of {when} as walked and should be"),
    }
}

/// What became of how a touchpoint feels since `when`: `−1 → +1 since 20 Aug`.
pub fn became(now: &Touchpoint, felt: &Felt, when: &str) -> String {
    // why the line has a gap there
    let was_beside = felt.was_beside(&now.id) && !now.detour;
    let beside = if was_beside { ", beside the route then" } else { "" };
    match felt.became(now) {
        Became::New => format!("new since {when}"),
        Became::Same => format!("the same since {when}{beside}"),
        Became::Other(was, is) => {
            format!("{} → {} since {when}{beside}", emotion(was), emotion(is))
        }
    }
}

/// What became of how all touchpoints feel: `Since 20 Aug: 3 better, 1 worse`.
pub fn felt_since(tally: FeltTally, when: &str) -> String {
    let FeltTally { better, worse, rated, unrated, new, gone } = tally;
    let counts = [
        (better, "better"),
        (worse, "worse"),
        (rated, "rated"),
        (unrated, "no longer rated"),
        (new, "new"),
        (gone, "gone"),
    ];
    let counted = counts.iter().filter(|(number, _)| *number > 0);
    let counted: Vec<String> = counted.map(|(number, what)| format!("{number} {what}")).collect();
    if counted.is_empty() {
        format!("Nothing feels different since {when}")
    } else {
        format!("Since {when}: {}", counted.join(", "))
    }
}

/// The same, and how to look back further.
pub fn with_the_one_before(said: &str, again: &str) -> String {
    format!("{said} · {again} before that, esc ends")
}

/// The curve of one map is to be drawn against another one.
pub const NOT_THE_SAME_MAP: &str = "--view curve draws a map against itself at a time: --against \
                                    MAP@review, MAP@2026-08-20 or MAP@REVISION of the same MAP; \
                                    without --view two maps are shown beside each other";

/// Two maps are to be shown beside each other, one of them at a time.
pub const THEN_ON_THE_CURVE: &str = "--against shows another map; how the same map felt then is \
                                     drawn by --view curve --against MAP@review, and cjm diff \
                                     MAP@review says all that changed";

/// The curve shows the map as it is, and nothing beside it; how to look back.
pub fn no_longer_as_of(when: &str, again: &str) -> String {
    format!("The curve as it is, no longer as of {when} · {again} looks back again")
}

/// The same, because there is no older snapshot than that of `when`.
pub fn nothing_before(when: &str, again: &str) -> String {
    format!("No snapshot before {when}: the curve as it is · {again} looks back again")
}

/// What feels different since `when`, within `width` cells: a sentence, and
/// every touchpoint of `map` that does not feel as it did, a line each, in the
/// order of the map.
pub fn felt_list(map: &JourneyMap, felt: &Felt, when: &str, width: usize) -> Vec<String> {
    let mut lines = vec![format!("{}.", felt_since(felt.tally(map), when))];
    lines.extend(felt_lines(map, felt));
    lines.iter().flat_map(|line| wrapped(line, "  ", width)).collect()
}

fn felt_lines(map: &JourneyMap, felt: &Felt) -> Vec<String> {
    let all = map.stages.iter().flat_map(|stage| &stage.touchpoints);
    let line = |it: &Touchpoint| match felt.became(it) {
        Became::Same => None,
        Became::New => Some(format!("New: {}, {}", quoted(&it.title), emotion(it.emotion))),
        Became::Other(was, is) => {
            let kind = match (was, is) {
                (None, _) => "Rated",
                (_, None) => "No longer rated",
                (was, is) if was < is => "Better",
                _ => "Worse",
            };
            Some(format!("{kind}: {}, {} → {}", quoted(&it.title), emotion(was), emotion(is)))
        }
    };
    all.filter_map(|it| line(it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Emotion, Id};

    fn card(emotion: Option<i64>, detour: bool) -> Touchpoint {
        let mut card = Touchpoint::new(Id::new("t"), "Card");
        card.emotion = emotion.and_then(|value| Emotion::new(value).ok());
        card.detour = detour;
        card
    }

    fn felt(then: Option<Touchpoint>) -> Felt {
        let mut map = JourneyMap::new("Map");
        let mut stage = crate::model::Stage::new(Id::new("s"), "Stage");
        stage.touchpoints.extend(then.map(std::sync::Arc::new));
        map.stages.push(std::sync::Arc::new(stage));
        Felt::of(&map)
    }

    #[test]
    fn of_a_touchpoint_both_sides_are_said_and_why_its_line_has_a_gap() {
        let said = |then, now: Touchpoint| became(&now, &felt(then), "20 Aug");
        let (bad, good, none) = (Some(-1), Some(1), None);
        for (then, now, expected) in [
            (Some(card(bad, false)), card(bad, false), "the same since 20 Aug"),
            (Some(card(bad, false)), card(good, false), "−1 → +1 since 20 Aug"),
            (Some(card(none, false)), card(good, false), "not rated → +1 since 20 Aug"),
            (Some(card(bad, false)), card(none, false), "−1 → not rated since 20 Aug"),
            (None, card(good, false), "new since 20 Aug"),
            (
                Some(card(bad, true)),
                card(good, false),
                "−1 → +1 since 20 Aug, beside the route then",
            ),
            (Some(card(bad, true)), card(good, true), "−1 → +1 since 20 Aug"),
        ] {
            assert_eq!(said(then, now), expected);
        }
    }

    #[test]
    fn a_day_of_another_year_has_its_year() {
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(short_day(day("2026-08-20"), day("2026-11-22")), "20 Aug");
        assert_eq!(short_day(day("2025-08-20"), day("2026-11-22")), "20 Aug 2025");
        let kept = |nth, of| kept_on(KeptOn { day: day("2026-08-20"), nth, of }, day("2026-11-22"));
        assert_eq!(kept(1, 1), "20 Aug");
        assert_eq!(kept(1, 2), "20 Aug, the first of 2");
        assert_eq!(kept(4, 5), "20 Aug, the 4th of 5");
    }

    #[test]
    fn nothing_different_is_said_too() {
        assert_eq!(
            felt_since(FeltTally::default(), "20 Aug"),
            "Nothing feels different since 20 Aug"
        );
        let some = FeltTally { better: 3, worse: 1, gone: 2, ..FeltTally::default() };
        assert_eq!(felt_since(some, "20 Aug"), "Since 20 Aug: 3 better, 1 worse, 2 gone");
    }
}
