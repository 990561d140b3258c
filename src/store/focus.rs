//! Where somebody was in each map: kept in the state folder, so that a map is opened there again.

use std::path::{Path, PathBuf};

use super::fs::FileSystem;
use super::hash::Hash;
use super::places::Places;
use super::save::replace_own;
use crate::model::{Address, Id, JourneyMap, Spot};

/// The id of a thing is never longer.
const LONGEST: u64 = 4096;

/// Keeps what has the focus in the map of that file. Nothing hangs on it: where it cannot be kept,
/// the map is opened at its first card.
pub fn keep(fs: &dyn FileSystem, places: &Places, map: &Path, on: &Id) {
    let _ = replace_own(fs, &place(places, map), on.as_str().as_bytes());
}

/// What had the focus in the map of that file, if it is still there.
pub fn kept(
    fs: &dyn FileSystem,
    places: &Places,
    path: &Path,
    map: &JourneyMap,
) -> Option<Address> {
    let bytes = fs.read(&place(places, path), LONGEST).ok()?;
    let id = Id::new(std::str::from_utf8(&bytes).ok()?);
    let on_card = map.stages.iter().find_map(|stage| {
        let is_here = stage.touchpoints.iter().any(|card| card.id == id);
        is_here.then(|| Address::Touchpoint(Spot::new(&stage.id, &id)))
    });
    on_card.or_else(|| map.stage(&id).map(|stage| Address::Stage(stage.id.clone())))
}

fn place(places: &Places, map: &Path) -> PathBuf {
    let map = std::path::absolute(map).unwrap_or_else(|_| map.to_owned());
    let name = Hash::of(map.as_os_str().as_encoded_bytes());
    places.state.join("focus").join(name.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::faulty::Faulty;

    #[test]
    fn what_had_the_focus_is_found_again_while_it_is_there() {
        let (fs, places) =
            (Faulty::new(), Places { config: "/config".into(), state: "/state".into() });
        let mut map: JourneyMap =
            ron::from_str(include_str!("../../tests/formats/example.ron")).unwrap();
        let file = Path::new("/config/maps/a.ron");
        assert_eq!(kept(&fs, &places, file, &map), None);
        let (stage, card) = (map.stages[1].id.clone(), map.stages[1].touchpoints[0].id.clone());
        keep(&fs, &places, file, &card);
        let expected = Address::Touchpoint(Spot::new(&stage, &card));
        assert_eq!(kept(&fs, &places, file, &map), Some(expected));
        assert_eq!(kept(&fs, &places, Path::new("/config/maps/b.ron"), &map), None);
        map.stages.remove(1);
        assert_eq!(kept(&fs, &places, file, &map), None);
    }
}
