//! The names of highs and lows, where nothing else stands.

use crate::insight::curve::Curve;
use crate::model::Emotion;
use crate::text;
use crate::ui::layout::curve::Sheet;
use crate::ui::look::Role;
use crate::ui::state::State;

use super::is_shown;
use crate::ui::view::pen::Pen;

/// How wide a name may be, where there is room.
const WHOLE: usize = 44;
/// Where there is less, the words of it that fit into so many cells.
const SHORT: usize = 24;

/// Which cells something stands in.
pub(super) struct Taken {
    cells: Vec<bool>,
    x: u16,
    top: u16,
    width: u16,
}

impl Taken {
    pub(super) fn new(sheet: &Sheet) -> Self {
        let top = sheet.top - u16::from(sheet.named_above);
        let end = sheet.bottom() + 1 + u16::from(sheet.named_below);
        let (x, width) = (sheet.stretch.x, sheet.stretch.width);
        Self { cells: vec![false; usize::from(width) * usize::from(end - top)], x, top, width }
    }

    pub(super) fn put(&mut self, x: u16, y: u16) {
        if let Some(cell) =
            self.index(i32::from(x), i32::from(y)).and_then(|n| self.cells.get_mut(n))
        {
            *cell = true;
        }
    }

    /// A point, with a blank on both sides.
    pub(super) fn put_point(&mut self, x: u16, y: u16) {
        for x in x.saturating_sub(1)..=x + 1 {
            self.put(x, y);
        }
    }

    fn index(&self, x: i32, y: i32) -> Option<usize> {
        let column = u16::try_from(x - i32::from(self.x)).ok().filter(|it| *it < self.width)?;
        let row = usize::try_from(y - i32::from(self.top)).ok()?;
        Some(row * usize::from(self.width) + usize::from(column))
    }

    /// Whether so many cells from `x` on are free, and one blank beside them
    /// on each side where there is more.
    fn is_free(&self, x: i32, y: i32, width: i32) -> bool {
        let free = |x: i32| {
            self.index(x, y).is_some_and(|n| self.cells.get(n).is_some_and(|taken| !taken))
        };
        let beside = |x: i32| self.index(x, y).is_none() || free(x);
        (x..x + width).all(free) && beside(x - 1) && beside(x + width)
    }
}

/// Writes the names of lows below them and of highs above them, the most
/// telling first; what has no room is not named.
pub(super) fn names(
    pen: &mut Pen<'_>,
    state: &State,
    sheet: &Sheet,
    curve: &Curve,
    taken: &mut Taken,
) {
    for n in &curve.named {
        let point = &curve.points[*n];
        let (Some(x), Some(emotion)) = (sheet.stretch.cell(point.x), point.touchpoint.emotion)
        else {
            continue;
        };
        if !is_shown(state, point) {
            continue;
        }
        let shown = text::display(&point.touchpoint.title);
        let at = (i32::from(x), i32::from(sheet.row(emotion)));
        let is_low = emotion < Emotion::NEUTRAL;
        let names = [text::clip(&shown, WHOLE), shortened(&shown).into()];
        let placed = names.iter().find_map(|name| {
            let width = u16::try_from(text::width(name)).ok().filter(|width| *width > 0)?;
            let (x, y) = room(taken, at, width.into(), is_low)?;
            pen.write(x, y, width, Role::Felt(Some(emotion)), name);
            Some((x..x + width, y))
        });
        if let Some((cells, y)) = placed {
            // two names do not read as one
            for x in cells.start.saturating_sub(1)..=cells.end {
                taken.put(x, y);
            }
        }
    }
}

/// The first words of a name.
fn shortened(name: &str) -> String {
    let cut = text::clip(name, SHORT);
    match cut.strip_suffix('…').and_then(|cut| cut.rsplit_once(' ')) {
        Some((words, _)) => format!("{}…", words.trim_end_matches([' ', ',', ':'])),
        None => cut.into_owned(),
    }
}

/// The first free place for a name of `width` cells: in the next row, over or
/// under the point; beside it; one row on.
fn room(taken: &Taken, (x, y): (i32, i32), width: i32, is_low: bool) -> Option<(u16, u16)> {
    let on = if is_low { 1 } else { -1 };
    let middle = x - width / 2;
    // what stands in the next row still touches the point
    let near = (0..=width / 2).flat_map(|by| [middle + by, middle - by]);
    let rows = [y + on, y + 2 * on];
    let over = |y: i32| near.clone().map(move |x| (x, y));
    let beside = [(x + 2, y), (x - 1 - width, y)];
    let places = over(rows[0]).chain(beside).chain(over(rows[1]));
    let place = { places }.find(|(x, y)| taken.is_free(*x, *y, width))?;
    Some((u16::try_from(place.0).ok()?, u16::try_from(place.1).ok()?))
}
