//! Two maps beside each other, in words.

use super::curve::emotion_word;
use super::label::{count, emotion, signed, signed_mean};
use super::sentence::title_of;
use super::sheet::{Cell, Column, Kind, Sheet, Tone};
use crate::insight::{CardPair, StagePair, Summary};
use crate::model::{Address, JourneyMap, MapState, Spot, Stage, Touchpoint};
use crate::text;

/// The widest name over a column.
const NAME: usize = 24;
/// There is nothing to compare.
const NO_STAGES: &str = "Neither map has a stage yet: s o on the board writes one.";
/// In the cell of what the map does not have.
const NOT_THERE: &str = "not there";

/// What two maps are called beside each other, in few cells: by their personas,
/// else by what they show, else by their titles where these are short, else by their
/// `files`, else by their place.
pub fn names_beside([one, other]: [&JourneyMap; 2], files: [&str; 2]) -> [String; 2] {
    let state = |map: &JourneyMap| match map.state {
        MapState::AsIs => "as it is",
        MapState::ToBe => "as it should be",
    };
    let names = [
        // `Lena, 31, orders abroad for the first time`
        [one, other].map(|map| short(map.persona.name.split([',', ';', ':']).next())),
        [one, other].map(|map| short(Some(state(map)))),
        [one, other].map(|map| short(map.title.lines().next())),
    ];
    let tells = |[one, other]: &[String; 2]| {
        !one.is_empty() && !other.is_empty() && text::fold(one) != text::fold(other)
    };
    let files = files.map(|file| short(Some(file)));
    let place = || ["the first".to_owned(), "the other".to_owned()];
    // a title that is cut takes the room of the figures and says less than a file
    let [.., titles] = &names;
    let is_cut = titles.iter().any(|title| title.ends_with('…'));
    let last = if is_cut { [files, titles.clone()] } else { [titles.clone(), files] };
    names[..2].iter().chain(&last).find(|names| tells(names)).cloned().unwrap_or_else(place)
}

fn short(name: Option<&str>) -> String {
    text::clip(&text::display(name.unwrap_or_default().trim()), NAME).into_owned()
}

/// What is shown of a stage: all touchpoints that do not feel the same, or
/// that only one map has.
fn shown<'p, 'a>(pair: &'p StagePair<'a>) -> impl Iterator<Item = &'p CardPair<'a>> {
    pair.cards.iter().filter(|card| card.differs() || card.is_single())
}

/// The table of two maps: a row a stage, below it the touchpoints that do not
/// feel the same or that only one map has. A row stands for the thing in the
/// first map, or in the other where only that has it ([`sides_beside`]).
pub fn beside_sheet(pairs: &[StagePair<'_>], [one, other]: &[String; 2]) -> Sheet {
    let columns = vec![
        Column::new("stage, touchpoint", Kind::Text(22)),
        Column::new(one.clone(), Kind::Text(12)),
        Column::new(other.clone(), Kind::Text(12)),
        Column::giving_way("difference", Kind::Figure, 1),
    ];
    let mut sheet = Sheet::new(head(pairs, one, other), NO_STAGES, columns);
    for pair in pairs {
        let title = pair.one.or(pair.other).map_or("", |stage| &stage.name);
        let [here, there] = pair.summaries();
        let id = pair.one.or(pair.other).map(|stage| stage.id.clone());
        sheet.push(
            id.map_or(Address::Map, Address::Stage),
            vec![
                Cell::new(title_of(title), Tone::Head),
                named(one, stage_cell(here)),
                named(other, stage_cell(there)),
                difference(shown_difference(here, there), signed_mean),
            ],
        );
        for card in shown(pair) {
            let Some((stage, touchpoint)) = card.one.or(card.other) else { continue };
            let at = Address::Touchpoint(Spot::new(&stage.id, &touchpoint.id));
            let cells = vec![
                Cell::plain(title_of(&touchpoint.title)),
                named(one, card_cell(card.one)),
                named(other, card_cell(card.other)),
                difference(card.difference().map(f64::from), |by| signed_steps(by.round())),
            ];
            sheet.push_under(at, 1, cells);
        }
    }
    sheet
}

/// The difference of the two means as they are shown, so that it is what one
/// gets who subtracts them.
fn shown_difference(here: Option<Summary>, there: Option<Summary>) -> Option<f64> {
    let tenths = |summary: Option<Summary>| Some((summary?.mean()? * 10.0).round() / 10.0);
    Some(tenths(there)? - tenths(here)?)
}

/// For each row of that table whether its thing is in the first map.
pub fn sides_beside(pairs: &[StagePair<'_>]) -> Vec<bool> {
    let rows = |pair: &StagePair<'_>| {
        let cards: Vec<bool> = shown(pair).map(|card| card.one.is_some()).collect();
        [pair.one.is_some()].into_iter().chain(cards)
    };
    pairs.iter().flat_map(rows).collect()
}

fn head(pairs: &[StagePair<'_>], one: &str, other: &str) -> String {
    let cards = || pairs.iter().flat_map(|pair| &pair.cards);
    let different = cards().filter(|card| card.difference().is_some_and(|by| by != 0)).count();
    let half = cards().filter(|card| card.differs()).count() - different;
    let only_one = cards().filter(|card| card.other.is_none()).count();
    let only_other = cards().filter(|card| card.one.is_none()).count();
    let mut parts = vec![match different {
        0 => "no touchpoint feels different".to_owned(),
        1 => "1 touchpoint feels different".to_owned(),
        number => format!("{number} touchpoints feel different"),
    }];
    if half > 0 {
        parts.push(format!("{} rated on one side only", count(half, "is", "are")));
    }
    for (number, name) in [(only_one, one), (only_other, other)] {
        if number > 0 {
            parts.push(format!("{} only with {name}", count(number, "is", "are")));
        }
    }
    format!("{one} beside {other}: {}. + is where {other} fares better.", parts.join(", "))
}

/// A cell with whose it is, for where no column says it.
fn named(name: &str, cell: Cell) -> Cell {
    let alone = format!("{name}: {}", cell.text());
    cell.alone(alone)
}

fn stage_cell(summary: Option<Summary>) -> Cell {
    match summary.map(|summary| (summary.mean(), summary.worst)) {
        None => Cell::dim(NOT_THERE),
        Some((Some(mean), Some(worst))) => {
            Cell::plain(format!("{} worst {}", signed_mean(mean), signed(worst)))
        }
        Some(_) => Cell::dim(emotion(None)),
    }
}

fn card_cell(card: Option<(&Stage, &Touchpoint)>) -> Cell {
    match card.map(|(_, touchpoint)| touchpoint.emotion) {
        None => Cell::dim(NOT_THERE),
        Some(None) => Cell::dim(emotion(None)),
        Some(Some(felt)) => Cell::plain(format!("{} {}", signed(felt), emotion_word(felt))),
    }
}

fn difference(by: Option<f64>, said: impl Fn(f64) -> String) -> Cell {
    let Some(by) = by else { return Cell::default() };
    let tone = match said(by).chars().next() {
        Some('+') => Tone::Good,
        Some('−') => Tone::Bad,
        _ => Tone::Dim,
    };
    Cell::new(said(by), tone).alone(format!("difference {}", said(by)))
}

/// A whole number with its sign.
fn signed_steps(by: f64) -> String {
    match by {
        by if by > 0.0 => format!("+{by:.0}"),
        by if by < 0.0 => format!("−{:.0}", by.abs()),
        _ => "0".into(),
    }
}

/// The head over two maps on the screen: what each is called, told apart, and
/// what it is called below where that is something else.
pub fn beside_title(whole: &[String], names: &[String; 2]) -> String {
    let side = |(whole, name): (&String, &String)| {
        if whole.contains(name) { whole.clone() } else { format!("{whole}, {name}") }
    };
    whole.iter().zip(names).map(side).collect::<Vec<_>>().join(" beside ")
}

/// The head over the actions of all maps.
pub const ALL_ACTIONS: &str = "Actions of all maps";
/// The chosen map is the one that is open.
pub const CHOOSE_ANOTHER: &str = "That is the open map: choose the one to see beside it";
/// A key that is not for a table over several maps.
pub const BACK_TO_THE_MAPS: &str = "That is for a map: Esc goes back to the list";
/// In the footer.
pub const FOOTER_ORDER: &str = "order";
/// In the footer.
pub const FOOTER_BESIDE: &str = "beside the open one";
/// In the footer.
pub const FOOTER_ALL_ACTIONS: &str = "all actions";

/// How to see a map beside the open one, from the board.
pub fn choose_beside(keys: &str) -> String {
    format!("Choose a map: {keys} shows it beside this one")
}

/// Maps that are not in a table, because they cannot be read.
pub fn without_maps(names: &[&str]) -> String {
    format!("Without {}: cannot be read.", names.join(", "))
}
