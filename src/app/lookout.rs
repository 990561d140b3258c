//! What the thread that writes files sees of other programs that write them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::store::fs::FileSystem;
use crate::store::saver::{self, Saver};
use crate::store::watch::{Watch, WatchError};
use crate::ui::{Event, Foreign, Looked, Notice};

/// Looks at the map's file, and is woken up when something happens to it.
pub(super) struct Lookout {
    fs: Arc<dyn FileSystem>,
    wake: Arc<dyn Fn() + Send + Sync>,
    /// Woken up, and did not look yet.
    is_woken: Arc<AtomicBool>,
    watch: Option<Watch>,
    /// The last look found no file, or none that can be read.
    is_odd: bool,
    /// That the file cannot be watched was said.
    said: bool,
    /// A look that waits until the screen has merged what it was told, and
    /// whether it was asked for.
    owed: Option<bool>,
}

impl Lookout {
    /// `wake` is called on another thread, once until the next look.
    pub(super) fn new(fs: Arc<dyn FileSystem>, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let wake = Arc::new(wake);
        Self {
            fs,
            wake,
            is_woken: Arc::default(),
            watch: None,
            is_odd: false,
            said: false,
            owed: None,
        }
    }

    /// Watches the file that a save would write now, unless that is watched
    /// already. What came before the watch is looked for.
    pub(super) fn watch(&mut self, saver: &mut Saver, answer: &impl Fn(Event)) {
        if self.watch.as_ref().is_some_and(|watch| watch.is_on(&*self.fs, saver.path())) {
            return;
        }
        let (wake, is_woken) = (Arc::clone(&self.wake), Arc::clone(&self.is_woken));
        let changed = move || {
            // a large file is written in many pieces
            if !is_woken.swap(true, Ordering::SeqCst) {
                wake();
            }
        };
        // not two at a time
        self.watch = None;
        match Watch::start(&*self.fs, saver.path(), changed) {
            Ok(watch) => {
                self.watch = Some(watch);
                self.look(saver, false, answer);
            }
            // nobody else can have written it, and the next save makes it
            Err(WatchError::NoFolder { .. }) => {}
            Err(error) => {
                if !std::mem::replace(&mut self.said, true) {
                    answer(Event::Said(Notice::info(capital(&error.to_string()))));
                }
            }
        }
    }

    /// Looks as was wanted while the screen was still merging.
    pub(super) fn catch_up(&mut self, saver: &mut Saver, answer: &impl Fn(Event)) {
        if let Some(asked) = self.owed.take() {
            self.look(saver, asked, answer);
        }
    }

    /// Looks at the file, and tells what is news; all there is if it was
    /// `asked` for.
    pub(super) fn look(&mut self, saver: &mut Saver, asked: bool, answer: &impl Fn(Event)) {
        self.is_woken.store(false, Ordering::SeqCst);
        if saver.is_waiting() {
            self.owed = Some(asked || self.owed == Some(true));
            return;
        }
        let looked = match saver.look() {
            saver::Looked::Same => Looked::Same,
            saver::Looked::Changed(foreign) => Looked::Changed(told(foreign)),
            saver::Looked::Gone => Looked::Gone,
            saver::Looked::Unreadable(failure) => {
                Looked::Unreadable { why: capital(&failure.to_string()) }
            }
        };
        let is_odd = matches!(looked, Looked::Gone | Looked::Unreadable { .. });
        let was_odd = std::mem::replace(&mut self.is_odd, is_odd);
        if asked || was_odd || !matches!(looked, Looked::Same) {
            answer(Event::Looked(looked));
        }
    }
}

/// What another program wrote, as the screen is told.
pub(super) fn told(foreign: saver::Foreign) -> Foreign {
    let saver::Foreign { base, theirs, common, number } = foreign;
    Foreign { base, theirs, common, number }
}

/// A sentence that begins as one.
pub(super) fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
