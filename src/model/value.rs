//! Values that cannot be out of their range, whoever makes them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::record::{Leaf, Literal, Node};

/// A value was refused. The sentence says what the value must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutOfRange(pub String);

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OutOfRange {}

/// Implements serde and [`Leaf`] for a whole number with a range.
macro_rules! whole {
    ($Name:ident, $number:ty, $least:literal..=$largest:literal, $what:literal) => {
        impl $Name {
            /// The value, if it is in range.
            ///
            /// # Errors
            /// A sentence that names the range.
            pub fn new(value: i64) -> Result<Self, OutOfRange> {
                match <$number>::try_from(value) {
                    Ok(number) if ($least..=$largest).contains(&number) => Ok(Self(number)),
                    _ => Err(OutOfRange(format!(
                        concat!($what, " goes from ", $least, " to ", $largest, ", not {}"),
                        value
                    ))),
                }
            }

            /// The number.
            pub fn get(self) -> $number {
                self.0
            }
        }

        impl Serialize for $Name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(to)
            }
        }

        impl<'de> Deserialize<'de> for $Name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                Self::new(i64::deserialize(from)?).map_err(de::Error::custom)
            }
        }

        impl Node for $Name {}
    };
}

/// How a touchpoint feels: -2 (very bad) to +2 (very good). That nobody has
/// said yet is the absence of an emotion, not 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Emotion(i8);
whole!(Emotion, i8, -2..=2, "an emotion");

impl Emotion {
    /// All five, from the worst.
    pub const ALL: [Self; 5] = [Self(-2), Self(-1), Self(0), Self(1), Self(2)];
    /// The lowest.
    pub const WORST: Self = Self(-2);
    /// Neither good nor bad.
    pub const NEUTRAL: Self = Self(0);
    /// The highest.
    pub const BEST: Self = Self(2);

    /// One step up or down, and no further than the ends.
    #[must_use]
    pub fn step(self, by: i8) -> Self {
        Self(self.0.saturating_add(by).clamp(-2, 2))
    }
}

impl Leaf for Emotion {
    fn literal(&self) -> Literal<'_> {
        Literal::Integer(self.0.into())
    }
}

/// A rating from 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scale(u8);
whole!(Scale, u8, 1..=5, "a rating");

impl Leaf for Scale {
    fn literal(&self) -> Literal<'_> {
        Literal::Integer(self.0.into())
    }
}

/// How many days may lie between two reviews; 90 where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval(u16);
whole!(Interval, u16, 1..=3650, "the days between two reviews");

impl Default for Interval {
    fn default() -> Self {
        Self(90)
    }
}

impl Leaf for Interval {
    fn literal(&self) -> Literal<'_> {
        Literal::Integer(self.0.into())
    }
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A finite number. There is one zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct Number(f64);

impl Eq for Number {}

impl Number {
    /// The number, if it is finite.
    ///
    /// # Errors
    /// For infinity and for what is no number.
    pub fn new(value: f64) -> Result<Self, OutOfRange> {
        if value.is_finite() {
            Ok(Self(value + 0.0)) // -0 + 0 is 0
        } else {
            Err(OutOfRange("a number must be finite".into()))
        }
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// A share of a hundred, 0 to 100.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct Percent(f64);

impl Eq for Percent {}

impl Percent {
    /// The share, if it is in range.
    ///
    /// # Errors
    /// Below 0, above 100, and for what is no number.
    pub fn new(value: f64) -> Result<Self, OutOfRange> {
        if (0.0..=100.0).contains(&value) {
            Ok(Self(value + 0.0))
        } else {
            Err(OutOfRange(format!("a percentage goes from 0 to 100, not {value}")))
        }
    }

    /// The number, 0 to 100.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// Implements serde and [`Leaf`] for a number with a point.
macro_rules! decimal {
    ($Name:ident) => {
        impl Serialize for $Name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(to)
            }
        }
        impl<'de> Deserialize<'de> for $Name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                Self::new(f64::deserialize(from)?).map_err(de::Error::custom)
            }
        }
        impl Node for $Name {}
        impl Leaf for $Name {
            fn literal(&self) -> Literal<'_> {
                Literal::Number(self.0)
            }
        }
    };
}
decimal!(Number);
decimal!(Percent);

/// Implements [`Leaf`] for a plain whole number.
macro_rules! count {
    ($($number:ty),*) => {$(
        impl Node for $number {}
        impl Leaf for $number {
            fn literal(&self) -> Literal<'_> {
                Literal::Integer(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        }
    )*};
}
count!(u32);

/// How many: 0 to 9,007,199,254,740,991, which every program that reads JSON
/// can hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(u64);
whole!(Count, u64, 0..=9_007_199_254_740_991, "a count");

impl Leaf for Count {
    fn literal(&self) -> Literal<'_> {
        Literal::Integer(i64::try_from(self.0).unwrap_or(i64::MAX))
    }
}

impl Node for bool {}

impl Leaf for bool {
    fn literal(&self) -> Literal<'_> {
        Literal::Bool(*self)
    }
    fn is_default(&self) -> bool {
        !self
    }
}

/// Implements text, serde and [`Leaf`] for a value that is kept as written.
macro_rules! written {
    ($Name:ident) => {
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
        impl Node for $Name {}
        impl Leaf for $Name {
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
written!(Day);

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
written!(Month);

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

    /// As it is written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// A time of day, `10:42`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(Short);
written!(TimeOfDay);

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

/// How long something takes: a number and `s`, `min`, `h`, `d` or `w`, and
/// sums such as `1d 4h`. Kept as it was written; compared by [`Wait::seconds`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wait(Box<str>);
written!(Wait);

impl Wait {
    /// The time that `text` names.
    ///
    /// # Errors
    /// For what is no such sum, and for more than ten thousand years.
    pub fn parse(text: &str) -> Result<Self, OutOfRange> {
        match seconds(text) {
            Some(seconds) if seconds < 320e9 => Ok(Self(text.into())),
            _ => {
                Err(OutOfRange(format!("a time is written like 20min, 6d or 1d 4h, not {text:?}")))
            }
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
            * match &rest[..letters] {
                "s" => 1.0,
                "min" => 60.0,
                "h" => 3600.0,
                "d" => 86400.0,
                "w" => 604_800.0,
                _ => return None,
            };
        rest = rest[letters..].trim_start();
    }
    Some(sum)
}
