//! The tables: actions, results, risks.

use cjm::model::{ActionState, Address, JourneyMap, NoteState, Number, Touchpoint};
use cjm::ui::{State, ViewKind};
use ratatui::crossterm::event::MouseEventKind;
use ratatui::style::Modifier;

use crate::maps::{empty, example, order, scripts, sized, titled};
use crate::screen::Screen;

fn table(map: JourneyMap, width: u16, height: u16, keys: &str) -> Screen {
    let mut screen = Screen::new(map, width, height);
    screen.keys("va");
    screen.keys(keys);
    screen
}

/// What the chosen row stands for.
fn chosen(screen: &Screen) -> Address {
    screen.state.report.as_ref().unwrap().at().unwrap().clone()
}

/// What the chosen row is called.
fn name(screen: &Screen) -> String {
    let report = screen.state.report.as_ref().unwrap();
    report.sheet.rows[report.chosen].cells[0].text().to_owned()
}

fn names(state: &State) -> Vec<String> {
    let report = state.report.as_ref().unwrap();
    report.sheet.rows.iter().map(|row| row.cells[0].text().to_owned()).collect()
}

/// The touchpoint of the example that has an action.
fn card(screen: &Screen) -> Touchpoint {
    (*screen.state.map().stages[1].touchpoints[0]).clone()
}

#[test]
fn the_tables_look_like_this() {
    for (name, keys) in [("actions", "va"), ("missing", "vm"), ("results", "vr"), ("risks", "vR")] {
        for (width, height) in [(120, 34), (80, 24), (40, 12)] {
            let mut screen = Screen::new(order(), width, height);
            let picture = screen.keys(keys).picture();
            insta::assert_snapshot!(format!("table_{name}_{width}x{height}"), picture);
        }
    }
}

#[test]
fn an_empty_table_says_how_it_gets_filled() {
    for (keys, said) in [("va", "a t writes one"), ("vr", "when it is done"), ("vR", "high risk")] {
        for map in [empty(), sized(2, 2)] {
            let screen_text = Screen::new(map, 80, 24).keys(keys).text();
            assert!(screen_text.contains(said), "{keys}:\n{screen_text}");
        }
    }
}

#[test]
fn in_an_empty_table_nothing_is_changed_that_is_not_seen() {
    let mut screen = table(sized(2, 2), 80, 24, "");
    screen.keys("dd5cg");
    assert!(screen.text().contains("no row to change"), "{}", screen.text());
    screen.keys("ceJL");
    assert_eq!(**screen.state.map(), sized(2, 2));
    assert!(screen.text().contains("none of it was run as keys"), "{}", screen.text());
    // letters behind what was refused may be a text, until esc
    screen.keys("<esc>oMend it<enter>");
    assert_eq!(&*screen.state.map().stages[0].touchpoints[0].actions[0].title, "Mend it");
    screen.keys("<esc>");
    assert_eq!(names(&screen.state), ["Mend it"]);
}

#[test]
fn going_from_row_to_row_takes_the_focus_along_and_looking_does_not() {
    let mut screen = Screen::new(order(), 120, 34);
    screen.keys("l");
    let before = screen.state.focus.clone();
    // through all views, and back to the board
    screen.keys(&"<tab>".repeat(ViewKind::ALL.len()));
    assert_eq!(screen.state.focus, before);
    screen.keys("vaggj");
    assert_eq!(screen.state.focus.holder(), chosen(&screen).holder());
    assert_eq!(name(&screen), "Show duties beside the price");
    screen.keys("G");
    assert_eq!(name(&screen), "Release refunds without a check");
    screen.keys("k<home><end><pgup><pgdn>h");
    assert_eq!(name(&screen), "Release refunds without a check");
}

#[test]
fn commands_on_cards_work_from_a_row_and_say_what_they_did() {
    let mut screen = table(order(), 120, 34, "ggjapHurts<esc>");
    let spot = screen.state.focus.spot().unwrap();
    let card = screen.state.map().touchpoint(&spot).unwrap().clone();
    assert_eq!(&*card.title, "Sees duties appear in the last step");
    assert_eq!(&*card.notes.last().unwrap().text, "Hurts");
    screen.keys("cgCalm<enter>");
    assert_eq!(&*screen.state.map().touchpoint(&spot).unwrap().goal, "Calm");
    assert!(screen.text().contains("Calm"), "{}", screen.text());
    screen.keys("uu");
    assert_eq!(**screen.state.map(), order());
    assert_eq!(name(&screen), "Show duties beside the price");
}

#[test]
fn owner_date_effort_and_title_of_an_action_are_set_from_its_row() {
    let mut screen = table(example(), 100, 30, "coOps<enter>cdfri<enter>ce1cB4cmCounted<enter>");
    screen.keys("i!<enter>");
    let action = &card(&screen).actions[0];
    assert_eq!(&*action.owner, "Ops");
    assert_eq!(action.due.unwrap().to_string(), "2026-11-27");
    assert_eq!(action.effort.unwrap().get(), 1);
    assert_eq!(action.benefit.unwrap().get(), 4);
    assert_eq!(&*action.measure, "Counted");
    assert_eq!(&*action.title, "Show duties on the product page!");
    let text = screen.text();
    assert!(text.contains("in 6 days") && text.contains("quick win"), "{text}");
    screen.keys("uuuuuu");
    assert_eq!(**screen.state.map(), example());
}

#[test]
fn what_an_action_is_measured_by_and_what_it_needs_stands_below_the_table() {
    let screen = table(example(), 120, 34, "");
    let text = screen.text();
    for said in ["measured by: Duty tickets below 300 a month", "needs: Duty calculator licence"] {
        assert!(text.contains(said), "{said}:\n{text}");
    }
}

#[test]
fn what_is_no_day_stays_in_the_field_until_it_is_let_go() {
    let mut screen = table(example(), 100, 30, "cdsoon<enter>");
    assert!(screen.text().contains("not \"soon\""), "{}", screen.text());
    screen.keys("<ctrl-c>");
    assert_eq!(**screen.state.map(), example());
}

#[test]
fn a_done_action_says_what_was_measured_and_fixes_its_notes_in_one_step() {
    let mut screen = table(example(), 100, 30, "cs3");
    assert!(screen.text().contains("CSAT after it (58.5 % before):"), "{}", screen.text());
    screen.keys("91<enter>");
    let now = card(&screen);
    let action = &now.actions[0];
    assert_eq!((action.state(), action.after), (ActionState::Done, Number::new(91.0).ok()));
    assert_eq!(now.notes[0].state(), NoteState::Fixed);
    assert!(screen.text().contains("58.5 % → 91 %, +32.5 points"), "{}", screen.text());
    screen.keys("u");
    assert_eq!(**screen.state.map(), example());
    screen.keys("Ucs4");
    assert_eq!(card(&screen).notes[0].state(), NoteState::Verified);
    screen.keys("cs5");
    assert_eq!(card(&screen).notes[0].state(), NoteState::Reopened);
    assert_eq!(card(&screen).actions[0].state(), ActionState::Reopened);
}

#[test]
fn what_was_changed_is_asked_where_the_action_does_not_say_it() {
    let mut map = example();
    let stage = std::sync::Arc::make_mut(&mut map.stages[1]);
    let touchpoint = std::sync::Arc::make_mut(&mut stage.touchpoints[0]);
    touchpoint.actions[0].change = "".into();
    let mut screen = table(map, 100, 30, "cs3<enter>");
    assert!(screen.text().contains("what was changed:"), "{}", screen.text());
    screen.keys("Duties at once<enter>");
    let action = &card(&screen).actions[0];
    assert_eq!((&*action.change, action.after), ("Duties at once", None));
    assert_eq!(action.state(), ActionState::Done);
}

#[test]
fn without_an_answer_an_action_is_done_without_a_result_and_says_so() {
    let mut screen = table(example(), 100, 30, "cs3<esc>");
    assert_eq!(card(&screen).actions[0].state(), ActionState::Done);
    assert_eq!(card(&screen).actions[0].after, None);
    assert!(screen.text().contains("is done, not measured"), "{}", screen.text());
    // and it is a result that nobody measured
    screen.keys("vr");
    assert!(screen.text().contains("not measured"), "{}", screen.text());
    // nothing is done where one thinks better of it
    let mut screen = table(example(), 100, 30, "cs3<ctrl-c>");
    assert_eq!(**screen.state.map(), example());
    // a number that the unit does not hold is not taken
    screen.keys("cs3170<enter>");
    assert!(screen.text().contains("from 0 to 100"), "{}", screen.text());
    screen.keys("<bs><enter>");
    assert_eq!(card(&screen).actions[0].after, Number::new(17.0).ok());
}

#[test]
fn only_what_may_follow_is_offered_and_the_rest_is_refused_with_a_sentence() {
    let mut screen = table(example(), 100, 30, "cs");
    let text = screen.text();
    assert!(text.contains("1 to do   3 done   6 dropped"), "{text}");
    screen.keys("4");
    assert!(screen.text().contains("After doing comes to do, done or dropped, not verified"));
    screen.keys("<esc>");
    assert_eq!(**screen.state.map(), example());
}

#[test]
fn the_row_stays_on_its_action_through_every_order() {
    let mut screen = table(order(), 120, 34, "ggjj");
    let at = chosen(&screen);
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(names(&screen.state));
        screen.keys("S");
        assert_eq!(chosen(&screen), at);
    }
    seen.dedup();
    assert_eq!(seen.len(), 4, "each order is another one");
    assert_eq!(names(&screen.state), seen[0]);
    screen.keys("vrS");
    assert!(screen.text().contains("Only the table of actions"), "{}", screen.text());
}

#[test]
fn enter_opens_the_action_and_esc_comes_back_to_its_row() {
    let mut screen = table(order(), 120, 34, "ggj");
    let at = chosen(&screen);
    screen.keys("<enter>");
    assert_eq!(screen.state.pages.last().unwrap().at, at);
    assert!(screen.text().contains("The action"), "{}", screen.text());
    screen.keys("<esc>");
    assert_eq!(chosen(&screen), at);
    screen.keys("vRgg<enter>");
    assert!(matches!(screen.state.pages.last().unwrap().at, Address::Touchpoint(_)));
}

#[test]
fn find_goes_through_the_rows_and_esc_comes_back() {
    let mut screen = table(order(), 120, 34, "ggj/logistics");
    assert_eq!(name(&screen), "Agree with the carrier on one scan a day");
    assert!(screen.text().contains("1 of 2"), "{}", screen.text());
    screen.keys("<enter>n");
    assert_eq!(name(&screen), "Hand in the customs papers before the parcel leaves");
    screen.keys("n");
    assert_eq!(name(&screen), "Agree with the carrier on one scan a day");
    assert!(screen.text().contains("on from the top"), "{}", screen.text());
    screen.keys("N");
    assert_eq!(name(&screen), "Hand in the customs papers before the parcel leaves");
    screen.keys("gg/refunds<esc>");
    assert_eq!(name(&screen), "Write to her on days two, four and six");
    screen.keys("/nobody has this<enter>");
    assert!(screen.text().contains("Nothing found"), "{}", screen.text());
}

#[test]
fn a_filter_is_one_of_the_table_too() {
    let mut screen = table(order(), 120, 34, "foCRM<enter>");
    assert_eq!(names(&screen.state).len(), screen.state.report.as_ref().unwrap().sheet.rows.len());
    let shown = names(&screen.state);
    assert!(shown.len() < 9 && !shown.is_empty(), "{shown:?}");
    screen.keys("ff");
    assert_eq!(names(&screen.state).len(), 9);
}

#[test]
fn delete_takes_the_action_of_the_row_and_undo_brings_it_back() {
    let mut screen = table(order(), 120, 34, "ggjdd");
    assert_eq!(names(&screen.state).len(), 8);
    let cards = |map: &JourneyMap| map.stages.iter().map(|it| it.touchpoints.len()).sum::<usize>();
    assert_eq!(cards(screen.state.map()), cards(&order()));
    screen.keys("u");
    assert_eq!(**screen.state.map(), order());
    assert_eq!(name(&screen), "Show duties beside the price");
}

#[test]
fn a_click_chooses_a_second_opens_and_the_wheel_scrolls() {
    let mut screen = table(order(), 80, 30, "");
    let at = screen.place("Hand in the customs");
    screen.click(at);
    assert_eq!(name(&screen), "Hand in the customs papers before the parcel leaves");
    screen.click(at);
    assert!(matches!(screen.state.pages.last().unwrap().at, Address::Action(..)));
    screen.keys("<esc>gg");
    let top = screen.state.scroll.table;
    screen.mouse(MouseEventKind::ScrollDown, (10, 10));
    assert_ne!(screen.state.scroll.table, top);
    assert_eq!(screen.state.report.as_ref().unwrap().chosen, 1);
    for _ in 0..20 {
        screen.mouse(MouseEventKind::ScrollDown, (10, 10));
    }
    let end = screen.state.scroll.table;
    for _ in 0..20 {
        screen.mouse(MouseEventKind::ScrollUp, (10, 10));
    }
    assert_eq!(screen.state.scroll.table, top);
    assert_ne!(end, top);
    // nothing can be dragged out of a table
    let at = screen.place("Show duties");
    screen.drag("Show duties", (at.0 + 5, at.1 + 3));
    screen.drop((at.0 + 5, at.1 + 3));
    assert_eq!(**screen.state.map(), order());
}

#[test]
fn the_cursor_stands_on_the_row_at_every_size() {
    for (width, height) in [(20, 6), (27, 8), (40, 12), (80, 24), (120, 34), (200, 50)] {
        for view in ["va", "vm", "vr", "vR"] {
            let mut screen = Screen::new(order(), width, height);
            screen.keys(view);
            for keys in ["", "j", "G", "gg", "<pgdn>", "<pgdn>", "<pgup>", "k", "G", "j"] {
                screen.keys(keys);
                let (x, y) = screen.cursor();
                let cell = &screen.buffer()[(x, y)];
                // a row higher than the screen may be read below its name
                let within = screen.state.scroll.table.1 > 0;
                assert!(
                    within || cell.modifier.contains(Modifier::REVERSED),
                    "{view} {width}x{height} after {keys:?}: {cell:?}\n{}",
                    screen.text()
                );
            }
        }
    }
}

#[test]
fn every_size_is_drawn_without_a_fault() {
    for width in [1, 2, 19, 20, 21, 40, 80, 200, 500] {
        for height in [1, 5, 6, 7, 9, 10, 14, 18, 28, 50, 200] {
            for map in [example(), empty(), scripts()] {
                for view in ["va", "vm", "vr", "vR"] {
                    let mut screen = Screen::new(map.clone(), width, height);
                    screen.keys(view).keys("G<end>oX<esc>apY<esc>soZ<esc>i!<esc>cs3<esc>");
                    screen.keys("/x<enter>nfopa<enter>ff<pgdn><pgup>S?<esc><enter><esc>dd");
                    let (cursor, area) = (screen.cursor(), screen.buffer().area);
                    assert!(cursor.0 < area.width && cursor.1 < area.height, "{width}x{height}");
                }
            }
        }
    }
}

#[test]
fn every_row_can_be_read_to_its_end() {
    let mut map = titled(&["Card"]);
    let stage = std::sync::Arc::make_mut(&mut map.stages[0]);
    let touchpoint = std::sync::Arc::make_mut(&mut stage.touchpoints[0]);
    for n in 0..2 {
        let title = format!("{} end{n}", "word ".repeat(60));
        let id = format!("a-{n}");
        touchpoint.actions.push(cjm::model::Action::new(id.as_str().into(), &title));
    }
    let mut screen = table(map, 20, 6, "");
    let mut pages = Vec::new();
    for _ in 0..40 {
        pages.push(screen.text());
        screen.keys("j");
    }
    let read = pages.concat();
    assert!(read.contains("end0") && read.contains("end1"), "{read}");
    assert!(read.matches("word").count() >= 120, "{read}");
}

#[test]
fn space_marks_the_cards_of_rows() {
    let mut screen = table(order(), 120, 34, "gg<space><space>");
    assert_eq!(screen.state.marked.len(), 2);
    assert!(screen.text().contains("▌Write to her"), "{}", screen.text());
    screen.keys("cgCalm<enter><esc>");
    let calm = |map: &JourneyMap| {
        map.stages.iter().flat_map(|it| &it.touchpoints).filter(|it| &*it.goal == "Calm").count()
    };
    assert_eq!(calm(screen.state.map()), 2);
}

/// An owner is all that the first card lacks, and the second lacks two things.
fn lacking() -> JourneyMap {
    let mut map = sized(2, 2);
    for stage in &mut map.stages {
        for card in &mut std::sync::Arc::make_mut(stage).touchpoints {
            let card = std::sync::Arc::make_mut(card);
            (card.goal, card.owner, card.channel) = ("Calm".into(), "Ops".into(), "Shop".into());
            card.emotion = cjm::model::Emotion::new(1).ok();
            card.evidence = Some(cjm::model::Evidence::Confirmed);
        }
    }
    let stage = std::sync::Arc::make_mut(&mut map.stages[0]);
    std::sync::Arc::make_mut(&mut stage.touchpoints[1]).owner = "".into();
    let stage = std::sync::Arc::make_mut(&mut map.stages[1]);
    let card = std::sync::Arc::make_mut(&mut stage.touchpoints[0]);
    (card.owner, card.goal) = ("".into(), "".into());
    map
}

#[test]
fn brackets_go_from_one_missing_thing_to_the_next_and_say_how_it_is_mended() {
    let mut screen = Screen::new(lacking(), 120, 34);
    let at = |screen: &Screen| (screen.state.focus.column(), screen.state.focus.row());
    screen.keys("]");
    assert_eq!(at(&screen), (0, Some(1)));
    assert!(screen.text().contains("“Step 1.2” has no owner. Say who"), "{}", screen.text());
    // two things at one card are two steps
    screen.keys("]");
    let first = screen.text();
    screen.keys("]");
    assert_eq!(at(&screen), (1, Some(0)));
    assert_ne!(screen.text(), first);
    screen.keys("[[");
    assert_eq!(at(&screen), (0, Some(1)));
    // what is mended is not gone to any more
    screen.keys("coOps<enter>]");
    assert_eq!(at(&screen), (1, Some(0)));
    screen.keys("]]");
    assert!(screen.text().contains("on from the beginning"), "{}", screen.text());
}

#[test]
fn enter_on_what_is_missing_opens_the_field_that_mends_it() {
    let mut screen = Screen::new(lacking(), 120, 34);
    screen.keys("vm/has no owner<enter>");
    let rows = screen.state.report.as_ref().unwrap().sheet.rows.len();
    assert_eq!(name(&screen), "“Step 1.2” has no owner");
    screen.keys("<enter>");
    let page = screen.state.pages.last().unwrap();
    let row = &page.rows(screen.state.map(), screen.state.look)[page.chosen];
    assert_eq!(row.label, "owner");
    screen.keys("<enter>Ops<enter><esc>");
    let report = screen.state.report.as_ref().unwrap();
    assert_eq!(report.sheet.rows.len(), rows - 1);
    assert_eq!(&*screen.state.map().stages[0].touchpoints[1].owner, "Ops");
    assert_ne!(name(&screen), "“Step 1.2” has no owner");
    // the row below has come up
    assert!(name(&screen).contains("Step 2.1"), "{}", name(&screen));
}

#[test]
fn a_row_about_the_map_means_no_card() {
    let mut screen = Screen::new(lacking(), 120, 34);
    screen.keys("vmgg");
    assert_eq!(chosen(&screen), Address::Map);
    screen.keys("1dd");
    assert_eq!(**screen.state.map(), lacking());
    assert!(screen.text().contains("about the whole map"), "{}", screen.text());
    screen.keys("<enter>");
    assert_eq!(screen.state.pages.last().unwrap().at, Address::Map);
}
