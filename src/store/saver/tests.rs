//! A window on a map in a file that others write, too.

use super::*;
use crate::edit::{Draft, Edit, Ids, Join, apply};
use crate::model::{Emotion, Stage, Touchpoint, TouchpointField};
use crate::store::document::{Record, open};
use crate::store::fs::faulty::Faulty;
use crate::store::print::print;

const FILE: &str = "/desk/map.ron";
const STATE: &str = "/state";

fn demo() -> JourneyMap {
    let mut map = JourneyMap::new("Demo");
    let mut stage = Stage::new(Ids::seeded(1).next('s'), "Alpha");
    stage.touchpoints.push(Arc::new(Touchpoint::new(Ids::seeded(2).next('t'), "Pays")));
    map.stages.push(Arc::new(stage));
    map
}

/// A window on the map, with a journal.
struct Bench {
    fs: Arc<Faulty>,
    saver: Saver,
    journal: Journal,
    draft: Draft,
    ids: Ids,
}

impl Bench {
    fn new() -> Self {
        let fs = Arc::new(Faulty::new());
        fs.put(Path::new(FILE), print(&demo()).as_bytes(), 0o644, 1000);
        let opened = open(&*fs, Some(Path::new(STATE)), Path::new(FILE), "").unwrap();
        let shared: Arc<dyn FileSystem> = Arc::<Faulty>::clone(&fs);
        let saver = Saver::new(shared, Some(STATE.into()), &opened);
        let journal = saver.start_journal(opened.bytes.as_deref()).unwrap().unwrap();
        Self { fs, saver, journal, draft: Draft::new(opened.saved), ids: Ids::seeded(3) }
    }

    fn rate(&self, to: i8) -> Edit {
        let stage = &self.draft.map().stages[0];
        let spot = crate::model::Spot::new(&stage.id, &stage.touchpoints[0].id);
        Edit::Touchpoint(spot, TouchpointField::Emotion(Emotion::new(to.into()).ok()))
    }

    fn card(&mut self, title: &str) -> Edit {
        let touchpoint = Arc::new(Touchpoint::new(self.ids.next('t'), title));
        Edit::AddTouchpoint { stage: self.draft.map().stages[0].id.clone(), index: 1, touchpoint }
    }

    fn commit(&mut self, edit: Edit) {
        let edits = self.draft.commit(vec![edit], Join::New).unwrap();
        self.journal.append(&Record::Edits(edits).to_bytes()).unwrap();
    }

    /// Another program makes `edit` in the file.
    fn write(&self, edit: Edit) {
        let bytes = self.fs.read(Path::new(FILE), MAX_FILE).unwrap();
        let map = apply(&read::read(&bytes).unwrap().map, &[edit]).unwrap();
        self.fs.put(Path::new(FILE), print(&map).as_bytes(), 0o644, 1000);
    }

    /// Sees what another program wrote, and merges it.
    fn look(&mut self) {
        let Looked::Changed(foreign) = self.saver.look() else { panic!("nothing changed") };
        self.merge(&foreign);
    }

    fn merge(&mut self, foreign: &Foreign) {
        let done = self.draft.foreign(&foreign.base, &foreign.theirs);
        self.journal.append(&Record::Edits(done.edits).to_bytes()).unwrap();
        self.saver.merged(foreign.number);
    }

    fn save(&mut self) -> SaveResult {
        let journal = Some((&self.journal, self.journal.last()));
        self.saver.save(self.draft.map(), journal, false).unwrap()
    }

    /// The window dies; what the next one shows, if that is not the file.
    fn die(self) -> (Arc<JourneyMap>, Option<Arc<JourneyMap>>) {
        let Self { fs, journal, draft, .. } = self;
        drop(journal);
        let opened = open(&*fs, Some(Path::new(STATE)), Path::new(FILE), "").unwrap();
        assert_eq!(opened.warnings, Vec::<String>::new());
        (Arc::clone(draft.map()), opened.recovered.map(|recovered| recovered.map))
    }
}

#[test]
fn a_window_that_dies_between_merge_and_save_comes_back_as_it_was() {
    for (ours, theirs) in [(2, 2), (2, -1)] {
        let mut bench = Bench::new();
        let (mine, rated) = (bench.card("Mine"), bench.rate(ours));
        bench.commit(mine);
        bench.commit(rated);
        let other = bench.card("Theirs");
        bench.write(other);
        bench.write(bench.rate(theirs));
        bench.look();
        let (shown, recovered) = bench.die();
        assert_eq!(shown.stages[0].touchpoints.len(), 3);
        assert_eq!(shown.conflicts.len(), usize::from(ours != theirs));
        assert_eq!(recovered, Some(shown));
    }
}

#[test]
fn what_is_in_the_file_already_is_not_written_and_not_brought_back() {
    let mut bench = Bench::new();
    bench.write(bench.rate(-2));
    let before = bench.fs.read(Path::new(FILE), MAX_FILE).unwrap();
    bench.look();
    // a file that may not be written shows that it is not
    bench.fs.put(Path::new(FILE), &before, 0o444, 1000);
    assert!(matches!(bench.save(), SaveResult::Saved));
    assert!(matches!(bench.saver.look(), Looked::Same));
    assert_eq!(bench.die().1, None);
}

#[test]
fn a_map_without_a_version_that_was_told_is_not_written() {
    let mut bench = Bench::new();
    bench.write(bench.rate(-2));
    let before = bench.fs.read(Path::new(FILE), MAX_FILE).unwrap();
    assert!(matches!(bench.saver.look(), Looked::Changed(_)));
    let mine = bench.card("Mine");
    bench.commit(mine);
    assert!(matches!(bench.save(), SaveResult::Overtaken));
    assert_eq!(bench.fs.read(Path::new(FILE), MAX_FILE).unwrap(), before);
}

#[test]
fn a_save_over_a_changed_file_writes_both_and_the_next_one_nothing() {
    for dies in [false, true] {
        let mut bench = Bench::new();
        let (mine, theirs) = (bench.card("Mine"), bench.card("Theirs"));
        bench.commit(mine);
        bench.write(theirs);
        let SaveResult::Changed(foreign) = bench.save() else { panic!("nothing changed") };
        let written = bench.fs.read(Path::new(FILE), MAX_FILE).unwrap();
        let both = read::read(&written).unwrap().map;
        assert_eq!(both.stages[0].touchpoints.len(), 3);
        bench.merge(&foreign);
        assert_eq!(**bench.draft.map(), both);
        if !dies {
            assert!(matches!(bench.save(), SaveResult::Saved));
        }
        assert_eq!(bench.fs.read(Path::new(FILE), MAX_FILE).unwrap(), written);
        assert_eq!(bench.die().1, None);
    }
}

#[test]
fn a_file_that_is_only_written_in_another_way_is_nothing_new() {
    let mut bench = Bench::new();
    let crlf = print(&demo()).replace('\n', "\r\n");
    bench.fs.put(Path::new(FILE), crlf.as_bytes(), 0o644, 1000);
    assert!(matches!(bench.saver.look(), Looked::Same));
    let mine = bench.card("Mine");
    bench.commit(mine);
    assert!(matches!(bench.save(), SaveResult::Saved));
    let written = bench.fs.read(Path::new(FILE), MAX_FILE).unwrap();
    assert_eq!(written.iter().filter(|byte| **byte == b'\r').count(), crlf.lines().count() + 4);
}

#[test]
fn a_file_in_a_newer_format_is_not_merged_and_not_written_over() {
    let mut bench = Bench::new();
    let newer = print(&demo()).replacen("format: 1", "format: 99", 1);
    bench.fs.put(Path::new(FILE), newer.as_bytes(), 0o644, 1000);
    assert!(matches!(bench.saver.look(), Looked::Unreadable(SaveFailure::Newer { .. })));
    let mine = bench.card("Mine");
    bench.commit(mine);
    let saved = bench.saver.save(bench.draft.map(), None, false);
    assert!(matches!(saved, Err(SaveFailure::Newer { .. })));
    assert_eq!(bench.fs.read(Path::new(FILE), MAX_FILE).unwrap(), newer.as_bytes());
}
