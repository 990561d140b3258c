//! What the keys act on: a card, or the head of a stage.

use crate::model::{Address, Holder, Id, JourneyMap, Spot};

/// The focus. It follows the thing that it stands on, also when something
/// else moves it; when the thing is gone, it stays where it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Focus {
    column: usize,
    row: Option<usize>,
    stage: Option<Id>,
    card: Option<Id>,
}

impl Focus {
    /// The first card of a map, else the first head.
    pub fn first(map: &JourneyMap) -> Self {
        let mut focus = Self::default();
        focus.go(map, 0, Some(0));
        focus
    }

    /// The column, from 0.
    pub fn column(&self) -> usize {
        self.column
    }

    /// The row, from 0; none on the head.
    pub fn row(&self) -> Option<usize> {
        self.row
    }

    /// The stage; none while the map has none.
    pub fn stage(&self) -> Option<&Id> {
        self.stage.as_ref()
    }

    /// The touchpoint; none on a head.
    pub fn spot(&self) -> Option<Spot> {
        Some(Spot::new(self.stage.as_ref()?, self.card.as_ref()?))
    }

    /// Whether it is on that card.
    pub fn is_on(&self, card: &Id) -> bool {
        self.card.as_ref() == Some(card)
    }

    /// What a note is added to.
    pub fn holder(&self) -> Option<Holder> {
        self.spot().map(Holder::Touchpoint).or_else(|| self.stage.clone().map(Holder::Stage))
    }

    /// Goes to a column and row, or as near as the map allows.
    pub fn go(&mut self, map: &JourneyMap, column: usize, row: Option<usize>) {
        self.column = column.min(map.stages.len().saturating_sub(1));
        let stage = map.stages.get(self.column);
        let cards = stage.map_or(0, |stage| stage.touchpoints.len());
        self.row = row.filter(|_| cards > 0).map(|row| row.min(cards - 1));
        self.stage = stage.map(|stage| stage.id.clone());
        self.card = stage.zip(self.row).map(|(stage, row)| stage.touchpoints[row].id.clone());
    }

    /// Goes to the touchpoint, if it is there.
    pub fn go_to(&mut self, map: &JourneyMap, spot: &Spot) -> bool {
        let Some((column, row)) = map.position(spot) else { return false };
        self.go(map, column, Some(row));
        true
    }

    /// Goes to the thing, or to the card or stage that it belongs to.
    pub fn go_to_address(&mut self, map: &JourneyMap, address: &Address) -> bool {
        match address {
            Address::Map | Address::Parked(_) => false,
            Address::Stage(id)
            | Address::Note(Holder::Stage(id), _)
            | Address::Action(Holder::Stage(id), _) => {
                let found = map.stage_index(id);
                if let Some(column) = found {
                    self.go(map, column, None);
                }
                found.is_some()
            }
            Address::Touchpoint(spot)
            | Address::Note(Holder::Touchpoint(spot), _)
            | Address::Action(Holder::Touchpoint(spot), _) => self.go_to(map, spot),
        }
    }

    /// Finds its thing again after the map changed.
    pub fn follow(&mut self, map: &JourneyMap) {
        if let Some(spot) = self.spot()
            && self.go_to(map, &spot)
        {
            return;
        }
        let column = self.stage.as_ref().and_then(|id| map.stage_index(id));
        self.go(map, column.unwrap_or(self.column), self.row);
    }
}
