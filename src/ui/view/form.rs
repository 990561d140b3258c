//! An open page: groups of fields in one or two columns.

use ratatui::style::Modifier;

use crate::model::{Address, Emotion};
use crate::ui::form::{Page, Target};
use crate::ui::layout::page::{self, PageColumn, PageLine, PagePlan, PageText};
use crate::ui::look::Role;
use crate::ui::state::State;
use crate::words;

use super::pen::Pen;

/// Cells for one of the emotions to choose from, with a blank around it.
const EACH: u16 = 7;
/// From so many cells on all of them are shown.
const MARKS: u16 = 5 * EACH + 2;

/// Draws the page on top; says where the cursor stands.
pub(super) fn page(pen: &mut Pen<'_>, state: &State, page: &Page) -> Option<(u16, u16)> {
    let plan = page::plan(state, page);
    title(pen, state, page, plan.is_low);
    for column in &plan.columns {
        let lines = column.lines.iter().skip(column.first);
        for (y, line) in (plan.top..plan.end).zip(lines) {
            draw(pen, &plan, column, line, y, line.row == Some(page.chosen));
        }
        let hidden = column.hidden_below(plan.room());
        if hidden > 0 && plan.end > plan.top {
            let y = plan.end - 1;
            pen.clear(ratatui::layout::Rect::new(column.x, y, column.width, 1));
            pen.write(column.x, y, column.width, Role::Dim, &words::more_rows(hidden));
        }
    }
    plan.cursor
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

/// Draws a line.
fn draw(
    pen: &mut Pen<'_>,
    plan: &PagePlan,
    column: &PageColumn,
    line: &PageLine,
    y: u16,
    is_chosen: bool,
) {
    let (x, width, label) = (column.x, column.width, column.label());
    let room = width.saturating_sub(label);
    if let PageText::Head(title) = &line.what {
        let taken = pen.write(x, y, width, Role::Group, title) + 1;
        let rule = if pen.look.marks == crate::ui::look::Marks::Ascii { "-" } else { "─" };
        pen.fill(x + taken, y, width.saturating_sub(taken), Role::GroupLine, rule);
    }
    let value_at = x + label;
    match &line.what {
        PageText::Offers(offers) => {
            pen.write(value_at, y, room, Role::Dim, offers);
        }
        PageText::Below(text, role) => {
            pen.write(value_at, y, room, *role, text);
        }
        _ => {}
    }
    let Some((number, row)) = line.row.and_then(|at| Some((at, plan.rows.get(at)?))) else {
        return;
    };
    match &line.what {
        PageText::Blank | PageText::Head(_) | PageText::Offers(_) | PageText::Below(..) => {}
        PageText::Typed { is_first, text, role, .. } => {
            if *is_first {
                pen.write(x, y, label - 1, Role::Dim, &row.label);
            }
            pen.write(x + label, y, room, *role, text);
        }
        PageText::Value { is_first, text } => {
            if *is_first {
                pen.write(x, y, label - 1, Role::Dim, &row.label);
            }
            let mut at = plan.value_at(column, number);
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
                // an empty line of a text is no empty field
                (_, true) if !row.value.is_empty() => 0,
                (_, true) if row.hint.is_empty() => pen.write(at, y, room, Role::Dim, "–"),
                (_, true) => pen.write(at, y, room, Role::Dim, row.hint),
                (_, false) => pen.write(at, y, width.saturating_sub(at - x), row.role, text),
            };
            if is_chosen {
                pen.restyle(at, y, taken.max(1), Role::Focus);
            }
        }
    }
}
