//! What a map IS: plain values, without files, clocks, terminals or colours.
//!
//! The map is [`JourneyMap`]; below it stand [`Stage`], [`Touchpoint`],
//! [`Note`] and [`Action`]. How all of them can be walked through without
//! knowing their fields is in [`record`].

mod action;
mod address;
mod check;
mod choice;
mod comment;
mod entry;
mod id;
mod map;
mod metric;
mod note;
pub mod record;
mod said;
mod schema;
mod session;
mod stage;
mod support;
mod text;
mod touchpoint;
mod value;
mod waiting;
mod when;

pub use action::*;
pub use address::*;
pub use check::*;
pub use choice::*;
pub use comment::*;
pub use entry::*;
pub use id::*;
pub use map::*;
pub use metric::*;
pub use note::*;
pub use said::*;
pub use session::*;
pub use stage::*;
pub use support::*;
pub use text::*;
pub use touchpoint::*;
pub use value::*;
pub use when::*;

/// The version of the file format that this build writes.
pub const FORMAT: u32 = 1;
