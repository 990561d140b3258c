//! What help says besides the commands: the keys of a page and of a text
//! field, and the signs on the screen.

use super::Row;
use crate::model::{Address, Emotion, NoteKind};
use crate::ui::card::action_sign;
use crate::ui::command::Command;
use crate::ui::form::Page;
use crate::ui::look::{Look, Marks, Passage};

/// Keys that have a meaning of their own while text is typed.
pub(super) const KEYS_OF_TEXT: [Row; 9] = [
    Row::Says("enter", "Keep what is written; where several follow, go on with the next"),
    Row::Says("alt-enter", "Begin a new line"),
    Row::Says("esc", "Keep what is written, and stop"),
    Row::Says("tab", "Complete a word, or keep it and go to the next field or stage"),
    Row::Says("ctrl-c", "Let go of what was typed"),
    Row::Says("ctrl-e", "Go on in an editor of your own"),
    Row::Says("ctrl-z, ctrl-y", "Take typing back, or make it again"),
    Row::Says("ctrl-w", "Delete the word before the cursor"),
    Row::Says("shift-arrows", "Select; ctrl-a selects all"),
];

/// What the keys do on an open page.
pub(super) fn keys_of_page(page: &Page) -> Vec<Row> {
    let mut rows = vec![
        Row::Here(Command::Down, "To the next row; tab does the same"),
        Row::Here(Command::Up, "To the row before"),
        Row::Here(Command::Right, "To the other column, or the next group"),
        Row::Here(Command::PageDown, "Down by a screenful of rows"),
        Row::Here(Command::PageUp, "Up by a screenful of rows"),
        Row::Here(Command::Open, "Change the row, or open it; tab then goes from field to field"),
        Row::Here(Command::EditOutside, "Edit the text of the row in an editor of your own"),
        Row::Here(Command::AddBelow, "Add a row to the list"),
        Row::Here(Command::Delete, "Take the value away, or the row of a list"),
        Row::Here(Command::MoveUp, "Move the row of a list up"),
        Row::Here(Command::MoveDown, "Move the row of a list down"),
        Row::Here(Command::Undo, "Take the last change back"),
        Row::Here(Command::Leave, "Close the page"),
    ];
    match page.at {
        Address::Touchpoint(_) => rows.extend([
            Row::Here(Command::NextCard, "The page of the next card"),
            Row::Here(Command::PreviousCard, "The page of the card before"),
            Row::Here(Command::Emotion1, "1 to 5 rate the card, or set a rating that is chosen"),
            Row::Here(Command::NotePain, "Add a note or an action, as on the board"),
        ]),
        Address::Map | Address::Parked(_) => rows.extend([
            Row::Here(Command::Park, "Put something aside in the parking lot"),
            Row::Here(Command::MakeTouchpoint, "Make a touchpoint of a row of the parking lot"),
        ]),
        Address::Stage(_) | Address::Note(..) | Address::Action(..) => {}
    }
    rows
}

/// The signs on the board, as they are in the chosen set.
pub(super) fn signs(look: Look) -> Vec<Row> {
    let felt = |value, meaning| Row::Says(look.mark(Emotion::new(value).ok()), meaning);
    let note = |kind, meaning| Row::Says(look.note(kind), meaning);
    let is_ascii = look.marks == Marks::Ascii;
    vec![
        felt(-2, "It feels very bad: −2"),
        felt(-1, "It feels bad: −1"),
        felt(0, "It feels neither good nor bad: 0"),
        felt(1, "It feels good: +1"),
        felt(2, "It feels very good: +2"),
        Row::Says(look.mark(None), "Not rated yet"),
        note(NoteKind::Pain, "A pain"),
        note(NoteKind::Delight, "A delight"),
        note(NoteKind::Opportunity, "An opportunity"),
        note(NoteKind::Gap, "A gap: nobody serves the customer here"),
        note(NoteKind::Quote, "A quote: what a customer said"),
        note(NoteKind::Idea, "An idea"),
        Row::Says(action_sign(look), "An action that is not done"),
        Row::Says(look.passage(Passage::NextCard), "The handover to the next card"),
        Row::Says(look.passage(Passage::NextStage), "The handover to the next stage"),
        Row::Says(look.visibility(), "The line of visibility: the customer does not see it"),
        Row::Says(look.step(), "A step of ours behind a card"),
        Row::Says(
            if is_ascii { "*" } else { "▌" },
            "The card is marked: a change is made to all marked",
        ),
        Row::Says(look.point(), "The card that has the focus, on the curve"),
    ]
}
