//! What is missing on a map, in words.

use super::breaks;
use super::conflict::{conflict_sides, field_of};
use super::label::{count, day, in_one_line, note_kind, signed};
use super::sheet::{Cell, Column, Kind, Sheet, Tone};
use crate::insight::breaks::unfixed;
use crate::insight::missing::{Detail, Finding, Rule};
use crate::model::{
    Action, Address, Conflict, Holder, Id, JourneyMap, Level, Medium, Note, Spot, Stage, Touchpoint,
};
use crate::text;

/// The cells that a name takes in a sentence at most.
const NAME: usize = 48;

/// A level, as programs and settings of linters know it.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "info",
    }
}

/// How many findings of each level: `2 errors, 14 warnings, 5 infos`.
pub fn tally(errors: usize, warnings: usize, infos: usize) -> String {
    tally_down_to(Level::Info, [errors, warnings, infos])
}

/// The same without those below `least`, which nobody counted.
pub fn tally_down_to(least: Level, [errors, warnings, infos]: [usize; 3]) -> String {
    let parts = [
        (Level::Error, count(errors, "error", "errors")),
        (Level::Warning, count(warnings, "warning", "warnings")),
        (Level::Info, count(infos, "info", "infos")),
    ];
    let counted = parts.into_iter().filter(|(level, _)| *level <= least);
    counted.map(|(_, said)| said).collect::<Vec<_>>().join(", ")
}

/// Nothing is missing.
pub const NOTHING_IS_MISSING: &str = "Nothing is missing, and nothing is overdue.";

/// The table of what is missing, in the order in which it is given.
pub fn missing_sheet(map: &JourneyMap, findings: &[&Finding]) -> Sheet {
    let columns = vec![
        Column::new("what is missing", Kind::Text(30)),
        Column::giving_way("how it is mended", Kind::Text(24), 1),
        Column::new("level", Kind::Whole),
    ];
    let of = |level| findings.iter().filter(|finding| finding.level == level).count();
    let tally = tally(of(Level::Error), of(Level::Warning), of(Level::Info));
    let off = super::rules_off(map);
    let (head, nothing) = match off.is_empty() {
        true => (format!("{tally}."), NOTHING_IS_MISSING),
        false => (format!("{tally}. {off}."), super::NOTHING_IS_MISSING_BUT),
    };
    let mut sheet = Sheet::new(head, nothing, columns);
    for it in findings {
        let tone = if it.level == Level::Info { Tone::Dim } else { Tone::Bad };
        let cells = vec![
            Cell::plain(finding(map, it)),
            Cell::dim(super::rule_repair(it.rule)),
            Cell::new(level(it.level), tone),
        ];
        sheet.push_part(it.at.clone(), it.rule.code(), cells);
    }
    sheet
}

/// A thing that is missing, where one went to it: what, and how it is mended.
pub fn gone_to_missing(
    map: &JourneyMap,
    it: &Finding,
    place: usize,
    count: usize,
    around: Option<bool>,
) -> String {
    let around = match around {
        None => "",
        Some(true) => " (on from the beginning)",
        Some(false) => " (on from the end)",
    };
    let said = finding(map, it);
    format!("{place} of {count}{around}: {said}. {}", super::rule_repair(it.rule))
}

/// What a finding says, in one sentence without a full stop.
pub fn finding(map: &JourneyMap, finding: &Finding) -> String {
    match &finding.at {
        Address::Map => of_map(map, finding),
        Address::Stage(id) => {
            let name = map.stage(id).map_or_else(String::new, |stage| name(&stage.name));
            match finding.rule {
                Rule::PhaseMissing => format!("stage {name} has no phase"),
                _ => format!("stage {name} has no touchpoints"),
            }
        }
        Address::Touchpoint(spot) => map
            .touchpoint(spot)
            .map_or_else(String::new, |touchpoint| of_touchpoint(map, touchpoint, finding)),
        Address::Note(on, id) => of_note(map, on, id, finding.rule),
        Address::Action(on, id) => of_action(map, on, id, finding),
        Address::Parked(_) => String::new(),
    }
}

fn of_map(map: &JourneyMap, finding: &Finding) -> String {
    let row = || finding.path.rsplit('.').next().and_then(|index| index.parse::<usize>().ok());
    match finding.rule {
        Rule::PersonaMissing => "the map does not say who makes the journey".into(),
        Rule::ObjectiveMissing => "the map has no objective".into(),
        Rule::ScopeMissing if finding.path == "scope.to" => {
            "the map does not say where the journey ends".into()
        }
        Rule::ScopeMissing => "the map does not say where the journey begins".into(),
        Rule::DecisionMissing => "the map does not say which decision it is for".into(),
        Rule::DigitalMissing => "no touchpoint is digital".into(),
        Rule::PhysicalMissing => "no touchpoint is physical".into(),
        Rule::ReviewNever => "the map was never reviewed".into(),
        Rule::ReviewOverdue => format!("the review of the map is {} late", days(&finding.detail)),
        Rule::ConflictUnsettled => row()
            .and_then(|row| map.conflicts.get(row))
            .map_or_else(String::new, |it| clash(map, it)),
        _ => unknown_code(map, finding, row()),
    }
}

fn clash(map: &JourneyMap, conflict: &Conflict) -> String {
    let value = |text: &str| if text.is_empty() { "nothing".into() } else { clipped(text) };
    let sides = conflict_sides(map, conflict);
    let sides: Vec<String> = sides.iter().map(|(_, side)| value(side)).collect();
    let values = match &sides[..] {
        [now, first, second] => format!("{now} here, and {first} or {second} elsewhere"),
        sides => sides.join(" here and ") + " elsewhere",
    };
    let thing = match map.address_of(&conflict.at) {
        Some(at) => thing(map, &at),
        None => "something that is gone".into(),
    };
    format!("{} of {thing} is {values}", clipped(&field_of(conflict)))
}

fn unknown_code(map: &JourneyMap, finding: &Finding, row: Option<usize>) -> String {
    let codes = &map.findings;
    let code = row.and_then(|row| {
        if finding.path.starts_with("findings.off") {
            codes.off.get(row)
        } else {
            codes.levels.get(row).map(|(code, _)| code)
        }
    });
    let code = clipped(code.map_or("", |code| code));
    match finding.detail {
        Detail::Nearest(Some(rule)) => {
            format!("there is no rule “{code}”; did you mean {}?", rule.code())
        }
        _ => format!("there is no rule “{code}”; cjm check --rules lists them"),
    }
}

fn of_touchpoint(map: &JourneyMap, touchpoint: &Touchpoint, finding: &Finding) -> String {
    let title = name(&touchpoint.title);
    match finding.rule {
        Rule::EmotionMissing => format!("{title} is not rated"),
        Rule::GoalMissing => format!("{title} has no experience goal"),
        Rule::OwnerMissing => format!("{title} has no owner"),
        Rule::ChannelMissing => format!("{title} has no channel"),
        Rule::TitleProcess => format!("{title} reads like what the company does"),
        Rule::TitleTwice => match &finding.detail {
            Detail::Other(other) => format!("{title} {}", stands_twice(map, finding, other)),
            _ => format!("{title} stands on the map twice"),
        },
        Rule::LowUnexplained => {
            let felt = touchpoint.emotion.map(signed).unwrap_or_default();
            format!("{title} feels bad ({felt}), and no pain or action says why")
        }
        Rule::BreakUnanswered => {
            let shown = unfixed(touchpoint).map(breaks::in_any_year).unwrap_or_default();
            format!("{title} fails ({shown}), and no action is there")
        }
        Rule::RiskUnprevented => format!("{title} is a high risk, and no action prevents it"),
        Rule::AssumedOnly => format!("{title} is only assumed"),
        Rule::HandoverMissing => match &finding.detail {
            Detail::Other(next) => format!("from {title} to {}", crossing(map, touchpoint, next)),
            _ => format!("from {title} to the next there is no handover"),
        },
        _ => {
            let ago = days(&finding.detail);
            let every = count(usize::from(map.review.every_days.get()), "day", "days");
            format!("{title} was found to be true {ago} ago, and is looked at every {every}")
        }
    }
}

/// A step to a touchpoint that is not made of the same.
fn crossing(map: &JourneyMap, from: &Touchpoint, to: &Spot) -> String {
    let next = thing(map, &Address::Touchpoint(to.clone()));
    let way = match from.medium {
        Some(Medium::Digital) => "from digital to physical",
        _ => "from physical to digital",
    };
    format!("{next} it goes {way}, without a handover")
}

/// Where the other touchpoint of the same title stands.
fn stands_twice(map: &JourneyMap, finding: &Finding, other: &Spot) -> String {
    let same = matches!(&finding.at, Address::Touchpoint(spot) if spot.stage == other.stage);
    match map.stage(&other.stage).filter(|_| !same) {
        Some(stage) => format!("stands in {} as well", stage_called(stage)),
        None => "stands twice in this stage".into(),
    }
}

fn of_note(map: &JourneyMap, on: &Holder, id: &Id, rule: Rule) -> String {
    let notes = map.notes(on).unwrap_or_default();
    let Some(note) = notes.iter().find(|note| note.id == *id) else { return String::new() };
    let what = format!("{} at {}", note_called(note), holder(map, on));
    match rule {
        Rule::PainUnowned => format!("{what} has no owner"),
        Rule::LinkBroken => {
            format!("{what} contradicts a touchpoint that is gone: {}", name(&note.with))
        }
        _ => format!("{what} is said to be fixed, and nobody has verified it"),
    }
}

fn of_action(map: &JourneyMap, on: &Holder, id: &Id, finding: &Finding) -> String {
    let actions = map.actions(on).unwrap_or_default();
    let Some(action) = actions.iter().find(|action| action.id == *id) else {
        return String::new();
    };
    let what = format!("{} at {}", action_called(action), holder(map, on));
    match finding.rule {
        Rule::ActionUnowned => format!("{what} has no owner"),
        Rule::ActionUndated => format!("{what} has no date"),
        Rule::ActionUnmeasured => format!("{what} has no measure"),
        Rule::ActionOverdue => {
            let due = action.due.map(|due| format!(", on {}", day(due))).unwrap_or_default();
            format!("{what} was due {} ago{due}", days(&finding.detail))
        }
        Rule::ResultMissing if finding.path == "after" => {
            let metric = name(&action.metric);
            format!("{what} is done, and {metric} was not measured after")
        }
        Rule::ResultMissing => format!("{what} is done, and does not say what was changed"),
        Rule::LinkBroken => {
            let row = finding.path.rsplit('.').next().and_then(|row| row.parse::<usize>().ok());
            let gone = row.and_then(|row| action.answers.get(row)).map_or("", Id::as_str);
            format!("{what} answers a note that is gone: {}", name(gone))
        }
        _ => format!("{what} is done, and nobody has verified it"),
    }
}

/// A thing by its name, with its kind where a name alone would not tell it.
fn thing(map: &JourneyMap, at: &Address) -> String {
    let none = || "something that is gone".to_owned();
    match at {
        Address::Map => "the map".into(),
        Address::Stage(id) => map.stage(id).map_or_else(none, |stage| stage_called(stage)),
        Address::Touchpoint(spot) => {
            map.touchpoint(spot).map_or_else(none, |touchpoint| name(&touchpoint.title))
        }
        Address::Note(on, id) => {
            let notes = map.notes(on).unwrap_or_default();
            notes.iter().find(|note| note.id == *id).map_or_else(none, note_called)
        }
        Address::Action(on, id) => {
            let actions = map.actions(on).unwrap_or_default();
            actions.iter().find(|action| action.id == *id).map_or_else(none, action_called)
        }
        Address::Parked(id) => {
            let parked = map.parking.iter().find(|parked| parked.id == *id);
            parked.map_or_else(none, |parked| name(&parked.text))
        }
    }
}

fn holder(map: &JourneyMap, on: &Holder) -> String {
    match on {
        Holder::Stage(id) => thing(map, &Address::Stage(id.clone())),
        Holder::Touchpoint(spot) => thing(map, &Address::Touchpoint(spot.clone())),
    }
}

fn stage_called(stage: &Stage) -> String {
    format!("stage {}", name(&stage.name))
}

fn note_called(note: &Note) -> String {
    format!("the {} {}", note_kind(note.kind), name(&note.text))
}

fn action_called(action: &Action) -> String {
    format!("the action {}", name(&action.title))
}

/// A name between quotation marks, in one line and not too long.
fn name(name: &str) -> String {
    if name.trim().is_empty() {
        "one without a title".into()
    } else {
        format!("“{}”", clipped(name))
    }
}

/// A text in one line and not too long; a quotation mark that it opens is
/// closed.
pub(super) fn clipped(text: &str) -> String {
    let whole = text::display(&in_one_line(text)).into_owned();
    let mut clipped = text::clip(&whole, NAME).into_owned();
    if clipped != whole && clipped.starts_with('“') {
        clipped.push('”');
    }
    clipped
}

fn days(detail: &Detail) -> String {
    match detail {
        Detail::Days(days) => count(usize::try_from(*days).unwrap_or_default(), "day", "days"),
        _ => count(0, "day", "days"),
    }
}
