//! Where the keys stand that may come next: after a prefix, or to choose a
//! value.

use super::Plan;
use crate::text;
use crate::ui::key::{Key, show_keys};
use crate::ui::state::{Mode, State};

/// Keys and what they do, over the footer.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// What they follow, or what is chosen.
    pub head: String,
    /// The first row.
    pub top: u16,
    /// The row after the last.
    pub end: u16,
    /// The keys.
    pub items: Vec<Item>,
}

/// A key of the strip.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The key.
    pub key: Key,
    /// What it does.
    pub what: String,
    /// The first cell.
    pub x: u16,
    /// The row.
    pub y: u16,
    /// Cells for the key, a blank and what it does.
    pub width: u16,
}

impl Strip {
    /// The key at a cell.
    pub fn key_at(&self, x: u16, y: u16) -> Option<Key> {
        let covers = |item: &&Item| item.y == y && (item.x..item.x + item.width).contains(&x);
        self.items.iter().find(covers).map(|item| item.key)
    }
}

/// The strip; none where no key is waited for.
pub fn strip(state: &State, plan: &Plan) -> Option<Strip> {
    match &state.mode {
        Mode::Choice(choice) => {
            let options = choice.options(state.look).into_iter();
            let items = options.map(|(key, name, _)| (key, name)).collect();
            Some(placed(state, plan, format!("{}:", choice.question()), items))
        }
        Mode::Board if !state.pending.is_empty() => {
            let mut items: Vec<(Key, String)> = Vec::new();
            for (key, command) in state.keymap.after(&state.pending) {
                let what = command.entry().short.to_owned();
                if !items.iter().any(|(_, there)| *there == what) {
                    items.push((key, what));
                }
            }
            Some(placed(state, plan, format!("{} …", show_keys(&state.pending)), items))
        }
        _ => None,
    }
}

/// As many rows as are needed.
fn placed(state: &State, plan: &Plan, head: String, items: Vec<(Key, String)>) -> Strip {
    let width = state.size.0;
    let start = 1 + cells(&head) + 3;
    let (mut x, mut row) = (start, 0);
    let mut strip = Strip { head, top: 0, end: plan.bands.footer + 1, items: Vec::new() };
    for (key, what) in items {
        let needed = cells(&key.to_string()) + 1 + cells(&what);
        if x + needed + 3 > width + 2 && x > start {
            row += 1;
            x = start;
        }
        strip.items.push(Item { key, what, x, y: row, width: needed });
        x += needed + 3;
    }
    let height = (row + 1).max(strip.end - plan.bands.notice);
    strip.top = strip.end.saturating_sub(height);
    for item in &mut strip.items {
        item.y += strip.top;
    }
    strip
}

fn cells(text: &str) -> u16 {
    u16::try_from(text::shown_width(text)).unwrap_or(u16::MAX)
}
