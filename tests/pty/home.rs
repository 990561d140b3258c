//! A home folder of its own for every test.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, MutexGuard, PoisonError};

use portable_pty::CommandBuilder;
use serde_json::Value;
use tempfile::TempDir;

use crate::window::{Window, until};

const PROGRAM: &str = env!("CARGO_BIN_EXE_cjm");

/// The map of the format's own tests, with comments everywhere.
pub(crate) const EXAMPLE: &str = include_str!("../formats/example.ron");

/// A few programs at a time are enough for a small machine.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// An empty home, and the environment of the programs started in it.
pub(crate) struct Home {
    folder: TempDir,
    variables: Vec<(&'static str, String)>,
    _turn: MutexGuard<'static, ()>,
}

impl Home {
    pub(crate) fn new() -> Self {
        let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        let variables = vec![
            ("HOME", at("")),
            ("CJM_CONFIG_DIR", at("config")),
            ("XDG_STATE_HOME", at("state")),
            ("PATH", "/usr/bin:/bin".into()),
            ("LANG", "C.UTF-8".into()),
            ("TERM", "xterm-256color".into()),
        ];
        Self { folder, variables, _turn: turn }
    }

    /// The same with one more variable.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    /// A file of the user's.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The file of a map in the library.
    pub(crate) fn map(&self, name: &str) -> PathBuf {
        self.file(&format!("config/maps/{name}.ron"))
    }

    /// Puts a file there.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.file(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// The journals of all windows, living or dead.
    pub(crate) fn journals(&self) -> Vec<PathBuf> {
        match fs::read_dir(self.file("state/cjm/journals")) {
            Ok(files) => files.map(|file| file.unwrap().path()).collect(),
            Err(_) => Vec::new(),
        }
    }

    /// Waits until a window has its journal, which is begun behind the first frame.
    pub(crate) fn wait_for_journal(&self) {
        let is_there = || (!self.journals().is_empty()).then_some(());
        until("a journal", is_there, || format!("{:?}", self.journals()));
    }

    /// Runs a command without a terminal.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let output = self.output(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
        output
    }

    /// Runs a command that is refused, and gives what it says.
    pub(crate) fn refused(&self, arguments: &[&str]) -> String {
        let output = self.output(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    fn output(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.output().unwrap()
    }

    /// Leaves time to be killed before anything is saved.
    pub(crate) fn save_late(&self) {
        fs::create_dir_all(self.file("config")).unwrap();
        self.write("config/settings.ron", "(autosave: 60)\n");
    }

    /// A map as the program itself reads it.
    pub(crate) fn read(&self, map: &str) -> Value {
        let output = self.run(&["show", map, "--format", "json"]);
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Opens the editor.
    pub(crate) fn open<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        size: (u16, u16),
    ) -> Window {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        self.start(command, size)
    }

    /// Runs a script of the shell, in which `"$@"` is the editor with a map.
    pub(crate) fn open_in_shell(&self, script: &str, map: &str) -> Window {
        self.run_in_shell(script, &[PROGRAM, map])
    }

    /// Runs a script of the shell with arguments.
    pub(crate) fn run_in_shell(&self, script: &str, arguments: &[&str]) -> Window {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script, "sh"]);
        command.args(arguments);
        self.start(command, (80, 24))
    }

    fn start(&self, mut command: CommandBuilder, size: (u16, u16)) -> Window {
        command.cwd(self.folder.path());
        command.env_clear();
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        Window::start(command, size)
    }
}

/// The text of a file; empty where there is none.
pub(crate) fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// Waits until a file holds all of `wanted`.
pub(crate) fn wait_for_file(path: &Path, wanted: &[&str]) {
    until(
        &format!("{wanted:?} in {}", path.display()),
        || wanted.iter().all(|wanted| text(path).contains(wanted)).then_some(()),
        || text(path),
    );
}

/// Waits until a file is gone.
pub(crate) fn until_gone(path: &Path) {
    until(&format!("{} is gone", path.display()), || (!path.exists()).then_some(()), || text(path));
}

/// The titles of the cards in each stage.
pub(crate) fn titles(map: &Value) -> Vec<(String, Vec<String>)> {
    let text = |value: &Value, field: &str| value[field].as_str().unwrap().to_owned();
    list(map, "stages")
        .iter()
        .map(|stage| {
            let cards = list(stage, "touchpoints");
            (text(stage, "name"), cards.iter().map(|card| text(card, "title")).collect())
        })
        .collect()
}

/// The cards of a stage, by its name.
pub(crate) fn cards<'a>(map: &'a Value, stage: &str) -> &'a [Value] {
    let found = list(map, "stages").iter().find(|it| it["name"] == stage);
    list(found.unwrap_or_else(|| panic!("no stage {stage} in {map}")), "touchpoints")
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}
