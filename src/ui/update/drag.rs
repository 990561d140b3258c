//! Dragging cards and stages: from the first cell that the pointer moves to
//! the drop, which makes the same edits as the keys.

use std::time::Duration;

use super::Turn;
use crate::edit::{Edit, Join};
use crate::model::{Id, Spot};
use crate::ui::layout;
use crate::ui::layout::hit::Hit;
use crate::ui::layout::landing::{Gap, landing};
use crate::ui::layout::wheel::{self, at_edge};
use crate::ui::pointer::{Drag, Dragged, drop};
use crate::ui::state::{Mode, ViewKind};
use crate::words;

/// How long the pointer rests at an edge before more comes into view, and
/// then again.
const SCROLL_EVERY: Duration = Duration::from_millis(250);

impl Turn<'_> {
    /// The pointer moved with the button held down.
    pub(super) fn drag(&mut self, at: (u16, u16)) {
        if self.state.pointer.drag.is_none() && !self.begin_drag(at) {
            return;
        }
        let Some(drag) = &self.state.pointer.drag else { return };
        let is_stage = matches!(drag.what, Dragged::Stage(_));
        let edge = at_edge(self.state, at, is_stage);
        let next = self.now + SCROLL_EVERY;
        if let Some(drag) = &mut self.state.pointer.drag {
            drag.at = at;
            drag.scroll_due = edge.map(|_| drag.scroll_due.unwrap_or(next));
        }
    }

    /// Begins a drag where the pointer has left the cell of the press; says
    /// whether one began.
    fn begin_drag(&mut self, at: (u16, u16)) -> bool {
        let on_board = self.state.mode == Mode::Board
            && self.state.pages.is_empty()
            // a point that is moved would look as if it were rated anew
            && self.state.view != ViewKind::Curve;
        let Some(press) = self.state.pointer.press.take_if(|press| press.at != at && on_board)
        else {
            return false;
        };
        let what = match press.on {
            Hit::Card(spot) if self.state.marked.contains(&spot) => Dragged::Cards(self.targets()),
            Hit::Card(spot) => Dragged::Cards(vec![spot]),
            Hit::Head(stage) => Dragged::Stage(stage),
            Hit::Row(_)
            | Hit::Line(_)
            | Hit::Add(_)
            | Hit::Map(_)
            | Hit::Entry(..)
            | Hit::Question(_)
            | Hit::FixFirst => {
                return false;
            }
        };
        if let Some(why) = &self.state.read_only {
            let why = why.clone();
            self.warn(why);
            return false;
        }
        self.state.pending.clear();
        self.state.notice = None;
        self.state.pointer.drag = Some(Drag { what, at, scroll_due: None });
        true
    }

    /// Gives a drag up; says whether there was one.
    pub(super) fn cancel_drag(&mut self) -> bool {
        self.state.pointer.press = None;
        let was_dragged = self.state.pointer.drag.take().is_some();
        if was_dragged {
            self.say(words::NOTHING_MOVED);
        }
        was_dragged
    }

    /// Brings more into view while the pointer rests at an edge.
    pub(super) fn drag_deadline(&mut self) {
        let Some(drag) = &self.state.pointer.drag else { return };
        if drag.scroll_due.is_none_or(|due| due > self.now) {
            return;
        }
        let (at, is_stage) = (drag.at, matches!(drag.what, Dragged::Stage(_)));
        let edge = at_edge(self.state, at, is_stage);
        let moved = edge.is_some_and(|towards| wheel::roll(self.state, at.0, towards));
        let next = moved.then_some(self.now + SCROLL_EVERY);
        if let Some(drag) = &mut self.state.pointer.drag {
            drag.scroll_due = next;
        }
    }

    /// The button was let go: what is dragged lands, as one step.
    pub(super) fn drop(&mut self, at: (u16, u16)) {
        let Some(drag) = &mut self.state.pointer.drag else { return };
        drag.at = at;
        let plan = layout::plan(self.state);
        let gap = landing(self.state, &plan).map(|landing| landing.gap);
        let Some(drag) = self.state.pointer.drag.take() else { return };
        match (drag.what, gap) {
            (Dragged::Cards(cards), Some(Gap::Cards { stage, rank })) => {
                self.drop_cards(&cards, stage, rank);
            }
            (Dragged::Stage(id), Some(Gap::Stages(gap))) => self.drop_stage(id, gap),
            _ => {}
        }
    }

    fn drop_cards(&mut self, cards: &[Spot], stage: usize, rank: usize) {
        let map = self.state.map().clone();
        let edits = drop::cards(self.state, cards, stage, rank);
        let Some(to) = map.stages.get(stage).map(|stage| stage.id.clone()) else { return };
        if edits.is_empty() || !self.commit(edits, Join::New) {
            return;
        }
        let map = self.state.map().clone();
        let moved = cards.iter().map(|card| Spot::new(&to, &card.id));
        // marks go along, for what was marked is still meant
        if !self.state.marked.is_empty() && cards.len() > 1 {
            self.state.marked = moved.clone().collect();
        }
        if let Some(first) = moved.clone().next() {
            self.state.focus.go_to(&map, &first);
        }
    }

    fn drop_stage(&mut self, id: Id, gap: usize) {
        let Some(from) = self.state.map().stage_index(&id) else { return };
        if let Some(index) = drop::stage(from, gap) {
            self.commit(vec![Edit::MoveStage { id, index }], Join::New);
        }
    }
}
