//! Numbers that fit their units on each side, and would not after a merge:
//! one side gave a metric another unit, the other a number in the old one.

use std::sync::Arc;

use super::literal::literal;
use crate::model::record::Record;
use crate::model::{Action, Conflict, Id, JourneyMap, Metric, Touchpoint, Unfit, misfits};

/// Makes every number of a merged map fit its unit, if it did on both sides:
/// the metric or the numbers of the action are ours then, whole, and what
/// theirs says is a conflict. A map with a number that does not fit could not
/// be read again.
pub(super) fn fit(
    map: &mut JourneyMap,
    [base, ours, theirs]: [&JourneyMap; 3],
    conflicts: &mut Vec<Conflict>,
) {
    let mut found = misfits(map);
    if found.is_empty() || !misfits(ours).is_empty() || !misfits(theirs).is_empty() {
        return;
    }
    // what is ours fits together; where things were moved, the second round
    // lets go of a number
    for is_last in [false, false, true] {
        for unfit in found.iter().filter_map(|misfit| misfit.unfit.clone()) {
            match unfit {
                Unfit::Metric { of, index } => {
                    metric(map, of, index, [base, ours, theirs], is_last, conflicts);
                }
                Unfit::Action { on, index } => {
                    action(map, on, index, [base, ours, theirs], is_last, conflicts);
                }
            }
        }
        found = misfits(map);
        if found.is_empty() {
            return;
        }
    }
}

fn metric(
    map: &mut JourneyMap,
    of: Option<(usize, usize)>,
    index: usize,
    sides: [&JourneyMap; 3],
    is_last: bool,
    conflicts: &mut Vec<Conflict>,
) {
    let at = of.map(|(column, row)| map.stages[column].touchpoints[row].id.clone());
    let lists = sides.map(|side| metrics_of(side, at.as_ref()));
    let metric = match of {
        None => map.metrics.get_mut(index).map(Arc::make_mut),
        Some((column, row)) => touchpoint(map, column, row).metrics.get_mut(index),
    };
    let Some(metric) = metric else { return };
    let [_, ours, theirs] = &lists;
    let same = |list: &[Metric]| list.iter().find(|other| other.name == metric.name).cloned();
    match same(ours).or_else(|| same(theirs)).filter(|_| !is_last) {
        Some(other) => *metric = other,
        None => {
            let unit = metric.unit;
            metric.target = metric.target.filter(|target| unit.holds(target.get()));
            metric.readings.retain(|reading| unit.holds(reading.value.get()));
        }
    }
    let field = field::<JourneyMap>("metrics");
    let [base, ours, theirs] = lists.map(|list| field.map(|field| literal(field, &list)));
    say(conflicts, at.as_ref(), "metrics", [base, ours, theirs].map(Option::unwrap_or_default));
}

fn action(
    map: &mut JourneyMap,
    (column, row): (usize, Option<usize>),
    index: usize,
    sides: [&JourneyMap; 3],
    is_last: bool,
    conflicts: &mut Vec<Conflict>,
) {
    let actions = match row {
        None => &mut Arc::make_mut(&mut map.stages[column]).actions,
        Some(row) => &mut touchpoint(map, column, row).actions,
    };
    let Some(action) = actions.get_mut(index) else { return };
    let id = action.id.clone();
    let [base, ours, theirs] = sides.map(|side| action_of(side, &id));
    match ours.filter(|_| !is_last) {
        Some(ours) => {
            action.metric = ours.metric.clone();
            (action.before, action.after) = (ours.before, ours.after);
        }
        None => (action.before, action.after) = (None, None),
    }
    for name in ["before", "after"] {
        let Some(field) = field::<Action>(name) else { continue };
        let value = |action: Option<&Action>| {
            let number = action.and_then(|it| if name == "before" { it.before } else { it.after });
            literal(field, &number)
        };
        let [base, theirs] = [base, theirs].map(value);
        let now = value(Some(action));
        if theirs != now {
            say(conflicts, Some(&id), name, [base, now, theirs]);
        }
    }
}

fn say(conflicts: &mut Vec<Conflict>, at: Option<&Id>, field: &str, values: [String; 3]) {
    let at = at.map_or("", Id::as_str);
    let [base, ours, theirs] = values.map(|value| value.as_str().into());
    let conflict =
        Conflict { at: at.into(), field: field.into(), base, ours, theirs, comments: None };
    if conflict.ours == conflict.theirs {
        return;
    }
    match conflicts.iter_mut().find(|known| known.key() == conflict.key()) {
        Some(known) => *known = conflict,
        None => conflicts.push(conflict),
    }
}

fn field<R: Record>(name: &str) -> Option<&'static crate::model::record::FieldDef> {
    R::FIELDS.iter().find(|field| field.name == name)
}

fn touchpoint(map: &mut JourneyMap, column: usize, row: usize) -> &mut Touchpoint {
    Arc::make_mut(&mut Arc::make_mut(&mut map.stages[column]).touchpoints[row])
}

fn metrics_of(map: &JourneyMap, at: Option<&Id>) -> Vec<Metric> {
    match at {
        None => map.metrics.iter().map(|metric| (**metric).clone()).collect(),
        Some(id) => {
            let mut all = map.stages.iter().flat_map(|stage| &stage.touchpoints);
            all.find(|it| it.id == *id).map(|it| it.metrics.clone()).unwrap_or_default()
        }
    }
}

fn action_of<'a>(map: &'a JourneyMap, id: &Id) -> Option<&'a Action> {
    let stages = map.stages.iter();
    let mut all = stages.flat_map(|stage| {
        stage.actions.iter().chain(stage.touchpoints.iter().flat_map(|it| &it.actions))
    });
    all.find(|action| action.id == *id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::merge;
    use crate::model::{Day, Number, Reading, Stage, Unit};

    fn number(value: f64) -> Option<Number> {
        Number::new(value).ok()
    }

    /// A map whose touchpoint has a metric in percent, with a reading of 60,
    /// and an action that wants to raise it.
    fn base() -> JourneyMap {
        let mut metric = Metric { name: "CSAT".into(), unit: Unit::Percent, ..Metric::default() };
        let on = Day::parse("2026-09-30").unwrap();
        metric.readings.push(Reading { on, value: number(4.0).unwrap(), comments: None });
        let mut action = Action::new(Id::new("a-1"), "Raise it");
        action.metric = "CSAT".into();
        let mut touchpoint = Touchpoint::new(Id::new("t-1"), "Pays");
        touchpoint.metrics.push(metric);
        touchpoint.actions.push(action);
        let mut stage = Stage::new(Id::new("s-1"), "Checkout");
        stage.touchpoints.push(Arc::new(touchpoint));
        JourneyMap { stages: vec![Arc::new(stage)], ..JourneyMap::new("Order") }
    }

    fn with(change: impl FnOnce(&mut Touchpoint)) -> JourneyMap {
        let mut map = base();
        change(touchpoint(&mut map, 0, 0));
        map
    }

    #[test]
    fn a_unit_and_a_number_that_part_ways_are_ours_and_a_conflict() {
        let unit = with(|it| it.metrics[0].unit = Unit::Score5);
        let reading = with(|it| {
            let on = Day::parse("2026-10-31").unwrap();
            let reading = Reading { on, value: number(58.5).unwrap(), comments: None };
            it.metrics[0].readings.push(reading);
        });
        for (ours, theirs) in [(&unit, &reading), (&reading, &unit)] {
            let merged = merge(&base(), ours, theirs);
            assert_eq!(misfits(&merged.map), []);
            let metrics = |map: &JourneyMap| map.stages[0].touchpoints[0].metrics.clone();
            assert_eq!(metrics(&merged.map), metrics(ours));
            let [conflict] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
            assert_eq!((&*conflict.at, &*conflict.field), ("t-1", "metrics"));
            assert!(conflict.theirs.contains("CSAT"));
        }
    }

    #[test]
    fn an_action_measured_in_another_unit_meanwhile_keeps_what_is_ours() {
        let unit = with(|it| it.metrics[0].unit = Unit::Score5);
        let before = with(|it| it.actions[0].before = number(61.0));
        let merged = merge(&base(), &unit, &before);
        assert_eq!(misfits(&merged.map), []);
        assert_eq!(merged.map.stages[0].touchpoints[0].actions[0].before, None);
        let said = merged.conflicts.iter().find(|it| &*it.field == "before").unwrap();
        assert_eq!((&*said.at, &*said.ours, &*said.theirs), ("a-1", "None", "61.0"));
        // the other way round their unit would break ours
        let merged = merge(&base(), &before, &unit);
        assert_eq!(misfits(&merged.map), []);
    }

    #[test]
    fn a_map_that_had_it_wrong_before_is_left_alone() {
        let wrong = with(|it| it.metrics[0].readings[0].value = number(120.0).unwrap());
        let mut title = wrong.clone();
        title.title = "Other".into();
        assert_eq!(merge(&wrong, &wrong, &title).map, title);
    }
}
