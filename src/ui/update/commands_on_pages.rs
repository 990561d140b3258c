//! Which commands an open page takes, what they are about there, and what is
//! said to the others.

use crate::model::{Address, Holder};
use crate::ui::command::{Command, Group};
use crate::ui::form::{Page, Row, Target};
use crate::words;

/// Whether a command looks at the map in a way for which pages close.
pub(super) fn leaves(command: Command) -> bool {
    match command.entry().group {
        Group::Find => true,
        Group::View => !matches!(
            command,
            // these have pages of their own, or mean what is open
            Command::Walk
                | Command::Twin
                | Command::NextOrder
                | Command::Steps
                | Command::ParkingLot
                | Command::Conflicts
        ),
        _ => command == Command::RuleLevel,
    }
}

/// Whether a command changes what the page shows: then it does what it does
/// on the board. What is under the page is not seen, and stays as it is.
pub(super) fn acts_on(page: &Page, command: Command) -> bool {
    let group = command.entry().group;
    match &page.at {
        _ if !page.way.is_empty() || command == Command::Mark => false,
        // what is done about it
        Address::Note(..) => command == Command::AddAction,
        Address::Touchpoint(_) => {
            matches!(group, Group::Rate | Group::Change | Group::Note | Group::Review)
        }
        Address::Stage(_) => {
            group == Group::Note
                || matches!(
                    command,
                    Command::ChangeHandover | Command::RateHandover | Command::StillTrue
                )
        }
        _ => false,
    }
}

/// The note or action whose owner is meant on a page: that of the chosen row,
/// else the one that the page is about.
pub(super) fn owned(page: &Page, row: Option<&Row>) -> Option<Address> {
    let is_owned = |at: &&Address| matches!(at, Address::Note(..) | Address::Action(..));
    let chosen = match row.map(|row| &row.target) {
        Some(Target::Thing(at)) => Some(at),
        _ => None,
    };
    let about = Some(&page.at).filter(|_| page.way.is_empty());
    chosen.filter(is_owned).or(about.filter(is_owned)).cloned()
}

/// Whether a note can be pasted on the page.
pub(super) fn takes_notes(page: &Page) -> bool {
    page.way.is_empty() && matches!(page.at, Address::Touchpoint(_) | Address::Stage(_))
}

/// What to say to a command that does nothing on the page.
pub(super) fn elsewhere(page: &Page, command: Command) -> &'static str {
    let held = match &page.at {
        Address::Note(holder, _) | Address::Action(holder, _) => Some(holder.clone()),
        Address::Touchpoint(spot) => Some(Holder::Touchpoint(spot.clone())),
        Address::Map | Address::Stage(_) | Address::Parked(_) => None,
    };
    match (command.entry().group, held) {
        (_, _) if command == Command::Mark => words::BACK_TO_THE_BOARD,
        (Group::Rate | Group::Change | Group::Note, Some(Holder::Touchpoint(_))) => {
            words::BACK_TO_THE_CARD
        }
        (Group::Note, Some(Holder::Stage(_))) => words::BACK_TO_THE_STAGE,
        _ => words::BACK_TO_THE_BOARD,
    }
}
