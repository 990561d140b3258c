//! The tables of a map: as text, and as JSON for programs.

use serde::Serialize;

use crate::insight::missing::{Finding, missing};
use crate::insight::{
    self, ActionOrder, Outcome, PlacedAction, Risk, Verdict, is_overdue, quick_win,
};
use crate::model::{Day, JourneyMap};
use crate::words;
use crate::words::sheet::Sheet;

/// A table of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    /// What is done about it.
    Actions(ActionOrder),
    /// What is not filled in, or is due.
    Missing,
    /// What came of that.
    Results,
    /// What is known to go wrong.
    Risks,
}

/// An action as JSON. What is not filled in is null, or an empty text.
#[derive(Serialize)]
struct ActionRow<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(flatten)]
    place: PlaceOfRow<'a>,
    owner: &'a str,
    due: Option<String>,
    /// Open, and its day is over.
    late: bool,
    /// As in the file: `Todo`, `Doing`, `Done`, `Verified`, `Reopened`, `Dropped`.
    state: &'static str,
    /// The day of its state.
    since: Option<String>,
    effort: Option<u8>,
    benefit: Option<u8>,
    quick_win: bool,
    measure: &'a str,
}

/// An action of one of the maps of the library.
#[derive(Clone, Copy)]
pub(super) struct OfMap<'a> {
    /// What commands call the map.
    pub(super) name: &'a str,
    /// Its title.
    pub(super) title: &'a str,
    /// The action.
    pub(super) placed: PlacedAction<'a>,
}

impl<'a> OfMap<'a> {
    /// What the map is called.
    pub(super) fn called(&self) -> &'a str {
        if self.title.is_empty() { self.name } else { self.title }
    }
}

/// The same as JSON.
#[derive(Serialize)]
pub(super) struct RowOfAll<'a> {
    map: &'a str,
    map_title: &'a str,
    #[serde(flatten)]
    action: ActionRow<'a>,
}

/// What is missing, as JSON: the names are those of `cjm check`.
#[derive(Serialize)]
struct MissingRow<'a> {
    code: &'static str,
    level: &'static str,
    sentence: String,
    repair: &'static str,
    /// The id of the thing; null for the map itself.
    id: Option<&'a str>,
    field: &'a str,
}

/// What came of an action, as JSON.
#[derive(Serialize)]
struct ResultRow<'a> {
    id: &'a str,
    #[serde(flatten)]
    place: PlaceOfRow<'a>,
    issue: &'a str,
    change: &'a str,
    metric: &'a str,
    /// As in the file: `Percent`, `Days` and so on; null without a metric.
    unit: Option<&'static str>,
    before: Option<f64>,
    after: Option<f64>,
    /// After less before.
    difference: Option<f64>,
    /// The same in percent of before.
    difference_percent: Option<f64>,
    /// `better`, `same` or `worse`; null where it cannot be said.
    verdict: Option<&'static str>,
    state: &'static str,
}

/// A risk as JSON.
#[derive(Serialize)]
struct RiskRow<'a> {
    #[serde(flatten)]
    place: PlaceOfRow<'a>,
    /// What usually goes wrong; null where nothing was noted.
    problem: Option<String>,
    goal: &'a str,
    /// The titles of the actions that prevent it.
    prevented_by: Vec<&'a str>,
}

/// Where it stands: the stage, and the touchpoint but for what is about the
/// stage as a whole.
#[derive(Serialize)]
struct PlaceOfRow<'a> {
    stage: &'a str,
    touchpoint: Option<&'a str>,
    touchpoint_id: Option<&'a str>,
}

/// A table as text.
pub(super) fn sheet(map: &JourneyMap, table: Table, today: Day) -> Sheet {
    match table {
        Table::Actions(order) => words::actions_sheet(&sorted(map, order), order, today, ""),
        Table::Missing => {
            words::missing_sheet(map, &missing(map, today).iter().collect::<Vec<_>>())
        }
        Table::Results => words::results_sheet(&insight::results(map).collect::<Vec<_>>()),
        Table::Risks => words::risks_sheet(&insight::risks(map).collect::<Vec<_>>()),
    }
}

/// The rows of a table as a value for programs.
///
/// # Errors
/// None that can be met: texts and numbers are JSON.
pub(super) fn json(
    map: &JourneyMap,
    table: Table,
    today: Day,
) -> serde_json::Result<serde_json::Value> {
    match table {
        Table::Actions(order) => {
            let rows = sorted(map, order).into_iter().map(|placed| action_row(placed, today));
            serde_json::to_value(rows.collect::<Vec<_>>())
        }
        Table::Missing => {
            let found = missing(map, today);
            serde_json::to_value(found.iter().map(|it| missing_row(map, it)).collect::<Vec<_>>())
        }
        Table::Results => {
            serde_json::to_value(insight::results(map).map(result_row).collect::<Vec<_>>())
        }
        Table::Risks => serde_json::to_value(insight::risks(map).map(risk_row).collect::<Vec<_>>()),
    }
}

/// The rows of the table of all maps, for programs.
pub(super) fn of_all<'a>(actions: &[OfMap<'a>], today: Day) -> Vec<RowOfAll<'a>> {
    let row = |it: &OfMap<'a>| RowOfAll {
        map: it.name,
        map_title: it.title,
        action: action_row(it.placed, today),
    };
    actions.iter().map(row).collect()
}

fn sorted(map: &JourneyMap, order: ActionOrder) -> Vec<PlacedAction<'_>> {
    let mut all: Vec<_> = insight::actions(map).collect();
    order.sort(&mut all);
    all
}

fn place<'a>(placed: &PlacedAction<'a>) -> PlaceOfRow<'a> {
    PlaceOfRow {
        stage: &placed.stage.name,
        touchpoint: placed.touchpoint.map(|touchpoint| &*touchpoint.title),
        touchpoint_id: placed.touchpoint.map(|touchpoint| touchpoint.id.as_str()),
    }
}

fn action_row(placed: PlacedAction<'_>, today: Day) -> ActionRow<'_> {
    let action = placed.action;
    ActionRow {
        id: action.id.as_str(),
        title: &action.title,
        place: place(&placed),
        owner: &action.owner,
        due: action.due.map(|due| due.to_string()),
        late: is_overdue(action, today),
        state: action.state().word(),
        since: action.since().map(|since| since.to_string()),
        effort: action.effort.map(|effort| effort.get()),
        benefit: action.benefit.map(|benefit| benefit.get()),
        quick_win: quick_win(action),
        measure: &action.measure,
    }
}

fn missing_row<'a>(map: &JourneyMap, finding: &'a Finding) -> MissingRow<'a> {
    MissingRow {
        code: finding.rule.code(),
        level: words::level(finding.level),
        sentence: words::finding(map, finding),
        repair: words::rule_repair(finding.rule),
        id: finding.at.id().map(crate::model::Id::as_str),
        field: &finding.path,
    }
}

fn result_row(outcome: Outcome<'_>) -> ResultRow<'_> {
    let action = outcome.placed.action;
    ResultRow {
        id: action.id.as_str(),
        place: place(&outcome.placed),
        issue: outcome.was,
        change: outcome.change,
        metric: &action.metric,
        unit: outcome.metric.map(|metric| metric.unit.word()),
        before: action.before.map(|before| before.get()),
        after: action.after.map(|after| after.get()),
        difference: outcome.difference,
        difference_percent: outcome.share,
        verdict: outcome.verdict.map(|verdict| match verdict {
            Verdict::Better => "better",
            Verdict::Same => "same",
            Verdict::Worse => "worse",
        }),
        state: action.state().word(),
    }
}

fn risk_row(risk: Risk<'_>) -> RiskRow<'_> {
    RiskRow {
        place: PlaceOfRow {
            stage: &risk.stage.name,
            touchpoint: Some(&risk.touchpoint.title),
            touchpoint_id: Some(risk.touchpoint.id.as_str()),
        },
        problem: risk.problem.map(words::problem_in_words),
        goal: &risk.touchpoint.goal,
        prevented_by: risk.preventive().map(|action| &*action.title).collect(),
    }
}
