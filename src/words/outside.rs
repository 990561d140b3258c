//! What is said about text that goes to an editor outside.

use std::path::Path;

use super::label::quoted;
use crate::text::display;

/// In the footer: the text goes to an editor.
pub const FOOTER_EDITOR: &str = "editor";
/// What has the focus is no text.
pub const NO_TEXT_HERE: &str = "Only text goes to an editor: this is chosen with Enter";
/// The editor changed nothing.
pub const NOTHING_CHANGED: &str = "Nothing changed in the editor";
/// The editor put line breaks where there is room for one line.
pub const BREAKS_BECAME_BLANKS: &str = "This holds one line: line breaks became blanks";

/// How an editor that was to be started, or was started, came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditorEnd {
    /// It is not there, or cannot be run.
    NotThere,
    /// It says that something went wrong, with this code.
    Code(i32),
    /// A signal ended it.
    Killed,
    /// The file for it could not be written or read, for that reason.
    File(String),
    /// What it wrote is no UTF-8.
    NotText,
    /// What it wrote is more than a map can hold.
    TooLong,
}

/// What an editor saved was not taken, and is kept. `failed` is how it ended.
pub fn kept_outside(failed: &str, file: &Path) -> String {
    format!("{failed}. What it saved is kept in {}", display(&file.to_string_lossy()))
}

/// What an editor had saved when a window died cannot be read: why.
pub fn lost_outside(why: &str, file: &Path) -> String {
    let file = file.to_string_lossy();
    format!("What an editor saved did not come back ({why}); it is kept in {}", display(&file))
}

/// It is no text.
pub const NOT_UTF_8: &str = "it is not UTF-8";
/// No map can hold it.
pub const MORE_THAN_A_MAP: &str = "it is more than a map can hold";

/// An editor came to nothing. `command` is what was run.
pub fn editor_failed(command: &str, end: &EditorEnd) -> String {
    let editor = quoted(command);
    match end {
        EditorEnd::NotThere => format!(
            "{editor} could not be started; the text is as it was. VISUAL or EDITOR names the \
             editor that ctrl-e opens"
        ),
        EditorEnd::Code(code) => {
            format!("{editor} ended with code {code}; the text is as it was")
        }
        EditorEnd::Killed => format!("{editor} was killed; the text is as it was"),
        EditorEnd::File(why) => {
            format!("No file for {editor} could be used: {why}; the text is as it was")
        }
        EditorEnd::NotText => {
            format!("What {editor} wrote is not UTF-8; the text is as it was")
        }
        EditorEnd::TooLong => {
            format!("What {editor} wrote is more than a map can hold; the text is as it was")
        }
    }
}
