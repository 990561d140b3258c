//! On which day a map greeted last: a file a map in the state folder.

use std::io;
use std::path::{Path, PathBuf};

use super::fs::FileSystem;
use super::lock;
use super::save::replace_own;
use crate::model::Day;

/// The day on which the map in the file `map` greeted last, if that is known.
pub fn last(fs: &dyn FileSystem, state: &Path, map: &Path) -> Option<Day> {
    /// Longer than any day.
    const LONGEST: u64 = 64;
    let bytes = fs.read(&file(fs, state, map), LONGEST).ok()?;
    Day::parse(std::str::from_utf8(&bytes).ok()?.trim()).ok()
}

/// Notes that it greets on the day `on`.
///
/// # Errors
/// The system's; it may greet once more on that day then.
pub fn note(fs: &dyn FileSystem, state: &Path, map: &Path, on: Day) -> io::Result<()> {
    replace_own(fs, &file(fs, state, map), on.as_str().as_bytes())
}

fn file(fs: &dyn FileSystem, state: &Path, map: &Path) -> PathBuf {
    let resolved = fs.resolve(map).unwrap_or_else(|_| map.to_owned());
    state.join("greeted").join(lock::key(&resolved))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::faulty::Faulty;

    #[test]
    fn each_map_has_a_day_of_its_own() {
        let fs = Faulty::new();
        let (state, a, b) = (Path::new("/state"), Path::new("/a.ron"), Path::new("/b.ron"));
        assert_eq!(last(&fs, state, a), None);
        for on in ["2026-11-21", "2026-11-22"] {
            let on = Day::parse(on).unwrap();
            note(&fs, state, a, on).unwrap();
            assert_eq!(last(&fs, state, a), Some(on));
        }
        assert_eq!(last(&fs, state, b), None);
    }
}
