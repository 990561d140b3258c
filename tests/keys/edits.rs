//! What keys make of the map.

use cjm::model::{Emotion, JourneyMap, NoteKind, Phase};

use crate::maps::{empty, example, sized};
use crate::screen::Screen;

/// The map after `keys`.
fn after(map: JourneyMap, keys: &str) -> JourneyMap {
    let mut screen = Screen::new(map, 80, 24);
    screen.keys(keys);
    (**screen.state.map()).clone()
}

fn titles(map: &JourneyMap, stage: usize) -> Vec<&str> {
    map.stages[stage].touchpoints.iter().map(|touchpoint| &*touchpoint.title).collect()
}

fn names(map: &JourneyMap) -> Vec<&str> {
    map.stages.iter().map(|stage| &*stage.name).collect()
}

fn emotion(map: &JourneyMap, stage: usize, row: usize) -> Option<i8> {
    map.stages[stage].touchpoints[row].emotion.map(Emotion::get)
}

#[test]
fn cards_are_written_below_and_above() {
    let map = after(sized(1, 2), "oA<enter>B<esc>OC<esc>");
    assert_eq!(titles(&map, 0), ["Step 1.1", "A", "C", "B", "Step 1.2"]);
}

#[test]
fn esc_keeps_what_was_typed_and_undo_takes_it_back() {
    assert_eq!(titles(&after(sized(1, 1), "oHalf a ti<esc>"), 0), ["Step 1.1", "Half a ti"]);
    assert_eq!(titles(&after(sized(1, 1), "oHalf a ti<esc>u"), 0), ["Step 1.1"]);
    assert_eq!(titles(&after(sized(1, 1), "i!<esc>"), 0), ["Step 1.1!"]);
}

#[test]
fn tab_on_an_empty_line_goes_to_the_next_stage() {
    let map = after(sized(3, 1), "oA<enter><tab>B<enter><tab>C<enter><shift-tab>D<esc>");
    assert_eq!(titles(&map, 0), ["Step 1.1", "A"]);
    assert_eq!(titles(&map, 1), ["Step 2.1", "B", "D"]);
    assert_eq!(titles(&map, 2), ["Step 3.1", "C"]);
}

#[test]
fn a_first_card_asks_for_a_stage_first() {
    let map = after(empty(), "oDiscover<enter>Sees the ad<esc>");
    assert_eq!((names(&map), titles(&map, 0)), (vec!["Discover"], vec!["Sees the ad"]));
}

#[test]
fn digits_rate_and_backspace_takes_the_rating_away() {
    for (key, value) in [("1", -2), ("2", -1), ("3", 0), ("0", 0), ("4", 1), ("5", 2)] {
        assert_eq!(emotion(&after(sized(1, 3), key), 0, 0), Some(value));
    }
    assert_eq!(emotion(&after(sized(1, 1), "5<bs>"), 0, 0), None);
}

#[test]
fn a_sign_and_a_digit_are_that_value() {
    // the first card is -2
    assert_eq!(emotion(&after(sized(1, 3), "+"), 0, 0), Some(-1));
    assert_eq!(emotion(&after(sized(1, 3), "+2"), 0, 0), Some(2));
    assert_eq!(emotion(&after(sized(1, 3), "jj-1"), 0, 2), Some(-1));
    assert_eq!(emotion(&after(sized(1, 3), "5-2"), 0, 0), Some(-2));
}

#[test]
fn a_sign_and_a_digit_are_one_step_of_undo() {
    assert_eq!(emotion(&after(sized(1, 3), "5-2u"), 0, 0), Some(2));
}

#[test]
fn a_digit_after_a_move_is_a_rating_again() {
    assert_eq!(emotion(&after(sized(1, 3), "+j1"), 0, 1), Some(-2));
    assert_eq!(emotion(&after(sized(1, 3), "+<esc>1"), 0, 0), Some(-2));
}

#[test]
fn a_digit_behind_a_sign_is_one_value_with_it_while_that_is_seen() {
    let mut screen = Screen::new(sized(1, 3), 80, 24);
    screen.keys("5-");
    assert!(screen.text().contains("−…   1 makes it −1, 2 makes it −2"), "{}", screen.text());
    screen.wait(900);
    screen.keys("2");
    assert_eq!(emotion(screen.state.map(), 0, 0), Some(-2));
    assert!(!screen.text().contains("makes it"), "{}", screen.text());

    let mut screen = Screen::new(sized(1, 3), 80, 24);
    screen.keys("5-");
    screen.pass_deadlines();
    assert!(!screen.text().contains("makes it"), "{}", screen.text());
    screen.keys("2");
    assert_eq!(emotion(screen.state.map(), 0, 0), Some(-1), "the second key of five is −1");
}

#[test]
fn fields_are_set_by_a_line() {
    let map = after(
        sized(1, 1),
        "cgClear<enter>coPayments<enter>ccWebsite<enter>cfcheated<enter>cw6d<enter>cbDuty table<esc>ci4ct4",
    );
    let touchpoint = &map.stages[0].touchpoints[0];
    assert_eq!(
        (&*touchpoint.goal, &*touchpoint.owner, &*touchpoint.channel),
        ("Clear", "Payments", "Website")
    );
    assert_eq!(
        (&*touchpoint.feeling, touchpoint.wait.as_ref().unwrap().as_str()),
        ("cheated", "6d")
    );
    assert_eq!(&*touchpoint.behind[0].text, "Duty table");
    assert_eq!(touchpoint.impact.unwrap().get(), 4);
    assert_eq!(touchpoint.target.unwrap().get(), 1);
}

#[test]
fn tab_completes_with_what_was_used() {
    let map = after(sized(1, 2), "coPayments<enter>jcopa<tab><enter>");
    assert_eq!(&*map.stages[0].touchpoints[1].owner, "Payments");
}

#[test]
fn a_wait_that_cannot_be_read_keeps_the_field_open() {
    let map = after(sized(1, 1), "cwsoon<enter><bs><bs><bs><bs>2h<enter>");
    assert_eq!(map.stages[0].touchpoints[0].wait.as_ref().unwrap().as_str(), "2h");
}

#[test]
fn a_change_goes_to_all_marked_cards() {
    let map = after(sized(2, 2), "<space>lgg<space>coOps<enter>");
    let owners: Vec<&str> = map
        .stages
        .iter()
        .flat_map(|stage| &stage.touchpoints)
        .map(|touchpoint| &*touchpoint.owner)
        .collect();
    assert_eq!(owners, ["Ops", "", "Ops", ""]);
}

#[test]
fn marked_cards_are_changed_in_one_step() {
    let map = after(sized(1, 3), "<space><space><space>coOps<enter>u");
    assert!(map.stages[0].touchpoints.iter().all(|touchpoint| touchpoint.owner.is_empty()));
}

#[test]
fn a_dot_makes_the_change_again() {
    let map = after(sized(1, 3), "coOps<enter>j.j.");
    assert!(map.stages[0].touchpoints.iter().all(|touchpoint| &*touchpoint.owner == "Ops"));
    let map = after(sized(1, 2), "apSlow<enter><esc>j.");
    assert_eq!(&*map.stages[0].touchpoints[1].notes[0].text, "Slow");
}

#[test]
fn notes_stay_open_for_more() {
    let map = after(
        sized(1, 1),
        "apSlow<enter>Dear<esc>adQuick<esc>aqAh<esc>aoX<esc>agY<esc>aiZ<esc>atDo it<esc>",
    );
    let touchpoint = &map.stages[0].touchpoints[0];
    let kinds: Vec<NoteKind> = touchpoint.notes.iter().map(|note| note.kind).collect();
    use NoteKind::{Delight, Gap, Idea, Opportunity, Pain, Quote};
    assert_eq!(kinds, [Pain, Pain, Delight, Quote, Opportunity, Gap, Idea]);
    assert_eq!(&*touchpoint.actions[0].title, "Do it");
}

#[test]
fn a_note_on_a_head_is_the_stages() {
    let map = after(sized(1, 1), "kagNobody is there<esc>");
    assert_eq!(&*map.stages[0].notes[0].text, "Nobody is there");
}

#[test]
fn stages_are_made_named_moved_and_deleted() {
    assert_eq!(names(&after(sized(2, 1), "soNew<esc>")), ["Stage 1", "New", "Stage 2"]);
    assert_eq!(names(&after(sized(2, 1), "sONew<esc>")), ["New", "Stage 1", "Stage 2"]);
    assert_eq!(names(&after(sized(2, 1), "sr!<enter>")), ["Stage 1!", "Stage 2"]);
    assert_eq!(names(&after(sized(2, 1), "s>")), ["Stage 2", "Stage 1"]);
    assert_eq!(names(&after(sized(2, 1), "ls<lt>")), ["Stage 2", "Stage 1"]);
    assert_eq!(names(&after(sized(2, 1), "kL")), ["Stage 2", "Stage 1"]);
    assert_eq!(names(&after(sized(2, 1), "sd")), ["Stage 2"]);
    assert_eq!(names(&after(sized(2, 1), "kdd")), ["Stage 2"]);
    assert_eq!(names(&after(sized(2, 1), "sdu")), ["Stage 1", "Stage 2"]);
}

#[test]
fn a_phase_is_chosen_and_taken_away() {
    assert_eq!(after(sized(1, 1), "sp3").stages[0].phase, Some(Phase::PostSale));
    assert_eq!(after(sized(1, 1), "sp<bs>").stages[0].phase, None);
}

#[test]
fn cards_move_within_and_between_stages() {
    assert_eq!(titles(&after(sized(1, 3), "J"), 0), ["Step 1.2", "Step 1.1", "Step 1.3"]);
    assert_eq!(titles(&after(sized(1, 3), "GK"), 0), ["Step 1.1", "Step 1.3", "Step 1.2"]);
    let map = after(sized(2, 2), "jL");
    assert_eq!(
        (titles(&map, 0), titles(&map, 1)),
        (vec!["Step 1.1"], vec!["Step 2.1", "Step 1.2", "Step 2.2"])
    );
}

#[test]
fn the_focus_goes_with_a_moved_card() {
    let map = after(sized(2, 2), "jLddu");
    assert_eq!(titles(&map, 1), ["Step 2.1", "Step 1.2", "Step 2.2"]);
    assert_eq!(titles(&after(sized(2, 2), "jLdd"), 1), ["Step 2.1", "Step 2.2"]);
}

#[test]
fn what_was_deleted_or_copied_is_pasted() {
    assert_eq!(titles(&after(sized(1, 3), "ddp"), 0), ["Step 1.2", "Step 1.1", "Step 1.3"]);
    assert_eq!(titles(&after(sized(1, 2), "yjp"), 0), ["Step 1.1", "Step 1.2", "Step 1.1"]);
    let map = after(sized(1, 2), "<space><space>yp");
    assert_eq!(titles(&map, 0), ["Step 1.1", "Step 1.2", "Step 1.1", "Step 1.2"]);
}

#[test]
fn a_copy_has_ids_of_its_own_and_all_else_of_the_card() {
    let map = after(example(), "ljyp");
    let [first, second] = [&map.stages[1].touchpoints[0], &map.stages[1].touchpoints[1]];
    assert_ne!(first.id, second.id);
    assert_ne!(first.notes[0].id, second.notes[0].id);
    assert_eq!(second.actions[0].answers, [second.notes[0].id.clone()]);
    assert_eq!(
        (&second.goal, &second.support, &second.comments),
        (&first.goal, &first.support, &first.comments)
    );
}

#[test]
fn undo_and_redo_go_through_everything() {
    let start = example();
    let keys = "oA<enter>B<esc>1coOps<enter>apSlow<esc>soNew<enter>C<esc>sp2HLJKyPpdd";
    let end = after(start.clone(), keys);
    assert_ne!(end, start);
    assert_eq!(after(start.clone(), &format!("{keys}{}", "u".repeat(40))), start);
    assert_eq!(after(start, &format!("{keys}{}{}", "u".repeat(40), "U".repeat(40))), end);
}

#[test]
fn the_palette_runs_what_it_finds() {
    let map = after(sized(1, 1), ":moment<enter>");
    assert!(map.stages[0].touchpoints[0].moment_of_truth);
    let map = after(sized(1, 1), ":high risk<enter>:rename map<enter><ctrl-a>New<enter>");
    assert!(map.stages[0].touchpoints[0].high_risk);
    assert_eq!(&*map.title, "New");
}

#[test]
fn help_runs_the_chosen_line() {
    // the line below "up" is "down"
    let mut screen = Screen::new(sized(1, 3), 80, 24);
    screen.keys("?<down><enter>");
    assert_eq!(screen.state.focus.row(), Some(1));
}

#[test]
fn a_pasted_list_becomes_cards_and_one_step() {
    let mut screen = Screen::new(sized(1, 1), 80, 24);
    screen.send(cjm::ui::Event::Paste("one\r\ntwo\n\n  three  \nq\n:q!\n".into()));
    assert_eq!(titles(screen.state.map(), 0), ["Step 1.1", "one", "two", "three", "q", ":q!"]);
    screen.keys("u");
    assert_eq!(titles(screen.state.map(), 0), ["Step 1.1"]);
}

#[test]
fn a_paste_into_a_title_is_one_line() {
    let mut screen = Screen::new(sized(1, 1), 80, 24);
    screen.keys("i").send(cjm::ui::Event::Paste(" one\ntwo\u{1b}[31m".into()));
    screen.keys("<esc>");
    assert_eq!(titles(screen.state.map(), 0), ["Step 1.1 one two[31m"]);
    screen.send(cjm::ui::Event::Paste("three\nfour\u{1b}[31m".into()));
    assert_eq!(titles(screen.state.map(), 0)[1..], ["three", "four[31m"]);
}

#[test]
fn an_unbound_alt_key_is_esc_and_the_key() {
    // Esc lets go of the marks, then the key runs
    let mut screen = Screen::new(sized(1, 3), 80, 24);
    screen.keys("<space><alt-j>");
    assert!(screen.state.marked.is_empty());
    assert_eq!(screen.state.focus.row(), Some(2));
}

#[test]
fn a_read_only_map_is_not_changed_and_says_why() {
    let mut screen = Screen::new(sized(1, 1), 80, 24);
    screen.state.read_only = Some("it is newer".into());
    for keys in ["1", "oA<esc>", "dd", "soB<esc>", "J", "coX<esc>", "u"] {
        screen.keys(keys);
        assert_eq!(**screen.state.map(), sized(1, 1), "{keys}");
        screen.keys("<esc>");
    }
    screen.keys("1");
    assert!(screen.text().contains("it is newer"));
}

#[test]
fn marked_cards_are_cut_and_pasted_in_their_order() {
    // ids in another order than the cards
    let map = after(
        sized(2, 12),
        "<space><space><space><space><space><space><space><space><space><space><space><space>ddlGp",
    );
    let pasted: Vec<&str> = titles(&map, 1)[12..].to_vec();
    assert_eq!(pasted, titles(&sized(1, 12), 0));
}

#[test]
fn marked_cards_move_together_in_one_step() {
    let map = after(sized(3, 3), "<space><space>ggL");
    assert_eq!(titles(&map, 0), ["Step 1.3"]);
    assert_eq!(titles(&map, 1), ["Step 1.1", "Step 1.2", "Step 2.1", "Step 2.2", "Step 2.3"]);
    assert_eq!(after(sized(3, 3), "<space><space>ggLu"), sized(3, 3));
    let again = after(sized(3, 3), "<space><space>ggLL");
    assert_eq!(titles(&again, 2)[..2], ["Step 1.1", "Step 1.2"], "they are still marked");
}

#[test]
fn a_note_goes_to_all_marked_cards_and_to_no_other() {
    let map = after(sized(1, 4), "<space><space>apSlow<enter><esc>");
    let noted: Vec<usize> =
        map.stages[0].touchpoints.iter().map(|touchpoint| touchpoint.notes.len()).collect();
    assert_eq!(noted, [1, 1, 0, 0]);
}

#[test]
fn a_list_pasted_while_writing_is_one_card_a_line() {
    let mut screen = Screen::new(sized(1, 1), 80, 24);
    screen
        .keys("oFirst: ")
        .send(cjm::ui::Event::Paste("- one\n* two\r\n3. three\n[ ] four\n".into()));
    screen.keys("five<esc>");
    assert_eq!(
        titles(screen.state.map(), 0),
        ["Step 1.1", "First: one", "two", "three", "four", "five"]
    );
}

#[test]
fn list_marks_are_taken_off() {
    let mut screen = Screen::new(sized(1, 0), 80, 24);
    screen.send(cjm::ui::Event::Paste(
        "- one\n* two\n3. three\n12) four\n- [x] five\n- 5 euros\n3D print\n".into(),
    ));
    assert_eq!(
        titles(screen.state.map(), 0),
        ["one", "two", "three", "four", "five", "5 euros", "3D print"]
    );
}

#[test]
fn tab_behind_the_last_stage_begins_a_new_one() {
    let map = after(sized(1, 1), "oA<enter><tab>New<enter>B<esc>");
    assert_eq!((names(&map), titles(&map, 1)), (vec!["Stage 1", "New"], vec!["B"]));
}

#[test]
fn ctrl_c_lets_go_of_what_was_typed() {
    let mut screen = Screen::new(sized(1, 1), 80, 24);
    screen.keys("oNever mind<ctrl-c>");
    assert_eq!(**screen.state.map(), sized(1, 1));
    assert!(screen.text().contains("Thrown away: “Never mind”"));
}

#[test]
fn a_column_scrolls_back_where_there_is_room() {
    let mut screen = Screen::new(sized(1, 12), 40, 12);
    screen.keys("G");
    assert!(screen.text().contains("↑"), "{}", screen.text());
    screen.resize(120, 40);
    assert!(!screen.text().contains("↑"), "{}", screen.text());
}

#[test]
fn what_is_typed_on_a_card_is_in_view_however_high_the_card_is() {
    for size in [(120, 34), (80, 24), (40, 12), (20, 6)] {
        for keys in ["ap", "at", "i", "o"] {
            let mut screen = Screen::new(example(), size.0, size.1);
            screen.keys(&format!("lj{keys}{}Qx", "word ".repeat(60)));
            assert!(screen.text().contains("Qx"), "{size:?} {keys}\n{}", screen.text());
        }
    }
}

#[test]
fn a_clash_names_the_thing_and_both_values() {
    let mut screen = Screen::new(sized(1, 3), 120, 34);
    let base = screen.state.map().clone();
    let mut theirs = (*base).clone();
    let stage = std::sync::Arc::make_mut(&mut theirs.stages[0]);
    std::sync::Arc::make_mut(&mut stage.touchpoints[0]).emotion = Emotion::new(2).ok();
    screen.keys("3");
    screen.send(cjm::ui::Event::Saved(cjm::ui::Saved::Changed(cjm::ui::Foreign::new(
        base,
        theirs.into(),
        1,
    ))));
    let text = screen.text();
    assert!(
        text.contains("emotion of “Step 1.1” was changed in two ways: 0 is in force, +2 is the"),
        "{text}"
    );
}

#[test]
fn space_held_down_marks_to_the_last_card_and_does_not_take_it_back() {
    let marked = |keys: &str| {
        let mut screen = Screen::new(sized(1, 3), 80, 24);
        screen.keys(keys);
        screen.state.marked.len()
    };
    assert_eq!(marked("<space><space><space><space><space>"), 3);
    assert_eq!(marked("<space><space><space>kj<space>"), 2);
    // and as it came, so it goes
    assert_eq!(marked("<space><space><space>gg<space><space><space><space>"), 0);
}

#[test]
fn the_keys_that_lead_to_all_others_are_in_the_footer_of_any_screen() {
    for (width, height) in [(120, 34), (80, 24), (40, 12)] {
        let mut screen = Screen::new(sized(2, 2), width, height);
        for keys in ["", "k"] {
            screen.keys(keys);
            let text = screen.text();
            let footer = text.lines().last().unwrap();
            assert!(footer.contains(": all") && footer.contains("? help"), "{footer}");
        }
    }
}

#[test]
fn five_stages_are_all_in_view_at_120_columns_and_six_are_not() {
    let columns = |stages| {
        let screen = Screen::new(sized(stages, 1), 120, 34);
        cjm::ui::layout::plan(&screen.state).columns.len()
    };
    assert_eq!((columns(4), columns(5), columns(6)), (4, 5, 4));
}

#[test]
fn a_detour_says_that_it_is_not_counted() {
    let mut screen = Screen::new(sized(1, 1), 80, 24);
    screen.keys(":detour<enter>");
    assert!(screen.text().contains("beside the route: not counted as rated"), "{}", screen.text());
}
