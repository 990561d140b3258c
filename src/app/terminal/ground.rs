//! Whether the terminal is dark or light, which only it can say.

use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

/// How long the answer may take. Nearly all terminals that do not answer are
/// known by their answer to the question behind it, long before.
const LIMIT: Duration = Duration::from_millis(250);

/// What the characters stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Light characters on a dark ground.
    Dark,
    /// Dark characters on a light ground.
    Light,
}

/// Asks the terminal of this process. None where there is none, or it does not
/// say within a quarter of a second.
///
/// To be called before [`Input`](crate::app::input::Input) reads the terminal: the
/// answer comes the way keys come. Keys typed meanwhile are lost with it.
pub fn ask_ground() -> Option<Ground> {
    let mut options = QueryOptions::default();
    options.timeout = LIMIT;
    match theme_mode(options) {
        Ok(ThemeMode::Dark) => Some(Ground::Dark),
        Ok(ThemeMode::Light) => Some(Ground::Light),
        // whatever the reason, the sixteen colours read on both
        Err(_) => None,
    }
}
