//! What to fix first: the second line of the board, and the pictures below
//! the table.

use crate::model::Emotion;
use crate::ui::command::Command;
use crate::ui::key::show_keys;
use crate::ui::layout::{self, Plan};
use crate::ui::look::Role;
use crate::ui::state::{State, ViewKind};
use crate::words;

use super::bars::cells;
use super::pen::Pen;

/// Draws the second line of the board; says whether it is there.
pub(super) fn second_line(pen: &mut Pen<'_>, state: &State, plan: &Plan) -> bool {
    let (Some(y), Some(line)) = (layout::fix::row(state, plan), state.fixing.line()) else {
        return false;
    };
    let end = pen.width().saturating_sub(1);
    let line = line.within(usize::from(end.saturating_sub(1)));
    // as strong as what feels worst
    let strong = Role::Felt(Emotion::ALL.first().copied());
    let mut x = 1 + pen.write(1, y, end - 1, strong, line.head) + 1;
    x += pen.write(x, y, end.saturating_sub(x), Role::Text, &line.title);
    if !line.facts.is_empty() {
        let facts = format!("{}{}", words::BETWEEN, line.facts.join(", "));
        pen.write(x, y, end.saturating_sub(x), Role::Dim, &facts);
    }
    true
}

/// Draws the pictures below the table.
pub(super) fn pictures(pen: &mut Pen<'_>, plan: &Plan) {
    let Some(table) = &plan.table else { return };
    for line in &table.pictures {
        pen.write(line.x, line.y, pen.width().saturating_sub(line.x), Role::Dim, &line.text);
        // what is chosen stands in brackets
        for (at, _) in line.text.match_indices('[') {
            let mark = line.text[at..].split_inclusive(']').next().unwrap_or_default();
            pen.restyle(line.x + cells(&line.text[..at]), line.y, cells(mark), Role::Text);
        }
    }
}

/// The keys that set an impact, where they do.
pub(super) fn impact_keys(state: &State) -> Option<String> {
    let key = |command| state.keymap.keys_of(command).next().map(show_keys);
    let ends = key(Command::Emotion1).zip(key(Command::Emotion5));
    let (low, high) = ends.filter(|_| state.view == ViewKind::Fix)?;
    let none = key(Command::EmotionZero).map(|none| format!(" {none}")).unwrap_or_default();
    Some(format!("{low}-{high}{none}"))
}
