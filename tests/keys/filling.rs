//! Pages as they are filled in: which keys act where, and from field to field.

use cjm::model::{ActionState, Address, Touchpoint};
use cjm::ui::Mode;
use cjm::ui::form::{Row, Target};

use crate::maps::{example, sized};
use crate::screen::Screen;

fn rows(screen: &Screen) -> Vec<Row> {
    let page = screen.state.pages.last().unwrap();
    page.rows(screen.state.map(), screen.state.look)
}

/// Chooses the first row of the open page that is so.
fn go(screen: &mut Screen, is_it: impl Fn(&Row) -> bool) {
    let all = rows(screen);
    let Some(row) = all.iter().position(is_it) else { panic!("no such row in {all:#?}") };
    screen.keys("gg").keys(&"j".repeat(row));
}

/// The page of the card with notes, actions and voices; with all its fields.
fn card() -> Screen {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("lj<enter>");
    if rows(&screen).iter().any(|row| row.target == Target::Folded) {
        go(&mut screen, |row| row.target == Target::Folded);
        screen.keys("<enter>gg");
    }
    screen
}

fn named(label: &str) -> impl Fn(&Row) -> bool + '_ {
    move |row| row.label == label
}

fn touchpoint(screen: &Screen) -> &Touchpoint {
    &screen.state.map().stages[1].touchpoints[0]
}

/// The name of the field that is typed into.
fn typing(screen: &Screen) -> Option<String> {
    match &screen.state.mode {
        Mode::Writing(writing) => Some(writing.slot.name().to_owned()),
        _ => None,
    }
}

#[test]
fn keys_for_the_card_do_nothing_on_a_page_inside_it() {
    let is_note = |row: &Row| matches!(row.target, Target::Thing(Address::Note(..)));
    let is_action = |row: &Row| matches!(row.target, Target::Thing(Address::Action(..)));
    let is_voice = |row: &Row| matches!(row.target, Target::Item { .. });
    let inside: [&dyn Fn(&Row) -> bool; 3] = [&is_note, &is_action, &is_voice];
    for open in inside {
        for keys in ["1", "5", "0", "<bs>", "+", "-", "cg", "ci3", "cH1", "ap", "at"] {
            let mut screen = card();
            go(&mut screen, open);
            screen.keys("<enter>");
            let at = screen.state.pages.last().unwrap().at.clone();
            if keys == "at" && matches!(at, Address::Note(..)) {
                // what is done about it
                continue;
            }
            screen.keys(keys);
            assert_eq!(**screen.state.map(), example(), "{keys}");
            let said = "That is for the card: Esc goes back to it";
            // the key that would choose comes after the one that asks
            if !matches!(keys, "ci3" | "cH1") {
                assert!(screen.text().contains(said), "{keys}: {}", screen.text());
            }
        }
        for keys in ["H", "L", "J", "K", "p", "<space>", "."] {
            let mut screen = card();
            go(&mut screen, open);
            screen.keys("<enter>").keys(keys);
            assert_eq!(**screen.state.map(), example(), "{keys}");
        }
    }
}

#[test]
fn keys_for_the_card_change_the_one_whose_page_is_open_and_no_marked_one() {
    let mut screen = Screen::new(sized(1, 2), 100, 40);
    screen.keys("<space>gg<enter>").keys("1");
    screen.keys("<esc><esc>j<enter>5");
    let felt: Vec<_> =
        screen.state.map().stages[0].touchpoints.iter().map(|it| it.emotion).collect();
    assert_eq!(felt[0].unwrap().get(), -2);
    assert_eq!(felt[1].unwrap().get(), 2);
}

#[test]
fn notes_on_the_page_of_a_stage_are_the_stages_and_ratings_are_of_no_card() {
    let mut screen = Screen::new(sized(1, 2), 100, 40);
    screen.keys("<space>ggk<enter>1apSlow<enter><esc>");
    let stage = &screen.state.map().stages[0];
    assert_eq!(&*stage.notes[0].text, "Slow");
    assert_eq!(stage.touchpoints, sized(1, 2).stages[0].touchpoints);
}

#[test]
fn tab_out_of_a_field_opens_the_next_and_what_is_typed_is_no_command() {
    let mut screen = card();
    go(&mut screen, named("doing"));
    screen.keys("<enter><ctrl-a>Looks<tab>");
    assert_eq!(typing(&screen).as_deref(), Some("expecting"));
    screen.keys("<ctrl-a>dd apples<tab>");
    assert_eq!(typing(&screen).as_deref(), Some("wait"));
    screen.keys("<shift-tab>");
    assert_eq!(typing(&screen).as_deref(), Some("expecting"));
    screen.keys("<enter>");
    assert_eq!(typing(&screen), None);
    assert_eq!(rows(&screen)[screen.state.pages[0].chosen].label, "expecting");
    assert_eq!(
        (&*touchpoint(&screen).doing, &*touchpoint(&screen).expecting),
        ("Looks", "dd apples")
    );
}

#[test]
fn tab_goes_through_choices_and_passes_switches() {
    let mut screen = card();
    go(&mut screen, named("leave here"));
    // the switch behind it is passed over, the emotion is asked for
    screen.keys("<enter><tab>");
    assert!(matches!(screen.state.mode, Mode::Choice(_)));
    screen.keys("4");
    assert_eq!(touchpoint(&screen).emotion.unwrap().get(), 1);
    assert_eq!(typing(&screen).as_deref(), Some("feeling"));
    screen.keys("<tab>");
    assert!(matches!(screen.state.mode, Mode::Choice(_)));
    screen.keys("<shift-tab>");
    assert_eq!(typing(&screen).as_deref(), Some("feeling"));
    // opened alone, a choice is made alone
    screen.keys("<esc>");
    go(&mut screen, named("target"));
    screen.keys("<enter>5");
    assert_eq!(screen.state.mode, Mode::Board);
}

#[test]
fn at_the_last_field_tab_keeps_it_and_stops() {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("lj<enter>");
    go(&mut screen, |row| matches!(row.target, Target::Thing(Address::Action(..))));
    screen.keys("<enter>G");
    let last = rows(&screen).iter().rposition(|row| matches!(row.target, Target::Field { .. }));
    screen.keys("gg").keys(&"j".repeat(last.unwrap())).keys("<enter><tab>");
    assert_eq!(screen.state.mode, Mode::Board);
    assert!(screen.text().contains("There is no more field on that side"), "{}", screen.text());
}

#[test]
fn a_field_that_tab_emptied_is_followed_by_the_one_behind_it() {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("lj<enter>");
    let all = rows(&screen);
    let goal = all.iter().position(|row| row.label == "goal").unwrap();
    let Target::Field { way, .. } = &all[goal + 1].target else { panic!("{:?}", all[goal + 1]) };
    let next = format!("{way:?}");
    go(&mut screen, named("goal"));
    screen.keys("<enter><ctrl-a><bs><tab>");
    let Mode::Writing(writing) = &screen.state.mode else { panic!("nothing is typed") };
    assert!(format!("{:?}", writing.slot).contains(&next), "{:?}", writing.slot);
}

#[test]
fn tab_completes_what_was_begun_and_goes_on_the_second_time() {
    let mut screen = card();
    go(&mut screen, named("owner"));
    screen.keys("<enter><ctrl-a>log<tab>");
    assert_eq!(typing(&screen).as_deref(), Some("owner"));
    assert!(screen.text().contains("complete, next field"), "{}", screen.text());
    screen.keys("<tab>");
    assert_eq!(&*touchpoint(&screen).owner, "Logistics");
    assert_eq!(typing(&screen).as_deref(), Some("channel"));
}

#[test]
fn a_row_that_was_added_and_not_filled_in_goes_away_without_a_trace() {
    for add in ["o", "<enter>"] {
        let mut screen = card();
        let is_add = |row: &Row| matches!(&row.target, Target::Add { list, .. } if format!("{list:?}").contains("voices"));
        go(&mut screen, is_add);
        let chosen = screen.state.pages[0].chosen;
        screen.keys(add);
        assert_eq!(typing(&screen).as_deref(), Some("by"), "its first text is open");
        assert_eq!(touchpoint(&screen).voices.len(), 3);
        screen.keys("<esc><esc>");
        assert_eq!(**screen.state.map(), example());
        assert_eq!((screen.state.pages.len(), screen.state.pages[0].chosen), (1, chosen));
        assert!(!screen.state.draft.can_undo() && !screen.state.draft.can_redo());
        assert!(screen.state.notice.is_none(), "nothing happened");
        // filled in, it stays
        screen.keys(add).keys("Wei<esc><esc>");
        assert_eq!(&*touchpoint(&screen).voices[2].by, "Wei");
        screen.keys("uu");
        assert_eq!(**screen.state.map(), example());
    }
}

#[test]
fn rows_inside_a_new_row_go_away_with_it() {
    let mut screen = card();
    let is_add = |row: &Row| matches!(&row.target, Target::Add { list, .. } if format!("{list:?}").contains("metrics"));
    go(&mut screen, is_add);
    screen.keys("<enter><esc>");
    go(&mut screen, |row| matches!(row.target, Target::Add { .. }));
    screen.keys("<enter><esc><esc><esc>");
    assert_eq!(**screen.state.map(), example());
    assert!(!screen.state.draft.can_undo());
}

#[test]
fn a_new_row_stays_where_another_program_wrote_meanwhile() {
    let mut screen = Screen::new(example(), 100, 40);
    screen.keys("lj<enter>");
    go(&mut screen, |row| matches!(row.target, Target::Item { .. }));
    screen.keys("o<esc>");
    let base = std::sync::Arc::new(example());
    let mut theirs = example();
    theirs.owner = "Wei".into();
    screen.send(cjm::ui::Event::Looked(cjm::ui::Looked::Changed(cjm::ui::Foreign::new(
        base,
        std::sync::Arc::new(theirs),
        1,
    ))));
    screen.keys("<esc>");
    assert_eq!(touchpoint(&screen).voices.len(), 3);
    assert_eq!(screen.state.map().owner, "Wei");
}

#[test]
fn hints_say_which_keys_choose_and_what_belongs_there() {
    let mut screen = card();
    let hint = |screen: &Screen, label: &str| {
        rows(screen).iter().find(|row| row.label == label).map(|row| row.hint).unwrap()
    };
    assert!(hint(&screen, "emotion").starts_with("1 to 5: very bad to very good"));
    assert_eq!(hint(&screen, "target"), "how it should feel, 1 to 5: very bad to very good");
    // where it helps, the question that an interviewer would ask
    assert!(hint(&screen, "emotion").ends_with("“How was that for you?”"));
    assert!(hint(&screen, "expecting").ends_with("“What did you think would happen?”"));
    go(
        &mut screen,
        |row| matches!(&row.target, Target::Item { list, .. } if format!("{list:?}").contains("voices")),
    );
    screen.keys("<enter>");
    assert_eq!(hint(&screen, "emotion"), "1 to 5: very bad to very good");
    screen.keys("<esc>");
    go(
        &mut screen,
        |row| matches!(&row.target, Target::Item { list, .. } if format!("{list:?}").contains("metrics")),
    );
    screen.keys("<enter>");
    assert_eq!(hint(&screen, "target"), "the value to reach");
}

#[test]
fn nothing_typed_is_lost_by_esc_and_ctrl_c_says_that_it_throws_away() {
    let mut screen = Screen::new(sized(1, 1), 120, 24);
    screen.keys("cw2-3d<esc>");
    let said = "not \"2-3d\"; ctrl-c gives it up";
    assert!(screen.text().contains(said), "{}", screen.text());
    screen.keys("<esc><esc><enter>");
    assert_eq!(typing(&screen).as_deref(), Some("wait"));
    assert!(
        screen.text().contains("wait: 2-3d") && screen.text().contains(said),
        "{}",
        screen.text()
    );
    screen.keys("<ctrl-c>");
    assert_eq!(typing(&screen), None);
    assert!(screen.text().contains("Thrown away: “2-3d”"), "{}", screen.text());

    let mut screen = card();
    go(&mut screen, named("leave here"));
    screen.keys("<enter><ctrl-a>170<esc><esc><tab>");
    assert_eq!(typing(&screen).as_deref(), Some("drop_off"));
    let text = screen.text();
    assert!(
        text.contains("170; ctrl-c gives it up") && text.contains("ctrl-c throw away"),
        "{text}"
    );
    screen.keys("<ctrl-c>");
    assert_eq!(**screen.state.map(), example());
}

#[test]
fn a_wait_is_taken_as_people_say_it_and_kept_as_it_was_written() {
    for (wait, seconds) in [
        ("3 days", 3 * 86_400),
        ("1 day", 86_400),
        ("50 minutes", 3_000),
        ("1 hour", 3_600),
        ("2 weeks", 14 * 86_400),
        ("90 sec", 90),
        ("2 h", 7_200),
        ("1 Day 4 hours", 100_800),
        ("1,5 h", 5_400),
        ("3 Tage", 3 * 86_400),
    ] {
        let mut screen = Screen::new(sized(1, 1), 80, 24);
        screen.keys("cw").keys(wait).keys("<enter>");
        let map = (**screen.state.map()).clone();
        let kept = map.stages[0].touchpoints[0].wait.clone().unwrap();
        let written = match wait {
            "1,5 h" => "1.5h",
            "3 Tage" => "3d",
            wait => wait,
        };
        assert_eq!((kept.as_str(), kept.seconds()), (written, f64::from(seconds)));
        let file = cjm::store::print::print(&map);
        assert_eq!(cjm::store::read::read(file.as_bytes()).unwrap().map, map);
    }
}

#[test]
fn a_day_is_typed_as_people_say_it() {
    for (typed, day) in
        [("15.12.", "2026-12-15"), ("tomorrow", "2026-11-22"), ("fri", "2026-11-27")]
    {
        let mut screen = card();
        go(&mut screen, |row| matches!(row.target, Target::Thing(Address::Action(..))));
        screen.keys("<enter>");
        go(&mut screen, named("due"));
        screen.keys("<enter><ctrl-a>").keys(typed).keys("<enter>");
        assert_eq!(touchpoint(&screen).actions[0].due.unwrap().as_str(), day);
    }
    let mut screen = card();
    go(&mut screen, named("checked"));
    screen.keys("<enter><ctrl-a>30 Sep<enter>");
    assert_eq!(touchpoint(&screen).checked.unwrap().as_str(), "2026-09-30");
    screen.keys("<enter><ctrl-a>soon<enter>");
    assert!(
        screen.text().contains("15 Dec, 15.12., tomorrow, fri or 2026-12-15"),
        "{}",
        screen.text()
    );
    screen.keys("<ctrl-a><bs><enter>");
    assert!(touchpoint(&screen).checked.is_none());
}

#[test]
fn left_and_right_go_to_the_nearest_row_of_the_other_column() {
    let mut screen = card();
    go(&mut screen, named("owner"));
    let here = screen.state.pages[0].chosen;
    let (_, y) = screen.cursor();
    screen.keys("l");
    let (x, there) = screen.cursor();
    assert!(x > 50 && there.abs_diff(y) <= 2, "{x}, {there} beside {y}");
    let chosen = screen.state.pages[0].chosen;
    screen.keys("l");
    assert_eq!(screen.state.pages[0].chosen, chosen, "there is no column beyond");
    screen.keys("h");
    assert!(screen.cursor().0 < 50 && screen.state.pages[0].chosen.abs_diff(here) <= 2);
    // in one column they go from group to group
    let mut screen = Screen::new(example(), 80, 40);
    screen.keys("lj<enter>l");
    assert_eq!(rows(&screen)[screen.state.pages[0].chosen].label, "emotion");
}

#[test]
fn the_state_of_an_action_is_set_by_two_keys_and_dated() {
    let is_action = |row: &Row| matches!(row.target, Target::Thing(Address::Action(..)));
    for open in ["", "<enter>"] {
        let mut screen = card();
        go(&mut screen, is_action);
        let before = touchpoint(&screen).actions[0].states.len();
        screen.keys(open).keys("cs");
        assert!(screen.text().contains("6 dropped"), "{}", screen.text());
        screen.keys("6");
        let states = &touchpoint(&screen).actions[0].states;
        assert_eq!(states.len(), before + 1);
        let last = states.last().unwrap();
        assert_eq!((last.on.as_str(), last.state), ("2026-11-21", ActionState::Dropped));
        screen.keys("cs4");
        assert!(screen.text().contains("After dropped comes to do, not verified"));
        assert_eq!(touchpoint(&screen).actions[0].states.len(), before + 1);
    }
    // what a page hides is not changed: the brief lies over the card
    let mut screen = Screen::new(example(), 80, 24);
    screen.keys("ljvics4");
    assert_eq!(**screen.state.map(), example());
    let mut screen = Screen::new(sized(1, 1), 80, 24);
    screen.keys("cs");
    assert!(screen.text().contains("Choose an action first"), "{}", screen.text());
}

#[test]
fn a_field_of_an_action_that_has_a_value_is_never_folded_away() {
    let mut screen = card();
    go(&mut screen, |row| matches!(row.target, Target::Thing(Address::Action(..))));
    screen.keys("<enter>");
    let folded = rows(&screen);
    go(&mut screen, |row| row.target == Target::Folded);
    screen.keys("<enter>");
    for row in rows(&screen).iter().filter(|row| !row.value.is_empty()) {
        assert!(folded.contains(row), "{row:?}");
    }
}
