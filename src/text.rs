//! What text is here: how wide it is, where it may be cut, how it is compared,
//! and how it is shown. Pure functions over `&str`; nothing is kept between
//! calls.
//!
//! The smallest unit is the extended grapheme cluster (UAX 29), what a reader
//! takes for one character: a letter with its accents, a Hangul syllable
//! however it is encoded, a family of emoji. Nothing here splits one.
//!
//! Widths are terminal cells, counted as ratatui counts them when it puts a
//! string into its buffer.

mod cells;
mod clusters;
mod fold;
mod list;
mod near;
mod quote;
#[cfg(test)]
mod samples;
mod slug;
mod visible;
mod wrap;

pub(crate) use cells::{Part, parts};
pub use cells::{clip, pad, width};
pub use clusters::{
    Graphemes, graphemes, is_boundary, next_boundary, next_word, previous_boundary, previous_word,
    word_at,
};
pub use fold::{find_folded, fold, sort_alike, sort_key};
pub use list::{list_lines, list_points};
pub use near::nearest;
pub use quote::{needs_escape, quote_ron};
#[cfg(test)]
pub(crate) use samples::any_text;
pub use slug::slug;
pub use visible::{display, display_lines, shown_width};
pub use wrap::{Row, clip_words, rows, wrap, wrap_clipped};
