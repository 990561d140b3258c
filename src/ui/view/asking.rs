//! The line that asks what to look for, or what to show alone.

use ratatui::layout::Rect;

use crate::ui::asking::{About, Asking};
use crate::ui::layout::Plan;
use crate::ui::look::Role;
use crate::ui::state::State;
use crate::words;

use super::bars::cells;
use super::pen::Pen;

/// The least cells for what is typed.
const FIELD: u16 = 8;

/// Draws the line; says where its cursor is.
pub(super) fn asking(
    pen: &mut Pen<'_>,
    state: &State,
    asking: &Asking,
    plan: &Plan,
) -> Option<(u16, u16)> {
    let y = plan.bands.notice;
    let width = pen.width();
    let label = match asking.about {
        About::Find => words::FIND.to_owned(),
        About::Maps => words::FIND_IN_MAPS.to_owned(),
        about => words::only(about.name()),
    };
    pen.clear(Rect::new(0, y, width, 1));
    let x = 1 + pen.write(1, y, width / 2, Role::Key, &label) + 1;
    let end = width.saturating_sub(1);
    let room = end.saturating_sub(x).max(1);
    let said = if asking.about == About::Find { answer(state, plan) } else { Vec::new() };
    let beside = if asking.used.is_empty() {
        said.first().map_or(0, |(_, text)| cells(text) + 3)
    } else {
        room / 2
    };
    let field = room.saturating_sub(beside).max(FIELD.min(room));
    let (window, at) = asking.field.window(field.into());
    let shown = &asking.field.text()[window];
    pen.write(x, y, field, Role::Typing, shown);
    let cursor = (x + u16::try_from(at).unwrap_or(0), y);
    let mut x = x + cells(shown).max(1) + 3;
    let mut say = |role, text: &str, whole: bool| {
        let fits = x + cells(text) <= end;
        if x < end && (fits || !whole) {
            x += pen.write(x, y, end - x, role, text) + 3;
        }
        fits
    };
    for (role, text) in &said {
        say(*role, text, false);
    }
    if let Some(problem) = &asking.problem {
        say(Role::Error, problem, false);
    } else {
        for value in asking.suggestions() {
            let chosen = asking.completed.is_some() && value == asking.field.text();
            if !say(if chosen { Role::Text } else { Role::Dim }, value, true) {
                break;
            }
        }
    }
    Some(cursor)
}

/// How many have it, and where it stands when that is not to be seen.
fn answer(state: &State, plan: &Plan) -> Vec<(Role, String)> {
    let find = &state.find;
    if find.shown_needle().is_none() {
        return Vec::new();
    }
    if let Some(report) = state.report.as_ref().filter(|_| state.pages.is_empty()) {
        let count = report.hits.len();
        return vec![match report.place() {
            _ if count == 0 => (Role::Warning, words::NOTHING_FOUND.to_owned()),
            Some(at) => (Role::Text, words::place_of(at + 1, count)),
            None => (Role::Text, words::found(count)),
        }];
    }
    if find.hits.is_empty() {
        return vec![(Role::Warning, words::NOTHING_FOUND.to_owned())];
    }
    let count = find.hits.len();
    let place = find.place(&state.focus);
    let mut said = vec![(
        Role::Text,
        place.map_or_else(|| words::found(count), |at| words::place_of(at + 1, count)),
    )];
    said.extend(crate::ui::layout::found::unseen(state, plan).map(|text| (Role::Dim, text)));
    said
}

pub(super) fn asking_items(about: About) -> Vec<(String, &'static str)> {
    let items: &[(&str, &str)] = match about {
        About::Find => &[
            ("enter", words::FOOTER_STAY),
            ("down", words::FOOTER_NEXT),
            ("esc", words::FOOTER_BACK),
        ],
        About::Maps => &[
            ("enter", words::FOOTER_OPEN_MAP),
            ("down", words::FOOTER_NEXT),
            ("esc", words::FOOTER_BACK),
        ],
        About::Text => &[("enter", words::FOOTER_ONLY), ("esc", words::FOOTER_BACK)],
        About::Owner | About::Channel | About::Tag => &[
            ("enter", words::FOOTER_ONLY),
            ("tab", words::FOOTER_COMPLETE),
            ("esc", words::FOOTER_BACK),
        ],
    };
    items.iter().map(|(key, what)| ((*key).to_owned(), *what)).collect()
}
