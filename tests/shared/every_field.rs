//! A session that edits every field of a map once, on the screen.

use std::collections::HashSet;

use cjm::edit::{Part, Way, entry_at};
use cjm::model::{Address, Entry, Holder, JourneyMap, Spot};
use cjm::ui::form::{Page, Row, Target, copy_of};

use ratatui::crossterm::event::{KeyCode, KeyModifiers};

use crate::screen::{Screen, parse};

/// A field, and what was entered there.
pub(crate) struct Entered {
    pub(crate) at: Address,
    pub(crate) way: Way,
    pub(crate) typed: String,
}

/// The session: the keys that were pressed, and what they should have done.
pub(crate) struct Session {
    screen: Screen,
    /// All keys, as [`Screen::keys`] takes them.
    pub(crate) keys: String,
    /// Every field that was edited.
    pub(crate) entered: Vec<Entered>,
    seen: HashSet<(Address, Way)>,
}

impl Session {
    /// Edits every field of the map that a page shows, the empty ones too.
    pub(crate) fn over(map: JourneyMap) -> Self {
        let screen = Screen::new(map, 100, 40);
        let mut session =
            Self { screen, keys: String::new(), entered: Vec::new(), seen: HashSet::new() };
        session.press("vi");
        session.page();
        session.press("<esc>");
        let map = session.map();
        for (column, stage) in map.stages.iter().enumerate() {
            session.press("<home>gg");
            session.press(&"l".repeat(column));
            session.press("k<enter>");
            session.page();
            session.press("<esc>");
            for row in 0..stage.touchpoints.len() {
                session.press("gg");
                session.press(&"j".repeat(row));
                session.press("<enter>");
                session.page();
                session.press("<esc>");
            }
        }
        session
    }

    /// The map as it is now.
    pub(crate) fn map(&self) -> JourneyMap {
        (**self.screen.state.map()).clone()
    }

    fn press(&mut self, keys: &str) {
        self.keys.push_str(keys);
        self.screen.keys(keys);
    }

    fn top(&self) -> Page {
        self.screen.state.pages.last().unwrap().clone()
    }

    fn rows(&self) -> Vec<Row> {
        self.top().rows(self.screen.state.map(), self.screen.state.look)
    }

    /// Edits every field of the page on top, and of those below it.
    fn page(&mut self) {
        let depth = self.screen.state.pages.len();
        let folded = self.rows().iter().position(|row| row.target == Target::Folded);
        if let Some(row) = folded {
            self.choose(row);
            self.press("<enter>");
        }
        let mut at = 0;
        while let Some(row) = self.rows().get(at).cloned() {
            match &row.target {
                Target::Field { way, entry } => self.field(at, way, *entry),
                Target::Item { .. } | Target::Thing(_) => {
                    self.choose(at);
                    self.press("<enter>");
                    assert_eq!(self.screen.state.pages.len(), depth + 1, "{row:?}");
                    self.page();
                    self.press("<esc>");
                }
                _ => {}
            }
            assert_eq!(self.screen.state.pages.len(), depth, "{row:?}");
            at += 1;
        }
    }

    fn choose(&mut self, row: usize) {
        let here = self.top().chosen;
        let keys = if here <= row { "j".repeat(row - here) } else { "k".repeat(here - row) };
        self.press(&keys);
        assert_eq!(self.top().chosen, row, "{}", self.screen.text());
    }

    fn field(&mut self, row: usize, way: &Way, entry: Entry) {
        let at = self.top().at;
        if !self.seen.insert((at.clone(), way.clone())) {
            return;
        }
        let now = typed_at(&self.map(), &at, way);
        let name = way.iter().rev().find_map(|part| match part {
            Part::Field(name) => Some(name.to_string()),
            Part::Row(_) => None,
        });
        let name = name.unwrap();
        let number = self.entered.len();
        self.choose(row);
        if let Some(linked) = self.linked(&at, &name, &now) {
            // things are named by their words, and kept by their ids
            let (ids, words): (Vec<String>, Vec<String>) = linked.into_iter().unzip();
            self.press(&format!("<enter><ctrl-a>{}<enter>", words.join("; ")));
            return self.keep(at, way, &ids.join(", "));
        }
        let wanted = match entry {
            Entry::Flag => {
                self.press("<enter>");
                return self.keep(at, way, if now.is_empty() { "yes" } else { "" });
            }
            Entry::Word(words) => {
                let here = words.iter().position(|word| *word == now).map_or(0, |at| at + 1);
                // a unit must be one that the readings fit
                for by in 0..words.len() {
                    let chosen = (here + by) % words.len();
                    self.press(&format!("<enter>{}", (chosen + 1) % 10));
                    if typed_at(&self.map(), &at, way) == words[chosen] {
                        return self.keep(at, way, words[chosen]);
                    }
                }
                panic!("{name} takes none of {words:?}");
            }
            Entry::Whole if name == "emotion" || name == "target" => {
                let chosen = if now == "1" { 5 } else { 4 };
                self.press(&format!("<enter>{chosen}"));
                return self.keep(at, way, if chosen == 5 { "2" } else { "1" });
            }
            Entry::Whole | Entry::Scale => if now == "3" { "4" } else { "3" }.to_owned(),
            Entry::Number => if now == "12.5" { "13.5" } else { "12.5" }.to_owned(),
            // what was measured is of before, and of a day of its own
            Entry::Day if way.iter().any(|part| *part == Part::Field("readings".into())) => {
                format!("2025-01-{:02}", number % 28 + 1)
            }
            Entry::Day => if now == "2026-12-24" { "2026-12-25" } else { "2026-12-24" }.to_owned(),
            Entry::Month => format!("2025-{:02}", number % 12 + 1),
            Entry::Time => format!("09:{:02}", number % 60),
            Entry::Wait => format!("{} h", number % 90 + 1),
            Entry::Words(words) => {
                let other = words.iter().find(|word| !now.contains(**word)).unwrap_or(&words[0]);
                (*other).to_owned()
            }
            Entry::List => format!("eins {number}, 二 {number}"),
            Entry::Named if name != "levels" => format!("eins {}, 二 2", number + 1),
            Entry::Named => {
                let level = if now.ends_with("Warning") { "Error" } else { "Warning" };
                format!("owner-missing {level}")
            }
            Entry::Text | Entry::Lines => format!("Geändert {number} 改 🙂 \"\\"),
            Entry::Rows => panic!("{name} is no field"),
        };
        self.press(&format!("<enter><ctrl-a>{wanted}"));
        // in a field of lines Enter begins one; Tab keeps it and opens the
        // next field, which is left as it is
        self.press(if entry == Entry::Lines { "<tab><ctrl-c>" } else { "<enter>" });
        self.keep(at, way, &wanted);
    }

    /// Other things for a field to name than those that it names `now`: their
    /// ids, and their words. None where it names nothing.
    fn linked(&self, at: &Address, name: &str, now: &str) -> Option<Vec<(String, String)>> {
        let map = self.map();
        let touchpoints = || map.stages.iter().flat_map(|stage| &stage.touchpoints);
        let (all, several) = match (at, name) {
            (Address::Action(..), "answers") => {
                let notes = touchpoints().flat_map(|it| &it.notes);
                let notes = notes.chain(map.stages.iter().flat_map(|stage| &stage.notes));
                (notes.map(|it| (it.id.to_string(), it.text.to_string())).collect(), 2)
            }
            (Address::Note(..), "with") => {
                let all = touchpoints().map(|it| (it.id.to_string(), it.title.to_string()));
                (all.collect::<Vec<_>>(), 1)
            }
            _ => return None,
        };
        Some(all.into_iter().filter(|(id, _)| id != now).take(several).collect())
    }

    fn keep(&mut self, at: Address, way: &Way, typed: &str) {
        let now = typed_at(&self.map(), &at, way);
        assert_eq!(now, typed, "{at:?} {way:?}\n{}", self.screen.text());
        self.entered.push(Entered { at, way: way.clone(), typed: typed.into() });
    }
}

/// The bytes that a terminal sends for keys.
pub(crate) fn bytes(keys: &str) -> Vec<u8> {
    let mut sent = Vec::new();
    for key in parse(keys) {
        match key.code {
            KeyCode::Enter => sent.push(b'\r'),
            KeyCode::Esc => sent.push(0x1b),
            KeyCode::Tab => sent.push(b'\t'),
            KeyCode::Home => sent.extend(b"\x1b[H"),
            KeyCode::Char(letter) if key.modifiers == KeyModifiers::CONTROL => {
                sent.push(letter as u8 & 0x1f);
            }
            KeyCode::Char(letter) => sent.extend(letter.to_string().as_bytes()),
            other => panic!("no test sends {other:?} to a terminal"),
        }
    }
    sent
}

/// What stands in a field.
pub(crate) fn typed_at(map: &JourneyMap, at: &Address, way: &Way) -> String {
    entry_at(&mut *copy_of(map, at).unwrap(), way).unwrap().1
}

/// Every place of a map at which something can be entered.
pub(crate) fn places(map: &JourneyMap) -> Vec<(Address, Way)> {
    let mut found = Vec::new();
    let mut below = |at: Address| {
        let mut copy = copy_of(map, &at).unwrap();
        walk(&mut *copy, &Way::new(), &mut |way| found.push((at.clone(), way)));
    };
    below(Address::Map);
    map.parking.iter().for_each(|it| below(Address::Parked(it.id.clone())));
    for stage in &map.stages {
        let holder = Holder::Stage(stage.id.clone());
        below(Address::Stage(stage.id.clone()));
        stage.notes.iter().for_each(|it| below(Address::Note(holder.clone(), it.id.clone())));
        stage.actions.iter().for_each(|it| below(Address::Action(holder.clone(), it.id.clone())));
        for touchpoint in &stage.touchpoints {
            let spot = Spot::new(&stage.id, &touchpoint.id);
            let holder = Holder::Touchpoint(spot.clone());
            below(Address::Touchpoint(spot));
            let notes = touchpoint.notes.iter();
            notes.for_each(|it| below(Address::Note(holder.clone(), it.id.clone())));
            let actions = touchpoint.actions.iter();
            actions.for_each(|it| below(Address::Action(holder.clone(), it.id.clone())));
        }
    }
    found
}

fn walk(thing: &mut dyn cjm::model::record::Node, way: &Way, say: &mut dyn FnMut(Way)) {
    use cjm::model::record::Shape;
    let Some((entry, _, count, shape)) = entry_at(thing, way) else { return };
    if entry != Entry::Rows {
        return say(way.clone());
    }
    let deeper = |part| way.iter().cloned().chain([part]).collect::<Way>();
    if let Shape::Record(_, fields) = shape {
        // these have pages of their own
        let own = ["parking", "notes", "actions", "stages", "touchpoints"];
        for field in fields.iter().filter(|field| !own.contains(&field.name)) {
            walk(thing, &deeper(Part::Field(field.name.into())), say);
        }
    }
    for row in 0..count {
        walk(thing, &deeper(Part::Row(row)), say);
    }
}
