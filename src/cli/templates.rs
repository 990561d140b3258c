//! `cjm templates`: what a new map can start from.

use anyhow::anyhow;
use serde::Serialize;

use super::{Format, output};
use crate::insight::Summary;
use crate::model::JourneyMap;
use crate::store::read::read;
use crate::words;

/// A map to start from.
#[derive(Debug)]
pub(super) struct Template {
    /// What it is called.
    pub(super) name: &'static str,
    /// What it is for.
    about: &'static str,
    text: &'static str,
}

/// All of them, the emptiest first.
pub(super) const ALL: &[Template] = &[
    Template {
        name: "blank",
        about: "nothing but the file",
        text: include_str!("../../assets/templates/blank.ron"),
    },
    Template {
        name: "cross-border",
        about: "an online shop that sells to other countries, from the first ad to the refund",
        text: include_str!("../../assets/templates/cross-border.ron"),
    },
];

/// The template of that name.
pub(super) fn named(name: &str) -> Option<&'static Template> {
    ALL.iter().find(|template| template.name == name)
}

impl Template {
    /// The map it holds.
    pub(super) fn map(&self) -> anyhow::Result<JourneyMap> {
        let document = read(self.text.as_bytes())
            .map_err(|error| anyhow!("template {}: {error}", self.name))?;
        Ok(document.map)
    }
}

/// A template as JSON.
#[derive(Serialize)]
struct Row {
    name: &'static str,
    about: &'static str,
    stages: usize,
    touchpoints: usize,
}

pub(super) fn run(format: Format) -> anyhow::Result<u8> {
    let mut rows = Vec::new();
    for template in ALL {
        let map = template.map()?;
        let summary =
            map.stages.iter().fold(Summary::default(), |all, stage| all.and(Summary::of(stage)));
        rows.push(Row {
            name: template.name,
            about: template.about,
            stages: map.stages.len(),
            touchpoints: summary.touchpoints,
        });
    }
    output::value_or_lines(format, &rows, || {
        let width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
        rows.iter()
            .map(|row| {
                let size = match row.stages {
                    0 => String::new(),
                    stages => format!(
                        " ({}, {})",
                        words::count(stages, "stage", "stages"),
                        words::count(row.touchpoints, "touchpoint", "touchpoints")
                    ),
                };
                format!("{:width$}  {}{size}", row.name, row.about)
            })
            .collect()
    })?;
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::print::print;

    #[test]
    fn every_template_is_canonical_and_nothing_in_it_is_rated() {
        for template in ALL {
            let map = template.map().unwrap();
            assert_eq!(print(&map), template.text, "{}", template.name);
            let touchpoints = map.stages.iter().flat_map(|stage| &stage.touchpoints);
            assert!(touchpoints.clone().all(|it| it.emotion.is_none()), "{}", template.name);
            assert!(touchpoints.clone().all(|it| !it.goal.is_empty()), "{}", template.name);
            assert!(map.stages.iter().all(|stage| stage.phase.is_some()), "{}", template.name);
        }
    }
}
