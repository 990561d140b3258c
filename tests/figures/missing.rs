//! What is missing on the small shop, counted rule by rule.

use cjm::insight::missing::{Detail, Finding, Rule, missing};
use cjm::model::Level;
use cjm::words::{missing_sheet, tally};

use super::{day, shop, shop_with, today};

fn of(rule: Rule) -> Vec<Finding> {
    let mut found = missing(&shop(), today());
    found.retain(|finding| finding.rule == rule);
    found
}

/// What a rule is about, without what all ids of one kind begin with.
fn about(rule: Rule) -> String {
    let ids = of(rule).into_iter();
    let ids = ids.map(|it| it.at.id().map_or("map".to_owned(), |id| id.as_str()[2..].to_owned()));
    ids.collect::<Vec<_>>().join(" ")
}

#[test]
fn each_rule_finds_as_many_as_were_counted() {
    let expected = [
        // on the map: no persona, no objective, where it ends; 30 days after
        // 20 October are over; the club is digital and nothing physical
        (Rule::PersonaMissing, 1),
        (Rule::ObjectiveMissing, 1),
        (Rule::ScopeMissing, 1),
        (Rule::DecisionMissing, 0),
        (Rule::DigitalMissing, 0),
        (Rule::PhysicalMissing, 1),
        (Rule::ReviewNever, 0),
        (Rule::ReviewOverdue, 1),
        // “Give away” has neither
        (Rule::PhaseMissing, 1),
        (Rule::StageEmpty, 1),
        // 19 on the route less 11
        (Rule::EmotionMissing, 8),
        // 20 less 2 and 20 less 4
        (Rule::GoalMissing, 18),
        (Rule::OwnerMissing, 16),
        // 20 less the club, and the books that nobody sees
        (Rule::ChannelMissing, 18),
        (Rule::TitleProcess, 0),
        (Rule::TitleTwice, 0),
        (Rule::LowUnexplained, 2),
        (Rule::BreakUnanswered, 4),
        (Rule::RiskUnprevented, 1),
        (Rule::AssumedOnly, 1),
        (Rule::TruthStale, 1),
        (Rule::PainUnowned, 8),
        // one note and seven actions
        (Rule::FixUnverified, 8),
        (Rule::ActionUnowned, 2),
        (Rule::ActionUndated, 1),
        (Rule::ActionUnmeasured, 2),
        (Rule::ActionOverdue, 2),
        (Rule::ResultMissing, 5),
        (Rule::ConflictUnsettled, 0),
        (Rule::CodeUnknown, 0),
        (Rule::LinkBroken, 0),
        // nothing physical
        (Rule::HandoverMissing, 0),
    ];
    assert_eq!(expected.len(), Rule::ALL.len());
    for (rule, count) in expected {
        assert_eq!(of(rule).len(), count, "{}", rule.code());
    }
}

#[test]
fn warnings_and_hints_add_up() {
    let found = missing(&shop(), today());
    let level = |level| found.iter().filter(|finding| finding.level == level).count();
    // 3 + 1 on the map, 2 of the last stage, 8 + 18 + 16 + 18 not filled in,
    // 2 + 4 + 1 + 1 of what fails, 8 pains, 2 + 1 + 2 + 2 + 5 of actions
    assert_eq!(4 + 2 + 60 + 8 + 8 + 12, 94);
    // nothing physical, one assumption, 8 that nobody has verified
    let levels = [Level::Error, Level::Warning, Level::Info].map(level);
    assert_eq!(levels, [0, 94, 1 + 1 + 8]);
    let sheet = missing_sheet(&shop(), &found.iter().collect::<Vec<_>>()).print(100);
    let head = sheet.first().unwrap();
    assert!(head.contains(&tally(0, 94, 10)), "{head}");
}

#[test]
fn what_fails_or_hurts_is_asked_about_where_nothing_is_done() {
    // low are duty, label, mail, refund, size, ask, again: of them mail and
    // refund have a pain, duty, label, refund and again an action
    assert_eq!(about(Rule::LowUnexplained), "size ask");
    // shown by tickets or votes, and without an action; what was only noted
    // is not shown
    assert_eq!(about(Rule::BreakUnanswered), "chat basket pay account");
    assert_eq!(about(Rule::RiskUnprevented), "gift");
    // open pains; the action that answers one says no owner either
    assert_eq!(about(Rule::PainUnowned), "form1 form2 basket acc1 mail ret1 ret2 refund");
}

#[test]
fn actions_are_asked_for_what_they_lack() {
    assert_eq!(about(Rule::ActionUnowned), "duty again");
    assert_eq!(about(Rule::ActionUndated), "book");
    assert_eq!(about(Rule::ActionUnmeasured), "duty wait");
    // the tell-others ones and one of the voucher say what was changed
    assert_eq!(about(Rule::ResultMissing), "label ret refund track gift");
    assert_eq!(about(Rule::FixUnverified), "form4 label ret refund track gift gift2 tell");
}

#[test]
fn days_are_counted_from_the_day_that_was_written() {
    let days = |rule: Rule| -> Vec<Detail> { of(rule).into_iter().map(|it| it.detail).collect() };
    // 19 to 22 November
    assert_eq!(days(Rule::ReviewOverdue), [Detail::Days(3)]);
    // 10 to 22 November; 31 October to 22 November
    assert_eq!(days(Rule::ActionOverdue), [Detail::Days(12), Detail::Days(22)]);
    // the voucher: 30 days of October after the first, 22 of November
    assert_eq!(days(Rule::TruthStale), [Detail::Days(52)]);
    // who buys again was checked 30 days ago, which is not more than 30
    let stale = |checked: &str| {
        let map = shop_with("t-again", |it| it.checked = Some(day(checked)));
        missing(&map, today()).iter().filter(|it| it.rule == Rule::TruthStale).count()
    };
    assert_eq!([stale("2026-10-23"), stale("2026-10-22")], [1, 2]);
}
