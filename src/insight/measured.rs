//! Figures that were measured or counted, and where they go.

use crate::model::{Counts, Day, Metric, Unit};
use crate::text::fold;

/// Bars of a small chart go from 0 to this.
pub const HIGHEST_BAR: u8 = 7;

/// Where figures go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// Up.
    Rising,
    /// Down.
    Falling,
    /// Neither.
    Level,
}

/// What a difference means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is better than before.
    Better,
    /// It is as it was.
    Same,
    /// It is worse than before.
    Worse,
}

/// What was measured on a day, in the unit of its metric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// When.
    pub on: Day,
    /// How much.
    pub value: f64,
}

/// How far a metric is from what it should reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ToTarget {
    /// What it should reach.
    pub target: f64,
    /// The newest value less the target, in the unit of the metric.
    pub distance: f64,
    /// Whether it is reached. None where the unit does not say which way is
    /// the right one, and the target is not met to the digit.
    pub is_reached: Option<bool>,
}

/// Where a metric stands and where it came from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Course {
    /// What was measured last.
    pub newest: Point,
    /// Where the newest stretch of readings began that went one way only:
    /// from there to [`Course::newest`] goes [`Course::trend`]. None while
    /// there is one reading.
    pub since: Option<Point>,
    /// From the last reading but one to the last.
    pub trend: Option<Trend>,
    /// What to think of that; none where neither the unit nor a target says
    /// which way is better.
    pub verdict: Option<Verdict>,
    /// How far the target is; none where there is none.
    pub target: Option<ToTarget>,
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
}

impl Course {
    /// Of a metric; none while nothing was measured.
    pub fn of(metric: &Metric) -> Option<Self> {
        let points = points(metric);
        let newest = *points.last()?;
        let trends: Vec<Trend> =
            points.windows(2).map(|two| Trend::between(two[0].value, two[1].value)).collect();
        let trend = trends.last().copied();
        let stretch = trends.iter().rev().take_while(|it| Some(**it) == trend).count();
        let since = trend.and_then(|_| points.get(points.len() - 1 - stretch)).copied();
        let began = points[0].value;
        let target =
            metric.target.map(|target| to_target(metric, newest.value, target.get(), began));
        let before = points.len().checked_sub(2).map(|at| points[at].value);
        let verdict = before.and_then(|before| verdict(metric, before, newest.value));
        Some(Self { newest, since, trend, verdict, target })
    }
}

/// What was measured, the oldest first.
pub fn points(metric: &Metric) -> Vec<Point> {
    let mut points: Vec<Point> = metric
        .readings
        .iter()
        .map(|reading| Point { on: reading.on, value: reading.value.get() })
        .collect();
    points.sort_by_key(|point| point.on);
    points
}

/// Which way is better of a metric that `began` at that value: more of a score
/// and of a CSAT, less of a time. Another share, a count and an amount of money
/// can be meant either way: towards the target from where it began; of a share
/// without one, more.
pub fn wanted(metric: &Metric, began: f64) -> Option<Trend> {
    let unit = metric.unit;
    let towards = metric.target.map(|target| Trend::between(began, target.get()));
    match unit {
        Unit::Percent if is_csat(&metric.name) => Some(Trend::Rising),
        Unit::Nps | Unit::Score10 | Unit::Score5 => Some(Trend::Rising),
        Unit::Minutes | Unit::Hours | Unit::Days => Some(Trend::Falling),
        Unit::Percent | Unit::Count | Unit::Money => match towards {
            Some(Trend::Rising | Trend::Falling) => towards,
            Some(Trend::Level) | None => (unit == Unit::Percent).then_some(Trend::Rising),
        },
    }
}

/// What it means that a metric went from `before` to `after`; none where
/// nothing says which way is better ([`wanted`]).
pub fn verdict(metric: &Metric, before: f64, after: f64) -> Option<Verdict> {
    let trend = Trend::between(before, after);
    if trend == Trend::Level {
        return Some(Verdict::Same);
    }
    let began = points(metric).first().map_or(before, |first| first.value);
    let wanted = wanted(metric, began)?;
    Some(if trend == wanted { Verdict::Better } else { Verdict::Worse })
}

/// The readings as a small chart: at most `cells` cells, each a bar from 0 to
/// [`HIGHEST_BAR`], or nothing where nothing was measured. The cells are equal
/// stretches of time, about as long as lies between two readings usually: so
/// a gap in time is a gap in the chart. Where no month has two readings that
/// is counted in months, so that neither their length nor the day in them
/// makes a gap; what is usual between only two of them is a month, a quarter,
/// half a year or a year. Of several readings in one cell the newest is drawn.
/// Empty where there are fewer than two days to draw.
///
/// The bars go from the lowest reading to the highest, but no chart is of less
/// than a tenth of what its unit can hold (of a unit without limits: a tenth
/// of its largest reading), lest the smallest step looks like a fall.
pub fn chart(metric: &Metric, cells: usize) -> Vec<Option<u8>> {
    let points = points(metric);
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    let is_monthly = points.windows(2).all(|two| months(two[0].on, two[1].on) > 0);
    let between = if is_monthly { months } else { days };
    let mut gaps: Vec<usize> =
        points.windows(2).map(|two| between(two[0].on, two[1].on)).filter(|gap| *gap > 0).collect();
    gaps.sort_unstable();
    let whole = between(first.on, last.on);
    let usual = match gaps[..] {
        [] => return Vec::new(),
        // two readings keep no time yet
        [gap] if is_monthly => [12, 6, 3, 1].into_iter().find(|it| *it <= gap).unwrap_or(1),
        _ => gaps[(gaps.len() - 1) / 2],
    };
    let count = (rounded(whole, usual) + 1).min(cells);
    if count < 2 {
        return Vec::new();
    }
    let (low, high) = scale(metric.unit, &points);
    let mut chart = vec![None; count];
    for point in &points {
        let at = rounded(between(first.on, point.on) * (count - 1), whole);
        chart[at] = Some(bar(point.value, low, high));
    }
    chart
}

/// Days from one day to a later one.
fn days(from: Day, to: Day) -> usize {
    let span = to.date().since(from.date());
    usize::try_from(span.map_or(0, |span| span.get_days())).unwrap_or(0)
}

/// From the month of one day to that of a later one.
fn months(from: Day, to: Day) -> usize {
    let month = |day: Day| i32::from(day.date().year()) * 12 + i32::from(day.date().month());
    usize::try_from(month(to) - month(from)).unwrap_or(0)
}

/// How many of 1,000 orders had a ticket that month; none where tickets or
/// orders were not counted.
#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
pub fn per_thousand(counts: &Counts) -> Option<f64> {
    let orders = counts.orders.filter(|orders| orders.get() > 0)?;
    Some(counts.tickets?.get() as f64 * 1000.0 / orders.get() as f64)
}

/// By how many percent of `before` a figure changed; none where it was 0.
pub fn change(before: f64, after: f64) -> Option<f64> {
    (before != 0.0).then(|| (after - before) / before.abs() * 100.0)
}

/// Whether a metric of that name says how many customers are satisfied: `CSAT`,
/// `CSAT after the delivery`. Those are more than they were or fewer; no target
/// makes fewer of them better.
fn is_csat(name: &str) -> bool {
    fold(name).split(|letter: char| !letter.is_alphanumeric()).any(|word| word == "csat")
}

fn to_target(metric: &Metric, newest: f64, target: f64, began: f64) -> ToTarget {
    let distance = newest - target;
    let is_reached = match wanted(metric, began) {
        Some(Trend::Falling) => Some(distance <= 0.0),
        Some(_) => Some(distance >= 0.0),
        None => (distance == 0.0).then_some(true),
    };
    ToTarget { target, distance, is_reached }
}

/// The values of the lowest and the highest bar.
fn scale(unit: Unit, points: &[Point]) -> (f64, f64) {
    let values = || points.iter().map(|point| point.value);
    let low = values().fold(f64::INFINITY, f64::min);
    let high = values().fold(f64::NEG_INFINITY, f64::max);
    let least = match unit.range() {
        (Some(least), Some(largest)) => (largest - least) / 10.0,
        _ => low.abs().max(high.abs()) / 10.0,
    };
    if high - low >= least {
        return (low, high);
    }
    let middle = f64::midpoint(low, high);
    (middle - least / 2.0, middle + least / 2.0)
}

fn bar(value: f64, low: f64, high: f64) -> u8 {
    if high <= low {
        return 0;
    }
    let share = (value - low) / (high - low) * f64::from(HIGHEST_BAR);
    // a share lies between 0 and the highest bar
    (0..=HIGHEST_BAR).min_by(|a, b| off(*a, share).total_cmp(&off(*b, share))).unwrap_or(0)
}

fn off(bar: u8, share: f64) -> f64 {
    (f64::from(bar) - share).abs()
}

fn rounded(part: usize, of: usize) -> usize {
    (2 * part + of).checked_div(2 * of).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Count, Month, Number, Reading};

    fn metric(unit: Unit, target: Option<f64>, readings: &[(&str, f64)]) -> Metric {
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

    #[test]
    fn the_newest_reading_is_that_of_the_latest_day_wherever_it_stands() {
        let readings = [("2026-09-30", 18.0), ("2026-06-30", 21.0)];
        let course = Course::of(&metric(Unit::Nps, Some(40.0), &readings)).unwrap();
        assert_eq!(course.newest.value, 18.0);
        assert_eq!(course.since.unwrap().value, 21.0);
        assert_eq!(course.trend, Some(Trend::Falling));
        assert_eq!(course.verdict, Some(Verdict::Worse));
        let target = course.target.unwrap();
        assert_eq!((target.distance, target.is_reached), (-22.0, Some(false)));
    }

    #[test]
    fn a_trend_counts_from_where_it_began_to_go_that_way() {
        let readings = [
            ("2026-01-31", 50.0),
            ("2026-02-28", 61.0),
            ("2026-03-31", 60.0),
            ("2026-04-30", 58.5),
        ];
        let course = Course::of(&metric(Unit::Percent, None, &readings)).unwrap();
        let since = course.since.unwrap();
        assert_eq!((since.on.as_str(), since.value), ("2026-02-28", 61.0));
        let course = Course::of(&metric(Unit::Percent, None, &readings[..1])).unwrap();
        assert_eq!((course.since, course.trend, course.verdict), (None, None, None));
        assert_eq!(Course::of(&metric(Unit::Percent, None, &[])), None);
    }

    #[test]
    fn more_of_a_score_is_better_less_of_a_time_and_of_a_count_what_the_target_says() {
        let judged = |unit, target, before: f64, after: f64| {
            let readings = [("2026-01-31", before), ("2026-02-28", after)];
            Course::of(&metric(unit, target, &readings)).unwrap().verdict
        };
        let (better, worse) = (Some(Verdict::Better), Some(Verdict::Worse));
        assert_eq!(judged(Unit::Score10, None, 7.0, 8.0), better);
        assert_eq!(judged(Unit::Score5, None, 4.0, 3.5), worse);
        assert_eq!(judged(Unit::Nps, None, -30.0, -10.0), better);
        assert_eq!(judged(Unit::Minutes, None, 12.0, 8.0), better);
        assert_eq!(judged(Unit::Days, Some(1.0), 2.0, 6.0), worse);
        assert_eq!(judged(Unit::Count, None, 300.0, 200.0), None);
        assert_eq!(judged(Unit::Count, Some(100.0), 300.0, 200.0), better);
        assert_eq!(judged(Unit::Money, Some(500.0), 300.0, 200.0), worse);
        // further down than was asked for
        assert_eq!(judged(Unit::Count, Some(250.0), 300.0, 200.0), better);
        assert_eq!(judged(Unit::Percent, None, 50.0, 50.0), Some(Verdict::Same));
        // of those who return what they bought, fewer are better
        assert_eq!(judged(Unit::Percent, Some(12.0), 24.0, 15.0), better);
        assert_eq!(judged(Unit::Percent, Some(90.0), 58.0, 61.0), better);
    }

    #[test]
    fn a_target_of_a_time_is_reached_from_above() {
        let reached = |unit, value: f64, target: f64| {
            let metric = metric(unit, Some(target), &[("2026-01-31", value)]);
            Course::of(&metric).unwrap().target.unwrap().is_reached
        };
        assert_eq!(reached(Unit::Hours, 3.0, 4.0), Some(true));
        assert_eq!(reached(Unit::Hours, 5.0, 4.0), Some(false));
        assert_eq!(reached(Unit::Nps, 40.0, 40.0), Some(true));
        assert_eq!(reached(Unit::Count, 5.0, 4.0), Some(false));
        assert_eq!(reached(Unit::Count, 4.0, 4.0), Some(true));
    }

    #[test]
    fn a_gap_in_time_is_a_gap_in_the_chart() {
        // 30, 31 and 92 days: the usual gap is 31 days, the whole 153, which is
        // five of them
        let readings =
            [("2026-01-01", 0.0), ("2026-01-31", 50.0), ("2026-03-03", 100.0), ("2026-06-03", 0.0)];
        let of = |cells| chart(&metric(Unit::Percent, None, &readings), cells);
        assert_eq!(of(20), [Some(0), Some(3), Some(7), None, None, Some(0)]);
        // day 0, 30, 61 and 153 of 153 in three cells: 0, 0.4, 0.8, 2
        assert_eq!(of(3), [Some(3), Some(7), Some(0)]);
        assert_eq!(of(1), []);
    }

    #[test]
    fn a_gap_is_a_month_without_a_reading_whatever_its_days() {
        let of = |days: &[&str]| {
            let readings: Vec<(&str, f64)> = days.iter().map(|on| (*on, 0.0)).collect();
            let chart = chart(&metric(Unit::Percent, None, &readings), 16);
            let sign = |bar: &Option<u8>| if bar.is_some() { '#' } else { '.' };
            chart.iter().map(sign).collect::<String>()
        };
        assert_eq!(of(&["2026-09-30", "2026-10-31", "2026-11-20"]), "###");
        assert_eq!(of(&["2026-09-01", "2026-10-31", "2026-11-01"]), "###");
        assert_eq!(of(&["2026-08-31", "2026-10-31"]), "#.#");
        assert_eq!(of(&["2026-08-31", "2026-10-31", "2026-11-30"]), "#.##");
        assert_eq!(of(&["2026-06-30", "2026-09-30"]), "##");
        // every two months, and once not
        assert_eq!(of(&["2026-01-31", "2026-03-31", "2026-05-31", "2026-09-30"]), "###.#");
        assert_eq!(of(&["2025-12-31", "2026-12-01"]), "##");
    }

    #[test]
    fn small_steps_do_not_look_like_falls_in_either_form_of_nps() {
        // -100 to 100: a tenth is 20, so 21 and 18 stand at 11.5 and 8.5 of 20
        let readings = [("2026-06-30", 21.0), ("2026-09-30", 18.0)];
        assert_eq!(chart(&metric(Unit::Nps, None, &readings), 9), [Some(4), Some(3)]);
        // 0 to 10: a tenth is 1, so the whole step from 7 to 9 is drawn
        let readings = [("2026-06-30", 7.0), ("2026-09-30", 9.0)];
        assert_eq!(chart(&metric(Unit::Score10, None, &readings), 9), [Some(0), Some(7)]);
        // 7.0 and 7.2 stand at 0.4 and 0.6 of 1
        let readings = [("2026-06-30", 7.0), ("2026-09-30", 7.2)];
        assert_eq!(chart(&metric(Unit::Score10, None, &readings), 9), [Some(3), Some(4)]);
        // from the bottom of the scale to its top
        let readings = [("2026-06-30", -100.0), ("2026-09-30", 100.0)];
        assert_eq!(chart(&metric(Unit::Nps, None, &readings), 9), [Some(0), Some(7)]);
    }

    #[test]
    fn one_day_and_nothing_but_zeros_have_nothing_to_show() {
        let twice = [("2026-06-30", 1.0), ("2026-06-30", 2.0)];
        assert_eq!(chart(&metric(Unit::Count, None, &twice), 9), []);
        let zeros = [("2026-06-30", 0.0), ("2026-09-30", 0.0)];
        assert_eq!(chart(&metric(Unit::Count, None, &zeros), 9), [Some(0), Some(0)]);
    }

    #[test]
    fn rates_and_changes_are_none_where_there_is_nothing_to_divide_by() {
        let counts = |tickets: i64, orders: Option<i64>| Counts {
            month: Month::parse("2026-09").unwrap(),
            tickets: Count::new(tickets).ok(),
            orders: orders.map(|orders| Count::new(orders).unwrap()),
            csat: None,
            languages: Vec::new(),
            channels: Vec::new(),
            comments: None,
        };
        assert_eq!(per_thousand(&counts(33, Some(1000))), Some(33.0));
        assert_eq!(per_thousand(&counts(33, Some(0))), None);
        assert_eq!(per_thousand(&counts(33, None)), None);
        let uncounted = Counts { tickets: None, ..counts(33, Some(1000)) };
        assert_eq!(per_thousand(&uncounted), None);
        assert_eq!(change(200.0, 250.0), Some(25.0));
        assert_eq!(change(-10.0, -5.0), Some(50.0));
        assert_eq!(change(0.0, 5.0), None);
    }
}
