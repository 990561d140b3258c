//! The user's own editor, on a file of its own.

use std::ffi::OsString;
use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use tempfile::TempDir;

use super::terminal::Tty;
use crate::text;
use crate::ui::Outside;
use crate::words::{EditorEnd, editor_failed};

/// How long an editor that is told to end may take to give the terminal back.
const FAREWELL: Duration = Duration::from_millis(400);

/// An editor that runs. The terminal is its own until it has ended.
pub(super) struct Editor {
    child: Child,
    command: String,
    /// Holds the file, and whatever the editor puts beside it.
    folder: TempDir,
    file: PathBuf,
    /// What was written into the file.
    given: Vec<u8>,
    ended: Receiver<()>,
}

impl Editor {
    /// Starts the editor on a file with `text` in it; calls `ended` from
    /// another thread when it has ended. The terminal must have been lent.
    ///
    /// # Errors
    /// A sentence that says what could not be done.
    pub(super) fn start(
        name: &str,
        text: &str,
        tty: &Tty,
        ended: impl FnOnce() + Send + 'static,
    ) -> Result<Self, String> {
        let editor = command();
        let command = text::display(&editor.to_string_lossy()).into_owned();
        let failed =
            |error: io::Error| editor_failed(&command, &EditorEnd::File(error.to_string()));
        // nobody else may look into it, and what the editor leaves beside the
        // file goes with it
        let folder = tempfile::Builder::new()
            .prefix("cjm-")
            .permissions(Permissions::from_mode(0o700))
            .tempdir()
            .map_err(failed)?;
        let file = folder.path().join(format!("{}.txt", text::slug(name)));
        let given = given(text);
        write_new(&file, &given).map_err(failed)?;
        let mut child = run(&editor, &file, tty).map_err(failed)?;
        let ended = match tell_when_ended(&child, ended) {
            Ok(ended) => ended,
            Err(error) => {
                // nobody would notice that it ends
                let _ = child.kill().and_then(|()| child.wait());
                return Err(failed(error));
            }
        };
        Ok(Self { child, command, folder, file, given, ended })
    }

    /// What came of it, once it has ended.
    pub(super) fn finish(mut self) -> Outside {
        let end = match self.child.wait() {
            Ok(status) => end_of(status),
            Err(error) => Some(EditorEnd::File(error.to_string())),
        };
        match end {
            Some(end) => Outside::Failed(editor_failed(&self.command, &end)),
            None => self.read().map_or_else(Outside::Failed, Outside::Done),
        }
    }

    /// Tells the editor to end because this program does. What it has saved
    /// is not lost; what it could not save but put beside the file, or may
    /// save still, is left there.
    pub(super) fn give_up(mut self) -> Outside {
        if let Some(pid) = pid(&self.child) {
            // one that has ended is still ours to be waited for
            let _ = kill_process(pid, Signal::TERM);
        }
        let has_ended = self.ended.recv_timeout(FAREWELL).is_ok();
        if has_ended {
            // nothing but its code is to be had
            let _ = self.child.wait();
        }
        let so_far = match fs::read(&self.file) {
            Ok(bytes) if bytes == self.given => {
                Outside::Failed(editor_failed(&self.command, &EditorEnd::Killed))
            }
            _ => self.read().map_or_else(Outside::Failed, Outside::SavedSoFar),
        };
        let left = fs::read_dir(self.folder.path()).map_or(0, Iterator::count);
        if !has_ended || left > 1 {
            let _ = self.folder.keep();
        }
        so_far
    }

    /// The text in the file.
    fn read(&self) -> Result<String, String> {
        let failed = |end| editor_failed(&self.command, &end);
        let bytes =
            fs::read(&self.file).map_err(|error| failed(EditorEnd::File(error.to_string())))?;
        let mut text = String::from_utf8(bytes).map_err(|_| failed(EditorEnd::NotText))?;
        // the line end that a file has, and the text has not
        if text.ends_with('\n') {
            text.pop();
            if text.ends_with('\r') {
                text.pop();
            }
        }
        Ok(text)
    }
}

/// What git would run.
fn command() -> OsString {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| "vi".into())
}

/// A text file ends with a line end.
fn given(text: &str) -> Vec<u8> {
    let mut given = text.as_bytes().to_vec();
    if !given.is_empty() {
        given.push(b'\n');
    }
    given
}

fn write_new(file: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?.write_all(bytes)
}

/// Through a shell, as git does, so that `code --wait` is a command and an
/// option.
fn run(editor: &OsString, file: &Path, tty: &Tty) -> io::Result<Child> {
    // a signal for the editor must not reach the shell alone; `NAME=value` and
    // more than one command cannot take the shell's place
    let is_one = !editor.to_string_lossy().contains(['=', ';', '&', '|', '<', '>', '(', '{', '\n']);
    let mut script = OsString::from(if is_one { "exec " } else { "" });
    script.push(editor);
    script.push(" \"$@\"");
    let [input, output, errors] = tty.lend()?;
    Command::new("sh")
        .arg("-c")
        .arg(script)
        .arg(editor)
        .arg(file)
        .stdin(input)
        .stdout(output)
        .stderr(errors)
        .spawn()
}

/// Waits in a thread for the end of `child`, without taking its exit code:
/// until somebody does, its number belongs to nobody else.
fn tell_when_ended(
    child: &Child,
    ended: impl FnOnce() + Send + 'static,
) -> io::Result<Receiver<()>> {
    let pid = pid(child).ok_or(io::ErrorKind::InvalidInput)?;
    let (sender, receiver) = channel();
    std::thread::Builder::new().name("editor".into()).spawn(move || {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
        while matches!(waitid(WaitId::Pid(pid), options), Err(Errno::INTR)) {}
        // nobody listens any more where the program has ended meanwhile
        let _ = sender.send(());
        ended();
    })?;
    Ok(receiver)
}

fn pid(child: &Child) -> Option<Pid> {
    i32::try_from(child.id()).ok().and_then(Pid::from_raw)
}

/// Why its text is not to be taken; none where it is.
fn end_of(status: ExitStatus) -> Option<EditorEnd> {
    match status.code() {
        Some(0) => None,
        // of the shell: not found, or not to be run
        Some(126 | 127) => Some(EditorEnd::NotThere),
        // of the shell: what it ran was killed
        Some(code) if code > 128 => Some(EditorEnd::Killed),
        Some(code) => Some(EditorEnd::Code(code)),
        None => Some(EditorEnd::Killed),
    }
}
