//! Where what is dragged will land, and where that is shown.

use super::list::Item;
use super::{Card, Column, Plan, height};
use crate::ui::pointer::Dragged;
use crate::ui::state::{State, ViewKind};

/// The place between two things to which the pointer leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Landing {
    /// The place.
    pub gap: Gap,
    /// Where it is shown; none where that is out of view.
    pub mark: Option<Mark>,
}

/// Between which things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Between cards.
    Cards {
        /// Of this stage, from 0,
        stage: usize,
        /// behind so many of those that are shown.
        rank: usize,
    },
    /// Between stages: behind so many.
    Stages(usize),
}

/// What shows the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A line over an empty row: first cell, row, cells.
    Rule(u16, u16, u16),
    /// A line under what is written in a row: first cell, row, cells.
    Under(u16, u16, u16),
    /// A line from the top to the bottom: its column, its first row, the one
    /// after its last.
    Upright(u16, u16, u16),
}

/// Where it will land; none while nothing is dragged, or where there is no
/// place for it.
pub fn landing(state: &State, plan: &Plan) -> Option<Landing> {
    let drag = state.pointer.drag.as_ref()?;
    match (&drag.what, state.view) {
        (Dragged::Cards(cards), ViewKind::Board) => {
            let from = cards.first().and_then(|spot| state.map().position(spot));
            on_board(state, plan, from, drag.at)
        }
        (Dragged::Cards(cards), ViewKind::List) => {
            let from = cards.first().and_then(|spot| state.map().position(spot));
            in_list(state, plan, from, drag.at.1)
        }
        (
            _,
            ViewKind::Fix
            | ViewKind::Actions
            | ViewKind::Missing
            | ViewKind::Results
            | ViewKind::Risks,
        ) => None,
        (Dragged::Stage(_), ViewKind::Board) => between_columns(plan, drag.at.0),
        (Dragged::Stage(id), ViewKind::List) => {
            between_heads(plan, state.map().stage_index(id)?, drag.at.1, state.size.0)
        }
        // nothing is dragged there
        (_, ViewKind::Curve) => None,
    }
}

/// The column that is nearest.
pub(super) fn column_near(plan: &Plan, x: u16) -> Option<(&Column, usize)> {
    let distance = |column: &Column| {
        let end = column.x + column.width;
        if x < column.x { column.x - x } else { (x + 1).saturating_sub(end) }
    };
    let columns = plan.columns.iter().filter_map(|column| Some((column, column.stage?)));
    columns.min_by_key(|(column, _)| distance(column))
}

type Place = (usize, usize);

fn on_board(
    state: &State,
    plan: &Plan,
    from: Option<Place>,
    (x, y): (u16, u16),
) -> Option<Landing> {
    let (column, stage) = column_near(plan, x)?;
    let rows = state.rows(stage);
    let at = |rank, mark| Some(Landing { gap: Gap::Cards { stage, rank }, mark });
    let cards: Vec<(&Card, usize)> =
        column.cards.iter().filter_map(|card| Some((card, rows.rank(card.row?)))).collect();
    let Some(((first, first_rank), (last, last_rank))) = cards.first().zip(cards.last()) else {
        let mark = match column.room {
            Some(y) => Mark::Rule(column.x, y, column.width),
            None => Mark::Under(column.x, plan.bands.heads, column.width),
        };
        return at(0, Some(mark));
    };
    if y <= plan.bands.heads {
        let is_top = *first_rank == 0;
        return at(0, Some(above(plan, column, first)).filter(|_| is_top));
    }
    if y < first.y {
        return at(*first_rank, Some(above(plan, column, first)));
    }
    let airy = u16::from(plan.bands.airy);
    for (card, rank) in &cards {
        let end = card.y + height(&card.lines);
        if y >= end + airy {
            continue;
        }
        let is_after = if height(&card.lines) == 1 && y == card.y {
            // it takes the place of what is there
            from.is_some_and(|(of, row)| of == stage && rows.rank(row) < *rank)
        } else {
            (y - card.y) * 2 >= end - card.y
        };
        if !is_after {
            return at(*rank, Some(above(plan, column, card)));
        }
        return at(rank + 1, Some(below(plan, column, card)));
    }
    at(last_rank + 1, Some(below(plan, column, last)))
}

/// The line above a card: in the blank row there, where there is one.
fn above(plan: &Plan, column: &Column, card: &Card) -> Mark {
    let y = card.y.saturating_sub(1);
    if plan.bands.airy && column.hidden_above != Some(y) {
        return Mark::Rule(column.x, y, column.width);
    }
    Mark::Under(column.x, y, column.width)
}

fn below(plan: &Plan, column: &Column, card: &Card) -> Mark {
    let y = card.y + height(&card.lines);
    let says_more = column.hidden_below > 0 || column.is_cut;
    if plan.bands.airy && y + u16::from(says_more) < plan.bands.cards_end {
        return Mark::Rule(column.x, y, column.width);
    }
    Mark::Under(column.x, y.saturating_sub(1), column.width)
}

fn in_list(state: &State, plan: &Plan, from: Option<Place>, y: u16) -> Option<Landing> {
    let width = state.size.0;
    let at = |stage, rank, mark| Some(Landing { gap: Gap::Cards { stage, rank }, mark });
    let over = |item: &Item| {
        let mark = Mark::Under(plan.margin, item.y.saturating_sub(1), width - plan.margin);
        Some(mark).filter(|_| item.y > 0)
    };
    let under = |item: &Item| {
        let y = item.y + height(&item.lines) - 1;
        Some(Mark::Under(plan.margin, y, width - plan.margin))
    };
    let rank = |item: &Item| {
        let stage = item.stage?;
        Some((stage, item.row.map(|row| state.rows(stage).rank(row))))
    };
    let found = plan.items.iter().position(|item| item.covers(y));
    let Some(item) = found.map(|at| &plan.items[at]) else {
        // a blank row above a head, or what is above or below all
        let next = plan.items.iter().position(|item| item.y > y);
        let before = match next {
            Some(0) => {
                let first = plan.items.first()?;
                let (stage, place) = rank(first)?;
                let mark = if place.is_some() { over(first) } else { under(first) };
                return at(stage, place.unwrap_or(0), mark);
            }
            Some(next) => &plan.items[next - 1],
            None => plan.items.last()?,
        };
        let (stage, place) = rank(before)?;
        return at(stage, place.map_or(0, |place| place + 1), under(before));
    };
    match rank(item)? {
        (stage, None) => at(stage, 0, under(item)),
        (stage, Some(place)) => {
            let lines = height(&item.lines);
            let is_after = if lines == 1 {
                from.is_some_and(|(of, row)| (of, state.rows(of).rank(row)) < (stage, place))
            } else {
                (y - item.y) * 2 >= lines
            };
            if is_after { at(stage, place + 1, under(item)) } else { at(stage, place, over(item)) }
        }
    }
}

fn between_columns(plan: &Plan, x: u16) -> Option<Landing> {
    let (column, stage) = column_near(plan, x)?;
    let is_after = x >= column.x + column.width / 2;
    let gap = stage + usize::from(is_after);
    // the last blank before the column behind the gap
    let behind = plan.columns.iter().find(|column| column.stage == Some(gap));
    let line = match behind {
        Some(column) => column.x.saturating_sub(1),
        None => column.x + column.width,
    };
    let mark = Some(Mark::Upright(line, plan.bands.heads, plan.bands.cards_end));
    Some(Landing { gap: Gap::Stages(gap), mark })
}

fn between_heads(plan: &Plan, from: usize, y: u16, width: u16) -> Option<Landing> {
    let over = plan.items.iter().rfind(|item| item.y <= y).or(plan.items.first())?;
    let stage = over.stage?;
    // it takes the place of the stage that is there
    let gap = stage + usize::from(stage > from);
    let head = plan.items.iter().find(|item| item.is_head && item.stage == Some(gap));
    let line = match head {
        Some(head) => head.y.checked_sub(1),
        None => plan.items.last().filter(|_| gap > stage).map(|it| it.y + height(&it.lines) - 1),
    };
    let mark = line.map(|y| Mark::Under(plan.margin, y, width - plan.margin));
    Some(Landing { gap: Gap::Stages(gap), mark })
}
