//! What is done about the small shop, and what came of it.

use cjm::insight::breaks::breaks;
use cjm::insight::{
    ActionOrder, TwoByTwo, Verdict, actions, is_overdue, quick_win, results, risks,
};
use cjm::words::{actions_sheet, difference_of, due, outcome_in_words, results_sheet, risks_sheet};

use super::{day, shop, today};

/// The ids of all actions in an order, without what all begin with.
fn ordered(order: ActionOrder) -> String {
    let map = shop();
    let mut all: Vec<_> = actions(&map).collect();
    order.sort(&mut all);
    let ids: Vec<_> = all.iter().map(|it| it.action.id.as_str().replace("a-", "")).collect();
    ids.join(" ")
}

/// The first line of a table.
fn head(lines: &[String]) -> String {
    lines.first().unwrap().clone()
}

#[test]
fn actions_stand_in_the_four_orders_that_were_worked_out() {
    let order = ActionOrder::ALL.map(ordered);
    // what is open: 31 Oct, 10 Nov, 22 Nov, 25 Nov, 15 Dec, none. What is not:
    // 1 Aug, 15 Sep, then those without a date as they stand on the board
    let by_date = "again2 wait stage again duty book \
                   tell gift wait2 label ret refund track club gift2 tell2";
    assert_eq!(order[0], by_date);
    // Åke counts as Ake; Ana with a date, ana without one; Bea; Ops; nobody by
    // date and then as on the board
    let by_owner = "club stage book again2 wait \
                    tell gift again duty wait2 label ret refund track gift2 tell2";
    assert_eq!(order[1], by_owner);
    // doing; reopened; to do by date; done by date; verified; dropped
    let by_state = "stage again2 wait again duty book \
                    tell gift label ret refund track gift2 club tell2 wait2";
    assert_eq!(order[2], by_state);
    // open: the quick wins, both 4 − 2 = 2, by date; 5 − 3 = 2 and 3 − 1 = 2 by
    // date; 1 − 5 = −4; of the bicycle the effort is not known. What is not
    // open: the club was much for little, nothing else is estimated
    let by_worth = "again duty wait stage book again2 \
                    club tell gift wait2 label ret refund track gift2 tell2";
    assert_eq!(order[3], by_worth);
}

#[test]
fn late_is_what_is_open_and_was_due_before_today() {
    let map = shop();
    let late = |on: &str| -> Vec<String> {
        let all = actions(&map).filter(|it| is_overdue(it.action, day(on)));
        all.map(|it| it.action.id.to_string()).collect()
    };
    // those of the voucher and of who tells others were due, and are done; the
    // thank-you is due today
    assert_eq!(late("2026-11-22"), ["a-wait", "a-again2"]);
    assert_eq!(late("2026-11-23"), ["a-wait", "a-stage", "a-again2"]);
    assert_eq!(late("2026-10-31"), Vec::<String>::new());
    let said = ["2026-10-31", "2026-11-10", "2026-11-22", "2026-11-25", "2026-12-15"]
        .map(|on| due(day(on), today()));
    // 1 + 21 days of October and November; 12; 0; 3; 23 is more than 14
    assert_eq!(said, ["22 days late", "12 days late", "today", "in 3 days", "15 Dec"]);
    // 16 in all; of the open ones duty and again are much for little
    let all: Vec<_> = actions(&map).collect();
    let quick: Vec<_> = all.iter().filter(|it| quick_win(it.action)).collect();
    let quick: Vec<_> = quick.iter().map(|it| it.action.id.as_str()).collect();
    assert_eq!(quick, ["a-duty", "a-club", "a-again"]);
    let table = actions_sheet(&all, ActionOrder::Date, today(), "").print(120);
    assert_eq!(head(&table), "16 actions by date: 6 open, 2 late, 2 quick wins.");
}

/// What lies in each cell, as `column row: places`.
fn cells(picture: &TwoByTwo) -> Vec<String> {
    let mut found = Vec::new();
    for (y, row) in picture.rows() {
        for (x, places) in (1..).zip(row) {
            if !places.is_empty() {
                found.push(format!("{x} {y}: {places:?}"));
            }
        }
    }
    found
}

#[test]
fn two_by_two_each_lies_in_the_cell_of_its_two_numbers() {
    // level and impact in the order of what to fix first: wait 5 5, duty 4 4,
    // pay 5 3, basket 5 2, form 3 ? which lies at 3, label 2 4, chat 2 4,
    // account 2 3, mail 1 5, return 1 5
    let open = breaks(&shop()).open;
    assert_eq!(
        cells(&TwoByTwo::of_breaks(&open)),
        [
            "1 5: [8, 9]",
            "5 5: [0]",
            "2 4: [5, 6]",
            "4 4: [1]",
            "2 3: [7]",
            "3 3: [4]",
            "5 3: [2]",
            "5 2: [3]"
        ]
    );
    // effort and benefit: wait 3 5, stage 1 3, club 1 5, again and duty 2 4,
    // book 5 1
    let map = shop();
    let mut all: Vec<_> = actions(&map).collect();
    all.retain(|it| it.action.effort.is_some() || it.action.benefit.is_some());
    let ids: Vec<_> = all.iter().map(|it| it.action.id.as_str()).collect();
    assert_eq!(ids, ["a-duty", "a-wait", "a-stage", "a-club", "a-again", "a-again2", "a-book"]);
    let picture = TwoByTwo::of_actions(all.iter().map(|it| it.action));
    assert_eq!(cells(&picture), ["1 5: [3]", "3 5: [1]", "2 4: [0, 4]", "1 3: [2]", "5 1: [6]"]);
    // of the bicycle nobody says how much work it is
    assert_eq!(picture.unplaced, [5]);
}

#[test]
fn what_came_of_it_is_after_less_before_in_the_unit_of_its_metric() {
    let map = shop();
    let all: Vec<_> = results(&map).collect();
    let said: Vec<_> = all
        .iter()
        .map(|it| (it.placed.action.id.as_str(), it.difference, it.verdict, outcome_in_words(it)))
        .collect();
    let words = |text: &str| Some(text.to_owned());
    use Verdict::{Better, Same, Worse};
    let expected = [
        ("a-label", None, None, None),
        ("a-ret", None, None, None),
        ("a-refund", None, None, None),
        ("a-track", None, None, None),
        // 88.5 − 84.5, in points and not in percent
        ("a-club", Some(4.0), Some(Better), words("84.5 % → 88.5 %, +4.0 points")),
        // 5 − 4, 1 of 4; days should be fewer
        ("a-again2", Some(1.0), Some(Worse), words("4 days → 5 days, +1 day (+25 %), worse")),
        // 18 − (−12); there is no share of a score that begins at −100
        ("a-gift", Some(30.0), Some(Better), words("−12 → +18, +30 points")),
        // nobody measured before
        ("a-gift2", None, None, words("1,180 afterwards")),
        ("a-tell", Some(0.0), Some(Same), words("8.2 of 10 → 8.2 of 10, ±0.0 points")),
        // 980 − 1,250.5, towards the target of 1,000; 270.5 / 1,250.5 = 0.2163
        ("a-tell2", Some(-270.5), Some(Better), words("1,250.5 → 980, −270.5 (−22 %)")),
    ];
    assert_eq!(said, expected);
    let table = results_sheet(&all).print(140);
    assert_eq!(
        head(&table),
        "10 results: 3 better, 1 as before, 1 worse, 1 not measured before, 4 not measured."
    );
    // what was wrong is the note that was answered, where the action says nothing
    let old: Vec<_> = all.iter().map(|it| it.was).filter(|it| !it.is_empty()).collect();
    assert_eq!(old, ["No box", "Takes three weeks", "Cards were lost"]);
}

#[test]
fn one_day_is_one_day_on_both_sides_of_nothing() {
    let mut map = shop();
    for (before, after, said) in
        [(2.0, 1.0, "−1 day"), (1.0, 1.0, "±0 days"), (1.0, 2.5, "+1.5 days")]
    {
        map = super::changed(map, "t-again", |it| {
            it.actions[1].before = Some(cjm::model::Number::new(before).unwrap());
            it.actions[1].after = Some(cjm::model::Number::new(after).unwrap());
        });
        let outcome = results(&map).find(|it| it.placed.action.id.as_str() == "a-again2").unwrap();
        assert_eq!(difference_of(&outcome).unwrap(), said);
    }
}

#[test]
fn high_risks_say_what_most_tickets_ask_and_whether_something_prevents_it() {
    let map = shop();
    let table = risks_sheet(&risks(&map).collect::<Vec<_>>()).print(140);
    // who buys again has an action that prevents it, the voucher none
    assert_eq!(head(&table), "2 high risks, 1 of them without an action that prevents it.");
    // 12 tickets each: the first of the two
    let row = table.iter().find(|line| line.starts_with("Buys again")).unwrap();
    assert!(row.contains("Where is my size (question, 12 tickets)"), "{row}");
}
