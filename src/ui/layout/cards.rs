//! The cards of one column: which are in view, and what stands on them.

use super::{list, writing};
use crate::model::{Handover, Holder, Side, Stage, Touchpoint};
use crate::text;
use crate::ui::card::{self, Extent, Line};
use crate::ui::field::Field;
use crate::ui::filter::Rows;
use crate::ui::look::{Passage, Role};
use crate::ui::state::State;
use crate::ui::writing::{Slot, Writing};
use crate::words;

/// More lines than this a text does not take on a card that has not the focus.
const MOST_LINES: usize = 5;
/// More notes than this no card of the board shows.
const MOST_NOTES: usize = 9;

/// The cards of a stage, with the one that is being written among them.
pub(super) struct Cards<'a> {
    pub(super) state: &'a State,
    pub(super) stage: &'a Stage,
    /// Those that are shown. The place of a card counts these, and the one
    /// that is being written.
    pub(super) rows: Rows<'a>,
    pub(super) width: usize,
    pub(super) airy: bool,
    pub(super) form: Form,
    pub(super) handovers: Handovers,
    /// How many lines the title and each note of a card may take.
    pub(super) lines_each: usize,
    /// How many notes a card shows before it counts the rest.
    pub(super) notes_each: usize,
}

/// How much room there is for handovers below the cards.
#[derive(Clone, Copy)]
pub(super) struct Handovers {
    /// The most lines that one may take.
    pub(super) at_most: usize,
    /// The most lines that a card may take, its handovers and all: a card that
    /// is too high for them has the room for itself.
    pub(super) room: usize,
}

impl Handovers {
    /// None is shown.
    pub(super) const NONE: Self = Self { at_most: 0, room: 0 };
}

/// What of a card is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Its title and what else has room.
    Card,
    /// A sentence.
    Sentence,
}

/// Which card of the stage; its lines; where in them the cursor stands, as
/// line and cell.
pub(super) type Lines = (Option<usize>, Vec<Line>, Option<(usize, usize)>);

impl Cards<'_> {
    /// The place of the card that is being written.
    pub(super) fn new_at(&self) -> Option<usize> {
        match writing(self.state) {
            Some(Writing { slot: Slot::NewTouchpoint { stage, index }, .. })
                if *stage == self.stage.id =>
            {
                Some(self.rows.rank(*index))
            }
            _ => None,
        }
    }

    pub(super) fn count(&self) -> usize {
        self.rows.len() + usize::from(self.new_at().is_some())
    }

    /// The place of the card that has the focus, or is being written.
    pub(super) fn focused(&self) -> Option<usize> {
        self.new_at().or_else(|| self.state.focus.row().map(|row| self.rows.rank(row)))
    }

    pub(super) fn lines(&self, place: usize) -> Lines {
        let row = match self.new_at() {
            Some(new) if place == new => None,
            Some(new) if place > new => self.rows.row(place - 1),
            _ => self.rows.row(place),
        };
        match row.and_then(|row| self.stage.touchpoints.get(row)) {
            Some(touchpoint) => {
                let (mut lines, cursor) = self.card(touchpoint);
                self.hand_over(&mut lines, place, &touchpoint.handover);
                (row, lines, cursor)
            }
            None => {
                let (mut lines, cursor) = writing(self.state)
                    .map(|writing| typed(&writing.field, self.inner(), card::MARK, "", 0))
                    .unwrap_or_default();
                self.hand_over(&mut lines, place, &Handover::default());
                (None, lines, cursor)
            }
        }
    }

    /// Adds the passage to the next card, and below the last one that to the
    /// next stage, as far as there is room.
    fn hand_over(&self, lines: &mut Vec<Line>, place: usize, handover: &Handover) {
        let (inner, look) = (self.inner(), self.state.look);
        let mut add = |mut more: Vec<Line>| {
            if lines.len() + more.len() > self.handovers.room {
                more.truncate(self.handovers.at_most);
                card::cut(&mut more, inner);
            }
            if lines.len() + more.len() <= self.handovers.room {
                lines.extend(more);
            }
        };
        let at_most = self.handovers.at_most;
        add(card::handover_lines(handover, Passage::NextCard, inner, look, at_most));
        if place + 1 == self.count() {
            let mut more = self.stage_handover();
            if self.airy && !more.is_empty() {
                more.insert(0, Line::plain(Role::Text, String::new()));
            }
            add(more);
        }
    }

    /// The passage to the next stage.
    pub(super) fn stage_handover(&self) -> Vec<Line> {
        let handover = &self.stage.handover;
        let at_most = self.handovers.at_most;
        card::handover_lines(handover, Passage::NextStage, self.inner(), self.state.look, at_most)
    }

    fn extent(&self) -> Extent {
        let (lines, notes) = (self.lines_each, self.notes_each);
        Extent::Card { title: lines, note: lines, notes }
    }

    fn inner(&self) -> usize {
        self.width.saturating_sub(card::MARK).max(1)
    }

    /// A card, with what is being typed on it in its place.
    fn card(&self, touchpoint: &Touchpoint) -> (Vec<Line>, Option<(usize, usize)>) {
        let mut lines = match self.form {
            Form::Card => {
                let look = self.state.look;
                let lines = |extent| card::lines(touchpoint, self.width, look, extent);
                let mut lines = lines(self.extent());
                if self.state.settings.visibility && touchpoint.side == Some(Side::OffStage) {
                    card::put_off_stage(&mut lines, self.inner(), look);
                }
                lines
            }
            Form::Sentence => list::sentence(touchpoint, self.inner()),
        };
        let Some(writing) = writing(self.state) else { return (lines, None) };
        let here =
            |on: &[Holder]| matches!(on, [Holder::Touchpoint(spot)] if spot.id == touchpoint.id);
        match &writing.slot {
            Slot::Title(spot) if spot.id == touchpoint.id => {
                let (mut typed, cursor) = typed(&writing.field, self.inner(), card::MARK, "", 0);
                typed.extend(lines.into_iter().filter(|line| !line.is_title));
                (typed, cursor)
            }
            Slot::NewNote { on, kind } if here(on) => {
                let sign = self.state.look.note(*kind);
                let (typed, cursor) =
                    typed(&writing.field, self.inner().saturating_sub(2), card::MARK + 2, sign, 2);
                let typed = typed_or(typed, words::note_asked_for(*kind));
                self.keep_title(&mut lines, typed.len());
                let above = lines.len();
                lines.extend(typed);
                (lines, cursor.map(|(line, cell)| (line + above, cell)))
            }
            Slot::NewAction { on, .. } if here(on) => {
                let sign = card::action_sign(self.state.look);
                let (typed, cursor) =
                    typed(&writing.field, self.inner().saturating_sub(2), card::MARK + 2, sign, 2);
                let typed = typed_or(typed, words::TYPE_AN_ACTION);
                self.keep_title(&mut lines, typed.len());
                let above = lines.len();
                lines.extend(typed);
                (lines, cursor.map(|(line, cell)| (line + above, cell)))
            }
            _ => (lines, None),
        }
    }

    /// Takes lines out of a card that is too high for what is typed below
    /// them: its title stays, and what is nearest to the text.
    fn keep_title(&self, lines: &mut Vec<Line>, typed: usize) {
        if self.form != Form::Card || self.handovers.room == 0 {
            return;
        }
        // a line above and one below may say how much is hidden
        let room = self.handovers.room.saturating_sub(typed + 2);
        let over = lines.len().saturating_sub(room);
        let title = lines.iter().take_while(|line| line.is_title).count();
        let end = (title + over).min(lines.len());
        lines.drain(title.min(end)..end);
    }

    /// How many lines each text may take, and how many notes each card may
    /// show, so that all cards stay in view; what it is anyway where they do
    /// not.
    /// The focus has no part in it, lest the others move with every step.
    pub(super) fn lines_with_room(mut self, room: u16) -> Self {
        let all_fit = |cards: &Self| {
            let mut used = 0_u16;
            (0..cards.count()).all(|place| {
                used = used.saturating_add(cards.height(place));
                used <= room
            })
        };
        while self.lines_each < MOST_LINES {
            self.lines_each += 1;
            if !all_fit(&self) {
                self.lines_each -= 1;
                break;
            }
        }
        while self.notes_each < MOST_NOTES && self.counts_some() {
            self.notes_each += 1;
            if !all_fit(&self) {
                self.notes_each -= 1;
                break;
            }
        }
        self
    }

    /// Whether a card may count notes or actions that it does not show.
    fn counts_some(&self) -> bool {
        let shown = (0..self.rows.len()).filter_map(|rank| self.rows.row(rank));
        shown
            .filter_map(|row| self.stage.touchpoints.get(row))
            .any(|card| card.notes.len() > self.notes_each || card.actions.len() >= self.notes_each)
    }

    fn height(&self, place: usize) -> u16 {
        super::height(&self.lines(place).1) + u16::from(self.airy)
    }

    /// How far a stage is scrolled at most: its last card is in view, and
    /// there is no room for one more above.
    fn last_top(&self, room: u16) -> usize {
        let mut used = 0;
        let mut top = self.count();
        while top > 0 {
            used += self.height(top - 1);
            if used.saturating_sub(u16::from(self.airy)) > room {
                break;
            }
            top -= 1;
        }
        top.min(self.count().saturating_sub(1))
    }

    /// The first card in view: as before, but so that the focus is in view.
    /// `above` is the line that says how many are hidden above; while none is,
    /// a card has its place.
    pub(super) fn top(&self, has_focus: bool, room: u16, above: u16) -> usize {
        let before = self.state.scroll.rows.get(&self.stage.id).copied().unwrap_or(0);
        let before = if before == 0 { 0 } else { before.min(self.last_top(room)) };
        let focus = match self.new_at() {
            Some(new) => new,
            None if has_focus => match self.focused() {
                Some(place) => place,
                None => return 0,
            },
            None => return before,
        };
        if focus < before {
            return focus;
        }
        // as far up from the focus as there is room; measuring no more than
        // what is in view
        let mut used = 0;
        let more_below = u16::from(focus + 1 < self.count());
        let mut top = focus + 1;
        while top > 0 {
            used += self.height(top - 1);
            // the blank below the last card may fall off; a line says how
            // many are hidden below
            let needed = used.saturating_sub(u16::from(self.airy)) + more_below;
            let room = if top == 1 { room + above } else { room };
            if needed > room && top <= focus {
                break;
            }
            top -= 1;
            if top <= before {
                return before;
            }
            if needed > room {
                break;
            }
        }
        top.max(before).min(focus)
    }
}

/// The lines of a field, or where nothing is typed yet, what belongs there.
fn typed_or(mut typed: Vec<Line>, what: &str) -> Vec<Line> {
    if let [line] = typed.as_mut_slice()
        && line.text.is_empty()
    {
        (line.text, line.role) = (what.to_owned(), Role::Dim);
    }
    typed
}

/// A text field as lines of a card, and the line and cell of the cursor.
pub(super) fn typed(
    field: &Field,
    inner: usize,
    indent_cursor: usize,
    sign: &'static str,
    indent: usize,
) -> (Vec<Line>, Option<(usize, usize)>) {
    let layout = field.layout(inner.max(2));
    let lines = layout
        .lines
        .iter()
        .enumerate()
        // the blank at which a line was broken is not shown
        .map(|(n, range)| Line {
            sign: if n == 0 { sign } else { "" },
            indent,
            ..Line::plain(
                Role::Typing,
                text::display(field.text()[range.clone()].trim_end()).into_owned(),
            )
        })
        .collect();
    let (column, row) = layout.cursor;
    (lines, Some((row, column + indent_cursor)))
}
