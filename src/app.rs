//! The edge: the terminal, its input, and what the rest of the program asks of the system.

pub mod input;
pub mod terminal;
