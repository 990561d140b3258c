//! Keys in the table of what to fix first: impacts, and how a fix goes on.

use super::Turn;
use crate::edit::Join;
use crate::insight::breaks::Impact;
use crate::model::{Holder, Id, Scale, TouchpointField};
use crate::ui::command::Command;
use crate::ui::state::{Repeat, ViewKind};
use crate::words;

impl Turn<'_> {
    /// Sets the impact of the row's touchpoint, or of all marked ones, with
    /// the keys that rate elsewhere; says whether it was one of those.
    pub(super) fn set_impact(&mut self, command: Command) -> bool {
        let impact = match command {
            Command::Emotion1 => Scale::new(1).ok(),
            Command::Emotion2 => Scale::new(2).ok(),
            Command::Emotion3 => Scale::new(3).ok(),
            Command::Emotion4 => Scale::new(4).ok(),
            Command::Emotion5 => Scale::new(5).ok(),
            Command::EmotionZero | Command::EmotionNone => None,
            _ => return false,
        };
        self.make(&Repeat::Set(TouchpointField::Impact(impact)), Join::New);
        if !self.refused && self.state.read_only.is_none() {
            self.say_impact(impact);
        }
        true
    }

    fn say_impact(&mut self, given: Option<Scale>) {
        let map = self.state.map();
        let said = match &self.targets()[..] {
            [spot] => map.touchpoint(spot).map(|it| words::impact_now(&it.title, Impact::of(it))),
            several => Some(words::impact_of_several(several.len(), given.map(Scale::get))),
        };
        if let Some(said) = said {
            self.say(said);
        }
    }

    /// What is to be done next about the touchpoint of the chosen row.
    pub(super) fn next_fix(&self) -> Option<(Holder, Id)> {
        let report = self.report().filter(|_| self.state.view == ViewKind::Fix)?;
        let facts = report.fixes.as_ref()?.facts(report.chosen)?;
        let next = *words::open_actions(facts).first()?;
        let is_its = facts.touchpoint.actions.iter().any(|action| action.id == next.id);
        let holder = match is_its {
            true => Holder::Touchpoint(facts.spot()),
            false => Holder::Stage(facts.stage.id.clone()),
        };
        Some((holder, next.id.clone()))
    }
}
