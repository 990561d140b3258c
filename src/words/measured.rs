//! What was measured and counted, in words.

use super::breaks::{rate, rates};
use super::label::day;
use crate::insight::{Course, ToTarget, Trend, Verdict, change, per_thousand};
use crate::model::{Counts, Day, Metric, Month, Unit};

/// Behind the counts of a month that may be right, and mostly are a slip.
const MORE_THAN_ORDERS: &str = "; more tickets than orders: is that so?";

/// The last reading of a metric with its unit: `CSAT · 58.5 % on 30 Sep 2026`.
pub fn metric(metric: &Metric) -> String {
    let Some(course) = Course::of(metric) else {
        return format!("{} · {} · not measured yet", metric.name, unit(metric.unit));
    };
    let scale = if metric.unit == Unit::Nps { " (of −100 to +100)" } else { "" };
    let value = amount(metric.unit, course.newest.value);
    format!("{} · {value}{scale} on {}", metric.name, day(course.newest.on))
}

/// Where a metric comes from and how far its target is: `falling (worse),
/// 61.0 → 58.5 % since 31 Aug, 31.5 below target 90 %`; and what to think of
/// it. Beside a share stand the counts of its month, as far as `months` has
/// them. None where there is nothing to say beside the newest value.
pub fn metric_course(metric: &Metric, months: &[Counts]) -> Option<(String, Option<Verdict>)> {
    let Some(course) = Course::of(metric) else {
        let target = metric.target?.get();
        return Some((format!("target {}", amount(metric.unit, target)), None));
    };
    let mut parts = Vec::new();
    parts.extend(went(metric.unit, &course));
    parts.extend(course.target.map(|target| to_target(metric.unit, &target)));
    let month = course.newest.on.month();
    let counts = months.iter().find(|counts| counts.month == month);
    let counts = counts.filter(|_| metric.unit == Unit::Percent).and_then(raw);
    parts.extend(counts.map(|counts| format!("{counts} that month")));
    (!parts.is_empty()).then(|| (parts.join(", "), course.verdict))
}

/// What the newest month says, and the one before: `33 of 1,000 orders in
/// September 2026 (1,310 tickets of 39,800 orders), 30 in August ↑, 9 % more`.
/// Where orders were not counted the tickets alone. Rates are said as in what to
/// fix first, so that the two never say different things. None where nothing
/// was counted.
pub fn support(months: &[Counts]) -> Option<(String, Trend)> {
    let mut months: Vec<&Counts> = months.iter().filter(|it| it.tickets.is_some()).collect();
    months.sort_by_key(|counts| counts.month);
    let (last, before) = months.split_last()?;
    let before = before.last().copied();
    let counts_said = raw(last)?;
    let doubt = if last.is_doubtful() { MORE_THAN_ORDERS } else { "" };
    let (is_rate, figure): (bool, fn(&Counts) -> Option<f64>) = match per_thousand(last) {
        Some(_) => (true, per_thousand),
        None => (false, |counts| Some(counted(counts.tickets?.get()))),
    };
    let shown = |value: f64| if is_rate { rate(value) } else { number(value, 0) };
    let now = figure(last)?;
    let earlier = before.and_then(|counts| Some((counts, figure(counts)?)));
    let [said, said_then] = match earlier {
        Some((_, then)) if is_rate => rates(now, then),
        Some((_, then)) => [shown(now), shown(then)],
        None => [shown(now), String::new()],
    };
    let line = if is_rate {
        format!("{said} of 1,000 orders in {} ({counts_said})", month(last.month))
    } else {
        format!("{counts_said} in {}", month(last.month))
    };
    let Some((counts, then)) = earlier else {
        return Some((line + doubt, Trend::Level));
    };
    // what reads the same goes nowhere
    let is_same = said == said_then;
    let trend = if is_same { Trend::Level } else { Trend::between(then, now) };
    let than = near_month(counts.month, last.month);
    let by = match (trend, change(then, now)) {
        (Trend::Level, _) => ", as many".to_owned(),
        (_, Some(percent)) if percent.round() != 0.0 => {
            let word = if percent > 0.0 { "more" } else { "fewer" };
            format!(", {} % {word}", number(percent.abs().round(), 0))
        }
        _ => String::new(),
    };
    Some((format!("{line}, {said_then} in {than}{}{by}{doubt}", arrow(trend)), trend))
}

/// A figure with its unit.
pub fn amount(unit: Unit, value: f64) -> String {
    in_unit(unit, value, &number(value, decimals(value)))
}

/// A month as it is read: `September 2026`.
pub fn month(month: Month) -> String {
    named(month, "%B %Y")
}

pub(super) fn arrow(trend: Trend) -> &'static str {
    match trend {
        Trend::Rising => " ↑",
        Trend::Falling => " ↓",
        Trend::Level => "",
    }
}

fn went(unit: Unit, course: &Course) -> Option<String> {
    let (trend, since) = course.trend.zip(course.since)?;
    let said = match course.verdict {
        Some(Verdict::Better) => " (better)",
        Some(Verdict::Worse) => " (worse)",
        Some(Verdict::Same) | None => "",
    };
    let word = match trend {
        Trend::Rising => "rising",
        Trend::Falling => "falling",
        Trend::Level => return Some(format!("level since {}", near(since.on, course.newest.on))),
    };
    let (from, to) = (since.value, course.newest.value);
    // both with as many digits: they are read against each other
    let digits = decimals(from).max(decimals(to));
    let signed = |value: f64| {
        let sign = if unit == Unit::Nps && value > 0.0 { "+" } else { "" };
        format!("{sign}{}", number(value, digits))
    };
    let to = if unit == Unit::Nps { signed(to) } else { in_unit(unit, to, &number(to, digits)) };
    let on = near(since.on, course.newest.on);
    Some(format!("{word}{said}, {} → {to} since {on}", signed(from)))
}

fn to_target(unit: Unit, to: &ToTarget) -> String {
    let target = amount(unit, to.target);
    if to.is_reached == Some(true) {
        return format!("target {target} reached");
    }
    let distance = to.distance.abs();
    let distance = match unit {
        Unit::Minutes | Unit::Hours | Unit::Days => amount(unit, distance),
        _ => number(distance, decimals(distance)),
    };
    let side = if to.distance < 0.0 { "below" } else { "above" };
    format!("{distance} {side} target {target}")
}

/// The counts of a month: `1,310 tickets of 39,800 orders`; none where its
/// tickets are not known.
fn raw(counts: &Counts) -> Option<String> {
    let tickets = tickets(counts.tickets?.get());
    Some(match counts.orders {
        Some(orders) => format!("{tickets} of {} orders", number(counted(orders.get()), 0)),
        None => tickets,
    })
}

/// So many tickets: `1,310 tickets`.
pub(super) fn tickets(count: u64) -> String {
    let word = if count == 1 { "ticket" } else { "tickets" };
    format!("{} {word}", number(counted(count), 0))
}

#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
fn counted(count: u64) -> f64 {
    count as f64
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => "percent",
        Unit::Nps => "−100 to +100",
        Unit::Score10 => "0 to 10",
        Unit::Score5 => "1 to 5",
        Unit::Minutes => "minutes",
        Unit::Hours => "hours",
        Unit::Days => "days",
        Unit::Count => "a count",
        Unit::Money => "money",
    }
}

/// In which unit a number is asked for.
pub(super) fn in_words(unit: Unit) -> String {
    match unit {
        Unit::Nps | Unit::Score10 | Unit::Score5 => format!("from {}", self::unit(unit)),
        Unit::Count | Unit::Money => self::unit(unit).to_owned(),
        _ => format!("in {}", self::unit(unit)),
    }
}

pub(super) fn in_unit(unit: Unit, value: f64, digits: &str) -> String {
    match unit {
        Unit::Percent => format!("{digits} %"),
        Unit::Nps if value > 0.0 => format!("+{digits}"),
        Unit::Nps | Unit::Count | Unit::Money => digits.to_owned(),
        Unit::Score10 => format!("{digits} of 10"),
        Unit::Score5 => format!("{digits} of 5"),
        Unit::Minutes => format!("{digits} min"),
        Unit::Hours => format!("{digits} h"),
        Unit::Days if digits == "1" => "1 day".into(),
        Unit::Days => format!("{digits} days"),
    }
}

/// How many digits behind the point a figure needs, two at most.
fn decimals(value: f64) -> usize {
    let shown = format!("{value:.2}");
    let behind = shown.split('.').nth(1).unwrap_or_default();
    behind.trim_end_matches('0').len()
}

/// A figure as it is read: `1,310`, `58.5`, `−3`.
pub(super) fn number(value: f64, decimals: usize) -> String {
    let shown = format!("{:.decimals$}", value.abs());
    let (whole, rest) = shown.split_at(shown.find('.').unwrap_or(shown.len()));
    let mut out = String::new();
    if value < 0.0 && shown.contains(|digit: char| ('1'..='9').contains(&digit)) {
        out.push('−');
    }
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

/// A number as it was typed, as it is read: `41200` is `41,200`. What is no
/// number stays as it is.
pub fn with_commas(typed: &str) -> String {
    let behind = typed.split('.').nth(1).map_or(0, str::len);
    let is_plain = typed.chars().all(|it| it.is_ascii_digit() || matches!(it, '.' | '-'));
    match typed.parse::<f64>() {
        Ok(value) if is_plain => number(value, behind),
        _ => typed.to_owned(),
    }
}

/// A day beside another one: without its year where that is the same.
fn near(on: Day, beside: Day) -> String {
    let year = |day: Day| day.date().year();
    if year(on) == year(beside) { on.date().strftime("%-d %b").to_string() } else { day(on) }
}

/// The same of months.
fn near_month(of: Month, beside: Month) -> String {
    let year = |month: Month| month.as_str().get(..4).map(str::to_owned);
    if year(of) == year(beside) { named(of, "%B") } else { month(of) }
}

fn named(month: Month, pattern: &str) -> String {
    Day::parse(&format!("{month}-01"))
        .map_or_else(|_| month.to_string(), |day| day.date().strftime(pattern).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{JourneyMap, Number, Reading};

    fn example() -> JourneyMap {
        ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap()
    }

    fn measured(unit: Unit, target: Option<f64>, readings: &[(&str, f64)]) -> Metric {
        Metric {
            name: "M".into(),
            unit,
            target: target.map(|target| Number::new(target).unwrap()),
            readings: readings
                .iter()
                .map(|(on, value)| Reading {
                    on: Day::parse(on).unwrap(),
                    value: Number::new(*value).unwrap(),
                    comments: None,
                })
                .collect(),
            ..Metric::default()
        }
    }

    fn course(unit: Unit, target: Option<f64>, readings: &[(&str, f64)]) -> String {
        metric_course(&measured(unit, target, readings), &[]).map(|it| it.0).unwrap_or_default()
    }

    #[test]
    fn support_is_said_as_a_share_of_the_orders_with_the_counts_beside_it() {
        let map = example();
        let months = &map.stages[1].touchpoints[0].support.months;
        let (line, trend) = support(months).unwrap();
        assert_eq!(
            line,
            "33 of 1,000 orders in September 2026 (1,310 tickets of 39,800 orders), 30 in August \
             ↑, 9 % more"
        );
        assert_eq!(trend, Trend::Rising);
        let mut backwards = months.clone();
        backwards.reverse();
        assert_eq!(support(&backwards).unwrap().0, line);
        let alone = support(&months[..1]).unwrap();
        let said = "30 of 1,000 orders in August 2026 (1,240 tickets of 41,200 orders)";
        assert_eq!(alone, (said.into(), Trend::Level));
        let mut uncounted = months.clone();
        uncounted[0].orders = None;
        uncounted[1].orders = None;
        let said = "1,310 tickets in September 2026, 1,240 in August ↑, 6 % more";
        assert_eq!(support(&uncounted), Some((said.into(), Trend::Rising)));
        assert_eq!(support(&[]), None);
        // a month that is begun says nothing of its tickets
        let mut begun = months.clone();
        let next =
            Counts { month: Month::parse("2026-11").unwrap(), tickets: None, ..begun[1].clone() };
        begun.push(next);
        assert_eq!(support(&begun).unwrap().0, line);
        assert_eq!(support(&begun[2..]), None);
        begun[1].orders = crate::model::Count::new(500).ok();
        let doubt = support(&begun).unwrap().0;
        assert!(doubt.ends_with(" more; more tickets than orders: is that so?"), "{doubt}");
    }

    #[test]
    fn a_metric_says_its_last_value_where_it_comes_from_and_how_far_it_is_to_go() {
        let map = example();
        let touchpoint = &map.stages[1].touchpoints[0];
        let csat = &touchpoint.metrics[0];
        assert_eq!(metric(csat), "CSAT · 58.5 % on 30 Sep 2026");
        let (line, verdict) = metric_course(csat, &touchpoint.support.months).unwrap();
        assert_eq!(
            line,
            "falling (worse), 61.0 → 58.5 % since 31 Aug, 31.5 below target 90 %, 1,310 tickets of \
             39,800 orders that month"
        );
        assert_eq!(verdict, Some(Verdict::Worse));
        assert_eq!(metric(&map.metrics[0]), "NPS · +18 (of −100 to +100) on 30 Sep 2026");
        let (line, _) = metric_course(&map.metrics[0], &[]).unwrap();
        assert_eq!(line, "falling (worse), +21 → +18 since 30 Jun, 22 below target +40");
    }

    #[test]
    fn every_unit_is_spoken_and_targets_are_met_from_their_own_side() {
        let two = [("2025-12-31", 8.0), ("2026-01-31", 1.5)];
        let said = "falling (worse), 8.0 → 1.5 of 10 since 31 Dec 2025, 7.5 below target 9 of 10";
        assert_eq!(course(Unit::Score10, Some(9.0), &two), said);
        let said = "falling (better), 8.0 → 1.5 h since 31 Dec 2025, target 4 h reached";
        assert_eq!(course(Unit::Hours, Some(4.0), &two), said);
        assert_eq!(course(Unit::Count, None, &two), "falling, 8.0 → 1.5 since 31 Dec 2025");
        let said =
            "falling (better), 8.0 → 1.5 days since 31 Dec 2025, 1 day above target 0.5 days";
        assert_eq!(course(Unit::Days, Some(0.5), &two), said);
        assert_eq!(course(Unit::Money, Some(1250.0), &two[1..]), "1,248.5 below target 1,250");
        let same = [("2026-01-01", -3.0), ("2026-01-31", -3.0)];
        assert_eq!(course(Unit::Nps, None, &same), "level since 1 Jan");
        assert_eq!(course(Unit::Percent, Some(90.0), &[]), "target 90 %");
        assert_eq!(course(Unit::Percent, None, &two[..1]), "");
        let unmeasured = measured(Unit::Minutes, None, &[]);
        assert_eq!(metric(&unmeasured), "M · minutes · not measured yet");
    }

    #[test]
    fn rates_beside_each_other_have_as_many_digits() {
        let mut months = example().stages[1].touchpoints[0].support.months.clone();
        let count = |value| crate::model::Count::new(value).unwrap();
        (months[0].tickets, months[0].orders) = (Some(count(103)), Some(count(10_000)));
        (months[1].tickets, months[1].orders) = (Some(count(97)), Some(count(10_000)));
        let said = "9.7 of 1,000 orders in September 2026 (97 tickets of 10,000 orders), 10.3 in \
                    August ↓, 6 % fewer";
        assert_eq!(support(&months), Some((said.into(), Trend::Falling)));
    }

    #[test]
    fn what_was_typed_is_read_with_commas() {
        let read = ["41200", "-1000", "58.50", "12", "1d 4h", "de 1200", "", "0.5"];
        let said = ["41,200", "−1,000", "58.50", "12", "1d 4h", "de 1200", "", "0.5"];
        assert_eq!(read.map(with_commas), said);
    }

    #[test]
    fn numbers_have_as_many_digits_as_they_need() {
        let shown = |value: f64| number(value, decimals(value));
        assert_eq!(
            [0.0, -0.001, 58.5, 58.456, 1_234_567.0, -1000.0, 999.0].map(shown),
            ["0", "0", "58.5", "58.46", "1,234,567", "−1,000", "999"]
        );
    }
}
