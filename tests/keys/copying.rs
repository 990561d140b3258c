//! `Y`: the table on the screen goes into the clipboard of the terminal.

use cjm::exchange::markdown;
use cjm::ui::Effect;

use crate::maps::order;
use crate::screen::Screen;

/// What was copied, and the command that prints the same.
fn copied(screen: &Screen) -> Option<(String, &str)> {
    screen.effects.iter().rev().find_map(|effect| match effect {
        Effect::CopyTable { rows, instead } => Some((markdown::print(rows), instead.as_str())),
        _ => None,
    })
}

#[test]
fn a_table_is_copied_as_it_is_printed_and_the_other_way_is_said_with_it() {
    for (keys, view) in
        [("vf", "fix"), ("va", "actions"), ("vm", "missing"), ("vr", "results"), ("vR", "risks")]
    {
        let mut screen = Screen::new(order(), 120, 34);
        screen.keys(keys).keys("Y");
        let (text, instead) = copied(&screen).unwrap();
        assert_eq!(instead, format!("cjm show --view {view} --format markdown"));
        let rows = screen.state.report.as_ref().unwrap().sheet.rows.len();
        // the names, and the line below them
        let lines = text.lines().filter(|line| line.starts_with('|')).count();
        assert_eq!(lines, rows + 2, "{text}");
        assert!(screen.text().contains(&format!("Copied {rows} rows as Markdown")), "{view}");
        assert!(screen.text().contains(instead), "{}", screen.text());
        assert!(text.contains("Owner of the map: "), "{text}");
    }
}

#[test]
fn a_copy_has_the_order_and_the_filter_of_the_screen_and_says_so() {
    let mut screen = Screen::new(order(), 120, 34);
    screen.keys("vaSfoPayments<enter>Y");
    let (text, _) = copied(&screen).unwrap();
    assert!(text.contains(" by owner: "), "{text}");
    assert!(text.contains("\n\nOnly of touchpoints with owner Payments.\n\nAs of "), "{text}");
    let rows = screen.state.report.as_ref().unwrap().sheet.rows.len();
    assert_eq!(text.lines().filter(|line| line.starts_with('|')).count(), rows + 2, "{text}");
}

#[test]
fn what_is_no_table_is_not_copied_and_the_keys_of_tables_are_named() {
    for keys in ["", "vc", "vl", "va<enter>", "m"] {
        let mut screen = Screen::new(order(), 120, 34);
        screen.state.file = Some(crate::map_list::file("order"));
        screen.keys(keys).keys("Y");
        assert!(copied(&screen).is_none(), "{keys}");
        assert!(screen.text().contains("Only tables are copied"), "{keys}: {}", screen.text());
        assert!(screen.text().contains("v f, v a"), "{keys}: {}", screen.text());
    }
}
