//! What the tests of several formats need.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::text::any_text;
use crate::words::rows::{Column, Rows, Value};

/// A table of two columns.
pub(super) fn table(rows: Vec<Vec<Value>>) -> Rows {
    let column = |name| Column { key: name, name, is_figure: false, is_origin: false };
    Rows { columns: vec![column("one"), column("two")], rows, ..Rows::default() }
}

/// Rows of any texts, of which many hold what formats take for signs.
pub(super) fn texts() -> impl Strategy<Value = Vec<[String; 2]>> {
    let signs = "[-=+@|\\\\`*_<>#&;:/.$~'\",\t\r\n ab1()!\\[\\]]{0,12}";
    let text = || prop_oneof![any_text(), signs, (any_text(), signs).prop_map(|(a, b)| a + &b)];
    vec([text(), text()], 0..5)
}
