//! What mends each finding, as edits.

use std::sync::Arc;

use cjm::edit::Edit;
use cjm::insight::missing::{Finding, Rule};
use cjm::model::*;

/// The edits that do what the repair of the finding's rule says.
pub(crate) fn repair(map: &JourneyMap, finding: &Finding, today: Day) -> Vec<Edit> {
    match &finding.at {
        Address::Map => of_map(map, finding, today),
        Address::Stage(id) => vec![match finding.rule {
            Rule::PhaseMissing => Edit::Stage(id.clone(), StageField::Phase(Some(Phase::Sale))),
            _ => new_touchpoint(map, id, None),
        }],
        Address::Touchpoint(spot) => vec![of_touchpoint(map, spot, finding.rule, today)],
        Address::Note(on, id) => {
            let note = map.notes(on).unwrap().iter().find(|it| it.id == *id).unwrap();
            let field = match finding.rule {
                Rule::PainUnowned => NoteField::Owner("Ops".into()),
                Rule::LinkBroken => NoteField::With("".into()),
                _ => {
                    let mut states = note.states.clone();
                    let state = NoteState::Verified;
                    states.push(NoteStep { on: today, state, comments: None });
                    NoteField::States(states)
                }
            };
            vec![Edit::Note(on.clone(), id.clone(), field)]
        }
        Address::Action(on, id) => {
            let action = map.actions(on).unwrap().iter().find(|it| it.id == *id).unwrap();
            let fields = of_action(action, finding, today);
            fields.into_iter().map(|it| Edit::Action(on.clone(), id.clone(), it)).collect()
        }
        Address::Parked(_) => panic!("nothing is missing in the parking lot: {finding:?}"),
    }
}

fn of_map(map: &JourneyMap, finding: &Finding, today: Day) -> Vec<Edit> {
    let row = || finding.path.rsplit('.').next().unwrap().parse::<usize>().unwrap();
    let field = match finding.rule {
        Rule::PersonaMissing => {
            let persona = Persona { name: "Lena".into(), ..Persona::clone(&map.persona) };
            MapField::Persona(Arc::new(persona))
        }
        Rule::ObjectiveMissing => MapField::Objectives(Lines(vec!["Fewer questions".into()])),
        Rule::ScopeMissing => {
            let (from, to) = ("Sees the ad".into(), "Has the parcel".into());
            MapField::Scope(Scope { from, to, ..map.scope.clone() })
        }
        Rule::DecisionMissing => MapField::Decision("What to mend first".into()),
        Rule::DigitalMissing | Rule::PhysicalMissing => {
            let digital = finding.rule == Rule::DigitalMissing;
            let medium = if digital { Medium::Digital } else { Medium::Physical };
            return vec![new_touchpoint(map, &map.stages[0].id, Some(medium))];
        }
        Rule::ReviewNever | Rule::ReviewOverdue => {
            let mut review = map.review.clone();
            let (by, reason) = ("Maya".into(), "".into());
            review.log.push(Reviewed { on: today, by, reason, comments: None });
            MapField::Review(review)
        }
        Rule::ConflictUnsettled => {
            let mut conflicts = map.conflicts.clone();
            conflicts.remove(row());
            MapField::Conflicts(conflicts)
        }
        Rule::CodeUnknown => {
            let mut findings = map.findings.clone();
            if finding.path.starts_with("findings.off.") {
                findings.off.remove(row());
            } else {
                findings.levels.remove(row());
            }
            MapField::Findings(findings)
        }
        other => panic!("{other:?} is not about the map"),
    };
    vec![Edit::Map(field)]
}

fn of_touchpoint(map: &JourneyMap, spot: &Spot, rule: Rule, today: Day) -> Edit {
    let on = Holder::Touchpoint(spot.clone());
    let field = match rule {
        Rule::EmotionMissing => TouchpointField::Emotion(Some(Emotion::new(0).unwrap())),
        Rule::GoalMissing => TouchpointField::Goal("Clear".into()),
        Rule::OwnerMissing => TouchpointField::Owner("Ops".into()),
        Rule::ChannelMissing => TouchpointField::Channel("Website".into()),
        Rule::TitleProcess | Rule::TitleTwice => TouchpointField::Title(new_title(map)),
        Rule::AssumedOnly => TouchpointField::Evidence(Some(Evidence::Observed)),
        Rule::TruthStale => TouchpointField::Checked(Some(today)),
        Rule::LowUnexplained => {
            let note = Note::new(new_id(map, 'n'), NoteKind::Pain, "It takes too long");
            return Edit::AddNote { on, index: 0, note: Box::new(note) };
        }
        Rule::BreakUnanswered | Rule::RiskUnprevented => {
            let mut action = Action::new(new_id(map, 'a'), "Make it shorter");
            action.preventive = rule == Rule::RiskUnprevented;
            return Edit::AddAction { on, index: 0, action: Box::new(action) };
        }
        Rule::HandoverMissing => {
            let text = "With a code to show".into();
            TouchpointField::Handover(Handover { text, ..Handover::default() })
        }
        other => panic!("{other:?} is not about touchpoints"),
    };
    Edit::Touchpoint(spot.clone(), field)
}

fn of_action(action: &Action, finding: &Finding, today: Day) -> Vec<ActionField> {
    match finding.rule {
        Rule::ActionUnowned => vec![ActionField::Owner("Ops".into())],
        Rule::ActionUndated | Rule::ActionOverdue => vec![ActionField::Due(Some(today))],
        Rule::ActionUnmeasured => vec![ActionField::Measure("Half as many".into())],
        Rule::ResultMissing => {
            let after = (!action.metric.is_empty()).then(|| Number::new(2.5).unwrap());
            vec![
                ActionField::Change("It is shown before".into()),
                ActionField::After(after.or(action.after)),
            ]
        }
        Rule::FixUnverified => {
            let mut states = action.states.clone();
            let state = ActionState::Verified;
            states.push(ActionStep { on: today, state, comments: None });
            vec![ActionField::States(states)]
        }
        Rule::LinkBroken => {
            let mut answers = action.answers.clone();
            answers.remove(finding.path.strip_prefix("answers.").unwrap().parse().unwrap());
            vec![ActionField::Answers(answers)]
        }
        other => panic!("{other:?} is not about actions"),
    }
}

fn new_touchpoint(map: &JourneyMap, stage: &Id, medium: Option<Medium>) -> Edit {
    let mut touchpoint = Touchpoint::new(new_id(map, 't'), &new_title(map));
    touchpoint.medium = medium;
    Edit::AddTouchpoint { stage: stage.clone(), index: 0, touchpoint: Arc::new(touchpoint) }
}

/// A title that no touchpoint has.
fn new_title(map: &JourneyMap) -> Text {
    let touchpoints = || map.stages.iter().flat_map(|stage| &stage.touchpoints);
    let titles = (0..).map(|n| format!("Waits for the {n}th time"));
    titles.into_iter().find(|title| touchpoints().all(|it| *it.title != **title)).unwrap().into()
}

/// An id that nothing has.
fn new_id(map: &JourneyMap, prefix: char) -> Id {
    let mut ids = (0..).map(|n| Id::from_number(prefix, n));
    ids.find(|id| map.address_of(id.as_str()).is_none()).unwrap()
}
