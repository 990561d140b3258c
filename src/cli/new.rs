//! `cjm new`: a new map from a template.

use std::ffi::OsStr;
use std::path::PathBuf;

use anyhow::{anyhow, bail};

use super::output;
use super::place::Place;
use crate::store::document::is_begun;
use crate::store::library::{Library, is_path};
use crate::store::print::print;
use crate::store::save::{Expected, Save, SaveError, write};
use crate::store::templates;
use crate::{text, words};

pub(super) fn run(
    place: &Place,
    name: &OsStr,
    template: &str,
    path: Option<PathBuf>,
) -> anyhow::Result<u8> {
    let templates = templates::all(&*place.fs, place.places().ok());
    if let Some(problem) = &templates.problem {
        output::remark(&problem.to_string());
    }
    let Some(template) = templates.all.iter().find(|it| it.name == template) else {
        let near = text::nearest(template, templates.all.iter().map(|it| it.name.as_str()));
        let hint = near.map_or_else(
            || "cjm templates lists them".into(),
            |near| format!("did you mean {near}?"),
        );
        bail!("there is no template {template}: {hint}");
    };
    let in_library = path.is_none() && !is_path(name);
    let path = match path {
        Some(path) => path,
        // what `cjm MAP` would open by that name
        None if is_path(name) => name.into(),
        None => {
            let places = place.places()?;
            Library::new(&*place.fs, places)
                .path(&name.to_string_lossy())
                .map_err(|error| anyhow!("{error}"))?
        }
    };
    let there_already = || {
        anyhow!(
            "could not make {}: it is there already; choose another name, or open it",
            path.display()
        )
    };
    if place.state().is_some_and(|state| is_begun(&*place.fs, state, &path)) {
        bail!("{}", words::begun_already(&path.display().to_string()));
    }
    // a save takes a file that holds the same bytes for one of its own
    if path.exists() {
        return Err(there_already());
    }
    let title = if is_path(name) { path.file_stem().unwrap_or(name) } else { name };
    let mut map = template.map(&*place.fs).map_err(|error| anyhow!("{error}"))?;
    map.title = title.to_string_lossy().into_owned().into();
    let bytes = print(&map).into_bytes();
    match write(&*place.fs, place.state(), &Save::new(&path, &bytes, Expected::Missing)) {
        Ok(_) => {}
        Err(SaveError::Changed { .. }) => return Err(there_already()),
        Err(error) => return Err(anyhow!("{error}")),
    }
    let opens =
        if in_library { name.to_string_lossy().into_owned() } else { path.display().to_string() };
    output::lines([
        format!("Made {} from the template {}.", path.display(), template.name),
        format!("cjm {} opens it.", words::in_shell(&opens)),
    ])?;
    Ok(0)
}
