//! What is asked when an action is done, before it is.

use serde::{Deserialize, Serialize};

use crate::model::{Action, ActionState, Holder, Id, JourneyMap, Metric, Touchpoint};

/// An action that is about to be done, with what was answered so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// The card or stage that has it.
    pub on: Holder,
    /// The action.
    pub id: Id,
    /// What is asked now.
    pub asks: Asks,
    /// The metric that was chosen for it; empty where it has one already, and
    /// where its numbers are of none.
    pub metric: String,
    /// What was measured before it, as it was typed.
    pub before: String,
    /// The same after it.
    pub after: String,
}

/// What is asked of an action that is about to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asks {
    /// The number from before it, where that is not known.
    Before,
    /// The number from after it.
    After,
    /// What was changed, where that is not known.
    Change,
}

impl Asks {
    /// The field of the action.
    pub fn field(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::Change => "change",
        }
    }
}

impl Closing {
    /// The first question about an action.
    pub fn of(on: Holder, id: Id, action: &Action, metric: String) -> Self {
        let asks = if action.before.is_none() { Asks::Before } else { Asks::After };
        Self { on, id, asks, metric, before: String::new(), after: String::new() }
    }

    /// The action.
    pub fn action<'m>(&self, map: &'m JourneyMap) -> Option<&'m Action> {
        map.actions(&self.on)?.iter().find(|action| action.id == self.id)
    }

    /// The metric that its numbers are of.
    pub fn metric_of<'m>(&self, map: &'m JourneyMap) -> Option<&'m Metric> {
        let name = match &*self.metric {
            "" => &self.action(map)?.metric,
            chosen => chosen,
        };
        metrics_near(map, &self.on).find(|metric| !name.is_empty() && *metric.name == *name)
    }

    /// The reading that may answer the question: the last one from before the
    /// work began, or the last one since. Where nobody knows when it began,
    /// only the last one at all, which was before.
    pub fn reading(&self, map: &JourneyMap) -> Option<String> {
        let begun = self.action(map)?.states.iter();
        let begun = begun.filter(|step| step.state == ActionState::Doing).map(|step| step.on).min();
        let readings = self.metric_of(map)?.readings.iter();
        let fits = readings.filter(|reading| match self.asks {
            Asks::Before => begun.is_none_or(|begun| reading.on <= begun),
            Asks::After => begun.is_some_and(|begun| reading.on > begun),
            Asks::Change => false,
        });
        Some(fits.max_by_key(|reading| reading.on)?.value.get().to_string())
    }
}

/// The metrics that an action of a card or stage can name: those of the card,
/// then those of the map.
pub fn metrics_near<'m>(map: &'m JourneyMap, on: &Holder) -> impl Iterator<Item = &'m Metric> {
    let touchpoint: Option<&Touchpoint> = match on {
        Holder::Touchpoint(spot) => map.touchpoint(spot).map(|it| &**it),
        Holder::Stage(_) => None,
    };
    let near = touchpoint.into_iter().flat_map(|touchpoint| &touchpoint.metrics);
    near.chain(map.metrics.iter().map(|metric| &**metric))
}
