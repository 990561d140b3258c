//! `cjm recover [MAP] [--take N]`: what can be brought back, and bringing it back.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use serde::Serialize;

use super::place::Place;
use super::{Format, output};
use crate::app::offer;
use crate::store::library::{Library, is_path};
use crate::store::recover::{Item, Kind, Lost};
use crate::ui::writing::Typed;
use crate::{text, words};

/// One line of the list as JSON.
#[derive(Serialize)]
struct Row {
    number: usize,
    /// `unsaved`, `unreadable`, `cut-off`, `before-cut-off`, `backup`, `trash`.
    kind: &'static str,
    /// The file of the map, be it there or not.
    map: Option<String>,
    /// Where it is kept.
    kept: String,
    /// With the offset of the time zone.
    when: Option<String>,
    /// In bytes.
    size: u64,
    /// None where it cannot be read.
    title: Option<String>,
    touchpoints: Option<usize>,
    /// Of unsaved work.
    steps: Option<usize>,
    /// What was being typed.
    typing: Option<String>,
    same_as_file: bool,
    /// Why it cannot be read, or not all of it.
    problem: Option<String>,
}

/// What to do with the list.
pub(super) struct Asked {
    /// The number to bring back; none: print the list.
    pub(super) take: Option<usize>,
    /// Where to.
    pub(super) output: Option<PathBuf>,
    /// How to print.
    pub(super) format: Format,
}

pub(super) fn run(place: &Place, map: Option<&OsStr>, asked: Asked) -> anyhow::Result<u8> {
    let places = place.places()?;
    let path = match map {
        // a map that is lost is not in the library
        Some(map) => {
            Some(Library::new(&*place.fs, places).locate(map).map_err(|error| anyhow!("{error}"))?)
        }
        None => None,
    };
    let lost = Lost::new(&*place.fs, places);
    let found = lost.find(path.as_deref()).map_err(|error| anyhow!("{error}"))?;
    let typed = path.as_deref().map(|path| offer::typed_name(&*place.fs, places, path));
    if let Some(number) = asked.take {
        let item = number.checked_sub(1).and_then(|index| found.items.get(index));
        let Some(item) = item else {
            bail!("{}", words::no_such_number(number, found.items.len()));
        };
        return take(place, &lost, item, asked.output.as_deref());
    }
    if found.items.is_empty() && path.is_some() {
        unknown(place, map)?;
    }
    let rows: Vec<Row> =
        found.items.iter().enumerate().map(|(at, item)| row(at + 1, item)).collect();
    output::value_or_lines(asked.format, &rows, || {
        if rows.is_empty() {
            return vec![words::nothing_to_recover(typed.as_deref())];
        }
        let mut lines = table(place, &found.items, path.is_none());
        lines.push(String::new());
        if found.items.iter().any(|item| matches!(item.kind, Kind::Unsaved { .. })) {
            lines.push(words::COMES_BACK_BY_ITSELF.into());
        }
        if found.older_backups > 0 {
            lines.push(words::older_backups(found.older_backups));
        }
        lines.push(words::how_to_take(typed.as_deref()));
        lines
    })?;
    Ok(0)
}

/// A name that nothing is known by is most likely mistyped.
fn unknown(place: &Place, map: Option<&OsStr>) -> anyhow::Result<()> {
    match map {
        Some(map) if is_path(map) => match place.fs.stat(Path::new(map)) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                bail!("there is no file {}, and nothing of it is kept", map.display())
            }
            _ => Ok(()),
        },
        Some(map) => place.locate(map).map(drop),
        None => Ok(()),
    }
}

fn take(place: &Place, lost: &Lost<'_>, item: &Item, to: Option<&Path>) -> anyhow::Result<u8> {
    if to.is_some_and(|to| to == Path::new("-")) {
        let bytes = lost.bytes(item).map_err(|error| anyhow!("{error}"))?;
        output::bytes(&bytes)?;
    } else {
        let made = lost.restore(item, to).map_err(|error| anyhow!("{error}"))?;
        let made = std::path::absolute(&made).context("could not tell where the file is")?;
        let map = match place.places() {
            Ok(places) => offer::typed_name(&*place.fs, places, &made),
            Err(_) => words::in_shell(&made.display().to_string()),
        };
        let made = made.display().to_string();
        output::lines([
            words::brought_back(offer::kind(item), &offer::when(item.when), &content(item), &made),
            words::how_to_open(&map),
        ])?;
    }
    // a person reads these, also where the map goes to a program
    if let Some(typed) = typing(item) {
        output::remark(&words::kept_typing(&typed));
    }
    if let Some(cut) = cut(item) {
        output::remark(&words::kept_cut(cut));
    }
    if item.is_current {
        output::remark(words::SAME_AS_FILE_NOTE);
    }
    Ok(0)
}

fn table(place: &Place, items: &[Item], with_maps: bool) -> Vec<String> {
    let name = |item: &Item| match (&item.map, place.places()) {
        (Some(map), Ok(places)) if with_maps => offer::typed_name(&*place.fs, places, map),
        _ if with_maps => "-".to_owned(),
        _ => String::new(),
    };
    let widest = |texts: &[String]| texts.iter().map(|it| text::shown_width(it)).max().unwrap_or(0);
    let kinds: Vec<String> = items.iter().map(|item| offer::kind(item).to_owned()).collect();
    let names: Vec<String> =
        items.iter().map(|item| text::display(&name(item)).into_owned()).collect();
    let (kind_width, name_width) = (widest(&kinds), widest(&names));
    let number_width = items.len().to_string().len();
    let columns = kinds.iter().zip(&names);
    items
        .iter()
        .zip(columns)
        .enumerate()
        .map(|(at, (item, (kind, name)))| {
            let when = offer::when(item.when);
            let name = if with_maps {
                format!("{}  ", text::pad(name, name_width))
            } else {
                String::new()
            };
            format!(
                "{:number_width$}  {when:16}  {}  {name}{}",
                at + 1,
                text::pad(kind, kind_width),
                about(item)
            )
        })
        .collect()
}

/// What is in an item, in one line.
fn about(item: &Item) -> String {
    let mut parts = vec![content(item)];
    if item.content.is_ok() {
        parts.push(words::size(item.len));
    }
    if let Kind::Unsaved { steps: steps @ 1.., .. } = item.kind {
        parts.push(words::kept_steps(steps));
    }
    parts.extend(typing(item).map(|typed| words::kept_typing(&typed)));
    parts.extend(cut(item).map(words::kept_cut));
    if item.is_current {
        parts.push(words::SAME_AS_FILE.into());
    }
    parts.join(", ")
}

fn content(item: &Item) -> String {
    match &item.content {
        Ok(content) => words::kept_content(&content.title, content.touchpoints),
        Err(why) => words::kept_unreadable(why, &item.kept.display().to_string()),
    }
}

fn typing(item: &Item) -> Option<String> {
    let Kind::Unsaved { typing: Some(typing), .. } = &item.kind else { return None };
    let typed = serde_json::from_str::<Typed>(typing).map(|typed| typed.text);
    // what another version of the screen wrote is shown as it is
    Some(typed.unwrap_or_else(|_| typing.clone()))
}

fn cut(item: &Item) -> Option<&str> {
    match (&item.kind, &item.content) {
        (Kind::Unsaved { cut: Some(cut), .. }, Ok(_)) => Some(cut),
        _ => None,
    }
}

fn row(number: usize, item: &Item) -> Row {
    let when = item.when.and_then(|when| jiff::Zoned::try_from(when).ok());
    let content = item.content.as_ref().ok();
    Row {
        number,
        kind: match item.kind {
            Kind::Unsaved { .. } => "unsaved",
            Kind::Unreadable(_) => "unreadable",
            Kind::CutOff => "cut-off",
            Kind::BeforeCutOff => "before-cut-off",
            Kind::Backup => "backup",
            Kind::Trash => "trash",
        },
        map: item.map.as_ref().map(|map| map.display().to_string()),
        kept: item.kept.display().to_string(),
        when: when.map(|when| when.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()),
        size: item.len,
        title: content.map(|content| content.title.clone()),
        touchpoints: content.map(|content| content.touchpoints),
        steps: match item.kind {
            Kind::Unsaved { steps, .. } => Some(steps),
            _ => None,
        },
        typing: typing(item),
        same_as_file: item.is_current,
        problem: item.content.as_ref().err().cloned().or_else(|| cut(item).map(str::to_owned)),
    }
}
