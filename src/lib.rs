//! cjm: the editor for customer journey maps in the terminal.

pub mod app;
pub mod cli;
pub mod compare;
pub mod edit;
pub mod exchange;
pub mod insight;
pub mod model;
pub mod store;
pub mod text;
pub mod ui;
pub mod words;
