//! A table on the screen: its rows, and the one that keys act on. Made anew
//! only where the map, the day or the order is another one.

use std::collections::HashSet;
use std::sync::Arc;

use super::command::Command;
use super::filter::{Filter, Shown};
use super::state::{State, ViewKind};
use crate::insight::breaks::{Breaks, Facts, Low, breaks};
use crate::insight::missing::{Finding, errors_first};
use crate::insight::{self, ActionOrder, TwoByTwo};
use crate::model::{Address, Day, Holder, JourneyMap};
use crate::text::fold;
use crate::words;
use crate::words::rows::{Listed, Rows};
use crate::words::sheet::{Row, Sheet};

/// A table over the map.
#[derive(Debug, Clone)]
pub struct Report {
    /// The table.
    pub sheet: Sheet,
    /// Which row keys act on, from 0.
    pub chosen: usize,
    /// Which rows have what is looked for, in their order.
    pub hits: Vec<usize>,
    /// What its pictures show, where it is the table of what to fix first.
    pub fixes: Option<Fixes>,
    /// The thing whose row is chosen as soon as it has one.
    pub wanted: Option<Address>,
    of: Source,
    /// What had the focus when the row was chosen.
    seen: Option<Holder>,
    /// The rows folded for searching, once something was looked for.
    folded: Option<Vec<String>>,
}

/// What fails, as far as it is shown, and what can be done.
#[derive(Debug, Clone)]
pub struct Fixes {
    /// What fails, and what is mended.
    pub breaks: Breaks,
    /// How often and how grave that is.
    pub frequency_impact: TwoByTwo,
    /// How much work and use is in what is to be done about it.
    pub effort_benefit: TwoByTwo,
    /// The row of each action of that picture.
    pub rows: Vec<usize>,
    today: Day,
}

impl Fixes {
    fn of(found: Breaks, today: Day) -> Self {
        // an action of a stage may be about several touchpoints
        let mut seen = HashSet::new();
        let (mut rows, mut actions) = (Vec::new(), Vec::new());
        for (row, it) in found.open.iter().enumerate() {
            for action in words::open_actions(&it.facts) {
                let is_placed = action.effort.is_some() && action.benefit.is_some();
                if is_placed && seen.insert(&action.id) {
                    rows.push(row);
                    actions.push(action);
                }
            }
        }
        let effort_benefit = TwoByTwo::of_actions(actions);
        let frequency_impact = TwoByTwo::of_breaks(&found.open);
        Self { frequency_impact, effort_benefit, rows, today, breaks: found }
    }

    /// What is known of the touchpoint of a row, from 0.
    pub fn facts(&self, row: usize) -> Option<&Facts> {
        match row.checked_sub(self.breaks.open.len()) {
            None => self.breaks.open.get(row).map(|it| &it.facts),
            Some(row) => self.breaks.mended.get(row),
        }
    }

    /// What a row does not say, in one line.
    pub(crate) fn details(&self, row: usize) -> Option<String> {
        self.facts(row).map(|facts| words::fix_details(facts, self.today))
    }
}

/// What a table is made of.
#[derive(Debug, Clone)]
struct Source {
    view: ViewKind,
    map: Arc<JourneyMap>,
    today: Day,
    order: ActionOrder,
    filter: Filter,
    /// What is missing, where that is shown.
    missing: Arc<Vec<Arc<Finding>>>,
}

impl Source {
    fn is(&self, other: &Self) -> bool {
        self.view == other.view
            && Arc::ptr_eq(&self.map, &other.map)
            && self.today == other.today
            && self.order == other.order
            && self.filter == other.filter
    }

    /// What it lists, as far as the filter shows it.
    fn listed(&self, shown: &Shown) -> Listed<'_> {
        let map = &*self.map;
        let holds = |holder: &Holder| match holder {
            Holder::Stage(_) => true,
            Holder::Touchpoint(spot) => {
                map.position(spot).is_some_and(|(column, row)| shown.rows(map, column).holds(row))
            }
        };
        let holds = |holder: &dyn Fn() -> Holder| !shown.is_filtered() || holds(&holder());
        match self.view {
            ViewKind::Fix => {
                let mut found = breaks(map);
                let is_shown = |facts: &Facts| holds(&|| Holder::Touchpoint(facts.spot()));
                found.open.retain(|it| is_shown(&it.facts));
                found.mended.retain(is_shown);
                let low = Low::of(map, |spot| holds(&|| Holder::Touchpoint(spot.clone())));
                Listed::Fix(found, low)
            }
            ViewKind::Missing => {
                let found = self.missing.iter().filter(|finding| {
                    let holder = finding.at.holder();
                    holder.is_none_or(|holder| holds(&|| holder.clone()))
                });
                let mut found: Vec<_> = found.cloned().collect();
                errors_first(&mut found);
                Listed::Missing(found)
            }
            ViewKind::Results => {
                let is_shown = shown.actions();
                let all = insight::results(map).filter(|it| is_shown(&it.placed));
                Listed::Results(all.collect())
            }
            ViewKind::Risks => {
                Listed::Risks(insight::risks(map).filter(|it| holds(&|| it.holder())).collect())
            }
            _ => {
                let mut all: Vec<_> = insight::actions(map).filter(shown.actions()).collect();
                self.order.sort(&mut all);
                Listed::Actions(all, self.order)
            }
        }
    }

    fn sheet(&self, shown: &Shown, state: &State) -> (Sheet, Option<Fixes>) {
        let listed = self.listed(shown);
        let key = state.keymap.call_of(match listed {
            Listed::Fix(..) => Command::ViewMissing,
            _ => Command::NextOrder,
        });
        let sheet = listed.sheet(&self.map, self.today, &key);
        let fixes = match listed {
            Listed::Fix(found, _) => Some(Fixes::of(found, self.today)),
            _ => None,
        };
        (sheet, fixes)
    }
}

impl Report {
    /// The row that keys act on.
    pub fn row(&self) -> Option<&Row> {
        self.sheet.rows.get(self.chosen)
    }

    /// What the row stands for that keys act on.
    pub fn at(&self) -> Option<&Address> {
        self.row().map(|row| &row.at)
    }

    /// The table as values, with what it leaves out.
    pub(super) fn rows(&self, shown: &Shown) -> Rows {
        let mut rows = self.of.listed(shown).rows(&self.of.map, self.of.today);
        if shown.is_filtered() {
            rows.below.insert(0, words::only_with(&shown.filter().conditions()));
        }
        rows
    }

    /// The row that stands for a thing, or for that part of it.
    pub fn row_of(&self, at: &Address, part: &str) -> Option<usize> {
        self.sheet.rows.iter().position(|row| row.at == *at && row.part == part)
    }

    /// The rows that hold `needle`, which went through [`fold`].
    pub(crate) fn look_for(&mut self, needle: &str) {
        self.hits.clear();
        if needle.is_empty() {
            return;
        }
        let rows = &self.sheet.rows;
        let folded = self.folded.get_or_insert_with(|| {
            let line = |row: &Row| {
                row.cells.iter().map(|cell| fold(cell.text())).collect::<Vec<_>>().join("\n")
            };
            rows.iter().map(line).collect()
        });
        let has = folded.iter().enumerate().filter(|(_, text)| text.contains(needle));
        self.hits.extend(has.map(|(row, _)| row));
    }

    /// Which of the hits is the chosen row, from 0.
    pub fn place(&self) -> Option<usize> {
        self.hits.binary_search(&self.chosen).ok()
    }

    /// The hit after the chosen row, or before it; and whether that goes
    /// around the end.
    pub(crate) fn next_hit(&self, forward: bool) -> Option<(usize, bool)> {
        let (next, around) = if forward {
            let next = self.hits.iter().find(|row| **row > self.chosen);
            (next, self.hits.first())
        } else {
            let next = self.hits.iter().rev().find(|row| **row < self.chosen);
            (next, self.hits.last())
        };
        next.map(|row| (*row, false)).or_else(|| around.map(|row| (*row, true)))
    }

    /// The row that is chosen when the focus is on `holder`: the chosen one
    /// where it belongs to that, else the first that does.
    fn row_at(&self, holder: &Holder) -> Option<usize> {
        let is_its = |row: &Row| row.at.holder().as_ref() == Some(holder);
        if self.sheet.rows.get(self.chosen).is_some_and(is_its) {
            return Some(self.chosen);
        }
        self.sheet.rows.iter().position(is_its)
    }
}

/// Brings the table up to what the state is now. The chosen row stays on its
/// thing; where something else moved the focus, the row goes along.
pub(super) fn follow(state: &mut State, today: Day) {
    if !state.view.is_table() {
        state.report = None;
        return;
    }
    let map = Arc::clone(state.draft.map());
    let missing = match state.view {
        ViewKind::Missing => state.lacking.all(&map, today),
        _ => Arc::default(),
    };
    let of = Source {
        view: state.view,
        map,
        today,
        order: state.order,
        filter: state.shown.filter().clone(),
        missing,
    };
    let before = state.report.take();
    let mut report = match before {
        Some(report) if report.of.is(&of) => report,
        before => {
            let (sheet, fixes) = of.sheet(&state.shown, state);
            let mut made = Box::new(Report {
                sheet,
                chosen: 0,
                hits: Vec::new(),
                fixes,
                wanted: None,
                of,
                seen: None,
                folded: None,
            });
            if let Some(before) = before.filter(|before| before.of.view == made.of.view) {
                let row = before.row().and_then(|row| made.row_of(&row.at, row.part));
                made.chosen = row.unwrap_or(before.chosen);
                made.seen = before.seen;
                made.wanted = before.wanted;
            }
            made.look_for(state.find.shown_needle().unwrap_or_default());
            made
        }
    };
    let holder = state.focus.holder();
    if holder != report.seen {
        if let Some(row) = holder.as_ref().and_then(|holder| report.row_at(holder)) {
            report.chosen = row;
        }
        report.seen = holder;
    }
    if let Some(row) = report.wanted.take().and_then(|at| report.row_of(&at, "")) {
        report.chosen = row;
    }
    report.chosen = report.chosen.min(report.sheet.rows.len().saturating_sub(1));
    state.report = Some(report);
}
