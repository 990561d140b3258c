//! Links that lead to nothing on the map.

use std::collections::HashSet;

use crate::model::{Address, Holder, Id, JourneyMap, Spot, Stage, Touchpoint};

use super::{Detail, Found, Rule, StageMissing};

/// What a note or an action says of something by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    at: Address,
    to: To,
    /// Which of the notes that an action answers it is.
    row: usize,
}

/// What a link leads to: only a note can be answered, and only a touchpoint be
/// contradicted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum To {
    Note(Id),
    Touchpoint(Id),
}

/// The links of a stage that lead to nothing in it.
pub(super) fn outward(stage: &Stage) -> Vec<Link> {
    let mut links = links_of(stage);
    if !links.is_empty() {
        take_away_found(&mut links, stage);
    }
    links
}

/// The links that lead to nothing on the map. Reads the touchpoints of other
/// stages only where links lead out of their own.
pub(super) fn broken(map: &JourneyMap, stages: &[&StageMissing], found: &mut Found<'_>) {
    let mut links: Vec<Link> = stages.iter().flat_map(|it| &it.links).cloned().collect();
    for stage in &map.stages {
        if links.is_empty() {
            return;
        }
        take_away_found(&mut links, stage);
    }
    for link in links {
        let path = match link.to {
            To::Note(_) => format!("answers.{}", link.row).into(),
            To::Touchpoint(_) => "with".into(),
        };
        found.add(Rule::LinkBroken, || link.at, path, Detail::None);
    }
}

fn take_away_found(links: &mut Vec<Link>, stage: &Stage) {
    let wanted: HashSet<&To> = links.iter().map(|link| &link.to).collect();
    let mut there: HashSet<To> = HashSet::new();
    let mut look = |to: To| {
        if wanted.contains(&to) {
            there.insert(to);
        }
    };
    stage.notes.iter().for_each(|note| look(To::Note(note.id.clone())));
    for touchpoint in &stage.touchpoints {
        look(To::Touchpoint(touchpoint.id.clone()));
        touchpoint.notes.iter().for_each(|note| look(To::Note(note.id.clone())));
    }
    links.retain(|link| !there.contains(&link.to));
}

fn links_of(stage: &Stage) -> Vec<Link> {
    let own = [(Holder::Stage(stage.id.clone()), &stage.notes, &stage.actions)];
    let of_touchpoint = |it: &Touchpoint| !it.notes.is_empty() || !it.actions.is_empty();
    let touchpoints = stage
        .touchpoints
        .iter()
        .filter(|it| of_touchpoint(it))
        .map(|it| (Holder::Touchpoint(Spot::new(&stage.id, &it.id)), &it.notes, &it.actions));
    let mut links = Vec::new();
    for (holder, notes, actions) in own.into_iter().chain(touchpoints) {
        for note in notes.iter().filter(|note| !note.with.is_empty()) {
            let at = Address::Note(holder.clone(), note.id.clone());
            links.push(Link { at, to: To::Touchpoint(Id::new(&note.with)), row: 0 });
        }
        for action in actions {
            let at = Address::Action(holder.clone(), action.id.clone());
            let answers = action.answers.iter().enumerate();
            links.extend(answers.map(|(row, note)| Link {
                at: at.clone(),
                to: To::Note(note.clone()),
                row,
            }));
        }
    }
    links
}
