//! What other programs do to the file of the map that is open.

use super::label::{count, quoted};

/// The file was deleted, or has another name now.
pub const FILE_IS_GONE: &str = "The file of this map is gone: deleted, or moved away. The map stays open here, and the next save writes it anew";
/// The file was gone or could not be read, and is as it was.
pub const FILE_IS_BACK: &str = "The file of this map is back, as it was";

/// The stage that is made for what is written down in passing, where there is
/// none.
pub const CAPTURED_STAGE: &str = "Unsorted";
/// How to write down one touchpoint after the other.
pub const CAPTURE_HOW: &str = "one line, one touchpoint; an empty line or Ctrl-D ends it";

/// What was written down, and in which stage it is.
pub fn captured(titles: &[String], stage: &str) -> String {
    let stage = quoted(stage);
    match titles {
        [title] => format!("Added to {stage}: {}", quoted(title)),
        [first, .., last] => format!(
            "Added {} to {stage}: from {} to {}",
            count(titles.len(), "touchpoint", "touchpoints"),
            quoted(first),
            quoted(last)
        ),
        [] => format!("Nothing was added to {stage}"),
    }
}

/// What another program did.
pub fn came_from_outside(what: &str) -> String {
    format!("Changed outside, now here too: {what}")
}

/// The file cannot be read any more, or is no map; why, as a sentence without
/// a point.
pub fn file_is_odd(why: &str) -> String {
    format!("{why}. What is open here stays as it is")
}
