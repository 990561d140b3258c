//! Acting in tables: whose owner, which emotion, what was measured, what is
//! hidden, and the way back.

use std::sync::Arc;

use cjm::insight::breaks::breaks;
use cjm::model::{
    Action, ActionState, ActionStep, Address, Day, JourneyMap, Metric, Note, NoteKind, NoteState,
    Number, Reading, Touchpoint, Unit,
};
use cjm::ui::{Effect, Event, ViewKind};

use crate::maps::{example, order, sized, titled};
use crate::screen::Screen;

fn number(value: f64) -> Option<Number> {
    Number::new(value).ok()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn change(map: &mut JourneyMap, stage: usize, row: usize, by: impl FnOnce(&mut Touchpoint)) {
    by(Arc::make_mut(&mut Arc::make_mut(&mut map.stages[stage]).touchpoints[row]));
}

fn names(screen: &Screen) -> Vec<String> {
    let report = screen.state.report.as_ref().unwrap();
    report.sheet.rows.iter().map(|row| row.cells[0].text().to_owned()).collect()
}

fn chosen(screen: &Screen) -> Address {
    screen.state.report.as_ref().unwrap().at().unwrap().clone()
}

/// A map of one card with an action that is being done since 1 October and
/// names no metric.
fn doing(metrics: Vec<Metric>) -> JourneyMap {
    let mut map = titled(&["Waits"]);
    change(&mut map, 0, 0, |card| {
        let mut action = Action::new("a-1".into(), "Write to her");
        let state = ActionState::Doing;
        action.states.push(ActionStep { on: day("2026-10-01"), state, comments: None });
        action.change = "A mail a day".into();
        card.actions.push(action);
        card.metrics = metrics;
    });
    map
}

fn csat() -> Metric {
    let reading = |on: &str, value: f64| Reading {
        on: day(on),
        value: Number::new(value).unwrap(),
        comments: None,
    };
    Metric {
        name: "CSAT".into(),
        unit: Unit::Percent,
        readings: vec![
            reading("2026-08-31", 47.0),
            reading("2026-09-30", 55.0),
            reading("2026-11-20", 61.5),
        ],
        ..Metric::default()
    }
}

fn has_quit(screen: &Screen) -> bool {
    screen.effects.iter().any(|effect| matches!(effect, Effect::Quit))
}

fn action(screen: &Screen) -> Action {
    screen.state.map().stages[0].touchpoints[0].actions[0].clone()
}

#[test]
fn an_action_that_is_done_asks_by_what_and_for_both_numbers_and_says_the_result() {
    let mut screen = Screen::new(doing(vec![csat()]), 100, 30);
    screen.keys("vacs3");
    let text = screen.text();
    assert!(text.contains("measured by") && text.contains("1 CSAT"), "{text}");
    assert!(text.contains("0 a number without a metric"), "{text}");
    screen.keys("1");
    assert!(screen.text().contains("CSAT before it, in percent:"), "{}", screen.text());
    // the last reading from before the work began is offered
    screen.keys("<tab>");
    assert!(screen.text().contains("in percent: 55"), "{}", screen.text());
    screen.keys("<enter>");
    assert!(screen.text().contains("CSAT after it (55 % before):"), "{}", screen.text());
    screen.keys("<tab><enter>");
    let now = action(&screen);
    assert_eq!((now.before, now.after), (number(55.0), number(61.5)));
    assert_eq!((&*now.metric, now.state()), ("CSAT", ActionState::Done));
    let text = screen.text();
    assert!(text.contains("is done: 55 % → 61.5 %, +6.5 points, better"), "{text}");
    screen.keys("vr");
    assert!(screen.text().contains("1 result: 1 better."), "{}", screen.text());
    screen.keys("u");
    assert_eq!(**screen.state.map(), doing(vec![csat()]));
}

#[test]
fn a_number_without_a_metric_is_asked_for_before_and_after_and_is_a_result() {
    for (metrics, keys) in [(vec![csat()], "vacs30"), (Vec::new(), "vacs3")] {
        let mut screen = Screen::new(doing(metrics), 100, 30);
        screen.keys(keys);
        let text = screen.text();
        assert!(text.contains("number before it, no metric:"), "{text}");
        screen.keys("78<enter>");
        let text = screen.text();
        assert!(text.contains("number after it, no metric (78 before):"), "{text}");
        screen.keys("65.5<enter>");
        assert!(screen.text().contains("is done: 78 → 65.5, −12.5"), "{}", screen.text());
        assert_eq!(&*action(&screen).metric, "");
    }
}

#[test]
fn what_is_not_known_before_is_said_and_the_rest_can_be_skipped() {
    let mut screen = Screen::new(doing(Vec::new()), 100, 30);
    screen.keys("vacs3<enter>42<enter>");
    assert!(screen.text().contains("is done: 42 afterwards, not measured before"));
    screen.keys("vr");
    assert!(screen.text().contains("1 result: 1 not measured before."), "{}", screen.text());
    // Esc skips what is left, Ctrl-C leaves the action as it was
    for (keys, state) in [
        ("vacs3<esc>", ActionState::Done),
        ("vacs31<esc>", ActionState::Done),
        ("vacs3<ctrl-c>", ActionState::Doing),
        ("vacs31<ctrl-c>", ActionState::Doing),
        ("vacs317<enter><ctrl-c>", ActionState::Doing),
    ] {
        let mut screen = Screen::new(doing(vec![csat()]), 100, 30);
        screen.keys(keys);
        assert_eq!(action(&screen).state(), state, "{keys}");
        assert_eq!(action(&screen).after, None, "{keys}");
    }
    // a number that the chosen metric cannot be stays in the field
    let mut screen = Screen::new(doing(vec![csat()]), 100, 30);
    screen.keys("vacs31170<enter>");
    assert!(screen.text().contains("from 0 to 100"), "{}", screen.text());
}

#[test]
fn every_result_is_counted_once() {
    let mut map = titled(&["Card"]);
    change(&mut map, 0, 0, |card| {
        card.metrics.push(csat());
        for (n, (metric, before, after)) in [
            ("CSAT", Some(50.0), Some(60.0)),
            ("CSAT", Some(50.0), Some(40.0)),
            ("CSAT", Some(50.0), Some(50.0)),
            ("", Some(78.0), Some(65.5)),
            ("", None, Some(60.0)),
            ("CSAT", Some(50.0), None),
        ]
        .into_iter()
        .enumerate()
        {
            let mut action = Action::new(format!("a-{n}").as_str().into(), "Mend it");
            let on = day("2026-10-01");
            action.states.push(ActionStep { on, state: ActionState::Done, comments: None });
            action.metric = metric.into();
            action.before = before.and_then(number);
            action.after = after.and_then(number);
            card.actions.push(action);
        }
    });
    let mut screen = Screen::new(map, 100, 30);
    let head = screen.keys("vr").state.report.as_ref().unwrap().sheet.head.clone();
    assert_eq!(
        head,
        "6 results: 1 better, 1 as before, 1 worse, 1 measured by no metric that says what is \
         better, 1 not measured before, 1 not measured."
    );
    // the table of actions and the brief say it by the same rule
    assert_eq!(screen.keys("va").text().matches("not measured").count(), 1);
    let track = &cjm::insight::steps(screen.state.map(), day("2026-11-22"))[4];
    assert_eq!((track.done, track.of), (5, 6));
}

#[test]
fn a_filter_by_owner_shows_what_that_owner_does() {
    let mut screen = Screen::new(order(), 120, 40);
    screen.keys("va");
    let all = names(&screen).len();
    screen.keys("foLogistics<enter>");
    let report = screen.state.report.as_ref().unwrap();
    assert!(report.sheet.rows.len() > 1 && report.sheet.rows.len() < all);
    assert!(report.sheet.rows.iter().all(|row| row.cells[2].text() == "Logistics"));
    let shown = report.sheet.rows.len();
    let said = format!("only owner Logistics · {shown} of {all}");
    assert!(screen.text().contains(&said), "{}", screen.text());
    // from row to row the choice stays, also where the card has another owner
    for row in 0..shown {
        screen.keys("gg").keys(&"j".repeat(row));
        assert_eq!(screen.state.report.as_ref().unwrap().chosen, row);
        assert_eq!(screen.state.focus.holder(), chosen(&screen).holder());
    }
    // what is changed here stays until another filter is set
    screen.keys("ggcoOps<enter>");
    assert_eq!(names(&screen).len(), shown);
    screen.keys("ff");
    assert_eq!(names(&screen).len(), all);
}

#[test]
fn actions_of_stages_pass_no_filter_that_they_do_not_meet() {
    let mut map = sized(2, 2);
    let stage = Arc::make_mut(&mut map.stages[0]);
    for (id, owner) in [("a-1", "Ops"), ("a-2", "CRM")] {
        let mut action = Action::new(id.into(), id);
        action.owner = owner.into();
        stage.actions.push(action);
    }
    change(&mut map, 0, 0, |card| card.channel = "Shop".into());
    let mut screen = Screen::new(map, 100, 30);
    assert_eq!(names(screen.keys("vafoOps<enter>")), ["a-1"]);
    assert!(names(screen.keys("fffcShop<enter>")).is_empty());
}

#[test]
fn on_a_pain_or_an_action_its_own_owner_is_set_and_asked_for_by_name() {
    let mut map = sized(1, 1);
    change(&mut map, 0, 0, |card| {
        card.owner = "Support".into();
        card.notes.push(Note::new("n-1".into(), NoteKind::Pain, "Half of it is missing"));
        card.actions.push(Action::new("a-1".into(), "Mend it"));
    });
    let owners = |screen: &Screen| {
        let card = &screen.state.map().stages[0].touchpoints[0];
        [&card.owner, &card.notes[0].owner, &card.actions[0].owner].map(ToString::to_string)
    };
    // in the table of what is missing
    let mut screen = Screen::new(map.clone(), 120, 34);
    screen.keys("vm/the pain<enter>co");
    assert!(screen.text().contains("owner of pain “Half of it is missing”:"), "{}", screen.text());
    screen.keys("Maya<enter>");
    assert_eq!(owners(&screen), ["Support", "Maya", ""]);
    // on the rows of the opened card
    let mut screen = Screen::new(map, 120, 34);
    screen.keys("<enter>");
    let row = |screen: &Screen, address: fn(&Address) -> bool| {
        let page = screen.state.pages.last().unwrap();
        let rows = page.rows(screen.state.map(), screen.state.look);
        rows.iter()
            .position(|row| matches!(&row.target, cjm::ui::form::Target::Thing(at) if address(at)))
    };
    let pain = row(&screen, |at| matches!(at, Address::Note(..))).unwrap();
    screen.keys("gg").keys(&"j".repeat(pain)).keys("coMaya<enter>");
    let action = row(&screen, |at| matches!(at, Address::Action(..))).unwrap();
    screen.keys("gg").keys(&"j".repeat(action)).keys("co");
    assert!(screen.text().contains("owner of action “Mend it”:"), "{}", screen.text());
    screen.keys("CRM<enter>");
    assert_eq!(owners(&screen), ["Support", "Maya", "CRM"]);
    // elsewhere on the page it is the card's, and says so
    screen.keys("ggco");
    assert!(screen.text().contains("owner of “Step 1.1”:"), "{}", screen.text());
}

#[test]
fn a_digit_changes_nothing_that_a_table_does_not_show() {
    for view in ["va", "vr", "vR", "vm/no experience goal<enter>"] {
        for keys in ["1", "5", "0", "+", "-", "4"] {
            let mut screen = Screen::new(order(), 120, 34);
            screen.keys(view).keys("jk").keys(keys);
            assert_eq!(**screen.state.map(), order(), "{view} {keys}");
        }
    }
    let mut screen = Screen::new(order(), 120, 34);
    assert!(screen.keys("vagg4").text().contains("How it feels is not shown here"));
    assert!(screen.keys("vfgg+").text().contains("1 to 5 set the impact"));
    assert_eq!(**screen.state.map(), order());
    // what was rated on the board is not rated again from here
    let mut screen = Screen::new(order(), 120, 34);
    screen.keys("5");
    let rated = screen.state.map().clone();
    screen.keys("vaG.");
    assert_eq!(**screen.state.map(), *rated);
}

#[test]
fn what_is_missing_is_rated_where_the_row_asks_for_it() {
    let mut map = sized(2, 2);
    change(&mut map, 1, 1, |card| card.emotion = None);
    let mut screen = Screen::new(map, 120, 34);
    screen.keys("vm/2.2” is not rated<enter>2");
    let card = &screen.state.map().stages[1].touchpoints[1];
    assert_eq!(card.emotion.unwrap().get(), -1);
    assert!(screen.text().contains("rated −1"), "{}", screen.text());
}

#[test]
fn a_walk_that_does_not_pass_after_the_fix_makes_it_a_break_again() {
    let mut screen = Screen::new(order(), 120, 34);
    screen.keys("vfgg");
    let title = screen.state.report.as_ref().unwrap().sheet.rows[0].cells[1].text().to_owned();
    let is_open = |screen: &Screen| {
        breaks(screen.state.map()).open.iter().any(|it| *it.facts.touchpoint.title == *title)
    };
    while is_open(&screen) {
        screen.keys(&format!("gg/{title}<enter>cs3<esc>"));
    }
    assert!(screen.text().contains("mended: waits for figures"), "{}", screen.text());
    // walked, not passed, very bad, and left as it is
    screen.keys(&format!("/{title}<enter><esc>vb"));
    screen.keys("rwMaya<enter>n1Nothing came<enter><enter>");
    screen.keys("q").keys("<esc>");
    assert!(is_open(&screen));
    screen.keys("vf");
    let said = screen.text();
    assert!(!said.contains("waits for figures"), "{said}");
    let sheet = &screen.state.report.as_ref().unwrap().sheet;
    let row = sheet.rows.iter().find(|row| row.cells[1].text() == title).unwrap();
    assert!(row.cells[5].text().starts_with("not passed on"), "{:?}", row.cells[5]);
}

#[test]
fn nothing_is_missing_at_80_columns_that_40_have() {
    for view in ["vf", "va", "vr", "vR", "vm"] {
        let mut narrow = Screen::new(order(), 44, 200);
        let mut wide = Screen::new(order(), 80, 200);
        narrow.keys(view);
        wide.keys(view);
        let words = |screen: &Screen| -> String {
            let letters = |letter: &char| letter.is_alphanumeric();
            screen.text().chars().filter(letters).collect()
        };
        let (narrow_text, wide_text) = (words(&narrow), words(&wide));
        for row in &wide.state.report.as_ref().unwrap().sheet.rows {
            for cell in &row.cells {
                let cell: String = cell.text().chars().filter(|it| it.is_alphanumeric()).collect();
                // a text may stand in two columns at once, so its words are apart
                let first: String = cell.chars().take(6).collect();
                let is_there = wide_text.contains(&first) || !narrow_text.contains(&first);
                assert!(is_there, "{view}: {first}\n{}", wide.text());
            }
        }
    }
}

#[test]
fn a_table_says_how_many_rows_are_hidden_and_leaves_no_line_empty() {
    let mut screen = Screen::new(order(), 80, 24);
    screen.keys("vagg");
    assert!(screen.text().contains("↓ ") && !screen.text().contains("↑ "), "{}", screen.text());
    screen.keys("G");
    assert!(screen.text().contains("↑ ") && !screen.text().contains("↓ "), "{}", screen.text());
    // another table begins with what fits
    screen.keys("vr");
    let text = screen.text();
    assert!(!text.contains("↑ ") || text.contains("↓ "), "{text}");
    // and with the row of the focus in sight
    for view in ["vf", "va", "vm"] {
        let mut screen = Screen::new(order(), 80, 24);
        screen.keys(view).keys("G").keys("vb").keys(view);
        let table = cjm::ui::layout::plan(&screen.state).table.unwrap();
        let chosen = screen.state.report.as_ref().unwrap().chosen;
        assert!(table.rows.iter().any(|item| item.row == chosen && item.above == 0), "{view}");
    }
}

#[test]
fn esc_and_q_go_back_to_the_board_before_the_program_is_left() {
    for keys in ["q", "<esc>"] {
        for view in ["vc", "vf", "va", "vm", "vr", "vR", "vl"] {
            let mut screen = Screen::new(order(), 80, 24);
            screen.keys(view).keys(keys);
            assert_eq!(screen.state.view, ViewKind::Board, "{view} {keys}");
            assert!(!has_quit(&screen), "{view} {keys}");
        }
    }
    // one level at a time: the page, the view, the filter
    let mut screen = Screen::new(example(), 80, 24);
    screen.keys("va<enter>");
    assert_eq!((screen.state.pages.len(), screen.state.view), (1, ViewKind::Actions));
    screen.keys("q");
    assert_eq!((screen.state.pages.len(), screen.state.view), (0, ViewKind::Actions));
    screen.keys("q");
    assert_eq!(screen.state.view, ViewKind::Board);
    screen.keys("q");
    assert!(has_quit(&screen));
}

#[test]
fn the_head_of_what_to_fix_first_counts_what_is_not_in_it() {
    let mut map = sized(2, 3);
    for stage in 0..2 {
        for row in 0..3 {
            change(&mut map, stage, row, |card| {
                card.emotion = cjm::model::Emotion::new(if row == 2 { 1 } else { -2 }).ok();
            });
        }
    }
    change(&mut map, 0, 0, |card| {
        card.notes.push(Note::new("n-1".into(), NoteKind::Pain, "Hurts"));
    });
    change(&mut map, 0, 1, |card| card.actions.push(Action::new("a-1".into(), "Mend it")));
    let mut screen = Screen::new(map, 120, 34);
    let head = screen.keys("vf").state.report.as_ref().unwrap().sheet.head.clone();
    assert_eq!(head, "1 break with figures or pains; 3 low ones without either: v m has 2.");
    assert!(screen.text().contains(&head), "{}", screen.text());
}

/// What is listed as failing and as mended on the map.
fn listed(screen: &Screen) -> (usize, usize) {
    let all = breaks(screen.state.map());
    (all.open.len(), all.mended.len())
}

#[test]
fn an_action_that_names_no_pain_fixes_what_is_open_then_and_a_later_pain_comes_back() {
    let mut screen = Screen::new(titled(&["Collects the bike"]), 100, 30);
    screen.keys("apNobody calls<enter>The key is gone<enter>It rains in<esc>");
    screen.keys("atAt home<enter>");
    let text = screen.text();
    assert!(text.contains("Done, it fixes the 3 pains open here"), "{text}");
    screen.keys("<esc>");
    assert_eq!(listed(&screen), (1, 0));
    let before = screen.state.map().clone();
    screen.keys("vacs341<enter>12<enter><esc>");
    let text = screen.text();
    assert!(text.contains("is done: 41 → 12, −29; 3 pains fixed"), "{text}");
    let card = screen.state.map().stages[0].touchpoints[0].clone();
    assert!(card.notes.iter().all(|note| note.state() == NoteState::Fixed));
    assert_eq!(card.actions[0].answers.len(), 3);
    assert_eq!(listed(&screen), (0, 1));
    // a pain that is noted later is another one
    screen.keys("vbapNew pain<esc>");
    assert_eq!(listed(&screen), (1, 0));
    screen.keys("uu");
    assert_eq!(**screen.state.map(), *before);
    // what is not done after all is open again
    screen.keys("Uvacs5");
    let card = screen.state.map().stages[0].touchpoints[0].clone();
    assert!(card.notes.iter().all(|note| note.state() == NoteState::Reopened));
    assert_eq!(listed(&screen), (1, 0));
}

#[test]
fn a_pain_that_is_noted_after_a_fix_without_pains_makes_a_break() {
    let mut map = titled(&["Collects the bike"]);
    change(&mut map, 0, 0, |card| card.actions.push(Action::new("a-1".into(), "At home")));
    let mut screen = Screen::new(map, 100, 30);
    screen.keys("vacs3<esc>vbapNobody calls<esc>");
    assert_eq!(listed(&screen), (1, 0));
    screen.keys("uap").send(Event::Paste("- Nobody calls\n- It rains in".into()));
    screen.keys("<esc>");
    assert_eq!(listed(&screen), (1, 0));
    assert_eq!(screen.state.map().stages[0].touchpoints[0].notes.len(), 2);
}

#[test]
fn pains_wait_for_what_is_still_to_be_done_about_them() {
    let mut map = titled(&["Collects the bike"]);
    change(&mut map, 0, 0, |card| {
        for (n, text) in ["Nobody calls", "It rains in"].into_iter().enumerate() {
            let id = format!("n-{n}");
            card.notes.push(Note::new(id.as_str().into(), NoteKind::Pain, text));
            let id = format!("a-{n}");
            card.actions.push(Action::new(id.as_str().into(), text));
        }
    });
    // neither names a pain: the last one fixes both
    let mut screen = Screen::new(map.clone(), 100, 30);
    screen.keys("vacs3<esc>");
    assert_eq!(listed(&screen), (1, 0));
    screen.keys("ggcs3<esc>");
    assert!(screen.text().contains("2 pains fixed"), "{}", screen.text());
    assert_eq!(listed(&screen), (0, 1));
    // the other names one of them
    change(&mut map, 0, 0, |card| card.actions[1].answers.push("n-1".into()));
    let mut screen = Screen::new(map, 100, 30);
    screen.keys("vacs3<esc>");
    assert!(screen.text().contains("1 pain fixed"), "{}", screen.text());
    assert_eq!(listed(&screen), (1, 0));
}

#[test]
fn an_action_whose_metric_is_nowhere_kept_is_told_so_when_it_is_done() {
    let mut map = doing(vec![csat()]);
    change(&mut map, 0, 0, |card| {
        card.actions[0].metric = "return rate".into();
        card.actions[0].before = number(41.0);
    });
    // that it names one is no reason to leave out those that there are
    let mut screen = Screen::new(map, 100, 30);
    screen.keys("vacs30");
    let text = screen.text();
    let said = "number after it (41 before; no metric “return rate” on card or map):";
    assert!(text.contains(said), "{text}");
    screen.keys("12<enter>");
    assert_eq!(&*action(&screen).metric, "return rate");
}
