//! Tables as Markdown, as GitHub shows it: a heading, a sentence, the table,
//! and below it where it comes from.
//!
//! Texts come out as they were written: what Markdown would take for a sign of
//! its own is escaped, and a line break inside a cell is `<br>`. A link stays
//! the text of a link, so that a `_` in it is neither lost nor doubled. What
//! nobody could see (control characters, bidi marks) is made visible.

use crate::text::{display_lines, pad, width};
use crate::words::rows::{Column, Rows, Value};

/// The table as a document.
pub fn print(rows: &Rows) -> String {
    let mut out = format!("## {}\n\n{}\n", in_line(&rows.title), in_line(&rows.head));
    if !rows.rows.is_empty() {
        out.push('\n');
        table(rows, &mut out);
    }
    for line in &rows.below {
        out.push('\n');
        out.push_str(&in_line(line));
        out.push('\n');
    }
    out
}

/// A column with all its cells, and how wide it is.
struct Cells {
    column: Column,
    name: String,
    rows: Vec<String>,
    width: usize,
}

fn table(rows: &Rows, out: &mut String) {
    let columns: Vec<Cells> = (rows.columns.iter().enumerate())
        .filter(|(_, column)| !column.name.is_empty())
        .map(|(at, column)| Cells::of(*column, rows.rows.iter().map(|row| row.get(at))))
        .collect();
    let mut line = |cell: &dyn Fn(&Cells) -> String| {
        for column in &columns {
            out.push_str("| ");
            out.push_str(&cell(column));
            out.push(' ');
        }
        out.push_str("|\n");
    };
    line(&|column| column.placed(&column.name));
    line(&|column| column.rule());
    for row in 0..rows.rows.len() {
        line(&|column| column.placed(&column.rows[row]));
    }
}

impl Cells {
    fn of<'v>(column: Column, values: impl Iterator<Item = Option<&'v Value>>) -> Self {
        let cell = |value: Option<&Value>| in_cell(&value.map(Value::in_words).unwrap_or_default());
        let rows: Vec<String> = values.map(cell).collect();
        let name = in_cell(column.name);
        let widest = rows.iter().chain([&name]).map(|cell| width(cell)).max();
        // three are the least for the line below the names
        Self { column, width: widest.unwrap_or(0).max(3), name, rows }
    }

    fn placed(&self, cell: &str) -> String {
        if self.column.is_figure {
            format!("{}{cell}", " ".repeat(self.width - width(cell)))
        } else {
            pad(cell, self.width).into_owned()
        }
    }

    fn rule(&self) -> String {
        let last = if self.column.is_figure { ':' } else { '-' };
        format!("{}{last}", "-".repeat(self.width - 1))
    }
}

/// A text as a cell holds it.
fn in_cell(text: &str) -> String {
    let shown = display_lines(text.trim());
    shown.split('\n').map(|line| escaped(line.trim())).collect::<Vec<_>>().join("<br>")
}

/// A text as a heading or a paragraph holds it.
fn in_line(text: &str) -> String {
    let shown = display_lines(text.trim());
    shown.split('\n').map(|line| escaped(line.trim())).collect::<Vec<_>>().join(" ")
}

/// A line of text, such that Markdown shows that and nothing else.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    for (at, letter) in line.char_indices() {
        let rest = &line[at + letter.len_utf8()..];
        let is_sign = match letter {
            '\\' | '|' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '~' | '$' => true,
            // at an end it is a heading; inside, it is part of a name
            '#' => at == 0 || rest.is_empty(),
            '&' => is_entity(rest),
            // an address that becomes a link shows the escapes in it
            ':' => rest.starts_with("//"),
            '.' => is_www(&line[..at]) || is_numbered(line, at),
            ')' => is_numbered(line, at),
            '-' | '+' | '=' => at == 0,
            _ => false,
        };
        if is_sign {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// Whether what follows a `&` makes it a sign by its name or number.
fn is_entity(rest: &str) -> bool {
    let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '#').next();
    name.is_some_and(|name| !name.is_empty() && rest[name.len()..].starts_with(';'))
}

fn is_www(before: &str) -> bool {
    let start = before.len().checked_sub(3).and_then(|start| before.get(start..));
    start.is_some_and(|word| word.eq_ignore_ascii_case("www"))
}

/// Whether the sign at `at` would make the line the first of a numbered list.
fn is_numbered(line: &str, at: usize) -> bool {
    let is_end = line[at + 1..].chars().next().is_none_or(char::is_whitespace);
    is_end && at > 0 && line[..at].bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;
    use crate::exchange::tests::{table, texts};

    /// What a reader of Markdown sees: the heading, and the cells of each row.
    #[derive(Debug, Default)]
    struct Seen {
        heading: String,
        paragraphs: Vec<String>,
        rows: Vec<Vec<String>>,
    }

    fn seen(markdown: &str) -> Seen {
        let mut seen = Seen::default();
        let mut text = String::new();
        for event in Parser::new_ext(
            markdown,
            Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH,
        ) {
            match event {
                Event::Text(more) => text.push_str(&more),
                Event::InlineHtml(tag) if &*tag == "<br>" => text.push('\n'),
                Event::Start(Tag::TableHead | Tag::TableRow) => seen.rows.push(Vec::new()),
                Event::End(TagEnd::TableCell) => {
                    seen.rows.last_mut().unwrap().push(std::mem::take(&mut text));
                }
                Event::End(TagEnd::Heading(_)) => seen.heading = std::mem::take(&mut text),
                Event::End(TagEnd::Paragraph) => seen.paragraphs.push(std::mem::take(&mut text)),
                Event::Start(
                    Tag::Table(_) | Tag::TableCell | Tag::Heading { .. } | Tag::Paragraph,
                )
                | Event::End(TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        seen
    }

    /// A text as it is seen: lines without blanks at their ends, controls as marks.
    fn as_seen(text: &str) -> String {
        let shown = display_lines(text.trim());
        shown.split('\n').map(str::trim).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_markdown_would_obey_comes_out_as_the_text() {
        for text in [
            "a|b",
            "a\\|b\\",
            "`code` *bold* _so_ __so__ ~~gone~~ <b>x</b> &amp; &#42; R&D",
            "# heading #",
            "[x](y) ![x](y) <https://a.b> https://a.b/c_d_e www.a_b_.com",
            "- a\n+ b\n1. c\n2) d\n> e\n= f\n---",
            "$x$ $$y$$",
            "<br>",
            "六天没有消息 🙂",
        ] {
            let rows = Rows {
                title: text.into(),
                head: text.into(),
                below: vec![text.into()],
                ..table(vec![vec![Value::text(text), Value::text("")]])
            };
            let found = seen(&print(&rows));
            assert_eq!(found.rows, [["one", "two"], [&as_seen(text), ""]]);
            let line = as_seen(text).replace('\n', " ");
            assert_eq!(
                (&found.heading, &found.paragraphs[..]),
                (&line, &[line.clone(), line.clone()][..])
            );
        }
    }

    #[test]
    fn columns_stand_below_each_other_and_figures_end_where_the_others_do() {
        let mut rows = table(vec![
            vec![Value::text("六天没有消息"), Value::number(Some(9.0)).said("−9")],
            vec![Value::text("a"), Value::NOTHING],
        ]);
        rows.columns[1].is_figure = true;
        let printed = print(&rows);
        let lines: Vec<&str> = printed.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(
            lines,
            [
                "| one          | two |",
                "| ------------ | --: |",
                "| 六天没有消息 |  −9 |",
                "| a            |     |"
            ]
        );
    }

    #[test]
    fn a_table_without_rows_is_a_sentence() {
        let rows = Rows { title: "T".into(), head: "None.".into(), ..table(Vec::new()) };
        assert_eq!(print(&rows), "## T\n\nNone.\n");
    }

    proptest! {
        #[test]
        fn any_text_keeps_its_cell_and_comes_out_as_it_is(rows in texts()) {
            let values = |row: &[String; 2]| row.iter().map(Value::text).collect();
            let markdown = print(&table(rows.iter().map(values).collect()));
            let found = seen(&markdown);
            prop_assert_eq!(found.rows.len(), if rows.is_empty() { 0 } else { rows.len() + 1 });
            for (found, row) in found.rows.iter().skip(1).zip(&rows) {
                let expected: Vec<String> = row.iter().map(|text| as_seen(text)).collect();
                prop_assert_eq!(found, &expected, "{}", markdown);
            }
            // every line of the table is as wide as the others
            let lines = markdown.lines().filter(|line| line.starts_with('|'));
            let widths: std::collections::BTreeSet<usize> = lines.map(width).collect();
            prop_assert!(widths.len() <= 1, "{}", markdown);
        }
    }
}
