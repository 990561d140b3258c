//! The rows below the curve, each sign under the point it belongs to; and the
//! line that says what the signs mean.

use std::borrow::Cow;

use crate::insight::curve::Curve;
use crate::ui::layout::curve::{RowKind, Sheet, Stretch};
use crate::ui::look::{Look, Marks, Passage, Role};
use crate::ui::state::State;
use crate::ui::view::bars::cells;
use crate::ui::view::pen::Pen;
use crate::words;

use super::{Sign, is_shown, point, see};

/// What stands in a row, and where its middle should be.
pub(super) struct Item {
    x: u16,
    /// Pieces that stand side by side.
    parts: Vec<(Role, String)>,
}

impl Item {
    fn width(&self) -> u16 {
        self.parts.iter().map(|(_, text)| cells(text)).sum()
    }
}

/// What stands in a row, from left to right.
pub(super) fn items(
    kind: RowKind,
    state: &State,
    stretch: &Stretch,
    curve: &Curve,
    seen: &mut Vec<Sign>,
) -> Vec<Item> {
    let look = state.look;
    let mut items = Vec::new();
    let mut add = |x: f64, parts: Vec<(Role, String)>| {
        if let Some(x) = stretch.cell(x).filter(|_| !parts.is_empty()) {
            items.push(Item { x, parts });
            return true;
        }
        false
    };
    match kind {
        RowKind::Marks | RowKind::Wait | RowKind::DropOff => {
            for it in &curve.points {
                let role = |role| if is_shown(state, it) { role } else { Role::Dim };
                let card = &it.touchpoint;
                let mut parts = Vec::new();
                let mut signs = Vec::new();
                match kind {
                    RowKind::Wait => {
                        if let Some(wait) = &card.wait {
                            let wait = crate::text::display(wait.as_str()).into_owned();
                            parts.push((role(Role::Text), wait));
                            signs.push(Sign::Wait);
                        }
                    }
                    RowKind::DropOff => {
                        if let Some(percent) = card.drop_off {
                            parts.push((role(Role::Text), words::share(percent.get())));
                            signs.push(Sign::DropOff);
                        }
                    }
                    _ => {
                        for (is, sign) in
                            [(card.moment_of_truth, Sign::Truth), (card.high_risk, Sign::Risk)]
                        {
                            if is {
                                let (of, text) = (sign_role(sign), sign_text(sign, look));
                                parts.push((role(of), text.to_owned()));
                                signs.push(sign);
                            }
                        }
                    }
                }
                if add(it.x, parts) {
                    signs.into_iter().for_each(|sign| see(seen, sign));
                }
            }
        }
        RowKind::Handover => {
            for passage in &curve.passages {
                let sign = match passage.emotion {
                    Some(emotion) => Sign::Handover(emotion),
                    None if passage.to_stage => Sign::ToStageUnrated,
                    None => Sign::HandoverUnrated,
                };
                let part = (sign_role(sign), sign_text(sign, look).to_owned());
                // that to what is out of view stands at the edge
                if add(passage.x, vec![part.clone()]) || add(passage.x - 0.01, vec![part]) {
                    see(seen, sign);
                }
            }
        }
        RowKind::Beside => {
            for detour in &curve.beside {
                let is_shown = state.rows(detour.column).holds(detour.row);
                let role = if is_shown { Role::Warning } else { Role::Dim };
                if add(detour.x, vec![(role, sign_text(Sign::Beside, look).to_owned())]) {
                    see(seen, Sign::Beside);
                }
            }
        }
    }
    items
}

/// Writes a row: each item under its point, whole or as a sign that there is
/// one.
pub(super) fn row(
    pen: &mut Pen<'_>,
    state: &State,
    sheet: &Sheet,
    curve: &Curve,
    kind: RowKind,
    y: u16,
    seen: &mut Vec<Sign>,
) {
    let stretch = sheet.stretch;
    let mut signs = Vec::new();
    let items = items(kind, state, &stretch, curve, &mut signs);
    let label = match kind {
        RowKind::Marks => words::ROW_MARKS,
        RowKind::Wait => words::ROW_WAIT,
        RowKind::DropOff => words::ROW_LEAVE,
        RowKind::Handover => words::ROW_HANDOVER,
        RowKind::Beside => words::ROW_BESIDE,
    };
    let is_named = if stretch.x > 5 {
        pen.write_before(stretch.x - 1, y, Role::Dim, label);
        true
    } else {
        // without a column for names one stands where nothing else does
        let first = items.first().map_or(0, |item| item.x.saturating_sub(item.width() / 2));
        let is_free = first > cells(label) + 2;
        if is_free {
            pen.write(1, y, cells(label), Role::Dim, label);
        }
        is_free
    };
    // a row that has its name needs no more in the legend
    let says_all =
        |sign: &Sign| matches!(sign, Sign::Wait | Sign::DropOff | Sign::Handover(_) | Sign::Beside);
    signs.into_iter().filter(|sign| !(is_named && says_all(sign))).for_each(|it| see(seen, it));
    let end = stretch.x + stretch.width;
    let mut free = stretch.x;
    let mut next = items.iter().peekable();
    while let Some(item) = next.next() {
        let width = item.width();
        // the sign of the next one has its cell, whatever comes before it
        let end = next.peek().map_or(end, |next| next.x.saturating_sub(1).max(item.x + 1));
        let x = item.x.saturating_sub(width.saturating_sub(1) / 2);
        let x = x.min(end.saturating_sub(width)).max(free);
        if x <= item.x && x + width <= end {
            let mut at = x;
            for (role, text) in &item.parts {
                at += pen.write(at, y, end - at, *role, text);
            }
            free = at + 1;
        } else if item.x >= free {
            let sign = if pen.look.marks == Marks::Ascii { "+" } else { "…" };
            pen.write(item.x, y, 1, Role::Dim, sign);
            free = item.x + 2;
        }
    }
}

/// The signs that occur, and what each means.
pub(super) fn legend(seen: &[Sign], state: &State) -> Vec<(Role, &'static str, Cow<'static, str>)> {
    let look = state.look;
    let when = state.look_back.as_ref().map_or("", |back| &*back.when);
    let what = |sign| match sign {
        Sign::Point([false, target, walked, true]) => words::as_of(when, target, walked).into(),
        sign => Cow::Borrowed(word(sign)),
    };
    let mut signs: Vec<Sign> = seen.to_vec();
    signs.sort_by_key(|sign| rank(*sign));
    signs.into_iter().map(|sign| (sign_role(sign), sign_text(sign, look), what(sign))).collect()
}

/// In which order signs are explained.
fn rank(sign: Sign) -> u8 {
    match sign {
        Sign::Point([true, false, false, _]) => 0,
        // what was asked for just now
        Sign::Point([false, false, false, true]) => 1,
        Sign::Point([false, true, false, false]) => 2,
        Sign::Point([false, false, true, false]) => 3,
        Sign::Voices => 4,
        Sign::Truth => 5,
        Sign::Risk => 6,
        Sign::Wait => 7,
        Sign::DropOff => 8,
        Sign::Handover(_) => 9,
        Sign::Beside => 10,
        Sign::NotRated => 11,
        Sign::ToStageUnrated => 12,
        Sign::HandoverUnrated => 13,
        Sign::Point(_) => 14,
    }
}

fn sign_text(sign: Sign, look: Look) -> &'static str {
    let ascii = look.marks == Marks::Ascii;
    match sign {
        Sign::Point(of) => point(look, of),
        Sign::NotRated => look.mark(None),
        Sign::Voices if ascii => "|",
        Sign::Voices => "│",
        Sign::Truth if ascii => "#",
        Sign::Truth => "◆",
        Sign::Risk => "!",
        Sign::Wait => "1h",
        Sign::DropOff => "%",
        Sign::Handover(emotion) => look.mark(Some(emotion)),
        Sign::HandoverUnrated => look.passage(Passage::NextCard),
        Sign::ToStageUnrated => look.passage(Passage::NextStage),
        Sign::Beside if ascii => "b",
        Sign::Beside => "◇",
    }
}

fn sign_role(sign: Sign) -> Role {
    match sign {
        Sign::Point([true, ..]) => Role::Curve,
        Sign::Truth => Role::Key,
        Sign::Risk => Role::Error,
        Sign::Beside => Role::Warning,
        Sign::Handover(emotion) => Role::Felt(Some(emotion)),
        Sign::HandoverUnrated | Sign::ToStageUnrated => Role::Dim,
        Sign::Point([_, true, _, false]) | Sign::NotRated | Sign::Voices => Role::Dim,
        _ => Role::Text,
    }
}

fn word(sign: Sign) -> &'static str {
    match sign {
        Sign::Point([true, true, ..]) => words::LEGEND_AS_IT_SHOULD_BE,
        Sign::Point([true, false, true, _]) => words::LEGEND_WALKED_AS_MAPPED,
        Sign::Point([true, false, false, _]) => words::LEGEND_MAPPED,
        Sign::Point([false, true, true, _]) => words::LEGEND_WALKED_AS_IT_SHOULD_BE,
        Sign::Point([false, true, false, _]) => words::LEGEND_TARGET,
        Sign::Point(_) => words::LEGEND_WALKED,
        Sign::NotRated => words::LEGEND_NOT_RATED,
        Sign::Voices => words::LEGEND_VOICES,
        Sign::Truth => words::LEGEND_TRUTH,
        Sign::Risk => words::LEGEND_RISK,
        Sign::Wait => words::LEGEND_WAIT,
        Sign::DropOff => words::LEGEND_LEAVE,
        Sign::Handover(_) => words::LEGEND_HANDOVER,
        Sign::HandoverUnrated => words::LEGEND_HANDOVER_UNRATED,
        Sign::ToStageUnrated => words::LEGEND_HANDOVER_TO_STAGE,
        Sign::Beside => words::LEGEND_BESIDE,
    }
}
