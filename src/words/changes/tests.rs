use std::sync::Arc;

use super::*;
use crate::compare::diff;
use crate::model::{
    Action, ActionState, ActionStep, Check, Emotion, Note, NoteKind, Stage, Touchpoint, Voice,
};

/// A map with the stages Discover (two cards) and Checkout (one card with a
/// pain and an action).
fn map() -> JourneyMap {
    let card = |id: &str, title: &str| Touchpoint::new(Id::new(id), title);
    let mut duties = card("t-3", "Duties appear");
    duties.notes = vec![Note::new(Id::new("n-1"), NoteKind::Pain, "On top")];
    duties.actions = vec![Action::new(Id::new("a-1"), "Show them early")];
    let mut discover = Stage::new(Id::new("s-1"), "Discover");
    discover.touchpoints =
        vec![Arc::new(card("t-1", "Sees the ad")), Arc::new(card("t-2", "Reads"))];
    let mut checkout = Stage::new(Id::new("s-2"), "Checkout");
    checkout.touchpoints = vec![Arc::new(duties)];
    let mut map = JourneyMap::new("Order");
    map.stages = vec![Arc::new(discover), Arc::new(checkout)];
    map
}

/// What `change` does to the map, in indented lines.
fn lines(change: impl FnOnce(&mut JourneyMap)) -> Vec<String> {
    let old = map();
    let mut new = map();
    change(&mut new);
    let changes = diff(&old, &new);
    let told = told(&old, &new, &changes);
    let mut named: Vec<usize> = told.iter().filter_map(|line| line.change).collect();
    named.sort_unstable();
    assert_eq!(named, (0..changes.len()).collect::<Vec<_>>(), "each change is told once");
    told.iter().map(|line| format!("{}{}", "  ".repeat(line.depth), line.text)).collect()
}

fn card(map: &mut JourneyMap, stage: usize, row: usize) -> &mut Touchpoint {
    Arc::make_mut(&mut Arc::make_mut(&mut map.stages[stage]).touchpoints[row])
}

#[test]
fn changes_stand_under_their_stages_and_cards_in_the_order_of_the_map() {
    let lines = lines(|map| {
        map.owner = "Maya".into();
        card(map, 1, 0).emotion = Emotion::new(-2).ok();
        card(map, 1, 0).notes[0].text = "They come on top".into();
        let step = ActionStep {
            on: Day::parse("2026-11-12").unwrap(),
            state: ActionState::Done,
            comments: None,
        };
        card(map, 1, 0).actions[0].states.push(step);
        card(map, 0, 1).tags = vec!["shoes".into(), "ads".into()];
    });
    assert_eq!(
        lines,
        [
            "The map",
            "  owner: nothing → “Maya”",
            "Stage “Discover”",
            "  “Reads”: tags: nothing → “shoes”, “ads”",
            "Stage “Checkout”",
            "  “Duties appear”",
            "    emotion: not rated → −2",
            "    pain “They come on top”: text: “On top” → “They come on top”",
            "    action “Show them early”: done on 12 Nov 2026",
        ]
    );
}

#[test]
fn what_is_new_gone_or_elsewhere_is_said_in_its_place() {
    let said = lines(|map| {
        let moved = Arc::make_mut(&mut map.stages[0]).touchpoints.remove(1);
        let checkout = Arc::make_mut(&mut map.stages[1]);
        checkout.touchpoints.push(moved);
        checkout.touchpoints.push(Arc::new(Touchpoint::new(Id::new("t-9"), "Pays")));
        map.stages.push(Arc::new(Stage::new(Id::new("s-3"), "After")));
        card(map, 1, 0).notes.clear();
    });
    assert_eq!(
        said,
        [
            "Stage “Checkout”",
            "  “Duties appear”",
            "    pain “On top” removed",
            "  “Reads” moved here from “Discover”",
            "  “Pays” added",
            "Stage “After” added, with 0 touchpoints",
        ]
    );
    let said = lines(|map| {
        map.stages.remove(1);
        Arc::make_mut(&mut map.stages[0]).touchpoints.remove(0);
    });
    assert_eq!(said, ["Stage “Discover”", "  “Sees the ad” removed", "Stage “Checkout” removed"]);
    let said = lines(|map| map.stages.reverse());
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[1].starts_with("  moved from place "), "{said:?}");
}

#[test]
fn rows_long_texts_and_days_are_said_as_they_are_read() {
    let said = lines(|map| {
        let card = card(map, 0, 0);
        card.doing = "word ".repeat(40).trim().into();
        card.checked = Day::parse("2026-11-22").ok();
        card.voices.push(Voice {
            by: "Ivo".into(),
            department: "".into(),
            emotion: None,
            text: "fine".into(),
            comments: None,
        });
        card.checklist.push(Check { text: "Total [net.]".into(), done: true, comments: None });
    });
    assert_eq!(said[..2], ["Stage “Discover”", "  “Sees the ad”"]);
    assert!(said[2].starts_with("    doing changed: “word word"), "{said:?}");
    assert!(said[2].ends_with('…'), "{said:?}");
    assert_eq!(
        said[3..],
        [
            "    voices Ivo added",
            "    checked: nothing → 22 Nov 2026",
            "    checklist Total [net.] added",
        ]
    );
}

#[test]
fn what_is_said_to_be_added_or_removed_is_counted_as_that() {
    let old = map();
    let mut new = map();
    let check = Check { text: "Total".into(), done: true, comments: None };
    card(&mut new, 0, 0).checklist.push(check);
    card(&mut new, 0, 0).tags = vec!["shoes".into()];
    let on = Day::parse("2026-11-12").unwrap();
    let step = ActionStep { on, state: ActionState::Done, comments: None };
    card(&mut new, 1, 0).actions[0].states.push(step);
    card(&mut new, 1, 0).notes.clear();
    for (one, other) in [(&old, &new), (&new, &old)] {
        let changes = diff(one, other);
        let told = told(one, other, &changes);
        let ends = |word: &str| told.iter().filter(|it| it.text.ends_with(word)).count();
        let tally = Tally::of(&changes);
        assert_eq!((tally.added, tally.removed), (ends(" added"), ends(" removed")), "{told:?}");
        assert_eq!((tally.added, tally.removed, tally.changed), (1, 1, 2));
    }
}

#[test]
fn nothing_different_is_nothing_said() {
    assert!(lines(|_| {}).is_empty());
    assert_eq!(changes_tally(Tally::default()), "nothing changed");
}
