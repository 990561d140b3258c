//! The five steps of the work on a map.

use super::Turn;
use crate::insight::{Task, steps};
use crate::model::Address;
use crate::ui::form::{Page, Row, Target};
use crate::ui::layout;
use crate::ui::state::ViewKind;
use crate::words;

impl Turn<'_> {
    /// Opens the brief at the first step that is not done.
    pub(super) fn show_steps(&mut self) {
        let today = self.clock.day;
        let next =
            steps(self.state.map(), today).iter().find(|step| !step.is_done).map(|it| it.task);
        let wanted = Target::Step(next.unwrap_or(Task::Track));
        let mut page = Page { today: Some(today), ..Page::of(Address::Map) };
        let rows = page.rows(self.state.map(), self.state.look);
        let is_step = |row: &Row| matches!(row.target, Target::Step(_));
        // all five are in view: the first of them at the top, as far as it goes
        page.chosen = rows.iter().position(is_step).unwrap_or(0);
        page.top = [usize::MAX; 2];
        self.state.pages.push(page);
        layout::scroll(self.state);
        self.show_row(|target| *target == wanted);
    }

    /// Goes to where a step goes on; where that is nowhere on the map, says
    /// what there is to do.
    pub(super) fn go_to_step(&mut self, task: Task) {
        let map = self.state.map().clone();
        let step = steps(&map, self.clock.day).into_iter().find(|step| step.task == task);
        let Some(step) = step.filter(|step| !step.is_done) else {
            return self.say(words::STEP_IS_DONE);
        };
        match &step.next {
            Some(at @ Address::Action(..)) => self.state.pages.push(Page::of(at.clone())),
            Some(at) => {
                while self.close_page() {}
                // what is said to be done next is done to that card alone: by
                // keys that mean something else in a table, or to other cards
                if self.state.view.is_table() {
                    self.state.view = ViewKind::Board;
                }
                self.state.marked.clear();
                if let Address::Touchpoint(spot) = at {
                    self.state.shown.reveal(&spot.id, &map);
                }
                self.state.focus.go_to_address(&map, at);
            }
            None => {}
        }
        self.say(words::next_of(&map, &step));
    }
}
