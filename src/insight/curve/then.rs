//! How the touchpoints of an older state of a map felt, beside how they feel.

use std::collections::HashMap;

use super::whole::{Curve, Point, SeriesKind};
use crate::model::{Emotion, Id, JourneyMap, Touchpoint};

/// How each touchpoint of an older state of a map felt. It keeps nothing else
/// of that state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Felt {
    touchpoints: HashMap<Id, Before>,
}

/// A touchpoint as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Before {
    emotion: Option<Emotion>,
    detour: bool,
}

/// What became of how a touchpoint feels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It was not there then.
    New,
    /// It is as it was, rated or not.
    Same,
    /// How it felt and how it feels, which is never the same; none: not rated.
    Other(Option<Emotion>, Option<Emotion>),
}

/// How many touchpoints became what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FeltTally {
    /// They feel better than they did.
    pub better: usize,
    /// They feel worse.
    pub worse: usize,
    /// They are rated and were not.
    pub rated: usize,
    /// They were rated and are not.
    pub unrated: usize,
    /// They were not there then.
    pub new: usize,
    /// They are not there any more.
    pub gone: usize,
}

impl Felt {
    /// How all of `then` felt, an older state of a map.
    pub fn of(then: &JourneyMap) -> Self {
        let all = then.stages.iter().flat_map(|stage| &stage.touchpoints);
        let before = |it: &Touchpoint| Before { emotion: it.emotion, detour: it.detour };
        Self { touchpoints: all.map(|it| (it.id.clone(), before(it))).collect() }
    }

    /// Whether a touchpoint was there.
    pub fn has(&self, id: &Id) -> bool {
        self.touchpoints.contains_key(id)
    }

    /// How a touchpoint felt; none where it was not rated or not there.
    pub fn emotion(&self, id: &Id) -> Option<Emotion> {
        self.touchpoints.get(id)?.emotion
    }

    /// Whether it was beside the route.
    pub fn was_beside(&self, id: &Id) -> bool {
        self.touchpoints.get(id).is_some_and(|before| before.detour)
    }

    /// What became of a touchpoint since.
    pub fn became(&self, now: &Touchpoint) -> Became {
        match self.touchpoints.get(&now.id) {
            None => Became::New,
            Some(before) if before.emotion == now.emotion => Became::Same,
            Some(before) => Became::Other(before.emotion, now.emotion),
        }
    }

    /// Counts what became of all touchpoints of `now`, those beside the route
    /// among them.
    pub fn tally(&self, now: &JourneyMap) -> FeltTally {
        let mut tally = FeltTally::default();
        let mut there = 0;
        for touchpoint in now.stages.iter().flat_map(|stage| &stage.touchpoints) {
            let count = match self.became(touchpoint) {
                Became::New => {
                    tally.new += 1;
                    continue;
                }
                Became::Same | Became::Other(None, None) => None,
                Became::Other(None, Some(_)) => Some(&mut tally.rated),
                Became::Other(Some(_), None) => Some(&mut tally.unrated),
                Became::Other(Some(was), Some(is)) if is > was => Some(&mut tally.better),
                Became::Other(..) => Some(&mut tally.worse),
            };
            if let Some(count) = count {
                *count += 1;
            }
            there += 1;
        }
        tally.gone = self.touchpoints.len().saturating_sub(there);
        tally
    }

    /// How high the line of that time stands at a point. What was beside the
    /// route had no point then, and breaks the line as what was not rated or
    /// not there.
    fn height(&self, point: &Point) -> Option<Emotion> {
        let before = self.touchpoints.get(&point.touchpoint.id)?;
        before.emotion.filter(|_| !before.detour)
    }
}

impl Curve {
    /// Adds the line of an older state of the map: how what is a point now felt
    /// then.
    pub fn add_then(&mut self, felt: &Felt) {
        self.add(SeriesKind::Then, |point| felt.height(point));
    }
}
