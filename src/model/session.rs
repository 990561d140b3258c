//! Workshops.

use super::schema::record;
use super::text::Text;
use super::when::{Day, TimeOfDay};

record! {
    /// A workshop on the map.
    Session Block key(session) { format!("{}\u{0}{}", session.on, session.title).into() } {
        /// When.
        on: Day => always;
        /// What it was called.
        title: Text => always;
        /// Who was there.
        people: Vec<Text> => maybe;
        /// What was planned.
        agenda: Vec<Item> => maybe;
        /// How many dots each person had.
        dots: Option<u32> => maybe;
        /// What was said when.
        log: Vec<Said> => maybe;
    }
}

record! {
    /// One point of an agenda.
    Item Row key(item) { item.text.as_ref().into() } {
        /// How long it may take.
        minutes: u32 => always;
        /// What it is about.
        text: Text => always;
    }
}

record! {
    /// Something said in a workshop.
    Said Row key(said) { format!("{}\u{0}{}\u{0}{}", said.at, said.by, said.text).into() } {
        /// When.
        at: TimeOfDay => always;
        /// By whom.
        by: Text => maybe;
        /// What.
        text: Text => always;
    }
}
