//! The curve as a value: points, lines, stages, and what stands between them.

use std::ops::Range;
use std::sync::Arc;

use super::outline::Outline;
use super::{between, peaks};
use crate::insight::{Spread, Summary};
use crate::model::{Emotion, Handover, JourneyMap, Touchpoint};

/// The curve of a map, or of a part of it. A place along the journey is a
/// number of touchpoints from its beginning; a height is an emotion, -2 to +2.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Curve {
    /// The stages, from the first to the last.
    pub stages: Vec<Span>,
    /// The touchpoints on the route, in order. Of a part of a map the one
    /// before it and the one behind it are there, too.
    pub points: Vec<Point>,
    /// The lines; that of the mapped emotions is the first.
    pub series: Vec<Series>,
    /// The points that deserve a name, the most telling first.
    pub named: Vec<usize>,
    /// The handovers.
    pub passages: Vec<Passage>,
    /// The touchpoints beside the route.
    pub beside: Vec<Beside>,
}

/// The range that a stage takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Which stage, from 0.
    pub column: usize,
    /// Where it begins.
    pub start: usize,
    /// Where it ends, and the next one begins.
    pub end: usize,
    /// Its mean, its worst, and the like.
    pub summary: Summary,
}

/// A touchpoint on the route.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Its stage, from 0.
    pub column: usize,
    /// Its row in the stage.
    pub row: usize,
    /// Where it stands along the journey.
    pub x: f64,
    /// The touchpoint, for all that is written beside its point.
    pub touchpoint: Arc<Touchpoint>,
}

impl Point {
    /// From the lowest to the highest emotion that somebody says.
    pub fn voices(&self) -> Option<Spread> {
        Spread::of(&self.touchpoint.voices)
    }
}

/// Whose emotions a line shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeriesKind {
    /// As it is mapped.
    Mapped,
    /// As it should be.
    Target,
    /// As it was felt on the newest walk.
    Walked,
    /// As it was mapped in an older state ([`Curve::add_then`]).
    Then,
}

/// A line: an emotion for each point, where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Whose emotions.
    pub kind: SeriesKind,
    /// One for each point of the curve, in the same order.
    pub emotions: Vec<Option<Emotion>>,
}

impl Series {
    /// The points that a line joins without a break: one without an emotion
    /// breaks it.
    pub fn runs(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for n in (0..self.emotions.len()).filter(|n| self.emotions[*n].is_some()) {
            match runs.last_mut() {
                Some(run) if run.end == n => run.end = n + 1,
                _ => runs.push(n..n + 1),
            }
        }
        runs
    }
}

/// A handover, between two touchpoints or two stages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Passage {
    /// Where along the journey.
    pub x: f64,
    /// How it feels.
    pub emotion: Option<Emotion>,
    /// It leads to the next stage, and not only to the next touchpoint.
    pub to_stage: bool,
}

/// A touchpoint beside the route: it has a place, and no point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beside {
    /// Its stage, from 0.
    pub column: usize,
    /// Its row in the stage.
    pub row: usize,
    /// Where along the journey it leaves the route.
    pub x: f64,
}

impl Curve {
    /// The curve of the whole map.
    pub fn of(map: &JourneyMap) -> Self {
        let outline = Outline::of(map);
        outline.curve(0..outline.units())
    }

    /// Adds a line with the emotion of each point.
    pub fn add(&mut self, kind: SeriesKind, emotion: impl Fn(&Point) -> Option<Emotion>) {
        let emotions = self.points.iter().map(emotion).collect();
        self.series.push(Series { kind, emotions });
    }

    /// The height of a line at any place along the journey; none where it is
    /// broken, and before its first and behind its last point.
    pub fn height(&self, series: &Series, x: f64) -> Option<f64> {
        let next = self.points.partition_point(|point| point.x < x);
        let value = |n: usize| Some(f64::from((*series.emotions.get(n)?)?.get()));
        let b = self.points.get(next)?;
        if b.x <= x {
            return value(next);
        }
        let before = next.checked_sub(1)?;
        let a = self.points.get(before)?.x;
        Some(between(value(before)?, value(next)?, (x - a) / (b.x - a)))
    }

    pub(super) fn pass(&mut self, handover: &Handover, x: f64, to_stage: bool) {
        if handover.is_there() {
            self.passages.push(Passage { x, emotion: handover.emotion, to_stage });
        }
    }

    /// Puts the points at both ends, and draws the lines through all.
    pub(super) fn finish(&mut self, before: Option<Point>, after: Option<Point>) {
        let inside = usize::from(before.is_some());
        let inside = inside..inside + self.points.len();
        if let Some(before) = before {
            self.points.insert(0, before);
        }
        self.points.extend(after);
        self.add(SeriesKind::Mapped, |point| point.touchpoint.emotion);
        self.add(SeriesKind::Target, |point| point.touchpoint.target);
        self.add(SeriesKind::Walked, |point| walked(&point.touchpoint));
        self.named = peaks(&self.series[0].emotions);
        self.named.retain(|n| inside.contains(n));
        let is_there = |series: &Series| series.emotions.iter().any(Option::is_some);
        self.series.retain(|series| series.kind == SeriesKind::Mapped || is_there(series));
    }
}

/// How the newest walk felt there; none where that walk does not say.
pub fn walked(touchpoint: &Touchpoint) -> Option<Emotion> {
    touchpoint.walks.iter().max_by_key(|walk| walk.on)?.emotion
}
