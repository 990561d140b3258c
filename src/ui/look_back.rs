//! How the map felt at a review, while that is shown on the curve.

use super::sentences::Then;
use crate::insight::KeptOn;
use crate::insight::curve::Felt;
use crate::model::{Day, JourneyMap};
use crate::words;

/// An older state of the map, as far as the curve shows it: what was felt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookBack {
    /// When the state was kept; none where it is known by another name.
    pub on: Option<KeptOn>,
    /// What the time is called: `20 Aug`, or the revision of git.
    pub when: String,
    /// How its touchpoints felt.
    pub felt: Felt,
}

impl LookBack {
    /// Looks back to a snapshot; a day without its year is of that of `today`.
    pub fn to(then: &Then, today: Day) -> Self {
        let when = words::kept_on(then.on, today);
        Self { on: Some(then.on), when, felt: Felt::of(&then.map) }
    }

    /// Looks back to a state that is known by a name.
    pub fn named(when: &str, then: &JourneyMap) -> Self {
        Self { on: None, when: when.to_owned(), felt: Felt::of(then) }
    }
}
