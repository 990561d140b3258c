//! What comes in, and what is to be done.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ratatui::crossterm::event::{KeyEvent, MouseEvent};

use super::maps::{Listing, MapTask};
use super::sentences::Then;
use super::writing::Typed;
use crate::edit::Edit;
use crate::insight::KeptOn;
use crate::model::{Day, Fresh, JourneyMap};
use crate::words::rows::Rows;

/// Something happened, at a time.
#[derive(Debug, Clone)]
pub struct Message {
    /// Time since the program started; never goes back.
    pub now: Duration,
    /// What the calendar and the clock on the wall say.
    pub clock: Fresh,
    /// What happened.
    pub event: Event,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted, in one piece.
    Paste(String),
    /// The mouse was used.
    Mouse(MouseEvent),
    /// The screen has another size, or must be drawn anew.
    Resize(u16, u16),
    /// The deadline that [`super::State::next_deadline`] named is over.
    Deadline,
    /// A save that [`Effect::Save`] asked for has ended.
    Saved(Saved),
    /// The file was looked at, because something happened to it or for
    /// [`Effect::Look`].
    Looked(Looked),
    /// The library was looked at, for [`Effect::ListMaps`] or after
    /// [`Effect::Maps`].
    Maps {
        /// What is in it.
        listing: Listing,
        /// What was done, or why it was not.
        said: Option<Notice>,
        /// The file of the map that came of it.
        made: Option<PathBuf>,
    },
    /// A snapshot of the map was looked for, the newest or an older one, for
    /// [`Effect::ReadSnapshot`] or when the map was opened.
    Snapshot {
        /// What for.
        wanted: Wanted,
        /// The snapshot, where there is one; else why it cannot be read.
        found: Result<Option<Then>, String>,
    },
    /// The editor that [`Effect::EditOutside`] asked for has the text in this
    /// file.
    GivenOutside(PathBuf),
    /// The editor that [`Effect::EditOutside`] asked for is done with.
    EditedOutside(Outside),
    /// The journal could not be made durable: why, in a sentence.
    Unjournaled(String),
    /// Something that went wrong at the edge, or came to an end there, in words.
    Said(Notice),
    /// The program is asked to end: SIGTERM, SIGHUP, the terminal is gone.
    End,
}

/// What a snapshot is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Greeting who comes back after a while, or to a review that is late.
    Greeting,
    /// Listing what is due.
    Due,
    /// Listing what changed since.
    Changes,
    /// Showing on the curve how it felt.
    Felt {
        /// Not the newest one, but the newest before this.
        before: Option<KeptOn>,
    },
}

/// What came of text that was given to an editor outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outside {
    /// The editor ended well, with this text.
    Done(String),
    /// The program ends while the editor is still open; this is what it had
    /// saved last.
    SavedSoFar(String),
    /// There is no text to be had: why, and what to do, in a sentence.
    Failed(String),
}

/// How a save ended.
#[derive(Debug, Clone)]
pub enum Saved {
    /// All edits up to number `seq` are in the file.
    Done {
        /// The number of the last edit that is in the file.
        seq: u64,
    },
    /// Another program wrote the file first: it is to be merged, and saved
    /// again.
    Changed(Foreign),
    /// A version of another program, told before, was not in the map; nothing
    /// was written.
    Overtaken,
    /// The file is as it was before.
    Failed {
        /// That it is not saved, and why, without a full stop.
        why: String,
        /// What to do.
        next: String,
    },
}

/// What another program wrote into the file.
#[derive(Debug, Clone)]
pub struct Foreign {
    /// What the file said before.
    pub base: Arc<JourneyMap>,
    /// What it says now.
    pub theirs: Arc<JourneyMap>,
    /// What it says when this is told: theirs, together with what was just to
    /// be saved where that is in it already.
    pub common: Arc<JourneyMap>,
    /// The number of this version, by which [`Effect::Merged`] names it.
    pub number: u64,
}

impl Foreign {
    /// A version beside which nothing of this window is in the file yet.
    pub fn new(base: Arc<JourneyMap>, theirs: Arc<JourneyMap>, number: u64) -> Self {
        let common = Arc::clone(&theirs);
        Self { base, theirs, common, number }
    }
}

/// What a look at the file found.
#[derive(Debug, Clone)]
pub enum Looked {
    /// Nothing new. Told only where it was asked for, or where there was
    /// something else before.
    Same,
    /// Another program wrote it.
    Changed(Foreign),
    /// It is not there any more.
    Gone,
    /// It cannot be read just now: somebody may be writing it.
    Unreadable {
        /// What is wrong with it, in a sentence.
        why: String,
    },
}

/// A line for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What to say.
    pub text: String,
    /// How much it matters.
    pub weight: Weight,
}

/// How much a line matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Good to know; gone with the next key.
    Info,
    /// Something could not be done.
    Warning,
    /// Work is in danger; stays until it is not.
    Danger,
}

/// What the edge must do; it does so in this order.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Write these edits into the journal.
    Journal(Vec<Edit>),
    /// Write into the journal that another program's version was merged.
    JournalMerge {
        /// What that changed in this window.
        edits: Vec<Edit>,
        /// What turns the map of this window into what it has in common with
        /// the file from now on.
        common: Vec<Edit>,
    },
    /// Write what is being typed into the journal; none: it was finished or
    /// given up.
    JournalTyping(Option<Typed>),
    /// Make the journal durable.
    SyncJournal,
    /// Write this map to its file, and answer with [`Event::Saved`].
    Save {
        /// The number of the last edit in it.
        seq: u64,
        /// The map.
        map: Arc<JourneyMap>,
        /// Also where the file is marked read-only.
        force: bool,
    },
    /// The [`Foreign`] version of that number is merged: saves from now on have
    /// it in them, and the next one may come.
    Merged(u64),
    /// Look whether another program wrote the file, and answer with
    /// [`Event::Looked`].
    Look,
    /// Write this map to another file, as the user named it.
    SaveCopy {
        /// The name.
        name: String,
        /// The map.
        map: Arc<JourneyMap>,
    },
    /// Keep this map as a snapshot, and say so where that fails.
    KeepSnapshot {
        /// The map.
        map: Arc<JourneyMap>,
        /// Of which day.
        on: Day,
    },
    /// Look for the snapshot that is wanted, and answer with [`Event::Snapshot`].
    ReadSnapshot(Wanted),
    /// Note that the map greeted on that day: once is enough.
    Greeted(Day),
    /// Look at the library, and answer with [`Event::Maps`].
    ListMaps,
    /// Do this with maps that are not open, and answer with [`Event::Maps`].
    Maps(MapTask),
    /// Leave this map, all of which is in its file, for another one.
    Switch(MapTask),
    /// Give this text to the editor of the user's own choice, and answer with
    /// [`Event::EditedOutside`].
    EditOutside {
        /// What the text is, in a word.
        name: String,
        /// The text.
        text: String,
    },
    /// Put this table into the clipboard of the terminal, as Markdown.
    CopyTable {
        /// The table.
        rows: Box<Rows>,
        /// The command that prints the same, for where the clipboard takes it
        /// not.
        instead: String,
    },
    /// Listen to the mouse, or no longer.
    Mouse(bool),
    /// Clear the screen before the next frame.
    Repaint,
    /// Give the terminal back to the shell until SIGCONT.
    Suspend,
    /// End the program.
    Quit,
}

impl Notice {
    /// Good to know.
    pub fn info(text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Info }
    }

    /// Something could not be done.
    pub fn warning(text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Warning }
    }
}
