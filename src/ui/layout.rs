//! Where everything stands: one pure function of the state, which update
//! calls to scroll and to find what the mouse hit, and view to draw.

pub mod across;
mod behind;
mod cards;
pub mod curve;
pub mod fix;
pub mod found;
pub mod hit;
pub mod landing;
pub mod list;
pub mod maps;
pub mod menu;
pub mod notice;
pub mod page;
pub mod prompt;
pub mod sentences;
mod stages;
pub mod start;
pub mod strip;
pub mod table;
pub mod wheel;
mod window;

pub use stages::{BETWEEN, columns_that_fit, shown_stages};
use stages::{first_column, new_stage};

use super::card::{self, Extent, Line};
use super::state::{Mode, State, ViewKind};
use super::writing::{Slot, Writing};
use crate::model::Stage;
use crate::text;
use cards::{Cards, Form, Handovers};

/// The least that can be drawn on.
pub const LEAST: (u16, u16) = (20, 6);
/// The least rows for the line of visibility and what is below it.
const LEAST_BEHIND: u16 = 3;

/// The bands of the screen, from the top. Rows count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bands {
    /// Title and figures.
    pub title: Option<u16>,
    /// Where the journey begins and ends.
    pub about: Option<u16>,
    /// The names of the phases.
    pub phases: Option<u16>,
    /// The heads of the stages.
    pub heads: u16,
    /// The first row of the cards.
    pub cards: u16,
    /// The row after the last of the cards.
    pub cards_end: u16,
    /// The line of visibility, where it is on and there is room.
    pub visibility: Option<u16>,
    /// The row after the last of what stands below that line.
    pub behind_end: u16,
    /// The curve, without and with lines for names around it.
    pub curve: Option<Curve>,
    /// The line for the user.
    pub notice: u16,
    /// What the keys do.
    pub footer: u16,
    /// A blank row between two cards.
    pub airy: bool,
}

/// Where the curve stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Curve {
    /// The row of +2; that of -2 is four rows below.
    pub top: u16,
    /// There is a row above and one below for names.
    pub named: bool,
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The bands of the screen.
    pub bands: Bands,
    /// The blank cells on the left.
    pub margin: u16,
    /// The columns in view, from the left.
    pub columns: Vec<Column>,
    /// The sentences in view, where the map is shown as a list.
    pub items: Vec<list::Item>,
    /// The table in view, where the map is shown as one.
    pub table: Option<table::Table>,
    /// How many stages are hidden on the left.
    pub hidden_left: usize,
    /// How many stages are hidden on the right.
    pub hidden_right: usize,
    /// Where the cursor of the terminal stands.
    pub cursor: Option<(u16, u16)>,
}

/// A stage in view.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Which stage; none: one that is just being named.
    pub stage: Option<usize>,
    /// The first cell.
    pub x: u16,
    /// Cells for the content.
    pub width: u16,
    /// The name while it is edited: its visible part.
    pub name_typed: Option<String>,
    /// The notes of the stage: what stands above the cards.
    pub notes: Vec<Line>,
    /// The cards in view.
    pub cards: Vec<Card>,
    /// The first card in view.
    pub top: usize,
    /// Where to say how many cards are hidden above, if any are.
    pub hidden_above: Option<u16>,
    /// How many cards are hidden below.
    pub hidden_below: usize,
    /// The last card in view goes on below.
    pub is_cut: bool,
    /// Where there is room to say how to add a card.
    pub room: Option<u16>,
    /// The passage to the next stage, where no card is shown that it could
    /// stand below: its first row and its lines.
    pub handover: Option<(u16, Vec<Line>)>,
    /// What stands below the line of visibility.
    pub behind: Vec<Line>,
    /// How many steps have no room there.
    pub behind_hidden: usize,
}

/// A card in view.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Which card of the stage; none: one that is just being written.
    pub row: Option<usize>,
    /// Its first row on the screen.
    pub y: u16,
    /// Its lines, as many as fit.
    pub lines: Vec<Line>,
}

impl Column {
    /// A column with nothing in it yet.
    pub fn empty(stage: Option<usize>, x: u16, width: u16) -> Self {
        Self {
            stage,
            x,
            width,
            name_typed: None,
            notes: Vec::new(),
            cards: Vec::new(),
            top: 0,
            hidden_above: None,
            hidden_below: 0,
            is_cut: false,
            room: None,
            handover: None,
            behind: Vec::new(),
            behind_hidden: 0,
        }
    }
}

impl Plan {
    /// A plan with nothing in it yet.
    fn empty(bands: Bands, margin: u16) -> Self {
        Self {
            bands,
            margin,
            columns: Vec::new(),
            items: Vec::new(),
            table: None,
            hidden_left: 0,
            hidden_right: 0,
            cursor: None,
        }
    }

    /// What stands at a place of the screen: a stage, and a card of it or its
    /// head.
    pub fn at(&self, x: u16, y: u16) -> Option<(usize, Option<usize>)> {
        if let Some(item) = self.items.iter().find(|item| item.covers(y)) {
            return Some((item.stage?, item.row));
        }
        let column =
            self.columns.iter().find(|column| x >= column.x && x < column.x + column.width)?;
        let stage = column.stage?;
        if y == self.bands.heads {
            return Some((stage, None));
        }
        let card =
            column.cards.iter().find(|card| y >= card.y && y < card.y + height(&card.lines))?;
        Some((stage, Some(card.row?)))
    }

    /// How many cards a page of that stage is.
    pub fn page(&self, stage: usize) -> usize {
        let column = self.columns.iter().find(|column| column.stage == Some(stage));
        column.map_or(1, |column| column.cards.len().max(2) - 1)
    }
}

/// Whether the screen is too small for anything but saying so.
pub fn is_too_small((width, height): (u16, u16)) -> bool {
    width < LEAST.0 || height < LEAST.1
}

/// Keeps the focus in view. Only this and [`wheel`] change [`super::state::Scroll`].
pub fn scroll(state: &mut State) {
    page::scroll(state);
    match state.view {
        ViewKind::Board => {}
        ViewKind::Curve => return curve::scroll(state),
        ViewKind::List => return list::scroll(state),
        ViewKind::Fix
        | ViewKind::Actions
        | ViewKind::Missing
        | ViewKind::Results
        | ViewKind::Risks => {
            return table::scroll(state);
        }
    }
    let plan = plan(state);
    state.scroll.column = plan.columns.iter().find_map(|column| column.stage).unwrap_or(0);
    let map = state.draft.map();
    let tops =
        plan.columns.iter().filter_map(|column| Some((map.stages.get(column.stage?)?, column.top)));
    let mut rows = std::mem::take(&mut state.scroll.rows);
    for (stage, top) in tops {
        if top == 0 {
            rows.remove(&stage.id);
        } else {
            rows.insert(stage.id.clone(), top);
        }
    }
    state.scroll.rows = rows;
}

/// Where everything stands.
pub fn plan(state: &State) -> Plan {
    let is_rated = state.summaries.all().rated > 0;
    let mut bands = bands(state.size.1, is_rated, state.settings.visibility);
    if is_too_small(state.size) {
        return Plan::empty(bands, 0);
    }
    if state.view == ViewKind::Curve {
        return curve::plan(state, curve::sheet(state));
    }
    // where cards stand down to the line for the user, they give way to it
    let least = bands.cards_end.min(bands.cards + 2);
    bands.cards_end = bands.cards_end.min(notice::top(state, &bands)).max(least);
    match state.view {
        ViewKind::Board | ViewKind::Curve => {}
        ViewKind::List => return list::plan(state, bands),
        ViewKind::Fix
        | ViewKind::Actions
        | ViewKind::Missing
        | ViewKind::Results
        | ViewKind::Risks => {
            return table::plan(state, bands);
        }
    }
    let new_stage = new_stage(state);
    let shown = shown_stages(state, new_stage);
    let count = shown.len() + usize::from(new_stage.is_some());
    let margin = if state.size.0 >= 40 { 3 } else { 1 };
    let (visible, width) = columns_that_fit(state.size.0 - margin - 1, count);
    let focus = new_stage.unwrap_or(state.focus.column());
    // from here on columns are counted as they are shown
    let place = |stage: usize| shown.partition_point(|shown| *shown < stage);
    let top = place(state.scroll.column);
    let first = if state.pointer.drag.is_some() {
        // what is dragged may be out of view, for where it goes is in view
        top.min(count.saturating_sub(visible))
    } else {
        first_column(top, place(focus), visible, count)
    };
    let mut plan = Plan::empty(bands, margin);
    plan.columns.reserve(visible);
    plan.hidden_left = first;
    plan.hidden_right = count.saturating_sub(first + visible);
    for n in 0..visible.min(count) {
        let at = first + n;
        let x = margin + u16::try_from(n).unwrap_or(0) * width;
        let stage = match new_stage {
            Some(new) if at == new => None,
            Some(new) if at > new => Some(at - 1),
            _ => shown.get(at).copied(),
        };
        let column = column(state, &bands, stage, x, width - BETWEEN, &mut plan.cursor);
        plan.columns.push(column);
    }
    plan
}

/// The text field, while something is typed.
pub fn writing(state: &State) -> Option<&Writing> {
    match &state.mode {
        Mode::Writing(writing) => Some(writing),
        _ => None,
    }
}

fn bands(height: u16, is_rated: bool, shows_behind: bool) -> Bands {
    let mut y = 0;
    let mut take = |wanted: bool, rows: u16| {
        let at = wanted.then_some(y);
        y += if wanted { rows } else { 0 };
        at
    };
    let airy = height >= 28;
    let title = take(height >= 8, 1);
    let about = take(height >= 16, 1);
    take(height >= 26, 1);
    let phases = take(height >= 14, 1);
    let heads = take(true, 1).unwrap_or(0);
    take(airy, 1);
    let cards = y;
    let footer = height.saturating_sub(1);
    // on a low screen the line for the user covers the footer
    let notice = if height >= 10 { footer - 1 } else { footer };
    let below = notice;
    let curve = match height {
        _ if !is_rated => None,
        34.. => Some(Curve { top: below.saturating_sub(7), named: true }),
        22.. => Some(Curve { top: below.saturating_sub(6), named: true }),
        18.. => Some(Curve { top: below.saturating_sub(5), named: false }),
        _ => None,
    };
    let behind_end = curve.map_or(below, |curve| curve.top - u16::from(curve.named));
    // a share of the rows that hangs on nothing but the height of the screen:
    // so the line stands still wherever the focus goes
    let rows = behind_end.saturating_sub(cards);
    let visibility =
        (shows_behind && rows >= 7).then(|| behind_end - (rows * 2 / 5).clamp(LEAST_BEHIND, 9));
    let cards_end = visibility.unwrap_or(behind_end);
    Bands {
        title,
        about,
        phases,
        heads,
        cards,
        cards_end,
        visibility,
        behind_end,
        curve,
        notice,
        footer,
        airy,
    }
}

fn column(
    state: &State,
    bands: &Bands,
    at: Option<usize>,
    x: u16,
    width: u16,
    cursor: &mut Option<(u16, u16)>,
) -> Column {
    let stage = at.and_then(|at| state.map().stages.get(at));
    let mut column = Column::empty(at, x, width);
    let names_this = |writing: &&Writing| match &writing.slot {
        Slot::NewStage { .. } => at.is_none(),
        Slot::StageName(id) => stage.is_some_and(|stage| stage.id == *id),
        _ => false,
    };
    let has_focus = at == Some(state.focus.column()) && stage.is_some();
    if let Some(writing) = writing(state).filter(names_this) {
        let (shown, at) = writing.field.window(usize::from(width));
        column.name_typed = Some(text::display(&writing.field.text()[shown]).into_owned());
        *cursor = Some((x + u16::try_from(at).unwrap_or(0), bands.heads));
    } else if has_focus && state.focus.row().is_none() {
        *cursor = Some((x, bands.heads));
    }
    let Some(stage) = stage else { return column };
    column.notes = stage_notes(state, stage, usize::from(width), bands);
    let first_row =
        bands.cards + height(&column.notes) + u16::from(bands.airy && !column.notes.is_empty());
    let rows = state.rows(at.unwrap_or(0));
    // a line is kept for what is hidden above; where there is a blank one
    // below the heads, that is it
    let line = u16::from(!bands.airy || !column.notes.is_empty());
    let room = bands.cards_end.saturating_sub(first_row + line);
    let cards = Cards {
        state,
        stage,
        rows,
        width: width.into(),
        airy: bands.airy,
        form: Form::Card,
        handovers: handovers(bands, room),
        lines_each: card::LINES,
        notes_each: card::NOTES,
    };
    let cards = cards.lines_with_room(room);
    column.top = cards.top(has_focus && state.pointer.drag.is_none(), room, line);
    let mut y = first_row;
    if column.top > 0 {
        column.hidden_above = Some(first_row + line - 1);
        y += line;
    }
    let mut hidden = cards.count();
    for place in column.top..cards.count() {
        let (row, mut lines, at) = cards.lines(place);
        // a line is kept for what is hidden below
        let is_last = place + 1 == cards.count();
        let fits = is_last && y + height(&lines) <= bands.cards_end;
        let end = bands.cards_end.saturating_sub(u16::from(!fits));
        if y >= end {
            break;
        }
        if let Some((line, cell)) = at {
            // of a card that is higher than its room, the part that is typed
            // is in view
            let skipped = (line + 1).saturating_sub(usize::from(end - y));
            lines.drain(..skipped.min(lines.len()));
            let there = y + u16::try_from(line - skipped).unwrap_or(0);
            *cursor = Some((x + u16::try_from(cell).unwrap_or(0), there));
        } else if has_focus && row.is_some() && row == state.focus.row() && writing(state).is_none()
        {
            *cursor = Some((x + u16::try_from(card::MARK).unwrap_or(0), y));
        }
        column.is_cut = height(&lines) > end - y;
        lines.truncate(usize::from(end - y));
        if column.is_cut && at.is_none() {
            card::cut(&mut lines, usize::from(width).saturating_sub(card::MARK).max(1));
        }
        hidden = cards.count() - place - 1;
        let below = y + height(&lines) + u16::from(bands.airy);
        column.cards.push(Card { row, y, lines });
        y = below;
    }
    column.hidden_below = hidden;
    column.room = (hidden == 0 && !column.is_cut && y < bands.cards_end).then_some(y);
    if cards.count() == 0 {
        // below what says that there is no card, and how to add one
        let (y, lines) = (y + 2 + u16::from(bands.airy), cards.stage_handover());
        let fits = !lines.is_empty() && y + height(&lines) <= bands.cards_end;
        column.handover = fits.then_some((y, lines));
    }
    behind::fill(&mut column, state, stage, bands);
    column
}

/// What handovers may take: nothing on a low screen, where the cards need it.
fn handovers(bands: &Bands, room: u16) -> Handovers {
    let at_most = match bands.cards_end.saturating_sub(bands.cards) {
        ..8 => 0,
        8..11 => 1,
        _ => 2,
    };
    Handovers { at_most, room: room.into() }
}

fn stage_notes(state: &State, stage: &Stage, width: usize, bands: &Bands) -> Vec<Line> {
    // on a low screen the cards need the room
    if bands.cards_end.saturating_sub(bands.cards) < 8 {
        return Vec::new();
    }
    card::stage_lines(stage, width, state.look, Extent::BRIEF)
}

/// More rows than any screen has, and few enough to be added to a place on one.
const HIGHEST: u16 = u16::MAX / 4;

/// The number of lines as rows of the screen; where there are more than any
/// screen has, [`HIGHEST`].
pub(super) fn height(lines: &[Line]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(HIGHEST).min(HIGHEST)
}
