//! Finding text as it is typed.

use std::sync::Arc;

use memchr::memmem::Finder;

use super::filter::Shown;
use super::focus::Focus;
use crate::insight::texts;
use crate::model::{JourneyMap, Stage, Touchpoint};
use crate::text::fold;

/// Where something was found: the column, and the row of a card or none for
/// the head of the stage. In the order of the board.
pub type Hit = (usize, Option<usize>);

/// What is looked for, and where it stands.
#[derive(Debug, Clone, Default)]
pub struct Find {
    /// As it was typed last.
    pub typed: String,
    /// The same, folded; empty while nothing is looked for.
    pub needle: String,
    /// What is found is shown on the screen.
    pub is_shown: bool,
    /// Where it stands, as far as cards are shown.
    pub hits: Vec<Hit>,
    texts: Texts,
}

impl Find {
    /// Looks for `typed` in all that is shown of the map.
    pub fn look_for(&mut self, typed: &str, map: &JourneyMap, shown: &Shown) {
        self.begin(typed);
        self.look_again(map, shown);
    }

    /// Takes what is looked for, and looks nowhere yet.
    pub(crate) fn begin(&mut self, typed: &str) {
        typed.clone_into(&mut self.typed);
        self.needle = if typed.trim().is_empty() { String::new() } else { fold(typed) };
        self.is_shown = true;
        self.hits.clear();
    }

    /// Looks for the same once more, where the map may have changed.
    pub fn look_again(&mut self, map: &JourneyMap, shown: &Shown) {
        self.hits.clear();
        if self.needle.is_empty() {
            return;
        }
        self.texts.follow(map);
        let finder = Finder::new(&self.needle);
        for (column, block) in self.texts.stages.iter().enumerate() {
            let rows = shown.rows(map, column);
            block.search(&finder, |row| {
                if row.is_none_or(|row| rows.holds(row)) {
                    self.hits.push((column, row));
                }
            });
        }
    }

    /// What is looked for, while it is shown.
    pub fn shown_needle(&self) -> Option<&str> {
        Some(self.needle.as_str()).filter(|needle| self.is_shown && !needle.is_empty())
    }

    /// Which hit has the focus, from 0.
    pub fn place(&self, focus: &Focus) -> Option<usize> {
        self.hits.binary_search(&(focus.column(), focus.row())).ok()
    }

    /// The first hit at or after the focus, else the first of all.
    pub fn at_or_after(&self, focus: &Focus) -> Option<Hit> {
        let at = self.hits.partition_point(|hit| *hit < (focus.column(), focus.row()));
        self.hits.get(at).or(self.hits.first()).copied()
    }

    /// The hit after the focus, or before it; and whether that goes around the
    /// end of the map.
    pub fn next(&self, focus: &Focus, forward: bool) -> Option<(Hit, bool)> {
        let here = (focus.column(), focus.row());
        let (at, around) = if forward {
            (self.hits.iter().position(|hit| *hit > here), self.hits.first())
        } else {
            (self.hits.iter().rposition(|hit| *hit < here), self.hits.last())
        };
        match at {
            Some(at) => Some((self.hits[at], false)),
            None => around.map(|hit| (*hit, true)),
        }
    }
}

/// The folded texts of a map, a block a stage: folding 10,000 cards at every
/// key would take longer than a key may. A block is made anew where the stage
/// changed, out of the old one as far as its touchpoints did not.
#[derive(Debug, Clone, Default)]
struct Texts {
    stages: Vec<Block>,
}

/// The texts of one stage, one after the other, so that one search runs over
/// all of them.
#[derive(Debug, Clone)]
struct Block {
    stage: Arc<Stage>,
    text: String,
    /// Where the texts of the stage itself end, then those of each touchpoint.
    ends: Vec<usize>,
}

impl Texts {
    fn follow(&mut self, map: &JourneyMap) {
        let is_same = |block: &Block, stage: &Arc<Stage>| Arc::ptr_eq(&block.stage, stage);
        if self.stages.len() == map.stages.len()
            && self.stages.iter().zip(&map.stages).all(|(block, stage)| is_same(block, stage))
        {
            return;
        }
        let mut old: Vec<Option<Block>> =
            std::mem::take(&mut self.stages).into_iter().map(Some).collect();
        self.stages = map
            .stages
            .iter()
            .map(|stage| {
                let known = old
                    .iter()
                    .position(|block| block.as_ref().is_some_and(|block| is_same(block, stage)));
                known.and_then(|at| old[at].take()).unwrap_or_else(|| {
                    let before = old.iter().flatten().find(|block| block.stage.id == stage.id);
                    Block::of(stage, before)
                })
            })
            .collect();
    }
}

impl Block {
    fn of(stage: &Arc<Stage>, before: Option<&Self>) -> Self {
        let mut text = String::with_capacity(before.map_or(0, |before| before.text.len() + 64));
        let mut ends = Vec::with_capacity(stage.touchpoints.len() + 1);
        texts::of_stage(stage, |_, part| push(&mut text, part));
        ends.push(text.len());
        for (row, touchpoint) in stage.touchpoints.iter().enumerate() {
            match before.and_then(|before| before.known(row, touchpoint)) {
                Some(known) => text.push_str(known),
                None => texts::of_touchpoint(touchpoint, |_, part| push(&mut text, part)),
            }
            ends.push(text.len());
        }
        Self { stage: Arc::clone(stage), text, ends }
    }

    /// The folded texts of a touchpoint that stood here.
    fn known(&self, row: usize, touchpoint: &Arc<Touchpoint>) -> Option<&str> {
        let old = &self.stage.touchpoints;
        let is_it = |row: &usize| old.get(*row).is_some_and(|it| Arc::ptr_eq(it, touchpoint));
        // mostly it stands where it stood, or one card on
        let near = [row, row.saturating_sub(1), row + 1].into_iter().find(is_it);
        let row = near.or_else(|| (0..old.len()).find(is_it))?;
        Some(&self.text[self.ends[row]..self.ends[row + 1]])
    }

    /// Says each part that holds what is looked for once.
    fn search(&self, finder: &Finder<'_>, mut found: impl FnMut(Option<usize>)) {
        let mut from = 0;
        let mut part = 0;
        while let Some(at) = finder.find(&self.text.as_bytes()[from..]) {
            part += self.ends[part..].partition_point(|end| *end <= from + at);
            let Some(end) = self.ends.get(part) else { return };
            found(part.checked_sub(1));
            from = *end;
            part += 1;
        }
    }
}

/// Puts a text behind the others; a line break keeps what is typed, which has
/// none, from being found across two.
fn push(all: &mut String, text: &str) {
    if text.is_ascii() {
        all.extend(text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    } else {
        all.push_str(&fold(text));
    }
    all.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    fn map() -> JourneyMap {
        let mut map = JourneyMap::new("Parcel");
        for (column, titles) in
            [["Pays duties", "Waits"], ["Rings", "Zölle zahlen"]].iter().enumerate()
        {
            let mut stage = Stage::new(Id::new(&format!("s{column}")), &format!("Stage {column}"));
            for (row, title) in titles.iter().enumerate() {
                let id = Id::new(&format!("t{column}{row}"));
                stage.touchpoints.push(Arc::new(Touchpoint::new(id, title)));
            }
            map.stages.push(Arc::new(stage));
        }
        map
    }

    fn hits(find: &mut Find, typed: &str, map: &JourneyMap) -> Vec<Hit> {
        find.look_for(typed, map, &Shown::default());
        find.hits.clone()
    }

    #[test]
    fn cards_and_heads_are_found_in_the_order_of_the_board() {
        let mut find = Find::default();
        assert_eq!(hits(&mut find, "ZOLLE", &map()), [(1, Some(1))]);
        assert_eq!(hits(&mut find, "stage 1", &map()), [(1, None)]);
        assert_eq!(
            hits(&mut find, "a", &map()),
            [(0, None), (0, Some(0)), (0, Some(1)), (1, None), (1, Some(1))]
        );
        assert_eq!(hits(&mut find, "", &map()), []);
    }

    #[test]
    fn nothing_is_found_across_two_cards() {
        assert_eq!(hits(&mut Find::default(), "dutieswaits", &map()), []);
    }

    #[test]
    fn a_changed_card_is_found_by_what_it_says_now() {
        let mut map = map();
        let mut find = Find::default();
        hits(&mut find, "rings", &map);
        let stage = Arc::make_mut(&mut map.stages[1]);
        Arc::make_mut(&mut stage.touchpoints[0]).title = "Knocks".into();
        stage.touchpoints.swap(0, 1);
        map.stages.swap(0, 1);
        assert_eq!(hits(&mut find, "rings", &map), []);
        assert_eq!(hits(&mut find, "knocks", &map), [(0, Some(1))]);
        assert_eq!(hits(&mut find, "zolle", &map), [(0, Some(0))]);
        assert_eq!(hits(&mut find, "pays", &map), [(1, Some(0))]);
    }
}
