//! What an edit and an undo cost on a large map: 50 stages of 200 cards.
//!
//! The budget of each is 50 µs and 16 KB. Bytes are the same on every machine
//! and are a gate; so is that an edit costs at most ten times what it costs on
//! a map of five stages of six cards. Times are reported.
#![expect(clippy::expect_used, reason = "a bench that cannot go on has to stop")]

use std::alloc::System;
use std::hint::black_box;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cjm::compare::{diff, merge};
use cjm::edit::{Draft, Edit, Ids, Join, apply, script};
use cjm::model::{
    Emotion, JourneyMap, Note, NoteKind, Spot, Stage, StageField, Touchpoint, TouchpointField,
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const ROUNDS: u32 = 1_000;
const MOST_BYTES: usize = 16 * 1024;
const MOST_RATIO: u32 = 10;

fn main() -> ExitCode {
    let large = Arc::new(map(50, 200));
    let small = Arc::new(map(5, 6));
    let mut kept = true;
    println!("{:<34}{:>12}{:>12}{:>14}", "", "median", "bytes", "6 cards/stage");
    for case in CASES {
        let (large, little) = (measure(case, &large), measure(case, &small));
        println!(
            "{:<34}{:>9.1} µs{:>12}{:>11.1} µs",
            case.name,
            micros(large.time),
            large.bytes,
            micros(little.time),
        );
        if case.gated && (large.bytes > MOST_BYTES || large.time > little.time * MOST_RATIO) {
            println!("    over {MOST_BYTES} bytes or {MOST_RATIO} times the small map");
            kept = false;
        }
    }
    whole_map(&large);
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

struct Case {
    name: &'static str,
    gated: bool,
    /// Gets ready, untimed, and gives back what is measured.
    prepare: fn(&mut Draft, &mut Ids, u32) -> Run,
}

/// What is measured.
type Run = Box<dyn FnOnce(&mut Draft)>;

const CASES: &[Case] = &[
    Case { name: "set a field", gated: true, prepare: |draft, _, n| commits(set(draft, n)) },
    Case {
        name: "undo it",
        gated: true,
        prepare: |draft, _, n| {
            commits(set(draft, n))(draft);
            Box::new(|draft| drop(black_box(draft.undo())))
        },
    },
    Case {
        name: "redo it",
        gated: true,
        prepare: |draft, _, n| {
            commits(set(draft, n))(draft);
            draft.undo();
            Box::new(|draft| drop(black_box(draft.redo())))
        },
    },
    Case { name: "add a card", gated: true, prepare: |draft, ids, n| commits(add(draft, ids, n)) },
    Case {
        name: "undo it",
        gated: true,
        prepare: |draft, ids, n| {
            commits(add(draft, ids, n))(draft);
            Box::new(|draft| drop(black_box(draft.undo())))
        },
    },
    Case {
        name: "move a card to the next stage",
        gated: true,
        prepare: |draft, _, n| {
            let (from, stage) = (spot(draft, n), stage(draft, n + 1).id.clone());
            commits(Edit::MoveTouchpoint { from, stage, index: 0 })
        },
    },
    Case {
        name: "delete a stage",
        gated: true,
        prepare: |draft, _, n| commits(Edit::RemoveStage(stage(draft, n).id.clone())),
    },
    Case {
        name: "rename a stage",
        gated: true,
        prepare: |draft, _, n| {
            let name = StageField::Name(format!("name {n}").as_str().into());
            commits(Edit::Stage(stage(draft, n).id.clone(), name))
        },
    },
    Case {
        name: "merge in one edit of another program",
        gated: false,
        prepare: |draft, _, n| {
            let base = Arc::clone(draft.map());
            let theirs = apply(&base, &[set(draft, n + 7)]).expect("the card is there");
            commits(set(draft, n))(draft);
            Box::new(move |draft| drop(black_box(draft.foreign(&base, &theirs))))
        },
    },
    Case {
        name: "undo beside it",
        gated: false,
        prepare: |draft, _, n| {
            let base = Arc::clone(draft.map());
            let theirs = apply(&base, &[set(draft, n + 7)]).expect("the card is there");
            commits(set(draft, n))(draft);
            draft.foreign(&base, &theirs);
            Box::new(|draft| drop(black_box(draft.undo())))
        },
    },
    Case {
        name: "diff of one edit",
        gated: false,
        prepare: |draft, _, n| {
            let old = Arc::clone(draft.map());
            commits(set(draft, n))(draft);
            Box::new(move |draft| drop(black_box(diff(&old, draft.map()))))
        },
    },
];

struct Cost {
    time: Duration,
    bytes: usize,
}

fn measure(case: &Case, map: &Arc<JourneyMap>) -> Cost {
    let (mut times, mut bytes) = (Vec::new(), 0);
    let mut ids = Ids::seeded(1);
    let mut draft = Draft::new(Arc::clone(map));
    for round in 0..ROUNDS {
        // Every round finds a map of about the same size.
        if round % 20 == 0 || draft.map().stages.len() < map.stages.len() {
            draft = Draft::new(Arc::clone(map));
        }
        let run = (case.prepare)(&mut draft, &mut ids, round);
        let region = Region::new(ALLOCATOR);
        let start = Instant::now();
        run(&mut draft);
        times.push(start.elapsed());
        bytes = bytes.max(region.change().bytes_allocated);
    }
    times.sort();
    Cost { time: times[times.len() / 2], bytes }
}

/// What reads the whole of both maps, as after another program has saved.
fn whole_map(map: &Arc<JourneyMap>) {
    let json = serde_json::to_string(&**map).expect("a map can be written");
    let copy: JourneyMap = serde_json::from_str(&json).expect("and read");
    let edit = [set(&Draft::new(Arc::clone(map)), 3)];
    let theirs = apply(&copy, &edit).expect("the card is there");
    for (name, run) in [
        ("clone of every card", &(|| drop(black_box(deep(map)))) as &dyn Fn()),
        ("ids of the map", &|| drop(black_box(Draft::new(Arc::clone(map))))),
        ("diff with a copy", &|| drop(black_box(diff(map, &theirs)))),
        ("merge with a copy", &|| drop(black_box(merge(&copy, map, &theirs)))),
        ("script to a copy", &|| drop(black_box(script(map, &theirs)))),
    ] {
        let start = Instant::now();
        (0..5).for_each(|_| run());
        println!("{name:<34}{:>9.1} µs", micros(start.elapsed() / 5));
    }
}

fn deep(map: &JourneyMap) -> Vec<Touchpoint> {
    let cards = map.stages.iter().flat_map(|stage| &stage.touchpoints);
    cards.map(|card| Touchpoint::clone(card)).collect()
}

fn commits(edit: Edit) -> Run {
    Box::new(move |draft| {
        black_box(draft.commit(vec![edit], Join::New)).expect("the edit can be made");
    })
}

fn set(draft: &Draft, n: u32) -> Edit {
    let spot = spot(draft, n);
    let now = draft.map().touchpoint(&spot).and_then(|card| card.emotion);
    let next = if now == Some(Emotion::WORST) { Emotion::BEST } else { Emotion::WORST };
    Edit::Touchpoint(spot, TouchpointField::Emotion(Some(next)))
}

fn add(draft: &Draft, ids: &mut Ids, n: u32) -> Edit {
    let touchpoint = Arc::new(Touchpoint::new(ids.next('t'), "A new card"));
    Edit::AddTouchpoint { stage: stage(draft, n).id.clone(), index: 3, touchpoint }
}

fn stage(draft: &Draft, n: u32) -> &Stage {
    let stages = &draft.map().stages;
    &stages[n as usize * 7 % stages.len()]
}

fn spot(draft: &Draft, n: u32) -> Spot {
    let stage = stage(draft, n);
    Spot::new(&stage.id, &stage.touchpoints[n as usize * 13 % stage.touchpoints.len()].id)
}

fn map(stages: u64, cards: u64) -> JourneyMap {
    let mut ids = Ids::seeded(0);
    let mut map = JourneyMap::new("Large");
    for column in 0..stages {
        let mut stage = Stage::new(ids.next('s'), &format!("Stage {column}"));
        for row in 0..cards {
            let mut card = Touchpoint::new(ids.next('t'), &format!("Card {row} of {column}"));
            card.channel = "Website".into();
            card.owner = "Payments".into();
            card.goal = "Clear, predictable".into();
            card.tags = vec!["duties".into(), "price".into()];
            card.notes =
                vec![Note::new(ids.next('n'), NoteKind::Pain, "Nobody says that duties come")];
            stage.touchpoints.push(Arc::new(card));
        }
        map.stages.push(Arc::new(stage));
    }
    map
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
