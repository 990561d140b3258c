//! Where what was looked for stands in lines, and where it stands that no line
//! shows.

use std::ops::Range;

use super::Plan;
use crate::insight::texts;
use crate::text::{self, find_folded};
use crate::ui::card::Line;
use crate::ui::state::State;
use crate::words;

/// Where what was looked for stands in the card or stage that has the focus,
/// where the screen does not show it.
pub fn unseen(state: &State, plan: &Plan) -> Option<String> {
    let needle = state.find.shown_needle()?;
    let map = state.map();
    let stage = map.stages.get(state.focus.column())?;
    let column = plan.columns.iter().find(|it| it.stage == Some(state.focus.column()));
    let (row, item) = (state.focus.row(), |row| {
        plan.items.iter().find(move |it| {
            it.stage == Some(state.focus.column()) && it.row == row && it.is_head == row.is_none()
        })
    });
    let card = column.and_then(|column| column.cards.iter().find(|card| card.row == row));
    let lines: &[Line] = match (row, column, item(row)) {
        (_, _, Some(item)) => &item.lines,
        (Some(_), _, _) => card.map_or(&[], |card| &card.lines),
        (None, Some(column), _) => &column.notes,
        (None, None, _) => &[],
    };
    if !places(lines, needle).is_empty() {
        return None;
    }
    let (field, text) = match row {
        Some(row) => texts::first_in_touchpoint(stage.touchpoints.get(row)?, needle)?,
        None => texts::first_in_stage(stage, needle)?,
    };
    // the name of a stage stands in its head
    (field != "name").then(|| words::found_in(field, &text))
}

/// The lines and the bytes of them that hold `needle`, also where it goes on
/// from one line to the next.
pub(in crate::ui) fn places(lines: &[Line], needle: &str) -> Vec<(usize, Range<usize>)> {
    let mut places = Vec::new();
    let mut first = 0;
    while first < lines.len() {
        let count =
            lines[first..].windows(2).take_while(|pair| goes_on(&pair[0], &pair[1])).count();
        let parts = &lines[first..=first + count];
        let (whole, starts) = joined(parts);
        for range in ranges(&whole, needle) {
            for (n, (part, start)) in parts.iter().zip(&starts).enumerate() {
                let from = range.start.clamp(*start, start + part.text.len()) - start;
                let to = range.end.clamp(*start, start + part.text.len()) - start;
                if from < to {
                    places.push((first + n, from..to));
                }
            }
        }
        first += count + 1;
    }
    places
}

/// Whether the second line is more of the text of the first.
fn goes_on(line: &Line, next: &Line) -> bool {
    let same = line.is_title == next.is_title && line.indent == next.indent;
    let is_whole = line.is_title || line.indent > 0 || line.lead.is_some();
    same && next.sign.is_empty() && next.mark.is_none() && is_whole
}

/// The text of several lines as it was before it was broken, and where in it
/// each begins. Between wide letters, and behind a hyphen, there was no blank.
fn joined(lines: &[Line]) -> (String, Vec<usize>) {
    let mut whole = String::new();
    let mut starts = Vec::with_capacity(lines.len());
    for line in lines {
        let is_wide = |letter: Option<char>| {
            letter.is_some_and(|letter| text::width(letter.encode_utf8(&mut [0; 4])) == 2)
        };
        let last = whole.chars().last();
        let tight = is_wide(last) || is_wide(line.text.chars().next()) || last == Some('-');
        if !whole.is_empty() && !tight {
            whole.push(' ');
        }
        starts.push(whole.len());
        whole.push_str(&line.text);
    }
    (whole, starts)
}

/// Where `needle` stands in a text, as often as it does.
pub(in crate::ui) fn ranges(text: &str, needle: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut from = 0;
    while let Some(range) = text.get(from..).and_then(|rest| find_folded(rest, needle)) {
        ranges.push(from + range.start..from + range.end);
        from += range.end.max(1);
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::Role;

    fn lines(texts: &[&str]) -> Vec<Line> {
        let line =
            |text: &&str| Line { is_title: true, ..Line::plain(Role::Text, (*text).to_owned()) };
        texts.iter().map(line).collect()
    }

    #[test]
    fn what_goes_over_the_end_of_a_line_is_seen_in_both() {
        let places = places(&lines(&["appear in the", "last step"]), "the last");
        assert_eq!(places, [(0, 10..13), (1, 0..4)]);
        assert_eq!(super::places(&lines(&["六天没", "有消息"]), "没有").len(), 2);
    }

    #[test]
    fn everything_is_found_as_often_as_it_stands_there() {
        assert_eq!(ranges("Zölle, ZOLLE, zolle", "zolle"), [0..6, 8..13, 15..20]);
        assert_eq!(ranges("aaa", "aa").len(), 1);
    }
}
