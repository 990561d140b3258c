//! Where the questions before a new map stand, and what it can start from.

use crate::ui::start::{QUESTIONS, Start};
use crate::ui::state::State;

/// Where everything stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartPlan {
    /// There is no room for a head.
    pub is_low: bool,
    /// The row of each question and, behind them, of each template; none where
    /// it is out of view.
    pub rows: Vec<Option<u16>>,
    /// The row of the head over the templates.
    pub head: Option<u16>,
    /// The row below the last template in view.
    pub below: u16,
}

impl StartPlan {
    /// The question or template in that row.
    pub fn choice_at(&self, y: u16) -> Option<usize> {
        self.rows.iter().position(|row| *row == Some(y))
    }
}

/// Where everything stands.
pub fn plan(state: &State, start: &Start) -> StartPlan {
    let end = super::plan(state).bands.notice;
    let is_low = end < 16;
    let mut y = if is_low { 0 } else { 4 };
    let count = QUESTIONS.len() + 1 + start.templates.len();
    let room = usize::from(end.saturating_sub(y));
    // on a low screen what is chosen is seen, and what stands around it
    let chosen = start.chosen + usize::from(start.is_on_template());
    let first =
        if is_low { chosen.saturating_sub(room / 2).min(count.saturating_sub(room)) } else { 0 };
    let mut places = Vec::with_capacity(count);
    for at in 0..count {
        if at == QUESTIONS.len() && !is_low {
            y += 1;
        }
        let is_shown = at >= first && y < end;
        places.push(is_shown.then_some(y));
        y += u16::from(is_shown);
    }
    let head = places.remove(QUESTIONS.len());
    StartPlan { is_low, rows: places, head, below: y }
}
