//! The curve that has the screen for itself: lines, points, names of highs and
//! lows, and rows of marks below.

mod labels;
mod rows;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::insight::curve::{Curve, Fact, Point, SeriesKind};
use crate::model::Emotion;
use crate::text;
use crate::ui::command::Command;
use crate::ui::layout::curve::{self as place, RowKind, Sheet, Stretch};
use crate::ui::layout::{Column, Plan};
use crate::ui::look::{Look, Marks, Role};
use crate::ui::state::{Mode, State};
use crate::words;

use super::braille::{Dots, Texture};
use super::columns::{self, groups, phase_line};
use super::pen::Pen;
use super::printed::rows_of;
use super::{bars, found};
use labels::Taken;

/// Rows from one emotion to the next where there is no screen.
const PRINTED_STEP: u16 = 2;

pub(super) fn screen(pen: &mut Pen<'_>, state: &State, plan: &Plan) {
    let (_, sheet) = place::sheet(state);
    if plan.columns.is_empty() {
        return;
    }
    columns::phases(pen, state, plan);
    for column in &plan.columns {
        let has_focus = column.stage == Some(state.focus.column());
        head(pen, state, &sheet, column, has_focus);
    }
    let curve = curve_of(state, sheet.stretch);
    let seen = draw(pen, state, &sheet, &curve);
    hint(pen, state, &sheet);
    if let Some(y) = sheet.legend {
        let mut x = sheet.stretch.x;
        let end = sheet.stretch.x + sheet.stretch.width;
        let between = if pen.width() < 100 { 2 } else { 3 };
        for (role, sign, what) in rows::legend(&seen, state) {
            let needed = bars::cells(sign) + 1 + bars::cells(&what);
            // what is shorter may have room where this has none
            if x + needed > end {
                continue;
            }
            x += pen.write(x, y, needed, role, sign) + 1;
            x += pen.write(x, y, needed, Role::Dim, &what) + between;
        }
    }
    said(pen, state, &sheet);
    let is_marked = state.focus.row().is_some() || sheet.heads.is_none();
    if let (Some((x, y)), true) = (plan.cursor, is_marked && state.mode == Mode::Board) {
        pen.restyle(x, y, 1, Role::Focus);
    }
}

/// The whole curve as text: bands one below the other, where it is longer
/// than `width` is wide. For where there is no screen.
pub(super) fn print(state: &State, width: u16) -> Vec<String> {
    let map = state.map();
    if map.stages.is_empty() {
        return words::EMPTY_MAP.iter().map(|line| (*line).to_owned()).collect();
    }
    let x = place::margin(width);
    let room = width.saturating_sub(x).max(1);
    let all = state.outline.units();
    // bands of about the same length
    let bands = all.div_ceil(Stretch::fitting(room, all)).max(1);
    let units = all.div_ceil(bands).max(1);
    let mut out = Vec::new();
    let mut seen = Vec::new();
    for from in (0..all).step_by(units) {
        if !out.is_empty() {
            out.push(String::new());
        }
        let stretch = Stretch { x, width: room, from, units };
        out.extend(band(state, stretch, width, &mut seen));
    }
    let legend = rows::legend(&seen, state);
    out.push(String::new());
    let mut line = String::new();
    for (_, sign, what) in legend {
        let entry = format!("{sign} {what}");
        if !line.is_empty() && text::width(&line) + 3 + text::width(&entry) > width.into() {
            out.push(std::mem::take(&mut line));
        }
        let blank = if line.is_empty() { "" } else { "   " };
        line = format!("{line}{blank}{entry}");
    }
    out.push(line);
    if !state.outline.facts().has(Fact::Rated) {
        out.push(hint_text(state));
    }
    out
}

/// The part of the curve that is in view, with the line of the time that is
/// looked back to.
fn curve_of(state: &State, stretch: Stretch) -> Curve {
    let mut curve = state.outline.curve(stretch.from..stretch.end());
    if let Some(back) = &state.look_back {
        curve.add_then(&back.felt);
    }
    curve
}

fn band(state: &State, stretch: Stretch, width: u16, seen: &mut Vec<Sign>) -> Vec<String> {
    let curve = curve_of(state, stretch);
    let kinds = RowKind::ALL
        .into_iter()
        .filter(|kind| !rows::items(*kind, state, &stretch, &curve, &mut Vec::new()).is_empty());
    let sheet = printed_sheet(stretch, kinds.collect());
    let height = sheet.bottom() + 2 + u16::try_from(sheet.rows.len()).unwrap_or(0);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let area = buffer.area;
    let mut pen = Pen::new(&mut buffer, state.look, area);
    let columns = place::columns(state, stretch);
    for (phase, x, end) in groups(state, &columns) {
        phase_line(&mut pen, phase, x, 0, end);
    }
    for column in &columns {
        head(&mut pen, state, &sheet, column, false);
    }
    for sign in draw(&mut pen, state, &sheet, &curve) {
        see(seen, sign);
    }
    rows_of(&buffer)
}

fn printed_sheet(stretch: Stretch, kinds: Vec<RowKind>) -> Sheet {
    let top = 4;
    let below = top + 4 * PRINTED_STEP + 2;
    Sheet {
        stretch,
        phases: Some(0),
        heads: Some(1),
        figures: Some(2),
        named_above: true,
        named_below: true,
        top,
        step: PRINTED_STEP,
        rows: kinds.into_iter().zip(below..).collect(),
        legend: None,
        said: None,
    }
}

/// A sign that needs a word in the legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// The emotions of a point that stand in one cell, in the order of
    /// [`KINDS`].
    Point([bool; 4]),
    NotRated,
    Voices,
    Truth,
    Risk,
    Wait,
    DropOff,
    /// A handover that is rated; its sign is that of the emotion.
    Handover(Emotion),
    /// One that is not, inside a stage or to the next one.
    HandoverUnrated,
    ToStageUnrated,
    Beside,
}

fn see(seen: &mut Vec<Sign>, sign: Sign) {
    let is_same = |there: &Sign| match (there, &sign) {
        // one emotion stands for all in the legend
        (Sign::Handover(_), Sign::Handover(_)) => true,
        (there, sign) => there == sign,
    };
    if !seen.iter().any(is_same) {
        seen.push(sign);
    }
}

/// The lines whose points may stand in one cell.
const KINDS: [SeriesKind; 4] =
    [SeriesKind::Mapped, SeriesKind::Target, SeriesKind::Walked, SeriesKind::Then];

/// The sign of the emotions that stand in one cell. Squares are of the time
/// that is looked back to.
fn point(look: Look, here: [bool; 4]) -> &'static str {
    let (sign, ascii) = match here {
        [true, true, ..] => ("◉", "@"),
        [true, false, true, _] => ("⊗", "&"),
        [true, false, false, _] => (look.point(), look.point()),
        [false, true, true, false] => ("⊕", "%"),
        [false, true, false, false] => ("○", "t"),
        [false, false, _, false] => ("×", "w"),
        [false, true, true, true] => ("⊞", "Z"),
        [false, true, false, true] => ("⊡", "T"),
        [false, false, true, true] => ("⊠", "W"),
        [false, false, false, true] => ("□", "x"),
    };
    if look.marks == Marks::Ascii { ascii } else { sign }
}

/// The name of a stage and its figures.
fn head(pen: &mut Pen<'_>, state: &State, sheet: &Sheet, column: &Column, has_focus: bool) {
    let (Some(y), Some(at)) = (sheet.heads, column.stage) else { return };
    let Some(below) = sheet.figures else {
        return columns::head(pen, state, column, y, has_focus);
    };
    let Some(stage) = state.map().stages.get(at) else { return };
    let name = if stage.name.is_empty() { words::NO_NAME } else { &stage.name };
    let role = match (has_focus, state.focus.row()) {
        (true, None) => Role::Focus,
        (true, Some(_)) => Role::HeadFocus,
        _ => Role::Head,
    };
    pen.write(column.x, y, column.width, role, name);
    found::in_line(pen, state, column.x, y, column.width, name);
    let mut x = column.x;
    let end = column.x + column.width;
    for (role, text) in columns::figures_beside(state.summaries.of(at), 0, column.width + 1) {
        x += pen.write(x, below, end.saturating_sub(x), role, &text) + 1;
    }
}

/// Everything but the heads; says which signs are there.
fn draw(pen: &mut Pen<'_>, state: &State, sheet: &Sheet, curve: &Curve) -> Vec<Sign> {
    let mut seen = Vec::new();
    axis(pen, sheet);
    borders(pen, sheet, curve);
    let mut taken = Taken::new(sheet);
    line(pen, sheet, curve, SeriesKind::Target, &mut taken);
    line(pen, sheet, curve, SeriesKind::Walked, &mut taken);
    line(pen, sheet, curve, SeriesKind::Then, &mut taken);
    voices(pen, sheet, curve, &mut taken, &mut seen);
    line(pen, sheet, curve, SeriesKind::Mapped, &mut taken);
    points(pen, state, sheet, curve, &mut taken, &mut seen);
    labels::names(pen, state, sheet, curve, &mut taken);
    for (kind, y) in &sheet.rows {
        rows::row(pen, state, sheet, curve, *kind, *y, &mut seen);
    }
    seen
}

fn axis(pen: &mut Pen<'_>, sheet: &Sheet) {
    let margin = sheet.stretch.x;
    for emotion in Emotion::ALL {
        let y = sheet.row(emotion);
        if margin > 5 {
            pen.write_before(margin - 1, y, Role::Dim, words::emotion_word(emotion));
        } else if margin > 2 {
            pen.write(0, y, 2, Role::Felt(Some(emotion)), pen.look.mark(Some(emotion)));
        }
    }
    let sign = if pen.look.marks == Marks::Ascii { "." } else { "┈" };
    pen.fill(sheet.stretch.x, sheet.zero(), sheet.stretch.width, Role::Dim, sign);
}

/// Where stages begin.
fn borders(pen: &mut Pen<'_>, sheet: &Sheet, curve: &Curve) {
    if pen.look.marks == Marks::Ascii {
        return;
    }
    for span in &curve.stages {
        if span.start > sheet.stretch.from {
            let (x, _) = sheet.stretch.range(span.start, span.end);
            for y in sheet.top..=sheet.bottom() {
                pen.write(x, y, 1, Role::Dim, "┊");
            }
        }
    }
}

fn line(pen: &mut Pen<'_>, sheet: &Sheet, curve: &Curve, kind: SeriesKind, taken: &mut Taken) {
    let (role, texture, plain) = match kind {
        SeriesKind::Mapped => (Role::Curve, Texture::Whole, '*'),
        SeriesKind::Target => (Role::Dim, Texture::Dotted, ':'),
        SeriesKind::Walked => (Role::Text, Texture::Dashed, '-'),
        SeriesKind::Then => (Role::Text, Texture::Stitched, '~'),
    };
    let Some(series) = curve.series.iter().find(|series| series.kind == kind) else { return };
    let mut dots = Dots::new(sheet.stretch.width, sheet.step);
    for run in series.runs() {
        let ends = run
            .filter_map(|n| Some((sheet.stretch.offset(curve.points[n].x), series.emotions[n]?)));
        let ends: Vec<_> = ends.collect();
        for pair in ends.windows(2) {
            dots.segment(pair[0], pair[1], texture);
        }
    }
    let ascii = pen.look.marks == Marks::Ascii;
    for (x, y, braille) in dots.signs() {
        let (x, y) = (sheet.stretch.x + x, sheet.top + y);
        let mut buffer = [0; 4];
        let sign = if ascii { plain } else { braille }.encode_utf8(&mut buffer);
        pen.write(x, y, 1, role, sign);
        taken.put(x, y);
    }
}

/// How far voices lie apart, as an upright line through the point.
fn voices(
    pen: &mut Pen<'_>,
    sheet: &Sheet,
    curve: &Curve,
    taken: &mut Taken,
    seen: &mut Vec<Sign>,
) {
    let ascii = pen.look.marks == Marks::Ascii;
    for point in &curve.points {
        let Some((x, spread)) = sheet.stretch.cell(point.x).zip(point.voices()) else { continue };
        let (first, last) = (sheet.row(spread.highest), sheet.row(spread.lowest));
        let role = if spread.agrees() { Role::Dim } else { Role::Warning };
        for y in first..=last {
            let sign = match y {
                _ if ascii => "|",
                _ if first == last => "┼",
                _ if y == first => "┬",
                _ if y == last => "┴",
                _ => "│",
            };
            pen.write(x, y, 1, role, sign);
            taken.put(x, y);
        }
        see(seen, Sign::Voices);
    }
}

fn points(
    pen: &mut Pen<'_>,
    state: &State,
    sheet: &Sheet,
    curve: &Curve,
    taken: &mut Taken,
    seen: &mut Vec<Sign>,
) {
    let of = |kind: SeriesKind, n: usize| {
        let series = curve.series.iter().find(|series| series.kind == kind)?;
        series.emotions.get(n).copied().flatten()
    };
    for (n, it) in curve.points.iter().enumerate() {
        let Some(x) = sheet.stretch.cell(it.x) else { continue };
        let all = KINDS.map(|kind| of(kind, n));
        if all[3].is_some() {
            // also where it is as it was, and has no sign of its own
            see(seen, Sign::Point([false, false, false, true]));
        }
        for emotion in Emotion::ALL {
            let mut here = all.map(|there| there == Some(emotion));
            if here == [false; 4] {
                continue;
            }
            // what feels as it did looks as it does without a look back
            here[3] &= !here[0];
            let y = sheet.row(emotion);
            let role = match here {
                // the line stays whole under a filter, and goes through points
                // that are hidden
                _ if !is_shown(state, it) => Role::Dim,
                [true, ..] => Role::Felt(Some(emotion)),
                [_, true, _, false] => Role::Dim,
                _ => Role::Text,
            };
            pen.write(x, y, 1, role, point(pen.look, here));
            taken.put_point(x, y);
            see(seen, Sign::Point(here));
        }
        let y = sheet.zero();
        let is_free = !all.contains(&Some(Emotion::NEUTRAL));
        if it.touchpoint.emotion.is_none() && is_free {
            pen.write(x, y, 1, Role::Felt(None), pen.look.mark(None));
            taken.put_point(x, y);
            see(seen, Sign::NotRated);
        }
        if is_marked(state, it) {
            let y = it.touchpoint.emotion.map_or(y, |emotion| sheet.row(emotion));
            let sign = if pen.look.marks == Marks::Ascii { "*" } else { "▌" };
            pen.write(x.saturating_sub(1), y, 1, Role::Marked, sign);
        }
    }
}

fn is_shown(state: &State, point: &Point) -> bool {
    state.rows(point.column).holds(point.row)
}

fn is_marked(state: &State, point: &Point) -> bool {
    let id = &point.touchpoint.id;
    let stage = state.map().stages.get(point.column).map(|stage| &stage.id);
    state.marked.iter().any(|spot| spot.id == *id && Some(&spot.stage) == stage)
}

/// Says what to do where there is nothing to see yet.
fn hint(pen: &mut Pen<'_>, state: &State, sheet: &Sheet) {
    if state.outline.facts().has(Fact::Rated) {
        return;
    }
    let said = hint_text(state);
    let room = sheet.stretch.width;
    let y = sheet.top + sheet.step.min(2) - 1;
    for (y, line) in (y..sheet.zero()).zip(text::wrap_clipped(&said, room.into(), 2)) {
        pen.write(sheet.stretch.x, y, room, Role::Text, &line);
    }
}

fn hint_text(state: &State) -> String {
    let call = |command: Command| state.keymap.call_of(command);
    if state.outline.facts().has(Fact::Unrated) {
        words::nothing_rated_yet(&call(Command::Emotion1), &call(Command::Emotion5))
    } else {
        words::no_touchpoint_yet(&call(Command::AddBelow))
    }
}

/// What has the focus, in words.
fn said(pen: &mut Pen<'_>, state: &State, sheet: &Sheet) {
    let Some((top, rows)) = sheet.said else { return };
    let column = state.focus.column();
    let Some(stage) = state.map().stages.get(column) else { return };
    let card = state.focus.row().and_then(|row| stage.touchpoints.get(row));
    let (name, rest) = match card {
        Some(card) => {
            let back = state.look_back.as_ref();
            let became = back.map(|back| words::became(card, &back.felt, &back.when));
            words::on_curve(card, crate::insight::curve::walked(card), became)
        }
        None => words::stage_on_curve(stage, state.summaries.of(column)),
    };
    let shown = text::display(&name);
    let whole = text::display(&format!("{name}  {rest}")).into_owned();
    // what is said of every step is cheap to send
    let room = pen.width().saturating_sub(2).min(if rows > 1 { 70 } else { 118 });
    let mut bold = bars::cells(&shown);
    for (y, line) in (top..top + rows).zip(text::wrap_clipped(&whole, room.into(), rows.into())) {
        let taken = pen.write(1, y, room, Role::Text, &line);
        pen.restyle(1, y, bold.min(taken), Role::Head);
        bold = bold.saturating_sub(taken);
    }
}
