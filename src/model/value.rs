//! Values that cannot be out of their range, whoever makes them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::choice::Unit;
use super::entry::{Entry, Fresh};
use super::record::{Leaf, Literal};

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
    const ENTRY: Entry = Entry::Whole;
    fn read(typed: &str) -> Result<Self, OutOfRange> {
        Self::new(whole(typed)?)
    }
    fn fresh(_: Fresh) -> Self {
        Self::NEUTRAL
    }
    fn literal(&self) -> Literal<'_> {
        Literal::Integer(self.0.into())
    }
}

/// A rating from 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scale(u8);
whole!(Scale, u8, 1..=5, "a rating");

impl Scale {
    /// All five, from the lowest.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];
}

impl Leaf for Scale {
    const ENTRY: Entry = Entry::Scale;
    fn read(typed: &str) -> Result<Self, OutOfRange> {
        Self::new(whole(typed)?)
    }
    fn fresh(_: Fresh) -> Self {
        Self(3)
    }
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
    const ENTRY: Entry = Entry::Whole;
    fn read(typed: &str) -> Result<Self, OutOfRange> {
        Self::new(whole(typed)?)
    }
    fn fresh(_: Fresh) -> Self {
        Self::default()
    }
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
    ($Name:ident, $bare:expr) => {
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
        impl Leaf for $Name {
            const ENTRY: Entry = Entry::Number;
            fn read(typed: &str) -> Result<Self, OutOfRange> {
                Self::new(number($bare(typed))?)
            }
            fn fresh(_: Fresh) -> Self {
                Self(0.0)
            }
            fn literal(&self) -> Literal<'_> {
                Literal::Number(self.0)
            }
        }
    };
}
decimal!(Number, str::trim);
decimal!(Percent, |typed| Unit::Percent.bare(typed));

/// Implements [`Leaf`] for a plain whole number.
macro_rules! count {
    ($($number:ty),*) => {$(
        impl Leaf for $number {
            const ENTRY: Entry = Entry::Whole;
            fn read(typed: &str) -> Result<Self, OutOfRange> {
                let value = whole(typed)?;
                Self::try_from(value).map_err(|_| OutOfRange(format!("a number goes from 0 to {}, not {value}", Self::MAX)))
            }
            fn fresh(_: Fresh) -> Self {
                1
            }
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
    const ENTRY: Entry = Entry::Whole;
    fn read(typed: &str) -> Result<Self, OutOfRange> {
        Self::new(whole(typed)?)
    }
    fn fresh(_: Fresh) -> Self {
        Self(0)
    }
    fn literal(&self) -> Literal<'_> {
        Literal::Integer(i64::try_from(self.0).unwrap_or(i64::MAX))
    }
}

impl Leaf for bool {
    const ENTRY: Entry = Entry::Flag;
    fn read(typed: &str) -> Result<Self, OutOfRange> {
        match typed.trim() {
            "" | "no" => Ok(false),
            "yes" => Ok(true),
            other => Err(OutOfRange(format!("it is yes or no, not {other:?}"))),
        }
    }
    fn typed(&self) -> String {
        if *self { "yes" } else { "" }.into()
    }
    fn fresh(_: Fresh) -> Self {
        false
    }
    fn literal(&self) -> Literal<'_> {
        Literal::Bool(*self)
    }
    fn is_default(&self) -> bool {
        !self
    }
}

/// A whole number as a person types it; a typographic minus is one too.
fn whole(typed: &str) -> Result<i64, OutOfRange> {
    let plain = typed.trim().replace('−', "-");
    plain.parse().map_err(|_| OutOfRange(format!("a whole number is needed, not {typed:?}")))
}

/// A number as a person types it, with a point or a comma.
fn number(typed: &str) -> Result<f64, OutOfRange> {
    let plain = typed.trim().replace('−', "-").replace(',', ".");
    plain.parse().map_err(|_| OutOfRange(format!("a number is needed, not {typed:?}")))
}
