//! A list of sentences over the map.

use ratatui::layout::Rect;

use crate::ui::layout::sentences;
use crate::ui::look::Role;
use crate::ui::sentences::Sentences;

use super::pen::Pen;

/// Draws the list; says where its cursor is.
pub(super) fn sentences(pen: &mut Pen<'_>, list: &Sentences) -> Option<(u16, u16)> {
    let plan = sentences::plan((pen.width(), pen.height()), list);
    pen.clear(Rect::new(0, 0, pen.width(), pen.height() - 1));
    pen.write(plan.x + 1, plan.top, plan.width - 2, Role::Head, &list.title);
    let mut cursor = None;
    for row in &plan.rows {
        let Some(line) = list.lines.get(row.line) else { continue };
        let room = (plan.x + plan.width).saturating_sub(row.x + 1);
        pen.write(row.x, row.y, room, line.role, &row.text);
        if row.line == list.chosen {
            pen.restyle(plan.x + 1, row.y, plan.width - 2, Role::Focus);
            cursor.get_or_insert((row.x, row.y));
        }
    }
    cursor
}
