//! Tables as CSV, for spreadsheets: RFC 4180, in UTF-8, the names of the
//! columns in the first row.
//!
//! **Formulas.** A spreadsheet runs what begins with `=`, `+`, `-` or `@`, and
//! a map holds what anybody wrote: `=HYPERLINK(…)` in a title could send what
//! stands beside it to somebody else. So a text that begins so, with or without
//! blanks, tabs or line breaks before it, gets an apostrophe in front, which
//! spreadsheets take for "this is text". A text that has apostrophes there
//! already gets one more, so that [`unguarded`] gives each text back exactly.
//! Numbers are written by us and stay numbers.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use crate::words::rows::{Exact, Rows, Value};

/// The table: a line for the names, and one for each row. Texts have no limit,
/// may be of several lines, and are guarded (see above).
pub fn print(rows: &Rows) -> String {
    let ours: Vec<usize> =
        (0..rows.columns.len()).filter(|at| !rows.columns[*at].key.is_empty()).collect();
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // memory takes every row, and all are of one length
    let _ = writer.write_record(ours.iter().map(|at| rows.columns[*at].key));
    for row in &rows.rows {
        let fields = ours.iter().map(|at| row.get(*at).map_or(Cow::Borrowed(""), field));
        let _ = writer.write_record(fields.map(Cow::into_owned));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// The text of a field as it was before it was guarded.
pub fn unguarded(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(text) if is_guarded(text) => text,
        _ => field,
    }
}

fn field(value: &Value) -> Cow<'_, str> {
    match &value.exact {
        Exact::Nothing => "".into(),
        Exact::Text(text) => guarded(text),
        Exact::List(texts) => guarded(&texts.join("\n")).into_owned().into(),
        Exact::Flag(is_so) => is_so.to_string().into(),
        Exact::Whole(number) => number.to_string().into(),
        Exact::Number(number) => number.to_string().into(),
    }
}

fn guarded(text: &str) -> Cow<'_, str> {
    if is_guarded(text) { format!("'{text}").into() } else { text.into() }
}

/// Whether a text needs an apostrophe in front of it. Some spreadsheets take
/// the wide forms of the signs for the narrow ones.
fn is_guarded(text: &str) -> bool {
    // the apostrophes that such a text has already do not count, so that one
    // more can be told from them
    let text = text.trim_start_matches('\'');
    // what stands behind a tab may go to the next cell
    text.starts_with(['\t', '\r', '\n'])
        || text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exchange::tests::{table, texts};
    use crate::text::any_text;

    /// All fields, as a reader of CSV finds them.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let row = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
        reader.records().map(|it| row(it.unwrap())).collect()
    }

    fn printed(text: &str) -> String {
        read(&print(&table(vec![vec![Value::text(text), Value::text("")]])))[1][0].clone()
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_text_and_numbers_stay_numbers() {
        for text in
            ["=1+1", "+49 30 1234", "-cheap", "@SUM(A1)", "\t=1", " =1", "＝1", "'=1", "\r\n@x"]
        {
            assert_eq!(printed(text), format!("'{text}"), "{text:?}");
            assert_eq!(unguarded(&printed(text)), text);
        }
        for text in ["a=b", "'tis so", "it's -2", "2026-12-15", "", "−2", "'"] {
            assert_eq!(printed(text), text);
        }
        let numbers = [Value::number(Some(-9.5)), Value::from(Exact::Whole(-3))];
        assert_eq!(read(&print(&table(vec![numbers.to_vec()])))[1], ["-9.5", "-3"]);
    }

    #[test]
    fn a_field_of_several_lines_and_quotation_marks_stays_one() {
        let row = vec![Value::text("one,\r\n\"two\""), Value::list(["a", "b"].into_iter())];
        let text = print(&table(vec![row]));
        assert_eq!(text, "one,two\r\n\"one,\r\n\"\"two\"\"\",\"a\nb\"\r\n");
    }

    proptest! {
        #[test]
        fn any_text_in_any_field_is_read_back(rows in texts()) {
            let values = |row: &[String; 2]| row.iter().map(Value::text).collect();
            let text = print(&table(rows.iter().map(values).collect()));
            let found = read(&text);
            prop_assert_eq!(found.len(), rows.len() + 1);
            for (found, row) in found[1..].iter().zip(&rows) {
                let found: Vec<&str> = found.iter().map(|field| unguarded(field)).collect();
                prop_assert_eq!(&found, row);
            }
        }

        #[test]
        fn no_field_begins_as_a_formula_does(
            before in "'{0,2}[ \t\r\n]{0,3}",
            sign in "[=+@＝＋－＠-]",
            text in any_text(),
        ) {
            let found = printed(&format!("{before}{sign}{text}"));
            prop_assert!(found.starts_with('\''), "{found:?}");
        }
    }
}
