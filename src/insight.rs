//! What a map SAYS: figures that are read off it. Nothing here knows what day
//! it is or how wide a screen is.

pub mod curve;
mod measured;
mod review;
mod summary;
pub mod texts;
mod used;
mod voices;

pub use measured::{Trend, newest, per_thousand};
pub use review::{NextReview, next_review};
pub use summary::Summary;
pub use used::used;
pub use voices::Spread;
