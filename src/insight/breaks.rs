//! Where the journey breaks, and what to fix first.
//!
//! **A break** is a touchpoint that customers run into and that fails:
//! something counts it (its [`Frequency`] is above 0), whatever it is said to
//! feel like. The best evidence there is counts, and only that: the newest
//! month of support (tickets per 1,000 orders, else tickets), else votes, else
//! the pains and gaps that are written down. So a newest month without tickets
//! is no break, however many dots it has.
//!
//! **How grave** it is, is its [`Impact`], 1 to 5: given, or derived, or not
//! known.
//!
//! **The order.** The frequency is made a level from 1 to 5, relative to the
//! greatest frequency of its kind in the map: `ceil(5 × frequency /
//! greatest)`. Tickets, dots, and pains and gaps are measured against 5 at
//! least, for else the one pain that anybody wrote down would come before a
//! thousand tickets. The rank is level × impact, 1 to 25, where an unknown impact
//! counts as 3; the highest comes first. Of one rank, the better evidence
//! comes first, then the greater frequency, the greater impact, the lower
//! emotion, the greater drop-off, the greater importance, moments of truth and
//! high risks, and at last the id: never what a thing is called or where it
//! stands.
//!
//! **Mended** is a touchpoint with something done about it and nothing left to
//! do. What was counted up to the month of its fix (the last action done, or
//! verified: then somebody has looked at the figures) is of before, as are
//! votes. What is counted later, and pains and gaps that no finished action
//! answers, make it a break again. (Done in cjm, an action names what it
//! answers; one that names nothing answers all that is not known to be open
//! since.) So does a walk since then that did not pass, until a later month is
//! counted: it is as frequent then as it was before.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use crate::model::{Day, JourneyMap, MapState, Scale, Spot, Stage, Touchpoint};

mod fix;
mod frequency;
mod impact;
mod low;

use super::measured::Trend;
use fix::Fix;

pub use fix::{actions_about, is_to_be_done, unfixed};
pub use frequency::{Frequency, FrequencyKind};
pub use impact::{Derived, Impact, csat};
pub use low::Low;

/// From this level of frequency on something happens often.
pub const OFTEN: u8 = 3;
/// From this impact on something is grave.
pub const GRAVE: u8 = 4;

/// Where a map breaks.
#[derive(Debug, Clone, Default)]
pub struct Breaks {
    /// The map shows the journey as it should be, where nothing fails: its
    /// pains and gaps say what is to be left behind.
    pub is_to_be: bool,
    /// What fails, what to fix first at the beginning.
    pub open: Vec<Break>,
    /// What failed and was fixed, the latest fix first.
    pub mended: Vec<Facts>,
}

/// A touchpoint that fails, compared with all others of the map.
#[derive(Debug, Clone)]
pub struct Break {
    /// What is known of it.
    pub facts: Facts,
    /// How often, relative to the greatest of its kind.
    pub level: Scale,
}

/// What is known of a touchpoint that fails or failed. It hangs on its stage
/// alone, and can be kept beside it.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The stage that it stands in.
    pub stage: Arc<Stage>,
    /// The touchpoint.
    pub touchpoint: Arc<Touchpoint>,
    /// How often customers run into it, or did before it was mended; never 0.
    pub frequency: Frequency,
    /// The same in the month that was counted before that one.
    pub earlier: Option<Frequency>,
    /// How grave it is.
    pub impact: Impact,
    /// When all that was to be done was done; none where something is to be
    /// done, or nothing was.
    pub fixed: Option<Day>,
    /// When somebody walked it after that, and it did not pass; none where it
    /// did, where nobody has, and where newer figures are known.
    pub not_passed: Option<Day>,
    /// Whether it is mended; none while it fails.
    pub mended: Option<Mended>,
}

/// How we know that something is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mended {
    /// It was done; nothing was counted since.
    Waits,
    /// A later month was counted, and there were no tickets in it.
    Gone(Frequency),
}

/// Where `map` breaks.
pub fn breaks(map: &JourneyMap) -> Breaks {
    if can_break(map) {
        let facts: Vec<Facts> = map.stages.iter().flat_map(of_stage).collect();
        rank(&facts)
    } else {
        Breaks { is_to_be: true, ..Breaks::default() }
    }
}

/// Whether anything can fail on `map`: not on one that shows the journey as it
/// should be, which nobody has made yet.
pub fn can_break(map: &JourneyMap) -> bool {
    map.state == MapState::AsIs
}

/// How many touchpoints of `map` fail.
pub fn count(map: &JourneyMap) -> usize {
    if !can_break(map) {
        return 0;
    }
    let facts = map.stages.iter().flat_map(of_stage);
    facts.filter(|it| it.mended.is_none()).count()
}

/// Whether others than the mapper show that a touchpoint fails where nothing was
/// done: tickets of its newest month, or votes.
pub fn is_shown(touchpoint: &Touchpoint) -> bool {
    unfixed(touchpoint).is_some_and(|it| it.kind() != FrequencyKind::Estimate && !it.is_zero())
}

/// What fails or failed in a stage, in its order.
pub fn of_stage(stage: &Arc<Stage>) -> Vec<Facts> {
    stage.touchpoints.iter().filter_map(|touchpoint| Facts::of(stage, touchpoint)).collect()
}

/// What in a stage may be the first of its map, whatever fails elsewhere: of
/// each kind of frequency and each impact the greatest, which is at most 20.
/// [`first`] finds the same out of these as out of all facts.
pub fn foremost(stage: &Arc<Stage>) -> Vec<Facts> {
    let mut found: Vec<Facts> = Vec::new();
    let all = stage.touchpoints.iter().filter_map(|touchpoint| Facts::of(stage, touchpoint));
    for facts in all.filter(|it| it.mended.is_none()) {
        let is_like = |it: &&mut Facts| {
            it.frequency.kind() == facts.frequency.kind()
                && it.impact.ranked() == facts.impact.ranked()
        };
        match found.iter_mut().find(is_like) {
            None => found.push(facts),
            Some(known) if within_rank(&facts, known).is_lt() => *known = facts,
            Some(_) => {}
        }
    }
    found
}

/// All facts of a map in the order in which to look at them.
pub fn rank<'f>(facts: impl IntoIterator<Item = &'f Facts> + Clone) -> Breaks {
    let mut open: Vec<Ranked<'_>> = ranked(facts.clone()).collect();
    open.sort_by(Ranked::order);
    let mended = facts.into_iter().filter(|it| it.mended.is_some());
    let mut mended: Vec<Facts> = mended.cloned().collect();
    mended.sort_by_key(|it| (Reverse(it.fixed), it.touchpoint.id.clone()));
    Breaks { is_to_be: false, open: open.into_iter().map(Break::from).collect(), mended }
}

/// The first of those that fail, found without ordering them all.
pub fn first<'f>(facts: impl IntoIterator<Item = &'f Facts> + Clone) -> Option<Break> {
    ranked(facts).min_by(Ranked::order).map(Break::from)
}

impl Break {
    /// Level × impact, 1 to 25.
    pub fn rank(&self) -> u8 {
        rank_of(&self.facts, self.level)
    }

    /// Whether it happens often, for the picture of frequency and impact.
    pub fn is_often(&self) -> bool {
        self.level.get() >= OFTEN
    }

    /// Whether it is grave, for the same picture.
    pub fn is_grave(&self) -> bool {
        self.facts.impact.ranked() >= GRAVE
    }
}

impl Facts {
    fn of(stage: &Arc<Stage>, touchpoint: &Arc<Touchpoint>) -> Option<Self> {
        let fix = Fix::of(stage, touchpoint);
        let mut not_passed = None;
        let (frequency, mended) = match &fix {
            None => (unfixed(touchpoint).filter(|it| !it.is_zero())?, None),
            Some(fix) => {
                let since = fix.since(touchpoint);
                not_passed = fix.not_passed(touchpoint, since);
                match since {
                    Some(since) if !since.is_zero() => (since, None),
                    _ if not_passed.is_some() => (fix.before(touchpoint)?, None),
                    Some(since) => (fix.before(touchpoint)?, Some(Mended::Gone(since))),
                    None => (fix.before(touchpoint)?, Some(Mended::Waits)),
                }
            }
        };
        Some(Self {
            stage: Arc::clone(stage),
            touchpoint: Arc::clone(touchpoint),
            frequency,
            earlier: earlier(touchpoint, frequency),
            impact: Impact::of(touchpoint),
            fixed: fix.map(|fix| fix.on),
            not_passed,
            mended,
        })
    }

    /// Where it stands on the map.
    pub fn spot(&self) -> Spot {
        Spot::new(&self.stage.id, &self.touchpoint.id)
    }

    /// Where its frequency goes, as far as `shown` makes a difference of two
    /// numbers; none where nothing was counted before.
    pub fn trend<T: PartialEq>(&self, shown: impl Fn(f64) -> T) -> Option<Trend> {
        let (before, now) = (self.earlier?.value(), self.frequency.value());
        if shown(before) == shown(now) {
            return Some(Trend::Level);
        }
        Some(Trend::between(before, now))
    }
}

/// What was counted before that, in the same way.
fn earlier(touchpoint: &Touchpoint, frequency: Frequency) -> Option<Frequency> {
    let month = frequency.month()?;
    let months = touchpoint.support.counted().filter(|counts| counts.month < month);
    let before = Frequency::counted(months.max_by_key(|counts| counts.month)?)?;
    (before.kind() == frequency.kind()).then_some(before)
}

/// Facts with their level, lent while they are put in order.
struct Ranked<'f> {
    facts: &'f Facts,
    level: Scale,
}

/// What fails, compared with the greatest of its kind.
fn ranked<'f>(
    facts: impl IntoIterator<Item = &'f Facts> + Clone,
) -> impl Iterator<Item = Ranked<'f>> {
    let greatest = Greatest::of(facts.clone());
    facts.into_iter().filter(|it| it.mended.is_none()).map(move |facts| {
        let level = facts.frequency.level(greatest.like(facts.frequency));
        Ranked { facts, level }
    })
}

fn rank_of(facts: &Facts, level: Scale) -> u8 {
    level.get() * facts.impact.ranked()
}

impl Ranked<'_> {
    /// Less is what comes first.
    fn order(&self, other: &Self) -> Ordering {
        let (a, b) = (self.facts, other.facts);
        rank_of(b, other.level).cmp(&rank_of(a, self.level)).then_with(|| within_rank(a, b))
    }
}

/// The order of what has one rank; less is what comes first.
fn within_rank(a: &Facts, b: &Facts) -> Ordering {
    let kinds = a.frequency.kind().cmp(&b.frequency.kind());
    kinds
        .then_with(|| b.frequency.against(a.frequency).unwrap_or(Ordering::Equal))
        .then_with(|| b.impact.ranked().cmp(&a.impact.ranked()))
        .then_with(|| Weight::of(&b.touchpoint).order(&Weight::of(&a.touchpoint)))
        .then_with(|| a.touchpoint.id.cmp(&b.touchpoint.id))
}

impl From<Ranked<'_>> for Break {
    fn from(ranked: Ranked<'_>) -> Self {
        Self { facts: ranked.facts.clone(), level: ranked.level }
    }
}

/// The greatest frequency of each kind among those that fail.
#[derive(Default)]
struct Greatest([Option<Frequency>; FrequencyKind::ALL.len()]);

impl Greatest {
    fn of<'f>(facts: impl IntoIterator<Item = &'f Facts>) -> Self {
        let mut greatest = Self::default();
        for facts in facts.into_iter().filter(|it| it.mended.is_none()) {
            let known = greatest.like(facts.frequency);
            if facts.frequency.against(known) != Some(Ordering::Less) {
                greatest.0[facts.frequency.kind() as usize] = Some(facts.frequency);
            }
        }
        greatest
    }

    /// Of the kind of `frequency`, which is the greatest where none is known.
    fn like(&self, frequency: Frequency) -> Frequency {
        self.0[frequency.kind() as usize].unwrap_or(frequency)
    }
}

/// What decides where all else is equal; what is not known weighs least.
struct Weight {
    low: Option<i8>,
    drop_off: f64,
    importance: Option<Scale>,
    marks: u8,
}

impl Weight {
    fn of(touchpoint: &Touchpoint) -> Self {
        Self {
            low: touchpoint.emotion.map(|emotion| -emotion.get()),
            drop_off: touchpoint.drop_off.map_or(-1.0, |share| share.get()),
            importance: touchpoint.importance,
            marks: u8::from(touchpoint.moment_of_truth) + u8::from(touchpoint.high_risk),
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        self.low
            .cmp(&other.low)
            .then_with(|| self.drop_off.total_cmp(&other.drop_off))
            .then_with(|| self.importance.cmp(&other.importance))
            .then_with(|| self.marks.cmp(&other.marks))
    }
}
