//! The questions before a new map: who, from where to where, for which
//! decision; and what to start from. Every answer may be left out.

use std::path::PathBuf;
use std::sync::Arc;

use crate::edit::{Part, Way};
use crate::model::JourneyMap;

/// The fields that are asked for, in their order.
pub const QUESTIONS: [&str; 5] = ["title", "persona.name", "scope.from", "scope.to", "decision"];

/// A map to start from.
#[derive(Debug, Clone)]
pub struct Template {
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub about: String,
    /// What is in it, or why it cannot be read.
    pub map: Result<Arc<JourneyMap>, String>,
}

/// The open questions.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// What a map can start from, the emptiest first.
    pub templates: Vec<Template>,
    /// Which question is chosen, or behind them which template.
    pub chosen: usize,
    /// The map that was open before; none on a first start.
    pub before: Option<PathBuf>,
}

impl Start {
    /// The questions, the first of them chosen.
    pub fn new(templates: Vec<Template>) -> Self {
        Self { templates, ..Self::default() }
    }

    /// Where the answer to the chosen question goes; none on a template.
    pub fn way(&self) -> Option<Way> {
        QUESTIONS.get(self.chosen).map(|field| way(field))
    }

    /// Chooses the question whose answer goes there; says whether there is one.
    pub fn choose(&mut self, wanted: &[Part]) -> bool {
        let found = QUESTIONS.iter().position(|field| way(field) == wanted);
        self.chosen = found.unwrap_or(self.chosen);
        found.is_some()
    }

    /// The chosen template: on a question the first.
    pub fn template(&self) -> Option<&Template> {
        self.templates.get(self.chosen.saturating_sub(QUESTIONS.len()))
    }

    /// Moves the choice, and not beyond the ends.
    pub fn step(&mut self, by: isize) {
        let last = (QUESTIONS.len() + self.templates.len()).saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
    }

    /// Whether a template is chosen.
    pub fn is_on_template(&self) -> bool {
        self.chosen >= QUESTIONS.len()
    }
}

/// The way to a field of the map, from its name with points between the parts.
pub fn way(field: &str) -> Way {
    field.split('.').map(|part| Part::Field(part.into())).collect()
}
