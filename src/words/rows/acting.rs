//! Actions as rows: of one map, and of all.

use super::{Column, Field, NOTHING, Origin, Placed, Rows, Value, place};
use crate::insight::{ActionOrder, PlacedAction, is_overdue, quick_win};
use crate::model::{Action, Day, JourneyMap, Touchpoint};
use crate::words::{ALL_ACTIONS, action_state, all_actions_sheet};

/// An action of one of several maps.
#[derive(Debug, Clone, Copy)]
pub struct OfMap<'a> {
    /// What commands call the map.
    pub name: &'a str,
    /// What people call it, told apart from the others.
    pub called: &'a str,
    /// The map.
    pub map: &'a JourneyMap,
    /// The action.
    pub placed: PlacedAction<'a>,
}

struct Acting<'a> {
    placed: PlacedAction<'a>,
    today: Day,
}

impl Acting<'_> {
    fn action(&self) -> &Action {
        self.placed.action
    }

    fn is_late(&self) -> bool {
        is_overdue(self.action(), self.today)
    }
}

impl Placed for Acting<'_> {
    fn stage(&self) -> &str {
        self.placed.stage()
    }
    fn touchpoint(&self) -> Option<&Touchpoint> {
        self.placed.touchpoint()
    }
}

/// The actions of a map, in the order in which they are given.
pub(super) fn rows(actions: &[PlacedAction<'_>], today: Day) -> Rows {
    Rows::of(&fields(), actions.iter().map(|placed| Acting { placed: *placed, today }))
}

/// The actions of several maps, in the order in which they are given; `order`
/// says which that is.
pub fn all_actions_rows(actions: &[OfMap<'_>], order: ActionOrder, today: Day) -> Rows {
    let placed: Vec<PlacedAction<'_>> = actions.iter().map(|it| it.placed).collect();
    let mut rows = rows(&placed, today);
    let map = [Column::exact("map"), Column::new("map_title", "map")];
    rows.columns.splice(..0, map);
    for (row, it) in rows.rows.iter_mut().zip(actions) {
        let title = Value::text(&*it.map.title).said(it.called);
        row.splice(..0, [Value::text(it.name), title]);
    }
    // each row says already of which map it is
    rows.add(&Origin::columns()[1..], |n| Origin::of(actions[n].map, today).values().split_off(1));
    rows.title = ALL_ACTIONS.into();
    let called: Vec<_> = actions.iter().map(|it| (it.called, it.placed)).collect();
    rows.head = match actions {
        [] => NOTHING.into(),
        _ => all_actions_sheet(&called, order, today, "").head,
    };
    rows.below.push(format!("As of {today}."));
    let mut named: Vec<&str> = Vec::new();
    for it in actions {
        if !named.contains(&it.name) {
            named.push(it.name);
            rows.below.push(Origin::of(it.map, today).sentence_of_one());
        }
    }
    rows
}

fn fields<'a>() -> Vec<Field<Acting<'a>>> {
    let before: [Field<Acting<'a>>; 2] = [
        (Column::exact("id"), |it| Value::text(it.action().id.as_str())),
        (Column::new("title", "action"), |it| Value::text(&*it.action().title)),
    ];
    let after: [Field<Acting<'a>>; 9] = [
        (Column::new("owner", "owner"), |it| Value::text(&*it.action().owner)),
        (Column::new("due", "due"), |it| match it.action().due {
            Some(due) if it.is_late() => Value::day(Some(due)).said(format!("{due}, late")),
            due => Value::day(due),
        }),
        (Column::exact("late"), |it| Value::flag(it.is_late(), "late")),
        (Column::new("state", "state"), |it| {
            let state = it.action().state();
            Value::text(state.word()).said(action_state(state))
        }),
        (Column::new("since", "since"), |it| Value::day(it.action().since())),
        (Column::figure("effort", "effort"), |it| {
            Value::whole(it.action().effort.map(|effort| effort.get()))
        }),
        (Column::figure("benefit", "benefit"), |it| {
            Value::whole(it.action().benefit.map(|benefit| benefit.get()))
        }),
        (Column::new("quick_win", "quick win"), |it| Value::flag(quick_win(it.action()), "yes")),
        (Column::new("measure", "measured by"), |it| Value::text(&*it.action().measure)),
    ];
    before.into_iter().chain(place()).chain(after).collect()
}
