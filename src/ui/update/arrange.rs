//! Moving, deleting, copying and pasting cards and stages.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::Turn;
use crate::edit::{Edit, Join, apply, joined, noted, script};
use crate::model::{Id, Note, Spot, Touchpoint};
use crate::ui::command::Command;
use crate::words;

impl Turn<'_> {
    /// Runs a command that rearranges; says whether it was one.
    pub(super) fn arrange(&mut self, command: Command) -> bool {
        let on_head = self.state.focus.row().is_none();
        match command {
            Command::StageLeft => self.move_stage(-1),
            Command::StageRight => self.move_stage(1),
            Command::MoveLeft if on_head && self.state.marked.is_empty() => self.move_stage(-1),
            Command::MoveRight if on_head && self.state.marked.is_empty() => self.move_stage(1),
            Command::MoveUp | Command::MoveDown if !self.state.marked.is_empty() => {
                self.warn(words::MARKED_MOVE_SIDEWAYS);
            }
            Command::MoveLeft if !self.state.marked.is_empty() => self.move_marked(-1),
            Command::MoveRight if !self.state.marked.is_empty() => self.move_marked(1),
            Command::MoveLeft => self.move_card(-1, 0),
            Command::MoveRight => self.move_card(1, 0),
            Command::MoveUp => self.move_card(0, -1),
            Command::MoveDown => self.move_card(0, 1),
            Command::StageDelete => self.delete_stage(),
            Command::Delete if on_head && self.state.marked.is_empty() => self.delete_stage(),
            Command::Delete => self.delete_cards(),
            Command::Copy => self.copy(),
            Command::CardJoin => self.join_cards(),
            Command::Paste if self.state.cut_note.is_some() => self.paste_note(),
            Command::Paste => self.paste_cards(),
            _ => return false,
        }
        true
    }

    fn move_stage(&mut self, by: isize) {
        let column = self.state.focus.column();
        let Some(id) = self.state.focus.stage().cloned() else { return };
        let to = column.saturating_add_signed(by);
        if to != column && to < self.state.map().stages.len() {
            self.commit(vec![Edit::MoveStage { id, index: to }], Join::New);
        }
    }

    fn move_card(&mut self, across: isize, down: isize) {
        let map = self.state.map().clone();
        let Some((spot, row)) = self.state.focus.spot().zip(self.state.focus.row()) else { return };
        let column = self.state.focus.column();
        let to = column.saturating_add_signed(across);
        let Some(stage) = map.stages.get(to) else { return };
        let index = if across == 0 {
            // past the next card that is shown, and so past all hidden between
            let rows = self.state.rows(column);
            let next = rows.rank(row).checked_add_signed(down);
            let Some(index) = next.and_then(|rank| rows.row(rank)) else { return };
            index
        } else if to == column {
            return;
        } else {
            row.min(stage.touchpoints.len())
        };
        let edit = Edit::MoveTouchpoint { from: spot.clone(), stage: stage.id.clone(), index };
        if self.commit(vec![edit], Join::New) {
            let moved = Spot::new(&stage.id, &spot.id);
            let map = self.state.map().clone();
            self.state.focus.go_to(&map, &moved);
        }
    }

    /// Every marked card one stage over, all in one step, in their order.
    fn move_marked(&mut self, across: isize) {
        let mut map = (**self.state.map()).clone();
        let mut edits = Vec::new();
        let mut marked = BTreeSet::new();
        // where the last one went, that the next one may stand below it
        let mut last: Option<(usize, usize)> = None;
        for spot in self.targets() {
            let Some((column, row)) = map.position(&spot) else { continue };
            let to = column.saturating_add_signed(across);
            let Some(stage) = map.stages.get(to).filter(|_| to != column) else {
                return self.warn(words::NO_STAGE_THERE);
            };
            let index = match last {
                Some((there, index)) if there == to => index + 1,
                _ => row.min(stage.touchpoints.len()),
            };
            last = Some((to, index));
            marked.insert(Spot::new(&stage.id, &spot.id));
            let edit = Edit::MoveTouchpoint { from: spot, stage: stage.id.clone(), index };
            match apply(&map, std::slice::from_ref(&edit)) {
                Ok(moved) => map = moved,
                Err(refused) => return self.warn(refused.to_string()),
            }
            edits.push(edit);
        }
        if self.commit(edits, Join::New) {
            let map = self.state.map().clone();
            if let Some(first) = marked.iter().min_by_key(|spot| map.position(spot)) {
                self.state.focus.go_to(&map, first);
            }
            self.state.marked = marked;
        }
    }

    fn delete_stage(&mut self) {
        let map = self.state.map().clone();
        let Some(stage) = self.state.focus.stage().and_then(|id| map.stage(id)) else { return };
        let hidden = stage.touchpoints.len() - self.state.rows(self.state.focus.column()).len();
        if hidden > 0 {
            return self.warn(words::stage_hides(&stage.name, hidden));
        }
        let line = words::stage_deleted(&stage.name, stage.touchpoints.len());
        if self.commit(vec![Edit::RemoveStage(stage.id.clone())], Join::New) {
            self.say(line);
        }
    }

    fn delete_cards(&mut self) {
        let map = self.state.map().clone();
        let targets = self.targets();
        let cards: Vec<Arc<Touchpoint>> =
            targets.iter().filter_map(|spot| map.touchpoint(spot).cloned()).collect();
        let edits = targets.into_iter().map(Edit::RemoveTouchpoint).collect();
        let line = words::cards_deleted(&cards);
        if self.commit(edits, Join::New) {
            self.state.clipboard = cards;
            self.state.cut_note = None;
            self.state.marked.clear();
            self.say(line);
        }
    }

    /// Makes one card of the marked ones, or of the focused one and the one
    /// below it.
    fn join_cards(&mut self) {
        let map = self.state.map().clone();
        let mut spots = self.targets();
        if let ([only], Some(row)) = (spots.as_slice(), self.state.focus.row()) {
            let column = self.state.focus.column();
            let rows = self.state.rows(column);
            let below = rows.row(rows.rank(row) + 1);
            let stage = map.stages.get(column);
            if let Some((stage, card)) =
                stage.and_then(|stage| Some((stage, stage.touchpoints.get(below?)?)))
            {
                spots = vec![only.clone(), Spot::new(&stage.id, &card.id)];
            }
        }
        let cards: Vec<&Touchpoint> =
            spots.iter().filter_map(|spot| map.touchpoint(spot).map(|card| &**card)).collect();
        let (Some((into, others)), [first, rest @ ..]) = (spots.split_first(), cards.as_slice())
        else {
            return;
        };
        if rest.is_empty() {
            return self.warn(words::NOTHING_TO_JOIN);
        }
        let card = Arc::new(joined(first, rest));
        let mut after = (*map).clone();
        for stage in &mut after.stages {
            let is_other = |id: &Id| others.iter().any(|it| it.stage == stage.id && it.id == *id);
            if stage.id != into.stage && !stage.touchpoints.iter().any(|it| is_other(&it.id)) {
                continue;
            }
            let mut changed = (**stage).clone();
            changed.touchpoints.retain(|it| !is_other(&it.id));
            for it in changed.touchpoints.iter_mut().filter(|it| it.id == into.id) {
                *it = Arc::clone(&card);
            }
            *stage = Arc::new(changed);
        }
        let title = card.title.to_string();
        let count = spots.len();
        if self.commit(script(&map, &after), Join::New) {
            self.state.marked.clear();
            let map = self.state.map().clone();
            self.state.focus.go_to(&map, into);
            self.say(words::cards_joined(count, &title));
        }
    }

    /// Gives the note that was taken away to another card or stage.
    pub(super) fn paste_note(&mut self) {
        let Some(note) = self.state.cut_note.clone() else { return };
        let Some(on) = self.holders().into_iter().next() else {
            return self.warn(words::NO_STAGE_YET);
        };
        let index = self.state.map().notes(&on).map_or(0, <[_]>::len);
        let text = note.text.to_string();
        let note = Note { id: self.new_id('n'), ..*note };
        let note = Box::new(noted(self.state.map(), &on, note, self.clock.day));
        if self.commit(vec![Edit::AddNote { on, index, note }], Join::New) {
            self.say(words::note_pasted(&text));
        }
    }

    fn copy(&mut self) {
        self.state.cut_note = None;
        let map = self.state.map().clone();
        self.state.clipboard =
            self.targets().iter().filter_map(|spot| map.touchpoint(spot).cloned()).collect();
        self.state.marked.clear();
        self.say(words::cards_copied(self.state.clipboard.len()));
    }

    fn paste_cards(&mut self) {
        if self.state.clipboard.is_empty() {
            return self.warn(words::NOTHING_TO_PASTE);
        }
        let Some(stage) = self.state.focus.stage().cloned() else {
            return self.warn(words::NO_STAGE_YET);
        };
        let first = self.state.focus.row().map_or(0, |row| row + 1);
        let mut edits = Vec::new();
        for (n, card) in self.state.clipboard.clone().iter().enumerate() {
            let touchpoint = Arc::new(with_new_ids(card, |prefix| self.new_id(prefix)));
            edits.push(Edit::AddTouchpoint { stage: stage.clone(), index: first + n, touchpoint });
        }
        let count = edits.len();
        if self.commit(edits, Join::New) {
            let map = self.state.map().clone();
            let column = self.state.focus.column();
            self.state.focus.go(&map, column, Some(first + count - 1));
        }
    }
}

/// The same touchpoint as another thing: it and all in it are called anew,
/// and what points inside it still does.
fn with_new_ids(card: &Touchpoint, mut new_id: impl FnMut(char) -> Id) -> Touchpoint {
    let mut card = card.clone();
    let mut renamed: HashMap<Id, Id> = HashMap::new();
    card.id = new_id('t');
    for note in &mut card.notes {
        let new = new_id('n');
        renamed.insert(std::mem::replace(&mut note.id, new.clone()), new);
    }
    for action in &mut card.actions {
        action.id = new_id('a');
        for answer in &mut action.answers {
            if let Some(new) = renamed.get(answer) {
                *answer = new.clone();
            }
        }
    }
    card
}
