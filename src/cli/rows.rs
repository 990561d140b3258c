//! The tables of a map: what each lists.

use std::sync::Arc;

use crate::insight::breaks::{Low, breaks};
use crate::insight::missing::{errors_first, missing};
use crate::insight::{self, ActionOrder};
use crate::model::{Day, JourneyMap};
use crate::words::rows::Listed;

/// A table of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    /// What to fix first.
    Fix,
    /// What is done about it.
    Actions(ActionOrder),
    /// What is not filled in, or is due.
    Missing,
    /// What came of that.
    Results,
    /// What is known to go wrong.
    Risks,
}

/// What a table of `map` lists.
pub(super) fn listed(map: &JourneyMap, table: Table, today: Day) -> Listed<'_> {
    match table {
        Table::Fix => Listed::Fix(breaks(map), Low::of(map, |_| true)),
        Table::Actions(order) => {
            let mut all: Vec<_> = insight::actions(map).collect();
            order.sort(&mut all);
            Listed::Actions(all, order)
        }
        Table::Missing => {
            let mut found: Vec<_> = missing(map, today).into_iter().map(Arc::new).collect();
            errors_first(&mut found);
            Listed::Missing(found)
        }
        Table::Results => Listed::Results(insight::results(map).collect()),
        Table::Risks => Listed::Risks(insight::risks(map).collect()),
    }
}
