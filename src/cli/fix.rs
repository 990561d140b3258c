//! `cjm fix`: what to fix first, and why.

use std::ffi::OsStr;

use serde::Serialize;

use super::opening::opened;
use super::place::Place;
use super::rows::{Table, listed};
use super::show::{WIDTH, asked_for, terminal_width, today};
use super::{TableFormat, output};
use crate::insight::breaks::{
    Break, Breaks, Derived, Facts, Frequency, GRAVE, Impact, Mended, OFTEN, breaks,
};
use crate::insight::quick_win;
use crate::model::{Day, Scale, Text};
use crate::words;
use crate::words::rows::frequency_kind;

/// What is asked for.
pub(super) struct Asked {
    /// How wide to print, in cells.
    pub(super) width: Option<u16>,
    /// The day that counts as today.
    pub(super) today: Option<Day>,
    /// How to print.
    pub(super) format: TableFormat,
}

pub(super) fn run(place: &Place, map: Option<&OsStr>, asked: Asked) -> anyhow::Result<u8> {
    let path = asked_for(place, map)?;
    let map = opened(place, &path)?;
    let found = breaks(&map);
    let today = asked.today.unwrap_or_else(today);
    let width = asked.width.or_else(terminal_width).unwrap_or(WIDTH);
    if asked.format == TableFormat::Json {
        output::json(&Report::of(&map.title, &found, today))?;
        return Ok(0);
    }
    let lines = words::fix_lines(&found, today, width.into());
    let table = listed(&map, Table::Fix, today);
    output::table(asked.format, || table.rows(&map, today), || lines)?;
    Ok(0)
}

/// Where a map breaks, as JSON.
#[derive(Serialize)]
struct Report<'m> {
    map: &'m str,
    today: Day,
    sentence: String,
    breaks: Vec<Row<'m>>,
    mended: Vec<MendedRow<'m>>,
}

#[derive(Serialize)]
struct Row<'m> {
    /// From 1.
    place: usize,
    stage: &'m str,
    touchpoint: &'m str,
    title: &'m str,
    owner: Option<&'m str>,
    /// Level × impact, 1 to 25.
    rank: u8,
    frequency: FrequencyRow,
    impact: ImpactRow,
    /// Level 3 and more.
    often: bool,
    /// Impact 4 and more.
    grave: bool,
    /// When all that was to be done was done, where it breaks all the same.
    fixed: Option<Day>,
    /// What is still to be done, the next first.
    actions: Vec<ActionRow<'m>>,
}

#[derive(Serialize)]
struct MendedRow<'m> {
    stage: &'m str,
    touchpoint: &'m str,
    title: &'m str,
    fixed: Option<Day>,
    /// What it was before.
    frequency: FrequencyRow,
    /// Whether nothing was counted since.
    waits: bool,
}

#[derive(Serialize)]
struct FrequencyRow {
    /// `per_1000_orders`, `tickets`, `votes`, `estimate`.
    kind: &'static str,
    value: f64,
    month: Option<String>,
    /// 1 to 5; none for what is mended.
    level: Option<u8>,
    /// `rising`, `falling`, `steady`; none where nothing was counted before.
    trend: Option<&'static str>,
}

#[derive(Serialize)]
struct ImpactRow {
    /// `given`, `derived`, `unknown`.
    kind: &'static str,
    /// 1 to 5; none where it is unknown.
    value: Option<u8>,
    /// What it is derived from, 1 to 5 each.
    emotion: Option<f64>,
    csat: Option<f64>,
    importance: Option<f64>,
    drop_off: Option<f64>,
}

#[derive(Serialize)]
struct ActionRow<'m> {
    id: &'m str,
    title: &'m str,
    owner: Option<&'m str>,
    due: Option<Day>,
    effort: Option<u8>,
    benefit: Option<u8>,
    quick_win: bool,
}

impl<'m> Report<'m> {
    fn of(map: &'m Text, found: &'m Breaks, today: Day) -> Self {
        Self {
            map,
            today,
            sentence: words::fix_sentence(found, today),
            breaks: found.open.iter().enumerate().map(|(n, it)| Row::of(n + 1, it)).collect(),
            mended: found.mended.iter().map(MendedRow::of).collect(),
        }
    }
}

impl<'m> Row<'m> {
    fn of(place: usize, it: &'m Break) -> Self {
        let facts = &it.facts;
        let actions = words::open_actions(facts);
        Self {
            place,
            stage: facts.stage.id.as_str(),
            touchpoint: facts.touchpoint.id.as_str(),
            title: &facts.touchpoint.title,
            owner: written(&facts.touchpoint.owner),
            rank: it.rank(),
            frequency: FrequencyRow::of(facts, Some(it.level)),
            impact: ImpactRow::of(facts.impact),
            often: it.level.get() >= OFTEN,
            grave: facts.impact.ranked() >= GRAVE,
            fixed: facts.fixed,
            actions: actions
                .into_iter()
                .map(|action| ActionRow {
                    id: action.id.as_str(),
                    title: &action.title,
                    owner: written(&action.owner),
                    due: action.due,
                    effort: action.effort.map(Scale::get),
                    benefit: action.benefit.map(Scale::get),
                    quick_win: quick_win(action),
                })
                .collect(),
        }
    }
}

impl<'m> MendedRow<'m> {
    fn of(facts: &'m Facts) -> Self {
        Self {
            stage: facts.stage.id.as_str(),
            touchpoint: facts.touchpoint.id.as_str(),
            title: &facts.touchpoint.title,
            fixed: facts.fixed,
            frequency: FrequencyRow::of(facts, None),
            waits: facts.mended == Some(Mended::Waits),
        }
    }
}

impl FrequencyRow {
    fn of(facts: &Facts, level: Option<Scale>) -> Self {
        let frequency: Frequency = facts.frequency;
        Self {
            kind: frequency_kind(frequency.kind()),
            value: frequency.value(),
            month: frequency.month().map(|month| month.to_string()),
            level: level.map(Scale::get),
            trend: words::break_trend(facts).map(|(_, word)| word),
        }
    }
}

impl ImpactRow {
    fn of(impact: Impact) -> Self {
        let value = impact.known().map(Scale::get);
        let bare = |kind| Self {
            kind,
            value,
            emotion: None,
            csat: None,
            importance: None,
            drop_off: None,
        };
        match impact {
            Impact::Given(_) => bare("given"),
            Impact::Unknown => bare("unknown"),
            Impact::Derived(Derived { emotion, csat, importance, drop_off, .. }) => {
                Self { kind: "derived", value, emotion, csat, importance, drop_off }
            }
        }
    }
}

fn written(text: &Text) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
