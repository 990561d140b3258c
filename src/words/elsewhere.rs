//! What other programs do to the file of the map that is open.

/// The file was deleted, or has another name now.
pub const FILE_IS_GONE: &str = "The file of this map is gone: deleted, or moved away. The map stays open here, and the next save writes it anew";
/// The file was gone or could not be read, and is as it was.
pub const FILE_IS_BACK: &str = "The file of this map is back, as it was";

/// What another program did.
pub fn came_from_outside(what: &str) -> String {
    format!("Changed outside, now here too: {what}")
}

/// The file cannot be read any more, or is no map; why, as a sentence without
/// a point.
pub fn file_is_odd(why: &str) -> String {
    format!("{why}. What is open here stays as it is")
}
