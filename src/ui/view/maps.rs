//! The list of maps.

use ratatui::layout::Rect;

use crate::insight::Standing;
use crate::model::JourneyMap;
use crate::ui::layout::{self, maps::MapsPlan};
use crate::ui::look::{Marks, Role};
use crate::ui::maps::{Line, MapRow, Maps};
use crate::ui::state::State;
use crate::words;

use super::bars::cells;
use super::pen::Pen;

/// Cells of a column of figures.
const FIGURE: u16 = 8;
/// Cells for the lowest emotion, the number of late actions, and the priority.
const SMALL: u16 = 6;
/// Cells for the day of the review.
const REVIEW: u16 = 11;
/// From this width on persona and tags have room.
const WIDE: u16 = 170;
/// A title has at least so many cells, and at least three tenths of the screen.
const TITLE: u16 = 20;
/// Where a line begins; before it stands the sign of the open map.
const LEFT: u16 = 3;

/// A column behind the title.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Priority,
    Persona,
    Rated,
    Goals,
    Owners,
    Worst,
    Breaks,
    Late,
    Review,
    Tags,
}

impl Column {
    /// All, from left to right.
    const ALL: [Self; 10] = [
        Self::Priority,
        Self::Persona,
        Self::Rated,
        Self::Goals,
        Self::Owners,
        Self::Worst,
        Self::Breaks,
        Self::Late,
        Self::Review,
        Self::Tags,
    ];
    /// What is left out where there is no room, the first one first.
    const GIVE_WAY: [Self; 10] = [
        Self::Tags,
        Self::Priority,
        Self::Owners,
        Self::Goals,
        Self::Persona,
        Self::Rated,
        Self::Worst,
        Self::Review,
        Self::Late,
        Self::Breaks,
    ];

    fn cells(self, width: u16) -> u16 {
        match self {
            Self::Persona if width >= WIDE => 32,
            Self::Persona => 20,
            Self::Tags if width >= WIDE => 30,
            Self::Tags => 16,
            Self::Rated | Self::Goals | Self::Owners | Self::Breaks => FIGURE,
            Self::Worst | Self::Late | Self::Priority => SMALL,
            Self::Review => REVIEW,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Persona | Self::Tags => "",
            Self::Rated => words::RATED,
            Self::Goals => words::GOALS,
            Self::Owners => words::OWNERS,
            Self::Worst => words::WORST,
            Self::Breaks => words::BREAKS,
            Self::Late => words::LATE,
            Self::Review => words::REVIEW,
            Self::Priority => words::PRIORITY,
        }
    }

    /// Whether what stands in it ends where the others end.
    fn is_figure(self) -> bool {
        !matches!(self, Self::Persona | Self::Review | Self::Tags)
    }
}

/// The columns that have room: which, its first cell, its cells.
struct Columns {
    title: u16,
    there: Vec<(Column, u16, u16)>,
}

impl Columns {
    fn has(&self, column: Column) -> bool {
        self.there.iter().any(|(it, ..)| *it == column)
    }
}

fn columns(width: u16, maps: &Maps) -> Columns {
    // in a list without breaks, late actions, priorities nobody misses their column
    let has_any = |column: &Column| match column {
        Column::Breaks => maps.rows.iter().any(|row| row.listed.standing.breaks > 0),
        Column::Late => maps.rows.iter().any(|row| row.listed.standing.overdue > 0),
        Column::Priority => maps.rows.iter().any(|row| row.listed.standing.priority.is_some()),
        _ => true,
    };
    let mut there: Vec<Column> = Column::ALL.into_iter().filter(has_any).collect();
    let end = width.saturating_sub(LEFT + 3);
    let least = TITLE.max(width * 3 / 10);
    let needs = |there: &[Column]| there.iter().map(|it| it.cells(width)).sum::<u16>();
    for column in Column::GIVE_WAY {
        if needs(&there) + least <= end {
            break;
        }
        there.retain(|it| *it != column);
    }
    let title = end.saturating_sub(needs(&there));
    let mut x = LEFT + title + 2;
    let there = there.into_iter().map(|column| {
        let (at, cells) = (x, column.cells(width));
        x += cells;
        (column, at, cells)
    });
    Columns { title, there: there.collect() }
}

/// Draws the list; says where the cursor stands.
pub(super) fn maps(pen: &mut Pen<'_>, state: &State, maps: &Maps) -> Option<(u16, u16)> {
    let width = pen.width();
    let columns = columns(width, maps);
    let MapsPlan { is_low, top, end, first } = layout::maps::plan(state, maps);
    head(pen, maps, &columns, is_low);
    let rows = &maps.rows;
    if maps.lines.is_empty() {
        let line = if rows.is_empty() { words::NO_MAPS } else { words::NO_SUCH_MAP };
        pen.write(LEFT, top, width - LEFT, Role::Dim, line);
    }
    let mut cursor = None;
    let titles = titles(rows);
    for (y, (at, line)) in (top..end).zip(maps.lines.iter().enumerate().skip(first)) {
        let is_chosen = at == maps.chosen;
        if is_chosen {
            cursor = Some((LEFT, y));
        }
        match line {
            Line::Map(number) => {
                if let Some((row, title)) = rows.get(*number).zip(titles.get(*number)) {
                    map_line(pen, state, row, title, &columns, y, is_chosen);
                }
            }
            Line::Hit { title, field, text, .. } => {
                let x = LEFT + 2;
                let room = width.saturating_sub(x + 1);
                let taken = pen.write(x, y, room.min(width / 2), Role::Text, title);
                if is_chosen {
                    pen.restyle(x, y, taken.max(1), Role::Focus);
                }
                if *field != "title" && *field != "name" && !field.is_empty() {
                    let found = words::found_in(field, &text.replace('\n', " "));
                    pen.write(x + taken + 2, y, room.saturating_sub(taken + 2), Role::Dim, &found);
                }
            }
            Line::More(more) => {
                pen.write(LEFT + 2, y, width - LEFT - 2, Role::Dim, &words::more_rows(*more));
            }
            Line::TrashHead => {
                let taken = pen.write(LEFT, y, width - LEFT, Role::Group, words::IN_THE_TRASH) + 1;
                let rule = if pen.look.marks == Marks::Ascii { "-" } else { "─" };
                let x = LEFT + taken;
                pen.fill(x, y, width.saturating_sub(x + 1), Role::GroupLine, rule);
            }
            Line::Trash(number) => {
                let Some(deleted) = maps.trash.get(*number) else { continue };
                let taken = pen.write(LEFT, y, columns.title, Role::Dim, &deleted.name);
                if is_chosen {
                    pen.restyle(LEFT, y, taken.max(1), Role::Focus);
                }
                let x = LEFT + taken + 2;
                let when = words::deleted_at(&deleted.when);
                pen.write(x, y, width.saturating_sub(x), Role::Dim, &when);
            }
        }
    }
    if !is_low {
        about_chosen(pen, maps, &columns, end);
    }
    cursor
}

fn head(pen: &mut Pen<'_>, maps: &Maps, columns: &Columns, is_low: bool) {
    let width = pen.width();
    pen.clear(Rect::new(0, 0, width, 1));
    let mut x = 1 + pen.write(1, 0, width - 1, Role::Head, words::MAPS) + 2;
    let count = if maps.is_read {
        words::maps_count(maps.rows.len())
    } else {
        words::READING_MAPS.to_owned()
    };
    x += pen.write(x, 0, width.saturating_sub(x), Role::Dim, &count) + 2;
    if !maps.typed.is_empty() {
        let found = format!("{} {}", words::FIND_IN_MAPS, maps.typed);
        pen.write(x, 0, width.saturating_sub(x), Role::Warning, &found);
    }
    if !maps.lines.iter().any(|line| matches!(line, Line::Map(_))) {
        return;
    }
    let y = if is_low { 0 } else { 2 };
    for (column, at, cells) in &columns.there {
        let at = if column.is_figure() { at + cells - 2 } else { at + 1 };
        let begins = if column.is_figure() {
            at.saturating_sub(u16::try_from(column.name().len()).unwrap_or(0))
        } else {
            at
        };
        // on a low screen the names stand beside the head, as far as they can
        if is_low && begins < x {
            continue;
        }
        pen.write(begins, y, cells - 1, Role::Dim, column.name());
    }
}

fn map_line(
    pen: &mut Pen<'_>,
    state: &State,
    row: &MapRow,
    (title, is_taken): &(String, bool),
    columns: &Columns,
    y: u16,
    is_chosen: bool,
) {
    let listed = &row.listed;
    let width = pen.width();
    if state.file.as_ref() == Some(&listed.path) {
        let sign = if pen.look.marks == Marks::Ascii { ">" } else { "▸" };
        pen.write(1, y, 1, Role::Curve, sign);
    }
    let map = match &listed.map {
        Ok(map) => map,
        Err(why) => {
            let taken = pen.write(LEFT, y, columns.title, Role::Text, &listed.name);
            if is_chosen {
                pen.restyle(LEFT, y, taken.max(1), Role::Focus);
            }
            let x = LEFT + taken + 2;
            let why = words::cannot_be_read(why);
            pen.write(x, y, width.saturating_sub(x + 1), Role::Error, &why);
            return;
        }
    };
    let title = match is_taken {
        true => words::title_with_name(title, &listed.name, columns.title.into()),
        false => title.clone(),
    };
    let mut taken = pen.write(LEFT, y, columns.title, Role::Text, &title);
    if is_chosen {
        pen.restyle(LEFT, y, taken.max(1), Role::Focus);
    }
    if !columns.has(Column::Persona) {
        // where there is no column for it, behind the title
        taken += 2;
        let room = columns.title.saturating_sub(taken);
        if cells(&map.persona.name).min(6) <= room {
            pen.write(LEFT + taken, y, room, Role::Dim, &map.persona.name);
        }
    }
    for (column, at, cells) in &columns.there {
        let (text, role) = in_column(*column, map, &listed.standing);
        if column.is_figure() {
            pen.write_before(at + cells - 2, y, role, &text);
        } else {
            let at = at + u16::from(*column == Column::Review);
            pen.write(at, y, cells - 1, role, &text);
        }
    }
}

/// The title of each map, and whether another one has the same; the name of one
/// that cannot be read.
fn titles(rows: &[MapRow]) -> Vec<(String, bool)> {
    let none = JourneyMap::default();
    let maps =
        rows.iter().map(|row| (row.listed.map.as_deref().unwrap_or(&none), &*row.listed.name));
    words::titles_in_list(maps)
}

/// What a column says of a map, and how it looks.
fn in_column(column: Column, map: &JourneyMap, standing: &Standing) -> (String, Role) {
    let summary = &standing.summary;
    let share = |have: usize, of: usize| {
        (format!("{have}/{of}"), if have < of { Role::Text } else { Role::Dim })
    };
    let number = |number: usize, role: Role| match number {
        0 => (String::new(), Role::Dim),
        number => (number.to_string(), role),
    };
    match column {
        Column::Persona => (map.persona.name.to_string(), Role::Dim),
        Column::Rated => share(summary.rated, summary.on_route),
        Column::Goals => share(summary.goals, summary.touchpoints),
        Column::Owners => share(summary.owners, summary.touchpoints),
        Column::Worst => match summary.worst {
            None => ("–".to_owned(), Role::Dim),
            Some(felt) => (words::signed(felt), Role::Felt(Some(felt))),
        },
        Column::Breaks => number(standing.breaks, Role::Text),
        Column::Late => number(standing.overdue, Role::Warning),
        Column::Review => {
            let is_late = standing.review.is_some_and(|review| review.days < 0);
            let role = if is_late { Role::Warning } else { Role::Dim };
            (words::review_due(standing.review), role)
        }
        Column::Priority => {
            number(standing.priority.map_or(0, |priority| priority.get().into()), Role::Dim)
        }
        Column::Tags => (words::tags(map), Role::Dim),
    }
}

/// What the chosen map is about, and where it is.
fn about_chosen(pen: &mut Pen<'_>, maps: &Maps, columns: &Columns, y: u16) {
    let Some(row) = maps.row() else { return };
    let width = pen.width();
    let room = width.saturating_sub(LEFT + 1);
    if let Ok(map) = &row.listed.map {
        let scope = words::scope(&map.scope.from, &map.scope.to);
        let mut x = LEFT + pen.write(LEFT, y + 1, room, Role::Text, &scope);
        if !map.decision.is_empty() {
            x += if scope.is_empty() { 0 } else { 3 };
            let decision = words::decision(&map.decision);
            pen.write(x, y + 1, width.saturating_sub(x + 1), Role::Dim, &decision);
        }
    }
    let mut x = LEFT;
    if row.listed.map.is_ok() {
        let standing = words::standing(&row.listed.standing).join(" · ");
        x += pen.write(x, y + 2, room, Role::Text, &standing) + 3;
    }
    let path = row.listed.path.to_string_lossy();
    x += pen.write(x, y + 2, width.saturating_sub(x + 1), Role::Dim, &path);
    if let (Ok(map), false) = (&row.listed.map, columns.has(Column::Tags)) {
        x += 3;
        pen.write(x, y + 2, width.saturating_sub(x + 1), Role::Dim, &words::tags(map));
    }
}
