//! Notes: what hurts, what pleases, what could be.

use super::choice::{Cause, NoteKind, NoteState, Source};
use super::id::Id;
use super::schema::record;
use super::text::Text;
use super::when::Day;

record! {
    /// One thing noted about a touchpoint or a stage.
    #[derive(Default)]
    Note Block key(note) { note.id.as_str().into() } set by NoteField {
        /// Its name for good.
        id: Id => id;
        /// What it is.
        kind / Kind: NoteKind => always;
        /// What it says.
        text / Text: Text => always;
        /// Who said it.
        by / By: Text => maybe;
        /// Who answers for it.
        owner / Owner: Text => maybe;
        /// Why it hurts.
        cause / Cause: Option<Cause> => maybe;
        /// The id of the touchpoint that it contradicts or depends on.
        with / With: Text => maybe;
        /// How we know.
        source / Source: Option<Source> => maybe;
        /// Free words.
        tags / Tags: Vec<Text> => maybe;
        /// Who finds it important.
        votes / Votes: Vec<Vote> => maybe;
        /// How it went on; the last one counts, none means open.
        states / States: Vec<NoteStep> => maybe;
    }
}

record! {
    /// Dots that somebody put on something.
    Vote Row key(vote) { vote.by.as_ref().into() } {
        /// Who.
        by: Text => maybe;
        /// How many.
        dots: u32 => always;
    }
}

record! {
    /// A change in the state of a note.
    NoteStep Row key(step) { format!("{}\u{0}{}", step.on, step.state.word()).into() } {
        /// When.
        on: Day => always;
        /// To what.
        state: NoteState => always;
    }
}

impl Note {
    /// A note with nothing but its kind and text.
    pub fn new(id: Id, kind: NoteKind, text: &str) -> Self {
        Self { id, kind, text: text.into(), ..Self::default() }
    }

    /// Its state now.
    pub fn state(&self) -> NoteState {
        self.states.last().map_or(NoteState::Open, |step| step.state)
    }

    /// Whether it is not settled: never was, or is back.
    pub fn is_open(&self) -> bool {
        matches!(self.state(), NoteState::Open | NoteState::Reopened)
    }

    /// Whether it says that something fails: a pain or a gap.
    pub fn hurts(&self) -> bool {
        matches!(self.kind, NoteKind::Pain | NoteKind::Gap)
    }
}
