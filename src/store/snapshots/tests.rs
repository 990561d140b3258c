use super::*;
use crate::model::TimeOfDay;
use crate::store::fs::faulty::{Faulty, Plan};
use crate::store::shelf::Shelf;

fn places() -> Places {
    Places { config: "/config".into(), state: "/state".into() }
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn file(name: &str) -> PathBuf {
    Path::new("/config/maps").join(format!("{name}.ron"))
}

/// The names of the snapshots of a map, the newest first.
fn names(snapshots: &Snapshots<'_>, map: &Path) -> Vec<String> {
    let all = snapshots.list(map).unwrap().into_iter();
    all.map(|it| it.path.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn a_second_snapshot_of_a_day_has_a_number_and_the_newest_comes_first() {
    let (fs, places) = (Faulty::new(), places());
    let snapshots = Snapshots::new(&fs, &places);
    let map = file("order");
    for (title, on) in [("A", "2026-08-20"), ("B", "2026-11-22"), ("C", "2026-11-22")] {
        snapshots.keep(&map, &JourneyMap::new(title), day(on)).unwrap();
    }
    for number in 3..=11 {
        let title = format!("again {number}");
        snapshots.keep(&map, &JourneyMap::new(&title), day("2026-11-22")).unwrap();
    }
    let all = names(&snapshots, &map);
    assert_eq!(all[0], "2026-11-22-11.ron");
    assert_eq!(all[9..], ["2026-11-22-2.ron", "2026-11-22.ron", "2026-08-20.ron"]);
    // from the last one back through the others of its day, and to the day before
    let mut seen = Vec::new();
    let mut one = None;
    while let Some((_, kept)) = snapshots.before(&map, one).unwrap() {
        seen.push((kept.day.to_string(), kept.nth, kept.of));
        one = Some(kept);
    }
    let last = |nth| ("2026-11-22".to_owned(), nth, 11);
    let mut expected: Vec<_> = (1..=11).rev().map(last).collect();
    expected.push(("2026-08-20".into(), 1, 1));
    assert_eq!(seen, expected);
    let first = KeptOn { day: day("2026-11-22"), nth: 1, of: 11 };
    let (oldest, _) = snapshots.before(&map, Some(first)).unwrap().unwrap();
    assert_eq!(&*snapshots.read(&oldest).unwrap().title, "A");
}

#[test]
fn what_is_kept_already_is_not_kept_twice_and_never_written_over() {
    let (fs, places) = (Faulty::new(), places());
    let snapshots = Snapshots::new(&fs, &places);
    let map = file("order");
    let today = day("2026-11-22");
    let [a, b] = ["A", "B"].map(JourneyMap::new);
    let first = snapshots.keep(&map, &a, today).unwrap();
    assert_eq!(snapshots.keep(&map, &a, today).unwrap(), first);
    snapshots.keep(&map, &b, today).unwrap();
    // as it was before is news again
    assert_eq!(snapshots.keep(&map, &a, today).unwrap().nth, 3);
    let titles =
        snapshots.list(&map).unwrap().into_iter().map(|it| snapshots.read(&it).unwrap().title);
    assert_eq!(titles.map(|it| it.to_string()).collect::<Vec<_>>(), ["A", "B", "A"]);
}

#[test]
fn maps_outside_the_library_have_folders_that_no_name_can_clash_with() {
    let (fs, places) = (Faulty::new(), places());
    fs.put(&file("order"), b"", 0o644, 1000);
    fs.put(Path::new("/desk/order.ron"), b"", 0o644, 1000);
    fs.put_link(Path::new("/desk/link.ron"), &file("order"));
    fs.put_link(&file("linked"), Path::new("/desk/order.ron"));
    let snapshots = Snapshots::new(&fs, &places);
    let folder = |path: &str| snapshots.folder(Path::new(path));
    assert_eq!(folder("/config/maps/order.ron"), Path::new("/config/snapshots/order"));
    assert_eq!(folder("/desk/link.ron"), Path::new("/config/snapshots/order"));
    assert_eq!(folder("/config/maps/linked.ron"), Path::new("/config/snapshots/linked"));
    let desk = folder("/desk/order.ron");
    assert!(desk.starts_with("/config/snapshots/.elsewhere"), "{}", desk.display());
    assert_ne!(desk, folder("/table/order.ron"));
    assert_eq!(desk, folder("/desk/order.ron"));
}

#[test]
fn files_that_are_no_snapshots_are_passed_over() {
    let (fs, places) = (Faulty::new(), places());
    for name in
        ["2026-08-20.ron", "2026-08-20-1.ron", "2026-08-20-x.ron", "2026-13-01.ron", "ä.ron"]
    {
        fs.put(&Path::new("/config/snapshots/order").join(name), b"", 0o644, 1000);
    }
    let snapshots = Snapshots::new(&fs, &places);
    assert_eq!(names(&snapshots, &file("order")), ["2026-08-20.ron"]);
}

#[test]
fn a_number_behind_which_there_is_none_is_no_snapshots() {
    let (fs, places) = (Faulty::new(), places());
    let last = format!("/config/snapshots/order/2026-11-22-{}.ron", u32::MAX);
    fs.put(Path::new(&last), b"", 0o644, 1000);
    let snapshots = Snapshots::new(&fs, &places);
    snapshots.keep(&file("order"), &JourneyMap::new("A"), day("2026-11-22")).unwrap();
    assert_eq!(names(&snapshots, &file("order")), ["2026-11-22.ron"]);
}

#[test]
fn a_folder_that_cannot_be_written_is_named_and_so_is_a_snapshot_that_cannot_be_read() {
    let (fs, places) = (Faulty::new(), places());
    fs.put_folder(Path::new("/config/snapshots"), 0o555, 0);
    fs.put(Path::new("/config/snapshots/bad/2026-08-20.ron"), b"no map", 0o644, 1000);
    let snapshots = Snapshots::new(&fs, &places);
    let kept = snapshots.keep(&file("order"), &JourneyMap::new("A"), day("2026-11-22"));
    let said = kept.unwrap_err().to_string();
    assert!(said.contains("/config/snapshots/order"), "{said}");
    let bad = snapshots.before(&file("bad"), None).unwrap().unwrap().0;
    let said = snapshots.read(&bad).unwrap_err().to_string();
    assert!(said.contains("/config/snapshots/bad/2026-08-20.ron"), "{said}");
}

#[test]
fn whatever_call_fails_a_snapshot_is_there_whole_or_not_at_all() {
    for at in 1.. {
        let (fs, places) = (Faulty::new(), places());
        let snapshots = Snapshots::new(&fs, &places);
        let (map, today) = (file("order"), day("2026-11-22"));
        let (first, second) = (JourneyMap::new("first"), JourneyMap::new("second"));
        snapshots.keep(&map, &first, today).unwrap();
        fs.plan(Plan::FailAt(at, io::ErrorKind::StorageFull));
        let before = fs.calls();
        let kept = snapshots.keep(&map, &second, today);
        let was_reached = fs.calls() - before >= at;
        fs.plan(Plan::Work);
        for one in snapshots.list(&map).unwrap() {
            let is_one = [&first, &second].contains(&&snapshots.read(&one).unwrap());
            assert!(is_one, "broken at call {at}");
        }
        let oldest = snapshots.list(&map).unwrap().pop().unwrap();
        assert_eq!(snapshots.read(&oldest).unwrap(), first);
        if !was_reached {
            kept.unwrap();
            break;
        }
    }
}

#[test]
fn snapshots_follow_a_map_into_the_trash_and_back_and_a_new_one_of_its_name_has_none() {
    let (fs, places) = (Faulty::new(), places());
    let (shelf, snapshots) = (Shelf::new(&fs, &places), Snapshots::new(&fs, &places));
    let time = TimeOfDay::parse("10:42").unwrap();
    let map = shelf.make(&JourneyMap::new("Order"), "Order").unwrap();
    snapshots.keep(&map, &JourneyMap::new("A"), day("2026-08-20")).unwrap();
    let trashed = shelf.discard(&map, day("2026-11-22"), time).unwrap();
    let again = shelf.make(&JourneyMap::new("Order"), "Order").unwrap();
    assert_eq!(again, map);
    assert!(names(&snapshots, &again).is_empty());
    let back = shelf.restore(&trashed).unwrap();
    assert_eq!(names(&snapshots, &back), ["2026-08-20.ron"]);
    assert_ne!(back, again);
}

#[test]
fn what_a_map_left_that_was_removed_by_hand_goes_aside() {
    let (fs, places) = (Faulty::new(), places());
    let (shelf, snapshots) = (Shelf::new(&fs, &places), Snapshots::new(&fs, &places));
    fs.put(Path::new("/config/snapshots/new/2020-01-01.ron"), b"", 0o644, 1000);
    let map = shelf.make(&JourneyMap::new("Old"), "Old").unwrap();
    snapshots.keep(&map, &JourneyMap::new("A"), day("2026-08-20")).unwrap();
    let map = shelf.rename(&map, "New").unwrap();
    assert_eq!(names(&snapshots, &map), ["2026-08-20.ron"]);
    assert!(fs.stat(Path::new("/config/snapshots/.deleted/new/2020-01-01.ron")).is_ok());
}
