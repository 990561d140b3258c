//! Reviews in words: recording one, what is due, what changed since.

use super::label::{count, day, quoted, signed};
use super::look_back::kept_on_day;
use super::{changes_tally, name_of};
use crate::insight::{KeptOn, NextReview, Since, Worse};
use crate::model::{Address, Day, JourneyMap};
use crate::text::fold;
use crate::words::Tally;

/// Why a map is usually looked at again: offered behind what was said before.
const USUAL_REASONS: [&str; 5] =
    ["New goals", "New pains", "New process", "New insights", "New feedback"];

/// What is asked for when a review is recorded, by whom that is.
pub fn review_reason(by: &str) -> String {
    if by.is_empty() { "review, why now:".into() } else { format!("review by {by}, why now:") }
}

/// The head over what is due.
pub const DUE: &str = "What is due";
/// Nothing is due.
pub const NOTHING_DUE: &str = "Nothing is late, worse or waiting to be verified";
/// In the footer of a list: to what the line is about.
pub const FOOTER_GO_THERE: &str = "go there";
/// In the footer while a reason is asked for.
pub const FOOTER_RECORD: &str = "record";
/// There is no stage with a card to be checked.
pub const NO_CARD_TO_CHECK: &str = "There is no card in this stage to be still true";

/// Reasons to offer for a review: those that were `used`, and behind them the
/// usual ones.
pub fn review_reasons(mut used: Vec<String>) -> Vec<String> {
    let said: Vec<String> = used.iter().map(|reason| fold(reason)).collect();
    let more = USUAL_REASONS.into_iter().filter(|reason| !said.contains(&fold(reason)));
    used.extend(more.map(str::to_owned));
    used
}

/// A day without the year where that is this one: `20 August`.
pub fn day_near(of: Day, today: Day) -> String {
    let is_this_year = of.as_str()[..4] == today.as_str()[..4];
    let form = if is_this_year { "%-d %B" } else { "%-d %B %Y" };
    of.date().strftime(form).to_string()
}

/// When a map is to be looked at again: `the next is due on 20 Feb 2027, in 90
/// days`.
pub fn next_due(next: Option<NextReview>) -> String {
    let Some(NextReview { due, days, .. }) = next else { return String::new() };
    let when = match days {
        0 => "today".to_owned(),
        days @ 1.. => format!("in {}", count(days.unsigned_abs() as usize, "day", "days")),
        days => format!("{} late", count(days.unsigned_abs() as usize, "day", "days")),
    };
    format!("the next is due on {}, {when}", day(due))
}

/// A review was recorded by the owner of the map; `open` is the key that goes
/// to where another name is entered.
pub fn reviewed(by: &str, next: Option<NextReview>, open: &str) -> String {
    let next = next_due(next);
    if by.is_empty() {
        return format!("Review recorded; {next} · {open} says by whom");
    }
    format!("Review by {by}, the owner of the map, recorded; {next} · {open} changes the name")
}

/// The same for a shell, with who did it.
pub fn reviewed_by(map: &JourneyMap, on: Day, by: &str, next: Option<NextReview>) -> String {
    let by = if by.is_empty() { String::new() } else { format!(" by {by}") };
    format!("Review of {} on {}{by}; {}.", quoted(&map.title), day(on), next_due(next))
}

/// A review that was recorded before with all the same words.
pub fn reviewed_already(map: &JourneyMap, on: Day) -> String {
    format!("This review of {} on {} was recorded already.", quoted(&map.title), day(on))
}

/// What changed since the snapshot of a day; `list` is the command that says
/// all of it, and counts the same. The review that was just recorded is one of
/// the changes where `is_with_review`.
pub fn changed_since(on: Day, of: Tally, is_with_review: bool, list: &str) -> String {
    let (on, counted) = (day(on), changes_tally(of));
    let review_alone = Tally { added: 1, ..Tally::default() };
    match is_with_review {
        _ if of == Tally::default() => format!("Since {on}: {counted}."),
        true if of == review_alone => format!("Since {on}: nothing changed but this review."),
        true => format!("Since {on}: {counted}, with this review; {list} lists it."),
        false => format!("Since {on}: {counted}; {list} lists it."),
    }
}

/// There was no snapshot before.
pub const FIRST_SNAPSHOT: &str =
    "This is the first snapshot; the next review says what changed since.";

/// The review is recorded, but nothing was kept to compare with; why, as a
/// sentence.
pub fn no_snapshot_kept(why: &str) -> String {
    format!("The review is recorded, but without a snapshot to compare with: {why}")
}

/// The same for a shell; `again` is the command to give once more.
pub fn no_snapshot_kept_again(why: &str, again: &str) -> String {
    format!(
        "the review is recorded, but without a snapshot to compare with: {why}; once that is \
         mended, {again} with the same words keeps the snapshot"
    )
}

/// There is nothing to compare with yet.
pub const NO_SNAPSHOT_YET: &str =
    "Nothing to compare with yet: r r records a review and keeps a snapshot";

/// Nothing changed since then.
pub fn unchanged_since(on: KeptOn) -> String {
    format!("Nothing changed since {}", kept_on_day(on))
}

/// The head over what changed since then.
pub fn changes_since(on: KeptOn, of: Tally) -> String {
    format!("Since {}: {}", kept_on_day(on), changes_tally(of))
}

/// Cards were found to be still true.
pub fn still_true(titles: &[String]) -> String {
    match titles {
        [title] => format!("{} is still true, as of today", quoted(title)),
        several => {
            format!("{} are still true, as of today", count(several.len(), "card", "cards"))
        }
    }
}

/// One line for who comes back: what is due, and what became of the map since
/// `then`. Empty where there is nothing to say.
pub fn greeting(since: &Since, then: Option<Day>, today: Day) -> String {
    let mut parts = Vec::new();
    if since.overdue > 0 {
        parts.push(format!("Review {} overdue", count(since.overdue as usize, "day", "days")));
    }
    if !since.late.is_empty() {
        parts.push(format!("{} late", count(since.late.len(), "action", "actions")));
    }
    let changed: Vec<String> = [
        (since.fixed.len(), "fixed"),
        (since.worse.len(), "worse"),
        (since.unverified.len(), "unverified"),
    ]
    .iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, what)| format!("{number} {what}"))
    .collect();
    if !changed.is_empty() {
        let changed = changed.join(", ");
        parts.push(match then {
            Some(then) => format!("since {}: {changed}", day_near(then, today)),
            None => changed,
        });
    }
    // whatever comes first begins the line
    parts.join(" · ").replacen("since", "Since", usize::from(parts.len() == 1))
}

/// What shows the list behind a greeting.
pub fn with_enter(greeting: &str) -> String {
    format!("{greeting} · enter lists them")
}

/// The review is late.
pub fn review_is_late(days: u32) -> String {
    format!("Review {} overdue: enter records one", count(days as usize, "day", "days"))
}

/// An action is late.
pub fn action_is_late(map: &JourneyMap, at: &Address, owner: &str, due: Day) -> String {
    let owner = if owner.is_empty() { String::new() } else { format!(", {owner}") };
    format!("Late: action {}{owner}, was due on {}", name_of(map, at), day(due))
}

/// A touchpoint got worse.
pub fn got_worse(map: &JourneyMap, worse: &Worse) -> String {
    let title = name_of(map, &Address::Touchpoint(worse.at.clone()));
    let felt = worse.emotion.map(|(was, is)| format!("{} → {}", signed(was), signed(is)));
    let csat = worse.csat.map(|(was, is)| format!("CSAT {was} → {is}"));
    let what: Vec<String> = felt.into_iter().chain(csat).collect();
    format!("Worse: {title}, {}", what.join(", "))
}

/// Nobody has verified it.
pub fn is_unverified(map: &JourneyMap, at: &Address) -> String {
    format!("Not verified: {}", noted(map, at))
}

/// It was fixed or done.
pub fn was_fixed(map: &JourneyMap, at: &Address) -> String {
    match at {
        Address::Action(..) => format!("Done: {}", noted(map, at)),
        _ => format!("Fixed: {}", noted(map, at)),
    }
}

/// A note or action with what it is.
fn noted(map: &JourneyMap, at: &Address) -> String {
    let name = name_of(map, at);
    match at {
        Address::Action(..) => format!("action {name}"),
        Address::Note(holder, id) => {
            let notes = map.notes(holder).unwrap_or_default();
            let kind = notes.iter().find(|note| note.id == *id).map(|note| note.kind);
            format!("{} {name}", kind.map_or("note", super::note_kind))
        }
        _ => name,
    }
}

/// A map has no snapshots; `map` as one types it.
pub fn no_snapshot(map: &str) -> String {
    format!("there is no snapshot of {map} yet: cjm review {map} records a review and keeps one")
}

/// No snapshot is from that day or before.
pub fn no_snapshot_so_old(map: &str, asked: Day, oldest: Day) -> String {
    format!(
        "there is no snapshot of {map} from {} or before: the oldest is {map}@{oldest}",
        day(asked)
    )
}

/// That day has no snapshot of that number, but so many.
pub fn no_such_snapshot(map: &str, of: Day, nth: u32, number: usize) -> String {
    let has = match number {
        0 => "none".to_owned(),
        number => format!("{number}; {map}@{of} is the last of them"),
    };
    format!("there is no snapshot {nth} of {map} from {}: that day has {has}", day(of))
}

/// Behind the sentence that a snapshot cannot be read: an older one.
pub fn older_snapshot(map: &str, older: Day) -> String {
    format!("; the one before is {map}@{older}")
}

/// There is no snapshot of the day that was asked for.
pub fn snapshot_before(asked: Day, found: Day) -> String {
    format!("there is no snapshot of {}; this is the one before, of {}", day(asked), day(found))
}

/// Git did not give the file of a map.
pub fn no_revision(path: &str, revision: &str, why: &str) -> String {
    format!(
        "could not get {path} at the revision {revision}: {why}; behind an @ stand review, a day \
         such as 2026-08-20, or a revision of the git repository that the file is in"
    )
}
