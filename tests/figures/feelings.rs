//! How far the small shop is mapped, and how it feels.

use cjm::insight::{Kept, Spread, Standing, Summary, Task, steps, weakest};
use cjm::model::{Address, Holder, Spot};
use cjm::words::{
    library_lines, map_head, next_of, progress, progress_of, signed_mean, spread, stage_sentence,
    touchpoint_sentence, voices, weakest_mark,
};

use super::{day, shop, today, touchpoint};

/// All figures of a stage: touchpoints, on the route, rated, goals, owners,
/// worst, and the mean as it is said.
type Figures = (usize, usize, usize, usize, usize, Option<i8>, Option<String>);

fn figures(summary: &Summary) -> Figures {
    let worst = summary.worst.map(|worst| worst.get());
    let Summary { touchpoints, on_route, rated, goals, owners, .. } = *summary;
    (touchpoints, on_route, rated, goals, owners, worst, summary.mean().map(signed_mean))
}

fn said(mean: &str) -> Option<String> {
    Some(mean.to_owned())
}

#[test]
fn each_stage_has_the_mean_the_worst_and_the_counts_that_were_worked_out() {
    let map = shop();
    let seen: Vec<Figures> = map.stages.iter().map(|it| figures(&Summary::of(it))).collect();
    let expected = [
        // only the ad is rated: +1 / 1
        (3, 3, 1, 0, 0, Some(1), said("+1.0")),
        // (1 − 2 + 0) / 3 = −0.333; a 0 counts, the unrated account does not
        (4, 4, 3, 0, 1, Some(-2), said("−0.3")),
        // (−1 − 2 − 1) / 3 = −1.333
        (6, 6, 3, 0, 1, Some(-2), said("−1.3")),
        // (2 − 1 − 1 + 1) / 4 = 0.25, and halves go away from 0. Asking a
        // friend is a detour: neither its −2 is the worst, nor is it on the
        // route. The voucher has a goal only, who buys again an owner only
        (7, 6, 4, 2, 2, Some(-1), said("+0.3")),
        // nothing is there, and nothing is no 0
        (0, 0, 0, 0, 0, None, None),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn the_map_has_the_mean_of_its_touchpoints_and_not_of_its_stages() {
    let all = Standing::of(&shop(), today()).summary;
    // (1 − 1 − 4 + 1) / (1 + 3 + 3 + 4) = −3 / 11 = −0.273; the mean of the
    // four means would be (1 − 0.333 − 1.333 + 0.25) / 4 = −0.104
    assert_eq!(figures(&all), (20, 19, 11, 2, 4, Some(-2), said("−0.3")));
    assert_eq!(all.mean(), Some(-3.0 / 11.0));
    assert_eq!(progress(&all), ["rated 11/19", "goals 2/20", "owners 4/20"]);
    assert_eq!(map_head(&shop(), 80).last().unwrap(), "rated 11/19   goals 2/20   owners 4/20");
}

#[test]
fn halves_go_away_from_nothing_on_both_sides() {
    // 1/4, −1/4, 3/20, −1/20, and what rounds to nothing has no sign
    let said = [0.25, -0.25, 0.15, -0.05, 0.049, -0.049].map(signed_mean);
    assert_eq!(said, ["+0.3", "−0.3", "+0.2", "−0.1", "0.0", "0.0"]);
}

#[test]
fn a_stage_says_its_figures_as_a_sentence() {
    let map = shop();
    let said = |at: usize| stage_sentence(&map.stages[at], at + 1, 5);
    assert_eq!(
        said(3),
        "Stage 4 of 5: Come back (post-sale, 7 touchpoints, +0.3 on average, worst −1)"
    );
    assert_eq!(said(4), "Stage 5 of 5: Give away (0 touchpoints)");
}

#[test]
fn voices_are_as_far_apart_as_the_lowest_and_the_highest() {
    let spread_of = |id: &str| Spread::of(&touchpoint(id).voices);
    // +2 and −1 are three apart; who says no emotion is not counted
    let club = spread_of("t-club").unwrap();
    assert_eq!((club.lowest.get(), club.highest.get(), club.count), (-1, 2, 2));
    assert_eq!((club.agrees(), voices(club)), (false, "−1…+2 (2), they do not agree".into()));
    // +1 and −1 are two apart
    let tell = spread_of("t-tell").unwrap();
    assert_eq!((tell.agrees(), spread(tell)), (true, "−1…+1 (2)".into()));
    assert_eq!(spread_of("t-ad"), None);
    // where nothing is rated the voices are all there is
    let said = touchpoint_sentence(&touchpoint("t-tell"));
    assert!(said.starts_with("Tells others: not rated, voices −1…+1 (2);"), "{said}");
}

#[test]
fn the_weakest_marks_are_the_lowest_of_those_given() {
    let said = |id: &str| weakest_mark(&touchpoint(id).quality);
    // 4, 5, 2, 2
    assert_eq!(said("t-club").unwrap(), "weakest: simple and appealing, 2 of 5");
    // 3 and 3: neither is weaker
    assert_eq!(said("t-again"), None);
    assert_eq!(weakest(&touchpoint("t-ad").quality), None);
}

#[test]
fn the_five_steps_are_as_far_as_was_counted() {
    let map = shop();
    let all = steps(&map, today());
    let seen = all.each_ref().map(progress_of);
    assert_eq!(
        seen,
        [
            // nothing is in the last one
            "4 of 5 stages have touchpoints",
            // the club alone has both
            "1 of 20 touchpoints have a goal and an owner",
            // of the route; ad, chat, duties, invoice, wait, label, refund,
            // tracking have months, who buys again has what is asked most
            "11 of 19 rated, 9 with support data",
            // chat, basket, duties, invoice, account, wait, label, refund are
            // shown by tickets or votes, the mails feel −2 and have a pain.
            // Duties, wait, label and refund have actions of their own
            "4 of 9 that hurt have an action",
            // label, return, refund and tracking say no value after; the club,
            // both of the voucher, both of who tells others do
            "5 of 9 done actions have a result, review overdue",
        ]
    );
    assert!(all.iter().all(|step| !step.is_done));
    let next = |task: Task| all[Task::ALL.iter().position(|it| *it == task).unwrap()].next.clone();
    let card = |stage: &str, id: &str| Spot::new(&stage.into(), &id.into());
    assert_eq!(next(Task::List), Some(Address::Stage("s-end".into())));
    assert_eq!(next(Task::Goals), Some(Address::Touchpoint(card("s-find", "t-ad"))));
    assert_eq!(next(Task::Breaks), Some(Address::Touchpoint(card("s-find", "t-chat"))));
    assert_eq!(next(Task::FixFirst), Some(Address::Touchpoint(card("s-find", "t-chat"))));
    let label = Holder::Touchpoint(card("s-use", "t-label"));
    assert_eq!(next(Task::Track), Some(Address::Action(label, "a-label".into())));
    assert_eq!(next_of(&map, &all[0]), "next: “Give away” has no touchpoint: o writes one");
    // 30 days after 20 October are over on 19 November
    assert_eq!(steps(&map, day("2026-11-19"))[4].review, Kept::InTime);
    assert_eq!(steps(&map, day("2026-11-20"))[4].review, Kept::Overdue);
}

#[test]
fn the_line_of_the_library_says_the_same_figures() {
    let map = shop();
    let standing = Standing::of(&map, today());
    // the list of breaks has 10; late are the mail on day two and the bicycle
    assert_eq!((standing.breaks, standing.overdue), (10, 2));
    let line = cjm::words::MapLine { name: "shop", map: Ok((&map.title, &standing)) };
    assert_eq!(
        library_lines(&[line], 200),
        ["shop  A small shop  rated 11/19  goals 2/20  owners 4/20  −0.3 worst −2  10 breaks  \
             2 actions late  review 3 days late"]
    );
}
