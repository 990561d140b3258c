//! Writing to standard output and standard error.

use std::io::{self, IsTerminal, Write};

use anyhow::Context;
use serde::Serialize;

use super::{Format, TableFormat};
use crate::exchange;
use crate::text;
use crate::words::rows::Rows;

/// Whether there is a terminal that can show a screen: standard output is
/// one, and it can do more than a teletype.
pub(super) fn is_screen() -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stdout().is_terminal() && !dumb
}

/// Prints lines, made safe to show.
pub(super) fn lines<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{}", text::display(line.as_ref())).context("could not print")?;
    }
    out.flush().context("could not print")
}

/// Prints a file as it is; to a terminal, made safe to show.
pub(super) fn bytes(bytes: &[u8]) -> anyhow::Result<()> {
    if io::stdout().is_terminal() {
        return lines(String::from_utf8_lossy(bytes).lines());
    }
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).context("could not print")
}

/// Prints a value as JSON, or lines of text.
pub(super) fn value_or_lines<T: Serialize>(
    format: Format,
    value: &T,
    text: impl FnOnce() -> Vec<String>,
) -> anyhow::Result<()> {
    match format {
        Format::Text => lines(text()),
        Format::Json => json(value),
    }
}

/// Prints a table.
pub(super) fn table(
    format: TableFormat,
    rows: impl FnOnce() -> Rows,
    text: impl FnOnce() -> Vec<String>,
) -> anyhow::Result<()> {
    match format {
        TableFormat::Text => lines(text()),
        TableFormat::Json => json(&exchange::json::Objects(&rows())),
        TableFormat::Csv => bytes(exchange::csv::print(&rows()).as_bytes()),
        TableFormat::Markdown => bytes(exchange::markdown::print(&rows()).as_bytes()),
    }
}

/// Prints a value as JSON.
pub(super) fn json<T: Serialize>(value: &T) -> anyhow::Result<()> {
    let json = serde_json::to_string_pretty(value).context("could not make JSON")?;
    let mut out = io::stdout().lock();
    // JSON escapes what a terminal would obey, so that the text is the same for
    // programs and safe for people
    writeln!(out, "{}", escape_bidi(&json)).context("could not print")?;
    out.flush().context("could not print")
}

/// Writes what JSON lets pass and `display` would not as `\u` escapes; they
/// can stand only inside texts.
fn escape_bidi(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        let mut buffer = [0; 4];
        let safe = letter == '\n'
            || matches!(
                text::display(letter.encode_utf8(&mut buffer)),
                std::borrow::Cow::Borrowed(_)
            );
        let joins = matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
        if safe || joins || unicode_mark(letter) {
            out.push(letter);
        } else {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// A combining mark, which is safe behind its letter.
fn unicode_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

/// Says what went wrong.
pub(super) fn complain(error: &anyhow::Error) {
    let mut out = io::stderr().lock();
    for line in format!("cjm: {}", crate::app::in_words(error)).lines() {
        // nobody is left to tell
        let _ = writeln!(out, "{}", text::display(line));
    }
}

/// Says what is wrong with the arguments, which may hold anything.
pub(super) fn usage(message: &str) {
    let mut out = io::stderr().lock();
    for line in message.lines() {
        // nobody is left to tell
        let _ = writeln!(out, "{}", text::display(line));
    }
}

/// Says something that is no error.
pub(super) fn remark(line: &str) {
    let _ = writeln!(io::stderr().lock(), "cjm: {}", text::display(line));
}

/// Whether whoever read our output has had enough.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
