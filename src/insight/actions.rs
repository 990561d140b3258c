//! All actions of a map, in the order in which one asks for them.

use std::cmp::Reverse;

use super::two_by_two::quick_win;
use crate::model::{Action, ActionState, Day, Holder, JourneyMap, Metric, Spot, Stage, Touchpoint};
use crate::text;

/// An action and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct PlacedAction<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// The touchpoint; none for an action on the stage as a whole.
    pub touchpoint: Option<&'a Touchpoint>,
    /// The action.
    pub action: &'a Action,
}

/// What comes first among actions. What is equal stands by date, and then as
/// on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ActionOrder {
    /// What is open before what is not; the earliest date first, what has none
    /// last.
    #[default]
    Date,
    /// By who does it; nobody last.
    Owner,
    /// What is being done, is back, is to be done; then what was done,
    /// verified, dropped.
    State,
    /// What is open before what is not; quick wins, then the most benefit for
    /// the least effort, what is not estimated last.
    Worth,
}

impl PlacedAction<'_> {
    /// The card or stage that has it.
    pub fn holder(&self) -> Holder {
        match self.touchpoint {
            Some(touchpoint) => Holder::Touchpoint(Spot::new(&self.stage.id, &touchpoint.id)),
            None => Holder::Stage(self.stage.id.clone()),
        }
    }
}

impl<'a> PlacedAction<'a> {
    /// The metric that it names.
    pub fn metric(&self, map: &'a JourneyMap) -> Option<&'a Metric> {
        self.action.metric_of(self.touchpoint, map)
    }
}

/// All actions, as they stand on the board: those of a stage before those of
/// its touchpoints.
pub fn actions(map: &JourneyMap) -> impl Iterator<Item = PlacedAction<'_>> {
    map.stages.iter().flat_map(|stage| {
        let stage: &Stage = stage;
        let own = stage.actions.iter().map(move |action| (None, action));
        let below = stage.touchpoints.iter().flat_map(|touchpoint| {
            let touchpoint: &Touchpoint = touchpoint;
            touchpoint.actions.iter().map(move |action| (Some(touchpoint), action))
        });
        own.chain(below).map(move |(touchpoint, action)| PlacedAction { stage, touchpoint, action })
    })
}

impl ActionOrder {
    /// All, in the order in which one goes through them.
    pub const ALL: [Self; 4] = [Self::Date, Self::Owner, Self::State, Self::Worth];

    /// The next one, around the end.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|order| *order == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    /// Puts actions into this order.
    pub fn sort(self, actions: &mut [PlacedAction<'_>]) {
        self.sort_with(actions, |placed| placed.action);
    }

    /// Puts things into this order, each of which has an action.
    pub fn sort_with<T>(self, things: &mut [T], action: impl Fn(&T) -> &Action) {
        let closed = |it: &Action| !it.state().is_open();
        match self {
            Self::Date => things.sort_by_key(|it| (closed(action(it)), by_date(action(it)))),
            Self::Owner => things.sort_by_cached_key(|it| {
                let owner = &action(it).owner;
                (owner.is_empty(), text::sort_alike(owner), by_date(action(it)))
            }),
            Self::State => things.sort_by_key(|it| (rank(action(it)), by_date(action(it)))),
            Self::Worth => things.sort_by_key(|it| {
                let it = action(it);
                (closed(it), !quick_win(it), Reverse(worth(it)), by_date(it))
            }),
        }
    }
}

/// Whether it is to be done, and its day is over.
pub fn is_overdue(action: &Action, today: Day) -> bool {
    action.state().is_open() && action.due.is_some_and(|due| due < today)
}

/// The date, and before it whether there is none.
fn by_date(action: &Action) -> (bool, Option<Day>) {
    (action.due.is_none(), action.due)
}

/// Benefit less effort; none where one of them is not estimated, which is
/// less than all that is.
fn worth(action: &Action) -> Option<i16> {
    Some(i16::from(action.benefit?.get()) - i16::from(action.effort?.get()))
}

fn rank(action: &Action) -> u8 {
    match action.state() {
        ActionState::Doing => 0,
        ActionState::Reopened => 1,
        ActionState::Todo => 2,
        ActionState::Done => 3,
        ActionState::Verified => 4,
        ActionState::Dropped => 5,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{ActionStep, Id, Scale};

    /// Title, state, date, owner, effort and benefit of each.
    type Given = (&'static str, ActionState, &'static str, &'static str, i64, i64);

    fn sorted(order: ActionOrder, given: &[Given]) -> Vec<String> {
        let mut stage = Stage::new(Id::new("s"), "Stage");
        let mut card = Touchpoint::new(Id::new("t"), "Card");
        for (n, (title, state, due, owner, effort, benefit)) in given.iter().enumerate() {
            let mut action = Action::new(Id::new(&format!("a-{n}")), title);
            let on = Day::parse("2026-11-01").unwrap();
            action.states.push(ActionStep { on, state: *state, comments: None });
            action.due = Day::parse(due).ok();
            action.owner = (*owner).into();
            action.effort = Scale::new(*effort).ok();
            action.benefit = Scale::new(*benefit).ok();
            if n == 0 { stage.actions.push(action) } else { card.actions.push(action) }
        }
        stage.touchpoints.push(Arc::new(card));
        let mut map = JourneyMap::new("Map");
        map.stages.push(Arc::new(stage));
        let mut all: Vec<_> = actions(&map).collect();
        order.sort(&mut all);
        all.iter().map(|placed| placed.action.title.to_string()).collect()
    }

    const GIVEN: [Given; 5] = [
        ("closed", ActionState::Verified, "2026-01-01", "ops", 1, 5),
        ("dateless", ActionState::Doing, "", "Zoe", 5, 5),
        ("late", ActionState::Todo, "2026-10-01", "", 0, 0),
        ("soon", ActionState::Reopened, "2026-12-01", "Änne", 2, 4),
        ("dropped", ActionState::Dropped, "2026-09-01", "Ops", 3, 3),
    ];

    #[test]
    fn by_date_what_is_open_comes_first_and_what_has_no_date_after_what_has_one() {
        let titles = sorted(ActionOrder::Date, &GIVEN);
        assert_eq!(titles, ["late", "soon", "dateless", "closed", "dropped"]);
    }

    #[test]
    fn by_owner_accents_and_capitals_do_not_count_and_nobody_is_last() {
        let titles = sorted(ActionOrder::Owner, &GIVEN);
        assert_eq!(titles, ["soon", "closed", "dropped", "dateless", "late"]);
    }

    #[test]
    fn owners_of_any_script_stand_as_a_person_would_put_them() {
        let owners = ["发货", "Яна", "Team 10", "зима", "Zoe", "Änne", "Team 2", ""];
        let given = owners.map(|owner| (owner, ActionState::Todo, "", owner, 0, 0));
        let sorted = sorted(ActionOrder::Owner, &given);
        assert_eq!(sorted, ["Änne", "Team 2", "Team 10", "Zoe", "зима", "Яна", "发货", ""]);
    }

    #[test]
    fn by_state_what_is_being_done_comes_first() {
        let titles = sorted(ActionOrder::State, &GIVEN);
        assert_eq!(titles, ["dateless", "soon", "late", "closed", "dropped"]);
    }

    #[test]
    fn by_worth_quick_wins_come_first_and_what_is_not_estimated_last() {
        let titles = sorted(ActionOrder::Worth, &GIVEN);
        assert_eq!(titles, ["soon", "dateless", "late", "closed", "dropped"]);
    }

    #[test]
    fn orders_go_round() {
        let mut order = ActionOrder::default();
        for _ in ActionOrder::ALL {
            order = order.next();
        }
        assert_eq!(order, ActionOrder::default());
    }
}
