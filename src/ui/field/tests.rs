use proptest::prelude::*;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::*;
use crate::text::{any_text, graphemes, shown_width};

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const CONTROL: KeyModifiers = KeyModifiers::CONTROL;
const ALT: KeyModifiers = KeyModifiers::ALT;

fn press(field: &mut Field, code: KeyCode, modifiers: KeyModifiers) -> Answer {
    field.key(KeyEvent::new(code, modifiers))
}

fn control(field: &mut Field, letter: char) -> Answer {
    press(field, KeyCode::Char(letter), CONTROL)
}

fn type_all(field: &mut Field, text: &str) {
    for character in text.chars() {
        assert_eq!(press(field, KeyCode::Char(character), NONE), Answer::Edited);
    }
}

/// The text with `|` at the cursor.
fn shown(field: &Field) -> String {
    let mut text = field.text().to_owned();
    text.insert(field.cursor(), '|');
    text
}

/// A field with the cursor where `|` stands.
fn at(marked: &str) -> Field {
    let cursor = marked.find('|').unwrap();
    let mut field = Field::with_lines(marked.replacen('|', "", 1));
    field.cursor = cursor;
    field
}

#[test]
fn whole_clusters_are_typed_one_character_at_a_time_and_deleted_at_once() {
    for cluster in
        ["각", "👩‍👩‍👧‍👦", "🇩🇪", "น้ำ", "กำ", "e\u{301}\u{323}", "1️⃣", "❤️", "👍🏽", "क्षि", "நி", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]
    {
        let mut field = at("a |b");
        type_all(&mut field, cluster);
        assert_eq!(shown(&field), format!("a {cluster}|b"));
        press(&mut field, KeyCode::Backspace, NONE);
        assert_eq!(shown(&field), "a |b", "{cluster:?}");
        field.insert(cluster);
        press(&mut field, KeyCode::Left, NONE);
        assert_eq!(shown(&field), format!("a |{cluster}b"));
        press(&mut field, KeyCode::Delete, NONE);
        assert_eq!(shown(&field), "a |b");
    }
}

#[test]
fn a_character_that_joins_what_follows_leaves_the_cursor_behind_both() {
    let mut field = at("|🇪x");
    field.insert("🇩");
    assert_eq!(shown(&field), "🇩🇪|x");
    let mut field = at("👩|👧x");
    field.insert("\u{200d}");
    assert_eq!(shown(&field), "👩\u{200d}👧|x");
}

#[test]
fn deleting_what_parted_two_halves_keeps_the_cursor_out_of_the_cluster() {
    let mut field = at("🇩x|🇪");
    field.delete(Motion::Left);
    assert_eq!(shown(&field), "🇩🇪|");
}

#[test]
fn words_are_deleted_both_ways() {
    let mut field = at("one two, |three four");
    assert_eq!(control(&mut field, 'w'), Answer::Edited);
    assert_eq!(shown(&field), "one |three four");
    press(&mut field, KeyCode::Backspace, ALT);
    assert_eq!(shown(&field), "|three four");
    press(&mut field, KeyCode::Delete, CONTROL);
    assert_eq!(shown(&field), "| four");
}

#[test]
fn lines_are_cut_before_and_behind_the_cursor() {
    let mut field = at("one\ntwo |three\nfour");
    control(&mut field, 'k');
    assert_eq!(shown(&field), "one\ntwo |\nfour");
    control(&mut field, 'u');
    assert_eq!(shown(&field), "one\n|\nfour");
    assert_eq!(control(&mut field, 'u'), Answer::Moved);
}

#[test]
fn control_h_is_backspace() {
    let mut field = at("ab|");
    assert_eq!(control(&mut field, 'h'), Answer::Edited);
    assert_eq!(shown(&field), "a|");
}

#[test]
fn home_and_end_stay_in_the_line() {
    let mut field = at("one\r\ntw|o\r\nthree");
    press(&mut field, KeyCode::End, NONE);
    assert_eq!(shown(&field), "one\r\ntwo|\r\nthree");
    press(&mut field, KeyCode::Home, NONE);
    assert_eq!(shown(&field), "one\r\n|two\r\nthree");
    press(&mut field, KeyCode::End, CONTROL);
    assert_eq!(field.cursor(), field.text().len());
    press(&mut field, KeyCode::Home, CONTROL);
    assert_eq!(field.cursor(), 0);
}

#[test]
fn words_are_walked_with_control_or_alt() {
    let mut field = at("|one two");
    press(&mut field, KeyCode::Right, CONTROL);
    assert_eq!(shown(&field), "one| two");
    press(&mut field, KeyCode::Char('f'), ALT);
    assert_eq!(shown(&field), "one two|");
    press(&mut field, KeyCode::Left, ALT);
    assert_eq!(shown(&field), "one |two");
    press(&mut field, KeyCode::Char('b'), ALT);
    assert_eq!(shown(&field), "|one two");
}

#[test]
fn typing_replaces_the_selection_and_undo_brings_it_back() {
    let mut field = at("one |two");
    press(&mut field, KeyCode::End, SHIFT);
    assert_eq!(field.selected(), "two");
    type_all(&mut field, "six");
    assert_eq!(shown(&field), "one six|");
    field.undo();
    assert_eq!(field.text(), "one two");
    assert_eq!(field.selected(), "two");
}

#[test]
fn arrows_leave_a_selection_at_its_ends() {
    let mut field = at("one |two three");
    press(&mut field, KeyCode::Right, CONTROL | SHIFT);
    assert_eq!(field.selected(), "two");
    let mut other = field.clone();
    press(&mut field, KeyCode::Left, NONE);
    assert_eq!((shown(&field).as_str(), field.selection()), ("one |two three", None));
    press(&mut other, KeyCode::Right, NONE);
    assert_eq!((shown(&other).as_str(), other.selection()), ("one two| three", None));
    control(&mut other, 'a');
    assert_eq!(other.selected(), "one two three");
}

#[test]
fn keys_of_the_screen_are_left_to_it() {
    let mut field = at("one |two");
    let before = field.clone();
    for code in [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::F(2),
        KeyCode::PageUp,
        KeyCode::Insert,
        KeyCode::Up,
        KeyCode::Down,
    ] {
        assert_eq!(press(&mut field, code, NONE), Answer::Ignored, "{code:?}");
    }
    for letter in ['s', 'e', 'p', 'c', 'z', 'l', 'q'] {
        assert_eq!(control(&mut field, letter), Answer::Ignored, "{letter}");
    }
    for character in 'a'..='z' {
        let both = press(&mut field, KeyCode::Char(character), ALT | CONTROL);
        assert_eq!(both, Answer::Ignored);
        if !matches!(character, 'b' | 'f') {
            let answer = press(&mut field, KeyCode::Char(character), ALT);
            assert_eq!(answer, Answer::Ignored, "{character}");
        }
    }
    assert_eq!(press(&mut field, KeyCode::Char('x'), KeyModifiers::SUPER), Answer::Ignored);
    let release = KeyEvent::new_with_kind(KeyCode::Char('x'), NONE, KeyEventKind::Release);
    assert_eq!(field.key(release), Answer::Ignored);
    assert_eq!(field, before);
}

#[test]
fn an_upper_case_letter_is_typed() {
    let mut field = Field::default();
    assert_eq!(press(&mut field, KeyCode::Char('Ü'), SHIFT), Answer::Edited);
    assert_eq!(field.text(), "Ü");
}

#[test]
fn typing_is_undone_word_by_word_and_comes_back() {
    let mut field = Field::new("");
    type_all(&mut field, "one two  three");
    for left in ["one two  ", "one ", ""] {
        assert_eq!(control(&mut field, '7'), Answer::Edited);
        assert_eq!(field.text(), left);
    }
    assert_eq!(control(&mut field, '_'), Answer::Moved);
    for back in ["one ", "one two  ", "one two  three"] {
        assert_eq!(control(&mut field, 'r'), Answer::Edited);
        assert_eq!(shown(&field), format!("{back}|"));
    }
    assert_eq!(control(&mut field, 'r'), Answer::Moved);
}

#[test]
fn deleting_is_undone_word_by_word() {
    let mut field = at("one two|");
    for _ in 0..7 {
        field.delete(Motion::Left);
    }
    assert_eq!(field.text(), "");
    field.undo();
    assert_eq!(shown(&field), "one|");
    field.undo();
    assert_eq!(shown(&field), "one two|");
    field.go(Motion::Start, false);
    for _ in 0..5 {
        field.delete(Motion::Right);
    }
    assert_eq!(shown(&field), "|wo");
    field.undo();
    assert_eq!(shown(&field), "|two");
    field.undo();
    assert_eq!(shown(&field), "|one two");
}

#[test]
fn a_step_of_the_cursor_begins_a_new_step_of_undo() {
    let mut field = Field::new("");
    type_all(&mut field, "ab");
    field.go(Motion::Left, false);
    field.go(Motion::Right, false);
    type_all(&mut field, "cd");
    field.undo();
    assert_eq!(field.text(), "ab");
}

#[test]
fn a_new_edit_forgets_what_was_undone() {
    let mut field = Field::new("");
    type_all(&mut field, "ab");
    field.undo();
    type_all(&mut field, "c");
    assert_eq!(field.redo(), Answer::Moved);
    assert_eq!(field.text(), "c");
}

#[test]
fn a_paste_is_cleaned_and_undone_as_one() {
    let mut line = Field::new("");
    line.paste("one\r\ntwo\rthree\tfour\u{1b}[31m\0\n");
    assert_eq!(line.text(), "one two three four[31m");
    line.undo();
    assert_eq!(line.text(), "");
    let mut lines = Field::with_lines("");
    lines.paste("one\r\ntwo\rthree\tfour\u{1b}\n");
    assert_eq!(lines.text(), "one\ntwo\nthree four\n");
    assert_eq!(lines.paste("\u{1b}"), Answer::Moved);
}

#[test]
fn a_line_break_is_a_blank_where_there_is_one_line() {
    let mut line = Field::new("a");
    line.insert("\n");
    assert_eq!(line.text(), "a ");
    let mut lines = Field::with_lines("a");
    lines.insert("\n");
    assert_eq!(lines.text(), "a\n");
}

#[test]
fn the_cursor_behind_a_full_row_stands_in_the_next() {
    let layout = |marked: &str, width| at(marked).layout(width);
    assert_eq!(layout("abc|", 4).cursor, (3, 0));
    assert_eq!(layout("abcd|", 4), FieldLayout { lines: vec![0..4, 4..4], cursor: (0, 1) });
    assert_eq!(
        layout("abcd|\nef", 4),
        FieldLayout { lines: vec![0..4, 4..4, 5..7], cursor: (0, 1) }
    );
    assert_eq!(layout("abcd\n|ef", 4).cursor, (0, 2));
    assert_eq!(layout("abcd| ef", 4).cursor, (0, 1));
    assert_eq!(layout("ab |cd", 4).cursor, (0, 1));
    assert_eq!(layout("六天|没有", 4).cursor, (0, 1));
    assert_eq!(layout("六|天没有", 5).cursor, (2, 0));
    assert_eq!(layout("|", 4).cursor, (0, 0));
    assert_eq!(layout("|", 4).lines.len(), 1);
    assert_eq!(layout("a\n|", 4), FieldLayout { lines: vec![0..1, 2..2], cursor: (0, 1) });
}

#[test]
fn the_column_counts_marks_of_hidden_characters() {
    assert_eq!(at("a\u{202e}|b").layout(40).cursor, (9, 0));
}

#[test]
fn up_and_down_keep_the_column_that_was_chosen() {
    let mut field = at("first line|\nx\nthird line");
    assert_eq!(press(&mut field, KeyCode::Down, NONE), Answer::Moved);
    assert_eq!(shown(&field), "first line\nx|\nthird line");
    press(&mut field, KeyCode::Down, NONE);
    assert_eq!(shown(&field), "first line\nx\nthird line|");
    assert_eq!(press(&mut field, KeyCode::Down, NONE), Answer::Ignored);
    press(&mut field, KeyCode::Up, SHIFT);
    assert_eq!(field.selected(), "\nthird line");
}

#[test]
fn up_and_down_go_through_wrapped_rows_and_wide_letters() {
    let mut field = at("Duties |appear 六天没有 x");
    field.set_width(13);
    press(&mut field, KeyCode::Down, NONE);
    assert_eq!(shown(&field), "Duties appear 六天没|有 x");
    press(&mut field, KeyCode::Up, NONE);
    assert_eq!(shown(&field), "Duties |appear 六天没有 x");
    assert_eq!(press(&mut field, KeyCode::Up, NONE), Answer::Ignored);
}

#[test]
fn a_click_puts_the_cursor_and_dragging_selects() {
    let mut field = at("|Duties appear late");
    field.set_width(8);
    field.point(2, 1, false);
    assert_eq!(shown(&field), "Duties ap|pear late");
    field.point(99, 1, true);
    assert_eq!(field.selected(), "pear");
    field.point(99, 99, false);
    assert_eq!(field.cursor(), field.text().len());
}

#[test]
fn a_double_click_selects_a_word() {
    let mut field = at("one tw|o three");
    field.select_word();
    assert_eq!(field.selected(), "two");
}

#[test]
fn one_row_shows_the_part_around_the_cursor() {
    let text = |marked: &str, width| {
        let field = at(marked);
        let (range, column) = field.window(width);
        (field.text()[range].to_owned(), column)
    };
    assert_eq!(text("short|", 8), ("short".into(), 5));
    assert_eq!(text("eightlng|", 8), ("ightlng".into(), 7));
    assert_eq!(text("|a much longer text", 8), ("a much l".into(), 0));
    assert_eq!(text("a much longer| text", 8), ("onger te".into(), 5));
    assert_eq!(text("六天没有消息|", 5), ("消息".into(), 4));
}

#[derive(Clone, Debug)]
enum Act {
    Type(char),
    Paste(String),
    Key(KeyCode, KeyModifiers),
    Undo,
    Redo,
    Point(usize, usize),
}

fn act() -> impl Strategy<Value = Act> {
    let codes = vec![
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Char('a'),
        KeyCode::Char('k'),
        KeyCode::Char('u'),
    ];
    let modifiers = vec![NONE, SHIFT, CONTROL, ALT, SHIFT | CONTROL];
    let characters: Vec<char> =
        "ab  \n\u{301}\u{200d}👩🇩🇪ก้ำ六，\u{1100}\u{1161}\u{11a8}\u{202e}\u{fe0f}क\u{94d}ष"
            .chars()
            .collect();
    prop_oneof![
        4 => prop::sample::select(characters).prop_map(Act::Type),
        1 => any_text().prop_map(Act::Paste),
        4 => (prop::sample::select(codes), prop::sample::select(modifiers))
            .prop_map(|(code, modifiers)| Act::Key(code, modifiers)),
        1 => Just(Act::Undo),
        1 => Just(Act::Redo),
        1 => (0_usize..30, 0_usize..6).prop_map(|(column, row)| Act::Point(column, row)),
    ]
}

proptest! {
    #[test]
    fn the_cursor_is_always_between_clusters_and_in_the_layout(
        acts in prop::collection::vec(act(), 0..40),
        width in 0_usize..20,
        lines in any::<bool>(),
    ) {
        let mut field = if lines { Field::with_lines("") } else { Field::new("") };
        field.set_width(width);
        for act in acts {
            let before = field.text().to_owned();
            let answer = match act {
                Act::Type(character) => field.insert(&character.to_string()),
                Act::Paste(text) => field.paste(&text),
                Act::Key(code, modifiers) => press(&mut field, code, modifiers),
                Act::Undo => field.undo(),
                Act::Redo => field.redo(),
                Act::Point(column, row) => field.point(column, row, false),
            };
            prop_assert!(answer == Answer::Edited || field.text() == before);
            let clusters: Vec<usize> = graphemes(field.text()).map(|(at, _)| at).collect();
            let text = field.text();
            let between = |at: usize| at == text.len() || clusters.contains(&at);
            prop_assert!(between(field.cursor()));
            if let Some(selection) = field.selection() {
                prop_assert!(between(selection.start) && between(selection.end));
            }
            prop_assert!(!text.contains(|c: char| c.is_control() && !(lines && c == '\n')));
            let layout = field.layout(width);
            let (column, row) = layout.cursor;
            prop_assert!(column < width.max(1) && row < layout.lines.len());
            let (window, column) = field.window(width);
            prop_assert!(column < width.max(1));
            prop_assert!(shown_width(&text[window]) <= width.max(1));
        }
    }

    #[test]
    fn undoing_all_and_redoing_all_comes_back_to_the_same(
        start in any_text(),
        acts in prop::collection::vec(act(), 0..40),
    ) {
        let mut field = Field::with_lines(start.clone());
        for act in acts {
            match act {
                Act::Type(character) => field.insert(&character.to_string()),
                Act::Paste(text) => field.paste(&text),
                Act::Key(code, modifiers) => press(&mut field, code, modifiers),
                Act::Undo | Act::Redo => continue,
                Act::Point(column, row) => field.point(column, row, true),
            };
        }
        let end = field.text().to_owned();
        while field.undo() == Answer::Edited {}
        prop_assert_eq!(field.text(), start);
        while field.redo() == Answer::Edited {}
        prop_assert_eq!(field.text(), end);
    }

    #[test]
    fn a_point_on_the_text_is_where_the_cursor_then_stands(
        text in any_text(),
        width in 9_usize..30,
        row in 0_usize..6,
    ) {
        let mut field = Field::with_lines(text);
        field.set_width(width);
        field.point(0, row, false);
        let layout = field.layout(width);
        prop_assert_eq!(layout.cursor, (0, row.min(layout.lines.len() - 1)));
    }
}
