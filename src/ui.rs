//! ui

pub mod field;
