//! What stands under the pointer.

use super::Plan;
use super::{menu, page, prompt};
use crate::model::{Address, Id, Spot};
use crate::ui::card;
use crate::ui::field::Field;
use crate::ui::form::Target;
use crate::ui::state::{Mode, State, ViewKind};
use crate::ui::writing::Slot;

/// A thing on the screen, by its name and not by its place: what comes between
/// two clicks may move it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hit {
    /// A card.
    Card(Spot),
    /// The head of a stage.
    Head(Id),
    /// Where a card is added below the others of its stage.
    Add(Id),
    /// A row of the open page.
    Row(Target),
    /// A row of the list of commands, from 0.
    Line(usize),
    /// A line of the list of maps, or of the table over it, from 0.
    Map(usize),
    /// What a row of a table stands for, and what of that.
    Entry(Address, &'static str),
    /// The line of the board that says what to fix first.
    FixFirst,
    /// A question before a new map, or behind them a template, from 0.
    Question(usize),
}

/// Where a text field stands on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldAt {
    /// Its first cell.
    pub x: u16,
    /// The row of its first line; above the screen where that is out of view.
    pub y: i32,
    /// How many cells a row of it has.
    pub width: usize,
    /// It shows a part of one row, and is not broken into several.
    pub is_window: bool,
}

impl FieldAt {
    /// Column and row inside the field of a cell of the screen; none where the
    /// cell is outside of it.
    pub fn place(&self, field: &Field, (x, y): (u16, u16)) -> Option<(usize, usize)> {
        let column = usize::from(x.checked_sub(self.x)?);
        let row = usize::try_from(i32::from(y) - self.y).ok()?;
        let rows = if self.is_window { 1 } else { field.layout(self.width).lines.len() };
        (column <= self.width && row < rows).then_some((column, row))
    }
}

/// What is under a cell of the board, the list, a table, the open page or the list of
/// commands.
pub fn hit(state: &State, (x, y): (u16, u16)) -> Option<Hit> {
    if super::is_too_small(state.size) {
        return None;
    }
    if let Mode::Menu(menu) = &state.mode {
        return menu::plan(state.size, menu).row_at(x, y).map(Hit::Line);
    }
    if let Mode::Sentences(list) = &state.mode {
        return super::sentences::plan(state.size, list).line_at(x, y).map(Hit::Line);
    }
    if let Some(start) = &state.start {
        return super::start::plan(state, start).choice_at(y).map(Hit::Question);
    }
    if let Some(maps) = &state.maps {
        if let Some(table) = &maps.across {
            return super::across::plan(state.size, table).row_at(y).map(Hit::Map);
        }
        return super::maps::plan(state, maps).line_at(maps, y).map(Hit::Map);
    }
    if state.walk.is_some() {
        return None;
    }
    if let Some(open) = state.pages.last() {
        let plan = page::plan(state, open);
        let row = plan.row_at(x, y)?;
        return Some(Hit::Row(plan.rows.into_iter().nth(row)?.target));
    }
    let plan = super::plan(state);
    if let (Some(table), Some(report)) = (&plan.table, &state.report) {
        let row = report.sheet.rows.get(table.row_at(y)?)?;
        return Some(Hit::Entry(row.at.clone(), row.part));
    }
    if let Some(stage) = adds(state, &plan, x, y) {
        return Some(Hit::Add(stage));
    }
    if super::fix::row(state, &plan) == Some(y) {
        return Some(Hit::FixFirst);
    }
    let (column, row) = match state.view {
        ViewKind::Curve => super::curve::at(state, (x, y))?,
        _ => plan.at(x, y)?,
    };
    let stage = state.map().stages.get(column)?;
    Some(match row {
        None => Hit::Head(stage.id.clone()),
        Some(row) => Hit::Card(Spot::new(&stage.id, &stage.touchpoints.get(row)?.id)),
    })
}

/// The stage whose line that says how to add a card is there.
fn adds(state: &State, plan: &Plan, x: u16, y: u16) -> Option<Id> {
    let column = plan.columns.iter().find(|it| (it.x..it.x + it.width).contains(&x))?;
    let at = column.stage.filter(|at| *at == state.focus.column())?;
    // below what says that there is no card
    let line = column.room? + u16::from(column.cards.is_empty());
    let stage = state.map().stages.get(at).filter(|_| line == y)?;
    Some(stage.id.clone())
}

/// Where the text field stands, while something is typed.
pub fn field(state: &State) -> Option<FieldAt> {
    let writing = super::writing(state)?;
    if state.start.is_some() {
        return None;
    }
    let plan = super::plan(state);
    if let Some(prompt) = prompt::prompt(state, writing, &plan) {
        let y = i32::from(prompt.y);
        return Some(FieldAt { x: prompt.x, y, width: prompt.room.into(), is_window: true });
    }
    let (cursor, width) = match state.pages.last() {
        Some(open) => {
            let page = page::plan(state, open);
            let cursor = page.cursor?;
            (cursor, page.columns.iter().rfind(|column| column.x <= cursor.0)?.room())
        }
        None => (plan.cursor?, on_board(state, &plan)?),
    };
    let named = matches!(writing.slot, Slot::NewStage { .. } | Slot::StageName(_));
    if named && state.view == ViewKind::Board && state.pages.is_empty() {
        let (_, column) = writing.field.window(width);
        let x = cursor.0.saturating_sub(cells(column));
        return Some(FieldAt { x, y: cursor.1.into(), width, is_window: true });
    }
    let (column, row) = writing.field.layout(width).cursor;
    let x = cursor.0.saturating_sub(cells(column));
    let y = i32::from(cursor.1) - i32::try_from(row).unwrap_or(i32::MAX);
    Some(FieldAt { x, y, width, is_window: false })
}

/// How many cells a row of the text field on the board has.
fn on_board(state: &State, plan: &Plan) -> Option<usize> {
    let (x, _) = plan.cursor?;
    let whole = match state.view {
        ViewKind::Board => plan.columns.iter().rfind(|column| column.x <= x)?.width.into(),
        ViewKind::List => super::list::width(state),
        // text is typed in a line of its own
        ViewKind::Curve => return None,
        ViewKind::Fix
        | ViewKind::Actions
        | ViewKind::Missing
        | ViewKind::Results
        | ViewKind::Risks => return None,
    };
    let inner = whole.saturating_sub(card::MARK).max(1);
    Some(match super::writing(state)?.slot {
        Slot::NewStage { .. } | Slot::StageName(_) => whole,
        Slot::NewNote { .. } | Slot::NewAction { .. } => inner.saturating_sub(2).max(2),
        _ => inner.max(2),
    })
}

fn cells(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
