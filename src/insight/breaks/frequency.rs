//! How often customers run into something, and how we know.

use std::cmp::Ordering;

use crate::model::{Counts, Month, Note, NoteKind, Scale, Touchpoint};

/// How often customers run into a touchpoint that fails, by the best evidence
/// there is.
///
/// Of one kind, frequencies can be compared. Of two kinds they cannot: 30
/// tickets are not more than 6 votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Tickets of the newest month that was counted, over the orders of that
    /// month: [`Frequency::per_thousand`].
    PerThousand {
        /// The month.
        month: Month,
        /// How many tickets came in it.
        tickets: u64,
        /// How many orders there were; never 0.
        orders: u64,
    },
    /// Tickets of the newest month that was counted, where its orders are not
    /// known.
    Tickets {
        /// The month.
        month: Month,
        /// How many tickets came in it.
        tickets: u64,
    },
    /// Nothing was counted, but people put dots on the touchpoint, or on its
    /// open pains and gaps.
    Votes {
        /// How many dots.
        dots: u64,
    },
    /// Nobody counted or voted: what the mapper wrote down, one for each open
    /// pain and gap.
    Estimate {
        /// How many pains.
        pains: u64,
        /// How many gaps.
        gaps: u64,
    },
}

/// What a frequency rests on, the best evidence first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FrequencyKind {
    /// Tickets per 1,000 orders.
    PerThousand,
    /// Tickets in a month.
    Tickets,
    /// Dots of votes.
    Votes,
    /// Pains and gaps that were written down.
    Estimate,
}

/// So many tickets, dots, or pains and gaps can be the highest level.
const ENOUGH: u128 = 5;

impl FrequencyKind {
    /// All of them, the best evidence first.
    pub const ALL: [Self; 4] = [Self::PerThousand, Self::Tickets, Self::Votes, Self::Estimate];
}

impl Frequency {
    /// Of one month; none where its tickets were not counted.
    pub fn counted(counts: &Counts) -> Option<Self> {
        let (month, tickets) = (counts.month, counts.tickets?.get());
        Some(match counts.orders.map(|orders| orders.get()) {
            Some(orders) if orders > 0 => Self::PerThousand { month, tickets, orders },
            _ => Self::Tickets { month, tickets },
        })
    }

    /// What people say by their dots; none where there are no dots.
    pub(super) fn voted(touchpoint: &Touchpoint, counts: impl Fn(&Note) -> bool) -> Option<Self> {
        let notes = touchpoint.notes.iter().filter(|note| note.hurts() && counts(note));
        let votes = touchpoint.votes.iter().chain(notes.flat_map(|note| &note.votes));
        let dots = votes.map(|vote| u64::from(vote.dots)).sum();
        (dots > 0).then_some(Self::Votes { dots })
    }

    /// What the mapper wrote down; none where nothing is.
    pub(super) fn noted(touchpoint: &Touchpoint, counts: impl Fn(&Note) -> bool) -> Option<Self> {
        let number = |kind| {
            let notes = touchpoint.notes.iter().filter(|note| note.kind == kind && counts(note));
            u64::try_from(notes.count()).unwrap_or(u64::MAX)
        };
        let (pains, gaps) = (number(NoteKind::Pain), number(NoteKind::Gap));
        (pains + gaps > 0).then_some(Self::Estimate { pains, gaps })
    }

    /// What it rests on.
    pub fn kind(self) -> FrequencyKind {
        match self {
            Self::PerThousand { .. } => FrequencyKind::PerThousand,
            Self::Tickets { .. } => FrequencyKind::Tickets,
            Self::Votes { .. } => FrequencyKind::Votes,
            Self::Estimate { .. } => FrequencyKind::Estimate,
        }
    }

    /// The month that was counted; none where nothing was.
    pub fn month(self) -> Option<Month> {
        match self {
            Self::PerThousand { month, .. } | Self::Tickets { month, .. } => Some(month),
            Self::Votes { .. } | Self::Estimate { .. } => None,
        }
    }

    /// The number: tickets per 1,000 orders, tickets, dots, or pains and gaps.
    #[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
    pub fn value(self) -> f64 {
        let (over, under) = self.ratio();
        match self {
            Self::PerThousand { .. } => over as f64 * 1000.0 / under as f64,
            _ => over as f64,
        }
    }

    /// Whether nobody ran into it.
    pub fn is_zero(self) -> bool {
        self.ratio().0 == 0
    }

    /// Which of two is greater; none where they are of two kinds.
    pub fn against(self, other: Self) -> Option<Ordering> {
        let ((a, b), (c, d)) = (self.ratio(), other.ratio());
        (self.kind() == other.kind()).then(|| (a * d).cmp(&(c * b)))
    }

    /// How often that is where `greatest` is the greatest of its kind in the
    /// map: 5 times its share of that, rounded up. What is counted one by one
    /// is measured against 5 at least: the only pain that anybody
    /// wrote down is not the most frequent thing there can be.
    pub fn level(self, greatest: Self) -> Scale {
        let ((a, b), (c, d)) = (self.ratio(), greatest.ratio());
        let c = match greatest {
            Self::PerThousand { .. } => c,
            _ => c.max(ENOUGH),
        };
        let level = (5 * a * d).div_ceil((c * b).max(1)).clamp(1, 5);
        Scale::ALL[usize::try_from(level - 1).unwrap_or(0)]
    }

    /// The number as a fraction, so that equal is equal.
    fn ratio(self) -> (u128, u128) {
        match self {
            Self::PerThousand { tickets, orders, .. } => (tickets.into(), orders.into()),
            Self::Tickets { tickets, .. } => (tickets.into(), 1),
            Self::Votes { dots } => (dots.into(), 1),
            Self::Estimate { pains, gaps } => ((pains + gaps).into(), 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(tickets: u64, orders: u64) -> Frequency {
        Frequency::PerThousand { month: Month::parse("2026-09").unwrap(), tickets, orders }
    }

    fn levels(of: &[Frequency], greatest: Frequency) -> Vec<u8> {
        of.iter().map(|it| it.level(greatest).get()).collect()
    }

    #[test]
    fn levels_are_fifths_of_the_greatest_rounded_up() {
        let votes: Vec<_> = [1, 2, 3, 9, 10].map(|dots| Frequency::Votes { dots }).into();
        assert_eq!(levels(&votes, votes[4]), [1, 1, 2, 5, 5]);
    }

    #[test]
    fn a_few_dots_are_not_often_because_nobody_has_more() {
        let votes: Vec<_> = [1, 2, 3].map(|dots| Frequency::Votes { dots }).into();
        assert_eq!(levels(&votes, votes[2]), [1, 2, 3]);
        assert_eq!(levels(&[counted(1, 1000)], counted(1, 1000)), [5]);
    }

    #[test]
    fn a_share_of_exactly_two_fifths_is_level_two_whatever_the_orders() {
        // 0.1, 0.2, 0.3 … of a whole are no binary fractions
        for orders in [3, 7, 1000, 39_800, 9_007_199_254_740_991] {
            let greatest = counted(orders, orders);
            let parts: Vec<_> = (1..=5).map(|n| counted(n * 7, 35)).collect();
            assert_eq!(levels(&parts, greatest), [1, 2, 3, 4, 5], "{orders}");
        }
    }

    #[test]
    fn kinds_are_not_compared() {
        assert_eq!(counted(1, 2).against(Frequency::Votes { dots: 1 }), None);
        assert_eq!(counted(1, 3).against(counted(2, 6)), Some(Ordering::Equal));
        assert_eq!(counted(1, 3).against(counted(2, 7)), Some(Ordering::Greater));
    }
}
