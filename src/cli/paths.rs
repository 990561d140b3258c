//! `cjm paths`: where files are kept.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::place::Place;
use super::{Format, output};

pub(super) fn run(place: &Place, format: Format) -> anyhow::Result<u8> {
    let places = place.places()?;
    let rows: Vec<(&str, PathBuf, &str)> = vec![
        ("config", places.config.clone(), "your maps and settings"),
        ("maps", places.maps(), "the library"),
        ("snapshots", places.all_snapshots(), "your maps as they were at their reviews"),
        ("settings", places.settings(), "your settings, if you make it"),
        ("themes", places.themes(), "your own themes, if you make any"),
        ("keys", places.keys(), "your own keys, if you make it"),
        ("checklists", places.checklists(), "your own checklists, if you make it"),
        ("templates", places.templates(), "your own templates, if you put maps there"),
        ("state", places.state.clone(), "what can be made again or is there for safety"),
        ("journals", places.journals(), "edits that are not in their files yet"),
        ("backups", places.backups(), "older versions of your maps; cjm recover lists them"),
        ("copies", places.copies(), "copies made before risky writes"),
        ("trash", places.trash(), "maps you deleted"),
        ("last", places.last_opened(), "which map was opened last"),
    ];
    let json: BTreeMap<&str, String> =
        rows.iter().map(|(name, path, _)| (*name, path.display().to_string())).collect();
    output::value_or_lines(format, &json, || {
        let width =
            rows.iter().map(|(_, path, _)| path.display().to_string().len()).max().unwrap_or(0);
        rows.iter()
            .map(|(name, path, about)| {
                format!("{name:10}  {:width$}  {about}", path.display().to_string())
            })
            .collect()
    })?;
    Ok(0)
}
