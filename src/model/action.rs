//! Actions: what is done about what was noted.

use super::choice::ActionState;
use super::id::Id;
use super::schema::record;
use super::text::Text;
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

impl Action {
    /// An action with nothing but a title.
    pub fn new(id: Id, title: &str) -> Self {
        Self { id, title: title.into(), ..Self::default() }
    }

    /// Its state now.
    pub fn state(&self) -> ActionState {
        self.states.last().map_or(ActionState::Todo, |step| step.state)
    }
}
