//! How far the file is behind the map, and what waits for it.

use std::time::Duration;

use crate::ui::maps::MapTask;

/// How far the file is behind the map.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saving {
    /// Nothing of the map was written yet.
    pub has_no_file: bool,
    /// The number of the last edit.
    pub edits: u64,
    /// The number of the last edit that is in the file.
    pub saved: u64,
    /// The number of the last edit in the save that is under way.
    pub under_way: Option<u64>,
    /// When to save.
    pub due: Option<Duration>,
    /// When the first edit came that is not in the file.
    pub since: Option<Duration>,
    /// When to make the journal durable.
    pub sync_due: Option<Duration>,
    /// Why the last save did not succeed, and what to do.
    pub failed: Option<(String, String)>,
    /// The journal does not have all that it should have.
    pub is_unjournaled: bool,
    /// What is done as soon as everything is in the file, in this order.
    pub then: Vec<Then>,
    /// Others write this file, too, while it is open here.
    pub has_company: bool,
    /// The file is gone, or cannot be read.
    pub doubt: Option<Doubt>,
    /// The user wants to know when everything is saved.
    pub asked: bool,
}

/// What is thought of a file that is gone or cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Somebody may be writing it just now: it is looked at again then.
    Until(Duration),
    /// It was looked at again; what comes next is said.
    Over,
    /// It was said.
    Said,
}

/// What is done as soon as everything is in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// The program ends.
    Quit,
    /// This window turns to another map, or to another file.
    Switch(MapTask),
    /// Something is done with maps, of which this one may be the pattern.
    Perform(MapTask),
}
