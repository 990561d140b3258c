//! What a map SAYS: figures that are read off it, and what is missing on it.
//! Nothing here knows what day it is (today is an argument) or how wide a
//! screen is.

mod actions;
pub mod curve;
mod measured;
pub mod missing;
mod results;
mod review;
mod risks;
mod summary;
pub mod texts;
mod used;
mod voices;

pub use actions::{ActionOrder, PlacedAction, actions};
pub use measured::{Trend, per_thousand};
pub use results::{Outcome, Verdict, outcome, results};
pub use review::{NextReview, next_review};
pub use risks::{Problem, Risk, risks};
pub use summary::Summary;
pub use used::used;
pub use voices::Spread;
