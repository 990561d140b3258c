//! What a map SAYS: figures that are read off it, and what is missing on it.
//! Nothing here knows what day it is (today is an argument) or how wide a
//! screen is.

mod actions;
mod beside;
pub mod breaks;
pub mod curve;
mod known;
mod measured;
pub mod missing;
mod quality;
mod results;
mod review;
mod risks;
mod since;
mod standing;
mod steps;
mod summary;
pub mod texts;
mod two_by_two;
mod used;
mod voices;
mod walked;

pub use actions::{ActionOrder, PlacedAction, actions, is_overdue};
pub use beside::{CardPair, StagePair, beside};
pub use known::{FEW, Few, Known, PlacedNote, PlacedTouchpoint, dots, is_assumed, known};
pub use measured::{
    Course, HIGHEST_BAR, Point, ToTarget, Trend, Verdict, change, chart, per_thousand, points,
    verdict, wanted,
};
pub use quality::{Mark, weakest};
pub use results::{Came, Outcome, decimals, is_measured, outcome, results};
pub use review::{KeptOn, NextReview, next_review};
pub use risks::{Problem, Risk, risks};
pub use since::{Late, Since, Worse, since};
pub use standing::{Standing, place_among};
pub use steps::{Kept, Progress, Task, steps};
pub use summary::Summary;
pub use two_by_two::{Corner, TwoByTwo, quick_win};
pub use used::used;
pub use voices::Spread;
pub use walked::{Route, ToSettle, Walked, last_walk, walk_of};
