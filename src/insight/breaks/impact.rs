//! How grave it is when a touchpoint fails.

use crate::model::{Counts, Metric, Scale, Touchpoint, Unit};
use crate::text::fold;

/// How grave it is, 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Impact {
    /// Somebody said so: the field `impact`.
    Given(Scale),
    /// Nobody said so, but something is known that it follows from.
    Derived(Derived),
    /// Nothing is known.
    Unknown,
}

/// An impact that follows from what is known of a touchpoint: the mean of the
/// parts that are known, rounded half up. Each part is a number from 1 (no
/// harm) to 5.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Derived {
    /// The result.
    pub impact: Scale,
    /// How it feels: +2 is 1, 0 is 3, −2 is 5.
    pub emotion: Option<f64>,
    /// CSAT of the newest month that has one, else the newest reading of the
    /// touchpoint's metric CSAT in percent: 100 is 1, 50 and less is 5, in
    /// between on a line.
    pub csat: Option<f64>,
    /// The field `importance` as it is.
    pub importance: Option<f64>,
    /// The share of customers who leave here: 0 is 1, 40 % and more is 5, in
    /// between on a line.
    pub drop_off: Option<f64>,
}

/// How an unknown impact is ranked: in the middle.
const UNKNOWN: u8 = 3;
/// The most harm.
const MOST: f64 = 5.0;
/// At this CSAT the harm is greatest.
const LOW_CSAT: f64 = 50.0;
/// At this share of customers who leave the harm is greatest.
const HIGH_DROP_OFF: f64 = 40.0;

impl Impact {
    /// Of a touchpoint.
    pub fn of(touchpoint: &Touchpoint) -> Self {
        if let Some(given) = touchpoint.impact {
            return Self::Given(given);
        }
        let emotion = touchpoint.emotion.map(|emotion| 3.0 - f64::from(emotion.get()));
        let csat = csat(touchpoint).map(|csat| line((100.0 - csat) / (100.0 - LOW_CSAT)));
        let importance = touchpoint.importance.map(|it| f64::from(it.get()));
        let drop_off = touchpoint.drop_off.map(|it| line(it.get() / HIGH_DROP_OFF));
        let known: Vec<f64> = [emotion, csat, importance, drop_off].into_iter().flatten().collect();
        match rounded_mean(&known) {
            Some(impact) => Self::Derived(Derived { impact, emotion, csat, importance, drop_off }),
            None => Self::Unknown,
        }
    }

    /// The number, where one is known.
    pub fn known(self) -> Option<Scale> {
        match self {
            Self::Given(impact) | Self::Derived(Derived { impact, .. }) => Some(impact),
            Self::Unknown => None,
        }
    }

    /// The number that is ranked by, 1 to 5: unknown counts as 3.
    pub fn ranked(self) -> u8 {
        self.known().map_or(UNKNOWN, Scale::get)
    }
}

/// How satisfied customers are with a touchpoint, 0 to 100: the newest month
/// of support that says so, else the newest reading of a metric CSAT in
/// percent.
pub fn csat(touchpoint: &Touchpoint) -> Option<f64> {
    let months = touchpoint.support.months.iter();
    let asked = months.filter(|counts| counts.csat.is_some());
    let newest: Option<&Counts> = asked.max_by_key(|counts| counts.month);
    let counted = newest.and_then(|counts| counts.csat).map(|csat| csat.get());
    counted.or_else(|| touchpoint.metrics.iter().find_map(measured_csat))
}

fn measured_csat(metric: &Metric) -> Option<f64> {
    if metric.unit != Unit::Percent || fold(&metric.name) != "csat" {
        return None;
    }
    let newest = metric.readings.iter().max_by_key(|reading| reading.on);
    newest.map(|reading| reading.value.get())
}

/// 1 where the share is 0, 5 where it is 1 and more.
fn line(share: f64) -> f64 {
    1.0 + (MOST - 1.0) * share.clamp(0.0, 1.0)
}

/// The mean, rounded half up; none of nothing.
#[expect(clippy::cast_precision_loss, reason = "there are four parts")]
fn rounded_mean(known: &[f64]) -> Option<Scale> {
    if known.is_empty() {
        return None;
    }
    let mean = known.iter().sum::<f64>() / known.len() as f64;
    // a half must not become less than one on its way through binary fractions
    let mean = (mean * 1e6).round() / 1e6;
    // from the top, so that 4.5 is 5
    Scale::ALL.into_iter().rev().find(|scale| mean >= f64::from(scale.get()) - 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Emotion, Id, Number, Percent, Reading};

    fn bare() -> Touchpoint {
        Touchpoint::new(Id::new("t"), "Pays")
    }

    fn impact(touchpoint: &Touchpoint) -> Option<u8> {
        Impact::of(touchpoint).known().map(Scale::get)
    }

    #[test]
    fn what_is_given_stands_whatever_else_is_known() {
        let mut touchpoint = bare();
        touchpoint.emotion = Emotion::new(-2).ok();
        touchpoint.impact = Scale::new(1).ok();
        assert_eq!(Impact::of(&touchpoint), Impact::Given(Scale::new(1).unwrap()));
    }

    #[test]
    fn nothing_known_is_unknown_and_ranked_in_the_middle() {
        assert_eq!(Impact::of(&bare()), Impact::Unknown);
        assert_eq!(Impact::Unknown.ranked(), 3);
    }

    #[test]
    fn each_part_goes_from_one_to_five() {
        for (emotion, part) in [(2, 1), (1, 2), (0, 3), (-1, 4), (-2, 5)] {
            let touchpoint = Touchpoint { emotion: Emotion::new(emotion).ok(), ..bare() };
            assert_eq!(impact(&touchpoint), Some(part), "emotion {emotion}");
        }
        // 10 % is a quarter of 40 %: 1 + 4/4
        for (leave, part) in [(0.0, 1), (10.0, 2), (20.0, 3), (40.0, 5), (100.0, 5)] {
            let touchpoint = Touchpoint { drop_off: Percent::new(leave).ok(), ..bare() };
            assert_eq!(impact(&touchpoint), Some(part), "drop-off {leave}");
        }
        // 75 lies in the middle of 50 and 100
        for (csat, part) in [(100.0, 1), (75.0, 3), (50.0, 5), (0.0, 5)] {
            let mut touchpoint = bare();
            let value = Number::new(csat).unwrap();
            let on = crate::model::Day::parse("2026-09-30").unwrap();
            let metric = Metric {
                name: "Csat".into(),
                unit: Unit::Percent,
                readings: vec![Reading { on, value, comments: None }],
                ..Metric::default()
            };
            touchpoint.metrics.push(metric);
            assert_eq!(impact(&touchpoint), Some(part), "CSAT {csat}");
        }
    }

    #[test]
    fn a_half_is_rounded_up() {
        // feels −1 is 4, importance 5: 4.5
        let mut touchpoint = bare();
        touchpoint.emotion = Emotion::new(-1).ok();
        touchpoint.importance = Scale::new(5).ok();
        assert_eq!(impact(&touchpoint), Some(5));
        // 3 and 1: 2
        touchpoint.emotion = Emotion::new(0).ok();
        touchpoint.importance = Scale::new(1).ok();
        assert_eq!(impact(&touchpoint), Some(2));
    }

    #[test]
    fn csat_in_another_unit_is_another_number() {
        let mut touchpoint = bare();
        let on = crate::model::Day::parse("2026-09-30").unwrap();
        let value = Number::new(4.2).unwrap();
        touchpoint.metrics.push(Metric {
            name: "CSAT".into(),
            unit: Unit::Score5,
            readings: vec![Reading { on, value, comments: None }],
            ..Metric::default()
        });
        assert_eq!(Impact::of(&touchpoint), Impact::Unknown);
    }
}
