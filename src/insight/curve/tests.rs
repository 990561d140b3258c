use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::{Day, Id, JourneyMap, Touchpoint, Walk};

fn felt(value: i64) -> Option<Emotion> {
    // what is no emotion stands for not rated
    Emotion::new(value).ok()
}

/// A card as a test names it: emotion, target, and whether it is a detour.
type Card = (i64, i64, bool);

fn map(stages: &[Vec<Card>]) -> JourneyMap {
    let mut map = JourneyMap::new("Map");
    for (s, cards) in stages.iter().enumerate() {
        let mut stage = Stage::new(Id::new(&format!("s{s}")), "Stage");
        for (t, (emotion, target, detour)) in cards.iter().enumerate() {
            let mut card = Touchpoint::new(Id::new(&format!("t{s}-{t}")), "Card");
            (card.emotion, card.target, card.detour) = (felt(*emotion), felt(*target), *detour);
            stage.touchpoints.push(Arc::new(card));
        }
        map.stages.push(Arc::new(stage));
    }
    map
}

fn named(values: &[i64]) -> Vec<usize> {
    peaks(&values.iter().map(|&value| felt(value)).collect::<Vec<_>>())
}

#[test]
fn lows_come_before_highs() {
    assert_eq!(named(&[1, 2, 0, -2, 1]), [3, 1]);
}

#[test]
fn of_equal_neighbours_the_first_is_named() {
    assert_eq!(named(&[0, -2, -2, -2, 0]), [1]);
}

#[test]
fn what_is_not_rated_is_no_neighbour() {
    assert_eq!(named(&[0, 9, -1, 9, 0]), [2]);
    assert_eq!(named(&[-2, 9, -1]), [0, 2]);
}

#[test]
fn the_line_meets_its_points_and_stays_between_them() {
    assert!((between(-2.0, 1.0, 0.0) + 2.0).abs() < 1e-9);
    assert!((between(-2.0, 1.0, 1.0) - 1.0).abs() < 1e-9);
    for n in 0..=100 {
        let y = between(-2.0, 1.0, f64::from(n) / 100.0);
        assert!((-2.0..=1.0).contains(&y));
    }
}

#[test]
fn a_detour_stands_between_its_neighbours_and_has_no_point() {
    let map = map(&[vec![(1, 9, false), (-2, 9, true), (0, 9, true), (2, 9, false)], vec![]]);
    let curve = Curve::of(&map);
    let xs: Vec<f64> = curve.points.iter().map(|point| point.x).collect();
    assert_eq!(xs, [0.5, 1.5]);
    assert!(curve.beside.iter().all(|detour| detour.x > 0.5 && detour.x < 1.5));
    assert!(curve.beside[0].x < curve.beside[1].x);
    // a stage without a point takes a place all the same
    assert_eq!((curve.stages[1].start, curve.stages[1].end), (2, 3));
}

#[test]
fn the_newest_walk_counts_also_where_it_says_nothing() {
    let mut map = map(&[vec![(1, 9, false), (1, 9, false)]]);
    let walk = |on: &str, emotion| Walk {
        on: Day::parse(on).unwrap(),
        by: "Maya".into(),
        passed: true,
        emotion: felt(emotion),
        text: "".into(),
        comments: None,
    };
    let stage = Arc::make_mut(&mut map.stages[0]);
    Arc::make_mut(&mut stage.touchpoints[0]).walks =
        vec![walk("2026-09-02", -1), walk("2026-05-01", 2)];
    Arc::make_mut(&mut stage.touchpoints[1]).walks =
        vec![walk("2026-05-01", 2), walk("2026-09-02", 9)];
    let curve = Curve::of(&map);
    let line = curve.series.iter().find(|it| it.kind == SeriesKind::Walked).unwrap();
    assert_eq!(line.emotions, [felt(-1), None]);
}

#[test]
fn handovers_stand_behind_what_they_follow() {
    let mut map = map(&[vec![(1, 9, false), (1, 9, false)], vec![(0, 9, false)]]);
    let stage = Arc::make_mut(&mut map.stages[0]);
    stage.handover.text = "Onward".into();
    for card in &mut stage.touchpoints {
        Arc::make_mut(card).handover.emotion = felt(-1);
    }
    let passages = Curve::of(&map).passages;
    let places: Vec<(f64, bool)> = passages.iter().map(|it| (it.x, it.to_stage)).collect();
    assert_eq!(places, [(1.0, false), (1.75, false), (2.0, true)]);
}

fn stages() -> impl Strategy<Value = Vec<Vec<Card>>> {
    let card = (-3..=3_i64, -3..=3_i64, prop::bool::weighted(0.2));
    prop::collection::vec(prop::collection::vec(card, 0..7), 0..6)
}

proptest! {
    #[test]
    fn every_touchpoint_on_the_route_is_one_point_and_no_detour_is(stages in stages()) {
        let curve = Curve::of(&map(&stages));
        let points: Vec<(usize, usize)> =
            curve.points.iter().map(|point| (point.column, point.row)).collect();
        let on_route: Vec<(usize, usize)> = (0..)
            .zip(&stages)
            .flat_map(|(column, cards)| {
                (0..).zip(cards).filter(|(_, card)| !card.2).map(move |(row, _)| (column, row))
            })
            .collect();
        prop_assert_eq!(points, on_route);
        let beside = stages.iter().flatten().filter(|card| card.2).count();
        prop_assert_eq!(curve.beside.len(), beside);
        let mapped: Vec<_> =
            curve.points.iter().map(|point| felt(stages[point.column][point.row].0)).collect();
        prop_assert_eq!(&curve.series[0].emotions, &mapped);
    }

    #[test]
    fn points_go_on_to_the_right_each_within_its_stage(stages in stages()) {
        let curve = Curve::of(&map(&stages));
        prop_assert!(curve.points.windows(2).all(|pair| pair[0].x < pair[1].x));
        for point in &curve.points {
            let span = curve.stages[point.column];
            prop_assert!(point.x > span.start as f64 && point.x < span.end as f64);
        }
        for pair in curve.stages.windows(2) {
            prop_assert_eq!(pair[0].end, pair[1].start);
        }
    }

    #[test]
    fn a_line_meets_its_points_and_never_leaves_what_can_be_felt(stages in stages()) {
        let map = map(&stages);
        let (curve, outline) = (Curve::of(&map), Outline::of(&map));
        for series in &curve.series {
            for (point, emotion) in curve.points.iter().zip(&series.emotions) {
                let height = curve.height(series, point.x);
                prop_assert_eq!(height, emotion.map(|emotion| f64::from(emotion.get())));
            }
            for n in 0..outline.units() * 10 {
                let height = curve.height(series, n as f64 / 10.0);
                prop_assert!(height.is_none_or(|height| (-2.0..=2.0).contains(&height)));
            }
            for run in series.runs() {
                let (first, last) = (&curve.points[run.start], &curve.points[run.end - 1]);
                prop_assert!(curve.height(series, f64::midpoint(first.x, last.x)).is_some());
                prop_assert!(series.emotions.get(run.end).is_none_or(Option::is_none));
            }
        }
    }

    #[test]
    fn stages_in_another_order_are_points_in_another_order(stages in stages()) {
        let ids = |map: &JourneyMap| -> Vec<String> {
            let points = Curve::of(map).points;
            points.iter().map(|point| point.touchpoint.id.as_str().to_owned()).collect()
        };
        let (before, mut after) = (map(&stages), map(&stages));
        after.stages.reverse();
        let mut expected: Vec<Vec<String>> = vec![Vec::new(); stages.len()];
        for point in Curve::of(&before).points {
            expected[point.column].push(point.touchpoint.id.as_str().to_owned());
        }
        expected.reverse();
        prop_assert_eq!(ids(&after), expected.concat());
    }

    #[test]
    fn a_part_is_the_whole_as_far_as_it_goes(stages in stages(), from in 0..20_usize, units in 1..9_usize) {
        let map = map(&stages);
        let (outline, whole) = (Outline::of(&map), Curve::of(&map));
        let part = outline.curve(from..from + units);
        let range = from as f64..(from + units) as f64;
        let inside = |curve: &Curve| -> Vec<Point> {
            curve.points.iter().filter(|point| range.contains(&point.x)).cloned().collect()
        };
        prop_assert_eq!(inside(&part), inside(&whole));
        let names = |curve: &Curve| -> Vec<f64> {
            let xs = curve.named.iter().map(|n| curve.points[*n].x);
            xs.filter(|x| range.contains(x)).collect()
        };
        prop_assert_eq!(names(&part), names(&whole));
        // the line goes on beyond both ends
        for n in from * 4..(from + units) * 4 {
            let x = n as f64 / 4.0;
            let (a, b) = (part.height(&part.series[0], x), whole.height(&whole.series[0], x));
            prop_assert_eq!(a, b);
        }
        for span in &part.stages {
            prop_assert!(whole.stages.contains(span));
        }
    }

    #[test]
    fn an_outline_that_follows_is_one_that_is_made_anew(before in stages(), after in stages(), turn in 0..6_usize) {
        let (first, mut second) = (map(&before), map(&after));
        // some stages stay, at another place
        second.stages.extend(first.stages.iter().cloned());
        let count = second.stages.len().max(1);
        second.stages.rotate_left(turn % count);
        let mut outline = Outline::of(&first);
        outline.follow(&second);
        let units = outline.units();
        prop_assert_eq!(units, Outline::of(&second).units());
        prop_assert_eq!(outline.curve(0..units), Curve::of(&second));
        prop_assert_eq!(outline.facts(), Outline::of(&second).facts());
        for (column, stage) in (0..).zip(&second.stages) {
            for row in 0..stage.touchpoints.len() {
                let x = outline.x(column, Some(row)).unwrap();
                let point = Curve::of(&second).points.into_iter().find(|it| (it.column, it.row) == (column, row));
                let detour = outline.curve(0..units).beside.into_iter().find(|it| (it.column, it.row) == (column, row));
                prop_assert_eq!(Some(x), point.map(|it| it.x).or(detour.map(|it| it.x)));
            }
        }
    }
}

fn then(curve: &Curve) -> &Series {
    curve.series.iter().find(|it| it.kind == SeriesKind::Then).unwrap()
}

#[test]
fn the_line_of_then_is_broken_by_what_was_not_rated_not_there_or_beside_the_route() {
    let before = map(&[vec![(1, 9, false), (9, 9, false), (-1, 9, true), (0, 9, false)]]);
    let now = map(&[vec![
        (2, 9, false),
        (2, 9, false),
        (-1, 9, false),
        (9, 9, false),
        (1, 9, false),
        (0, 9, true),
    ]]);
    let mut curve = Curve::of(&now);
    curve.add_then(&Felt::of(&before));
    // what is not rated now has a point of then all the same
    assert_eq!(then(&curve).emotions, [felt(1), None, None, felt(0), None]);
    assert_eq!(then(&curve).runs(), [0..1, 3..4]);
    // the line that is mapped stays the first, and names stay where they are
    assert_eq!(curve.series[0].kind, SeriesKind::Mapped);
    assert_eq!(curve.named, Curve::of(&now).named);
}

#[test]
fn what_became_of_all_is_counted() {
    let before = map(&[vec![
        (1, 9, false),
        (1, 9, false),
        (9, 9, false),
        (0, 9, false),
        (9, 9, false),
        (0, 9, true),
        (0, 9, false),
    ]]);
    let mut now = map(&[vec![
        (2, 9, false),
        (-1, 9, false),
        (0, 9, false),
        (9, 9, false),
        (9, 9, false),
        (1, 9, true),
    ]]);
    let added = Touchpoint::new(Id::new("new"), "Card");
    Arc::make_mut(&mut now.stages[0]).touchpoints.insert(0, Arc::new(added));
    let felt_then = Felt::of(&before);
    let tally = FeltTally { better: 2, worse: 1, rated: 1, unrated: 1, new: 1, gone: 1 };
    assert_eq!(felt_then.tally(&now), tally);
    assert_eq!(felt_then.tally(&before), FeltTally::default());
    let cards = &now.stages[0].touchpoints;
    assert_eq!(felt_then.became(&cards[0]), Became::New);
    assert_eq!(felt_then.became(&cards[2]), Became::Other(felt(1), felt(-1)));
    assert_eq!(felt_then.became(&cards[5]), Became::Same);
}

proptest! {
    #[test]
    fn the_line_of_then_stands_at_the_points_of_now_in_whole_and_in_part(
        before in stages(),
        after in stages(),
        from in 0..20_usize,
        units in 1..9_usize,
    ) {
        let (before, after) = (map(&before), map(&after));
        let was = |id: &Id| {
            let mut all = before.stages.iter().flat_map(|stage| &stage.touchpoints);
            let found = all.find(|it| it.id == *id).filter(|it| !it.detour);
            found.and_then(|it| it.emotion)
        };
        let (mut whole, mut part) =
            (Curve::of(&after), Outline::of(&after).curve(from..from + units));
        for curve in [&mut whole, &mut part] {
            curve.add_then(&Felt::of(&before));
            let expected: Vec<_> =
                curve.points.iter().map(|point| was(&point.touchpoint.id)).collect();
            prop_assert_eq!(&then(curve).emotions, &expected);
        }
        for n in from * 4..(from + units) * 4 {
            let x = n as f64 / 4.0;
            prop_assert_eq!(part.height(then(&part), x), whole.height(then(&whole), x));
        }
    }
}
