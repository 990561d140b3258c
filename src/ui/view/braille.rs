//! A line in dots of Braille: two in a cell from left to right, four from top
//! to bottom.

use crate::insight::curve::between;
use crate::model::Emotion;

/// How a line is drawn, so that it is told apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Texture {
    /// Without a gap.
    Whole,
    /// A dot every second cell.
    Dotted,
    /// Strokes of two cells with as much between them.
    Dashed,
    /// Strokes of a cell with as much between them.
    Stitched,
}

impl Texture {
    fn has(self, step: usize) -> bool {
        match self {
            Self::Whole => true,
            Self::Dotted => step.is_multiple_of(4),
            Self::Stitched => (step / 2).is_multiple_of(2),
            Self::Dashed => (step / 4).is_multiple_of(2),
        }
    }
}

/// Cells full of dots, from +2 at the top to -2 at the bottom.
pub(super) struct Dots {
    cells: Vec<u8>,
    width: usize,
    /// Rows from one emotion to the next.
    step: usize,
}

/// A point of a line: its cell, from the left of the dots, which may be out of
/// them, and its emotion.
pub(super) type End = (i32, Emotion);

/// The bit of each dot of a Braille cell, by row and column.
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

impl Dots {
    pub(super) fn new(width: u16, step: u16) -> Self {
        let (width, step) = (usize::from(width), usize::from(step));
        Self { cells: vec![0; width * (4 * step + 1)], width, step }
    }

    /// Draws the line between two points, as far as it is in view.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a screen has fewer than 2^16 dots, and no emotion is above +2"
    )]
    pub(super) fn segment(&mut self, (from, a): End, (to, b): End, texture: Texture) {
        let (from, to) = (from * 2 + 1, to * 2 + 1);
        let height = |x: i32| {
            let t = if to == from { 1.0 } else { f64::from(x - from) / f64::from(to - from) };
            let value = between(a.get().into(), b.get().into(), t);
            ((2.0 - value) * 4.0 * self.step as f64 + 1.5).round() as usize
        };
        let mut before = height(from);
        let mut done = 0;
        let mut dots = Vec::new();
        for x in from..=to {
            let y = height(x);
            let is_in = x >= 0 && usize::try_from(x / 2).is_ok_and(|cell| cell < self.width);
            // steep parts are drawn whole
            let (low, high) = (y.min(before), y.max(before));
            for n in 0..=high - low {
                if is_in && texture.has(done + n) {
                    dots.push((x as usize, if y < before { high - n } else { low + n }));
                }
            }
            // a step to the side, and as many as it goes up or down
            done += (high - low).max(1);
            before = y;
        }
        for (x, y) in dots {
            if let Some(bits) = self.cells.get_mut((y / 4) * self.width + x / 2) {
                *bits |= BITS[y % 4][x % 2];
            }
        }
    }

    /// The cells that have dots: column, row, sign.
    pub(super) fn signs(&self) -> impl Iterator<Item = (u16, u16, char)> {
        let drawn = self.cells.iter().enumerate().filter(|(_, bits)| **bits != 0);
        drawn.map(|(n, bits)| {
            let (x, y) = (n % self.width, n / self.width);
            let sign = char::from_u32(0x2800 + u32::from(*bits)).unwrap_or(' ');
            (u16::try_from(x).unwrap_or(u16::MAX), u16::try_from(y).unwrap_or(u16::MAX), sign)
        })
    }
}
