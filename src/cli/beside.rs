//! `cjm show MAP --against OTHER`: two maps beside each other, by stage.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::bail;
use serde::Serialize;

use super::moment::moment;
use super::opening::opened;
use super::output;
use super::place::Place;
use super::show::{Asked, asked_for};
use crate::insight::{CardPair, StagePair, Summary, beside};
use crate::model::{Emotion, JourneyMap, Stage, Touchpoint};
use crate::words;

/// Both maps as JSON.
#[derive(Serialize)]
struct Report<'m> {
    map: Side<'m>,
    against: Side<'m>,
    stages: Vec<StageRow<'m>>,
}

#[derive(Serialize)]
struct Side<'m> {
    title: &'m str,
    persona: &'m str,
}

/// A stage: null on the side that does not have it.
#[derive(Serialize)]
struct StageRow<'m> {
    map: Option<StageSide<'m>>,
    against: Option<StageSide<'m>>,
    /// The mean of `against` less that of `map`.
    difference: Option<f64>,
    /// All touchpoints, in the order of the text.
    touchpoints: Vec<CardRow<'m>>,
}

#[derive(Serialize)]
struct StageSide<'m> {
    id: &'m str,
    name: &'m str,
    mean: Option<f64>,
    worst: Option<i8>,
}

/// A touchpoint: null on the side that does not have it.
#[derive(Serialize)]
struct CardRow<'m> {
    map: Option<CardSide<'m>>,
    against: Option<CardSide<'m>>,
    /// The emotion of `against` less that of `map`, -4 to 4.
    difference: Option<i8>,
}

#[derive(Serialize)]
struct CardSide<'m> {
    id: &'m str,
    title: &'m str,
    /// The id of the stage it stands in.
    stage: &'m str,
    emotion: Option<i8>,
}

pub(super) fn run(
    place: &Place,
    map: Option<&OsStr>,
    against: &OsStr,
    asked: &Asked,
) -> anyhow::Result<u8> {
    let format = asked.format.of("two maps beside each other")?;
    let path = asked_for(place, map)?;
    let (other, at) = moment(place, against)?;
    if at.is_some() {
        bail!("{}", words::THEN_ON_THE_CURVE);
    }
    let files = [&path, &other].map(|path| stem(path));
    let (one, other) = (opened(place, &path)?, opened(place, &other)?);
    let pairs = beside(&one, &other);
    let report = Report {
        map: side(&one),
        against: side(&other),
        stages: pairs.iter().map(stage_row).collect(),
    };
    output::value_or_lines(format, &report, || {
        let width = asked.cells();
        let files = files.each_ref().map(String::as_str);
        let names = words::names_beside([&one, &other], files);
        let mut lines = words::map_head(&one, width);
        lines.push(String::new());
        lines.extend(words::map_head(&other, width));
        lines.push(String::new());
        lines.extend(words::beside_sheet(&pairs, &names).print(width));
        lines
    })?;
    Ok(0)
}

/// The name of a file, which is what commands call a map of the library.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn side(map: &JourneyMap) -> Side<'_> {
    Side { title: &map.title, persona: &map.persona.name }
}

fn stage_row<'m>(pair: &StagePair<'m>) -> StageRow<'m> {
    let [here, there] = pair.summaries();
    StageRow {
        map: stage_side(pair.one, here),
        against: stage_side(pair.other, there),
        difference: pair.difference(),
        touchpoints: pair.cards.iter().map(card_row).collect(),
    }
}

fn stage_side(stage: Option<&Stage>, summary: Option<Summary>) -> Option<StageSide<'_>> {
    let (stage, summary) = (stage?, summary?);
    Some(StageSide {
        id: stage.id.as_str(),
        name: &stage.name,
        mean: summary.mean(),
        worst: summary.worst.map(Emotion::get),
    })
}

fn card_row<'m>(pair: &CardPair<'m>) -> CardRow<'m> {
    let side = |(stage, card): (&'m Stage, &'m Touchpoint)| CardSide {
        id: card.id.as_str(),
        title: &card.title,
        stage: stage.id.as_str(),
        emotion: card.emotion.map(Emotion::get),
    };
    CardRow {
        map: pair.one.map(side),
        against: pair.other.map(side),
        difference: pair.difference(),
    }
}
