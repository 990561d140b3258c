//! Days, months, times of day, and how long something takes.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::entry::{Entry, Fresh};
use super::record::{Leaf, Literal};
use super::value::OutOfRange;

/// Implements text, serde and [`Leaf`] for a value that is kept as written.
macro_rules! written {
    ($Name:ident, $entry:ident, $fresh:expr) => {
        impl fmt::Display for $Name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl Serialize for $Name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
        impl<'de> Deserialize<'de> for $Name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                Self::parse(&String::deserialize(from)?).map_err(de::Error::custom)
            }
        }
        impl Leaf for $Name {
            const ENTRY: Entry = Entry::$entry;
            fn read(typed: &str) -> Result<Self, OutOfRange> {
                Self::parse(typed.trim())
            }
            fn fresh(now: Fresh) -> Self {
                $fresh(now)
            }
            fn literal(&self) -> Literal<'_> {
                Literal::Text(self.as_str())
            }
        }
    };
}

/// Ten characters at most, kept in place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Short {
    bytes: [u8; 10],
    len: u8,
}

impl Short {
    fn new(text: &str) -> Self {
        let mut bytes = [0; 10];
        let len = text.len().min(10);
        bytes[..len].copy_from_slice(&text.as_bytes()[..len]);
        Self { bytes, len: u8::try_from(len).unwrap_or(10) }
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }
}

impl fmt::Debug for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// Whether `text` has digits at each `0` of `pattern`, and is the same
/// elsewhere.
fn is_like(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text
            .bytes()
            .zip(pattern.bytes())
            .all(|(byte, like)| if like == b'0' { byte.is_ascii_digit() } else { byte == like })
}

/// A day of the calendar, `2026-09-30`. Ordered by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Short);
written!(Day, Day, |now: Fresh| now.day);

impl Day {
    /// The day that `text` names.
    ///
    /// # Errors
    /// For another form than YYYY-MM-DD, and for a day that does not exist.
    pub fn parse(text: &str) -> Result<Self, OutOfRange> {
        if is_like(text, "0000-00-00") && text.parse::<jiff::civil::Date>().is_ok() {
            Ok(Self(Short::new(text)))
        } else {
            Err(OutOfRange(format!("a day is written like 2026-09-30, not {text:?}")))
        }
    }

    /// The month that it is in.
    pub fn month(self) -> Month {
        Month(Short::new(&self.as_str()[..7]))
    }

    /// The same day for calculating.
    pub fn date(self) -> jiff::civil::Date {
        self.as_str().parse().unwrap_or(jiff::civil::Date::ZERO)
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl From<jiff::civil::Date> for Day {
    fn from(date: jiff::civil::Date) -> Self {
        Self(Short::new(&date.to_string()))
    }
}

/// A month, `2026-09`. Ordered by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(Short);
written!(Month, Month, |now: Fresh| now.month);

impl Month {
    /// The month that `text` names.
    ///
    /// # Errors
    /// For another form than YYYY-MM, and for a month that does not exist.
    pub fn parse(text: &str) -> Result<Self, OutOfRange> {
        if is_like(text, "0000-00") && format!("{text}-01").parse::<jiff::civil::Date>().is_ok() {
            Ok(Self(Short::new(text)))
        } else {
            Err(OutOfRange(format!("a month is written like 2026-09, not {text:?}")))
        }
    }

    /// Its first day for calculating.
    pub fn date(self) -> jiff::civil::Date {
        format!("{}-01", self.as_str()).parse().unwrap_or(jiff::civil::Date::ZERO)
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// A time of day, `10:42`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(Short);
written!(TimeOfDay, Time, |now: Fresh| now.time);

impl Default for TimeOfDay {
    fn default() -> Self {
        Self(Short::new("00:00"))
    }
}

impl TimeOfDay {
    /// The time that `text` names.
    ///
    /// # Errors
    /// For another form than HH:MM, and for a time that does not exist.
    pub fn parse(text: &str) -> Result<Self, OutOfRange> {
        if is_like(text, "00:00") && text.parse::<jiff::civil::Time>().is_ok() {
            Ok(Self(Short::new(text)))
        } else {
            Err(OutOfRange(format!("a time is written like 10:42, not {text:?}")))
        }
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// How long something takes: a number and a unit from seconds to weeks, short
/// or as it is said (`6d`, `3 days`), and sums such as `1d 4h`. Kept as it was written; compared by [`Wait::seconds`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wait(Box<str>);
written!(Wait, Wait, |_: Fresh| Wait("1d".into()));

impl Wait {
    /// The time that `text` names.
    ///
    /// # Errors
    /// For what is no such sum, and for more than ten thousand years.
    pub fn parse(text: &str) -> Result<Self, OutOfRange> {
        match seconds(text) {
            Some(seconds) if seconds < 320e9 => Ok(Self(text.into())),
            _ => Err(OutOfRange(format!(
                "a time is written like 20min, 3 days or 1d 4h, not {text:?}"
            ))),
        }
    }

    /// Its length in seconds; a day has 24 hours, a week seven days.
    pub fn seconds(&self) -> f64 {
        seconds(&self.0).unwrap_or(0.0)
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn seconds(text: &str) -> Option<f64> {
    let mut rest = text.trim();
    if rest.is_empty() {
        return None;
    }
    let mut sum = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start();
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        sum += number
            * match &*rest[..letters].to_ascii_lowercase() {
                "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
                "min" | "mins" | "minute" | "minutes" => 60.0,
                "h" | "hr" | "hrs" | "hour" | "hours" => 3600.0,
                "d" | "day" | "days" => 86400.0,
                "w" | "wk" | "wks" | "week" | "weeks" => 604_800.0,
                _ => return None,
            };
        rest = rest[letters..].trim_start();
    }
    Some(sum)
}
