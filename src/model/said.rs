//! Days as people say them: `15 Dec`, `15.12.`, `tomorrow`, `fri`.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::when::Day;

/// Which day is meant where the year, or the week, is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearest {
    /// The next one from today on: what is planned.
    Ahead,
    /// The one that is the least away: what was done or seen.
    Around,
    /// The last one up to today: what was measured.
    Behind,
}

impl Day {
    /// The day that somebody means who says `text` today; none where that is
    /// no day. Days come before months, as in `15.12.`, and names may be cut
    /// to three letters or more.
    pub fn said(text: &str, today: Self, nearest: Nearest) -> Option<Self> {
        let text = text.trim().to_lowercase();
        if let Ok(day) = Self::parse(&text) {
            return Some(day);
        }
        let today = today.date();
        let date = match text.as_str() {
            "today" => Some(today),
            "tomorrow" => today.checked_add(1.day()).ok(),
            "yesterday" => today.checked_sub(1.day()).ok(),
            name => match named(name, WEEKDAYS) {
                Some(number) => weekday(number, today, nearest),
                None => day_and_month(name, today, nearest),
            },
        };
        date.map(Self::from)
    }
}

const WEEKDAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number, from 1, of the name that `text` is, or begins with three
/// letters or more.
fn named(text: &str, names: &[&str]) -> Option<i8> {
    let is_it = |name: &&str| text.len() >= 3 && name.starts_with(text);
    (1..).zip(names).find(|(_, name)| is_it(name)).map(|(number, _)| number)
}

/// The day of that name; today is one of them.
fn weekday(number: i8, today: Date, nearest: Nearest) -> Option<Date> {
    let wanted = Weekday::from_monday_one_offset(number).ok()?;
    let ahead = wanted.since(today.weekday());
    let away = match nearest {
        Nearest::Around if ahead > 3 => ahead - 7,
        Nearest::Behind if ahead > 0 => ahead - 7,
        _ => ahead,
    };
    today.checked_add(i64::from(away).days()).ok()
}

/// `15.12.`, `15.12.2026`, `15 dec`, `15dec`, `dec 15`, with or without a year.
fn day_and_month(text: &str, today: Date, nearest: Nearest) -> Option<Date> {
    let parts = parts(text);
    let (day, month, year) = match parts.as_slice() {
        [day, month] => (*day, *month, None),
        [day, month, year] if year.len() == 4 => (*day, *month, Some(*year)),
        _ => return None,
    };
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (day, month) = match (is_number(day), is_number(month)) {
        (true, true) => (day, month.parse().ok()?),
        (true, false) => (day, named(month, MONTHS)?),
        (false, true) => (month, named(day, MONTHS)?),
        (false, false) => return None,
    };
    let day: i8 = day.parse().ok()?;
    let in_year = |year: i16| Date::new(year, month, day).ok();
    if let Some(year) = year {
        return in_year(year.parse().ok()?);
    }
    // 29 Feb is not in every year
    let years = (today.year() - 4..=today.year() + 4).filter_map(in_year);
    let away = |date: &Date| today.until(*date).map_or(i32::MAX, |span| span.get_days());
    match nearest {
        Nearest::Ahead => years.filter(|date| *date >= today).min(),
        Nearest::Around => years.min_by_key(|date| away(date).abs()),
        Nearest::Behind => years.filter(|date| *date <= today).max(),
    }
}

/// Numbers and words, without what stands between them.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for word in text.split([' ', '.', ',', '/']).filter(|word| !word.is_empty()) {
        let end = word.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(word.len());
        let (number, name) = word.split_at(end);
        parts.extend([number, name].into_iter().filter(|part| !part.is_empty()));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, nearest: Nearest) -> String {
        let today = Day::parse("2026-11-22").unwrap();
        Day::said(text, today, nearest).map_or("none".into(), |day| day.to_string())
    }

    #[test]
    fn a_day_is_understood_as_it_is_said() {
        for text in ["2026-12-15", "15.12.", "15.12", "15 Dec", "15dec", "Dec 15", "15. december"] {
            assert_eq!(said(text, Nearest::Ahead), "2026-12-15", "{text}");
        }
        assert_eq!(said("15.12.2027", Nearest::Ahead), "2027-12-15");
        assert_eq!(said("tomorrow", Nearest::Ahead), "2026-11-23");
        assert_eq!(said("today", Nearest::Around), "2026-11-22");
        // the 22nd is a Sunday
        assert_eq!(said("fri", Nearest::Ahead), "2026-11-27");
        assert_eq!(said("Sunday", Nearest::Ahead), "2026-11-22");
        assert_eq!(said("29 feb", Nearest::Ahead), "2028-02-29");
    }

    #[test]
    fn what_was_seen_was_seen_lately_and_what_is_planned_comes() {
        assert_eq!(said("30 sep", Nearest::Around), "2026-09-30");
        assert_eq!(said("30 sep", Nearest::Ahead), "2027-09-30");
        assert_eq!(said("fri", Nearest::Around), "2026-11-20");
        assert_eq!(said("31.12.", Nearest::Behind), "2025-12-31");
        assert_eq!(said("31.12.", Nearest::Around), "2026-12-31");
        assert_eq!(said("mon", Nearest::Around), "2026-11-23");
        assert_eq!(said("mon", Nearest::Behind), "2026-11-16");
        assert_eq!(said("sunday", Nearest::Behind), "2026-11-22");
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in ["soon", "31.11.", "2026-13-01", "15", "dec", "ju", "15.12.26", "1 2 3 4", ""] {
            assert_eq!(said(text, Nearest::Ahead), "none", "{text}");
        }
    }
}
