//! The list of maps.

use ratatui::layout::Rect;

use crate::model::Emotion;
use crate::ui::layout::{self, maps::MapsPlan};
use crate::ui::look::{Marks, Role};
use crate::ui::maps::{Line, MapRow, Maps};
use crate::ui::state::State;
use crate::words;

use super::bars::cells;
use super::pen::Pen;

/// Cells of a column of figures.
const FIGURE: u16 = 8;
/// Cells for the day of the review.
const REVIEW: u16 = 11;
/// From this width on persona and tags have columns of their own.
const WIDE: u16 = 100;
/// From this width on there are figures.
const MIDDLE: u16 = 60;
/// Where a line begins; before it stands the sign of the open map.
const LEFT: u16 = 3;

/// Where the columns begin, for a width.
struct Columns {
    title: u16,
    persona: Option<(u16, u16)>,
    figures: Option<u16>,
    worst: u16,
    review: Option<u16>,
    tags: Option<u16>,
}

fn columns(width: u16) -> Columns {
    let end = width.saturating_sub(1);
    if width < MIDDLE {
        let worst = end.saturating_sub(5);
        let title = worst.saturating_sub(LEFT + 1);
        return Columns { title, persona: None, figures: None, worst, review: None, tags: None };
    }
    let figures = 3 * FIGURE + 6 + REVIEW;
    let (persona, tags) = match width {
        ..WIDE => (0, 0),
        WIDE..140 => (20, 16),
        140.. => (32, 30),
    };
    let title = end.saturating_sub(LEFT + figures + persona + tags + 2);
    let after = LEFT + title + 2;
    let figures_at = after + persona;
    let worst = figures_at + 3 * FIGURE;
    Columns {
        title,
        persona: (persona > 0).then(|| (after, persona - 2)),
        figures: Some(figures_at),
        worst,
        review: Some(worst + 6),
        tags: (tags > 0).then_some(worst + 6 + REVIEW),
    }
}

/// Draws the list; says where the cursor stands.
pub(super) fn maps(pen: &mut Pen<'_>, state: &State, maps: &Maps) -> Option<(u16, u16)> {
    let width = pen.width();
    let columns = columns(width);
    let MapsPlan { is_low, top, end, first } = layout::maps::plan(state, maps);
    head(pen, maps, &columns, is_low);
    let rows = &maps.rows;
    if maps.lines.is_empty() {
        let line = if rows.is_empty() { words::NO_MAPS } else { words::NO_SUCH_MAP };
        pen.write(LEFT, top, width - LEFT, Role::Dim, line);
    }
    let mut cursor = None;
    for (y, (at, line)) in (top..end).zip(maps.lines.iter().enumerate().skip(first)) {
        let is_chosen = at == maps.chosen;
        if is_chosen {
            cursor = Some((LEFT, y));
        }
        match line {
            Line::Map(number) => {
                if let Some(row) = rows.get(*number) {
                    map_line(pen, state, row, &columns, y, is_chosen);
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
        about_chosen(pen, maps, end);
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
    if is_low || !maps.lines.iter().any(|line| matches!(line, Line::Map(_))) {
        return;
    }
    if let Some(at) = columns.figures {
        for (n, name) in (0..).zip([words::RATED, words::GOALS, words::OWNERS]) {
            pen.write_before(at + (n + 1) * FIGURE - 2, 2, Role::Dim, name);
        }
        pen.write_before(columns.worst + 5, 2, Role::Dim, words::WORST);
    }
    if let Some(at) = columns.review {
        pen.write(at + 1, 2, REVIEW - 1, Role::Dim, words::REVIEW);
    }
}

fn map_line(
    pen: &mut Pen<'_>,
    state: &State,
    row: &MapRow,
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
    let title = words::title_in_list(map, &listed.name);
    let mut taken = pen.write(LEFT, y, columns.title, Role::Text, &title);
    if is_chosen {
        pen.restyle(LEFT, y, taken.max(1), Role::Focus);
    }
    match columns.persona {
        Some((x, room)) => {
            pen.write(x, y, room, Role::Dim, &map.persona.name);
        }
        // where there is no column for it, behind the title
        None => {
            taken += 2;
            let room = columns.title.saturating_sub(taken);
            if cells(&map.persona.name).min(6) <= room {
                pen.write(LEFT + taken, y, room, Role::Dim, &map.persona.name);
            }
        }
    }
    let summary = &row.summary;
    if let Some(at) = columns.figures {
        let figures = [
            (summary.rated, summary.on_route),
            (summary.goals, summary.touchpoints),
            (summary.owners, summary.touchpoints),
        ];
        for (n, (have, of)) in (0..).zip(figures) {
            let role = if have < of { Role::Text } else { Role::Dim };
            pen.write_before(at + (n + 1) * FIGURE - 2, y, role, &format!("{have}/{of}"));
        }
    }
    let felt: Option<Emotion> = summary.worst;
    let worst = felt.map_or_else(|| "–".to_owned(), words::signed);
    let role = if felt.is_some() { Role::Felt(felt) } else { Role::Dim };
    pen.write_before(columns.worst + 5, y, role, &worst);
    if let Some(at) = columns.review {
        let is_late = row.review.is_some_and(|review| review.days < 0);
        let role = if is_late { Role::Warning } else { Role::Dim };
        pen.write(at + 1, y, REVIEW - 1, role, &words::review_due(row.review));
    }
    if let Some(at) = columns.tags {
        pen.write(at, y, width.saturating_sub(at + 1), Role::Dim, &words::tags(map));
    }
}

/// What the chosen map is about, and where it is.
fn about_chosen(pen: &mut Pen<'_>, maps: &Maps, y: u16) {
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
    let mut x = LEFT + pen.write(LEFT, y + 2, room, Role::Dim, &row.listed.path.to_string_lossy());
    if let (Ok(map), None) = (&row.listed.map, columns(width).tags) {
        x += 3;
        pen.write(x, y + 2, width.saturating_sub(x + 1), Role::Dim, &words::tags(map));
    }
}
