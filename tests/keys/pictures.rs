//! What the screen shows.

use cjm::model::JourneyMap;
use cjm::ui::look::Themes;

use crate::maps::{empty, example, handed_over, order, scripts, sized, titled};
use crate::screen::Screen;

/// A test: its name, the map, the size, the keys.
macro_rules! pictures {
    ($($name:ident: $map:expr, $width:literal x $height:literal, $keys:literal;)*) => {
        $(#[test]
        fn $name() {
            shows(stringify!($name), $map, $width, $height, $keys);
        })*
    };
}

fn shows(name: &str, map: JourneyMap, width: u16, height: u16, keys: &str) {
    let mut screen = Screen::new(map, width, height);
    screen.keys(keys);
    matches(name, &mut screen);
}

/// Compares the screen with its picture.
pub(crate) fn matches(name: &str, screen: &mut Screen) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, screen.picture()));
}

pictures! {
    the_board_at_120_by_34: example(), 120 x 34, "ljj";
    the_board_at_80_by_24: example(), 80 x 24, "lj";
    one_stage_at_a_time_at_40_by_12: example(), 40 x 12, "l";
    the_least_size: example(), 20 x 6, "l";
    too_small_says_so: example(), 19 x 6, "l";
    an_empty_map_says_how_to_begin: empty(), 80 x 24, "";
    an_empty_stage_says_how_to_begin: sized(2, 0), 80 x 24, "l";
    one_stage_is_not_stretched: sized(1, 3), 120 x 34, "";
    sixty_stages_scroll_sideways: sized(60, 2), 80 x 24, "llllllllllllllllllll";
    the_last_of_sixty_stages: sized(60, 2), 80 x 24, "<end>";
    five_hundred_cards_scroll_to_the_last: sized(2, 500), 80 x 24, "G";
    five_hundred_cards_scroll_by_pages: sized(2, 500), 80 x 24, "<pgdn><pgdn><pgdn><pgup>";
    a_long_title_with_the_focus_takes_the_rows_that_are_free: titled(&[&"a very long title ".repeat(17), &"六天".repeat(150)]), 80 x 24, "j";
    all_scripts_keep_their_columns: scripts(), 80 x 34, "G";
    a_new_card_is_typed_in_its_place: example(), 80 x 24, "loPays by card, and the card is not taken";
    a_title_is_edited_in_its_place: example(), 80 x 24, "lji, once more";
    an_empty_line_says_what_to_type: example(), 80 x 24, "lo";
    a_pain_is_typed_under_its_card: example(), 80 x 24, "apNobody reads it";
    a_stage_is_named_in_its_place: example(), 80 x 24, "soPayment";
    an_owner_is_asked_for_with_those_that_are_used: example(), 80 x 24, "co";
    a_wait_that_cannot_be_read_is_said: example(), 80 x 24, "cwsoon<enter>";
    keys_after_a_prefix_are_shown: example(), 80 x 24, "a";
    keys_after_a_prefix_wrap_on_a_small_screen: example(), 40 x 12, "c";
    a_phase_is_chosen_by_a_key: example(), 80 x 24, "sp";
    commands_are_found_by_name: example(), 80 x 24, ":mom";
    help_lists_all_keys: example(), 80 x 24, "?";
    help_on_a_small_screen: example(), 40 x 12, "?<down><down><down>";
    undo_says_what_was_undone: example(), 80 x 24, "1u";
    marked_cards_are_seen: sized(2, 4), 80 x 24, "<space><space>";
    the_card_opened_at_120_by_34: example(), 120 x 34, "lj<enter>";
    the_card_opened_at_80_by_24: example(), 80 x 24, "lj<enter>jjj";
    the_card_opened_at_40_by_12: example(), 40 x 12, "lj<enter>jjj";
    the_card_opened_at_the_least_size: example(), 20 x 6, "lj<enter>jjj";
    the_empty_card_says_what_belongs_there: sized(1, 1), 80 x 24, "<enter>G<enter>";
    a_field_is_typed_in_its_place: example(), 80 x 24, "lj<enter>j<enter> and wonders";
    an_owner_is_completed_on_a_page: example(), 80 x 24, "lj<enter>jjjjjjjjjjjj<enter><ctrl-a>o";
    a_word_is_chosen_on_a_page: example(), 80 x 24, "lj<enter>jjjjjjjjjjjjjj<enter>";
    the_brief_at_120_by_34: example(), 120 x 34, "vi";
    the_brief_at_80_by_24: example(), 80 x 24, "vi";
    find_shows_what_it_found: order(), 120 x 34, "/duties";
    find_says_where_it_stands: order(), 80 x 24, "/predict";
    find_says_that_nothing_is_found: order(), 80 x 24, "/zzz";
    find_in_chinese: scripts(), 80 x 24, "/没有";
    find_in_arabic: scripts(), 80 x 24, "/الرسوم<enter>";
    find_on_a_small_screen: order(), 40 x 12, "/duties<enter>n";
    an_owner_to_show_is_asked_for: order(), 80 x 24, "fop";
    only_the_cards_of_an_owner: order(), 120 x 34, "fopay<enter>";
    only_what_feels_bad_at_80_by_24: order(), 80 x 24, "fe1fop<enter>";
    only_what_has_a_pain_at_40_by_12: order(), 40 x 12, "fnp";
    only_on_the_least_screen: order(), 20 x 6, "fnp";
    kinds_of_notes_to_show: order(), 80 x 24, "fn";
    the_list_at_120_by_34: order(), 120 x 34, "vlljj";
    the_list_at_80_by_24: order(), 80 x 24, "vlG";
    the_list_at_40_by_12: order(), 40 x 12, "vljj";
    the_list_on_the_least_screen: order(), 20 x 6, "vl";
    the_list_in_all_scripts: scripts(), 80 x 24, "vl";
    a_card_is_typed_in_the_list: order(), 80 x 24, "vloPays by card";
    a_pain_is_typed_in_the_list: order(), 80 x 24, "vlapNobody reads it";
    a_stage_is_named_in_the_list: order(), 80 x 24, "vlsoPayment";
    only_one_owner_in_the_list: order(), 80 x 24, "vlfopay<enter>";
    found_in_the_list: order(), 80 x 24, "vl/duties";
    the_line_of_visibility_at_120_by_34: order(), 120 x 34, "vvlljjj";
    the_line_of_visibility_at_80_by_24: order(), 80 x 24, "vvlljjj";
    the_line_of_visibility_at_40_by_12: order(), 40 x 12, "vvlljjj<esc>";
    the_line_of_visibility_has_no_room_on_the_least_screen: order(), 20 x 6, "vv";
    nothing_behind_says_how_to_add_it: example(), 120 x 34, "vv<esc>";
    handovers_between_and_inside_stages: order(), 120 x 50, "llljjj";
    handovers_at_40_by_12: order(), 40 x 12, "G";
    handovers_in_all_scripts: handed_over(), 80 x 34, "G";
    a_handover_is_typed: order(), 80 x 24, "lchOne more page";
    a_handover_of_a_stage_is_typed: order(), 80 x 24, "<home>kch";
    a_handover_is_rated_by_a_key: order(), 80 x 24, "<home>kcH";
    an_unbound_key_is_said: example(), 80 x 24, "z";
}

#[test]
fn without_colour_the_focus_is_still_seen() {
    let mut screen = Screen::new(example(), 80, 24);
    screen.state.look.theme = Themes::without_colours().chosen();
    let picture = screen.keys("lj").picture();
    let styles = picture.split("-- styles").nth(1).unwrap();
    assert!(styles.contains("#######"), "{styles}");
    let colours =
        styles.lines().skip(1).flat_map(str::chars).filter(|letter| letter.is_ascii_alphabetic());
    assert_eq!(colours.count(), 0, "{styles}");
}

#[test]
fn every_size_is_drawn_without_a_fault() {
    for width in [1, 2, 5, 19, 20, 21, 27, 39, 40, 53, 80, 120, 200, 500] {
        for height in [1, 2, 5, 6, 7, 9, 10, 13, 14, 17, 18, 22, 26, 28, 34, 50, 200] {
            let mut screen = Screen::new(example(), width, height);
            screen.keys(
                "l<end>GoX<esc>apY<esc>soZ<esc>?<esc>:w<esc>a<esc>sp<esc>co<esc><pgdn>vv<pgup>",
            );
            let (cursor, area) = (screen.cursor(), screen.buffer().area);
            assert!(
                cursor.0 < area.width && cursor.1 < area.height,
                "{width}x{height}: {cursor:?}"
            );
        }
    }
}

#[test]
fn the_cursor_stands_on_the_focus() {
    let mut screen = Screen::new(sized(12, 40), 80, 24);
    for keys in ["", "j", "G", "l", "<end>", "gg", "k", "<home>", "<pgdn>", "<pgdn>", "h"] {
        screen.keys(keys);
        let (x, y) = screen.cursor();
        let cell = &screen.buffer()[(x, y)];
        let reversed = cell.modifier.contains(ratatui::style::Modifier::REVERSED);
        assert!(
            reversed,
            "after {keys:?} the cell under the cursor is {cell:?}\n{}",
            screen.text()
        );
    }
}
