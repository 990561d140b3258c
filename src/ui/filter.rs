//! Which cards are shown.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::focus::Focus;
use crate::insight::{PlacedAction, is_assumed, texts};
use crate::model::{Emotion, Id, JourneyMap, NoteKind, Stage, Touchpoint};
use crate::text::fold;
use crate::words;

/// What a card must be like to be shown: all that is set here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Its owner, however it is spelled.
    pub owner: Option<String>,
    /// Its channel.
    pub channel: Option<String>,
    /// Its emotion; `Some(None)` is one that is not rated.
    pub emotion: Option<Option<Emotion>>,
    /// It has a note of this kind.
    pub note: Option<NoteKind>,
    /// It has this tag.
    pub tag: Option<String>,
    /// This stands somewhere in it.
    pub text: Option<String>,
    /// It is assumed, and not seen or confirmed.
    pub assumed: bool,
}

impl Filter {
    /// Whether everything is shown.
    pub fn is_off(&self) -> bool {
        *self == Self::default()
    }

    /// What is set, in words.
    pub fn conditions(&self) -> Vec<String> {
        let word = |name: &str, value: &Option<String>| {
            value.as_ref().map(|value| words::condition(name, value))
        };
        [
            word("owner", &self.owner),
            word("channel", &self.channel),
            self.emotion.map(|emotion| words::condition("emotion", &words::emotion(emotion))),
            self.note.map(|kind| words::condition("with", words::a_note(kind))),
            word("tag", &self.tag),
            word("text", &self.text),
            self.assumed.then(|| words::condition("evidence", words::ASSUMED)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// A filter made ready for many cards.
struct Folded<'a> {
    filter: &'a Filter,
    owner: Option<String>,
    channel: Option<String>,
    tag: Option<String>,
    text: Option<String>,
}

impl<'a> Folded<'a> {
    fn new(filter: &'a Filter) -> Self {
        let folded = |text: &Option<String>| text.as_deref().map(fold);
        Self {
            owner: folded(&filter.owner),
            channel: folded(&filter.channel),
            tag: folded(&filter.tag),
            text: folded(&filter.text),
            filter,
        }
    }

    fn fits(&self, card: &Touchpoint) -> bool {
        is(&self.owner, &card.owner) && self.fits_but_for_owner(card)
    }

    fn fits_but_for_owner(&self, card: &Touchpoint) -> bool {
        is(&self.channel, &card.channel)
            && self.filter.emotion.is_none_or(|emotion| card.emotion == emotion)
            && self.filter.note.is_none_or(|kind| card.notes.iter().any(|it| it.kind == kind))
            && self.tag.as_ref().is_none_or(|tag| card.tags.iter().any(|it| fold(it) == *tag))
            && (!self.filter.assumed || is_assumed(card))
            && self.text.as_ref().is_none_or(|text| texts::holds(card, text))
    }

    /// An action has an owner of its own; all else is asked of its card. One
    /// of a stage has what its stage has.
    fn fits_action(&self, placed: &PlacedAction<'_>, is_kept: impl Fn(&Id) -> bool) -> bool {
        let fits_place = match placed.touchpoint {
            Some(card) => self.fits_but_for_owner(card) || is_kept(&card.id),
            None => self.fits_stage(placed),
        };
        is(&self.owner, &placed.action.owner) && fits_place
    }

    fn fits_stage(&self, placed: &PlacedAction<'_>) -> bool {
        let action = placed.action;
        let texts = [&action.title, &action.owner, &action.measure, &action.change];
        let holds = |text: &String| texts.iter().any(|it| fold(it).contains(text.as_str()));
        let notes = &placed.stage.notes;
        self.channel.is_none()
            && self.filter.emotion.is_none()
            && self.tag.is_none()
            && self.filter.note.is_none_or(|kind| notes.iter().any(|it| it.kind == kind))
            && self.text.as_ref().is_none_or(holds)
    }
}

/// Whether a folded value is the one that is wanted, where one is.
fn is(wanted: &Option<String>, text: &str) -> bool {
    wanted.as_ref().is_none_or(|wanted| fold(text) == *wanted)
}

/// The cards that are shown. Without a filter that is all of them, and
/// nothing is kept.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    filter: Filter,
    /// Cards that were written or changed since the filter was set: they stay,
    /// lest what one works on slips away under one's hands.
    kept: BTreeSet<Id>,
    stages: Vec<Known>,
}

/// A stage, and which of its touchpoints fit.
#[derive(Debug, Clone)]
struct Known {
    stage: Arc<Stage>,
    fits: Vec<bool>,
    rows: Vec<usize>,
}

impl Shown {
    /// The filter.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Whether some cards may be hidden.
    pub fn is_filtered(&self) -> bool {
        !self.filter.is_off()
    }

    /// Sets another filter.
    pub fn set(&mut self, filter: Filter, map: &JourneyMap) {
        *self = Self { filter, ..Self::default() };
        self.follow(map);
    }

    /// Keeps a card in sight until another filter is set.
    pub fn keep(&mut self, id: &Id) {
        if self.is_filtered() {
            self.kept.insert(id.clone());
        }
    }

    /// Brings a card in sight, and keeps it there until another filter is set.
    pub fn reveal(&mut self, id: &Id, map: &JourneyMap) {
        self.keep(id);
        // its stage is looked at again, though it did not change
        self.stages.clear();
        self.follow(map);
    }

    /// Follows a change of the map: only touchpoints that changed are looked
    /// at again.
    pub fn follow(&mut self, map: &JourneyMap) {
        if !self.is_filtered() {
            return;
        }
        let mut old: Vec<Option<Known>> =
            std::mem::take(&mut self.stages).into_iter().map(Some).collect();
        let folded = Folded::new(&self.filter);
        self.stages = (0..)
            .zip(&map.stages)
            .map(|(n, stage)| {
                let is_it = |known: &Option<Known>| {
                    known.as_ref().is_some_and(|known| known.stage.id == stage.id)
                };
                let at = Some(n)
                    .filter(|n| old.get(*n).is_some_and(is_it))
                    .or_else(|| old.iter().position(is_it));
                let before = at.and_then(|at| old[at].take());
                match before {
                    Some(before) if Arc::ptr_eq(&before.stage, stage) => before,
                    before => Known::of(stage, before.as_ref(), &folded, &self.kept),
                }
            })
            .collect();
    }

    /// Which actions are shown where each has a row of its own.
    pub fn actions(&self) -> impl Fn(&PlacedAction<'_>) -> bool + '_ {
        let folded = Folded::new(&self.filter);
        move |placed| {
            !self.is_filtered()
                || self.kept.contains(&placed.action.id)
                || folded.fits_action(placed, |id| self.kept.contains(id))
        }
    }

    /// The rows of a stage that are shown.
    pub fn rows(&self, map: &JourneyMap, column: usize) -> Rows<'_> {
        match self.stages.get(column) {
            Some(known) => Rows::Some(&known.rows),
            None => Rows::All(map.stages.get(column).map_or(0, |stage| stage.touchpoints.len())),
        }
    }

    /// How many cards of the map are shown.
    pub fn count(&self) -> usize {
        self.stages.iter().map(|known| known.rows.len()).sum()
    }

    /// Goes from a hidden card to the one shown that is nearest in its stage,
    /// else to the head.
    pub fn settle(&self, focus: &mut Focus, map: &JourneyMap) {
        let rows = self.rows(map, focus.column());
        if let Some(row) = focus.row()
            && !rows.holds(row)
        {
            let rank = rows.rank(row).min(rows.len().saturating_sub(1));
            focus.go(map, focus.column(), rows.row(rank));
        }
    }
}

impl Known {
    fn of(
        stage: &Arc<Stage>,
        before: Option<&Self>,
        filter: &Folded<'_>,
        kept: &BTreeSet<Id>,
    ) -> Self {
        let fits: Vec<bool> = (0..)
            .zip(&stage.touchpoints)
            .map(|(row, card)| {
                let known = before.and_then(|before| before.known(row, card));
                known.unwrap_or_else(|| filter.fits(card)) || kept.contains(&card.id)
            })
            .collect();
        let rows = (0..fits.len()).filter(|row| fits[*row]).collect();
        Self { stage: Arc::clone(stage), fits, rows }
    }

    /// Whether a touchpoint fitted that stood here.
    fn known(&self, row: usize, card: &Arc<Touchpoint>) -> Option<bool> {
        let old = &self.stage.touchpoints;
        let is_it = |row: &usize| old.get(*row).is_some_and(|it| Arc::ptr_eq(it, card));
        // mostly it stands where it stood, or one card on
        let near = [row, row.saturating_sub(1), row + 1].into_iter().find(is_it);
        near.or_else(|| (0..old.len()).find(is_it)).map(|row| self.fits[row])
    }
}

/// The rows of a stage that are shown, from the top. A rank counts them from
/// 0; a row counts all that the stage has.
#[derive(Debug, Clone, Copy)]
pub enum Rows<'a> {
    /// So many, all of them.
    All(usize),
    /// These.
    Some(&'a [usize]),
}

impl Rows<'_> {
    /// How many are shown.
    pub fn len(self) -> usize {
        match self {
            Self::All(count) => count,
            Self::Some(rows) => rows.len(),
        }
    }

    /// Whether none is.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The row of that rank.
    pub fn row(self, rank: usize) -> Option<usize> {
        match self {
            Self::All(count) => Some(rank).filter(|rank| *rank < count),
            Self::Some(rows) => rows.get(rank).copied(),
        }
    }

    /// How many are shown above a row: its rank, where it is shown.
    pub fn rank(self, row: usize) -> usize {
        match self {
            Self::All(count) => row.min(count),
            Self::Some(rows) => rows.partition_point(|shown| *shown < row),
        }
    }

    /// Whether a row is shown.
    pub fn holds(self, row: usize) -> bool {
        match self {
            Self::All(count) => row < count,
            Self::Some(rows) => rows.binary_search(&row).is_ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(owners: &[&str]) -> JourneyMap {
        let mut stage = Stage::new(Id::new("s"), "Stage");
        for (n, owner) in owners.iter().enumerate() {
            let mut card = Touchpoint::new(Id::new(&format!("t{n}")), "Card");
            card.owner = (*owner).into();
            stage.touchpoints.push(Arc::new(card));
        }
        let mut map = JourneyMap::new("Map");
        map.stages.push(Arc::new(stage));
        map
    }

    fn shown(map: &JourneyMap, owner: &str) -> Shown {
        let mut shown = Shown::default();
        shown.set(Filter { owner: Some(owner.into()), ..Filter::default() }, map);
        shown
    }

    fn rows(shown: &Shown, map: &JourneyMap) -> Vec<usize> {
        let rows = shown.rows(map, 0);
        (0..rows.len()).filter_map(|rank| rows.row(rank)).collect()
    }

    #[test]
    fn an_owner_fits_however_it_is_spelled() {
        let map = map(&["Käufe", "Ops", "KAUFE", ""]);
        assert_eq!(rows(&shown(&map, "käufe"), &map), [0, 2]);
    }

    #[test]
    fn a_changed_card_is_looked_at_again_and_a_kept_one_stays() {
        let mut map = map(&["Ops", "Ops", "Pay"]);
        let mut shown = shown(&map, "ops");
        let stage = Arc::make_mut(&mut map.stages[0]);
        for row in [0, 1] {
            Arc::make_mut(&mut stage.touchpoints[row]).owner = "Pay".into();
        }
        Arc::make_mut(&mut stage.touchpoints[2]).owner = "Ops".into();
        shown.keep(&Id::new("t1"));
        shown.follow(&map);
        assert_eq!(rows(&shown, &map), [1, 2]);
    }

    #[test]
    fn ranks_and_rows_lead_to_each_other() {
        let rows = Rows::Some(&[1, 4, 6]);
        assert_eq!([0, 1, 2, 5, 7].map(|row| rows.rank(row)), [0, 0, 1, 2, 3]);
        assert_eq!([0, 2, 3].map(|rank| rows.row(rank)), [Some(1), Some(6), None]);
        assert!(rows.holds(4) && !rows.holds(5));
    }

    #[test]
    fn the_focus_goes_from_a_hidden_card_to_the_nearest_shown() {
        let map = map(&["Ops", "Pay", "Pay", "Ops", "Pay"]);
        let shown = shown(&map, "ops");
        let settled = |row| {
            let mut focus = Focus::default();
            focus.go(&map, 0, Some(row));
            shown.settle(&mut focus, &map);
            focus.row()
        };
        assert_eq!([0, 1, 3, 4].map(settled), [Some(0), Some(3), Some(3), Some(3)]);
    }
}
