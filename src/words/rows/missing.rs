//! What is missing as rows; their names are those of `cjm check`.

use std::sync::Arc;

use super::{Column, Field, Rows, Value};
use crate::insight::missing::Finding;
use crate::model::{Id, JourneyMap};
use crate::words::{finding, level, rule_repair};

type Found<'a> = (&'a JourneyMap, &'a Finding);

pub(super) fn rows(map: &JourneyMap, found: &[Arc<Finding>]) -> Rows {
    let fields: [Field<Found<'_>>; 6] = [
        (Column::exact("code"), |(_, it)| Value::text(it.rule.code())),
        (Column::new("level", "level"), |(_, it)| Value::text(level(it.level))),
        (Column::new("sentence", "what is missing"), |(map, it)| Value::text(finding(map, it))),
        (Column::new("repair", "how it is mended"), |(_, it)| Value::text(rule_repair(it.rule))),
        (Column::exact("id"), |(_, it)| Value::text_of(it.at.id().map(Id::as_str))),
        (Column::exact("field"), |(_, it)| Value::text(&*it.path)),
    ];
    Rows::of(&fields, found.iter().map(|it| (map, &**it)))
}
