//! Ranges that no single value knows: numbers that are in the unit of a metric.

use std::borrow::Borrow;

use super::action::Action;
use super::choice::Unit;
use super::map::JourneyMap;
use super::metric::Metric;
use super::touchpoint::Touchpoint;
use super::value::{Number, OutOfRange};

/// A number that its place does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The way to it: names of fields and numbers of elements, from 0, with
    /// points between, such as `metrics.0.readings.2.value`.
    pub path: String,
    /// What it must be.
    pub reason: OutOfRange,
    /// Which metric or action it belongs to; none for the format.
    pub unfit: Option<Unfit>,
}

/// What has a number that does not fit. Columns and rows count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// A metric.
    Metric {
        /// Of the touchpoint in that column and row; none: of the map.
        of: Option<(usize, usize)>,
        /// Which of its metrics.
        index: usize,
    },
    /// An action.
    Action {
        /// At the stage of that column, or at its touchpoint in that row.
        on: (usize, Option<usize>),
        /// Which of its actions.
        index: usize,
    },
}

/// All numbers of a map that their places do not hold.
pub fn misfits(map: &JourneyMap) -> Vec<Misfit> {
    let mut found = Misfits::default();
    if map.format == 0 {
        let reason = OutOfRange("formats are counted from 1".into());
        found.found.push(Misfit { path: "format".into(), reason, unfit: None });
    }
    found.metrics(&map.metrics);
    for (column, stage) in map.stages.iter().enumerate() {
        found.prefix = Prefix::Stage(column);
        found.actions(&stage.actions, &[], map);
        for (row, touchpoint) in stage.touchpoints.iter().enumerate() {
            found.prefix = Prefix::Touchpoint(column, row);
            found.touchpoint(touchpoint, map);
        }
    }
    found.found
}

impl JourneyMap {
    /// The metric of that name: one of `near`, those of a touchpoint, else of
    /// the map. None for no name.
    pub fn metric_called<'a>(&'a self, name: &str, near: &'a [Metric]) -> Option<&'a Metric> {
        let far = self.metrics.iter().map(|metric| &**metric);
        near.iter().chain(far).find(|metric| !name.is_empty() && &*metric.name == name)
    }
}

/// What stands before a path, written out only for what is found.
#[derive(Debug, Clone, Copy, Default)]
enum Prefix {
    #[default]
    None,
    Stage(usize),
    Touchpoint(usize, usize),
}

#[derive(Default)]
struct Misfits {
    prefix: Prefix,
    found: Vec<Misfit>,
}

impl Misfits {
    fn touchpoint(&mut self, touchpoint: &Touchpoint, map: &JourneyMap) {
        self.metrics(&touchpoint.metrics);
        self.actions(&touchpoint.actions, &touchpoint.metrics, map);
    }

    fn metrics<M: Borrow<Metric>>(&mut self, metrics: &[M]) {
        for (index, metric) in metrics.iter().enumerate() {
            let metric: &Metric = metric.borrow();
            let of = match self.prefix {
                Prefix::Touchpoint(column, row) => Some((column, row)),
                Prefix::None | Prefix::Stage(_) => None,
            };
            let unfit = Unfit::Metric { of, index };
            self.number(metric, metric.target, &unfit, || format!("metrics.{index}.target"));
            for (nth, reading) in metric.readings.iter().enumerate() {
                let path = || format!("metrics.{index}.readings.{nth}.value");
                self.number(metric, Some(reading.value), &unfit, path);
            }
        }
    }

    fn actions(&mut self, actions: &[Action], near: &[Metric], map: &JourneyMap) {
        for (index, action) in actions.iter().enumerate() {
            let Some(metric) = map.metric_called(&action.metric, near) else { continue };
            let on = match self.prefix {
                Prefix::Touchpoint(column, row) => (column, Some(row)),
                Prefix::Stage(column) => (column, None),
                Prefix::None => return,
            };
            let unfit = Unfit::Action { on, index };
            self.number(metric, action.before, &unfit, || format!("actions.{index}.before"));
            self.number(metric, action.after, &unfit, || format!("actions.{index}.after"));
        }
    }

    fn number(
        &mut self,
        metric: &Metric,
        number: Option<Number>,
        unfit: &Unfit,
        path: impl Fn() -> String,
    ) {
        let Some(number) = number.map(Number::get) else { return };
        if metric.unit.holds(number) {
            return;
        }
        let prefix = match self.prefix {
            Prefix::None => String::new(),
            Prefix::Stage(column) => format!("stages.{column}."),
            Prefix::Touchpoint(column, row) => format!("stages.{column}.touchpoints.{row}."),
        };
        self.found.push(Misfit {
            path: prefix + &path(),
            reason: OutOfRange(sentence(&metric.name, metric.unit, number)),
            unfit: Some(unfit.clone()),
        });
    }
}

fn sentence(name: &str, unit: Unit, number: f64) -> String {
    let is_one = matches!(unit, Unit::Percent | Unit::Money);
    let (go, are) = if is_one { ("goes", "is") } else { ("go", "are") };
    let range = match unit.range() {
        (Some(least), Some(largest)) => format!("{go} from {least} to {largest}"),
        (Some(least), None) => format!("{are} {least} or more"),
        (None, Some(largest)) => format!("{are} {largest} or less"),
        (None, None) => format!("{are} any number"),
    };
    format!("{name} is in {}, which {range}, not {number}", unit.spoken())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Id, Reading, Stage};
    use std::sync::Arc;

    fn metric(name: &str, unit: Unit, values: &[f64]) -> Metric {
        let on = Day::parse("2026-09-30").unwrap();
        let readings = values
            .iter()
            .map(|&value| Reading { on, value: Number::new(value).unwrap(), comments: None })
            .collect();
        Metric { name: name.into(), unit, readings, ..Metric::default() }
    }

    fn paths(misfits: &[Misfit]) -> Vec<&str> {
        misfits.iter().map(|misfit| misfit.path.as_str()).collect()
    }

    #[test]
    fn a_reading_outside_its_unit_is_found_with_its_path() {
        let mut map = JourneyMap::new("m");
        map.metrics = vec![Arc::new(metric("NPS", Unit::Nps, &[-100.0, 101.0]))];
        let found = misfits(&map);
        assert_eq!(paths(&found), ["metrics.0.readings.1.value"]);
        assert_eq!(
            found[0].reason.to_string(),
            "NPS is in NPS points, which go from -100 to 100, not 101"
        );
    }

    #[test]
    fn an_action_takes_the_unit_from_its_touchpoint_before_the_map() {
        let mut map = JourneyMap::new("m");
        map.metrics = vec![Arc::new(metric("CSAT", Unit::Score5, &[]))];
        let mut action = Action::new(Id::new("a-1"), "x");
        action.metric = "CSAT".into();
        action.before = Some(Number::new(58.5).unwrap());
        let mut touchpoint = Touchpoint::new(Id::new("t-1"), "x");
        touchpoint.actions = vec![action.clone()];
        let mut stage = Stage::new(Id::new("s-1"), "x");
        stage.touchpoints = vec![Arc::new(touchpoint.clone())];
        map.stages = vec![Arc::new(stage.clone())];
        assert_eq!(paths(&misfits(&map)), ["stages.0.touchpoints.0.actions.0.before"]);

        touchpoint.metrics = vec![metric("CSAT", Unit::Percent, &[])];
        stage.actions = vec![action];
        stage.touchpoints = vec![Arc::new(touchpoint)];
        map.stages = vec![Arc::new(stage)];
        assert_eq!(paths(&misfits(&map)), ["stages.0.actions.0.before"]);
    }

    #[test]
    fn a_metric_that_nobody_knows_sets_no_limit() {
        let mut action = Action::new(Id::new("a-1"), "x");
        action.metric = "gone".into();
        action.after = Some(Number::new(-1e9).unwrap());
        let mut touchpoint = Touchpoint::new(Id::new("t-1"), "x");
        touchpoint.actions = vec![action];
        let mut stage = Stage::new(Id::new("s-1"), "x");
        stage.touchpoints = vec![Arc::new(touchpoint)];
        let map = JourneyMap { stages: vec![Arc::new(stage)], ..JourneyMap::new("m") };
        assert_eq!(misfits(&map), []);
    }
}
