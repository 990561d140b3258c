//! An open map whose saves fail at every call in turn: no save is lost, and none is taken for the
//! work of another program.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use cjm::edit::{Edit, apply};
use cjm::model::{Emotion, Id, JourneyMap, Spot, Stage, Touchpoint, TouchpointField};
use cjm::store::document::{Record, open};
use cjm::store::fs::FileSystem;
use cjm::store::fs::faulty::{Crash, Faulty, Plan};
use cjm::store::print::print;
use cjm::store::saver::{SaveResult, Saver};

const STATE: &str = "/home/state";
const MAP: &str = "/desk/map.ron";

fn demo() -> JourneyMap {
    let mut map = JourneyMap::new("Demo");
    let mut stage = Stage::new(Id::new("s-a"), "Alpha");
    stage.touchpoints.push(Arc::new(Touchpoint::new(Id::new("t-a"), "Pays")));
    map.stages.push(Arc::new(stage));
    map
}

fn disk(in_place: bool) -> Faulty {
    let fs = Faulty::new();
    fs.put_folder(Path::new("/home"), 0o755, 1000);
    fs.put(Path::new(MAP), print(&demo()).as_bytes(), 0o644, 1000);
    if in_place {
        fs.put_name(Path::new(MAP), Path::new("/desk/second.ron"));
    }
    fs
}

fn rated(map: &Arc<JourneyMap>, to: i64) -> (Arc<JourneyMap>, Record) {
    let spot = Spot::new(&Id::new("s-a"), &Id::new("t-a"));
    let edits = vec![Edit::Touchpoint(spot, TouchpointField::Emotion(Emotion::new(to).ok()))];
    (Arc::new(apply(map, &edits).unwrap()), Record::Edits(edits))
}

/// Saves a rating while call `n` fails, then another one of the same card. Says whether a call
/// failed.
fn fails_at(in_place: bool, n: u64, is_killed: bool) -> bool {
    let fs = disk(in_place);
    let shared: Arc<dyn FileSystem> = Arc::new(fs.clone());
    let opened = open(&fs, Some(Path::new(STATE)), Path::new(MAP), "").unwrap();
    let mut saver = Saver::new(Arc::clone(&shared), Some(STATE.into()), &opened);
    let journal = saver.start_journal(opened.bytes.as_deref()).unwrap().unwrap();
    let (first, record) = rated(&opened.saved, -1);
    journal.append(&record.to_bytes()).unwrap();
    fs.plan(Plan::FailAt(n, ErrorKind::StorageFull));
    let _ = saver.save(&first, Some((&journal, journal.last())), false);
    let failed = fs.calls() >= n;
    fs.plan(Plan::Work);
    let (second, record) = rated(&first, 2);
    journal.append(&record.to_bytes()).unwrap();
    let when = format!("in place {in_place}, call {n}");
    if is_killed {
        drop((journal, saver));
        fs.crash(Crash::Process);
        let opened = open(&fs, Some(Path::new(STATE)), Path::new(MAP), "").unwrap();
        let map = opened.recovered.map_or(opened.saved, |recovered| recovered.map);
        assert_eq!(*map, *second, "{when}");
        return failed;
    }
    match saver.save(&second, Some((&journal, journal.last())), false) {
        Ok(SaveResult::Saved) => {}
        other => panic!("{when}: {other:?}"),
    }
    let file = String::from_utf8(fs.look(Path::new(MAP)).unwrap()).unwrap();
    assert_eq!(file, print(&second), "{when}");
    failed
}

#[test]
fn after_a_save_that_failed_at_any_call_the_next_one_finds_no_stranger() {
    for in_place in [false, true] {
        let calls = (1..1000).take_while(|n| fails_at(in_place, *n, false)).count();
        assert!(calls > 10, "only {calls} calls were made to fail");
    }
}

#[test]
fn after_a_save_that_failed_at_any_call_a_kill_loses_nothing() {
    for in_place in [false, true] {
        let calls = (1..1000).take_while(|n| fails_at(in_place, *n, true)).count();
        assert!(calls > 10, "only {calls} calls were made to fail");
    }
}
