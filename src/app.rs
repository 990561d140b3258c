//! The edge: the terminal, its input, and what the rest of the program asks
//! of the system.

mod editor;
mod event_loop;
pub mod input;
pub mod terminal;
mod worker;

pub use event_loop::{Session, run};
