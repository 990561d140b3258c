//! The emotion curve under its columns: dots of Braille for the line, a point
//! a touchpoint, names for highs and lows.

use crate::insight::curve::{in_stage, peaks};
use crate::model::Emotion;
use crate::text;
use crate::ui::layout::{Curve, Plan};
use crate::ui::look::{Marks, Role};
use crate::ui::state::State;

use super::braille::{Dots, Texture};
use super::pen::Pen;

/// Rows of the curve, one an emotion.
const ROWS: u16 = 5;
/// How wide a name may be; where the row is free behind it, it goes on.
const NAME: usize = 18;

/// A touchpoint on the curve, or the worst of several, at a cell of the screen.
struct Dot<'a> {
    x: u16,
    emotion: Option<Emotion>,
    title: &'a str,
    has_focus: bool,
    /// Its card is shown, or that of a neighbour for which it stands too.
    is_shown: bool,
}

pub(super) fn curve(pen: &mut Pen<'_>, state: &State, plan: &Plan, place: Curve) {
    axis(pen, plan, place);
    let dots = dots(state, plan);
    line(pen, &dots, place);
    for dot in &dots {
        if let Some(emotion) = dot.emotion {
            let y = place.top + row(emotion);
            let sign = if dot.has_focus && pen.look.marks != Marks::Ascii {
                "◉"
            } else {
                pen.look.point()
            };
            // the line stays whole under a filter: one drawn between the cards
            // that are left would tell of steps that nobody takes
            let role = if dot.is_shown { Role::Felt(Some(emotion)) } else { Role::Dim };
            pen.write(dot.x, y, 1, role, sign);
        }
    }
    if place.named {
        names(pen, &dots, place);
    }
}

/// The row of an emotion, from 0 for +2.
fn row(emotion: Emotion) -> u16 {
    u16::try_from(2 - emotion.get()).unwrap_or(0)
}

fn dots<'a>(state: &'a State, plan: &Plan) -> Vec<Dot<'a>> {
    let mut dots = Vec::new();
    for column in &plan.columns {
        let Some(at) = column.stage else { continue };
        let Some(stage) = state.map().stages.get(at) else { continue };
        let points = in_stage(stage);
        let rows = state.rows(at);
        // where the points would stand on each other, one stands for its
        // neighbours too, and is the worst of them
        let most = usize::from(column.width / 2).max(1);
        let together = points.len().div_ceil(most).max(1);
        for group in points.chunks(together) {
            let worst = group
                .iter()
                .filter(|point| point.emotion.is_some())
                .min_by_key(|point| point.emotion);
            let Some(point) = worst.or(group.first()) else { continue };
            let middle = group[group.len() / 2].x;
            dots.push(Dot {
                x: column.x + cell(if together == 1 { point.x } else { middle }, column.width),
                emotion: point.emotion,
                title: &stage.touchpoints[point.row].title,
                has_focus: state.focus.column() == at
                    && group.iter().any(|point| state.focus.row() == Some(point.row)),
                is_shown: group.iter().any(|point| rows.holds(point.row)),
            });
        }
    }
    dots
}

/// The cell that a place between 0 and 1 falls into.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= x <= 1")]
fn cell(x: f64, width: u16) -> u16 {
    ((x * f64::from(width)) as u16).min(width.saturating_sub(1))
}

fn axis(pen: &mut Pen<'_>, plan: &Plan, place: Curve) {
    if plan.margin >= 3 {
        for (y, label) in [(0, "+2"), (2, " 0"), (4, "−2")] {
            pen.write(0, place.top + y, 2, Role::Dim, label);
        }
    }
    let sign = if pen.look.marks == Marks::Ascii { "." } else { "┈" };
    if let (Some(first), Some(last)) = (plan.columns.first(), plan.columns.last()) {
        let end = last.x + last.width;
        pen.fill(first.x, place.top + 2, end - first.x, Role::Dim, sign);
    }
}

fn line(pen: &mut Pen<'_>, dots: &[Dot<'_>], place: Curve) {
    let Some((first, last)) = dots.first().zip(dots.last()) else { return };
    let mut line = Dots::new(last.x - first.x + 1, 1);
    for pair in dots.windows(2) {
        // what is not rated breaks the line
        let (Some(a), Some(b)) = (pair[0].emotion, pair[1].emotion) else { continue };
        let from = i32::from(pair[0].x - first.x);
        let to = i32::from(pair[1].x - first.x);
        line.segment((from, a), (to, b), Texture::Whole);
    }
    for (x, y, braille) in line.signs() {
        let sign = if pen.look.marks == Marks::Ascii { '.' } else { braille };
        let mut buffer = [0; 4];
        let sign = sign.encode_utf8(&mut buffer);
        pen.write(first.x + x, place.top + y, 1, Role::Curve, sign);
    }
}

/// Writes the names of highs above and of lows below, the most telling first,
/// as far as there is room.
fn names(pen: &mut Pen<'_>, dots: &[Dot<'_>], place: Curve) {
    let emotions: Vec<Option<Emotion>> =
        dots.iter().map(|dot| dot.emotion.filter(|_| dot.is_shown)).collect();
    let mut taken: [Vec<(u16, u16)>; 2] = [Vec::new(), Vec::new()];
    let mut placed = Vec::new();
    for n in peaks(&emotions) {
        let dot = &dots[n];
        let Some(emotion) = dot.emotion else { continue };
        let is_low = emotion < Emotion::NEUTRAL;
        let shown = text::display(dot.title);
        let name = text::clip(&shown, NAME);
        let width = u16::try_from(text::width(&name)).unwrap_or(0);
        let x = dot.x.saturating_sub(2).min(pen.width().saturating_sub(width + 1));
        let free = taken[usize::from(is_low)]
            .iter()
            .all(|&(start, end)| x + width + 2 <= start || x >= end + 2);
        if free {
            taken[usize::from(is_low)].push((x, x + width));
            placed.push((x, emotion, shown));
        }
    }
    for (x, emotion, shown) in placed {
        let is_low = emotion < Emotion::NEUTRAL;
        let y = if is_low { place.top + ROWS } else { place.top.saturating_sub(1) };
        let behind = taken[usize::from(is_low)].iter().map(|&(start, _)| start);
        let next = behind.filter(|start| *start > x).min();
        let end = next.map_or(pen.width().saturating_sub(1), |next| next.saturating_sub(2));
        let room = end.saturating_sub(x);
        let name = text::clip(&shown, usize::from(room));
        pen.write(x, y, room, Role::Felt(Some(emotion)), &name);
    }
}
