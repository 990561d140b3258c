//! Where the curve stands that has the screen for itself: which part of the
//! journey is in view, how high it is drawn, and what stands above and below.

use super::{Bands, Column, Plan};
use crate::insight::curve::{Fact, Facts};
use crate::ui::state::State;

/// A point is given as many cells, where the whole journey is in view then.
const CLOSEST: u16 = 4;
/// Else as many: one scrolls anyway, and names have more room.
const NEAR: u16 = 6;
/// From this width on the emotions are named on the left.
const WORDS: u16 = 100;
/// Cells for those words.
const WORDS_MARGIN: u16 = 10;
/// Cells for marks instead.
const MARKS_MARGIN: u16 = 3;

/// Which part of the journey stands in which cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The first cell.
    pub x: u16,
    /// How many cells.
    pub width: u16,
    /// The first unit of the journey.
    pub from: usize,
    /// How many units.
    pub units: usize,
}

impl Stretch {
    /// How many units of a journey fit into that many cells.
    pub fn fitting(room: u16, all: usize) -> usize {
        let fit = |each: u16| usize::from(room / each).max(1);
        if all <= fit(CLOSEST) { all.max(1) } else { fit(NEAR).min(all) }
    }

    /// The cell of a place along the journey; none where it is out of view.
    pub fn cell(&self, x: f64) -> Option<u16> {
        let cell = self.offset(x);
        let inside = (0..i32::from(self.width)).contains(&cell);
        inside.then(|| self.x + u16::try_from(cell).unwrap_or(0))
    }

    /// The same, from the first cell on, and also out of view.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a map has fewer touchpoints than 2^31"
    )]
    pub fn offset(&self, x: f64) -> i32 {
        ((x - self.from as f64) * f64::from(self.width) / self.units as f64).floor() as i32
    }

    /// The unit after the last one in view.
    pub fn end(&self) -> usize {
        self.from + self.units
    }

    /// The cells of a range of the journey, as far as it is in view: the first
    /// one, and how many.
    #[expect(clippy::cast_precision_loss, reason = "a map has fewer touchpoints than 2^52")]
    pub fn range(&self, start: usize, end: usize) -> (u16, u16) {
        let cell = |x: usize| {
            let cell = self.offset(x as f64).clamp(0, i32::from(self.width));
            u16::try_from(cell).unwrap_or(0)
        };
        (self.x + cell(start), cell(end) - cell(start))
    }

    /// The place along the journey that a cell shows.
    #[expect(clippy::cast_precision_loss, reason = "a map has fewer touchpoints than 2^52")]
    pub fn place(&self, x: u16) -> f64 {
        let cells = f64::from(x) - f64::from(self.x) + 0.5;
        self.from as f64 + cells * self.units as f64 / f64::from(self.width)
    }
}

/// What a row below the curve shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Moments of truth and high risks.
    Marks,
    /// How long the customer waits.
    Wait,
    /// How many leave.
    DropOff,
    /// How handovers feel.
    Handover,
    /// What is beside the route.
    Beside,
}

impl RowKind {
    /// All, the weightiest first.
    pub const ALL: [Self; 5] =
        [Self::Marks, Self::Wait, Self::DropOff, Self::Handover, Self::Beside];

    /// Whether something is in it.
    pub fn is_in(self, facts: Facts) -> bool {
        match self {
            Self::Marks => facts.has(Fact::Truth) || facts.has(Fact::Risk),
            Self::Wait => facts.has(Fact::Wait),
            Self::DropOff => facts.has(Fact::DropOff),
            Self::Handover => facts.has(Fact::Handover),
            Self::Beside => facts.has(Fact::Detour),
        }
    }
}

/// Where the curve and all around it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// From left to right.
    pub stretch: Stretch,
    /// The names of the phases.
    pub phases: Option<u16>,
    /// The names of the stages.
    pub heads: Option<u16>,
    /// Their means and worsts, where these have a row of their own.
    pub figures: Option<u16>,
    /// There is a row for names above the curve.
    pub named_above: bool,
    /// There is one below.
    pub named_below: bool,
    /// The row of +2.
    pub top: u16,
    /// The rows from one emotion to the next.
    pub step: u16,
    /// The rows below the curve.
    pub rows: Vec<(RowKind, u16)>,
    /// What the signs mean.
    pub legend: Option<u16>,
    /// What has the focus, in words: the first row, and how many.
    pub said: Option<(u16, u16)>,
}

impl Sheet {
    /// The row of an emotion.
    pub fn row(&self, emotion: crate::model::Emotion) -> u16 {
        self.top + u16::try_from(2 - emotion.get()).unwrap_or(0) * self.step
    }

    /// The row of 0.
    pub fn zero(&self) -> u16 {
        self.top + 2 * self.step
    }

    /// The row of -2.
    pub fn bottom(&self) -> u16 {
        self.top + 4 * self.step
    }

    /// The row of that kind, if there is one.
    pub fn row_of(&self, kind: RowKind) -> Option<u16> {
        self.rows.iter().find(|(there, _)| *there == kind).map(|(_, y)| *y)
    }
}

/// The blank cells on the left, where the emotions are named or marked.
pub fn margin(width: u16) -> u16 {
    match width {
        WORDS.. => WORDS_MARGIN,
        30.. => MARKS_MARGIN,
        _ => 1,
    }
}

/// Where everything stands on the screen, with the bands that all views have.
pub fn sheet(state: &State) -> (Bands, Sheet) {
    let (width, height) = state.size;
    let x = margin(width);
    let room = width.saturating_sub(x + 1).max(1);
    let all = state.outline.units();
    let units = Stretch::fitting(room, all);
    let last = all.saturating_sub(units);
    let from = match focus(state) {
        Some(focus) => state.scroll.curve.clamp((focus + 1).saturating_sub(units), focus),
        None => 0,
    };
    let stretch = Stretch { x, width: room, from: from.min(last), units };
    levels(height, width, state.outline.facts(), stretch)
}

/// Who gets how many of the rows. What comes first here gives way last.
fn levels(height: u16, width: u16, facts: Facts, stretch: Stretch) -> (Bands, Sheet) {
    let footer = height.saturating_sub(1);
    let notice = if height >= 10 { footer - 1 } else { footer };
    let mut left = notice.saturating_sub(5);
    let mut take = |rows: u16| {
        let fits = left >= rows;
        left -= if fits { rows } else { 0 };
        fits
    };
    let has_heads = take(1);
    let mut said = u16::from(take(1));
    let has_title = take(1);
    // a title alone fills a narrow row
    let is_narrow = width < 60;
    said += u16::from(is_narrow && take(1));
    let mut kinds = RowKind::ALL.into_iter().filter(|kind| kind.is_in(facts)).peekable();
    let mut shown = Vec::new();
    shown.extend(kinds.next_if(|_| take(1)));
    let named_below = take(1);
    let named_above = take(1);
    let has_phases = take(1);
    let has_figures = take(1);
    while let Some(kind) = kinds.next_if(|_| take(1)) {
        shown.push(kind);
    }
    let has_legend = take(1);
    let mut step = 1 + u16::from(take(4));
    said += u16::from(!is_narrow && width < WORDS && take(1));
    let has_about = take(1);
    while take(4) {
        step += 1;
    }
    said += u16::from(width >= WORDS && take(1));
    // what is left is blank: between the parts
    let gaps = [take(1), take(1), take(1)].map(u16::from);

    let mut y = 0;
    let mut row = |wanted: bool| {
        let at = wanted.then_some(y);
        y += u16::from(wanted);
        at
    };
    let title = row(has_title);
    let about = row(has_about);
    row(gaps[0] > 0);
    let phases = row(has_phases);
    let heads = row(has_heads);
    let figures = row(has_figures);
    row(named_above);
    let top = y;
    y += 4 * step + 1 + u16::from(named_below) + gaps[1];
    let rows = shown.into_iter().zip(y..).collect::<Vec<_>>();
    y += u16::try_from(rows.len()).unwrap_or(0);
    let legend = has_legend.then_some(y);
    y += u16::from(has_legend) + gaps[2];
    let said = (said > 0).then_some((y, said));
    let sheet = Sheet {
        stretch,
        phases,
        heads,
        figures,
        named_above,
        named_below,
        top,
        step,
        rows,
        legend,
        said,
    };
    let bands = Bands {
        title,
        about,
        phases,
        heads: heads.unwrap_or(top),
        cards: top,
        cards_end: notice,
        behind_end: notice,
        notice,
        footer,
        ..Bands::default()
    };
    (bands, sheet)
}

/// The unit of the journey that has the focus.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place along the journey is neither below 0 nor beyond 2^52"
)]
fn focus(state: &State) -> Option<usize> {
    let x = state.outline.x(state.focus.column(), state.focus.row())?;
    Some((x as usize).min(state.outline.units().saturating_sub(1)))
}

/// Keeps the focus in view.
pub(super) fn scroll(state: &mut State) {
    if !super::is_too_small(state.size) {
        state.scroll.curve = sheet(state).1.stretch.from;
    }
}

/// Where everything stands that other views have, too.
pub(super) fn plan(state: &State, (bands, sheet): (Bands, Sheet)) -> Plan {
    let stretch = sheet.stretch;
    Plan {
        bands,
        margin: stretch.x,
        columns: columns(state, stretch),
        items: Vec::new(),
        table: None,
        hidden_left: stretch.from,
        hidden_right: state.outline.units().saturating_sub(stretch.end()),
        cursor: cursor(state, &sheet),
    }
}

/// The stages in view, each as wide as its part of the journey.
pub fn columns(state: &State, stretch: Stretch) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut start = 0;
    for column in 0..state.map().stages.len() {
        let units = state.outline.shape(column).map_or(1, |shape| shape.units());
        if start + units > stretch.from && start < stretch.end() {
            let (x, width) = stretch.range(start, start + units);
            columns.push(Column::empty(Some(column), x, width.saturating_sub(1).max(1)));
        }
        start += units;
    }
    columns
}

/// The cell that has the focus.
fn cursor(state: &State, sheet: &Sheet) -> Option<(u16, u16)> {
    let (column, row) = (state.focus.column(), state.focus.row());
    let stage = state.map().stages.get(column)?;
    let x = state.outline.x(column, row)?;
    // a head may begin before what is in view
    let x = sheet.stretch.cell(x).unwrap_or(sheet.stretch.x);
    let y = match row.and_then(|row| stage.touchpoints.get(row)) {
        None => sheet.heads.unwrap_or(sheet.top),
        Some(it) if it.detour => sheet.row_of(RowKind::Beside).unwrap_or(sheet.bottom()),
        Some(it) => it.emotion.map_or(sheet.zero(), |emotion| sheet.row(emotion)),
    };
    Some((x, y))
}

/// The stage, and the card of it or its head, that a cell shows.
pub(super) fn at(state: &State, (x, y): (u16, u16)) -> Option<(usize, Option<usize>)> {
    let (_, sheet) = sheet(state);
    let stretch = sheet.stretch;
    if (x < stretch.x) || x >= stretch.x + stretch.width {
        return None;
    }
    let is_head = |row: Option<u16>| row == Some(y);
    if is_head(sheet.heads) || is_head(sheet.figures) {
        let columns = columns(state, stretch);
        let column = columns.into_iter().rfind(|column| column.x <= x)?;
        return Some((column.stage?, None));
    }
    let last = sheet.rows.last().map_or(sheet.bottom() + 1, |(_, y)| *y);
    if y + u16::from(sheet.named_above) < sheet.top || y > last {
        return None;
    }
    let place = stretch.place(x);
    let is_near = |there: f64| (there - place).abs() <= 0.5;
    let curve = state.outline.curve(stretch.from..stretch.end());
    let near = |a: &f64, b: &f64| (a - place).abs().total_cmp(&(b - place).abs());
    let beside = curve.beside.iter().map(|it| (it.column, it.row, it.x));
    let points = curve.points.iter().map(|it| (it.column, it.row, it.x));
    let found = if sheet.row_of(RowKind::Beside) == Some(y) {
        beside.min_by(|a, b| near(&a.2, &b.2))
    } else {
        points.min_by(|a, b| near(&a.2, &b.2))
    };
    let (column, row, _) = found.filter(|found| is_near(found.2))?;
    state.rows(column).holds(row).then_some((column, Some(row)))
}

/// Scrolls by a unit of the journey; the focus goes along where it would be
/// out of view. Says whether there was more on that side.
pub(super) fn roll(state: &mut State, forward: bool) -> bool {
    let stretch = sheet(state).1.stretch;
    let last = state.outline.units().saturating_sub(stretch.units);
    let from = if forward { stretch.from + 1 } else { stretch.from.wrapping_sub(1) };
    if from > last {
        return false;
    }
    state.scroll.curve = from;
    let Some(focus) = focus(state) else { return true };
    let wanted = focus.clamp(from, from + stretch.units - 1);
    if wanted == focus {
        return true;
    }
    let part = state.outline.curve(from..from + stretch.units);
    let inside = Stretch { from, ..stretch };
    let shown = part
        .points
        .iter()
        .filter(|it| inside.cell(it.x).is_some() && state.rows(it.column).holds(it.row));
    let to = if forward { shown.clone().next() } else { shown.clone().next_back() };
    let to = match (to, part.stages.first(), part.stages.last()) {
        (Some(point), ..) => Some((point.column, Some(point.row))),
        (None, Some(first), _) if !forward => Some((first.column, None)),
        (None, _, Some(last)) => Some((last.column, None)),
        _ => None,
    };
    if let Some((column, row)) = to {
        let map = state.draft.map().clone();
        state.focus.go(&map, column, row);
    }
    true
}
