//! An open page: groups of fields in one or two columns.

use ratatui::style::Modifier;

use crate::model::{Address, Emotion};
use crate::text;
use crate::ui::field::FieldLayout;
use crate::ui::form::{Group, Page, Row, Side, Target};
use crate::ui::layout::{self, Plan};
use crate::ui::look::Role;
use crate::ui::state::State;
use crate::ui::writing::{Slot, Writing};
use crate::words;

use super::pen::Pen;

/// Cells for the names of fields, in a column that wide.
fn label_width(column: u16) -> u16 {
    match column {
        0..30 => 7,
        30..46 => 13,
        _ => 17,
    }
}
/// From this width on there are two columns.
const TWO: u16 = 96;
/// How many lines a value may take.
const MOST: usize = 6;
/// Cells for one of the emotions to choose from, with a blank around it.
const EACH: u16 = 7;
/// From so many cells on all of them are shown.
const MARKS: u16 = 5 * EACH + 2;
/// How many words are offered while something is typed.
const OFFERS: usize = 6;
/// Rows over the groups: where it is, and what it is.
const ABOVE: u16 = 3;

/// A line of a column.
struct Line<'a> {
    /// The row it belongs to, counted over the whole page; none for heads.
    row: Option<usize>,
    what: What<'a>,
}

enum What<'a> {
    Head(&'a str),
    /// The first line of a row, or one that goes on.
    Value {
        row: &'a Row,
        is_first: bool,
        text: String,
    },
    /// What is typed into the row.
    Typed {
        row: &'a Row,
        is_first: bool,
        text: String,
        cursor: Option<u16>,
    },
    /// What the map uses already and may be meant.
    Offers(String),
    /// What else there is to say of a row, or of a list.
    Below(String, Role),
    Blank,
}

/// Draws the page on top; says where the cursor stands.
pub(super) fn page(
    pen: &mut Pen<'_>,
    state: &State,
    page: &Page,
    plan: &Plan,
) -> Option<(u16, u16)> {
    let groups = page.groups(state.map(), state.look);
    let is_low = pen.height() < 12;
    let top = if is_low { 1 } else { ABOVE };
    title(pen, state, page, is_low);
    let has_right = groups.iter().any(|group| group.side == Side::Right);
    let width = pen.width().saturating_sub(2);
    let two = width + 2 >= TWO && has_right;
    let each = if two { (width - 3) / 2 } else { width };
    let mut count = 0;
    let mut cursor = None;
    let end = plan.bands.notice;
    for (n, side) in [Side::Left, Side::Right].into_iter().enumerate() {
        let of_side: Vec<&Group> =
            groups.iter().filter(|group| group.side == side || !two).collect();
        if !two && n == 1 {
            break;
        }
        let x = 1 + if two && n == 1 { each + 3 } else { 0 };
        let lines = lines(state, page, &of_side, each, &mut count);
        let chosen = lines.iter().position(|line| line.row == Some(page.chosen));
        let room = usize::from(end.saturating_sub(top));
        // the chosen row in the middle, where not all fits
        let most = lines.len().saturating_sub(room);
        let first = chosen.map_or(0, |at| at.saturating_sub(room / 2)).min(most);
        for (y, line) in (top..end).zip(lines.iter().skip(first)) {
            let is_chosen = line.row == Some(page.chosen);
            if let Some(at) = draw(pen, line, x, y, each, is_chosen) {
                cursor = Some(at);
            }
        }
        if first + room < lines.len() && end > top {
            let more = words::more_rows(lines.len() - first - room);
            pen.clear(ratatui::layout::Rect::new(x, end - 1, each, 1));
            pen.write(x, end - 1, each, Role::Dim, &more);
        }
    }
    cursor
}

fn title(pen: &mut Pen<'_>, state: &State, page: &Page, is_low: bool) {
    let map = state.map();
    let width = pen.width().saturating_sub(2);
    let (path, head, emotion) = match (&page.at, page.way.is_empty()) {
        (Address::Map, true) => (map.title.to_string(), words::THE_BRIEF.to_owned(), None),
        (Address::Touchpoint(spot), _) => {
            let found = map.position(spot).map(|(column, row)| {
                let stage = &map.stages[column];
                let touchpoint = &stage.touchpoints[row];
                let path =
                    words::place_of_card(&map.title, &stage.name, row + 1, stage.touchpoints.len());
                (path, touchpoint.title.to_string(), Some(touchpoint.emotion))
            });
            found.unwrap_or_default()
        }
        (at, _) => (map.title.to_string(), words::name_of(map, at), None),
    };
    let mut x = 1;
    let y = if is_low { 0 } else { 1 };
    if !is_low {
        pen.write(1, 0, width, Role::Dim, &path);
    }
    if let Some(emotion) = emotion {
        pen.write(x, y, 2, Role::Felt(emotion), state.look.mark(emotion));
        x += 3;
    }
    pen.write(x, y, width.saturating_sub(x), Role::Head, &head);
}

/// The lines of one column.
fn lines<'a>(
    state: &'a State,
    page: &Page,
    groups: &[&'a Group],
    width: u16,
    count: &mut usize,
) -> Vec<Line<'a>> {
    let room = usize::from(width.saturating_sub(label_width(width))).max(4);
    let mut lines = Vec::new();
    for group in groups {
        if !lines.is_empty() {
            lines.push(Line { row: None, what: What::Blank });
        }
        if !group.title.is_empty() {
            lines.push(Line { row: None, what: What::Head(&group.title) });
        }
        for row in &group.rows {
            let number = Some(*count);
            *count += 1;
            if let Some(writing) = typed_here(state, page, row) {
                typed(&mut lines, number, row, writing, room);
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
                lines.push(Line { row: number, what: What::Value { row, is_first: n == 0, text } });
            }
            if let Some((text, role)) = &row.below {
                for text in text::wrap_clipped(&text::display_lines(text), room, MOST) {
                    let what = What::Below(text.into_owned(), *role);
                    lines.push(Line { row: None, what });
                }
            }
        }
    }
    lines
}

/// All emotions with the digits that choose them, and which one it is; says
/// how many cells they take.
fn marks(pen: &mut Pen<'_>, x: u16, y: u16, chosen: Option<Emotion>) -> u16 {
    let mut at = x;
    for (digit, emotion) in (1..).zip(Emotion::ALL) {
        let is_chosen = chosen == Some(emotion);
        let mark = pen.look.mark(Some(emotion));
        let role = if is_chosen { Role::Felt(chosen) } else { Role::Dim };
        pen.write(at, y, 1, role, " ");
        pen.write(at + 1, y, 1, role, &digit.to_string());
        pen.write(at + 2, y, 2, Role::Felt(Some(emotion)), mark);
        if is_chosen {
            let style = pen.look.style(role).add_modifier(Modifier::REVERSED);
            pen.restyle_as(at, y, EACH - 2, style);
        }
        at += EACH;
    }
    at - x
}

fn typed_here<'a>(state: &'a State, page: &Page, row: &Row) -> Option<&'a Writing> {
    let writing = layout::writing(state)?;
    match (&writing.slot, &row.target) {
        (Slot::Field { at, way }, Target::Field { way: here, .. })
            if *at == page.at && way == here =>
        {
            Some(writing)
        }
        _ => None,
    }
}

fn typed<'a>(
    lines: &mut Vec<Line<'a>>,
    number: Option<usize>,
    row: &'a Row,
    writing: &Writing,
    room: usize,
) {
    let FieldLayout { lines: ranges, cursor } = writing.field.layout(room);
    for (n, range) in ranges.into_iter().enumerate() {
        let text = text::display(writing.field.text()[range].trim_end()).into_owned();
        let at = (cursor.1 == n).then(|| u16::try_from(cursor.0).unwrap_or(0));
        lines.push(Line {
            row: number,
            what: What::Typed { row, is_first: n == 0, text, cursor: at },
        });
    }
    let offers = writing.suggestions();
    if !offers.is_empty() {
        let shown: Vec<&str> = offers.into_iter().take(OFFERS).collect();
        lines.push(Line { row: None, what: What::Offers(shown.join("   ")) });
    }
}

/// Draws a line; says where the cursor stands, if it is in it.
fn draw(
    pen: &mut Pen<'_>,
    line: &Line<'_>,
    x: u16,
    y: u16,
    width: u16,
    is_chosen: bool,
) -> Option<(u16, u16)> {
    let label = label_width(width);
    let value_at = x + label;
    let room = width.saturating_sub(label);
    match &line.what {
        What::Blank => None,
        What::Offers(offers) => {
            pen.write(value_at, y, room, Role::Dim, offers);
            None
        }
        What::Below(text, role) => {
            pen.write(value_at, y, room, *role, text);
            None
        }
        What::Head(title) => {
            let taken = pen.write(x, y, width, Role::Group, title) + 1;
            let rule = if pen.look.marks == crate::ui::look::Marks::Ascii { "-" } else { "─" };
            pen.fill(x + taken, y, width.saturating_sub(taken), Role::GroupLine, rule);
            None
        }
        What::Typed { row, is_first, text, cursor } => {
            if *is_first {
                pen.write(x, y, label - 1, Role::Dim, &row.label);
            }
            pen.write(value_at, y, room, Role::Typing, text);
            cursor.map(|cell| (value_at + cell, y))
        }
        What::Value { row, is_first, text } => {
            if *is_first {
                pen.write(x, y, label - 1, Role::Dim, &row.label);
            }
            let mut at = if matches!(row.target, Target::Folded) { x } else { value_at };
            if let Some(emotion) = row.felt.filter(|_| room >= MARKS) {
                at += marks(pen, at, y, emotion);
            }
            let taken = match (&row.target, text.is_empty()) {
                (
                    Target::Add { .. } | Target::Park | Target::AddNote(_) | Target::AddAction(_),
                    _,
                ) => {
                    let plus = pen.write(at, y, 2, Role::Curve, "+");
                    plus + pen.write(at + 2, y, room.saturating_sub(2), Role::Dim, row.hint) + 1
                }
                (_, true) if row.hint.is_empty() => pen.write(at, y, room, Role::Dim, "–"),
                (_, true) => pen.write(at, y, room, Role::Dim, row.hint),
                (_, false) => pen.write(at, y, width.saturating_sub(at - x), row.role, text),
            };
            if is_chosen {
                pen.restyle(at, y, taken.max(1), Role::Focus);
            }
            (is_chosen && *is_first).then_some((at, y))
        }
    }
}
