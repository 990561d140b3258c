//! What stands below the line of visibility in one column: the steps behind
//! those of its cards that are in view.

use super::{Bands, Column};
use crate::model::{Side, Stage, Step, Touchpoint};
use crate::ui::card::{self, Line};
use crate::ui::look::Role;
use crate::ui::state::State;

/// The most lines that a step takes.
const LINES: usize = 4;

/// A step with the card that it stands behind.
struct Behind<'a> {
    touchpoint: &'a Touchpoint,
    /// None: the card itself, which the customer does not see.
    step: Option<&'a Step>,
    /// It is the first of its card.
    is_first: bool,
    has_focus: bool,
}

/// Where there is less room than this, the card that has the focus is not
/// named again.
const NAMED: usize = 4;

/// Puts as many steps into the column as there is room for: those of the card
/// that has the focus are among them.
pub(super) fn fill(column: &mut Column, state: &State, stage: &Stage, bands: &Bands) {
    let Some(line) = bands.visibility else { return };
    let room = usize::from(bands.behind_end.saturating_sub(line + 1));
    let focus = state.focus.row().filter(|_| column.stage == Some(state.focus.column()));
    let mut steps = steps(column, stage, focus);
    let inner = usize::from(column.width).saturating_sub(card::MARK).max(1);
    let all: Vec<Vec<Line>> = steps.iter().map(|it| lines(it, state, inner, room)).collect();
    if all.iter().map(Vec::len).sum::<usize>() <= room {
        column.behind = all.concat();
        return;
    }
    steps.sort_by_key(|it| !it.has_focus);
    column.behind_hidden = steps.len();
    for step in &steps {
        let more = lines(step, state, inner, room);
        if column.behind.len() + more.len() > room {
            break;
        }
        column.behind.extend(more);
        column.behind_hidden -= 1;
    }
}

fn steps<'a>(column: &Column, stage: &'a Stage, focus: Option<usize>) -> Vec<Behind<'a>> {
    let rows = column.cards.iter().filter_map(|card| card.row);
    let cards = rows.filter_map(|row| Some((row, &**stage.touchpoints.get(row)?)));
    cards
        .flat_map(|(row, touchpoint)| {
            let is_unseen = touchpoint.side == Some(Side::OffStage);
            let itself = (is_unseen && touchpoint.behind.is_empty()).then_some(None);
            let steps = touchpoint.behind.iter().map(Some);
            (0..).zip(itself.into_iter().chain(steps)).map(move |(n, step)| Behind {
                touchpoint,
                step,
                is_first: n == 0,
                has_focus: focus == Some(row),
            })
        })
        .collect()
}

/// A step, no higher than the room.
fn lines(it: &Behind<'_>, state: &State, inner: usize, room: usize) -> Vec<Line> {
    let role = if it.has_focus { Role::Text } else { Role::Dim };
    let mut lines = Vec::new();
    let is_named = !it.has_focus || room >= NAMED || it.step.is_none();
    if it.is_first && is_named {
        lines.push(card::behind_head(it.touchpoint, inner, state.look, role));
    }
    let at_most = room.saturating_sub(lines.len()).min(LINES);
    if let Some(step) = it.step {
        lines.extend(card::step_lines(step, inner, state.look, at_most));
    }
    lines
}
