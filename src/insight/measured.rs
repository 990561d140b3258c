//! Figures that were measured or counted, and where they go.

use crate::model::{Counts, Metric, Reading};

/// Where figures go, from the last but one to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// Up.
    Rising,
    /// Down.
    Falling,
    /// Neither.
    Level,
}

impl Trend {
    /// From one figure to the next.
    pub fn between(before: f64, after: f64) -> Self {
        if after > before {
            Self::Rising
        } else if after < before {
            Self::Falling
        } else {
            Self::Level
        }
    }

    /// Of a metric; none while it was not measured twice.
    pub fn of(metric: &Metric) -> Option<Self> {
        match by_day(metric).as_slice() {
            [.., before, after] => Some(Self::between(before.value.get(), after.value.get())),
            _ => None,
        }
    }
}

/// What was measured last; none while nothing was.
pub fn newest(metric: &Metric) -> Option<&Reading> {
    by_day(metric).pop()
}

/// What was measured, by its day: rows may stand in any order.
fn by_day(metric: &Metric) -> Vec<&Reading> {
    let mut readings: Vec<&Reading> = metric.readings.iter().collect();
    readings.sort_by_key(|reading| reading.on);
    readings
}

/// How many of 1,000 orders had a ticket that month; none where orders were
/// not counted.
#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
pub fn per_thousand(counts: &Counts) -> Option<f64> {
    let orders = counts.orders.filter(|orders| orders.get() > 0)?;
    Some(counts.tickets.get() as f64 * 1000.0 / orders.get() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Number};

    #[test]
    fn the_newest_reading_is_that_of_the_latest_day_wherever_it_stands() {
        let reading = |on: &str, value: f64| Reading {
            on: Day::parse(on).unwrap(),
            value: Number::new(value).unwrap(),
            comments: None,
        };
        let readings = vec![reading("2026-10-01", 60.0), reading("2026-09-01", 50.0)];
        let metric = Metric { readings, ..Metric::default() };
        assert_eq!(newest(&metric).map(|it| it.value.get()), Some(60.0));
        assert_eq!(Trend::of(&metric), Some(Trend::Rising));
    }
}
