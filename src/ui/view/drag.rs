//! What is dragged, and where it will land.

use crate::model::Id;
use crate::ui::layout::landing::{Mark, landing};
use crate::ui::layout::{Plan, height};
use crate::ui::look::{Marks, Role};
use crate::ui::pointer::Dragged;
use crate::ui::state::State;

use super::pen::Pen;

pub(super) fn drag(pen: &mut Pen<'_>, state: &State, plan: &Plan) {
    let Some(drag) = &state.pointer.drag else { return };
    dim(pen, state, plan, &drag.what);
    let ascii = pen.look.marks == Marks::Ascii;
    match landing(state, plan).and_then(|landing| landing.mark) {
        Some(Mark::Rule(x, y, width)) => {
            pen.write(x, y, width, Role::Landing, &" ".repeat(width.into()));
            pen.fill(x, y, width, Role::Landing, if ascii { "=" } else { "━" });
        }
        Some(Mark::Under(x, y, width)) => {
            let style = pen.look.style(Role::Landing);
            pen.restyle_as(x, y, width, style.add_modifier(ratatui::style::Modifier::UNDERLINED));
        }
        Some(Mark::Upright(x, top, end)) => {
            for y in top..end {
                pen.fill(x, y, 1, Role::Landing, if ascii { "|" } else { "┃" });
            }
        }
        None => {}
    }
}

/// Takes what is dragged back to where it came from: still there, but dim.
fn dim(pen: &mut Pen<'_>, state: &State, plan: &Plan, what: &Dragged) {
    let stages = &state.map().stages;
    let is_dragged = |stage: usize, row: Option<usize>| {
        let Some(stage) = stages.get(stage) else { return false };
        let card = row.and_then(|row| stage.touchpoints.get(row));
        let holds = |id: &Id| what.holds(id);
        what.is_stage(&stage.id) || card.is_some_and(|card| holds(&card.id))
    };
    for column in &plan.columns {
        let Some(stage) = column.stage else { continue };
        let (x, width) = (column.x, column.width);
        if is_dragged(stage, None) {
            let end = plan.bands.cards_end;
            for y in plan.bands.heads..end {
                pen.restyle(x, y, width, Role::Dim);
            }
            continue;
        }
        for card in column.cards.iter().filter(|card| is_dragged(stage, card.row)) {
            for y in card.y..card.y + height(&card.lines) {
                pen.restyle(x, y, width, Role::Dim);
            }
        }
    }
    let items = plan.items.iter().filter_map(|item| Some((item, item.stage?)));
    for (item, _) in items.filter(|(item, stage)| is_dragged(*stage, item.row)) {
        for y in item.y..item.y + height(&item.lines) {
            pen.restyle(plan.margin, y, pen.width().saturating_sub(plan.margin), Role::Dim);
        }
    }
}
