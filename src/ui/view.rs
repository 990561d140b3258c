//! Draws the state. Stores nothing: what stands where comes from
//! [`super::layout::plan`].

mod across;
mod asking;
mod bars;
mod behind;
mod braille;
mod columns;
mod curve;
mod drag;
mod fix;
mod footer;
mod form;
mod found;
mod list;
mod maps;
mod overlay;
mod pen;
mod printed;
mod sentences;
mod start;
mod table;
mod walk;
mod whole;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::layout::{self, Plan};
use super::look::Role;
use super::state::{Mode, State, ViewKind};
use crate::{text, words};
use pen::Pen;

/// Draws one frame.
pub fn view(state: &State, frame: &mut Frame) {
    let area = frame.area();
    let cursor = draw(state, frame.buffer_mut(), area);
    if let Some((x, y)) = cursor {
        frame.set_cursor_position(Position::new(x, y));
    }
}

fn draw(state: &State, buffer: &mut Buffer, area: Rect) -> Option<(u16, u16)> {
    let mut pen = Pen::new(buffer, state.look, area);
    let size = (area.width, area.height);
    if layout::is_too_small(size) {
        let text = words::too_small(size.0, size.1);
        let lines = text::wrap_clipped(&text, size.0.into(), size.1.into());
        for (y, line) in (0..).zip(&lines) {
            pen.write(0, y, area.width, Role::Text, line);
        }
        return None;
    }
    let plan = layout::plan(state);
    let at = match (&state.start, &state.maps, &state.walk, state.pages.last()) {
        (Some(questions), ..) => start::start(&mut pen, state, questions, &plan),
        (None, Some(list), ..) => match &list.across {
            Some(table) => across::across(&mut pen, state, table),
            None => maps::maps(&mut pen, state, list),
        },
        (None, None, Some(walking), _) => walk::walk(&mut pen, state, walking, &plan),
        (None, None, None, Some(page)) => form::page(&mut pen, state, page),
        (None, None, None, None) => {
            board(&mut pen, state, &plan);
            plan.cursor
        }
    };
    bars::notice(&mut pen, state, &plan);
    footer::footer(&mut pen, state, &plan);
    match &state.mode {
        Mode::Menu(menu) => {
            let at = overlay::menu(&mut pen, state, menu);
            if state.notice.is_some() {
                bars::notice(&mut pen, state, &plan);
            }
            at
        }
        Mode::Sentences(open) => sentences::sentences(&mut pen, open),
        Mode::Choice(_) => {
            overlay::strip(&mut pen, state, &plan);
            at
        }
        Mode::Writing(writing) => overlay::prompt(&mut pen, state, writing, &plan).or(at),
        Mode::Asking(asking) => asking::asking(&mut pen, state, asking, &plan),
        Mode::Board if !state.pending.is_empty() => {
            overlay::strip(&mut pen, state, &plan);
            at
        }
        Mode::Board => at,
    }
}

fn board(pen: &mut Pen<'_>, state: &State, plan: &Plan) {
    bars::title(pen, state, plan);
    if plan.columns.is_empty() && plan.items.is_empty() && plan.table.is_none() {
        empty_map(pen, plan);
    }
    match state.view {
        ViewKind::Board => {
            columns::phases(pen, state, plan);
            columns::columns(pen, state, plan);
            behind::behind(pen, state, plan);
        }
        ViewKind::Curve => whole::screen(pen, state, plan),
        ViewKind::List => list::list(pen, state, plan),
        ViewKind::Fix
        | ViewKind::Actions
        | ViewKind::Missing
        | ViewKind::Results
        | ViewKind::Risks => table::table(pen, state, plan),
    }
    if let Some(place) = plan.bands.curve.filter(|_| !plan.columns.is_empty()) {
        curve::curve(pen, state, plan, place);
    }
    drag::drag(pen, state, plan);
}

fn empty_map(pen: &mut Pen<'_>, plan: &Plan) {
    let middle = plan.bands.heads + (plan.bands.cards_end.saturating_sub(plan.bands.heads)) / 3;
    for (n, line) in (0_u16..).zip(words::EMPTY_MAP) {
        let role = if n == 0 { Role::Text } else { Role::Dim };
        pen.write(plan.margin, middle + n, pen.width() - plan.margin, role, line);
    }
}

/// All cards of a map as text, `width` cells wide: bands of columns, one below
/// the other, with their curves. For where there is no screen.
pub fn print(state: &State, width: u16) -> Vec<String> {
    printed::print(state, width)
}

/// The curve of a map as text, `width` cells wide: bands one below the other
/// where that is less than it needs. For where there is no screen.
pub fn print_curve(state: &State, width: u16) -> Vec<String> {
    whole::print(state, width)
}
