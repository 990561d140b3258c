//! How far the work on a map is: list touchpoints, set goals, locate breaks,
//! fix first, track.

use crate::model::{
    Action, ActionState, Address, Counts, Day, Emotion, Holder, JourneyMap, NoteKind, Spot,
    Touchpoint,
};

use super::breaks::is_shown;
use super::{is_measured, next_review};

/// One of the five steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Every stage has touchpoints.
    List,
    /// Every touchpoint has an experience goal and an owner.
    Goals,
    /// Every touchpoint of the best route is rated, and support data shows
    /// where it hurts.
    Breaks,
    /// Everything that hurts has an action.
    FixFirst,
    /// Everything that was done has a result, and the map is looked at again
    /// in time.
    Track,
}

impl Task {
    /// All, in their order.
    pub const ALL: [Self; 5] = [Self::List, Self::Goals, Self::Breaks, Self::FixFirst, Self::Track];
}

/// How far one step is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Which step.
    pub task: Task,
    /// So many are done: stages with touchpoints; touchpoints with goal and
    /// owner; touchpoints that are rated; painful ones with an action; done
    /// actions with a result.
    pub done: usize,
    /// Of so many there are.
    pub of: usize,
    /// Of [`Task::Breaks`]: touchpoints with support data. Else 0.
    pub with_support: usize,
    /// Of [`Task::Track`]: how the review stands. Else it is kept.
    pub review: Kept,
    /// Nothing is left to do.
    pub is_done: bool,
    /// The first thing where something is left to do; none where that is
    /// nothing on the map.
    pub next: Option<Address>,
}

/// How it stands with the review of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The map was looked at, and is not yet due again.
    InTime,
    /// It was looked at, and should have been again.
    Overdue,
    /// It never was. Nobody wrote down when the map began, so it is not known
    /// to be late.
    Never,
}

/// How far the five steps are, in their order.
///
/// What hurts is, for this, a touchpoint with an emotion of -1 or less and a
/// pain, or one of which support tickets or votes show it. It is dealt with
/// by any action of its own that was not dropped. An action that is done or
/// verified has a result when it says the value of its metric afterwards.
pub fn steps(map: &JourneyMap, today: Day) -> [Progress; 5] {
    Task::ALL.map(|task| match task {
        Task::List => list(map),
        Task::Goals => {
            counted(task, map, |_| true, |it| !it.goal.is_empty() && !it.owner.is_empty())
        }
        Task::Breaks => {
            let step = counted(task, map, |it| !it.detour, |it| it.emotion.is_some());
            let with_support = touchpoints(map).filter(|(_, it)| has_support(it)).count();
            Progress { with_support, is_done: step.is_done && with_support > 0, ..step }
        }
        Task::FixFirst => {
            let step = counted(task, map, hurts, is_answered);
            // a map on which nothing hurts is done with once it is rated
            let is_rated = touchpoints(map).any(|(_, it)| it.emotion.is_some());
            Progress { is_done: step.done == step.of && is_rated, ..step }
        }
        Task::Track => track(map, today),
    })
}

/// Whether a touchpoint hurts, as [`steps`] says.
fn hurts(touchpoint: &Touchpoint) -> bool {
    let is_low = touchpoint.emotion.is_some_and(|it| it < Emotion::NEUTRAL);
    let has_pain = touchpoint.notes.iter().any(|note| note.kind == NoteKind::Pain);
    (is_low && has_pain) || is_shown(touchpoint)
}

fn is_answered(touchpoint: &Touchpoint) -> bool {
    touchpoint.actions.iter().any(|action| action.state() != ActionState::Dropped)
}

fn has_support(touchpoint: &Touchpoint) -> bool {
    let is_known = |it: &Counts| it.tickets.is_some() || it.csat.is_some();
    touchpoint.support.months.iter().any(is_known) || !touchpoint.support.top.is_empty()
}

fn list(map: &JourneyMap) -> Progress {
    let empty = map.stages.iter().find(|stage| stage.touchpoints.is_empty());
    let done = map.stages.iter().filter(|stage| !stage.touchpoints.is_empty()).count();
    progress(
        Task::List,
        done,
        map.stages.len(),
        empty.map(|stage| Address::Stage(stage.id.clone())),
    )
}

/// A step that is done touchpoint by touchpoint.
fn counted(
    task: Task,
    map: &JourneyMap,
    counts: impl Fn(&Touchpoint) -> bool,
    is_done: impl Fn(&Touchpoint) -> bool,
) -> Progress {
    let (mut done, mut of, mut next) = (0, 0, None);
    for (spot, touchpoint) in touchpoints(map).filter(|(_, it)| counts(it)) {
        of += 1;
        if is_done(touchpoint) {
            done += 1;
        } else if next.is_none() {
            next = Some(Address::Touchpoint(spot));
        }
    }
    progress(task, done, of, next)
}

fn track(map: &JourneyMap, today: Day) -> Progress {
    let (mut done, mut of, mut next) = (0, 0, None);
    for (holder, action) in actions(map) {
        if !matches!(action.state(), ActionState::Done | ActionState::Verified) {
            continue;
        }
        of += 1;
        if is_measured(action) {
            done += 1;
        } else if next.is_none() {
            next = Some(Address::Action(holder, action.id.clone()));
        }
    }
    let review = match next_review(&map.review, today) {
        None => Kept::Never,
        Some(next) if next.days < 0 => Kept::Overdue,
        Some(_) => Kept::InTime,
    };
    let step = progress(Task::Track, done, of, next);
    Progress { review, is_done: step.is_done && review == Kept::InTime, ..step }
}

fn progress(task: Task, done: usize, of: usize, next: Option<Address>) -> Progress {
    let is_done = of > 0 && done == of;
    Progress { task, done, of, with_support: 0, review: Kept::InTime, is_done, next }
}

fn touchpoints(map: &JourneyMap) -> impl Iterator<Item = (Spot, &Touchpoint)> {
    map.stages
        .iter()
        .flat_map(|stage| stage.touchpoints.iter().map(|it| (Spot::new(&stage.id, &it.id), &**it)))
}

fn actions(map: &JourneyMap) -> impl Iterator<Item = (Holder, &Action)> {
    map.stages.iter().flat_map(|stage| {
        let own = stage.actions.iter().map(|it| (Holder::Stage(stage.id.clone()), it));
        let inside = stage.touchpoints.iter().flat_map(|touchpoint| {
            let holder = Holder::Touchpoint(Spot::new(&stage.id, &touchpoint.id));
            touchpoint.actions.iter().map(move |it| (holder.clone(), it))
        });
        own.chain(inside)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{ActionStep, Id, Number, Stage};

    fn example() -> JourneyMap {
        ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap()
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn figures(map: &JourneyMap, today: &str) -> Vec<(usize, usize, bool)> {
        steps(map, day(today)).iter().map(|it| (it.done, it.of, it.is_done)).collect()
    }

    fn change(map: &mut JourneyMap, stage: usize, row: usize, by: impl FnOnce(&mut Touchpoint)) {
        by(Arc::make_mut(&mut Arc::make_mut(&mut map.stages[stage]).touchpoints[row]));
    }

    #[test]
    fn an_empty_map_has_done_nothing_and_begins_with_the_first_step() {
        let map = JourneyMap::new("Map");
        assert_eq!(figures(&map, "2026-11-21"), [(0, 0, false); 5]);
    }

    #[test]
    fn the_figures_of_the_example_are_those_counted_by_hand() {
        // three stages with touchpoints; of four touchpoints the ad and the
        // duties have goal and owner; all three of the route are rated; the
        // duties hurt (a pain, 1310 tickets) and have an action, the wait is
        // low without a pain; nothing is done yet
        let all = [(3, 3, true), (2, 4, false), (3, 3, true), (1, 1, true), (0, 0, false)];
        assert_eq!(figures(&example(), "2026-11-01"), all);
        let [_, goals, breaks, _, track] = steps(&example(), day("2026-11-01"));
        let wait = Spot::new(&"s-zz41uv".into(), &"t-p0d6rr".into());
        assert_eq!(goals.next, Some(Address::Touchpoint(wait)));
        assert_eq!(breaks.with_support, 1);
        // 90 days after 20 August are over on 18 November
        assert_eq!(track.review, Kept::InTime);
        assert_eq!(steps(&example(), day("2026-11-18"))[4].review, Kept::InTime);
        assert_eq!(steps(&example(), day("2026-11-19"))[4].review, Kept::Overdue);
    }

    #[test]
    fn what_hurts_wants_an_action_that_was_not_dropped() {
        let mut map = example();
        change(&mut map, 1, 0, |it| {
            it.actions[0].states.push(ActionStep {
                on: day("2026-10-01"),
                state: ActionState::Dropped,
                comments: None,
            });
        });
        let [_, _, _, fix, _] = steps(&map, day("2026-11-01"));
        let duties = Spot::new(&"s-b7m0da".into(), &"t-2hc8vp".into());
        assert_eq!((fix.done, fix.of, fix.is_done), (0, 1, false));
        assert_eq!(fix.next, Some(Address::Touchpoint(duties)));
        // without a pain, tickets and votes nobody knows that it hurts
        change(&mut map, 1, 0, |it| {
            it.notes.clear();
            it.votes.clear();
            it.support.months.clear();
        });
        assert_eq!(figures(&map, "2026-11-01")[3], (0, 0, true));
    }

    #[test]
    fn what_was_done_wants_a_value_afterwards_and_a_review_in_time() {
        let mut map = example();
        let done = ActionStep { on: day("2026-10-01"), state: ActionState::Done, comments: None };
        change(&mut map, 1, 0, |it| it.actions[0].states.push(done));
        assert_eq!(figures(&map, "2026-11-01")[4], (0, 1, false));
        assert!(matches!(
            steps(&map, day("2026-11-01"))[4].next,
            Some(Address::Action(Holder::Touchpoint(_), _))
        ));
        change(&mut map, 1, 0, |it| it.actions[0].after = Number::new(80.0).ok());
        assert_eq!(figures(&map, "2026-11-01")[4], (1, 1, true));
        assert_eq!(figures(&map, "2027-11-01")[4], (1, 1, false));
    }

    #[test]
    fn a_stage_without_touchpoints_is_where_the_list_goes_on() {
        let mut map = example();
        map.stages.push(Arc::new(Stage::new(Id::new("s-new"), "Returns")));
        let [list, ..] = steps(&map, day("2026-11-01"));
        assert_eq!((list.done, list.of, list.is_done), (3, 4, false));
        assert_eq!(list.next, Some(Address::Stage("s-new".into())));
    }
}
