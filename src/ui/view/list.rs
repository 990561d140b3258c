//! The map as sentences, one below the other.

use crate::text;
use crate::ui::layout::list::Item;
use crate::ui::layout::{self, Plan};
use crate::ui::look::{Marks, Role};
use crate::ui::state::State;
use crate::words;

use super::bars::cells;
use super::columns::{MARK, body_line, mark};
use super::found;
use super::pen::Pen;

pub(super) fn list(pen: &mut Pen<'_>, state: &State, plan: &Plan) {
    for item in &plan.items {
        if item.is_head {
            head(pen, state, plan, item);
        } else {
            card(pen, state, plan, item);
        }
    }
}

fn head(pen: &mut Pen<'_>, state: &State, plan: &Plan, item: &Item) {
    let (x, room) = (plan.margin, pen.width() - plan.margin);
    let has_focus = state.focus.row().is_none()
        && item.stage == Some(state.focus.column())
        && layout::writing(state).is_none();
    for (y, line) in (item.y..).zip(&item.lines) {
        body_line(pen, x, y, room, line);
        if has_focus && line.is_title {
            pen.restyle(x, y, cells(&line.text), Role::Focus);
        }
    }
    if item.lines.iter().all(|line| line.text.is_empty()) {
        pen.write(x, item.y, room, Role::Dim, words::NAME_THE_STAGE);
    }
    found::highlight(pen, state, x, item.y, &item.lines);
}

fn card(pen: &mut Pen<'_>, state: &State, plan: &Plan, item: &Item) {
    let x = plan.margin;
    let room = pen.width().saturating_sub(x + MARK);
    let stage = item.stage.and_then(|at| state.map().stages.get(at));
    let touchpoint = stage.zip(item.row).and_then(|(stage, row)| stage.touchpoints.get(row));
    if item.above == 0 {
        mark(pen, state, touchpoint, x, item.y);
    }
    if touchpoint.is_some_and(|it| state.marked.iter().any(|spot| spot.id == it.id)) {
        let sign = if pen.look.marks == Marks::Ascii { "*" } else { "▌" };
        pen.write(x.saturating_sub(1), item.y, 1, Role::Marked, sign);
    }
    for (y, line) in (item.y..).zip(&item.lines) {
        body_line(pen, x + MARK, y, room, line);
    }
    if touchpoint.is_none() && item.lines.iter().all(|line| line.text.is_empty()) {
        pen.write(x + MARK, item.y, room, Role::Dim, words::TYPE_THE_NEXT);
    }
    let has_focus = item.row.is_some()
        && item.stage == Some(state.focus.column())
        && item.row == state.focus.row()
        && layout::writing(state).is_none();
    if let Some(touchpoint) = touchpoint.filter(|_| has_focus) {
        focus(pen, x + MARK, item, &touchpoint.title);
    }
    found::highlight(pen, state, x + MARK, item.y, &item.lines);
}

/// Reverses the title, with which the sentence begins, and not all of it: a
/// step is cheap to send, and where one stands is seen at a glance.
fn focus(pen: &mut Pen<'_>, x: u16, item: &Item, title: &str) {
    let mut rest = text::display(words::title_of(title)).len();
    for (y, line) in (item.y..).zip(&item.lines) {
        let skipped = if y == item.y && item.above > 0 { line.text.len() } else { rest };
        let end = skipped.min(line.text.len());
        let end = (0..=end).rev().find(|end| line.text.is_char_boundary(*end)).unwrap_or(0);
        pen.restyle(x, y, cells(&line.text[..end]), Role::Focus);
        rest = rest.saturating_sub(line.text.len() + 1);
        if rest == 0 || item.above > 0 {
            break;
        }
    }
}
