//! Where the journey breaks, in words.

use super::calendar::{days_late, near_day, near_month, near_month_in_full};
use super::label::{count, in_one_line, signed};
use crate::insight::breaks::{
    Break, Breaks, Derived, Facts, Frequency, FrequencyKind, Impact, Mended, actions_about, csat,
    is_to_be_done,
};
use crate::insight::{Trend, quick_win};
use crate::model::{Action, Day};
use crate::text;

/// Before what is to be fixed first.
pub const FIX_FIRST: &str = "Fix first:";
/// Where nothing fails and nothing ever did.
const NOTHING_YET: &str =
    "Nothing to fix first yet: touchpoints with tickets, votes, pains or gaps are listed here";
/// Where nothing fails any more.
pub(super) const ALL_MENDED: &str = "Nothing to fix first: all that failed is mended";
/// On a map of how it should be.
pub(super) const AS_IT_SHOULD_BE: &str = "Nothing fails on a map as it should be: what to fix first \
                                          stands on the map as it is";
/// Frequencies of several kinds stand in one list.
pub const KINDS_APART: &str = "How often is measured within its kind: tickets of 1,000 orders, \
                               tickets, votes and notes are not compared with each other.";
/// Between the parts of a line.
pub(crate) const BETWEEN: &str = " · ";
/// The least that is left of a title before figures are left out.
const LEAST_TITLE: usize = 12;

/// What to fix first and why, in parts that can be drawn in different ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixLine {
    /// [`FIX_FIRST`]; empty where nothing fails.
    pub head: &'static str,
    /// The touchpoint; or what to say where nothing fails.
    pub title: String,
    /// What shows it and what is done, the weightiest first.
    pub facts: Vec<String>,
}

impl FixLine {
    /// What to fix first among `breaks`.
    pub fn of(breaks: &Breaks, today: Day) -> Self {
        if breaks.is_to_be {
            return Self { head: "", title: AS_IT_SHOULD_BE.into(), facts: Vec::new() };
        }
        Self::of_first(breaks.open.first(), !breaks.mended.is_empty(), today)
    }

    /// The same, where the first is known and whether anything is mended.
    pub fn of_first(first: Option<&Break>, any_mended: bool, today: Day) -> Self {
        let Some(first) = first else {
            let title = if any_mended { ALL_MENDED } else { NOTHING_YET };
            return Self { head: "", title: title.into(), facts: Vec::new() };
        };
        let facts = &first.facts;
        let mut said = vec![frequency_in_full(facts.frequency, today)];
        said.extend(harm(facts));
        said.push(done_about(facts, today));
        Self { head: FIX_FIRST, title: break_title(facts), facts: said }
    }

    /// As one sentence.
    pub fn sentence(&self) -> String {
        let facts = self.facts.join(", ");
        let title = if self.head.is_empty() {
            self.title.clone()
        } else {
            format!("{} {}", self.head, self.title)
        };
        if facts.is_empty() { title } else { format!("{title}{BETWEEN}{facts}") }
    }

    /// The same in at most `width` cells, safe to show: the title gives way,
    /// then what is done, then what it does to customers. Figures are whole
    /// or not there.
    #[must_use]
    pub fn within(&self, width: usize) -> Self {
        let title = text::display(&self.title);
        let head = if self.head.is_empty() { 0 } else { text::width(self.head) + 1 };
        let mut facts = self.facts.clone();
        loop {
            let taken = text::width(&facts.join(", "));
            let taken = if facts.is_empty() { 0 } else { taken + text::width(BETWEEN) };
            let room = width.saturating_sub(head + taken);
            if facts.is_empty() || room >= text::width(&title).min(LEAST_TITLE) {
                let title = text::clip(&title, room).into_owned();
                return Self { head: self.head, title, facts };
            }
            facts.pop();
        }
    }
}

/// What to fix first and why, in one sentence: `Fix first: Duties appear in
/// the last step · 33 of 1,000 orders in September, CSAT 58, one action due
/// 15 Dec`.
pub fn fix_sentence(breaks: &Breaks, today: Day) -> String {
    FixLine::of(breaks, today).sentence()
}

/// The title of what fails, in one line.
pub fn break_title(facts: &Facts) -> String {
    match &*facts.touchpoint.title {
        "" => "no title".into(),
        title => in_one_line(title).into_owned(),
    }
}

/// How often, in a few words: `33 of 1,000 orders, Sep`, `1,310 tickets in
/// Sep`, `6 votes`, `3 pains noted`.
pub fn how_often(frequency: Frequency, today: Day) -> String {
    let month = frequency.month().map(|month| near_month(month, today)).unwrap_or_default();
    match frequency {
        Frequency::PerThousand { .. } => format!("{}, {month}", bare(frequency)),
        Frequency::Tickets { .. } => format!("{} in {month}", bare(frequency)),
        Frequency::Votes { .. } | Frequency::Estimate { .. } => bare(frequency),
    }
}

/// The same with the month as the file writes it, for where nobody knows when it
/// is read: `1,310 tickets in 2026-09`.
pub(super) fn in_any_year(frequency: Frequency) -> String {
    match frequency.month() {
        Some(month) => format!("{} in {month}", bare(frequency)),
        None => bare(frequency),
    }
}

/// The same in fewer cells: `33/1,000 Sep`.
pub fn how_often_short(frequency: Frequency, today: Day) -> String {
    let month = frequency.month().map(|month| near_month(month, today)).unwrap_or_default();
    match frequency {
        Frequency::PerThousand { .. } => format!("{}/1,000 {month}", rate(frequency.value())),
        Frequency::Tickets { .. } => format!("{} {month}", bare(frequency)),
        Frequency::Votes { .. } => bare(frequency),
        Frequency::Estimate { pains, gaps } => format!("{} noted", pains + gaps),
    }
}

fn frequency_in_full(frequency: Frequency, today: Day) -> String {
    match frequency.month() {
        Some(month) => format!("{} in {}", bare(frequency), near_month_in_full(month, today)),
        None => bare(frequency),
    }
}

fn bare(frequency: Frequency) -> String {
    let number = |number: u64, one, many| {
        if number == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(number)) }
    };
    match frequency {
        Frequency::PerThousand { .. } => format!("{} of 1,000 orders", rate(frequency.value())),
        Frequency::Tickets { tickets, .. } => number(tickets, "ticket", "tickets"),
        Frequency::Votes { dots } => number(dots, "vote", "votes"),
        Frequency::Estimate { pains, gaps: 0 } => {
            format!("{} noted", number(pains, "pain", "pains"))
        }
        Frequency::Estimate { pains: 0, gaps } => {
            format!("{} noted", number(gaps, "gap", "gaps"))
        }
        Frequency::Estimate { pains, gaps } => {
            format!("{}, {} noted", number(pains, "pain", "pains"), number(gaps, "gap", "gaps"))
        }
    }
}

/// Tickets per 1,000 orders, with a digit behind the point only below ten.
pub(super) fn rate(rate: f64) -> String {
    if rate >= 9.95 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is positive, and counts stay below 2^53"
        )]
        grouped(rate.round() as u64)
    } else if rate > 0.0 && rate < 0.05 {
        "less than 0.1".into()
    } else {
        part(rate)
    }
}

/// Two of them that are read against each other, both with as many digits:
/// `9.7` and `10.3`.
pub(super) fn rates(one: f64, other: f64) -> [String; 2] {
    let is_below_ten = |rate: f64| rate < 9.95 && rate > 0.0;
    let [small, great] = [is_below_ten(one), is_below_ten(other)];
    match (small, great) {
        (true, false) if other < 100.0 => [rate(one), part(other)],
        (false, true) if one < 100.0 => [part(one), rate(other)],
        _ => [rate(one), rate(other)],
    }
}

/// A number with a digit behind the point where there is one; halves go up.
fn part(number: f64) -> String {
    let said = format!("{:.1}", (number * 10.0).round() / 10.0);
    said.strip_suffix(".0").map(str::to_owned).unwrap_or(said)
}

/// A number with a comma at each thousand.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut said = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

/// Where the frequency goes, as a sign and as a word; none where nothing was
/// counted before. What reads the same goes nowhere.
pub fn break_trend(facts: &Facts) -> Option<(&'static str, &'static str)> {
    let per_thousand = facts.frequency.kind() == FrequencyKind::PerThousand;
    let shown = |value: f64| if per_thousand { rate(value) } else { value.to_string() };
    Some(match facts.trend(shown)? {
        Trend::Rising => ("↑", "rising"),
        Trend::Falling => ("↓", "falling"),
        Trend::Level => ("→", "steady"),
    })
}

/// How grave it is: a number from 1 to 5, or `?`.
pub fn impact(impact: Impact) -> String {
    impact.known().map_or_else(|| "?".into(), |impact| impact.get().to_string())
}

/// How grave it is, and how we know: `4, from how it feels 5, CSAT 4.3`.
pub fn impact_and_why(impact: Impact) -> String {
    match impact {
        Impact::Given(given) => format!("{}, as given", given.get()),
        Impact::Derived(Derived { impact, emotion, csat, importance, drop_off }) => {
            let parts = [
                ("how it feels", emotion),
                ("CSAT", csat),
                ("importance", importance),
                ("drop-off", drop_off),
            ];
            let known = parts.iter().filter_map(|(name, value)| Some((name, (*value)?)));
            let known: Vec<String> =
                known.map(|(name, it)| format!("{name} {}", part(it))).collect();
            format!("{}, from {}", impact.get(), known.join(", "))
        }
        Impact::Unknown => "?, ranked as 3 until somebody says it".into(),
    }
}

/// How an impact that is not given is derived, in words.
pub const IMPACT_FORMULA: &str = "An impact that is not given is the mean of what is known, \
    rounded: how it feels (+2 is 1, −2 is 5), CSAT (100 is 1, 50 and less is 5), importance, \
    drop-off (0 is 1, 40 % and more is 5).";

/// What it does to customers, in the figure that says most.
fn harm(facts: &Facts) -> Option<String> {
    let touchpoint = &*facts.touchpoint;
    csat(touchpoint)
        .map(|csat| format!("CSAT {csat:.0}"))
        .or_else(|| touchpoint.drop_off.map(|share| format!("{} % leave here", part(share.get()))))
        .or_else(|| touchpoint.emotion.map(|emotion| format!("feels {}", signed(emotion))))
}

/// What is still to be done about it, what is due first at the beginning.
pub fn open_actions(facts: &Facts) -> Vec<&Action> {
    let about = actions_about(&facts.stage, &facts.touchpoint);
    let mut open: Vec<&Action> = about.filter(|action| is_to_be_done(action)).collect();
    open.sort_by_key(|action| (action.due.is_none(), action.due));
    open
}

/// What is done about it: `one action due 15 Dec`, `2 actions, the next due
/// 15 Dec`, `one action 12 days late`, `no action yet`.
fn done_about(facts: &Facts, today: Day) -> String {
    let open = open_actions(facts);
    let Some(next) = open.first() else {
        return without_action(facts, today);
    };
    let due = due(next, today).unwrap_or_else(|| "without a date".into());
    match open.len() {
        1 => format!("one action {due}"),
        more => format!("{more} actions, the next {due}"),
    }
}

/// What is said where nothing is to be done about it, though it fails.
pub(super) fn without_action(facts: &Facts, today: Day) -> String {
    if let Some(day) = facts.not_passed {
        return format!("not passed on {}, after the fix", near_day(day, today));
    }
    match facts.fixed {
        Some(day) => format!("still there after the fix of {}", near_day(day, today)),
        None => "no action yet".into(),
    }
}

/// `due 15 Dec`, `due today`, `12 days late`; none where there is no date.
fn due(action: &Action, today: Day) -> Option<String> {
    let day = action.due?;
    Some(match days_late(day, today) {
        0 => "due today".into(),
        late @ 1.. => format!("{} late", count(usize::try_from(late).unwrap_or(0), "day", "days")),
        _ => format!("due {}", near_day(day, today)),
    })
}

/// What is done next about it, and what is to be known of that: the title,
/// and in parentheses the owner, the date, a quick win.
pub fn next_action(facts: &Facts, today: Day) -> Option<(String, String)> {
    let open = open_actions(facts);
    let next = open.first()?;
    let title = match &*next.title {
        "" => "no title".to_owned(),
        title => in_one_line(title).into_owned(),
    };
    let more = open.len() - 1;
    let parts = [
        next.owner.to_string(),
        due(next, today).unwrap_or_default(),
        if quick_win(next) { "quick win".into() } else { String::new() },
        if more > 0 { format!("{more} more") } else { String::new() },
    ];
    let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some((title, known.join(", ")))
}

/// What is said of something mended: since when, how often it was before, and
/// how we know.
pub fn mended_facts(facts: &Facts, today: Day) -> String {
    let fixed = facts.fixed.map(|day| format!("fixed {}", near_day(day, today)));
    let was = format!("was {}", how_often(facts.frequency, today));
    let since = match facts.mended {
        Some(Mended::Gone(now)) => {
            let month = now.month().map(|month| near_month(month, today));
            format!("no tickets in {}", month.unwrap_or_default())
        }
        _ => "waits for newer figures".into(),
    };
    [fixed.unwrap_or_default(), was, since].join(BETWEEN)
}
