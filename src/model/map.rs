//! The map itself, and what belongs to the whole of it.

use std::sync::Arc;

use super::choice::{Level, MapState, PersonaKind};
use super::id::Id;
use super::metric::Metric;
use super::schema::record;
use super::session::Session;
use super::stage::Stage;
use super::support::Tickets;
use super::text::{Lines, Text};
use super::value::{Interval, Scale};
use super::when::Day;

record! {
    /// A customer journey map: one persona on her way through the stages.
    ///
    /// Cloning is cheap: whatever is large stands behind an [`Arc`].
    #[derive(Default)]
    JourneyMap Block key(map) { map.title.as_ref().into() } set by MapField {
        /// The version of the file format; [`crate::model::FORMAT`] is ours.
        format / Format: u32 => always;
        /// What the journey is called.
        title / Title: Text => always;
        /// As it is, or as it should be.
        state / State: MapState => maybe;
        /// The map of the other state, as a command would name it.
        twin / Twin: Text => maybe;
        /// Who looks after the map.
        owner / Owner: Text => maybe;
        /// Free words to find it by.
        tags / Tags: Vec<Text> => maybe;
        /// Which journey is worked on first; 1 is the first.
        priority / Priority: Option<Scale> => maybe;
        /// What the map is to inform.
        decision / Decision: Text => maybe;
        /// What is to be reached.
        objectives / Objectives: Lines => maybe;
        /// Where the journey begins and ends.
        scope / Scope: Scope => maybe;
        /// Who makes the journey.
        persona / Persona: Arc<Persona> => maybe;
        /// Who takes part in mapping.
        team / Team: Vec<Member> => maybe;
        /// When it was looked at again.
        review / Review: Review => maybe;
        /// What is measured of the whole journey.
        metrics / Metrics: Vec<Arc<Metric>> => maybe;
        /// The columns, from the first to the last.
        stages: Vec<Arc<Stage>> => items;
        /// What came up and has no place yet.
        parking: Vec<Arc<Parked>> => items;
        /// How support data is joined.
        tickets / Tickets: Arc<Tickets> => maybe;
        /// The workshops.
        sessions / Sessions: Vec<Arc<Session>> => maybe;
        /// Which findings are off or weigh differently here.
        findings / Findings: Findings => maybe;
        /// What a merge could not decide.
        conflicts / Conflicts: Vec<Conflict> => maybe;
    }
}

record! {
    /// Where a journey begins and ends.
    #[derive(Default)]
    Scope Block key(scope) { scope.from.as_ref().into() } {
        /// The first thing that happens.
        from: Text => maybe;
        /// The last.
        to: Text => maybe;
        /// The situation in which it happens.
        scenario: Text => maybe;
    }
}

record! {
    /// Who makes the journey.
    #[derive(Default)]
    Persona Block key(persona) { persona.name.as_ref().into() } {
        /// What she is called.
        name: Text => default;
        /// Whether she buys already.
        kind: PersonaKind => maybe;
        /// Who she is.
        about: Text => maybe;
        /// Where she lives and buys.
        market: Text => maybe;
        /// What she is worth to the company.
        value: Text => maybe;
        /// The pain that makes her buy.
        need: Text => maybe;
        /// What she would say.
        quote: Text => maybe;
        /// What she wants.
        goals: Vec<Text> => maybe;
        /// What is hard for her.
        challenges: Vec<Text> => maybe;
        /// What she usually does.
        behaviours: Vec<Text> => maybe;
        /// What moves her.
        drivers: Vec<Text> => maybe;
        /// What she likes better.
        preferences: Vec<Text> => maybe;
        /// How we know all that.
        sources: Vec<Text> => maybe;
    }
}

record! {
    /// Somebody who takes part.
    Member Row key(member) { member.name.as_ref().into() } {
        /// The name.
        name: Text => always;
        /// The part of the company.
        department: Text => maybe;
    }
}

record! {
    /// When a map is looked at again.
    #[derive(Default)]
    Review Block key(_review) { "".into() } {
        /// Days from one review to the next.
        every_days: Interval => default;
        /// The reviews so far.
        log: Vec<Reviewed> => maybe;
    }
}

record! {
    /// One review.
    Reviewed Row key(row) { format!("{}\u{0}{}", row.on, row.by).into() } {
        /// When.
        on: Day => always;
        /// By whom.
        by: Text => maybe;
        /// Why then.
        reason: Text => maybe;
    }
}

record! {
    /// Something said that has no place on the map yet.
    Parked Row key(parked) { parked.id.as_str().into() } set by ParkedField {
        /// Its name for good.
        id: Id => id;
        /// What was said.
        text / Text: Text => always;
        /// By whom.
        by / By: Text => maybe;
    }
}

record! {
    /// What this map says about findings.
    #[derive(Default)]
    Findings Block key(_findings) { "".into() } {
        /// Codes that are not looked for.
        off: Vec<Text> => maybe;
        /// Codes and how serious they are here.
        levels: Vec<(Text, Level)> => maybe;
    }
}

record! {
    /// Two sides changed one field in two ways; ours is in force.
    Conflict Row key(row) { format!("{}\u{0}{}", row.at, row.field).into() } {
        /// The id of the thing; empty for the map itself.
        at: Text => always;
        /// The field's name in the file.
        field: Text => always;
        /// What it was, in the file's notation; `None` for no value.
        base: Text => always;
        /// What we made of it.
        ours: Text => always;
        /// What they made of it.
        theirs: Text => always;
    }
}

impl JourneyMap {
    /// An empty map with a title.
    pub fn new(title: &str) -> Self {
        Self { format: super::FORMAT, title: title.into(), ..Self::default() }
    }
}
