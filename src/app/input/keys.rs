//! What one key press, or one report of the mouse, looks like in bytes.
//!
//! Only what terminals send without being asked for more: the keys of xterm and its kin, the
//! Linux console, mouse reports in the SGR form, and `CSI u` keys for those who have them
//! switched on. Answers to queries have no place here; they are passed over.

use ratatui::crossterm::event::{
    KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// No sequence that means a key is longer; past it, the bytes are noise.
const LONGEST: usize = 64;

/// What the first bytes of a slice are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Parsed {
    /// A key or mouse report could begin here, but its end is not there yet.
    Unfinished,
    /// The mark before pasted text, of this many bytes.
    PasteStart(usize),
    /// This many bytes are a key press (also one held down).
    Key(usize, KeyEvent),
    /// This many bytes are a mouse report.
    Mouse(usize, MouseEvent),
    /// This many bytes mean nothing to us.
    Nothing(usize),
}

/// Reads what stands at the start of `bytes`, which must not be empty.
pub(super) fn parse(bytes: &[u8]) -> Parsed {
    match bytes {
        [] | [0x1b] | [0x1b, 0x1b] | [0x1b, b'['] | [0x1b, b'O'] | [0x1b, b']'] => {
            Parsed::Unfinished
        }
        [0x1b, b'[', ..] => parse_csi(bytes),
        [0x1b, b'O', rest @ ..] => parse_ss3(rest),
        [0x1b, b']', digits @ ..] => parse_osc(digits),
        [0x1b, 0x1b, b'[' | b'O', ..] => with_alt(parse(&bytes[1..])),
        [0x1b, 0x1b, ..] => key(1, KeyCode::Esc),
        [0x1b, rest @ ..] => with_alt(parse(rest)),
        [b'\r', ..] => key(1, KeyCode::Enter),
        [b'\t', ..] => key(1, KeyCode::Tab),
        // Terminals send either byte for the Backspace key; Ctrl-H is the price.
        [0x7f | 0x08, ..] => key(1, KeyCode::Backspace),
        [0, ..] => control(' '),
        [byte @ 0x01..=0x1a, ..] => control(char::from(byte - 1 + b'a')),
        // Named as crossterm names them, which is what key files are written in.
        [byte @ 0x1c..=0x1f, ..] => control(char::from(byte - 0x1c + b'4')),
        _ => parse_char(bytes),
    }
}

/// The keys that `bytes` are when nothing follows: what was held back as the possible start of a
/// sequence turns out to be the keys themselves. None for half a sequence or character.
pub(super) fn settle(bytes: &[u8]) -> Vec<KeyEvent> {
    let esc = KeyEvent::from(KeyCode::Esc);
    match bytes {
        [0x1b] => vec![esc],
        [0x1b, 0x1b] => vec![esc, esc],
        [0x1b, byte @ (b'[' | b'O' | b']')] => vec![char_key(char::from(*byte), KeyModifiers::ALT)],
        _ => Vec::new(),
    }
}

fn key(length: usize, code: KeyCode) -> Parsed {
    Parsed::Key(length, KeyEvent::from(code))
}

fn control(letter: char) -> Parsed {
    Parsed::Key(1, KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL))
}

fn char_key(letter: char, modifiers: KeyModifiers) -> KeyEvent {
    let shift = if letter.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    KeyEvent::new(KeyCode::Char(letter), modifiers | shift)
}

fn with_alt(parsed: Parsed) -> Parsed {
    match parsed {
        Parsed::Key(length, mut key) => {
            key.modifiers |= KeyModifiers::ALT;
            Parsed::Key(length + 1, key)
        }
        Parsed::PasteStart(length) => Parsed::PasteStart(length + 1),
        Parsed::Mouse(length, mouse) => Parsed::Mouse(length + 1, mouse),
        Parsed::Nothing(length) => Parsed::Nothing(length + 1),
        Parsed::Unfinished => Parsed::Unfinished,
    }
}

fn parse_char(bytes: &[u8]) -> Parsed {
    let length = match bytes[0] {
        0x00..=0x7f => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Parsed::Nothing(1),
    };
    let available = &bytes[..length.min(bytes.len())];
    match std::str::from_utf8(available) {
        Ok(text) => text.chars().next().map_or(Parsed::Nothing(1), |letter| {
            Parsed::Key(length, char_key(letter, KeyModifiers::NONE))
        }),
        Err(error) if error.error_len().is_none() => Parsed::Unfinished,
        Err(_) => Parsed::Nothing(1),
    }
}

fn parse_ss3(rest: &[u8]) -> Parsed {
    let code = match rest[0] {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'M' => KeyCode::Enter,
        byte @ b'P'..=b'S' => KeyCode::F(1 + byte - b'P'),
        // No sequence goes on so: it was Alt+O, and then something else.
        _ => return Parsed::Key(2, char_key('O', KeyModifiers::ALT)),
    };
    key(3, code)
}

/// The answer to a question about colours, which can come after nobody waits
/// for it any more: `rest` is a number, text, and BEL or Esc with a backslash.
/// Without a number it was Alt+].
fn parse_osc(rest: &[u8]) -> Parsed {
    if !rest[0].is_ascii_digit() {
        return Parsed::Key(2, char_key(']', KeyModifiers::ALT));
    }
    let text = &rest[..rest.len().min(LONGEST)];
    match text.iter().position(|byte| matches!(byte, 0x07 | 0x1b)) {
        Some(end) if text[end] == 0x07 => Parsed::Nothing(2 + end + 1),
        Some(end) if text.get(end + 1) == Some(&b'\\') => Parsed::Nothing(2 + end + 2),
        Some(end) if end + 1 < text.len() || text.len() == LONGEST => Parsed::Nothing(2 + end),
        None if text.len() == LONGEST => Parsed::Nothing(2 + LONGEST),
        _ => Parsed::Unfinished,
    }
}

fn parse_csi(bytes: &[u8]) -> Parsed {
    let body = &bytes[2..];
    match body[0] {
        // The Linux console's first function keys.
        b'[' => {
            return match body.get(1) {
                None => Parsed::Unfinished,
                Some(byte @ b'A'..=b'E') => key(4, KeyCode::F(1 + byte - b'A')),
                Some(_) => Parsed::Nothing(3),
            };
        }
        // The mouse report of old, three bytes of any value after it; we never ask for it.
        b'M' if body.len() < 4 => return Parsed::Unfinished,
        b'M' => return Parsed::Nothing(6),
        _ => {}
    }
    let body = &body[..body.len().min(LONGEST)];
    let Some(end) = body.iter().position(|byte| !(0x20..=0x3f).contains(byte)) else {
        let noise = body.len() == LONGEST;
        return if noise { Parsed::Nothing(2 + LONGEST) } else { Parsed::Unfinished };
    };
    if !(0x40..=0x7e).contains(&body[end]) {
        // Broken off by another sequence or a control key, which is read for itself.
        return Parsed::Nothing(2 + end);
    }
    let length = 2 + end + 1;
    let Ok(parameters) = std::str::from_utf8(&body[..end]) else {
        return Parsed::Nothing(length);
    };
    let last = body[end];
    if let Some(report) = parameters.strip_prefix('<') {
        return parse_mouse(report, last)
            .map_or(Parsed::Nothing(length), |mouse| Parsed::Mouse(length, mouse));
    }
    if parameters == "200" && last == b'~' {
        return Parsed::PasteStart(length);
    }
    csi_key(parameters, last).map_or(Parsed::Nothing(length), |key| Parsed::Key(length, key))
}

/// The parameters of a `CSI` key: a number, the modifiers, whether it is pressed or let go.
struct Parameters {
    number: u32,
    modifiers: KeyModifiers,
    kind: KeyEventKind,
}

fn csi_key(parameters: &str, last: u8) -> Option<KeyEvent> {
    let read = read_parameters(parameters)?;
    let mut modifiers = read.modifiers;
    let code = match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        byte @ b'P'..=b'S' => KeyCode::F(1 + byte - b'P'),
        b'Z' => {
            modifiers |= KeyModifiers::SHIFT;
            KeyCode::BackTab
        }
        b'~' if read.number == 27 => {
            // xterm's modifyOtherKeys: 27 ; modifiers ; character.
            let letter = parameters.rsplit(';').next()?.parse().ok()?;
            return character(letter, modifiers, read.kind);
        }
        b'~' => numbered(read.number)?,
        b'u' => return character(read.number, modifiers, read.kind),
        _ => return None,
    };
    (read.kind != KeyEventKind::Release)
        .then(|| KeyEvent::new_with_kind(code, modifiers, read.kind))
}

fn read_parameters(text: &str) -> Option<Parameters> {
    let mut fields = text.split(';');
    // `CSI A` is `CSI 1 A`, and a part after a colon only says more about the same key.
    let first = fields.next().unwrap_or_default().split(':').next().unwrap_or_default();
    let number = if first.is_empty() { 1 } else { first.parse().ok()? };
    let mut second = fields.next().unwrap_or_default().split(':');
    let mask: u32 = match second.next().unwrap_or_default() {
        "" => 1,
        text => text.parse().ok()?,
    };
    let kind = match second.next() {
        Some("2") => KeyEventKind::Repeat,
        Some("3") => KeyEventKind::Release,
        _ => KeyEventKind::Press,
    };
    let held = mask.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
        (16, KeyModifiers::HYPER),
        (32, KeyModifiers::META),
    ] {
        if held & bit != 0 {
            modifiers |= modifier;
        }
    }
    Some(Parameters { number, modifiers, kind })
}

fn numbered(number: u32) -> Option<KeyCode> {
    let function = |from: u32, first: u8| {
        u8::try_from(number - from).ok().map(|step| KeyCode::F(first + step))
    };
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        // The numbers that a VT220 left out are left out still.
        11..=15 => function(11, 1),
        17..=21 => function(17, 6),
        23..=26 => function(23, 11),
        28..=29 => function(28, 15),
        31..=34 => function(31, 17),
        _ => None,
    }
}

/// A key given by the number of its character.
fn character(number: u32, mut modifiers: KeyModifiers, kind: KeyEventKind) -> Option<KeyEvent> {
    let code = match number {
        9 if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 | 57414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        // Kept by the protocol for keys that have no character.
        57344..=63743 => return None,
        _ => {
            let letter = char::from_u32(number).filter(|letter| !letter.is_control())?;
            let shifted = modifiers.contains(KeyModifiers::SHIFT) && letter.is_ascii_lowercase();
            if letter.is_uppercase() {
                modifiers |= KeyModifiers::SHIFT;
            }
            KeyCode::Char(if shifted { letter.to_ascii_uppercase() } else { letter })
        }
    };
    let backspace = code == KeyCode::Char('h') && modifiers == KeyModifiers::CONTROL;
    let (code, modifiers) =
        if backspace { (KeyCode::Backspace, KeyModifiers::NONE) } else { (code, modifiers) };
    (kind != KeyEventKind::Release).then(|| KeyEvent::new_with_kind(code, modifiers, kind))
}

fn parse_mouse(report: &str, last: u8) -> Option<MouseEvent> {
    let mut fields = report.split(';');
    let mut field = || fields.next()?.parse::<u16>().ok();
    let (state, column, row) = (field()?, field()?, field()?);
    let moving = state & 32 != 0;
    let button = match state & 3 {
        0 => Some(MouseButton::Left),
        1 => Some(MouseButton::Middle),
        2 => Some(MouseButton::Right),
        _ => None,
    };
    let kind = match (last, state & 0b1100_0000, moving, button) {
        (b'm', 0, _, Some(button)) => MouseEventKind::Up(button),
        (b'M', 0, false, Some(button)) => MouseEventKind::Down(button),
        (b'M', 0, true, Some(button)) => MouseEventKind::Drag(button),
        (b'M', 0, true, None) => MouseEventKind::Moved,
        (b'M', 64, false, _) => match state & 3 {
            0 => MouseEventKind::ScrollUp,
            1 => MouseEventKind::ScrollDown,
            2 => MouseEventKind::ScrollLeft,
            _ => MouseEventKind::ScrollRight,
        },
        _ => return None,
    };
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in
        [(4, KeyModifiers::SHIFT), (8, KeyModifiers::ALT), (16, KeyModifiers::CONTROL)]
    {
        if state & bit != 0 {
            modifiers |= modifier;
        }
    }
    Some(MouseEvent {
        kind,
        column: column.saturating_sub(1),
        row: row.saturating_sub(1),
        modifiers,
    })
}
