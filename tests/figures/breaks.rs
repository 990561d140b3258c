//! Where the small shop breaks.

use cjm::insight::breaks::{Break, Breaks, Impact, Mended, breaks};
use cjm::model::{Action, ActionState, ActionStep, Id, NoteState, NoteStep, Touchpoint};
use cjm::words::{BreakRow, FixLine, fix_lines, fix_sentence, mended_facts};

use super::{day, shop, shop_with, today};

fn found(id: &str) -> Break {
    let open = breaks(&shop()).open;
    open.into_iter().find(|it| it.facts.touchpoint.id.as_str() == id).unwrap()
}

fn ids(breaks: &Breaks) -> (Vec<String>, Vec<String>) {
    let open = breaks.open.iter().map(|it| it.facts.touchpoint.id.to_string());
    let mended = breaks.mended.iter().map(|it| it.touchpoint.id.to_string());
    (open.collect(), mended.collect())
}

/// The breaks of the map with something else at a touchpoint.
fn changed(id: &str, change: impl Fn(&mut Touchpoint)) -> Breaks {
    breaks(&shop_with(id, change))
}

#[test]
fn each_break_has_the_level_impact_and_rank_that_were_worked_out() {
    // Tickets per 1,000 orders: the greatest is t-wait with 200 of 4,000 = 50.
    // Tickets: the greatest is t-pay with 40. Dots: the greatest is t-basket
    // with 10. Notes: the greatest is t-form with 3, so that 5 counts.
    let expected = [
        // 50 of 50 is level 5, impact 5 as given
        ("t-wait", 5, Some(5), 25),
        // 132 of 4,000 = 33; 5 × 33/50 = 3.3, level 4. Impact: feels −2 is 5;
        // CSAT 58.5 is 1 + 4 × 41.5/50 = 4.32; importance 5; 23 % leave is
        // 1 + 4 × 23/40 = 3.3; together 17.62/4 = 4.405, so 4
        ("t-duty", 4, Some(4), 16),
        // no orders that month: 40 tickets of 40, level 5. Impact: feels 0 is
        // 3, importance 2: 2.5, so 3
        ("t-pay", 5, Some(3), 15),
        // 3 + 1 dots, 2 + 4 on the pain (not the 5 on the delight): 10 of 10,
        // level 5. Impact: feels +1 is 2; 10 % leave is 1 + 4 × 10/40 = 2
        ("t-basket", 5, Some(2), 10),
        // two pains and a gap are open, one pain is fixed: 5 × 3/5, level 3.
        // Nothing says how grave: ranked as 3
        ("t-form", 3, None, 9),
        // fixed in August, 80 of 4,000 = 20 in September: 5 × 20/50, level 2
        // exactly. Feels −1: 4. Before t-chat, for orders are known
        ("t-label", 2, Some(4), 8),
        // 5 × 12/40 = 1.5, level 2; 4 as given
        ("t-chat", 2, Some(4), 8),
        // 3 dots on the open pain (not the 6 on the verified one): 5 × 3/10 =
        // 1.5, level 2. CSAT 75, the newest reading: 1 + 4 × 25/50 = 3
        ("t-account", 2, Some(3), 6),
        // one pain: 5 × 1/5, level 1. Feels −2: 5. Before t-return, which
        // nobody rated
        ("t-mail", 1, Some(5), 5),
        // of two pains one is answered by what was done
        ("t-return", 1, Some(5), 5),
    ];
    let open = breaks(&shop()).open;
    let seen: Vec<_> = open
        .iter()
        .map(|it| {
            let impact = it.facts.impact.known().map(|impact| impact.get());
            (it.facts.touchpoint.id.as_str(), it.level.get(), impact, it.rank())
        })
        .collect();
    assert_eq!(seen, expected);
}

#[test]
fn a_newest_month_without_tickets_is_no_break_however_many_votes() {
    let (open, mended) = ids(&breaks(&shop()));
    assert!(!open.contains(&"t-ad".into()) && !mended.contains(&"t-ad".into()));
}

#[test]
fn what_is_mended_says_what_it_was_and_how_one_knows() {
    let all = breaks(&shop());
    assert_eq!(ids(&all).1, ["t-refund", "t-track"]);
    let said: Vec<String> = all.mended.iter().map(|it| mended_facts(it, today())).collect();
    // done in September: 60 of 4,000 = 15 in that month is of before
    assert_eq!(said[0], "fixed 21 Sep · was 15 of 1,000 orders, Sep · waits for newer figures");
    // done in August: 30 of 4,000 = 7.5 in July is of before, 0 in September since
    assert_eq!(said[1], "fixed 10 Aug · was 7.5 of 1,000 orders, Jul · no tickets in Sep");
    assert_eq!(all.mended[0].mended, Some(Mended::Waits));
}

#[test]
fn a_break_leaves_the_list_when_it_is_fixed_and_comes_back_with_newer_tickets() {
    let states = |on: &str, state| vec![ActionStep { on: day(on), state, comments: None }];
    for state in [ActionState::Done, ActionState::Verified] {
        let fixed = changed("t-wait", |it| it.actions[0].states = states("2026-10-31", state));
        assert_eq!(ids(&fixed).0[0], "t-duty");
        assert_eq!(ids(&fixed).1[0], "t-wait");
    }
    // September was the month of the fix, October came after it
    let back = changed("t-wait", |it| {
        it.actions[0].states = states("2026-09-30", ActionState::Done);
    });
    assert_eq!(ids(&back).0[0], "t-wait");
    assert_eq!(
        fix_sentence(&back, today()),
        "Fix first: Waits without news · 50 of 1,000 orders in October, CSAT 47, still there \
         after the fix of 30 Sep"
    );
    for state in [ActionState::Todo, ActionState::Doing, ActionState::Reopened] {
        let open = changed("t-wait", |it| it.actions[0].states = states("2026-10-31", state));
        assert_eq!(ids(&open).0[0], "t-wait", "{state:?}");
    }
    // to give something up mends nothing
    let dropped = changed("t-wait", |it| {
        it.actions[0].states = states("2026-10-31", ActionState::Dropped);
    });
    assert_eq!(ids(&dropped).0[0], "t-wait");
    assert!(fix_sentence(&dropped, today()).ends_with("no action yet"));
}

/// The form with nothing but an action done on 20 October, which names these
/// notes; some notes are so from a day on.
fn acted_on(answers: &[&str], notes: &[(&str, &str, NoteState)]) -> (bool, bool) {
    let all = changed("t-form", |it| {
        let mut action = Action::new("a-form".into(), "A shorter form");
        action.answers = answers.iter().map(|id| Id::new(id)).collect();
        let state = ActionState::Done;
        action.states.push(ActionStep { on: day("2026-10-20"), state, comments: None });
        it.actions = vec![action];
        for (id, on, state) in notes {
            let note = it.notes.iter_mut().find(|note| note.id.as_str() == *id).unwrap();
            note.states.push(NoteStep { on: day(on), state: *state, comments: None });
        }
    });
    let (open, mended) = ids(&all);
    (open.contains(&"t-form".into()), mended.contains(&"t-form".into()))
}

#[test]
fn what_a_done_action_does_not_name_stays_and_what_is_open_since_comes_back() {
    let (stays, mended) = ((true, false), (false, true));
    // of two pains and a gap it names one
    assert_eq!(acted_on(&["n-form1"], &[]), stays);
    assert_eq!(acted_on(&["n-form1", "n-form2", "n-form3"], &[]), mended);
    let again = [("n-form2", "2026-11-01", NoteState::Reopened)];
    assert_eq!(acted_on(&["n-form1", "n-form2", "n-form3"], &again), stays);
    // closed by other means it names none: it is about all without a later day
    assert_eq!(acted_on(&[], &[]), mended);
    assert_eq!(acted_on(&[], &[("n-form1", "2026-10-19", NoteState::Open)]), mended);
    assert_eq!(acted_on(&[], &[("n-form1", "2026-10-21", NoteState::Open)]), stays);
    assert_eq!(acted_on(&[], &again), stays);
}

#[test]
fn the_sentence_says_what_where_and_what_is_done_about_it() {
    let all = breaks(&shop());
    // 10 to 22 November
    assert_eq!(
        fix_sentence(&all, today()),
        "Fix first: Waits without news · 50 of 1,000 orders in October, CSAT 47, one action 12 \
         days late"
    );
    assert_eq!(
        fix_sentence(&all, day("2026-11-09")),
        "Fix first: Waits without news · 50 of 1,000 orders in October, CSAT 47, one action due \
         10 Nov"
    );
    assert!(fix_sentence(&all, day("2026-11-10")).ends_with("one action due today"));
    assert!(fix_sentence(&all, day("2025-12-01")).contains("October 2026"));
}

#[test]
fn a_narrow_line_loses_words_before_figures_and_never_half_of_one() {
    let line = FixLine::of(&breaks(&shop()), today());
    assert_eq!(line.within(200), line);
    let whole = cjm::text::width(&line.sentence());
    for width in 20..=whole {
        let short = line.within(width);
        assert!(cjm::text::width(&short.sentence()) <= width, "{width}: {}", short.sentence());
        assert!(line.facts.starts_with(&short.facts), "{width}: {short:?}");
    }
    assert_eq!(
        line.within(80).sentence(),
        "Fix first: Waits without news · 50 of 1,000 orders in October, CSAT 47"
    );
    assert_eq!(
        line.within(64).sentence(),
        "Fix first: Waits witho… · 50 of 1,000 orders in October, CSAT 47"
    );
}

#[test]
fn a_row_says_its_figures_in_words() {
    let row = |id: &str| BreakRow::of(&found(id), today());
    let duty = row("t-duty");
    assert_eq!(
        (&*duty.how_often, &*duty.how_often_short),
        ("33 of 1,000 orders, Sep", "33/1,000 Sep")
    );
    assert_eq!(duty.trend, Some(("↑", "rising")));
    assert_eq!(duty.impact_and_why, "4, from how it feels 5, CSAT 4.3, importance 5, drop-off 3.3");
    let next = ("Show duties beside the price".into(), "due 15 Dec, quick win".into());
    assert_eq!(duty.next, Some(next));
    assert_eq!(row("t-wait").trend, Some(("↓", "falling")));
    assert_eq!(row("t-pay").how_often, "40 tickets in Oct");
    assert_eq!(row("t-basket").how_often, "10 votes");
    assert_eq!(row("t-form").how_often, "2 pains, 1 gap noted");
    assert_eq!(row("t-form").impact, "?");
    assert_eq!(row("t-mail").how_often, "1 pain noted");
    assert_eq!(row("t-return").without_next, "still there after the fix of 10 Sep");
    assert_eq!(found("t-form").facts.impact, Impact::Unknown);
}

#[test]
fn a_map_without_breaks_says_what_would_make_one() {
    let map = cjm::model::JourneyMap::new("New");
    assert_eq!(
        fix_lines(&breaks(&map), today(), 200),
        [
            "Nothing to fix first yet: touchpoints with tickets, votes, pains or gaps are listed here"
        ]
    );
}

#[test]
fn all_of_it_fits_any_width() {
    let all = breaks(&shop());
    for width in 20..=140 {
        for line in fix_lines(&all, today(), width) {
            assert!(cjm::text::width(&line) <= width, "{width}: {line}");
        }
    }
    for width in [30, 80, 110] {
        let lines = fix_lines(&all, today(), width).join("\n");
        insta::assert_snapshot!(format!("fix_{width}"), lines);
    }
}
