//! Going from one thing that is missing to the next, and to where it is
//! mended.

use super::Turn;
use crate::edit::{Part, Way};
use crate::insight::missing::Finding;
use crate::model::{Address, Holder, JourneyMap};
use crate::ui::form::{Page, Target};
use crate::words;

impl Turn<'_> {
    /// Goes over the board to the next thing that is missing, or to the one
    /// before, and says what it is and how it is mended.
    pub(super) fn go_to_missing(&mut self, forward: bool) {
        let map = self.state.map().clone();
        let all = self.state.lacking.all(&map, self.clock.day);
        let shown = &self.state.shown;
        let place = |finding: &Finding| place_of(&map, &finding.at);
        let is_seen = |finding: &&Finding| match place(finding) {
            Some((column, Some(row))) => shown.rows(&map, column).holds(row),
            _ => true,
        };
        let found = all.iter().map(|finding| &**finding);
        let found: Vec<&Finding> = match shown.is_filtered() {
            true => found.filter(is_seen).collect(),
            false => found.collect(),
        };
        let focus = (self.state.focus.column(), self.state.focus.row());
        let Some((at, around)) = self.state.lacking.next(&found, &place, focus, forward) else {
            return self.say(words::NOTHING_IS_MISSING);
        };
        let finding = found[at];
        self.state.focus.go_to_address(&map, &finding.at);
        let around = around.then_some(forward);
        self.say(words::gone_to_missing(&map, finding, at + 1, found.len(), around));
    }

    /// Opens the page on which the thing of the chosen row is mended, with its
    /// field chosen.
    pub(super) fn open_missing(&mut self) {
        self.stand_on_row();
        let map = self.state.map().clone();
        let Some(row) = self.report().and_then(|report| report.row().cloned()) else {
            return self.warn(words::NO_ROW_HERE);
        };
        let all = self.state.lacking.all(&map, self.clock.day);
        let is_it = |it: &&std::sync::Arc<Finding>| it.at == row.at && it.rule.code() == row.part;
        if let Some(finding) = all.iter().find(is_it) {
            self.open_finding(&finding.clone());
        }
    }

    /// Opens what was gone to last over the board, where it is mended.
    pub(super) fn open_found_missing(&mut self) {
        let map = self.state.map().clone();
        let all = self.state.lacking.all(&map, self.clock.day);
        match self.state.lacking.last(&all) {
            Some(finding) => self.open_finding(&finding),
            None => self.open_focus(),
        }
    }

    fn open_finding(&mut self, finding: &Finding) {
        let map = self.state.map().clone();
        let part = |part: &str| part.parse().map_or_else(|_| Part::Field(part.into()), Part::Row);
        let mut way: Way = finding.path.split('.').map(part).collect();
        if finding.field() == "answers" {
            // it is entered as a whole
            way.truncate(1);
        }
        let mut pages = Page::leading_to(&finding.at, &way, &map, self.state.look);
        if let Some(page) = pages.last_mut() {
            let rows = page.rows(&map, self.state.look);
            let mends = |target: &Target| match target {
                Target::Field { way: at, .. } => *at == way,
                Target::Add { list, .. } => *list == way,
                Target::AddNote(_) => finding.field() == "notes",
                Target::AddAction(_) => finding.field() == "actions",
                Target::Conflict(_) => finding.field() == "conflicts",
                _ => false,
            };
            let at = rows.iter().position(|row| mends(&row.target));
            page.chosen = at.unwrap_or(page.chosen);
        }
        self.state.pages = pages;
    }
}

/// The column and row of the card that a thing belongs to; without a row its
/// head. None for what is about the map.
fn place_of(map: &JourneyMap, at: &Address) -> Option<(usize, Option<usize>)> {
    match at.holder()? {
        Holder::Stage(id) => Some((map.stage_index(&id)?, None)),
        Holder::Touchpoint(spot) => map.position(&spot).map(|(column, row)| (column, Some(row))),
    }
}
