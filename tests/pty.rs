//! The real program in a terminal: what a person does in it, and what may befall it.

#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "pty/ahead.rs"]
mod ahead;
#[path = "pty/copying.rs"]
mod copying;
#[path = "pty/disk.rs"]
mod disk;
#[path = "pty/editors.rs"]
mod editors;
#[path = "pty/elsewhere.rs"]
mod elsewhere;
#[path = "pty/ends.rs"]
mod ends;
#[path = "pty/faults.rs"]
mod faults;
#[path = "pty/home.rs"]
mod home;
#[path = "pty/journals.rs"]
mod journals;
#[path = "pty/looks.rs"]
mod looks;
#[path = "pty/maps.rs"]
mod maps;
#[path = "shared/nameless.rs"]
mod nameless;
#[path = "pty/names.rs"]
mod names;
#[path = "pty/panics.rs"]
mod panics;
#[path = "pty/reviews.rs"]
mod reviews;
#[path = "pty/screen.rs"]
mod screen;
#[path = "pty/sessions.rs"]
mod sessions;
#[path = "pty/together.rs"]
mod together;
#[path = "pty/trials.rs"]
mod trials;
#[path = "pty/truth.rs"]
mod truth;
#[path = "pty/window.rs"]
mod window;
