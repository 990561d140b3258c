//! Where maps LIVE: the text of a map file, read and printed.

pub mod print;
pub mod read;
