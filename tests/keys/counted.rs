//! How many keys the common acts take, text aside: the scribe of a workshop
//! has no more.

use cjm::model::{JourneyMap, NoteKind};

use crate::maps::sized;
use crate::screen::{Screen, count};

/// The map after `keys`, with the focus on the first of three cards; and how
/// many keys that were without the text between `{` and `}`.
fn after(keys: &str) -> (JourneyMap, usize) {
    let mut map = sized(2, 3);
    std::sync::Arc::make_mut(&mut map.stages[0]).touchpoints.iter_mut().for_each(|card| {
        std::sync::Arc::make_mut(card).owner = "Payments".into();
    });
    let mut screen = Screen::new(map, 100, 30);
    let text: usize =
        keys.split('{').skip(1).map(|part| part.split('}').next().unwrap().chars().count()).sum();
    let plain = keys.replace(['{', '}'], "");
    screen.keys(&plain);
    ((**screen.state.map()).clone(), count(&plain) - text)
}

#[test]
fn a_touchpoint_is_added_rated_owned_and_given_a_goal_and_a_pain_with_thirteen_keys() {
    let (map, keys) =
        after("o{Pays by card}<esc>2co{Pay}<tab><enter>cg{Clear}<enter>ap{Slow}<esc>");
    let card = &map.stages[0].touchpoints[1];
    assert_eq!(&*card.title, "Pays by card");
    assert_eq!(card.emotion.unwrap().get(), -1);
    assert_eq!((&*card.owner, &*card.goal), ("Payments", "Clear"));
    assert_eq!((card.notes[0].kind, &*card.notes[0].text), (NoteKind::Pain, "Slow"));
    assert_eq!(keys, 2 + 1 + 4 + 3 + 3);
}

#[test]
fn a_card_is_moved_to_another_stage_with_one_key() {
    let (map, keys) = after("L");
    assert_eq!(map.stages[1].touchpoints.len(), 4);
    assert_eq!(keys, 1);
}

#[test]
fn ten_touchpoints_take_one_key_each_and_their_text() {
    let (map, keys) = after(&format!("o{}<esc>", "{Asks}<enter>".repeat(10)));
    assert_eq!(map.stages[0].touchpoints.len(), 13);
    assert_eq!(keys, 12);
}

#[test]
fn an_owner_for_three_cards_takes_a_key_a_card_and_three() {
    let (map, keys) = after("<space><space><space>co{Ops}<enter>");
    assert!(map.stages[0].touchpoints.iter().all(|card| &*card.owner == "Ops"));
    assert_eq!(keys, 3 + 3);
}
