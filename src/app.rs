//! The edge: the terminal, its input, and what the rest of the program asks
//! of the system.

mod editor;
mod event_loop;
pub mod input;
mod lookout;
pub(crate) mod offer;
mod shelf;
mod snapshots;
pub mod terminal;
mod window;
mod worker;

pub use event_loop::{Screen, run, run_screen};
pub use window::Session;

/// A failure in words: what was attempted, and each cause that is not told yet.
/// Sentences of ours name their cause already.
pub(crate) fn in_words(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if said.is_empty() {
            said = cause;
        } else if !said.contains(&cause) {
            said = format!("{said}: {cause}");
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_that_is_told_already_is_not_told_twice() {
        let error = anyhow::anyhow!("no space").context("could not write: no space");
        assert_eq!(in_words(&error), "could not write: no space");
        let error = anyhow::anyhow!("no space").context("could not write");
        assert_eq!(in_words(&error), "could not write: no space");
    }
}
