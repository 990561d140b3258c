//! What is known of every stage so that a part of the curve can be made
//! without reading the rest of the map.

use std::ops::Range;
use std::sync::Arc;

use super::whole::{self, Beside, Curve, Point, Span};
use crate::insight::{Spread, Summary};
use crate::model::{JourneyMap, Stage, Touchpoint};

/// Something that a touchpoint may have and that is drawn at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// An emotion.
    Rated,
    /// No emotion yet.
    Unrated,
    /// An emotion that it should have.
    Target,
    /// An emotion that somebody felt who walked the journey.
    Walked,
    /// Emotions that several people say.
    Voices,
    /// It is a moment of truth.
    Truth,
    /// It is a high risk.
    Risk,
    /// The customer waits.
    Wait,
    /// Customers leave.
    DropOff,
    /// A handover follows it.
    Handover,
    /// It is beside the route, and has no point.
    Detour,
}

/// Which facts there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts(u16);

impl Facts {
    /// Whether some touchpoint has it.
    pub fn has(self, fact: Fact) -> bool {
        self.0 & (1 << fact as u16) != 0
    }

    /// All that one or the other has.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn with(self, fact: Fact, is_there: bool) -> Self {
        Self(self.0 | (u16::from(is_there) << fact as u16))
    }

    fn of(touchpoint: &Touchpoint) -> Self {
        if touchpoint.detour {
            return Self::default().with(Fact::Detour, true);
        }
        Self::default()
            .with(Fact::Rated, touchpoint.emotion.is_some())
            .with(Fact::Unrated, touchpoint.emotion.is_none())
            .with(Fact::Target, touchpoint.target.is_some())
            .with(Fact::Walked, whole::walked(touchpoint).is_some())
            .with(Fact::Voices, Spread::of(&touchpoint.voices).is_some())
            .with(Fact::Truth, touchpoint.moment_of_truth)
            .with(Fact::Risk, touchpoint.high_risk)
            .with(Fact::Wait, touchpoint.wait.is_some())
            .with(Fact::DropOff, touchpoint.drop_off.is_some())
            .with(Fact::Handover, touchpoint.handover.is_there())
    }
}

/// What of a stage its part of the curve hangs on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    /// How many touchpoints are on the route: each of them is a point.
    pub points: usize,
    /// What there is to draw.
    pub facts: Facts,
    /// Its figures.
    pub summary: Summary,
    /// The row of each detour, and how many points are before it.
    detours: Vec<(usize, usize)>,
}

impl Shape {
    /// Reads the whole stage.
    pub fn of(stage: &Stage) -> Self {
        let mut shape = Self { summary: Summary::of(stage), ..Self::default() };
        shape.facts = shape.facts.with(Fact::Handover, stage.handover.is_there());
        for (row, touchpoint) in stage.touchpoints.iter().enumerate() {
            shape.facts = shape.facts.and(Facts::of(touchpoint));
            if touchpoint.detour {
                shape.detours.push((row, shape.points));
            } else {
                shape.points += 1;
            }
        }
        shape
    }

    /// How much of the journey it takes: one for a point, and one for a stage
    /// that has none.
    pub fn units(&self) -> usize {
        self.points.max(1)
    }

    /// The row of a point, counted from 0.
    pub fn row(&self, point: usize) -> usize {
        point + self.detours.partition_point(|(_, before)| *before <= point)
    }

    /// Where a row stands, from the beginning of the stage.
    #[expect(clippy::cast_precision_loss, reason = "a stage has fewer touchpoints than 2^52")]
    fn x(&self, row: usize) -> f64 {
        let at = match self.detours.binary_search_by_key(&row, |(row, _)| *row) {
            Err(detours) => return (row - detours) as f64 + 0.5,
            Ok(at) => at,
        };
        // those between the same two points share the way from one to the other
        let before = self.detours[at].1;
        let first = self.detours.partition_point(|(_, points)| *points < before);
        let end = self.detours.partition_point(|(_, points)| *points <= before);
        let low = (before as f64 - 0.5).max(0.0);
        let high = (before as f64 + 0.5).min(self.units() as f64);
        low + (high - low) * (at - first + 1) as f64 / (end - first + 1) as f64
    }
}

/// The shapes of all stages, from the first to the last.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    stages: Vec<(Arc<Stage>, Shape)>,
}

impl Outline {
    /// Reads the whole map.
    pub fn of(map: &JourneyMap) -> Self {
        let mut outline = Self::default();
        outline.follow(map);
        outline
    }

    /// Follows a change of the map: only stages that changed are read again.
    pub fn follow(&mut self, map: &JourneyMap) {
        for (n, stage) in map.stages.iter().enumerate() {
            let is_it = |known: &(Arc<Stage>, Shape)| Arc::ptr_eq(&known.0, stage);
            if self.stages.get(n).is_some_and(is_it) {
                continue;
            }
            if let Some(at) = self.stages.iter().skip(n).position(is_it) {
                self.stages.swap(n, n + at);
                continue;
            }
            let new = (Arc::clone(stage), Shape::of(stage));
            match self.stages.get_mut(n) {
                Some(old) if old.0.id == stage.id => *old = new,
                _ => self.stages.insert(n, new),
            }
        }
        self.stages.truncate(map.stages.len());
    }

    /// The length of the journey: one for each point, and one for each stage
    /// without any.
    pub fn units(&self) -> usize {
        self.stages.iter().map(|(_, shape)| shape.units()).sum()
    }

    /// What there is to draw.
    pub fn facts(&self) -> Facts {
        self.stages.iter().fold(Facts::default(), |all, (_, shape)| all.and(shape.facts))
    }

    /// The shape of the stage in that column.
    pub fn shape(&self, column: usize) -> Option<&Shape> {
        self.stages.get(column).map(|(_, shape)| shape)
    }

    /// Where a stage begins, in units from the beginning of the journey.
    pub fn start(&self, column: usize) -> usize {
        self.stages.iter().take(column).map(|(_, shape)| shape.units()).sum()
    }

    /// Where a touchpoint stands along the journey, or the beginning of its
    /// stage where no row is given; none where there is no such stage.
    #[expect(clippy::cast_precision_loss, reason = "a map has fewer touchpoints than 2^52")]
    pub fn x(&self, column: usize, row: Option<usize>) -> Option<f64> {
        let shape = self.shape(column)?;
        Some(self.start(column) as f64 + row.map_or(0.0, |row| shape.x(row)))
    }

    /// The part of the curve between two places, in units; with one more
    /// point on each side, so that lines go on beyond it as they are. Reads
    /// no other touchpoint.
    #[expect(clippy::cast_precision_loss, reason = "a map has fewer touchpoints than 2^52")]
    pub fn curve(&self, range: Range<usize>) -> Curve {
        let mut curve = Curve::default();
        let (mut before, mut after) = (None, None);
        let mut start = 0;
        for (column, (stage, shape)) in self.stages.iter().enumerate() {
            let end = start + shape.units();
            let point = |n: usize| {
                let row = shape.row(n);
                let touchpoint = Arc::clone(&stage.touchpoints[row]);
                Point { column, row, x: (start + n) as f64 + 0.5, touchpoint }
            };
            let first = range.start.saturating_sub(start).min(shape.points);
            let last = range.end.saturating_sub(start).min(shape.points);
            if curve.points.is_empty() && first > 0 {
                before = Some((column, first - 1));
            }
            curve.points.extend((first..last).map(point));
            if end > range.start && start < range.end {
                let summary = shape.summary;
                curve.stages.push(Span { column, start, end, summary });
                let detours = shape.detours.iter().map(|(row, _)| Beside {
                    column,
                    row: *row,
                    x: start as f64 + shape.x(*row),
                });
                let inside = range.start as f64..range.end as f64;
                curve.beside.extend(detours.filter(|detour| inside.contains(&detour.x)));
                let is_last = |n: usize| n + 1 == shape.points;
                for n in first..last {
                    let handover = &stage.touchpoints[shape.row(n)].handover;
                    // the way to the next stage begins behind it
                    let gap = if is_last(n) { 0.75 } else { 1.0 };
                    curve.pass(handover, (start + n) as f64 + gap, false);
                }
                if end <= range.end {
                    curve.pass(&stage.handover, end as f64, true);
                }
            }
            if last < shape.points {
                after = Some(point(last));
                break;
            }
            start = end;
        }
        let before = before.map(|(column, n)| {
            let (stage, shape) = &self.stages[column];
            let (row, start) = (shape.row(n), self.start(column));
            let touchpoint = Arc::clone(&stage.touchpoints[row]);
            Point { column, row, x: (start + n) as f64 + 0.5, touchpoint }
        });
        curve.finish(before, after);
        curve
    }
}
