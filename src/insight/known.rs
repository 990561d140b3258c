//! What a map knows, in a few things of each kind.

use std::cmp::Reverse;

use super::breaks::{Break, breaks};
use crate::model::{
    Address, Emotion, Evidence, Holder, JourneyMap, Note, NoteKind, NoteState, Spot, Stage,
    Touchpoint, Vote,
};

/// So many of each kind are named.
pub const FEW: usize = 3;

/// What a reader is told who asks what the map has found out.
#[derive(Debug, Clone, Default)]
pub struct Known<'a> {
    /// Where the journey breaks, what to fix first at the beginning.
    pub breaks: Few<Break>,
    /// What feels bad on the best route: the lowest emotion first, then the
    /// most votes, then as on the board.
    pub lows: Few<PlacedTouchpoint<'a>>,
    /// What pleases: the most votes first, then as on the board.
    pub delights: Few<PlacedNote<'a>>,
    /// What could be done better and was not done yet, in the same order.
    pub opportunities: Few<PlacedNote<'a>>,
    /// Touchpoints of which it is said what the customer expects, as on the
    /// board; all of them.
    pub expected: Vec<PlacedTouchpoint<'a>>,
}

/// The first of many.
#[derive(Debug, Clone)]
pub struct Few<T> {
    /// At most [`FEW`].
    pub first: Vec<T>,
    /// So many more there are.
    pub more: usize,
}

/// A touchpoint and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct PlacedTouchpoint<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// The touchpoint.
    pub touchpoint: &'a Touchpoint,
}

/// A note and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct PlacedNote<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// The touchpoint; none for a note on the stage as a whole.
    pub touchpoint: Option<&'a Touchpoint>,
    /// The note.
    pub note: &'a Note,
}

/// What `map` knows.
pub fn known(map: &JourneyMap) -> Known<'_> {
    Known {
        breaks: Few::of(breaks(map).open),
        lows: Few::of(lows(map)),
        delights: Few::of(noted(map, |note| note.kind == NoteKind::Delight)),
        opportunities: Few::of(noted(map, |note| {
            note.kind == NoteKind::Opportunity
                && matches!(note.state(), NoteState::Open | NoteState::Reopened)
        })),
        expected: touchpoints(map).filter(|it| !it.touchpoint.expecting.is_empty()).collect(),
    }
}

/// Whether a touchpoint is a guess: somebody thinks so, and nobody has seen it.
/// What says nothing of its evidence is none.
pub fn is_assumed(touchpoint: &Touchpoint) -> bool {
    touchpoint.evidence == Some(Evidence::Assumed)
}

/// How many dots there are in all.
pub fn dots(votes: &[Vote]) -> u64 {
    votes.iter().map(|vote| u64::from(vote.dots)).sum()
}

impl Known<'_> {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.breaks.first.is_empty()
            && self.lows.first.is_empty()
            && self.delights.first.is_empty()
            && self.opportunities.first.is_empty()
            && self.expected.is_empty()
    }
}

impl<T> Few<T> {
    fn of(mut all: Vec<T>) -> Self {
        let more = all.len().saturating_sub(FEW);
        all.truncate(FEW);
        Self { first: all, more }
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self { first: Vec::new(), more: 0 }
    }
}

impl PlacedTouchpoint<'_> {
    /// Where it stands on the map.
    pub fn address(&self) -> Address {
        Address::Touchpoint(Spot::new(&self.stage.id, &self.touchpoint.id))
    }
}

impl PlacedNote<'_> {
    /// Where it stands on the map.
    pub fn address(&self) -> Address {
        let holder = match self.touchpoint {
            Some(touchpoint) => Holder::Touchpoint(Spot::new(&self.stage.id, &touchpoint.id)),
            None => Holder::Stage(self.stage.id.clone()),
        };
        Address::Note(holder, self.note.id.clone())
    }
}

fn touchpoints(map: &JourneyMap) -> impl Iterator<Item = PlacedTouchpoint<'_>> {
    map.stages.iter().flat_map(|stage| {
        let all = stage.touchpoints.iter();
        all.map(move |touchpoint| PlacedTouchpoint { stage, touchpoint })
    })
}

fn lows(map: &JourneyMap) -> Vec<PlacedTouchpoint<'_>> {
    let is_low = |it: &Touchpoint| it.emotion.is_some_and(|it| it < Emotion::NEUTRAL);
    let on_route = touchpoints(map).filter(|it| !it.touchpoint.detour);
    let mut lows: Vec<_> = on_route.filter(|it| is_low(it.touchpoint)).collect();
    lows.sort_by_key(|it| (it.touchpoint.emotion, Reverse(dots(&it.touchpoint.votes))));
    lows
}

/// Notes, those of a stage before those of its touchpoints; the most votes
/// first.
fn noted<'m>(map: &'m JourneyMap, fits: impl Fn(&Note) -> bool) -> Vec<PlacedNote<'m>> {
    let mut found = Vec::new();
    for stage in &map.stages {
        let mut add = |touchpoint, notes: &'m [Note]| {
            let notes = notes.iter().filter(|note| fits(note));
            found.extend(notes.map(|note| PlacedNote { stage, touchpoint, note }));
        };
        add(None, &stage.notes);
        for touchpoint in &stage.touchpoints {
            add(Some(touchpoint), &touchpoint.notes);
        }
    }
    found.sort_by_key(|it| Reverse(dots(&it.note.votes)));
    found
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Id, NoteStep};

    fn example() -> JourneyMap {
        ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap()
    }

    /// A stage with a touchpoint for each emotion, called by its place.
    fn felt(emotions: &[i64]) -> JourneyMap {
        let mut stage = Stage::new(Id::new("s"), "Stage");
        for (n, emotion) in emotions.iter().enumerate() {
            let mut touchpoint = Touchpoint::new(Id::new(&format!("t{n}")), &n.to_string());
            touchpoint.emotion = Emotion::new(*emotion).ok();
            stage.touchpoints.push(Arc::new(touchpoint));
        }
        let mut map = JourneyMap::new("Map");
        map.stages.push(Arc::new(stage));
        map
    }

    fn card(map: &mut JourneyMap, row: usize) -> &mut Touchpoint {
        Arc::make_mut(&mut Arc::make_mut(&mut map.stages[0]).touchpoints[row])
    }

    fn voted(by: &str, dots: u32) -> Vote {
        Vote { by: by.into(), dots, comments: None }
    }

    fn titles(lows: &[PlacedTouchpoint<'_>]) -> Vec<String> {
        lows.iter().map(|it| it.touchpoint.title.to_string()).collect()
    }

    fn texts(notes: &[PlacedNote<'_>]) -> Vec<String> {
        notes.iter().map(|it| it.note.text.to_string()).collect()
    }

    #[test]
    fn lows_stand_by_emotion_then_votes_then_place_and_no_detour_is_one() {
        let mut map = felt(&[-1, 0, -2, -1, -1, -2, 1]);
        card(&mut map, 4).votes = vec![voted("Maya", 1), voted("Ivo", 1)];
        card(&mut map, 3).votes = vec![voted("Ivo", 1)];
        card(&mut map, 5).detour = true;
        let found = known(&map).lows;
        assert_eq!(
            (titles(&found.first), found.more),
            (["2", "4", "3"].map(String::from).into(), 1)
        );
    }

    #[test]
    fn notes_stand_by_votes_then_place_those_of_the_stage_first() {
        let mut map = felt(&[0, 0]);
        let note = |text: &str, dots| {
            let mut note = Note::new(Id::new(text), NoteKind::Delight, text);
            note.votes = vec![voted("Ivo", dots)];
            note
        };
        card(&mut map, 0).notes = vec![note("a", 1), note("b", 2)];
        card(&mut map, 1).notes = vec![note("c", 2)];
        Arc::make_mut(&mut map.stages[0]).notes = vec![note("d", 1)];
        let found = known(&map).delights;
        assert_eq!(
            (texts(&found.first), found.more),
            (["b", "c", "d"].map(String::from).into(), 1)
        );
    }

    #[test]
    fn an_opportunity_that_was_taken_is_none_any_more() {
        let mut map = felt(&[0]);
        let note = |state| {
            let mut note = Note::new(Id::new("n"), NoteKind::Opportunity, "Offer wrapping");
            let on = crate::model::Day::parse("2026-09-02").unwrap();
            note.states = vec![NoteStep { on, state, comments: None }];
            note
        };
        for (state, is_one) in [
            (NoteState::Open, true),
            (NoteState::Fixed, false),
            (NoteState::Verified, false),
            (NoteState::Reopened, true),
        ] {
            card(&mut map, 0).notes = vec![note(state)];
            assert_eq!(!known(&map).opportunities.first.is_empty(), is_one, "{state:?}");
        }
    }

    #[test]
    fn the_example_knows_what_was_counted_by_hand() {
        let map = example();
        let found = known(&map);
        let breaks: Vec<_> =
            found.breaks.first.iter().map(|it| &*it.facts.touchpoint.title).collect();
        assert_eq!(breaks, ["Duties appear in the last step"]);
        // both feel very bad, and the duties have three votes
        assert_eq!(
            titles(&found.lows.first),
            ["Duties appear in the last step", "Waits six days without news / 六天没有消息"]
        );
        assert!(found.delights.first.is_empty() && found.opportunities.first.is_empty());
        assert_eq!(titles(&found.expected), ["Duties appear in the last step"]);
        assert!(!found.is_empty());
        assert!(known(&JourneyMap::new("Map")).is_empty());
    }
}
