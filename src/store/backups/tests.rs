use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::store::fs::Real;
use crate::store::fs::faulty::{Faulty, Plan};

const STATE: &str = "/state";
const MAP: &str = "/maps/order.ron";
/// A Sunday.
const NOW: u64 = 1_795_305_600;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn disk() -> (Faulty, Keeper) {
    let fs = Faulty::new();
    fs.put(Path::new(MAP), b"now", 0o644, 1000);
    let keeper = Keeper::new(Arc::new(fs.clone()), Path::new(STATE), Path::new(MAP));
    (fs, keeper)
}

fn kept(fs: &Faulty) -> Vec<String> {
    let kept = of(fs, Path::new(STATE), Path::new(MAP)).unwrap();
    let text = |backup: &Backup| String::from_utf8(fs.look(&backup.path).unwrap()).unwrap();
    kept.backups.iter().map(text).collect()
}

/// What is left of `times` after thinning, in order.
fn left(times: &[u64], now: u64, most: usize) -> Vec<u64> {
    let gone = thinned(times, now, most);
    let mut left: Vec<u64> = times.iter().copied().filter(|time| !gone.contains(time)).collect();
    left.sort_unstable();
    left.dedup();
    left
}

/// Times of the last three months, some of them from a clock that was set back since.
fn times() -> impl Strategy<Value = Vec<u64>> {
    vec(NOW - 90 * DAY..NOW + DAY, 0..400)
}

proptest! {
    #[test]
    fn the_newest_always_stays(times in times(), most in 0..50_usize) {
        prop_assert_eq!(left(&times, NOW, most).last().copied(), times.iter().copied().max());
    }

    #[test]
    fn what_is_to_go_was_there_and_is_named_once(times in times(), most in 0..50_usize) {
        let mut gone = thinned(&times, NOW, most);
        prop_assert!(gone.iter().all(|time| times.contains(time)));
        let all = gone.len();
        gone.sort_unstable();
        gone.dedup();
        prop_assert_eq!(gone.len(), all);
    }

    #[test]
    fn their_number_is_bounded(times in times(), most in 0..50_usize) {
        prop_assert!(left(&times, NOW, most).len() <= most.max(2));
        // 24 hours, 7 days and 9 weeks are each begun and ended in the middle
        prop_assert!(left(&times, NOW, usize::MAX).len() <= 25 + 8 + 10 + 2);
    }

    #[test]
    fn older_ones_are_further_apart(times in times()) {
        let left = left(&times, NOW, usize::MAX);
        let old: Vec<u64> = left.iter().rev().skip(1).copied().filter(|it| *it <= NOW).collect();
        for four in old.windows(4) {
            // neighbours may touch where their hours do; four of them may not
            let span = four[0] - four[3];
            let age = NOW - four[0];
            let least = if age < DAY { HOUR } else if age < WEEK { DAY } else { WEEK };
            prop_assert!(span >= least, "{span} s at the age of {age} s");
        }
    }

    #[test]
    fn thinning_again_takes_no_more(times in times(), most in 0..50_usize) {
        let left = left(&times, NOW, most);
        prop_assert_eq!(thinned(&left, NOW, most), Vec::<u64>::new());
    }

    #[test]
    fn of_a_few_hours_of_work_each_hour_is_kept(hours in 1..20_u64) {
        // a backup every ten minutes, thinned after each of them, as happens while one edits
        let mut there: Vec<u64> = Vec::new();
        let begin = NOW - NOW % HOUR;
        for time in (begin..begin + hours * HOUR).step_by(600) {
            there.push(time);
            there = left(&there, time, FEW.max(40));
        }
        let firsts = there.iter().filter(|time| *time % HOUR == 0).count() as u64;
        prop_assert_eq!(firsts, hours);
    }
}

#[test]
fn after_months_of_work_every_day_of_a_week_and_every_week_has_its_backup() {
    let mut there: Vec<u64> = Vec::new();
    let mut now = NOW - 100 * DAY;
    while now < NOW {
        // two hours a day
        for minutes in (0..120).step_by(10) {
            there.push(now + minutes * MINUTE);
            there = left(&there, now + minutes * MINUTE, 40);
        }
        now += DAY;
    }
    let now = now - DAY + 110 * MINUTE;
    let ages: Vec<u64> = there.iter().map(|time| now - time).collect();
    assert!(ages.len() <= 2 + 1 + 8 + 10, "{ages:?}");
    for day in 1..7 {
        assert!(ages.iter().any(|age| age / DAY == day), "day {day}: {ages:?}");
    }
    for week in 1..8 {
        assert!(ages.iter().any(|age| age / WEEK == week), "week {week}: {ages:?}");
    }
}

#[test]
fn a_version_is_kept_as_it_was_and_says_whose_it_is() {
    let (fs, mut keeper) = disk();
    keeper.keep(b"one", at(NOW)).unwrap();
    keeper.keep(b"two", at(NOW + HOUR)).unwrap();
    assert_eq!(kept(&fs), ["two", "one"]);
    let [all] = &all(&fs, Path::new(STATE))[..] else { panic!() };
    assert_eq!(all.map, Path::new(MAP));
    assert_eq!(all.backups[1].at, at(NOW));
    assert_eq!(all.backups[1].hash, Hash::of(b"one"));
    assert_eq!(fs.stat(all.backups[0].path.parent().unwrap()).unwrap().mode, 0o700);
    assert_eq!(fs.stat(&all.backups[0].path).unwrap().mode, 0o600);
}

#[test]
fn the_same_content_is_kept_once() {
    let (fs, mut keeper) = disk();
    for hour in 0..3 {
        keeper.keep(b"one", at(NOW + hour * HOUR)).unwrap();
    }
    assert_eq!(kept(&fs), ["one"]);
}

#[test]
fn a_backup_is_due_every_ten_minutes_whoever_made_the_last() {
    let (fs, mut keeper) = disk();
    assert!(keeper.is_due(at(NOW)));
    keeper.keep(b"one", at(NOW)).unwrap();
    let mut other = Keeper::new(Arc::new(fs), Path::new(STATE), Path::new(MAP));
    for keeper in [&mut keeper, &mut other] {
        assert!(!keeper.is_due(at(NOW + 9 * MINUTE)));
        assert!(keeper.is_due(at(NOW + 10 * MINUTE)));
        // a clock that was set back does not put an end to backups
        assert!(keeper.is_due(at(NOW - DAY)));
    }
}

#[test]
fn backups_follow_a_map_to_its_new_name() {
    let (fs, mut keeper) = disk();
    keeper.keep(b"one", at(NOW)).unwrap();
    let to = Path::new("/maps/other.ron");
    follow(&fs, Path::new(STATE), Path::new(MAP), to).unwrap();
    assert_eq!(kept(&fs), [] as [String; 0]);
    let [all] = &all(&fs, Path::new(STATE))[..] else { panic!() };
    assert_eq!((all.map.as_path(), all.backups.len()), (to, 1));
    // nothing to follow is no error
    follow(&fs, Path::new(STATE), Path::new(MAP), Path::new("/maps/third.ron")).unwrap();
}

#[test]
fn backups_follow_a_map_to_a_name_that_another_one_had() {
    let dir = tempfile::tempdir().unwrap();
    let (state, from) = (dir.path().join("state"), dir.path().join("order.ron"));
    let to = dir.path().join("other.ron");
    let fs: Arc<dyn FileSystem> = Arc::new(Real);
    for (map, bytes, ago) in [(&to, &b"of the other one"[..], HOUR), (&from, b"one", 0)] {
        Keeper::new(Arc::clone(&fs), &state, map).keep(bytes, at(NOW - ago)).unwrap();
    }
    follow(&Real, &state, &from, &to).unwrap();
    assert_eq!(of(&Real, &state, &from).unwrap().backups, []);
    let backups = of(&Real, &state, &to).unwrap().backups;
    let texts: Vec<Vec<u8>> = backups.iter().map(|it| std::fs::read(&it.path).unwrap()).collect();
    assert_eq!(texts, [&b"one"[..], b"of the other one"]);
    assert_eq!(all(&Real, &state).len(), 1);
}

#[test]
fn a_large_map_has_fewer_backups() {
    assert_eq!(most(11_000_000), 14);
    assert_eq!(most(60_000_000), FEW);
    // more than the rule ever leaves
    assert!(most(100_000) > 50);
    assert!(most(0) > 50);
}

#[test]
fn whatever_call_fails_each_backup_is_whole_and_the_next_one_works() {
    for n in 1.. {
        let (fs, mut keeper) = disk();
        keeper.keep(b"one", at(NOW)).unwrap();
        fs.plan(Plan::FailAt(n, io::ErrorKind::StorageFull));
        let failed = keeper.keep(b"two", at(NOW + HOUR)).is_err();
        let ended = fs.calls() < n;
        fs.plan(Plan::Work);
        assert!(kept(&fs).iter().all(|text| text == "one" || text == "two"), "call {n}");
        keeper.keep(b"three", at(NOW + 2 * HOUR)).unwrap();
        assert_eq!(kept(&fs)[0], "three", "call {n}");
        assert!(fs.names().iter().all(|name| name.extension().is_none_or(|it| it != NEW)));
        if ended {
            assert!(!failed);
            return;
        }
    }
}
