//! The stages: phases, heads, cards.

use crate::insight::Summary;
use crate::model::{Emotion, Phase, Stage, Touchpoint};
use crate::ui::card::{self, Line};
use crate::ui::layout::{self, Column, Plan};
use crate::ui::look::{Passage, Role};
use crate::ui::state::State;
use crate::ui::writing::Slot;
use crate::words;

use super::bars::cells;
use super::found;
use super::pen::Pen;

/// The names of the phases over their stages, and how many stages are hidden
/// on both sides.
pub(super) fn phases(pen: &mut Pen<'_>, state: &State, plan: &Plan) {
    let y = plan.bands.phases.unwrap_or(plan.bands.heads);
    if plan.bands.phases.is_some() {
        let groups: Vec<(Option<Phase>, u16, u16)> = groups(state, &plan.columns);
        for (n, (phase, x, end)) in groups.iter().enumerate() {
            let last = n + 1 == groups.len();
            let more =
                if last && plan.hidden_right > 0 { cells(&hidden_right(plan)) + 1 } else { 0 };
            phase_line(pen, *phase, *x, y, end.saturating_sub(more));
        }
        if plan.hidden_right > 0 {
            pen.write_before(pen.width().saturating_sub(1), y, Role::Dim, &hidden_right(plan));
        }
    } else if plan.hidden_right > 0 {
        pen.write_before(pen.width(), y, Role::Dim, "›");
    }
    if plan.hidden_left > 0 {
        let text = if plan.margin >= 3 && plan.hidden_left < 10 {
            format!("‹{}", plan.hidden_left)
        } else {
            "‹".into()
        };
        pen.write(0, y, plan.margin, Role::Dim, &text);
    }
}

fn hidden_right(plan: &Plan) -> String {
    format!("{}›", plan.hidden_right)
}

/// Neighbours of one phase, as the first cell and the one after the last.
pub(super) fn groups(state: &State, columns: &[Column]) -> Vec<(Option<Phase>, u16, u16)> {
    let mut groups: Vec<(Option<Phase>, u16, u16)> = Vec::new();
    for column in columns {
        let stage = column.stage.and_then(|at| state.map().stages.get(at));
        let end = column.x + column.width;
        match (stage, groups.last_mut()) {
            // a stage that is just being named belongs to those around it
            (None, Some(group)) => group.2 = end,
            (Some(stage), Some(group)) if group.0 == stage.phase => group.2 = end,
            (stage, _) => groups.push((stage.and_then(|stage| stage.phase), column.x, end)),
        }
    }
    groups
}

pub(super) fn phase_line(pen: &mut Pen<'_>, phase: Option<Phase>, x: u16, y: u16, end: u16) {
    let role = Role::Phase(phase);
    let mut at = x;
    if let Some(phase) = phase {
        let name = words::phase(phase).to_uppercase();
        let style = pen.look.style(role).add_modifier(ratatui::style::Modifier::BOLD);
        at += pen.write_styled(x, y, end.saturating_sub(x), style, &name) + 1;
    }
    let rule = if pen.look.marks == crate::ui::look::Marks::Ascii { "-" } else { "─" };
    let style = role;
    if end > at {
        pen.fill(at, y, end - at, style, rule);
        let dim = pen.look.style(role).add_modifier(ratatui::style::Modifier::DIM);
        pen.restyle_as(at, y, end - at, dim);
    }
}

/// All columns in view.
pub(super) fn columns(pen: &mut Pen<'_>, state: &State, plan: &Plan) {
    for column in &plan.columns {
        let has_focus = column.stage.is_some() && column.stage == Some(state.focus.column());
        head(pen, state, column, plan.bands.heads, has_focus);
        for (y, line) in (plan.bands.cards..).zip(&column.notes) {
            body_line(pen, column.x, y, column.width, line);
        }
        found::highlight(pen, state, column.x, plan.bands.cards, &column.notes);
        cards(pen, state, column);
        if let Some((y, lines)) = &column.handover {
            for (y, line) in (*y..).zip(lines) {
                card_line(pen, column.x, y, column.width, line);
            }
            found::highlight(pen, state, column.x + MARK, *y, lines);
        }
        let Some(stage) = column.stage.and_then(|at| state.map().stages.get(at)) else { continue };
        if let Some(y) = column.hidden_above {
            pen.write(column.x, y, column.width, Role::Dim, &words::more_above(column.top));
        }
        if column.hidden_below > 0 || column.is_cut {
            more_below(pen, state, column, stage, plan.bands.cards_end - 1);
        }
        if let Some(y) = column.room
            && layout::writing(state).is_none()
        {
            if column.cards.is_empty() {
                let text = if stage.touchpoints.is_empty() {
                    words::EMPTY_STAGE
                } else {
                    words::NOTHING_HERE
                };
                pen.write(column.x, y, column.width, Role::Dim, text);
                if has_focus && y + 1 < plan.bands.cards_end {
                    add_here(pen, state, column, y + 1);
                }
            } else if has_focus {
                add_here(pen, state, column, y);
            }
        }
    }
}

/// How much is hidden below; on the right of it how the passage to the next
/// stage feels, where that is hidden too.
fn more_below(pen: &mut Pen<'_>, state: &State, column: &Column, stage: &Stage, y: u16) {
    let more = words::more_below(column.hidden_below);
    let taken = pen.write(column.x, y, column.width, Role::Dim, &more);
    let sign = state.look.passage(Passage::NextStage);
    let shown = column.cards.iter().flat_map(|card| &card.lines).filter_map(|line| line.mark);
    let is_hidden = stage.handover.is_there() && !shown.into_iter().any(|(_, mark)| mark == sign);
    let felt = card::handover_felt(&stage.handover, state.look);
    if is_hidden && taken + cells(sign) + cells(&felt) + 3 <= column.width {
        let x =
            pen.write_before(column.x + column.width, y, Role::Felt(stage.handover.emotion), &felt);
        pen.write_before(x - 1, y, Role::Dim, sign);
    }
}

fn add_here(pen: &mut Pen<'_>, state: &State, column: &Column, y: u16) {
    use crate::ui::command::Command;
    if let Some(keys) = state.keymap.keys_of(Command::AddBelow).next() {
        let keys = crate::ui::key::show_keys(keys);
        pen.write(column.x, y, 1, Role::Curve, "+");
        let x = column.x + MARK;
        pen.write(x, y, column.width.saturating_sub(MARK), Role::Dim, &words::add_with(&keys));
    }
}

/// From so many cells on a head has room for a name and a figure.
const LEAST_NAME: u16 = 10;

/// Cells for the mark of a card, as the screen counts them.
#[expect(clippy::cast_possible_truncation, reason = "it is 3")]
pub(super) const MARK: u16 = card::MARK as u16;

pub(super) fn head(pen: &mut Pen<'_>, state: &State, column: &Column, y: u16, has_focus: bool) {
    let (x, width) = (column.x, column.width);
    if let Some(typed) = &column.name_typed {
        let room = if typed.is_empty() {
            pen.write(x, y, width, Role::Dim, words::NAME_THE_STAGE)
        } else {
            0
        };
        if room == 0 {
            pen.write(x, y, width, Role::Typing, typed);
        }
        return;
    }
    let Some(at) = column.stage else { return };
    let Some(stage) = state.map().stages.get(at) else { return };
    let name = if stage.name.is_empty() { words::NO_NAME } else { &stage.name };
    let mut figures = figures_beside(state.summaries.of(at), cells(name), width);
    if width < LEAST_NAME {
        figures.clear();
    }
    let taken = figures.iter().map(|(_, text)| cells(text) + 1).sum::<u16>().min(width);
    let room = width - taken;
    let role = match (has_focus, state.focus.row()) {
        (true, None) => Role::Focus,
        (true, Some(_)) => Role::HeadFocus,
        _ => Role::Head,
    };
    pen.write(x, y, room, role, name);
    found::in_line(pen, state, x, y, room, name);
    if room < width {
        let mut at = x + width - taken;
        for (role, text) in figures {
            at += 1;
            at += pen.write(at, y, width, role, &text);
        }
    }
}

/// As many figures as there is room for beside a name: mean and worst, else the
/// mean, which is worth more than the end of a long name. One figure alone is
/// the same in every head, so that heads can be compared.
pub(super) fn figures_beside(summary: Summary, name: u16, width: u16) -> Vec<(Role, String)> {
    let mut figures = figures(summary);
    if name + figures.iter().map(|(_, text)| cells(text) + 1).sum::<u16>() > width {
        figures.truncate(1);
    }
    figures
}

fn figures(summary: Summary) -> Vec<(Role, String)> {
    let (Some(mean), Some(worst)) = (summary.mean(), summary.worst) else { return Vec::new() };
    vec![(Role::Felt(rounded(mean)), words::signed_mean(mean)), (Role::Dim, words::worst(worst))]
}

/// The emotion whose colour a mean has; near nothing it is neutral.
fn rounded(mean: f64) -> Option<Emotion> {
    let value = if mean <= -1.5 {
        -2
    } else if mean < -0.05 {
        -1
    } else if mean <= 0.05 {
        0
    } else if mean < 1.5 {
        1
    } else {
        2
    };
    Emotion::new(value).ok()
}

fn cards(pen: &mut Pen<'_>, state: &State, column: &Column) {
    let stage = column.stage.and_then(|at| state.map().stages.get(at));
    let Some(stage) = stage else { return };
    // while a title is written, the cursor says where
    let is_covered = layout::writing(state).is_some_and(|writing| {
        matches!(writing.slot, Slot::NewTouchpoint { .. } | Slot::Title(_) | Slot::NewStage { .. })
    });
    for card in &column.cards {
        let touchpoint = card.row.and_then(|row| stage.touchpoints.get(row));
        let has_focus = card.row.is_some()
            && column.stage == Some(state.focus.column())
            && card.row == state.focus.row()
            && !is_covered;
        let is_marked =
            touchpoint.is_some_and(|it| state.marked.iter().any(|spot| spot.id == it.id));
        mark(pen, state, touchpoint, column.x, card.y);
        if is_marked {
            let sign = if pen.look.marks == crate::ui::look::Marks::Ascii { "*" } else { "▌" };
            pen.write(column.x.saturating_sub(1), card.y, 1, Role::Marked, sign);
        }
        let empty = card.row.is_none() && card.lines.iter().all(|line| line.text.is_empty());
        if empty {
            let room = column.width.saturating_sub(MARK);
            pen.write(column.x + MARK, card.y, room, Role::Dim, words::TYPE_THE_NEXT);
        }
        for (y, line) in (card.y..).zip(&card.lines) {
            card_line(pen, column.x, y, column.width, line);
            if line.is_title && has_focus {
                pen.restyle(column.x + MARK, y, column.width.saturating_sub(MARK), Role::Focus);
            }
        }
        found::highlight(pen, state, column.x + MARK, card.y, &card.lines);
    }
}

pub(super) fn mark(
    pen: &mut Pen<'_>,
    state: &State,
    touchpoint: Option<&std::sync::Arc<Touchpoint>>,
    x: u16,
    y: u16,
) {
    match touchpoint {
        Some(touchpoint) => {
            pen.write(x, y, 2, Role::Felt(touchpoint.emotion), state.look.mark(touchpoint.emotion));
        }
        None => {
            pen.write(x, y, 1, Role::Curve, "+");
        }
    }
}

/// A line of a card, with what stands in the cells of its mark.
pub(super) fn card_line(pen: &mut Pen<'_>, x: u16, y: u16, width: u16, line: &Line) {
    if let Some((role, mark)) = line.mark {
        pen.write(x, y, MARK - 1, role, mark);
    }
    body_line(pen, x + MARK, y, width.saturating_sub(MARK), line);
}

pub(super) fn body_line(pen: &mut Pen<'_>, x: u16, y: u16, width: u16, line: &Line) {
    let indent = u16::try_from(line.indent).unwrap_or(0);
    if !line.sign.is_empty() {
        let style = pen.look.style(line.role).add_modifier(ratatui::style::Modifier::BOLD);
        pen.write_styled(x, y, 1, style, line.sign);
    }
    let written = pen.write(x + indent, y, width.saturating_sub(indent), line.role, &line.text);
    if let Some((role, cells)) = line.lead {
        let cells = u16::try_from(cells).unwrap_or(written).min(written);
        pen.restyle(x + indent, y, cells, role);
    }
}
