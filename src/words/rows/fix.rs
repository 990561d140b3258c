//! What to fix first as rows: what fails by rank, and below it what is mended.

use super::{Column, Field, Placed, Rows, Value, place};
use crate::insight::breaks::{Break, Breaks, Facts, FrequencyKind, Impact, Mended};
use crate::insight::quick_win;
use crate::model::{Action, Touchpoint};
use crate::words::breaks::in_any_year;
use crate::words::{break_trend, impact, open_actions};

/// Something that fails with its place, or something mended.
struct Failing<'a> {
    facts: &'a Facts,
    /// From 1, and what it is among the others.
    open: Option<(usize, &'a Break)>,
}

impl Failing<'_> {
    fn next(&self) -> Option<&Action> {
        let open = self.open.map(|_| open_actions(self.facts)).unwrap_or_default();
        open.into_iter().next()
    }
}

impl Placed for Failing<'_> {
    fn stage(&self) -> &str {
        &self.facts.stage.name
    }
    fn touchpoint(&self) -> Option<&Touchpoint> {
        Some(&self.facts.touchpoint)
    }
}

/// What a frequency is, for programs.
pub fn frequency_kind(kind: FrequencyKind) -> &'static str {
    match kind {
        FrequencyKind::PerThousand => "per_1000_orders",
        FrequencyKind::Tickets => "tickets",
        FrequencyKind::Votes => "votes",
        FrequencyKind::Estimate => "estimate",
    }
}

pub(super) fn rows(breaks: &Breaks) -> Rows {
    let open = breaks.open.iter().enumerate();
    let open = open.map(|(n, it)| Failing { facts: &it.facts, open: Some((n + 1, it)) });
    let mended = breaks.mended.iter().map(|facts| Failing { facts, open: None });
    Rows::of(&fields(), open.chain(mended))
}

fn fields<'a>() -> Vec<Field<Failing<'a>>> {
    let before: [Field<Failing<'a>>; 1] = [(Column::figure("place", "place"), |it| {
        Value::whole(it.open.and_then(|(place, _)| i64::try_from(place).ok()))
    })];
    before.into_iter().chain(place()).chain(how_often()).chain(how_grave()).chain(done()).collect()
}

fn how_often<'a>() -> [Field<Failing<'a>>; 5] {
    [
        (Column::new("frequency", "how often"), |it| {
            let frequency = it.facts.frequency;
            Value::number(Some(frequency.value())).said(in_any_year(frequency))
        }),
        (Column::exact("frequency_kind"), |it| {
            Value::text(frequency_kind(it.facts.frequency.kind()))
        }),
        (Column::exact("month"), |it| {
            let month = it.facts.frequency.month();
            month.map_or(Value::NOTHING, |month| Value::text(month.to_string()))
        }),
        (Column::new("trend", "trend"), |it| {
            Value::text_of(break_trend(it.facts).map(|(_, word)| word))
        }),
        (Column::exact("level"), |it| Value::whole(it.open.map(|(_, it)| it.level.get()))),
    ]
}

fn how_grave<'a>() -> [Field<Failing<'a>>; 3] {
    [
        (Column::figure("impact", "impact"), |it| {
            let known = it.facts.impact.known();
            Value::whole(known.map(|known| known.get())).said(impact(it.facts.impact))
        }),
        (Column::exact("impact_kind"), |it| {
            Value::text(match it.facts.impact {
                Impact::Given(_) => "given",
                Impact::Derived(_) => "derived",
                Impact::Unknown => "unknown",
            })
        }),
        (Column::figure("rank", "level × impact"), |it| {
            Value::whole(it.open.map(|(_, it)| it.rank()))
        }),
    ]
}

fn done<'a>() -> [Field<Failing<'a>>; 7] {
    [
        (Column::new("owner", "owner"), |it| Value::text(&*it.facts.touchpoint.owner)),
        (Column::new("state", "state"), |it| match it.facts.mended {
            None => Value::text("open"),
            Some(Mended::Waits) => Value::text("waits").said("mended, waits for figures"),
            Some(Mended::Gone(_)) => Value::text("gone").said("mended, no tickets any more"),
        }),
        (Column::new("fixed", "fixed"), |it| Value::day(it.facts.fixed)),
        (Column::new("next_action", "what is done next"), |it| {
            Value::text_of(it.next().map(|next| &*next.title))
        }),
        (Column::new("next_owner", "by"), |it| Value::text_of(it.next().map(|next| &*next.owner))),
        (Column::new("next_due", "due"), |it| Value::day(it.next().and_then(|next| next.due))),
        (Column::new("quick_win", "quick win"), |it| {
            Value::flag(it.next().is_some_and(quick_win), "yes")
        }),
    ]
}
