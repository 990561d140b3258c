//! Maps out of random bytes: every field, every script, comments at every
//! place. Fewer bytes make a smaller map, so that failures shrink.

use std::sync::Arc;

use cjm::model::record::{Layout, Node, Record, Shape};
use cjm::model::*;
use proptest::prelude::*;

/// Any map that can be in a file.
pub(crate) fn any_map() -> impl Strategy<Value = JourneyMap> {
    proptest::collection::vec(any::<u8>(), 0..4000).prop_map(|bytes| Bytes::new(&bytes, true).map())
}

/// Any map without comments.
pub(crate) fn any_bare_map() -> impl Strategy<Value = JourneyMap> {
    proptest::collection::vec(any::<u8>(), 0..4000)
        .prop_map(|bytes| Bytes::new(&bytes, false).map())
}

const TEXTS: &[&str] = &[
    "Pays",
    "",
    "it's \"quoted\" \\ twice",
    "two\nlines\r\n\tand a tab",
    "// no comment /* at */ all",
    "), ( ] [ { } : , #![enable(x)]",
    "r#\"raw\"# 'c' None Some(x)",
    "می‌خواهم بدانم",
    "कब आएगा? क्ष",
    "கட்டணம் எப்போது",
    "ค่าธรรมเนียมน้ำ",
    "六天没有消息",
    "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}",
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪🇫🇷 1️⃣",
    "\u{202e}bidi\u{202c} \u{200b}\u{feff}\u{0}\u{1b}[31m\u{7f}\u{85}\u{2028}",
    "e\u{301} \u{301}alone",
    "\u{10ffff}\u{e000}\u{fffd}",
    "-2",
];

const REMARKS: &[&str] =
    &[" a remark", "", " \"not a text", " (or [ this", "/ three", " blanks  ", " 六天 /* // */ \\"];

/// Random choices; all the first one when the bytes are used up.
struct Bytes<'b> {
    bytes: std::slice::Iter<'b, u8>,
    comments: bool,
    ids: u32,
}

impl<'b> Bytes<'b> {
    fn new(bytes: &'b [u8], comments: bool) -> Self {
        Self { bytes: bytes.iter(), comments, ids: 0 }
    }

    fn below(&mut self, end: usize) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or(0)) % end
    }

    fn bool(&mut self) -> bool {
        self.below(2) == 1
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn opt<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.bool().then(|| make(self))
    }

    fn list<T>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(4)).map(|_| make(self)).collect()
    }

    fn text(&mut self) -> Text {
        if !self.bool() {
            return Text::default();
        }
        self.of(TEXTS).into()
    }

    fn words(&mut self) -> Vec<Text> {
        self.list(Self::text)
    }

    fn id(&mut self, prefix: char) -> Id {
        self.ids += 1;
        let rest = self.of(TEXTS);
        Id::new(&format!("{prefix}-{}{rest}", self.ids))
    }

    fn day(&mut self) -> Day {
        let (year, day) = (2000 + self.below(99), self.below(28) + 1);
        Day::parse(&format!("{year}-{:02}-{day:02}", self.below(12) + 1)).unwrap()
    }

    fn month(&mut self) -> Month {
        Month::parse(&format!("2026-{:02}", self.below(12) + 1)).unwrap()
    }

    fn time(&mut self) -> TimeOfDay {
        TimeOfDay::parse(&format!("{:02}:{:02}", self.below(24), self.below(60))).unwrap()
    }

    fn emotion(&mut self) -> Emotion {
        self.of(&Emotion::ALL)
    }

    fn scale(&mut self) -> Scale {
        Scale::new(self.of(&[1, 2, 3, 4, 5])).unwrap()
    }

    fn count(&mut self) -> Count {
        Count::new(self.of(&[0, 1, 820, 9_007_199_254_740_991])).unwrap()
    }

    fn whole(&mut self) -> u32 {
        self.of(&[0, 1, 77, u32::MAX])
    }

    fn percent(&mut self) -> Percent {
        Percent::new(self.of(&[0.0, 100.0, 33.333_333_333_333_336, 1e-7, 5e-324])).unwrap()
    }

    fn wait(&mut self) -> Wait {
        Wait::parse(self.of(&["2min", "1d 4h", " 0.5 h ", "6d"])).unwrap()
    }

    /// A number that every unit holds.
    fn fitting(&mut self) -> Number {
        Number::new(self.of(&[1.0, 5.0, 2.5, 3.000_000_000_000_000_4])).unwrap()
    }

    fn number(&mut self) -> Number {
        let all = [0.0, -0.0, 1e16, -1e300, f64::MAX, f64::MIN_POSITIVE, 5e-324, 0.1, 1e15, 1e-7];
        Number::new(self.of(&all)).unwrap()
    }

    fn remark(&mut self) -> &'static str {
        self.of(REMARKS)
    }

    /// Adds comments at some of the places that a record has.
    fn dressed<R: Record>(&mut self, mut record: R, in_list: bool) -> R {
        if !self.comments || self.below(3) != 1 {
            return record;
        }
        let mut comments = Comments::default();
        if R::LAYOUT == Layout::Block {
            if self.bool() {
                comments.add(Place::Open, self.remark());
            }
            for _ in 0..self.below(3) {
                comments.add(Place::End, self.remark());
            }
            for _ in 0..self.below(5) {
                let field = R::FIELDS[self.below(R::FIELDS.len())].name;
                self.dress_field(&mut record, field, &mut comments);
            }
        }
        if in_list {
            for _ in 0..self.below(3) {
                comments.add(Place::Above, self.remark());
            }
            if self.bool() {
                comments.add(Place::Behind, self.remark());
            }
        }
        if !comments.is_empty()
            && let Some(place) = record.comments_mut()
        {
            *place = Some(Box::new(comments));
        }
        record
    }

    fn dress_field(&mut self, record: &mut dyn Node, name: &str, comments: &mut Comments) {
        let Some(child) = record.child(name) else { return };
        let listed = matches!(child.shape(), Shape::Records | Shape::Lines);
        let (place, lines) = match self.below(if listed { 5 } else { 2 }) {
            0 => (Place::Before(name.into()), 2),
            1 => (Place::After(name.into()), 1),
            2 => (Place::In(name.into()), 1),
            3 => (Place::Last(name.into()), 2),
            _ => match child.line(0).cloned() {
                Some(line) if self.bool() => (Place::AboveLine(name.into(), line), 2),
                Some(line) => (Place::BehindLine(name.into(), line), 1),
                None => return,
            },
        };
        if comments.at(&place).is_empty() {
            for _ in 0..lines {
                comments.add(place.clone(), self.remark());
            }
        }
    }

    fn map(&mut self) -> JourneyMap {
        let map = JourneyMap {
            format: FORMAT,
            title: self.text(),
            state: self.of(MapState::ALL),
            twin: self.text(),
            owner: self.text(),
            tags: self.words(),
            priority: self.opt(Self::scale),
            decision: self.text(),
            objectives: Lines(self.words()),
            scope: self.scope(),
            persona: Arc::new(self.persona()),
            team: self.list(|s| {
                let member = Member { name: s.text(), department: s.text(), comments: None };
                s.dressed(member, true)
            }),
            review: self.review(),
            metrics: self.list(|s| Arc::new(s.metric())),
            stages: self.list(|s| Arc::new(s.stage())),
            parking: self.list(|s| {
                let (id, text, by) = (s.id('n'), s.text(), s.text());
                Arc::new(s.dressed(Parked { id, text, by, comments: None }, true))
            }),
            tickets: Arc::new(self.tickets()),
            sessions: self.list(|s| Arc::new(s.session())),
            findings: self.findings(),
            conflicts: self.list(|s| {
                let [at, field, base, ours, theirs] = std::array::from_fn(|_| s.text());
                s.dressed(Conflict { at, field, base, ours, theirs, comments: None }, true)
            }),
            comments: None,
        };
        let mut map = self.dressed(map, false);
        for place in [Place::Top, Place::Head, Place::Behind] {
            for _ in 0..if self.comments { self.below(3) } else { 0 } {
                map.comments.get_or_insert_default().add(place.clone(), self.remark());
            }
        }
        map
    }

    fn scope(&mut self) -> Scope {
        let [from, to, scenario] = std::array::from_fn(|_| self.text());
        self.dressed(Scope { from, to, scenario, comments: None }, false)
    }

    fn persona(&mut self) -> Persona {
        let persona = Persona {
            name: self.text(),
            kind: self.of(PersonaKind::ALL),
            about: self.text(),
            market: self.text(),
            value: self.text(),
            need: self.text(),
            quote: self.text(),
            goals: self.words(),
            challenges: self.words(),
            behaviours: self.words(),
            drivers: self.words(),
            preferences: self.words(),
            sources: self.words(),
            comments: None,
        };
        self.dressed(persona, false)
    }

    fn review(&mut self) -> Review {
        let every_days = Interval::new(self.of(&[90, 1, 3650])).unwrap();
        let log = self.list(|s| {
            let (on, by, reason) = (s.day(), s.text(), s.text());
            s.dressed(Reviewed { on, by, reason, comments: None }, true)
        });
        self.dressed(Review { every_days, log, comments: None }, false)
    }

    fn metric(&mut self) -> Metric {
        let metric = Metric {
            name: self.text(),
            unit: self.of(Unit::ALL),
            target: self.opt(Self::fitting),
            readings: self.list(|s| {
                let (on, value) = (s.day(), s.fitting());
                s.dressed(Reading { on, value, comments: None }, true)
            }),
            comments: None,
        };
        self.dressed(metric, true)
    }

    fn tickets(&mut self) -> Tickets {
        let [text, category, date, score, channel, language, count] =
            std::array::from_fn(|_| self.text());
        let columns =
            Columns { text, category, date, score, channel, language, count, comments: None };
        let columns = self.dressed(columns, false);
        let score_max = self.opt(Self::number);
        let rules = self.list(|s| {
            let (touchpoint, column) = (s.text(), s.text());
            let (equals, contains) = (s.words(), s.words());
            s.dressed(Rule { touchpoint, column, equals, contains, comments: None }, true)
        });
        self.dressed(Tickets { columns, score_max, rules, comments: None }, false)
    }

    fn session(&mut self) -> Session {
        let session = Session {
            on: self.day(),
            title: self.text(),
            people: self.words(),
            agenda: self.list(|s| {
                let (minutes, text) = (s.whole(), s.text());
                s.dressed(Item { minutes, text, comments: None }, true)
            }),
            dots: self.opt(Self::whole),
            log: self.list(|s| {
                let (at, by, text) = (s.time(), s.text(), s.text());
                s.dressed(Said { at, by, text, comments: None }, true)
            }),
            comments: None,
        };
        self.dressed(session, true)
    }

    fn findings(&mut self) -> Findings {
        let off = self.words();
        let levels = self.list(|s| (s.text(), s.of(Level::ALL)));
        self.dressed(Findings { off, levels, comments: None }, false)
    }

    fn stage(&mut self) -> Stage {
        let stage = Stage {
            id: self.id('s'),
            name: self.text(),
            phase: self.opt(|s| s.of(Phase::ALL)),
            goal: self.text(),
            notes: self.list(Self::note),
            actions: self.list(Self::action),
            touchpoints: self.list(|s| Arc::new(s.touchpoint())),
            handover: self.handover(),
            comments: None,
        };
        self.dressed(stage, true)
    }

    fn handover(&mut self) -> Handover {
        let (emotion, text) = (self.opt(Self::emotion), self.text());
        self.dressed(Handover { emotion, text, comments: None }, false)
    }

    fn votes(&mut self) -> Vec<Vote> {
        self.list(|s| {
            let (by, dots) = (s.text(), s.whole());
            s.dressed(Vote { by, dots, comments: None }, true)
        })
    }

    fn note(&mut self) -> Note {
        let note = Note {
            id: self.id('n'),
            kind: self.of(NoteKind::ALL),
            text: self.text(),
            by: self.text(),
            owner: self.text(),
            cause: self.opt(|s| s.of(Cause::ALL)),
            with: self.text(),
            source: self.opt(|s| s.of(Source::ALL)),
            tags: self.words(),
            votes: self.votes(),
            states: self.list(|s| {
                let (on, state) = (s.day(), s.of(NoteState::ALL));
                s.dressed(NoteStep { on, state, comments: None }, true)
            }),
            comments: None,
        };
        self.dressed(note, true)
    }

    fn action(&mut self) -> Action {
        let action = Action {
            id: self.id('a'),
            title: self.text(),
            answers: self.list(|s| Id::new(s.of(TEXTS))),
            owner: self.text(),
            due: self.opt(Self::day),
            measure: self.text(),
            metric: self.text(),
            before: self.opt(Self::fitting),
            after: self.opt(Self::fitting),
            effort: self.opt(Self::scale),
            benefit: self.opt(Self::scale),
            preventive: self.bool(),
            resources: self.text(),
            was: self.text(),
            change: self.text(),
            states: self.list(|s| {
                let (on, state) = (s.day(), s.of(ActionState::ALL));
                s.dressed(ActionStep { on, state, comments: None }, true)
            }),
            comments: None,
        };
        self.dressed(action, true)
    }

    fn touchpoint(&mut self) -> Touchpoint {
        let touchpoint = Touchpoint {
            id: self.id('t'),
            title: self.text(),
            detour: self.bool(),
            doing: self.text(),
            expecting: self.text(),
            emotion: self.opt(Self::emotion),
            target: self.opt(Self::emotion),
            voices: self.list(Self::voice),
            feeling: self.text(),
            channel: self.text(),
            contact: self.opt(|s| s.of(Contact::ALL)),
            medium: self.opt(|s| s.of(Medium::ALL)),
            side: self.opt(|s| s.of(Side::ALL)),
            goal: self.text(),
            owner: self.text(),
            importance: self.opt(Self::scale),
            impact: self.opt(Self::scale),
            moment_of_truth: self.bool(),
            high_risk: self.bool(),
            wait: self.opt(Self::wait),
            response: Response {
                typical: self.opt(Self::wait),
                hours: self.text(),
                comments: None,
            },
            drop_off: self.opt(Self::percent),
            languages: self.words(),
            tags: self.words(),
            evidence: self.opt(|s| s.of(Evidence::ALL)),
            checked: self.opt(Self::day),
            sources: self.list(|s| s.of(Source::ALL)),
            votes: self.votes(),
            quality: self.quality(),
            checklist: self.list(|s| {
                let (text, done) = (s.text(), s.bool());
                s.dressed(Check { text, done, comments: None }, true)
            }),
            behind: self.list(|s| {
                let [text, owner, system] = std::array::from_fn(|_| s.text());
                let wait = s.opt(Self::wait);
                s.dressed(Step { text, owner, system, wait, comments: None }, true)
            }),
            notes: self.list(Self::note),
            support: self.support(),
            metrics: self.list(Self::metric),
            actions: self.list(Self::action),
            handover: self.handover(),
            walks: self.list(Self::walk),
            comments: None,
        };
        self.dressed(touchpoint, true)
    }

    fn voice(&mut self) -> Voice {
        let [by, department, text] = std::array::from_fn(|_| self.text());
        let emotion = self.opt(Self::emotion);
        self.dressed(Voice { by, department, emotion, text, comments: None }, true)
    }

    fn walk(&mut self) -> Walk {
        let (on, by, passed) = (self.day(), self.text(), self.bool());
        let (emotion, text) = (self.opt(Self::emotion), self.text());
        self.dressed(Walk { on, by, passed, emotion, text, comments: None }, true)
    }

    fn quality(&mut self) -> Quality {
        let [appropriate, relevant, simple, appealing] =
            std::array::from_fn(|_| self.opt(Self::scale));
        self.dressed(Quality { appropriate, relevant, simple, appealing, comments: None }, false)
    }

    fn support(&mut self) -> Support {
        let months = self.list(|s| {
            let counts = Counts {
                month: s.month(),
                tickets: s.opt(Self::count),
                orders: s.opt(Self::count),
                csat: s.opt(Self::percent),
                languages: s.list(|s| (s.text(), s.count())),
                channels: s.list(|s| (s.text(), s.count())),
                comments: None,
            };
            s.dressed(counts, true)
        });
        let top = self.list(|s| {
            let (kind, text, tickets) = (s.of(TopKind::ALL), s.text(), s.count());
            s.dressed(Top { kind, text, tickets, comments: None }, true)
        });
        self.dressed(Support { months, top, comments: None }, false)
    }
}
