//! Checklists of touchpoints.

use super::Turn;
use crate::edit::{Change, Edit, Join, Part};
use crate::model::{Address, Check, Spot, TouchpointField};
use crate::ui::choice::Choice;
use crate::ui::form::{Row, Target};
use crate::ui::state::Mode;
use crate::words;

impl Turn<'_> {
    /// Asks which checklist is to be added.
    pub(super) fn ask_checklist(&mut self) {
        if let Some(why) = &self.state.read_only {
            let why = why.clone();
            return self.warn(why);
        }
        let is_card = |at: &Address| matches!(at, Address::Touchpoint(_));
        if !self.state.pages.last().is_none_or(|page| is_card(&page.at)) {
            return self.warn(words::BACK_TO_THE_BOARD);
        }
        let names = self.state.checklists.names().map(str::to_owned).collect();
        self.state.mode = Mode::Choice(Choice::Checklist { of: self.targets(), names });
    }

    /// Adds the points of a checklist that are not there yet.
    pub(super) fn add_checklist(&mut self, of: &[Spot], number: usize) {
        let Some(list) = self.state.checklists.get(number).cloned() else { return };
        let map = self.state.map().clone();
        let mut added = 0;
        let mut first = 0;
        let edits: Vec<Edit> = of
            .iter()
            .filter_map(|spot| {
                let mut checklist = map.touchpoint(spot)?.checklist.clone();
                let before = checklist.len();
                for point in &list.points {
                    if !checklist.iter().any(|check| *check.text == **point) {
                        let text = point.as_str().into();
                        checklist.push(Check { text, done: false, comments: None });
                    }
                }
                added += checklist.len() - before;
                first = if checklist.len() > before { before } else { 0 };
                let edit = Edit::Touchpoint(spot.clone(), TouchpointField::Checklist(checklist));
                Some(edit)
            })
            .collect();
        if self.commit(edits, Join::New) {
            self.show_row(|target| {
                matches!(target, Target::Item { list, index }
                    if *index == first && is_checklist(list))
            });
            let is_open = !self.state.pages.is_empty();
            self.say(words::checklist_added(&list.name, added, of.len(), is_open));
        }
    }

    /// Ticks a point of a checklist, or takes the tick away; says whether the
    /// row was one.
    pub(super) fn tick(&mut self, row: Option<&Row>) -> bool {
        let Some(Target::Item { list, index }) = row.map(|row| &row.target) else { return false };
        if !is_checklist(list) {
            return false;
        }
        let Some(page) = self.state.pages.last() else { return false };
        let at = page.at.clone();
        let is_done = match &at {
            Address::Touchpoint(spot) => {
                let touchpoint = self.state.map().touchpoint(spot);
                touchpoint.and_then(|it| it.checklist.get(*index)).is_some_and(|it| it.done)
            }
            _ => return false,
        };
        let way = [list.clone(), vec![Part::Row(*index), Part::Field("done".into())]].concat();
        let other = if is_done { "" } else { "yes" };
        self.change_at(&at, &way, &Change::Enter(other.into()));
        true
    }
}

fn is_checklist(list: &[Part]) -> bool {
    matches!(list, [Part::Field(name)] if name == "checklist")
}
