//! All of it IN WORDS: what was done, what is there, what helps where
//! something is empty.

mod doing;
mod elsewhere;
mod fields;
mod finding;
mod label;
mod maps;
mod screen;
mod sentence;

pub use doing::{describe, name_of, thing_called};
pub use elsewhere::*;
pub use fields::*;
pub use finding::*;
pub use label::*;
pub use maps::*;
pub use screen::*;
pub use sentence::*;
