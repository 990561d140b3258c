//! The board without a screen: as wide as asked for, as high as it must be.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::{Side, Stage};
use crate::ui::card::{self, Extent, Line};
use crate::ui::layout::{self, Column, Curve, Plan};
use crate::ui::look::{Passage, Role};
use crate::ui::state::State;

use super::columns::{body_line, card_line, groups, head, phase_line};
use super::pen::Pen;

/// The rows above the cards: phases, heads, a blank.
const ABOVE: u16 = 3;
/// Cells on the left, for the numbers beside the curve.
const MARGIN: u16 = 3;
/// The rows of a curve with its names and a blank above.
const CURVE: usize = 8;

/// Lines that stand together.
struct Block {
    /// There are cells for a mark before them.
    is_marked: bool,
    lines: Vec<Line>,
}

/// The map in bands of columns.
pub(super) fn print(state: &State, width: u16) -> Vec<String> {
    let stages = &state.map().stages;
    if stages.is_empty() {
        return crate::words::EMPTY_MAP.iter().map(|line| (*line).to_owned()).collect();
    }
    let (visible, each) = layout::columns_that_fit(width - MARGIN, stages.len());
    let mut out = Vec::new();
    for first in (0..stages.len()).step_by(visible) {
        let columns = columns(first, stages.len().min(first + visible), each);
        if !out.is_empty() {
            out.push(String::new());
        }
        out.extend(band(state, columns, width));
    }
    out
}

fn columns(first: usize, end: usize, each: u16) -> Vec<Column> {
    (0..)
        .zip(first..end)
        .map(|(n, stage)| Column::empty(Some(stage), MARGIN + n * each, each - layout::BETWEEN))
        .collect()
}

fn band(state: &State, columns: Vec<Column>, width: u16) -> Vec<String> {
    let stages: Vec<&Stage> = columns
        .iter()
        .filter_map(|column| Some(&**state.map().stages.get(column.stage?)?))
        .collect();
    let parts = |of: fn(&State, &Stage, usize) -> Vec<Block>| -> Vec<Vec<Block>> {
        let both = columns.iter().zip(&stages);
        both.map(|(column, stage)| of(state, stage, column.width.into())).collect()
    };
    let cards = parts(cards);
    let behind = if state.settings.visibility { parts(behind) } else { Vec::new() };
    let cards_end = usize::from(ABOVE) + highest(&cards);
    let shows_behind = behind.iter().any(|blocks| !blocks.is_empty());
    let end = cards_end + if shows_behind { 1 + highest(&behind) } else { 0 };
    let is_rated =
        stages.iter().any(|stage| stage.touchpoints.iter().any(|it| it.emotion.is_some()));
    let rows = end + if is_rated { CURVE } else { 0 };
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, u16::try_from(rows).unwrap_or(u16::MAX)));
    let area = buffer.area;
    let mut pen = Pen::new(&mut buffer, state.look, area);
    for (phase, x, end) in groups(state, &columns) {
        phase_line(&mut pen, phase, x, 0, end);
    }
    for column in &columns {
        head(&mut pen, state, column, 1, false);
    }
    for (column, blocks) in columns.iter().zip(&cards) {
        draw(&mut pen, column, ABOVE, blocks);
    }
    if shows_behind {
        let y = u16::try_from(cards_end).unwrap_or(u16::MAX);
        super::behind::line(&mut pen, &columns, y);
        for (column, blocks) in columns.iter().zip(&behind) {
            draw(&mut pen, column, y + 1, blocks);
        }
    }
    if is_rated {
        let top = u16::try_from(end + 1).unwrap_or(u16::MAX);
        let place = Curve { top, named: true };
        let bands = layout::Bands { curve: Some(place), ..layout::Bands::default() };
        let plan = Plan {
            table: None,
            bands,
            margin: MARGIN,
            columns,
            items: Vec::new(),
            hidden_left: 0,
            hidden_right: 0,
            cursor: None,
        };
        super::curve::curve(&mut pen, state, &plan, place);
    }
    rows_of(&buffer)
}

fn highest(columns: &[Vec<Block>]) -> usize {
    let height = |blocks: &Vec<Block>| blocks.iter().map(|block| block.lines.len() + 1).sum();
    columns.iter().map(height).max().unwrap_or(0)
}

/// Draws the blocks of a column below each other, with a blank row after each.
fn draw(pen: &mut Pen<'_>, column: &Column, mut y: u16, blocks: &[Block]) {
    for block in blocks {
        for line in &block.lines {
            if block.is_marked {
                card_line(pen, column.x, y, column.width, line);
            } else {
                body_line(pen, column.x, y, column.width, line);
            }
            y += 1;
        }
        y += 1;
    }
}

/// The notes of the stage, each card, and the passage to the next stage.
fn cards(state: &State, stage: &Stage, width: usize) -> Vec<Block> {
    let look = state.look;
    let inner = width.saturating_sub(card::MARK).max(1);
    let handover = |of, to| card::handover_lines(of, to, inner, look, usize::MAX);
    let notes = card::stage_lines(stage, width, look, Extent::Whole);
    let cards = stage.touchpoints.iter().map(|touchpoint| {
        let mut lines = card::lines(touchpoint, width, look, Extent::Whole);
        if state.settings.visibility && touchpoint.side == Some(Side::OffStage) {
            card::put_off_stage(&mut lines, inner, look);
        }
        if let Some(first) = lines.first_mut() {
            first.mark = Some((Role::Felt(touchpoint.emotion), look.mark(touchpoint.emotion)));
        }
        lines.extend(handover(&touchpoint.handover, Passage::NextCard));
        Block { is_marked: true, lines }
    });
    let onward = handover(&stage.handover, Passage::NextStage);
    std::iter::once(Block { is_marked: false, lines: notes })
        .chain(cards)
        .chain([Block { is_marked: true, lines: onward }])
        .filter(|block| !block.lines.is_empty())
        .collect()
}

/// The steps behind each card that has some.
fn behind(state: &State, stage: &Stage, width: usize) -> Vec<Block> {
    let inner = width.saturating_sub(card::MARK).max(1);
    let cards = stage.touchpoints.iter().filter(|touchpoint| !touchpoint.behind.is_empty());
    cards
        .map(|touchpoint| {
            let mut lines = vec![card::behind_head(touchpoint, inner, state.look, Role::Text)];
            for step in &touchpoint.behind {
                lines.extend(card::step_lines(step, inner, state.look, usize::MAX));
            }
            Block { is_marked: true, lines }
        })
        .collect()
}

/// The rows of a buffer as text, without blanks at their ends.
pub(super) fn rows_of(buffer: &Buffer) -> Vec<String> {
    let mut rows: Vec<String> = (0..buffer.area.height)
        .map(|y| {
            let mut row = String::new();
            let mut x = 0;
            while let Some(cell) = buffer.cell((x, y)) {
                row.push_str(cell.symbol());
                x += u16::try_from(crate::text::width(cell.symbol())).unwrap_or(1).max(1);
            }
            row.truncate(row.trim_end().len());
            row
        })
        .collect();
    while rows.last().is_some_and(String::is_empty) {
        rows.pop();
    }
    rows
}
