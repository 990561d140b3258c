//! The names of files in the trash.

/// The name of a map in the trash, and when it came there.
pub(super) fn parted(entry: &str) -> (String, String) {
    /// Of `2026-11-22 10.42`.
    const WHEN: usize = 16;
    let is_when = |text: &str| {
        text.len() == WHEN
            && text.char_indices().all(|(at, letter)| match at {
                4 | 7 => letter == '-',
                10 => letter == ' ',
                13 => letter == '.',
                _ => letter.is_ascii_digit(),
            })
    };
    // several of one minute have a number behind it
    let without_number = entry.rsplit_once(' ').filter(|(_, number)| number.parse::<u32>().is_ok());
    for whole in [Some(entry), without_number.map(|(whole, _)| whole)].into_iter().flatten() {
        if let Some(at) = whole.len().checked_sub(WHEN + 1)
            && let (Some(name), Some(when)) = (whole.get(..at), whole.get(at + 1..))
            && is_when(when)
        {
            return (name.to_owned(), when.to_owned());
        }
    }
    (entry.to_owned(), String::new())
}
