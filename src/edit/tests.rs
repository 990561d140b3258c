//! What single edits, steps and histories do.

use std::sync::Arc;

use super::{Draft, Edit, Ids, Join, Refused, apply, script};
use crate::model::{
    Emotion, Id, JourneyMap, MapField, Spot, Stage, Touchpoint, TouchpointField as Field,
};

fn start() -> JourneyMap {
    let mut map = JourneyMap::new("Order");
    for column in ["s1", "s2"] {
        let mut stage = Stage::new(column.into(), column);
        for row in ["a", "b", "c"] {
            let id = format!("{column}{row}");
            stage.touchpoints.push(Arc::new(Touchpoint::new(id.as_str().into(), &id)));
        }
        map.stages.push(Arc::new(stage));
    }
    map
}

fn set(id: &str, field: Field) -> Edit {
    Edit::Touchpoint(Spot::new(&id[..2].into(), &id.into()), field)
}

fn title(id: &str, title: &str) -> Edit {
    set(id, Field::Title(title.into()))
}

fn add(id: &str) -> Edit {
    let touchpoint = Arc::new(Touchpoint::new(id.into(), ""));
    Edit::AddTouchpoint { stage: "s1".into(), index: 0, touchpoint }
}

fn draft(edits: &[(Edit, Join)]) -> Draft {
    let mut draft = Draft::new(Arc::new(start()));
    for (edit, join) in edits {
        draft.commit(vec![edit.clone()], *join).unwrap();
    }
    draft
}

#[test]
fn an_edit_shares_all_but_the_way_to_its_place() {
    let before = start();
    let after = apply(&before, &[title("s1b", "new")]).unwrap();
    let cards = |map: &JourneyMap, row: usize| Arc::clone(&map.stages[0].touchpoints[row]);
    assert!(Arc::ptr_eq(&before.stages[1], &after.stages[1]));
    assert!(Arc::ptr_eq(&cards(&before, 0), &cards(&after, 0)));
    assert_eq!(cards(&after, 1).title, "new");
    assert_eq!(before, start());
}

#[test]
fn a_touchpoint_that_moved_since_is_found_all_the_same() {
    let from = Spot::new(&"s1".into(), &"s1a".into());
    let away = Edit::MoveTouchpoint { from, stage: "s2".into(), index: 3 };
    let after = apply(&start(), &[away, title("s1a", "found")]).unwrap();
    assert_eq!(after.stages[1].touchpoints[3].title, "found");
}

#[test]
fn an_index_is_counted_without_what_moves() {
    let from = Spot::new(&"s1".into(), &"s1a".into());
    let to = |index| Edit::MoveTouchpoint { from: from.clone(), stage: "s1".into(), index };
    let after = apply(&start(), &[to(2)]).unwrap();
    assert_eq!(after.stages[0].touchpoints[2].id, Id::new("s1a"));
    let refused = apply(&start(), &[to(3)]);
    assert_eq!(refused, Err(Refused::Place { edit: 0, index: 3, last: 2 }));
}

#[test]
fn an_id_that_is_taken_is_refused_and_one_that_is_free_again_is_not() {
    let spot = Spot::new(&"s1".into(), &"s1a".into());
    let taken = apply(&start(), &[title("s1b", "x"), add("s2c")]);
    assert_eq!(taken, Err(Refused::Add { edit: 1, id: "s2c".into() }));
    assert!(apply(&start(), &[Edit::RemoveTouchpoint(spot), add("s1a")]).is_ok());
    let mut twice = Stage::new("s3".into(), "");
    twice.touchpoints = vec![Arc::new(Touchpoint::new("s3".into(), ""))];
    let refused = apply(&start(), &[Edit::AddStage { index: 0, stage: Arc::new(twice) }]);
    assert_eq!(refused, Err(Refused::Add { edit: 0, id: "s3".into() }));
    assert_eq!(apply(&start(), &[add("")]), Err(Refused::Name { edit: 0 }));
}

#[test]
fn a_refusal_says_what_was_tried_and_what_to_do() {
    let refused = apply(&start(), &[title("s1x", "new")]).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Change 1 is about touchpoint s1x, which is not on this map (any more): \
         look at the map as it is now, then change it again."
    );
}

#[test]
fn a_commit_that_changes_nothing_is_no_step() {
    let draft = draft(&[(title("s1a", "s1a"), Join::New)]);
    assert!(!draft.can_undo());
}

#[test]
fn typing_is_one_step_and_undone_at_once() {
    let mut draft = draft(&[
        (add("s1n"), Join::New),
        (title("s1n", "D"), Join::Previous),
        (title("s1n", "Du"), Join::Previous),
        (set("s1n", Field::Owner("Ivo".into())), Join::Previous),
        (title("s1n", "Duties"), Join::New),
    ]);
    let edits: Vec<usize> = draft.history().done().map(|step| step.edits.len()).collect();
    assert_eq!(edits, [1, 1, 2], "the latest first");
    draft.undo();
    draft.undo();
    assert_eq!(draft.map().stages[0].touchpoints[0].title, "Du");
    draft.undo();
    assert_eq!(**draft.map(), start());
}

#[test]
fn what_is_typed_and_taken_back_by_hand_leaves_no_step() {
    let draft = draft(&[(title("s1a", "x"), Join::New), (title("s1a", "s1a"), Join::Previous)]);
    assert!(!draft.can_undo());
    assert_eq!(**draft.map(), start());
}

#[test]
fn a_step_does_not_grow_over_what_another_program_did() {
    let mut draft = draft(&[(title("s1a", "x"), Join::New)]);
    let base = Arc::clone(draft.map());
    let theirs = apply(&base, &[title("s2a", "theirs")]).unwrap();
    draft.foreign(&base, &theirs);
    draft.commit(vec![title("s1a", "y")], Join::Previous).unwrap();
    assert_eq!(draft.history().done().len(), 2);
    draft.undo();
    draft.undo();
    assert_eq!(**draft.map(), apply(&start(), &[title("s2a", "theirs")]).unwrap());
}

#[test]
fn undo_of_a_field_that_another_program_changed_since_keeps_theirs_and_says_so() {
    let mut draft = draft(&[(set("s1a", Field::Emotion(Some(Emotion::WORST))), Join::New)]);
    let base = Arc::clone(draft.map());
    let best = set("s1a", Field::Emotion(Some(Emotion::BEST)));
    let theirs = apply(&base, &[best]).unwrap();
    draft.foreign(&base, &theirs);
    let undone = draft.undo().unwrap();
    assert!(undone.edits.is_empty());
    assert_eq!(undone.conflicts.len(), 1);
    assert_eq!(**draft.map(), theirs, "no conflict is written into the map");
}

#[test]
fn a_new_step_forgets_what_was_undone() {
    let mut draft = draft(&[(title("s1a", "x"), Join::New)]);
    draft.undo();
    assert!(draft.can_redo());
    draft.commit(vec![title("s1a", "y")], Join::Previous).unwrap();
    assert!(!draft.can_redo());
    assert_eq!(draft.history().done().len(), 1);
}

#[test]
fn at_least_a_thousand_steps_can_be_undone() {
    let mut draft = draft(&[]);
    for number in 0..2_100 {
        draft.commit(vec![title("s1a", &number.to_string())], Join::New).unwrap();
    }
    let mut undone = 0;
    while draft.undo().is_some() {
        undone += 1;
    }
    assert_eq!(undone, 2_000);
    assert_eq!(draft.map().stages[0].touchpoints[0].title, "99");
}

#[test]
fn a_script_moves_what_moved_and_is_as_small_as_the_difference() {
    let before = start();
    let mut after = before.clone();
    let card = Arc::make_mut(&mut after.stages[0]).touchpoints.remove(0);
    Arc::make_mut(&mut after.stages[1]).touchpoints.insert(1, card);
    after.set(MapField::Owner("Maya".into()));
    let from = Spot::new(&"s1".into(), &"s1a".into());
    assert_eq!(
        script(&before, &after),
        [
            Edit::Map(MapField::Owner("Maya".into())),
            Edit::MoveTouchpoint { from, stage: "s2".into(), index: 1 },
        ]
    );
}

#[test]
fn the_same_seed_gives_the_same_ids_and_a_draft_passes_over_those_it_has() {
    let mut ids = Ids::seeded(7);
    let first = ids.next('t');
    assert_eq!(first, Ids::seeded(7).next('t'));
    let mut draft = draft(&[(add(first.as_str()), Join::New)]);
    let new = draft.new_id(&mut Ids::seeded(7), 't');
    assert_eq!(new, ids.next('t'));
    assert!(new.as_str().starts_with("t-") && new.as_str().len() == 8);
}

#[test]
fn an_id_that_another_program_brought_is_taken() {
    let mut draft = draft(&[]);
    let base = Arc::clone(draft.map());
    draft.foreign(&base, &apply(&base, &[add("theirs")]).unwrap());
    let refused = draft.commit(vec![add("theirs")], Join::New);
    assert_eq!(refused, Err(Refused::Add { edit: 0, id: "theirs".into() }));
}

#[test]
fn a_script_frees_ids_that_name_other_kinds_of_things() {
    let before = start();
    let mut after = before.clone();
    // The first stage goes with its cards; its id and a card's are used again.
    after.stages.remove(0);
    let last = Arc::make_mut(&mut after.stages[0]);
    last.touchpoints.push(Arc::new(Touchpoint::new("s1".into(), "a card now")));
    let note = crate::model::Note::new("s1b".into(), crate::model::NoteKind::Idea, "a note now");
    last.notes.push(note);
    assert_eq!(apply(&before, &script(&before, &after)), Ok(after));
}

#[test]
fn an_id_is_given_out_once_before_the_edit_that_brings_it_is_made() {
    let mut draft = Draft::new(Arc::new(JourneyMap::new("Order")));
    // two sources that begin alike: at some 20,000 cards one source repeats itself
    let mut given: Vec<Id> =
        [7, 7, 7].iter().map(|seed| draft.new_id(&mut Ids::seeded(*seed), 't')).collect();
    given.dedup();
    assert_eq!(given.len(), 3);
}
