//! The edge: the terminal, its input, and what the rest of the program asks
//! of the system.

mod editor;
mod event_loop;
pub mod input;
mod lookout;
pub(crate) mod offer;
mod shelf;
pub mod terminal;
mod window;
mod worker;

pub use event_loop::{Screen, run, run_screen};
pub use window::Session;
