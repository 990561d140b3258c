//! All of it IN WORDS: what was done, what is there, what helps where
//! something is empty.

mod break_list;
mod breaks;
mod calendar;
mod card;
mod conflict;
mod doing;
mod dragging;
mod elsewhere;
mod fields;
mod finding;
mod label;
mod maps;
mod outside;
mod parking;
mod recover;
mod screen;
mod sentence;
mod two_by_two;

pub use break_list::*;
pub use breaks::*;
pub use calendar::*;
pub use card::*;
pub use conflict::*;
pub use doing::{describe, name_of, thing_called};
pub use dragging::*;
pub use elsewhere::*;
pub use fields::*;
pub use finding::*;
pub use label::*;
pub use maps::*;
pub use outside::*;
pub use parking::*;
pub use recover::*;
pub use screen::*;
pub use sentence::*;
pub use two_by_two::*;
