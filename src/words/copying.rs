//! What is said about copies in the clipboard of the terminal.

use super::label::count;

/// How `cjm show` is asked for the actions of all maps.
pub const ALL_IN_THE_SHELL: &str = "--all";

/// The command that prints a view as Markdown.
pub fn printed_as_markdown(asked: &str) -> String {
    format!("cjm show {asked} --format markdown")
}

/// A table is copied, as far as the terminal lets it.
pub fn copied(rows: usize, instead: &str) -> String {
    let rows = count(rows, "row", "rows");
    format!("Copied {rows} as Markdown; if your terminal takes no copies: {instead}")
}

/// A table has more text than terminals take.
pub fn too_long_to_copy(instead: &str) -> String {
    format!("Too much text for the clipboard of a terminal; {instead} prints it")
}

/// What is on the screen is no table; some of the keys that show one.
pub fn only_tables_are_copied(keys: &[String]) -> String {
    format!("Only tables are copied as Markdown: {} and the others", keys.join(", "))
}

/// Below a table that has only what a filter shows.
pub fn only_with(conditions: &[String]) -> String {
    format!("Only of touchpoints with {}.", conditions.join(" and "))
}
