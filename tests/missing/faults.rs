//! What each rule looks for, put into a map on which nothing is missing.

use std::sync::Arc;

use cjm::edit::Edit;
use cjm::insight::missing::Rule;
use cjm::model::*;

/// A stage on which everything is there, with one of each thing.
pub(crate) fn stage() -> Edit {
    let mut stage = Stage::new("s-fault".into(), "Checkout");
    stage.phase = Some(Phase::Sale);
    for (id, medium) in [("t-fault", Medium::Digital), ("t-other", Medium::Physical)] {
        let mut touchpoint = Touchpoint::new(id.into(), &format!("Meets {id}"));
        touchpoint.emotion = Emotion::new(1).ok();
        touchpoint.channel = "Website".into();
        touchpoint.goal = "Clear".into();
        touchpoint.owner = "Payments".into();
        touchpoint.medium = Some(medium);
        touchpoint.handover.text = "With a code to show".into();
        stage.touchpoints.push(Arc::new(touchpoint));
    }
    let mut pain = Note::new("n-fault".into(), NoteKind::Pain, "It takes long");
    pain.owner = "Payments".into();
    stage.notes.push(pain);
    let mut action = Action::new("a-fault".into(), "Make it short");
    action.owner = "Payments".into();
    action.due = Day::parse("2099-12-31").ok();
    action.measure = "Half as long".into();
    stage.actions.push(action);
    Edit::AddStage { index: 0, stage: Arc::new(stage) }
}

/// The edits that make the rule speak on a complete map with [`stage`], and
/// of what it then speaks.
pub(crate) fn fault(map: &JourneyMap, rule: Rule, today: Day) -> (Vec<Edit>, Address) {
    let spot = Spot::new(&"s-fault".into(), &"t-fault".into());
    let touchpoint =
        |field| (vec![Edit::Touchpoint(spot.clone(), field)], Address::Touchpoint(spot.clone()));
    let long_ago = Day::parse("2001-01-01").unwrap();
    let change = |field| (vec![Edit::Map(field)], Address::Map);
    match rule {
        Rule::PersonaMissing => {
            let persona = Persona { name: "".into(), ..Persona::clone(&map.persona) };
            change(MapField::Persona(Arc::new(persona)))
        }
        Rule::ObjectiveMissing => change(MapField::Objectives(Lines::default())),
        Rule::ScopeMissing => change(MapField::Scope(Scope { to: "".into(), ..map.scope.clone() })),
        Rule::DecisionMissing => change(MapField::Decision("".into())),
        Rule::DigitalMissing => (all_of(map, Medium::Physical), Address::Map),
        Rule::PhysicalMissing => (all_of(map, Medium::Digital), Address::Map),
        Rule::ReviewNever => change(MapField::Review(Review { log: vec![], ..map.review.clone() })),
        Rule::ReviewOverdue => {
            let log = vec![reviewed(long_ago)];
            change(MapField::Review(Review { log, ..map.review.clone() }))
        }
        Rule::ConflictUnsettled => {
            let [at, field, base, ours, theirs] =
                ["t-fault", "emotion", "None", "1", "2"].map(Text::from);
            let conflict = Conflict { at, field, base, ours, theirs, comments: None };
            change(MapField::Conflicts(vec![conflict]))
        }
        Rule::CodeUnknown => {
            let mut findings = map.findings.clone();
            findings.off.push("no such rule".into());
            change(MapField::Findings(findings))
        }
        Rule::PhaseMissing => {
            let edit = Edit::Stage("s-fault".into(), StageField::Phase(None));
            (vec![edit], Address::Stage("s-fault".into()))
        }
        Rule::StageEmpty => {
            let mut stage = Stage::new("s-empty".into(), "Returns");
            stage.phase = Some(Phase::PostSale);
            let stage = Arc::new(stage);
            (vec![Edit::AddStage { index: 0, stage }], Address::Stage("s-empty".into()))
        }
        Rule::EmotionMissing => touchpoint(TouchpointField::Emotion(None)),
        Rule::GoalMissing => touchpoint(TouchpointField::Goal("".into())),
        Rule::OwnerMissing => touchpoint(TouchpointField::Owner("".into())),
        Rule::ChannelMissing => touchpoint(TouchpointField::Channel("".into())),
        Rule::TitleProcess => touchpoint(TouchpointField::Title("Process the order".into())),
        Rule::TitleTwice => {
            let other = Spot::new(&spot.stage, &"t-other".into());
            let title = TouchpointField::Title(map.touchpoint(&spot).unwrap().title.clone());
            let at = Address::Touchpoint(other.clone());
            (vec![Edit::Touchpoint(other, title)], at)
        }
        Rule::LowUnexplained => touchpoint(TouchpointField::Emotion(Emotion::new(-1).ok())),
        Rule::BreakUnanswered => {
            let vote = Vote { by: "Ivo".into(), dots: 1, comments: None };
            touchpoint(TouchpointField::Votes(vec![vote]))
        }
        Rule::RiskUnprevented => touchpoint(TouchpointField::HighRisk(true)),
        Rule::AssumedOnly => touchpoint(TouchpointField::Evidence(Some(Evidence::Assumed))),
        Rule::TruthStale => touchpoint(TouchpointField::Checked(Some(long_ago))),
        Rule::HandoverMissing => touchpoint(TouchpointField::Handover(Handover::default())),
        Rule::PainUnowned => note(NoteField::Owner("".into())),
        Rule::FixUnverified => {
            let step = NoteStep { on: today, state: NoteState::Fixed, comments: None };
            note(NoteField::States(vec![step]))
        }
        Rule::ActionUnowned => action(ActionField::Owner("".into())),
        Rule::ActionUndated => action(ActionField::Due(None)),
        Rule::ActionUnmeasured => action(ActionField::Measure("".into())),
        Rule::ActionOverdue => action(ActionField::Due(Some(long_ago))),
        Rule::ResultMissing => {
            let step = ActionStep { on: today, state: ActionState::Verified, comments: None };
            action(ActionField::States(vec![step]))
        }
        Rule::LinkBroken => action(ActionField::Answers(vec!["n-gone".into()])),
    }
}

fn reviewed(on: Day) -> Reviewed {
    Reviewed { on, by: "Maya".into(), reason: "".into(), comments: None }
}

fn note(field: NoteField) -> (Vec<Edit>, Address) {
    let on = Holder::Stage("s-fault".into());
    let edit = Edit::Note(on.clone(), "n-fault".into(), field);
    (vec![edit], Address::Note(on, "n-fault".into()))
}

fn action(field: ActionField) -> (Vec<Edit>, Address) {
    let on = Holder::Stage("s-fault".into());
    let edit = Edit::Action(on.clone(), "a-fault".into(), field);
    (vec![edit], Address::Action(on, "a-fault".into()))
}

/// Every touchpoint made of that.
fn all_of(map: &JourneyMap, medium: Medium) -> Vec<Edit> {
    let stages = map.stages.iter();
    let spots = stages.flat_map(|stage| {
        stage.touchpoints.iter().map(|touchpoint| Spot::new(&stage.id, &touchpoint.id))
    });
    spots.map(|spot| Edit::Touchpoint(spot, TouchpointField::Medium(Some(medium)))).collect()
}
