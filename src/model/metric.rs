//! Metrics: what is measured, and what was measured when.

use super::choice::Unit;
use super::schema::record;
use super::text::Text;
use super::value::Number;
use super::when::Day;

record! {
    /// Something that is measured.
    #[derive(Default)]
    Metric Block key(metric) { metric.name.as_ref().into() } {
        /// What it is called.
        name: Text => always;
        /// What its numbers mean.
        unit: Unit => always;
        /// What it should reach.
        target: Option<Number> => maybe;
        /// What was measured.
        readings: Vec<Reading> => maybe;
    }
}

record! {
    /// One measurement.
    Reading Row key(reading) { reading.on.to_string().into() } {
        /// When.
        on: Day => always;
        /// In the unit of the metric.
        value: Number => always;
    }
}
