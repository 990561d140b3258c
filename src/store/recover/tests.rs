use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use super::*;
use crate::edit::Edit;
use crate::model::{Day, MapField, TimeOfDay};
use crate::store::backups::Keeper;
use crate::store::document::Record;
use crate::store::fs::faulty::{Crash, Faulty, Plan};
use crate::store::journal::Journal;
use crate::store::print::print;

const MAP: &str = "/config/maps/order.ron";

fn places() -> Places {
    Places { config: "/config".into(), state: "/state".into() }
}

fn text(title: &str) -> Vec<u8> {
    print(&JourneyMap::new(title)).into_bytes()
}

fn disk() -> Faulty {
    let fs = Faulty::new();
    fs.put(Path::new(MAP), &text("now"), 0o644, 1000);
    fs
}

/// The journal of a window that died after it gave the map these titles.
fn unsaved(fs: &Faulty, titles: &[&str], typing: Option<&str>) -> PathBuf {
    let before = fs.names();
    let shared: Arc<dyn FileSystem> = Arc::new(fs.clone());
    let journal =
        Journal::start(shared, Path::new("/state"), Path::new(MAP), Some(&text("base"))).unwrap();
    for title in titles {
        let edit = Edit::Map(MapField::Title((*title).into()));
        journal.append(&Record::Edits(vec![edit]).to_bytes()).unwrap();
    }
    if let Some(typing) = typing {
        journal.append(&Record::Typing(Some(typing.to_owned())).to_bytes()).unwrap();
    }
    drop(journal);
    let is_new = |path: &PathBuf| {
        !before.contains(path) && path.extension().is_some_and(|extension| extension == "journal")
    };
    fs.names().into_iter().find(is_new).unwrap()
}

fn backup(fs: &Faulty, title: &str, hour: u64) {
    let at = UNIX_EPOCH + Duration::from_secs(1_795_305_600 + hour * 3600);
    let mut keeper = Keeper::new(Arc::new(fs.clone()), Path::new("/state"), Path::new(MAP));
    keeper.keep(&text(title), at).unwrap();
}

/// The file was written in place, and the process killed in the middle of it.
fn cut_off_save(fs: &Faulty) {
    fs.put_name(Path::new(MAP), Path::new("/config/second-name.ron"));
    let (old, new) = (text("now"), text("a longer title"));
    for call in 1.. {
        fs.plan(Plan::DieAt(call));
        let save = Save::new(Path::new(MAP), &new, Expected::Content(Hash::of(&old)));
        let _ = write(fs, Some(Path::new("/state")), &save);
        fs.crash(Crash::Process);
        if !cut_off(fs, Path::new("/state")).is_empty() {
            return;
        }
        assert_ne!(fs.look(Path::new(MAP)).unwrap(), new, "the save was never cut off");
    }
}

fn title(item: &Item) -> &str {
    item.content.as_ref().map_or("-", |content| &content.title)
}

fn titles(found: &Found) -> Vec<&str> {
    found.items.iter().map(title).collect()
}

#[test]
fn every_kind_of_thing_is_found_whatever_the_maps_own_file_says() {
    let (fs, places) = (disk(), places());
    cut_off_save(&fs);
    unsaved(&fs, &["one", "two"], Some("half"));
    backup(&fs, "yesterday", 0);
    let shelf = Shelf::new(&fs, &places);
    fs.put(Path::new("/config/maps/gone.ron"), &text("deleted"), 0o644, 1000);
    let (day, time) = (Day::parse("2026-11-22").unwrap(), TimeOfDay::parse("10:42").unwrap());
    shelf.discard(Path::new("/config/maps/gone.ron"), day, time).unwrap();
    for content in [&b"no map"[..], b"", b"\xff"] {
        fs.put(Path::new(MAP), content, 0o644, 1000);
        let lost = Lost::new(&fs, &places);
        let mut all = lost.find(None).unwrap();
        all.items.sort_by_key(|item| title(item).to_owned());
        assert_eq!(titles(&all), ["a longer title", "deleted", "now", "two", "yesterday"]);
        let kinds: Vec<&Kind> = all.items.iter().map(|item| &item.kind).collect();
        let unsaved = Kind::Unsaved { steps: 2, typing: Some("half".into()), cut: None };
        let expected = [&Kind::CutOff, &Kind::Trash, &Kind::BeforeCutOff, &unsaved, &Kind::Backup];
        assert_eq!(kinds, expected);
        // of one map, what belongs to it
        let mut own = lost.find(Some(Path::new(MAP))).unwrap();
        own.items.sort_by_key(|item| title(item).to_owned());
        assert_eq!(titles(&own), ["a longer title", "now", "two", "yesterday"]);
        let gone = lost.find(Some(Path::new("/config/maps/gone.ron"))).unwrap();
        assert_eq!(titles(&gone), ["deleted"]);
    }
}

#[test]
fn looking_changes_nothing() {
    let (fs, places) = (disk(), places());
    unsaved(&fs, &["one"], None);
    backup(&fs, "yesterday", 0);
    let all = |fs: &Faulty| -> Vec<(PathBuf, Option<Vec<u8>>)> {
        fs.names().into_iter().map(|name| (name.clone(), fs.look(&name))).collect()
    };
    let before = all(&fs);
    Lost::new(&fs, &places).find(None).unwrap();
    Lost::new(&fs, &places).newest_good(Path::new(MAP)).unwrap();
    assert_eq!(all(&fs), before);
}

#[test]
fn bringing_back_makes_a_new_file_and_writes_over_none() {
    let (fs, places) = (disk(), places());
    backup(&fs, "yesterday", 0);
    let lost = Lost::new(&fs, &places);
    let found = lost.find(Some(Path::new(MAP))).unwrap();
    let item = &found.items[0];
    for expected in ["order-recovered.ron", "order-recovered-2.ron", "order-recovered-3.ron"] {
        let made = lost.restore(item, None).unwrap();
        assert_eq!(made, Path::new("/config/maps").join(expected));
        assert_eq!(fs.look(&made).unwrap(), text("yesterday"));
    }
    let named = Path::new("/desk/own.ron");
    assert_eq!(lost.restore(item, Some(named)).unwrap(), named);
    for there in [named, Path::new(MAP)] {
        let before = fs.look(there);
        let refused = lost.restore(item, Some(there));
        assert!(matches!(refused, Err(RecoverError::There(path)) if path == there));
        assert_eq!(fs.look(there), before);
    }
    // what was kept is still there
    assert_eq!(lost.find(Some(Path::new(MAP))).unwrap().items.len(), 1);
}

#[test]
fn unsaved_work_is_brought_back_without_the_maps_file() {
    let (fs, places) = (disk(), places());
    unsaved(&fs, &["one", "two"], None);
    fs.remove(Path::new(MAP)).unwrap();
    let lost = Lost::new(&fs, &places);
    let found = lost.find(Some(Path::new(MAP))).unwrap();
    let made = lost.restore(&found.items[0], None).unwrap();
    assert_eq!(fs.look(&made).unwrap(), text("two"));
}

#[test]
fn a_journal_of_another_version_is_listed_and_stays() {
    let (fs, places) = (disk(), places());
    let journal = unsaved(&fs, &["one"], None);
    let mut bytes = fs.look(&journal).unwrap();
    bytes.splice(..13, *b"cjm-journal 9");
    fs.put(&journal, &bytes, 0o600, 1000);
    let lost = Lost::new(&fs, &places);
    let found = lost.find(None).unwrap();
    let [item] = &found.items[..] else { panic!("{found:?}") };
    assert_eq!(item.kind, Kind::Unreadable(Why::Version("9".into())));
    assert_eq!(item.len, bytes.len() as u64);
    let refused = lost.restore(item, None).unwrap_err().to_string();
    assert!(refused.contains(&journal.display().to_string()), "{refused}");
    assert_eq!(fs.look(&journal).unwrap(), bytes);
}

#[test]
fn of_a_journal_with_a_record_that_means_nothing_the_rest_is_brought_back() {
    let (fs, places) = (disk(), places());
    let shared: Arc<dyn FileSystem> = Arc::new(fs.clone());
    let base = text("base");
    let journal = Journal::start(shared, Path::new("/state"), Path::new(MAP), Some(&base)).unwrap();
    let title = Edit::Map(MapField::Title("one".into()));
    journal.append(&Record::Edits(vec![title]).to_bytes()).unwrap();
    journal.append(b"{\"Unheard\":1}").unwrap();
    drop(journal);
    let lost = Lost::new(&fs, &places);
    let found = lost.find(None).unwrap();
    let [Item { kind: Kind::Unsaved { steps: 1, cut: Some(_), .. }, .. }] = &found.items[..] else {
        panic!("{found:?}")
    };
    assert_eq!(lost.bytes(&found.items[0]).unwrap(), text("one"));
}

#[test]
fn the_newest_good_copy_is_neither_broken_nor_what_the_file_says() {
    let (fs, places) = (disk(), places());
    let lost = Lost::new(&fs, &places);
    assert!(lost.newest_good(Path::new(MAP)).is_none());
    backup(&fs, "oldest", 0);
    backup(&fs, "older", 1);
    assert_eq!(title(&lost.newest_good(Path::new(MAP)).unwrap()), "older");
    backup(&fs, "now", 2);
    let found = lost.find(Some(Path::new(MAP))).unwrap();
    assert_eq!(titles(&found), ["now", "older", "oldest"]);
    assert!(found.items[0].is_current && !found.items[1].is_current);
    assert_eq!(title(&lost.newest_good(Path::new(MAP)).unwrap()), "older");
    fs.put(&found.items[1].kept, b"broken", 0o600, 1000);
    assert_eq!(title(&lost.newest_good(Path::new(MAP)).unwrap()), "oldest");
}

#[test]
fn of_all_maps_only_the_newest_backup_of_each_is_listed() {
    let (fs, places) = (disk(), places());
    for hour in 0..3 {
        backup(&fs, &hour.to_string(), hour);
    }
    let lost = Lost::new(&fs, &places);
    let all = lost.find(None).unwrap();
    assert_eq!((titles(&all), all.older_backups), (vec!["2"], 2));
    let own = lost.find(Some(Path::new(MAP))).unwrap();
    assert_eq!((titles(&own), own.older_backups), (vec!["2", "1", "0"], 0));
}

#[test]
fn what_is_no_map_is_refused_with_the_reason_and_makes_no_file() {
    let fs = disk();
    backup(&fs, "yesterday", 1);
    let places = places();
    let lost = Lost::new(&fs, &places);
    let found = lost.find(Some(Path::new(MAP))).unwrap();
    fs.put(&found.items[0].kept, b"no map at all", 0o600, 1000);
    let found = lost.find(Some(Path::new(MAP))).unwrap();
    let before = fs.names();
    for to in [None, Some(Path::new("/config/maps/other.ron"))] {
        let refused = lost.restore(&found.items[0], to).unwrap_err().to_string();
        for part in [
            "a map was expected",
            "it stays where it is",
            &found.items[0].kept.display().to_string(),
        ] {
            assert!(refused.contains(part), "{refused}");
        }
    }
    assert!(fs.names().iter().all(|name| before.contains(name) || name.ends_with(".lock")));
    // who wants just these bytes can have them
    assert_eq!(lost.bytes(&found.items[0]).unwrap(), b"no map at all");
}
