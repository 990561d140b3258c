use proptest::prelude::*;
use ratatui::crossterm::event::{
    KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

use super::*;

const NONE: KeyModifiers = KeyModifiers::NONE;
const ALT: KeyModifiers = KeyModifiers::ALT;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const CONTROL: KeyModifiers = KeyModifiers::CONTROL;

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

fn letter(letter: char) -> Event {
    key(KeyCode::Char(letter), NONE)
}

fn paste(text: &str) -> Event {
    Event::Paste(text.to_owned())
}

/// What a decoder makes of bytes that come in these drains, with no silence between them.
fn drains(decoder: &mut Decoder, drains: &[&[u8]]) -> Vec<Event> {
    let mut events = Vec::new();
    for bytes in drains {
        decoder.feed(bytes, &mut events);
        decoder.drained(&mut events);
    }
    events
}

/// The same, and then silence until nothing is held back.
fn decode(parts: &[&[u8]]) -> Vec<Event> {
    let mut decoder = Decoder::default();
    let mut events = drains(&mut decoder, parts);
    for _ in 0..3 {
        if decoder.wait().is_some() {
            decoder.silence(&mut events);
        }
    }
    assert_eq!(decoder.wait(), None, "something waits for ever");
    events
}

fn sequences() -> Vec<(&'static [u8], KeyCode, KeyModifiers)> {
    vec![
        (b"\x1b[A", KeyCode::Up, NONE),
        (b"\x1bOA", KeyCode::Up, NONE),
        (b"\x1b[1;5C", KeyCode::Right, CONTROL),
        (b"\x1b[1;2D", KeyCode::Left, SHIFT),
        (b"\x1b[1;6F", KeyCode::End, CONTROL.union(SHIFT)),
        (b"\x1b[1~", KeyCode::Home, NONE),
        (b"\x1b[3~", KeyCode::Delete, NONE),
        (b"\x1b[5;3~", KeyCode::PageUp, ALT),
        (b"\x1bOP", KeyCode::F(1), NONE),
        (b"\x1b[[B", KeyCode::F(2), NONE),
        (b"\x1b[12~", KeyCode::F(2), NONE),
        (b"\x1b[15~", KeyCode::F(5), NONE),
        (b"\x1b[24;5~", KeyCode::F(12), CONTROL),
        (b"\x1b[Z", KeyCode::BackTab, SHIFT),
        (b"\x1b[9;2u", KeyCode::BackTab, SHIFT),
        (b"\x1b[13;2u", KeyCode::Enter, SHIFT),
        (b"\x1b[27;5;13~", KeyCode::Enter, CONTROL),
        (b"\x1b[104;5u", KeyCode::Backspace, NONE),
        (b"\x1bx", KeyCode::Char('x'), ALT),
        (b"\x1bX", KeyCode::Char('X'), ALT.union(SHIFT)),
        (b"\x1b\r", KeyCode::Enter, ALT),
        (b"\x1b\x7f", KeyCode::Backspace, ALT),
        (b"\x1b\xc3\xa9", KeyCode::Char('é'), ALT),
        (b"\x1b\x1b[A", KeyCode::Up, ALT),
        (b"\x08", KeyCode::Backspace, NONE),
        (b"\x7f", KeyCode::Backspace, NONE),
        (b"\x10", KeyCode::Char('p'), CONTROL),
        (b"\x00", KeyCode::Char(' '), CONTROL),
        (b"\x1f", KeyCode::Char('7'), CONTROL),
        (b"\r", KeyCode::Enter, NONE),
        (b"\t", KeyCode::Tab, NONE),
        ("G".as_bytes(), KeyCode::Char('G'), SHIFT),
        ("六".as_bytes(), KeyCode::Char('六'), NONE),
        ("🙂".as_bytes(), KeyCode::Char('🙂'), NONE),
    ]
}

#[test]
fn every_sequence_is_its_key() {
    for (bytes, code, modifiers) in sequences() {
        assert_eq!(decode(&[bytes]), [key(code, modifiers)], "{bytes:?}");
    }
}

#[test]
fn a_sequence_cut_anywhere_is_still_its_key() {
    for (bytes, code, modifiers) in sequences() {
        for cut in 1..bytes.len() {
            let (head, tail) = bytes.split_at(cut);
            let events = decode(&[head, tail]);
            // An Esc that came alone was passed on at once; the rest must not be letters, unless
            // a key alone can be the rest.
            if head == b"\x1b" {
                assert_eq!(events[0], key(KeyCode::Esc, NONE), "{bytes:?} cut at {cut}");
                if matches!(bytes[1], b'[' | b'O') {
                    assert_eq!(events[1..], [key(code, modifiers)], "{bytes:?} cut at {cut}");
                }
            } else {
                assert_eq!(events, [key(code, modifiers)], "{bytes:?} cut at {cut}");
            }
        }
    }
}

#[test]
fn esc_alone_is_passed_on_without_waiting() {
    let mut decoder = Decoder::default();
    assert_eq!(drains(&mut decoder, &[b"\x1b"]), [key(KeyCode::Esc, NONE)]);
    assert_eq!(decoder.wait(), None);
}

#[test]
fn esc_and_a_bracket_typed_one_by_one_are_two_keys() {
    assert_eq!(decode(&[b"\x1b", b"[", b"["]), [key(KeyCode::Esc, NONE), letter('['), letter('[')]);
}

#[test]
fn esc_twice_is_two_keys() {
    let esc = key(KeyCode::Esc, NONE);
    assert_eq!(decode(&[b"\x1b\x1b"]), [esc.clone(), esc]);
}

#[test]
fn a_sequence_that_stays_half_does_not_swallow_the_next_key() {
    let mut decoder = Decoder::default();
    let mut events = drains(&mut decoder, &[b"\x1b["]);
    assert_eq!(events, []);
    decoder.silence(&mut events);
    events.extend(drains(&mut decoder, &[b"j"]));
    assert_eq!(events, [key(KeyCode::Char('['), ALT), letter('j')]);
}

#[test]
fn a_key_that_is_let_go_is_no_event() {
    assert_eq!(decode(&[b"\x1b[97;1:3u\x1b[1;1:3A"]), []);
    let repeat = KeyEvent::new_with_kind(KeyCode::Up, NONE, KeyEventKind::Repeat);
    assert_eq!(decode(&[b"\x1b[1;1:2A"]), [Event::Key(repeat)]);
}

#[test]
fn answers_and_unknown_sequences_are_passed_over() {
    assert_eq!(decode(&[b"\x1b[?62;22c\x1b[I\x1b[99~\x1b[>0;1;2xa"]), [letter('a')]);
}

#[test]
fn the_mouse_is_read() {
    let events = decode(&[b"\x1b[<0;1;1M\x1b[<32;300;40M\x1b[<0;300;40m\x1b[<81;5;6M"]);
    let seen: Vec<_> = events
        .iter()
        .map(|event| match event {
            Event::Mouse(mouse) => (mouse.kind, mouse.column, mouse.row, mouse.modifiers),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        seen,
        [
            (MouseEventKind::Down(MouseButton::Left), 0, 0, NONE),
            (MouseEventKind::Drag(MouseButton::Left), 299, 39, NONE),
            (MouseEventKind::Up(MouseButton::Left), 299, 39, NONE),
            (MouseEventKind::ScrollDown, 4, 5, CONTROL),
        ]
    );
}

#[test]
fn a_paste_is_one_event_with_its_line_ends_as_lf() {
    assert_eq!(
        decode(&[b"\x1b[200~one\r\ntwo\rthree\nfour\x1b[201~"]),
        [paste("one\ntwo\nthree\nfour")]
    );
    assert_eq!(decode(&[b"\x1b[200~\x1b[201~"]), []);
}

#[test]
fn a_paste_cut_anywhere_is_the_same_paste() {
    let bytes = "a\x1b[200~Überall 六天\x1b[201~".as_bytes();
    for cut in 1..bytes.len() {
        let (head, tail) = bytes.split_at(cut);
        assert_eq!(decode(&[head, tail]), [letter('a'), paste("Überall 六天")], "cut at {cut}");
    }
}

#[test]
fn a_start_mark_cut_behind_its_esc_is_still_a_paste() {
    let events = decode(&[b"\x1b", b"[200~dd\x1b[201~"]);
    assert_eq!(events, [key(KeyCode::Esc, NONE), paste("dd")]);
}

#[test]
fn text_behind_an_end_mark_inside_a_paste_stays_text() {
    let bytes = b"\x1b[200~nice\x1b[201~:q!\rdd\x1b[201~";
    assert_eq!(decode(&[bytes]), [paste("nice:q!\ndd")]);
    for cut in 6..bytes.len() {
        let (head, tail) = bytes.split_at(cut);
        assert_eq!(decode(&[head, tail]), [paste("nice:q!\ndd")], "cut at {cut}");
    }
}

#[test]
fn two_pastes_in_a_row_become_one() {
    let bytes = b"\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~";
    assert_eq!(decode(&[bytes]), [paste("ab")]);
}

#[test]
fn keys_work_again_after_a_paste() {
    let mut decoder = Decoder::default();
    let mut events = drains(&mut decoder, &[b"\x1b[200~a\x1b[201~"]);
    assert_eq!(decoder.wait(), Some(QUIET));
    decoder.silence(&mut events);
    events.extend(drains(&mut decoder, &[b"d"]));
    assert_eq!(events, [paste("a"), letter('d')]);
}

#[test]
fn a_key_typed_straight_after_a_paste_does_not_keep_it_open() {
    let mut decoder = Decoder::default();
    let mut events = drains(&mut decoder, &[b"\x1b[200~a\x1b[201~", b"d"]);
    assert_eq!(decoder.wait(), Some(STALLED));
    decoder.silence(&mut events);
    events.extend(drains(&mut decoder, &[b"d"]));
    assert_eq!(events, [paste("ad"), letter('d')]);
}

#[test]
fn a_paste_without_an_end_is_passed_on_and_stays_text_until_esc() {
    for leave in [b"\x1b", b"\x03"] {
        let mut decoder = Decoder::default();
        let mut events = drains(&mut decoder, &[b"\x1b[200~dd"]);
        assert_eq!(decoder.wait(), Some(STALLED));
        decoder.silence(&mut events);
        assert_eq!(decoder.wait(), None);
        events.extend(drains(&mut decoder, &[b":q\r"]));
        decoder.silence(&mut events);
        assert_eq!(events, [paste("dd"), paste(":q\n")]);
        events.extend(drains(&mut decoder, &[leave, b"j"]));
        assert_eq!(events[2..], [letter('j')]);
    }
}

#[test]
fn a_stalled_paste_still_ends_at_its_mark() {
    let mut decoder = Decoder::default();
    let bytes = "\x1b[200~Straße\x1b[201~".as_bytes();
    let cut = bytes.iter().position(|byte| *byte == 0xc3).unwrap() + 1;
    let mut events = drains(&mut decoder, &[&bytes[..cut]]);
    decoder.silence(&mut events);
    events.extend(drains(&mut decoder, &[&bytes[cut..]]));
    decoder.silence(&mut events);
    events.extend(drains(&mut decoder, &[b"j"]));
    assert_eq!(events, [paste("Stra"), paste("ße"), letter('j')]);
}

#[test]
fn finishing_gives_out_what_is_held() {
    let mut decoder = Decoder::default();
    let mut events = drains(&mut decoder, &[b"\x1b[200~kept"]);
    decoder.finish(&mut events);
    assert_eq!(events, [paste("kept")]);
    assert_eq!(drains(&mut decoder, &[b"j"]), [letter('j')]);
}

#[test]
fn a_large_paste_in_many_reads_is_one_paste() {
    let length = 1 << 20;
    let mut bytes = PASTE_START.to_vec();
    bytes.resize(bytes.len() + length, b'x');
    bytes.extend_from_slice(PASTE_END);
    let parts: Vec<_> = bytes.chunks(4095).collect();
    let events = decode(&parts);
    assert!(
        matches!(events.as_slice(), [Event::Paste(text)] if text.len() == length),
        "{}",
        events.len()
    );
}

fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let known: Vec<&'static [u8]> = sequences().into_iter().map(|(bytes, ..)| bytes).collect();
    let piece = prop_oneof![
        prop::sample::select(known).prop_map(<[u8]>::to_vec),
        prop::sample::select(vec![
            PASTE_START,
            PASTE_END,
            b"\x1b",
            b"[",
            b"\x1b[<0;1",
            b"0;",
            b"\x1b]",
            b"\x1b]11;rgb:",
            b"\x07"
        ])
        .prop_map(<[u8]>::to_vec),
        prop::collection::vec(any::<u8>(), 0..8),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

#[test]
fn an_answer_about_colours_that_comes_late_is_no_key() {
    for answer in [&b"\x1b]11;rgb:1717/1919/1c1c\x07"[..], b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\"] {
        for size in [1, 3, answer.len()] {
            let parts: Vec<&[u8]> = answer.chunks(size).chain([&b"x"[..]]).collect();
            let mut events = Vec::new();
            let mut decoder = Decoder::default();
            for part in parts {
                decoder.feed(part, &mut events);
            }
            assert_eq!(events.len(), 1, "{events:?}");
        }
    }
    let mut events = Vec::new();
    Decoder::default().feed(b"\x1b]x", &mut events);
    assert_eq!(events.len(), 2, "Alt+] is a key: {events:?}");
}

proptest! {
    #[test]
    fn how_the_bytes_are_cut_makes_no_difference(bytes in pieces(), size in 1_usize..9) {
        let mut whole = Vec::new();
        let mut decoder = Decoder::default();
        decoder.feed(&bytes, &mut whole);
        decoder.finish(&mut whole);
        let mut cut = Vec::new();
        for part in bytes.chunks(size) {
            decoder.feed(part, &mut cut);
        }
        decoder.finish(&mut cut);
        prop_assert_eq!(whole, cut);
    }

    #[test]
    fn nothing_is_held_for_ever(bytes in pieces(), size in 1_usize..9) {
        let parts: Vec<_> = bytes.chunks(size).collect();
        decode(&parts);
    }
}
