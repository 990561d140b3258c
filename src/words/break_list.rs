//! What breaks as a list: rows for a screen, lines for a shell.

use std::collections::HashSet;

use super::breaks::{
    IMPACT_FORMULA, KINDS_APART, break_title, break_trend, fix_sentence, how_often,
    how_often_short, impact, impact_and_why, mended_facts, next_action, open_actions,
    without_action,
};
use super::label::count;
use super::two_by_two::{action_picture, break_picture};
use crate::insight::breaks::{Break, Breaks, Facts, Impact};
use crate::model::{Action, Day};
use crate::text;

/// How the places in the list came about.
pub const RANK_FORMULA: &str = "The order is level × impact: the level is how often, 1 to 5, \
    relative to the greatest of its kind in the map (tickets, votes and notes to 5 at least).";
/// Over what is mended.
pub const MENDED: &str = "Mended";

/// From this width on, how often is written out.
const WIDE: usize = 76;
/// A title with less room has a line to itself.
const LEAST_TITLE: usize = 12;
/// Between two columns.
const GAP: &str = "  ";

/// One break as the columns of a list hold it. Texts from the map are in one
/// line, and as the map has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakRow {
    /// The title of the touchpoint.
    pub title: String,
    /// How often: `33 of 1,000 orders, Sep`.
    pub how_often: String,
    /// The same in fewer cells: `33/1,000 Sep`.
    pub how_often_short: String,
    /// Where that goes, as a sign and as a word.
    pub trend: Option<(&'static str, &'static str)>,
    /// How grave, 1 to 5, or `?`.
    pub impact: String,
    /// The same, and how we know.
    pub impact_and_why: String,
    /// Level × impact: `5 × 4`.
    pub rank: String,
    /// Who answers for the touchpoint; empty where nobody does.
    pub owner: String,
    /// What is done next, and what is to be known of that; none where nothing
    /// is to be done.
    pub next: Option<(String, String)>,
    /// What to say where nothing is to be done: `no action yet`.
    pub without_next: String,
}

impl BreakRow {
    /// Of one break.
    pub fn of(it: &Break, today: Day) -> Self {
        let facts = &it.facts;
        Self {
            title: break_title(facts),
            how_often: how_often(facts.frequency, today),
            how_often_short: how_often_short(facts.frequency, today),
            trend: break_trend(facts),
            impact: impact(facts.impact),
            impact_and_why: impact_and_why(facts.impact),
            rank: format!("{} × {}", it.level.get(), impact(facts.impact)),
            owner: facts.touchpoint.owner.to_string(),
            next: next_action(facts, today),
            without_next: without_action(facts, today),
        }
    }

    /// What has no column of its own, in one line.
    pub fn details(&self) -> String {
        let trend = self.trend.map(|(_, word)| word.to_owned());
        let next = match &self.next {
            Some((title, known)) if known.is_empty() => format!("next: {title}"),
            Some((title, known)) => format!("next: {title} ({known})"),
            None => self.without_next.clone(),
        };
        let owner = if self.owner.is_empty() { "no owner" } else { &self.owner };
        let parts = [
            format!("impact {}", self.impact_and_why),
            trend.unwrap_or_default(),
            owner.to_owned(),
            next,
        ];
        let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join(" · ")
    }

    fn figures(&self, width: usize) -> String {
        let often = if width < WIDE { &self.how_often_short } else { &self.how_often };
        match self.trend {
            Some((sign, _)) => format!("{often} {sign}"),
            None => often.clone(),
        }
    }
}

/// What breaks, numbered, in lines of at most `width` cells, safe to show.
/// Empty where nothing does.
pub fn break_lines(breaks: &Breaks, today: Day, width: usize) -> Vec<String> {
    let rows: Vec<BreakRow> = breaks.open.iter().map(|it| BreakRow::of(it, today)).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = Columns::of(&rows, width);
    let mut lines: Vec<String> = columns.head().into_iter().collect();
    for (n, row) in rows.iter().enumerate() {
        lines.extend(columns.row(n + 1, row));
    }
    lines
}

/// All there is to say of where a map breaks, in lines of at most `width`
/// cells, safe to show: the sentence, the list and what it rests on, how often
/// and how grave as a picture, how much work and use as another where somebody
/// said so, and what is mended.
pub fn fix_lines(breaks: &Breaks, today: Day, width: usize) -> Vec<String> {
    let mut actions: Vec<&Action> =
        breaks.open.iter().flat_map(|it| open_actions(&it.facts)).collect();
    // an action of a stage may be about several touchpoints
    let mut seen = HashSet::new();
    actions.retain(|action| seen.insert(&action.id));
    let mut parts = vec![
        wrapped(&fix_sentence(breaks, today), "", width),
        break_lines(breaks, today, width),
        break_notes(breaks, width),
    ];
    if !breaks.open.is_empty() {
        parts.push(break_picture(&breaks.open, width).drawing);
    }
    if actions.iter().any(|action| action.effort.is_some() && action.benefit.is_some()) {
        let picture = action_picture(&actions, width);
        if !picture.drawing.is_empty() {
            parts.push([picture.drawing, picture.legend].concat());
        }
    }
    let mended = mended_lines(breaks, today, width);
    if !mended.is_empty() {
        parts.push([vec![MENDED.to_owned()], mended].concat());
    }
    parts.retain(|lines| !lines.is_empty());
    parts.join(&String::new())
}

/// What the list rests on: what is said below it, once.
pub fn break_notes(breaks: &Breaks, width: usize) -> Vec<String> {
    let kind = |it: &Break| it.facts.frequency.kind();
    let kinds_differ = breaks.open.windows(2).any(|two| kind(&two[0]) != kind(&two[1]));
    let derived = |it: &Break| matches!(it.facts.impact, Impact::Derived(_));
    let unknown = breaks.open.iter().filter(|it| it.facts.impact == Impact::Unknown).count();
    let mut notes = Vec::new();
    if !breaks.open.is_empty() {
        notes.push(RANK_FORMULA.to_owned());
    }
    if kinds_differ {
        notes.push(KINDS_APART.to_owned());
    }
    if breaks.open.iter().any(derived) {
        notes.push(IMPACT_FORMULA.to_owned());
    }
    if unknown > 0 {
        notes.push(format!(
            "{} not known (?), and ranked as 3: c i on the card sets it, 1 to 5.",
            count(unknown, "impact is", "impacts are")
        ));
    }
    notes.iter().flat_map(|note| wrapped(note, "", width)).collect()
}

/// What is mended, in lines of at most `width` cells, safe to show. Empty
/// where nothing is.
pub fn mended_lines(breaks: &Breaks, today: Day, width: usize) -> Vec<String> {
    let line = |facts: &Facts| {
        let said = format!("{}: {}", break_title(facts), mended_facts(facts, today));
        wrapped(&said, "   ", width)
    };
    breaks.mended.iter().flat_map(line).collect()
}

/// How wide the columns of a list are.
struct Columns {
    width: usize,
    number: usize,
    /// None where figures do not stand beside titles.
    title: Option<usize>,
    figures: usize,
    rank: usize,
}

impl Columns {
    fn of(rows: &[BreakRow], width: usize) -> Self {
        let number = rows.len().to_string().len();
        let widest = |texts: &mut dyn Iterator<Item = String>| {
            texts.map(|text| text::width(&text)).max().unwrap_or(0)
        };
        let figures = widest(&mut rows.iter().map(|row| row.figures(width))).max(HOW_OFTEN.len());
        let rank = text::width(LEVEL_IMPACT);
        let taken = number + figures + rank + 3 * GAP.len();
        let title = width.checked_sub(taken).filter(|room| *room >= LEAST_TITLE);
        // a list of short titles is not stretched
        let titles = widest(&mut rows.iter().map(|row| text::display(&row.title).into_owned()));
        Self { width, number, title: title.map(|room| room.min(titles.max(4))), figures, rank }
    }

    fn indent(&self) -> String {
        " ".repeat(self.number + GAP.len())
    }

    fn head(&self) -> Option<String> {
        let what = text::pad(WHAT, self.title?).into_owned();
        let often = text::pad(HOW_OFTEN, self.figures).into_owned();
        Some(format!("{}{what}{GAP}{often}{GAP}{LEVEL_IMPACT}", self.indent()))
    }

    fn row(&self, number: usize, row: &BreakRow) -> Vec<String> {
        let title = text::display(&row.title);
        let number = format!("{number:>0$}", self.number);
        let indent = self.indent();
        let Some(room) = self.title else {
            let room = self.width.saturating_sub(indent.len());
            let mut lines = vec![format!("{number}{GAP}{}", text::clip(&title, room))];
            let details = format!("{} · {} · {}", row.figures(self.width), row.rank, row.details());
            lines.extend(indented(&details, &indent, self.width));
            return lines;
        };
        let title = text::pad(&title, room).into_owned();
        let figures = text::pad(&row.figures(self.width), self.figures).into_owned();
        let rank = text::clip(&row.rank, self.rank).into_owned();
        let mut lines = vec![format!("{number}{GAP}{title}{GAP}{figures}{GAP}{rank}")];
        lines.extend(indented(&row.details(), &indent, self.width));
        lines
    }
}

/// Over the titles.
const WHAT: &str = "what";
/// Over the frequencies.
const HOW_OFTEN: &str = "how often";
/// Over level × impact.
const LEVEL_IMPACT: &str = "level × impact";

/// `line` in lines of at most `width` cells, all of them behind `indent`.
fn indented(line: &str, indent: &str, width: usize) -> Vec<String> {
    let lines = wrapped(line, "", width.saturating_sub(indent.len()));
    lines.into_iter().map(|line| format!("{indent}{line}")).collect()
}

/// `line` in lines of at most `width` cells, all but the first behind
/// `indent`, safe to show.
pub(super) fn wrapped(line: &str, indent: &str, width: usize) -> Vec<String> {
    let shown = text::display(line);
    let room = width.saturating_sub(indent.len()).max(1);
    let rows = text::wrap(&shown, room).into_iter().enumerate();
    rows.map(|(n, range)| {
        let indent = if n == 0 { "" } else { indent };
        format!("{indent}{}", shown[range].trim_end())
    })
    .collect()
}
