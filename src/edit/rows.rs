//! Lists in which each row is of another month or day, and numbers that are
//! typed with their unit behind them.

use jiff::ToSpan;

use super::{Part, entry_at};
use crate::model::record::Node;
use crate::model::{Address, Day, Fresh, Holder, JourneyMap, Metric, Month, Unit};

/// The field of a row by which the list at `list` tells its rows apart.
fn dated(list: &[Part]) -> Option<&'static str> {
    match list.last()? {
        Part::Field(name) if name == "months" => Some("month"),
        Part::Field(name) if name == "readings" => Some("on"),
        _ => None,
    }
}

/// The row that has the month or day already that was entered at `way`; none
/// where no other has it, or it is no such place.
pub(super) fn another_of_that_time(thing: &mut dyn Node, way: &[Part]) -> Option<usize> {
    let [list @ .., Part::Row(row), Part::Field(field)] = way else { return None };
    let key = dated(list).filter(|key| key == field)?;
    let typed = entry_at(thing, way)?.1;
    times(thing, list, key).into_iter().position(|(of, time)| of != *row && time == typed)
}

/// Gives a new row the latest month or day up to now that is free.
pub(super) fn begin_free(thing: &mut dyn Node, list: &[Part], row: usize, now: Fresh) {
    let Some(key) = dated(list) else { return };
    let others = times(thing, list, key);
    let is_taken = |typed: &str| others.iter().any(|(of, time)| *of != row && time == typed);
    let (mut month, mut day) = (now.month, now.day);
    let typed = loop {
        let typed = if key == "month" { month.to_string() } else { day.to_string() };
        if !is_taken(&typed) {
            break typed;
        }
        let (Ok(last_month), Ok(last_day)) =
            (month.date().checked_sub(1.month()), day.date().checked_sub(1.day()))
        else {
            break typed;
        };
        (month, day) = (Day::from(last_month).month(), Day::from(last_day));
    };
    let way = [list, &[Part::Row(row), Part::Field(key.into())]].concat();
    if let Some(node) = super::entry::walk(thing, &way) {
        // a month or day is always taken
        let _ = node.enter(&typed);
    }
}

/// The month or day of each row.
fn times(thing: &mut dyn Node, list: &[Part], key: &str) -> Vec<(usize, String)> {
    let count = entry_at(thing, list).map_or(0, |(_, _, count, _)| count);
    let time = |row| {
        let way = [list, &[Part::Row(row), Part::Field(key.into())]].concat();
        entry_at(thing, &way).map(|(_, typed, ..)| (row, typed))
    };
    (0..count).filter_map(time).collect()
}

/// What was typed at a place, without the unit behind it where that is the one
/// that the place has.
pub(super) fn without_unit<'t>(
    map: &JourneyMap,
    at: &Address,
    way: &[Part],
    typed: &'t str,
) -> &'t str {
    unit_at(map, at, way).map_or(typed, |unit| unit.bare(typed))
}

fn unit_at(map: &JourneyMap, at: &Address, way: &[Part]) -> Option<Unit> {
    if let Address::Action(on, id) = at {
        let [Part::Field(name)] = way else { return None };
        if name != "before" && name != "after" {
            return None;
        }
        let action = map.actions(on)?.iter().find(|action| action.id == *id)?;
        let touchpoint = match on {
            Holder::Touchpoint(spot) => map.touchpoint(spot),
            Holder::Stage(_) => None,
        };
        return action.metric_of(touchpoint.map(|it| &**it), map).map(|metric| metric.unit);
    }
    let [Part::Field(list), Part::Row(row), inside @ ..] = way else { return None };
    let is_number = match inside {
        [Part::Field(name)] => name == "target",
        [Part::Field(readings), Part::Row(_), Part::Field(name)] => {
            readings == "readings" && name == "value"
        }
        _ => false,
    };
    if list != "metrics" || !is_number {
        return None;
    }
    let metric: &Metric = match at {
        Address::Map => map.metrics.get(*row)?,
        Address::Touchpoint(spot) => map.touchpoint(spot)?.metrics.get(*row)?,
        _ => return None,
    };
    Some(metric.unit)
}

/// Whether what was entered at a place is a month or a day that is still to
/// come, where only what was counted and measured can stand.
pub fn is_ahead(way: &[Part], typed: &str, now: Fresh) -> bool {
    let [list @ .., Part::Row(_), Part::Field(field)] = way else { return false };
    match dated(list).filter(|key| key == field) {
        Some("month") => Month::parse(typed.trim()).is_ok_and(|month| month > now.month),
        Some(_) => Day::parse(typed.trim()).is_ok_and(|day| day > now.day),
        None => false,
    }
}

/// Whether a list takes one row a month or day, as support months and readings
/// do.
pub fn is_dated(list: &[Part]) -> bool {
    dated(list).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Change, NotEntered, apply, entered};
    use crate::model::{Spot, TimeOfDay};

    fn example() -> JourneyMap {
        ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap()
    }

    fn card() -> Address {
        Address::Touchpoint(Spot::new(&"s-b7m0da".into(), &"t-2hc8vp".into()))
    }

    fn way(way: &str) -> Vec<Part> {
        way.split('/')
            .map(|part| part.parse().map_or_else(|_| Part::Field(part.into()), Part::Row))
            .collect()
    }

    fn on(day: &str) -> Fresh {
        let day = Day::parse(day).unwrap();
        Fresh { day, month: day.month(), time: TimeOfDay::default() }
    }

    fn enter(place: &str, typed: &str) -> Result<JourneyMap, NotEntered> {
        let map = example();
        let edits = entered(&map, &card(), &way(place), &Change::Enter(typed.into()))?;
        Ok(apply(&map, &edits).unwrap())
    }

    #[test]
    fn a_month_or_day_that_is_there_names_its_row() {
        assert_eq!(enter("support/months/1/month", "2026-08"), Err(NotEntered::Twice { row: 0 }));
        assert!(enter("support/months/1/month", "2026-07").is_ok());
        let readings = "metrics/0/readings/0/on";
        assert_eq!(enter(readings, "2026-09-30"), Err(NotEntered::Twice { row: 1 }));
        assert!(enter(readings, "2026-09-29").is_ok());
    }

    #[test]
    fn a_new_row_has_the_latest_month_or_day_that_is_free() {
        let map = example();
        let begun = |list: &str, row: usize, now: Fresh| {
            let change = Change::AddRow { index: row, now };
            let edits = entered(&map, &card(), &way(list), &change).unwrap();
            let after = apply(&map, &edits).unwrap();
            after.touchpoint(&Spot::new(&"s-b7m0da".into(), &"t-2hc8vp".into())).unwrap().clone()
        };
        let month = |now| begun("support/months", 0, on(now)).support.months[0].clone();
        assert_eq!(month("2026-11-22").month.as_str(), "2026-11");
        assert_eq!(month("2026-09-22").month.as_str(), "2026-07");
        assert_eq!(month("2026-11-22").tickets, None);
        let day = |now| begun("metrics/0/readings", 2, on(now)).metrics[0].readings[2].on;
        assert_eq!(day("2026-09-30").as_str(), "2026-09-29");
        assert_eq!(day("2026-10-01").as_str(), "2026-10-01");
    }

    #[test]
    fn what_was_counted_is_never_ahead() {
        let ahead = |place: &str, typed: &str| is_ahead(&way(place), typed, on("2026-11-22"));
        assert!(ahead("support/months/0/month", "2026-12"));
        assert!(!ahead("support/months/0/month", "2026-11"));
        assert!(ahead("metrics/0/readings/0/on", "2026-11-23"));
        assert!(!ahead("metrics/0/readings/0/on", "2026-11-22"));
        assert!(!ahead("due", "2026-12-01"));
    }

    #[test]
    fn a_number_is_taken_with_its_unit_behind_it_and_with_no_other() {
        let value = |typed: &str| {
            let map = enter("metrics/0/readings/1/value", typed)?;
            Ok(map.stages[1].touchpoints[0].metrics[0].readings[1].value.get())
        };
        for typed in ["64", "64%", " 64 % ", "64,0 percent"] {
            assert_eq!(value(typed), Ok::<_, NotEntered>(64.0), "{typed}");
        }
        for typed in ["64 h", "64 of 10", "%", "64 %%", "six %"] {
            assert!(value(typed).is_err(), "{typed}");
        }
        for (unit, typed, bare) in [
            (Unit::Days, "3d", "3"),
            (Unit::Hours, "1,5 h", "1,5"),
            (Unit::Minutes, "20 Min", "20"),
            (Unit::Score10, "7 of 10", "7"),
            (Unit::Days, "3h", "3h"),
            (Unit::Count, "3 %", "3 %"),
            (Unit::Days, "天", "天"),
        ] {
            assert_eq!(unit.bare(typed), bare);
        }
        assert!(enter("drop_off", "12 %").is_ok());
        assert!(enter("support/months/0/csat", "61,5%").is_ok());
    }
}
