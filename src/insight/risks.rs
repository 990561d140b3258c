//! What is known to go wrong.

use crate::model::{
    Action, ActionState, Holder, JourneyMap, Note, NoteKind, Spot, Stage, Top, Touchpoint,
};

/// A touchpoint that is known to go wrong.
#[derive(Debug, Clone, Copy)]
pub struct Risk<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// The touchpoint.
    pub touchpoint: &'a Touchpoint,
    /// What usually goes wrong there.
    pub problem: Option<Problem<'a>>,
}

/// What usually goes wrong.
#[derive(Debug, Clone, Copy)]
pub enum Problem<'a> {
    /// What the support is asked most.
    Asked(&'a Top),
    /// What was noted: a pain, or a gap.
    Noted(&'a Note),
}

/// The touchpoints that are marked as high risks, in the order of the board.
pub fn risks(map: &JourneyMap) -> impl Iterator<Item = Risk<'_>> {
    map.stages.iter().flat_map(|stage| {
        let marked = stage.touchpoints.iter().filter(|touchpoint| touchpoint.high_risk);
        marked.map(move |touchpoint| Risk { stage, touchpoint, problem: problem(touchpoint) })
    })
}

impl<'a> Risk<'a> {
    /// The touchpoint, by its name.
    pub fn holder(&self) -> Holder {
        Holder::Touchpoint(Spot::new(&self.stage.id, &self.touchpoint.id))
    }

    /// What is done to prevent it, or is meant to be.
    pub fn preventive(&self) -> impl Iterator<Item = &'a Action> {
        let actions = self.touchpoint.actions.iter();
        actions.filter(|it| it.preventive && it.state() != ActionState::Dropped)
    }
}

/// What usually goes wrong at a touchpoint: what most tickets ask or complain
/// of, else the first pain, else the first gap.
fn problem(touchpoint: &Touchpoint) -> Option<Problem<'_>> {
    // of equals the first stands
    let asked = touchpoint.support.top.iter().rev().max_by_key(|top| top.tickets);
    let noted = |kind| touchpoint.notes.iter().find(move |note| note.kind == kind);
    asked
        .map(Problem::Asked)
        .or_else(|| noted(NoteKind::Pain).or_else(|| noted(NoteKind::Gap)).map(Problem::Noted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_problem_is_what_most_tickets_say_then_a_pain_then_a_gap() {
        let map: JourneyMap =
            ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap();
        let mut card = (*map.stages[1].touchpoints[0]).clone();
        let most = card.support.top.iter().map(|top| top.tickets).max();
        let Some(Problem::Asked(top)) = problem(&card) else { panic!("it is asked about") };
        assert_eq!(Some(top.tickets), most);
        card.support.top.clear();
        let Some(Problem::Noted(note)) = problem(&card) else { panic!("it has a pain") };
        assert_eq!(note.kind, NoteKind::Pain);
        card.notes.retain(|note| note.kind != NoteKind::Pain && note.kind != NoteKind::Gap);
        assert!(problem(&card).is_none());
    }
}
