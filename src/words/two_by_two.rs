//! Pictures of two scales across each other, as lines of text.

use super::break_list::wrapped;
use super::breaks::break_title;
use super::label::in_one_line;
use crate::insight::breaks::{Break, Impact};
use crate::insight::{Corner, TwoByTwo, quick_win};
use crate::model::Action;
use crate::text;

/// A picture with less room is not drawn.
pub const LEAST_PICTURE: usize = 30;
/// More room makes a picture no clearer.
const WIDEST: usize = 76;
/// What stands left of the cells: the number of the row and the axis.
const AXIS: usize = 3;
/// A cell has no more lines than this; what is more is counted.
const DEEPEST: usize = 3;

/// A picture, and what its marks stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// The picture; empty where there is no room for one.
    pub drawing: Vec<String>,
    /// Each mark with its title, and what is not in the picture.
    pub legend: Vec<String>,
}

/// What a picture's axes and corners are called.
struct Names {
    up: &'static str,
    right: &'static str,
    corner: fn(Corner) -> &'static str,
}

/// How often and how grave.
const BREAKS: Names = Names {
    up: "impact",
    right: "how often",
    corner: |corner| match corner {
        Corner::UpperLeft => "keep watch",
        Corner::UpperRight => "fix first",
        Corner::LowerLeft => "leave",
        Corner::LowerRight => "ease",
    },
};

/// How much work and how much use.
const ACTIONS: Names = Names {
    up: "benefit",
    right: "effort",
    corner: |corner| match corner {
        Corner::UpperLeft => "quick wins",
        Corner::UpperRight => "big projects",
        Corner::LowerLeft => "fill-ins",
        Corner::LowerRight => "think twice",
    },
};

/// What stands in the cells of a picture.
struct Marks<'m> {
    mark: &'m dyn Fn(usize) -> String,
    is_chosen: &'m dyn Fn(usize) -> bool,
    /// A cell has no more lines than this; what is more is counted.
    deepest: usize,
}

/// None of them chosen.
fn all(mark: &dyn Fn(usize) -> String) -> Marks<'_> {
    Marks { mark, is_chosen: &|_| false, deepest: DEEPEST }
}

/// How often and how grave: marks are the numbers in the list, from 1, with a
/// `?` where the impact is not known. Lines are at most `width` cells wide and
/// safe to show.
pub fn break_picture(breaks: &[Break], width: usize) -> Picture {
    let marks: Vec<String> = breaks.iter().enumerate().map(|(n, it)| break_mark(it, n)).collect();
    let legend =
        breaks.iter().zip(&marks).map(|(it, mark)| line(mark, &break_title(&it.facts), "", width));
    let mark = |n: usize| marks[n].clone();
    Picture {
        drawing: drawn(&TwoByTwo::of_breaks(breaks), &all(&mark), &BREAKS, width),
        legend: legend.collect(),
    }
}

/// The same without what marks stand for, one line a cell: of each break only
/// what `of` knows of it. What `is_chosen` stands first and in brackets.
pub fn break_drawing(
    of: &TwoByTwo,
    mark: &dyn Fn(usize) -> String,
    is_chosen: &dyn Fn(usize) -> bool,
    width: usize,
) -> Vec<String> {
    drawn(of, &Marks { mark, is_chosen, deepest: 1 }, &BREAKS, width)
}

/// How much work and how much use in the same way.
pub fn action_drawing(
    of: &TwoByTwo,
    mark: &dyn Fn(usize) -> String,
    is_chosen: &dyn Fn(usize) -> bool,
    width: usize,
) -> Vec<String> {
    drawn(of, &Marks { mark, is_chosen, deepest: 1 }, &ACTIONS, width)
}

/// The mark of a break: its number in the list, where `n` counts from 0, and
/// a `?` where its impact is not known.
pub fn break_mark(it: &Break, n: usize) -> String {
    let unknown = if it.facts.impact == Impact::Unknown { "?" } else { "" };
    format!("{}{unknown}", n + 1)
}

/// How much work and how much use: marks are letters in the order of the
/// actions. Lines are at most `width` cells wide and safe to show.
pub fn action_picture(actions: &[&Action], width: usize) -> Picture {
    let picture = TwoByTwo::of_actions(actions.iter().copied());
    let marks: Vec<String> = (0..actions.len()).map(letters).collect();
    let legend = actions.iter().zip(&marks).enumerate().map(|(n, (action, mark))| {
        let known = if picture.unplaced.contains(&n) {
            "effort or benefit not known"
        } else if quick_win(action) {
            "quick win"
        } else {
            ""
        };
        let title = match &*action.title {
            "" => "no title".into(),
            title => in_one_line(title),
        };
        line(mark, &title, known, width)
    });
    let legend = legend.collect();
    let mark = |n: usize| marks[n].clone();
    Picture { drawing: drawn(&picture, &all(&mark), &ACTIONS, width), legend }
}

/// A mark, what it stands for, and what is known of that; the middle gives
/// way.
fn line(mark: &str, title: &str, known: &str, width: usize) -> String {
    let known = if known.is_empty() { String::new() } else { format!(" · {known}") };
    let room = width.saturating_sub(text::width(mark) + 1 + text::width(&known));
    let line = format!("{mark} {}{known}", text::clip(&text::display(title), room));
    text::clip(&line, width).into_owned()
}

/// `a` to `z`, then `aa`.
fn letters(n: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(n % 26).unwrap_or(0));
    match (n / 26).checked_sub(1) {
        Some(before) => format!("{}{letter}", letters(before)),
        None => letter.to_string(),
    }
}

fn drawn(of: &TwoByTwo, marks: &Marks<'_>, names: &Names, width: usize) -> Vec<String> {
    if width < LEAST_PICTURE {
        return Vec::new();
    }
    // one more cell for the line between left and right
    let cell = (width.min(WIDEST) - AXIS - 1) / 5;
    let half = (1..=5).take_while(|x| is_left(of.corner(*x, 1))).count();
    let joined = |axis: &str, left: &str, right: &str| {
        let left = text::pad(left, cell * half).into_owned();
        format!("{axis}{left}┊{right}").trim_end().to_owned()
    };
    let corners = |y: u8| {
        let name = |x| (names.corner)(of.corner(x, y));
        let left = if text::width(name(1)) < cell * half { " " } else { "" };
        joined("  │", &format!("{left}{}", name(1)), &format!(" {}", name(5)))
    };
    let mut lines = vec![format!("{} ↑", names.up), corners(5)];
    let mut is_upper = true;
    for (y, cells) in of.rows() {
        if is_upper && !is_top(of.corner(1, y)) {
            is_upper = false;
            let (left, right) = ("┈".repeat(cell * half), "┈".repeat(cell * (5 - half)));
            lines.push(format!("  ├{left}┼{right}"));
        }
        let cells: Vec<Vec<String>> =
            cells.iter().map(|found| in_cell(found, marks, cell - 1)).collect();
        let deep = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        for row in 0..deep {
            let at = |cells: &[Vec<String>]| -> String {
                let texts = cells.iter().map(|cell| cell.get(row).map_or("", String::as_str));
                texts.map(|it| format!(" {}", text::pad(it, cell - 1))).collect()
            };
            let axis = if row == 0 { format!("{y} │") } else { "  │".into() };
            lines.push(joined(&axis, &at(&cells[..half]), &at(&cells[half..])));
        }
    }
    lines.push(corners(1));
    lines.push(format!("  └{}", "─".repeat(cell * 5 + 1)));
    let numbers = |from: usize, to: usize| -> String {
        (from..=to).map(|x| format!(" {}", text::pad(&x.to_string(), cell - 1))).collect()
    };
    lines.push(format!("   {} {}", numbers(1, half), numbers(half + 1, 5)).trim_end().to_owned());
    let right = format!("{} →", names.right);
    let room = AXIS + cell * 5 + 1;
    lines.push(format!("{}{right}", " ".repeat(room.saturating_sub(text::width(&right)))));
    lines
}

fn is_left(corner: Corner) -> bool {
    matches!(corner, Corner::UpperLeft | Corner::LowerLeft)
}

fn is_top(corner: Corner) -> bool {
    matches!(corner, Corner::UpperLeft | Corner::UpperRight)
}

/// The marks of a cell in lines of `room` cells; what is more than fits is
/// counted in the last of them.
fn in_cell(found: &[usize], marks: &Marks<'_>, room: usize) -> Vec<String> {
    // there may be thousands, and no more are looked at than can fit
    let cells = marks.deepest * (room + 1);
    let chosen = found.iter().copied().filter(|n| (marks.is_chosen)(*n));
    let others = found.iter().copied().filter(|n| !(marks.is_chosen)(*n));
    let shown = chosen.map(|n| format!("[{}]", (marks.mark)(n))).chain(others.map(marks.mark));
    let mut taken = 0;
    let shown = shown.take_while(|mark| {
        taken += text::width(mark) + 1;
        taken <= cells
    });
    let shown: Vec<String> = shown.collect();
    for kept in (0..=shown.len()).rev() {
        let mut said = shown[..kept].join(" ");
        if kept < found.len() {
            said.push_str(&format!(" +{}", found.len() - kept));
        }
        let lines = if said.is_empty() { Vec::new() } else { wrapped(said.trim(), "", room) };
        if lines.len() <= marks.deepest {
            return lines;
        }
    }
    Vec::new()
}
