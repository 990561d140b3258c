//! Fields that hold one of a few words.

use serde::{Deserialize, Serialize};

use super::entry::{Entry, Fresh};
use super::record::{Leaf, Literal};
use super::value::OutOfRange;

/// Declares an enum that the file writes as a bare word.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        $Name:ident $($default:literal)? { $(#[$first:meta])* $First:ident $(, $(#[$doc:meta])* $Variant:ident)* $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $Name {
            $(#[$first])*
            #[default]
            $First,
            $($(#[$doc])* $Variant,)*
        }

        impl $Name {
            /// Every one, in the order of the file's description.
            pub const ALL: &'static [Self] = &[Self::$First $(, Self::$Variant)*];

            /// The word in the file.
            pub fn word(self) -> &'static str {
                match self {
                    Self::$First => stringify!($First),
                    $(Self::$Variant => stringify!($Variant),)*
                }
            }
        }

        impl Leaf for $Name {
            const ENTRY: Entry = Entry::Word(&[stringify!($First) $(, stringify!($Variant))*]);
            fn read(typed: &str) -> Result<Self, OutOfRange> {
                let typed = typed.trim();
                // as it is written in the file, or as it is spoken
                let joined = typed.replace([' ', '-'], "");
                let found = Self::ALL.iter().find(|it| it.word().eq_ignore_ascii_case(&joined));
                found.copied().ok_or_else(|| {
                    let known: Vec<&str> = Self::ALL.iter().map(|it| it.word()).collect();
                    OutOfRange(format!("it is one of {}, not {typed:?}", known.join(", ")))
                })
            }
            fn fresh(_: Fresh) -> Self {
                Self::$First
            }
            fn literal(&self) -> Literal<'_> {
                Literal::Word(self.word())
            }
            $(fn is_default(&self) -> bool {
                $default && *self == Self::$First
            })?
        }
    };
}

choice! {
    /// Whether a map shows how it is or how it should be.
    MapState true {
        /// How the journey is today.
        AsIs,
        /// How it should become.
        ToBe,
    }
}
choice! {
    /// Whether the persona buys already.
    PersonaKind true {
        /// Somebody who is a customer.
        Existing,
        /// Somebody who could become one.
        Potential,
    }
}
choice! {
    /// The part of the journey that a stage belongs to.
    Phase {
        /// Before the purchase.
        PreSale,
        /// The purchase.
        Sale,
        /// After the purchase.
        PostSale,
    }
}
choice! {
    /// Whether we control a touchpoint.
    Contact {
        /// It is ours.
        Direct,
        /// It is in other hands: reviews, friends, the press.
        Indirect,
    }
}
choice! {
    /// What a touchpoint is made of.
    Medium {
        /// A screen.
        Digital,
        /// A place, a person, a thing.
        Physical,
    }
}
choice! {
    /// Whether the customer sees it.
    Side {
        /// Seen.
        OnStage,
        /// Behind the scenes.
        OffStage,
    }
}
choice! {
    /// How well founded a touchpoint is.
    Evidence {
        /// Somebody thinks so.
        Assumed,
        /// Somebody has seen it.
        Observed,
        /// Data or customers say so.
        Confirmed,
    }
}
choice! {
    /// Where knowledge comes from.
    Source {
        /// A talk with a customer.
        Interview,
        /// A questionnaire.
        Survey,
        /// Questions to the support.
        SupportTickets,
        /// Complaints.
        Complaints,
        /// Counted behaviour.
        Analytics,
        /// What people write in public.
        SocialMedia,
        /// Watching customers.
        Observation,
        /// Times and counts of the company's own work.
        Operations,
        /// A workshop.
        Workshop,
        /// Anything else.
        Other,
    }
}
choice! {
    /// What a note says.
    NoteKind {
        /// What hurts.
        Pain,
        /// What pleases.
        Delight,
        /// What could be better.
        Opportunity,
        /// Nobody serves the customer here.
        Gap,
        /// What a customer said.
        Quote,
        /// A possible solution.
        Idea,
    }
}
choice! {
    /// Why something hurts.
    Cause {
        /// It costs too much.
        Cost,
        /// It is not found.
        Findability,
        /// It is too complicated.
        Complexity,
        /// Two channels say different things.
        MixedMessage,
        /// Two parts do not know of each other.
        Disconnect,
        /// It takes too long.
        Speed,
        /// It speaks another language.
        Language,
        /// The company's own way of working.
        Process,
        /// Anything else.
        Other,
    }
}
choice! {
    /// How far a note is settled.
    NoteState {
        /// Not settled.
        Open,
        /// Somebody says that it is mended.
        Fixed,
        /// Somebody has looked: it is.
        Verified,
        /// It is back.
        Reopened,
    }
}
choice! {
    /// How far an action is.
    ActionState {
        /// Not begun.
        Todo,
        /// Begun.
        Doing,
        /// Finished.
        Done,
        /// Finished, and it worked.
        Verified,
        /// Finished, and it did not last.
        Reopened,
        /// Given up.
        Dropped,
    }
}
choice! {
    /// What support is asked for.
    TopKind {
        /// A question.
        Question,
        /// A complaint.
        Complaint,
        /// A return.
        Return,
    }
}
choice! {
    /// What the numbers of a metric mean.
    Unit {
        /// 0 to 100.
        Percent,
        /// -100 to 100.
        Nps,
        /// 0 to 10.
        Score10,
        /// 1 to 5.
        Score5,
        /// A time.
        Minutes,
        /// A time.
        Hours,
        /// A time.
        Days,
        /// A count.
        Count,
        /// An amount, of the currency that the metric's name says.
        Money,
    }
}
choice! {
    /// How serious a finding is.
    Level {
        /// Must be mended.
        Error,
        /// Should be mended.
        Warning,
        /// Good to know.
        Info,
    }
}

impl Unit {
    /// The least and the largest value; `None` where there is no limit.
    pub fn range(self) -> (Option<f64>, Option<f64>) {
        match self {
            Self::Percent => (Some(0.0), Some(100.0)),
            Self::Nps => (Some(-100.0), Some(100.0)),
            Self::Score10 => (Some(0.0), Some(10.0)),
            Self::Score5 => (Some(1.0), Some(5.0)),
            Self::Minutes | Self::Hours | Self::Days | Self::Count => (Some(0.0), None),
            Self::Money => (None, None),
        }
    }

    /// What somebody may write behind a number of it, as in `85 %`, `3d`.
    fn marks(self) -> &'static [&'static str] {
        match self {
            Self::Percent => &["%", "percent"],
            Self::Score10 => &["of 10", "/10", "/ 10"],
            Self::Score5 => &["of 5", "/5", "/ 5"],
            Self::Minutes => &["minutes", "minute", "mins", "min", "m"],
            Self::Hours => &["hours", "hour", "hrs", "hr", "h"],
            Self::Days => &["days", "day", "d"],
            Self::Nps | Self::Count | Self::Money => &[],
        }
    }

    /// A number of it as it was typed, without the unit behind it: `85 %` is
    /// `85`. What is no such thing stays as it is.
    pub fn bare(self, typed: &str) -> &str {
        let typed = typed.trim();
        let without = |mark: &&str| {
            let at =
                typed.len().checked_sub(mark.len()).filter(|at| typed.is_char_boundary(*at))?;
            let (number, behind) = typed.split_at(at);
            let number = number.trim_end();
            let is_number = number.ends_with(|it: char| it.is_ascii_digit());
            (is_number && behind.eq_ignore_ascii_case(mark)).then_some(number)
        };
        self.marks().iter().find_map(without).unwrap_or(typed)
    }

    /// What its numbers are in, as it is spoken: `points of 10`.
    pub fn spoken(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Nps => "NPS points",
            Self::Score10 => "points of 10",
            Self::Score5 => "points of 5",
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Count => "counts",
            Self::Money => "money",
        }
    }

    /// Whether `value` lies within the range.
    pub fn holds(self, value: f64) -> bool {
        let (least, largest) = self.range();
        least.is_none_or(|least| value >= least) && largest.is_none_or(|largest| value <= largest)
    }
}
