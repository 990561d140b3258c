//! The small shop beside a kiosk.

use cjm::insight::{StagePair, Summary, beside};
use cjm::words::{beside_sheet, names_beside, sides_beside};

use super::{kiosk, shop};

/// A stage in both maps, their means in tenths, and the difference in tenths.
type Row<'a> = (Option<&'a str>, Option<&'a str>, [Option<i32>; 2], Option<i32>);

#[expect(clippy::cast_possible_truncation, reason = "a mean is at most 2")]
fn tenths(mean: f64) -> i32 {
    (mean * 10.0).round() as i32
}

fn row<'a>(pair: &StagePair<'a>) -> Row<'a> {
    let mean = |summary: Option<Summary>| summary.and_then(|it| it.mean()).map(tenths);
    let name = |stage: Option<&'a cjm::model::Stage>| stage.map(|stage| &*stage.name);
    let difference = pair.difference().map(tenths);
    (name(pair.one), name(pair.other), pair.summaries().map(mean), difference)
}

#[test]
fn stages_of_one_id_or_name_stand_side_by_side_with_the_difference_of_their_means() {
    let (shop, kiosk) = (shop(), kiosk());
    let pairs = beside(&shop, &kiosk);
    let seen: Vec<_> = pairs.iter().map(row).collect();
    let expected = [
        // +1 / 1 and (−1 + 1) / 2: 0 − 1
        (Some("Find"), Some("Find us"), [Some(10), Some(0)], Some(-10)),
        (None, Some("Stop"), [None, Some(0)], None),
        // −1 / 3 and (1 + 2 + 0) / 3: 1 + 0.333 = 1.333
        (Some("Buy"), Some("buy"), [Some(-3), Some(10)], Some(13)),
        (Some("Wait and use"), None, [Some(-13), None], None),
        // 0.25 to the tenth is 0.3
        (Some("Come back"), None, [Some(3), None], None),
        // nothing is rated on one side
        (Some("Give away"), Some("Give away"), [None, Some(20)], None),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn touchpoints_say_by_how_much_they_feel_different() {
    let (shop, kiosk) = (shop(), kiosk());
    let pairs = beside(&shop, &kiosk);
    let cards: Vec<_> = pairs.iter().flat_map(|pair| &pair.cards).collect();
    let both: Vec<_> = cards
        .iter()
        .filter(|it| !it.is_single())
        .map(|it| (it.one.unwrap().1.id.as_str(), it.difference(), it.differs()))
        .collect();
    let expected = [
        // −1 − 1
        ("t-ad", Some(-2), true),
        // the same by its title; only the kiosk rates it
        ("t-chat", None, true),
        ("t-basket", Some(0), false),
        // 2 − 0
        ("t-pay", Some(2), true),
        // in another stage there: 0 + 2
        ("t-mail", Some(2), true),
    ];
    assert_eq!(both, expected);
    // 20 and 7 touchpoints, of which 5 are the same
    let single =
        |one: bool| cards.iter().filter(move |it| it.is_single() && it.one.is_some() == one);
    assert_eq!((single(true).count(), single(false).count()), (15, 2));
    let names = names_beside([&shop, &kiosk], ["shop", "kiosk"]);
    let table = beside_sheet(&pairs, &names).print(200);
    assert_eq!(
        table.first().unwrap(),
        "A small shop beside A kiosk: 3 touchpoints feel different, 1 is rated on one side only, \
         15 are only with A small shop, 2 are only with A kiosk. + is where A kiosk fares better."
    );
    // 6 stages, and all touchpoints but the basket, of which 2 and one of the
    // stages are not in the first map
    let sides = sides_beside(&pairs);
    assert_eq!(sides.len(), 6 + 5 - 1 + 15 + 2);
    assert_eq!(sides.iter().filter(|is_one| !**is_one).count(), 3);
}

#[test]
fn the_other_way_round_the_signs_turn() {
    let (shop, kiosk) = (shop(), kiosk());
    let differences = |pairs: &[StagePair<'_>]| {
        let mut all: Vec<_> = pairs.iter().filter_map(StagePair::difference).map(tenths).collect();
        all.sort_unstable();
        all
    };
    assert_eq!(differences(&beside(&shop, &kiosk)), [-10, 13]);
    assert_eq!(differences(&beside(&kiosk, &shop)), [-13, 10]);
}
