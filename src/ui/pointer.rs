//! What the mouse is doing: the button that was pressed, and what is dragged.

pub(crate) mod drop;

use std::time::Duration;

use super::layout::hit::Hit;
use crate::model::{Id, JourneyMap, Spot};

/// The mouse.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pointer {
    /// Where the button was pressed last, as long as that may become a double
    /// click or a drag.
    pub press: Option<Press>,
    /// What is dragged.
    pub drag: Option<Drag>,
}

/// A press of the left button.
#[derive(Debug, Clone, PartialEq)]
pub struct Press {
    /// When, as time since the start.
    pub now: Duration,
    /// The cell, as column and row of the screen.
    pub at: (u16, u16),
    /// What was there.
    pub on: Hit,
}

/// Cards or a stage on their way.
#[derive(Debug, Clone, PartialEq)]
pub struct Drag {
    /// What is dragged.
    pub what: Dragged,
    /// The cell over which the pointer is.
    pub at: (u16, u16),
    /// When to scroll, as time since the start, while the pointer rests at an
    /// edge behind which there is more.
    pub scroll_due: Option<Duration>,
}

/// What is dragged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dragged {
    /// Cards, in the order of the board; at least one.
    Cards(Vec<Spot>),
    /// A stage.
    Stage(Id),
}

impl Dragged {
    /// Whether that card is among them.
    pub fn holds(&self, card: &Id) -> bool {
        matches!(self, Self::Cards(spots) if spots.iter().any(|spot| spot.id == *card))
    }

    /// Whether it is that stage.
    pub fn is_stage(&self, stage: &Id) -> bool {
        matches!(self, Self::Stage(id) if id == stage)
    }

    /// Whether all of it is still there.
    pub fn is_there(&self, map: &JourneyMap) -> bool {
        match self {
            Self::Cards(spots) => spots.iter().all(|spot| map.touchpoint(spot).is_some()),
            Self::Stage(id) => map.stage(id).is_some(),
        }
    }
}
