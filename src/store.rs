//! Where maps live: files, journals, the library, and the folders they are in.
//!
//! Everything here goes through [`fs::FileSystem`], so that tests can make every call fail.
//!
//! - [`places`]: which folders there are, from the environment.
//! - [`library`]: what a MAP argument means, which maps there are, which was opened last.
//! - [`shelf`]: what is done to whole maps: all of them looked at, renamed, deleted, brought back.
//! - [`recover`]: what can be brought back, be the map's own file readable or not.
//! - [`templates`]: what a new map can start from, ours and the user's own.
//! - [`settings`]: the files of the user's settings and themes, as text.
//! - [`document`]: opens a map: read, recovered from journals.
//! - [`saver`]: saves a map that is open, beside what others write.
//! - [`focus`]: where somebody was in each map.
//! - [`snapshots`]: maps as they were at their reviews.
//! - [`greeted`]: on which day a map greeted last.
//! - [`backups`]: a few of the versions that saves have replaced, thinned out with time.
//! - [`read`] and [`print`](mod@print): the text of a file as a map, and a map as that text.
//! - [`save`]: writes a file so that the old one or the new one is there, whole, whatever happens.
//! - [`journal`]: keeps every edit until it is saved, and finds what a killed window left.
//! - [`watch`]: tells when another program writes a map's file.
//! - [`fs`]: the calls all of this is made of; the machine's, and faulty ones for tests.
//!
//! Only [`document`], [`focus`], [`recover`], [`saver`], [`shelf`], [`snapshots`], [`templates`], [`read`] and [`print`](mod@print) know
//! what a map is; for the
//! others content is bytes, told apart by [`struct@Hash`].

pub mod backups;
pub mod document;
pub mod focus;
pub mod fs;
pub mod greeted;
pub mod journal;
pub mod library;
pub mod places;
pub mod print;
pub mod read;
pub mod recover;
pub mod save;
pub mod saver;
pub mod settings;
pub mod shelf;
pub mod snapshots;
pub mod templates;
pub mod watch;

mod frame;
mod hash;
mod lock;

pub use hash::Hash;
