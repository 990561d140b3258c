//! Random values of every kind that a map can hold.

use std::sync::Arc;

use cjm::edit::Ids;
use cjm::model::*;

/// A source of random choices; the same seed makes the same ones.
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let number = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number ^ (number >> 27)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from((self.next() >> 8) % limit.max(1) as u64).unwrap_or(0)
    }

    /// True once in so many.
    pub(crate) fn once_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    pub(crate) fn maybe<T>(&mut self, value: impl Fn(&mut Self) -> T) -> Option<T> {
        (!self.once_in(3)).then(|| value(self))
    }

    /// `list` with something added, taken out, replaced or put elsewhere.
    pub(crate) fn tweak<T: Clone>(&mut self, list: &[T], make: impl Fn(&mut Self) -> T) -> Vec<T> {
        let mut list = list.to_vec();
        for _ in 0..=self.below(2) {
            let at = self.below(list.len());
            match self.below(5) {
                1 if !list.is_empty() => drop(list.remove(at)),
                2 if !list.is_empty() => list[at] = make(self),
                3 if list.len() > 1 => list.swap(0, at),
                _ => list.insert(at, make(self)),
            }
        }
        list
    }
}

/// New ids: nearly always fresh ones, at times one of a few that other things
/// may have, of whatever kind.
pub(crate) fn id(rng: &mut Rng, ids: &mut Ids, prefix: char) -> Id {
    if rng.once_in(25) { Id::from_number('x', rng.next() % 12) } else { ids.next(prefix) }
}

pub(crate) fn text(rng: &mut Rng) -> Text {
    let pool = [
        "",
        "Maya",
        "Ivo",
        "duties",
        "E-mail",
        "六天没有消息",
        "Où est mon colis ?",
        "a \"b\" \\ c",
        "two\nlines",
        "🙂",
        "नमस्ते",
        "Payments",
        "Lena",
        "Website",
    ];
    match rng.below(20) {
        0 => format!("text {}", rng.below(1000)).into(),
        _ => rng.pick(&pool).into(),
    }
}

pub(crate) fn comments(rng: &mut Rng, now: Option<&Comments>) -> Option<Box<Comments>> {
    let mut comments = now.cloned().unwrap_or_default();
    if rng.once_in(4) {
        return None;
    }
    let field: Text = rng.pick(&["title", "text", "emotion", "notes", "id"]).into();
    let place = match rng.below(6) {
        0 => Place::Above,
        1 => Place::Before(field),
        2 => Place::After(field),
        3 => Place::In(field),
        4 => Place::Last(field),
        _ => Place::End,
    };
    comments.add(place, &format!(" {}", text(rng)));
    Some(Box::new(comments))
}

fn some_comments(rng: &mut Rng) -> Option<Box<Comments>> {
    if rng.once_in(8) { comments(rng, None) } else { None }
}

pub(crate) fn emotion(rng: &mut Rng) -> Emotion {
    rng.pick(&Emotion::ALL)
}

pub(crate) fn scale(rng: &mut Rng) -> Scale {
    Scale::new(1 + rng.below(5) as i64).unwrap()
}

pub(crate) fn day(rng: &mut Rng) -> Day {
    Day::parse(&format!("2026-0{}-1{}", 1 + rng.below(3), rng.below(3))).unwrap()
}

pub(crate) fn wait(rng: &mut Rng) -> Wait {
    Wait::parse(rng.pick(&["2min", "1d 4h", "6d", "0.5h"])).unwrap()
}

pub(crate) fn number(rng: &mut Rng) -> Number {
    Number::new(rng.next() as f64 / 3e15).unwrap()
}

pub(crate) fn percent(rng: &mut Rng) -> Percent {
    Percent::new(rng.below(1000) as f64 / 10.0).unwrap()
}

pub(crate) fn count(rng: &mut Rng) -> Count {
    Count::new(rng.below(5000) as i64).unwrap()
}

fn texts(rng: &mut Rng) -> Vec<Text> {
    (0..rng.below(4)).map(|_| text(rng)).collect()
}

pub(crate) fn vote(rng: &mut Rng) -> Vote {
    Vote { by: text(rng), dots: rng.below(9) as u32, comments: some_comments(rng) }
}

pub(crate) fn voice(rng: &mut Rng) -> Voice {
    let emotion = rng.maybe(emotion);
    let (by, department, text) = (text(rng), text(rng), text(rng));
    Voice { by, department, emotion, text, comments: some_comments(rng) }
}

pub(crate) fn check_point(rng: &mut Rng) -> Check {
    Check { text: text(rng), done: rng.once_in(2), comments: some_comments(rng) }
}

pub(crate) fn step(rng: &mut Rng) -> cjm::model::Step {
    let (text, owner, system) = (text(rng), text(rng), text(rng));
    cjm::model::Step { text, owner, system, wait: rng.maybe(wait), comments: None }
}

pub(crate) fn walk(rng: &mut Rng) -> Walk {
    let (on, by, passed, text) = (day(rng), text(rng), rng.once_in(2), text(rng));
    Walk { on, by, passed, emotion: rng.maybe(emotion), text, comments: None }
}

pub(crate) fn reading(rng: &mut Rng) -> Reading {
    Reading { on: day(rng), value: number(rng), comments: some_comments(rng) }
}

pub(crate) fn metric(rng: &mut Rng) -> Metric {
    Metric {
        name: text(rng),
        unit: rng.pick(Unit::ALL),
        target: rng.maybe(number),
        readings: (0..rng.below(3)).map(|_| reading(rng)).collect(),
        comments: some_comments(rng),
    }
}

pub(crate) fn counts(rng: &mut Rng) -> Counts {
    let pairs = |rng: &mut Rng| (0..rng.below(3)).map(|_| (text(rng), count(rng))).collect();
    Counts {
        month: Month::parse(&format!("2026-0{}", 1 + rng.below(4))).unwrap(),
        tickets: rng.maybe(count),
        orders: rng.maybe(count),
        csat: rng.maybe(percent),
        languages: pairs(rng),
        channels: pairs(rng),
        comments: some_comments(rng),
    }
}

pub(crate) fn top(rng: &mut Rng) -> Top {
    let kind = rng.pick(TopKind::ALL);
    Top { kind, text: text(rng), tickets: count(rng), comments: None }
}

pub(crate) fn handover(rng: &mut Rng) -> Handover {
    Handover { emotion: rng.maybe(emotion), text: text(rng), comments: some_comments(rng) }
}

pub(crate) fn member(rng: &mut Rng) -> Member {
    Member { name: text(rng), department: text(rng), comments: some_comments(rng) }
}

pub(crate) fn reviewed(rng: &mut Rng) -> Reviewed {
    Reviewed { on: day(rng), by: text(rng), reason: text(rng), comments: None }
}

pub(crate) fn rule(rng: &mut Rng) -> Rule {
    let (touchpoint, column) = (text(rng), text(rng));
    Rule { touchpoint, column, equals: texts(rng), contains: texts(rng), comments: None }
}

pub(crate) fn session(rng: &mut Rng) -> Arc<Session> {
    let at = TimeOfDay::parse("10:42").unwrap();
    let said = Said { at, by: text(rng), text: text(rng), comments: None };
    let item = Item { minutes: rng.below(60) as u32, text: text(rng), comments: None };
    Arc::new(Session {
        on: day(rng),
        title: text(rng),
        people: texts(rng),
        agenda: vec![item],
        dots: rng.maybe(|rng| rng.below(9) as u32),
        log: vec![said],
        comments: some_comments(rng),
    })
}

pub(crate) fn note(rng: &mut Rng, ids: &mut Ids) -> Note {
    Note {
        votes: (0..rng.below(2)).map(|_| vote(rng)).collect(),
        comments: some_comments(rng),
        ..Note::new(id(rng, ids, 'n'), rng.pick(NoteKind::ALL), &text(rng))
    }
}

pub(crate) fn action(rng: &mut Rng, ids: &mut Ids) -> Action {
    let due = rng.maybe(day);
    Action { due, comments: some_comments(rng), ..Action::new(id(rng, ids, 'a'), &text(rng)) }
}

pub(crate) fn parked(rng: &mut Rng, ids: &mut Ids) -> Arc<Parked> {
    let (text, by) = (text(rng), text(rng));
    Arc::new(Parked { id: id(rng, ids, 'n'), text, by, comments: some_comments(rng) })
}

pub(crate) fn touchpoint(rng: &mut Rng, ids: &mut Ids) -> Arc<Touchpoint> {
    Arc::new(Touchpoint {
        emotion: rng.maybe(emotion),
        voices: (0..rng.below(3)).map(|_| voice(rng)).collect(),
        tags: texts(rng),
        notes: (0..rng.below(3)).map(|_| note(rng, ids)).collect(),
        actions: (0..rng.below(2)).map(|_| action(rng, ids)).collect(),
        comments: some_comments(rng),
        ..Touchpoint::new(id(rng, ids, 't'), &text(rng))
    })
}

pub(crate) fn stage(rng: &mut Rng, ids: &mut Ids) -> Arc<Stage> {
    Arc::new(Stage {
        notes: (0..rng.below(2)).map(|_| note(rng, ids)).collect(),
        actions: (0..rng.below(2)).map(|_| action(rng, ids)).collect(),
        touchpoints: (0..rng.below(5)).map(|_| touchpoint(rng, ids)).collect(),
        comments: some_comments(rng),
        ..Stage::new(id(rng, ids, 's'), &text(rng))
    })
}
