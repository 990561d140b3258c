//! The emotion curve: where its points lie, and which of them deserve a name.
//! All of it is in units that know no screen: along the journey a touchpoint
//! is one wide, and up and down an emotion is one high.

mod outline;
mod then;
mod whole;

#[cfg(test)]
mod tests;

use crate::model::{Emotion, Stage};

pub use outline::{Fact, Facts, Outline, Shape};
pub use then::{Became, Felt, FeltTally};
pub use whole::{Beside, Curve, Passage, Point, Series, SeriesKind, Span, walked};

/// One touchpoint on the part of the curve that stands under its stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InStage {
    /// Its row in the stage.
    pub row: usize,
    /// Where between the left (0) and right (1) side of its stage.
    pub x: f64,
    /// How it feels; none breaks the line.
    pub emotion: Option<Emotion>,
}

/// The points of one stage, evenly spread; detours have none.
#[expect(clippy::cast_precision_loss, reason = "a stage has fewer touchpoints than 2^52")]
pub fn in_stage(stage: &Stage) -> Vec<InStage> {
    let on_route =
        stage.touchpoints.iter().enumerate().filter(|(_, touchpoint)| !touchpoint.detour);
    let count = on_route.clone().count() as f64;
    on_route
        .enumerate()
        .map(|(n, (row, touchpoint))| InStage {
            row,
            x: (n as f64 + 0.5) / count,
            emotion: touchpoint.emotion,
        })
        .collect()
}

/// The height of the line between two points, `t` of the way (0 to 1) from
/// `a` to `b`: flat at both ends, so that each point is a top, a foot or a
/// step and the line never passes beyond the two.
pub fn between(a: f64, b: f64, t: f64) -> f64 {
    let eased = (1.0 - (std::f64::consts::PI * t.clamp(0.0, 1.0)).cos()) / 2.0;
    a + (b - a) * eased
}

/// Which of `emotions` are highs and lows that deserve a name, the most
/// telling first: strong feelings (-2, then +2), then -1, each where it stands
/// out from its neighbours on both sides. What is not rated is no neighbour:
/// the line ends there.
pub fn peaks(emotions: &[Option<Emotion>]) -> Vec<usize> {
    let value = |n: Option<usize>| Some((*emotions.get(n?)?)?.get());
    let mut found: Vec<(u8, usize)> = Vec::new();
    for n in 0..emotions.len() {
        let Some(here) = value(Some(n)) else { continue };
        let (before, after) = (value(n.checked_sub(1)), value(Some(n + 1)));
        // of equal neighbours the first is the one that is named
        let low =
            before.is_none_or(|before| here < before) && after.is_none_or(|after| here <= after);
        let high =
            before.is_none_or(|before| here > before) && after.is_none_or(|after| here >= after);
        match here {
            -2 if low => found.push((0, n)),
            2 if high => found.push((1, n)),
            -1 if low => found.push((2, n)),
            _ => {}
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, n)| n).collect()
}
