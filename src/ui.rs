//! What the screen SAYS: state, message, update, view.
//!
//! Nothing here sees a file, a clock or a terminal: what is to be done leaves
//! [`update`] as [`Effect`]s.

pub mod across;
pub mod asking;
pub mod breath;
pub mod card;
pub mod checklists;
pub mod choice;
pub mod closing;
pub mod command;
pub mod field;
pub mod filter;
pub mod find;
pub mod fixing;
pub mod focus;
pub mod form;
pub mod key;
pub mod keymap;
pub mod lacking;
pub mod layout;
pub mod look;
pub mod look_back;
pub mod maps;
pub mod menu;
mod message;
pub mod pointer;
pub mod report;
pub mod sentences;
pub mod settings;
pub mod start;
mod state;
mod summaries;
pub mod table;
mod update;
pub mod view;
pub mod walk;
pub mod writing;

pub use message::*;
pub use state::*;
pub use summaries::Summaries;
pub use update::update;
pub use view::view;
