//! An open map and its file.

use std::path::Path;
use std::sync::Arc;

use cjm::model::{JourneyMap, Metric, Number, Unit};
use cjm::store::document::{Record, open};
use cjm::store::fs::FileSystem;
use cjm::store::fs::faulty::{Crash, Faulty};
use cjm::store::journal::{Journal, Orphan, orphans};
use cjm::store::print::print;
use cjm::store::saver::{SaveFailure, SaveResult, Saver};

const MAP: &str = "/maps/order.ron";

fn with(unit: Unit, target: f64) -> JourneyMap {
    let mut map = JourneyMap::new("m");
    let target = Some(Number::new(target).unwrap());
    map.metrics = vec![Arc::new(Metric { name: "NPS".into(), unit, target, ..Metric::default() })];
    map
}

#[test]
fn a_map_that_could_not_be_read_again_is_not_written() {
    let fs = Faulty::new();
    let before = print(&with(Unit::Percent, 80.0));
    fs.put(Path::new(MAP), before.as_bytes(), 0o644, 1000);
    let opened = open(&fs, Some(Path::new("/state")), Path::new(MAP), "").unwrap();
    let mut saver = Saver::new(Arc::new(fs.clone()), Some("/state".into()), &opened);
    // what a merge makes where one side changed the unit and the other the number
    let wrong = Arc::new(with(Unit::Score10, 80.0));
    let Err(failure @ SaveFailure::Misfit { .. }) = saver.save(&wrong, None, false) else {
        panic!("a file was written that cannot be read")
    };
    assert!(
        failure.to_string().contains("NPS is in points of 10, which go from 0 to 10"),
        "{failure}"
    );
    assert_eq!(fs.look(Path::new(MAP)).unwrap(), before.as_bytes());
    let right = Arc::new(with(Unit::Score10, 8.0));
    assert!(matches!(saver.save(&right, None, false), Ok(SaveResult::Saved)));
}

#[test]
fn what_a_save_replaces_is_known_only_where_nobody_else_wrote() {
    let fs = Faulty::new();
    let before = print(&JourneyMap::new("before")).into_bytes();
    fs.put(Path::new(MAP), &before, 0o644, 1000);
    let opened = open(&fs, Some(Path::new("/state")), Path::new(MAP), "").unwrap();
    let saver = Saver::new(Arc::new(fs.clone()), Some("/state".into()), &opened);
    assert_eq!(saver.replaced().as_deref(), Some(&before[..]));
    assert!(saver.holds(&before));
    fs.put(Path::new(MAP), b"theirs", 0o644, 1000);
    assert_eq!(saver.replaced(), None);
    let new = open(&fs, Some(Path::new("/state")), Path::new("/new.ron"), "new").unwrap();
    let saver = Saver::new(Arc::new(fs), Some("/state".into()), &new);
    assert_eq!(saver.replaced(), None);
}

/// Windows that died one after the other, each in the midst of taking over the work of the one
/// before: the next has it still, whatever their journals were called.
#[test]
fn work_that_was_taken_over_again_and_again_is_brought_back() {
    let state = Path::new("/state");
    let disk = Faulty::new();
    let base = print(&JourneyMap::new("m")).into_bytes();
    disk.put(Path::new(MAP), &base, 0o644, 1000);
    let fs: Arc<dyn FileSystem> = Arc::new(disk.clone());
    let found = || orphans(&*fs, state, Some(Path::new(MAP))).unwrap().orphans;
    let dies_with = |from: Vec<String>| {
        let journal = Journal::start(Arc::clone(&fs), state, Path::new(MAP), Some(&base)).unwrap();
        let typing = Some("half a word".to_owned());
        let record = Record::Recovered { edits: Vec::new(), typing, from };
        journal.append(&record.to_bytes()).unwrap();
        disk.crash(Crash::Process);
    };
    let names = || found().iter().map(Orphan::name).collect::<Vec<_>>();
    let remove = |gone: &[String]| {
        for orphan in found().into_iter().filter(|orphan| gone.contains(&orphan.name())) {
            orphan.discard(&*fs).unwrap();
        }
    };
    dies_with(Vec::new());
    for _ in 0..5 {
        let taken_over = names();
        dies_with(taken_over.clone());
        // all but one of them was removed before it died
        remove(&taken_over[..taken_over.len() - 1]);
        let recovered = open(&*fs, Some(state), Path::new(MAP), "").unwrap().recovered;
        assert_eq!(recovered.map(|it| it.typing), Some(vec!["half a word".to_owned()]));
    }
    // a window that took nothing over is not taken for one that was taken over
    let taken_over = names();
    dies_with(taken_over.clone());
    remove(&taken_over);
    dies_with(Vec::new());
    let opened = open(&*fs, Some(state), Path::new(MAP), "").unwrap();
    assert_eq!(opened.recovered.map(|it| it.typing.len()), Some(2));
}
