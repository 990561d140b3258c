//! The file through which an editor outside gets a text, and what is left of
//! it where no window took it.
//!
//! Its folder is removed by nobody but us, and only when a window has the text:
//! whatever ends, the program or the editor, leaves it where it is.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::store::fs::MAX_FILE;
use crate::text;
use crate::ui::writing::{Typed, Writing};
use crate::words::{self, EditorEnd};

/// A text as a file, in a folder of its own.
pub(in crate::app) struct Draft {
    file: PathBuf,
    /// What was written into the file.
    given: Vec<u8>,
}

impl Draft {
    /// Writes `text` into a file that is called by `name`.
    pub(super) fn new(name: &str, text: &str) -> io::Result<Self> {
        // nobody else may look into it, and what the editor leaves beside the
        // file goes with it
        let folder = tempfile::Builder::new()
            .prefix("cjm-")
            .permissions(Permissions::from_mode(0o700))
            .tempdir()?;
        let file = folder.path().join(format!("{}.txt", text::slug(name)));
        let given = given(text);
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&file)?
            .write_all(&given)?;
        let _ = folder.keep();
        Ok(Self { file, given })
    }

    pub(in crate::app) fn file(&self) -> &Path {
        &self.file
    }

    /// Whether the editor has saved nothing else in it.
    pub(super) fn is_as_given(&self) -> bool {
        fs::read(&self.file).is_ok_and(|bytes| bytes == self.given)
    }

    /// Whether there is something that this program did not write: in the
    /// file, or beside it, where editors put what they could not save.
    pub(super) fn has_more(&self) -> bool {
        let is_other = match fs::read(&self.file) {
            Ok(bytes) => bytes != self.given,
            Err(error) => error.kind() != io::ErrorKind::NotFound,
        };
        is_other || !is_alone(&self.file)
    }

    /// The text in it.
    pub(super) fn read(&self) -> Result<String, EditorEnd> {
        read(&self.file)
    }

    /// Removes it, and all that the editor has put beside it.
    pub(super) fn remove(&self) {
        if let Some(folder) = self.file.parent() {
            // what stays is for nobody else to read
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// Puts what editors have saved into texts that were with them when their
/// window died. Gives the files that are to be removed as soon as the texts
/// are safe; what cannot be read is said in `warnings`, and stays.
pub(in crate::app) fn bring_back(typed: &mut [Typed], warnings: &mut Vec<String>) -> Vec<PathBuf> {
    let mut taken = Vec::new();
    for typed in typed {
        let Some(file) = typed.outside.take().filter(|file| file.exists()) else { continue };
        match read(&file) {
            Ok(text) => {
                let mut field = Writing::new(typed.slot.clone(), "").field;
                field.paste(&text);
                field.text().clone_into(&mut typed.text);
                taken.push(file);
            }
            Err(end) => {
                let why = match end {
                    EditorEnd::NotText => words::NOT_UTF_8.to_owned(),
                    EditorEnd::TooLong => words::MORE_THAN_A_MAP.to_owned(),
                    EditorEnd::File(why) => why,
                    other => words::editor_failed("", &other),
                };
                warnings.push(words::lost_outside(&why, &file));
            }
        }
    }
    taken
}

/// Removes such a file, unless its editor has put something beside it: that
/// one may be running still.
pub(in crate::app) fn clear(file: &Path) {
    if is_alone(file)
        && fs::remove_file(file).is_ok()
        && let Some(folder) = file.parent()
    {
        // it was made for that file
        let _ = fs::remove_dir(folder);
    }
}

/// Whether nothing is beside it in its folder.
pub(super) fn is_alone(file: &Path) -> bool {
    let beside = file.parent().and_then(|folder| fs::read_dir(folder).ok());
    beside.is_none_or(|beside| beside.flatten().all(|entry| entry.path() == file))
}

fn read(file: &Path) -> Result<String, EditorEnd> {
    let failed = |error: io::Error| EditorEnd::File(error.to_string());
    if fs::metadata(file).map_err(failed)?.len() > MAX_FILE {
        return Err(EditorEnd::TooLong);
    }
    let bytes = fs::read(file).map_err(failed)?;
    let mut text = String::from_utf8(bytes).map_err(|_| EditorEnd::NotText)?;
    // the line end that a file has, and the text has not
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
    Ok(text)
}

/// A text file ends with a line end.
fn given(text: &str) -> Vec<u8> {
    let mut given = text.as_bytes().to_vec();
    if !given.is_empty() {
        given.push(b'\n');
    }
    given
}
