//! Walking the journey as the customer, in words.

use super::label::{count, day, in_one_line, quoted, signed, signed_mean};
use crate::insight::{Route, Walked};
use crate::model::Walk;

/// Somebody is asked for who walks.
pub const WHO_WALKS: &str = "who walks?";
/// There is no touchpoint that the customer meets.
pub const NOTHING_TO_WALK: &str =
    "There is nothing to walk yet: no touchpoint lies on the route of the customer";
/// What happened is asked for.
pub const WHAT_HAPPENED: &str = "what happened:";
/// The question at a touchpoint.
pub const DID_IT_PASS: &str = "how did it go";
/// Yes.
pub const PASSED: &str = "passed";
/// No.
pub const NOT_PASSED: &str = "not passed";
/// No, beside the key.
pub const NOT: &str = "not";
/// Go on without an answer.
pub const SKIP: &str = "skip";
/// To the touchpoint before.
pub const ONE_BACK: &str = "back";
/// The walk ends.
pub const END_OF_WALK: &str = "end";
/// How it felt is asked for.
pub const HOW_IT_FELT: &str = "how it felt";
/// Nobody says how it felt.
pub const NOT_SAID: &str = "not said";
/// Whether what was mended is to be marked so.
pub const YES_MARK: &str = "yes";
/// It stays as it is.
pub const LEAVE_IT: &str = "leave it";
/// The label before what somebody else found.
pub const LAST_WALK: &str = "last walk";
/// The label before what was recorded just now.
pub const THIS_WALK: &str = "this walk";
/// The label before what was said to be mended.
pub const SAID_TO_BE_MENDED: &str = "mended";
/// Nobody walked here.
pub const NEVER_WALKED: &str = "never";
/// There is none before the first.
pub const FIRST_OF_THE_WALK: &str = "This is the first touchpoint of the route";
/// A command of the board, while the journey is walked.
pub const END_THE_WALK_FIRST: &str = "That is for the board: Esc ends the walk";
/// In the footer: set out.
pub const FOOTER_BEGIN_WALK: &str = "set out";
/// In the footer: keep the line, and end.
pub const FOOTER_KEEP_END: &str = "keep, end the walk";

/// A walk in a line: `2 Sep 2026 · Ivo · not passed · −1 · First mail after
/// four days`.
pub fn walk(walk: &Walk) -> String {
    let parts = [
        day(walk.on),
        walk.by.to_string(),
        if walk.passed { PASSED.into() } else { NOT_PASSED.into() },
        walk.emotion.map(signed).unwrap_or_default(),
        in_one_line(&walk.text).into_owned(),
    ];
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// A walk begins.
pub fn setting_out(route: &Route) -> String {
    let off_stage = format!("{} off-stage", route.off_stage);
    let detours = match route.detours {
        1 => "1 detour".to_owned(),
        more => format!("{more} detours"),
    };
    let passed_over = match (route.detours, route.off_stage) {
        (0, 0) => return format!("{} to walk", of_route(route)),
        (_, 0) => detours,
        (0, _) => off_stage,
        (_, _) => format!("{detours} and {off_stage}"),
    };
    format!("{} to walk; without {passed_over}", of_route(route))
}

fn of_route(route: &Route) -> String {
    count(route.spots.len(), "touchpoint", "touchpoints")
}

/// Where a walk is, without the map: `Checkout › 4 of 11`.
pub fn place_of_walk(stage: &str, number: usize, of: usize) -> String {
    format!("{stage} › {number} of {of}")
}

/// How a walk went so far: `3 walked: 2 passed, 1 not`. Empty where nothing
/// was recorded.
pub fn walked_so_far(walked: &Walked) -> String {
    if walked.count() == 0 {
        String::new()
    } else {
        format!("{} walked: {}", walked.count(), how(walked))
    }
}

/// What a walk over a route of so many touchpoints came to.
pub fn walked(walked: &Walked, of: usize) -> String {
    if walked.count() == 0 {
        return "The walk is over; nothing was recorded".into();
    }
    let mut line = format!("Walked {} of {of}: {}", walked.count(), how(walked));
    if let Some(felt) = walked.felt {
        line.push_str(&format!("; felt {} on average", signed_mean(felt)));
        if let Some(mapped) = walked.mapped {
            line.push_str(&format!(", mapped {}", signed_mean(mapped)));
        }
    }
    line
}

fn how(walked: &Walked) -> String {
    match (walked.passed, walked.failed) {
        (passed, 0) => format!("{passed} passed"),
        (0, failed) => format!("{failed} not passed"),
        (passed, failed) => format!("{passed} passed, {failed} not"),
    }
}

/// Whether so many things are to be marked as verified, or opened again.
pub fn settle(passed: bool, things: usize) -> String {
    let what = if things == 1 { "it".to_owned() } else { format!("all {things}") };
    if passed { format!("mark {what} as verified") } else { format!("open {what} again") }
}

/// So many things were marked as verified, or opened again.
pub fn settled_by_walk(passed: bool, things: usize, title: &str) -> String {
    let things = count(things, "thing", "things");
    let verb = if passed { "verified" } else { "open again" };
    format!("{things} of {} {verb}", quoted(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_is_summed_up_in_one_line() {
        let all = Walked { passed: 7, failed: 2, felt: Some(-0.4), mapped: Some(0.3) };
        let said = "Walked 9 of 11: 7 passed, 2 not; felt −0.4 on average, mapped +0.3";
        assert_eq!(walked(&all, 11), said);
        let plain = Walked { passed: 1, ..Walked::default() };
        assert_eq!(walked(&plain, 11), "Walked 1 of 11: 1 passed");
        assert_eq!(walked(&Walked::default(), 11), "The walk is over; nothing was recorded");
    }

    #[test]
    fn setting_out_says_what_is_passed_over() {
        let route = |detours, off_stage| {
            let spot = crate::model::Spot::new(&"s".into(), &"t".into());
            setting_out(&Route { spots: vec![spot.clone(), spot], begin: 0, detours, off_stage })
        };
        assert_eq!(route(0, 0), "2 touchpoints to walk");
        assert_eq!(route(2, 1), "2 touchpoints to walk; without 2 detours and 1 off-stage");
        assert_eq!(route(1, 0), "2 touchpoints to walk; without 1 detour");
    }
}
