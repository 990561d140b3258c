//! What to fix first as a table: what fails, by rank, and below it what is
//! mended.

use super::breaks::{
    ALL_MENDED, AS_IT_SHOULD_BE, BETWEEN, break_title, break_trend, how_often, how_often_short,
    impact, impact_and_why, mended_facts, next_action, open_actions, without_action,
};
use super::calendar::near_month;
use super::label::{count, quoted};
use super::sheet::{Cell, Column, Kind, Sheet, Tone};
use crate::insight::breaks::{Break, Breaks, Facts, Impact, Low, Mended};
use crate::insight::quick_win;
use crate::model::{Address, Day};

/// What the table says while nothing fails.
const NOTHING_FAILS: &str = "Nothing to fix first yet: touchpoints with tickets, votes, pains or \
                             gaps are listed here. a p on a card of the board notes a pain.";
/// In the footer of the table: what the digits do.
pub const FOOTER_IMPACT: &str = "impact";

/// The table of what to fix first. `missing` is how the table of what is
/// missing is called.
pub fn fix_sheet(breaks: &Breaks, low: Low, today: Day, missing: &str) -> Sheet {
    let columns = vec![
        Column::new("", Kind::Figure),
        Column::new("what", Kind::Text(18)),
        Column::new("how often", Kind::Whole),
        Column::new("impact", Kind::Whole),
        Column::giving_way("owner", Kind::Text(8), 3),
        Column::giving_way("what is done next", Kind::Text(18), 1),
        Column::giving_way("", Kind::Whole, 2),
    ];
    let empty = if breaks.is_to_be { AS_IT_SHOULD_BE } else { NOTHING_FAILS };
    let mut sheet = Sheet::new(head(breaks, low, missing), empty, columns).named_by(1);
    for (n, it) in breaks.open.iter().enumerate() {
        sheet.push(Address::Touchpoint(it.facts.spot()), open_row(it, n + 1, today));
    }
    for facts in &breaks.mended {
        sheet.push(Address::Touchpoint(facts.spot()), mended_row(facts, today));
    }
    sheet
}

/// How many are listed, and how many feel bad and are not: they need a figure
/// or a pain to be compared.
fn head(breaks: &Breaks, low: Low, missing: &str) -> String {
    let mut said = match (breaks.open.len(), breaks.mended.len()) {
        (0, 1..) => ALL_MENDED.to_owned(),
        (open, mended) => {
            let mended = if mended == 0 { String::new() } else { format!(", {mended} mended") };
            count(open, "break", "breaks") + " with figures or pains" + &mended
        }
    };
    let those = if breaks.open.is_empty() { "figures or pains" } else { "either" };
    let others = count(low.all, "low one", "low ones");
    said += &match low {
        Low { all: 0, .. } => String::new(),
        Low { unexplained: 0, .. } => format!("; {others} without {those}"),
        Low { all, unexplained } if all == unexplained => {
            format!("; {others} without {those}: {missing}")
        }
        Low { unexplained, .. } => {
            format!("; {others} without {those}: {missing} has {unexplained}")
        }
    };
    said + "."
}

fn open_row(it: &Break, number: usize, today: Day) -> Vec<Cell> {
    let facts = &it.facts;
    let trend = break_trend(facts);
    let sign = trend.map(|(sign, _)| format!(" {sign}")).unwrap_or_default();
    let word = trend.map(|(_, word)| format!(", {word}")).unwrap_or_default();
    let often = Cell::plain(format!("{}{sign}", how_often_short(facts.frequency, today)))
        .alone(format!("{}{word}", how_often(facts.frequency, today)));
    let owner = match &*facts.touchpoint.owner {
        "" => Cell::dim("nobody yet"),
        owner => Cell::plain(owner),
    };
    let next = match next_action(facts, today) {
        None => Cell::new(without_action(facts, today), Tone::Bad),
        Some((title, _)) => Cell::plain(title),
    };
    let quick = match open_actions(facts).first() {
        Some(next) if quick_win(next) => Cell::new("quick win", Tone::Good),
        _ => Cell::default(),
    };
    vec![
        Cell::dim(number.to_string()),
        Cell::plain(break_title(facts)),
        often,
        impact_cell(facts.impact),
        owner,
        next,
        quick,
    ]
}

fn impact_cell(it: Impact) -> Cell {
    let said = impact(it);
    let alone = format!("impact {said}");
    match it {
        Impact::Unknown => Cell::new(said, Tone::Bad).alone(alone),
        Impact::Given(_) | Impact::Derived(_) => Cell::plain(said).alone(alone),
    }
}

fn mended_row(facts: &Facts, today: Day) -> Vec<Cell> {
    let often = format!("was {}", how_often_short(facts.frequency, today));
    let impact = impact(facts.impact);
    let since = match facts.mended {
        Some(Mended::Gone(now)) => {
            let month = now.month().map(|month| near_month(month, today)).unwrap_or_default();
            format!("mended: no tickets in {month}")
        }
        _ => "mended: waits for figures".into(),
    };
    vec![
        Cell::default(),
        Cell::dim(break_title(facts)),
        Cell::dim(often).alone(format!("was {}", how_often(facts.frequency, today))),
        Cell::dim(&impact).alone(format!("impact {impact}")),
        Cell::dim(&facts.touchpoint.owner),
        Cell::dim(since),
    ]
}

/// What the row of something that fails or failed does not say, in one line:
/// where its impact comes from, and by whom and when something is done next;
/// or how we know that it is mended.
pub fn fix_details(facts: &Facts, today: Day) -> String {
    match facts.mended {
        Some(_) => mended_facts(facts, today),
        None => {
            let impact = format!("impact {}", impact_and_why(facts.impact));
            match next_action(facts, today) {
                Some((_, known)) if !known.is_empty() => format!("{impact}{BETWEEN}next: {known}"),
                _ => impact,
            }
        }
    }
}

/// What the impact of a touchpoint is now: somebody gave it, or took away
/// what was given.
pub fn impact_now(title: &str, now: Impact) -> String {
    let title = quoted(super::sentence::title_of(title));
    match now {
        Impact::Given(given) => format!("Impact {} of {title}", given.get()),
        _ => format!("Impact of {title}: {}", impact_and_why(now)),
    }
}

/// The same, of several touchpoints at once.
pub fn impact_of_several(count: usize, now: Option<u8>) -> String {
    match now {
        Some(now) => format!("Impact {now} of {count} touchpoints"),
        None => format!("No impact is given any more for {count} touchpoints"),
    }
}
