//! The line for the user: how many rows it takes, and what stands beside it.

use std::borrow::Cow;

use super::{Bands, writing};
use crate::text;
use crate::ui::command::Command;
use crate::ui::look::Role;
use crate::ui::state::{Mode, State};
use crate::words;

/// How many rows a line for the user may take.
const ROWS: usize = 4;

/// What stands on the right of the row, the outermost first: what is not
/// saved, that the map is read-only, what two sides changed.
pub fn beside(state: &State, bands: &Bands) -> Vec<(Role, String)> {
    if bands.notice == bands.footer {
        return Vec::new();
    }
    let mut beside = Vec::new();
    if state.saving.failed.is_some() {
        beside.push((Role::Error, words::NOT_SAVED.to_owned()));
    } else if state.is_unsaved() {
        beside.push((Role::Dim, words::NOT_SAVED_YET.to_owned()));
    } else if state.read_only.is_some() {
        beside.push((Role::Warning, words::READ_ONLY.to_owned()));
    }
    let clashes = state.map().conflicts.len();
    if clashes > 0 {
        let text = words::clashes(clashes, &state.keymap.call_of(Command::Conflicts));
        beside.push((Role::Warning, text));
    }
    beside
}

/// The cell at which what is said ends.
pub fn end(state: &State, bands: &Bands) -> u16 {
    let beside = beside(state, bands);
    let taken = beside.iter().map(|(_, text)| text::shown_width(text) + 2).sum::<usize>() + 1;
    state.size.0.saturating_sub(u16::try_from(taken).unwrap_or(u16::MAX))
}

/// What is said, in as many rows as it takes; the last of them is that of the
/// notice.
pub fn lines(state: &State, bands: &Bands, said: &str) -> Vec<String> {
    let room = usize::from(end(state, bands).saturating_sub(1)).max(1);
    // nothing stands beside the rows above the last
    let whole = usize::from(state.size.0.saturating_sub(2)).max(room);
    let shown = text::display(said);
    let wrapped = |text: &str, room, most| -> Vec<String> {
        text::wrap_clipped(text, room, most).into_iter().map(Cow::into_owned).collect()
    };
    if text::width(&shown) <= room || shown.contains('\n') {
        return wrapped(&shown, room, ROWS);
    }
    let mut lines = wrapped(&shown, whole, ROWS);
    if let Some(last) = lines.pop() {
        let left = ROWS.saturating_sub(lines.len());
        lines.extend(wrapped(&last, room, left));
    }
    lines
}

/// The row in which something is said: a prompt has its own for itself.
pub fn row(state: &State, bands: &Bands) -> u16 {
    bands.notice - u16::from(bands.notice > 0 && has_prompt(state))
}

/// The first row that what is said covers.
pub fn top(state: &State, bands: &Bands) -> u16 {
    let refused = writing(state).and_then(|writing| writing.problem.as_deref());
    let Some(said) = refused.or(state.notice.as_ref().map(|notice| notice.text.as_str())) else {
        return bands.notice;
    };
    let above = lines(state, bands, said).len().saturating_sub(1);
    row(state, bands).saturating_sub(u16::try_from(above).unwrap_or(0))
}

/// Whether a prompt takes the row of the line for the user.
pub fn has_prompt(state: &State) -> bool {
    matches!(state.mode, Mode::Choice(_) | Mode::Asking(_))
        || writing(state)
            .is_some_and(|writing| super::prompt::label(state, &writing.slot).is_some())
}
