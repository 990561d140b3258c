//! Figures that were measured or counted, and where they go.

use crate::model::{Counts, Metric};

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
        match metric.readings.as_slice() {
            [.., before, after] => Some(Self::between(before.value.get(), after.value.get())),
            _ => None,
        }
    }
}

/// How many of 1,000 orders had a ticket that month; none where orders were
/// not counted.
#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
pub fn per_thousand(counts: &Counts) -> Option<f64> {
    let orders = counts.orders.filter(|orders| orders.get() > 0)?;
    Some(counts.tickets.get() as f64 * 1000.0 / orders.get() as f64)
}
