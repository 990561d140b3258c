//! How it felt at a review, on the curve: asked for, drawn, said, and gone.

use std::sync::Arc;

use cjm::insight::KeptOn;
use cjm::model::{Day, Emotion, Id, JourneyMap, Touchpoint};
use cjm::ui::look::{Marks, Themes};
use cjm::ui::sentences::Then;
use cjm::ui::{Effect, Event, ViewKind, Wanted, Weight, layout};

use crate::maps::{order, sized};
use crate::pictures::matches;
use crate::screen::Screen;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn card(map: &mut JourneyMap, stage: usize, row: usize) -> &mut Touchpoint {
    Arc::make_mut(&mut Arc::make_mut(&mut map.stages[stage]).touchpoints[row])
}

/// The map with another emotion on every third touchpoint, and without the
/// rating of every eleventh.
fn before(mut map: JourneyMap) -> JourneyMap {
    let mut nth = 0;
    for stage in &mut map.stages {
        for card in &mut Arc::make_mut(stage).touchpoints {
            let card = Arc::make_mut(card);
            if let Some(emotion) = card.emotion.filter(|_| nth % 3 == 0) {
                let other = if emotion.get() > 0 { emotion.get() - 2 } else { emotion.get() + 1 };
                card.emotion = Emotion::new(other.into()).ok();
            }
            card.emotion = card.emotion.filter(|_| nth % 11 != 10);
            nth += 1;
        }
    }
    map
}

/// What the edge answers to what was asked for last.
fn answer(screen: &mut Screen, found: Option<(&str, JourneyMap)>) {
    let Some(Effect::ReadSnapshot(wanted)) = screen.effects.last() else {
        panic!("{:?}", screen.effects)
    };
    let found = found.map(|(on, map)| Then { on: kept(on), map: Arc::new(map) });
    screen.send(Event::Snapshot { wanted: *wanted, found: Ok(found) });
}

/// The only snapshot of a day, or with `a of b` behind it one of several.
fn kept(on: &str) -> KeptOn {
    let (on, which) = on.split_once(' ').unwrap_or((on, "1 of 1"));
    let (nth, of) = which.split_once(" of ").unwrap();
    KeptOn { day: day(on), nth: nth.parse().unwrap(), of: of.parse().unwrap() }
}

fn asked(screen: &Screen) -> Option<KeptOn> {
    match screen.effects.last() {
        Some(Effect::ReadSnapshot(Wanted::Felt { before })) => *before,
        other => panic!("{other:?}"),
    }
}

/// The curve of a map, with how it felt on 20 August.
fn looking_back(map: JourneyMap, width: u16, height: u16) -> Screen {
    let mut screen = Screen::new(map.clone(), width, height);
    screen.keys("rc");
    answer(&mut screen, Some(("2026-08-20", before(map))));
    screen
}

/// A test: its name, the size, the keys.
macro_rules! pictures {
    ($($name:ident: $width:literal x $height:literal, $keys:literal;)*) => {
        $(#[test]
        fn $name() {
            let mut screen = looking_back(order(), $width, $height);
            matches(stringify!($name), screen.keys($keys));
        })*
    };
}

pictures! {
    then_and_now_at_120_by_34: 120 x 34, "";
    then_and_now_at_80_by_24: 80 x 24, "lllll";
    then_and_now_at_40_by_12: 40 x 12, "";
    then_and_now_on_the_least_screen: 20 x 6, "lll";
}

#[test]
fn the_curve_of_then_in_ascii() {
    let mut screen = looking_back(order(), 120, 34);
    screen.state.look.marks = Marks::Ascii;
    matches("then_and_now_in_ascii", screen.keys("l"));
}

#[test]
fn it_goes_to_the_curve_and_each_time_to_the_review_before_and_at_last_to_none() {
    let mut screen = Screen::new(order(), 120, 34);
    screen.keys("rc");
    assert_eq!(asked(&screen), None);
    answer(&mut screen, Some(("2026-08-20", before(order()))));
    assert_eq!(screen.state.view, ViewKind::Curve);
    assert!(screen.text().contains("□ as of 20 Aug "), "{}", screen.text());
    screen.keys("rc");
    assert_eq!(asked(&screen), Some(kept("2026-08-20")));
    answer(&mut screen, Some(("2025-06-16", order())));
    assert!(screen.text().contains("□ as of 16 Jun 2025"), "{}", screen.text());
    assert!(screen.text().contains("Nothing feels different since 16 Jun 2025"));
    screen.keys("rc");
    assert_eq!(asked(&screen), Some(kept("2025-06-16")));
    answer(&mut screen, None);
    assert!(screen.state.look_back.is_none());
    assert!(screen.text().contains("No snapshot before 16 Jun 2025"), "{}", screen.text());
    assert!(!screen.text().contains("as of"), "{}", screen.text());
    // from the newest on once more
    screen.keys("rc");
    assert_eq!(asked(&screen), None);
}

#[test]
fn from_another_view_it_comes_back_to_the_same_review() {
    let mut screen = looking_back(order(), 120, 34);
    let shown = screen.text();
    screen.keys("vb");
    assert!(!screen.text().contains('□'), "{}", screen.text());
    screen.effects.clear();
    screen.keys("rc");
    assert!(!screen.effects.iter().any(|effect| matches!(effect, Effect::ReadSnapshot(_))));
    assert_eq!(screen.text(), shown);
    screen.keys("vlvc");
    assert!(screen.text().contains("as of 20 Aug"), "{}", screen.text());
}

#[test]
fn esc_ends_it_before_it_takes_a_filter_away_and_leaves_nothing_behind() {
    let mut screen = Screen::new(order(), 120, 34);
    screen.keys("vcfopay<enter>");
    let before_it = screen.picture();
    screen.keys("rc");
    answer(&mut screen, Some(("2026-08-20", before(order()))));
    assert_ne!(screen.picture(), before_it);
    screen.keys("<esc>");
    assert!(screen.state.look_back.is_none() && screen.state.shown.is_filtered());
    assert!(screen.text().contains("r c looks back again"), "{}", screen.text());
    screen.keys("<home>");
    let mut plain = Screen::new(order(), 120, 34);
    plain.keys("vcfopay<enter><home>");
    assert_eq!(screen.picture(), plain.picture());
    screen.keys("<esc>");
    assert!(screen.state.view == ViewKind::Board && screen.state.shown.is_filtered());
    screen.keys("<esc>");
    assert!(!screen.state.shown.is_filtered());
    // in another view esc is about that view
    let mut screen = looking_back(order(), 120, 34);
    screen.keys("vb<esc>vc");
    assert!(screen.state.look_back.is_some());
}

#[test]
fn two_reviews_of_a_day_are_two_steps_back_and_each_says_which_it_is() {
    let mut screen = Screen::new(order(), 120, 34);
    screen.keys("rc");
    answer(&mut screen, Some(("2026-08-20 2 of 2", before(order()))));
    assert!(screen.text().contains("as of 20 Aug, the second of 2"), "{}", screen.text());
    screen.keys("rc");
    assert_eq!(asked(&screen), Some(kept("2026-08-20 2 of 2")));
    answer(&mut screen, Some(("2026-08-20 1 of 2", before(order()))));
    let text = screen.text();
    assert!(text.contains("Since 20 Aug, the first of 2:"), "{text}");
    screen.keys("rc");
    assert_eq!(asked(&screen), Some(kept("2026-08-20 1 of 2")));
    answer(&mut screen, None);
    assert!(screen.text().contains("No snapshot before 20 Aug, the first of 2"));
}

#[test]
fn without_a_snapshot_one_sentence_says_what_to_do_and_the_view_stays() {
    let mut screen = Screen::new(order(), 80, 24);
    screen.keys("rc");
    answer(&mut screen, None);
    assert!(screen.text().contains("r r records a review and keeps a snapshot"));
    assert_eq!((screen.state.view, screen.state.look_back.is_none()), (ViewKind::Board, true));
    // one that cannot be read is said, and what was shown stays
    let mut screen = looking_back(order(), 80, 24);
    screen.keys("rc");
    let wanted = Wanted::Felt { before: asked(&screen) };
    screen.send(Event::Snapshot { wanted, found: Err("could not read a snapshot".into()) });
    let notice = screen.state.notice.as_ref().unwrap();
    assert_eq!((notice.weight, &*notice.text), (Weight::Warning, "could not read a snapshot"));
    assert!(screen.state.look_back.is_some());
}

#[test]
fn the_touchpoint_in_focus_says_then_and_now_and_follows_what_is_changed() {
    let mut was = sized(2, 3);
    card(&mut was, 0, 0).emotion = Emotion::new(-1).ok();
    card(&mut was, 0, 1).emotion = None;
    card(&mut was, 0, 2).detour = true;
    Arc::make_mut(&mut was.stages[1]).touchpoints.remove(0);
    let mut now = sized(2, 3);
    card(&mut now, 0, 0).emotion = Emotion::new(1).ok();
    card(&mut now, 0, 1).emotion = Emotion::new(2).ok();
    let mut screen = Screen::new(now, 100, 30);
    screen.keys("vcrc");
    answer(&mut screen, Some(("2026-08-20", was)));
    assert!(screen.text().contains("Since 20 Aug: 1 better, 1 rated, 1 new"), "{}", screen.text());
    let says = |screen: &Screen, what: &str| {
        assert!(screen.text().contains(what), "{what}: {}", screen.text());
    };
    says(&screen, "Step 1.1  −1 → +1 since 20 Aug · feels good (+1)");
    screen.keys("2");
    says(&screen, "Step 1.1  the same since 20 Aug · feels bad (−1)");
    screen.keys("u");
    says(&screen, "Step 1.1  −1 → +1 since 20 Aug");
    screen.keys("l");
    says(&screen, "Step 1.2  not rated → +2 since 20 Aug");
    screen.keys("<bs>");
    says(&screen, "Step 1.2  the same since 20 Aug · not rated");
    screen.keys("l");
    says(&screen, "since 20 Aug, beside the route then");
    screen.keys("l");
    says(&screen, "Step 2.1  new since 20 Aug");
    screen.keys("oAnd again<enter><esc>");
    says(&screen, "And again  new since 20 Aug");
}

#[test]
fn every_point_of_then_stands_in_its_row_and_column_at_any_width() {
    let now = order();
    let was = before(order());
    let then = |id: &Id| {
        let all = was.stages.iter().flat_map(|stage| &stage.touchpoints);
        all.clone().find(|it| it.id == *id).unwrap().emotion
    };
    let mut screen = looking_back(now.clone(), 20, 30);
    let cards = now.stages.iter().flat_map(|stage| &stage.touchpoints);
    let on_route: Vec<&Arc<Touchpoint>> = cards.filter(|it| !it.detour).collect();
    for width in 20..=300 {
        let height = 6 + width % 45;
        screen.resize(width, height);
        let sheet = layout::curve::sheet(&screen.state).1;
        let stretch = sheet.stretch;
        let (from, units) = (stretch.from, stretch.units);
        let mut expected = Vec::new();
        for (n, it) in on_route.iter().enumerate().skip(from).take(units) {
            let Some(felt) = then(&it.id).filter(|felt| it.emotion != Some(*felt)) else {
                continue;
            };
            let x = (2 * (n - from) + 1) * usize::from(stretch.width) / (2 * units);
            let y = i32::from(sheet.top) + i32::from(2 - felt.get()) * i32::from(sheet.step);
            expected.push((u16::try_from(y).unwrap(), stretch.x + u16::try_from(x).unwrap()));
        }
        expected.sort_unstable();
        let all = screen.buffer();
        let found: Vec<(u16, u16)> = (sheet.top..=sheet.bottom())
            .flat_map(|y| (stretch.x..width).map(move |x| (y, x)))
            .filter(|(y, x)| ["□", "⊡", "⊠", "⊞"].contains(&all[(*x, *y)].symbol()))
            .collect();
        assert_eq!(found, expected, "{width}x{height}\n{}", screen.text());
    }
}

#[test]
fn without_colour_then_is_told_apart_by_its_sign() {
    let mut screen = looking_back(order(), 120, 34);
    screen.state.look.theme = Themes::without_colours().chosen();
    let picture = screen.keys("l").picture();
    for sign in ["□ as of 20 Aug", "● mapped", "○ should be"] {
        assert!(picture.contains(sign), "{sign}: {picture}");
    }
}
