//! Steps of the customer from a screen to a place, a person or a thing, or
//! back, of which nothing says how they are made.

use crate::model::{Address, Contact, JourneyMap, Medium, Side, Spot, Stage, Touchpoint};

use super::{Detail, Found, Rule, StageMissing};

/// The first and the last step of a stage on the customer's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ends {
    first: Step,
    last: Step,
    /// The last one says how it goes on.
    is_said: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    spot: Spot,
    medium: Option<Medium>,
}

impl Ends {
    /// Those of a stage; none where the customer's way does not lead through
    /// it.
    pub(super) fn of(stage: &Stage) -> Option<Self> {
        let mut steps = stage.touchpoints.iter().filter(|it| is_step(it));
        let first = steps.next()?;
        let last = steps.next_back().unwrap_or(first);
        let step = |touchpoint: &Touchpoint| Step {
            spot: Spot::new(&stage.id, &touchpoint.id),
            medium: medium(touchpoint),
        };
        Some(Self { first: step(first), last: step(last), is_said: last.handover.is_there() })
    }
}

/// The step from the touchpoint in the row `row` to the next of its stage.
pub(super) fn to_next(stage: &Stage, row: usize, found: &mut Found<'_>) {
    let mut rest = stage.touchpoints.iter().skip(row);
    let Some(from) = rest.next().filter(|it| is_step(it)) else { return };
    if from.handover.is_there() {
        return;
    }
    let Some(next) = rest.find(|it| is_step(it)) else { return };
    if differ(medium(from), medium(next)) {
        add(&Spot::new(&stage.id, &from.id), Spot::new(&stage.id, &next.id), found);
    }
}

/// The steps from stage to stage. How one is made can be said of the last
/// touchpoint, and of the stage.
pub(super) fn from_stage_to_stage(
    map: &JourneyMap,
    stages: &[&StageMissing],
    found: &mut Found<'_>,
) {
    let mut before: Option<&Step> = None;
    let mut is_said = false;
    for (stage, ends) in map.stages.iter().zip(stages.iter().map(|missing| &missing.ends)) {
        if let Some(ends) = ends {
            if let Some(from) = before.filter(|from| differ(from.medium, ends.first.medium))
                && !is_said
            {
                add(&from.spot, ends.first.spot.clone(), found);
            }
            before = Some(&ends.last);
            is_said = ends.is_said;
        }
        is_said |= stage.handover.is_there();
    }
}

/// Whether the customer's way leads over it: as a walk goes.
fn is_step(touchpoint: &Touchpoint) -> bool {
    !touchpoint.detour && touchpoint.side != Some(Side::OffStage)
}

/// What it is made of. Nothing of what is in other hands: nobody of ours could
/// hand over there.
fn medium(touchpoint: &Touchpoint) -> Option<Medium> {
    touchpoint.medium.filter(|_| touchpoint.contact != Some(Contact::Indirect))
}

/// Where one of the two does not say what it is made of, nothing is known.
fn differ(one: Option<Medium>, other: Option<Medium>) -> bool {
    one.is_some() && other.is_some() && one != other
}

fn add(from: &Spot, to: Spot, found: &mut Found<'_>) {
    let at = || Address::Touchpoint(from.clone());
    found.add(Rule::HandoverMissing, at, "handover.text".into(), Detail::Other(to));
}
