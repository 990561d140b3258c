//! What can be brought back, in words.

use super::label::{count, quoted};

/// The journal of a window that died.
pub const UNSAVED_WORK: &str = "unsaved work";
/// One that cannot be read.
pub const UNREADABLE_WORK: &str = "unsaved work that cannot be read here";
/// What a save was writing when it was cut off.
pub const CUT_OFF: &str = "a save that was cut off";
/// What was there before it.
pub const BEFORE_CUT_OFF: &str = "before a save that was cut off";
/// A backup.
pub const BACKUP: &str = "backup";
/// A map in the trash.
pub const DELETED: &str = "deleted map";
/// The map's file says the same.
pub const SAME_AS_FILE: &str = "the same as the file now";
/// A thing was brought back, and there is one like it already.
pub const SAME_AS_FILE_NOTE: &str =
    "It is the same as the map's file is now: nothing was changed since.";
/// Unsaved work needs no command.
pub const COMES_BACK_BY_ITSELF: &str = "Unsaved work comes back by itself when its map is opened; --take puts it into a file of its own.";

/// Nothing is kept, of one map or of all.
pub fn nothing_to_recover(map: Option<&str>) -> String {
    let of = map.map(|map| format!(" of {map}")).unwrap_or_default();
    format!(
        "There is nothing{of} to bring back: no unsaved work, no save that was cut off, no backup, \
         nothing in the trash."
    )
}

/// What is in a map: `“First order”, 24 touchpoints`.
pub fn kept_content(title: &str, touchpoints: usize) -> String {
    let title = if title.is_empty() { "no title".to_owned() } else { quoted(title) };
    format!("{title}, {}", count(touchpoints, "touchpoint", "touchpoints"))
}

/// How much unsaved work there is.
pub fn kept_steps(steps: usize) -> String {
    count(steps, "unsaved step", "unsaved steps")
}

/// What was being typed when the window ended.
pub fn kept_typing(typed: &str) -> String {
    format!("being typed: {}", quoted(typed))
}

/// Not all of it can be brought back.
pub fn kept_cut(why: &str) -> String {
    format!("not all of it: {why}")
}

/// It cannot be read, but is there.
pub fn kept_unreadable(why: &str, path: &str) -> String {
    format!("{}; it is kept in {path}", why.lines().next().unwrap_or_default())
}

/// There are more backups than are listed.
pub fn older_backups(backups: usize) -> String {
    format!(
        "{}: cjm recover MAP lists those of one map.",
        count(backups, "older backup", "older backups")
    )
}

/// How a line of the list is taken; `map` as one types it.
pub fn how_to_take(map: Option<&str>) -> String {
    let map = map.map(|map| format!(" {map}")).unwrap_or_default();
    format!("cjm recover{map} --take N writes number N to a new file; nothing else is changed.")
}

/// There are not so many.
pub fn no_such_number(number: usize, of: usize) -> String {
    match of {
        0 => format!("there is no number {number}: there is nothing to bring back"),
        of => format!("there is no number {number}: the list goes from 1 to {of}"),
    }
}

/// It is in a new file.
pub fn brought_back(kind: &str, when: &str, content: &str, path: &str) -> String {
    format!("Brought back into {path}: {kind}, {when}, {content}.")
}

/// How a map is opened.
pub fn how_to_open(map: &str) -> String {
    format!("cjm {map} opens it.")
}

/// A map cannot be opened, and this is the newest of what is kept of it; `map` as one types it.
pub fn offer(kind: &str, when: &str, content: &str, map: &str) -> String {
    format!(
        "The newest good copy is of {when} ({kind}, {content}): cjm recover {map} lists what there \
         is, and brings it back into a new file"
    )
}

/// A map of the list cannot be opened.
pub fn not_opened(name: &str, why: &str) -> String {
    let why = why.lines().next().unwrap_or_default();
    format!("cjm recover {} lists what is kept of it; {why}", in_shell(name))
}

/// So many bytes: `340 bytes`, `12 KB`, `1.4 MB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => count(usize::try_from(bytes).unwrap_or(0), "byte", "bytes"),
        1000..1_000_000 => format!("{} KB", (bytes + 500) / 1000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// A word as a shell takes it for one.
pub fn in_shell(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_at_a_glance() {
        for (bytes, text) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1499, "1 KB"),
            (11_549, "12 KB"),
            (11_449_000, "11.4 MB"),
        ] {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn a_word_with_a_blank_or_a_quote_is_one_word_for_a_shell() {
        assert_eq!(in_shell("first-order"), "first-order");
        assert_eq!(in_shell("第一次订单"), "第一次订单");
        assert_eq!(in_shell("First order"), "'First order'");
        assert_eq!(in_shell("Lena's"), r"'Lena'\''s'");
        assert_eq!(in_shell(""), "''");
    }
}
