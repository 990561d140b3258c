//! `cjm keys`: what the keys do, the user's own included.

use serde::Serialize;

use super::place::Place;
use super::{Format, output};
use crate::text;
use crate::ui::command::{Command, Group};
use crate::ui::key::show_keys;

/// A command as JSON.
#[derive(Serialize)]
struct Row {
    command: &'static str,
    keys: Vec<String>,
    help: &'static str,
}

pub(super) fn run(place: &Place, format: Format) -> anyhow::Result<u8> {
    let keymap = place.keymap()?;
    let rows: Vec<Row> = Command::TABLE
        .iter()
        .map(|entry| Row {
            command: entry.name,
            keys: keymap.keys_of(entry.command).map(show_keys).collect(),
            help: entry.help,
        })
        .collect();
    output::value_or_lines(format, &rows, || {
        let mut lines = Vec::new();
        for group in Group::ALL {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(group.title().to_owned());
            for (entry, row) in
                Command::TABLE.iter().zip(&rows).filter(|(entry, _)| entry.group == group)
            {
                let keys = row.keys.join(", ");
                lines.push(format!("  {}  {:22}  {}", text::pad(&keys, 16), entry.name, row.help));
            }
        }
        lines
    })?;
    Ok(0)
}
