//! The table of rules: their codes and how serious they are.

use crate::model::Level;

/// Declares the rules: a name, the code for good, the level where the map
/// says nothing else.
macro_rules! rules {
    ($($(#[$doc:meta])* $Rule:ident = $code:literal $Level:ident;)*) => {
        /// Something that is looked for on a map. In the order of the map:
        /// what is about the whole of it, about stages, touchpoints, notes and
        /// actions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[$doc])* $Rule,)*
        }

        impl Rule {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$Rule),*];

            /// What it is called in files and by other programs. It never
            /// changes.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$Rule => $code,)*
                }
            }

            /// How serious it is where the map says nothing else. Nothing is an
            /// error only because it is not filled in yet.
            pub fn default_level(self) -> Level {
                match self {
                    $(Self::$Rule => Level::$Level,)*
                }
            }
        }
    };
}

rules! {
    /// The map does not say who makes the journey.
    PersonaMissing = "persona-missing" Warning;
    /// It does not say what is to be reached.
    ObjectiveMissing = "objective-missing" Warning;
    /// It does not say where the journey begins, or where it ends.
    ScopeMissing = "scope-missing" Warning;
    /// It does not say what it is to inform.
    DecisionMissing = "decision-missing" Warning;
    /// Touchpoints say what they are made of, and none is digital.
    DigitalMissing = "digital-missing" Info;
    /// Touchpoints say what they are made of, and none is physical.
    PhysicalMissing = "physical-missing" Info;
    /// There is something on the map, and nobody ever looked at it again.
    ReviewNever = "review-never" Info;
    /// It should have been looked at again by now.
    ReviewOverdue = "review-overdue" Warning;
    /// A field was changed here and elsewhere in different ways.
    ConflictUnsettled = "conflict-unsettled" Error;
    /// The map switches off or weighs a rule that there is not.
    CodeUnknown = "code-unknown" Info;

    /// A stage without a phase.
    PhaseMissing = "phase-missing" Warning;
    /// A stage without touchpoints. One that has a gap noted is empty because
    /// nobody serves the customer there: that is said, and nothing is missing.
    StageEmpty = "stage-empty" Warning;

    /// A touchpoint that is not rated. Detours are beside the curve: they may
    /// be rated and need not be.
    EmotionMissing = "emotion-missing" Warning;
    /// A touchpoint without an experience goal. Detours, too: whoever takes
    /// one is a customer as well.
    GoalMissing = "goal-missing" Warning;
    /// A touchpoint that nobody answers for. Detours, too, and what is in
    /// other hands: somebody must at least watch it.
    OwnerMissing = "owner-missing" Warning;
    /// A touchpoint without a channel. Off-stage ones need none: the customer
    /// does not see them.
    ChannelMissing = "channel-missing" Warning;
    /// A title that reads like what the company does rather than like what
    /// the customer lives through.
    TitleProcess = "title-process" Info;
    /// Two touchpoints of one title, whatever its case and accents. Said of
    /// the later one.
    TitleTwice = "title-twice" Info;
    /// It feels bad, and neither a pain nor a gap says why, nor does an action
    /// change it. Detours, too, where they are rated.
    LowUnexplained = "low-unexplained" Warning;
    /// Support data or votes say that it fails, and no action is there.
    BreakUnanswered = "break-unanswered" Warning;
    /// It is known to go wrong, and no action prevents that.
    RiskUnprevented = "risk-unprevented" Warning;
    /// It is only assumed, and nothing says how one knows.
    AssumedOnly = "assumed-only" Info;
    /// It was found to be true longer ago than maps are reviewed.
    TruthStale = "truth-stale" Warning;
    /// The customer goes from a screen to a place, a person or a thing, or
    /// back, and nothing says how. Said of the touchpoint before the step, where
    /// that is in our hands; what is beside the best route or not seen by the
    /// customer is no step.
    HandoverMissing = "handover-missing" Info;

    /// A pain that is not settled, and neither it nor an action that answers
    /// it has an owner.
    PainUnowned = "pain-unowned" Warning;
    /// A note or an action is said to be mended, and nobody has looked.
    FixUnverified = "fix-unverified" Info;
    /// An open action that nobody does.
    ActionUnowned = "action-unowned" Warning;
    /// An open action without a day by which it is done.
    ActionUndated = "action-undated" Warning;
    /// An open action of which nobody will see whether it worked.
    ActionUnmeasured = "action-unmeasured" Warning;
    /// An open action whose day is over.
    ActionOverdue = "action-overdue" Warning;
    /// A finished action that does not say what was changed, or, where it
    /// names a metric, what was measured after.
    ResultMissing = "result-missing" Warning;
    /// An action answers a note, or a note contradicts a touchpoint, that is
    /// not on the map.
    LinkBroken = "link-broken" Warning;
}

impl Rule {
    /// The rule of that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.code() == code)
    }

    /// Its place in [`Rule::ALL`].
    pub(super) fn number(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_words_with_hyphens_and_each_is_one_rule() {
        for (number, rule) in Rule::ALL.iter().enumerate() {
            assert_eq!(rule.number(), number);
            assert_eq!(Rule::from_code(rule.code()), Some(*rule));
            let plain = |part: &str| part.chars().all(|letter| letter.is_ascii_lowercase());
            assert!(rule.code().split('-').all(|part| plain(part) && !part.is_empty()));
            assert!(rule.code().contains('-'), "{}", rule.code());
        }
    }
}
