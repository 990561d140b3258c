//! What is missing on the map as a whole, and between its stages.

use std::collections::HashMap;

use crate::insight::next_review;
use crate::model::{Address, JourneyMap, Spot};
use crate::text;

use super::crossing::from_stage_to_stage;
use super::links::broken;
use super::{Detail, Found, Rule, StageMissing};

pub(super) fn map<'s>(
    map: &JourneyMap,
    stages: impl Iterator<Item = &'s StageMissing>,
    found: &mut Found<'_>,
) {
    let at = || Address::Map;
    found.note(map.persona.name.is_empty(), Rule::PersonaMissing, at, "persona.name");
    found.note(map.objectives.0.is_empty(), Rule::ObjectiveMissing, at, "objectives");
    if map.scope.from.is_empty() {
        found.note(true, Rule::ScopeMissing, at, "scope.from");
    } else {
        found.note(map.scope.to.is_empty(), Rule::ScopeMissing, at, "scope.to");
    }
    found.note(map.decision.is_empty(), Rule::DecisionMissing, at, "decision");
    let stages: Vec<&StageMissing> = stages.collect();
    let digital = stages.iter().any(|stage| stage.digital);
    let physical = stages.iter().any(|stage| stage.physical);
    // where nobody says what touchpoints are made of, neither is missing
    found.note(physical && !digital, Rule::DigitalMissing, at, "stages");
    found.note(digital && !physical, Rule::PhysicalMissing, at, "stages");
    let has_touchpoints = stages.iter().any(|stage| stage.has_touchpoints);
    review(map, has_touchpoints, found);
    conflicts(map, found);
    codes(map, found);
    titles(&stages, found);
    broken(map, &stages, found);
    from_stage_to_stage(map, &stages, found);
}

fn review(map: &JourneyMap, has_touchpoints: bool, found: &mut Found<'_>) {
    let at = || Address::Map;
    match next_review(&map.review, found.rules.today) {
        Some(next) if next.days < 0 => {
            found.add(Rule::ReviewOverdue, at, "review.log".into(), Detail::Days(-next.days));
        }
        Some(_) => {}
        None => {
            let never = map.review.log.is_empty() && has_touchpoints;
            found.note(never, Rule::ReviewNever, at, "review.log");
        }
    }
}

fn conflicts(map: &JourneyMap, found: &mut Found<'_>) {
    for index in 0..map.conflicts.len() {
        let path = format!("conflicts.{index}");
        found.add(Rule::ConflictUnsettled, || Address::Map, path.into(), Detail::None);
    }
}

/// Codes that the map names and that are no rules.
fn codes(map: &JourneyMap, found: &mut Found<'_>) {
    let off = map.findings.off.iter().enumerate().map(|(index, code)| ("off", index, code));
    let levels = map.findings.levels.iter().enumerate();
    let levels = levels.map(|(index, (code, _))| ("levels", index, code));
    for (list, index, code) in off.chain(levels) {
        if Rule::from_code(code).is_none() {
            let near = text::nearest(code, Rule::ALL.iter().map(|rule| rule.code()));
            let near = Detail::Nearest(near.and_then(Rule::from_code));
            let path = format!("findings.{list}.{index}");
            found.add(Rule::CodeUnknown, || Address::Map, path.into(), near);
        }
    }
}

fn titles(stages: &[&StageMissing], found: &mut Found<'_>) {
    let mut first: HashMap<&str, &Spot> = HashMap::new();
    for (title, spot) in stages.iter().flat_map(|stage| &stage.titles) {
        match first.get(&**title) {
            Some(other) => {
                let other = Detail::Other((*other).clone());
                let at = || Address::Touchpoint(spot.clone());
                found.add(Rule::TitleTwice, at, "title".into(), other);
            }
            None => {
                first.insert(title, spot);
            }
        }
    }
}
