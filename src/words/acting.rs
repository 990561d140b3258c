//! Actions in words: the table of them, and how they go on.

use super::label::{action_state, count, day, quoted};
use super::missing::clipped;
use super::sentence::title_of;
use super::sheet::{Cell, Column, Kind, Sheet, Tone};
use crate::edit::NotNext;
use crate::insight::{
    ActionOrder, Came, Outcome, PlacedAction, is_measured, is_overdue, quick_win,
};
use crate::model::{Action, ActionState, Address, Day, Metric, Note, NoteKind, Scale};

/// From so many days on a date is said as a date.
const NEAR: i32 = 14;
/// What the table says while there is no action.
const NO_ACTIONS: &str = "No action yet: a t writes one for the card or stage that has the focus \
                          on the board, and o for that of the row here.";
/// What the table of all maps says while there is no action in any.
const NO_ACTIONS_AT_ALL: &str = "No map has an action yet: a t writes one for the card or stage \
                                 that has the focus on the board.";
/// By which metric an action was measured is asked.
pub const MEASURED_BY: &str = "measured by";
/// The numbers of an action are of no metric.
pub const WITHOUT_A_METRIC: &str = "a number without a metric";
/// How it feels is not rated from a row that does not show it.
pub const NOT_RATED_HERE: &str =
    "How it feels is not shown here: it is rated on the board, or on its page (enter)";
/// The same in the table of what to fix first.
pub const IMPACT_IS_SET_HERE: &str =
    "How it feels is not shown here: 1 to 5 set the impact, 0 takes it away";
/// What was changed is asked for.
pub const WHAT_WAS_CHANGED: &str = "what was changed:";
/// In the footer: the action stays as it was.
pub const FOOTER_NOT_DONE: &str = "not done after all";
/// In the footer: keep the answer, go on to the next.
pub const FOOTER_ANSWER: &str = "keep, on";
/// In the footer of a table: the state of the action.
pub const FOOTER_STATE: &str = "state";
/// In the footer of a table: when it is due.
pub const FOOTER_DUE: &str = "due";

/// An action is asked for that answers a note.
pub fn action_for(note: &str) -> String {
    format!("action for {}:", clipped(note))
}

/// New actions answer notes although nobody said so.
pub fn answers_by_itself(note: &str, count: usize, is_typing: bool, undo: &str) -> String {
    let undo = if is_typing { format!("Esc, then {undo}") } else { undo.to_owned() };
    match count {
        1 => format!("It answers {}; {undo} takes that back", clipped(note)),
        _ => format!("{count} of them answer the one pain of their card; {undo} takes that back"),
    }
}

/// A new action names no notes: these are open on its card or stage.
pub fn answers_all(notes: &[Note]) -> String {
    format!("Done, it fixes the {} open here", kinds(notes))
}

/// `3 pains`, `2 pains and 1 gap`; notes of other kinds are notes.
fn kinds(notes: &[Note]) -> String {
    let of = |kind| notes.iter().filter(|note| note.kind == kind).count();
    let (pains, gaps) = (of(NoteKind::Pain), of(NoteKind::Gap));
    let others = notes.len() - pains - gaps;
    let parts = [
        (pains, count(pains, "pain", "pains")),
        (gaps, count(gaps, "gap", "gaps")),
        (others, count(others, "note", "notes")),
    ];
    let said = parts.into_iter().filter(|(number, _)| *number > 0).map(|(_, said)| said);
    said.collect::<Vec<_>>().join(" and ")
}

/// What an order is called.
pub fn action_order(order: ActionOrder) -> &'static str {
    match order {
        ActionOrder::Date => "by date",
        ActionOrder::Owner => "by owner",
        ActionOrder::State => "by state",
        ActionOrder::Worth => "quick wins first, then by benefit less effort",
    }
}

/// The table of actions, in the order in which they are given; `order` says
/// which that is.
pub fn actions_sheet(
    actions: &[PlacedAction<'_>],
    order: ActionOrder,
    today: Day,
    key: &str,
) -> Sheet {
    let columns = columns().into();
    let mut sheet = Sheet::new(head(actions.iter(), order, today, key), NO_ACTIONS, columns);
    for placed in actions {
        sheet.push(
            Address::Action(placed.holder(), placed.action.id.clone()),
            cells(placed, today).into(),
        );
    }
    sheet
}

/// The table of the actions of several maps, each with what its map is called,
/// in the order in which they are given.
pub fn all_actions_sheet(
    actions: &[(&str, PlacedAction<'_>)],
    order: ActionOrder,
    today: Day,
    key: &str,
) -> Sheet {
    let mut columns = Vec::from(columns());
    columns.insert(1, Column::new("map", Kind::Text(12)));
    let head = head(actions.iter().map(|(_, placed)| placed), order, today, key);
    let mut sheet = Sheet::new(head, NO_ACTIONS_AT_ALL, columns);
    for (map, placed) in actions {
        let mut row = Vec::from(cells(placed, today));
        row.insert(1, Cell::plain(map));
        sheet.push(Address::Action(placed.holder(), placed.action.id.clone()), row);
    }
    sheet
}

fn columns() -> [Column; 7] {
    [
        Column::new("action", Kind::Text(22)),
        Column::giving_way("at", Kind::Text(16), 2),
        Column::new("owner", Kind::Text(9)),
        Column::new("due", Kind::Whole),
        Column::new("state", Kind::Text(10)),
        Column::giving_way("effort, benefit", Kind::Whole, 3),
        Column::giving_way("", Kind::Whole, 1),
    ]
}

fn cells(placed: &PlacedAction<'_>, today: Day) -> [Cell; 7] {
    let (action, state) = (placed.action, placed.action.state());
    let at = match placed.touchpoint {
        Some(touchpoint) => title_of(&touchpoint.title).to_owned(),
        None => format!("stage {}", quoted(&placed.stage.name)),
    };
    let owner =
        if action.owner.is_empty() { Cell::dim("nobody yet") } else { Cell::plain(&action.owner) };
    let worth = if state.is_open() && quick_win(action) {
        Cell::new("quick win", Tone::Good)
    } else {
        Cell::default()
    };
    [
        Cell::plain(title_of(&action.title)),
        Cell::dim(at),
        owner,
        due_cell(action, today),
        state_cell(action, today),
        worth_cell(action),
        worth,
    ]
}

/// How many there are, how many are late.
fn head<'p, 'a: 'p>(
    actions: impl ExactSizeIterator<Item = &'p PlacedAction<'a>> + Clone,
    order: ActionOrder,
    today: Day,
    key: &str,
) -> String {
    let number = actions.len();
    let actions = actions.map(|placed| placed.action);
    let open = actions.clone().filter(|action| action.state().is_open()).count();
    let late = actions.clone().filter(|action| is_overdue(action, today)).count();
    let is_quick = |it: &&Action| it.state().is_open() && quick_win(it);
    let quick = actions.filter(is_quick).count();
    let mut parts = vec![format!("{open} open")];
    if late > 0 {
        parts.push(format!("{late} late"));
    }
    if quick > 0 {
        parts.push(count(quick, "quick win", "quick wins"));
    }
    let all = count(number, "action", "actions");
    let order = action_order(order);
    let key = if key.is_empty() { String::new() } else { format!(" ({key} changes the order)") };
    format!("{all} {order}{key}: {}.", parts.join(", "))
}

/// Days from `today` to `day`; less than 0 where it is over.
fn days_until(day: Day, today: Day) -> i32 {
    day.date().since(today.date()).map_or(0, |span| span.get_days())
}

/// When something is due: `12 days late`, `in 5 days`, else the date.
pub fn due(due: Day, today: Day) -> String {
    match days_until(due, today) {
        0 => "today".into(),
        1 => "tomorrow".into(),
        days @ 2..NEAR => format!("in {days} days"),
        days if days < 0 => {
            let days = usize::try_from(-days).unwrap_or_default();
            format!("{} late", count(days, "day", "days"))
        }
        _ => short_day(due, today),
    }
}

/// A day without the year, where that is this one.
fn short_day(on: Day, today: Day) -> String {
    if on.date().year() == today.date().year() {
        on.date().strftime("%-d %b").to_string()
    } else {
        day(on)
    }
}

fn due_cell(action: &Action, today: Day) -> Cell {
    let Some(due) = action.due else {
        return if action.state().is_open() { Cell::dim("no date") } else { Cell::default() };
    };
    let date = short_day(due, today);
    if !action.state().is_open() {
        return Cell::dim(&date).alone(format!("was due {date}"));
    }
    let said = self::due(due, today);
    let is_late = is_overdue(action, today);
    let alone = if is_late { said.clone() } else { format!("due {said}") };
    Cell::new(said, if is_late { Tone::Bad } else { Tone::Plain }).alone(alone)
}

fn state_cell(action: &Action, today: Day) -> Cell {
    let state = action.state();
    let since = action.since().map(|on| short_day(on, today));
    let word = action_state(state);
    let said = match (since, state) {
        (None, _) => word.to_owned(),
        (Some(since), state) if state.is_open() => format!("{word} since {since}"),
        (Some(since), _) => format!("{word} {since}"),
    };
    match state {
        ActionState::Done | ActionState::Verified if !is_measured(action) => {
            Cell::new(format!("{said}, {}", super::NOT_MEASURED), Tone::Bad)
        }
        ActionState::Reopened => Cell::new(said, Tone::Bad),
        ActionState::Verified => Cell::new(said, Tone::Good),
        ActionState::Dropped => Cell::dim(said),
        _ => Cell::plain(said),
    }
}

fn worth_cell(action: &Action) -> Cell {
    let (effort, benefit) = (action.effort.map(scale), action.benefit.map(scale));
    let alone = match (effort, benefit) {
        (None, None) => return Cell::default(),
        (Some(effort), None) => format!("{effort} effort"),
        (None, Some(benefit)) => format!("{benefit} benefit"),
        (Some(effort), Some(benefit)) => format!("{effort} effort, {benefit} benefit"),
    };
    let said = format!("{}, {}", effort.unwrap_or("?"), benefit.unwrap_or("?"));
    Cell::dim(said).alone(alone)
}

/// A rating from 1 to 5 in words.
pub fn scale(scale: Scale) -> &'static str {
    ["very low", "low", "middle", "high", "very high"][usize::from(scale.get()).clamp(1, 5) - 1]
}

/// What of an action its row does not say, in one line.
pub fn action_details(action: &Action) -> String {
    let parts = [("measured by", &*action.measure), ("needs", &*action.resources)];
    let said = parts.iter().filter(|(_, text)| !text.is_empty());
    said.map(|(what, text)| format!("{what}: {text}")).collect::<Vec<_>>().join(" · ")
}

/// Asks for what was measured before an action: `CSAT before it, in percent:`.
/// An action can name a metric that is not there.
pub fn measured_before(metric: Option<&Metric>, named: &str) -> String {
    asked_for(metric, named, "before it", None)
}

/// Asks for what was measured after it: `CSAT after it (58.5 % before):`.
pub fn measured_after(metric: Option<&Metric>, named: &str, before: Option<f64>) -> String {
    asked_for(metric, named, "after it", before)
}

fn asked_for(metric: Option<&Metric>, named: &str, when: &str, before: Option<f64>) -> String {
    let was = before.map(|before| match metric {
        Some(metric) => format!(" ({} before)", super::measured(metric.unit, before)),
        None => format!(" ({before} before)"),
    });
    match (metric, was) {
        (None, was) if named.is_empty() => {
            format!("number {when}, no metric{}:", was.unwrap_or_default())
        }
        (None, _) => {
            let was = before.map_or_else(String::new, |before| format!("{before} before; "));
            format!("number {when} ({was}no metric {} on card or map):", quoted(named))
        }
        (Some(metric), Some(was)) => format!("{} {when}{was}:", metric.name),
        (Some(metric), None) => {
            format!("{} {when}, {}:", metric.name, super::measured::in_words(metric.unit))
        }
    }
}

/// An action is done, and what was measured is known, or not; these notes are
/// fixed with it.
pub fn action_is_done(outcome: &Outcome<'_>, fixed: &[Note]) -> String {
    let result = match super::outcome_in_words(outcome) {
        Some(said) if outcome.came() == Came::Better => format!(": {said}, better"),
        Some(said) if outcome.came() == Came::NoBefore => {
            format!(": {said}, {}", super::NOT_BEFORE)
        }
        Some(said) => format!(": {said}"),
        None => format!(", {}", super::NOT_MEASURED),
    };
    let notes = if fixed.is_empty() { String::new() } else { format!("; {} fixed", kinds(fixed)) };
    format!("{} is done{result}{notes}", quoted(&outcome.placed.action.title))
}

/// An action is gone.
pub fn action_deleted(name: &str) -> String {
    format!("Action {name} deleted; u brings it back")
}

/// An action keeps something from happening from now on, or does not.
pub fn made_preventive(title: &str, prevents: bool) -> String {
    let is = if prevents {
        "is preventive now: it keeps something from happening"
    } else {
        "is not preventive any more"
    };
    format!("{} {is}", quoted(title))
}

/// The table is in another order.
pub fn ordered(order: ActionOrder) -> String {
    format!("Actions {}", action_order(order))
}

/// Only the table of actions has orders.
pub fn order_is_of_actions(key: &str) -> String {
    format!("Only the table of actions has several orders: {key} goes there")
}

/// What was changed, as a line by itself.
pub fn done_in_table(what: &str) -> String {
    let mut letters = what.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What is asked before the states that may follow.
pub fn after_state(now: ActionState) -> String {
    format!("after {}", action_state(now))
}

/// Why an action did not go on.
pub fn not_next(why: NotNext) -> String {
    match why {
        NotNext::Gone => super::GONE.into(),
        NotNext::Order { from, to } => {
            let may: Vec<&str> = from.followers().iter().map(|it| action_state(*it)).collect();
            let from = action_state(from);
            format!("After {from} comes {}, not {}", one_of(&may), action_state(to))
        }
    }
}

fn one_of(words: &[&str]) -> String {
    match words {
        [] => "nothing".into(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_said_by_how_near_it_is() {
        let day = |text: &str| Day::parse(text).unwrap();
        let today = day("2026-11-21");
        for (on, said) in [
            ("2026-11-09", "12 days late"),
            ("2026-11-20", "1 day late"),
            ("2026-11-21", "today"),
            ("2026-11-22", "tomorrow"),
            ("2026-11-26", "in 5 days"),
            ("2026-12-15", "15 Dec"),
            ("2027-01-29", "29 Jan 2027"),
        ] {
            assert_eq!(due(day(on), today), said);
        }
    }

    #[test]
    fn a_metric_that_is_named_and_not_there_is_said_to_be_missing() {
        assert_eq!(
            measured_after(None, "return rate", Some(41.0)),
            "number after it (41 before; no metric “return rate” on card or map):"
        );
        assert_eq!(
            measured_before(None, "return rate"),
            "number before it (no metric “return rate” on card or map):"
        );
        assert_eq!(measured_after(None, "", Some(41.0)), "number after it, no metric (41 before):");
    }

    #[test]
    fn what_may_follow_is_said_where_something_else_was_asked_for() {
        let said = |from, to| not_next(NotNext::Order { from, to });
        assert_eq!(
            said(ActionState::Todo, ActionState::Verified),
            "After to do comes doing, done or dropped, not verified"
        );
        assert_eq!(
            said(ActionState::Verified, ActionState::Done),
            "After verified comes reopened, not done"
        );
    }
}
