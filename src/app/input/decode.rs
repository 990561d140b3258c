//! From the bytes of the terminal to keys, mouse reports and pastes. No I/O and no clock: the
//! caller says when nothing more was there to read, and when nothing came for a while.

use std::time::Duration;

use super::{Event, keys};

const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// How long the rest of a cut sequence may take, and how long it must stay quiet after the end
/// of a paste for the end to be believed.
const QUIET: Duration = Duration::from_millis(50);

/// How long a paste that has no end, or went on after it, may stand still before its text is
/// passed on.
const STALLED: Duration = Duration::from_millis(500);

/// Turns bytes into events.
///
/// **Esc.** An Esc that comes alone is the Esc key, at once. An Esc behind other bytes may be
/// the start of a sequence that was cut, and waits [`QUIET`] for the rest. Should the rest of a
/// sequence come after an Esc that was passed on already, it is still read as that sequence,
/// never as letters.
///
/// **Pastes.** A terminal sends a paste between two marks. Some do not take an end mark out of
/// the text itself, and then all that follows it would run as commands. So an end mark counts
/// only when nothing comes for [`QUIET`] after it; what comes sooner is pasted text too.
///
/// The limits of this: a key pressed within 50 ms of a paste becomes text; an end mark in the
/// text followed by a stall of the line is believed; a terminal without bracketed paste sends
/// text as keys and cannot be told from a fast typist.
///
/// A start mark without an end cannot be told from a slow line either. Its text is passed on
/// whenever it stands still for [`STALLED`], and it goes on as text until the end mark, or until
/// Esc or Ctrl-C is pressed by itself.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// What may be the start of a sequence.
    pending: Vec<u8>,
    paste: Option<Paste>,
    /// How many bytes came since nothing more was there to read.
    fed: usize,
    /// The last thing passed on was an Esc that came alone.
    after_esc: bool,
}

#[derive(Debug, Default)]
struct Paste {
    /// The text, marks in it included.
    bytes: Vec<u8>,
    /// From here on, end marks were not looked for yet.
    searched: usize,
    ended: bool,
    /// Part of it was passed on without an end in sight.
    stalled: bool,
}

impl Decoder {
    /// Takes what was read from the terminal and adds the events in it to `events`.
    pub(super) fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        if bytes.is_empty() {
            return;
        }
        self.fed += bytes.len();
        if let Some(paste) = &mut self.paste {
            paste.add(bytes);
            return;
        }
        if std::mem::take(&mut self.after_esc) && bytes.len() > 1 && matches!(bytes[0], b'[' | b'O')
        {
            self.pending.push(0x1b);
        }
        self.pending.extend_from_slice(bytes);
        self.parse(events);
    }

    /// To be called when nothing more is there to read right now.
    pub(super) fn drained(&mut self, events: &mut Vec<Event>) {
        let alone = std::mem::take(&mut self.fed) == 1;
        if alone && self.pending == [0x1b] {
            self.settle(events);
            self.after_esc = true;
        }
        if alone && self.paste.as_ref().is_some_and(Paste::is_left_by_key) {
            self.paste = None;
        }
    }

    /// How long nothing may come before [`Self::silence`] is due; `None` when nothing is held.
    pub(super) fn wait(&self) -> Option<Duration> {
        match &self.paste {
            Some(paste) if paste.ends_in_mark() => Some(QUIET),
            Some(paste) if paste.bytes.is_empty() => None,
            Some(_) => Some(STALLED),
            None if self.pending.is_empty() => None,
            None => Some(QUIET),
        }
    }

    /// To be called when nothing came for as long as [`Self::wait`] says.
    pub(super) fn silence(&mut self, events: &mut Vec<Event>) {
        let Some(paste) = &mut self.paste else {
            self.settle(events);
            return;
        };
        events.extend(paste.take());
        if paste.ended {
            self.paste = None;
        } else {
            paste.stalled = true;
        }
    }

    /// Passes on all that is held back and starts afresh.
    pub(super) fn finish(&mut self, events: &mut Vec<Event>) {
        if let Some(mut paste) = self.paste.take() {
            events.extend(paste.take());
        }
        self.settle(events);
        *self = Self::default();
    }

    fn parse(&mut self, events: &mut Vec<Event>) {
        let mut at = 0;
        while at < self.pending.len() {
            match keys::parse(&self.pending[at..]) {
                keys::Parsed::Unfinished => break,
                keys::Parsed::Nothing(length) => at += length,
                keys::Parsed::Key(length, key) => {
                    at += length;
                    events.push(Event::Key(key));
                }
                keys::Parsed::Mouse(length, mouse) => {
                    at += length;
                    events.push(Event::Mouse(mouse));
                }
                keys::Parsed::PasteStart(length) => {
                    let mut paste = Paste::default();
                    paste.add(&self.pending[at + length..]);
                    self.paste = Some(paste);
                    at = self.pending.len();
                }
            }
        }
        self.pending.drain(..at);
    }

    fn settle(&mut self, events: &mut Vec<Event>) {
        events.extend(keys::settle(&self.pending).into_iter().map(Event::Key));
        self.pending.clear();
    }
}

impl Paste {
    fn add(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        // A mark may have been cut by the end of the previous bytes.
        let from = self.searched.saturating_sub(PASTE_END.len() - 1);
        self.ended |= self.bytes[from..].windows(PASTE_END.len()).any(|window| window == PASTE_END);
        self.searched = self.bytes.len();
    }

    fn ends_in_mark(&self) -> bool {
        self.bytes.ends_with(PASTE_END)
    }

    fn is_left_by_key(&self) -> bool {
        self.stalled && matches!(self.bytes[..], [0x1b | 0x03])
    }

    /// The text so far, without the marks and with line ends as LF. A character that is cut at
    /// the end of an unended paste stays for the next time, unless it is all that is left.
    fn take(&mut self) -> Option<Event> {
        let mut bytes = std::mem::take(&mut self.bytes);
        self.searched = 0;
        if !self.ended
            && let Err(error) = std::str::from_utf8(&bytes)
            && error.error_len().is_none()
            && error.valid_up_to() > 0
        {
            self.bytes = bytes.split_off(error.valid_up_to());
        }
        let text = without_marks(&bytes);
        let text = String::from_utf8_lossy(&text).replace("\r\n", "\n").replace('\r', "\n");
        (!text.is_empty()).then_some(Event::Paste(text))
    }
}

fn without_marks(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(byte) = rest.first() {
        if rest.starts_with(PASTE_START) || rest.starts_with(PASTE_END) {
            rest = &rest[PASTE_END.len()..];
        } else {
            text.push(*byte);
            rest = &rest[1..];
        }
    }
    text
}

#[cfg(test)]
mod tests;
