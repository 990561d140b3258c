//! The board without a screen: as wide as asked for, as high as it must be.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::Stage;
use crate::ui::card::{self, Extent, Line};
use crate::ui::layout::{self, Column, Curve, Plan};
use crate::ui::state::State;

use super::columns::{MARK, body_line, groups, head, mark, phase_line};
use super::pen::Pen;

/// The rows above the cards: phases, heads, a blank.
const ABOVE: u16 = 3;
/// Cells on the left, for the numbers beside the curve.
const MARGIN: u16 = 3;
/// The rows of a curve with its names and a blank above.
const CURVE: usize = 8;

/// The map in bands of columns, with or without cards.
pub(super) fn print(state: &State, width: u16, with_cards: bool) -> Vec<String> {
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
        out.extend(band(state, columns, width, with_cards));
    }
    out
}

fn columns(first: usize, end: usize, each: u16) -> Vec<Column> {
    (0..)
        .zip(first..end)
        .map(|(n, stage)| Column::empty(Some(stage), MARGIN + n * each, each - layout::BETWEEN))
        .collect()
}

fn band(state: &State, columns: Vec<Column>, width: u16, with_cards: bool) -> Vec<String> {
    let stages: Vec<&Stage> = columns
        .iter()
        .filter_map(|column| Some(&**state.map().stages.get(column.stage?)?))
        .collect();
    let cards: Vec<Vec<Vec<Line>>> = if with_cards {
        columns
            .iter()
            .zip(&stages)
            .map(|(column, stage)| cards(state, stage, column.width.into()))
            .collect()
    } else {
        Vec::new()
    };
    let height = cards
        .iter()
        .map(|cards| cards.iter().map(|lines| lines.len() + 1).sum())
        .max()
        .unwrap_or(0);
    let is_rated =
        stages.iter().any(|stage| stage.touchpoints.iter().any(|it| it.emotion.is_some()));
    let rows = usize::from(ABOVE) + height + if is_rated { CURVE } else { 0 };
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, u16::try_from(rows).unwrap_or(u16::MAX)));
    let area = buffer.area;
    let mut pen = Pen::new(&mut buffer, state.look, area);
    for (phase, x, end) in groups(state, &columns) {
        phase_line(&mut pen, phase, x, 0, end);
    }
    for column in &columns {
        head(&mut pen, state, column, 1, false);
    }
    for ((column, stage), cards) in columns.iter().zip(&stages).zip(&cards) {
        let mut y = ABOVE;
        for (n, lines) in cards.iter().enumerate() {
            // what stands first are the notes of the stage, without a mark
            let touchpoint = n.checked_sub(1).and_then(|n| stage.touchpoints.get(n));
            let indent = if touchpoint.is_some() { MARK } else { 0 };
            if touchpoint.is_some() {
                mark(&mut pen, state, touchpoint, column.x, y);
            }
            for line in lines {
                body_line(
                    &mut pen,
                    column.x + indent,
                    y,
                    column.width.saturating_sub(indent),
                    line,
                );
                y += 1;
            }
            y += u16::from(!lines.is_empty());
        }
    }
    if is_rated {
        let top = u16::try_from(usize::from(ABOVE) + height + 1).unwrap_or(u16::MAX);
        let place = Curve { top, named: true };
        let bands = layout::Bands { curve: Some(place), ..layout::Bands::default() };
        let plan = Plan {
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

/// The notes of the stage, then each card.
fn cards(state: &State, stage: &Stage, width: usize) -> Vec<Vec<Line>> {
    let notes = card::stage_lines(stage, width, state.look, Extent::Whole);
    let cards = stage
        .touchpoints
        .iter()
        .map(|touchpoint| card::lines(touchpoint, width, state.look, Extent::Whole));
    std::iter::once(notes).chain(cards).collect()
}

/// The rows of a buffer as text, without blanks at their ends.
fn rows_of(buffer: &Buffer) -> Vec<String> {
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
