//! What a comparison and a merge say about small maps.

use super::{Change, Merged, ThingKind, What, diff, merge};
use crate::model::{Address, Holder, Id, JourneyMap, Spot};

/// Two stages, two cards in the first, a note on its first card.
const BASE: &str = r#"(
    format: 1, title: "Order", tags: ["a", "b"],
    stages: [
        (id: "s1", name: "One", touchpoints: [
            (id: "t1", title: "Ad", notes: [(id: "n1", kind: Pain, text: "slow")]),
            (id: "t2", title: "Chat", votes: [(by: "Ivo", dots: 1)]),
        ]),
        (id: "s2", name: "Two"),
    ],
    parking: [(id: "p1", text: "Gift")],
)"#;

fn map(text: &str) -> JourneyMap {
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(text).unwrap()
}

/// The base with one part of its text put in another's place.
fn with(changes: &[(&str, &str)]) -> JourneyMap {
    let mut text = BASE.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    map(&text)
}

/// The base without its first card, or without its first stage.
fn without_first_card() -> JourneyMap {
    let mut map = with(&[]);
    std::sync::Arc::make_mut(&mut map.stages[0]).touchpoints.remove(0);
    map
}

fn without_first_stage() -> JourneyMap {
    let mut map = with(&[]);
    map.stages.remove(0);
    map
}

fn merged(ours: &JourneyMap, theirs: &JourneyMap) -> Merged {
    merge(&with(&[]), ours, theirs)
}

/// The ids of the map, holders with what they hold in brackets.
fn outline(map: &JourneyMap) -> String {
    let mut outline = String::new();
    for stage in &map.stages {
        outline.push_str(&format!("{}[", stage.id));
        for card in &stage.touchpoints {
            let notes: Vec<&str> = card.notes.iter().map(|note| note.id.as_str()).collect();
            outline.push_str(&format!("{}({})", card.id, notes.join(" ")));
        }
        outline.push(']');
    }
    outline
}

fn conflicts(merged: &Merged) -> Vec<String> {
    let each = merged.map.conflicts.iter();
    each.map(|c| format!("{} {}: {} > {} | {}", c.at, c.field, c.base, c.ours, c.theirs)).collect()
}

#[test]
fn two_values_for_one_field_are_a_conflict_and_ours_is_in_force() {
    let ours = with(&[(r#"title: "Ad""#, r#"title: "Ad", emotion: -2"#)]);
    let theirs = with(&[(r#"title: "Ad""#, r#"title: "Ad", emotion: -1, owner: "Maya""#)]);
    let merged = merged(&ours, &theirs);
    assert_eq!(conflicts(&merged), ["t1 emotion: None > -2 | -1"]);
    let card = &merged.map.stages[0].touchpoints[0];
    assert_eq!(card.emotion.map(|emotion| emotion.get()), Some(-2));
    assert_eq!(card.owner, "Maya");
}

#[test]
fn a_conflict_is_named_once_however_often_it_arises() {
    let ours = with(&[("Order", "Ours")]);
    let theirs = with(&[("Order", "Theirs")]);
    let first = merged(&ours, &theirs);
    assert_eq!(conflicts(&first), [r#" title: "Order" > "Ours" | "Theirs""#]);
    let again = merged(&first.map, &theirs);
    assert_eq!(conflicts(&again).len(), 1);
    let other_side = merged(&theirs, &first.map);
    assert_eq!(conflicts(&other_side).len(), 1);
}

#[test]
fn a_conflict_in_a_row_names_the_row() {
    let ours = with(&[("dots: 1", "dots: 2")]);
    let theirs = with(&[("dots: 1", "dots: 3")]);
    assert_eq!(conflicts(&merged(&ours, &theirs)), ["t2 votes[Ivo].dots: 1 > 2 | 3"]);
}

#[test]
fn moved_here_and_edited_there_is_both() {
    let moved = with(&[
        (r#"(id: "t2", title: "Chat", votes: [(by: "Ivo", dots: 1)]),"#, ""),
        (
            r#"name: "Two""#,
            r#"name: "Two", touchpoints: [(id: "t2", title: "Chat", votes: [(by: "Ivo", dots: 1)])]"#,
        ),
    ]);
    let edited = with(&[("Chat", "Phone")]);
    for merged in [merged(&moved, &edited), merged(&edited, &moved)] {
        assert_eq!(outline(&merged.map), "s1[t1(n1)]s2[t2()]");
        assert_eq!(merged.map.stages[1].touchpoints[0].title, "Phone");
        assert_eq!(merged.conflicts, []);
    }
}

#[test]
fn moved_to_two_places_stays_where_we_put_it() {
    let third =
        (r#"(id: "s2", name: "Two"),"#, r#"(id: "s2", name: "Two"), (id: "s3", name: "Three"),"#);
    let base = with(&[third]);
    let moved_to = |stage: &str| {
        let mut map = base.clone();
        let card = std::sync::Arc::make_mut(&mut map.stages[0]).touchpoints.remove(1);
        let column = map.stage_index(&Id::new(stage)).unwrap();
        std::sync::Arc::make_mut(&mut map.stages[column]).touchpoints.push(card);
        map
    };
    let merged = merge(&base, &moved_to("s2"), &moved_to("s3"));
    assert_eq!(outline(&merged.map), "s1[t1(n1)]s2[t2()]s3[]");
    assert_eq!(conflicts(&merged), [r#"t2 stage: "s1" > "s2" | "s3""#]);
}

#[test]
fn an_edit_beats_a_deletion_and_brings_all_back_that_went_with_it() {
    let edited = with(&[(r#"title: "Ad""#, r#"title: "Poster""#)]);
    for merged in [merged(&without_first_card(), &edited), merged(&edited, &without_first_card())] {
        assert_eq!(outline(&merged.map), "s1[t1(n1)t2()]s2[]");
        assert_eq!(merged.conflicts, []);
    }
}

#[test]
fn something_new_inside_beats_a_deletion() {
    let added =
        with(&[(r#"text: "slow")"#, r#"text: "slow"), (id: "n2", kind: Idea, text: "x")"#)]);
    let merged = merged(&without_first_card(), &added);
    assert_eq!(outline(&merged.map), "s1[t1(n1 n2)t2()]s2[]");
}

#[test]
fn a_deleted_stage_comes_back_for_the_card_that_was_edited_in_it_alone() {
    let edited = with(&[("Chat", "Phone")]);
    let merged = merged(&without_first_stage(), &edited);
    assert_eq!(outline(&merged.map), "s1[t2()]s2[]");
}

#[test]
fn what_nobody_touched_stays_deleted() {
    let elsewhere = with(&[(r#"name: "Two""#, r#"name: "Pay""#)]);
    assert_eq!(outline(&merged(&without_first_card(), &elsewhere).map), "s1[t2()]s2[]");
    assert_eq!(outline(&merged(&elsewhere, &without_first_stage()).map), "s2[]");
}

#[test]
fn additions_of_both_at_one_place_stand_ours_first() {
    let add = |id: &str| {
        let card = format!(r#"(id: "{id}", title: "new"), (id: "t2""#);
        with(&[(r#"(id: "t2""#, &card)])
    };
    assert_eq!(outline(&merged(&add("o"), &add("t")).map), "s1[t1(n1)o()t()t2()]s2[]");
    let append = |id: &str| {
        let stage = format!(r#"name: "Two", touchpoints: [(id: "{id}", title: "new")]"#);
        with(&[(r#"name: "Two""#, &stage)])
    };
    assert_eq!(outline(&merged(&append("o"), &append("t")).map), "s1[t1(n1)t2()]s2[o()t()]");
}

#[test]
fn a_new_order_of_theirs_is_kept_beside_additions_of_ours() {
    let mut theirs = with(&[]);
    theirs.stages.swap(0, 1);
    let ours = with(&[(r#"(id: "s2""#, r#"(id: "new", name: "New"), (id: "s2""#)]);
    assert_eq!(outline(&merged(&ours, &theirs).map), "s2[]s1[t1(n1)t2()]new[]");
}

#[test]
fn words_are_merged_as_a_set() {
    let ours = with(&[(r#"["a", "b"]"#, r#"["a", "b", "c"]"#)]);
    let theirs = with(&[(r#"["a", "b"]"#, r#"["b", "d"]"#)]);
    let merged = merged(&ours, &theirs);
    assert_eq!(merged.map.tags, ["b", "c", "d"]);
    assert_eq!(merged.conflicts, []);
}

#[test]
fn a_parked_entry_that_became_a_note_here_and_was_edited_there_is_kept_beside_the_note() {
    let ours = with(&[
        (r#"(id: "p1", text: "Gift")"#, ""),
        (r#"title: "Chat""#, r#"title: "Chat", notes: [(id: "p1", kind: Idea, text: "Gift")]"#),
    ]);
    let theirs = with(&[("Gift", "Gift wrapping")]);
    for merged in [merged(&ours, &theirs), merged(&theirs, &ours)] {
        assert_eq!(outline(&merged.map), "s1[t1(n1)t2(p1)]s2[]");
        assert_eq!(merged.map.parking[0].id.as_str(), "p1-2");
        assert_eq!(merged.map.parking[0].text, "Gift wrapping");
    }
}

#[test]
fn a_merge_shares_what_a_side_had() {
    let base = with(&[]);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    std::sync::Arc::make_mut(&mut ours.stages[0]).name = "Uno".into();
    std::sync::Arc::make_mut(&mut theirs.stages[1]).name = "Due".into();
    let merged = merge(&base, &ours, &theirs).map;
    assert!(std::sync::Arc::ptr_eq(&merged.stages[0], &ours.stages[0]));
    assert!(std::sync::Arc::ptr_eq(&merged.stages[1], &theirs.stages[1]));
}

#[test]
fn a_diff_tells_fields_rows_moves_and_what_came_and_went() {
    let new = with(&[
        (
            r#"title: "Ad""#,
            r#"title: "Poster", support: (months: [(month: "2026-09", tickets: 3)])"#,
        ),
        ("dots: 1", "dots: 4"),
        (r#", notes: [(id: "n1", kind: Pain, text: "slow")]"#, ""),
        (
            r#"name: "Two""#,
            r#"name: "Two", touchpoints: [(id: "t3", title: "New", notes: [(id: "n1", kind: Pain, text: "slow")])]"#,
        ),
        (r#"(id: "p1", text: "Gift")"#, ""),
    ]);
    let changes = diff(&with(&[]), &new);
    let field = |name: &str, before: &str, after: &str| What::Field {
        name: name.into(),
        before: before.into(),
        after: after.into(),
    };
    let of = |change: &Change| (change.at.id().unwrap().to_string(), change.what.clone());
    let told: Vec<(String, What)> = changes.iter().map(of).collect();
    let expected = [
        ("t1", field("title", r#""Ad""#, r#""Poster""#)),
        ("t1", field("support.months[2026-09]", "None", r#"(month: "2026-09", tickets: 3)"#)),
        ("t2", field("votes[Ivo].dots", "1", "4")),
        ("t3", What::Added(ThingKind::Touchpoint)),
    ];
    for ((id, what), told) in expected.iter().zip(&told) {
        assert_eq!((*id, what), (told.0.as_str(), &told.1));
    }
    let What::Moved { from, to } = &told[4].1 else { panic!("{told:?}") };
    assert_eq!((from.title.as_ref(), to.title.as_ref()), ("Ad", "New"));
    let on = Holder::Touchpoint(Spot::new(&"s2".into(), &"t3".into()));
    assert_eq!(changes[4].at, Address::Note(on, "n1".into()));
    assert_eq!(told[5], ("p1".into(), What::Removed(ThingKind::Parked)));
    assert_eq!(told.len(), 6);
}

#[test]
fn a_move_beats_a_deletion() {
    let moved = with(&[
        (r#", notes: [(id: "n1", kind: Pain, text: "slow")]"#, ""),
        (r#"title: "Chat","#, r#"title: "Chat", notes: [(id: "n1", kind: Pain, text: "slow")],"#),
    ]);
    for merged in [merged(&moved, &without_first_card()), merged(&without_first_card(), &moved)] {
        assert_eq!(outline(&merged.map), "s1[t2(n1)]s2[]");
    }
}

#[test]
fn a_changed_row_beats_its_deletion_and_an_unchanged_one_stays_out() {
    let removed = with(&[(r#"(by: "Ivo", dots: 1)"#, "")]);
    let changed = with(&[("dots: 1", "dots: 2")]);
    let other = with(&[
        (r#"title: "Chat""#, r#"title: "Phone""#),
        ("dots: 1)", r#"dots: 1), (by: "Maya", dots: 2)"#),
    ]);
    let voters = |ours: &JourneyMap, theirs: &JourneyMap| {
        let votes = merged(ours, theirs).map.stages[0].touchpoints[1].votes.clone();
        votes.iter().map(|vote| vote.by.to_string()).collect::<Vec<String>>()
    };
    assert_eq!(voters(&removed, &changed), ["Ivo"]);
    assert_eq!(voters(&changed, &removed), ["Ivo"]);
    assert_eq!(voters(&removed, &other), ["Maya"]);
}

#[test]
fn what_both_added_under_one_id_is_merged_field_by_field() {
    let add = |fields: &str| {
        let card = format!(r#"touchpoints: [(id: "new", {fields})]"#);
        with(&[(r#"name: "Two""#, &format!(r#"name: "Two", {card}"#))])
    };
    let ours = add(r#"title: "New", owner: "Ivo""#);
    let theirs = add(r#"title: "Newer", channel: "Web""#);
    let merged = merged(&ours, &theirs);
    let card = &merged.map.stages[1].touchpoints[0];
    assert_eq!((&*card.title, &*card.owner, &*card.channel), ("New", "Ivo", "Web"));
    assert_eq!(conflicts(&merged), [r#"new title: None > "New" | "Newer""#]);
}

#[test]
fn two_reports_of_one_conflict_are_no_conflict() {
    let report = |ours: &str| {
        let row = format!(
            r#"conflicts: [(at: "t1", field: "emotion", base: "None", ours: "{ours}", theirs: "0")], stages:"#
        );
        with(&[("stages:", &row)])
    };
    let merged = merged(&report("-2"), &report("-1"));
    assert_eq!(conflicts(&merged), ["t1 emotion: None > -2 | 0"]);
}

#[test]
fn a_new_order_of_rows_is_told() {
    let votes = |rows: &str| with(&[(r#"(by: "Ivo", dots: 1)"#, rows)]);
    let before = votes(r#"(by: "Ivo", dots: 1), (by: "Maya", dots: 2)"#);
    let after = votes(r#"(by: "Maya", dots: 2), (by: "Ivo", dots: 1)"#);
    let told: Vec<What> = diff(&before, &after).into_iter().map(|change| change.what).collect();
    assert_eq!(told, [What::Order { name: "votes".into() }]);
}
