//! A table as data, and how it stands in a width: side by side in columns,
//! with what has no room there in a line below; or, where there is no room for
//! columns at all, each row in lines of its own.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::model::Address;
use crate::text;

use super::label::in_one_line;

/// Cells between two columns.
const BETWEEN: usize = 2;
/// Below this width there are no columns.
const NARROW: usize = 50;
/// How far the lines below the first of a row are indented, where there are
/// no columns.
const INDENT: usize = 2;

/// How a cell is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// To be read.
    #[default]
    Plain,
    /// What the rows below it belong to.
    Head,
    /// To be looked up.
    Dim,
    /// As one would wish.
    Good,
    /// Not as one would wish.
    Bad,
}

/// What one column says of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    text: String,
    tone: Tone,
    alone: Option<String>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text that is broken into lines: it gets at least so many cells, or as
    /// many as its longest cell has.
    Text(usize),
    /// Words or figures that are never broken.
    Whole,
    /// The same, each ending where the others do.
    Figure,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands over it.
    pub name: Cow<'static, str>,
    /// What it holds.
    pub kind: Kind,
    /// Where there is no room it stands below the row: the highest number
    /// first. None: it stays as long as there are columns.
    pub gives_way: Option<u8>,
    widest: usize,
}

/// A row: what it stands for, and a cell for each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it stands for.
    pub at: Address,
    /// What of that, where several rows stand for one thing.
    pub part: &'static str,
    /// How deep what it is called stands under the rows above.
    pub depth: usize,
    /// The cells, of which the last may be left out.
    pub cells: Vec<Cell>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// A sentence that says what is there.
    pub head: String,
    /// What is said where there is no row: how one comes here.
    pub empty: &'static str,
    /// The rows.
    pub rows: Vec<Row>,
    /// Lines that stand below the table as they are.
    pub below: Vec<String>,
    columns: Vec<Column>,
    /// Which column says what a row is called.
    name: usize,
    /// Each row is one line: what gives way is left out.
    is_brief: bool,
}

/// A table in a width.
#[derive(Debug, Clone)]
pub struct Fitted<'a> {
    sheet: &'a Sheet,
    width: usize,
    /// Each column that has room: which, its first cell, its cells. Empty
    /// where there is no room for columns.
    columns: Vec<(usize, usize, usize)>,
    /// The columns that gave way: what they say stands below the row.
    given: Vec<usize>,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its first cell.
    pub x: usize,
    /// What stands there, safe to show.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// It belongs to the first cell of the row: what that is called.
    pub is_name: bool,
}

/// A line of a table.
pub type Line = Vec<Piece>;

impl Cell {
    /// A cell.
    pub fn new(text: impl AsRef<str>, tone: Tone) -> Self {
        Self { text: shown(text.as_ref()), tone, alone: None }
    }

    /// A cell to be read.
    pub fn plain(text: impl AsRef<str>) -> Self {
        Self::new(text, Tone::Plain)
    }

    /// A cell to be looked up.
    pub fn dim(text: impl AsRef<str>) -> Self {
        Self::new(text, Tone::Dim)
    }

    /// The same, and what it says where the name of its column is not over
    /// it: `effort 2` for `2`.
    #[must_use]
    pub fn alone(self, text: impl AsRef<str>) -> Self {
        Self { alone: Some(shown(text.as_ref())), ..self }
    }

    /// What it says under the name of its column.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn text_alone(&self) -> &str {
        self.alone.as_deref().unwrap_or(&self.text)
    }
}

impl Column {
    /// A column that stays.
    pub fn new(name: impl Into<Cow<'static, str>>, kind: Kind) -> Self {
        let name = match name.into() {
            Cow::Borrowed(ours) => Cow::Borrowed(ours),
            Cow::Owned(theirs) => Cow::Owned(shown(&theirs)),
        };
        Self { name, kind, gives_way: None, widest: 0 }
    }

    /// A column that gives way.
    pub fn giving_way(name: impl Into<Cow<'static, str>>, kind: Kind, rank: u8) -> Self {
        Self { gives_way: Some(rank), ..Self::new(name, kind) }
    }

    /// The cells that it must have.
    fn least(&self) -> usize {
        let name = text::width(&self.name);
        match self.kind {
            Kind::Text(least) => self.widest.min(least).max(name),
            Kind::Whole | Kind::Figure => self.widest.max(name),
        }
    }
}

impl Sheet {
    /// A table without rows.
    pub fn new(head: String, empty: &'static str, columns: Vec<Column>) -> Self {
        Self { head, empty, rows: Vec::new(), below: Vec::new(), columns, name: 0, is_brief: false }
    }

    /// The same, where rows are called what that column says, from 0, and not
    /// what the first says.
    #[must_use]
    pub fn named_by(self, column: usize) -> Self {
        Self { name: column, ..self }
    }

    /// The same, where what gives way is left out and has no line below: a
    /// list of things that one looks at for themselves.
    #[must_use]
    pub fn brief(self) -> Self {
        Self { is_brief: true, ..self }
    }

    /// Adds a row, the only one of its thing.
    pub fn push(&mut self, at: Address, cells: Vec<Cell>) {
        self.push_part(at, "", cells);
    }

    /// Adds a row, one of several of a thing.
    pub fn push_part(&mut self, at: Address, part: &'static str, cells: Vec<Cell>) {
        self.push_row(Row { at, part, depth: 0, cells });
    }

    /// Adds a row, under the last one that is less deep.
    pub fn push_under(&mut self, at: Address, depth: usize, cells: Vec<Cell>) {
        self.push_row(Row { at, part: "", depth, cells });
    }

    fn push_row(&mut self, row: Row) {
        for (n, (column, cell)) in self.columns.iter_mut().zip(&row.cells).enumerate() {
            let indent = if n == 0 { INDENT * row.depth } else { 0 };
            column.widest = column.widest.max(text::width(&cell.text) + indent);
        }
        self.rows.push(row);
    }

    /// The table in so many cells. Costs the same for any number of rows.
    pub fn fit(&self, width: usize) -> Fitted<'_> {
        // a column in which nothing stands takes no room
        let mut there: Vec<usize> =
            (0..self.columns.len()).filter(|&at| self.columns[at].widest > 0).collect();
        let needs = |there: &[usize]| {
            let cells: usize = there.iter().map(|&at| self.columns[at].least()).sum();
            cells + BETWEEN * there.len().saturating_sub(1)
        };
        let mut given = Vec::new();
        while width >= NARROW && needs(&there) > width {
            let next = there.iter().copied().filter(|&at| self.columns[at].gives_way.is_some());
            let Some(next) = next.max_by_key(|&at| self.columns[at].gives_way) else { break };
            there.retain(|&at| at != next);
            if !self.is_brief {
                given.push(next);
            }
        }
        given.sort_unstable();
        let needed = needs(&there);
        if width < NARROW || needed > width || there.is_empty() {
            return Fitted { sheet: self, width, columns: Vec::new(), given: Vec::new() };
        }
        let mut widths: Vec<usize> = there.iter().map(|&at| self.columns[at].least()).collect();
        for _ in needed..width {
            // the narrowest that could use one more
            let grows = (0..there.len()).filter(|&n| widths[n] < self.columns[there[n]].widest);
            let Some(narrowest) = grows.min_by_key(|&n| widths[n]) else { break };
            widths[narrowest] += 1;
        }
        let mut x = 0;
        let placed = there.iter().zip(widths).map(|(&at, width)| {
            let column = (at, x, width);
            x += width + BETWEEN;
            column
        });
        Fitted { sheet: self, width, columns: placed.collect(), given }
    }

    /// All of it as lines of plain text, `width` cells wide.
    pub fn print(&self, width: usize) -> Vec<String> {
        let fitted = self.fit(width);
        let mut lines: Vec<String> = fitted.head().iter().map(plain).collect();
        if !self.rows.is_empty() {
            lines.push(String::new());
            lines.extend(fitted.names().iter().map(plain));
            let rows = (0..self.rows.len()).flat_map(|row| fitted.row(row));
            lines.extend(rows.map(|line| plain(&line)));
        }
        if !self.below.is_empty() {
            lines.push(String::new());
            lines.extend(self.below.iter().map(|line| text::clip(line, width).into_owned()));
        }
        lines
    }
}

impl Fitted<'_> {
    /// The sentence over the table; without a row, how one comes here.
    pub fn head(&self) -> Vec<Line> {
        let (said, tone) = match self.sheet.rows.is_empty() {
            true => (self.sheet.empty, Tone::Plain),
            false => (self.sheet.head.as_str(), Tone::Dim),
        };
        let line = |text| vec![Piece { x: 0, text, tone, is_name: false }];
        wrapped(said, self.width).map(line).collect()
    }

    /// The names over the columns; none where there are no columns.
    pub fn names(&self) -> Option<Line> {
        let piece = |&(at, x, width): &(usize, usize, usize)| {
            let column = &self.sheet.columns[at];
            let text = column.name.to_string();
            let x = if column.kind == Kind::Figure { x + width - text::width(&text) } else { x };
            Piece { x, text, tone: Tone::Dim, is_name: false }
        };
        (!self.columns.is_empty()).then(|| self.columns.iter().map(piece).collect())
    }

    /// The lines of a row, from 0; none where there is no such row.
    pub fn row(&self, row: usize) -> Vec<Line> {
        let Some(row) = self.sheet.rows.get(row) else { return Vec::new() };
        if self.columns.is_empty() { self.stacked(row) } else { self.in_columns(row) }
    }

    fn in_columns(&self, row: &Row) -> Vec<Line> {
        let mut lines: Vec<Line> = vec![Line::new()];
        let mut under = 0;
        for &(at, x, width) in &self.columns {
            let Some(cell) = row.cells.get(at).filter(|cell| !cell.text.is_empty()) else {
                continue;
            };
            let is_name = at == self.sheet.name;
            let indent = if is_name { indented(row.depth, width) } else { 0 };
            let (x, width) = (x + indent, width - indent);
            if is_name {
                under = x;
            }
            let mut put = |line: usize, x: usize, text: String| {
                if lines.len() <= line {
                    lines.resize(line + 1, Line::new());
                }
                lines[line].push(Piece { x, text, tone: cell.tone, is_name });
            };
            match self.sheet.columns[at].kind {
                Kind::Text(_) => {
                    for (n, text) in wrapped(&cell.text, width).enumerate() {
                        put(n, x, text);
                    }
                }
                Kind::Whole => put(0, x, cell.text.clone()),
                Kind::Figure => put(0, x + width - text::width(&cell.text), cell.text.clone()),
            }
        }
        let given = self.given.iter().filter_map(|&at| row.cells.get(at));
        self.facts(given, under, &mut lines);
        lines
    }

    /// What the row is called, and below it all the rest.
    fn stacked(&self, row: &Row) -> Vec<Line> {
        let at = self.sheet.name;
        let Some(name) = row.cells.get(at) else { return Vec::new() };
        let rest = row.cells.iter().skip(at + 1);
        let under = indented(row.depth, self.width);
        // what stands before the name, such as a number, stays before it
        let mut lines = vec![Line::new()];
        let mut x = under;
        for cell in row.cells[..at].iter().filter(|cell| !cell.text.is_empty()) {
            let text = text::clip(&cell.text, self.width.saturating_sub(x)).into_owned();
            let width = text::width(&text) + 1;
            lines[0].push(Piece { x, text, tone: cell.tone, is_name: false });
            x += width;
        }
        let x = if x < self.width { x } else { 0 };
        for (n, text) in wrapped(&name.text, self.width - x).enumerate() {
            if lines.len() <= n {
                lines.push(Line::new());
            }
            lines[n].push(Piece { x, text, tone: name.tone, is_name: true });
        }
        self.facts(rest, under, &mut lines);
        lines
    }

    /// What cells say without the names of their columns, in lines of their
    /// own below the name, which begins at the cell `under`.
    fn facts<'c>(
        &self,
        cells: impl Iterator<Item = &'c Cell>,
        under: usize,
        lines: &mut Vec<Line>,
    ) {
        let indent = under + indented(1, self.width - under);
        let room = self.width - indent;
        let mut line = Line::new();
        for cell in cells.filter(|cell| !cell.text_alone().is_empty()) {
            let said = cell.text_alone();
            // what needs no attention steps back behind the name
            let tone = if cell.tone == Tone::Plain { Tone::Dim } else { cell.tone };
            let end = line.last().map(|last: &Piece| last.x + text::width(&last.text));
            let at = end.map_or(indent, |end| end + 3);
            if let Some(end) = end.filter(|_| at + text::width(said) <= self.width) {
                let text = " · ".to_owned();
                line.push(Piece { x: end, text, tone: Tone::Dim, is_name: false });
                line.push(Piece { x: at, text: said.to_owned(), tone, is_name: false });
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for text in wrapped(said, room) {
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(Piece { x: indent, text, tone, is_name: false });
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
}

/// A line as plain text.
pub fn plain(line: &Line) -> String {
    let mut out = String::new();
    let mut end = 0;
    for piece in line {
        out.extend(std::iter::repeat_n(' ', piece.x.saturating_sub(end)));
        out.push_str(&piece.text);
        end = piece.x.max(end) + text::width(&piece.text);
    }
    out.truncate(out.trim_end().len());
    out
}

/// The cells before what a row is called; none where there is no room.
fn indented(depth: usize, width: usize) -> usize {
    let indent = INDENT * depth;
    if width < 5 * indent { 0 } else { indent }
}

fn shown(text: &str) -> String {
    text::display(&in_one_line(text)).into_owned()
}

/// Lines of at most `width` cells. A single cluster may be wider than that;
/// it is left out.
fn wrapped(said: &str, width: usize) -> impl Iterator<Item = String> {
    let rows = text::wrap(said, width.max(1)).into_iter();
    rows.map(move |range| text::clip(said[range].trim_end(), width).into_owned())
}
