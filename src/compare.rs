//! How two maps DIFFER, and how three become one.
//!
//! [`diff`] is a function of two values, [`merge`] of three. Both go by the
//! ids of stages, touchpoints, notes, actions and parked entries, which must
//! be unique in each map (reading a file makes them so), and both pass over
//! what the maps share, so that one edit on a large map costs microseconds.

mod combine;
mod comments;
mod diff;
mod fate;
mod fields;
mod fit;
mod ids;
mod literal;
mod merge;
mod order;
mod path;
mod rows;
mod things;

#[cfg(test)]
mod tests;

pub use diff::{Change, Seat, ThingKind, What, diff};
pub(crate) use ids::{each_id, ids_in_stage, ids_in_touchpoint};
pub use literal::literal;
pub(crate) use literal::push_literal;
pub(crate) use merge::three_way;
pub use merge::{Merged, merge};
pub(crate) use order::kept;
pub(crate) use rows::label;
pub(crate) use things::{Item, Key, Kind, List, View, Views};
