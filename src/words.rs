//! All of it IN WORDS: what was done, what is there, what helps where
//! something is empty.

mod card;
mod conflict;
mod curve;
mod doing;
mod dragging;
mod elsewhere;
mod fields;
mod finding;
mod label;
mod maps;
mod measured;
mod missing;
mod outside;
mod parking;
mod quality;
mod recover;
mod rule;
mod screen;
mod sentence;
mod steps;
mod walk;

pub use card::*;
pub use conflict::*;
pub use curve::*;
pub use doing::{describe, name_of, thing_called};
pub use dragging::*;
pub use elsewhere::*;
pub use fields::*;
pub use finding::*;
pub use label::*;
pub use maps::*;
pub use measured::{amount, metric, metric_course, month, support};
pub use missing::*;
pub use outside::*;
pub use parking::*;
pub use quality::*;
pub use recover::*;
pub use rule::*;
pub use screen::*;
pub use sentence::*;
pub use steps::*;
pub use walk::*;
