//! Opening and printing a large map, as ratios to what cannot be avoided.
#![expect(clippy::unwrap_used, reason = "a benchmark of what does not work should stop")]

#[path = "../tests/shared/large.rs"]
mod large;

use std::hint::black_box;
use std::time::{Duration, Instant};

use cjm::model::JourneyMap;
use cjm::store::{print::print, read::read};

fn main() {
    let plain = print(&large::large_map(50, 200));
    let commented = plain.replace("feeling: \"cheated\",", "feeling: \"cheated\", // she said so");
    let one = format!("{plain}// one comment\n");
    for (name, text) in [
        ("without comments", &plain),
        ("one comment at the end", &one),
        ("10,000 comments", &commented),
    ] {
        let options = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let map = read(text.as_bytes()).unwrap().map;
        let [alone, opened, printed] = best_of(
            9,
            [
                &|| drop(black_box(options.from_str::<JourneyMap>(text).unwrap())),
                &|| drop(black_box(read(text.as_bytes()).unwrap())),
                &|| drop(black_box(print(&map))),
            ],
        );
        println!("large map {name}: {:.1} MB", text.len() as f64 / 1e6);
        println!("  ron alone  {:6.1} ms", millis(alone));
        println!(
            "  open       {:6.1} ms  ratio {:.2} (at most 1.25)",
            millis(opened),
            opened.as_secs_f64() / alone.as_secs_f64()
        );
        println!(
            "  print      {:6.1} ms  ratio {:.2}",
            millis(printed),
            printed.as_secs_f64() / alone.as_secs_f64()
        );
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The shortest time of each, taken in turns, so that noise meets all alike.
fn best_of<const N: usize>(rounds: u32, work: [&dyn Fn(); N]) -> [Duration; N] {
    let mut best = [Duration::MAX; N];
    for _ in 0..rounds {
        for (best, work) in best.iter_mut().zip(work) {
            let start = Instant::now();
            work();
            *best = start.elapsed().min(*best);
        }
    }
    best
}
