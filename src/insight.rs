//! What a map SAYS: figures that are read off it. Nothing here knows what day
//! it is or how wide a screen is.

pub mod breaks;
pub mod curve;
mod measured;
mod review;
mod summary;
pub mod texts;
mod two_by_two;
mod used;
mod voices;

pub use measured::{Trend, per_thousand};
pub use review::{NextReview, next_review};
pub use summary::Summary;
pub use two_by_two::{Corner, TwoByTwo, quick_win};
pub use used::used;
pub use voices::Spread;
