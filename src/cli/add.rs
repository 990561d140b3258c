//! `cjm add`: touchpoints written down in passing, also while the map is open.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};

use super::editor::seed;
use super::output;
use super::place::Place;
use crate::edit::{Draft, Edit, Ids, Join};
use crate::model::{JourneyMap, Stage, Touchpoint};
use crate::store::save::restore_torn;
use crate::store::shelf::change_file;
use crate::text;
use crate::ui::field::Field;
use crate::words;

/// What is called standard input.
const STDIN: &str = "-";

pub(super) fn run(
    place: &Place,
    map: &OsStr,
    stage: Option<&str>,
    texts: &[OsString],
) -> anyhow::Result<u8> {
    let path = place.locate(map)?;
    if let Some(state) = place.state() {
        restore_torn(&*place.fs, state, &path).map_err(|error| anyhow!("{error}"))?;
    }
    let mut capture = Capture { place, path, stage, ids: Ids::seeded(seed()) };
    if texts.is_empty() && io::stdin().is_terminal() {
        return capture.ask();
    }
    let mut titles = Vec::new();
    let texts = if texts.is_empty() { &[STDIN.into()] } else { texts };
    for text in texts {
        if text == STDIN {
            titles.extend(read_titles(io::stdin().lock())?);
        } else {
            let text = text.to_str().with_context(|| {
                format!("could not add {}: it is not UTF-8", text.to_string_lossy())
            })?;
            // one line is what somebody typed, and stays as it is
            let lines = if text.contains('\n') { text::list_lines(text) } else { vec![text] };
            titles.extend(lines.into_iter().filter_map(in_one_line));
        }
    }
    if titles.is_empty() {
        bail!("there is nothing to add: every line is empty");
    }
    let stage = capture.add(&titles)?;
    output::lines([words::captured(&titles, &stage)])?;
    Ok(0)
}

/// Where touchpoints go.
struct Capture<'a> {
    place: &'a Place,
    path: PathBuf,
    stage: Option<&'a str>,
    ids: Ids,
}

impl Capture<'_> {
    /// Asks line by line; each is safe before the next is asked for.
    fn ask(&mut self) -> anyhow::Result<u8> {
        // what is wrong with the map or the stage is said before anything is
        // typed
        self.change(&[])?;
        output::remark(words::CAPTURE_HOW);
        let mut input = io::stdin().lock();
        let mut line = Vec::new();
        loop {
            let mut out = io::stdout().lock();
            write!(out, "+ ").and_then(|()| out.flush()).context("could not print")?;
            line.clear();
            if input.read_until(b'\n', &mut line).context("could not read what is typed")? == 0 {
                writeln!(out).context("could not print")?;
                return Ok(0);
            }
            drop(out);
            let Ok(text) = std::str::from_utf8(&line) else {
                output::remark("that line is not UTF-8, and was not added");
                continue;
            };
            let Some(title) = in_one_line(text) else { return Ok(0) };
            let titles = [title];
            let stage = self.add(&titles)?;
            output::lines([words::captured(&titles, &stage)])?;
        }
    }

    /// Puts touchpoints into the file, and says which stage has them.
    fn add(&mut self, titles: &[String]) -> anyhow::Result<String> {
        self.change(titles).map(|stage| stage.unwrap_or_default())
    }

    /// Writes nothing where there are no titles.
    fn change(&mut self, titles: &[String]) -> anyhow::Result<Option<String>> {
        let mut name = None;
        let done = change_file(&*self.place.fs, self.place.state(), &self.path, |map| {
            let changed = with_titles(map, self.stage, titles, &mut self.ids)?;
            let Some((changed, stage)) = changed else { return Err(Stop::NothingToDo) };
            (*map, name) = (changed, Some(stage));
            Ok(())
        });
        match done.map_err(|error| anyhow!("{error}"))? {
            Ok(()) | Err(Stop::NothingToDo) => Ok(name),
            Err(Stop::Error(error)) => Err(error),
        }
    }
}

/// Why a file is not written.
enum Stop {
    NothingToDo,
    Error(anyhow::Error),
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        Self::Error(error)
    }
}

/// The map with touchpoints at the end of a stage, and the name of that; none
/// where there are none.
fn with_titles(
    map: &JourneyMap,
    stage: Option<&str>,
    titles: &[String],
    ids: &mut Ids,
) -> anyhow::Result<Option<(JourneyMap, String)>> {
    let found = find_stage(&map.stages, stage)?;
    if titles.is_empty() {
        return Ok(None);
    }
    let mut draft = Draft::new(Arc::new(map.clone()));
    let mut edits = Vec::new();
    let (id, name, first) = match found {
        Some(stage) => (stage.id.clone(), stage.name.to_string(), stage.touchpoints.len()),
        None => {
            let name = stage.unwrap_or(words::CAPTURED_STAGE);
            let made = Stage::new(draft.new_id(ids, 's'), name);
            let id = made.id.clone();
            edits.push(Edit::AddStage { index: 0, stage: Arc::new(made) });
            (id, name.to_owned(), 0)
        }
    };
    edits.extend((first..).zip(titles).map(|(index, title)| {
        let touchpoint = Arc::new(Touchpoint::new(draft.new_id(ids, 't'), title));
        Edit::AddTouchpoint { stage: id.clone(), index, touchpoint }
    }));
    draft.commit(edits, Join::New).map_err(|refused| anyhow!("{refused}"))?;
    Ok(Some(((**draft.map()).clone(), name)))
}

/// The stage of that name, or whose name alone begins so; none named: the
/// last one. None where the map has none.
fn find_stage<'a>(
    stages: &'a [Arc<Stage>],
    wanted: Option<&str>,
) -> anyhow::Result<Option<&'a Stage>> {
    let (Some(last), Some(wanted)) = (stages.last(), wanted) else {
        return Ok(stages.last().map(|stage| &**stage));
    };
    let folded = text::fold(wanted.trim());
    let named = |is: &dyn Fn(&str) -> bool| -> Vec<&'a Stage> {
        stages.iter().map(|stage| &**stage).filter(|stage| is(&text::fold(&stage.name))).collect()
    };
    if let Some(stage) = named(&|name| name == folded).first() {
        return Ok(Some(stage));
    }
    let quoted = |stages: &[&Stage]| {
        let names: Vec<String> = stages.iter().map(|stage| words::quoted(&stage.name)).collect();
        names.join(", ")
    };
    match named(&|name| !folded.is_empty() && name.starts_with(&folded))[..] {
        [stage] => Ok(Some(stage)),
        [] => {
            let near = text::nearest(wanted, stages.iter().map(|stage| &*stage.name));
            let hint = match near {
                Some(near) => format!("did you mean {}?", words::quoted(near)),
                None => {
                    let all: Vec<&Stage> = stages.iter().map(|stage| &**stage).collect();
                    format!("there are {}", quoted(&all))
                }
            };
            let last = words::quoted(&last.name);
            bail!(
                "there is no stage {}: {hint}; without --stage it goes to {last}",
                words::quoted(wanted)
            )
        }
        ref several => bail!(
            "several stages begin with {}: {}; give more of the name",
            words::quoted(wanted),
            quoted(several)
        ),
    }
}

/// A line as a title or another short text: without control characters, and none if it is empty.
pub(super) fn in_one_line(line: &str) -> Option<String> {
    let mut field = Field::default();
    field.paste(line.trim());
    Some(field.into_text().trim().to_owned()).filter(|title| !title.is_empty())
}

/// The titles in lines of text, as in what is pasted on the screen.
fn read_titles(mut input: impl BufRead) -> anyhow::Result<Vec<String>> {
    let mut titles = Vec::new();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if input.read_until(b'\n', &mut line).context("could not read standard input")? == 0 {
            break;
        }
        let line = std::str::from_utf8(&line).map_err(|_| {
            anyhow!("standard input, line {number}: it is not UTF-8; nothing was added")
        })?;
        let line = if number == 1 { line.trim_start_matches('\u{feff}') } else { line };
        titles.extend(text::list_lines(line).into_iter().filter_map(in_one_line));
    }
    Ok(titles)
}
