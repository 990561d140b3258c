//! What a command is about, where several things could be.

use super::Turn;
use crate::model::{Address, Holder, Spot};

impl Turn<'_> {
    /// The cards that a change is made to: the one whose page is open, else
    /// the marked ones, else the one that has the focus.
    pub(super) fn targets(&self) -> Vec<Spot> {
        if let Some(Address::Touchpoint(spot)) = self.state.pages.last().map(|page| &page.at) {
            vec![spot.clone()]
        } else if self.state.marked.is_empty() {
            self.state.focus.spot().into_iter().collect()
        } else {
            // in the order of the board, not in that of the ids
            let map = self.state.map();
            let mut marked: Vec<Spot> = self.state.marked.iter().cloned().collect();
            marked.sort_by_cached_key(|spot| map.position(spot));
            marked
        }
    }

    /// What a note or an action is added to: the card or stage whose page is
    /// open, else the marked cards, else the card or stage that has the focus.
    pub(super) fn holders(&self) -> Vec<Holder> {
        match self.state.pages.last().map(|page| &page.at) {
            Some(Address::Touchpoint(spot)) => vec![Holder::Touchpoint(spot.clone())],
            Some(Address::Stage(id)) => vec![Holder::Stage(id.clone())],
            Some(Address::Note(holder, _)) => vec![holder.clone()],
            _ if self.state.marked.is_empty() => self.state.focus.holder().into_iter().collect(),
            _ => self.targets().into_iter().map(Holder::Touchpoint).collect(),
        }
    }
}
