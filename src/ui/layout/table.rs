//! Where the rows of a table stand. Only what is in view is broken into lines.

use super::window::{self, Window};
use super::{Bands, Plan, fix, list};
use crate::ui::report::Report;
use crate::ui::state::State;
use crate::words::sheet::{Fitted, Line};

/// The first cell of the table; before it stands the sign of a marked card.
const MARGIN: u16 = 1;

/// So many lines of a list stay in view above pictures.
const LEAST_LIST: u16 = 12;

/// A table in view.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What stands over the rows: the row of the screen, and the line.
    pub head: Vec<(u16, Line)>,
    /// The rows in view.
    pub rows: Vec<Item>,
    /// The row of the screen that says how many rows are hidden above, and how
    /// many those are.
    pub hidden_above: Option<(u16, usize)>,
    /// The same of those below.
    pub hidden_below: Option<(u16, usize)>,
    /// What stands below the last one.
    pub below: Vec<(u16, String)>,
    /// The pictures that have room below it.
    pub pictures: Vec<fix::Drawn>,
}

/// A row in view.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Which row, from 0.
    pub row: usize,
    /// Its first row on the screen.
    pub y: u16,
    /// Its lines in view.
    pub lines: Vec<Line>,
    /// How many of its lines are above the screen.
    pub above: usize,
    /// How many are below.
    pub below: usize,
}

impl Table {
    /// The row of the table that stands in a row of the screen.
    pub fn row_at(&self, y: u16) -> Option<usize> {
        let covers = |item: &&Item| {
            usize::from(y) >= item.y.into() && usize::from(y - item.y) < item.lines.len()
        };
        self.rows.iter().find(covers).map(|item| item.row)
    }

    /// How many rows a page is.
    pub fn page(&self) -> usize {
        self.rows.len().max(2) - 1
    }
}

/// Keeps the chosen row in view.
pub(super) fn scroll(state: &mut State) {
    if super::is_too_small(state.size) {
        return;
    }
    let bands = list::below_the_title(super::bands(state.size.1, false, false));
    if let Some(top) = Rows::of(state, bands).map(|rows| rows.window().top) {
        (state.scroll.table, state.scroll.table_of) = (top, state.view);
    }
}

/// Scrolls inside the chosen row, where not all of it is in view; says whether
/// there was anything to scroll.
pub fn scroll_within(state: &mut State, down: bool) -> bool {
    let (Some(table), Some(report)) = (super::plan(state).table, &state.report) else {
        return false;
    };
    let chosen = report.chosen;
    let Some(item) = table.rows.iter().find(|item| item.row == chosen) else { return false };
    let page = item.lines.len().max(2) - 1;
    let line = if down && item.below > 0 {
        item.above + page.min(item.below)
    } else if !down && item.above > 0 {
        item.above.saturating_sub(page)
    } else {
        return false;
    };
    state.scroll.table = (chosen, line);
    true
}

/// Scrolls by a row; the choice goes along where it would be out of view.
/// Says whether there was more on that side.
pub(super) fn roll(state: &mut State, plan: &Plan, down: bool) -> bool {
    let (Some(table), Some(report)) = (&plan.table, &state.report) else { return false };
    let (Some(first), Some(last)) = (table.rows.first(), table.rows.last()) else { return false };
    let count = report.sheet.rows.len();
    let (top, line) = (first.row, first.above);
    let is_end = last.below == 0 && last.row + 1 == count;
    let next = match down {
        true if is_end => return false,
        true if table.rows.len() == 1 && last.below > 0 => (top, line + 1),
        true => (top + 1, 0),
        false if line > 0 => (top, line - 1),
        false if top > 0 => (top - 1, 0),
        false => return false,
    };
    let chosen = report.chosen;
    state.scroll.table = next;
    // what is in view when the first one is chosen
    choose(state, next.0);
    let shown = super::plan(state).table.unwrap_or_default();
    let whole = shown.rows.iter().rfind(|item| item.below == 0).map_or(next.0, |item| item.row);
    choose(state, chosen.clamp(next.0, whole.max(next.0)));
    true
}

fn choose(state: &mut State, row: usize) {
    if let Some(report) = &mut state.report {
        report.chosen = row;
    }
}

/// Where everything stands.
pub(super) fn plan(state: &State, bands: Bands) -> Plan {
    let bands = list::below_the_title(bands);
    let mut plan = Plan::empty(bands, MARGIN);
    let Some(mut rows) = Rows::of(state, bands) else {
        return Plan { table: Some(Table::default()), ..plan };
    };
    let Window { top: (top, mut skipped), says_above, says_below } = rows.window();
    let mut table = Table { head: rows.head(), ..Table::default() };
    let mut y = rows.from + u16::from(says_above);
    table.hidden_above = says_above.then_some((rows.from, top + usize::from(skipped > 0)));
    let end = rows.end.saturating_sub(u16::from(says_below));
    for row in top..rows.count() {
        let room = usize::from(end.saturating_sub(y));
        if room == 0 {
            break;
        }
        let mut lines = rows.fitted.row(row);
        let above = std::mem::take(&mut skipped).min(lines.len());
        lines.drain(..above);
        let below = lines.len().saturating_sub(room);
        lines.truncate(room);
        if row == rows.report.chosen && super::writing(state).is_none() {
            plan.cursor = Some((MARGIN, y));
        }
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        table.rows.push(Item { row, y, lines, above, below });
        y += height;
    }
    let whole = table.rows.iter().rfind(|item| item.below == 0).map_or(top, |item| item.row + 1);
    table.hidden_below = says_below.then(|| (end, rows.count() - whole));
    let is_end = table.rows.last().is_none_or(|it| it.below == 0 && it.row + 1 == rows.count());
    if is_end {
        // a blank row between
        let lines = rows.report.sheet.below.iter().cloned();
        table.below = (y + 1..rows.end).zip(lines).collect();
    }
    // one row below a short list; below a long one always in the same place
    table.pictures = std::mem::take(&mut rows.pictures);
    let is_short = !table.pictures.is_empty() && rows.fit_in(rows.end);
    let first = if is_short { y } else { rows.end } + 1;
    for line in &mut table.pictures {
        (line.x, line.y) = (line.x + MARGIN, line.y + first);
    }
    Plan { table: Some(table), ..plan }
}

/// All rows, each of which is broken into lines when it is asked for.
struct Rows<'a> {
    report: &'a Report,
    fitted: Fitted<'a>,
    height: u16,
    /// The first row of the screen for the head.
    above: u16,
    /// The first row of the screen for rows, and the one after the last.
    from: u16,
    end: u16,
    /// What has room below them.
    pictures: Vec<fix::Drawn>,
    /// What stood at the top.
    before: (usize, usize),
}

impl<'a> Rows<'a> {
    fn of(state: &'a State, bands: Bands) -> Option<Self> {
        let report: &Report = state.report.as_deref()?;
        let width = usize::from(state.size.0.saturating_sub(2 * MARGIN)).max(1);
        let fitted = report.sheet.fit(width);
        // another table begins at its own top
        let before = if state.scroll.table_of == state.view { state.scroll.table } else { (0, 0) };
        let height = state.size.1;
        let (above, end) = (bands.cards, bands.cards_end);
        let mut rows =
            Self { report, fitted, height, above, from: above, end, pictures: Vec::new(), before };
        let head = rows.head();
        rows.from = head.last().map_or(above, |(y, _)| y + 1);
        rows.make_room_for_pictures(width);
        Some(rows)
    }

    /// Below a list that is short anyway, or where enough of it stays in view.
    fn make_room_for_pictures(&mut self, width: usize) {
        let Some(fixes) = &self.report.fixes else { return };
        let list = u16::try_from(self.lines_up_to(LEAST_LIST.into())).unwrap_or(LEAST_LIST);
        let least = self.from + list.min(LEAST_LIST);
        let room = self.end.saturating_sub(least + 1);
        let pictures = fix::pictures(fixes, self.report.chosen, width, room.into());
        let Some(last) = pictures.iter().map(|line| line.y).max() else { return };
        self.end -= last + 2;
        self.pictures = pictures;
    }

    /// Whether all rows end before a row of the screen.
    fn fit_in(&self, end: u16) -> bool {
        let room = usize::from(end.saturating_sub(self.from));
        self.lines_up_to(room) <= room
    }

    /// How many lines all rows have; where that is more than `most`, any
    /// number above it.
    fn lines_up_to(&self, most: usize) -> usize {
        let mut lines = 0;
        for row in 0..self.count() {
            lines += self.lines(row);
            if lines > most {
                break;
            }
        }
        lines
    }

    /// What stands over the rows, as far as the screen is high enough.
    fn head(&self) -> Vec<(u16, Line)> {
        let said = self.fitted.head();
        let most = match self.height {
            _ if self.count() == 0 => said.len(),
            ..10 => 0,
            10..20 => 1,
            _ => 2,
        };
        // a sentence that is cut says nothing
        let said = if said.len() > most { Vec::new() } else { said };
        let mut head: Vec<(u16, Line)> = (self.above..self.end).zip(said).collect();
        let next = head.last().map_or(self.above, |(y, _)| y + 1);
        let gap = u16::from(self.height >= 20);
        let names = self.fitted.names().filter(|_| self.count() > 0 && self.height >= 12);
        head.extend(names.map(|names| (next + gap, names)));
        head
    }

    fn count(&self) -> usize {
        self.report.sheet.rows.len()
    }

    fn lines(&self, row: usize) -> usize {
        self.fitted.row(row).len()
    }

    /// What is in view.
    fn window(&self) -> Window {
        let rows = window::Rows {
            count: self.count(),
            lines: &|row| self.lines(row).max(1),
            room: usize::from(self.end.saturating_sub(self.from)).max(1),
        };
        rows.window(self.report.chosen, self.before)
    }
}
