//! Days and months near today, as a person says them.

use crate::model::{Day, Month};

/// A day, with its year only where that is not this one: `15 Dec`,
/// `15 Jan 2027`.
pub fn near_day(day: Day, today: Day) -> String {
    let form = if day.date().year() == today.date().year() { "%-d %b" } else { "%-d %b %Y" };
    day.date().strftime(form).to_string()
}

/// A month in few cells, with its year only where that is not this one:
/// `Sep`, `Sep 2025`.
pub fn near_month(month: Month, today: Day) -> String {
    let form = if month.date().year() == today.date().year() { "%b" } else { "%b %Y" };
    month.date().strftime(form).to_string()
}

/// The same, written out: `September`, `September 2025`.
pub fn near_month_in_full(month: Month, today: Day) -> String {
    let form = if month.date().year() == today.date().year() { "%B" } else { "%B %Y" };
    month.date().strftime(form).to_string()
}

/// How many days `today` lies behind `day`; less than 1: it is not late.
pub fn days_late(day: Day, today: Day) -> i32 {
    day.date().until(today.date()).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_said_where_it_is_another_one() {
        let day = |text: &str| Day::parse(text).unwrap();
        let today = day("2026-11-22");
        assert_eq!(near_day(day("2026-12-05"), today), "5 Dec");
        assert_eq!(near_day(day("2027-01-15"), today), "15 Jan 2027");
        let month = Month::parse("2025-09").unwrap();
        assert_eq!(near_month(month, today), "Sep 2025");
        assert_eq!(near_month_in_full(month, day("2025-01-01")), "September");
    }

    #[test]
    fn lateness_is_counted_in_days() {
        let day = |text: &str| Day::parse(text).unwrap();
        assert_eq!(days_late(day("2026-11-22"), day("2026-11-22")), 0);
        assert_eq!(days_late(day("2025-12-31"), day("2026-03-01")), 60);
        assert_eq!(days_late(day("2026-11-23"), day("2026-11-22")), -1);
    }
}
