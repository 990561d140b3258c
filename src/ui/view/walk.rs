//! The touchpoint that a walk is at.

use crate::text;
use crate::ui::layout::{Plan, strip};
use crate::ui::look::Role;
use crate::ui::state::State;
use crate::ui::walk::{Fact, Walking};
use crate::words;

use super::bars::cells;
use super::pen::Pen;

/// From this height on there is room for blank rows.
const AIRY: u16 = 16;
/// How many lines a fact may take.
const LINES: usize = 3;

/// Draws it; says where the cursor stands while nothing is typed.
pub(super) fn walk(
    pen: &mut Pen<'_>,
    state: &State,
    walking: &Walking,
    plan: &Plan,
) -> Option<(u16, u16)> {
    let map = state.map();
    let spot = walking.spot()?;
    let (column, row) = map.position(spot)?;
    let (stage, touchpoint) = (&map.stages[column], &map.stages[column].touchpoints[row]);
    let width = pen.width();
    let (height, end) = (pen.height(), width.saturating_sub(1));
    let place = words::place_of_card(&map.title, &stage.name, walking.at + 1, walking.route.len());
    let so_far = words::walked_so_far(&walking.walked(map));
    let place = if cells(&place) + cells(&so_far) + 3 > end {
        // where the walk is matters more than what the map is called
        words::place_of_walk(&stage.name, walking.at + 1, walking.route.len())
    } else {
        place
    };
    let right = pen.write_before(end, 0, Role::Dim, &so_far);
    pen.write(1, 0, right.saturating_sub(2), Role::Dim, &place);
    let is_airy = height >= AIRY;
    let mut y = if is_airy { 2 } else { 1 };
    let title = text::display(words::title_of(&touchpoint.title));
    let cursor = (1, y);
    for line in text::wrap_clipped(&title, usize::from(end.saturating_sub(1)).max(1), 2) {
        pen.write(1, y, end - 1, Role::Head, &line);
        y += 1;
    }
    y += u16::from(is_airy);
    // what is asked takes the rows at the bottom
    let bottom = strip::strip(state, plan).map_or(plan.bands.notice, |strip| strip.top);
    let bottom = bottom.saturating_sub(u16::from(is_airy)).max(y);
    facts(pen, &walking.facts(map, state.look), y, bottom);
    Some(cursor)
}

fn facts(pen: &mut Pen<'_>, facts: &[Fact], mut y: u16, bottom: u16) {
    let width = pen.width();
    let label = if width < 46 { 11 } else { 15 };
    let room = width.saturating_sub(label + 2).max(4);
    let mut before = "";
    for fact in facts {
        if y >= bottom {
            return;
        }
        if fact.label != before {
            pen.write(1, y, label - 1, Role::Dim, &fact.label);
            before = &fact.label;
        }
        let shown = text::display_lines(&fact.text);
        for line in text::wrap_clipped(&shown, room.into(), LINES) {
            if y >= bottom {
                return;
            }
            pen.write(1 + label, y, room, fact.role, &line);
            y += 1;
        }
    }
}
