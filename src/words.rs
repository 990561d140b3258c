//! All of it IN WORDS: what was done, what is there, what helps where
//! something is empty.

mod acting;
mod card;
mod conflict;
mod doing;
mod dragging;
mod elsewhere;
mod fields;
mod finding;
mod label;
mod maps;
mod missing;
mod outside;
mod parking;
mod recover;
mod results;
mod rule;
mod screen;
mod sentence;
pub mod sheet;

pub use acting::*;
pub use card::*;
pub use conflict::*;
pub use doing::{describe, name_of, thing_called};
pub use dragging::*;
pub use elsewhere::*;
pub use fields::*;
pub use finding::*;
pub use label::*;
pub use maps::*;
pub use missing::*;
pub use outside::*;
pub use parking::*;
pub use recover::*;
pub use results::*;
pub use rule::*;
pub use screen::*;
pub use sentence::*;
