//! The curve of the small shop.

use cjm::insight::curve::{Curve, SeriesKind, in_stage};
use cjm::model::Emotion;
use cjm::ui::layout::curve::Stretch;
use cjm::words::on_curve;

use super::{shop, touchpoint};

/// The emotions of a line, `?` where it has none.
fn line(kind: SeriesKind) -> String {
    let curve = Curve::of(&shop());
    let series = curve.series.iter().find(|it| it.kind == kind).unwrap();
    let sign = |emotion: &Option<Emotion>| match emotion.map(Emotion::get) {
        None => "?".to_owned(),
        Some(0) => "0".to_owned(),
        Some(value) => format!("{value:+}"),
    };
    series.emotions.iter().map(sign).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_touchpoint_of_the_route_is_a_point_half_a_unit_into_its_own() {
    let curve = Curve::of(&shop());
    // 3 + 4 + 6 + 6 on the route
    let xs: Vec<f64> = curve.points.iter().map(|point| point.x).collect();
    assert_eq!(xs, (0..19).map(|n| f64::from(n) + 0.5).collect::<Vec<_>>());
    // a stage without a point takes one unit all the same
    let spans: Vec<_> = curve.stages.iter().map(|it| (it.start, it.end)).collect();
    assert_eq!(spans, [(0, 3), (3, 7), (7, 13), (13, 19), (19, 20)]);
    assert_eq!(line(SeriesKind::Mapped), "+1 ? ? +1 -2 0 ? ? -1 -2 ? -1 ? +2 -1 -1 +1 ? ?");
    // who buys again should feel +2; nobody says so of others
    assert_eq!(line(SeriesKind::Target), "? ? ? ? ? ? ? ? ? ? ? ? ? ? ? +2 ? ? ?");
    // the club's walk of November counts and not that of May; of the voucher
    // the walk does not say how it felt
    assert_eq!(line(SeriesKind::Walked), "? ? ? ? ? ? ? ? ? ? ? ? ? +1 ? -2 ? 0 ?");
}

#[test]
fn what_is_not_rated_breaks_the_line() {
    let curve = Curve::of(&shop());
    // ad | basket duty pay | label mail | refund | club size again gift
    assert_eq!(curve.series[0].runs(), [0..1, 3..6, 8..10, 11..12, 13..17]);
}

#[test]
fn highs_and_lows_that_stand_out_are_named_the_strongest_first() {
    // −2 at duty and mail, +2 at the club; then −1: the label lies above the
    // mail behind it, the refund stands alone, of the two equal ones in “Come
    // back” the first is named
    assert_eq!(Curve::of(&shop()).named, [4, 9, 13, 11, 14]);
}

#[test]
fn between_two_points_the_line_is_flat_at_both_ends() {
    let curve = Curve::of(&shop());
    let height = |x: f64| curve.height(&curve.series[0], x);
    let near = |x: f64, expected: f64| {
        let height = height(x).unwrap();
        assert!((height - expected).abs() < 1e-9, "{x}: {height}");
    };
    // from basket +1 at 3.5 to duty −2 at 4.5: 1 − 3 × (1 − cos πt) / 2
    near(3.5, 1.0);
    near(4.0, -0.5);
    near(4.5, -2.0);
    // t = 1/3: cos 60° = 0.5, so 1 − 3 × 0.25
    near(3.5 + 1.0 / 3.0, 0.25);
    // two of −1 are a level line; from −1 to +1 at t = 2/3: −1 + 2 × 0.75
    near(15.0, -1.0);
    near(15.5 + 2.0 / 3.0, 0.5);
    // before the first point, behind the last, and where the line is broken
    assert_eq!([height(0.4), height(1.0), height(10.0), height(19.5)], [None; 4]);
}

#[test]
fn a_detour_and_a_handover_stand_between_the_points() {
    let curve = Curve::of(&shop());
    // asking a friend leaves the route between 14.5 and 15.5, in the middle
    let beside: Vec<_> = curve.beside.iter().map(|it| (it.column, it.row, it.x)).collect();
    assert_eq!(beside, [(3, 2, 15.0)]);
    // the club hands over on its way from 13.5 to 14.5
    let passages: Vec<_> =
        curve.passages.iter().map(|it| (it.x, it.emotion.map(Emotion::get), it.to_stage)).collect();
    assert_eq!(passages, [(14.0, Some(-1), false)]);
    // the board draws each stage by itself: three points at 1/6, 3/6, 5/6
    let xs: Vec<f64> = in_stage(&shop().stages[0]).iter().map(|it| it.x).collect();
    assert_eq!(xs, [0.5 / 3.0, 1.5 / 3.0, 2.5 / 3.0]);
}

#[test]
fn points_stand_in_the_cells_that_were_worked_out_for_a_width() {
    // 20 units in 110 cells behind a margin of 10: cell 10 + floor(5.5 × x)
    let stretch = Stretch { x: 10, width: 110, from: 0, units: 20 };
    let cells = [0.5, 4.5, 9.5, 13.5, 15.0, 18.5, 20.0].map(|x| stretch.cell(x));
    // 2.75, 24.75, 52.25, 74.25, 82.5, 101.75; 110 is out of view
    let expected = [Some(12), Some(34), Some(62), Some(84), Some(92), Some(111), None];
    assert_eq!(cells, expected);
    // the second of three bands of 56 cells: 7 units of 8 cells, from unit 7
    let stretch = Stretch { x: 3, width: 56, from: 7, units: 7 };
    let cells = [6.9, 7.5, 9.5, 13.5, 14.0].map(|x| stretch.cell(x));
    assert_eq!(cells, [None, Some(7), Some(23), Some(55), None]);
    // 110 cells hold 27 units of 4; 56 hold only 14 of those, so 9 of 6
    assert_eq!([110, 56].map(|room| Stretch::fitting(room, 20)), [20, 9]);
}

#[test]
fn what_stands_below_a_point_is_said_in_full() {
    let said = |id: &str| on_curve(&touchpoint(id), None, None).1;
    assert_eq!(
        said("t-club"),
        "feels very good (+2) · voices −1…+2 (2), they do not agree · takes 1d 4h · moment of \
         truth · handover (−1): The app asks for the size again"
    );
    // 12.25 % leave, and halves go up
    assert_eq!(
        said("t-again"),
        "feels bad (−1), should feel very good (+2) · 12.3% leave here · high risk"
    );
    assert_eq!(said("t-ask"), "beside the route · feels very bad (−2)");
    assert_eq!(said("t-book"), "not rated");
}

#[test]
fn waits_are_as_long_as_their_parts_together() {
    let minutes = |id: &str| touchpoint(id).wait.as_ref().unwrap().seconds() / 60.0;
    // 24 h + 4 h
    assert_eq!(minutes("t-club"), 28.0 * 60.0);
    assert_eq!(minutes("t-gift"), 2.0);
}
