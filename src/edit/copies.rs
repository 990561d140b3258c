//! New maps out of old ones: for another customer, for how it should be, and
//! out of a template.

use std::sync::Arc;

use crate::model::{
    Handover, JourneyMap, MapState, Persona, PersonaKind, Review, Stage, Text, Tickets, Touchpoint,
};

/// The same journey for another customer, called `persona`: who meets whom,
/// where, with which goal and which owner stays; what was felt, said, found,
/// measured and planned for the other customer goes. Ids stay, so that the
/// two can be laid side by side.
pub fn for_persona(map: &JourneyMap, persona: &str) -> JourneyMap {
    let named = Persona { name: persona.into(), ..Persona::default() };
    let mut copy = JourneyMap {
        persona: Arc::new(named),
        twin: Text::default(),
        metrics: Vec::new(),
        parking: Vec::new(),
        tickets: Arc::new(Tickets::default()),
        ..without_history(map)
    };
    change_all(&mut copy, |stage| {
        stage.notes.clear();
        stage.actions.clear();
        unfelt(&mut stage.handover);
    });
    change_touchpoints(&mut copy, |it| {
        let mut blank = Touchpoint {
            id: it.id.clone(),
            title: it.title.clone(),
            detour: it.detour,
            doing: it.doing.clone(),
            target: it.target,
            channel: it.channel.clone(),
            contact: it.contact,
            medium: it.medium,
            side: it.side,
            goal: it.goal.clone(),
            owner: it.owner.clone(),
            wait: it.wait.clone(),
            response: it.response.clone(),
            languages: it.languages.clone(),
            tags: it.tags.clone(),
            checklist: it.checklist.clone(),
            behind: it.behind.clone(),
            handover: it.handover.clone(),
            comments: it.comments.clone(),
            ..Touchpoint::default()
        };
        for check in &mut blank.checklist {
            check.done = false;
        }
        unfelt(&mut blank.handover);
        *it = blank;
    });
    copy
}

/// The same journey as it should be: it feels as its targets say, where they
/// say so. What was found and measured of the one that is goes; goals, notes
/// and actions stay, since they say what is to become of it.
pub fn to_be(map: &JourneyMap, title: &str, twin: &str) -> JourneyMap {
    let mut copy = JourneyMap {
        title: title.into(),
        state: MapState::ToBe,
        twin: twin.into(),
        metrics: Vec::new(),
        parking: Vec::new(),
        tickets: Arc::new(Tickets::default()),
        ..without_history(map)
    };
    change_touchpoints(&mut copy, |it| {
        it.emotion = it.target.or(it.emotion);
        if it.target.is_some() {
            it.feeling = Text::default();
        }
        it.target = None;
        it.voices.clear();
        it.votes.clear();
        it.walks.clear();
        it.metrics.clear();
        it.evidence = None;
        it.checked = None;
        it.drop_off = None;
        it.support = crate::model::Support::default();
    });
    copy
}

/// `map`, which has no stage yet, with all of the template in it that it says
/// nothing about itself.
pub fn begun_from(map: &JourneyMap, template: &JourneyMap) -> JourneyMap {
    let or = |ours: &Text, theirs: &Text| if ours.is_empty() { theirs } else { ours }.clone();
    let mut begun = JourneyMap {
        title: map.title.clone(),
        decision: or(&map.decision, &template.decision),
        ..template.clone()
    };
    begun.scope.from = or(&map.scope.from, &template.scope.from);
    begun.scope.to = or(&map.scope.to, &template.scope.to);
    let persona = Arc::make_mut(&mut begun.persona);
    persona.name = or(&map.persona.name, &template.persona.name);
    if map.persona.kind != PersonaKind::default() {
        persona.kind = map.persona.kind;
    }
    begun
}

/// Without what happened around the map rather than in it.
fn without_history(map: &JourneyMap) -> JourneyMap {
    JourneyMap {
        review: Review { log: Vec::new(), ..map.review.clone() },
        sessions: Vec::new(),
        conflicts: Vec::new(),
        ..map.clone()
    }
}

fn unfelt(handover: &mut Handover) {
    handover.emotion = None;
}

fn change_all(map: &mut JourneyMap, change: impl Fn(&mut Stage)) {
    for stage in &mut map.stages {
        change(Arc::make_mut(stage));
    }
}

fn change_touchpoints(map: &mut JourneyMap, change: impl Fn(&mut Touchpoint)) {
    change_all(map, |stage| {
        for touchpoint in &mut stage.touchpoints {
            change(Arc::make_mut(touchpoint));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{apply, script};

    fn example() -> JourneyMap {
        ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap()
    }

    fn touchpoints(map: &JourneyMap) -> impl Iterator<Item = &Arc<Touchpoint>> {
        map.stages.iter().flat_map(|stage| &stage.touchpoints)
    }

    #[test]
    fn a_copy_for_another_persona_has_the_structure_and_nothing_that_was_felt() {
        let map = example();
        let copy = for_persona(&map, "Wei");
        assert_eq!(&*copy.persona.name, "Wei");
        assert!(copy.persona.quote.is_empty() && copy.review.log.is_empty());
        assert!(touchpoints(&map).any(|it| it.emotion.is_some() && !it.notes.is_empty()));
        for (was, is) in touchpoints(&map).zip(touchpoints(&copy)) {
            assert_eq!((&was.id, &was.title, &was.goal), (&is.id, &is.title, &is.goal));
            assert_eq!((&was.owner, &was.behind), (&is.owner, &is.behind));
            assert!(is.emotion.is_none() && is.feeling.is_empty() && is.voices.is_empty());
            assert!(is.notes.is_empty() && is.actions.is_empty() && is.walks.is_empty());
            assert!(is.handover.emotion.is_none());
        }
    }

    #[test]
    fn a_map_of_how_it_should_be_feels_as_its_targets_say() {
        let map = example();
        let copy = to_be(&map, "Later", "first-order");
        assert_eq!((copy.state, &*copy.twin), (MapState::ToBe, "first-order"));
        assert!(touchpoints(&map).any(|it| it.target.is_some() && it.target != it.emotion));
        for (was, is) in touchpoints(&map).zip(touchpoints(&copy)) {
            assert_eq!(is.emotion, was.target.or(was.emotion));
            assert_eq!(is.notes, was.notes);
        }
    }

    #[test]
    fn answers_given_before_a_template_stay() {
        let template = example();
        let mut map = JourneyMap::new("Mine");
        map.scope.from = "The ad".into();
        let begun = begun_from(&map, &template);
        assert_eq!(&*begun.title, "Mine");
        assert_eq!((&*begun.scope.from, &begun.scope.to), ("The ad", &template.scope.to));
        assert_eq!(begun.stages, template.stages);
        assert_eq!(apply(&map, &script(&map, &begun)).unwrap(), begun);
    }
}
