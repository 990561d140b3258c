//! A stage: one column of the board.

use std::sync::Arc;

use super::action::Action;
use super::choice::Phase;
use super::id::Id;
use super::note::Note;
use super::schema::record;
use super::text::Text;
use super::touchpoint::{Handover, Touchpoint};

record! {
    /// A part of the journey.
    #[derive(Default)]
    Stage Block key(stage) { stage.id.as_str().into() } set by StageField {
        /// Its name for good.
        id: Id => id;
        /// What it is called.
        name / Name: Text => always;
        /// Before, during or after the purchase.
        phase / Phase: Option<Phase> => maybe;
        /// What the customer wants here.
        goal / Goal: Text => maybe;
        /// What was noted about the stage as a whole.
        notes: Vec<Note> => items;
        /// What is done about it.
        actions: Vec<Action> => items;
        /// What happens here, in order.
        touchpoints: Vec<Arc<Touchpoint>> => items;
        /// The passage to the next stage.
        handover / Handover: Handover => maybe;
    }
}

impl Stage {
    /// An empty stage.
    pub fn new(id: Id, name: &str) -> Self {
        Self { id, name: name.into(), ..Self::default() }
    }
}
