//! Making, renaming, deleting and bringing back, on a disk in memory.

use super::*;
use crate::store::fs::faulty::{Faulty, Plan};
use crate::store::print::print;

fn places() -> Places {
    Places { config: "/config".into(), state: "/state".into() }
}

fn with(titles: &[&str]) -> Faulty {
    let fs = Faulty::new();
    for title in titles {
        let text = print(&JourneyMap::new(title));
        fs.put(&file(&slug(title)), text.as_bytes(), 0o644, 1000);
    }
    fs
}

fn file(name: &str) -> PathBuf {
    Path::new("/config/maps").join(format!("{name}.ron"))
}

fn names(shelf: &Shelf<'_>) -> Vec<String> {
    shelf.maps().unwrap().into_iter().map(|map| map.name).collect()
}

fn discard(shelf: &Shelf<'_>, name: &str) -> Result<PathBuf, ShelfError> {
    let (day, time) = (Day::parse("2026-11-22").unwrap(), TimeOfDay::parse("10:42").unwrap());
    shelf.discard(&file(name), day, time)
}

#[test]
fn a_new_map_has_a_file_named_after_its_title_and_takes_no_other_ones() {
    let (fs, places) = (with(&["First order"]), places());
    let shelf = Shelf::new(&fs, &places);
    assert_eq!(
        shelf.make(&JourneyMap::new("First order"), "First order").unwrap(),
        file("first-order-2")
    );
    assert_eq!(
        shelf.make(&JourneyMap::new("第一次订单"), "第一次订单").unwrap(),
        file("第一次订单")
    );
    assert_eq!(names(&shelf), ["first-order", "first-order-2", "第一次订单"]);
}

#[test]
fn a_renamed_map_takes_its_snapshots_along_and_its_twin_knows() {
    let (fs, places) = (with(&["Order"]), places());
    let shelf = Shelf::new(&fs, &places);
    let mut twin = JourneyMap::new("Order as it should be");
    twin.twin = "order".into();
    let twin = shelf.make(&twin, &twin.title).unwrap();
    fs.put(Path::new("/config/snapshots/order/2026-01-01.ron"), b"", 0o644, 1000);
    let to = shelf.rename(&file("order"), "First order").unwrap();
    assert_eq!(to, file("first-order"));
    assert!(fs.stat(Path::new("/config/snapshots/first-order/2026-01-01.ron")).is_ok());
    assert_eq!(&*shelf.shelved("".into(), twin).map.unwrap().twin, "first-order");
    // a name that fits already stays
    let second = shelf.make(&JourneyMap::new("First order"), "First order").unwrap();
    assert_eq!(shelf.rename(&second, "First order").unwrap(), second);
}

#[test]
fn deleted_maps_are_in_the_trash_and_come_back() {
    let (fs, places) = (with(&["Order", "Other"]), places());
    let shelf = Shelf::new(&fs, &places);
    let bytes = fs.read(&file("order"), MAX_FILE).unwrap();
    let trashed = discard(&shelf, "order").unwrap();
    assert_eq!(names(&shelf), ["other"]);
    let [only] = &shelf.trash()[..] else { panic!() };
    assert_eq!((only.name.as_str(), only.when.as_str()), ("order", "2026-11-22 10.42"));
    // another one of that name, in the same minute
    shelf.make(&JourneyMap::new("Order"), "Order").unwrap();
    discard(&shelf, "order").unwrap();
    assert_eq!(shelf.trash().iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["order"; 2]);
    shelf.make(&JourneyMap::new("Order"), "Order").unwrap();
    let back = shelf.restore(&trashed).unwrap();
    assert_eq!(back, file("order-2"));
    assert_eq!(fs.read(&back, MAX_FILE).unwrap(), bytes);
    assert_eq!(shelf.trash().len(), 1);
}

#[test]
fn whatever_call_fails_a_deleted_map_is_in_its_place_or_in_the_trash() {
    for at in 1.. {
        let (fs, places) = (with(&["Order"]), places());
        let bytes = fs.read(&file("order"), MAX_FILE).unwrap();
        fs.plan(Plan::FailAt(at, io::ErrorKind::StorageFull));
        let shelf = Shelf::new(&fs, &places);
        let done = discard(&shelf, "order");
        fs.plan(Plan::Work);
        let places_of_it: Vec<PathBuf> = [file("order")]
            .into_iter()
            .chain(shelf.trash().into_iter().map(|it| it.path))
            .filter(|path| fs.read(path, MAX_FILE).is_ok_and(|found| found == bytes))
            .collect();
        assert!(!places_of_it.is_empty(), "lost at call {at}");
        if done.is_ok() && at > 5 {
            break;
        }
    }
}

#[test]
fn a_file_outside_the_library_is_not_deleted() {
    let (fs, places) = (with(&[]), places());
    fs.put(Path::new("/desk/map.ron"), b"x", 0o644, 1000);
    let shelf = Shelf::new(&fs, &places);
    let (day, time) = (Day::parse("2026-11-22").unwrap(), TimeOfDay::parse("10:42").unwrap());
    let error = shelf.discard(Path::new("/desk/map.ron"), day, time).unwrap_err();
    assert!(error.to_string().contains("not in the library"), "{error}");
    assert!(fs.stat(Path::new("/desk/map.ron")).is_ok());
}

#[test]
fn a_map_that_cannot_be_read_is_listed_with_the_reason() {
    let (fs, places) = (with(&["Order"]), places());
    fs.put(&file("bad"), b"no map", 0o644, 1000);
    let shelf = Shelf::new(&fs, &places);
    let maps = shelf.maps().unwrap();
    assert!(maps[0].map.as_ref().unwrap_err().contains("/config/maps/bad.ron"));
    assert!(shelf.change(&file("bad"), |map| map.tags.clear()).is_err());
    assert_eq!(fs.read(&file("bad"), MAX_FILE).unwrap(), b"no map");
}
