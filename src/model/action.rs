//! Actions: what is done about what was noted.

use super::choice::ActionState;
use super::id::Id;
use super::map::JourneyMap;
use super::metric::Metric;
use super::schema::record;
use super::text::Text;
use super::touchpoint::Touchpoint;
use super::value::{Number, Scale};
use super::when::Day;

record! {
    /// A change that somebody makes, and what came of it.
    #[derive(Default)]
    Action Block key(action) { action.id.as_str().into() } set by ActionField {
        /// Its name for good.
        id: Id => id;
        /// What is done.
        title / Title: Text => always;
        /// The ids of the notes that it is meant to settle.
        answers / Answers: Vec<Id> => maybe;
        /// Who does it.
        owner / Owner: Text => maybe;
        /// By when.
        due / Due: Option<Day> => maybe;
        /// How one will see that it worked.
        measure / Measure: Text => maybe;
        /// The name of a metric of the touchpoint, else of the map.
        metric / Metric: Text => maybe;
        /// The metric's value before, in its unit.
        before / Before: Option<Number> => maybe;
        /// The metric's value after, in its unit.
        after / After: Option<Number> => maybe;
        /// How much work it is.
        effort / Effort: Option<Scale> => maybe;
        /// The expected effect on the business.
        benefit / Benefit: Option<Scale> => maybe;
        /// It prevents rather than mends.
        preventive / Preventive: bool => maybe;
        /// What it needs.
        resources / Resources: Text => maybe;
        /// What was wrong.
        was / Was: Text => maybe;
        /// What was changed.
        change / Change: Text => maybe;
        /// How it went on; the last one counts, none means to do.
        states / States: Vec<ActionStep> => maybe;
    }
}

record! {
    /// A change in the state of an action.
    ActionStep Row key(step) { format!("{}\u{0}{}", step.on, step.state.word()).into() } {
        /// When.
        on: Day => always;
        /// To what.
        state: ActionState => always;
    }
}

impl ActionState {
    /// What may follow it:
    ///
    /// | from | to |
    /// | --- | --- |
    /// | to do | doing, done, dropped |
    /// | doing | done, to do, dropped |
    /// | done | verified, reopened |
    /// | verified | reopened |
    /// | reopened | doing, done, dropped |
    /// | dropped | to do |
    ///
    /// So nothing is verified that was not done before, and what was done is
    /// never silently begun again.
    pub fn followers(self) -> &'static [Self] {
        match self {
            Self::Todo | Self::Reopened => &[Self::Doing, Self::Done, Self::Dropped],
            Self::Doing => &[Self::Todo, Self::Done, Self::Dropped],
            Self::Done => &[Self::Verified, Self::Reopened],
            Self::Verified => &[Self::Reopened],
            Self::Dropped => &[Self::Todo],
        }
    }

    /// Whether something is still to be done.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Todo | Self::Doing | Self::Reopened)
    }
}

impl Action {
    /// An action with nothing but a title.
    pub fn new(id: Id, title: &str) -> Self {
        Self { id, title: title.into(), ..Self::default() }
    }

    /// Its state now.
    pub fn state(&self) -> ActionState {
        self.states.last().map_or(ActionState::Todo, |step| step.state)
    }

    /// The day of its state; none while it was never set.
    pub fn since(&self) -> Option<Day> {
        self.states.last().map(|step| step.on)
    }

    /// The metric that it names: of its touchpoint, else of the map.
    pub fn metric_of<'a>(
        &self,
        touchpoint: Option<&'a Touchpoint>,
        map: &'a JourneyMap,
    ) -> Option<&'a Metric> {
        let near = touchpoint.map_or(&[][..], |touchpoint| &touchpoint.metrics);
        map.metric_called(&self.metric, near)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_can_be_left_and_none_for_itself() {
        for state in ActionState::ALL {
            assert!(!state.followers().is_empty(), "{state:?}");
            assert!(!state.followers().contains(state), "{state:?}");
        }
    }

    #[test]
    fn only_what_was_done_is_verified() {
        let before: Vec<_> = ActionState::ALL
            .iter()
            .filter(|state| state.followers().contains(&ActionState::Verified))
            .collect();
        assert_eq!(before, [&ActionState::Done]);
    }
}
