//! The rows above and below the board: title, line for the user.

use ratatui::layout::Rect;

use crate::insight;
use crate::model::JourneyMap;
use crate::text;
use crate::ui::card::Line;
use crate::ui::command::Command;
use crate::ui::layout::{self, Plan};
use crate::ui::look::Role;
use crate::ui::message::Weight;
use crate::ui::pointer::drop;
use crate::ui::state::{Mode, State, ViewKind};
use crate::words;

use super::pen::Pen;
use super::{fix, table};

/// The most cells that what is said of a card takes, a title apart: it is
/// another line with every step, and a step is cheap to send.
const DETAILS: u16 = 56;

/// Title, persona and figures; below, where the journey begins and ends.
pub(super) fn title(pen: &mut Pen<'_>, state: &State, plan: &Plan) {
    let map = state.map();
    let end = pen.width().saturating_sub(1);
    // that not all is shown matters more than what the map is called
    if let (Some(y), None, Some(filter)) = (plan.bands.title, plan.bands.about, filter(state)) {
        pen.write(1, y, end - 1, Role::Warning, &filter);
        return;
    }
    if let Some(y) = plan.bands.title {
        let mut right = end;
        let figures = words::progress(&state.summaries.all());
        // half of the row is the title's; figures that do not fit beside it
        // are left out, the last ones first
        let mut room = end.saturating_sub(cells(&map.title).min(end / 2) + 1);
        let fitting: Vec<&String> = figures
            .iter()
            .take_while(|figure| {
                let fits = cells(figure) + 3 <= room;
                room = room.saturating_sub(cells(figure) + 3);
                fits
            })
            .collect();
        for figure in fitting.into_iter().rev() {
            right = pen.write_before(right, y, Role::Dim, figure).saturating_sub(3);
        }
        let mut x = 1 + pen.write(1, y, right.saturating_sub(1), Role::Head, title_of(map));
        if let Some(word) = words::state_beside_title(map) {
            let room = right.saturating_sub(x + 2);
            if cells(word) <= room {
                x += 2;
                x += pen.write(x, y, room, Role::Warning, word);
            }
        }
        for (is_quote, text) in
            [(false, map.persona.name.to_string()), (true, words::spoken(&map.persona.quote))]
        {
            let parked = words::parked_count(map.parking.len());
            let is_parked = is_quote && !map.parking.is_empty();
            if is_parked && x + cells(&parked) + 2 <= right {
                right = pen.write_before(right, y, Role::Dim, &parked).saturating_sub(3);
            }
            let room = right.saturating_sub(x + 2);
            // a persona that is cut after two letters says nothing
            if !text.is_empty() && cells(&text).min(16) <= room {
                x += 2;
                x += pen.write(x, y, room, Role::Dim, &text);
            }
        }
    }
    if let (Some(y), Some(filter)) = (plan.bands.about, filter(state)) {
        pen.write(1, y, end - 1, Role::Warning, &filter);
    } else if fix::second_line(pen, state, plan) {
        // it stands where the journey's ends are said else
    } else if let Some(y) = plan.bands.about {
        let scope = words::scope(&map.scope.from, &map.scope.to);
        let mut x = 1 + pen.write(1, y, end - 1, Role::Dim, &scope);
        if !map.decision.is_empty() {
            x += if scope.is_empty() { 0 } else { 3 };
            pen.write(x, y, end.saturating_sub(x), Role::Dim, &words::decision(&map.decision));
        }
    }
}

fn title_of(map: &JourneyMap) -> &str {
    if map.title.is_empty() { words::NO_TITLE } else { &map.title }
}

/// Which cards are shown, where not all are.
pub(super) fn filter(state: &State) -> Option<String> {
    let shown = &state.shown;
    shown.is_filtered().then(|| {
        let conditions = shown.filter().conditions();
        if let Some((rows, all)) = actions_shown(state) {
            let said = words::filter(&conditions, rows, all);
            return words::filter_and_way_out(
                &said,
                0,
                &state.keymap.call_of(Command::FilterClear),
            );
        }
        let all = state.summaries.all().touchpoints;
        let said = words::filter(&conditions, shown.count(), all);
        let stages = state.map().stages.len();
        let without = (0..stages).filter(|at| state.rows(*at).is_empty()).count();
        words::filter_and_way_out(&said, without, &state.keymap.call_of(Command::FilterClear))
    })
}

/// How many rows a table of actions shows, and of how many; none where no such
/// table is seen.
fn actions_shown(state: &State) -> Option<(usize, usize)> {
    let report = state.report.as_ref().filter(|_| state.view.is_of_actions())?;
    let all = match state.view {
        ViewKind::Results => insight::results(state.map()).count(),
        _ => insight::actions(state.map()).count(),
    };
    Some((report.sheet.rows.len(), all))
}

/// What there is to say, and whether something is not saved.
pub(super) fn notice(pen: &mut Pen<'_>, state: &State, plan: &Plan) {
    let y = plan.bands.notice;
    let low = plan.bands.notice == plan.bands.footer;
    let mut right = pen.width().saturating_sub(1);
    for (role, text) in layout::notice::beside(state, &plan.bands) {
        right = pen.write_before(right, y, role, &text).saturating_sub(2);
    }
    let end = layout::notice::end(state, &plan.bands);
    let refused = layout::writing(state).and_then(|writing| writing.problem.as_deref());
    let dragging = drop::said(state);
    let (text, role) = match (&state.notice, dragging.as_deref().or(refused)) {
        (_, Some(said)) if dragging.is_some() => (said, Role::Text),
        (_, Some(problem)) => (problem, Role::Error),
        (Some(notice), None) => {
            let role = match notice.weight {
                Weight::Info => Role::Text,
                Weight::Warning => Role::Warning,
                Weight::Danger => Role::Error,
            };
            (notice.text.as_str(), role)
        }
        (None, None) => {
            if !low && state.pages.is_empty() && state.maps.is_none() && state.start.is_none() {
                details(pen, state, plan, y, end);
            }
            return;
        }
    };
    let y = layout::notice::row(state, &plan.bands);
    // what does not fit into the row takes rows above it: it matters more
    // than what stands there
    let lines = layout::notice::lines(state, &plan.bands, text);
    let above = u16::try_from(lines.len()).unwrap_or(1).saturating_sub(1).min(y);
    // over a prompt its last row is one of the board, too
    let taken = above + u16::from(y < plan.bands.notice);
    if taken > 0 {
        pen.clear(Rect::new(0, y - above, pen.width(), taken));
    }
    let last = y;
    for (y, line) in (y - above..=y).zip(&lines) {
        let end = if y == last { end } else { pen.width() };
        pen.write(1, y, end.saturating_sub(1), role, line);
    }
}

/// What of the focus its card does not show.
fn details(pen: &mut Pen<'_>, state: &State, plan: &Plan, y: u16, end: u16) {
    if !state.marked.is_empty() && state.mode == Mode::Board {
        pen.write(1, y, end.saturating_sub(1), Role::Marked, &words::marked(state.marked.len()));
        return;
    }
    let unseen = || layout::found::unseen(state, plan).filter(|_| !state.view.is_table());
    if let Some(found) = unseen().filter(|_| state.mode == Mode::Board) {
        write_words(pen, y, end.saturating_sub(1), Role::Text, &found);
        return;
    }
    // there it is said under the curve
    if state.view == ViewKind::Curve {
        return;
    }
    let map = state.map();
    let said = match (state.focus.spot(), state.focus.stage()) {
        _ if state.view.is_table() => {
            state.report.as_ref().and_then(|report| table::details(state, report))
        }
        (Some(spot), _) => {
            map.touchpoint(&spot).map(|it| words::details(it, is_title_cut(state, plan)))
        }
        (None, Some(id)) => map.stage(id).map(|it| words::stage_details(it)),
        (None, None) => None,
    };
    if let (Some(said), Mode::Board) = (said, &state.mode) {
        let title = match (state.focus.spot(), is_title_cut(state, plan)) {
            (Some(spot), true) => {
                map.touchpoint(&spot).map_or(0, |it| cells(&text::display(&it.title)))
            }
            _ => 0,
        };
        let most = if state.view.is_table() { u16::MAX } else { DETAILS.max(title) };
        write_words(pen, y, end.saturating_sub(1).min(most), Role::Dim, &said);
    }
}

/// Writes a line from the left edge on; where it is cut, whole words go.
fn write_words(pen: &mut Pen<'_>, y: u16, room: u16, role: Role, said: &str) {
    let shown = text::display(said);
    pen.write(1, y, room, role, &text::clip_words(&shown, room.into()));
}

/// Whether the card with the focus had no room for its whole title.
fn is_title_cut(state: &State, plan: &Plan) -> bool {
    let column = plan.columns.iter().find(|it| it.stage == Some(state.focus.column()));
    let cards = column.map_or(&[][..], |column| &column.cards);
    let focused = cards.iter().find(|card| card.row.is_some() && card.row == state.focus.row());
    let is_cut = |line: &&Line| line.is_title && line.text.ends_with('…');
    focused.is_some_and(|card| card.lines.iter().any(|line| is_cut(&line)))
}

/// The cells of a short text.
pub(super) fn cells(text: &str) -> u16 {
    u16::try_from(text::shown_width(text)).unwrap_or(u16::MAX)
}
