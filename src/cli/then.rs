//! `cjm show MAP --view curve --against MAP@review`: how it felt then and how
//! it feels now.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::bail;
use serde::Serialize;

use super::moment::{Moment, moment};
use super::opening::opened;
use super::output;
use super::place::Place;
use super::show::{Asked, asked_for, state};
use crate::model::{Day, Emotion, JourneyMap};
use crate::ui::look_back::LookBack;
use crate::ui::sentences::Then;
use crate::ui::view;
use crate::words;

/// Both states as JSON.
#[derive(Serialize)]
struct Report<'m> {
    map: &'m str,
    /// As it was asked for.
    against: &'m str,
    /// The day of the snapshot, where it is one.
    on: Option<Day>,
    /// All that are there now, in the order of the map.
    touchpoints: Vec<Row<'m>>,
}

#[derive(Serialize)]
struct Row<'m> {
    stage: &'m str,
    id: &'m str,
    title: &'m str,
    /// It is beside the route.
    detour: bool,
    /// It was not there then.
    new: bool,
    /// How it felt; null where it was not rated or not there.
    then: Option<i8>,
    emotion: Option<i8>,
}

pub(super) fn run(
    place: &Place,
    map: Option<&OsStr>,
    against: &OsStr,
    asked: &Asked,
) -> anyhow::Result<u8> {
    let format = asked.format.of("how it felt then")?;
    let (path, at) = moment(place, against)?;
    let shown = match map {
        None if at.is_some() => path.clone(),
        map => asked_for(place, map)?,
    };
    let is_same = resolved(place, &shown) == resolved(place, &path);
    // as for cjm diff, the map alone is its newest review
    let at = match at {
        at if is_same => at.unwrap_or(Moment::Review),
        _ => bail!("{}", words::NOT_THE_SAME_MAP),
    };
    let map = opened(place, &shown)?;
    let found = at.find(place, &shown)?;
    if let Some(said) = &found.said {
        output::remark(said);
    }
    let against = against.to_string_lossy();
    let back = match (found.on, &at) {
        (Some(on), _) => LookBack::to(&Then { on, map: found.map.into() }, asked.day()),
        (None, Moment::Revision(name)) => LookBack::named(name, &found.map),
        (None, _) => LookBack::named(&against, &found.map),
    };
    let report = report(&map, &back, &against);
    output::value_or_lines(format, &report, || lines(place, map.clone(), &back, asked))?;
    Ok(0)
}

fn resolved(place: &Place, path: &Path) -> std::path::PathBuf {
    let named = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    place.fs.resolve(&named).unwrap_or(named)
}

fn lines(place: &Place, map: JourneyMap, back: &LookBack, asked: &Asked) -> Vec<String> {
    let width = asked.cells();
    let mut lines = words::map_head(&map, width);
    lines.push(String::new());
    let felt = words::felt_list(&map, &back.felt, &back.when, width);
    let cells = u16::try_from(width).unwrap_or(u16::MAX);
    let mut state = state(place, map, cells);
    state.look_back = Some(Box::new(back.clone()));
    lines.extend(view::print_curve(&state, cells));
    lines.push(String::new());
    lines.extend(felt);
    lines
}

fn report<'m>(map: &'m JourneyMap, back: &'m LookBack, against: &'m str) -> Report<'m> {
    let rows = map.stages.iter().flat_map(|stage| {
        stage.touchpoints.iter().map(|it| Row {
            stage: stage.id.as_str(),
            id: it.id.as_str(),
            title: &it.title,
            detour: it.detour,
            new: !back.felt.has(&it.id),
            then: back.felt.emotion(&it.id).map(Emotion::get),
            emotion: it.emotion.map(Emotion::get),
        })
    });
    Report {
        map: &map.title,
        against,
        on: back.on.map(|kept| kept.day),
        touchpoints: rows.collect(),
    }
}
