//! All of it IN WORDS: what was done, what is there, what helps where
//! something is empty.

mod doing;
mod fields;
mod finding;
mod label;
mod maps;
mod recover;
mod screen;
mod sentence;

pub use doing::{describe, name_of, thing_called};
pub use fields::*;
pub use finding::*;
pub use label::*;
pub use maps::*;
pub use recover::*;
pub use screen::*;
pub use sentence::*;
