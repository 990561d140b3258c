//! When the small shop is to be looked at again, and what became of it.

use cjm::insight::{NextReview, Route, Walked, last_walk, next_review, since};
use cjm::model::{Address, Emotion, JourneyMap};
use cjm::words::{
    action_is_late, got_worse, greeting, is_unverified, next_due, review_due, setting_out, walked,
    was_fixed,
};

use super::{changed, day, shop, today};

#[test]
fn the_next_review_is_so_many_days_after_the_latest() {
    let map = shop();
    let next = |on: &str| next_review(&map.review, day(on)).unwrap();
    // 20 October, not 1 September; 11 days are left of October, and 19 more
    let expected = NextReview { last: day("2026-10-20"), due: day("2026-11-19"), days: -3 };
    assert_eq!(next("2026-11-22"), expected);
    assert_eq!(next_due(Some(expected)), "the next is due on 19 Nov 2026, 3 days late");
    let said = ["2026-11-09", "2026-11-19", "2026-11-20"].map(|on| review_due(Some(next(on))));
    assert_eq!(said, ["in 10 d", "today", "1 d late"]);
    assert_eq!(next_due(Some(next("2026-11-18"))), "the next is due on 19 Nov 2026, in 1 day");
    assert_eq!(review_due(None), "no review");
}

/// The map as it was on the day of its review: the voucher felt better, the
/// club pleased more, and one note and one action were still open.
fn then() -> JourneyMap {
    let map = changed(shop(), "t-gift", |it| {
        it.emotion = Emotion::new(2).ok();
        it.actions[0].states.clear();
    });
    let map = changed(map, "t-form", |it| it.notes[3].states.clear());
    changed(map, "t-club", |it| {
        it.metrics[0].readings.truncate(2);
        // done is done, verified or not
        it.actions[0].states.truncate(1);
    })
}

#[test]
fn since_the_review_so_much_was_fixed_got_worse_and_is_not_verified() {
    let map = shop();
    let found = since(Some(&then()), &map, today());
    assert_eq!(found.overdue, 3);
    let says = |addresses: &[Address], how: fn(&JourneyMap, &Address) -> String| -> Vec<String> {
        addresses.iter().map(|at| how(&map, at)).collect()
    };
    assert_eq!(
        says(&found.fixed, was_fixed),
        ["Fixed: pain “Was in English only”", "Done: action “Print it on card”"]
    );
    let worse: Vec<_> = found.worse.iter().map(|it| got_worse(&map, it)).collect();
    assert_eq!(
        worse,
        ["Worse: “Joins the club”, CSAT 91 → 88.5", "Worse: “Gives a voucher away”, +2 → +1"]
    );
    let late: Vec<_> =
        found.late.iter().map(|it| action_is_late(&map, &it.at, "", it.due)).collect();
    assert_eq!(
        late,
        [
            "Late: action “Write on day two”, was due on 10 Nov 2026",
            "Late: action “Send it by bicycle”, was due on 31 Oct 2026",
        ]
    );
    // one note is fixed; done are label, return, refund, tracking, two of the
    // voucher, one of who tells others. What is verified is not among them
    assert_eq!(found.unverified.len(), 1 + 7);
    assert_eq!(
        says(&found.unverified, is_unverified)[..2],
        ["Not verified: pain “Was in English only”", "Not verified: action “Send a code”"]
    );
    assert_eq!(
        greeting(&found, Some(day("2026-10-20")), today()),
        "Review 3 days overdue · 2 actions late · since 20 October: 2 fixed, 2 worse, 8 unverified"
    );
}

#[test]
fn without_an_older_map_only_what_is_due_is_known() {
    let found = since(None, &shop(), today());
    assert!(found.fixed.is_empty() && found.worse.is_empty());
    assert_eq!((found.overdue, found.late.len(), found.unverified.len()), (3, 2, 8));
    // on the day of the next review nothing is late of it; the bicycle and the
    // mail on day two were due before
    let earlier = since(None, &shop(), day("2026-11-19"));
    assert_eq!((earlier.overdue, earlier.late.len()), (0, 2));
    let same = since(Some(&shop()), &shop(), today());
    assert!(same.fixed.is_empty() && same.worse.is_empty());
}

#[test]
fn a_walk_is_the_passed_of_all_and_the_mean_of_what_was_said() {
    let map = shop();
    let route = Route::of(&map, 0, None).unwrap();
    // 20 less asking a friend and the books
    assert_eq!((route.spots.len(), route.detours, route.off_stage), (18, 1, 1));
    assert_eq!(setting_out(&route), "18 touchpoints to walk; without 1 detour and 1 off-stage");
    let touchpoints: Vec<_> = map.stages.iter().flat_map(|it| &it.touchpoints).collect();
    let of_day = touchpoints.iter().filter_map(|it| Some((&***it, last_walk(it, None)?)));
    let all = Walked::of(of_day);
    // passed: club, voucher; not: who buys again, who tells others. Felt +1,
    // −2, 0, the voucher says nothing: −1 / 3. Mapped are club +2 and again −1
    // of these: 1 / 2
    assert_eq!((all.passed, all.failed), (2, 2));
    assert_eq!((all.felt, all.mapped), (Some(-1.0 / 3.0), Some(0.5)));
    assert_eq!(
        walked(&all, route.spots.len()),
        "Walked 4 of 18: 2 passed, 2 not; felt −0.3 on average, mapped +0.5"
    );
}
