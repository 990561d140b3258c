//! The brief of a map as one reads it: who, why, from where to where, how far,
//! and what is known.

use super::breaks::{BETWEEN, FixLine};
use super::curve::emotion_word;
use super::fields::field_label;
use super::label::{count, day, in_one_line, signed};
use super::review::next_due;
use super::screen::{scope, spoken};
use super::sentence::title_of;
use super::steps::{HOW_FAR, progress_of, task};
use crate::insight::breaks::Break;
use crate::insight::{Few, Known, PlacedNote, PlacedTouchpoint, dots, next_review, steps};
use crate::model::{Day, JourneyMap, MapState, Persona, PersonaKind, Stage, Text, Touchpoint};
use crate::text;

/// The head over what a map has found out.
const WHAT_WE_KNOW: &str = "What we know";
/// What is said where nobody wrote a brief.
const NO_BRIEF: &str = "The brief is empty: open the map and press v i, and say who makes the journey \
                        and what the map is to inform.";

/// Lines longer than this are hard to read.
const MEASURE: usize = 100;
/// Below this width what a row is called has a line of its own.
const NARROW: usize = 50;
/// A line has at least so many cells, however narrow it is.
const LEAST: usize = 10;
/// Where a row begins.
const INDENT: usize = 2;
/// Where what it says begins: behind the longest name and two blanks.
const VALUE: usize = INDENT + 15;

/// Rows under a head.
struct Group {
    head: &'static str,
    rows: Vec<Row>,
}

/// What is said of one thing.
struct Row {
    /// Words of ours, which fit before [`VALUE`].
    label: String,
    said: Vec<Said>,
}

/// A text, and what there is to say of it: behind it where both fit into a
/// line, for it and all others of the row, else below it.
struct Said {
    text: String,
    facts: String,
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self { text, facts: String::new() }
    }
}

impl Row {
    fn new<S: Into<Said>>(label: impl Into<String>, said: impl IntoIterator<Item = S>) -> Self {
        let said = said.into_iter().map(Into::into);
        let said = said.filter(|it| !it.text.is_empty() || !it.facts.is_empty()).collect();
        Self { label: label.into(), said }
    }
}

/// The brief of `map` as text, in lines of at most `width` cells, safe to
/// show. What is not filled in is not said.
pub fn brief_lines(map: &JourneyMap, known: &Known<'_>, today: Day, width: usize) -> Vec<String> {
    let width = width.min(MEASURE);
    let mut lines = paragraph(&in_one_line(title_of(&map.title)), 0, 0, width);
    lines.extend(paragraph(&in_one_line(&kind_of_map(map)), 0, INDENT, width));
    let told = [persona(&map.persona), why(map), from_to(map), team(map), review(map, today)];
    let is_told = told.iter().any(|group| !group.rows.is_empty());
    let rest = [how_far(map, today), what_we_know(known, today)];
    if !is_told {
        lines.push(String::new());
        lines.extend(paragraph(NO_BRIEF, 0, 0, width));
    }
    for group in told.iter().chain(&rest) {
        lines.extend(group.lines(width));
    }
    lines
}

/// How a touchpoint feels, as a list of lows says it: `very bad (−2), cheated`.
fn low_facts(low: &PlacedTouchpoint<'_>) -> String {
    let touchpoint = low.touchpoint;
    let felt = touchpoint.emotion.map(|it| format!("{} ({})", emotion_word(it), signed(it)));
    listed(", ", &[&felt.unwrap_or_default(), &touchpoint.feeling])
}

/// Where a note stands, and how many votes it has: `Checkout: Pays by invoice
/// · 3 votes`.
fn placed_note_facts(placed: &PlacedNote<'_>) -> String {
    let votes = match usize::try_from(dots(&placed.note.votes)).unwrap_or(usize::MAX) {
        0 => String::new(),
        votes => count(votes, "vote", "votes"),
    };
    listed(BETWEEN, &[&place(placed.stage, placed.touchpoint), &votes])
}

/// What shows a break and what is done about it: `33 of 1,000 orders in
/// September, CSAT 58, one action due 15 Dec`.
pub fn known_break_facts(found: &Break, today: Day) -> String {
    FixLine::of_first(Some(found), false, today).facts.join(", ")
}

fn kind_of_map(map: &JourneyMap) -> String {
    let (kind, other) = match map.state {
        MapState::AsIs => ("The journey as it is", "as it should be"),
        MapState::ToBe => ("The journey as it should be", "as it is"),
    };
    let said = |what: &str, text: &str| match text {
        "" => String::new(),
        text => format!("{what}{text}"),
    };
    let priority = map.priority.map(|it| format!("priority {}", it.get()));
    let owner = said("looked after by ", &map.owner);
    let twin = said(&format!("{other}: "), &map.twin);
    let tags = words(&map.tags);
    listed(BETWEEN, &[kind, &owner, &priority.unwrap_or_default(), &tags, &twin])
}

fn persona(persona: &Persona) -> Group {
    let one = |name: &str, text: &Text| Row::new(field_label(name), [text.to_string()]);
    let many = |name: &str, texts: &[Text]| {
        Row::new(
            field_label(name),
            [texts.iter().map(|it| &**it).collect::<Vec<_>>().join(BETWEEN)],
        )
    };
    // existing is what the file does not write: nobody need have said it
    let kind = match persona.kind {
        PersonaKind::Existing => "",
        PersonaKind::Potential => "a potential customer",
    };
    let rows = [
        Row::new("who", [listed(", ", &[&persona.name, kind])]),
        one("about", &persona.about),
        one("market", &persona.market),
        one("value", &persona.value),
        one("need", &persona.need),
        Row::new(field_label("quote"), [spoken(&persona.quote)]),
        many("goals", &persona.goals),
        many("challenges", &persona.challenges),
        many("behaviours", &persona.behaviours),
        many("drivers", &persona.drivers),
        many("preferences", &persona.preferences),
        many("sources", &persona.sources),
    ];
    Group::new("Persona", rows)
}

fn why(map: &JourneyMap) -> Group {
    let objectives = map.objectives.0.iter().map(|it| it.to_string());
    let rows =
        [Row::new("to reach", objectives), Row::new("to decide", [map.decision.to_string()])];
    Group::new("Why", rows)
}

fn from_to(map: &JourneyMap) -> Group {
    let rows = [
        Row::new("scope", [scope(&map.scope.from, &map.scope.to)]),
        Row::new(field_label("scenario"), [map.scope.scenario.to_string()]),
    ];
    Group::new("From where to where", rows)
}

fn team(map: &JourneyMap) -> Group {
    let people = map.team.iter().map(|it| listed(", ", &[&it.name, &it.department]));
    Group::new("Team", [Row::new("takes part", people)])
}

fn review(map: &JourneyMap, today: Day) -> Group {
    let last = map.review.log.iter().max_by_key(|it| it.on).map(|last| {
        let by = if last.by.is_empty() { String::new() } else { format!(" by {}", last.by) };
        listed(": ", &[&format!("{}{by}", day(last.on)), &last.reason])
    });
    let next = next_due(next_review(&map.review, today));
    Group::new("Review", [Row::new("reviewed", last.into_iter().chain([next]))])
}

fn how_far(map: &JourneyMap, today: Day) -> Group {
    let steps = steps(map, today);
    let steps = steps.iter().filter(|_| !map.stages.is_empty());
    let rows = steps.map(|step| Row::new(task(step.task), [progress_of(step)]));
    Group::new(HOW_FAR, rows)
}

fn what_we_know(known: &Known<'_>, today: Day) -> Group {
    let breaks = few("breaks", &known.breaks, |it| {
        (title_of(&it.facts.touchpoint.title), known_break_facts(it, today))
    });
    let lows =
        few("feels worst", &known.lows, |it| (title_of(&it.touchpoint.title), low_facts(it)));
    let notes = |label, notes: &Few<PlacedNote<'_>>| {
        few(label, notes, |it| (title_of(&it.note.text), placed_note_facts(it)))
    };
    let expected = known.expected.iter().map(|it| Said {
        text: title_of(&it.touchpoint.expecting).into(),
        facts: place(it.stage, Some(it.touchpoint)),
    });
    let rows = [
        breaks,
        lows,
        notes("delights", &known.delights),
        notes("opportunities", &known.opportunities),
        Row::new("expects", expected),
    ];
    Group::new(WHAT_WE_KNOW, rows)
}

/// The first few of many, and how many more there are.
fn few<'a, T>(label: &str, few: &'a Few<T>, said: impl Fn(&'a T) -> (&'a str, String)) -> Row {
    let first = few.first.iter().map(said);
    let first = first.map(|(text, facts)| Said { text: text.into(), facts });
    let more = (few.more > 0).then(|| format!("and {} more", few.more).into());
    Row::new(label, first.chain(more))
}

/// Where something stands: `Checkout: Pays by invoice`.
fn place(stage: &Stage, touchpoint: Option<&Touchpoint>) -> String {
    let stage = if stage.name.is_empty() { super::NO_NAME } else { &stage.name };
    match touchpoint {
        Some(touchpoint) => format!("{stage}: {}", title_of(&touchpoint.title)),
        None => stage.to_owned(),
    }
}

fn words(texts: &[Text]) -> String {
    texts.iter().map(|text| &**text).collect::<Vec<_>>().join(", ")
}

fn listed(between: &str, parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(between)
}

impl Group {
    /// Of rows, those that say something.
    fn new(head: &'static str, rows: impl IntoIterator<Item = Row>) -> Self {
        Self { head, rows: rows.into_iter().filter(|row| !row.said.is_empty()).collect() }
    }

    /// A blank line, the head, and the rows; none where there is nothing to
    /// say.
    fn lines(&self, width: usize) -> Vec<String> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![String::new()];
        lines.extend(paragraph(self.head, 0, 0, width));
        for row in &self.rows {
            lines.extend(row.lines(width));
        }
        lines
    }
}

impl Row {
    /// What it is called, and beside it what it says; where that is narrow,
    /// below it.
    fn lines(&self, width: usize) -> Vec<String> {
        let is_narrow = width < NARROW;
        let indent = if is_narrow { 2 * INDENT } else { VALUE };
        // a row whose facts stand now behind and now below is hard to read
        let is_below = self.said.iter().any(|said| indent + said.cells() > width);
        let said = self.said.iter().flat_map(|said| said.lines(is_below, indent, width));
        let mut lines: Vec<String> = said.collect();
        let label = format!("{}{}", " ".repeat(INDENT), self.label);
        if is_narrow {
            lines.insert(0, label);
        } else if let Some(first) = lines.first_mut() {
            *first = format!("{}{}", text::pad(&label, VALUE), first.trim_start());
        }
        lines
    }
}

impl Said {
    /// Text and facts in one line.
    fn all(&self) -> String {
        listed(BETWEEN, &[&in_one_line(&self.text), &in_one_line(&self.facts)])
    }

    /// The cells that they take in one line; 0 where there are no facts.
    fn cells(&self) -> usize {
        if self.facts.is_empty() { 0 } else { text::shown_width(&self.all()) }
    }

    fn lines(&self, is_below: bool, indent: usize, width: usize) -> Vec<String> {
        if self.facts.is_empty() || !is_below {
            return paragraph(&self.all(), indent, INDENT, width);
        }
        // what stands further in is what there is to say of it
        let mut lines = paragraph(&in_one_line(&self.text), indent, 0, width);
        lines.extend(paragraph(&in_one_line(&self.facts), indent + INDENT, 0, width));
        lines
    }
}

/// A paragraph that stands so many cells from the left; all lines but the first
/// hang by so many more.
fn paragraph(said: &str, indent: usize, hang: usize, width: usize) -> Vec<String> {
    let shown = text::display(said);
    let room = width.saturating_sub(indent + hang).max(LEAST);
    let lines = text::wrap(&shown, room).into_iter().enumerate();
    let line = |(n, range)| {
        let indent = if n == 0 { indent } else { indent + hang };
        let range: std::ops::Range<usize> = range;
        format!("{}{}", " ".repeat(indent), shown[range].trim_end())
    };
    lines.map(line).collect()
}
