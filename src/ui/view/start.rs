//! The questions before a new map, and what it can start from.

use std::sync::Arc;

use crate::edit::entry_at;
use crate::model::{Address, JourneyMap, Phase, Stage};
use crate::text;
use crate::ui::form::copy_of;
use crate::ui::layout::{self, Plan, start::StartPlan};
use crate::ui::look::{Marks, Role};
use crate::ui::start::{QUESTIONS, Start, way};
use crate::ui::state::State;
use crate::words;

use super::bars::cells;
use super::pen::Pen;

/// Cells for the questions.
const QUESTION: u16 = 25;
/// Under this width the questions are words.
const NARROW: u16 = 56;
/// Cells for the words.
const SHORT: u16 = 9;
/// Where everything begins.
const LEFT: u16 = 3;
/// From this width on what is in a template stands beside the list of them.
const WIDE: u16 = 100;
/// Cells for the names of templates.
const NAME: u16 = 24;
/// Cells for what they are for, where what is in them stands beside that.
const ABOUT: u16 = 36;

/// Draws the questions; says where the cursor stands.
pub(super) fn start(
    pen: &mut Pen<'_>,
    state: &State,
    start: &Start,
    plan: &Plan,
) -> Option<(u16, u16)> {
    let width = pen.width();
    let end = plan.bands.notice;
    let StartPlan { is_low, rows, head, below } = layout::start::plan(state, start);
    if !is_low {
        pen.write(LEFT, 1, width - LEFT, Role::Head, words::NEW_MAP);
        pen.write(LEFT, 2, width - LEFT, Role::Dim, words::ALL_CAN_BE_SKIPPED);
    }
    let mut cursor = None;
    let beside = width >= WIDE && !is_low;
    // beside the list stands what is in the chosen template, where one is
    let is_shared = beside && start.is_on_template();
    let list_end = if is_shared { LEFT + NAME + ABOUT } else { width.saturating_sub(1) };
    for (number, field) in QUESTIONS.iter().enumerate() {
        if let Some(y) = rows[number] {
            let found = question(pen, state, start, number, field, y);
            cursor = found.or(cursor);
        }
    }
    if let Some(y) = head {
        let taken = pen.write(LEFT, y, width - LEFT, Role::Group, words::START_FROM) + 1;
        let rule = if pen.look.marks == Marks::Ascii { "-" } else { "─" };
        let x = LEFT + taken;
        pen.fill(x, y, width.saturating_sub(x + 1), Role::GroupLine, rule);
    }
    for (number, template) in start.templates.iter().enumerate() {
        let number = QUESTIONS.len() + number;
        let Some(y) = rows[number] else { continue };
        let is_chosen = start.chosen == number;
        let taken = pen.write(LEFT, y, NAME - 2, Role::Text, &spoken(&template.name));
        if is_chosen {
            pen.restyle(LEFT, y, taken.max(1), Role::Focus);
            cursor = Some((LEFT, y));
        }
        let x = LEFT + NAME.min(width / 2);
        let room = list_end.saturating_sub(x);
        pen.write(x, y, room, Role::Dim, in_room(&template.about, room));
    }
    let list_top = head.map_or(0, |head| head + 1);
    let (x, top) = if beside { (list_end + 3, list_top) } else { (LEFT, below + 1) };
    if let Some(template) = start.template().filter(|_| start.is_on_template()) {
        match &template.map {
            Ok(map) => {
                let room = usize::from(width.saturating_sub(x + 1)).max(1);
                let about = text::wrap_clipped(&template.about, room, 2);
                let mut y = top;
                for line in about.iter().filter(|_| beside) {
                    pen.write(x, y, width - x, Role::Text, line);
                    y += 1;
                }
                preview(pen, map, x, y + u16::from(beside), end);
            }
            Err(why) => {
                let lines = text::wrap_clipped(why, usize::from(width - x), 4);
                for (y, line) in (top..end).zip(&lines) {
                    pen.write(x, y, width - x, Role::Error, line);
                }
            }
        }
    }
    cursor
}

fn spoken(name: &str) -> String {
    name.replace('-', " ")
}

fn question(
    pen: &mut Pen<'_>,
    state: &State,
    start: &Start,
    number: usize,
    field: &str,
    y: u16,
) -> Option<(u16, u16)> {
    let width = pen.width();
    let [long, short, example] = words::question(field);
    let (question, label) = if width < NARROW { (short, SHORT) } else { (long, QUESTION) };
    let is_chosen = start.chosen == number;
    let role = if is_chosen { Role::Key } else { Role::Dim };
    pen.write(LEFT, y, label - 1, role, question);
    let x = LEFT + label;
    let room = width.saturating_sub(x + 1).max(1);
    if is_chosen && let Some(writing) = layout::writing(state) {
        let (window, at) = writing.field.window(room.into());
        let shown = &writing.field.text()[window];
        if shown.is_empty() {
            pen.write(x, y, room, Role::Dim, &words::for_example(example));
        } else {
            pen.write(x, y, room, Role::Typing, shown);
        }
        return Some((x + u16::try_from(at).unwrap_or(0), y));
    }
    let answer = copy_of(state.map(), &Address::Map)
        .and_then(|mut copy| entry_at(&mut *copy, &way(field)))
        .map(|(_, typed, ..)| typed)
        .unwrap_or_default();
    let taken = pen.write(x, y, room, Role::Text, if answer.is_empty() { "–" } else { &answer });
    if is_chosen {
        pen.restyle(x, y, taken.max(1), Role::Focus);
        return Some((x, y));
    }
    None
}

/// What a template is for: all of it where there is room, else up to the first
/// comma, as all of it stands beside it or is read where it is chosen.
fn in_room(about: &str, room: u16) -> &str {
    match about.split_once(',') {
        Some((begin, _)) if cells(about) > room => begin,
        _ => about,
    }
}

/// What is in a template: its phases, stages and touchpoints.
fn preview(pen: &mut Pen<'_>, map: &JourneyMap, x: u16, mut y: u16, end: u16) {
    let room = pen.width().saturating_sub(x + 1);
    let mut phase: Option<Phase> = None;
    let names = map.stages.iter().map(|stage| cells(&stage.name)).max().unwrap_or(0);
    let name = names.min(room / 3) + 2;
    let rest = room.saturating_sub(name + 2);
    let titles: Vec<String> = map.stages.iter().map(titles).collect();
    let wrapped = |n: usize, most| text::wrap_clipped(&titles[n], usize::from(rest).max(4), most);
    // all stages in one line each say more than a few in two
    let heads = map.stages.chunk_by(|one, next| one.phase == next.phase).count();
    let in_two: usize = (0..titles.len()).map(|n| wrapped(n, 2).len().max(1)).sum();
    let most = if heads + in_two <= usize::from(end.saturating_sub(y)) { 2 } else { 1 };
    for (n, stage) in map.stages.iter().enumerate() {
        let head = stage.phase.filter(|_| stage.phase != phase);
        phase = stage.phase;
        let lines = wrapped(n, most);
        let more = map.stages.len() - n - 1;
        // below it there is room for how many more there are
        let free = end.saturating_sub(y + u16::from(head.is_some()) + u16::from(more > 0));
        if free == 0 {
            if y < end {
                pen.write(x + 2, y, room, Role::Dim, &words::more_stages(more + 1));
            }
            return;
        }
        let height = u16::try_from(lines.len().max(1)).unwrap_or(1);
        if let Some(phase) = head {
            let name = words::phase(phase).to_uppercase();
            pen.write(x, y, room, Role::Phase(Some(phase)), &name);
            y += 1;
        }
        pen.write(x + 2, y, name - 2, Role::Head, &stage.name);
        for (y, line) in (y..end).zip(&lines) {
            pen.write(x + 2 + name, y, rest, Role::Dim, line);
        }
        y += height;
    }
}

fn titles(stage: &Arc<Stage>) -> String {
    let titles: Vec<&str> = stage.touchpoints.iter().map(|it| &*it.title).collect();
    titles.join(" · ")
}
