//! Where the sentences of the list stand. Only what is in view is measured.

use super::cards::{Cards, Form, Handovers, typed};
use super::{Bands, Plan, height, new_stage, wheel, writing};
use crate::model::{Stage, Touchpoint};
use crate::text;
use crate::ui::card::{self, Line};
use crate::ui::look::Role;
use crate::ui::state::{ListTop, State};
use crate::ui::writing::{Slot, Writing};
use crate::words;

/// A sentence in view: a stage, or a card of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Which stage; none: one that is just being named.
    pub stage: Option<usize>,
    /// It speaks of the stage, not of a card.
    pub is_head: bool,
    /// Which card of the stage; none: the head, or a card that is just being
    /// written.
    pub row: Option<usize>,
    /// Its first row on the screen.
    pub y: u16,
    /// Its lines in view.
    pub lines: Vec<Line>,
    /// How many of its lines are above the screen.
    pub above: usize,
    /// How many are below.
    pub below: usize,
}

impl Item {
    /// Whether it stands on that row of the screen.
    pub fn covers(&self, y: u16) -> bool {
        (self.y..self.y + height(&self.lines)).contains(&y)
    }
}

/// Keeps the focus in view.
pub(super) fn scroll(state: &mut State) {
    let bands = super::bands(state.size.1, false, false);
    if !super::is_too_small(state.size) {
        let list = List::new(state, bands);
        state.scroll.list = list.top();
    }
}

/// Scrolls inside the sentence that has the focus, where not all of it is in
/// view; says whether there was anything to scroll.
pub fn scroll_within(state: &mut State, direction: isize) -> bool {
    let plan = super::plan(state);
    let focus = (Some(state.focus.column()), state.focus.row());
    let item = plan
        .items
        .iter()
        .find(|item| (item.stage, item.row) == focus && (item.is_head || item.row.is_some()));
    let Some(item) = item else { return false };
    let page = item.lines.len().max(2) - 1;
    let line = if direction > 0 && item.below > 0 {
        item.above + page.min(item.below)
    } else if direction < 0 && item.above > 0 {
        item.above.saturating_sub(page)
    } else {
        return false;
    };
    let list = List::new(state, plan.bands);
    let (column, place) = list.focus();
    state.scroll.list = ListTop { column, place, line };
    true
}

/// Scrolls by a sentence, or inside one that is higher than the screen; the
/// focus goes along where it would be out of view. Says whether there was more
/// on that side.
pub(super) fn roll(state: &mut State, plan: &Plan, down: bool) -> bool {
    let (Some(first), Some(last)) = (plan.items.first(), plan.items.last()) else { return false };
    let list = List::new(state, plan.bands);
    let top = list.top();
    let is_end = last.below == 0 && list.after(list.place_of(last)).is_none();
    if down && is_end {
        return false;
    }
    let at = (top.column, top.place);
    let next = if plan.items.len() == 1 && down && last.below > 0 {
        Some(ListTop { line: top.line + 1, ..top })
    } else if down {
        list.after(at).map(|(column, place)| ListTop { column, place, line: 0 })
    } else if first.above > 0 {
        Some(ListTop { line: first.above - 1, ..top })
    } else {
        list.before(at).map(|(column, place)| ListTop { column, place, line: 0 })
    };
    let Some(next) = next else { return false };
    let focus = list.focus();
    state.scroll.list = next;
    if state.pointer.drag.is_some() {
        return true;
    }
    // what is in view when the first one has the focus
    wheel::focus_on(state, next.column, next.place);
    let list = List::new(state, plan.bands);
    let shown = super::plan(state);
    let whole = shown.items.iter().rfind(|item| item.below == 0);
    let last = whole.or(shown.items.first()).map(|item| list.place_of(item));
    let first = (next.column, next.place);
    let (column, place) = focus.clamp(first, last.unwrap_or(first).max(first));
    wheel::focus_on(state, column, place);
    true
}

/// How many cells a sentence may take, its mark and all.
pub(super) fn width(state: &State) -> usize {
    List::new(state, super::bands(state.size.1, false, false)).width
}

/// The bands where there are no columns: no phases, no curve; what is read
/// begins in their place.
pub(super) fn below_the_title(bands: Bands) -> Bands {
    let first = bands.phases.unwrap_or(bands.heads);
    Bands {
        phases: None,
        heads: first,
        cards: first,
        cards_end: bands.notice,
        visibility: None,
        curve: None,
        ..bands
    }
}

/// Where everything stands.
pub(super) fn plan(state: &State, bands: Bands) -> Plan {
    let list = List::new(state, bands);
    let bands = list.bands;
    let mut plan = Plan::empty(bands, list.margin);
    if list.count == 0 {
        return plan;
    }
    let top = list.top();
    let mut at = Some((top.column, top.place));
    let mut skipped = top.line;
    let mut y = bands.cards;
    while let Some(place) = at.filter(|_| y < bands.cards_end) {
        if !plan.items.is_empty() && place.1.is_none() {
            y += list.gap;
        }
        let room = usize::from(bands.cards_end.saturating_sub(y));
        let (mut item, cursor) = list.item(place);
        // what is typed below a long sentence is in view
        if let Some((line, _)) = cursor {
            skipped = skipped.max((line + 1).saturating_sub(room.max(1)));
        }
        item.above = skipped.min(item.lines.len());
        item.lines.drain(..item.above);
        item.below = item.lines.len().saturating_sub(room);
        item.lines.truncate(room);
        item.y = y;
        if room > 0 {
            let typing = writing(state).is_some();
            plan.cursor = match cursor {
                Some((line, cell)) => Some((
                    list.margin + u16::try_from(cell).unwrap_or(0),
                    y + u16::try_from(line - item.above).unwrap_or(0),
                )),
                None if !typing && place == list.focus() => {
                    let indent = if item.is_head { 0 } else { card::MARK };
                    Some((list.margin + u16::try_from(indent).unwrap_or(0), y))
                }
                None => plan.cursor,
            };
            y += height(&item.lines);
            plan.items.push(item);
        }
        skipped = 0;
        at = list.after(place);
    }
    plan
}

/// The lines of a card's sentence.
pub(super) fn sentence(touchpoint: &Touchpoint, width: usize) -> Vec<Line> {
    let line = |line| Line { is_title: true, ..plain(Role::Text, 0, line) };
    wrapped(&words::touchpoint_sentence(touchpoint), width).map(line).collect()
}

/// A sentence of the list: a column as it is drawn, and the place of a card in
/// it or none for its head.
type Place = (usize, Option<usize>);

/// All sentences, each of which is made when it is asked for.
struct List<'a> {
    state: &'a State,
    bands: Bands,
    margin: u16,
    /// Blank rows above a head.
    gap: u16,
    width: usize,
    new_stage: Option<usize>,
    /// How many columns there are.
    count: usize,
}

impl<'a> List<'a> {
    fn new(state: &'a State, bands: Bands) -> Self {
        let bands = below_the_title(bands);
        let margin = 1;
        let new_stage = new_stage(state);
        Self {
            state,
            bands,
            margin,
            gap: u16::from(state.size.1 >= 16),
            // read more easily than a line over all of a wide screen
            width: usize::from(state.size.0.saturating_sub(2 * margin)).clamp(1, 100),
            new_stage,
            count: state.map().stages.len() + usize::from(new_stage.is_some()),
        }
    }

    /// Which stage stands in a column.
    fn stage_at(&self, column: usize) -> Option<usize> {
        match self.new_stage {
            Some(new) if column == new => None,
            Some(new) if column > new => Some(column - 1),
            _ => Some(column),
        }
    }

    fn cards(&self, column: usize) -> Option<Cards<'a>> {
        let at = self.stage_at(column)?;
        let stage: &'a Stage = self.state.map().stages.get(at)?;
        let rows = self.state.rows(at);
        let form = Form::Sentence;
        let (state, width) = (self.state, self.width);
        Some(Cards {
            state,
            stage,
            rows,
            width,
            airy: false,
            form,
            handovers: Handovers::NONE,
            lines_each: card::LINES,
            notes_each: card::NOTES,
        })
    }

    fn cards_of(&self, column: usize) -> usize {
        self.cards(column).map_or(0, |cards| cards.count())
    }

    /// What has the focus, or is being typed.
    fn focus(&self) -> Place {
        if let Some(new) = self.new_stage {
            return (new, None);
        }
        let column = self.state.focus.column();
        if let Some(Writing { slot: Slot::NewTouchpoint { stage, .. }, .. }) = writing(self.state)
            && let Some(column) = self.state.map().stage_index(stage)
        {
            // it may be written in another stage than that of the focus
            return (column, self.cards(column).and_then(|cards| cards.new_at()));
        }
        (column, self.cards(column).and_then(|cards| cards.focused()))
    }

    /// Where an item stands among all; only while nothing is written.
    fn place_of(&self, item: &Item) -> Place {
        let column = item.stage.unwrap_or(0);
        (column, item.row.map(|row| self.state.rows(column).rank(row)))
    }

    fn after(&self, (column, place): Place) -> Option<Place> {
        let next = place.map_or(0, |place| place + 1);
        if next < self.cards_of(column) {
            return Some((column, Some(next)));
        }
        (column + 1 < self.count).then_some((column + 1, None))
    }

    fn before(&self, (column, place): Place) -> Option<Place> {
        match place {
            Some(place) => Some((column, place.checked_sub(1))),
            None => {
                let column = column.checked_sub(1)?;
                Some((column, self.cards_of(column).checked_sub(1)))
            }
        }
    }

    /// What stands at the top: as before, but so that the focus is in view.
    fn top(&self) -> ListTop {
        let before = self.state.scroll.list;
        let column = before.column.min(self.count.saturating_sub(1));
        let last = self.cards_of(column).checked_sub(1);
        let place = before.place.zip(last).map(|(place, last)| place.min(last));
        if self.state.pointer.drag.is_some() {
            return ListTop { column, place, line: before.line };
        }
        let focus = self.focus();
        let room = usize::from(self.bands.cards_end.saturating_sub(self.bands.cards)).max(1);
        let at = |(column, place): Place, line| ListTop { column, place, line };
        if focus <= (column, place) {
            let is_same = focus == (column, place);
            let hidden = self.lines(focus).saturating_sub(room);
            return at(focus, if is_same { before.line.min(hidden) } else { 0 });
        }
        // down from the top as it was, as far as the screen goes
        let mut used = self.lines((column, place)).saturating_sub(before.line);
        let mut next = self.after((column, place));
        while let Some(here) = next.filter(|_| used < room) {
            used += self.lines(here) + self.gap_above(here);
            if here == focus && used <= room {
                return at((column, place), before.line);
            }
            next = self.after(here);
        }
        // up from the focus, as far as there is room
        let mut top = focus;
        let mut used = self.lines(focus);
        while let Some(place) = self.before(top) {
            used += self.lines(place) + self.gap_above(top);
            if used > room {
                break;
            }
            top = place;
        }
        at(top, 0)
    }

    fn gap_above(&self, (_, place): Place) -> usize {
        if place.is_none() { self.gap.into() } else { 0 }
    }

    fn lines(&self, place: Place) -> usize {
        self.item(place).0.lines.len()
    }

    /// A sentence, and the line and cell of the cursor where it is typed.
    fn item(&self, (column, place): Place) -> (Item, Option<(usize, usize)>) {
        let stage = self.stage_at(column);
        let (row, lines, cursor) = match (self.cards(column), place) {
            (Some(cards), Some(place)) => cards.lines(place),
            (cards, _) => {
                let (lines, cursor) = self.head(column, cards.map(|cards| cards.stage));
                (None, lines, cursor)
            }
        };
        let is_head = place.is_none();
        (Item { stage, is_head, row, y: 0, lines, above: 0, below: 0 }, cursor)
    }

    fn head(&self, column: usize, stage: Option<&Stage>) -> (Vec<Line>, Option<(usize, usize)>) {
        let field = writing(self.state).filter(|writing| match &writing.slot {
            Slot::NewStage { .. } => stage.is_none(),
            Slot::StageName(id) => stage.is_some_and(|stage| stage.id == *id),
            _ => false,
        });
        if let Some(writing) = field {
            return typed(&writing.field, self.width, 0, "", 0);
        }
        let Some(stage) = stage else { return (Vec::new(), None) };
        let said = words::stage_sentence(stage, column + 1, self.count);
        let head = |line| Line { is_title: true, ..plain(Role::Head, 0, line) };
        let mut lines: Vec<Line> = wrapped(&said, self.width).map(head).collect();
        let inner = self.width.saturating_sub(card::MARK).max(1);
        let below = |role| move |line| plain(role, card::MARK, line);
        for note in &stage.notes {
            let said = format!("{}.", words::note_sentence(note));
            lines.extend(wrapped(&said, inner).map(below(Role::Note(note.kind))));
        }
        if stage.handover.is_there() {
            let said = format!("{}.", words::handover_sentence(&stage.handover));
            lines.extend(wrapped(&said, inner).map(below(Role::Dim)));
        }
        if self.cards_of(column) == 0 {
            let said =
                if stage.touchpoints.is_empty() { words::EMPTY_STAGE } else { words::NOTHING_HERE };
            lines.extend(wrapped(said, inner).map(below(Role::Dim)));
        }
        (lines, None)
    }
}

fn plain(role: Role, indent: usize, text: String) -> Line {
    Line { indent, ..Line::plain(role, text) }
}

fn wrapped(said: &str, width: usize) -> impl Iterator<Item = String> {
    let shown = text::display(said).into_owned();
    text::wrap(&shown, width).into_iter().map(move |range| shown[range].trim_end().to_owned())
}
