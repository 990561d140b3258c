//! Finding: where the focus goes, and back.

use cjm::model::JourneyMap;

use crate::maps::{example, scripts, sized, titled};
use crate::screen::Screen;

fn after(map: JourneyMap, keys: &str) -> Screen {
    let mut screen = Screen::new(map, 80, 24);
    screen.keys(keys);
    screen
}

fn place(screen: &Screen) -> (usize, Option<usize>) {
    (screen.state.focus.column(), screen.state.focus.row())
}

fn row(map: JourneyMap, keys: &str) -> Option<usize> {
    place(&after(map, keys)).1
}

#[test]
fn the_focus_follows_what_is_typed() {
    let map = || titled(&["Pays", "Waits", "Paints", "Rings"]);
    assert_eq!(row(map(), "/p"), Some(0));
    assert_eq!(row(map(), "/pai"), Some(2));
    assert_eq!(row(map(), "/pai<bs><bs>"), Some(0));
}

#[test]
fn finding_begins_where_one_stands_and_goes_around() {
    let map = || titled(&["Pays", "Waits", "Pays again", "Rings"]);
    assert_eq!(row(map(), "j/pays"), Some(2));
    assert_eq!(row(map(), "jjj/pays"), Some(0));
    assert_eq!(row(map(), "jj/pays"), Some(2));
}

#[test]
fn esc_goes_back_with_all_that_was_in_view() {
    let mut screen = after(sized(12, 40), "jjj");
    let before = (screen.state.focus.clone(), screen.state.scroll.clone(), screen.text());
    screen.keys("/step 12.40");
    assert_eq!(place(&screen), (11, Some(39)));
    screen.keys("<esc>");
    assert_eq!((screen.state.focus.clone(), screen.state.scroll.clone(), screen.text()), before);
}

#[test]
fn what_is_nowhere_leaves_one_where_one_was() {
    let screen = after(sized(3, 5), "ljj/zzz");
    assert_eq!(place(&screen), (1, Some(2)));
    assert!(screen.text().contains("nothing found"), "{}", screen.text());
    let screen = after(sized(3, 5), "ljj/zzz<enter>");
    assert_eq!(place(&screen), (1, Some(2)));
    assert!(screen.text().contains("Nothing found: “zzz”"), "{}", screen.text());
}

#[test]
fn next_and_previous_go_on_and_say_when_they_go_around() {
    let map = || titled(&["Pays", "Waits", "Pays again", "Rings"]);
    assert_eq!(row(map(), "/pays<enter>n"), Some(2));
    let screen = after(map(), "/pays<enter>nn");
    assert_eq!(place(&screen), (0, Some(0)));
    assert!(screen.text().contains("“pays”: 1 of 2, on from the first stage"), "{}", screen.text());
    let screen = after(map(), "/pays<enter>N");
    assert_eq!(place(&screen), (0, Some(2)));
    assert!(screen.text().contains("2 of 2, on from the last stage"), "{}", screen.text());
    assert!(after(map(), "n").text().contains("/ asks what to look for"));
}

#[test]
fn next_finds_what_was_written_since() {
    assert_eq!(row(titled(&["Pays", "Waits"]), "/pays<enter>joPays twice<esc>ggn"), Some(2));
    assert_eq!(row(titled(&["Pays", "Waits"]), "/pays<enter>n"), Some(0));
}

#[test]
fn case_and_accents_do_not_matter_in_any_script() {
    for (typed, found) in [
        ("电话", 0),
        ("배송이", 1),
        ("الرسوم", 3),
        ("الرُّسوم", 3),
        ("ГДЕ МОЯ", 7),
        ("ete with", 9),
        ("zerowidth", 11),
    ] {
        assert_eq!(row(scripts(), &format!("/{typed}")), Some(found), "{typed}");
    }
}

#[test]
fn every_field_is_searched() {
    for typed in [
        "Clear, predictable",
        "They call us angry",
        "shop opens in english",
        "no answers",
        "nobody answers",
    ] {
        let screen = after(example(), &format!("/{typed}"));
        let found = !screen.state.find.hits.is_empty();
        assert_eq!(found, typed != "no answers", "{typed}");
    }
}

#[test]
fn a_match_that_is_not_to_be_seen_is_said() {
    let screen = after(example(), "/call us angry");
    assert!(screen.text().contains("found in a voice: They call us angry"), "{}", screen.text());
    // and stays said after Enter, until another key takes its place
    let screen = after(example(), "/price she saw<enter>kj");
    assert!(screen.text().contains("found in expecting: The price she saw"), "{}", screen.text());
}

#[test]
fn esc_on_the_board_takes_the_highlight_away() {
    let lit = |keys: &str| {
        let mut screen = after(titled(&["Pays", "Waits"]), keys);
        screen.picture().split("-- styles").nth(1).unwrap().contains('%')
    };
    assert!(lit("/wai"));
    assert!(lit("/wai<enter>"));
    assert!(!lit("/wai<enter><esc>"));
    assert!(lit("/wai<enter><esc>n"));
    assert!(!lit("/wai<esc>"));
}

#[test]
fn arrows_go_on_while_it_is_typed() {
    let map = || titled(&["Pays", "Waits", "Pays again", "Rings"]);
    assert_eq!(row(map(), "/pays<down>"), Some(2));
    assert_eq!(row(map(), "/pays<down><down>"), Some(0));
    assert_eq!(row(map(), "/pays<up>"), Some(2));
    // Esc still leads back to where it began
    assert_eq!(row(map(), "jjj/pays<down><esc>"), Some(3));
}

#[test]
fn finding_changes_nothing() {
    let mut screen = after(example(), "");
    let before = screen.state.map().clone();
    screen.keys("/duties<enter>nN/x<esc>n");
    assert!(std::sync::Arc::ptr_eq(&before, screen.state.map()));
    assert!(screen.effects.iter().all(|effect| matches!(effect, cjm::ui::Effect::Repaint)));
}

#[test]
fn hidden_cards_are_not_found() {
    let mut screen = after(sized(1, 5), "fe1/step");
    assert_eq!(screen.state.find.hits, [(0, Some(0))]);
    screen.keys("<esc>/1.3");
    assert!(screen.state.find.hits.is_empty());
    screen.keys("<enter>");
    assert!(screen.text().contains("f f shows all"), "{}", screen.text());
}
