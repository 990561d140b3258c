//! A list of sentences over the map, each about a place on it: what is due,
//! what changed since the last review.

use crate::compare::diff;
use crate::insight::{KeptOn, Since, since};
use crate::model::{Action, Address, Day, JourneyMap, NoteKind};
use crate::ui::look::Role;
use crate::words;

/// An open list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentences {
    /// The head over it.
    pub title: String,
    /// What it says.
    pub lines: Vec<Line>,
    /// Which line Enter follows.
    pub chosen: usize,
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// How deep it stands under the heads over it.
    pub depth: usize,
    /// How it looks.
    pub role: Role,
    /// Where Enter leads; none: it is a head.
    pub target: Option<Target>,
}

/// Where a line leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To this thing, or the card or stage that it belongs to.
    Place(Address),
    /// To recording a review.
    Review,
}

/// The line that greets who comes back, and the list behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Greeting {
    /// The line, as it is shown.
    pub text: String,
    /// The list that Enter opens while it is shown.
    pub list: Sentences,
}

/// An older state of the map.
#[derive(Debug, Clone)]
pub struct Then {
    /// When it was kept.
    pub on: KeptOn,
    /// The map as it was.
    pub map: std::sync::Arc<JourneyMap>,
}

impl Sentences {
    fn new(title: String, lines: Vec<Line>) -> Self {
        let chosen = lines.iter().position(|line| line.target.is_some()).unwrap_or(0);
        Self { title, lines, chosen }
    }

    /// What is due, and what became of the map since `then`; none where there
    /// is nothing.
    pub fn due(then: Option<&Then>, map: &JourneyMap, today: Day) -> Option<Self> {
        let found = since(then.map(|then| &*then.map), map, today);
        (!found.is_nothing()).then(|| Self::of(&found, map))
    }

    /// What changed since `then`; none where nothing did.
    pub fn changes(then: &Then, map: &JourneyMap) -> Option<Self> {
        let changes = diff(&then.map, map);
        if changes.is_empty() {
            return None;
        }
        let title = words::changes_since(then.on, words::Tally::of(&changes));
        let told = words::told(&then.map, map, &changes);
        let lines = told.into_iter().map(|line| Line {
            text: words::in_one_line(&line.text).into_owned(),
            depth: line.depth,
            role: match (line.is_head, line.depth) {
                (true, 0) => Role::Group,
                _ => Role::Text,
            },
            target: (!line.is_head).then_some(Target::Place(line.at)),
        });
        Some(Self::new(title, lines.collect()))
    }

    fn of(found: &Since, map: &JourneyMap) -> Self {
        let place = |text: String, role: Role, at: Address| Line {
            text,
            depth: 0,
            role,
            target: Some(Target::Place(at)),
        };
        let mut lines = Vec::new();
        if found.overdue > 0 {
            let text = words::review_is_late(found.overdue);
            let target = Some(Target::Review);
            lines.push(Line { text, depth: 0, role: Role::Warning, target });
        }
        for late in &found.late {
            let owner = action(map, &late.at).map_or("", |action| &*action.owner);
            let text = words::action_is_late(map, &late.at, owner, late.due);
            lines.push(place(text, Role::Warning, late.at.clone()));
        }
        for worse in &found.worse {
            let role = Role::Felt(worse.emotion.map(|(_, is)| is));
            let at = Address::Touchpoint(worse.at.clone());
            lines.push(place(words::got_worse(map, worse), role, at));
        }
        for at in &found.unverified {
            lines.push(place(words::is_unverified(map, at), Role::Text, at.clone()));
        }
        // what waits to be verified is listed above already
        for at in found.fixed.iter().filter(|at| !found.unverified.contains(at)) {
            lines.push(place(words::was_fixed(map, at), Role::Note(NoteKind::Delight), at.clone()));
        }
        Self::new(words::DUE.into(), lines)
    }

    /// The place that the chosen line leads to.
    pub fn target(&self) -> Option<&Target> {
        self.lines.get(self.chosen)?.target.as_ref()
    }

    /// Chooses the line; says whether it leads anywhere.
    pub fn choose(&mut self, line: usize) -> bool {
        let leads = self.lines.get(line).is_some_and(|line| line.target.is_some());
        if leads {
            self.chosen = line;
        }
        leads
    }

    /// Chooses the first line about this thing, if there is one.
    pub fn choose_place(&mut self, is_it: impl Fn(&Address) -> bool) {
        let leads = |line: &Line| matches!(&line.target, Some(Target::Place(at)) if is_it(at));
        if let Some(line) = self.lines.iter().position(leads) {
            self.chosen = line;
        }
    }

    /// Moves the choice by `by` lines, past heads, and not beyond the ends.
    pub fn step(&mut self, by: isize) {
        let leads: Vec<usize> =
            (0..self.lines.len()).filter(|&n| self.lines[n].target.is_some()).collect();
        let at = leads.iter().position(|&n| n == self.chosen).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(leads.len().saturating_sub(1));
        if let Some(&line) = leads.get(to) {
            self.chosen = line;
        }
    }
}

/// The line that greets who comes back, and the list behind
/// it; none where there is nothing to say.
pub fn greeting(then: Option<&Then>, map: &JourneyMap, today: Day) -> Option<Greeting> {
    let found = since(then.map(|then| &*then.map), map, today);
    let line = words::greeting(&found, then.map(|then| then.on.day), today);
    if line.is_empty() {
        return None;
    }
    Some(Greeting { text: words::with_enter(&line), list: Sentences::of(&found, map) })
}

fn action<'m>(map: &'m JourneyMap, at: &Address) -> Option<&'m Action> {
    let Address::Action(holder, id) = at else { return None };
    map.actions(holder)?.iter().find(|action| action.id == *id)
}
