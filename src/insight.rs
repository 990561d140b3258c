//! What a map SAYS: figures that are read off it. Nothing here knows what day
//! it is or how wide a screen is.

pub mod curve;
mod review;
mod summary;
pub mod texts;

pub use review::{NextReview, next_review};
pub use summary::Summary;
