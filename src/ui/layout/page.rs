//! Where the rows of an open page stand.

use crate::text;
use crate::ui::field::FieldLayout;
use crate::ui::form::{Group, Page, Row, Side, Target};
use crate::ui::look::Role;
use crate::ui::state::State;
use crate::ui::writing::{Slot, Writing};

/// From this width on there are two columns.
const TWO: u16 = 96;
/// How many lines a value may take.
const MOST: usize = 6;
/// How many words are offered while something is typed.
const OFFERS: usize = 6;
/// Rows over the groups: where it is, and what it is.
const ABOVE: u16 = 3;
/// Lines that stay in view above and below the chosen row.
const AROUND: usize = 2;

/// The page on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct PagePlan {
    /// There is no room for a line that says where one is.
    pub is_low: bool,
    /// The rows of all groups, one after the other.
    pub rows: Vec<Row>,
    /// One column, or two.
    pub columns: Vec<PageColumn>,
    /// The first row of the groups.
    pub top: u16,
    /// The row after the last.
    pub end: u16,
    /// Where the cursor stands.
    pub cursor: Option<(u16, u16)>,
}

/// A column of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageColumn {
    /// Its first cell.
    pub x: u16,
    /// How many cells it is wide.
    pub width: u16,
    /// All of its lines.
    pub lines: Vec<PageLine>,
    /// The first one in view.
    pub first: usize,
}

/// A line of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct PageLine {
    /// Which of the rows it belongs to; none for heads.
    pub row: Option<usize>,
    /// What stands there.
    pub what: PageText,
}

/// What stands on a line.
#[derive(Debug, Clone, PartialEq)]
pub enum PageText {
    /// The head over a group.
    Head(String),
    /// The first line of a row, or one that goes on.
    Value {
        /// It is the first.
        is_first: bool,
        /// Safe to show.
        text: String,
    },
    /// What is typed into the row.
    Typed {
        /// It is the first line.
        is_first: bool,
        /// Safe to show.
        text: String,
        /// How it looks.
        role: Role,
        /// The cell of the cursor, where it stands on this line.
        cursor: Option<u16>,
    },
    /// What the map uses already and may be meant.
    Offers(String),
    /// What else there is to say of a row, or of a list.
    Below(String, Role),
    /// Nothing, between two groups.
    Blank,
}

impl PageColumn {
    /// Cells for the names of fields.
    pub fn label(&self) -> u16 {
        label_width(self.width)
    }

    /// Cells for the values, on which texts are broken.
    pub fn room(&self) -> usize {
        usize::from(self.width.saturating_sub(self.label())).max(4)
    }
}

impl PagePlan {
    /// The row at a cell.
    pub fn row_at(&self, x: u16, y: u16) -> Option<usize> {
        let column = self.columns.get(self.column_at(x)?)?;
        let line = (self.top..self.end).contains(&y).then(|| usize::from(y - self.top))?;
        // what says how many lines are hidden covers the last one
        let says_more = column.hidden_below(self.room()) > 0 && line + 1 == self.room();
        column.lines.get(column.first + line).filter(|_| !says_more)?.row
    }

    /// The column at a cell; the last one goes on to the edge of the screen.
    pub fn column_at(&self, x: u16) -> Option<usize> {
        self.columns.iter().rposition(|column| column.x <= x + 1)
    }

    /// How many lines there is room for.
    pub fn room(&self) -> usize {
        usize::from(self.end.saturating_sub(self.top))
    }

    /// Where the values of a row begin.
    pub fn value_at(&self, column: &PageColumn, row: usize) -> u16 {
        let is_folded = self.rows.get(row).is_some_and(|row| row.target == Target::Folded);
        if is_folded { column.x } else { column.x + column.label() }
    }

    fn cursor_in(&self, column: &PageColumn, chosen: usize) -> Option<(u16, u16)> {
        let lines = (self.top..).zip(column.lines.iter().skip(column.first).take(self.room()));
        let mut found = None;
        for (y, line) in lines {
            match &line.what {
                PageText::Typed { cursor: Some(cell), .. } => {
                    return Some((column.x + column.label() + cell, y));
                }
                PageText::Value { is_first: true, .. } if line.row == Some(chosen) => {
                    found = Some((self.value_at(column, chosen), y));
                }
                _ => {}
            }
        }
        found
    }
}

impl PageColumn {
    /// How many lines are hidden below.
    pub fn hidden_below(&self, room: usize) -> usize {
        self.lines.len().saturating_sub(self.first + room)
    }

    /// The lines of a row; where something is typed, the one of the cursor.
    fn lines_of(&self, row: usize) -> Option<(usize, usize)> {
        let typed = |line: &PageLine| matches!(line.what, PageText::Typed { cursor: Some(_), .. });
        if let Some(at) = self.lines.iter().position(typed) {
            return Some((at, at));
        }
        let is_it = |line: &PageLine| line.row == Some(row);
        Some((self.lines.iter().position(is_it)?, self.lines.iter().rposition(is_it)?))
    }

    /// The first line in view: as before, but so that the chosen row is in
    /// view, with some lines around it.
    fn first(&self, before: usize, chosen: usize, room: usize) -> usize {
        let most = self.lines.len().saturating_sub(room);
        let before = before.min(most);
        let Some((start, end)) = self.lines_of(chosen) else { return before };
        let around = AROUND.min(room / 4);
        // a line says how many are hidden below
        let least = (end + around + 2).saturating_sub(room).min(most);
        let start = start.saturating_sub(around);
        before.max(least).min(start).min(most)
    }
}

/// Where everything stands.
pub fn plan(state: &State, page: &Page) -> PagePlan {
    let (columns, height) = state.size;
    let groups = page.groups(state.map(), state.look);
    let is_low = height < 12;
    let top = if is_low { 1 } else { ABOVE };
    let has_right = groups.iter().any(|group| group.side == Side::Right);
    let width = columns.saturating_sub(2);
    let two = columns >= TWO && has_right;
    let each = if two { (width - 3) / 2 } else { width };
    let end = super::bands(height, false, false).notice;
    let mut plan =
        PagePlan { is_low, rows: Vec::new(), columns: Vec::new(), top, end, cursor: None };
    let room = plan.room();
    let mut count = 0;
    let sides: &[Side] = if two { &[Side::Left, Side::Right] } else { &[Side::Left] };
    // down the left, down the right, as they are counted
    for side in sides {
        let of_side = groups.iter().filter(|group| group.side == *side || !two);
        plan.rows.extend(of_side.flat_map(|group| group.rows.clone()));
    }
    for (n, side) in sides.iter().enumerate() {
        let of_side: Vec<&Group> =
            groups.iter().filter(|group| group.side == *side || !two).collect();
        let x = 1 + if n == 1 { each + 3 } else { 0 };
        let lines = lines(state, page, &of_side, each, &mut count);
        let mut column = PageColumn { x, width: each, lines, first: 0 };
        column.first = column.first(page.top[n], page.chosen, room);
        plan.cursor = plan.cursor_in(&column, page.chosen).or(plan.cursor);
        plan.columns.push(column);
    }
    plan
}

/// Keeps the chosen row in view.
pub(super) fn scroll(state: &mut State) {
    let Some(open) = state.pages.last() else { return };
    let plan = plan(state, open);
    if let Some(page) = state.pages.last_mut() {
        for (top, column) in page.top.iter_mut().zip(&plan.columns) {
            *top = column.first;
        }
    }
}

/// Turns the column of the chosen row by as many lines as are in view; the
/// choice goes along, at the ends to the first or last row.
pub fn turn(state: &mut State, forward: bool) {
    let Some(open) = state.pages.last() else { return };
    let plan = plan(state, open);
    let chosen = open.chosen;
    let holds = |column: &PageColumn| column.lines.iter().any(|line| line.row == Some(chosen));
    let Some(n) = plan.columns.iter().position(holds) else { return };
    let column = &plan.columns[n];
    // the last line in view may only say how many are hidden
    let by = plan.room().saturating_sub(2).max(1);
    let Some(at) = column.lines.iter().position(|line| line.row == Some(chosen)) else { return };
    let to = if forward { at + by } else { at.saturating_sub(by) };
    let rows = column.lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.row?)));
    let is_ahead = |row: usize| if forward { row > chosen } else { row < chosen };
    let next = rows.filter(|(_, row)| is_ahead(*row)).min_by_key(|(at, _)| at.abs_diff(to));
    let Some((_, row)) = next else { return };
    let most = column.lines.len().saturating_sub(plan.room());
    let top = if forward { column.first + by } else { column.first.saturating_sub(by) };
    if let Some(page) = state.pages.last_mut() {
        page.chosen = row;
        page.top[n] = top.min(most);
    }
}

/// Scrolls the column at `x` by so many lines; the choice goes with it where
/// it would be out of view.
pub fn roll(state: &mut State, x: u16, by: isize) {
    let Some(open) = state.pages.last() else { return };
    let plan = plan(state, open);
    let Some(n) = plan.column_at(x) else { return };
    let Some(column) = plan.columns.get(n) else { return };
    let room = plan.room();
    let most = column.lines.len().saturating_sub(room);
    let to = column.first.saturating_add_signed(by).min(most);
    let chosen = open.chosen;
    let mut rows: Vec<usize> = column.lines.iter().filter_map(|line| line.row).collect();
    rows.dedup();
    let is_here = rows.contains(&chosen);
    rows.sort_by_key(|row| row.abs_diff(chosen));
    let stays = rows.into_iter().find(|row| column.first(to, *row, room) == to);
    if let Some(page) = state.pages.last_mut() {
        page.top[n] = to;
        page.chosen = stays.filter(|_| is_here).unwrap_or(chosen);
    }
}

/// Cells for the names of fields, in a column that wide.
fn label_width(column: u16) -> u16 {
    match column {
        0..30 => 7,
        30..46 => 13,
        _ => 17,
    }
}

/// The lines of one column.
fn lines(
    state: &State,
    page: &Page,
    groups: &[&Group],
    width: u16,
    count: &mut usize,
) -> Vec<PageLine> {
    let room = usize::from(width.saturating_sub(label_width(width))).max(4);
    let mut lines = Vec::new();
    for group in groups {
        if !lines.is_empty() {
            lines.push(PageLine { row: None, what: PageText::Blank });
        }
        if !group.title.is_empty() {
            lines.push(PageLine { row: None, what: PageText::Head(group.title.clone()) });
        }
        for row in &group.rows {
            let number = Some(*count);
            *count += 1;
            if let Some(writing) = typed_here(state, page, row) {
                typed(&mut lines, number, writing, room);
                continue;
            }
            let room = if row.label.is_empty() && matches!(row.target, Target::Folded) {
                usize::from(width)
            } else {
                room
            };
            let mut wrapped: Vec<String> = Vec::new();
            for part in row.value.split('\n') {
                let shown = text::display(part);
                let lines = text::wrap_clipped(&shown, room, MOST);
                wrapped.extend(lines.into_iter().map(std::borrow::Cow::into_owned));
            }
            if wrapped.is_empty() {
                wrapped.push(String::new());
            }
            for (n, text) in wrapped.into_iter().enumerate() {
                let what = PageText::Value { is_first: n == 0, text };
                lines.push(PageLine { row: number, what });
            }
            if let Some((text, role)) = &row.below {
                for text in text::wrap_clipped(&text::display_lines(text), room, MOST) {
                    let what = PageText::Below(text.into_owned(), *role);
                    lines.push(PageLine { row: None, what });
                }
            }
        }
    }
    lines
}

fn typed_here<'a>(state: &'a State, page: &Page, row: &Row) -> Option<&'a Writing> {
    let writing = super::writing(state)?;
    match (&writing.slot, &row.target) {
        (Slot::Field { at, way }, Target::Field { way: here, .. })
            if *at == page.at && way == here =>
        {
            Some(writing)
        }
        _ => None,
    }
}

fn typed(lines: &mut Vec<PageLine>, number: Option<usize>, writing: &Writing, room: usize) {
    let FieldLayout { lines: ranges, cursor } = writing.field.layout(room);
    for (n, range) in ranges.into_iter().enumerate() {
        let text = text::display(writing.field.text()[range].trim_end()).into_owned();
        let at = (cursor.1 == n).then(|| u16::try_from(cursor.0).unwrap_or(0));
        let what = PageText::Typed { is_first: n == 0, text, role: writing.role(), cursor: at };
        lines.push(PageLine { row: number, what });
    }
    let offers = writing.suggestions();
    if !offers.is_empty() {
        let shown: Vec<&str> = offers.into_iter().take(OFFERS).collect();
        let line = |offers: String| PageLine { row: None, what: PageText::Offers(offers) };
        if writing.is_links {
            // whole sentences: one a line
            lines.extend(shown.into_iter().map(|offer| line(offer.to_owned())));
        } else {
            lines.push(line(shown.join("   ")));
        }
    }
}
