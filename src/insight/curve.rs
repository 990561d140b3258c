//! The emotion curve: where its points lie, and which of them deserve a name.

use crate::model::{Emotion, Stage};

/// One touchpoint on the curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Its row in the stage.
    pub row: usize,
    /// Where between the left (0) and right (1) side of its stage.
    pub x: f64,
    /// How it feels; none breaks the line.
    pub emotion: Option<Emotion>,
}

/// The points of one stage, evenly spread; detours have none.
#[expect(clippy::cast_precision_loss, reason = "a stage has fewer touchpoints than 2^52")]
pub fn points(stage: &Stage) -> Vec<Point> {
    let on_route =
        stage.touchpoints.iter().enumerate().filter(|(_, touchpoint)| !touchpoint.detour);
    let count = on_route.clone().count() as f64;
    on_route
        .enumerate()
        .map(|(n, (row, touchpoint))| Point {
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
/// telling first: strong feelings (-2, then +2), then what stands out from
/// its rated neighbours on both sides.
pub fn peaks(emotions: &[Option<Emotion>]) -> Vec<usize> {
    let rated: Vec<(usize, i8)> = emotions
        .iter()
        .enumerate()
        .filter_map(|(n, emotion)| Some((n, (*emotion)?.get())))
        .collect();
    let mut found: Vec<(u8, usize)> = Vec::new();
    for (k, &(n, value)) in rated.iter().enumerate() {
        let before = k.checked_sub(1).map(|k| rated[k].1);
        let after = rated.get(k + 1).map(|&(_, value)| value);
        // of equal neighbours the first is the one that is named
        let low =
            before.is_none_or(|before| value < before) && after.is_none_or(|after| value <= after);
        let high =
            before.is_none_or(|before| value > before) && after.is_none_or(|after| value >= after);
        match value {
            -2 if low => found.push((0, n)),
            2 if high => found.push((1, n)),
            -1 if low => found.push((2, n)),
            _ => {}
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, n)| n).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(values: &[i64]) -> Vec<usize> {
        // 9 stands for not rated
        peaks(&values.iter().map(|&value| Emotion::new(value).ok()).collect::<Vec<_>>())
    }

    #[test]
    fn lows_come_before_highs() {
        assert_eq!(named(&[1, 2, 0, -2, 1]), [3, 1]);
    }

    #[test]
    fn of_equal_neighbours_the_first_is_named() {
        assert_eq!(named(&[0, -2, -2, -2, 0]), [1]);
    }

    #[test]
    fn what_is_not_rated_is_no_neighbour() {
        assert_eq!(named(&[0, 9, -1, 9, 0]), [2]);
    }

    #[test]
    fn the_line_meets_its_points_and_stays_between_them() {
        assert!((between(-2.0, 1.0, 0.0) + 2.0).abs() < 1e-9);
        assert!((between(-2.0, 1.0, 1.0) - 1.0).abs() < 1e-9);
        for n in 0..=100 {
            let y = between(-2.0, 1.0, f64::from(n) / 100.0);
            assert!((-2.0..=1.0).contains(&y));
        }
    }
}
