//! Faults of our own: a panic in each part of a window, in the loop that ships.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use cjm::app::{Screen, Session, run_screen};
use cjm::store::Hash;
use cjm::store::document;
use cjm::store::fs::{FileSystem, Handle, Position, ReadError, Real, Stat};
use cjm::store::places::{Environment, Places};
use cjm::ui::keymap::Keymap;
use cjm::ui::look::{Look, Themes};
use cjm::ui::settings::Settings;
use cjm::ui::{Effect, Event, Message, State, update, view};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;

use crate::ends::{comes_back, home, modes_are_undone, work};
use crate::home::{Home, titles, wait_for_file};
use crate::window::Window;

/// The files as they are, but for moves onto a map while [`BROKEN`] is set.
struct Faulty;

static BROKEN: AtomicBool = AtomicBool::new(false);

impl FileSystem for Faulty {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        Real.read(path, limit)
    }
    fn hash(&self, path: &Path, limit: u64) -> Result<Hash, ReadError> {
        Real.hash(path, limit)
    }
    fn stat(&self, path: &Path) -> io::Result<Stat> {
        Real.stat(path)
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        Real.resolve(path)
    }
    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn Handle>> {
        Real.create_new(path, mode)
    }
    fn open(&self, path: &Path, at: Position) -> io::Result<Box<dyn Handle>> {
        Real.open(path, at)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let is_map = to.extension().is_some_and(|extension| extension == "ron");
        assert!(!(is_map && BROKEN.load(Ordering::SeqCst)), "as it was told to");
        Real.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        Real.remove(path)
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        Real.sync_folder(path)
    }
    fn create_folder(&self, path: &Path, mode: u32) -> io::Result<()> {
        Real.create_folder(path, mode)
    }
    fn list(&self, path: &Path) -> io::Result<Vec<OsString>> {
        Real.list(path)
    }
}

/// The next frame panics.
static BLIND: AtomicBool = AtomicBool::new(false);

fn update_or_panic(state: &mut State, message: Message) -> Vec<Effect> {
    if let Event::Key(key) = &message.event {
        match key.code {
            KeyCode::F(9) => panic!("as it was told to"),
            KeyCode::F(10) => BLIND.store(true, Ordering::SeqCst),
            KeyCode::F(11) => BROKEN.store(true, Ordering::SeqCst),
            KeyCode::F(12) => BROKEN.store(false, Ordering::SeqCst),
            _ => {}
        }
    }
    update(state, message)
}

fn view_or_panic(state: &State, frame: &mut Frame<'_>) {
    assert!(!BLIND.load(Ordering::SeqCst), "as it was told to");
    view(state, frame);
}

const CHILD: &str = "CJM_TEST_PANICS_CHILD";
const F9: &str = "\x1b[20~";
const F10: &str = "\x1b[21~";
const F11: &str = "\x1b[23~";
const F12: &str = "\x1b[24~";

/// The window in these tests, when the test binary is started as it.
#[test]
fn child() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let fs: Arc<dyn FileSystem> = Arc::new(Faulty);
    let places = Places::find(&*fs, &Environment::of_process()).unwrap();
    let map = places.maps().join("demo.ron");
    let opened = document::open(&*fs, Some(&places.state), &map, "demo").unwrap();
    let mut settings = Settings::default();
    settings.autosave = std::time::Duration::from_secs(60);
    let session = Session {
        fs,
        places: Some(places),
        opened,
        keymap: Keymap::default(),
        look: Look::default(),
        themes: Themes::built_in(),
        checklists: Default::default(),
        settings,
        said: None,
        seed: 7,
        is_new: false,
    };
    let screen = Screen { update: update_or_panic, view: view_or_panic };
    let code = run_screen(session, screen).unwrap();
    std::process::exit(code.into());
}

/// Starts it in a shell.
fn start(home: &Home) -> Window {
    let script = format!(r#"export {CHILD}=1; "$@"; echo "EXIT $?"; read line"#);
    let program = std::env::current_exe().unwrap();
    let arguments = ["panics::child", "--exact", "--nocapture", "--test-threads=1"];
    home.run_in_shell(&script, &[&[program.to_str().unwrap()][..], &arguments].concat())
}

#[test]
fn a_panic_of_the_screen_restores_the_terminal_says_where_the_work_is_and_loses_nothing() {
    // a key that was never taken, and a frame after it was
    for (fault, said) in [(F9, "at what was typed or pasted last"), (F10, "failed. Every edit")] {
        let home = home();
        let mut window = start(&home);
        work(&mut window);
        let raw = window.modes();
        window.keys(fault);
        window.wait_for("EXIT 101");
        window.wait_for("cjm failed");
        window.wait_for(said);
        modes_are_undone(&window);
        assert_ne!(window.modes(), raw);
        window.keys("\n");
        window.end();
        comes_back(&home, "half of it");
    }
}

#[test]
fn a_panic_of_the_thread_that_saves_is_said_and_the_next_save_goes_well() {
    let home = home();
    let mut window = start(&home);
    work(&mut window);
    window.keys(&format!("{F11}\x1b\x13"));
    window.wait_for("by a fault of cjm");
    window.wait_for("not saved");
    // leaving is refused, for it would leave work behind
    window.keys("ZZ");
    window.wait_for("by a fault of cjm");
    assert!(titles(&home.read("demo")).is_empty());
    window.keys(&format!("{F12}\x13"));
    wait_for_file(&home.map("demo"), &["Searches", "half of it"]);
    window.keys("ZZ");
    window.wait_for("EXIT 0");
    modes_are_undone(&window);
    window.keys("\n");
    window.end();
    assert!(home.journals().is_empty(), "{:?}", home.journals());
}
