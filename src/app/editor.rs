//! The user's own editor, on a file of its own.

mod draft;

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};

use draft::is_alone;

use super::terminal::Tty;
use crate::text;
use crate::ui::Outside;
use crate::words::{self, EditorEnd, editor_failed};

pub(super) use draft::{Draft, bring_back, clear};

/// How long an editor that is told to end may take to give the terminal back.
const FAREWELL: Duration = Duration::from_millis(400);

/// An editor that runs. The terminal is its own until it has ended.
pub(super) struct Editor {
    child: Child,
    command: String,
    draft: Draft,
    ended: Receiver<()>,
}

/// Writes `given` into a file for the editor, called by `name`. It stays until
/// an editor that was started on it has ended and its text is taken.
///
/// # Errors
/// A sentence that says what could not be done.
pub(super) fn draft(name: &str, given: &str) -> Result<Draft, String> {
    let command = command();
    let command = text::display(&command.to_string_lossy()).into_owned();
    Draft::new(name, given).map_err(|error| not_begun(&command, &error))
}

fn not_begun(command: &str, error: &io::Error) -> String {
    editor_failed(command, &EditorEnd::File(error.to_string()))
}

/// What an editor came to.
pub(super) struct End {
    pub(super) outside: Outside,
    /// Its file, which is to be removed when the text is taken.
    draft: Option<Draft>,
    /// Its file stays as it is, with something in it that nobody has taken.
    pub(super) is_kept: bool,
}

impl End {
    /// The window and its journal have the text.
    pub(super) fn taken(self) {
        if let Some(draft) = self.draft {
            draft.remove();
        }
    }
}

impl Editor {
    /// Starts the editor on a draft; calls `ended` from another thread when it
    /// has ended. The terminal must have been lent.
    ///
    /// # Errors
    /// A sentence that says what could not be done.
    pub(super) fn start(
        draft: Draft,
        tty: &Tty,
        ended: impl FnOnce() + Send + 'static,
    ) -> Result<Self, String> {
        let editor = command();
        let command = text::display(&editor.to_string_lossy()).into_owned();
        let begun = run(&editor, draft.file(), tty).and_then(|mut child| {
            match tell_when_ended(&child, ended) {
                Ok(ended) => Ok((child, ended)),
                Err(error) => {
                    // nobody would notice that it ends
                    let _ = child.kill().and_then(|()| child.wait());
                    Err(error)
                }
            }
        });
        match begun {
            Ok((child, ended)) => Ok(Self { child, command, draft, ended }),
            Err(error) => {
                draft.remove();
                Err(not_begun(&command, &error))
            }
        }
    }

    /// What came of it, once it has ended.
    pub(super) fn finish(mut self) -> End {
        let end = match self.child.wait() {
            Ok(status) => end_of(status),
            Err(error) => Some(EditorEnd::File(error.to_string())),
        };
        match end.map_or_else(|| self.draft.read(), Err) {
            Ok(text) => self.with(Outside::Done(text)),
            Err(end) => self.failed(&end),
        }
    }

    /// Tells the editor to end because this program does. What it has saved
    /// is not lost; what it could not save but put beside the file, or may
    /// save still, is left there.
    pub(super) fn give_up(mut self) -> End {
        if let Some(pid) = pid(&self.child) {
            // one that has ended is still ours to be waited for
            let _ = kill_process(pid, Signal::TERM);
        }
        let has_ended = self.ended.recv_timeout(FAREWELL).is_ok();
        if has_ended {
            // nothing but its code is to be had
            let _ = self.child.wait();
        }
        let so_far =
            if self.draft.is_as_given() { Err(EditorEnd::Killed) } else { self.draft.read() };
        match so_far {
            Ok(text) => {
                let mut end = self.with(Outside::SavedSoFar(text));
                let is_done = |draft: &Draft| has_ended && is_alone(draft.file());
                end.draft = end.draft.filter(is_done);
                end
            }
            Err(_) if !has_ended => {
                let outside = Outside::Failed(editor_failed(&self.command, &EditorEnd::Killed));
                End { outside, draft: None, is_kept: true }
            }
            Err(end) => self.failed(&end),
        }
    }

    fn with(self, outside: Outside) -> End {
        End { outside, draft: Some(self.draft), is_kept: false }
    }

    /// It came to nothing. What is there of it nonetheless is kept.
    fn failed(self, end: &EditorEnd) -> End {
        let why = editor_failed(&self.command, end);
        let is_kept = self.draft.has_more();
        let why = if is_kept { words::kept_outside(&why, self.draft.file()) } else { why };
        if !is_kept {
            self.draft.remove();
        }
        End { outside: Outside::Failed(why), draft: None, is_kept }
    }
}

/// What git would run.
fn command() -> OsString {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| "vi".into())
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
